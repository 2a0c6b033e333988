"""Figures in a sentence, as bounds with the words that say them: "at least 15", "two dozen", "عشرات"; pure.

English ones are found here, Arabic ones in `figures_ar`. Words of number are parsed by text2num; what it has not
("a dozen", "between 10 and 15", "dozens") is here.
"""

import math
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from text_to_num import text2num

from index.language.figures_ar import arabic_figures
from index.language.quantities import Bound, Figure, bounded_figure, range_figure, vague_figure
from index.language.text import script_language
from index.records import Span

_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0, "m": 1e6, "bn": 1e9}
_SMALL = (  # the longer of two that begin alike first
    "seventeen|thirteen|fourteen|fifteen|sixteen|eighteen|nineteen|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|"
    "eighty|ninety|one|two|three|four|five|six|seven|eight|nine|ten"
)
_WORDS = rf"(?:{_SMALL})(?:(?:[\s-]{{1,9}}|(?<=hundred)\s{{1,9}}and\s{{1,9}}|(?<=thousand)\s{{1,9}}and\s{{1,9}}|(?<=million)\s{{1,9}}and\s{{1,9}})(?:{_SMALL}|hundred|thousand|million|billion)(?![\w])){{0,12}}"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = (
    rf"(?>(?:{_DIGITS})(?:[\s-]{{0,9}}(?:hundred|thousand|million|billion|dozen|bn)\b|m\b)?|(?:{_WORDS})(?:\s{{1,9}}dozen)?"
    r"|(?:half a|a|an|one)\s{1,9}(?:dozen|hundred|thousand|million|billion)|a\s{1,9}couple|a\s{1,9}pair)(?!\w)"
)
_VAGUE = {
    "tens": (20, 99), "dozens": (24, 199), "scores": (40, 199), "hundreds": (200, 1_999), "thousands": (2_000, 19_999),
    "millions": (2e6, 2e7), "tens of thousands": (2e4, 99_999), "hundreds of thousands": (2e5, 999_999),
    "tens of millions": (2e7, 1e8), "hundreds of millions": (2e8, 1e9), "several": (2, 19), "a few": (2, 9),
    "a handful": (2, 9), "several dozen": (24, 119), "several hundred": (200, 999), "several thousand": (2_000, 9_999),
    "a few dozen": (24, 119), "a few hundred": (200, 999), "a few thousand": (2_000, 9_999), "nobody": (0, 0), "no one": (0, 0),
    "none": (0, 0),
}  # fmt: skip
_NONE = r"\bno (?=(?:\w+ )?(?:casualties|deaths|fatalities|injuries|injured|dead|victims|wounded|people|civilians|arrests)\b)"
_VAGUE_PATTERN = "|".join(sorted((name.replace(" ", r"\s{1,9}") for name in _VAGUE), key=len, reverse=True))

