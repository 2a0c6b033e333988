"""The ways in which a question is asked: of the articles of the time that it names, one way after the other until it is
answered; of each article, in its spelling and without its day; of events of a kind, as what happened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.answer_metadata import Period
from index.language.text import ARABIC
from index.query.filters import what_happened
from index.query.parser import understand
from index.query.query import Query
from index.query.question_parts import place_part
from index.query.time_constraint import Certainty, TimeConstraint, is_of
from index.records import Filters, Hit, Span
from index.retrieval.article_conditions import Where, after_period, in_period
from index.retrieval.store import Store


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


def queries_per_article(query: Query, hits: Sequence[Hit]) -> list[Query]:
    """The query for each hit's article, in the order of the hits: without a date that is the article's own."""
    undated = query if query.date is None else _without(query, query.date[0])
    asked: dict[str, Query] = {}
    for hit in hits:
        article = hit.article
        if article.id not in asked:
            day = None if query.date is None else is_of(query.date[1], article.published)
            asked[article.id] = spelt_for(undated if day else query, article.text)
    return [asked[hit.article.id] for hit in hits]


def spelt_for(query: Query, text: str) -> Query:
    """`query` as it is asked of `text`: in its language, and with names in the spelling that it has."""
    asked, spelt = query.text, False
    for name in query.names:
        other = next((also for also in name.also if also in text), None) if name.also else None
        if other is not None and name.written not in text:
            asked, spelt = asked.replace(name.written, other), True
    if not spelt:
        return query
    again = understand(asked, query.name_words.__contains__)
    return replace(again, kind=query.kind, measure=query.measure, counted=query.counted, terms=query.terms)


def as_happened(query: Query) -> Query:
    """A query for the events of a kind as what happened there, which is what the reader has learned to find."""
    part = None if query.listed is None else place_part(query)
    if part is None:
        return query
    happened = understand(f"What happened {query.text[part.start : part.end]}?", query.name_words.__contains__)
    return replace(
        happened,
        names=query.names,
        name_words=query.name_words,
        named=query.named,
        terms=query.terms,
        period=query.period,
        missing=query.missing,
    )


def _without(query: Query, dated: Span) -> Query:
    """The query without its date, for articles of that day, which need not name it."""
    content = tuple(word for word in query.content if not dated.overlaps(Span(word.start, word.end)))
    return replace(query, text=query.text[: dated.start] + query.text[dated.end :], content=content)
