"""Whether two names are spellings of one, and by what that is known."""

import re
from enum import StrEnum

from index.language.text import ARABIC
from index.names.gazetteer import Gazetteer
from index.names.phonetics import bare_name, is_near, key


class Why(StrEnum):
    """By what two names are known to be one."""

    LITERAL = "literal"
    SPELLING = "spelling"
    GAZETTEER = "gazetteer"
    SCRIPT = "script"


_LONG_VOWELS = re.compile("[اويه]")
_SHORTEST = 5
"""Letters of an Arabic name that may be written in another way."""

_MAPPED_AND_NOT = 0.5
"""Of how far spellings may be apart, for two names of which the gazetteer has one."""


def sameness(name: str, other: str, known: Gazetteer) -> Why | None:
    """By what two names are known to be spellings of one, or None where they are not.

    What the gazetteer has as two places is never one, however near the names sound.
    """
    (plain, kind), (others, other_kind) = bare_name(name), bare_name(other)
    if not plain or not others or (kind and other_kind and kind != other_kind):
        return None
    if plain == others:
        return Why.LITERAL
    if key(name) == key(other):
        return Why.SPELLING
    one, two = known.places(" ".join(plain)), known.places(" ".join(others))
    if one and two:
        return Why.GAZETTEER if one & two else None
    latin = ARABIC.search(name + other) is None
    # A town of the map that the corpus has not is none of its persons who sound like it (Provo, Prof).
    share = _MAPPED_AND_NOT if latin and bool(one) != bool(two) else 1.0
    if not is_near(" ".join(plain), " ".join(others), share):
        return None
    scripts = (ARABIC.search(name) is None, ARABIC.search(other) is None)
    if scripts == (False, False) and not _differ_in_vowels("".join(plain), "".join(others)):
        return None
    return Why.SPELLING if scripts[0] == scripts[1] else Why.SCRIPT


def _differ_in_vowels(name: str, other: str) -> bool:
    """Whether two Arabic names have the same consonants: with others they are two words of near sounds.

    Short ones are taken for two even so, since no capital tells a name from a verb of the same root (تصنع, التصنيع).
    """
    return min(len(name), len(other)) >= _SHORTEST and _LONG_VOWELS.sub("", name) == _LONG_VOWELS.sub("", other)
