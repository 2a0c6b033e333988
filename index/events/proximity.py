"""How far two things in a sentence are from belonging together: the words between them, pauses, clauses."""

import re

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
