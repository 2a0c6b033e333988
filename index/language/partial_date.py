"""A date as far as it is known: 2018, 2018-02, 2018-02-05 or 2018-02-05T10:00:00+00:00; and today's."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Self

_CUT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(:\d\d)?([+-]\d\d:\d\d(?::\d\d)?|Z)?)?)?)?", re.ASCII)
_DAY = 24 * 60 * 60


class Precision(IntEnum):
    """How much of a date is known; the finer, the larger."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 4
    SECOND = 5


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as far as it is known, for filters and for telling which of two articles is newer.

    Dates compare by the last second that they may mean, clocks with a zone in UTC and clocks without one as if they
    were in UTC; of two that end with the same second, the one known more precisely is the newer. Two that agree in both
    are equal, as 10:00+00:00 and 12:00+02:00 are.

    Attributes:
        ends: the last second it may mean, counted from the first day of the calendar in UTC.
        precision: how much of it is known.
        earliest, latest: first and last day it may mean, both included, as they are written: in its own zone.
    """

    ends: int
    precision: Precision
    earliest: date = field(compare=False)
    latest: date = field(compare=False)

    @classmethod
    def parse(cls, iso: str) -> Self:
        """The date in `iso`, in the form that `parse_date` gives: ISO 8601, cut to what is known.

        Raises:
            ValueError: it is in another form, or no such day or time exists.
        """
        match = _CUT.fullmatch(iso)
        if match is None:
            raise ValueError(f"{iso[:100]!r} is no date of the form 2018, 2018-02, 2018-02-05 or 2018-02-05T10:00:00")
        year, month, day, _, seconds, _ = match.groups()
        known = Precision(sum(part is not None for part in match.groups()[:5]))
        if known <= Precision.DAY:
            earliest = date(int(year), int(month or 1), int(day or 1))
            last_month = int(month or 12)
            latest = date(int(year), last_month, int(day or calendar.monthrange(int(year), last_month)[1]))
            return cls(latest.toordinal() * _DAY + _DAY - 1, known, earliest, latest)
        moment = datetime.fromisoformat(iso)
        offset = moment.utcoffset()
        clock = moment.hour * 3600 + moment.minute * 60 + (moment.second if seconds else 59)
        ends = moment.toordinal() * _DAY + clock - (0 if offset is None else int(offset.total_seconds()))
        return cls(ends, known, moment.date(), moment.date())


def utc_today() -> date:
    """Today's date in UTC."""
    return datetime.now(UTC).date()
