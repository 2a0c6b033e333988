"""Ingesting articles one by one: new, changed and unchanged ones, exact duplicates, and superseded texts."""

from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.building.embedding import LazyEmbedder
from index.building.near_duplicates import near_duplicate_groups, sketch
from index.building.passages import (
    article_fingerprint,
    article_index_text,
    body_hash,
    digest,
    passage_digests,
    split_passages,
)
from index.building.previous_generation import PreviousBuild
from index.building.report import BuildReport
from index.errors import SourceError
from index.language.dates import PartialDate
from index.records import Article
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.sources.readers import ProgressCallback
from index.storage.article_writer import ArticleRecord, ArticleWriter
from index.storage.exclusions import ExclusionFilter

ArticleDates = tuple[str | None, str | None, str | None]
"""When an article was modified, published and retrieved."""

_NOTHING_READABLE = "there is nothing in it but a title or site furniture; check that it holds the article's text"


@dataclass(slots=True)
class IngestedArticle:
    """An article of the new generation; its number is its place in the list, from 1.

    Attributes:
        title: None also where the article is kept.
        previous_number: number in the generation before of the article that is copied from there as it is, or None.
        status: "new", "changed" or "unchanged", as the report counts it.
        digests: hash of each passage; described: hash of what the ranking of articles sees.
    """

    id: str
    body: bytes
    place: str
    unit: str
    path: str | None
    title: str | None
    previous_number: int | None
    status: str
    digests: bytes
    described: bytes
    dates: ArticleDates


