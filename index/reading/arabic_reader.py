"""Which Arabic sentences answer a question: by a logistic regression over `index.reading.arabic_features`.

tests/bench/fit_reader.py fits its weights.
"""

from collections.abc import Callable, Sequence

from index.language.text import script_language
from index.query.per_article import questions_per_article
from index.query.question import Question
from index.reading.arabic_features import measure_arabic
from index.reading.context import Sentence, sentences_of
from index.reading.sentence_reader import Reader, Reading, ranked
from index.records import Hit, Span

IN_ARABIC = {
    "one": -7.53,
    "around": 2.30,
    "mass": 3.48,
    "ahead": 1.81,
    "names": 1.91,
    "no names": 1.18,
    "deed unmet": -1.33,
    "other deed": -1.04,
    "no form": -1.94,
    "counted": 1.41,
    "count": -0.07,
    "person": 0.86,
    "place": 1.12,
    "time": 0.97,
    "events": 1.13,
    "topic": 0.26,
    "other day": -1.50,
    "retrieval": 3.00,
    "short": 0.34,
}
"""Fitted as in tests/bench/fit_reader.py; a feature that is not here did not help."""


class ArabicReader:
    """Scores Arabic sentences by the words they share with a question.

    Args:
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
    """

    def __init__(self, rarity: Callable[[str], float]) -> None:
        self._rarity = rarity

    def read(self, question: Question, hits: Sequence[Hit]) -> list[Reading]:
        """Readings of the hits' sentences, most probable first, each sentence once; ties by place in the hits."""
        return ranked(self.features(question, hits), IN_ARABIC)

    def features(self, question: Question, hits: Sequence[Hit]) -> list[tuple[Sentence, dict[str, float], Span | None]]:
        """Each sentence with its features (as named in ARABIC_FEATURES) and the words in it that may answer."""
        asked = {hit.article.id: one for hit, one in zip(hits, questions_per_article(question, hits), strict=True)}
        views = sentences_of(hits)
        measured = measure_arabic([(asked[view.article.id], view) for view in views], self._rarity)
        return [(view, *one) for view, one in zip(views, measured, strict=True)]


class ScriptReader:
    """Gives Arabic passages to the reader that knows Arabic and all others to another.

    Args:
        others: reads what is not in Arabic.
        arabic: reads what is.
    """

    def __init__(self, others: Reader, arabic: Reader) -> None:
        self._others, self._arabic = others, arabic

    def read(self, question: Question, hits: Sequence[Hit]) -> list[Reading]:
        """Readings of the hits' sentences, most probable first; of two as probable the one that is not in Arabic."""
        arabic: list[Hit] = []
        rest: list[Hit] = []
        for hit in hits:
            (arabic if script_language(hit.article.cut(hit.span)) == "ar" else rest).append(hit)
        found = [
            *(self._others.read(question, rest) if rest else []),
            *(self._arabic.read(question, arabic) if arabic else []),
        ]
        return sorted(found, key=lambda reading: -reading.probability)
