"""What a figure in a sentence counts: people or things, and of which deed; pure."""

import re
from collections.abc import Sequence

from index.language.event_triggers import event_type
from index.language.lexicon import thing_in_english
from index.language.text import ARABIC, Word, fold, stem
from index.query.question import Question

PEOPLE = frozenset(
    """people person persons civilians children women men others residents villagers members soldiers troops workers
    passengers students patients victims casualties family families civilian child woman man dead fighters rebels
    militants protesters demonstrators officers policemen prisoners refugees crewmen sailors""".split()
)
"""Folded words for people, of whom a question without such a word asks."""


_ARABIC_COUNTED = re.compile(r"^\W*[وبلف]?(?:كم|قديش|اديش)(?: عدد| من)? (?:ال)?(\w+)|(?<!\w)عدد (?:ال)?(\w+)")
_ANYBODY = frozenset(("people", "civilians"))


def thing_counted(question: Question) -> str | None:
    """The folded word for the things that a question asks the number of; None for people in general."""
    found = _ARABIC_COUNTED.search(fold(question.text))
    if question.counted is not None or found is None:
        return question.counted
    word: str = found[1] or found[2]
    return None if event_type(word) is not None or thing_in_english(word) in _ANYBODY else word


def same_thing(word: str, other: str) -> bool:
    """Whether two folded words name things of one kind; in Arabic a plural may be a word of its own."""
    if stem(word) == stem(other):
        return True
    thing = thing_in_english(word)
    return thing is not None and thing == thing_in_english(other)


def governing_deed(found: Sequence[Word], inside: Sequence[int]) -> str | None:
    """The deed a figure is of: in it ("nine dead"), just before it ("killed nine"), after it ("nine were killed").

    Arabic tells it before the figure, at any distance, if not by the noun right after it.

    Args:
        found: the words of the sentence.
        inside: which of them are the figure.
    """
    after = range(inside[-1] + 1, min(len(found), inside[-1] + 6))
    before = range(inside[0] - 1, max(-1, inside[0] - 6), -1)
    near = (*before[:1], *after, *before[1:])
    if any(ARABIC.search(word.folded) for word in found[inside[0] - 1 : inside[-1] + 2]):
        noun = [i for i in after[:1] if not (found[i].folded[0] == "و" and event_type(found[i].folded[1:]) is not None)]
        near = (*noun, *before, *after)
    for i in (*inside, *near):
        deed = event_type(found[i].folded)
        if deed is not None:
            return deed
    return None
