"""How alike two Arabic words are: by stem, by the letters that inflection leaves of them, or by the deed both tell.

Snowball's stemmer leaves much apart that a reader takes for one word (هزم and هزيمة, قتلت and القتلى); roots of three
letters show in the consonants, once what is joined to a word and the long vowels in it are taken off. Pure functions.
"""

import re
from functools import lru_cache

from index.language.event_triggers import event_type
from index.language.text import stem

_KEPT = 1 << 16
"""Words, and pairs of words, that are remembered: those of the articles read last."""

_JOINED_BEFORE = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|[وفبلك](?=\w{4}))(?=\w{3})")
_JOINED_AFTER = re.compile(r"(?<=\w{3})(?:هما|ها|هم|هن|نا|ات|ون|ين|ان|يه|تين|تان|وا|ه|ي|ا|ت)$")
_LONG_VOWELS = re.compile(r"[اوي]")
_ROOT = 3
"""Letters of most roots; fewer say nothing."""

SAME, OF_ONE_ROOT, NEAR = 1.0, 0.8, 0.5
"""What words of one stem, of the same consonants, and with those of one at an end of the other count as met."""


@lru_cache(maxsize=_KEPT)
def word_similarity(word: str, other: str) -> float:
    """How far a folded word of a text is one of a question, 0 to 1; words for different deeds are not."""
    if word == other:
        return SAME
    deeds = event_type(word), event_type(other)
    if None not in deeds:
        return float(deeds[0] == deeds[1])
    stems = stem(word), stem(other)
    if (stems[0] is not None and stems[0] == stems[1]) or _bare(word) == _bare(other):
        return SAME
    short, long = sorted((_consonants(word), _consonants(other)), key=len)
    if len(short) < _ROOT:
        return 0.0
    return OF_ONE_ROOT if short == long else NEAR if long.startswith(short) or long.endswith(short) else 0.0


@lru_cache(maxsize=_KEPT)
def _bare(word: str) -> str:
    """A folded word without particles, article and endings."""
    return _JOINED_AFTER.sub("", _JOINED_BEFORE.sub("", word))


@lru_cache(maxsize=_KEPT)
def _consonants(word: str) -> str:
    return word if word.isascii() else _LONG_VOWELS.sub("", _bare(word))
