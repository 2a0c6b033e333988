"""Patterns of time expressions, English and Arabic: what words say; what they mean on a day is in `time_normalization`.

The patterns meet folded text.
"""

import re
from functools import cache

from index.language.dates import parse_limit
from index.language.time_normalization import (
    CalendarDate,
    CalendarPeriod,
    RecentPeriod,
    RelativeDay,
    Season,
    TimeAgo,
    TimeExpression,
    Weekday,
)
from index.language.time_words import DUALS, MONTHS, NUMBERS, ORDINALS, SEASONS, UNITS, WEEKDAYS, any_of

_MONTH, _WEEKDAY, _UNIT = any_of(MONTHS), any_of(WEEKDAYS), any_of(UNITS)
_NUMBER = rf"(?:{any_of(NUMBERS)}|\d{{1,3}})"
_DUAL = any_of(DUALS)
_YEAR_DIGITS = r"(?:19|20)\d\d"
_YEAR = rf"{_YEAR_DIGITS}(?![\d%]|['’]?s\b|[.,]\d)"
_MONTHS = rf"(?:شهر\s+)?(?:{_MONTH})(?!\w)(?:\s?[/(]\s?(?:{_MONTH})\)?)?"  # also named twice, Levantine and Egyptian
DATE_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{any_of(ORDINALS)})"
_DASHED = rf"(?:{DATE_DAY}\s?[-–—]\s?)?"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_PART_BEFORE = r"(?:(?:صباح|مساء|ليل|ليله|ظهر|عصر|فجر)\s+)?"
_PASSED = r"(?:ال)?(?:ماضي|فايت|منصرم|اخير|سابق)(?:ه|ين|ان)?"
_COMING = r"(?:ال)?(?:قادم|مقبل)(?:ه|ين|ان)?"
_OF_ITS_OWN = r"(?!\w|\s+of\b|['’]s\b)"  # not "the last week of", "last year's"
_COUNTED = r"(?!\w|\s+(?:[a-z]\w*s|people|men|women|children|شخص|مدني|قتيل|دولار|ليره|نازح|عايله|جريح|طفل)\b)"
_SEASON = any_of(SEASONS)
_IN_SEASON = r"(?<!arab\s)(?<!prague\s)(?<!damascus\s)(?<!peace\s)(?P<attached{}>ب(?=\w))?(?:ال)?"  # that are names
_DIGITS = r"\d\d?"
_NUMERIC = (
    rf"{_YEAR_DIGITS}(?:[./-]{_DIGITS}[./-]{_DIGITS}|/{_DIGITS})"
    rf"|{_DIGITS}[./-]{_DIGITS}[./-]{_YEAR_DIGITS}|{_DIGITS}/{_YEAR_DIGITS}|(?:0[1-9]|1[0-2])[.-]{_YEAR_DIGITS}"
)
TO = r"\s*(?:and|to|until|till|through|[-–—]|وحتي|و|الي|حتي)\s*(?:the\s+)?"

