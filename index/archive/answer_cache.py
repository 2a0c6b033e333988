"""Answers kept in memory for the same question again."""

import hashlib
import threading
from contextlib import suppress
from dataclasses import replace
from sys import getsizeof
from typing import TypeAlias

from cachetools import LRUCache

from index.query.time_constraint import TimeConstraint
from index.records import Answer, Filters

MOST_KEPT = 32 << 20
"""Bytes of all answers that are kept, their articles included."""

Key: TypeAlias = tuple[bytes, int, Filters, bool, TimeConstraint | None]


class AnswerCache:
    """The last answers, as many as `MOST_KEPT` holds, without the questions; safe to use from several threads."""

    def __init__(self) -> None:
        self._answers: LRUCache[Key, tuple[Answer, int]] = LRUCache(MOST_KEPT, lambda kept: kept[1])
        self._lock = threading.Lock()

    @staticmethod
    def key(question: str, limit: int, filters: Filters, literal: bool, period: TimeConstraint | None) -> Key:
        """What an answer is kept under: of the question only a digest, with white space evened.

        Args:
            period: what "yesterday" means is part of the question; an answer of before midnight is none of after it.
        """
        words = " ".join(question.split())
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest(), limit, filters, literal, period

    def get(self, key: Key) -> Answer | None:
        """The answer kept under `key`, its question left empty; None when there is none any more."""
        with self._lock:
            kept = self._answers.get(key)
            return None if kept is None else kept[0]

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep `answer` unless it takes more than all the room; those not asked for the longest time go."""
        taken = weight(answer) + 120 * len(key[2].articles or ())
        with self._lock, suppress(ValueError):  # what people wrote is not kept
            self._answers[key] = replace(answer, question=""), taken


def weight(answer: Answer) -> int:
    """Bytes that an answer holds in memory, roughly; each article counts once, though other answers may share it."""
    quotes = (*answer.quotes, *answer.nearest)
    articles = {id(article): article for quote in quotes for article in (quote.article, *quote.copies)}
    texts = sum(getsizeof(article.text) + 200 * len(article.paragraphs) for article in articles.values())
    return texts + 1_000 * (1 + len(quotes) + len(articles))
