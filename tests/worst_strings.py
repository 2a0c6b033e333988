"""Strings made from a regular expression itself, on which it would take longest if it were not linear."""

import random
import re
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_LIKELY = "a 1A-.,:;(\n\"'<>/=_&#\tوكٍ٣\u00a0\x01é"
_ENDS = ("", "\x00", "!", "z", "\n", " ")
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_NOT_DIGIT: lambda one: not one.isdecimal(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    sre.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    sre.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}


_LONGEST_PUMP = 100
_ENOUGH = 20
"""Times the candidates that are wanted, of which they are drawn."""


class Worst(NamedTuple):
    """`before`, then `pump` as often as wanted, then `after`."""

    before: str
    pump: str
    after: str

    def of(self, length: int) -> str:
        """The string with so many characters of the pump, at least."""
        return self.before + self.pump * -(-length // len(self.pump)) + self.after

    def given_to(self, pattern: re.Pattern[Any], length: int) -> Any:
        """The string, in bytes for a pattern of bytes."""
        made = self.of(length)
        return made.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else made


def worst_strings(pattern: re.Pattern[Any], most: int, seed: int = 0) -> list[Worst]:
    """At most `most` candidates: parts of the pattern repeated behind what leads up to them, then what fits nothing."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE & ~re.DEBUG
    tree = _parser.parse(text, flags)
    rng = random.Random(seed)
    found: dict[tuple[str, str], None] = {}
    for _ in range(3):
        if len(found) > _ENOUGH * most:  # long lists of words, which take seconds
            break
        for before, pump in _pumps(list(tree), "", rng):
            if pump and len(pump) < _LONGEST_PUMP:
                found[before, pump] = None
                found["", pump] = None
    chosen = list(found)
    rng.shuffle(chosen)
    chosen.sort(key=lambda parts: len(parts[1]) > 8)  # short ones first: they come round more often
    half = chosen[: most * 3 // 4]
    return [_ended(pattern, *parts, rng) for parts in half + chosen[len(half) :][-(most - len(half)) :]]


def _ended(pattern: re.Pattern[Any], before: str, pump: str, rng: random.Random) -> Worst:
    """With an end behind which the pattern is found nowhere, if there is one: it is looked for the longest."""
    ends = [Worst(before, pump, end) for end in rng.sample(_ENDS, len(_ENDS))]
    return next((worst for worst in ends if not pattern.search(worst.given_to(pattern, 3))), ends[0])


def _pumps(nodes: list[Any], before: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """What leads up to a part, and the part: runs of neighbours in a sequence, whole and without their end."""
    for start in range(len(nodes)):
        lead = before + _written(nodes[:start], rng)
        for end in range(start + 1, min(start + 4, len(nodes)) + 1):
            yield lead, _written(nodes[start:end], rng)
        for inside in _inside(nodes[start]):
            yield from _pumps(inside, lead, rng)
    for end in range(1, len(nodes) + 1):  # openers that nothing closes
        yield before, _written(nodes[:end], rng)


def _inside(node: Any) -> list[list[Any]]:
    op, value = node
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [list(value[2])]
    if op is sre.SUBPATTERN:
        return [list(value[3])]
    if op is sre.ATOMIC_GROUP:
        return [list(value)]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(value[1])]
    if op is sre.BRANCH:
        return [list(one) for one in value[1]][:40]
    return []


def _written(nodes: list[Any], rng: random.Random) -> str:
    return "".join(_one(node, rng) for node in nodes)


def _one(node: Any, rng: random.Random) -> str:
    op, value = node
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return _member([(sre.NEGATE, None), (sre.LITERAL, value)], rng)
    if op is sre.ANY:
        return rng.choice("a 1<-.")
    if op is sre.IN:
        return _member(value, rng)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, inside = value
        times = rng.randint(least, min(most, least + 2))
        return "".join(_written(list(inside), rng) for _ in range(times))
    if op is sre.BRANCH:
        return _written(list(rng.choice(value[1])), rng)
    if op is sre.SUBPATTERN:
        return _written(list(value[3]), rng)
    if op is sre.ATOMIC_GROUP:
        return _written(list(value), rng)
    if op is sre.ASSERT and value[0] < 0:
        return _written(list(value[1]), rng)
    return ""


def _member(items: list[Any], rng: random.Random) -> str:
    """A character of the class, of those that most classes hold where it has any."""
    likely = [one for one in _LIKELY if _fits(one, items)]
    for op, value in items:
        if op is sre.LITERAL and items[0][0] is not sre.NEGATE:
            likely.append(chr(value))
        elif op is sre.RANGE and items[0][0] is not sre.NEGATE:
            likely.append(chr(value[0]))
    return rng.choice(likely) if likely else ""


def _fits(one: str, items: list[Any]) -> bool:
    negated = items[0][0] is sre.NEGATE
    for op, value in items:
        if (
            (op is sre.LITERAL and ord(one) == value)
            or (op is sre.RANGE and value[0] <= ord(one) <= value[1])
            or (op is sre.CATEGORY and _CATEGORIES[value](one))
        ):
            return not negated
    return negated
