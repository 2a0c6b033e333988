"""Time expressions (dates, weekdays, "yesterday", "next month") and the days that they mean to who speaks on a day."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from index.language.time_words import MONTHS

Days = tuple[date, date]
"""First and last day, both included."""

_DAYS_IN_UNIT = {"day": 1, "week": 7, "month": 31, "year": 366}
_SATURDAY, _SUNDAY = 5, 6
_JUST_GONE = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as far as it is said: 5 February 2018, February 2018, 2018, 5 February, February.

    Attributes:
        before: it is the last one that is over ("last February").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    before: bool = False

    def completed(self, other: Self) -> Self:
        """This date with the year, and a bare day with the month, of the date that a range ends with.

        What comes later in a year than that is of the year before: from December to January 2018.
        """
        month = self.month if self.month is not None or self.day is None else other.month
        year = self.year if self.year is not None else other.year
        if self.year is None and year is not None and month is not None and other.month is not None:
            year -= month > other.month
        return replace(self, month=month, year=year)

    def on(self, day: date) -> Days | None:
        """The days that it means for who speaks on `day`, without a year the last such ones; None for no such day."""
        if self.year is not None:
            return self._in(self.year)
        for year in range(day.year, day.year - 9, -1):  # 29 February is every eighth year at least
            days = self._in(year)
            if days is not None and (days[1] < day.replace(day=1) if self.before else days[0] <= day):
                return days
        return None

    @property
    def spellings(self) -> list[str]:
        """As it is written with any name of its month, in English and in Arabic."""
        names = [None] if self.month is None else [name for name, month in MONTHS.items() if month == self.month]
        return [" ".join(str(part) for part in (self.day, name, self.year) if part is not None) for name in names]

    def _in(self, year: int) -> Days | None:
        if self.month is None:
            return date(year, 1, 1), date(year, 12, 31)
        length = calendar.monthrange(year, self.month)[1]
        if self.day is None:
            return date(year, self.month, 1), date(year, self.month, length)
        return None if self.day > length else (date(year, self.month, self.day),) * 2


@dataclass(frozen=True, slots=True)
class Season:
    """Three whole months: 1 is spring from March on, 4 is winter, which has the year of its December.

    Attributes:
        before: it is the last one that is over ("last winter"); else, without a year, the one now or just gone.
    """

    number: int
    year: int | None = None
    before: bool = False

    def completed(self, other: Self) -> Self:
        """This season with the year of the one that a range ends with."""
        return self if self.year is not None else replace(self, year=other.year)

    def on(self, day: date) -> Days | None:
        """Its days; None for one of no year that has not begun since the last one of it was forgotten."""
        if self.year is not None:
            return self._from(self.year)
        for year in (day.year, day.year - 1, day.year - 2):
            first, last = self._from(year)
            if last < day if self.before else first <= day:
                return (first, last) if self.before or day - last < _JUST_GONE else None
        return None

    def _from(self, year: int) -> Days:
        first = date(year, 3 * self.number, 1)
        return first, _months_before(first, -3) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday; `before` or `after` where it cannot be today ("last Saturday")."""

    number: int
    before: bool = False
    after: bool = False

    def on(self, day: date) -> Days | None:
        """The last such day, or the next one after it; `day` included where it may be meant."""
        back = (day.weekday() - self.number) % 7
        if self.after:
            return (day + timedelta(days=7 - back),) * 2
        return (day - timedelta(days=back or (7 if self.before else 0)),) * 2


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """So many days ago: 0 is today, 1 yesterday, -1 tomorrow; `nights` from the day before on ("last night")."""

    ago: int
    nights: int = 0

    def on(self, day: date) -> Days | None:
        """The day."""
        last = day - timedelta(days=self.ago)
        return last - timedelta(days=self.nights), last


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """This week, month or year (`back` 0) of the calendar, the last (1) or the next one (-1); weeks begin on Monday."""

    unit: str
    back: int

    def on(self, day: date) -> Days | None:
        """Its days."""
        if self.unit == "weekend":
            sunday = day - timedelta(days=(day.weekday() - _SUNDAY) % 7 or 7)
            return sunday - timedelta(days=_SUNDAY - _SATURDAY), sunday
        if self.unit == "week":
            first = day - timedelta(days=day.weekday() + 7 * self.back)
            last = first + timedelta(days=6)
        elif self.unit == "month":
            first = _months_before(day.replace(day=1), self.back)
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        else:
            first, last = date(day.year - self.back, 1, 1), date(day.year - self.back, 12, 31)
        return first, last


@dataclass(frozen=True, slots=True)
class RecentPeriod:
    """The last so many hours, days, weeks, months or years, up to now; `vague` where nobody counted ("a few")."""

    count: int
    unit: str
    vague: bool = False

    def on(self, day: date) -> Days | None:
        """From the day on which it begins to `day`."""
        first = _units_before(day, self.count, self.unit)
        return None if first is None else (first, day)


@dataclass(frozen=True, slots=True)
class TimeAgo:
    """So many days, weeks, months or years ago: exact for days, else the calendar week, month or year of it.

    Attributes:
        before: it may be counted from another event ("a day earlier").
    """

    count: int
    unit: str
    before: bool = False

    def on(self, day: date) -> Days | None:
        """The days that it may mean."""
        then = _units_before(day, self.count, self.unit)
        if then is None or self.unit in ("hour", "day"):
            return None if then is None else (then, then)
        if self.unit == "week":
            return then - timedelta(days=3), then + timedelta(days=3)
        if self.unit == "month":
            return then.replace(day=1), then.replace(day=calendar.monthrange(then.year, then.month)[1])
        return date(then.year, 1, 1), date(then.year, 12, 31)


TimeExpression = CalendarDate | Season | Weekday | RelativeDay | CalendarPeriod | RecentPeriod | TimeAgo
"""Words for a time, parsed."""


def resolve_days(said: TimeExpression, day: date) -> Days | None:
    """The days that a time expression means to who speaks on `day`; None where the calendar has none."""
    try:
        return said.on(day)
    except (OverflowError, ValueError):  # before its first year, or after its last
        return None


def _units_before(day: date, count: int, unit: str) -> date | None:
    """`count` units before `day`; None before the first year of the calendar."""
    if count * _DAYS_IN_UNIT.get(unit, 1) >= day.toordinal():
        return None
    match unit:
        case "hour":
            return day - timedelta(days=-(-count // 24))
        case "day" | "week":
            return day - timedelta(days=count * _DAYS_IN_UNIT[unit])
        case "month":
            first = _months_before(day.replace(day=1), count)
        case _:
            first = _months_before(day.replace(day=1), 12 * count)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def _months_before(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
