"""The collections of a generation: their names, vectors and indexed fields, and articles as points.

    NAME                        which generation serves, and other notes; see `index.cluster.ledger`
    NAME_GENERATION_passages    vectors `dense` and `words`; the fields that filters look at, and the span
    NAME_GENERATION_articles    vector `words`; the whole article
    NAME_GENERATION_terms       terms, names, words written as names, and the tables of the parts; no point has a vector

The vectors of words hold BM25 weights of our own. Ids are made of article id and ordinal, so that a repeat writes the
same points.
"""

import hashlib
import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from qdrant_client import models
from qdrant_client.http.exceptions import UnexpectedResponse

from index.cluster.connection import Connection, Keys
from index.errors import BuildFailed
from index.language.partial_date import PartialDate
from index.records import Article, Paragraph, ParagraphKind, Span
from index.retrieval.article_conditions import address_key, title_words
from index.storage.address import ClusterAddress
from index.storage.article_rows import METADATA

log = logging.getLogger(__name__)

FORMAT = 2
"""Raised whenever the points change their meaning."""
PASSAGES, ARTICLES, TERMS = "passages", "articles", "terms"
DENSE, WORDS = "dense", "words"
PART = "shard"
"""The field of each point that names its shard key."""

_IDS = uuid.UUID("7c0b5f0e-3b0e-4b6b-9d53-0f3a2f1f6f2a")
_KEYWORD, _INTEGER = models.PayloadSchemaType.KEYWORD, models.PayloadSchemaType.INTEGER
_SHARED = {
    PART: _KEYWORD, "id": _KEYWORD, "outlet": _KEYWORD, "language": _KEYWORD, "earliest": _INTEGER, "latest": _INTEGER,
    "has": _INTEGER, "part": _INTEGER, "stamp": _KEYWORD,
}  # fmt: skip
INDEXED: Mapping[str, Mapping[str, models.PayloadSchemaType]] = {
    PASSAGES: {**_SHARED, "number": _INTEGER, "digest": _KEYWORD},
    ARTICLES: {
        **_SHARED, "number": _INTEGER, "order": _INTEGER, "date": _INTEGER, "source": _KEYWORD, "report": _KEYWORD,
        "copy": _INTEGER, "body": _KEYWORD, "title_words": _KEYWORD, "title_key": _KEYWORD, "address": _KEYWORD,
    },
    TERMS: {PART: _KEYWORD, "sounds": _KEYWORD, "times": _INTEGER, "part": _INTEGER, "stamp": _KEYWORD},
}  # fmt: skip
"""Every field that is filtered, sorted or counted, by collection: a server refuses others."""

INDEXED_POLL_S, INDEXED_WITHIN_S = 2.0, 4 * 3600.0
"""Seconds between two looks whether a collection is indexed, and that it may take."""

_PLACES = 1 << 40
"""More than there are articles; an order is the day times this, and what is left to it by the article's number."""


def collection(name: str, generation: str, kind: str) -> str:
    """The name of a collection."""
    return f"{name}_{generation}_{kind}"


def point_id(*parts: object) -> str:
    """The id of what these name, the same each time."""
    return str(uuid.uuid5(_IDS, "\x1f".join(map(str, parts))))


def dimension(term: str) -> int:
    """The dimension of a search term: 4 bytes of its hash. Of a million terms some hundred pairs share one."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def shard_key(key: str, parts: list[int | str]) -> str:
    """The shard key of an article id or a term; empty where parts were not made."""
    hashed = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return str(parts[int.from_bytes(hashed, "little") % len(parts)]) if parts else ""


def part_keys(parts: int) -> list[int | str]:
    """The shard keys of a generation in so many parts."""
    return [f"{number:02d}" for number in range(parts)]


def outlet_key(name: str) -> str:
    """An outlet with its small and capital letters of ASCII alike, as SQLite compares them."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def create(connection: Connection, address: ClusterAddress, generation: str, dimensions: int) -> None:
    """Make the collections of a generation that are not there yet; safe when several builders do so at once.

    Args:
        dimensions: of a vector, 0 for none.
    """
    dense = {DENSE: models.VectorParams(size=dimensions, distance=models.Distance.DOT)} if dimensions else {}
    for kind, vectors in ((PASSAGES, dense), (ARTICLES, {}), (TERMS, {})):
        make_collection(connection, address, collection(address.name, generation, kind), vectors, INDEXED[kind])


def make_collection(
    connection: Connection, address: ClusterAddress, name: str, vectors: Mapping[str, models.VectorParams],
    indexed: Mapping[str, models.PayloadSchemaType], parts: bool = True,
) -> None:  # fmt: skip
    """Make a collection, its shard keys and its indexes, unless they are there."""
    client, keys = connection.client, connection.parts if parts else []

    def made() -> None:
        if not client.collection_exists(name):
            client.create_collection(
                name, vectors_config=vectors, sparse_vectors_config={WORDS: models.SparseVectorParams()},
                sharding_method=models.ShardingMethod.CUSTOM if keys else None,
                replication_factor=address.replicas, write_consistency_factor=address.replicas,
            )  # fmt: skip

    connection.write(lambda: _unless_there(made))
    for key in keys:
        connection.write(lambda key=key: _unless_there(lambda: client.create_shard_key(name, key)))  # type: ignore[misc]
    for field, kind in indexed.items():
        connection.write(lambda field=field, kind=kind: client.create_payload_index(name, field, kind))  # type: ignore[misc]


