"""Questions written for the reader on passages that answer them, or that only seem to.

`written_questions.tsv`, tab-separated: "P", id, language and text of a passage written for this; "Q", id of a passage,
question, and the words of it that answer, or nothing. A passage of one of the sets has the set's name and the hash of
its text (`text_key`) as its id. Beside them stand the pairs of `factuality_pairs.tsv`: nothing answers in what is not
told as a fact.
"""

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.records import Span
from index.training.corpora import held_questions, read
from index.training.example_mix import PARALLEL, varied
from index.training.examples import Example, in_company
from index.training.factuality_pairs import FILE as PAIRS
from index.training.factuality_pairs import lines_of, of_passages

FILE = Path(__file__).parent / "written_questions.tsv"

_ONE_IN = 20
"""Of so many passages one is kept for testing, by its hash."""
_ALONE = 0.6
"""Share of the short passages that are read alone, not among others of their language."""
_SHORT = 420
"""Characters of the longest of them."""
_LINE_BREAKS = re.compile(r"[\n\t\r]")


@dataclass(slots=True)
class Written:
    """A question on a passage, with the words of it that answer, empty where none do; and how often it was drawn."""

    language: str
    passage: str
    question: str
    answer: str
    drawn: int = 0


class WrittenQuestions:
    """All of them.

    Args:
        folder: the sets whose passages are asked about.
        lines: of `written_questions.tsv`.

    Attributes:
        learned, kept: those to learn from, and those kept for testing.

    Raises:
        ValueError: a line is of neither form, its passage is unknown, or its answer does not stand there.
    """

    def __init__(self, folder: Path, lines: list[str]) -> None:
        self._folder = folder
        self._passages: dict[str, tuple[str, str]] = {}
        self.learned: list[Written] = []
        self.kept: list[Written] = []
        found = {(one.passage, one.question, one.answer): one for one in (*self._read(lines), *_of_pairs())}
        for one in found.values():
            (self.kept if hashlib.sha256(one.passage.encode()).digest()[0] % _ONE_IN == 0 else self.learned).append(one)
        self._beside = defaultdict[str, list[str]](list)
        for one in self.learned:
            if len(one.passage) < _SHORT:
                self._beside[one.language].append(one.passage)

    def _read(self, lines: list[str]) -> Iterator[Written]:
        for number, line in enumerate(lines, 1):
            kind, *columns = line.split("\t")
            if kind == "P" and len(columns) == 3:
                self._passages[columns[0]] = (columns[1], columns[2])
            elif kind == "Q" and len(columns) == 3:
                language, passage = self._passage(columns[0], number)
                if columns[2] not in passage:
                    raise ValueError(f"{FILE.name}, line {number}: {columns[2]!r} does not stand in the passage")
                yield Written(language, passage, columns[1], columns[2])
            else:
                raise ValueError(f"{FILE.name}, line {number}: neither a passage nor a question")

    def _passage(self, key: str, number: int) -> tuple[str, str]:
        """Language and text of a passage."""
        if key not in self._passages:
            name = key.split("/", maxsplit=1)[0]
            if not (self._folder / name).is_dir():
                raise ValueError(f"{FILE.name}, line {number}: no passage {key}, and no set {name} in {self._folder}")
            for asked in read(self._folder, name, self._held if name in PARALLEL else None).learned:
                self._passages[text_key(name, asked.text)] = (asked.language, _LINE_BREAKS.sub(" ", asked.text))
        if key not in self._passages:
            raise ValueError(f"{FILE.name}, line {number}: no passage {key}")
        return self._passages[key]

    @cached_property
    def _held(self) -> frozenset[str]:
        """The parallel questions whose texts are kept for testing."""
        return held_questions(self._folder, PARALLEL)

    def examples(self, rng: random.Random, count: int) -> list[Example]:
        """So many to learn from, those drawn least often first, as people type them."""
        chosen = sorted(rng.sample(self.learned, len(self.learned)), key=lambda one: one.drawn)[:count]
        found = []
        for one in chosen:
            one.drawn += 1
            start = one.passage.index(one.answer)
            text, span = one.passage, Span(start, start + max(1, len(one.answer)))
            if len(text) < _SHORT and rng.random() > _ALONE:
                others = self._beside[one.language]
                sides = [[other for other in rng.choices(others, k=2) if other != text] for _ in range(2)]
                text, span = in_company(rng, sides[0], text, sides[1], span)
            found.append(varied(rng, Example(one.question, "", text, span if one.answer else None, "written")))
        return found


def text_key(name: str, text: str) -> str:
    """What a passage of a set is called."""
    return f"{name}/{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _of_pairs() -> Iterator[Written]:
    """The pairs of what is told as a fact and what is not; where both stand in one passage, the fact alone."""
    for line in of_passages(lines_of(PAIRS)):
        yield Written(line.language, line.passage, line.question, line.words if line.answers else "")
