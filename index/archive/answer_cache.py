"""The answer cache: an LRU of answers in memory, limited in bytes, for the same question asked again."""

import hashlib
import threading
from contextlib import suppress
from dataclasses import replace
from sys import getsizeof
from typing import TypeAlias

from cachetools import LRUCache

from index.query.time_constraint import TimeConstraint
from index.records import Answer, Filters

CACHE_BYTES = 32 << 20
"""Bytes of all answers that are kept, their articles included."""

CacheKey: TypeAlias = tuple[bytes, int, Filters, bool, TimeConstraint | None]


class AnswerCache:
    """The last answers, as many as `CACHE_BYTES` holds, without the questions; safe to use from several threads."""

    def __init__(self) -> None:
        self._answers: LRUCache[CacheKey, tuple[Answer, int]] = LRUCache(CACHE_BYTES, lambda entry: entry[1])
        self._lock = threading.Lock()

    @staticmethod
    def key(question: str, limit: int, filters: Filters, literal: bool, period: TimeConstraint | None) -> CacheKey:
        """What an answer is kept under: of the question only a digest, with white space evened.

        Args:
            period: what "yesterday" means is part of the question; an answer of before midnight is none of after it.
        """
        words = " ".join(question.split())
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest(), limit, filters, literal, period

    def get(self, key: CacheKey) -> Answer | None:
        """The answer kept under `key`, its question left empty; None when there is none any more."""
        with self._lock:
            entry = self._answers.get(key)
            return None if entry is None else entry[0]

    def put(self, key: CacheKey, answer: Answer) -> None:
        """Keep `answer` unless it takes more than all the room; those not asked for the longest time go."""
        size = answer_bytes(answer) + 120 * len(key[2].articles or ())
        with self._lock, suppress(ValueError):  # what people wrote is not kept
            self._answers[key] = replace(answer, question=""), size


def answer_bytes(answer: Answer) -> int:
    """Bytes that an answer holds in memory, roughly; each article counts once, though other answers may share it."""
    quotes = (*answer.quotes, *answer.nearest)
    articles = {id(article): article for quote in quotes for article in (quote.article, *quote.copies)}
    texts = sum(getsizeof(article.text) + 200 * len(article.paragraphs) for article in articles.values())
    return texts + 1_000 * (1 + len(quotes) + len(articles))
