"""The place that a question asks about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.language.event_triggers import event_type
from index.language.text import words
from index.names.phonetics import ARTICLES, bare_name
from index.names.proper_names import countries
from index.query.question import Name, Question
from index.query.slots import OF_PLACES, Part, names_of, place_part

_ADJECTIVE = re.compile(
    r"^((?:the\s+)?\w+(?:ian|ish|ese|ican|ean|eli|aqi|emeni))\s+(?!(?:on|in|at|by|to|of|or|and|as|for|from|with|near|over|last|this|since"
    r"|after|before|during|between|until|till|under|when|while|where|who|that|because|according|through|throughout"
    r"|within|yesterday|today|tonight)\b)[a-z]"
)
"""As in "the Turkish search team"; a town that ends like one is followed by other words."""
_TOWN_NAMED_SO = re.compile(r"^\w+\s+(?:town|city|village|province|district|governorate|camp)(?!\s+of\b)\b")


@dataclass(frozen=True, slots=True)
class PlaceConstraint:
    """The place that a question asks about.

    Attributes:
        spellings: its name in each spelling of the corpus, as folded words without articles.
        others: the other names of the question.
        kind: "city", "province" or "" where the question says neither.
        located: whether the question says that it asks of things there ("in", "near"), and not of some name.
        origin: whether what is from there may be what it asks of.
    """

    spellings: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]
    kind: str
    located: bool
    origin: bool

    @property
    def wide(self) -> bool:
        """Whether other places lie in it: a province, a country."""
        return self.kind == "province" or any(" ".join(name) in countries() for name in self.spellings)


def place_constraint(question: Question) -> PlaceConstraint | None:
    """The place that a question asks about; None where it names nothing."""
    names = names_of(question)
    if not names:
        return None
    found = _place_part(question.text, names)
    if found is None:
        return PlaceConstraint(_spellings(names[0]), tuple(n.folded for n in names[1:]), "", located=False, origin=True)
    part, name = found
    others = tuple(spelling for other in names if other is not name for spelling in _spellings(other))
    kind = bare_name(question.text[part.words : part.end])[1]
    leaving = any(event_type(word.folded) == "flight" for word in question.content)
    origin = leaving or question.text[part.start : part.words].strip().lower() == "from"
    return PlaceConstraint(_spellings(name), others, kind, located=True, origin=origin)


def _place_part(text: str, names: Sequence[Name]) -> tuple[Part, Name] | None:
    """The first part of a question that says where, and the name in it; nations are passed over: "in Russian raids"."""
    known, at = {word for name in names for word in name.folded}, 0
    while (found := place_part(text[at:], lambda word: word in known)) is not None:
        start, begin, end = (at + offset for offset in found)
        if not _TOWN_NAMED_SO.search(text[begin:]) and (nation := _ADJECTIVE.search(text[begin:])) is not None:
            begin += nation.end(1)
        inside = {word.folded for word in words(text[begin:end])} - OF_PLACES
        name = next((name for name in names if inside.intersection(name.folded)), None)
        if name is not None:
            return Part(start, begin, end), name
        at = end
    return None


def _spellings(name: Name) -> tuple[tuple[str, ...], ...]:
    also = (tuple(w.folded for w in words(other) if w.folded not in ARTICLES) for other in name.also)
    return tuple(dict.fromkeys((name.folded, *also)))
