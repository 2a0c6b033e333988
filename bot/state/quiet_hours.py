"""Hours in which a chat wants no news."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_HOURS, _FARTHEST_MINUTES = 24, 14 * 60
_WRITTEN = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})(?:\s*(?:utc)?\s*([+−-])(\d{1,2})(?::?([0-5]\d))?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours in which nothing is sent: from `start` up to `end`, over midnight where `end` is the smaller.

    Attributes:
        start, end: 0 to 23, on a clock that is `utc_offset` minutes ahead of UTC.

    Raises:
        ValueError: an hour or the offset is none, or the hours are the same.
    """

    start: int
    end: int
    utc_offset: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < _HOURS and 0 <= self.end < _HOURS and self.start != self.end):
            raise ValueError(f"quiet hours are two different hours from 0 to 23, not {self.start} and {self.end}")
        if abs(self.utc_offset) > _FARTHEST_MINUTES:
            raise ValueError(f"no clock is {self.utc_offset} minutes from UTC")

    def holds(self, now: float) -> bool:
        """Whether it is quiet at `now`, in seconds since the epoch."""
        hour = (datetime.fromtimestamp(now, UTC) + timedelta(minutes=self.utc_offset)).hour
        return (hour - self.start) % _HOURS < (self.end - self.start) % _HOURS


def quiet_hours(text: str) -> QuietHours | None:
    """The hours that a person wrote, as in 22-7, 22-7 +3 or 22-7 -0:30; None where these are none."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    minutes = int(match[4] or 0) * 60 + int(match[5] or 0)
    try:
        return QuietHours(int(match[1]), int(match[2]), minutes if match[3] in (None, "+") else -minutes)
    except ValueError:
        return None
