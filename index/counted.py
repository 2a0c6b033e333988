"""What a figure in a sentence counts: people or things, and of which deed; pure."""

from collections.abc import Sequence

from index.deeds import deed_of
from index.text import Word

PEOPLE = frozenset(
    """people person persons civilians children women men others residents villagers members soldiers troops workers
    passengers students patients victims casualties family families civilian child woman man dead fighters rebels
    militants protesters demonstrators officers policemen prisoners refugees crewmen sailors""".split()
)
"""Folded words for people, of whom a question without such a word asks."""


def governing_deed(found: Sequence[Word], inside: Sequence[int]) -> str | None:
    """The deed a figure is of: in it ("nine dead"), just before it ("killed nine"), after it ("nine were killed").

    Args:
        found: the words of the sentence.
        inside: which of them are the figure.
    """
    after = range(inside[-1] + 1, min(len(found), inside[-1] + 6))
    before = range(inside[0] - 1, max(-1, inside[0] - 6), -1)
    for i in (*inside, *before[:1], *after, *before[1:]):
        deed = deed_of(found[i].folded)
        if deed is not None:
            return deed
    return None
