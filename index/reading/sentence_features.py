"""What speaks for a sentence as the answer to a question, as numbers between 0 and 1.

How much of the question the sentence has; whether the question's names are in it or within
its reach; and whether it holds something of the kind asked for, close to the words asked about.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.language.event_triggers import event_type
from index.language.text import Word, stem, words
from index.query.question import Kind, Measure, Name, Question
from index.reading.candidates import candidates
from index.reading.context import Sentence
from index.reading.quantity_head import PEOPLE, governing_deed
from index.records import Span

FEATURES = (
    "one", "met", "least met", "deed unmet", "other deed", "names", "names here", "no names", "has form",
    "close", "counted", "rivals", "elsewhere", "vague", "count", "person", "place", "time", "events", "topic",
    "retrieval", "short",
)  # fmt: skip
_VAGUE = frozenset("several dozens scores hundreds thousands some many few".split())
_SINGLE = frozenset(("one", "a", "an", "1", "another"))
_LINKS = frozenset("the of in on at al el and".split())
# "Russian warplanes" and "SU-25" are nobody.
_NOBODY = re.compile(r"\S*\d|(?:[A-Z]\w+ )?[A-Z]+-\d|[A-Z]\w+(?:ian|ish|ese|ican|ean|aeli|aqi|emeni)(?:s\b|-|\s+[a-z])")


def measure(
    question: Question,
    view: Sentence,
    rarity: Callable[[str], float],
) -> tuple[dict[str, float], Span | None]:
    """The features of a sentence for a question, and the words in it that may answer.

    Args:
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
    """
    nearness = _nearness(question.content, view)
    rarities = np.array([rarity(stem(word.folded) or "") for word in question.content])
    met = nearness.max(axis=1, initial=0.0)
    of_names = {word for name in question.names for word in name.folded}
    plain = [float(m) for m, word in zip(met, question.content, strict=True) if word.folded not in of_names]
    deeds = {deed for word in question.content if (deed := event_type(word.folded)) is not None}
    others = {deed for word in view.words if (deed := event_type(word.folded)) is not None}
    candidate = _candidate(question, view, nearness, rarities)
    names = [reach(name, view) for name in question.names]
    here = min((_share(name, view.stems) for name in question.names), default=0.0)
    rivals = _rivals(question, view) if question.names else 0.0
    found = dict.fromkeys(FEATURES, 0.0)
    found |= {
        "one": 1.0,
        "met": _mean(met, rarities),
        "least met": min(plain, default=1.0),
        "deed unmet": float(bool(deeds) and not deeds & others),
        "other deed": float(bool(deeds and others and not deeds & others) or candidate.other_deed),
        "names": min(names, default=0.0),
        "names here": here,
        "no names": float(not question.names),
        "has form": float(candidate.span is not None),
        "close": candidate.close,
        "counted": candidate.counted,
        "rivals": min(3.0, rivals) / 3.0 if question.kind is Kind.COUNT else 0.0,
        "elsewhere": float(here < 1 and rivals > 0),
        "vague": float(candidate.vague),
        "topic": here if question.kind is Kind.EVENTS else 0.0,
        "retrieval": view.retrieval,
        "short": min(1.0, 60.0 / max(1, len(view.text))),
    }
    if question.kind.value in found:
        found[question.kind.value] = 1.0
    return found, candidate.span


def _nearness(content: Sequence[Word], view: Sentence) -> npt.NDArray[np.float64]:
    """Whether each word of the question is of one stem or of one deed with each word of the sentence.

    1 where it is, else 0; shape (question words, sentence words).
    """
    near = np.zeros((len(content), len(view.words)))
    for i, word in enumerate(content):
        for j, other in enumerate(view.words):
            deed, done = event_type(word.folded), event_type(other.folded)
            if word.folded == other.folded or stem(word.folded) == stem(other.folded):
                near[i, j] = 1.0
            elif deed is not None and done is not None:
                near[i, j] = float(deed == done)
    return near


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The stretch that most likely answers; how close it is to the words asked about and what it counts, 0 to 1."""

    span: Span | None = None
    close: float = 0.0
    counted: float = 0.0
    vague: bool = False
    other_deed: bool = False


