"""How far the articles found for a question agree on its answer.

A name that answers a question stands in other articles on the same matter as well; what a passage on something else
happens to offer does not.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from index.language.text import terms
from index.records import Hit

SHARED_BY = 0.5
"""Share of the other articles found whose having a name counts as much as all of them having it."""

_COMMON = 0.25
"""Rarity below which a name counts less: what stands everywhere stands in the articles found as well."""


class Agreement:
    """What the hits of one question say, to compare an answer with.

    Args:
        hits: all that were found, read or not.
        answers: of the passages that were read, article ids with the words that answer.
        rarity: weight of a search term, larger for rarer ones, 0 to 1.
    """

    def __init__(self, hits: Sequence[Hit], answers: Iterable[tuple[str, str]], rarity: Callable[[str], float]) -> None:
        self._answers = [(article, frozenset(terms(words))) for article, words in answers]
        self._rarity = rarity
        self._found: dict[str, set[str]] = {}
        for hit in hits:
            self._found.setdefault(hit.article.id, set()).update(terms(hit.article.cut(hit.span)))

    def backed(self, article_id: str, words: str) -> float:
        """The share of the other articles read that answer with the same words, or with more or fewer of them."""
        said = frozenset(terms(words))
        others = {article for article, _ in self._answers} - {article_id}
        backing = {article for article, too in self._answers if said and too and (said <= too or too <= said)}
        return len(backing - {article_id}) / len(others) if others else 0.0

    def echoed(self, article_id: str, words: str, asked: Collection[str]) -> float:
        """How many of the other articles found have the name in `words`, 0 to 1; names that are common count less.

        Args:
            asked: search terms of the question, which say nothing when they come back.
        """
        said = set(terms(words)) - set(asked)
        others = [found for article, found in self._found.items() if article != article_id]
        if not said or not others:
            return 0.0
        share = sum(said <= found for found in others) / len(others)
        return min(1.0, share / SHARED_BY) * min(1.0, min(map(self._rarity, said)) / _COMMON)


def looks_like_name(words: str, sentence: str) -> bool:
    """Whether most words begin with a capital, in a sentence that is not all capitals."""
    written = [word for word in words.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in written)
    return bool(written) and 2 * capitals >= len(written) and sentence.upper() != sentence
