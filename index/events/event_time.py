"""When that happened which a sentence of an article tells of: by the date in it, else by the day of the article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.events.figure_attachment import FAR, separation
from index.language.partial_date import PartialDate
from index.language.quantities import Figure
from index.language.quote_times import is_unambiguous
from index.language.time_normalization import CalendarDate, RecentPeriod, RelativeDay, Season, Weekday, resolve_days
from index.language.time_tagging import Lead, TimePhrase, time_phrases
from index.query.time_constraint import REPORTED_WITHIN, is_named_after
from index.reading.article_analysis import once_an_article, phrases_of
from index.records import Article, Span

SAME_WITHIN = timedelta(days=3)
"""Articles so near to each other that name no day tell of one event, if all else is the same."""


@dataclass(frozen=True, slots=True)
class EventTime:
    """The days on which an event may have been, both included.

    Attributes:
        told: whether the sentence names them; else they are those of the article.
    """

    earliest: date
    latest: date
    told: bool

    @property
    def iso(self) -> str:
        """The day, month or year, in the form of `Article.published`."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if self.earliest.year == self.latest.year and self.earliest.month == self.latest.month:
            return self.earliest.isoformat()[:7]
        return str(self.earliest.year)

    def near(self, other: "EventTime") -> bool:
        """Whether two reports may be of one day: named days must meet, and an article comes after what it reports."""
        slack = timedelta(days=1) if self.told and other.told else SAME_WITHIN
        if self.earliest - slack <= other.latest and other.earliest - slack <= self.latest:
            return True
        if self.told is other.told:
            return False
        named, reported = (self, other) if self.told else (other, self)
        return named.earliest <= reported.latest and reported.earliest <= named.latest + REPORTED_WITHIN


def event_time_of(article: Article, sentence: Span, at: int) -> EventTime | None:
    """When that was of which `sentence` tells at the offset `at`; None where neither it nor the article says.

    Of several dates in the sentence the one counts that least parts from there; "since 2013" is none of an event.
    """
    named = nearest_time(times_of(article, sentence), article.cut(sentence), at - sentence.start)
    if named is not None:
        return named.when
    published = _published(article)
    return None if published is None else EventTime(published.earliest, published.latest, told=False)


def days_of_figures(article: Article, sentence: Span, figures: Sequence[Figure]) -> list[EventTime | None]:
    """Of each figure of a sentence the day that stands beside it, "eleven on Tuesday"; None where none does."""
    text = article.cut(sentence)
    times = times_of(article, sentence) if figures else ()
    found: list[EventTime | None] = []
    for figure in figures:
        span = figure.span
        named = nearest_time(times, text, span.start - sentence.start, span.end - sentence.start)
        beside = named is not None and named.distance < FAR and named.when.earliest == named.when.latest
        found.append(named.when if named is not None and beside else None)
    return found


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that a sentence names, the words for it, and what parts them from the place in it that was asked about."""

    phrase: TimePhrase
    when: EventTime
    distance: float


def nearest_time(
    times: Sequence[tuple[TimePhrase, EventTime]], text: str, start: int, end: int | None = None
) -> NamedTime | None:
    """Of the times in a text the one of what stands there from `start` to `end`; the first of two as near."""
    end = start if end is None else end
    named = (
        NamedTime(
            phrase,
            when,
            separation(text[phrase.end : start], spoken=True)
            if phrase.end <= start
            else separation(text[end : phrase.words], spoken=False),
        )
        for phrase, when in times
    )
    return min(named, key=lambda one: one.distance, default=None)


@once_an_article
def times_of(article: Article, sentence: Span) -> tuple[tuple[TimePhrase, EventTime], ...]:
    """`times_in` a sentence of an article."""
    return tuple(_times(phrases_of(article, sentence), article.cut(sentence), article))


def times_in(text: str, article: Article) -> list[tuple[TimePhrase, EventTime]]:
    """The times at which something was by a text of an article, in order, each with the words for it."""
    return _times(time_phrases(text), text, article)


def _times(phrases: Iterable[TimePhrase], text: str, article: Article) -> list[tuple[TimePhrase, EventTime]]:
    published = _published(article)
    return [
        (phrase, when)
        for phrase in phrases
        if phrase.lead in (Lead.NONE, Lead.WITHIN) and _is_time(phrase, text) and (when := _resolved(phrase, published))
    ]


# What has its name from a day of the month: the street of 8 March, the revolution of 14 July.
_BESIDE = 200
"""Characters before a time that are looked at."""
_NAMED_AFTER_IT = re.compile(
    r"(?<!\w)(?:ال)?(?:شارع|حركة|ثورة|حي|جسر|جامعة|ساحة|مدرسة|مستشفى|مشفى|لواء|كتيبة|قوى|تحالف)\s+$"
)
_NOT_TOLD_OF = re.compile(r"\b(?:born|founded|established|built)\s+$", re.IGNORECASE)
_SHORT = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""Names of months that without a day or a year are names of people: Jan, Mar Elias."""
_OF_A_MONTH = re.compile(r"\b(?:the|this|that|a|early|late|mid)[\s-]+$|(?<!\w)(?:شهر|ب)\s*$", re.IGNORECASE)


def _is_time(phrase: TimePhrase, text: str) -> bool:
    """Whether words of an article are a time at which something was: not "may", Jan Egeland, the Sunday Times."""
    before = text[max(0, phrase.words - _BESIDE) : phrase.words]
    if is_named_after(phrase, text) or _NAMED_AFTER_IT.search(before):
        return False
    if _NOT_TOLD_OF.search(text[max(0, phrase.start - _BESIDE) : phrase.start]):
        return False
    match phrase.first:
        case CalendarDate(year=int(), month=None):
            return phrase.lead is Lead.WITHIN
        case CalendarDate(year=None, day=None, before=False):
            written = text[phrase.words : phrase.end]
            said = phrase.lead is Lead.WITHIN or _OF_A_MONTH.search(before) is not None
            return said and not written[:1].islower() and written.rstrip(".").lower() not in _SHORT
        case RelativeDay() | Weekday():
            return is_unambiguous(replace(phrase, last=None), text)
    return True


def best_known(days: Iterable[EventTime | None]) -> EventTime | None:
    """When an event was by all its reports: as the one says that names it most narrowly, else when first reported."""
    known = [when for when in days if when is not None]
    return min(known, key=lambda when: (not when.told, when.latest - when.earliest, when.earliest), default=None)


def since(article: Article, sentence: Span) -> timedelta | None:
    """How long before the article that was from which a sentence counts ("since Monday"); None where nothing says."""
    published = _published(article)
    if published is None:
        return None
    for phrase in phrases_of(article, sentence):
        when = _resolved(phrase, published) if phrase.lead is Lead.SINCE else None
        if when is not None:
            return published.latest - when.earliest
    return None


def _published(article: Article) -> PartialDate | None:
    return None if article.published is None else PartialDate.parse(article.published)


def _resolved(phrase: TimePhrase, published: PartialDate | None) -> EventTime | None:
    """The days that a phrase names; None where that hangs on the day of an article without one, or is yet to come."""
    if isinstance(phrase.first, RecentPeriod):  # what is counted over days is none of an event
        return None
    if any(isinstance(said, CalendarDate | Season) and said.year is not None for said in (phrase.first, phrase.last)):
        day = date.max
    elif published is not None:
        day = published.latest
    else:
        return None
    first, last = resolve_days(phrase.first, day), resolve_days(phrase.last or phrase.first, day)
    if first is None or last is None or not first[0] <= min(last[1], day):
        return None
    return EventTime(first[0], last[1], told=True)