def _candidate(
    question: Question, view: Sentence, nearness: npt.NDArray[np.float64], rarities: npt.NDArray[np.float64]
) -> _Candidate:
    """The candidate of the asked kind that is closest to the words that the question asks about."""
    asked = {word.folded for word in question.content}
    text = view.article.text
    best = _Candidate()
    if question.kind is Kind.PERSON and asked <= {word for name in question.names for word in name.folded}:
        return best  # "who is Ahmad Hilal?" asks about the one it names
    if question.kind in {Kind.PERSON, Kind.PLACE} and view.text.upper() == view.text:
        met = nearness.max(axis=1, initial=0.0)  # names cannot be told in upper case, so nothing is held against it
        return _Candidate(close=_mean(met, rarities))
    for span in candidates(question.kind, text, view.span, question.measure):
        start, end = span.start - view.span.start, span.end - view.span.start
        inside = [i for i, w in enumerate(view.words) if start <= w.start and w.end <= end]
        if not inside:
            continue
        folded = [view.words[i].folded for i in inside]
        if question.kind in {Kind.PERSON, Kind.PLACE, Kind.TIME} and all(
            word in asked or word in _LINKS for word in folded
        ):
            continue  # the question says it already
        if question.kind is Kind.PERSON and _NOBODY.match(text[span.start : view.span.end]):
            continue
        positions = np.arange(len(view.words))
        distance = np.maximum(0, np.maximum(inside[0] - positions, positions - inside[-1]))
        close = _mean((nearness * np.exp(-distance / 6.0)).max(axis=1, initial=0.0), rarities)
        counted, other = 0.0, False
        if question.kind is Kind.COUNT:
            deed = governing_deed(view.words, inside)
            asked_deeds = {event_type(word.folded) for word in question.content} - {None}
            other = bool(asked_deeds) and deed is not None and deed not in asked_deeds
            counted = 0.0 if other else _counted(question, view, inside, nearness)
        found = _Candidate(span, close, counted, folded[0] in _VAGUE, other)
        if best.span is None or _worth(found) > _worth(best) + 1e-9:
            best = found
    return best


def _mean(values: npt.NDArray[np.float64], rarities: npt.NDArray[np.float64]) -> float:
    """Mean over the question's words, rarer ones counting more; 0 for a question without any."""
    return float(values @ rarities / rarities.sum()) if len(values) else 0.0


def _worth(candidate: _Candidate) -> float:
    return candidate.close + 0.5 * candidate.counted


def _counted(question: Question, view: Sentence, inside: list[int], nearness: npt.NDArray[np.float64]) -> float:
    """Whether a figure counts what is asked for: 1 for the very word or, when people are asked for, for people."""
    around = range(inside[0], min(len(view.words), inside[-1] + 3))
    if question.counted is not None:
        asked = [i for i, word in enumerate(question.content) if word.folded == question.counted]
        return max((float(nearness[i, j]) for i in asked for j in around), default=0.0)
    if question.measure is not Measure.NUMBER:
        return 1.0
    nouns = [view.words[i].folded for i in inside[1:]]
    if any(noun in PEOPLE or event_type(noun) is not None for noun in nouns):
        return 1.0
    figure = {view.words[i].folded for i in inside} <= _SINGLE
    return 0.1 if figure or (nouns and nouns[-1].endswith("s") and nouns[-1] not in PEOPLE) else 0.6


def _rivals(question: Question, view: Sentence) -> float:
    """How many other places a sentence names beside those asked about."""
    asked = {word for name in question.names for word in name.folded}
    places = candidates(Kind.PLACE, view.article.text, view.span)
    return float(sum(not asked & {w.folded for w in words(view.article.cut(place))} for place in places))


def reach(name: Name, view: Sentence) -> float:
    """How near a name of a question is: 1 in the sentence itself, less around it, 0 nowhere in the article."""
    rings = ((1.0, view.stems), (0.8, view.paragraph), (0.6, view.before), (0.5, view.lead), (0.3, view.far))
    return max(weight * _share(name, stems) for weight, stems in rings)


def _share(name: Name, stems: frozenset[str]) -> float:
    """Share of the name's words among `stems`."""
    return sum(stem(word) in stems for word in name.folded) / max(1, len(name.folded))
