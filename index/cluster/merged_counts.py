"""What the parts of a generation counted, summed: terms, names, and the words that are written as names."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
from qdrant_client import models

from index.cluster.connection import Connection
from index.cluster.requests import Requests
from index.cluster.schema import PART, by_part, dimension, point_id, shard_key
from index.cluster.terms import name_fields, term_key, word_key
from index.names.name_index import is_name
from index.names.proper_names import COUNTED, NameCounts
from index.retrieval.bm25_weights import mean_idf

_BATCH = 1_000


def write_terms(
    connection: Connection, collection: str, removed: list[dict[str, Any]], sizes: tuple[int, int]
) -> tuple[tuple[float, float], list[str]]:  # fmt: skip
    """Sum what the parts counted and write a point for each term and name.

    Args:
        removed: what the counts have too much, for articles that were in several parts.
        sizes: numbers of passages and of articles.

    Returns:
        The mean idf of terms in passages and in articles, and the places that the corpus writes of most.
    """
    tables = _tables(Requests(connection, collection))
    write = partial(_write, connection, collection)
    gone = [Counter[int](), Counter[int]()]
    for one in removed:
        gone[0].update(dict(one["terms"]))
        gone[1].update(one["has"])
    counted: dict[str, list[int]] = {}
    for column, table in enumerate(("passages", "articles")):
        for term, number in tables[table]:
            counted.setdefault(term, [0, 0])[column] += number
    for term, numbers in counted.items() if removed else ():
        for column in (0, 1):
            numbers[column] = max(0, numbers[column] - gone[column][dimension(term)])
    names = NameCounts()
    for kind in COUNTED:
        names.update(kind, tables[kind])
    learned = names.names()
    write((term_key(term), {"passages": numbers[0], "articles": numbers[1]}) for term, numbers in counted.items())
    write((word_key(word), {"learned": True}) for word in learned)
    spelt = (name_fields(*one) for one in _summed(tables["names"]) if is_name(one[0], learned, names.is_small))
    write((f"name:{one['name']}", one) for one in spelt)
    both = np.array(list(counted.values()), dtype=np.int64).reshape(-1, 2).T
    first, second = (mean_idf(column[column > 0], size) for column, size in zip(both, sizes, strict=True))
    return (first, second), names.topics()


def _tables(terms: Requests) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {name: [] for name in ("passages", "articles", "names", *COUNTED)}
    there = models.FieldCondition(key="part", range=models.Range(gte=1))
    for one in terms.every(models.Filter(must=[there])):
        payload = one.payload or {}
        found[payload["table"]] += json.loads(payload["rows"])
    return found


def _write(connection: Connection, collection: str, entries: Iterator[tuple[str, dict[str, Any]]]) -> None:
    batch: list[models.PointStruct] = []
    for key, fields in entries:
        payload = {**fields, PART: shard_key(key, connection.parts)}
        batch.append(models.PointStruct(id=point_id(key), vector={}, payload=payload))
        if len(batch) >= _BATCH:
            by_part(connection, collection, batch)
            batch = []
    by_part(connection, collection, batch)


def _summed(names: Iterable[list[Any]]) -> Iterator[tuple[str, int, int, str | None, str | None]]:
    """Names of several parts: times and articles added up, the first of the first dates, the last of the last."""
    found: dict[str, list[Any]] = {}
    for name, times, articles, earliest, latest in names:
        one = found.setdefault(name, [0, 0, None, None])
        one[0] += times
        one[1] += articles
        one[2] = min((date for date in (one[2], earliest) if date is not None), default=None)
        one[3] = max((date for date in (one[3], latest) if date is not None), default=None)
    return ((name, *one) for name, one in found.items())
