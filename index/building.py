"""Articles to a generation on disk, embedding only what the generation before has not."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

from index.embedder import Embedder, Vectors
from index.errors import ArchiveError, ArchiveMissing, EmbedderError, NoArticles, SourceError
from index.folder import (
    ARTICLE_KEYWORDS,
    ARTICLES,
    FORMAT,
    KEYWORDS,
    NAMES,
    VECTORS,
    Manifest,
    building,
    check_file,
    current_generation,
    file_table,
    publish,
    read_manifest,
)
from index.keywords import KeywordIndex
from index.names import NameCounts
from index.passages import PASSAGES_VERSION, described, indexed_text, passages_of
from index.records import Article, Span
from index.store import ArticleStore, ArticleWriter
from index.text import terms
from index.vectors import Rows, VectorIndex

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how much more of it is done, and how much there is in all (None: not known)."""

_CHUNK = 4096
"""Passages whose texts are in memory at once while they are embedded."""


@dataclass(slots=True)
class Report:
    """What a build did.

    Attributes:
        articles: articles in the index now; new, changed, unchanged and removed are against the one before.
        duplicates: articles left out because another has the same id or the same title and text.
        passages: passages in the index now; embedded: those whose vectors had to be computed.
        refused: files and records that are no article, with the reasons.
        degraded: why the index has no vectors, or None.
    """

    articles: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    passages: int = 0
    embedded: int = 0
    refused: list[SourceError] = field(default_factory=list)
    degraded: str | None = None


def build_generation(
    articles: Iterable[Article | SourceError],
    directory: Path,
    load_embedder: Callable[[], Embedder],
    model: str,
    progress: Progress = lambda _what, _more, _of: None,
) -> Report:
    """Index `articles` in `directory` and let the new generation serve; nothing is written when nothing changed.

    Args:
        articles: what the sources gave; a SourceError is something refused, and is reported.
        load_embedder: called only when something has to be embedded.
        model: name of the embedder that `load_embedder` gives.

    Raises:
        NoArticles: there was no article; the index stays as it was.
        BuildInProgress: another process builds here.
    """
    with building(directory) as beside, ExitStack() as files:
        before = _Before.open(directory, model)
        if before is not None:
            files.callback(before.store.close)
        maker = _Maker(beside, before, load_embedder, progress)
        files.callback(maker.close)
        for article in articles:
            maker.take(article)
        report = maker.report
        if not report.articles:
            raise NoArticles(_nothing_found(report))
        if before is not None:
            report.removed = len(before.ids - maker.ids)
            if maker.nothing_changed():
                report.passages = before.manifest.passages
                return report
        publish(directory, beside, maker.finish(model))
        return report


def _nothing_found(report: Report) -> str:
    shown = "".join(f"\n  {error}" for error in report.refused[:20])
    return f"there is no article to index{':' if shown else '; name files or folders that hold some'}{shown}"


class _Before:
    """The generation that serves while a build runs, for what can be kept of it."""

    def __init__(self, store: ArticleStore, manifest: Manifest, vectors: VectorIndex | None) -> None:
        self.store = store
        self.manifest = manifest
        self.vectors = vectors
        self.by_fingerprint = store.fingerprints()
        self.ids = store.ids()

    @classmethod
    def open(cls, directory: Path, model: str) -> "_Before | None":
        """The serving generation, or None where none can be kept; with its vectors only if they are of `model`."""
        try:
            generation = current_generation(directory)
            manifest = read_manifest(generation)
            paths = {name: check_file(generation, manifest, name) for name in manifest.files}
            store = ArticleStore(paths[ARTICLES])
            kept = manifest.embedding_model == model and VECTORS in paths
            return cls(store, manifest, VectorIndex.load(paths[VECTORS]) if kept else None)
        except ArchiveMissing:
            return None
        except (ArchiveError, KeyError) as error:
            log.warning("building from nothing: %s", error)
            return None


