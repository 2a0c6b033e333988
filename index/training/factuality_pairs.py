"""Passages in pairs that tell, and do not tell, the same as a fact; facts alone, some only believed; fifteen languages.

`factuality_pairs.tsv`, tab-separated: language, 1 (a fact) or 0, question, passage, and words of it that answer, or
only seem to, since they are planned, denied or feared.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from index.records import Span
from index.training.examples import among
from index.training.factuality_frames import Told, space_of

FILE = Path(__file__).parent / "factuality_pairs.tsv"

_ONE_IN = 12
"""Of so many pairs one is kept for testing."""
_TIMES = 2
"""How often each is drawn, among others each time."""


class Line(NamedTuple):
    """A question on a passage, with words of it that answer, or only seem to."""

    language: str
    answers: bool
    question: str
    passage: str
    words: str


def lines_of(file: Path) -> list[Line]:
    """The lines of a file of pairs, in their order."""
    found = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return [Line(language, answers == "1", *rest) for language, answers, *rest in found]


def of_passages(lines: Sequence[Line]) -> list[Line]:
    """The lines as questions on whole passages: where one passage has both, it answers."""
    answered = {(line.question, line.passage) for line in lines if line.answers}
    return [line for line in lines if line.answers or (line.question, line.passage) not in answered]


def pairs(rng: random.Random) -> Iterator[Told]:
    """Each passage alone, or among others of its language."""
    by_language = defaultdict[str, list[Line]](list)
    for line in lines_of(FILE):
        by_language[line.language].append(line)
    for language, lines in by_language.items():
        for number, (_, factual, question, passage, answer) in enumerate(lines):
            kept = number // 2 % _ONE_IN == 0
            others = [
                other.passage
                for at, other in enumerate(lines)
                if (at // 2 % _ONE_IN == 0) == kept and at // 2 != number // 2
            ]
            for _ in range(1 if kept else _TIMES):
                alone = Span(passage.index(answer), passage.index(answer) + len(answer))
                sides = _drawn(rng, others), _drawn(rng, others)
                text, span = passage, alone
                if rng.random() < 0.5:
                    text, span = among(sides[0], passage, sides[1], alone, space_of(language))
                yield Told(question, "", text, span, factual, f"pairs/{language}", kept)


def _drawn(rng: random.Random, others: Sequence[str]) -> list[str]:
    """Up to two passages to stand on one side of another."""
    return rng.sample(others, min(len(others), rng.randint(0, 2)))
