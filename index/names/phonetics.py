"""How a name sounds, whatever its spelling and script: keys to look it up by, and how far two names are apart.

Arabic writes consonants and long vowels, and every language writes them in Latin letters in a way of its own (Saraqeb,
Saraqib, سراقب). A name becomes a string of sounds; two names are compared by an edit distance whose costs are low where
spellings commonly differ (Wagner & Fischer, "The String-to-String Correction Problem", JACM 1974, with weights).
"""

import re
from functools import lru_cache
from itertools import product

from anyascii import anyascii

from index.language.text import ARABIC, fold, words

ARTICLES = frozenset("al el as ash an ar at ad az es esh en er ed ez et ul ush the la le los las ال".split())
"""Words of a name that are written, assimilated or left out at will."""

_LARGER = frozenset("province governorate district region countryside rural محافظه ريف قضاء اقليم منطقه".split())
_SMALLER = frozenset("city town village مدينه بلده قريه".split())
_KINDS = _LARGER | _SMALLER | frozenset(("of",))

_LONGEST = 80
"""Characters of the longest name."""

# Capitals are consonants: $ sh, C ch, X kh, # that or h, & v or w, G gh, + th, % dh, ? a t written at will; vowels are
# a, i and u.
_LATIN = {
    "tch": "C", "sch": "$", "dzh": "J", "sh": "$", "ch": "C", "kh": "X", "gh": "G", "dh": "%", "th": "+", "ph": "F",
    "dj": "J", "zh": "J", "ck": "K", "gu": "Gu", "qu": "K",
    "a": "a", "e": "i", "i": "i", "o": "u", "u": "u", "y": "i", "w": "u", "b": "B", "p": "P", "t": "T", "d": "D",
    "k": "K", "q": "K", "c": "K", "g": "G", "j": "J", "h": "H", "f": "F", "v": "V", "s": "S", "z": "Z", "r": "R",
    "l": "L", "m": "M", "n": "N", "x": "KS", "#": "#", "&": "&",
}  # fmt: skip
_LATIN_SOUND = re.compile("|".join(_LATIN))
_ARABIC_SOUNDS = dict(zip("ابتثجحخدذرزسشصضطظغفقكلمنهويپچڤگژ", "aBT+JHXD%RZS$SDT%GFKKLMNHuiPCVGJ", strict=True))
_CYRILLIC = str.maketrans("хв", "#&")
"""Cyrillic letters that stand for two sounds of other languages: kh and h, v and w."""
_VOWELS = frozenset("aiu")
_CLASSES = str.maketrans({"P": "B", "V": "F", "G": "K", "X": "K", "J": "K", "Z": "S", "C": "$", "H": "", "?": "",
                          "a": "", "i": "", "u": ""})  # fmt: skip
_AMBIGUOUS = {"+": "TS", "%": "DS", "#": "XH", "&": "Vu"}
_COSTS = {
    frozenset(pair): cost
    for cost, pairs in {
        0.05: ("#X", "#H", "&V", "&u"),
        0.1: ("T+", "D%", "GJ", "T?", "$C", "FV", "PB", "&F"),
        0.2: ("Z%", "ai"), 0.25: ("S+", "KG", "KX", "HX"), 0.3: ("au", "BV", "CX", "CK"), 0.4: ("iu", "GX", "SZ", "KJ"),
    }.items()
    for pair in pairs
}  # fmt: skip
_FAR = 1.5
_DELETION_COST = {"a": 0.25, "i": 0.25, "u": 0.25, "H": 0.2, "#": 0.3, "?": 0.05}
_OUTER_VOWEL = 0.3
"""A vowel that a name begins or ends in."""
_SHORT_VOWEL = 0.03
"""A vowel in Latin letters that Arabic does not write."""
_NEAR = (0.0, 0.0, 0.12, 0.4, 0.7)
"""Most that names may be apart, by their consonants; chosen on the tuning pairs of tests/bench/bench_places.py."""
_NEAR_EACH_MORE = 0.15


@lru_cache(maxsize=1 << 14)
def bare_name(name: str) -> tuple[tuple[str, ...], str]:
    """The folded words of a name without articles, and what kind of place they are said to be: city, province or ""."""
    found = [word.folded for word in words(name[:_LONGEST])]
    kind = "province" if _LARGER & set(found) else "city" if _SMALLER & set(found) else ""
    plain = [word for word in found if word not in _KINDS] or found
    plain = [word for word in plain if word not in ARTICLES] or plain
    return tuple(_without_article(word) for word in plain), kind


