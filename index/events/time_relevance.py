"""Which sentences tell of the time that a question names: by the time in them, else by what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.events.event_time import EventTime, event_time_of, nearest_time, times_in
from index.interpretation import Period
from index.language.dates import PartialDate
from index.language.moments import CalendarDate, Season
from index.language.quote_times import is_spoken, is_sure, looks_ahead
from index.language.time_phrases import Lead, TimePhrase
from index.query.time_constraint import REPORTED_WITHIN
from index.reading.sentence_reader import Reading
from index.records import Article, Span

_OTHER_WORDS = frozenset({3, 5, 8})
"""Months whose names are other words as well: march, may, august."""


@dataclass(frozen=True, slots=True)
class TimeRelevance:
    """What of a time sentences have to tell.

    Attributes:
        period: the time asked about, None where any will do.
        surely: whether it has to be named in the sentence itself, and to mean nothing else.
    """

    period: Period | None = None
    surely: bool = False

    def those(self, readings: Sequence[Reading]) -> list[Reading]:
        """The readings whose sentence does.

        Where it need not be named, an article of the week after may tell of what came later, which is left out. One of
        years after tells of the time where its title names it, or the sentence, or what stands before that in its
        paragraph.
        """
        if self.period is None:
            return list(readings)
        asked, tells = _Asked.of(self.period), _is_surely_of if self.surely else _may_be_of
        return [one for one in readings if tells(asked, one)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """First and last day asked about, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, period: Period) -> "_Asked":
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


def _may_be_of(asked: _Asked, reading: Reading) -> bool:
    article, sentence = reading.article, reading.sentence
    when = event_time_of(article, sentence, _at(reading))
    if when is None:
        return True
    if when.told or asked.is_reported(when):
        return not when.told or asked.meets(when)
    around = (article.title or "", _before(article, sentence))
    return any(asked.meets(named) for text in around for _, named in times_in(text, article)[-1:])


def _is_surely_of(asked: _Asked, reading: Reading) -> bool:
    article, sentence, at = reading.article, reading.sentence, _at(reading)
    text = article.cut(sentence)
    named = nearest_time(times_in(text, article), text, at - sentence.start)
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
            return not is_spoken(article, sentence, phrase) and not looks_ahead(text)
    return is_sure(phrase, text) and not is_spoken(article, sentence, phrase)


def _at(reading: Reading) -> int:
    return reading.sentence.start if reading.highlight is None else reading.highlight.start


def _before(article: Article, sentence: Span) -> str:
    """What stands before a sentence in its paragraph."""
    number = article.paragraph_at(sentence.start)
    return "" if number is None else article.text[article.paragraphs[number].span.start : sentence.start]
