"""Readings of a question for a number, marked by the figure of the day asked about where a sentence has one a day."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.events.by_place import ELSEWHERE, marked_as
from index.events.event_time import EventTime, days_of_figures
from index.events.figure_matching import asked_figures
from index.interpretation import Period
from index.language.dates import PartialDate
from index.language.moments import CalendarDate, Weekday
from index.language.time_phrases import Lead, time_phrases
from index.query.question import Kind, Measure, Question
from index.reading.sentence_reader import Reading

Then = Callable[[EventTime], bool]
"""Whether a day is the one asked about."""


def keep_day(question: Question, readings: Sequence[Reading], period: Period | None) -> list[Reading]:
    """The readings, most probable first, each marked by the figure of the day asked about where it has several days'.

    Where no day is asked about none of these is the number, and none is marked.

    Args:
        period: the time asked about, where it was read out of the question; else a day may still be named in that.
    """
    if question.kind is not Kind.COUNT or question.measure is not Measure.NUMBER:
        return list(readings)
    then = _named_in(question) if period is None else _in_period(period)
    looked_at = [_of(question, then, reading) for reading in readings]
    return sorted(looked_at, key=lambda reading: -reading.probability)


def _of(question: Question, then: Then | None, reading: Reading) -> Reading:
    article, sentence, marked = reading.article, reading.sentence, reading.highlight
    figures = [one.figure for one in asked_figures(question, article, sentence)]
    days = days_of_figures(article, sentence, figures)
    if not any(days):
        return reading
    if then is None:
        return reading if len(set(days) - {None}) < 2 else replace(reading, highlight=None)
    asked = [figure for figure, day in zip(figures, days, strict=True) if day is not None and then(day)]
    if len(asked) > 1:
        return replace(reading, highlight=None)
    if asked:
        in_mark = marked is not None and asked[0].span.overlaps(marked)
        return reading if in_mark else replace(reading, highlight=marked_as(reading, asked[0].span))
    return reading if None in days else replace(reading, probability=ELSEWHERE * reading.probability)


def _in_period(period: Period) -> Then:
    first = None if period.after is None else PartialDate.parse(period.after).earliest
    last = None if period.before is None else PartialDate.parse(period.before).latest
    return lambda when: (last is None or when.earliest <= last) and (first is None or first <= when.latest)


def _named_in(question: Question) -> Then | None:
    """The day that a question names, by the day of the week or of the month; None where it names none."""
    for phrase in time_phrases(question.text):
        if phrase.lead not in (Lead.NONE, Lead.WITHIN) or phrase.last is not None:
            continue
        match phrase.first:
            case Weekday(number=number):
                return lambda when: when.earliest.weekday() == number
            case CalendarDate(year=year, month=month, day=int(day)):
                return lambda when: (
                    (when.earliest.month, when.earliest.day) == (month, day) and year in (None, when.earliest.year)
                )
    return None
