"""Stretches of time in plain words, for who browses: "week", "last month", "since February 2018", "أسبوع", "شباط 2018".

Without a date a stretch is counted back from the last day of the archive: an old archive has its last week, too.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import PartialDate, parse_date
from index.question_parts import date_part, year_in
from index.records import Span
from index.text import fold
from index.understood import Period

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "يوم": 1, "اسبوع": 7, "شهر": 30, "سنه": 365, "عام": 365}
_STRETCH = re.compile(
    r"(?<!\w)(?:(?:in|for|of|from|في|خلال)\s+)*"
    r"(?P<words>(?:(?:the|this|last|past|latest|آخر|اخر|هذا|هذه)\s+)*"
    r"(?:ال)?(?P<unit>day|week|month|year|يوم|[أا]سبوع|شهر|سنة|عام)(?:\s+(?:ال)?(?:ماضي|ماضية|[أا]خير|[أا]خيرة))?)(?!\w)",
    re.IGNORECASE,
)
_FROM_ON = re.compile(r"since|after|from|منذ|بعد", re.IGNORECASE)
_UNTIL = re.compile(r"before|until|till|by|قبل|حتى", re.IGNORECASE)
_LEAD = re.compile(rf"(?<!\w)(?:{_FROM_ON.pattern}|{_UNTIL.pattern})\s+(?:شهر\s+)?$", re.IGNORECASE)
_BACK = {"today": 0, "اليوم": 0, "yesterday": 1, "امس": 1}


@dataclass(frozen=True, slots=True)
class FoundPeriod:
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


def period_in(text: str, today: date, ends: date | None) -> FoundPeriod | None:
    """The first stretch of time in `text`; None where there is none.

    Args:
        today: what "today" and "yesterday" are counted from.
        ends: the last day that the archive has; None where no article has a date.
    """
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)  # as long as it was
    return _written(text, today, ends or today) or _counted(text, ends)


def _counted(text: str, ends: date | None) -> FoundPeriod | None:
    match = _STRETCH.search(text)
    if match is None:
        return None
    if ends is None:  # there is nothing to count from
        return FoundPeriod(Span(*match.span()), None, None)
    counted = last_days(match["words"], _DAYS[fold(match["unit"])], ends)
    return FoundPeriod(Span(*match.span()), counted.after, counted.before, counted)


def _written(text: str, today: date, ends: date) -> FoundPeriod | None:
    part = date_part(text)
    iso = None if part is None else _iso(text[part.words : part.end], today, ends)
    if part is None or iso is None:
        return None
    # Not every word that may stand before a stretch is one that the pattern of a date takes along.
    said = _LEAD.search(text[: part.words])
    lead, start = ("", part.start) if said is None else (said.group(), min(said.start(), part.start))
    span = Span(start, part.end)
    if _FROM_ON.match(lead):
        return FoundPeriod(span, iso, None)
    if _UNTIL.match(lead):
        return FoundPeriod(span, None, iso)
    return FoundPeriod(span, iso, iso)


def _iso(phrase: str, today: date, ends: date) -> str | None:
    back = _BACK.get(fold(phrase))
    if back is not None:
        return (today - timedelta(days=back)).isoformat()
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|^the\b|^(?:عام|سنة)\b", "", phrase).strip()
    if year_in(plain) is not None:
        found = parse_date(plain)
        return None if found is None else found[:10]
    for year in (ends.year, ends.year - 1):  # the last such day, or month, that the archive can have
        found = parse_date(f"{plain} {year}")
        if found is not None and PartialDate.parse(found).earliest <= ends:
            return found[:10]
    return None