_SAID = rf"""(?:
      (?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\w-])
    | (?P<numeric>{_NUMERIC})(?![\w/]|[.:]\d|-\d{{1,2}}(?![\d./-]))
    | {_IN_SEASON.format(1)}(?P<season>{_SEASON})(?:\s+of)?\s+(?:(?:ال)?(?:عام|سنه)\s+)?(?P<year5>{_YEAR})(?:\s?[-–/]\s?(?:\d\d){{1,2}})?(?!\w)
    | {_IN_SEASON.format(2)}(?P<season2>{_SEASON})(?={TO}(?:{_SEASON})(?:\s+of)?\s+(?:{_YEAR}))
    | (?P<before2>last|this\s+past)\s+(?P<season3>{_SEASON}){_OF_ITS_OWN} | this\s+(?P<season4>{_SEASON}){_OF_ITS_OWN}
    | ال(?P<season5>{_SEASON})\s+(?P<before3>{_PASSED})(?!\w) | هذا\s+ال(?P<season6>{_SEASON})(?!\w)
    | (?P<days>{_DASHED}{DATE_DAY})\s+(?:of\s+|من\s+)?(?P<month>{_MONTHS})(?:,?\s+(?:عام\s+|سنه\s+)?(?P<year>{_YEAR}))?(?!\w)
    | (?:ب(?=\w))?(?P<month2>{_MONTHS})\s+(?P<days2>{_DASHED}{DATE_DAY})(?!\w|[.:]\d)(?:,?\s+(?P<year2>{_YEAR})(?!\w))?
    | (?:ب(?=\w))?(?P<month3>{_MONTHS}),?\s+(?:of\s+|(?:من\s+)?(?:عام|سنه)\s+)?(?P<year3>{_YEAR})(?!\w)
    | (?P<before>last|this\s+past)\s+(?P<month4>{_MONTHS}) | (?P<month5>{_MONTHS})\s+(?P<before5>{_PASSED})(?!\w)
    | (?P<attached>ب(?=\w))?(?P<month6>{_MONTHS})
    | (?P<ago2>the\s+day\s+before\s+yesterday|اول\s+(?:من\s+)?امس|اول\s+امبارح)(?!\w)
    | (?P<night>last\s+night|ليله\s+امس|الليله\s+الماضيه)(?!\w)
    | {_PART_BEFORE}(?P<ago1>yesterday|امس|البارحه|ا?مبارح){_PART}(?!\w)
    | {_PART_BEFORE}(?P<ago0>today|tonight|this\s+(?:morning|afternoon|evening)|اليوم|الليله)(?!\w|\s+(?!(?:{_WEEKDAY})(?!\w))ال)
    | (?P<before7>last|this\s+past)\s+(?P<weekday>{_WEEKDAY}){_PART}(?!\w)
    | {_PART_BEFORE}(?:يوم\s+)?(?P<weekday2>{_WEEKDAY})\s+(?P<before8>{_PASSED})(?!\w)
    | this\s+coming\s+(?P<coming>{_WEEKDAY})(?!\w) | {_PART_BEFORE}(?:يوم\s+)?(?P<coming2>{_WEEKDAY})\s+{_COMING}(?!\w)
    | {_PART_BEFORE}(?P<named>يوم\s+)?(?P<weekday3>{_WEEKDAY}){_PART}(?!\w)
    | (?:the\s+)?(?:last|past|previous)\s+(?P<count>{_NUMBER})\s+(?P<unit>{_UNIT})(?!\w)
    | the\s+(?:last|past)\s+(?P<unit2>hour|day|week|month|year){_OF_ITS_OWN}
    | (?:ال)?(?P<unit1>ايام|اسابيع|اشهر|سنوات|ساعات)\s+(?:ال)?(?P<count1>{_NUMBER})\s+{_PASSED}(?!\w)
    | (?:ال)?(?P<dual>{_DUAL})\s+{_PASSED}(?!\w)
    | منذ\s+(?:(?P<count3>{_NUMBER})\s+(?P<unit3>{_UNIT})|(?P<dual3>{_DUAL}))(?!\w|\s+\d)
    | اخر\s+(?:(?P<count4>{_NUMBER})\s+(?P<unit4>{_UNIT})|(?P<dual4>{_DUAL})|(?P<unit5>{_UNIT}))(?!\w)
    | (?P<count6>{_NUMBER})\s+(?P<unit6>{_UNIT})\s+(?P<ago>ago|earlier)(?!\w)
    | (?P<ago7>قبل)\s+(?:(?P<count7>{_NUMBER})\s+(?P<unit7>{_UNIT})|(?P<dual7>{_DUAL})|(?P<unit8>يوم|اسبوع|شهر|سنه|عام))(?!\w|\s+\d|\s+من\s+(?!اليوم|الان))
    | (?P<ahead2>the\s+day\s+after\s+tomorrow|بعد\s+غد) | (?P<ahead1>tomorrow|غدا)(?!\w)
    | next\s+(?P<next>week|month|year){_OF_ITS_OWN} | (?P<next2>الاسبوع|الشهر|العام|السنه)\s+{_COMING}(?!\w)
    | last\s+(?P<calendar>week|month|year|weekend){_OF_ITS_OWN} | (?P<calendar2>الاسبوع|الشهر|العام|السنه)\s+{_PASSED}(?!\w)
    | this\s+(?P<current>week|month|year){_OF_ITS_OWN} | هذ[اه]\s+(?P<current2>الاسبوع|الشهر|العام|السنه)(?!\w)
    | (?P<current3>الاسبوع|الشهر|العام|السنه)\s+(?:الحالي|الجاري)ه?(?!\w)
    | (?P<called>(?:عام|سنه)\s+)?(?P<year4>{_YEAR}){_COUNTED}
    )"""
