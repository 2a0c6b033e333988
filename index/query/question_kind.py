"""What kind of answer a question asks for, in any language, by a linear classifier over the question's own vector.

`python -m index.training.question_kinds` fits it on questions that stand in several languages; how often it is right
stands in index/training/README.md. Its weights go with the vectors of the packaged multilingual model alone.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np

from index.models.embedder import Vectors
from index.query.query import Kind, Measure


class SmallTalk(StrEnum):
    """What a message is that asks nothing of the articles."""

    GREETING = "greeting"
    THANKS = "thanks"
    COMMAND = "command"
    """A word for what a command does: help, stop, settings, latest."""
    ABOUT_THE_BOT = "about the bot"
    NOTHING = "nothing"


WEIGHTS = Path(__file__).parent / "question_kinds.npz"
COMMANDS = Path(__file__).parent / "command_words.npz"
SURE_FROM = 0.6
"""Probability from which a kind is taken."""

COMMAND_FROM = 0.4
"""Probability from which a command is taken, of a word that is known to stand for one."""

SMALL_TALK_FROM = 0.85
"""Probability from which a message is taken for small talk: a question that is not answered costs more."""

_MEASURES = {measure.value: measure for measure in Measure}
_KINDS = {kind.value: kind for kind in (Kind.PERSON, Kind.PLACE, Kind.TIME, Kind.EVENTS, Kind.YES_NO)}


def kind_probabilities(vector: Vectors) -> dict[str, float]:
    """The probability of each kind of question that is known, from the question's vector, shape (384,)."""
    return class_probabilities(WEIGHTS, vector)


def class_probabilities(weights_file: Path, vector: Vectors) -> dict[str, float]:
    """The probability of each class of a linear classifier, from a text's vector, shape (384,)."""
    names, weights, bias = _classifier(weights_file)
    logits = weights @ vector.astype(np.float64) + bias
    shares = np.exp(logits - logits.max())
    return dict(zip(names, (shares / shares.sum()).tolist(), strict=True))


def kind_of(vector: Vectors) -> tuple[Kind, Measure | None] | None:
    """What a question with this vector asks for, and what is to be measured; None where that is not sure."""
    name, probability = max(kind_probabilities(vector).items(), key=lambda item: item[1])
    if probability < SURE_FROM or name == "list" or name in set(SmallTalk):
        return None
    if name in _MEASURES:
        return Kind.COUNT, _MEASURES[name]
    return _KINDS.get(name, Kind.OTHER), None


def small_talk_of(vector: Vectors) -> SmallTalk | None:
    """What a message with this vector is that asks nothing, or None."""
    name, probability = max(kind_probabilities(vector).items(), key=lambda item: item[1])
    return SmallTalk(name) if name in set(SmallTalk) and probability >= SMALL_TALK_FROM else None


def command_of(vector: Vectors) -> str | None:
    """The name of the command that a word with this vector stands for, or None."""
    name, probability = max(class_probabilities(COMMANDS, vector).items(), key=lambda item: item[1])
    return name if probability >= COMMAND_FROM else None


@cache
def _classifier(weights_file: Path) -> tuple[tuple[str, ...], Vectors, Vectors]:
    with np.load(weights_file) as arrays:
        return tuple(map(str, arrays["kinds"])), arrays["weights"].astype(np.float64), arrays["bias"].astype(np.float64)