def _unless_there(make: Callable[[], object]) -> None:
    """Make something that another builder may make at the same moment."""
    try:
        make()
    except UnexpectedResponse as error:
        if error.status_code not in (400, 409) or b"exists" not in error.content.lower():
            raise


def wait_until_indexed(connection: Connection, address: ClusterAddress, names: Sequence[str]) -> None:
    """Wait until the cluster has made the indexes of some collections, without which they would be searched slowly.

    Raises:
        BuildFailed: it cannot, or takes too long.
    """
    end, told = time.monotonic() + INDEXED_WITHIN_S, False
    for name in names:
        while True:
            found = connection.write(lambda name=name: connection.client.get_collection(name))  # type: ignore[misc]
            if found.status is models.CollectionStatus.GREEN:
                break
            if found.status is models.CollectionStatus.RED:
                raise BuildFailed(f"{address}: the cluster cannot index {name} ({found.optimizer_status}); see its log")
            if found.status is models.CollectionStatus.GREY:  # after a restart, until it is told of a change
                more = models.OptimizersConfigDiff()
                connection.write(lambda name=name, more=more: connection.client.update_collection(name, more))  # type: ignore[misc]
            if time.monotonic() >= end:
                raise BuildFailed(
                    f"{address}: after {INDEXED_WITHIN_S / 60:.0f} minutes the cluster still indexes {name}, and what "
                    "served before serves on; when it is green, run: python -m index publish"
                )
            if not told:
                log.warning("waiting until the cluster has indexed %s (%s)", name, found.status.value)
                told = True
            time.sleep(INDEXED_POLL_S)


def by_part(connection: Connection, name: str, points: list[models.PointStruct]) -> None:
    """Upsert points, each to the part that its field names, and wait until all replicas have them."""
    groups: dict[str, list[models.PointStruct]] = {}
    for point in points:
        groups.setdefault((point.payload or {}).get(PART, ""), []).append(point)
    for key, group in groups.items():
        selector: Keys = [key] if key and connection.parts else None
        connection.write(
            lambda group=group, selector=selector: connection.client.upsert(  # type: ignore[misc]
                name, group, wait=True, shard_key_selector=selector
            )
        )


def filtered_fields(article: Article, number: int) -> dict[str, Any]:
    """The fields that filters look at, which a passage shares with its article; those that are not known left out."""
    fields: dict[str, Any] = {"id": article.id, "number": number}
    if article.source is not None:
        fields["outlet"] = outlet_key(article.source)
    if article.language is not None:
        fields["language"] = article.language
    if article.published is not None:
        when = PartialDate.parse(article.published)
        fields |= {"earliest": when.earliest.toordinal(), "latest": when.latest.toordinal()}
    return fields


def article_fields(article: Article, number: int) -> dict[str, Any]:
    """An article whole."""
    fields = filtered_fields(article, number)
    words = title_words(article.title, article.path)
    known = {name: value for name in METADATA if (value := getattr(article, name)) is not None}
    paragraphs = [[p.span.start, p.span.end, p.kind.value] for p in article.paragraphs]
    more = {
        "text": article.text, "paragraphs": paragraphs, "order": order(fields.get("latest", 0), number),
        "title_words": sorted(set(words)), "title_key": " ".join(words),
    }  # fmt: skip
    if article.url is not None:
        more["address"] = address_key(article.url)
    if article.published is not None:
        more["date"] = date_key(article.published)
    return {**fields, **known, **more}


def left_out_fields(article: Article, whole: Article) -> dict[str, Any]:
    """The paragraphs that an article is shown without, each with its place among all; nothing where there are none."""
    shown = set(article.paragraphs)
    left_out = [(at, one) for at, one in enumerate(whole.paragraphs) if one not in shown]
    return {"left_out": [[at, p.span.start, p.span.end, p.kind.value] for at, p in left_out]} if left_out else {}


def article_of(payload: Mapping[str, Any], whole: bool = False) -> Article:
    """The article of a point; `whole`, with the paragraphs, too, that it is shown without."""
    paragraphs = [Paragraph(Span(start, end), ParagraphKind(kind)) for start, end, kind in payload["paragraphs"]]
    for at, start, end, kind in payload.get("left_out", ()) if whole else ():
        paragraphs.insert(at, Paragraph(Span(start, end), ParagraphKind(kind)))
    known = {name: payload.get(name) for name in METADATA}
    return Article(payload["id"], payload["text"], tuple(paragraphs), **known)


def order(latest: int, number: int) -> int:
    """What articles are sorted by, the largest first: the newest first, undated ones last, ties by number."""
    return latest * _PLACES + _PLACES - 1 - number


def date_key(published: str) -> int:
    """A date cut to any precision as a number that sorts as its letters do."""
    digits = "".join(letter for letter in published[:19] if letter.isdecimal())
    return int(digits.ljust(14, "0"))


def as_list(vector: np.ndarray[Any, np.dtype[np.float32]]) -> list[float]:
    """A vector as a request has it."""
    found: list[float] = vector.astype(np.float64).tolist()
    return found
