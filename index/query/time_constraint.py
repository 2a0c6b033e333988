"""The time that a question names, which articles may tell of it, and how sure it is that it was meant.

Today is a date in UTC: a question comes without a time zone.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from index.answer_metadata import Period
from index.language.partial_date import PartialDate
from index.language.time_normalization import (
    CalendarDate,
    CalendarPeriod,
    Days,
    RecentPeriod,
    RelativeDay,
    Season,
    TimeAgo,
    TimeExpression,
    Weekday,
    resolve_days,
)
from index.language.time_tagging import Lead, TimePhrase, time_phrases
from index.records import Filters, Span

REPORTED_WITHIN = timedelta(days=7)
"""What happened on a day is reported then, or at most so much later."""

LOOKED_BACK = timedelta(days=183)
"""How long after a time later articles are asked for it: to one of half a year on, "in December" is the last one."""


class Certainty(Enum):
    """How sure it is which time is meant."""

    COUNTED = "counted"
    """It is counted from today: "yesterday", "the last three days"."""
    DATED = "dated"
    """It has its year."""
    GUESSED = "guessed"
    """The year or the week is not said: "on 5 February", "on Saturday", "in May"."""


@dataclass(frozen=True, slots=True)
class TimeConstraint:
    """A time in a question.

    Attributes:
        span: the characters that name it, its preposition and the space before included.
        date: the one day, month or year that it is; None where it is a stretch of time.
        season: whether it is a season, by whose name articles seldom call the time that they tell of.
    """

    span: Span
    period: Period
    surety: Certainty
    date: CalendarDate | None
    season: bool = False

    def without(self, question: str) -> str:
        """The question without it."""
        rest = question[self.span.end :]
        closed = "" if rest[:1] in "?؟？!.,،;؛" else " "  # which is also so at the end
        return f"{' '.join(question[: self.span.start].split())}{closed}{rest.strip()}".strip()

    def narrowed(self, filters: Filters) -> Filters:
        """`filters`, further narrowed to the dates of articles that may report what happened then."""
        after, before = filters.after, filters.before
        if self.period.after is not None and (after is None or _first(after) < _first(self.period.after)):
            after = self.period.after
        if self.period.before is not None:
            reported = _last(self.period.before) + REPORTED_WITHIN
            if before is None or _last(before) > reported:
                before = reported.isoformat()
        return replace(filters, after=after, before=before)

    def looked_back_on(self, filters: Filters) -> Filters | None:
        """`filters`, further narrowed to the half year after it; None where it is not over."""
        if self.period.before is None:
            return None
        last = _last(self.period.before)
        first, end = (last + timedelta(days=1)).isoformat(), (last + LOOKED_BACK).isoformat()
        after, before = filters.after, filters.before
        after = first if after is None or _first(after) < _first(first) else after
        return replace(filters, after=after, before=end if before is None or _last(before) > _last(end) else before)


def time_constraint(question: str, today: date) -> TimeConstraint | None:
    """The first time in a question that filters can be made of; None where there is none, or it is yet to come.

    A day of the week is the last one before today, a date without a year the last one that has begun.
    """
    for phrase in time_phrases(question):
        surety = _surety(phrase, question)
        period = None if surety is None else period_of(phrase, question, today)
        if surety is not None and period is not None:
            season = isinstance(phrase.first, Season)
            return TimeConstraint(_with_space(question, phrase), period, surety, _one_date(period), season)
    return None


def date_in(question: str) -> tuple[Span, PartialDate] | None:
    """The first date in a question with its year, and the characters that name it with their preposition; or None."""
    for phrase in time_phrases(question):
        said = phrase.first
        days = resolve_days(said, date.max) if isinstance(said, CalendarDate) and said.year is not None else None
        at_it = phrase.lead in (Lead.NONE, Lead.WITHIN) and phrase.last is None
        if days is not None and at_it and _surety(phrase, question) is Certainty.DATED:
            return _with_space(question, phrase), PartialDate.parse(_cut(days[0], said))
    return None


def is_of(asked: PartialDate, published: str | None) -> bool | None:
    """Whether an article published then may tell of what happened at `asked`; None where that is not known."""
    if published is None:
        return None
    report = PartialDate.parse(published)
    return report.earliest <= asked.latest + REPORTED_WITHIN and asked.earliest <= report.latest


_MONTH_LEADS = frozenset(
    """in during since until till throughout of between from after before
    في خلال منذ حتي بين من بعد قبل اثناء لغايه""".split()
)
# Months that are other words or names as well.
_AMBIGUOUS = frozenset({3, 5, 8})
_SURE_LEADS = _MONTH_LEADS - frozenset("of from after before من بعد قبل".split())
# What a day of the week or of a month is part of the name of: the Sunday Times, the March 8 movement.
_NAMED_AFTER = re.compile(
    r"\s+(?:times|telegraph|mirror|express|mail|herald|tribune|post|prayers?|sermon|movement|group|revolution|uprising"
    r"|alliance|coalition|brigades?|martyrs?|street|square|university|hospital|bridge)\b"
    r"|['’]s\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_OUTLETS_BEFORE = re.compile(r"\b[A-Z]\w+\s{1,9}$")
_ARABIC_OUTLETS_BEFORE = re.compile(r"(?<!\w)(?:صحيفة|جريدة|مجلة|موقع|قناة)\s+$")


def _surety(phrase: TimePhrase, question: str) -> Certainty | None:
    """How sure it is that a phrase names the time that is asked about; None where that cannot be told."""
    said, lead = phrase.last or phrase.first, phrase.lead
    # "in the march", "in the 2004 flood"
    definite = _DEFINITE.search(question, 0, phrase.words) is not None
    match said:
        case CalendarDate(year=int(), month=None):
            return None if lead is Lead.NONE or definite else Certainty.DATED
        case CalendarDate(year=int(), day=None) if not _LETTER.search(question, phrase.words, phrase.end):
            return None if lead is Lead.NONE else Certainty.DATED  # decree 10/2018
        case CalendarDate(year=int()):
            return Certainty.DATED
        case Season(year=int()):
            return None if lead is Lead.NONE else Certainty.DATED
        case CalendarDate(before=True):
            return Certainty.COUNTED
        case CalendarDate(day=int()):
            named = is_named_after(phrase, question)
            return None if lead is Lead.NONE or named else Certainty.GUESSED
        case CalendarDate():
            ranging = phrase.last is not None
            leads = _SURE_LEADS if said.month in _AMBIGUOUS and not ranging else _MONTH_LEADS
            named = definite or is_named_after(phrase, question)
            return Certainty.GUESSED if phrase.lead_word in leads and not named else None
        case Weekday(before=True):
            return Certainty.COUNTED
        case Weekday():
            named = definite or is_named_after(phrase, question)  # "in the Sunday market"
            return None if lead is Lead.NONE or named else Certainty.GUESSED
        case RelativeDay(ago=0, nights=0):
            begins = question[phrase.words : phrase.end]
            before = question[: phrase.words]
            outlet = (begins == "Today" and _OUTLETS_BEFORE.search(before)) or _ARABIC_OUTLETS_BEFORE.search(before)
            return None if outlet else Certainty.COUNTED
        case TimeAgo(before=True):
            return None
        case _:
            return Certainty.COUNTED


def is_named_after(phrase: TimePhrase, text: str) -> bool:
    """Whether a day or a month is part of a name: the Sunday Times, the March 8 movement."""
    return _NAMED_AFTER.match(text, phrase.end) is not None


def period_of(phrase: TimePhrase, question: str, today: date) -> Period | None:
    """What the words of a phrase mean, each end cut to what is known; an end that is now is left open.

    None where that is yet to come, or no time at all.
    """
    last = _days(phrase.last or phrase.first, today)
    first = last if phrase.last is None or last is None else _days(phrase.first, last[1])
    if first is None or last is None or first[0] > today or first[0] > last[1]:
        return None
    begins, ends = _cut(first[0], phrase.first), _cut(last[1], phrase.last or phrase.first)
    one_day = timedelta(days=1)
    written = " ".join(question[phrase.start : phrase.end].split())
    match phrase.lead:
        case Lead.SINCE:
            return Period(written, begins, None)
        case Lead.AFTER if first[0] == last[1]:
            return Period(written, begins, None)
        case Lead.AFTER if last[1] < today:
            return Period(written, (last[1] + one_day).isoformat(), None)
        case Lead.AFTER:
            return None
        case Lead.UNTIL:
            return Period(written, None, ends)
        case Lead.BEFORE:
            return Period(written, None, (first[0] - one_day).isoformat())
    this_one = isinstance(phrase.first, CalendarPeriod) and phrase.first.back == 0
    return Period(written, begins, None if this_one or isinstance(phrase.first, RecentPeriod) else ends)


def _one_date(period: Period) -> CalendarDate | None:
    if period.after is None or period.after != period.before:
        return None
    year, month, day = (*map(int, period.after.split("-")), None, None)[:3]
    return CalendarDate(year, month, day)


def _days(said: TimeExpression, day: date) -> Days | None:
    """The days that are meant; who asks on a Saturday for "Saturday" means the one a week ago."""
    return resolve_days(replace(said, before=True), day) if isinstance(said, Weekday) else resolve_days(said, day)


def _cut(day: date, said: TimeExpression) -> str:
    """One end of a time, cut to the precision that was said."""
    match said:
        case CalendarDate(day=None, month=None) | CalendarPeriod(unit="year") | TimeAgo(unit="year"):
            return day.isoformat()[:4]
        case CalendarDate(day=None) | Season() | CalendarPeriod(unit="month") | TimeAgo(unit="month"):
            return day.isoformat()[:7]
    return day.isoformat()


def _with_space(question: str, phrase: TimePhrase) -> Span:
    before = question[: phrase.start]
    return Span(len(before.rstrip()), phrase.end)


def _first(iso: str) -> date:
    return PartialDate.parse(iso).earliest


def _last(iso: str) -> date:
    return PartialDate.parse(iso).latest
