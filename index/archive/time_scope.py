"""The ways in which a question that names a time is asked, one after the other, until one is answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.answer_metadata import Period
from index.language.text import ARABIC
from index.query.filters import what_happened
from index.query.query import Query
from index.query.time_constraint import Certainty, TimeConstraint
from index.records import Filters
from index.retrieval.store import Store
from index.retrieval.where import Where, after_period, in_period


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way in which a question is asked.

    Attributes:
        text: its words, with or without the time in them.
        where: the articles that may be found.
        period: the time that sentences have to tell of; None where any will do.
        surely: as in `Query`.
        shown: what is said of the time beside the answer.
        stands: whether its answer, which finds nothing, stands where no attempt is answered; one of them does.
        last_if_missing: whether there is no use in another attempt where the corpus has not the names.
    """

    text: str
    where: Where
    period: Period | None = None
    surely: bool = False
    shown: Period | None = None
    stands: bool = True
    last_if_missing: bool = False


def attempts(query: Query, allowed: Where, filters: Filters, store: Store) -> Iterator[Attempt]:
    """How `query` is asked of the articles of the time that it names, if it names one; at least one way.

    A time that is counted from today ("last Saturday") is taken out of the question, and so is a season. A time with
    its year stays in it, and is no filter where no article is known to be of another one. A time that can only be
    guessed ("on Saturday", "in May") is taken for the last such one where articles of that answer; else its words are
    words. Where no article of the time answers, a later one may that says "last December".

    Args:
        allowed: the articles that `filters` let through.
    """
    time = query.time
    if time is None:
        yield Attempt(query.text, allowed)
        return
    then = in_period(time, filters)
    number = store.count(then)
    if time.surety is Certainty.GUESSED:
        if number:
            yield Attempt(_timeless(query, time), then, time.period, shown=time.period, stands=False)
        yield Attempt(query.text, allowed)
        return
    counted = time.surety is Certainty.COUNTED
    text = _timeless(query, time) if counted or time.season else query.text
    if not counted and number == store.count(allowed):
        yield Attempt(text, allowed, time.period)
        return
    shown = replace(time.period, empty=not number)
    yield Attempt(text, then, time.period, shown=shown, last_if_missing=True)
    later = after_period(time, filters)
    if store.count(later):
        yield Attempt(_timeless(query, time), later, time.period, surely=True, shown=time.period, stands=False)


def _timeless(query: Query, time: TimeConstraint) -> str:
    """The question without its time, or what happened, where nothing else is asked."""
    words = time.without(query.text)
    if any(sign.isalnum() for sign in words):
        return words
    return what_happened((), arabic=ARABIC.search(query.text) is not None)
