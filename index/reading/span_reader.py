"""Which sentences answer a question, by the network that reads question and passage together.

The network says where in a passage an answer stands and how sure it is of it; what the sentence reader knows beside
(names met, kind of answer, what a figure counts) goes with it into one logistic regression, whose probability decides.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.models.span_model import SpanModel
from index.query.per_article import ArticleQuestion, questions_per_article
from index.query.question import Kind, Question
from index.reading.agreement import Agreement, looks_like_name
from index.reading.context import Sentence, around
from index.reading.sentence_features import measure
from index.reading.sentence_reader import Reading, ranked
from index.records import Hit, Span

PASSAGES_READ = 4
"""Passages, best first, that the network reads. More cost time and find no more: see index/training/README.md."""

MOST_SENTENCES = 12
"""Sentences, by the network's best answer in them, that are looked at more closely."""

BACKS_FROM = -2.0
"""How far an answer has to beat "no answer" to speak for the same one elsewhere."""

_NAMED = (Kind.PERSON, Kind.PLACE, Kind.OTHER)

READ_FEATURES = ("span", "behind", "answers", "agrees", "backed", "echoed", "other day")
"""What the network says of a sentence: how far its best span there beats "no answer", and how far it stays behind the
best span of all; that its passage answers; that the span lies where the patterns for this kind of answer look; how many
of the other articles read give the same answer, and how many of those found have the name that answers; and that its
article is of another day than the one asked about."""

WITH_READER = {
    "one": -1.38,
    "met": 0.08,
    "least met": 0.69,
    "deed unmet": -1.00,
    "other deed": -1.00,
    "no names": 0.55,
    "has form": 1.12,
    "close": 0.66,
    "counted": 1.00,
    "elsewhere": -1.00,
    "vague": -0.03,
    "count": -1.77,
    "person": -0.81,
    "place": -0.38,
    "time": -2.00,
    "events": -2.06,
    "topic": 4.00,
    "retrieval": 1.58,
    "short": 0.18,
    "span": 2.38,
    "behind": -2.17,
    "answers": 1.50,
    "backed": 1.00,
    "echoed": 4.00,
    "other day": -1.50,
}
"""Fitted as in tests/bench/fit_reader.py; a feature that is not here did not help."""


class SpanReader:
    """Reads the first hits with a network.

    Args:
        model: the network.
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
    """

    def __init__(self, model: SpanModel, rarity: Callable[[str], float]) -> None:
        self._model = model
        self._rarity = rarity

    def read(self, question: Question, hits: Sequence[Hit]) -> list[Reading]:
        """Readings of the sentences of the first `PASSAGES_READ` hits, most probable first, each sentence once.

        Raises:
            ReaderError: the network fails.
        """
        return ranked(self.features(question, hits), WITH_READER)

    def features(self, question: Question, hits: Sequence[Hit]) -> list[tuple[Sentence, dict[str, float], Span | None]]:
        """Each sentence with its features and the words in it that may answer."""
        read = hits[:PASSAGES_READ]
        found = self._sentences_of(questions_per_article(question, read), read)
        best = max((one.margin for one in found), default=0.0)
        answers = [(one.view.article.id, one.words) for one in found if one.margin >= BACKS_FROM]
        agreement = Agreement(hits, answers, self._rarity)
        return [
            self._measured(one, best - one.margin, agreement)
            for one in sorted(found, key=lambda one: -one.margin)[:MOST_SENTENCES]
        ]

    def _sentences_of(self, questions: Sequence[ArticleQuestion], hits: Sequence[Hit]) -> "list[_SpanCandidate]":
        """The sentences that the hits touch, each once; each hit has a question of its own."""
        asked = [
            (asking.question.text, hit.article.title or "", hit.article.cut(hit.span))
            for asking, hit in zip(questions, hits, strict=True)
        ]
        found: dict[tuple[str, int], _SpanCandidate] = {}
        for asking, hit, reading in zip(questions, hits, self._model.read(asked), strict=True):
            context = around(hit.article)
            for span, paragraph in context.sentences(hit.span):
                start, end = (max(0, at - hit.span.start) for at in (span.start, span.end))
                best = reading.best(Span(start, end)) if start < end else None
                key = (hit.article.id, span.start)
                if best is None or (key in found and found[key].margin >= best[1]):
                    continue
                answer = Span(best[0].start + hit.span.start, best[0].end + hit.span.start)
                answer = _whole_words(hit.article.text, answer, span)
                view = context.view(span, paragraph, hit.score)
                found[key] = _SpanCandidate(asking.question, view, answer, best[1], reading.answers, asking.other_day)
        return list(found.values())

    def _measured(
        self, one: "_SpanCandidate", behind: float, agreement: Agreement
    ) -> tuple[Sentence, dict[str, float], Span | None]:
        features, candidate = measure(one.question, one.view, self._rarity)
        article, question = one.view.article.id, one.question
        named = question.kind in _NAMED and looks_like_name(one.words, one.view.text)
        agrees = candidate is not None and candidate.overlaps(one.answer)
        features |= {
            "span": max(-2.0, min(2.0, one.margin / 10)),
            "behind": min(2.0, behind / 10),
            "answers": max(-1.0, min(1.0, one.answers / 10)),
            "agrees": float(agrees),
            "backed": agreement.backed(article, one.words),
            "echoed": agreement.echoed(article, one.words, question.terms) if named else 0.0,
            "other day": float(one.other_day),
        }
        marked = None if one.question.kind is Kind.EVENTS else candidate if agrees else one.answer
        return one.view, features, marked


@dataclass(frozen=True, slots=True)
class _SpanCandidate:
    """A sentence with the network's best answer in it, how far that beats "no answer", and that its passage answers."""

    question: Question
    view: Sentence
    answer: Span
    margin: float
    answers: float
    other_day: bool

    @property
    def words(self) -> str:
        """The answer as it is written."""
        return self.view.article.cut(self.answer)


def _whole_words(text: str, answer: Span, within: Span) -> Span:
    """The answer with the rest of a word or a figure that it begins or ends in, as far as `within` reaches."""
    start, end = answer.start, answer.end
    while end < within.end and _goes_on(text, end):
        end += 1
    while start > within.start and _goes_on(text, start):
        start -= 1
    return Span(start, end)


def _goes_on(text: str, at: int) -> bool:
    """Whether the characters on both sides of `at` are of one word, or of one figure such as 6.4 or 1,200."""
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or (_in_word(before) and _in_word(after)):
        return True
    if after in ".," and before.isdigit():
        return text[at + 1 : at + 2].isdigit()
    return before in ".," and after.isdigit() and text[at - 2 : at - 1].isdigit()


def _in_word(character: str) -> bool:
    return character.isalnum() or bool(unicodedata.combining(character))
