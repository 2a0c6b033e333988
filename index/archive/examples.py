"""Questions to begin with, which the corpus is known to answer."""

from collections.abc import Callable, Iterable

_PATTERNS = ("How many people were killed in {}?", "What happened in {}?")
_MOST = 3


def examples(topics: Iterable[str], answers: Callable[[str], bool]) -> tuple[str, ...]:
    """Up to three questions, each about another topic, that `answers` says yes to; their patterns take turns."""
    found: list[str] = []
    for number, topic in enumerate(topics):
        for pattern in _PATTERNS if number % 2 == 0 else reversed(_PATTERNS):
            example = pattern.format(topic)
            if answers(example):
                found.append(example)
                break
        if len(found) == _MOST:
            break
    return tuple(found)
