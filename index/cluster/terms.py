"""Terms and names of a generation in the cluster: one point each, fetched when they are asked for and kept a while."""

from collections.abc import Collection, Iterable, Sequence
from threading import Lock
from typing import Any

import numpy as np
from cachetools import LRUCache
from qdrant_client import models

from index.cluster.conditions import any_of
from index.cluster.connection import Connection, Keys
from index.cluster.schema import PART, dimension, point_id
from index.names.name_index import MOST_CANDIDATES, NameIndex, Spelling, sounds_of
from index.retrieval.bm25_weights import term_weights

_KEPT = 1 << 16
"""Terms that are kept at hand, found or not."""


class TermTable:
    """Points of the collection of terms, by key.

    Args:
        name: of the collection.
    """

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._kept: LRUCache[str, dict[str, Any]] = LRUCache(_KEPT)
        self._lock = Lock()

    def fetch(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """What is written under each of `keys`; nothing where nothing is."""
        wanted = dict.fromkeys(keys)
        with self._lock:
            found = {key: self._kept[key] for key in wanted if key in self._kept}
        missing = {point_id(key): key for key in wanted if key not in found}
        if missing:
            records, whole = self._retrieve(list(missing))
            fresh = {missing[str(record.id)]: dict(record.payload or {}) for record in records}
            found |= fresh
            with self._lock:
                for key in missing.values() if whole else fresh:  # what is not there may be in a part that failed
                    self._kept[key] = fresh.get(key, {})
        return found

    def scroll(self, wanted: models.Filter, limit: int, order_by: str | None = None) -> list[dict[str, Any]]:
        """At most `limit` of the points that pass, those with the largest values of `order_by` first."""
        order = None if order_by is None else models.OrderBy(key=order_by, direction=models.Direction.DESC)

        def ask(keys: Keys) -> list[dict[str, Any]]:
            records, _ = self._connection.client.scroll(
                self._name, wanted, limit=limit, order_by=order, with_payload=True, shard_key_selector=keys
            )
            return [dict(record.payload or {}) for record in records]

        return self._connection.read(ask, lambda parts: [one for part in parts for one in part])

    def _retrieve(self, ids: list[str]) -> tuple[list[models.Record], bool]:
        answers = 0

        def ask(keys: Keys) -> list[models.Record]:
            nonlocal answers
            found = self._connection.client.retrieve(self._name, ids, with_payload=True, shard_key_selector=keys)
            answers += len(keys or [""])
            return found

        found = self._connection.read(ask, lambda parts: list({r.id: r for part in parts for r in part}.values()))
        return found, answers >= len(self._connection.parts)


class ClusterTerms:
    """In how many passages, or articles, each term stands, as `index.retrieval.store.Terms` has it.

    Args:
        field: `passages` or `articles`.
        size: number of them.
        mean: see `index.retrieval.bm25_weights.mean_idf`.
    """

    def __init__(self, table: TermTable, field: str, size: int, mean: float) -> None:
        self._table = table
        self._field = field
        self._size = size
        self._mean = mean

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: str | None) -> bool:
        return term is not None and self.document_frequency(term) > 0

    def document_frequency(self, term: str) -> int:
        """Number of passages or articles that hold `term`."""
        return int(self._table.fetch([term_key(term)]).get(term_key(term), {}).get(self._field, 0))

    def query(self, terms: Sequence[str]) -> models.SparseVector | None:
        """What is searched for: the weight of each term that is here, so often as it is asked for; None for none."""
        known = self._table.fetch(map(term_key, terms))
        frequency = {term: int(known.get(term_key(term), {}).get(self._field, 0)) for term in dict.fromkeys(terms)}
        there = [term for term in frequency if frequency[term]]
        weights = term_weights(np.array([frequency[term] for term in there], dtype=np.int64), self._size, self._mean)
        found: dict[int, float] = {}
        for term, weight in zip(there, weights.tolist(), strict=True):
            found[dimension(term)] = found.get(dimension(term), 0.0) + weight * terms.count(term)
        return models.SparseVector(indices=list(found), values=list(found.values())) if found else None


class LearnedNames:
    """Whether the corpus writes a folded word as a proper name."""

    def __init__(self, table: TermTable) -> None:
        self._table = table

    def __contains__(self, word: object) -> bool:
        return bool(self._table.fetch([word_key(str(word))]).get(word_key(str(word))))


class ClusterNames(NameIndex):
    """The names of a generation in the cluster."""

    def __init__(self, table: TermTable) -> None:
        self._table = table

    def close(self) -> None:
        """Nothing of it is held."""

    def _most_written(self, limit: int) -> list[Spelling]:
        every = models.Filter(must=[models.FieldCondition(key="times", range=models.Range(gte=0))])
        return _best(self._table.scroll(every, limit, "times"), limit)

    def _with_sounds(self, sounds: Collection[str]) -> list[Spelling]:
        wanted = models.Filter(must=[any_of("sounds", sorted(sounds))])
        return _best(self._table.scroll(wanted, 4 * MOST_CANDIDATES), MOST_CANDIDATES)


def term_key(term: str) -> str:
    """Where what is counted of a search term is written."""
    return f"term:{term}"


def word_key(word: str) -> str:
    """Where it is written that a word is a proper name."""
    return f"word:{word}"


def name_fields(name: str, times: int, articles: int, earliest: str | None, latest: str | None) -> dict[str, Any]:
    """A name as a point has it."""
    spelt = {"name": name, "times": times, "articles": articles, "earliest": earliest, "latest": latest}
    return {**spelt, "sounds": sorted(sounds_of(name)), PART: ""}


def _best(found: list[dict[str, Any]], limit: int) -> list[Spelling]:
    named = {
        one["name"]: Spelling(one["name"], one["times"], one["articles"], one["earliest"], one["latest"])
        for one in found
    }
    return sorted(named.values(), key=lambda one: (-one.times, one.written))[:limit]
