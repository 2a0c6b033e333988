"""Stretches of a sentence that could answer a question of some kind: figures, times, names of people and of places."""

import calendar
import re
from collections import deque
from collections.abc import Iterable, Iterator

from index.language.text import fold, script_language, words
from index.query.question import Kind, Measure
from index.reading.arabic_candidates import arabic_candidates
from index.records import Span

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen"
).split()
_WORD = "|".join(_UNITS)
_DIGITS = r"[$€£]?\d+(?:[.,]\d+)*(?:\s?%)?"
# The things counted, so that "at least 15 people" is marked and not "15" alone.
_PEOPLE = r"(?:people|children|men|women|persons|dead|deaths|injured|wounded|others|injuries|casualties|police)"
_NOUN = rf"(?:{_PEOPLE}|(?!was|has|is|as|this|his|its|us|does|perhaps|besides|across|towards|afterwards)[a-zà-ÿ-]{{2,60}}s)(?!\w)"
_ADJECTIVES = (
    r"(?:\s{1,9}(?!were|was|are|have|has|had|and|of|in|on|at|to|from|who|that|by|for|with|after|when|as|or|but|is|died|"
    r"killed|injured|wounded|been|dead|more|other|others|a|the|out)[a-zà-ÿ’'-]{1,60}){0,2}?"
)
_THINGS = (
    rf"(?:\s{{1,9}}of (?:them|these|those)\b(?:\s{{1,9}}{_PEOPLE}(?!\w))?|\s{{1,9}}of (?:the|his|her|their|its)\s{{1,9}}{_NOUN}|\s{{1,9}}per ?cent\b"
    rf"|(?:\s{{1,9}}(?:more|other|others))?{_ADJECTIVES}\s{{1,9}}{_NOUN})"
)
_FIGURE = (
    rf"(?:(?:half )?(?:a |an )(?:hundred|thousand|million|billion|dozen|couple|third|quarter|half)"
    rf"|(?:(?:tens|dozens|scores|hundreds|thousands) of (?:thousands|millions)|dozens|scores|hundreds|thousands|millions)"
    rf"(?:\s{{1,9}}of{_ADJECTIVES}\s+{_NOUN})?"
    rf"|several|no one|nobody|none|half|(?:{_DIGITS}|(?:{_WORD})(?:-(?:{_WORD})){{0,4}}))"
)
_MORE = rf"(?:(?:\s{{1,9}}and)?\s{{1,9}}(?:{_WORD}|per cent|percent|metres|meters|kilometres|kilometers|km|m)(?![\w-])){{0,9}}"
_BEFORE = (
    r"(?:(?:at least|at most|more than|less than|fewer than|no more than|no fewer than|up to|as many as|an estimated|"
    r"a total of|a family of|families of|group of|well over|just over|just under|over|under|nearly|almost|about|around|"
    r"roughly|some|approximately|only|another|an additional|close to|the)\s{1,9}){0,6}"
)
_RANGE = rf"(?:\s{{0,9}}(?:to|or|–|-)\s{{0,9}}(?:{_DIGITS}|{_WORD})(?!\w))?"
_COUNT = re.compile(rf"(?<![\w$€£.,-])(?:{_BEFORE})(?:{_FIGURE})(?![\w])(?!-(?:storey|story|year|month|day|week|hour|"
                    rf"minute|old|long|strong|member))(?:{_MORE})(?:{_RANGE})(?:{_MORE})(?:{_THINGS})?",
                    re.IGNORECASE)  # fmt: skip
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PERIOD = (
    r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|summer|winter|spring|autumn|morning|evening)s?"
)
_TIME = re.compile(
    rf"\b(?:(?:on|in|at|since|until|by|before|after|from|late|early|during|around|about|shortly|just)\s{{1,9}}){{0,4}}(?:"
    rf"(?:the (?:night|morning|evening|afternoon|early hours) of\s+)?(?:{_WEEKDAY}(?:s)?(?:,? (?:morning|afternoon|evening|night))?,?\s*)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d))(?:,? (?:19|20)?\d\d\b)?"
    rf"|{_MONTH},? (?:of )?(?:19|20)\d\d|(?:(?:mid|late|early)[- ])?(?:19|20)\d\ds?\b"
    rf"|(?:last|this|next|past|every|previous|following)\s+(?:{_WEEKDAY}|{_MONTH}|{_PERIOD})(?:\s+(?:morning|afternoon|evening|night))?"
    rf"|{_WEEKDAY}s?(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:yesterday|today|tonight|tomorrow|midnight|noon|dawn|dusk|sunrise|sunset)\b(?: (?:morning|afternoon|evening|night|on {_WEEKDAY}))?"
    rf"|(?:a\.m\.|p\.m\.)|\d{{1,2}}(?:[:.]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|am|pm|GMT|hours)(?!\w)(?: (?:on )?{_WEEKDAY})?|\d{{1,2}}:\d\d"
    rf"|(?:nearly |almost |about |around |more than |over |some )?(?:\d+|{_WORD}|a few|several|a|an) {_PERIOD} (?:ago|earlier|later|before|after)"
    rf"|(?:January|February|March|April|June|July|August|September|October|November|December)\b)",
    re.IGNORECASE,
)
_NAMED = r"(?:(?:al|el|as|an|at|ar|ad)-)?[^\W\d_a-zà-ÿ](?:[\w.’'-]*\w)?"
_JOIN = r"(?:\s+(?:al|el|as|an|of|the|de|la|le|del|bin|ibn|abu|van|von|der|da|dos))*"
_NAME = re.compile(
    rf"\b{_NAMED}(?:(?<=\b[^\W\d_])\.|(?<=\b[DM]r)\.|(?<=\bMrs)\.)?(?:{_JOIN}\s+(?:{_NAMED}(?:(?<=\b[^\W\d_])\.)?|\([A-Z][\w-]*\)))*"
)
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|to|of|outside|across|around|towards?|into|over|between|via|through|throughout|beside|"
    r"northern|southern|eastern|western|central|north|south|east|west)|(?:town|city|village|province|district|capital|"
    r"region|state|port|neighbou?rhood|island|area)s?(?: of)?)\s+(?:the\s+)?(?:(?:town|city|village|province|district|port|"
    r"region|state|island|suburb|area)s?\s+of\s+)?$",
    re.IGNORECASE,
)
_PLACE_AFTER = re.compile(
    r"^\s+(?:province|city|town|district|village|region|area|street|square|island|state)\b", re.IGNORECASE
)
_BESIDE = 200
"""Characters on either side of a name that are looked at."""


