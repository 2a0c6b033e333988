"""A question that names a time is asked of the articles that may report what happened then."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from index.events.time_relevance import TimeRelevance
from index.interpretation import Period
from index.language.text import ARABIC
from index.query.filters import what_happened
from index.query.time_constraint import Certainty, TimeConstraint
from index.records import Answer, Filters, Hit
from index.retrieval.allowed_rows import Mask

Ask = Callable[[str, Mask | None, TimeRelevance], tuple[Answer, list[Hit]]]
"""Answers a question from the articles that are allowed, None for all, by their sentences that tell of a time."""


@dataclass(frozen=True, slots=True)
class ScopedQuestion:
    """A question without the filters typed in it, these, the time that it names, and whether it is taken literally."""

    words: str
    filters: Filters
    period: TimeConstraint | None
    literal: bool


@dataclass(frozen=True, slots=True)
class EligibleArticles:
    """Which articles may be found.

    Attributes:
        allowed: those that may be whatever the time, or None for all.
        of_then: those of them that may report what happened at a time.
        of_later: those of them that were written later, and may look back.
    """

    allowed: Mask | None
    of_then: Callable[[TimeConstraint], Mask]
    of_later: Callable[[TimeConstraint], Mask]


def answer_in_time_scope(asked: ScopedQuestion, articles: EligibleArticles, ask: Ask) -> tuple[Answer, list[Hit]]:
    """The answer to a question from the articles of the time that it names, if it names one.

    A time that is counted from today ("last Saturday") is taken out of the question, and so is a season. A time with
    its year stays in it, and is no filter where no article is known to be of another one. A time that can only be
    guessed ("on Saturday", "in May") is taken for the last such one where articles of that answer; else its words are
    words. Where no article of the time answers, a later one may that says "last December".
    """
    period, question, allowed = asked.period, asked.words, articles.allowed
    if period is None:
        return ask(question, allowed, TimeRelevance())
    then, telling = articles.of_then(period), TimeRelevance(period.period)
    if period.surety is Certainty.GUESSED:
        if then.any():
            answer, hits = ask(_timeless(question, period), then, telling)
            if answer.answered:
                return _with(answer, period.period), hits
        return ask(question, allowed, TimeRelevance())
    counted = period.surety is Certainty.COUNTED
    if counted or period.season:
        question = _timeless(question, period)
    if not counted and (bool(then.all()) if allowed is None else bool((then == allowed).all())):
        return ask(question, allowed, telling)
    answer, hits = ask(question, then, telling)
    if not answer.answered and not answer.missing:
        later = articles.of_later(period)
        if later.any():
            told, found = ask(_timeless(asked.words, period), later, TimeRelevance(period.period, surely=True))
            if told.answered:
                return _with(told, period.period), found
    return _with(answer, replace(period.period, empty=not then.any())), hits


def _with(answer: Answer, period: Period) -> Answer:
    return replace(answer, understood=replace(answer.understood, period=period))


def _timeless(question: str, period: TimeConstraint) -> str:
    """The question without its time, or what happened, where nothing else is asked."""
    words = period.without(question)
    if any(sign.isalnum() for sign in words):
        return words
    return what_happened((), arabic=ARABIC.search(question) is not None)
