"""Question and passage with the words that answer: windows of long texts, and where an answer stands in one."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.language.sentences import sentences
from index.language.text import fold
from index.records import Span

_WHOLE = 0.15
_SHORTEST, _LONGEST = 250, 750


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a passage.

    Attributes:
        question, title, text: what is read; the title is empty where there is none to show.
        answer: characters of `text` that answer, or None when the text does not answer.
        kind: where it comes from and how it was made, for counting.
    """

    question: str
    title: str
    text: str
    answer: Span | None
    kind: str


def windowed(rng: random.Random, text: str, kept: Span, language: str = "en") -> tuple[str, Span] | None:
    """A run of whole sentences of `text` around `kept`, of a length drawn at random, and `kept` within it."""
    parts = sentences(text, Span(0, len(text)), language or None)
    first = next((i for i, s in enumerate(parts) if s.end > kept.start), None)
    last = next((i for i in reversed(range(len(parts))) if parts[i].start < kept.end), None)
    if first is None or last is None or last < first:
        return None
    target = 1100 if rng.random() < _WHOLE else rng.randint(_SHORTEST, _LONGEST)
    if language in {"ja", "zh", "zh-Hant", "th", "ko"}:
        target = target * 2 // 5
    left, right = first, last
    while True:
        sides = []
        if left > 0 and parts[right].end - parts[left - 1].start <= target:
            sides.append(-1)
        if right + 1 < len(parts) and parts[right + 1].end - parts[left].start <= target:
            sides.append(1)
        if not sides:
            break
        if rng.choice(sides) < 0:
            left -= 1
        else:
            right += 1
    start, end = min(parts[left].start, kept.start), max(parts[right].end, kept.end)
    return text[start:end], Span(kept.start - start, kept.end - start)


def among(before: Iterable[str], text: str, after: Iterable[str], answer: Span, space: str = " ") -> tuple[str, Span]:
    """`text` with passages before and after it, and where its `answer` then stands."""
    head = "".join(one + space for one in before)
    tail = "".join(space + one for one in after)
    return head + text + tail, Span(len(head) + answer.start, len(head) + answer.end)


def in_company(
    rng: random.Random, before: Sequence[str], text: str, after: Sequence[str], answer: Span
) -> tuple[str, Span]:
    """`text` with the last of what stands before it and the first of what stands after it, as many as are drawn."""
    first, end = rng.randint(0, len(before)), rng.randint(0, len(after))
    return among(before[first:], text, after[:end], answer)


def says(text: str, wordings: tuple[str, ...]) -> bool:
    """Whether any of the wordings stands in the text, case and accents aside."""
    folded = fold(text)
    return any(fold(wording).strip(" .,") in folded for wording in wordings)


def place_of(text: str, wordings: tuple[str, ...], quote: str, start: int | None) -> Span | None:
    """Where the wording that agrees best with the others stands; without an offset it must stand there only once."""
    for wording in sorted(wordings, key=lambda w: -sum(_overlap(w, other) for other in wordings)):
        trimmed = wording.strip(" .,;:!?\n")
        if not trimmed:
            continue
        if start is None:
            places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(trimmed)}(?!\w)", text, re.IGNORECASE)]
            if len(places) == 1:
                return Span(*places[0])
            continue
        quoted = max(0, text.find(quote))
        near = [m.span() for m in re.finditer(re.escape(trimmed), text)]
        if near:
            return Span(*min(near, key=lambda p: (not quoted <= p[0] < quoted + len(quote), abs(p[0] - start))))
    return None


def _overlap(one: str, other: str) -> float:
    a, b = Counter(fold(one).split()), Counter(fold(other).split())
    common = sum((a & b).values())
    return 2 * common / max(1, sum(a.values()) + sum(b.values()))
