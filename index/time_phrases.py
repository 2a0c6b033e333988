"""Words for times in a text, English and Arabic; what they mean on a day is in `index.moments`. Pure functions.

A library's search for dates reads "may", "the Sunday Times" and "three days in" as dates and knows no periods (see
tests/bench/README.md), so the patterns here are narrow, and what they do not know stays words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from index.moments import Ago, CalendarDate, Day, Moment, Stretch, Weekday, Whole
from index.text import folded_letters
from index.time_tables import DUALS, MONTHS, NUMBERS, ORDINALS, UNITS, WEEKDAYS, any_of


class Lead(Enum):
    """What stands before a time."""

    NONE = "none"
    WITHIN = "within"
    SINCE = "since"
    AFTER = "after"
    UNTIL = "until"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Words for a time, or for the two ends of one.

    Attributes:
        start, words, end: offsets; from `start` on with what stands before it ("since"), from `words` on without.
        lead: what stands before it, and `lead_word` that word, folded.
        last: the second of two ends, else None.
    """

    start: int
    words: int
    end: int
    lead: Lead
    lead_word: str
    first: Moment
    last: Moment | None = None


_MONTH, _WEEKDAY, _UNIT = any_of(MONTHS), any_of(WEEKDAYS), any_of(UNITS)
_NUMBER = rf"(?:{any_of(NUMBERS)}|\d{{1,3}})"
_DUAL = any_of(DUALS)
_YEAR = r"(?:19|20)\d\d(?![\d%]|['’]?s\b|[.,]\d)"
_MONTHS = rf"(?:شهر\s+)?(?:{_MONTH})(?!\w)(?:\s?[/(]\s?(?:{_MONTH})\)?)?"  # also named twice, Levantine and Egyptian
_DATE_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{any_of(ORDINALS)})"
_DASHED = rf"(?:{_DATE_DAY}\s?[-–—]\s?)?"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_PART_BEFORE = r"(?:(?:صباح|مساء|ليل|ليله|ظهر|عصر|فجر)\s+)?"
_PASSED = r"(?:ال)?(?:ماضي|فايت|منصرم|اخير|سابق)(?:ه|ين|ان)?"
_COMING = r"(?:ال)?(?:قادم|مقبل)(?:ه|ين|ان)?"
_OF_ITS_OWN = r"(?!\w|\s+of\b|['’]s\b)"  # not "the last week of", "last year's"
_COUNTED = r"(?!\w|\s+(?:[a-z]\w*s|people|men|women|children|شخص|مدني|قتيل|دولار|ليره|نازح|عايله|جريح|طفل)\b)"

_SAID = rf"""(?:
      (?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\w-])
    | (?P<days>{_DASHED}{_DATE_DAY})\s+(?:of\s+|من\s+)?(?P<month>{_MONTHS})(?:,?\s+(?:عام\s+|سنه\s+)?(?P<year>{_YEAR}))?(?!\w)
    | (?:ب(?=\w))?(?P<month2>{_MONTHS})\s+(?P<days2>{_DASHED}{_DATE_DAY})(?!\w|[.:]\d)(?:,?\s+(?P<year2>{_YEAR})(?!\w))?
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
    | (?P<ago7>قبل)\s+(?:(?P<count7>{_NUMBER})\s+(?P<unit7>{_UNIT})|(?P<dual7>{_DUAL})|(?P<unit8>يوم|اسبوع|شهر|سنه|عام))(?!\w|\s+\d)
    | (?P<ahead2>the\s+day\s+after\s+tomorrow|بعد\s+غد) | (?P<ahead1>tomorrow|غدا)(?!\w)
    | next\s+(?P<next>week|month|year){_OF_ITS_OWN} | (?P<next2>الاسبوع|الشهر|العام|السنه)\s+{_COMING}(?!\w)
    | last\s+(?P<calendar>week|month|year|weekend){_OF_ITS_OWN} | (?P<calendar2>الاسبوع|الشهر|العام|السنه)\s+{_PASSED}(?!\w)
    | this\s+(?P<current>week|month|year){_OF_ITS_OWN} | هذ[اه]\s+(?P<current2>الاسبوع|الشهر|العام|السنه)(?!\w)
    | (?P<current3>الاسبوع|الشهر|العام|السنه)\s+(?:الحالي|الجاري)ه?(?!\w)
    | (?P<called>(?:عام|سنه)\s+)?(?P<year4>{_YEAR}){_COUNTED}
    )"""
