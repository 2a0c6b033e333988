"""Which sentences answer a question, with the words in them that do, and how likely it is.

No trained reader is at hand, so sentences are scored: `sentence_features` says what speaks for each, and a logistic
regression turns that into a probability. tests/bench/fit_reader.py fits its weights.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.language.text import stem
from index.query.query import Query
from index.reading.article_analysis import Sentence, sentences_of
from index.reading.sentence_features import QueryWords, measure
from index.records import Article, Hit, Span

MOST_SENTENCES = 16
"""Sentences that are looked at closely; the others of the hits have fewer of the question's words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that may answer, the words in it that do (None: none singled out), and the probability."""

    article: Article
    sentence: Span
    highlight: Span | None
    probability: float


class Reader(Protocol):
    """Finds the sentences that answer."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        """Readings of the hits' sentences, most probable first, each sentence once."""


WITHOUT_NETWORK = {
    "one": -6.08,
    "met": 5.12,
    "least met": 0.19,
    "deed unmet": -2.11,
    "other deed": -1.50,
    "names": 1.79,
    "names here": 0.00,
    "no names": 1.27,
    "has form": 1.83,
    "close": 0.72,
    "counted": 2.00,
    "rivals": -0.14,
    "elsewhere": -1.50,
    "vague": -0.31,
    "count": -2.36,
    "person": -1.30,
    "place": -0.10,
    "time": -1.75,
    "events": -2.01,
    "topic": 4.00,
    "retrieval": 1.50,
    "short": 0.23,
}


class SentenceReader:
    """Scores sentences by words, names and kind of answer.

    Args:
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
    """

    def __init__(self, rarity: Callable[[str], float]) -> None:
        self._rarity = rarity

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        """Readings of the hits' sentences, most probable first, each sentence once; ties by place in the hits."""
        return ranked(self.features(query, hits), WITHOUT_NETWORK)

    def features(self, query: Query, hits: Sequence[Hit]) -> list[tuple[Sentence, dict[str, float], Span | None]]:
        """Each sentence with its features (as named in FEATURES) and the words in it that may answer."""
        views, wanted = self._shortlist(query, sentences_of(hits)), QueryWords.of(query, self._rarity)
        return [(view, *measure(wanted, view)) for view in views]

    def _shortlist(self, query: Query, views: list[Sentence]) -> list[Sentence]:
        if len(views) <= MOST_SENTENCES:
            return views
        asked = {word.folded: stem(word.folded) for word in query.content}

        def promise(view: Sentence) -> float:
            shared = sum(self._rarity(term) for term in asked.values() if term is not None and term in view.stems)
            return shared + view.retrieval

        ranked = sorted(range(len(views)), key=lambda i: (-promise(views[i]), i))[:MOST_SENTENCES]
        return [views[i] for i in sorted(ranked)]


def ranked(
    found: Sequence[tuple[Sentence, Mapping[str, float], Span | None]], weights: Mapping[str, float]
) -> list[Reading]:
    """Readings of sentences with their features, most probable first; ties stay in order.

    Args:
        weights: of a logistic regression, by feature; a feature without one does not count.
    """
    readings = [
        Reading(view.article, view.span, highlight, _sigmoid(sum(weights.get(n, 0.0) * v for n, v in features.items())))
        for view, features, highlight in found
    ]
    return sorted(readings, key=lambda reading: -reading.probability)


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, x))))
