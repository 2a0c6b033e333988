"""Questions that a passage does not answer, made from questions that it does."""

import random
import re
from collections import defaultdict

from index.language.text import STOPWORDS, fold, words

_NAME = re.compile(r"\b[A-Z][\w'’.-]*(?:\s+(?:(?:of|the|de|al|el|von|van|and)\s+)?[A-Z][\w'’-]*)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_ASKS = re.compile(
    r"^(?:who|what|when|where|which|why|how|whose|in|on|at|the|a|an|is|are|was|were|did|does|do|can|i|to|for|of|according)\b",
    re.IGNORECASE,
)
_OPPOSITES: dict[str, str] = {}
_PAIRS = (
    "first last|largest smallest|biggest smallest|highest lowest|oldest youngest|most least|more fewer|before after|increase decrease|"
    "increased decreased|north south|east west|northern southern|eastern western|male female|men women|won lost|win lose|killed injured|"
    "died survived|early late|began ended|start end|started ended|founded abolished|opened closed|bought sold|"
    "buy sell|like dislike|love hate|good bad|best worst|long short|old new|left right|inside outside|husband brother|wife sister|son nephew|"
    "father uncle|mother aunt|daughter niece|day night|morning evening|accepted rejected|supported opposed|allowed banned|married divorced|"
    "born buried|built destroyed|attacked defended|rich poor|public private|always never|with without|common rare|above below|upper lower|"
    "easy hard|hot cold|modern ancient|future past|major minor|same different|gained lost|rise fall|rose fell|appointed dismissed"
)
for _pair in _PAIRS.split("|"):
    _a, _b = _pair.split()
    _OPPOSITES.setdefault(_a, _b)
    _OPPOSITES.setdefault(_b, _a)


def names_in(text: str) -> list[str]:
    """Runs of capitalised words, those that only open a sentence with an everyday word left out."""
    found = []
    for match in _NAME.finditer(text):
        name = _ASKS.sub("", match.group()).strip(" .'’-")
        if len(name) > 2 and fold(name) not in STOPWORDS:
            found.append(name)
    return found


class Swapper:
    """Changes a name, a number or a word of an English question.

    Args:
        texts, questions: where other names, and other words, are taken from.
    """

    def __init__(self, texts: list[str], questions: list[str]) -> None:
        names = sorted({name for text in set(texts) for name in names_in(text)})
        self._names: dict[int, list[str]] = defaultdict(list)
        for name in names:
            self._names[len(name.split())].append(name)
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in sorted({w.folded for question in questions for w in words(question)}):
            if _is_content(word):
                self._words[_ending(word)].append(word)

    def swapped(self, rng: random.Random, question: str, text: str, answer: str) -> str | None:
        """The question with something changed so that `text` no longer answers it, or None where nothing can be."""
        ways = [self._other_number, self._other_name, self._opposite, self._other_word]
        if rng.random() < 0.5:
            ways[0], ways[1] = ways[1], ways[0]
        if rng.random() < 0.3:
            ways[0], ways[2] = ways[2], ways[0]
        for way in ways:
            changed = way(rng, question, text, answer)
            if changed is not None:
                return changed
        return None

    def _other_number(self, rng: random.Random, question: str, text: str, answer: str) -> str | None:
        found = list(_NUMBER.finditer(question))
        if not found:
            return None
        match = rng.choice(found)
        inside = [n for n in _NUMBER.findall(text) if n not in question and n not in answer]
        digits = re.sub(r"\D", "", match.group())
        value = int(digits) if digits else 0
        step = rng.choice((-1, 1)) * rng.randint(1, max(2, value // 10 if value < 1000 else 25))
        other = rng.choice(inside) if inside and rng.random() < 0.4 else str(max(1, value + step))
        return _replaced(question, match.span(), other, text, allowed=True)

    def _other_name(self, rng: random.Random, question: str, text: str, answer: str) -> str | None:
        folded = fold(text)
        found = [n for n in names_in(question) if any(w.folded in folded for w in words(n))]
        if not found:
            return None
        name = rng.choice(found)
        known = {w.folded for w in words(question)} | {w.folded for w in words(answer)}
        inside = [n for n in names_in(text) if not known & {w.folded for w in words(n)}]
        pool = self._names[len(name.split())] or self._names[1]
        other = rng.choice(inside) if inside and rng.random() < 0.5 else rng.choice(pool)
        if known & {w.folded for w in words(other)} - STOPWORDS:
            return None
        at = question.find(name)
        return _replaced(question, (at, at + len(name)), other, text, allowed=True)

    def _opposite(self, rng: random.Random, question: str, _text: str, _answer: str) -> str | None:
        found = [w for w in words(question) if w.folded in _OPPOSITES]
        if not found:
            return None
        word = rng.choice(found)
        return question[: word.start] + _OPPOSITES[word.folded] + question[word.end :]

    def _other_word(self, rng: random.Random, question: str, text: str, _answer: str) -> str | None:
        present = {w.folded for w in words(text)}
        found = [w for w in words(question) if _is_content(w.folded) and w.folded in present]
        if not found:
            return None
        word = rng.choice(found)
        pool = self._words[_ending(word.folded)]
        other = rng.choice(pool)
        if other in present or other == word.folded:
            return None
        return question[: word.start] + other + question[word.end :]


def _replaced(question: str, place: tuple[int, int], other: str, text: str, *, allowed: bool) -> str | None:
    """The question with its characters `place` written as `other`."""
    if place[0] < 0 or question[place[0] : place[1]] == other or (not allowed and other in text):
        return None
    return question[: place[0]] + other + question[place[1] :]


def _is_content(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word not in STOPWORDS and not _ASKS.match(word)


def _ending(word: str) -> str:
    return next((ending for ending in ("ing", "ed", "er", "ly", "s") if word.endswith(ending)), "")