_TELLING = frozenset(
    word for names in (MONTHS, WEEKDAYS, UNITS, DUALS) for name in names for word in name.rstrip(".").split()
) | frozenset(
    """yesterday today tonight tomorrow morning afternoon evening night weekend
    امس البارحه امبارح مبارح اليوم الليله ليله غد غدا""".split()
)
_WORD = re.compile(r"\w+")
# A moment does not begin inside a word, but Arabic writes "and" and the next word as one.
_INSIDE = re.compile(r"(?<=[\w./:@-])(?<!\sو)")


@cache
def _moment() -> re.Pattern[str]:
    """What a moment is said in; made when a text first has a word for one, since it takes its time."""
    return re.compile(_SAID, re.VERBOSE)


def _may_tell(folded: str) -> bool:
    """Whether a text has a number, or a word for a time, before which Arabic may write up to three letters."""
    found = _WORD.findall(folded)
    return any(word[0].isdigit() or any(word[cut:] in _TELLING for cut in range(4)) for word in found)


_LEADS = {
    Lead.SINCE: "since|منذ",
    Lead.AFTER: "after|بعد",
    Lead.UNTIL: "until|till|up to|through|by|حتي|لغايه",
    Lead.BEFORE: "before|prior to|قبل",
    Lead.WITHIN: "in|on|during|of|at|throughout|within|over|for|from|between|dated|في|خلال|اثناء|طوال|بين|من|بتاريخ|يوم",
}
_QUALIFIED = (
    r"(?:(?:the\s+)?(?:early|late|mid|beginning|start|end|middle|month|night|morning|evening|afternoon|day)"
    r"(?:\s+(?:of|in|on))?[\s-]+|the\s+|(?:اوايل|اواخر|منتصف|بدايه|نهايه|مطلع|شهر|يوم|عامي?|سنه|سنتي)\s+)*"
)
_LEAD = re.compile(
    rf"(?<!\w)و?(?:{'|'.join(f'(?P<{lead.name}>{words})' for lead, words in _LEADS.items())})\s+{_QUALIFIED}$"
)
_TO = r"\s*(?:and|to|until|till|through|[-–—]|وحتي|و|الي|حتي)\s*(?:the\s+)?"
_RANGE = re.compile(_TO)
_RANGING = frozenset({"between", "from", "بين", "من"})
_BARE_DAY = re.compile(rf"(?<!\w)(?:between|from|بين|من)\s+(?:the\s+)?(?P<day>{_DATE_DAY}){_TO}$")
_ONWARDS = re.compile(r"\s+(?:on(?:wards?)?|فصاعدا|وما\s+بعده)(?!\w)")
_FARTHEST = 60


def time_phrases(text: str) -> Iterator[TimePhrase]:
    """All words for times in `text`, in order; they do not overlap."""
    folded, places = folded_letters(text)
    at = 0 if _may_tell(folded) else len(folded)
    while at < len(folded) and (match := _moment().search(folded, at)) is not None:
        if _INSIDE.match(folded, match.start()):
            at = match.start() + 1
            continue
        at = match.end()
        moments = _moments(match)
        if moments is None:
            continue
        first, last = moments
        begin, lead, word = _lead(folded, match)
        bare = _BARE_DAY.search(folded, max(0, match.start() - _FARTHEST), match.start())
        if bare is not None and isinstance(first, CalendarDate) and last is None:
            begin, lead, word = bare.start(), Lead.WITHIN, "between"
            first, last = CalendarDate(day=_number(bare["day"])).completed(first), first
        elif last is None and (word in _RANGING or folded[at : at + 1] in "-–—"):
            last, at = _other_end(folded, at)
            if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
                first = first.completed(last)
        onwards = _ONWARDS.match(folded, at) if last is None and word in ("from", "من") else None
        if onwards is not None:
            lead, at = Lead.SINCE, onwards.end()
        # With the marks behind its last letter, of which nothing is left in the folded text.
        end = max(places[at - 1] + 1, places[at] if at < len(places) else len(text))
        yield TimePhrase(places[begin], places[match.start()], end, lead, word, first, last)


