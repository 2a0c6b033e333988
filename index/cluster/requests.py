"""Reads of one collection: searches, lists, counts; each of all parts at once, or merged from those that answer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qdrant_client import models

from index.cluster.connection import Connection, Keys
from index.records import SourceCount

Payload = Mapping[str, Any]
_PAGE = 256
_AT_ONCE = 64
"""Searches in one request."""


class Requests:
    """Reads of a collection.

    Args:
        name: of the collection.
    """

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def search(self, searches: Sequence[models.QueryRequest]) -> list[list[models.ScoredPoint]]:
        """The points that each search finds, best first."""
        if not searches:
            return []

        def ask(keys: Keys) -> list[list[models.ScoredPoint]]:
            named = [one.model_copy(update={"shard_key": keys}) for one in searches]
            return [answer.points for answer in self._connection.client.query_batch_points(self._name, named)]

        def merge(parts: list[list[list[models.ScoredPoint]]]) -> list[list[models.ScoredPoint]]:
            return [
                sorted(
                    {point.id: point for part in parts for point in part[number]}.values(),
                    key=lambda point: -point.score,
                )[: one.limit]
                for number, one in enumerate(searches)
            ]

        return self._connection.read(ask, merge)

    def sorted(
        self, where: models.Filter | None, field: str, limit: int, skip: int = 0, ascending: bool = False,
        fields: list[str] | bool = True,
    ) -> list[Payload]:  # fmt: skip
        """At most `limit` of the points that pass, in the order of a field that they all have."""
        direction = models.Direction.ASC if ascending else models.Direction.DESC
        query = models.OrderByQuery(order_by=models.OrderBy(key=field, direction=direction))

        def ask(keys: Keys) -> list[Payload]:
            found = self._connection.client.query_points(
                self._name, query, query_filter=where, limit=limit, offset=skip, with_payload=fields,
                shard_key_selector=keys,
            )  # fmt: skip
            return [point.payload or {} for point in found.points]

        return self._connection.read(ask, _joined)

    def every(
        self, where: models.Filter | None, fields: list[str] | bool = True, vectors: bool = False
    ) -> Iterator[models.Record]:
        """Every point that passes, in no order, a page at a time."""
        offset: Any = None
        while True:

            def ask(keys: Keys, offset: Any = offset) -> tuple[list[models.Record], Any]:
                return self._connection.client.scroll(
                    self._name, where, limit=_PAGE, offset=offset, with_payload=fields, with_vectors=vectors,
                    shard_key_selector=keys,
                )  # fmt: skip

            page, offset = self._connection.read(ask, _page)
            yield from page
            if offset is None:
                return

    def retrieve(self, ids: Sequence[str], vectors: bool = False) -> list[models.Record]:
        """The points with these ids, in no order; those that are not there are left out."""
        if not ids:
            return []

        def ask(keys: Keys) -> list[models.Record]:
            return self._connection.client.retrieve(
                self._name, ids, with_payload=True, with_vectors=vectors, shard_key_selector=keys
            )

        return self._connection.read(ask, lambda parts: list({r.id: r for part in parts for r in part}.values()))

    def count(self, where: models.Filter | None) -> int:
        """How many points pass, exactly."""

        def ask(keys: Keys) -> int:
            return int(self._connection.client.count(self._name, where, exact=True, shard_key_selector=keys).count)

        return self._connection.read(ask, _total)

    def values(self, field: str, where: models.Filter | None, limit: int) -> Counter[str]:
        """How many of the points that pass have each value of a field of words."""
        if limit < 1:
            return Counter()

        def ask(keys: Keys) -> Counter[str]:
            found = self._connection.client.facet(
                self._name, field, facet_filter=where, limit=limit, exact=True, shard_key_selector=keys
            )
            return Counter({str(hit.value): hit.count for hit in found.hits})

        return self._connection.read(ask, lambda parts: sum(parts, Counter()))


def source_counts(articles: Requests, where: models.Filter | None) -> tuple[SourceCount, ...]:
    """Articles and dates per outlet of the articles that pass, most articles first, then by name."""
    counted = articles.values("source", where, articles.count(where))
    unknown = models.IsEmptyCondition(is_empty=models.PayloadField(key="source"))
    nameless = articles.count(_and(where, unknown))
    found = []
    outlets: list[tuple[str | None, int]] = [*counted.items(), *([(None, nameless)] if nameless else [])]
    for source, number in outlets:
        of_it: Any = (
            unknown if source is None else models.FieldCondition(key="source", match=models.MatchValue(value=source))
        )
        both = _and(where, of_it, models.FieldCondition(key="date", range=models.Range(gte=0)))
        ends = [articles.sorted(both, "date", 1, ascending=first, fields=["published"]) for first in (False, True)]
        newest, oldest = (str(one[0]["published"]) if one else None for one in ends)
        found.append(SourceCount(source, number, newest, oldest))
    return tuple(sorted(found, key=lambda one: (-one.articles, one.source is not None, one.source or "")))


def _and(where: models.Filter | None, *conditions: Any) -> models.Filter:
    return models.Filter(must=[*([where] if where is not None else []), *conditions])


def _total(parts: list[int]) -> int:
    return sum(parts)


def _joined(parts: list[list[Payload]]) -> list[Payload]:
    return [one for part in parts for one in part]


def _page(parts: list[tuple[list[models.Record], Any]]) -> tuple[list[models.Record], Any]:
    """The next page of several parts' pages: ids ascend in each, and what follows the first that is cut off is left."""
    ends = [str(offset) for _, offset in parts if offset is not None]
    first = min(ends) if ends else None
    found = {str(record.id): record for records, _ in parts for record in records}
    return [found[one] for one in sorted(found) if first is None or one < first], first
