"""The parts of a question: the place that it asks about, its names, its date, and what it is about; pure functions."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.language.event_lexicon import event_type
from index.language.text import ARABIC, Word, fold, words
from index.language.time_tagging import TimePhrase, time_phrases
from index.names.phonetics import ARTICLES, bare_name
from index.query.query import Name, PlaceConstraint, Query

LOCATING = frozenset("in at near from around inside outside في قرب من".split())
OF_PLACES = frozenset(
    """city town village province district governorate region camp countryside neighbourhood the of
    مدينه محافظه بلده قريه ريف مخيم""".split()
)
_ADJECTIVE = re.compile(
    r"^((?:the\s+)?\w+(?:ian|ish|ese|ican|ean|eli|aqi|emeni))\s+(?!(?:on|in|at|by|to|of|or|and|as|for|from|with|near|over|last|this|since"
    r"|after|before|during|between|until|till|under|when|while|where|who|that|because|according|through|throughout"
    r"|within|yesterday|today|tonight)\b)[a-z]"
)
"""As in "the Turkish search team"; a town that ends like one is followed by other words."""
_TOWN_NAMED_SO = re.compile(r"^\w+\s+(?:town|city|village|province|district|governorate|camp)(?!\s+of\b)\b")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_TAIL = re.compile(
    r"(?<!\w)(?:in|at|on|near|from|around|inside|outside|during|since|after|before|by|في|قرب|خلال|منذ|يوم|بعد|قبل)(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(
    r"^(?:(?:and|so) )?(?:how (?:many|much|old|long|far|badly|strong|fast)|who|whom|what|which|when|where|why|how"
    r"|(?:و)?كم عدد|كم|متى|أين|اين|لماذا|كيف|ماذا|ما عدد|ما|من)(?!\w)\s*",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"^(?:(?:was|were|did|does|do|is|are|has|have|had|will|people)(?!\w)\s*|(?:كان|كانت|هو|هي|هم|الذين|الذي)(?!\w)\s*)+",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"^(?:happened|happen|حدث|حصل|جرى)(?!\w)\s*", re.IGNORECASE)


class Part(NamedTuple):
    """Characters of a question, `words` to `end`; `start` is at the preposition before them, or equals `words`."""

    start: int
    words: int
    end: int


def place_constraint(query: Query) -> PlaceConstraint | None:
    """The place that a question asks about; None where it names nothing."""
    names = query.named
    if not names:
        return None
    found = _place_of(query, names)
    if found is None:
        return PlaceConstraint(_spellings(names[0]), tuple(n.folded for n in names[1:]), "", located=False, origin=True)
    part, name = found
    others = tuple(spelling for other in names if other is not name for spelling in _spellings(other))
    kind = bare_name(query.text[part.words : part.end])[1]
    leaving = any(event_type(word.folded) == "flight" for word in query.content)
    origin = leaving or query.text[part.start : part.words].strip().lower() == "from"
    return PlaceConstraint(_spellings(name), others, kind, located=True, origin=origin)


def named_in(query: Query) -> tuple[Name, ...]:
    """The names in a question; in Arabic, which has no capitals, the words after its "in"."""
    place = None if query.names or not ARABIC.search(query.text) else place_part(query)
    if place is None:
        return query.names
    inside = (word.folded for word in query.words if place.words <= word.start < place.end)
    return (Name(query.text[place.words : place.end], tuple(inside)),)


def place_part(query: Query, after: int = 0) -> Part | None:
    """The first place of a question from `after` on: a name after a preposition, with its "city" or "town of".

    In Arabic, which writes names as it writes other words, up to three words after the preposition are the place.
    """
    text, date = query.text, next((date_part_of(phrase) for phrase in query.times if phrase.start >= after), None)
    before_date = len(text) if date is None else date.start
    found = [word for word in query.words if word.start >= after]
    named = name_spans(query)
    for number, word in enumerate(found):
        if word.folded not in LOCATING or (date is not None and date.start <= word.start < date.end):
            continue
        run: list[Word] = []
        for later in found[number + 1 :]:
            gap = text[(run or [word])[-1].end : later.start]
            is_part = any(start <= later.start < end for start, end in named) or later.folded in OF_PLACES
            if ARABIC.search(later.folded):
                is_part = later.folded not in LOCATING and len(run) < 3 and later.start < before_date
                is_part = is_part and word.folded != "من"
            if gap.strip(" -") or not is_part:
                break
            run.append(later)
        if any(w.folded not in OF_PLACES for w in run):
            return Part(word.start, run[0].start, run[-1].end)
    return None


def name_spans(query: Query, dates: bool = False) -> list[tuple[int, int]]:
    """Characters of each name of a question, in order.

    Args:
        dates: whether dates that are written as names are among them.
    """
    spans, at = [], 0
    for name in query.names:
        at = query.text.index(name.written, at)
        if dates or not is_date(fold(name.written)):
            spans.append((at, at + len(name.written)))
        at += len(name.written)
    return spans


def date_part(text: str) -> Part | None:
    """The first date of a text, with or without a year."""
    found = next(time_phrases(text), None)
    return None if found is None else date_part_of(found)


def date_part_of(phrase: TimePhrase) -> Part:
    """The characters of a time."""
    return Part(phrase.start, phrase.words, phrase.end)


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    part = date_part(text)
    return part is not None and (part.start, part.end) == (0, len(text))


def _place_of(query: Query, names: Sequence[Name]) -> tuple[Part, Name] | None:
    """The first part of a question that says where, and the name in it; nations are passed over: "in Russian raids"."""
    text, at = query.text, 0
    while (found := place_part(query, at)) is not None:
        start, begin, end = found
        if not _TOWN_NAMED_SO.search(text[begin:]) and (nation := _ADJECTIVE.search(text[begin:])) is not None:
            begin += nation.end(1)
        inside = {word.folded for word in query.words if begin <= word.start < end} - OF_PLACES
        name = next((name for name in names if inside.intersection(name.folded)), None)
        if name is not None:
            return Part(start, begin, end), name
        at = end
    return None


def _spellings(name: Name) -> tuple[tuple[str, ...], ...]:
    also = (tuple(w.folded for w in words(other) if w.folded not in ARTICLES) for other in name.also)
    return tuple(dict.fromkeys((name.folded, *also)))


def bare(question: str) -> str:
    """A question without its mark and the white space around it."""
    return " ".join(question.split()).strip(" ?؟？!.,،")


def year_in(phrase: str) -> str | None:
    """The first year in a phrase."""
    found = _YEAR.search(phrase)
    return None if found is None else found.group()


def name_parts(query: Query) -> list[Part]:
    """The proper names of a question, in order."""
    return [Part(start, start, end) for start, end in name_spans(query)]


def is_place(phrase: Query) -> bool:
    """Whether a phrase is a proper name and nothing else, "city" and the like aside."""
    named = name_spans(phrase)
    return bool(named) and all(
        word.folded in OF_PLACES or any(start <= word.start < end for start, end in named) for word in phrase.words
    )


def tail(question: str) -> str:
    """Where and when of a question as it is written: all from its first preposition on; may be empty."""
    found = _TAIL.search(question)
    return "" if found is None else found.group()


def topic(question: str) -> str:
    """What a question is about: all but the words that ask."""
    return _HAPPENED.sub("", _AUXILIARY.sub("", _ASKED.sub("", question)))
