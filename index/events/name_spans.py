"""Stretches of a sentence that name somebody or some place, told by capitals and by what stands around them."""

import calendar
import re
from collections.abc import Iterable, Iterator

from index.language.text import fold, script_language, words
from index.names.entity_recognition import arabic_places
from index.names.gazetteer import gazetteer
from index.reading.article_analysis import once_an_article
from index.records import Article, Span

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


@once_an_article
def name_spans(article: Article, sentence: Span) -> tuple[Span, ...]:
    """Names in a sentence, in order; none in Arabic, where no capital tells them."""
    text = article.cut(sentence)
    return () if script_language(text) == "ar" else tuple(_placed(_names(text), sentence))


@once_an_article
def place_spans(article: Article, sentence: Span) -> tuple[Span, ...]:
    """Names of places in a sentence, in order."""
    text = article.cut(sentence)
    if script_language(text) == "ar":
        found = arabic_places(text, lambda name: bool(gazetteer().places(name)))
        return tuple(_placed(((name.start, name.end) for name in found), sentence))
    return tuple(_placed(_places(text), sentence))


def _placed(found: Iterable[tuple[int, int]], sentence: Span) -> Iterator[Span]:
    return (Span(sentence.start + start, sentence.start + end) for start, end in found if start < end)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; nothing in upper-case text, where a capital says nothing."""
    if text.upper() == text:
        return
    for number, match in enumerate(_NAME.finditer(text)):
        found = words(match.group())
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
