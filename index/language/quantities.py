"""What a figure says: the least and the most it may mean, whatever language it is written in."""

import math
from dataclasses import dataclass
from enum import Enum, auto

from index.records import Span

ABOUT_TOLERANCE = 0.1
"""How far "about 50" and "nearly 50" may be off, as a share: our choice, since nobody says how far they mean."""


class Bound(Enum):
    """How the words around a number limit it."""

    EXACTLY = auto()
    AT_LEAST = auto()
    MORE_THAN = auto()
    AT_MOST = auto()
    FEWER_THAN = auto()
    ABOUT = auto()
    NEARLY = auto()
    JUST_OVER = auto()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of things, as it is written somewhere.

    Attributes:
        span: the words of it, those that limit it among them ("at least 15"), not the thing counted.
        low, high: the least and the most it may mean, both included; `high` is infinite for "at least 15".
        named: the numbers in the words: none for "dozens", two for "between 10 and 15".
    """

    span: Span
    low: float
    high: float
    named: tuple[float, ...]

    def agrees(self, other: "Figure") -> bool:
        """Whether two reports with these figures say the same.

        "At least 15" and "15" do, "at least 15" and "17" do not, though both may be true; "dozens" agrees with 36.
        """
        if self.named and other.named:
            return self.named == other.named
        return self.low <= other.high and other.low <= self.high


def bounded_figure(span: Span, number: float, bound: Bound) -> Figure:
    """The figure of one number with what limits it."""
    whole = number % 1 == 0  # not of infinity
    low, high = {
        Bound.EXACTLY: (number, number),
        Bound.AT_LEAST: (number, math.inf),
        Bound.MORE_THAN: (number + 1 if whole else number, math.inf),
        Bound.AT_MOST: (0.0, number),
        Bound.FEWER_THAN: (0.0, number - 1 if whole else number),
        Bound.ABOUT: (number * (1 - ABOUT_TOLERANCE), number * (1 + ABOUT_TOLERANCE)),
        Bound.NEARLY: (number * (1 - ABOUT_TOLERANCE), number),
        Bound.JUST_OVER: (number, number * (1 + ABOUT_TOLERANCE)),
    }[bound]
    return Figure(span, low, high, (number,))


def range_figure(span: Span, low: float, high: float) -> Figure:
    """The figure of two numbers between which it lies."""
    return Figure(span, low, high, (low, high))


def vague_figure(span: Span, low: float, high: float) -> Figure:
    """A figure without a number: "dozens", "several"."""
    return Figure(span, low, high, ())
