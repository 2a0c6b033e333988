"""Ingesting articles one by one: new, changed and unchanged ones, exact duplicates, and superseded texts."""

from collections.abc import Container
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.building.build_report import BuildReport
from index.building.embedding import LazyEmbedder
from index.building.ingested_article import IngestedArticle, left_out_places
from index.building.near_duplicates import near_duplicate_groups
from index.building.passages import article_record, split_passages
from index.building.previous_generation import PreviousBuild
from index.errors import SourceError
from index.records import Article, Span
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.sources.readers import ProgressCallback
from index.sources.repeated_boilerplate import Page, block_keys, repeated_boilerplate
from index.storage.article_writer import ArticleRecord, ArticleWriter
from index.storage.exclusions import ExclusionFilter

_NOTHING_READABLE = "there is nothing in it but a title or site furniture; check that it holds the article's text"
_ONLY_REPEATED = "there is nothing in it but what stands on its outlet's other pages, too; save the article's text"


class Ingest:
    """Takes what the sources give; writes what is new, and notes what can be copied.

    Args:
        exclusions: articles that the operator wants forgotten.

    Attributes:
        report: what was found so far.
        entries: the articles of the new generation, in order.
    """

    def __init__(
        self, path: Path, previous: PreviousBuild | None, embedder: LazyEmbedder, progress: ProgressCallback,
        exclusions: ExclusionFilter,
    ) -> None:  # fmt: skip
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
            self._refuse(found.place, found.unit, item)
        elif isinstance(item, UnchangedUnit):
            known = self._previous.by_unit[item.unit] if self._previous is not None else []
            for one in known:
                self._add_entry(IngestedArticle.kept(one, found.place, item), None)
        else:
            record = article_record(item, self._passages, found.place, found.unit)
            if record is None:
                self._refuse(found.place, found.unit, SourceError(item.path or item.id, _NOTHING_READABLE))
            else:
                status = "new" if self._previous is None else self._previous.status(item)
                self._add_entry(IngestedArticle.read(item, record, status), record)
        self._progress("reading", 1, None)

    def finish(self) -> BuildReport:
        """Leave out what is there twice and count what is gone, once everything was taken."""
        self._remove_duplicates()
        self._leave_out_boilerplate()
        ids = {entry.id for entry in self.entries}
        for known in () if self._previous is None else self._previous.articles:
            if known.id not in ids and not self._exclusions.has(known.id, known.body):
                self.report.at(known.place).removed += 1
        self.report.articles = len(self.entries)
        self.report.boilerplate = sum(len(entry.left_out) for entry in self.entries)
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
            and e.left_out == left_out_places(known)
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

    def _refuse(self, place: str, unit: str, error: SourceError) -> None:
        self.report.refuse(place, error)
        self._units_to_reread.add(unit)

    def _passages(self, article: Article, fingerprint: bytes) -> list[Span]:
        """The passages of an article, those it had in the generation before where it is the same."""
        known = None if self._previous is None else self._previous.passages(article, fingerprint)
        embedder = self._embedder
        return known or list(split_passages(article, embedder.count_tokens, embedder.max_tokens))

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
            newer = entry.is_newer(other)
            lost = self.report.at(other.place if newer else entry.place)
            if entry.body == other.body:  # the newer stays: a text in between must not win over these words
                lost.duplicates += 1
            else:
                lost.superseded += 1
            if not newer:
                return
            lost.note(other.status, -1)
            self._writer.drop(number + 1)
            self.entries[number] = entry
        counts.note(entry.status)
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
            counts.note(entry.status, -1)
            self._units_to_reread |= {entry.unit, other.unit}
            self._writer.drop(number)
        self.entries = staying

    def _leave_out_boilerplate(self) -> None:
        """Make the articles without what repeats over the pages of their outlet, and those with it where it does not.

        After duplicates are gone: what is there twice repeats whole.
        """
        pages = [
            Page(entry.id, entry.path, entry.blocks or block_keys(self._whole(at)))
            for at, entry in enumerate(self.entries)
        ]
        found = repeated_boilerplate(pages, self._whole)
        staying: list[IngestedArticle] = []
        for at, entry in enumerate(self.entries):
            left_out = found.get(at, ())
            if left_out == entry.left_out:
                staying.append(entry)
                if entry.previous_number is None:
                    self._writer.move(at + 1, len(staying))
                continue
            article = self._whole(at)
            record = article_record(article, self._passages, entry.place, entry.unit, left_out)
            self._writer.drop(at + 1)
            if record is None:
                self.report.at(entry.place).note(entry.status, -1)
                self._refuse(entry.place, entry.unit, SourceError(entry.path or entry.id, _ONLY_REPEATED))
                continue
            entry.previous_number, entry.left_out = None, left_out
            entry.digests, entry.described = record.digests, record.described
            staying.append(entry)
            self._writer.put(len(staying), record)
        self.entries = staying

    def _whole(self, at: int) -> Article:
        """The article of an entry as it was read, what is left out included."""
        entry = self.entries[at]
        if entry.previous_number is None or self._previous is None:
            return self._writer.get(at + 1)
        store = self._previous.store
        article = store.whole(store.at(entry.previous_number - 1)[0])
        return replace(article, path=entry.path, retrieved=entry.dates[2] or article.retrieved)

    def _describe(self, entry: IngestedArticle) -> str:
        """Where an article lies and its title, for a person to find it."""
        title, path = entry.title, entry.path
        if entry.previous_number is not None and self._previous is not None:
            article = self._previous.store.at(entry.previous_number - 1)[0]
            title, path = article.title, path or article.path
        return ": ".join(part for part in (path or entry.id, title) if part)
