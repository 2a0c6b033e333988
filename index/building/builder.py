"""Articles to a generation on disk, making only what the generation before has not."""

import logging
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import numpy as np

from index.building.digests import Digests, as_rows, rows_of
from index.building.ingest import Ingest, Progress
from index.building.passages import PASSAGES_VERSION, described, indexed_text
from index.building.previous import PreviousBuild
from index.building.report import Report, nothing_found
from index.building.vector_journal import VectorJournal
from index.errors import BuildFailed, NoArticles
from index.language.text import terms
from index.models.embedder import Embedder, Vectors
from index.models.lazy_embedder import LazyEmbedder
from index.names.name_index import NameIndexWriter
from index.names.proper_names import NameCounts
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.vector_index import Rows, VectorIndex
from index.sources import UnitResult
from index.storage.article_store import ArticleStore
from index.storage.exclusions import exclusion_filter
from index.storage.folder import (
    ARTICLE_KEYWORDS,
    ARTICLES,
    FORMAT,
    JOURNAL,
    KEYWORDS,
    NAMES,
    PLACES,
    Manifest,
    building,
    file_table,
    publish,
)
from index.storage.freshness import note_refreshed

log = logging.getLogger(__name__)

_CHUNK = 4096
"""Passages whose texts are in memory at once while they are embedded."""


def build_generation(
    read: Callable[[Container[str]], Iterable[UnitResult]],
    directory: Path,
    load_embedder: Callable[[], Embedder],
    model: str,
    progress: Progress = lambda _what, _more, _of: None,
    *,
    refreshes: bool = True,
    places: Sequence[Path | str] = (),
) -> Report:
    """Index what `read` gives in `directory` and let the new generation serve; when nothing changed, only note that.

    Args:
        read: given the units whose articles are known, gives what the sources hold; see `index.sources.read_places`.
        load_embedder: makes the embedder; its weights are loaded only when something has to be embedded.
        model: name of the embedder that `load_embedder` gives.
        refreshes: whether the sources were looked at, so that the index is up to date now.
        places: what the sources are, to be named where they hold nothing.

    Raises:
        NoArticles: there was no article; the index stays as it was.
        BuildInProgress: another process builds here.
        BuildFailed, ArchiveDamaged: the disk does not take the index, or the list of what is forgotten cannot be read;
            what serves stays as it was.
    """
    try:
        with building(directory) as beside, ExitStack() as files:
            embedder = LazyEmbedder(load_embedder)
            before = PreviousBuild.open(directory, model, embedder)
            if before is not None:
                files.callback(before.close)
            gathering = Ingest(beside / ARTICLES, before, embedder, progress, exclusion_filter(directory))
            files.callback(gathering.close)
            for found in read(gathering.units()):
                gathering.take(found)
            report = gathering.end()
            if not report.articles:
                raise NoArticles(nothing_found(report, places))
            if before is not None and gathering.nothing_changed():
                manifest = before.manifest
                report.passages, report.copies = manifest.passages, before.store.copied()
            else:
                manifest = _Builder(directory, beside, gathering, before, embedder, progress).manifest(model)
                publish(directory, beside, manifest)
                (directory / JOURNAL).unlink(missing_ok=True)
            if refreshes:
                note_refreshed(directory, datetime.now(UTC))
            if manifest.embedding_model is None:
                log.warning("no vectors in this index, keywords alone: %s", embedder.degraded)
                report.degraded = embedder.degraded
            return report
    except (OSError, sqlite3.Error) as error:
        raise BuildFailed(
            f"{directory} could not be written ({error}); what serves is as it was and what was embedded is kept: "
            "make room, check the permissions, and build again"
        ) from error


