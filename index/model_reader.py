"""Which sentences answer a question, by the network that reads question and passage together.

The network says where in a passage an answer stands and how sure it is of it; what the sentence reader knows beside
(names met, kind of answer, what a figure counts) goes with it into one logistic regression, whose probability decides.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from index.question import Kind, Question
from index.reader import ARTICLES_KEPT, Reading, ranked
from index.records import Hit, Span
from index.sentence_features import measure
from index.span_model import SpanModel
from index.surroundings import Sentence, Surroundings

PASSAGES_READ = 4
"""Passages, best first, that the network reads. More cost time and find no more: see index/training/README.md."""

MOST_SENTENCES = 12
"""Sentences, by the network's best answer in them, that are looked at more closely."""

READ_FEATURES = ("span", "behind", "answers", "agrees")
"""What the network says of a sentence: how far its best span there beats "no answer", and how far it stays behind the
best span of all; that its passage answers; and that the span lies where the patterns for this kind of answer look."""

WITH_READER = {
    "one": -2.79,
    "met": 0.91,
    "least met": 0.84,
    "deed unmet": -1.00,
    "other deed": -1.00,
    "no names": 0.45,
    "has form": 1.07,
    "close": 0.86,
    "counted": 1.00,
    "elsewhere": -1.00,
    "vague": -0.03,
    "count": -1.67,
    "person": -0.80,
    "place": -0.39,
    "time": -1.85,
    "events": -1.87,
    "topic": 4.00,
    "retrieval": 2.87,
    "short": 0.19,
    "span": 2.04,
    "behind": -2.08,
    "answers": 0.68,
    "agrees": 0.23,
}
"""Fitted by tests/bench/fit_reader.py; a feature that is not here did not help."""


class ModelReader:
    """Reads the first hits with a network.

    Args:
        model: the network.
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
    """

    def __init__(self, model: SpanModel, rarity: Callable[[str], float]) -> None:
        self._model = model
        self._rarity = rarity
        self._context = lru_cache(maxsize=ARTICLES_KEPT)(Surroundings)

    def read(self, question: Question, hits: Sequence[Hit]) -> list[Reading]:
        """Readings of the sentences of the first `PASSAGES_READ` hits, most probable first, each sentence once.

        Raises:
            ReaderError: the network fails.
        """
        return ranked(self.features(question, hits), WITH_READER)

    def features(self, question: Question, hits: Sequence[Hit]) -> list[tuple[Sentence, dict[str, float], Span | None]]:
        """Each sentence with its features and the words in it that may answer."""
        found = self._sentences_of(question, hits[:PASSAGES_READ])
        best = max((margin for _, _, margin, _ in found), default=0.0)
        return [
            self._measured(question, view, span, margin, best - margin, answers)
            for view, span, margin, answers in sorted(found, key=lambda one: -one[2])[:MOST_SENTENCES]
        ]

    def _sentences_of(self, question: Question, hits: Sequence[Hit]) -> list[tuple[Sentence, Span, float, float]]:
        """The sentences that the hits touch, each once, with the network's best answer in it, its margin, and the
        logit that its passage answers."""
        passages = [(hit.article.title or "", hit.article.cut(hit.span)) for hit in hits]
        found: dict[tuple[str, int], tuple[Sentence, Span, float, float]] = {}
        for hit, reading in zip(hits, self._model.read(question.text, passages), strict=True):
            context = self._context(hit.article)
            for span, paragraph in context.sentences(hit.span):
                start, end = (max(0, at - hit.span.start) for at in (span.start, span.end))
                best = reading.best(Span(start, end)) if start < end else None
                key = (hit.article.id, span.start)
                if best is None or (key in found and found[key][2] >= best[1]):
                    continue
                answer = Span(best[0].start + hit.span.start, best[0].end + hit.span.start)
                found[key] = (context.view(span, paragraph, hit.score), answer, best[1], reading.answers)
        return list(found.values())

    def _measured(
        self, question: Question, view: Sentence, span: Span, margin: float, behind: float, answers: float
    ) -> tuple[Sentence, dict[str, float], Span | None]:
        features, candidate = measure(question, view, self._rarity)
        agrees = candidate is not None and candidate.overlaps(span)
        features |= {
            "span": max(-2.0, min(2.0, margin / 10)),
            "behind": min(2.0, behind / 10),
            "answers": max(-1.0, min(1.0, answers / 10)),
            "agrees": float(agrees),
        }
        return view, features, None if question.kind is Kind.EVENTS else candidate if agrees else span
