"""Finds time expressions in a text, English and Arabic; what they mean on a day is in `time_normalization`. Pure.

A library's search for dates reads "may", "the Sunday Times" and "three days in" as dates and knows no periods (see
tests/bench/README.md), so the patterns here are narrow, and what they do not know stays words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from index.language.text import folded_letters
from index.language.time_normalization import CalendarDate, Season, TimeExpression, Weekday
from index.language.time_patterns import DATE_DAY, TO, number, time_normalization_in, time_pattern
from index.language.time_words import DUALS, MONTHS, SEASONS, UNITS, WEEKDAYS


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
    first: TimeExpression
    last: TimeExpression | None = None


_LEADS = {
    Lead.SINCE: "since|منذ",
    Lead.AFTER: "after|بعد",
    Lead.UNTIL: "until|till|up to|through|by|حتي|لغايه",
    Lead.BEFORE: "before|prior to|قبل",
    Lead.WITHIN: "in|on|during|of|at|throughout|within|over|for|from|between|dated|في|خلال|اثناء|طوال|بين|من|بتاريخ|يوم",
}
_QUALIFIED = (
    r"(?:(?:the\s{1,9})?(?:early|late|mid|beginning|start|end|middle|month|night|morning|evening|afternoon|day)"
    r"(?:\s{1,9}(?:of|in|on))?[\s-]{1,9}|the\s{1,9}|(?:اوايل|اواخر|منتصف|بدايه|نهايه|مطلع|شهر|يوم|عامي?|سنه|سنتي)\s{1,9}){0,4}"
)
_LEAD = re.compile(
    rf"(?<!\w)و?(?:{'|'.join(f'(?P<{lead.name}>{words})' for lead, words in _LEADS.items())})\s{{1,9}}{_QUALIFIED}$"
)
# A time expression does not begin inside a word, but Arabic writes "and" and the next word as one.
_INSIDE = re.compile(r"(?<=[\w./:@-])(?<!\sو)")
_RANGE = re.compile(TO)
_RANGING = frozenset({"between", "from", "بين", "من"})
_BARE_DAY = re.compile(rf"(?<!\w)(?:between|from|on|بين|من|في|يومي?)\s+(?:the\s+)?(?P<day>{DATE_DAY}){TO}$")
_BEHIND_WEEKDAY = re.compile(r"[,،]?\s+(?:the\s+|الموافق\s+)?")
_AND = re.compile(r"\s*(?P<comma>[,،]\s*)?(?P<also>(?:and|&)\s+(?:in\s+|on\s+)?|و\s*)?")
_ONWARDS = re.compile(r"\s+(?:on(?:wards?)?|فصاعدا|وما\s+بعده)(?!\w)")
_FARTHEST = 60
_TELLING = frozenset(
    word for names in (MONTHS, WEEKDAYS, UNITS, DUALS, SEASONS) for name in names for word in name.rstrip(".").split()
) | frozenset(
    """yesterday today tonight tomorrow morning afternoon evening night weekend
    امس البارحه امبارح مبارح اليوم الليله ليله غد غدا""".split()
)
_WORD = re.compile(r"\w+")


def time_phrases(text: str) -> Iterator[TimePhrase]:
    """All words for times in `text`, in order; they do not overlap."""
    folded, places = folded_letters(text)
    at = 0 if _may_be_time(folded) else len(folded)
    while at < len(folded) and (match := time_pattern().search(folded, at)) is not None:
        if _INSIDE.match(folded, match.start()):
            at = match.start() + 1
            continue
        at = match.end()
        parsed = time_normalization_in(match)
        if parsed is None:
            continue
        first, last = parsed
        if isinstance(first, Weekday):  # "Sunday, 4 February 2018" is that day, not the last Sunday
            (first, last), at = _date_behind(folded, at) or (parsed, at)
        begin, lead, word = _lead(folded, match)
        bare = _BARE_DAY.search(folded, max(0, match.start() - _FARTHEST), match.start())
        if bare is not None and isinstance(first, CalendarDate) and last is None:
            begin, lead, word = bare.start(), Lead.WITHIN, "between"
            first, last = CalendarDate(day=number(bare["day"])).completed(first), first
        elif last is None and (word in _RANGING or folded[at : at + 1] in "-–—"):
            last, at = _other_end(folded, at)
            first = _completed(first, last)
        if last is None and lead is Lead.WITHIN:
            (first, last), at = _all_joined(folded, at, first)
        onwards = _ONWARDS.match(folded, at) if last is None and word in ("from", "من") else None
        if onwards is not None:
            lead, at = Lead.SINCE, onwards.end()
        # With the marks behind its last letter, of which nothing is left in the folded text.
        end = max(places[at - 1] + 1, places[at] if at < len(places) else len(text))
        yield TimePhrase(places[begin], places[match.start()], end, lead, word, first, last)


def _may_be_time(folded: str) -> bool:
    """Whether a text has a number, or a word for a time, before which Arabic may write up to three letters."""
    found = _WORD.findall(folded)
    return any(word[0].isdigit() or any(word[cut:] in _TELLING for cut in range(4)) for word in found)


def _date_behind(folded: str, at: int) -> tuple[tuple[TimeExpression, TimeExpression | None], int] | None:
    """The day of a month that stands behind a day of the week, and the offset behind it."""
    between = _BEHIND_WEEKDAY.match(folded, at)
    match = None if between is None else time_pattern().match(folded, between.end())
    parsed = None if match is None else time_normalization_in(match)
    if match is None or parsed is None or not isinstance(parsed[0], CalendarDate) or parsed[0].day is None:
        return None
    return parsed, match.end()


def _all_joined(
    folded: str, at: int, first: TimeExpression
) -> tuple[tuple[TimeExpression, TimeExpression | None], int]:
    """The first and the last of "2017, 2018 and 2019", from the first on, and the offset behind; else that alone."""
    found: tuple[TimeExpression, TimeExpression | None] = (first, None)
    end = reached = at
    while (joined := _AND.match(folded, reached)) is not None and joined.end() > reached:
        match = time_pattern().match(folded, joined.end())
        parsed = None if match is None else time_normalization_in(match)
        if match is None or parsed is None or parsed[1] is not None or not _follows(first, parsed[0]):
            break
        reached = match.end()
        if joined["also"]:
            found, end = (_completed(first, parsed[0]), parsed[0]), reached
    return found, end


def _follows(first: TimeExpression, later: TimeExpression) -> bool:
    """Whether two times may be the ends of what both are named for: as precise as each other, and in order."""
    match first, later:
        case (CalendarDate(before=False), CalendarDate(before=False)):
            one, other = first.completed(later), later
            precise = all((a is None) is (b is None) for a, b in ((one.month, other.month), (one.day, other.day)))
            return (
                precise
                and (one.year is None) is (other.year is None)
                and (one.year is None or _order(one) < _order(other))
            )
        case (Weekday(), Weekday()):
            return not later.before and (later.number - first.number) % 7 in (1, 2)
    return False


def _order(said: CalendarDate) -> tuple[int, int, int]:
    return said.year or 0, said.month or 0, said.day or 0


def _completed(first: TimeExpression, last: TimeExpression | None) -> TimeExpression:
    """The first end of a range with what only the last one says."""
    match first, last:
        case (CalendarDate(), CalendarDate()):
            return first.completed(last)
        case (Season(), Season()):
            return first.completed(last)
    return first


def _lead(folded: str, match: re.Match[str]) -> tuple[int, Lead, str]:
    """Where the words before a time expression begin that say how it is meant, what they say, and the one that says it."""
    found = _LEAD.search(folded, max(0, match.start() - _FARTHEST), match.start())
    if found is None:
        said = match.groupdict()
        named = any(said[name] for name in ("called", "attached", "attached1", "attached2", "named"))
        return match.start(), Lead.WITHIN if named else Lead.NONE, "في" if named else ""
    name = str(found.lastgroup)
    return found.start(), Lead[name], found[name]


def _other_end(folded: str, at: int) -> tuple[TimeExpression | None, int]:
    """The time expression that "to" or "and" leads to from `at`, and the offset behind it."""
    joined = _RANGE.match(folded, at)
    match = None if joined is None or joined.end() == at else time_pattern().match(folded, joined.end())
    parsed = None if match is None else time_normalization_in(match)
    return (None, at) if match is None or parsed is None or parsed[1] is not None else (parsed[0], match.end())