_MONTH_IN_DIGITS = re.compile(r"\d+[./-]\d+")


@cache
def time_pattern() -> re.Pattern[str]:
    """The pattern of all time expressions; made when a text first has a word for one, since it takes its time."""
    return re.compile(_SAID, re.VERBOSE)


def time_normalization_in(match: re.Match[str]) -> tuple[TimeExpression, TimeExpression | None] | None:
    """What a match says, with the other end of a run of days ("3-5 February"); None where there is no such date."""
    said = {
        name if name[:3] in ("ago", "ahe") else name.rstrip("12345678"): text
        for name, text in match.groupdict().items()
        if text
    }
    if "iso" in said:
        return _date(*map(int, said["iso"].split("-")))
    if "numeric" in said:
        return _numeric(said["numeric"])
    if "season" in said:
        year = int(said["year"]) if "year" in said else None
        return Season(SEASONS[said["season"]], year, "before" in said), None
    if "month" in said or "year" in said:
        return _calendar(said)
    if "weekday" in said:
        return Weekday(WEEKDAYS[_spaced(said["weekday"])], "before" in said), None
    if "coming" in said:
        return Weekday(WEEKDAYS[_spaced(said["coming"])], after=True), None
    if "night" in said:
        return RelativeDay(0, nights=1), None
    for days in (0, 1, 2):
        if f"ago{days}" in said:
            return RelativeDay(days), None
        if f"ahead{days}" in said:
            return RelativeDay(-days), None
    if "next" in said:
        return CalendarPeriod(_unit(said["next"]), -1), None
    if "calendar" in said:
        return CalendarPeriod(_unit(said["calendar"]), 1), None
    if "current" in said:
        return CalendarPeriod(_unit(said["current"]), 0), None
    vague = said.get("count") in ("few", "several")
    count = 2 if "dual" in said else number(said.get("count", "1"))
    unit = DUALS[said["dual"]] if "dual" in said else UNITS[said["unit"]]
    if "ago" in said or "ago7" in said:
        return None if vague else (TimeAgo(count, unit, said.get("ago") == "earlier"), None)
    return RecentPeriod(count, unit, vague), None


def _calendar(said: dict[str, str]) -> tuple[TimeExpression, TimeExpression | None] | None:
    year = int(said["year"]) if "year" in said else None
    if "month" not in said:
        return CalendarDate(year), None
    name = re.split(r"\s?[/(]", said["month"].removeprefix("شهر").strip())[0]
    month = MONTHS[_spaced(name)]
    if "days" not in said:
        return CalendarDate(year, month, before="before" in said), None
    first, *rest = (number(day.strip()) for day in re.split("[-–—]", said["days"]))
    return CalendarDate(year, month, first), CalendarDate(year, month, rest[0]) if rest else None


def _date(year: int, month: int | None = None, day: int | None = None) -> tuple[TimeExpression, None] | None:
    there_is = (month is None or 1 <= month <= 12) and day != 0
    return (CalendarDate(year, month, day), None) if there_is else None


def _numeric(written: str) -> tuple[TimeExpression, None] | None:
    """A date in digits, read as the filters that are typed are; None where there is none.

    13/2/2018 and 2/13/2018 have one reading each; of 3/2/2018, March to some and February to others, the year is sure.
    """
    if _MONTH_IN_DIGITS.fullmatch(written):
        year, month = sorted(map(int, re.split("[./-]", written)), reverse=True)
        return _date(year, month)
    iso = parse_limit(written)
    return None if iso is None else _date(*map(int, iso.split("-")))


def number(text: str) -> int:
    """What a folded number says, in digits or in words."""
    known = NUMBERS.get(_spaced(text), ORDINALS.get(_spaced(text)))
    return int(re.sub(r"\D", "", text)) if known is None else known


def _unit(name: str) -> str:
    return name if name == "weekend" else UNITS[name]


def _spaced(name: str) -> str:
    return " ".join(name.split())