def candidates(kind: Kind, text: str, sentence: Span, measure: Measure | None = None) -> list[Span]:
    """Stretches of `sentence` with the form of an answer of `kind`, in order; none for kinds without a form.

    Args:
        measure: for a COUNT, what the figure measures; figures that measure something else are left out.
    """
    stretch = text[sentence.start : sentence.end]
    found: Iterable[tuple[int, int]]
    if script_language(stretch) == "ar":
        found = arabic_candidates(kind, stretch, measure)
    elif kind is Kind.COUNT:
        found = _measured(stretch, Measure.NUMBER if measure is None else measure)
    elif kind is Kind.TIME:
        found = (m.span() for m in _TIME.finditer(stretch))
    elif kind is Kind.PERSON:
        found = _names(stretch)
    elif kind is Kind.PLACE:
        found = _places(stretch)
    else:
        return []
    return [Span(sentence.start + start, sentence.start + end) for start, end in found if start < end]


def _measured(text: str, measure: Measure) -> Iterator[tuple[int, int]]:
    if measure is Measure.AGE:
        yield from (m.span() for m in _AGE.finditer(text))
    elif measure is Measure.DURATION:
        yield from (m.span() for m in _DURATION.finditer(text))
    else:
        wanted = _FORMS.get(measure)
        for start, end in _figures(text):
            if wanted is not None and not wanted.search(text[start : end + 12]):
                continue
            if measure is Measure.NUMBER and _MONEY.search(text[start:end]):
                continue
            yield start, end


