"""What a text is to the answer before it, in any language, by a linear classifier over the text's own vector.

`python -m index.training.followup_kinds` fits it; how often it is right stands in index/training/README.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.language.text import fold
from index.models.embedder import Vectors
from index.query.followup_completion import SOMEBODY, IsName, elsewhere, on_the_same
from index.query.parser import understand
from index.query.question_kind import class_probabilities
from index.query.question_parts import bare, name_parts


class FollowUpKind(StrEnum):
    """What a text is to the answer before it."""

    STANDS = "stands"
    """A question of its own."""
    OPEN = "open"
    """It may be either."""
    LEANS = "leans"
    """It asks on of the same: "how old was he?", "how many were children?"."""
    SOURCE = "source"
    """It asks where the answer comes from, or whether it is true."""
    ELSEWHERE = "elsewhere"
    """It is only another place, name or time."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How a text goes on from the question before it.

    Attributes:
        kind: what its own words tell.
        whole: the text as a question of its own, with what it lacks taken from the question before; None where that
            cannot be made, or is not needed.
        loose: whether `whole` has all words of the question before, so that a sentence may be found by these alone, or
            a name in the place of "he", which may be of something else.
    """

    kind: FollowUpKind
    whole: str | None = None
    loose: bool = False


WEIGHTS = Path(__file__).parent / "followup_kinds.npz"

LEANS_FROM = 0.7
"""Probability from which a text without a name leans; from 1 less this on it may."""

SOURCE_FROM = 0.8
"""Probability from which a text asks for the source."""


def follow_up(last: str, text: str, vector: Vectors | None, is_name: IsName) -> FollowUp:
    """How `text` goes on from the question `last`, itself complete.

    Args:
        vector: of the text, shape (384,); None where there is none: then wordings that are listed have to tell.
        is_name: whether a folded word is known as a proper name.
    """
    query = understand(text, is_name)
    named = bool(query.named or query.times)
    found = {} if vector is None else class_probabilities(WEIGHTS, vector)
    if not named and found.get(FollowUpKind.SOURCE, 0.0) >= SOURCE_FROM:
        return FollowUp(FollowUpKind.SOURCE)
    same = on_the_same(last, text, is_name)
    other = elsewhere(last, text, is_name) if same is None else None
    if other is not None or (same is not None and named):
        return FollowUp(FollowUpKind.ELSEWHERE, other or same)
    if not found:
        return FollowUp(FollowUpKind.STANDS if same is None else FollowUpKind.LEANS, same, _is_loose(same, text))
    if named and found[FollowUpKind.ELSEWHERE] > found[FollowUpKind.STANDS]:
        whole = _swapped(last, text, is_name)
        return FollowUp(FollowUpKind.STANDS if whole is None else FollowUpKind.ELSEWHERE, whole)
    leans = 1 - found[FollowUpKind.STANDS] - found[FollowUpKind.ELSEWHERE]
    if not named and (same is not None or leans >= LEANS_FROM):
        return FollowUp(FollowUpKind.LEANS, same, _is_loose(same, text))
    return FollowUp(FollowUpKind.STANDS if named or leans < 1 - LEANS_FROM else FollowUpKind.OPEN)


def _is_loose(whole: str | None, text: str) -> bool:
    return whole is not None and (": " in whole or SOMEBODY.search(text) is not None)


def _swapped(last: str, text: str, is_name: IsName) -> str | None:
    """`last` with its one name changed for the one of `text`, which is no more than that; None where there are others."""
    before, other = understand(bare(last), is_name), understand(bare(text), is_name)
    parts, own = name_parts(before), name_parts(other)
    if len(parts) != 1 or len(own) != 1:
        return None
    now, then = other.text[own[0].words : own[0].end], before.text[parts[0].words : parts[0].end]
    return None if fold(now) == fold(then) else f"{before.text[: parts[0].words]}{now}{before.text[parts[0].end :]}?"
