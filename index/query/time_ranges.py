"""Stretches of time in plain words, for who browses: "week", "last month", "since February 2018", "أسبوع", "شباط 2018".

Without a date a stretch is counted back from the last day of the archive: an old archive has its last week, too.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from index.interpretation import Period
from index.language.moments import CalendarDate, Moment, Season, Stretch, Weekday, Whole
from index.language.text import fold
from index.language.time_phrases import Lead, time_phrases
from index.query.time_constraint import is_named_after, period_of
from index.records import Span

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "يوم": 1, "اسبوع": 7, "شهر": 30, "سنه": 365, "عام": 365}
_STRETCH = re.compile(
    r"(?<!\w)(?:(?:in|for|of|from|في|خلال)\s{1,9}){0,4}"
    r"(?P<words>(?:(?:the|this|last|past|latest|آخر|اخر|هذا|هذه)\s{1,9}){0,4}"
    r"(?:ال)?(?P<unit>day|week|month|year|يوم|[أا]سبوع|شهر|سنة|عام)(?:\s+(?:ال)?(?:ماضي|ماضية|[أا]خير|[أا]خيرة))?)(?!\w)",
    re.IGNORECASE,
)

_CAPITAL_BEFORE = re.compile(r"(?:^|\s)[A-Z]\w+\s+$")


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Words for a stretch of time.

    Attributes:
        span: the characters that name it, with the preposition before them.
        after, before: as in Filters.
        counted: set where it is counted back from the last day of the archive.
    """

    span: Span
    after: str | None
    before: str | None
    counted: Period | None = None


def last_days(words: str, days: int, ends: date) -> Period:
    """The last so many days of an archive that ends on `ends`."""
    return Period(words, (ends - timedelta(days=days - 1)).isoformat(), ends.isoformat())


def time_range_in(text: str, today: date, ends: date | None) -> TimeRange | None:
    """The first stretch of time in `text`; None where there is none.

    Args:
        today: what "today", "on Saturday" and "three days ago" are counted from.
        ends: the last day that the archive has, from which stretches and dates without a year are counted back; None
            where no article has a date.
    """
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)  # as long as it was
    return _dated(text, today, ends or today) or _counted(text, ends)


def _dated(text: str, today: date, ends: date) -> TimeRange | None:
    for phrase in time_phrases(text):
        said = phrase.first
        if isinstance(said, Whole) or (isinstance(said, Stretch) and said.count == 1):
            continue  # "last week", as "week" alone
        if is_named_after(phrase, text) or (isinstance(said, Weekday) and not said.before and phrase.lead is Lead.NONE):
            continue
        period = period_of(phrase, text, _counted_from(said, today, ends))
        if period is not None:
            counted = period if isinstance(said, Stretch) else None
            return TimeRange(Span(phrase.start, phrase.end), period.after, period.before, counted)
    return None


def _counted_from(said: Moment, today: date, ends: date) -> date:
    """The day on which `said` is taken to be said; who names a year names it, even one that is yet to come."""
    if isinstance(said, CalendarDate | Season):
        return ends if said.year is None else date.max
    return ends if isinstance(said, Stretch) else today


def _counted(text: str, ends: date | None) -> TimeRange | None:
    match = next((match for match in _STRETCH.finditer(text) if not _is_name(match, text)), None)
    if match is None:
        return None
    if ends is None:  # there is nothing to count from
        return TimeRange(Span(*match.span()), None, None)
    counted = last_days(match["words"], _DAYS[fold(match["unit"])], ends)
    return TimeRange(Span(*match.span()), counted.after, counted.before, counted)


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether a unit of time is part of a name: Victory Day, New Year."""
    return (
        match["words"] == match["unit"]
        and match["unit"].istitle()
        and _CAPITAL_BEFORE.search(text[: match.start()]) is not None
    )
