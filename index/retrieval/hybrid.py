"""A question to the passages most likely to answer it: all the evidence there is on each, fused.

A passage alone has lost the place and date that its article names elsewhere, so three kinds of evidence count: the
passage's BM25, its cosine to the question, and the BM25 of its whole article with title, date and outlet. What counts
for an article counts for all its passages alike, so each further passage of one article has to be a little better.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.models.embedder import Vectors
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.vector_index import Rows, Scores, VectorIndex

DEPTH = 100
"""Candidates that each passage ranking gives."""

ARTICLES = 20
"""Articles, best by their own BM25, whose passages all become candidates."""

KEYWORD_WEIGHT = 1.0
VECTOR_WEIGHT = 0.5
ARTICLE_WEIGHT = 2.0
"""What each kind of evidence counts. Chosen, as `REPEATED` was, with tests/bench/bench_retrieval.py on two sets of
news, short reports on incidents and long articles; both halves of the questions agree."""

REPEATED = 0.9
"""What each further passage of one article counts, against the one before it."""


class Retriever:
    """Ranks passages for a question.

    Args:
        keywords: BM25 over passages, row i is passage i.
        articles: BM25 over whole articles with their titles, dates and outlets.
        first_row: shape (articles + 1,), where the passages of each article begin; they follow each other.
        vectors: the vectors of the passages, or None when they cannot be used.
    """

    def __init__(
        self, keywords: KeywordIndex, articles: KeywordIndex, first_row: Rows, vectors: VectorIndex | None
    ) -> None:
        self._keywords = keywords
        self._articles = articles
        self._first_row = first_row
        self._article_of = np.repeat(np.arange(len(first_row) - 1), np.diff(first_row))
        self._vectors = vectors

    def search(
        self, terms: Sequence[str], vector: Vectors | None, k: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[Rows, Scores]:
        """At most `k` rows with their fused scores, best first, ties by row.

        Args:
            terms: search terms of the question.
            vector: the question's vector, shape (dimensions,), or None for keywords alone.
            allowed: shape (articles,), the articles that may be found, or None for all.
        """
        rows_allowed = None if allowed is None else allowed[self._article_of]
        by_keyword = self._keywords.scores(terms)
        by_article = self._articles.scores(terms)
        found = [self._keywords.search(terms, DEPTH, by_keyword, rows_allowed)[0]]
        found += [
            np.arange(self._first_row[article], self._first_row[article + 1], dtype=np.int64)
            for article in self._articles.search(terms, ARTICLES, by_article, allowed)[0]
        ]
        if vector is not None and self._vectors is not None:
            found.append(self._vectors.search(vector, DEPTH, rows_allowed)[0])
        rows = np.unique(np.concatenate(found))
        evidence = [
            (KEYWORD_WEIGHT, by_keyword[rows]),
            (ARTICLE_WEIGHT, by_article[self._article_of[rows]]),
        ]
        if vector is not None and self._vectors is not None:
            evidence.append((VECTOR_WEIGHT, self._vectors.similarities(vector, rows)))
        scores = spread(fuse(evidence), self._article_of[rows])
        order = np.lexsort((rows, -scores))[:k]
        return rows[order], scores[order]


def fuse(evidence: Sequence[tuple[float, Scores]]) -> Scores:
    """Weighted mean of several scores of the same candidates, each divided by its best, negatives counting as 0.

    Args:
        evidence: weights with scores, every array of shape (candidates,).

    Returns:
        Shape (candidates,), between 0 and 1. A weighted CombSUM (Fox & Shaw, "Combination of Multiple Searches",
        TREC-2, 1994) that keeps a score's zero where min-max would move it.
    """
    total = np.zeros(len(evidence[0][1]))
    for weight, scores in evidence:
        best = float(scores.max(initial=0.0))
        if best > 0:
            total += weight * np.maximum(scores, 0) / best
    return total / sum(weight for weight, _ in evidence)


def spread(scores: Scores, articles: Rows) -> Scores:
    """`scores` with the n-th best passage of each article (from 0; ties by place) counting `REPEATED` to the n.

    Args:
        scores: shape (candidates,).
        articles: shape (candidates,), the article of each, from 0.
    """
    order = np.lexsort((-scores, articles))
    first = np.flatnonzero(np.diff(articles[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    spread_out = np.empty_like(scores)
    spread_out[order] = scores[order] * REPEATED**place
    return spread_out
