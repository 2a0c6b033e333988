"""Where a sentence names somebody or some place: any name, told by capitals and by what stands around it; a given name;
and the dateline, the town where the reporter is ("BEIRUT (Reuters) - ", "دمشق - "), which is no place of an event.
"""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence

from index.language.text import ARABIC, Word, fold, folded_words, script_language, stem, words
from index.names.gazetteer import gazetteer
from index.names.phonetics import ARTICLES
from index.names.proper_names import arabic_places
from index.query.query import CONNECTORS, PlaceConstraint
from index.reading.article_analysis import once_an_article, tokens_of
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


_ARABIC = r"[\u0621-\u064a]+"
_DASH = r"\s*[-–—]{1,2}\s+"
_AGENCY = r"\s*\([^()\d\n]{2,40}\)"
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z'’.-]+(?:[ ,]+[A-Z][\w'’.-]*){{0,4}}(?:,? \d{{1,2}})?(?:{_AGENCY})?(?<=\S)\s{_DASH}"
    rf"|[A-Z][\w'’.-]*(?:[ ,]+[A-Z][\w'’.-]*){{0,4}},?{_AGENCY}{_DASH}"
    rf"|{_ARABIC}(?:[ ،-]+{_ARABIC}){{0,3}}{_AGENCY}\s*[-–—:]\s+"
    rf"|{_ARABIC}(?:[ ،]+{_ARABIC}){{0,2}}\s{_DASH}(?={_ARABIC}))"
)
_BETWEEN = ARTICLES | CONNECTORS
_CLITICS = re.compile(r"^[وفبلك](?=\w{3})")
_SMALL = re.compile(r"[a-z\u0621-\u064a]")
_LOOKED_AT = 300
"""Characters after a dateline in which a small letter is looked for: reports in capitals have others."""


def dateline_end(text: str) -> int:
    """How many characters of a sentence are its dateline; 0 where it has none."""
    found = _DATELINE.match(text)
    if found is None or not _SMALL.search(text, found.end(), found.end() + _LOOKED_AT):
        return 0
    return found.end()


@once_an_article
def without_dateline(article: Article, sentence: Span) -> Span:
    """A sentence without its dateline."""
    return Span(sentence.start + dateline_end(article.cut(sentence)), sentence.end)


@once_an_article
def placed_words(article: Article, sentence: Span) -> tuple[Word, ...]:
    """The words of a sentence, with their offsets in the article."""
    start = sentence.start
    return tuple(Word(word.folded, word.start + start, word.end + start) for word in tokens_of(article, sentence).words)


def is_named(where: PlaceConstraint, article: Article) -> bool:
    """Whether an article names the place anywhere but where it was filed, in a spelling of the corpus."""
    found, each = _words(article)
    for name in where.spellings:
        first = {word for word in each if name and _is_same(word, name[0])}
        begins = (at for at, word in enumerate(found) if word in first) if first else ()
        if any(_mention_end(found, at, name) is not None for at in begins):
            return True
    return False


@once_an_article
def _words(article: Article) -> tuple[Sequence[str], frozenset[str]]:
    """The folded words of an article without its datelines, in order, and each of them once."""
    pieces = [article.text[p.span.start + dateline_end(article.cut(p.span)) : p.span.end] for p in article.paragraphs]
    found = folded_words("\n".join((article.title or "", *pieces)))
    return found, frozenset(found)


def mentions(found: Sequence[Word], name: Sequence[str]) -> list[Span]:
    """Where a name stands: its words in order, with nothing but articles between them."""
    folded = [word.folded for word in found]
    ends = ((at, _mention_end(folded, at, name)) for at in range(len(folded)))
    return [Span(found[at].start, found[end - 1].end) for at, end in ends if end is not None]


def _mention_end(found: Sequence[str], at: int, name: Sequence[str]) -> int | None:
    """Behind which word a mention of a name ends that begins with the word `at`; None where none begins there."""
    here, met = at, 0
    while here < len(found) and met < len(name):
        if _is_same(found[here], name[met]):
            met += 1
        elif not met or found[here] not in _BETWEEN:
            break
        here += 1
    return here if name and met == len(name) else None


def _is_same(word: str, other: str) -> bool:
    if word == other:
        return True
    arabic = ARABIC.search(word) is not None
    if not arabic and word[:1] != other[:1]:
        return False  # no stem of a Latin word begins with another letter
    stemmed = stem(word)
    if stemmed is not None and stemmed == stem(other):
        return True
    if not arabic:
        return False
    # What looks like a particle may be the name's own first letter, so either may keep it.
    forms, others = ({one, _CLITICS.sub("", one)} for one in (word, other))
    return not forms.isdisjoint(others)
