"""Hybrid retrieval: the passages most likely to answer a question, by BM25 and vectors fused.

A passage alone has lost the place and date that its article names elsewhere, so four kinds of evidence count: the
passage's BM25, its cosine to the question, the BM25 of its whole article with title, date and outlet, and how near the
article's date is to the day asked about. What counts for an article counts for all its passages alike, so each further
passage of one article has to be a little better.

A BM25 counts against what a passage with the question's words would have, not against the best there is: of a
question in another language the best has a name or two, which are worth less than what its vector says.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.answer_metadata import Period
from index.array_types import Rows, Scores
from index.language.partial_date import PartialDate
from index.models.embedder import Vectors
from index.retrieval.article_conditions import Where, both, of_the_day
from index.retrieval.bm25_weights import term_weights
from index.retrieval.store import Store, Terms

KEYWORD_WEIGHT = 1.0
ARTICLE_WEIGHT = 2.0
VECTOR_WEIGHT = 0.75
DAY_WEIGHT = 0.75
"""What each kind of evidence counts. Chosen, as `REPEAT_DISCOUNT`, `SHARE_POWER` and `MOST_WORDS`, with
tests/bench/bench_retrieval.py on news, short reports on incidents, long articles, and passages of seven languages that
are asked in all of them; both halves of the questions agree."""

SHARE_POWER = 1.5
"""To which the share of a question's words is raised: one that is small says less than in proportion."""

MOST_WORDS = 8
"""Words of a question, the rarest, that are a whole: no passage has all of a long one."""

REPORT_DELAY = 1.5
"""Days in the mean from what happened to its report, where that is not of the same day (exponential)."""

REPEAT_DISCOUNT = 0.9
"""What each further passage of one article counts, against the one before it."""


class Ranking(NamedTuple):
    """Passages, best first, every array of shape (passages,).

    Attributes:
        rows: their rows.
        scores: fused, 0 to 1.
        nearness: of each one's article, as given; 0 where no time is asked about.
    """

    rows: Rows
    scores: Scores
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
    evidence = [
        (KEYWORD_WEIGHT, _share(found.by_keyword, store.passage_terms, terms)),
        (ARTICLE_WEIGHT, _share(found.by_article, store.article_terms, terms)),
    ]
    if found.by_vector is not None:
        evidence.append((VECTOR_WEIGHT, spread(found.by_vector)))
    nearness = np.zeros(len(found.rows)) if period is None else day_nearness(period, found.days)
    if period is not None:
        evidence.append((DAY_WEIGHT, nearness))
    scores = discount_repeats(fuse(evidence), found.articles)
    order = np.lexsort((found.rows, -scores))[:k]
    return Ranking(found.rows[order], scores[order], nearness[order])


def fuse(evidence: Sequence[tuple[float, Scores]]) -> Scores:
    """Weighted mean of several scores of the same candidates (a CombSUM: Fox & Shaw, "Combination of Multiple
    Searches", TREC-2, 1994).

    Args:
        evidence: weights with scores from 0 to 1, every array of shape (candidates,).
    """
    weights, scores = zip(*evidence, strict=True)
    return np.average(np.stack(scores), axis=0, weights=weights)


def spread(cosines: Scores) -> Scores:
    """Cosines between the least and the largest among the candidates: those of some models lie close together."""
    least, largest = float(cosines.min(initial=1.0)), float(cosines.max(initial=-1.0))
    return (cosines - least) / max(largest - least, 1e-9)


def _share(scores: Scores, among: Terms, terms: Sequence[str]) -> Scores:
    """BM25 scores against what a text with the rarest of the question's terms could have, from 0 to 1."""
    frequencies = np.array([among.document_frequency(term) for term in terms], dtype=np.int64)
    most = float(np.sort(term_weights(frequencies, len(among), 0.0))[-MOST_WORDS:].sum())
    return np.clip(scores / max(most, 1e-9), 0.0, 1.0) ** SHARE_POWER


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