def _figures(text: str) -> Iterator[tuple[int, int]]:
    times = deque(m.span() for m in _TIME.finditer(text))
    for match in _COUNT.finditer(text):
        start, end = match.span()
        while times and times[0][1] < end:
            times.popleft()
        if not times or start < times[0][0]:
            yield start, end


_AGE = re.compile(
    r"\b\d{1,3}-year-old|(?<=, )\d{1,3}(?=,|\s*$|\.)|(?<=\()\d{1,3}(?=\))|\b(?:aged|age)\s+\d{1,3}\b"
    r"|(?<=was )\d{1,3}(?= and| when|,|\.)|\b\d{1,3} years old"
)
_DURATION = re.compile(
    rf"(?<!\w)(?<!\d[.,])(?:{_BEFORE})(?:{_DIGITS}|(?:{_WORD})(?:-(?:{_WORD})){{0,4}}|a|an|several)(?:{_RANGE})(?:[ -](?:and a half))?"
    r"[ -](?:second|minute|hour|day|night|week|month|year|decade)s?(?:(?:,| and) \w+ (?:minute|hour|day|week|month)s?)?(?! ago)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£]|\b(?:dollar|euro|pound|rupee|lira|peso|franc|dinar|riyal)", re.IGNORECASE)
_FORMS = {
    Measure.MONEY: _MONEY,
    Measure.SHARE: re.compile(r"%|\bper ?cent\b|\b(?:third|quarter|half|tenth|fifth)", re.IGNORECASE),
    Measure.EXTENT: re.compile(
        r"\b(?:k?m|metres?|meters?|kilomet\w+|miles?|feet|foot|hectares?|acres?|square|tonnes?|tons?|magnitude|mph)\b|\d",
        re.IGNORECASE,
    ),
}


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; nothing in upper-case text, where a capital says nothing."""
    if text.upper() == text:
        return
    for number, match in enumerate(_NAME.finditer(text)):
        found = list(words(match.group()))
        before = text[max(0, match.start() - _BESIDE) : match.start()].rstrip()
        opening = (number == 0 and not re.search(r"\w", text[: match.start()])) or before[-1:] in tuple("“\"‘':")
        while found and (found[0].folded in _CALENDAR or (opening and found[0].folded in _PLAIN)):
            found.pop(0)
        while found and found[-1].folded in _CALENDAR:
            found.pop()
        if found:
            end = match.start() + found[-1].end
            closed = text[end : end + 1] == ")" and "(" in match.group()
            end = end + 1 if closed else end - 2 * text.endswith(("’s", "'s"), 0, end)
            yield match.start() + found[0].start, end


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Names after a word of place, or before one, and those that are listed with them ("in A, B and C")."""
    last = -1
    for start, end in _names(text):
        listed = last >= 0 and _LISTED.fullmatch(text[last:start]) is not None
        if (
            listed
            or _PLACE_BEFORE.search(text[max(0, start - _BESIDE) : start])
            or _PLACE_AFTER.match(text[end : end + _BESIDE])
        ):
            yield start, end
            last = end


_LISTED = re.compile(
    r",?\s{0,9}(?:and|or|as well as|&)?(?: in)?(?: the)?(?: (?:cities|towns|villages|city|town) of)?\s{0,9}"
)
_CALENDAR = frozenset(fold(name) for name in (*calendar.month_name, *calendar.day_name) if name)
_PLAIN = frozenset(
    """the a an in on at by for from after before when while as if but and or he she it they we i his her its their this
    that these those there here some many most several one two three four five six seven eight nine ten no not more than
    last next since until during under over about around according airstrikes activists members officials police
    residents witnesses rescue local government opposition video meanwhile however earlier later both all any each
    what who where why how yes also another other among despite with without only just even still then now""".split()
)
