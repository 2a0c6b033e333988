"""Searching a generation in the cluster: a first round of searches finds candidates, a second one scores them all."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import numpy as np
from qdrant_client import models

from index.cluster.conditions import filter_of
from index.cluster.requests import Requests
from index.cluster.schema import DENSE, WORDS, as_list
from index.cluster.terms import ClusterTerms
from index.models.embedder import Vectors
from index.records import Span
from index.retrieval.article_conditions import Where
from index.retrieval.store import ARTICLES, DEPTH, Candidates
from index.retrieval.vector_index import EXACT_ROWS

SPAN = ["id", "number", "ordinal", "start", "end", "earliest", "latest"]
"""Fields of a passage that say where it is."""

_ORDINALS = 1 << 20
"""More than an article has passages: a row is the number of its article times this, and its own."""
_MOST_ROWS = 20_000
_TIES = 50
"""How much deeper is searched than is taken, so that ties at the end are settled by place."""
EF = 512
"""Neighbours that a search of an approximate index keeps in sight."""


class Searcher:
    """Searches the passages and the articles of a generation.

    Args:
        note_span: told the row, article and span of each passage that is found.
    """

    def __init__(
        self, passages: Requests, articles: Requests, passage_terms: ClusterTerms, article_terms: ClusterTerms,
        note_span: Callable[[int, str, Span], None],
    ) -> None:  # fmt: skip
        self._passages = passages
        self._articles = articles
        self._passage_terms = passage_terms
        self._article_terms = article_terms
        self._note_span = note_span

    def candidates(self, terms: Sequence[str], vector: Vectors | None, where: Sequence[Where]) -> Candidates:
        """See `Store.candidates`: two rounds of searches, the first of which finds, the second scores all found."""
        words, article_words = self._passage_terms.query(terms), self._article_terms.query(terms)
        dense = None if vector is None else as_list(np.asarray(vector))
        filters = [None if one is None else filter_of(one) for one in where]
        legs = [
            leg
            for one in filters
            for leg in (self.search(words, WORDS, one, DEPTH), self.search(dense, DENSE, one, DEPTH))
        ]
        found = [first(points, DEPTH) for points in self._passages.search([leg for leg in legs if leg is not None])]
        wanted = [self.search(article_words, WORDS, one, ARTICLES, ["number", "passages"]) for one in filters]
        by_article = self._articles.search([one for one in wanted if one is not None])
        best = {p.id: p for points in by_article for p in first(points, ARTICLES)}
        ids = [str(point.id) for points in found for point in points]
        numbers = [int(payload_of(point)["number"]) for point in best.values()]
        return self._scored(
            ids, numbers, sum(int(payload_of(point)["passages"]) for point in best.values()),
            words, article_words, dense,
        )  # fmt: skip

    def _scored(
        self, ids: list[str], numbers: list[int], more: int, words: models.SparseVector | None,
        article_words: models.SparseVector | None, dense: list[float] | None,
    ) -> Candidates:  # fmt: skip
        """The passages with these ids and all passages of the articles with these numbers, with all their scores."""
        either: list[models.Condition] = [models.HasIdCondition(has_id=list(dict.fromkeys(ids)))] if ids else []
        if numbers:
            either.append(models.FieldCondition(key="number", match=models.MatchAny(any=sorted(numbers))))
        meant, limit = models.Filter(should=either), min(len(set(ids)) + more, _MOST_ROWS)
        points = dict[str, dict[str, Any]]()
        by_keyword, by_vector = dict[str, float](), dict[str, float]()
        if either and dense is None:
            points = {str(one.id): dict(one.payload or {}) for one in islice(self._passages.every(meant, SPAN), limit)}
        if either:
            legs = [
                (self.search(dense, DENSE, meant, limit, SPAN), by_vector),
                (self.search(words, WORDS, meant, limit, SPAN), by_keyword),
            ]
            asked = [(leg, into) for leg, into in legs if leg is not None]
            for answer, (_, into) in zip(self._passages.search([leg for leg, _ in asked]), asked, strict=True):
                for point in answer:
                    into[str(point.id)] = point.score
                    points.setdefault(str(point.id), payload_of(point))
        ranked = sorted(points, key=lambda one: row_of(points[one]))
        for one in points.values():
            self._note_span(row_of(one), one["id"], Span(one["start"], one["end"]))
        least = min(by_vector.values(), default=0.0)
        articles = np.array([points[one]["number"] for one in ranked], dtype=np.int64)
        of_article = self._article_scores(article_words, np.unique(articles).tolist())
        scores = np.array([of_article.get(number, 0.0) for number in articles.tolist()])
        return Candidates(
            np.array([row_of(points[one]) for one in ranked], dtype=np.int64),
            articles,
            np.array([by_keyword.get(one, 0.0) for one in ranked]),
            scores,
            None if dense is None else np.array([by_vector.get(one, least) for one in ranked]),
            np.array(
                [(points[one].get("earliest", 0), points[one].get("latest", 0)) for one in ranked], dtype=np.int64
            ).reshape(-1, 2),
        )  # fmt: skip

    def _article_scores(self, words: models.SparseVector | None, numbers: list[int]) -> dict[int, float]:
        meant = models.Filter(must=[models.FieldCondition(key="number", match=models.MatchAny(any=numbers or [-1]))])
        leg = self.search(words, WORDS, meant, len(numbers), ["number"])
        found = self._articles.search([leg])[0] if leg is not None and numbers else []
        return {int(payload_of(point)["number"]): point.score for point in found}

    def search(
        self, query: Any, using: str, where: models.Filter | None, limit: int, fields: list[str] | None = None
    ) -> models.QueryRequest | None:
        """A search, None where nothing is to be found; a little deeper than `limit`, see `first`."""
        if query is None or limit < 1:
            return None
        params = None
        if using == DENSE:  # what is found is scored exactly; among many rows it is found approximately
            exact = len(self._passage_terms) <= EXACT_ROWS or fields is SPAN
            params = models.SearchParams(exact=True) if exact else models.SearchParams(hnsw_ef=EF)
        return models.QueryRequest(
            query=query, using=using, filter=where, limit=limit + _TIES, params=params,
            with_payload=fields or ["number", "ordinal"],
        )  # fmt: skip


def first(points: Sequence[models.ScoredPoint], limit: int) -> list[models.ScoredPoint]:
    """The best, ties by place."""
    return sorted(points, key=lambda point: (-point.score, row_of(payload_of(point))))[:limit]


def payload_of(point: models.ScoredPoint | models.Record) -> dict[str, Any]:
    """The fields of a point."""
    return point.payload or {}


def article_number(row: int) -> int:
    """The number of the article of a row."""
    return row // _ORDINALS


def row_of(payload: dict[str, Any]) -> int:
    """The row of a passage; of an article, that of its first."""
    return int(payload["number"]) * _ORDINALS + int(payload.get("ordinal", 0))
