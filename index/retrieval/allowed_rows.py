"""Which articles a question is asked of."""

import numpy as np
import numpy.typing as npt

from index.language.text import terms
from index.query.time_constraint import Certainty, TimeConstraint
from index.records import EVERYTHING, Filters
from index.retrieval.bm25 import KeywordIndex
from index.storage.article_store import ArticleStore

Mask = npt.NDArray[np.bool_]
"""Shape (articles,): which of them are meant."""


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


def articles_of_period(asked: TimeConstraint, filters: Filters, store: ArticleStore, by_article: KeywordIndex) -> Mask:
    """The articles that all filters let through and that may report what happened at the time asked about.

    Where that has its year, so may one without a date, and one that names the day, the month or the year itself.
    """
    found = store.matching(asked.narrowed(filters))
    if asked.surety is Certainty.DATED:
        found |= ~store.matching(_DATED)
        if asked.date is not None:
            found |= np.logical_or.reduce([articles_mentioning(date, by_article) for date in asked.date.spellings])
    allowed = articles_passing(filters, store, by_article)
    return found if allowed is None else found & allowed


def later_articles(asked: TimeConstraint, filters: Filters, store: ArticleStore, by_article: KeywordIndex) -> Mask:
    """The articles that all filters let through and that were written in the half year after the time asked about."""
    narrowed = asked.looked_back_on(filters)
    found = np.zeros(len(store), dtype=bool) if narrowed is None else store.matching(narrowed)
    allowed = articles_passing(filters, store, by_article)
    return found if allowed is None else found & allowed


_DATED = Filters(after="0001")