class Ingest:
    """Takes what the sources give; writes what is new, and notes what can be copied.

    Args:
        exclusions: articles that the operator wants forgotten.

    Attributes:
        report: what was found so far.
        entries: the articles of the new generation, in order.
    """

    def __init__(
        self,
        path: Path,
        previous: PreviousBuild | None,
        embedder: LazyEmbedder,
        progress: ProgressCallback,
        exclusions: ExclusionFilter,
    ) -> None:
        self.report = BuildReport()
        self.entries: list[IngestedArticle] = []
        self._previous = previous
        self._embedder = embedder
        self._progress = progress
        self._exclusions = exclusions
        self._writer = ArticleWriter(path)
        self._by_id: dict[str, int] = {}
        self._units_to_reread: set[str] = set()  # units of which something was left out: they are read again next time

    def known_units(self) -> Container[str]:
        """What need not be read again, since the articles it gave are known."""
        return self._previous.by_unit if self._previous is not None and self._previous.reusable else ()

    def add(self, found: UnitResult) -> None:
        """Take one article, or what is known of an unchanged one, or note what was refused."""
        self.report.at(found.place)  # a place with nothing in it is in the report as well
        item = found.item
        if isinstance(item, SourceError):
            self._refuse(found, item)
        elif isinstance(item, UnchangedUnit):
            known = self._previous.by_unit[item.unit] if self._previous is not None else []
            for one in known:
                self._add_entry(
                    IngestedArticle(
                        one.id, one.body, found.place, one.unit, item.path, None, one.number, "unchanged", one.digests,
                        one.described, (one.modified, one.published, item.retrieved),
                    ),
                    None,
                )  # fmt: skip
        else:
            record = self._record(item, found)
            if record is None:
                self._refuse(found, SourceError(item.path or item.id, _NOTHING_READABLE))
            else:
                dates = (item.modified, item.published, item.retrieved)
                self._add_entry(
                    IngestedArticle(
                        item.id, record.body, found.place, found.unit, item.path, item.title, None, self._status(item),
                        record.digests, record.described, dates,
                    ),
                    record,
                )  # fmt: skip
        self._progress("reading", 1, None)

    def finish(self) -> BuildReport:
        """Leave out what is there twice and count what is gone, once everything was taken."""
        self._remove_duplicates()
        if self._previous is not None:
            ids = {entry.id for entry in self.entries}
            for known in self._previous.articles:
                if known.id not in ids and not self._exclusions.has(known.id, known.body):
                    self.report.at(known.place).removed += 1
        self.report.articles = len(self.entries)
        undated = [entry for entry in self.entries if entry.dates[1] is None]
        self.report.undated = len(undated)
        self.report.first_undated = self._describe(undated[0]) if undated else None
        return self.report

    def nothing_changed(self) -> bool:
        """Whether the generation before holds these articles in this order, read and cut as they would be now.

        When they were last looked at may differ: it is not worth a generation.
        """
        if self._previous is None or not self._previous.reusable or len(self.entries) != len(self._previous.articles):
            return False
        return all(
            e.status == "unchanged"
            and (e.previous_number or not self._is_settled(e.unit))
            and (e.id, e.place) == (known.id, known.place)
            and e.path in {None, known.path}
            for e, known in zip(self.entries, self._previous.articles, strict=True)
        )

    def write(self) -> None:
        """Copy the articles that are kept, link those that carry one report, and close the file."""
        if self._previous is not None:
            copied = (
                (e.previous_number, number, e.place, e.path, e.dates[2])
                for number, e in enumerate(self.entries, 1)
                if e.previous_number
            )
            self._writer.copy(self._previous.store, copied)
        self._writer.clear_units(self._units_to_reread)
        groups = near_duplicate_groups(self._writer.sketches())
        self._writer.link_copies(groups)
        self.report.copies = int((groups != np.arange(len(groups))).sum())
        self._writer.close()

    def close(self) -> None:
        """Release the file, whether the build came to its end or not."""
        self._writer.abandon()

    def _is_settled(self, unit: str) -> bool:
        return bool(unit) and unit not in self._units_to_reread

    def _refuse(self, found: UnitResult, error: SourceError) -> None:
        self.report.refused.append(error)
        self.report.at(found.place).refused += 1
        self._units_to_reread.add(found.unit)

    def _record(self, article: Article, found: UnitResult) -> ArticleRecord | None:
        """The article with all that is made from its text alone; None when there is nothing to search in it."""
        fingerprint = article_fingerprint(article)
        known = self._previous.by_id.get(article.id) if self._previous is not None and self._previous.reusable else None
        if known is not None and self._previous is not None and known.fingerprint == fingerprint:
            passages = self._previous.store.at(known.number - 1)[1]
        else:
            embedder = self._embedder
            passages = [p.span for p in split_passages(article, embedder.count_tokens, embedder.max_tokens)]
        if not passages:
            return None
        return ArticleRecord(
            article=article,
            place=found.place,
            unit=found.unit,
            fingerprint=fingerprint,
            body=body_hash(article),
            described=digest(article_index_text(article)),
            passages=passages,
            digests=passage_digests(article, passages),
            sketch=sketch(article),
        )

    def _status(self, article: Article) -> str:
        previous = None if self._previous is None else self._previous.store.get(article.id)
        if previous is None:
            return "new"
        # Where and when the same words were found is no change of the article.
        as_found = replace(previous, path=article.path, retrieved=article.retrieved, content_hash=article.content_hash)
        return "unchanged" if as_found == article else "changed"

    def _add_entry(self, entry: IngestedArticle, record: ArticleRecord | None) -> None:
        """Give an entry its place, unless its address has a text as new already."""
        counts = self.report.at(entry.place)
        if self._exclusions.has(entry.id, entry.body):
            counts.forgotten += 1
            self._units_to_reread.add(entry.unit)  # which gives it again once it is not forgotten any more
            return
        number = self._by_id.setdefault(entry.id, len(self.entries))
        if number == len(self.entries):
            self.entries.append(entry)
        else:
            other = self.entries[number]
            self._units_to_reread |= {entry.unit, other.unit}
            newer = _is_newer(entry.dates, other.dates)
            lost = self.report.at(other.place if newer else entry.place)
            if entry.body == other.body:  # the newer stays: a text in between must not win over these words
                lost.duplicates += 1
            else:
                lost.superseded += 1
            if not newer:
                return
            setattr(lost, other.status, getattr(lost, other.status) - 1)
            self._writer.drop(number + 1)
            self.entries[number] = entry
        setattr(counts, entry.status, getattr(counts, entry.status) + 1)
        if record is not None:
            self._writer.put(number + 1, record)

    def _remove_duplicates(self) -> None:
        """Keep the first of the entries with the same words.

        Not before each address has its newest text: the first may give way to a newer one without these words.
        """
        first: dict[bytes, IngestedArticle] = {}
        staying: list[IngestedArticle] = []
        for number, entry in enumerate(self.entries, 1):
            other = first.setdefault(entry.body, entry)
            if other is entry:
                staying.append(entry)
                if entry.previous_number is None:
                    self._writer.move(number, len(staying))
                continue
            counts = self.report.at(entry.place)
            counts.duplicates += 1
            setattr(counts, entry.status, getattr(counts, entry.status) - 1)
            self._units_to_reread |= {entry.unit, other.unit}
            self._writer.drop(number)
        self.entries = staying

    def _describe(self, entry: IngestedArticle) -> str:
        """Where an article lies and its title, for a person to find it."""
        title, path = entry.title, entry.path
        if entry.previous_number is not None and self._previous is not None:
            article = self._previous.store.at(entry.previous_number - 1)[0]
            title, path = article.title, path or article.path
        return ": ".join(part for part in (path or entry.id, title) if part)


def _is_newer(dates: ArticleDates, others: ArticleDates) -> bool:
    """Whether one text of an address is newer than another: by the date it gives, then by when it was retrieved."""
    said, said_there = (
        PartialDate.parse(one) if (one := modified or published) else None for modified, published, _ in (dates, others)
    )
    if said is not None and said_there is not None and said != said_there:
        return said > said_there
    retrieved, retrieved_there = dates[2], others[2]
    return retrieved is not None and retrieved_there is not None and retrieved > retrieved_there
