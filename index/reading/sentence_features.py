"""What speaks for a sentence as the answer to a question, as numbers between 0 and 1.

How much of the question the sentence has; whether the question's names are in it or within
its reach; and whether it holds something of the kind asked for, close to the words asked about.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.language.event_lexicon import event_type
from index.language.text import stem
from index.query.query import Kind, Measure, Name, Query
from index.reading.article_analysis import Sentence, tokens_of
from index.reading.candidates import candidates_of
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


@dataclass(frozen=True, slots=True)
class QueryWords:
    """A query with its content words: of each its stem, the deed that it tells, and how rare it is, 0 to 1."""

    query: Query
    stems: tuple[str | None, ...]
    deeds: tuple[str | None, ...]
    rarities: npt.NDArray[np.float64]

    @classmethod
    def of(cls, query: Query, rarity: Callable[[str], float]) -> "QueryWords":
        """Those of `query`; `rarity` is the weight of a search term, larger for rarer ones, 0 to 1."""
        stems = tuple(stem(word.folded) for word in query.content)
        deeds = tuple(event_type(word.folded) for word in query.content)
        return cls(query, stems, deeds, np.array([rarity(one or "") for one in stems]))


def measure(
    wanted: QueryWords,
    view: Sentence,
) -> tuple[dict[str, float], Span | None]:
    """The features of a sentence for a question, and the words in it that may answer."""
    query, rarities = wanted.query, wanted.rarities
    nearness = _nearness(wanted, view)
    met = nearness.max(axis=1, initial=0.0)
    plain = [float(m) for m, word in zip(met, query.content, strict=True) if word.folded not in query.name_words]
    deeds, others = set(wanted.deeds) - {None}, set(view.tokens.deeds) - {None}
    candidate = _candidate(wanted, view, nearness)
    names = [reach(name, view) for name in query.names]
    here = min((_share(name, view.stems) for name in query.names), default=0.0)
    rivals = _rivals(query, view) if query.names else 0.0
    found = dict.fromkeys(FEATURES, 0.0)
    found |= {
        "one": 1.0,
        "met": _mean(met, rarities),
        "least met": min(plain, default=1.0),
        "deed unmet": float(bool(deeds) and not deeds & others),
        "other deed": float(bool(deeds and others and not deeds & others) or candidate.other_deed),
        "names": min(names, default=0.0),
        "names here": here,
        "no names": float(not query.names),
        "has form": float(candidate.span is not None),
        "close": candidate.close,
        "counted": candidate.counted,
        "rivals": min(3.0, rivals) / 3.0 if query.kind is Kind.COUNT else 0.0,
        "elsewhere": float(here < 1 and rivals > 0),
        "vague": float(candidate.vague),
        "topic": here if query.kind is Kind.EVENTS else 0.0,
        "retrieval": view.retrieval,
        "short": min(1.0, 60.0 / max(1, len(view.text))),
    }
    if query.kind.value in found:
        found[query.kind.value] = 1.0
    return found, candidate.span


def _nearness(wanted: QueryWords, view: Sentence) -> npt.NDArray[np.float64]:
    """Whether each word of the question is of one stem or of one deed with each word of the sentence.

    1 where it is, else 0; shape (question words, sentence words).
    """
    content, tokens = wanted.query.content, view.tokens
    near = np.zeros((len(content), len(tokens.words)))
    for i, (word, term, deed) in enumerate(zip(content, wanted.stems, wanted.deeds, strict=True)):
        for j, (other, its, done) in enumerate(zip(tokens.words, tokens.stems, tokens.deeds, strict=True)):
            if word.folded == other.folded or term == its:
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


def _candidate(wanted: QueryWords, view: Sentence, nearness: npt.NDArray[np.float64]) -> _Candidate:
    """The candidate of the asked kind that is closest to the words that the question asks about."""
    query, rarities, tokens = wanted.query, wanted.rarities, view.tokens
    asked = {word.folded for word in query.content}
    text = view.article.text
    best = _Candidate()
    if query.kind is Kind.PERSON and asked <= query.name_words:
        return best  # "who is Ahmad Hilal?" asks about the one it names
    if query.kind in {Kind.PERSON, Kind.PLACE} and view.text.upper() == view.text:
        met = nearness.max(axis=1, initial=0.0)  # names cannot be told in upper case, so nothing is held against it
        return _Candidate(close=_mean(met, rarities))
    for span in candidates_of(view.article, view.span, query.kind, query.measure):
        start, end = span.start - view.span.start, span.end - view.span.start
        inside = [i for i, w in enumerate(tokens.words) if start <= w.start and w.end <= end]
        if not inside:
            continue
        folded = [tokens.words[i].folded for i in inside]
        if query.kind in {Kind.PERSON, Kind.PLACE, Kind.TIME} and all(
            word in asked or word in _LINKS for word in folded
        ):
            continue  # the question says it already
        if query.kind is Kind.PERSON and _NOBODY.match(text[span.start : view.span.end]):
            continue
        positions = np.arange(len(tokens.words))
        distance = np.maximum(0, np.maximum(inside[0] - positions, positions - inside[-1]))
        close = _mean((nearness * np.exp(-distance / 6.0)).max(axis=1, initial=0.0), rarities)
        counted, other = 0.0, False
        if query.kind is Kind.COUNT:
            deed = governing_deed(tokens, inside)
            asked_deeds = set(wanted.deeds) - {None}
            other = bool(asked_deeds) and deed is not None and deed not in asked_deeds
            counted = 0.0 if other else _counted(query, view, inside, nearness)
        found = _Candidate(span, close, counted, folded[0] in _VAGUE, other)
        if best.span is None or _worth(found) > _worth(best) + 1e-9:
            best = found
    return best


def _mean(values: npt.NDArray[np.float64], rarities: npt.NDArray[np.float64]) -> float:
    """Mean over the question's words, rarer ones counting more; 0 for a question without any."""
    return float(values @ rarities / rarities.sum()) if len(values) else 0.0


