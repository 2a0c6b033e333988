"""Answers kept in memory for the same question again."""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TypeAlias

from index.question_dates import AskedPeriod
from index.records import Answer, Filters

ANSWERS_KEPT = 256
"""Answers kept in memory for the same question again."""

LARGEST_KEPT = 200_000
"""Characters of the articles of an answer that is kept, those of its copies included."""

Key: TypeAlias = tuple[bytes, int, Filters, bool, AskedPeriod | None]


class AnswersKept:
    """The last `ANSWERS_KEPT` answers, without the questions; safe to use from several threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def key(question: str, limit: int, filters: Filters, literal: bool, period: AskedPeriod | None) -> Key:
        """What an answer is kept under: of the question only a digest, with white space evened.

        Args:
            period: what "yesterday" means is part of the question; an answer of before midnight is none of after it.
        """
        words = " ".join(question.split())
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest(), limit, filters, literal, period

    def get(self, key: Key) -> Answer | None:
        """The answer kept under `key`, its question left empty; None when there is none any more."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def keep(self, key: Key, answer: Answer) -> None:
        """Keep `answer` unless its articles are too long; the one not asked for the longest time goes."""
        if _weight(answer) > LARGEST_KEPT:
            return
        with self._lock:
            self._answers[key] = replace(answer, question="")  # what people wrote is not kept
            while len(self._answers) > ANSWERS_KEPT:
                self._answers.popitem(last=False)


def _weight(answer: Answer) -> int:
    """Characters of the articles that an answer holds in memory."""
    return sum(
        len(article.text)
        for quote in (*answer.quotes, *answer.nearest)
        for article in (quote.article, *quote.copies)
    )  # fmt: skip
