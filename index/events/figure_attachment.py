"""What a figure in a sentence belongs to: people or things, a deed, and how far it stands from a place or a day; pure."""

import re
from collections.abc import Sequence

from index.language.event_lexicon import event_type, thing_in_english
from index.language.text import ARABIC, fold, stem
from index.query.query import Query
from index.reading.article_analysis import Tokens

PEOPLE = frozenset(
    """people person persons civilians children women men others residents villagers members soldiers troops workers
    passengers students patients victims casualties family families civilian child woman man dead fighters rebels
    militants protesters demonstrators officers policemen prisoners refugees crewmen sailors""".split()
)
"""Folded words for people, of whom a question without such a word asks."""

_ARABIC_COUNTED = re.compile(r"^\W*[وبلف]?(?:كم|قديش|اديش)(?: عدد| من)? (?:ال)?(\w+)|(?<!\w)عدد (?:ال)?(\w+)")
_ANYBODY = frozenset(("people", "civilians"))


def thing_counted(query: Query) -> str | None:
    """The folded word for the things that a question asks the number of; None for people in general."""
    found = _ARABIC_COUNTED.search(fold(query.text))
    if query.counted is not None or found is None:
        return query.counted
    word: str = found[1] or found[2]
    return None if event_type(word) is not None or thing_in_english(word) in _ANYBODY else word


def same_thing(word: str, other: str) -> bool:
    """Whether two folded words name things of one kind; in Arabic a plural may be a word of its own."""
    if stem(word) == stem(other):
        return True
    thing = thing_in_english(word)
    return thing is not None and thing == thing_in_english(other)


def governing_deed(tokens: Tokens, inside: Sequence[int]) -> str | None:
    """The deed a figure is of: in it ("nine dead"), just before it ("killed nine"), after it ("nine were killed").

    Arabic tells it before the figure, at any distance, if not by the noun right after it.

    Args:
        tokens: the words of the sentence.
        inside: which of them are the figure.
    """
    found = tokens.words
    after = range(inside[-1] + 1, min(len(found), inside[-1] + 6))
    before = range(inside[0] - 1, max(-1, inside[0] - 6), -1)
    near = (*before[:1], *after, *before[1:])
    if any(ARABIC.search(word.folded) for word in found[inside[0] - 1 : inside[-1] + 2]):
        noun = [i for i in after[:1] if not (found[i].folded[0] == "و" and event_type(found[i].folded[1:]) is not None)]
        near = (*noun, *before, *after)
    return next((deed for i in (*inside, *near) if (deed := tokens.deeds[i]) is not None), None)


CLOSE = 5.0
"""Words and pauses, as counted here, below which two things belong to each other without doubt."""

FAR = 10.0
"""Words and pauses from which on a figure need not be of a place or a day at all."""

PARTED_BY_FIGURE = 5.0
"""What another figure between two things counts as."""

_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(
    r"[;:؛—–]|\b(?:and|while|whereas|but|meanwhile)\b|(?:^|\s)و(?=\s|$|في\b|اصيب|أصيب)|(?:^|\s)(?:فيما|بينما|كما)\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,،]")
_SAID = re.compile(r"\b(?:said|says?|saying|told|reported|announced)\b|\b(?:قال|أعلن|ذكر)\w*", re.IGNORECASE)
_PARTED_BY = {"clause": 10.0, "pause": 2.0, "said": 10.0}


def separation(between: str, spoken: bool) -> float:
    """What parts a figure from its place or its day, by the text between them.

    Args:
        spoken: whether the figure comes last: "doctors in Ardesh said that 12 …" need not be of Ardesh.
    """
    parted = len(_WORD.findall(between)) + _PARTED_BY["pause"] * len(_PAUSE.findall(between))
    parted += _PARTED_BY["clause"] * len(_CLAUSE.findall(between))
    return parted + (_PARTED_BY["said"] if spoken and _SAID.search(between) else 0.0)