_LIMITS = (
    (Bound.AT_LEAST, r"at least|a minimum of|no fewer than|not fewer than|no less than|not less than|as many as \d+ or"),
    (Bound.MORE_THAN, r"(?:(?:slightly|a little|far|many|well) )?more than|(?:well )?over|above|upwards of|in excess of"),
    (Bound.AT_MOST, r"at most|up to|as many as|no more than|not more than|a maximum of"),
    (Bound.FEWER_THAN, r"fewer than|less than|under"),
    (Bound.JUST_OVER, r"just over|a little over|slightly over"),
    (Bound.NEARLY, r"nearly|almost|just under|close to|just short of"),
    (Bound.ABOUT, r"about|around|some|roughly|approximately|an estimated|estimated|perhaps|an average of"),
)  # fmt: skip
_BEFORE = "|".join(pattern for _, pattern in _LIMITS)
_AFTER = (
    r"\s{1,9}or\s{1,9}(?:more|fewer|less|so)\b|\s{1,9}at\s{1,9}(?:the\s{1,9})?(?:least|most)\b|\s{0,9}\+|\s{1,9}plus\b"
)
_FIGURE = re.compile(
    rf"(?<![\w.,$€£#+-])(?P<limit>(?:(?:{_BEFORE})\s{{1,9}}){{0,4}})(?P<held>(?:a\s{{1,9}}total\s{{1,9}}of\s{{1,9}}|(?:a|the|one)\s{{1,9}}family\s{{1,9}}of\s{{1,9}}|(?:a\s{{1,9}})?groups?\s{{1,9}}of\s{{1,9}})?)"
    rf"(?:between\s{{1,9}}(?P<from>{_NUMBER})\s{{1,9}}and\s{{1,9}}(?P<till>{_NUMBER})"
    rf"|(?P<low>{_NUMBER})\s{{0,9}}(?:-|–|—|\bto\b|\bor\b)\s{{0,9}}(?P<high>{_NUMBER})(?!-)"
    rf"|(?P<one>{_NUMBER})(?P<after>(?:{_AFTER})?)|(?P<vague>(?:{_VAGUE_PATTERN})(?!\w)))",
    re.IGNORECASE,
)
_NO_THINGS = re.compile(_NONE, re.IGNORECASE)

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_UNITS = (
    r"(?:percent|per\s?cent|%|dollars?|euros?|pounds?|pesos?|lira|cents|kilomet\w+|km|kms|miles?|met(?:re|er)s?|m|cm|mm|feet|foot|ft|inch(?:es)?|"
    r"hectares?|acres?|square|tonnes?|tons?|kilos?|kilograms?|kg|grams?|lit(?:re|er)s?|barrels|gallons|degrees?|megawatts?|mph|kph|knots|"
    r"seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|o['’]?clock|am|pm|[ap]\.\s?m\.?|gmt|utc|hrs|times|"
    r"points?|votes?|goals?|storeys?|stor(?:y|ies)|floors?|millimet\w+|magnitude|st|nd|rd|th)"
)
_NOT_AFTER = re.compile(
    rf"^(?:\s*+-?\s*+(?:\w+-)?{_UNITS}(?![a-z])|\s*+(?:of\s+)?{_MONTHS}(?=\W|$)|-(?:year|month|week|day|hour|minute|old|storey|story|member|strong|kilo|met|mile|man)\w*"
    r"|['’]s\b|[:/]\d|(?<=\d)[a-z]|/|\s+(?:more\s+)?(?:years?|months?|days?)\b|\s+of\s+(?:the|its|his|her|their|these|those|which|my|our|(?:them|whom)(?!\s+(?:in|at|near)\b))\b|\)\s*$)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    rf"(?:\b{_MONTHS}\s{{0,9}}|\baged?(?:\s{{1,9}}(?:between|from))?\s{{1,9}}|[:/]|\b(?:route|highway|road|resolution|article|section|channel|flight|number|nos?\.?|km|page|chapter|boeing|unit|"
    r"room|block|gate|level|phase|magnitude|version|act|law|decree|quarter|round|world war) {1,9}|\bage(?:s|d)? (?:of )?|\bin (?:his|her|their) )$",
    re.IGNORECASE,
)  # fmt: skip
_ONE_BEFORE = re.compile(
    r"\b(?:each|every|this|that|which|the|any|another|for|either|day|no|only|number) {1,9}$", re.IGNORECASE
)
_ONE_AFTER = re.compile(r"\s+(?:another|day|side|time|after|by|such|thing)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d{2}$")
_THINGS = re.compile(
    r"^\s+(?:\w+\s+)?(?:people|persons|civilians|children|men|women|families|residents|deaths|dead|killed|wounded|injured|"
    r"soldiers|troops|fighters|refugees|prisoners|detainees|victims|houses|homes|workers|protesters|cases|inhabitants|migrants)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"[A-Za-z.’'-],\s$")
_OF_A_FAMILY = re.compile(
    rf"\b(?:one|an?|the)\s+\w+(?:\s+\w+)?\s+and\s+(?:his|her|their|its)\s+(?:{_NUMBER})", re.IGNORECASE
)
_ROSE = re.compile(
    r"\b(?:ros?e|risen|rises|rising|rais\w+|climb\w+|increas\w+|jump\w+|grew|grown|went|gone|goes|up|down|fell|fallen|dropp?\w*|"
    r"revis\w+|lower\w+|cut|correct\w+|chang\w+|updat\w+)\b[^.;]{0,40}\bfrom\s+$",
    re.IGNORECASE,
)
_BESIDE = 120
"""Characters on either side of a number that are looked at; what tells what it is stands next to it."""


def english_figures(text: str) -> Iterator[Figure]:
    """The figures in `text` that count things, in order, with offsets into it."""
    unclear = deque(match.span() for match in _OF_A_FAMILY.finditer(text))
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        while unclear and unclear[0][1] <= start:
            unclear.popleft()
        if unclear and unclear[0][0] < end:
            continue
        found += _figures_of(match, text)
    found += [vague_figure(Span(m.start(), m.end() - 1), 0, 0) for m in _NO_THINGS.finditer(text)]
    yield from sorted(found, key=lambda figure: figure.span)


def _figures_of(match: re.Match[str], text: str) -> Iterator[Figure]:
    start, end = match.span()
    number_at = next(match.start(name) for name in ("from", "low", "one", "vague") if match.group(name) is not None)
    if match["vague"] is not None:
        # "a few of", "some of the dead" say how many as little as they do by themselves.
        if not _NOT_AFTER.match(text[end : end + _BESIDE]) or text.startswith(" of ", end):
            yield vague_figure(Span(start, end), *_VAGUE[" ".join(match["vague"].lower().split())])
        return
    if match["one"] is None:
        yield from _range(match, text, number_at)
        return
    if _counts(text, number_at, match.end("one")):
        bound = _after(match["after"]) or _before(match["limit"])
        yield bounded_figure(Span(start, end), _value(match["one"]), bound)


def _range(match: re.Match[str], text: str, number_at: int) -> Iterator[Figure]:
    first, second = ("from", "till") if match["from"] is not None else ("low", "high")
    low, high = _value(match[first]), _value(match[second])
    if _scale(match[first]) is None and (scale := _scale(match[second])) is not None:
        low *= scale
    start, end = match.span()
    if not _counts(text, number_at, end, whole=match[second]):
        return
    if _ROSE.search(text[max(0, start - _BESIDE) : start]) or low >= high:
        # "rose from 10 to 15" is two figures; "3-1" is a result, "12-10" nothing that can be read.
        if not re.search(r"\bto\b", text[match.end(first) : match.start(second)]):
            return
        yield bounded_figure(Span(start, match.end(first)), low, Bound.EXACTLY)
        yield bounded_figure(Span(match.start(second), end), high, Bound.EXACTLY)
    else:
        yield range_figure(Span(start, end), low, high)


def _counts(text: str, start: int, end: int, whole: str | None = None) -> bool:
    """Whether the number at `start` to `end` counts things, and is no age, date, time, measure or name."""
    number = whole or text[start:end]
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    if _NOT_AFTER.match(after) or _NOT_BEFORE.search(before):
        return False
    if _YEAR.fullmatch(number) and not _THINGS.match(after):
        return False
    if re.fullmatch(r"0\d+|\d+\.\d+", number):  # "0700" is a time, "9.5" a measure
        return False
    if number.lower() == "one" and (_ONE_AFTER.match(after) or _ONE_BEFORE.search(before)):
        return False
    # ", 42, said" after a name, and "(42)".
    aged = number.isdigit() and len(number) < 3
    return not (
        aged
        and (
            (_AGE.search(before) and re.match(r"[,.;]|\s*$", after)) or (before.endswith("(") and after.startswith(")"))
        )
    )


def _value(words: str) -> float:
    """The number that `words` name; what is no number one by one is read as far as it is one."""
    lowered = re.sub(r"[\s-]+", " ", words.lower()).strip()
    digits = re.match(r"[\d,]+(?:\.\d+)?", lowered)
    scale = _scale(words)
    if digits is not None:
        return float(digits.group().replace(",", "")) * (1.0 if scale is None else scale)
    lowered = re.sub(r"^half an? ", "", lowered) if (half := lowered.startswith("half a")) else lowered
    lowered = re.sub(r"^an? ", "one ", lowered)
    dozens = lowered.endswith("dozen")
    number = _named(lowered.removesuffix("dozen").rstrip()) * (12.0 if dozens else 1.0)
    return number / 2 if half else number


def _named(words: str) -> float:
    if words in ("one couple", "one pair"):
        return 2.0
    pieces = words.split() or ["one"]
    if pieces == ["hundred"] or pieces == ["thousand"] or pieces == ["million"]:
        pieces = ["one", *pieces]
    while True:
        try:
            return float(text2num(" ".join(pieces), "en"))
        except ValueError:
            if len(pieces) == 1:
                raise
            pieces.pop()


def _scale(words: str) -> float | None:
    match = re.search(r"(?<=[\d\s])(hundred|thousand|million|billion|dozen|m|bn)$", words.lower())
    return None if match is None else _SCALES[match[1]]


def _before(limit: str) -> Bound:
    lowered = " ".join(limit.lower().split())
    found = [(m.start(), bound) for bound, pattern in _LIMITS if (m := re.search(rf"\b(?:{pattern})$", lowered))]
    return min(found, key=lambda one: one[0], default=(0, Bound.EXACTLY))[1]  # "just under" is not "under"


def _after(words: str) -> Bound | None:
    lowered = words.lower().split()
    if not lowered:
        return None
    if lowered[-1] in ("fewer", "less", "most"):
        return Bound.AT_MOST
    return Bound.ABOUT if lowered[-1] == "so" else Bound.AT_LEAST


def figures_in(text: str, within: Span) -> Iterator[Figure]:
    """The figures inside `within` that count things, in order; offsets are into `text`.

    Ordinals, years, dates, times, ages, measures and sums of money are none; nor are digits that no float can hold.
    """
    stretch = text[within.start : within.end]
    for figure in arabic_figures(stretch) if script_language(stretch) == "ar" else english_figures(stretch):
        span = Span(figure.span.start + within.start, figure.span.end + within.start)
        if math.isfinite(figure.low) and all(map(math.isfinite, figure.named)):
            yield replace(figure, span=span)
