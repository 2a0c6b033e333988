"""The ways in which a question that names a time is asked, one after the other, until one is answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.answer_metadata import Period
from index.array_types import Mask
from index.language.text import ARABIC
from index.query.filters import what_happened
from index.query.query import Query
from index.query.time_constraint import Certainty, TimeConstraint
from index.records import Filters
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.hybrid import articles_after_period, articles_in_period
from index.storage.article_store import ArticleStore


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way in which a question is asked.

    Attributes:
        text: its words, with or without the time in them.
        articles: those that may be found, or None for all.
        period: the time that sentences have to tell of; None where any will do.
        surely: as in `Query`.
        shown: what is said of the time beside the answer.
        stands: whether its answer, which finds nothing, stands where no attempt is answered; one of them does.
        last_if_missing: whether there is no use in another attempt where the corpus has not the names.
    """

    text: str
    articles: Mask | None
    period: Period | None = None
    surely: bool = False
    shown: Period | None = None
    stands: bool = True
    last_if_missing: bool = False


def attempts(
    query: Query, allowed: Mask | None, filters: Filters, store: ArticleStore, by_article: KeywordIndex
) -> Iterator[Attempt]:
    """How `query` is asked of the articles of the time that it names, if it names one; at least one way.

    A time that is counted from today ("last Saturday") is taken out of the question, and so is a season. A time with
    its year stays in it, and is no filter where no article is known to be of another one. A time that can only be
    guessed ("on Saturday", "in May") is taken for the last such one where articles of that answer; else its words are
    words. Where no article of the time answers, a later one may that says "last December".

    Args:
        allowed: the articles that `filters` let through, None for all.
    """
    time = query.time
    if time is None:
        yield Attempt(query.text, allowed)
        return
    then = articles_in_period(time, filters, store, by_article)
    if time.surety is Certainty.GUESSED:
        if then.any():
            yield Attempt(_timeless(query, time), then, time.period, shown=time.period, stands=False)
        yield Attempt(query.text, allowed)
        return
    counted = time.surety is Certainty.COUNTED
    text = _timeless(query, time) if counted or time.season else query.text
    if not counted and bool(then.all() if allowed is None else (then == allowed).all()):
        yield Attempt(text, allowed, time.period)
        return
    shown = replace(time.period, empty=not then.any())
    yield Attempt(text, then, time.period, shown=shown, last_if_missing=True)
    later = articles_after_period(time, filters, store, by_article)
    if later.any():
        yield Attempt(_timeless(query, time), later, time.period, surely=True, shown=time.period, stands=False)


def _timeless(query: Query, time: TimeConstraint) -> str:
    """The question without its time, or what happened, where nothing else is asked."""
    words = time.without(query.text)
    if any(sign.isalnum() for sign in words):
        return words
    return what_happened((), arabic=ARABIC.search(query.text) is not None)
