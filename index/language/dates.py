"""Dates as people and machines write them, cut to the precision they give."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from index.language.partial_date import PartialDate, utc_today
from index.language.worded_dates import clock_beside, named_month_date, numbers_beside_a_clock, weekdays, worded_date

_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s?(?P<half>[AP])\.?M\.?)?\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
)
_ISO = re.compile(
    rf"(?P<year>[12]\d{{3}})(?:-(?P<month>\d{{1,2}})(?:-(?P<day>\d{{1,2}})(?:[T ]\s?{_CLOCK})?)?)?", re.IGNORECASE
)
_COMPACT = re.compile(
    r"(?P<year>[12]\d{3})(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:[T ]?(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    rf"(?P<one>\d{{1,4}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark)(?P<three>\d{{1,4}})(?:(?:T|,? ){_CLOCK})?",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3,9}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}(?::\d{2})? ?(?:[+-]\d{4}|[A-Za-z]{1,5})?"
)
# A date in digits beside other words, its year written in full; 2018年2月5日 as well.
_NUMBERED = re.compile(
    r"(?<![\d./:-])(?:"
    r"(?P<one>\d{4}|\d{1,2}(?=[./-]\d{1,2}[./-]\d{4}))(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<three>\d{1,4})"
    r"|(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월](?: ?(?P<day>\d{1,2}) ?[日일号號])?"
    r")(?![./-]?\d)"
)
# "Mon, 05 Mar 24", "5-Mar-24", "Mar 5, '24": the month is a word, so that two figures alone can only be the year.
_SHORT_YEAR = re.compile(
    r"^(?P<before>(?:[^\W\d]{2,12}\.?,? )?\d{1,2}(?:\. ?|[ -])[^\W\d]{3,12}\.?,?[ -]|[^\W\d]{3,12}\.? \d{1,2},? )"
    r"['’]?(?P<year>\d{2})(?=$|[ ,T])"
)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_EPOCHS_FROM = datetime(1990, 1, 1, tzinfo=UTC)
# 1612311030 is more likely 10:30 on the last day of 2016 than a second of 2021.
_SHORT_COMPACT = re.compile(r"(\d\d)(\d\d)(\d\d)(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
_FIRST_YEAR = 1700  # newspapers are hardly older; 1396 and 1439 are years of other calendars
_LONGEST = 100


def parse_date(text: str) -> str | None:
    """ISO 8601 of a date, cut to what is known: 2018, 2018-02, 2018-02-05 or 2018-02-05T10:00:00+00:00.

    A time without a zone stays without one. A date of three numbers is read where only one reading fits: `29/06/2016`,
    `12/31/16`, and with dots, where the day goes first, `05.03.2019`; or where the day of the week beside it leaves one.
    `03/02/2018` is the year only, whatever stands beside it: nobody knows whether it is March; `03/02/18` is None. So
    are relative dates ("two hours ago"), dates without a year, and years before 1700 or after the next one, which are
    those of another calendar or a slip.
    """
    text = "".join(one for one in text[: 4 * _LONGEST] if unicodedata.category(one) != "Cf")
    if not text.isascii() and (match := _SLASHED.fullmatch(text.strip())) and len(match["one"] + match["three"]) < 5:
        return None  # the last two figures of a year, of which calendar nobody knows
    text = " ".join(text.translate(ASCII_DIGITS).split()).strip(" ,;")
    found = _parsed(text) if text and len(text) <= _LONGEST else None
    return found if found is not None and _FIRST_YEAR <= int(found[:4]) <= utc_today().year + 1 else None


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> str | None:
    text = _SHORT_YEAR.sub(_whole_year, text)
    readers = (_iso, _numeric, _mail, _surrounded, worded_date, named_month_date)
    return next((found for read in readers if (found := read(text))), None)


def _whole_year(match: re.Match[str]) -> str:
    """The year in full, with spaces around the month: the last one with these figures that has begun."""
    year = int(match["year"])
    century = 2000 if 2000 + year <= utc_today().year else 1900
    return f"{match['before'].replace('-', ' ')}{century + year}"


def parse_limit(text: str) -> str | None:
    """A date that a person sets as a limit, which may lie ahead where it is typed as 2028, 2028-02 or 2028-02-05."""
    try:
        year = PartialDate.parse(text).earliest.year
    except ValueError:
        return parse_date(text)
    return text if year >= _FIRST_YEAR else None


ASCII_DIGITS = {ord(digit): str(number % 10) for number, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
"""For `str.translate`: Arabic-Indic and Persian digits, which calendars of the region use, to ours."""


def _iso(text: str) -> str | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    parts = [int(match[name]) for name in ("year", "month", "day") if match[name]]
    if not _exists(*parts):
        return None
    return "-".join(f"{part:02}" for part in parts) if match["hour"] is None else _with_clock(date(*parts), match)


def _numeric(text: str) -> str | None:
    """20180205, 201802051030, 2018/2/5, 25.02.2018 15:07, and seconds or milliseconds since 1970."""
    if match := _COMPACT.fullmatch(text):
        parts = [int(match[name]) for name in ("year", "month", "day")]
        if _exists(*parts):
            return _with_clock(date(*parts), match)
    if _EPOCH.fullmatch(text):
        return _moment(text)
    match = _SLASHED.fullmatch(text)
    if match is None:
        return None
    days = _readings(match["one"], match["mark"], match["two"], match["three"])
    return _with_clock(days.pop(), match) if len(days) == 1 else _year(days, match["three"])


def _moment(digits: str) -> str | None:
    """Seconds or milliseconds since 1970, where they are of the time since 1990 and no date in figures fits."""
    short = _SHORT_COMPACT.fullmatch(digits)
    if short is not None and _exists(2000 + int(short[1]), int(short[2]), int(short[3])):
        return None
    moment = datetime.fromtimestamp(int(digits) / (1000 if len(digits) > 10 else 1), UTC)
    if not _EPOCHS_FROM <= moment <= datetime.now(UTC) + timedelta(days=2):
        return None
    return moment.isoformat(timespec="seconds")


def _surrounded(text: str) -> str | None:
    """Mon 05/02/2018, 25.02.2018 г., 05/03/2018 – 10:00: the one date in figures that stands among words or marks.

    A day of the week right beside it decides between two readings, nothing else does. Where other numbers stand beside
    it, it may be the end of a range, and its year is all that is sure.
    """
    match, *others = (*_NUMBERED.finditer(text), None)
    if match is None or others != [None]:
        return None
    before, after = text[: match.start()], text[match.end() :]
    if match["year"] is not None:
        year, month = int(match["year"]), int(match["month"])
        if match["day"] is None:
            sure = _exists(year, month) and not numbers_beside_a_clock(before + " " + after)
            return f"{year:04}-{month:02}" if sure else None
        days = _days(year, [(month, int(match["day"]))])
    else:
        days = _readings(match["one"], match["mark"], match["two"], match["three"])
    if len(days) > 1:
        named = weekdays(before, after)
        days = {day for day in days if day.weekday() in named} or days
    if len(days) != 1 or numbers_beside_a_clock(before + " " + after):
        return _year(days, match["three"] or match["year"])
    day = days.pop()
    return clock_beside(day, f"{before}{day.isoformat()}{after}") or day.isoformat()


def _year(days: set[date], last: str) -> str | None:
    """The year of all these days, where it is written in full behind them."""
    years = {day.year for day in days}
    return f"{years.pop():04}" if len(years) == 1 and len(last) == 4 else None


def _readings(one: str, mark: str, two: str, three: str) -> set[date]:
    """The days that three numbers may mean, year, day or month first; with dots, day first wherever that fits.

    A year of two figures is the last such year that has begun, and is first only where that day is past: nothing is
    published in the future.
    """
    lengths = (len(one), len(three))
    if lengths[0] == 4 and lengths[1] <= 2:
        return _days(int(one), [(int(two), int(three))])
    orders = [(int(two), int(one)), (int(one), int(two))]
    if mark == "." and int(two) <= 12:
        orders = orders[:1]
    if lengths[1] == 4 and lengths[0] <= 2:
        return _days(int(three), orders)
    if lengths[0] > 2 or lengths[1] != 2:
        return set()
    today = utc_today()
    century = 2000 if 2000 + int(three) <= today.year else 1900
    found = _days(century + int(three), orders)
    if mark != "." and lengths[0] == 2:
        found |= {day for day in _days(2000 + int(one), [(int(two), int(three))]) if day <= today}
    return found


def _days(year: int, orders: Iterable[tuple[int, int]]) -> set[date]:
    return {date(year, month, day) for month, day in orders if 1000 <= year < 3000 and _exists(year, month, day)}


def _with_clock(day: date, match: re.Match[str]) -> str:
    """The day with the clock beside it; the day alone where there is none, or where it is out of range (24:00)."""
    if match["hour"] is None:
        return day.isoformat()
    hour, half = int(match["hour"]), (match.groupdict().get("half") or "").upper()
    if half and not 1 <= hour <= 12:
        return day.isoformat()
    hour = hour % 12 + 12 * (half == "P") if half else hour
    zone = (match["zone"] or "").upper()
    zone = "+00:00" if zone in {"Z", "UTC", "GMT"} else zone
    try:
        clock = f"{hour:02}:{match['minute']}:{match['second'] or '00'}{zone}"
        return datetime.fromisoformat(f"{day.isoformat()}T{clock}").isoformat(timespec="seconds")
    except ValueError:
        return day.isoformat()


def _mail(text: str) -> str | None:
    """Mon, 05 Feb 2018 10:00:00 GMT, as feeds write it."""
    if not _MAIL.fullmatch(text):  # the parser takes more than that, and reads 3:21 PM as 03:21
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return moment.isoformat(timespec="seconds") if str(moment.year) in text else None  # of 0018 it makes 2018


def _exists(year: int, month: int = 1, day: int = 1) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
