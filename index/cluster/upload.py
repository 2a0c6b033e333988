"""A generation of this machine as points of a generation in the cluster, or of a part of one; a repeat does no harm."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from qdrant_client import models

from index.cluster.connection import Connection
from index.cluster.schema import (
    ARTICLES,
    DENSE,
    PART,
    PASSAGES,
    TERMS,
    WORDS,
    article_fields,
    as_list,
    by_part,
    collection,
    dimension,
    filtered_fields,
    left_out_fields,
    point_id,
    shard_key,
)
from index.names.name_index import counted_names
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.vector_index import VectorIndex
from index.sources.readers import ProgressCallback
from index.storage.article_rows import KnownArticle
from index.storage.article_store import ArticleStore
from index.storage.files import sha256_of
from index.storage.folder import ARTICLE_KEYWORDS, KEYWORDS, NAMES, PLACES, Manifest
from index.storage.folder import ARTICLES as ARTICLES_FILE
from index.storage.generations import MANIFEST

_BATCH = 256
"""Points of one request: some 3 MB of passages, and a server takes 32 MB."""
_BATCH_TEXT = 4_000_000
"""Characters of the articles in one request."""
_TABLE = 2_000
"""Entries in one point of a table."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one builder gives to a generation.

    Attributes:
        part, parts: the articles whose ids fall to `part` (from 1) of so many.
        stamp: hash of what it holds; points of an earlier attempt that have another one are taken away.
        mean_lengths: of passages and articles of the whole generation, which BM25 is made with.
    """

    collection_prefix: str
    generation: str
    part: int
    parts: int
    stamp: str
    mean_lengths: tuple[float, float]


def stamp_of(generation: Path) -> str:
    """Hash of what a generation holds."""
    return sha256_of(generation / MANIFEST)[:16]


def upload(
    connection: Connection, folder: Path | None, manifest: Manifest | None, piece: Piece, progress: ProgressCallback
) -> None:  # fmt: skip
    """Write all points of a generation's folder, none without one, then take away those of earlier attempts.

    Raises:
        ArchiveUnreachable: the cluster does not take them; to be tried again from the beginning.
    """
    writer = _Writer(connection, piece)
    if folder is not None and manifest is not None:
        _write_all(writer, connection.parts, folder, manifest, piece, progress)
    writer.finish()


def _write_all(
    writer: "_Writer", keys: list[int | str], folder: Path, manifest: Manifest, piece: Piece, progress: ProgressCallback
) -> None:
    store = ArticleStore(folder / ARTICLES_FILE)
    try:
        keywords, by_article = KeywordIndex.load(folder / KEYWORDS), KeywordIndex.load(folder / ARTICLE_KEYWORDS)
        vectors = VectorIndex.load(folder) if manifest.embedding_model is not None else None
        passage_words = keywords.saturated(piece.mean_lengths[0])
        article_words = by_article.saturated(piece.mean_lengths[1])
        first_ids = {known.number: known.id for known in store.known_articles()}
        reports = store.reports.tolist()
        sizes = np.bincount(np.asarray(reports, dtype=np.int64), minlength=len(reports)).tolist()
        for known in store.known_articles():
            index = known.number - 1
            article, spans = store.at(index)
            number = index * piece.parts + piece.part - 1
            words = next(article_words)
            shared = {
                **filtered_fields(article, number), PART: shard_key(article.id, keys),
                "has": [dimension(term) for term in words[0]], "part": piece.part, "stamp": piece.stamp,
            }  # fmt: skip
            report = {}
            if sizes[reports[index]] > 1:
                report = {"report": first_ids[reports[index] + 1], "copy": int(reports[index] != index)}
            fields = {
                **article_fields(article, number),
                **shared,
                **report,
                **_kept(known, store, index),
                **left_out_fields(article, store.whole(article)),
                "passages": len(spans),
            }
            writer.article(point_id(article.id), fields, sparse(*words), len(article.text))
            rows = store.rows(index)
            dense = None if vectors is None else vectors.at(np.arange(rows.start, rows.stop, dtype=np.int64))
            for ordinal, span in enumerate(spans):
                vector: dict[str, Any] = {WORDS: sparse(*next(passage_words))}
                if dense is not None:
                    vector[DENSE] = as_list(dense[ordinal])
                where = {"ordinal": ordinal, "start": span.start, "end": span.end}
                digest = known.digests[16 * ordinal : 16 * ordinal + 16].hex()
                writer.passage(point_id(article.id, ordinal), {**shared, **where, "digest": digest}, vector)
            progress("uploading", len(spans), manifest.passages)
        writer.tables(_tables(folder, keywords, by_article))
    finally:
        store.close()


def sparse(terms: list[str], weights: "np.ndarray[Any, np.dtype[np.float64]]") -> models.SparseVector:
    """A vector of words; the weights of terms that share a dimension are added up."""
    found: dict[int, float] = {}
    for term, weight in zip(terms, weights.tolist(), strict=True):
        at = dimension(term)
        found[at] = found.get(at, 0.0) + weight
    return models.SparseVector(indices=list(found), values=list(found.values()))


def _kept(known: KnownArticle, store: ArticleStore, index: int) -> dict[str, Any]:
    """What checks, and copies between parts, go by."""
    return {
        "body": known.body.hex(), "fingerprint": known.fingerprint.hex(), "described": known.described.hex(),
        "digests": known.digests.hex(), "sketch": store.sketch(index).hex(),
    }  # fmt: skip


def _tables(folder: Path, keywords: KeywordIndex, by_article: KeywordIndex) -> Iterator[tuple[str, list[Any]]]:
    """What is counted in this part alone: terms of passages and articles, words with and without capitals, names."""
    yield "passages", [list(one) for one in keywords.frequencies()]
    yield "articles", [list(one) for one in by_article.frequencies()]
    counts = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    for kind, counted in counts.items():
        yield kind, [list(one) for one in counted.items()]
    yield "names", [list(row) for row in counted_names(folder / PLACES)]


class _Writer:
    """Collects points into requests of a bounded size."""

    def __init__(self, connection: Connection, piece: Piece) -> None:
        self._connection = connection
        self._piece = piece
        self._passages: list[models.PointStruct] = []
        self._articles: list[models.PointStruct] = []
        self._text = 0

    def article(self, point: str, fields: dict[str, Any], words: models.SparseVector, size: int) -> None:
        """An article whose text has `size` characters."""
        self._articles.append(models.PointStruct(id=point, vector={WORDS: words}, payload=fields))
        self._text += size
        if len(self._articles) >= _BATCH or self._text >= _BATCH_TEXT:
            self._flush(ARTICLES, self._articles)
            self._text = 0

    def passage(self, point: str, fields: dict[str, Any], vector: dict[str, Any]) -> None:
        """A passage."""
        self._passages.append(models.PointStruct(id=point, vector=vector, payload=fields))
        if len(self._passages) >= _BATCH:
            self._flush(PASSAGES, self._passages)

    def tables(self, tables: Iterable[tuple[str, list[Any]]]) -> None:
        """Tables, each in points of a bounded size, after all else, so that none goes with older passages."""
        self._flush_all()
        piece = self._piece
        for name, entries in tables:
            rows = iter(entries)
            for number in range(-(-len(entries) // _TABLE)):
                key = f"{name}:{piece.part}:{number}"
                fields = {
                    "table": name, "rows": json.dumps(list(islice(rows, _TABLE)), ensure_ascii=False),
                    "part": piece.part, "stamp": piece.stamp, PART: shard_key(key, self._connection.parts),
                }  # fmt: skip
                point = models.PointStruct(id=point_id("table", key), vector={}, payload=fields)
                by_part(self._connection, self._name(TERMS), [point])

    def finish(self) -> None:
        """Write what is left, and take away what an earlier attempt wrote and this one did not."""
        self._flush_all()
        stamped = models.FieldCondition(key="stamp", match=models.MatchValue(value=self._piece.stamp))
        own = models.FieldCondition(key="part", match=models.MatchValue(value=self._piece.part))
        others = [own] if self._piece.parts > 1 else [models.FieldCondition(key="part", range=models.Range(gte=1))]
        left = models.FilterSelector(filter=models.Filter(must=[*others], must_not=[stamped]))
        for kind in (PASSAGES, ARTICLES, TERMS):
            name, keys = self._name(kind), self._connection.parts or None
            self._connection.write(
                lambda name=name, keys=keys: self._connection.client.delete(  # type: ignore[misc]
                    name, left, wait=True, shard_key_selector=keys
                )
            )

    def _flush_all(self) -> None:
        self._flush(ARTICLES, self._articles)
        self._flush(PASSAGES, self._passages)

    def _flush(self, kind: str, points: list[models.PointStruct]) -> None:
        if points:
            by_part(self._connection, self._name(kind), points)
            points.clear()

    def _name(self, kind: str) -> str:
        return collection(self._piece.collection_prefix, self._piece.generation, kind)
