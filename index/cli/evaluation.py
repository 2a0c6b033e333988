"""How well an archive answers questions whose answers are known; hits and reciprocal ranks as trec_eval has them."""

import json
import math
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.archive.archive import Archive
from index.cli.metrics import Numbers, bins, calibration_error, exact_and_f1, interval, risk_coverage_area
from index.errors import SourceError
from index.records import Answer, Hit, Quote

RANKS = (1, 4, 10)
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_]+")


class Evidence(BaseModel):
    """Words of an article that answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    quote: str = ""


class EvidenceIndex(BaseModel):
    """A question with what is known of its answer.

    Attributes:
        answers: wordings of the answer, any of which is right.
        evidence: where articles say so; without any, a quote from anywhere is right.
        type: a word to tell kinds of questions apart in the report.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str = Field(min_length=1)
    answers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    answerable: bool = True
    type: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a question.

    Attributes:
        hits: whether each passage that was read, in order, holds evidence.
        exact, f1: of the marked words, 0 where nothing was marked.
        degraded: some part of the archive could not be used for it.
        confidence: of the first quote, or of the nearest sentence where the archive declined.
        best_right: whether that quote or sentence answers, given or not.
    """

    known: EvidenceIndex
    hits: tuple[bool, ...]
    answered: bool
    best_right: bool
    exact: float
    f1: float
    confidence: float
    took_ms: float
    degraded: bool

    @property
    def right(self) -> bool:
        """Whether a quote was given, and the first one answers."""
        return self.answered and self.best_right


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean with its 95 % bootstrap interval; None for a measure that is of no single questions."""

    name: str
    value: float
    interval: tuple[float, float] | None
    questions: int


def read_questions(path: Path) -> Iterator[EvidenceIndex]:
    """The questions of a JSONL file, one object a line; empty lines are passed over.

    Raises:
        SourceError: names the line that is no question.
        OSError: the file cannot be read.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            if any("\udc80" <= character <= "\udcff" for character in line):
                raise SourceError(path, "this is not UTF-8; save the file as UTF-8", number)
            try:
                known = EvidenceIndex.model_validate(json.loads(line))
            except ValidationError as error:
                what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                raise SourceError(path, f"{what}; see docs/using.md on measuring", number) from error
            except (ValueError, RecursionError) as error:
                raise SourceError(path, f"this is no JSON ({error}); write one object a line", number) from error
            told = (*known.answers, *(e.quote for e in known.evidence))
            if known.answerable and not any(_words(words).strip() for words in told):
                raise SourceError(
                    path, 'it has neither "answers" nor "evidence"; write "answerable": false if it has none', number
                )
            yield known


def judge(archive: Archive, known: EvidenceIndex) -> Judged:
    """Ask a question and compare."""
    answer, passages = archive.ask_with_passages(known.question)
    shown = (answer.quotes or answer.nearest)[:1]
    right = bool(shown) and known.answerable and _answers(known, shown[0])
    exact, f1 = _of_mark(known, answer)
    hits = tuple(_holds(known, hit) for hit in passages)
    confidence = shown[0].confidence if shown else 0.0
    degraded = answer.degraded is not None
    return Judged(known, hits, answer.answered, right, exact, f1, confidence, answer.took_ms, degraded)


def measures(judged: Sequence[Judged]) -> list[Measure]:
    """All that there is to say of these questions; a measure for which there are no questions is left out."""
    answerable = [j for j in judged if j.known.answerable]
    others = [j for j in judged if not j.known.answerable]
    given = [j for j in judged if j.answered]
    found = [*_of_retrieval([j for j in answerable if any(e.quote for e in j.known.evidence)])]
    spans = [j for j in answerable if j.known.answers]
    for name, questions, value in (
        ("right first quote", answerable, lambda j: j.right),
        ("span EM", spans, lambda j: j.exact),
        ("span F1", spans, lambda j: j.f1),
        ("coverage of the answerable", answerable, lambda j: j.answered),
        ("right among the answered", given, lambda j: j.right),
        ("declined of the unanswerable", others, lambda j: not j.answered),
        ("false answers to the unanswerable", others, lambda j: j.answered),
    ):
        found += _mean(name, [float(value(j)) for j in questions])
    if judged:
        sure, right = _sure_and_right(judged)
        found.append(Measure("area under risk and coverage", risk_coverage_area(sure, right), None, len(judged)))
        found.append(Measure("calibration error", calibration_error(sure, right), None, len(judged)))
        found.append(Measure("milliseconds, median", statistics.median(j.took_ms for j in judged), None, len(judged)))
    return found


def by_type(judged: Sequence[Judged]) -> dict[str, tuple[int, float, float]]:
    """For each type of question: how many, the share answered, and the share of right first quotes."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.known.type or "-", []).append(one)
    return {
        name: (len(some), _share([j.answered for j in some]), _share([j.right for j in some]))
        for name, some in sorted(groups.items())
    }


def reliability(judged: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number of questions in each tenth of confidence that has any."""
    sure, right = _sure_and_right(judged)
    return [(float(sure[rows].mean()), float(right[rows].mean()), len(rows)) for rows in bins(sure)]


def _sure_and_right(judged: Sequence[Judged]) -> tuple[Numbers, Numbers]:
    """Confidence, and 1 where the best sentence answers, else 0; shape (questions,) each."""
    return np.array([j.confidence for j in judged]), np.array([j.best_right for j in judged], dtype=np.float64)


def _of_mark(known: EvidenceIndex, answer: Answer) -> tuple[float, float]:
    if not answer.answered or answer.quotes[0].highlight is None:
        return 0.0, 0.0
    return exact_and_f1(answer.quotes[0].article.cut(answer.quotes[0].highlight), known.answers)


def _answers(known: EvidenceIndex, quote: Quote) -> bool:
    """Whether a quote lies in the evidence and holds an accepted answer, each as far as it is known."""
    quotes = [e.quote for e in known.evidence if e.quote]
    lies = not quotes or any(_within(quote.text, other) or _within(other, quote.text) for other in quotes)
    return lies and (not known.answers or any(_within(wording, quote.text) for wording in known.answers))


def _holds(known: EvidenceIndex, hit: Hit) -> bool:
    text = hit.article.cut(hit.span)
    return any(_within(e.quote, text) for e in known.evidence if e.quote)


def _within(part: str, whole: str) -> bool:
    """Whether `whole` has the words of `part` one behind the other, punctuation, spaces and case aside."""
    sought = _words(part)
    return bool(sought.strip()) and sought in _words(whole)


def _words(text: str) -> str:
    """The folded words of a text with a space around each; figures stay whole."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _of_retrieval(judged: Sequence[Judged]) -> Iterator[Measure]:
    """Success at several ranks and the mean reciprocal rank, over questions whose evidence has words.

    Both by the rank of the first passage that holds evidence; a first one past the last of `RANKS` counts as none.
    """
    firsts = [next((rank for rank, hit in enumerate(j.hits, 1) if hit), math.inf) for j in judged]
    for at in RANKS:
        yield from _mean(f"Hits@{at}", [float(first <= at) for first in firsts])
    yield from _mean(f"MRR@{RANKS[-1]}", [1 / first if first <= RANKS[-1] else 0.0 for first in firsts])


def _mean(name: str, values: Sequence[float]) -> Iterator[Measure]:
    if values:
        yield Measure(name, float(np.mean(values)), interval(np.array(values)), len(values))


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)
