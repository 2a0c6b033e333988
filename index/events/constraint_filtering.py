"""Readings kept to the place, the day and the time that a question asks about; others answer nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.answer_metadata import Period
from index.events.event_time import EventTime, days_of_figures, event_time_of, nearest_time, times_in, times_of
from index.events.figure_matching import asked_figures, figures_of_other_deeds, placed_figures
from index.events.name_spans import is_named
from index.language.partial_date import PartialDate
from index.language.quote_times import is_in_quotation, is_unambiguous, mentions_future
from index.language.time_normalization import CalendarDate, Season, Weekday
from index.language.time_tagging import Lead, TimePhrase
from index.query.query import Kind, Measure, Query
from index.query.time_constraint import REPORTED_WITHIN
from index.reading.sentence_reader import Reading
from index.records import Article, Span

ELSEWHERE = 0.5
"""What the figure of another place or day keeps of its probability: never enough to answer."""

_OTHER_WORDS = frozenset({3, 5, 8})
"""Months whose names are other words as well: march, may, august."""


def keep_place(query: Query, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, most probable first, each marked by the figure of the place asked about where it has one."""
    where = query.place if query.asks_for_figure else None
    if where is None or not where.located:
        return list(readings)
    articles = {reading.article.id: reading.article for reading in readings}
    naming = {known for known, article in articles.items() if is_named(where, article)}
    looked_at = [
        _by_place(query, reading) if reading.article.id in naming else reading.less_likely(ELSEWHERE)
        for reading in readings
    ]
    return sorted(looked_at, key=lambda reading: -reading.probability)


def _by_place(query: Query, reading: Reading) -> Reading:
    article, sentence, marked = reading.article, reading.sentence, reading.highlight
    if marked is None:
        return reading
    in_mark = [one for one in placed_figures(query, article, sentence) if one.figure.span.overlaps(marked)]
    asked = asked_figures(query, article, sentence)
    if len(in_mark) == 1 and in_mark[0] in asked:
        return reading
    if len(asked) == 1 and asked[0].sure:
        return reading.marking(asked[0].figure.span)
    others = figures_of_other_deeds(query, article, sentence)
    if in_mark and all(one.elsewhere or one in others for one in in_mark):
        return reading.less_likely(ELSEWHERE)
    return reading


def keep_day(query: Query, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, most probable first, each marked by the figure of the day asked about where it has several days'.

    Where no day is asked about none of these is the number, and none is marked.
    """
    if query.kind is not Kind.COUNT or query.measure is not Measure.NUMBER:
        return list(readings)
    day = _AskedDays.of(query.period) if query.period is not None else _day_in(query)
    looked_at = [_by_day(query, day, reading) for reading in readings]
    return sorted(looked_at, key=lambda reading: -reading.probability)


def _by_day(query: Query, asked_day: "_AskedDays | Weekday | CalendarDate | None", reading: Reading) -> Reading:
    article, sentence, marked = reading.article, reading.sentence, reading.highlight
    figures = [one.figure for one in asked_figures(query, article, sentence)]
    days = days_of_figures(article, sentence, figures)
    if not any(days):
        return reading
    if asked_day is None:
        return reading if len(set(days) - {None}) < 2 else reading.marking(None)
    asked = [figure for figure, day in zip(figures, days, strict=True) if day is not None and _is_then(asked_day, day)]
    if len(asked) > 1:
        return reading.marking(None)
    if asked:
        in_mark = marked is not None and asked[0].span.overlaps(marked)
        return reading if in_mark else reading.marking(asked[0].span)
    return reading if None in days else reading.less_likely(ELSEWHERE)


def _day_in(query: Query) -> Weekday | CalendarDate | None:
    """The day that a question names, by the day of the week or of the month; None where it names none."""
    for phrase in query.times:
        said, at_it = phrase.first, phrase.lead in (Lead.NONE, Lead.WITHIN) and phrase.last is None
        if at_it and (isinstance(said, Weekday) or (isinstance(said, CalendarDate) and said.day is not None)):
            return said
    return None


def _is_then(asked: "_AskedDays | Weekday | CalendarDate", when: EventTime) -> bool:
    """Whether a day is the one asked about."""
    day = when.earliest
    match asked:
        case Weekday(number=number):
            return day.weekday() == number
        case CalendarDate():
            return (day.month, day.day) == (asked.month, asked.day) and asked.year in (None, day.year)
        case _AskedDays():
            return asked.meets(when)


def keep_time(query: Query, readings: Sequence[Reading]) -> list[Reading]:
    """The readings whose sentence tells of the time asked about: by the time in it, else by what stands around it.

    Where it need not be named, an article of the week after may tell of what came later, which is left out. One of
    years after tells of the time where its title names it, or the sentence, or what stands before that in its
    paragraph.
    """
    if query.period is None:
        return list(readings)
    asked, tells = _AskedDays.of(query.period), _is_surely_of if query.surely else _may_be_of
    return [one for one in readings if tells(asked, one)]


@dataclass(frozen=True, slots=True)
class _AskedDays:
    """First and last day asked about, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, period: Period) -> "_AskedDays":
        first = date.min if period.after is None else PartialDate.parse(period.after).earliest
        return cls(first, date.max if period.before is None else PartialDate.parse(period.before).latest)

    def meets(self, when: EventTime) -> bool:
        """Whether it may have been then."""
        return when.earliest <= self.last and self.first <= when.latest

    def holds(self, when: EventTime) -> bool:
        """Whether it was then, whichever day of those that are named it was."""
        return self.first <= when.earliest and when.latest <= self.last

    def is_reported(self, when: EventTime) -> bool:
        """Whether an article of those days may report it."""
        return self.first <= when.latest and when.earliest - min(REPORTED_WITHIN, when.earliest - date.min) <= self.last


def _may_be_of(asked: _AskedDays, reading: Reading) -> bool:
    article, sentence = reading.article, reading.sentence
    when = event_time_of(article, sentence, _at(reading))
    if when is None:
        return True
    if when.told or asked.is_reported(when):
        return not when.told or asked.meets(when)
    around = (article.title or "", _before(article, sentence))
    return any(asked.meets(named) for text in around for _, named in times_in(text, article)[-1:])


def _is_surely_of(asked: _AskedDays, reading: Reading) -> bool:
    article, sentence, at = reading.article, reading.sentence, _at(reading)
    text = article.cut(sentence)
    named = nearest_time(times_of(article, sentence), text, at - sentence.start)
    return named is not None and asked.holds(named.when) and _is_certain(article, sentence, named.phrase)


def _is_certain(article: Article, sentence: Span, phrase: TimePhrase) -> bool:
    """Whether a phrase of a sentence means one time to who reads it half a year on at most."""
    text = article.cut(sentence)
    match phrase.last or phrase.first:
        case CalendarDate(year=int(), month=None) | Season(year=int()):
            return phrase.lead is Lead.WITHIN
        case CalendarDate(year=int()):
            return True
        case CalendarDate(day=None, before=False, month=month) if month in _OTHER_WORDS or phrase.lead is Lead.NONE:
            return False
        case CalendarDate():
            return not is_in_quotation(article, sentence, phrase) and not mentions_future(text)
    return is_unambiguous(phrase, text) and not is_in_quotation(article, sentence, phrase)


def _at(reading: Reading) -> int:
    return reading.sentence.start if reading.highlight is None else reading.highlight.start


def _before(article: Article, sentence: Span) -> str:
    """What stands before a sentence in its paragraph."""
    number = article.paragraph_at(sentence.start)
    return "" if number is None else article.text[article.paragraphs[number].span.start : sentence.start]
