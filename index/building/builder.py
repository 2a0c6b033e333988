"""Incremental build: articles to a generation on disk, making only what the previous generation has not."""

import logging
import sqlite3
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

from index.array_types import Rows
from index.building.build_report import BuildReport, nothing_found
from index.building.embedding import LazyEmbedder, VectorJournal
from index.building.ingest import Ingest
from index.building.passages import (
    PASSAGES_VERSION,
    Digests,
    article_index_text,
    digest_array,
    find_rows,
    passage_texts,
)
from index.building.previous_generation import PreviousBuild
from index.errors import BuildFailed, NoArticles
from index.language.text import terms
from index.models.embedder import Embedder, Vectors
from index.names.name_index import NameIndexWriter
from index.names.proper_names import NameCounts
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.vector_index import VectorIndex
from index.sources.incremental_units import UnitResult
from index.sources.readers import ProgressCallback
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
    file_table,
    publish,
    staging_folder,
)
from index.storage.generations import note_refreshed

log = logging.getLogger(__name__)

Recall = Callable[[str, Digests], tuple[Rows, Vectors]]
"""Given the hash of an embedder's weights and digests of passages: the indices of those that it has, their vectors."""

_CHUNK = 4096
"""Passages whose texts are in memory at once while they are embedded."""


def build_generation(
    read: Callable[[Container[str]], Iterable[UnitResult]],
    directory: Path,
    load_embedder: Callable[[], Embedder],
    model: str,
    progress: ProgressCallback = lambda _what, _more, _total: None,
    *,
    refreshes: bool = True,
    places: Sequence[Path | str] = (),
    recall: Recall | None = None,
) -> BuildReport:
    """Index what `read` gives in `directory` and let the new generation serve; when nothing changed, only note that.

    Args:
        read: given the units whose articles are known, gives what the sources hold; see `read_places`.
        load_embedder: makes the embedder; its weights are loaded only when something has to be embedded.
        model: name of the embedder that `load_embedder` gives.
        refreshes: whether the sources were looked at, so that the index is up to date now.
        places: what the sources are, to be named where they hold nothing.
        recall: finds vectors of passages elsewhere.

    Raises:
        NoArticles: there was no article; the index stays as it was.
        BuildInProgress: another process builds here.
        BuildFailed, ArchiveDamaged: the disk does not take the index, or the list of what is forgotten cannot be read;
            what serves stays as it was.
    """
    try:
        with staging_folder(directory) as staging, ExitStack() as files:
            embedder = LazyEmbedder(load_embedder)
            previous = PreviousBuild.open(directory, model, embedder)
            if previous is not None:
                files.callback(previous.close)
            ingest = Ingest(staging / ARTICLES, previous, embedder, progress, exclusion_filter(directory))
            files.callback(ingest.close)
            for found in read(ingest.known_units()):
                ingest.add(found)
            report = ingest.finish()
            if not report.articles:
                raise NoArticles(nothing_found(report, places))
            if previous is not None and ingest.nothing_changed():
                manifest = previous.manifest
                report.passages, report.copies = manifest.passages, previous.store.copied()
            else:
                manifest = _Builder(directory, staging, ingest, previous, embedder, progress, recall).manifest(model)
                publish(directory, staging, manifest)
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
        self, directory: Path, staging: Path, ingest: Ingest, previous: PreviousBuild | None, embedder: LazyEmbedder,
        progress: ProgressCallback, recall: Recall | None,
    ) -> None:  # fmt: skip
        self._recall = recall
        self._journal = directory / JOURNAL
        self._staging = staging
        self._ingest = ingest
        self._previous = previous
        self._embedder = embedder
        self._progress = progress
        self._report = ingest.report

    def manifest(self, model: str) -> Manifest:
        """Write every file but the manifest, and describe them in one."""
        ingest, previous = self._ingest, self._previous
        ingest.write()
        store = ArticleStore(self._staging / ARTICLES)
        digests = digest_array(b"".join(entry.digests for entry in ingest.entries))
        old_rows = find_rows(digests, None if previous is None else previous.digests)
        self._report.passages = len(digests)
        vectors = self._vectors(store, digests, old_rows)
        dimensions = 0 if vectors is None else int(vectors.shape[1])
        if vectors is not None:
            earlier = None if previous is None else previous.vectors
            VectorIndex.build(vectors, earlier, None if earlier is None else old_rows).save(self._staging)
            del vectors
        texts = (terms(text) for _, text in passage_texts(store, np.flatnonzero(old_rows < 0)))
        keywords = KeywordIndex.build(texts, None if previous is None else previous.keywords, old_rows)
        keywords.save(self._staging / KEYWORDS)
        by_article = self._rank_articles(store)
        names = self._names(store)
        names.save(self._staging / NAMES)
        earliest, latest = store.dates()
        store.close()
        return Manifest(
            format=FORMAT,
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            embedding_model=model if dimensions else None,
            fingerprint=self._fingerprint() if dimensions else None,
            dimensions=dimensions,
            articles=self._report.articles,
            passages=self._report.passages,
            passages_version=PASSAGES_VERSION,
            earliest=earliest,
            latest=latest,
            topics=names.topics(),
            files=file_table(self._staging),
            mean_lengths=(keywords.mean_length, by_article.mean_length),
        )

    def _fingerprint(self) -> str | None:
        """Hash of the weights that made the vectors."""
        if self._embedder.fingerprint is not None:
            return self._embedder.fingerprint
        return None if self._previous is None else self._previous.manifest.fingerprint

    def _vectors(self, store: ArticleStore, digests: Digests, old_rows: Rows) -> Vectors | None:
        """The vectors of all rows: from the generation before, from a build that was broken off, or made now."""
        previous = None if self._previous is None else self._previous.vectors
        known = np.zeros(len(digests), dtype=bool) if previous is None else old_rows >= 0
        embedder = None if known.all() else self._embedder.loaded
        if embedder is None and not known.all():
            return None
        dimensions = embedder.dimensions if embedder is not None else previous.dimensions if previous is not None else 0
        vectors = np.empty((len(digests), dimensions), dtype=np.float32)
        if previous is not None and known.any():
            vectors[known] = previous.at(old_rows[known])
        if embedder is not None:
            self._embed(store, digests, np.flatnonzero(~known), vectors, embedder)
        return vectors

    def _embed(
        self, store: ArticleStore, digests: Digests, missing: Rows, vectors: Vectors, embedder: Embedder
    ) -> None:
        """Fill in the vectors of the missing rows, noting each for the case that this build is broken off."""
        total = len(missing)

        def report_done(done: int) -> None:
            self._progress("embedding", done, total)

        with closing(VectorJournal(self._journal, embedder.fingerprint, embedder.dimensions)) as journal:
            found, journaled = journal.find(digests[missing])
            vectors[missing[found]] = journaled
            report_done(len(found))
            left = np.delete(missing, found)
            if self._recall is not None and len(left):
                recalled, known = self._recall(embedder.fingerprint, digests[left])
                vectors[left[recalled]] = known.reshape(len(recalled), vectors.shape[1])
                left = np.delete(left, recalled)
                report_done(len(recalled))
            texts = passage_texts(store, left)
            while chunk := list(islice(texts, _CHUNK)):
                rows = [row for row, _ in chunk]
                made = embedder.embed([text for _, text in chunk], report_done)
                vectors[rows] = made
                journal.add(digests[rows], made)
        self._report.embedded = len(left)
        self._report.resumed = total - len(left)

    def _rank_articles(self, store: ArticleStore) -> KeywordIndex:
        digests = digest_array(b"".join(entry.described for entry in self._ingest.entries))
        old = find_rows(digests, None if self._previous is None else self._previous.described)
        documents = (terms(article_index_text(store.at(index)[0])) for index in np.flatnonzero(old < 0).tolist())
        earlier = None if self._previous is None else self._previous.article_keywords
        keywords = KeywordIndex.build(documents, earlier, old)
        keywords.save(self._staging / ARTICLE_KEYWORDS)
        return keywords

    def _names(self, store: ArticleStore) -> NameCounts:
        """Counts of names, and the table of them: those before without what is not kept, with what is new."""
        entries, previous = self._ingest.entries, self._previous
        kept_numbers = {entry.previous_number for entry in entries}
        names = NameCounts() if previous is None else previous.names
        places = NameIndexWriter(self._staging / PLACES, None if previous is None else previous.places)
        if previous is not None:
            for known in previous.articles:
                if known.number not in kept_numbers:
                    names.remove(previous.store.at(known.number - 1)[0])
                    places.remove(known.id)
        for index, entry in enumerate(entries):
            if entry.previous_number is None:
                article = store.at(index)[0]
                names.add(article)
                places.add(article)
        places.close(names.names(), names.is_small)
        return names