def _worth(candidate: _Candidate) -> float:
    return candidate.close + 0.5 * candidate.counted


def _counted(query: Query, view: Sentence, inside: list[int], nearness: npt.NDArray[np.float64]) -> float:
    """Whether a figure counts what is asked for: 1 for the very word or, when people are asked for, for people."""
    tokens = view.tokens
    around = range(inside[0], min(len(tokens.words), inside[-1] + 3))
    if query.counted is not None:
        asked = [i for i, word in enumerate(query.content) if word.folded == query.counted]
        return max((float(nearness[i, j]) for i in asked for j in around), default=0.0)
    if query.measure is not Measure.NUMBER:
        return 1.0
    nouns = [tokens.words[i].folded for i in inside[1:]]
    if any(tokens.words[i].folded in PEOPLE or tokens.deeds[i] is not None for i in inside[1:]):
        return 1.0
    figure = {tokens.words[i].folded for i in inside} <= _SINGLE
    return 0.1 if figure or (nouns and nouns[-1].endswith("s") and nouns[-1] not in PEOPLE) else 0.6


def _rivals(query: Query, view: Sentence) -> float:
    """How many other places a sentence names beside those asked about."""
    places = candidates_of(view.article, view.span, Kind.PLACE, None)
    named = (tokens_of(view.article, place).words for place in places)
    return float(sum(all(word.folded not in query.name_words for word in found) for found in named))


def reach(name: Name, view: Sentence) -> float:
    """How near a name of a question is: 1 in the sentence itself, less around it, 0 nowhere in the article."""
    rings = ((1.0, view.stems), (0.8, view.paragraph), (0.6, view.before), (0.5, view.lead), (0.3, view.far))
    return max(weight * _share(name, stems) for weight, stems in rings)


def _share(name: Name, stems: frozenset[str]) -> float:
    """Share of the name's words among `stems`."""
    return sum(stem(word) in stems for word in name.folded) / max(1, len(name.folded))
