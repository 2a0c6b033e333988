"""What people said of answers, on disk, so that the operator can measure and mend.

Kept until the operator deletes it or the person asks to be forgotten. Who said it is not kept as a chat's number but as
a digest of it under a key that lies in the same file: enough to find a person's verdicts again when that person asks,
and no number in a report or in a copy of its lines. It is no secret from who has the file and tries all numbers.
"""

import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from bot.state.shown_quotes import ShownQuote
from bot.state.sqlite import open_state
from index.archive.live import AnyArchive
from index.records import Quote

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    question TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    quotes TEXT NOT NULL,
    version TEXT NOT NULL,
    said REAL NOT NULL,
    UNIQUE (person, answer_id)
);
CREATE TABLE IF NOT EXISTS secret (key BLOB NOT NULL);
"""
_FORMAT = 1

DIGEST = "/digest "
"""Before the words of a digest that was judged, which is the answer to no question."""


class Verdict(StrEnum):
    """What a person thinks of an answer."""

    GOOD = "good"
    BAD = "bad"


class Reason(StrEnum):
    """Why an answer is bad."""

    WRONG_PASSAGE = "wrong passage"
    OUT_OF_DATE = "out of date"
    NOT_IN_THE_ARTICLE = "not in the article"


@dataclass(frozen=True, slots=True)
class RatedQuote:
    """Where a quote stood that was judged: characters `start` to `end` of an article, with a digest of its words."""

    article_id: str
    start: int
    end: int
    digest: str

    @classmethod
    def of(cls, shown: ShownQuote) -> "RatedQuote":
        """The place of a quote that was shown."""
        return cls(shown.article_id, shown.start, shown.end, shown.digest)

    def find(self, archive: AnyArchive) -> Quote | None:
        """The quote, if its article still has the same words at the same place."""
        return ShownQuote(self.article_id, self.start, self.end, None, 0.0, self.digest).find(archive)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's last verdict on one answer.

    Attributes:
        quotes: what the person had seen, best first; none where the bot found nothing.
        version: the index and the models that the answer came from.
        said: seconds since the epoch.
    """

    answer_id: str
    question: str
    verdict: Verdict
    reason: Reason | None
    quotes: tuple[RatedQuote, ...]
    version: str
    said: float


class FeedbackStore:
    """The verdicts, one for each chat and answer. Safe to call from several threads.

    Args:
        directory: made when missing, for the owner only: it holds what people asked.
        clock: seconds since the epoch.

    Raises:
        StateError: the folder or the file in it cannot be used.
    """

    def __init__(self, directory: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._db = open_state(directory / "feedback.sqlite3", _SCHEMA, _FORMAT)
        self._db.execute(
            "INSERT INTO secret SELECT ? WHERE NOT EXISTS (SELECT 1 FROM secret)", (secrets.token_bytes(32),)
        )
        (self._key,) = self._db.execute("SELECT key FROM secret").fetchone()

    def add(
        self,
        chat: int,
        answer_id: str,
        question: str,
        verdict: Verdict,
        quotes: Sequence[RatedQuote],
        version: str,
        reason: Reason | None = None,
    ) -> None:
        """Note a verdict, in place of an earlier one of the same chat on the same answer.

        Raises:
            ValueError: a reason is given for a good answer.
        """
        if reason is not None and verdict is Verdict.GOOD:
            raise ValueError("only a bad answer has a reason")
        places = json.dumps([[q.article_id, q.start, q.end, q.digest] for q in quotes])
        with self._lock:
            self._db.execute(
                "INSERT INTO feedback (person, answer_id, question, verdict, reason, quotes, version, said)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, answer_id) DO UPDATE SET"
                # The same verdict again, by a second press, keeps its reason.
                " reason = CASE WHEN verdict = excluded.verdict THEN coalesce(excluded.reason, reason)"
                " ELSE excluded.reason END, question = excluded.question, verdict = excluded.verdict,"
                " quotes = excluded.quotes, version = excluded.version, said = excluded.said",
                (self._person(chat), answer_id, question, verdict, reason, places, version, self._clock()),
            )

    def all(self) -> list[Feedback]:
        """All verdicts, in order of the time they were last given."""
        with self._lock:
            rows = self._db.execute(
                "SELECT answer_id, question, verdict, reason, quotes, version, said FROM feedback ORDER BY said, number"
            ).fetchall()
        return [
            Feedback(
                answer_id=answer_id,
                question=question,
                verdict=Verdict(verdict),
                reason=None if reason is None else Reason(reason),
                quotes=tuple(RatedQuote(*place) for place in json.loads(quotes)),
                version=version,
                said=said,
            )
            for answer_id, question, verdict, reason, quotes, version, said in rows
        ]

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`."""
        with self._lock:
            self._db.execute(
                "UPDATE OR REPLACE feedback SET person = ? WHERE person = ?", (self._person(new), self._person(old))
            )

    def forget(self, chat: int) -> int:
        """Delete all that this chat said; returns how many verdicts that were."""
        with self._lock:
            return self._db.execute("DELETE FROM feedback WHERE person = ?", (self._person(chat),)).rowcount

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._db.close()

    def _person(self, chat: int) -> str:
        return hmac.new(self._key, str(chat).encode(), sha256).hexdigest()[:32]
