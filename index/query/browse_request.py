"""Which articles a person means who does not ask: filters as they are typed, or plain words for them.

"Example Post", "in Arabic", "Saraqeb last week" and "lang:ar after:2018-02" are read alike. An outlet's whole name is
taken before a place, a place before part of an outlet's name ("Syria" before "Syria Direct").
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError

from index.answer_metadata import LITERALLY, Period, Understood
from index.language.partial_date import PartialDate
from index.language.text import ARABIC, fold, words
from index.names.gazetteer import gazetteer
from index.query.browse_time_ranges import time_range_in
from index.query.filters import both, checked, parted, typed_filters
from index.query.name_linking import LinkedNames
from index.records import EVERYTHING, Filters

MOST_WORDS = 40
"""Words of a request that are read."""

_NAMED_IN = ("en", "ar")
"""Languages in which languages may be named, besides their own."""
_AROUND = frozenset(
    """the a in on of from by about at articles article news reports report latest newest what is new s digest sources
    outlets language في من عن علي مقالات مقال اخبار خبر احدث اخر جديد الجديد ما هو باللغه لغه اللغه مصادر
    ملخص""".split()
)
"""Words around those that say which articles."""
_MARKS = " .,:;!?؟،؛\"'“”«»()"
_LONGEST_NAME = 8
_OUTLETS = 5


@dataclass(frozen=True, slots=True)
class BrowseRequest:
    """Articles that are meant, and how that was read out of words."""

    filters: Filters = EVERYTHING
    understood: Understood = LITERALLY


@dataclass(frozen=True, slots=True)
class KnownValues:
    """What the articles have that words may mean.

    Attributes:
        outlets: their names, most articles first.
        languages: codes.
        latest: date of the newest dated article.
    """

    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    latest: str | None

    @property
    def ends(self) -> date | None:
        """The last day that an article has."""
        return None if self.latest is None else PartialDate.parse(self.latest).latest


@dataclass(frozen=True, slots=True)
class ParsedNames:
    """What was read out of plain words, and the words that are left.

    Attributes:
        counted: a stretch that was counted back from the end of the archive.
    """

    filters: Filters
    counted: Period | None
    rest: str


def parse_names(text: str, known: KnownValues, today: date, *, outlets: bool = True) -> ParsedNames:
    """The filters, the time, the languages and the outlets that `text` names, and the words that are none of these.

    Args:
        today: what "today" is.
        outlets: whether whole names of outlets are looked for.

    Raises:
        FilterError: a filter that is typed cannot be used.
    """
    typed = typed_filters(text).filters
    plain, counted = " ".join(parted(text)[0].split()[:MOST_WORDS]), None
    found = time_range_in(plain, today, known.ends)
    if found is not None:
        plain, counted = f"{plain[: found.span.start]} {plain[found.span.end :]}", found.counted
        typed = both(typed, Filters(after=found.after, before=found.before))
    by_name = {_folded(name): name for name in reversed(known.outlets)} if outlets else {}
    plain, sources = _taken(plain, by_name)
    # A language that nothing is in is told as that, and not taken for a place.
    codes = (*_NAMED_IN, *known.languages)
    plain, languages = _taken(plain, {name: code for code in codes for name in outlet_words(code)})
    filters = both(typed, Filters(sources, languages))
    return ParsedNames(checked(filters, lambda: known.outlets, lambda: known.languages), counted, _bare(plain))


def parse_browse_request(
    text: str, known: KnownValues, respelt: Callable[[str], LinkedNames], today: date
) -> BrowseRequest:
    """The articles that `text` means; what is nothing else is part of an outlet's name, or a place.

    Args:
        respelt: names as the corpus spells them.

    Raises:
        FilterError: a filter that is typed cannot be used.
    """
    found = parse_names(text, known, today)
    filters, rest = found.filters, found.rest
    if rest and not filters.sources and not gazetteer().places(rest) and (outlets := outlets_with(rest, known.outlets)):
        filters, rest = replace(filters, sources=outlets[:_OUTLETS]), ""
    read_as = [respelt(place) for place in (*filters.places, rest) if place]
    names = tuple(name for one in read_as for name in one.name_readings)
    places = tuple(dict.fromkeys(place for one in read_as for place in _spellings(one)))
    return BrowseRequest(replace(filters, places=places), Understood(names, found.counted))


def outlets_with(part: str, outlets: Iterable[str]) -> tuple[str, ...]:
    """The outlets whose names have all words of `part`, or words that begin with them."""
    parts = [word.folded for word in words(part)]
    return tuple(
        name
        for name in outlets
        if parts and (own := [word.folded for word in words(name)])
        and all(any(word.startswith(one) for word in own) for one in parts)
    )  # fmt: skip


@cache
def outlet_words(code: str) -> frozenset[str]:
    """What a language is called, folded, in the languages that the bot speaks and in its own; its code is none."""
    named = set()
    for speaking in (*_NAMED_IN, code):
        try:
            name = Locale.parse(speaking, sep="-").languages.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name is not None:
            named.update(_forms(fold(name)))
    return frozenset(named)


def _forms(name: str) -> set[str]:
    """A name of a language and, in Arabic, how it stands in a sentence: العربية, عربية, عربي, بالعربية."""
    if not ARABIC.search(name):
        return {name}
    bare = name.removeprefix("ال")
    ended = {bare, bare.removesuffix("ه")} if bare.endswith("يه") else {bare}
    return {f"{before}{form}" for form in ended for before in ("", "ال", "بال", "ب")}


def _spellings(place: LinkedNames) -> tuple[str, ...]:
    """A place as the corpus writes it most, then in its other spellings and scripts."""
    others = (place.text.replace(name, other) for name, also in place.also.items() for other in also)
    return (place.text, *others)


def _taken(text: str, known: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """What of `known`, by folded names, stands in `text` word for word, the longest first, and the text without."""
    found: list[str] = []
    tokens = text.split()
    folded = [fold(token).strip(_MARKS) for token in tokens]
    at = 0
    while at < len(tokens):
        for end in range(min(len(tokens), at + _LONGEST_NAME), at, -1):
            name = known.get(" ".join(folded[at:end]))
            if name is not None:
                found.append(name)
                del tokens[at:end], folded[at:end]
                break
        else:
            at += 1
    return " ".join(tokens), tuple(dict.fromkeys(found))


def _bare(text: str) -> str:
    """`text` without the words around what is meant, at both ends, and without marks."""
    tokens = [token for token in text.split() if any(sign.isalnum() for sign in token)]
    while tokens and fold(tokens[0]).strip(_MARKS) in _AROUND:
        tokens.pop(0)
    while tokens and fold(tokens[-1]).strip(_MARKS) in _AROUND:
        tokens.pop()
    return " ".join(tokens).strip(_MARKS)


def _folded(name: str) -> str:
    return " ".join(sign for token in fold(name).split() if (sign := token.strip(_MARKS)))
