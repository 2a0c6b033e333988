"""What speaks for an Arabic sentence as the answer to a question, as numbers between 0 and 1.

The embedding model and the reader's network learned English, so what counts is how much of the question a sentence and
what stands around it have, how far it is ahead of the other sentences in that, and whether it holds something of the
kind asked for.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from index.language.event_triggers import event_type
from index.language.lexicon import thing_in_english
from index.language.text import Word, stem
from index.query.per_article import ArticleQuestion
from index.query.question import Kind, Measure, Question
from index.query.slots import names_of
from index.reading.arabic_similarity import SAME, word_similarity
from index.reading.candidates import candidates
from index.reading.context import Sentence
from index.reading.quantity_head import governing_deed, same_thing, thing_counted
from index.reading.sentence_features import reach
from index.records import Span

ARABIC_FEATURES = (
    "one", "met", "around", "mass", "ahead", "names", "no names", "deed unmet", "other deed", "no form", "close",
    "counted", "count", "person", "place", "time", "events", "topic", "other day", "retrieval", "short",
)  # fmt: skip
_MASS = 4.0
"""Words of the rarest kind that are as much evidence as a sentence can give by their number."""
_NEAR = 6.0
"""Words from a candidate to what it is about, over which closeness falls to a third."""
_FORMED = frozenset((Kind.COUNT, Kind.TIME))
"""Kinds whose form is always seen; a name of a place may be one that no list has."""

Measured = tuple[dict[str, float], Span | None]
"""Features of a sentence, as named in ARABIC_FEATURES, and the words in it that may answer."""
_Likeness = npt.NDArray[np.float64]


def measure_arabic(asked: Sequence[tuple[ArticleQuestion, Sentence]], rarity: Callable[[str], float]) -> list[Measured]:
    """The features of sentences that were read for one question, each with the question as its article spells it.

    Args:
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
    """
    seen = [_Seen(asking, view, rarity) for asking, view in asked]
    shares = [one.met for one in seen]
    first, second = sorted([*shares, 0.0, 0.0], reverse=True)[:2]
    return [one.measured(one.met - (second if one.met == first else first)) for one in seen]


class _Seen:
    """A sentence beside the words of its question."""

    def __init__(self, asked: ArticleQuestion, view: Sentence, rarity: Callable[[str], float]) -> None:
        question = asked.question
        self._question, self._view, self._other_day = question, view, asked.other_day
        self._like = np.array(
            [[word_similarity(word.folded, other.folded) for other in view.words] for word in question.content]
        )
        self._like = self._like.reshape(len(question.content), len(view.words))
        self._weights = np.array([rarity(stem(word.folded) or "") for word in question.content])
        self._best = self._like.max(axis=1, initial=0.0)
        self.met = self._mean(self._best)

    def measured(self, ahead: float) -> Measured:
        """The features, given how far the sentence is ahead of the best other one in what it has of the question."""
        question, view = self._question, self._view
        deeds = {deed for word in question.content if (deed := event_type(word.folded)) is not None}
        done = {deed for word in view.words if (deed := event_type(word.folded)) is not None}
        span, close, counted, other_deed = self._candidate(deeds)
        around = np.array([_around(word, view) for word in question.content])
        names = [reach(name, view) for name in names_of(question)]
        found = dict.fromkeys(ARABIC_FEATURES, 0.0)
        found |= {
            "one": 1.0,
            "met": self.met,
            "around": self._mean(np.maximum(self._best, around)),
            "mass": min(1.0, float(self._best @ self._weights) / _MASS),
            "ahead": ahead,
            "names": min(names, default=0.0),
            "no names": float(not names),
            "deed unmet": float(bool(deeds) and not deeds & done),
            "other deed": float(bool(deeds and done and not deeds & done) or other_deed),
            "no form": float(question.kind in _FORMED and span is None),
            "close": close,
            "counted": counted,
            "topic": self.met if question.kind is Kind.EVENTS else 0.0,
            "other day": float(self._other_day),
            "retrieval": view.retrieval,
            "short": min(1.0, 60.0 / max(1, len(view.text))),
        }
        if question.kind.value in found:
            found[question.kind.value] = 1.0
        return found, span

    def _mean(self, values: _Likeness) -> float:
        """Mean over the question's words, rarer ones counting more; 0 for a question without any."""
        return float(values @ self._weights / self._weights.sum()) if self._weights.sum() > 0 else 0.0

    def _candidate(self, deeds: set[str]) -> tuple[Span | None, float, float, bool]:
        """The candidate closest to the words asked about, how close, what it counts, and if it is of another deed."""
        question, view = self._question, self._view
        best: tuple[Span | None, float, float, bool] = (None, 0.0, 0.0, False)
        for span in candidates(question.kind, view.article.text, view.span, question.measure):
            start, end = span.start - view.span.start, span.end - view.span.start
            inside = [i for i, word in enumerate(view.words) if word.start < end and start < word.end]
            if not inside or (question.kind is not Kind.COUNT and all(self._is_asked(view.words[i]) for i in inside)):
                continue
            places = np.arange(len(view.words))
            distance = np.maximum(0, np.maximum(inside[0] - places, places - inside[-1]))
            close = self._mean((self._like * np.exp(-distance / _NEAR)).max(axis=1, initial=0.0))
            deed = governing_deed(view.words, inside) if question.kind is Kind.COUNT else None
            other = bool(deeds) and deed is not None and deed not in deeds
            counted = 0.0 if other or question.kind is not Kind.COUNT else _counts(question, view.words, inside)
            if best[0] is None or close + 0.5 * counted > best[1] + 0.5 * best[2]:
                best = (span, close, counted, other)
        return best

    def _is_asked(self, word: Word) -> bool:
        """Whether the question says a word already."""
        return any(word_similarity(asked.folded, word.folded) == SAME for asked in self._question.content)


def _around(word: Word, view: Sentence) -> float:
    """How near a word of the question is outside the sentence itself: less, the farther off."""
    rings = ((0.9, view.paragraph), (0.8, view.lead), (0.6, view.before), (0.5, view.far))
    return max(share * (stem(word.folded) in stems) for share, stems in rings)


def _counts(question: Question, found: Sequence[Word], inside: Sequence[int]) -> float:
    """Whether a figure counts the thing that is asked for: 1 for the word or one that means the same."""
    if question.measure is not Measure.NUMBER:
        return 1.0
    near = [found[i] for i in range(inside[0], min(len(found), inside[-1] + 2))]
    wanted = thing_counted(question)
    if wanted is None:
        return 1.0 if any(event_type(word.folded) or thing_in_english(word.folded) for word in near) else 0.6
    return max(SAME if same_thing(wanted, word.folded) else word_similarity(wanted, word.folded) for word in near)