class _Maker:
    """One build: takes articles one by one, then embeds them and writes what a generation holds."""

    def __init__(
        self, beside: Path, before: _Before | None, load_embedder: Callable[[], Embedder], progress: Progress
    ) -> None:
        self.report = Report()
        self.ids: set[str] = set()
        self._beside = beside
        self._before = before
        self._load = load_embedder
        self._embedder: Embedder | None = None
        self._progress = progress
        self._writer = ArticleWriter(beside / ARTICLES)
        self._fingerprints: set[str] = set()
        self._names = NameCounts()
        self._dates: list[str] = []
        self._old_rows: list[int] = []  # per row: the row before that has the same text, or -1

    def take(self, article: Article | SourceError) -> None:
        """Add one article, or note what was refused."""
        if isinstance(article, SourceError):
            self.report.refused.append(article)
            return
        fingerprint = _fingerprint(article)
        if article.id in self.ids or fingerprint in self._fingerprints:
            self.report.duplicates += 1
            return
        spans, old_rows = self._passages(article, fingerprint)
        if not spans:
            reason = "there is nothing in it but a title or site furniture; check that it holds the article's text"
            self.report.refused.append(SourceError(article.path or article.id, reason))
            return
        self.ids.add(article.id)
        self._fingerprints.add(fingerprint)
        self._writer.add(article, fingerprint, spans)
        self._names.add(article)
        self._old_rows += old_rows
        if article.published is not None:
            self._dates.append(article.published)
        self._count(article)

    def close(self) -> None:
        """Release the files, whether the build came to its end or not."""
        self._writer.close()

    def nothing_changed(self) -> bool:
        """Whether the generation before holds these articles, cut as they are cut now, with vectors of this model."""
        before = self._before
        if before is None or before.vectors is None or self.report.removed:
            return False
        known = self._fingerprints <= before.by_fingerprint.keys()
        return known and self.report.unchanged == self.report.articles and not self._other_weights()

    def finish(self, model: str) -> Manifest:
        """Embed, rank, write every file but the manifest, and describe them in one."""
        self._writer.close()
        store = ArticleStore(self._beside / ARTICLES)
        self.report.passages = len(self._old_rows)
        vectors = self._vectors(store)
        if vectors is not None:
            VectorIndex.build(vectors).save(self._beside / VECTORS)
        KeywordIndex.build(terms(text) for text in _indexed_texts(store)).save(self._beside / KEYWORDS)
        KeywordIndex.build(terms(described(article)) for article, _ in store.each()).save(
            self._beside / ARTICLE_KEYWORDS
        )
        store.close()
        (self._beside / NAMES).write_text("\n".join(sorted(self._names.names())), encoding="utf-8")
        embedder_hash = self._before.manifest.fingerprint if self._before is not None else None
        return Manifest(
            format=FORMAT,
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            embedding_model=None if vectors is None else model,
            fingerprint=None if vectors is None else self._embedder.fingerprint if self._embedder else embedder_hash,
            dimensions=0 if vectors is None else int(vectors.shape[1]),
            articles=self.report.articles,
            passages=self.report.passages,
            earliest=min(self._dates, default=None),
            latest=max(self._dates, default=None),
            topics=self._names.topics(),
            files=file_table(self._beside),
        )

    def _passages(self, article: Article, fingerprint: str) -> tuple[list[Span], list[int]]:
        """The article's passages, and for each the row before that has the same text, or -1."""
        before = self._before
        if before is not None and before.vectors is not None:
            known = before.by_fingerprint.get(fingerprint)
            if known is not None:
                return before.store.passages(known), list(before.store.rows(known))
        spans = [p.span for p in passages_of(article, self._count_tokens, self._max_tokens())]
        rows_by_text: dict[str, int] = {}
        if before is not None and before.vectors is not None:
            earlier = before.store.get(article.id)
            index = before.store.index_of(article.id)
            if earlier is not None and index is not None:
                texts = (indexed_text(earlier, span) for span in before.store.passages(index))
                rows_by_text = dict(zip(texts, before.store.rows(index), strict=True))
        return spans, [rows_by_text.get(indexed_text(article, span), -1) for span in spans]

    def _count(self, article: Article) -> None:
        before = self._before
        if before is None or article.id not in before.ids:
            self.report.new += 1
        elif before.store.get(article.id) == article:
            self.report.unchanged += 1
        else:
            self.report.changed += 1
        self.report.articles += 1
        self._progress("reading", 1, None)

    def _loaded(self) -> Embedder | None:
        """The embedder, loaded once; None when it cannot be, and then the index goes without vectors."""
        if self._embedder is None and self.report.degraded is None:
            try:
                self._embedder = self._load()
                self._embedder.load()
            except EmbedderError as error:
                log.warning("no vectors in this index, keywords alone: %s", error)
                self.report.degraded = str(error)
        return self._embedder

    def _other_weights(self) -> bool:
        """Whether the model of this name has other weights than those that made the vectors before."""
        known = None if self._before is None else self._before.manifest.fingerprint
        try:
            embedder = self._embedder if self._embedder is not None else self._load()
        except EmbedderError:
            return False  # nothing can be embedded with it, so what is there stays
        return known is not None and known != embedder.fingerprint

    def _count_tokens(self, text: str) -> int:
        embedder = self._loaded()
        return len(text) // 3 + 2 if embedder is None else embedder.count_tokens(text)

    def _max_tokens(self) -> int:
        embedder = self._loaded()
        return 256 if embedder is None else embedder.max_tokens

    def _vectors(self, store: ArticleStore) -> Vectors | None:
        """The vectors of all rows: those of unchanged texts from the generation before, the others embedded now."""
        before = None if self._before is None else self._before.vectors
        old = np.array(self._old_rows, dtype=np.int64)
        if self._other_weights():
            old[:] = -1
        missing = np.flatnonzero(old < 0)
        embedder = self._loaded() if len(missing) else None
        if len(missing) and embedder is None:
            return None
        dimensions = embedder.dimensions if embedder is not None else before.dimensions if before is not None else 0
        vectors = np.empty((len(old), dimensions), dtype=np.float32)
        kept = np.flatnonzero(old >= 0)
        if before is not None and len(kept):
            vectors[kept] = before.at(old[kept])
        if embedder is not None:
            for rows, texts in _chunks(missing, _indexed_texts(store)):
                vectors[rows] = embedder.embed(texts, lambda done: self._progress("embedding", done, len(missing)))
            self.report.embedded = len(missing)
        return vectors


def _indexed_texts(store: ArticleStore) -> Iterator[str]:
    for article, spans in store.each():
        for span in spans:
            yield indexed_text(article, span)


def _chunks(wanted: Rows, texts: Iterable[str]) -> Iterator[tuple[list[int], list[str]]]:
    """The wanted rows with their texts, a few thousand at a time, so that memory does not grow with the corpus."""
    rows = frozenset(wanted.tolist())
    chosen = ((row, text) for row, text in enumerate(texts) if row in rows)
    while chunk := list(islice(chosen, _CHUNK)):
        yield [row for row, _ in chunk], [text for _, text in chunk]


def _fingerprint(article: Article) -> str:
    """Hash of all that passages and their vectors are made from."""
    digest = hashlib.blake2b(digest_size=16)
    spans = [(p.span.start, p.span.end, p.kind.value) for p in article.paragraphs]
    for part in (str(PASSAGES_VERSION), article.language or "", article.title or "", repr(spans), article.text):
        digest.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
