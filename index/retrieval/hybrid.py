"""Hybrid retrieval: the passages most likely to answer a question, by BM25 and vectors fused.

A passage alone has lost the place and date that its article names elsewhere, so four kinds of evidence count: the
passage's BM25, its cosine to the question, the BM25 of its whole article with title, date and outlet, and how near the
article's date is to the day asked about. What counts for an article counts for all its passages alike, so each further
passage of one article has to be a little better.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.answer_metadata import Period
from index.array_types import Rows, Scores
from index.language.partial_date import PartialDate
from index.models.embedder import Vectors
from index.retrieval.article_conditions import Where, both, of_the_day
from index.retrieval.store import Store

KEYWORD_WEIGHT = 1.0
VECTOR_WEIGHT = 0.5
ARTICLE_WEIGHT = 2.0
DAY_WEIGHT = 2.0
"""What each kind of evidence counts. Chosen, as `REPEAT_DISCOUNT`, with tests/bench/bench_retrieval.py on two sets of
news, short reports on incidents and long articles; both halves of the questions agree."""

REPORT_DELAY = 1.5
"""Days in the mean from what happened to its report, where that is not of the same day (exponential)."""

REPEAT_DISCOUNT = 0.9
"""What each further passage of one article counts, against the one before it."""


class Ranking(NamedTuple):
    """Passages, best first, every array of shape (passages,).

    Attributes:
        rows: their rows.
        scores: fused, 0 to 1.
        by_article: BM25 of each one's article against that of the best article, 0 to 1.
        nearness: of each one's article, as given; 0 where no time is asked about.
    """

    rows: Rows
    scores: Scores
    by_article: Scores
    nearness: Scores


def search(
    store: Store, terms: Sequence[str], vector: Vectors | None, k: int, where: Where = None,
    period: Period | None = None,
) -> Ranking:  # fmt: skip
    """At most `k` passages that may answer, best first, ties by row.

    Args:
        terms: search terms of the question.
        vector: the question's vector, shape (dimensions,), or None for keywords alone.
        where: the articles that may be found.
        period: the time asked about. The articles of the day are also looked through for themselves, since others may
            have more of the words.
    """
    found = store.candidates(terms, vector, [where] if period is None else [where, both(where, of_the_day(period))])
    evidence = [(KEYWORD_WEIGHT, found.by_keyword), (ARTICLE_WEIGHT, found.by_article)]
    if found.by_vector is not None:
        evidence.append((VECTOR_WEIGHT, found.by_vector))
    nearness = np.zeros(len(found.rows)) if period is None else day_nearness(period, found.days)
    if period is not None:
        evidence.append((DAY_WEIGHT, nearness))
    scores = discount_repeats(fuse(evidence), found.articles)
    order = np.lexsort((found.rows, -scores))[:k]
    return Ranking(found.rows[order], scores[order], found.relative[order], nearness[order])


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


def discount_repeats(scores: Scores, articles: Rows) -> Scores:
    """`scores` with the n-th best passage of each article (from 0; ties by place) counting `REPEAT_DISCOUNT` to the n.

    Args:
        scores: shape (candidates,).
        articles: shape (candidates,), the article of each, from 0.
    """
    order = np.lexsort((-scores, articles))
    first = np.flatnonzero(np.diff(articles[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    spread_out = np.empty_like(scores)
    spread_out[order] = scores[order] * REPEAT_DISCOUNT**place
    return spread_out


def day_nearness(period: Period, days: Rows) -> Scores:
    """How near the date of each article is to the time asked about, shape (articles,), 0 to 1.

    1 within it, less for each day later, on which it is reported less and less; 0 before it and without a date.

    Args:
        days: shape (articles, 2), see `Candidates.days`.
    """
    first = -np.inf if period.after is None else PartialDate.parse(period.after).earliest.toordinal()
    last = np.inf if period.before is None else PartialDate.parse(period.before).latest.toordinal()
    begins, ends = days.T
    late = np.maximum(begins - last, 0.0)
    return np.where((begins == 0) | (ends < first), 0.0, np.exp(-late / REPORT_DELAY))