def _lead(folded: str, match: re.Match[str]) -> tuple[int, Lead, str]:
    """Where the words before a moment begin that say how it is meant, what they say, and the one that says it."""
    found = _LEAD.search(folded, max(0, match.start() - _FARTHEST), match.start())
    if found is None:
        said = match.groupdict()
        named = said["called"] or said["attached"] or said["named"]
        return match.start(), Lead.WITHIN if named else Lead.NONE, "في" if named else ""
    name = str(found.lastgroup)
    return found.start(), Lead[name], found[name]


def _other_end(folded: str, at: int) -> tuple[Moment | None, int]:
    """The moment that "to" or "and" leads to from `at`, and the offset behind it."""
    joined = _RANGE.match(folded, at)
    match = None if joined is None or joined.end() == at else _moment().match(folded, joined.end())
    moments = None if match is None else _moments(match)
    return (None, at) if match is None or moments is None or moments[1] is not None else (moments[0], match.end())


def _moments(match: re.Match[str]) -> tuple[Moment, Moment | None] | None:
    """What a match says, with the other end of a run of days ("3-5 February"); None where there is no such date."""
    said = {
        name if name[:3] in ("ago", "ahe") else name.rstrip("12345678"): text
        for name, text in match.groupdict().items()
        if text
    }
    if "iso" in said:
        return _date(*map(int, said["iso"].split("-")))
    if "month" in said or "year" in said:
        return _calendar(said)
    if "weekday" in said:
        return Weekday(WEEKDAYS[_spaced(said["weekday"])], "before" in said), None
    if "coming" in said:
        return Weekday(WEEKDAYS[_spaced(said["coming"])], after=True), None
    if "night" in said:
        return Day(0, nights=1), None
    for days in (0, 1, 2):
        if f"ago{days}" in said:
            return Day(days), None
        if f"ahead{days}" in said:
            return Day(-days), None
    if "next" in said:
        return Whole(_unit(said["next"]), -1), None
    if "calendar" in said:
        return Whole(_unit(said["calendar"]), 1), None
    if "current" in said:
        return Whole(_unit(said["current"]), 0), None
    vague = said.get("count") in ("few", "several")
    count = 2 if "dual" in said else _number(said.get("count", "1"))
    unit = DUALS[said["dual"]] if "dual" in said else UNITS[said["unit"]]
    if "ago" in said or "ago7" in said:
        return None if vague else (Ago(count, unit, said.get("ago") == "earlier"), None)
    return Stretch(count, unit, vague), None


def _calendar(said: dict[str, str]) -> tuple[Moment, Moment | None] | None:
    year = int(said["year"]) if "year" in said else None
    if "month" not in said:
        return CalendarDate(year), None
    name = re.split(r"\s?[/(]", said["month"].removeprefix("شهر").strip())[0]
    month = MONTHS[_spaced(name)]
    if "days" not in said:
        return CalendarDate(year, month, before="before" in said), None
    first, *rest = (_number(day.strip()) for day in re.split("[-–—]", said["days"]))
    return CalendarDate(year, month, first), CalendarDate(year, month, rest[0]) if rest else None


def _date(year: int, month: int, day: int | None = None) -> tuple[Moment, None] | None:
    return (CalendarDate(year, month, day), None) if 1 <= month <= 12 and day != 0 else None


def _number(text: str) -> int:
    known = NUMBERS.get(_spaced(text), ORDINALS.get(_spaced(text)))
    return int(re.sub(r"\D", "", text)) if known is None else known


def _unit(name: str) -> str:
    return name if name == "weekend" else UNITS[name]


def _spaced(name: str) -> str:
    return " ".join(name.split())