@lru_cache(maxsize=1 << 14)
def spelling_key(name: str) -> str:
    """What spellings of a name with and without articles, spaces, doubled letters and a last h have in common."""
    joined = "".join(bare_name(name)[0])
    return re.sub(r"(?<=[ae])h$", "", re.sub(r"(.)\1+", r"\1", joined))


@lru_cache(maxsize=1 << 14)
def phonetic_key(name: str) -> str:
    """The sounds of a name in order, doubled ones once."""
    plain, _ = bare_name(name)
    sounds = "".join(_sounds_of(word, last=number == len(plain) - 1) for number, word in enumerate(plain))
    return re.sub(r"(.)\1+", r"\1", sounds)


@lru_cache(maxsize=1 << 14)
def consonant_skeletons(name: str) -> frozenset[str]:
    """The consonants of a name, alike ones as one; none for very short names. Names that are near share one."""
    sounds = phonetic_key(name)
    found = set()
    for choice in product(*(_AMBIGUOUS.get(sound, sound) for sound in sounds if sound not in "Haiu?")):
        found.add(re.sub(r"(.)\1+", r"\1", "".join(choice).translate(_CLASSES)))
        if len(found) > 8:
            break
    return frozenset(skeleton for skeleton in found if len(skeleton) > 1)


def sounds_alike(name: str, other: str, share: float = 1.0) -> bool:
    """Whether two names may be spellings of one; symmetric.

    Args:
        share: of what spellings of one name may be apart at most.
    """
    one, two = phonetic_key(name), phonetic_key(other)
    if not consonant_skeletons(name) & consonant_skeletons(other):
        return False
    consonants = min(sum(sound not in "aiuH?" for sound in sounds) for sounds in (one, two))
    scripts = (ARABIC.search(name) is not None, ARABIC.search(other) is not None)
    most = _NEAR[consonants] if consonants < len(_NEAR) else _NEAR[-1] + _NEAR_EACH_MORE * (consonants - len(_NEAR) + 1)
    if scripts[0] != scripts[1] and consonants < 3:
        return False
    return phonetic_distance(one, two, scripts) <= share * most


def phonetic_distance(one: str, two: str, arabic: tuple[bool, bool] = (False, False)) -> float:
    """Least cost of edits between two strings of sounds.

    Args:
        arabic: whether each was written in Arabic, which leaves out short vowels.
    """
    drop_one = _deletion_costs(one, arabic[1] and not arabic[0])
    drop_two = _deletion_costs(two, arabic[0] and not arabic[1])
    row = [0.0]
    for cost in drop_two:
        row.append(row[-1] + cost)
    for i, sound in enumerate(one):
        above, row = row, [row[0] + drop_one[i]]
        for j, other in enumerate(two):
            change = 0.0 if sound == other else _COSTS.get(frozenset((sound, other)), _FAR)
            if i == j == 0 and sound in _VOWELS and other in _VOWELS and any(arabic):
                change = 0.0  # alif at the beginning bears any vowel
            row.append(min(above[j + 1] + drop_one[i], row[-1] + drop_two[j], above[j] + change))
    return row[-1]


def _deletion_costs(sounds: str, unwritten: bool) -> list[float]:
    """What it costs to leave out each sound."""
    costs = [_SHORT_VOWEL if unwritten and sound in _VOWELS else _DELETION_COST.get(sound, _FAR) for sound in sounds]
    for at in {0, len(sounds) - 1} if sounds else ():  # at either end vowels are written in Arabic, too
        costs[at] = max(costs[at], _OUTER_VOWEL) if sounds[at] in _VOWELS else costs[at]
    return costs


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _sounds_of(word: str, last: bool) -> str:
    if ARABIC.search(word):
        # Folding makes the feminine ending one letter with h: it is -a, and -at before another name.
        ending = ("a" if last else "a?") if word.endswith("ه") and len(word) > 2 else ""
        return "".join(_ARABIC_SOUNDS.get(letter, "") for letter in (word[:-1] if ending else word)) + ending
    latin = re.sub(r"[^a-z#&]", "", fold(anyascii(word.translate(_CYRILLIC))))
    latin = re.sub(r"c(?=[eiy])", "s", re.sub(r"(?<=[aeo])h$", "", latin))
    sounds = _LATIN_SOUND.sub(lambda found: _LATIN[found.group()], latin)
    return sounds[:-1] + "?" if not last and sounds.endswith(("aT", "iT")) else sounds
