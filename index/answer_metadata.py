"""How a question was read where that is not literal, and what shape its answer has; all frozen.

Imports nothing of ours, as `records`, which carries these along.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate


class Verdict(StrEnum):
    """Whether the corpus answers a question, and how surely that is known."""

    SAYS = "says"
    """The quotes answer."""
    MAY_SAY = "may say"
    """There is no quote; the nearest sentence, the first, may answer."""
    NOT_SAID = "not said"
    """Nothing that was found answers; the nearest sentences only come closest."""


class Form(StrEnum):
    """What the quotes of an answer are to each other."""

    QUOTES = "quotes"
    """The best one first."""
    FIGURES = "figures"
    """Figures for one event that differ, the newest report first."""
    EVENTS = "events"
    """One quote an event, in order of time."""
    REPORTS = "reports"
    """One quote a report, the newest first: a digest."""
    QUESTIONS = "questions"
    """The best ones for each question of a message that asks several, in their order."""


class Standing(StrEnum):
    """What a report has become since it was written."""

    NEWEST = "newest"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name of the question that was not taken literally: as it is written there, and as the corpus writes it."""

    written: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Words of the question that were taken for dates of articles.

    Attributes:
        words: as they are written in the question.
        after, before: the time that they name, as in Filters, both inclusive; a report of it may be a little later.
        empty: no article is of that time.
    """

    words: str
    after: str | None
    before: str | None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """All that was not taken literally in a question."""

    names: tuple[NameReading, ...] = ()
    period: Period | None = None


LITERALLY = Understood()
"""Nothing was read into the question."""


@dataclass(frozen=True, slots=True)
class QuestionVerdict:
    """One question of a message that asks several: in its own words, whether it is answered, and by how many of the
    answer's sentences; those of the question before it come before them."""

    question: str
    verdict: Verdict
    sentences: int


def question_of(number: int, questions: Sequence[QuestionVerdict]) -> QuestionVerdict | None:
    """The question that the sentence with this number is for; None where there is but one."""
    ends = accumulate(question.sentences for question in questions)
    return next((question for question, end in zip(questions, ends, strict=True) if number < end), None)


@dataclass(frozen=True, slots=True)
class ReportCount:
    """How many reports give a figure for an event, and how many of them are no copies of each other."""

    reports: int
    independent: int
