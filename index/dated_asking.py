"""A question that names a time is asked of the articles that may report what happened then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.dates import PartialDate
from index.event_time import when_of
from index.narrowing import Mask
from index.question_dates import AskedPeriod, Surety
from index.reader import Reading
from index.records import Answer, Filters, Hit
from index.text import ARABIC
from index.typed_filters import what_happened
from index.understood import Period

Ask = Callable[[str, Mask | None, Period | None], tuple[Answer, list[Hit]]]
"""Answers a question from the articles that are allowed, None for all, as far as they tell of a time, None for any."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without the filters typed in it, these, the time that it names, and whether it is taken literally."""

    words: str
    filters: Filters
    period: AskedPeriod | None
    literal: bool


def in_its_time(
    asked: Asked, allowed: Mask | None, of_then: Callable[[AskedPeriod], Mask], ask: Ask
) -> tuple[Answer, list[Hit]]:
    """The answer to a question from the articles of the time that it names, if it names one.

    A time that is counted from today ("last Saturday") is taken out of the question, and so is a season. A time with
    its year stays in it, and is no filter where no article is known to be of another one. A time that can only be
    guessed ("on Saturday", "in May") is taken for the last such one where articles of that answer; else its words are
    words.

    Args:
        allowed: the articles that may be found whatever the time, or None for all.
        of_then: those of them that may report what happened at a time.
    """
    period, question = asked.period, asked.words
    if period is None:
        return ask(question, allowed, None)
    then = of_then(period)
    if period.surety is Surety.GUESSED:
        if then.any():
            answer, hits = ask(_timeless(question, period), then, period.period)
            if answer.answered:
                return _with(answer, period.period), hits
        return ask(question, allowed, None)
    counted = period.surety is Surety.COUNTED
    if counted or period.season:
        question = _timeless(question, period)
    if not counted and (bool(then.all()) if allowed is None else bool((then == allowed).all())):
        return ask(question, allowed, period.period)
    answer, hits = ask(question, then, period.period)
    return _with(answer, replace(period.period, empty=not then.any())), hits


def of_its_time(readings: Sequence[Reading], period: Period | None) -> list[Reading]:
    """The readings but those whose sentence names another day than those of the time asked about.

    An article of the week after may tell of what came later.
    """
    if period is None:
        return list(readings)
    first = date.min if period.after is None else PartialDate.parse(period.after).earliest
    last = date.max if period.before is None else PartialDate.parse(period.before).latest
    kept = []
    for reading in readings:
        at = reading.sentence.start if reading.highlight is None else reading.highlight.start
        when = when_of(reading.article, reading.sentence, at)
        if when is None or not when.told or (when.earliest <= last and first <= when.latest):
            kept.append(reading)
    return kept


def _with(answer: Answer, period: Period) -> Answer:
    return replace(answer, understood=replace(answer.understood, period=period))


def _timeless(question: str, period: AskedPeriod) -> str:
    """The question without its time, or what happened, where nothing else is asked."""
    words = period.without(question)
    if any(sign.isalnum() for sign in words):
        return words
    return what_happened((), arabic=ARABIC.search(question) is not None)
