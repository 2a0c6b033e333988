"""What the sources hold, article by article: which are new, which are the same twice, and which text is the newest."""

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.building import digests
from index.building.near_duplicates import near_duplicate_groups, sketch
from index.building.passages import described, passages_of
from index.building.previous import PreviousBuild
from index.building.report import Report
from index.errors import SourceError
from index.language.dates import PartialDate
from index.models.lazy_embedder import LazyEmbedder
from index.records import Article
from index.sources import Unchanged, UnitResult
from index.storage.article_writer import ArticleWriter, WrittenArticle
from index.storage.exclusions import ExclusionFilter

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how much more of it is done, and how much there is in all (None: not known)."""

Dates = tuple[str | None, str | None, str | None]
"""When an article was modified, published and retrieved."""

_NOTHING = "there is nothing in it but a title or site furniture; check that it holds the article's text"


@dataclass(slots=True)
class IngestedArticle:
    """An article of the new generation; its number is its place in the list, from 1.

    Attributes:
        title: None also where the article is kept.
        kept: number in the generation before of the article that is copied from there as it is, or None.
        status: "new", "changed" or "unchanged", as the report counts it.
        digests: hash of each passage; described: hash of what the ranking of articles sees.
    """

    id: str
    body: bytes
    place: str
    unit: str
    path: str | None
    title: str | None
    kept: int | None
    status: str
    digests: bytes
    described: bytes
    dates: Dates


class Ingest:
    """Takes what the sources give; writes what is new, and notes what can be copied.

    Args:
        left_out: articles that the operator wants forgotten.

    Attributes:
        report: what was found so far.
        entries: the articles of the new generation, in order.
    """

    def __init__(
        self,
        path: Path,
        before: PreviousBuild | None,
        embedder: LazyEmbedder,
        progress: Progress,
        left_out: ExclusionFilter,
    ) -> None:
        self.report = Report()
        self.entries: list[IngestedArticle] = []
        self._before = before
        self._embedder = embedder
        self._progress = progress
        self._left_out = left_out
        self._writer = ArticleWriter(path)
        self._by_id: dict[str, int] = {}
        self._unsettled: set[str] = set()  # units of which something was left out: they are read again next time

    def units(self) -> Container[str]:
        """What need not be read again, since the articles it gave are known."""
        return self._before.by_unit if self._before is not None and self._before.fits else ()

    def take(self, found: UnitResult) -> None:
        """Take one article, or what is known of an unchanged one, or note what was refused."""
        self.report.at(found.place)  # a place with nothing in it is in the report as well
        item = found.item
        if isinstance(item, SourceError):
            self._refuse(found, item)
        elif isinstance(item, Unchanged):
            known = self._before.by_unit[item.unit] if self._before is not None else []
            for one in known:
                path = item.path if len(known) == 1 else None
                self._place(
                    IngestedArticle(
                        one.id, one.body, found.place, one.unit, path, None, one.number, "unchanged", one.digests,
                        one.described, (one.modified, one.published, item.retrieved),
                    ),
                    None,
                )  # fmt: skip
        else:
            filed = self._filed(item, found)
            if filed is None:
                self._refuse(found, SourceError(item.path or item.id, _NOTHING))
            else:
                dates = (item.modified, item.published, item.retrieved)
                self._place(
                    IngestedArticle(
                        item.id, filed.body, found.place, found.unit, item.path, item.title, None, self._status(item),
                        filed.digests, filed.described, dates,
                    ),
                    filed,
                )  # fmt: skip
        self._progress("reading", 1, None)

    def end(self) -> Report:
        """Leave out what is there twice and count what is gone, once everything was taken."""
        self._leave_out_duplicates()
        if self._before is not None:
            ids = {entry.id for entry in self.entries}
            for known in self._before.articles:
                if known.id not in ids and not self._left_out.has(known.id, known.body):
                    self.report.at(known.place).removed += 1
        self.report.articles = len(self.entries)
        undated = [entry for entry in self.entries if entry.dates[1] is None]
        self.report.undated = len(undated)
        self.report.first_undated = self._named(undated[0]) if undated else None
        return self.report

    def nothing_changed(self) -> bool:
        """Whether the generation before holds these articles, read and cut as they would be now."""
        if self._before is None or not self._before.fits or len(self.entries) != len(self._before.articles):
            return False
        return all(e.status == "unchanged" and (e.kept or not self._settled(e.unit)) for e in self.entries)

    def write(self) -> None:
        """Copy the articles that are kept, link those that carry one report, and close the file."""
        if self._before is not None:
            kept = ((e.kept, number, e.place, e.path, e.dates[2]) for number, e in enumerate(self.entries, 1) if e.kept)
            self._writer.copy(self._before.store, kept)
        self._writer.forget(self._unsettled)
        groups = near_duplicate_groups(self._writer.signatures())
        self._writer.link_copies(groups)
        self.report.copies = int((groups != np.arange(len(groups))).sum())
        self._writer.close()

    def close(self) -> None:
        """Release the file, whether the build came to its end or not."""
        self._writer.abandon()

    def _settled(self, unit: str) -> bool:
        return bool(unit) and unit not in self._unsettled

    def _refuse(self, found: UnitResult, error: SourceError) -> None:
        self.report.refused.append(error)
        self.report.at(found.place).refused += 1
        self._unsettled.add(found.unit)

    def _filed(self, article: Article, found: UnitResult) -> WrittenArticle | None:
        """The article with all that is made from its text alone; None when there is nothing to search in it."""
        fingerprint = digests.fingerprint(article)
        known = self._before.by_id.get(article.id) if self._before is not None and self._before.fits else None
        if known is not None and self._before is not None and known.fingerprint == fingerprint:
            passages = self._before.store.at(known.number - 1)[1]
        else:
            embedder = self._embedder
            passages = [p.span for p in passages_of(article, embedder.count_tokens, embedder.max_tokens)]
        if not passages:
            return None
        return WrittenArticle(
            article=article,
            place=found.place,
            unit=found.unit,
            fingerprint=fingerprint,
            body=digests.body(article),
            described=digests.digest(described(article)),
            passages=passages,
            digests=digests.passage_digests(article, passages),
            signature=sketch(article),
        )

    def _status(self, article: Article) -> str:
        before = None if self._before is None else self._before.store.get(article.id)
        if before is None:
            return "new"
        # Where and when the same words were found is no change of the article.
        as_found = replace(before, path=article.path, retrieved=article.retrieved, content_hash=article.content_hash)
        return "unchanged" if as_found == article else "changed"

    def _place(self, entry: IngestedArticle, filed: WrittenArticle | None) -> None:
        """Give an entry its place, unless its address has a text as new already."""
        counts = self.report.at(entry.place)
        if self._left_out.has(entry.id, entry.body):
            counts.forgotten += 1
            self._unsettled.add(entry.unit)  # which gives it again once it is not forgotten any more
            return
        number = self._by_id.setdefault(entry.id, len(self.entries))
        if number == len(self.entries):
            self.entries.append(entry)
        else:
            other = self.entries[number]
            self._unsettled |= {entry.unit, other.unit}
            if entry.body == other.body:
                counts.duplicates += 1
                return
            if not _is_newer(entry.dates, other.dates):
                counts.superseded += 1
                return
            theirs = self.report.at(other.place)
            theirs.superseded += 1
            setattr(theirs, other.status, getattr(theirs, other.status) - 1)
            self._writer.drop(number + 1)
            self.entries[number] = entry
        setattr(counts, entry.status, getattr(counts, entry.status) + 1)
        if filed is not None:
            self._writer.put(number + 1, filed)

    def _leave_out_duplicates(self) -> None:
        """Keep the first of the entries with the same words.

        Not before each address has its newest text: the first may give way to a newer one without these words.
        """
        first: dict[bytes, IngestedArticle] = {}
        staying: list[IngestedArticle] = []
        for number, entry in enumerate(self.entries, 1):
            other = first.setdefault(entry.body, entry)
            if other is entry:
                staying.append(entry)
                if entry.kept is None:
                    self._writer.move(number, len(staying))
                continue
            counts = self.report.at(entry.place)
            counts.duplicates += 1
            setattr(counts, entry.status, getattr(counts, entry.status) - 1)
            self._unsettled |= {entry.unit, other.unit}
            self._writer.drop(number)
        self.entries = staying

    def _named(self, entry: IngestedArticle) -> str:
        """Where an article lies and its title, for a person to find it."""
        title, path = entry.title, entry.path
        if entry.kept is not None and self._before is not None:
            article = self._before.store.at(entry.kept - 1)[0]
            title, path = article.title, path or article.path
        return ": ".join(part for part in (path or entry.id, title) if part)


def _is_newer(dates: Dates, others: Dates) -> bool:
    """Whether one text of an address is newer than another: by the date it gives, then by when it was retrieved."""
    said, said_there = (
        PartialDate.parse(one) if (one := modified or published) else None for modified, published, _ in (dates, others)
    )
    if said is not None and said_there is not None and said != said_there:
        return said > said_there
    retrieved, retrieved_there = dates[2], others[2]
    return retrieved is not None and retrieved_there is not None and retrieved > retrieved_there
