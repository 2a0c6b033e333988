"""Hybrid retrieval: the passages most likely to answer a question, by BM25 and vectors fused.

A passage alone has lost the place and date that its article names elsewhere, so four kinds of evidence count: the
passage's BM25, its cosine to the question, the BM25 of its whole article with title, date and outlet, and how near the
article's date is to the day asked about. What counts for an article counts for all its passages alike, so each further
passage of one article has to be a little better.
Which articles may be found at all (filters, the period asked about) is a mask over articles, made here as well.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.answer_metadata import Period
from index.array_types import Mask, Rows, Scores
from index.language.dates import PartialDate
from index.language.text import terms
from index.models.embedder import Vectors
from index.query.time_constraint import Certainty, TimeConstraint
from index.records import EVERYTHING, Filters
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.vector_index import VectorIndex
from index.storage.article_store import ArticleStore

DEPTH = 100
"""Candidates that each passage ranking gives."""

ARTICLES = 20
"""Articles, best by their own BM25, whose passages all become candidates."""

KEYWORD_WEIGHT = 1.0
VECTOR_WEIGHT = 0.5
ARTICLE_WEIGHT = 2.0
DAY_WEIGHT = 2.0
"""What each kind of evidence counts. Chosen, as `REPEAT_DISCOUNT`, with tests/bench/bench_retrieval.py on two sets of
news, short reports on incidents and long articles; both halves of the questions agree."""

REPORT_DELAY = 1.5
"""Days in the mean from what happened to its report, where that is not of the same day (exponential)."""

_SAME_DAY = 0.5
"""Nearness from which the articles of a day are looked through for themselves."""

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
        self,
        terms: Sequence[str],
        vector: Vectors | None,
        k: int,
        allowed: Mask | None = None,
        nearness: Scores | None = None,
    ) -> Ranking:
        """At most `k` passages, best first, ties by row.

        Args:
            terms: search terms of the question.
            vector: the question's vector, shape (dimensions,), or None for keywords alone.
            allowed: shape (articles,), the articles that may be found, or None for all.
            nearness: shape (articles,), 0 to 1: see `day_nearness`; None where no day is asked about.
        """
        vectors = None if vector is None else self._vectors
        by_keyword, by_article = self._keywords.scores(terms), self._articles.scores(terms)
        masks = [allowed]
        if nearness is not None:
            same_day = nearness >= _SAME_DAY
            masks.append(same_day if allowed is None else same_day & allowed)
        found, floor = list[Rows](), 0.0
        for number, mask in enumerate(masks):
            rows_allowed = None if mask is None else mask[self._article_of]
            found.append(self._keywords.search(terms, DEPTH, by_keyword, rows_allowed)[0])
            found += [
                np.arange(self._first_row[article], self._first_row[article + 1], dtype=np.int64)
                for article in self._articles.search(terms, ARTICLES, by_article, mask)[0]
            ]
            if vectors is not None and vector is not None:
                rows, cosines = vectors.search(vector, DEPTH, rows_allowed)
                found.append(rows)
                floor = floor if number else float(cosines.min(initial=1.0))
        rows = np.unique(np.concatenate(found))
        evidence = [
            (KEYWORD_WEIGHT, by_keyword[rows]),
            (ARTICLE_WEIGHT, by_article[self._article_of[rows]]),
        ]
        if vectors is not None and vector is not None:
            # Cosines of some models lie close together: what counts is how far one rises above those of many.
            evidence.append((VECTOR_WEIGHT, vectors.similarities(vector, rows) - floor))
        if nearness is not None:
            evidence.append((DAY_WEIGHT, nearness[self._article_of[rows]]))
        scores = discount_repeats(fuse(evidence), self._article_of[rows])
        order = np.lexsort((rows, -scores))[:k]
        articles = self._article_of[rows[order]]
        relative = self._relative(terms, by_article)
        near = np.zeros(len(order)) if nearness is None else nearness[articles]
        return Ranking(rows[order], scores[order], relative[articles], near)

    def _relative(self, terms: Sequence[str], by_article: Scores) -> Scores:
        """The scores of all articles against that of the best one, 0 to 1.

        In a corpus of one or two articles BM25 is zero or less for words that half of them have: then how many of the
        question's words an article has counts.
        """
        if float(by_article.max(initial=0.0)) <= 0:
            by_article = np.zeros(len(by_article))
            for term in set(terms):
                by_article[self._articles.rows_with(term)] += 1.0
        return np.maximum(by_article, 0.0) / max(float(by_article.max(initial=0.0)), 1e-9)


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
        days: shape (articles, 2), see `ArticleStore.days`.
    """
    first = -np.inf if period.after is None else PartialDate.parse(period.after).earliest.toordinal()
    last = np.inf if period.before is None else PartialDate.parse(period.before).latest.toordinal()
    begins, ends = days.T
    late = np.maximum(begins - last, 0.0)
    return np.where((begins == 0) | (ends < first), 0.0, np.exp(-late / REPORT_DELAY))


def articles_mentioning(name: str, by_article: KeywordIndex) -> Mask:
    """The articles that have every word of `name`, in any of its forms, in their text, title or outlet."""
    wanted = set(terms(name))
    found = np.full(len(by_article), bool(wanted))
    for term in wanted:
        having = np.zeros(len(by_article), dtype=bool)
        having[by_article.rows_with(term)] = True
        found &= having
    return found


def articles_passing(filters: Filters, store: ArticleStore, by_article: KeywordIndex) -> Mask | None:
    """The articles that all filters let through; None for all articles.

    Raises:
        ValueError: a date of the filters is none.
    """
    if filters == EVERYTHING:
        return None
    passed = store.matching(filters)
    if filters.places:
        passed &= np.logical_or.reduce([articles_mentioning(name, by_article) for name in filters.places])
    return passed


def articles_in_period(period: TimeConstraint, filters: Filters, store: ArticleStore, by_article: KeywordIndex) -> Mask:
    """The articles that all filters let through and that may report what happened at the time asked about.

    Where that has its year, so may one without a date, and one that names the day, the month or the year itself.
    """
    found = store.matching(period.narrowed(filters))
    if period.surety is Certainty.DATED:
        found |= ~store.matching(_DATED)
        if period.date is not None:
            found |= np.logical_or.reduce([articles_mentioning(date, by_article) for date in period.date.spellings])
    allowed = articles_passing(filters, store, by_article)
    return found if allowed is None else found & allowed


def articles_after_period(
    period: TimeConstraint, filters: Filters, store: ArticleStore, by_article: KeywordIndex
) -> Mask:
    """The articles that all filters let through and that were written in the half year after the time asked about."""
    narrowed = period.looked_back_on(filters)
    found = np.zeros(len(store), dtype=bool) if narrowed is None else store.matching(narrowed)
    allowed = articles_passing(filters, store, by_article)
    return found if allowed is None else found & allowed


_DATED = Filters(after="0001")
