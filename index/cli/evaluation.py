"""`evaluate`: asks an archive questions with known answers and judges each answer; summed up in `evaluation_metrics`.

EM and F1 as SQuAD defines them (Rajpurkar et al., "SQuAD", EMNLP 2016).
"""

import json
import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.archive.archive import Archive
from index.errors import SourceError
from index.records import Answer, Hit, Quote

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_]+")


class KnownEvidence(BaseModel):
    """Words of an article that answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    quote: str = ""


class KnownQuestion(BaseModel):
    """A question with what is known of its answer.

    Attributes:
        answers: wordings of the answer, any of which is right.
        evidence: where articles say so; without any, a quote from anywhere is right.
        type: a word to tell kinds of questions apart in the report.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str = Field(min_length=1)
    answers: tuple[str, ...] = ()
    evidence: tuple[KnownEvidence, ...] = ()
    answerable: bool = True
    type: str = ""


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What became of a question.

    Attributes:
        hits: whether each passage that was read, in order, holds evidence.
        exact, f1: of the marked words, 0 where nothing was marked.
        degraded: some part of the archive could not be used for it.
        confidence: of the first quote, or of the nearest sentence where the archive declined.
        best_right: whether that quote or sentence answers, given or not.
    """

    known: KnownQuestion
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


def read_questions(path: Path) -> Iterator[KnownQuestion]:
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
                known = KnownQuestion.model_validate(json.loads(line))
            except ValidationError as error:
                what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                raise SourceError(path, f"{what}; see docs/using.md on measuring", number) from error
            except (ValueError, RecursionError) as error:
                raise SourceError(path, f"this is no JSON ({error}); write one object a line", number) from error
            accepted = (*known.answers, *(e.quote for e in known.evidence))
            if known.answerable and not any(_words(words).strip() for words in accepted):
                raise SourceError(
                    path, 'it has neither "answers" nor "evidence"; write "answerable": false if it has none', number
                )
            yield known


def judge(archive: Archive, known: KnownQuestion) -> JudgedAnswer:
    """Ask a question and compare."""
    answer, passages = archive.ask_with_passages(known.question)
    shown = (answer.quotes or answer.nearest)[:1]
    right = bool(shown) and known.answerable and _answers(known, shown[0])
    exact, f1 = _highlight_scores(known, answer)
    hits = tuple(_holds(known, hit) for hit in passages)
    confidence = shown[0].confidence if shown else 0.0
    degraded = answer.degraded is not None
    return JudgedAnswer(known, hits, answer.answered, right, exact, f1, confidence, answer.took_ms, degraded)


def _highlight_scores(known: KnownQuestion, answer: Answer) -> tuple[float, float]:
    if not answer.answered or answer.quotes[0].highlight is None:
        return 0.0, 0.0
    return exact_and_f1(answer.quotes[0].article.cut(answer.quotes[0].highlight), known.answers)


def _answers(known: KnownQuestion, quote: Quote) -> bool:
    """Whether a quote lies in the evidence and holds an accepted answer, each as far as it is known."""
    quotes = [e.quote for e in known.evidence if e.quote]
    lies = not quotes or any(_within(quote.text, other) or _within(other, quote.text) for other in quotes)
    return lies and (not known.answers or any(_within(wording, quote.text) for wording in known.answers))


def _holds(known: KnownQuestion, hit: Hit) -> bool:
    text = hit.article.cut(hit.span)
    return any(_within(e.quote, text) for e in known.evidence if e.quote)


def _within(part: str, whole: str) -> bool:
    """Whether `whole` has the words of `part` one behind the other, punctuation, spaces and case aside."""
    sought = _words(part)
    return bool(sought.strip()) and sought in _words(whole)


def _words(text: str) -> str:
    """The folded words of a text with a space around each; figures stay whole."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def exact_and_f1(marked: str, accepted: Iterable[str]) -> tuple[float, float]:
    """EM and F1 of marked words against the accepted wording that suits them best; 0 against none."""
    said = _normalised(marked)
    best = (0.0, 0.0)
    for wording in accepted:
        right = _normalised(wording)
        common = sum((Counter(said) & Counter(right)).values())
        f1 = 2 * common / (len(said) + len(right)) if common else 0.0
        best = max(best, (float(said == right), f1), key=lambda pair: (pair[1], pair[0]))
    return best


def _normalised(text: str) -> list[str]:
    """Words as SQuAD compares them: lower case, without punctuation and articles."""
    bare = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", bare).split()