class _Builder:
    """Writes what a generation holds beside its articles, taking from the generation before what is the same there."""

    def __init__(
        self,
        directory: Path,
        beside: Path,
        gathering: Ingest,
        before: PreviousBuild | None,
        embedder: LazyEmbedder,
        progress: Progress,
    ) -> None:
        self._journal = directory / JOURNAL
        self._beside = beside
        self._gathering = gathering
        self._before = before
        self._embedder = embedder
        self._progress = progress
        self._report = gathering.report

    def manifest(self, model: str) -> Manifest:
        """Write every file but the manifest, and describe them in one."""
        gathering, before = self._gathering, self._before
        gathering.write()
        store = ArticleStore(self._beside / ARTICLES)
        digests = as_rows(b"".join(entry.digests for entry in gathering.entries))
        old_rows = _rows_before(digests, None if before is None else before.digests)
        self._report.passages = len(digests)
        vectors = self._vectors(store, digests, old_rows)
        dimensions = 0
        if vectors is not None:
            dimensions = int(vectors.shape[1])
            earlier = None if before is None else before.vectors
            VectorIndex.build(vectors, earlier, None if earlier is None else old_rows).save(self._beside)
            del vectors
        texts = (terms(text) for _, text in _texts(store, np.flatnonzero(old_rows < 0)))
        _rank(texts, old_rows, None if before is None else before.keywords).save(self._beside / KEYWORDS)
        self._rank_articles(store)
        names = self._names(store)
        names.save(self._beside / NAMES)
        earliest, latest = store.dates()
        store.close()
        return Manifest(
            format=FORMAT,
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            embedding_model=model if dimensions else None,
            fingerprint=self._weights() if dimensions else None,
            dimensions=dimensions,
            articles=self._report.articles,
            passages=self._report.passages,
            passages_version=PASSAGES_VERSION,
            earliest=earliest,
            latest=latest,
            topics=names.topics(),
            files=file_table(self._beside),
        )

    def _weights(self) -> str | None:
        """Hash of the weights that made the vectors."""
        if self._embedder.weights is not None:
            return self._embedder.weights
        return None if self._before is None else self._before.manifest.fingerprint

    def _vectors(self, store: ArticleStore, digests: Digests, old_rows: Rows) -> Vectors | None:
        """The vectors of all rows: from the generation before, from a build that was broken off, or made now."""
        before = None if self._before is None else self._before.vectors
        known = np.zeros(len(digests), dtype=bool) if before is None else old_rows >= 0
        embedder = None if known.all() else self._embedder.loaded
        if embedder is None and not known.all():
            return None
        dimensions = embedder.dimensions if embedder is not None else before.dimensions if before is not None else 0
        vectors = np.empty((len(digests), dimensions), dtype=np.float32)
        if before is not None and known.any():
            vectors[known] = before.at(old_rows[known])
        if embedder is not None:
            self._embed(store, digests, np.flatnonzero(~known), vectors, embedder)
        return vectors

    def _embed(
        self, store: ArticleStore, digests: Digests, missing: Rows, vectors: Vectors, embedder: Embedder
    ) -> None:
        """Fill in the vectors of the missing rows, noting each for the case that this build is broken off."""
        total = len(missing)

        def tell(done: int) -> None:
            self._progress("embedding", done, total)

        with closing(VectorJournal(self._journal, embedder.fingerprint, embedder.dimensions)) as journal:
            found, noted = journal.find(digests[missing])
            vectors[missing[found]] = noted
            tell(len(found))
            texts = _texts(store, np.delete(missing, found))
            while chunk := list(islice(texts, _CHUNK)):
                rows = [row for row, _ in chunk]
                made = embedder.embed([text for _, text in chunk], tell)
                vectors[rows] = made
                journal.add(digests[rows], made)
        self._report.resumed = len(found)
        self._report.embedded = total - len(found)

    def _rank_articles(self, store: ArticleStore) -> None:
        entries = self._gathering.entries
        digests = as_rows(b"".join(entry.described for entry in entries))
        old = _rows_before(digests, None if self._before is None else self._before.described)
        documents = (terms(described(store.at(index)[0])) for index in np.flatnonzero(old < 0).tolist())
        earlier = None if self._before is None else self._before.article_keywords
        _rank(documents, old, earlier).save(self._beside / ARTICLE_KEYWORDS)

    def _names(self, store: ArticleStore) -> NameCounts:
        """Counts of names, and the table of them: those before without what is not kept, with what is new."""
        entries, before = self._gathering.entries, self._before
        kept = {entry.kept for entry in entries}
        names = NameCounts() if before is None else before.names
        places = NameIndexWriter(self._beside / PLACES, None if before is None else before.places)
        if before is not None:
            for known in before.articles:
                if known.number not in kept:
                    names.remove(before.store.at(known.number - 1)[0])
                    places.remove(known.id)
        for index, entry in enumerate(entries):
            if entry.kept is None:
                article = store.at(index)[0]
                names.add(article)
                places.add(article)
        places.close(names.names(), names.is_small)
        return names


def _rows_before(digests: Digests, old: Digests | None) -> Rows:
    return np.full(len(digests), -1, dtype=np.int64) if old is None else rows_of(digests, old)


def _rank(documents: Iterable[list[str]], old_rows: Rows, before: KeywordIndex | None) -> KeywordIndex:
    return KeywordIndex.build(documents) if before is None else KeywordIndex.build(documents, before, old_rows)


def _texts(store: ArticleStore, rows: Rows) -> Iterator[tuple[int, str]]:
    """The rows, which ascend, with what retrieval sees of them; each article is read once."""
    articles = np.searchsorted(store.first_row, rows, side="right") - 1
    for index, group in groupby(zip(articles.tolist(), rows.tolist(), strict=True), key=itemgetter(0)):
        article, spans = store.at(index)
        for _, row in group:
            yield row, indexed_text(article, spans[row - int(store.first_row[index])])
