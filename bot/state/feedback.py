"""Feedback: ratings of answers, on disk, for the operator to read or to evaluate by.

Kept until the operator deletes it or the person asks to be forgotten. Who said it is not kept as a chat's number but as
a digest of it under a key that lies in the same file: enough to find a person's ratings again when that person asks,
and no number in a report or in a copy of its lines. It is no secret from who has the file and tries all numbers.
"""

import hmac
import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from bot.state.answer_records import StoredQuote
from bot.state.sqlite import SqliteStore
from index.archive.protocol import ArchiveProtocol

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
"""Before the words of a digest that was rated, which is the answer to no question."""


class Rating(StrEnum):
    """What a person thinks of an answer."""

    GOOD = "good"
    BAD = "bad"


class Reason(StrEnum):
    """Why an answer is bad."""

    WRONG_PASSAGE = "wrong passage"
    OUT_OF_DATE = "out of date"
    NOT_IN_THE_ARTICLE = "not in the article"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's last rating of one answer.

    Attributes:
        quotes: what the person had seen, best first; none where the bot found nothing.
        version: the index and the models that the answer came from.
        given_at: seconds since the epoch.
    """

    answer_id: str
    question: str
    rating: Rating
    reason: Reason | None
    quotes: tuple[StoredQuote, ...]
    version: str
    given_at: float


class FeedbackStore(SqliteStore):
    """The ratings, one for each chat and answer. Safe to call from several threads."""

    def __init__(self, directory: Path, clock: Callable[[], float] = time.time) -> None:
        super().__init__(directory / "feedback.sqlite3", _SCHEMA, _FORMAT, clock=clock)
        self._db.execute(
            "INSERT INTO secret SELECT ? WHERE NOT EXISTS (SELECT 1 FROM secret)", (secrets.token_bytes(32),)
        )
        (self._key,) = self._db.execute("SELECT key FROM secret").fetchone()

    def add(
        self,
        chat: int,
        answer_id: str,
        question: str,
        rating: Rating,
        quotes: Sequence[StoredQuote],
        version: str,
        reason: Reason | None = None,
    ) -> None:
        """Save a rating, in place of an earlier one of the same chat on the same answer.

        Raises:
            ValueError: a reason is given for a good answer.
        """
        if reason is not None and rating is Rating.GOOD:
            raise ValueError("only a bad answer has a reason")
        places = json.dumps([[q.article_id, q.start, q.end, q.digest] for q in quotes])
        with self._lock:
            self._db.execute(
                "INSERT INTO feedback (person, answer_id, question, verdict, reason, quotes, version, said)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, answer_id) DO UPDATE SET"
                # The same rating again, by a second press, keeps its reason.
                " reason = CASE WHEN verdict = excluded.verdict THEN coalesce(excluded.reason, reason)"
                " ELSE excluded.reason END, question = excluded.question, verdict = excluded.verdict,"
                " quotes = excluded.quotes, version = excluded.version, said = excluded.said",
                (self._person(chat), answer_id, question, rating, reason, places, version, self._clock()),
            )

    def all(self) -> list[Feedback]:
        """All ratings, in order of the time they were last given."""
        with self._lock:
            rows = self._db.execute(
                "SELECT answer_id, question, verdict, reason, quotes, version, said FROM feedback ORDER BY said, number"
            ).fetchall()
        return [
            Feedback(
                answer_id=answer_id,
                question=question,
                rating=Rating(rating),
                reason=None if reason is None else Reason(reason),
                quotes=tuple(
                    StoredQuote(article_id, start, end, None, 0.0, digest)
                    for article_id, start, end, digest in json.loads(quotes)
                ),
                version=version,
                given_at=said,
            )
            for answer_id, question, rating, reason, quotes, version, said in rows
        ]

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`."""
        with self._lock:
            self._db.execute(
                "UPDATE OR REPLACE feedback SET person = ? WHERE person = ?", (self._person(new), self._person(old))
            )

    def forget(self, chat: int) -> int:
        """Delete all that this chat said; returns how many ratings that were."""
        with self._lock:
            return self._db.execute("DELETE FROM feedback WHERE person = ?", (self._person(chat),)).rowcount

    def _person(self, chat: int) -> str:
        return hmac.new(self._key, str(chat).encode(), sha256).hexdigest()[:32]


_LONGEST = 100
_SIGNS = {Rating.GOOD: "+", Rating.BAD: "-"}


def print_feedback(
    store: FeedbackStore, archive: ArchiveProtocol | None, out: TextIO, as_json: bool, with_bad: bool = False
) -> int:
    """Write all ratings to `out`, in order of time.

    As JSON Lines it is what `python -m index evaluate` reads: a question that was answered well, with the quotes as
    evidence. A bad rating says which words do not answer, not which do, nor that none do, so that there is no honest
    line of it to measure by: such lines are left out unless `with_bad`, and then hold their quotes as "rejected", and
    the evaluation refuses them. Good ones whose words can no longer be cut from their articles are left out as well,
    and so are digests, which answer no question.

    Args:
        archive: what the quotes are cut from; None where there is no index, and then no words are shown.

    Returns:
        0, the exit status.
    """
    if not as_json:
        _print_table(store, archive, out)
        return 0
    for one in store.all():
        if one.question.startswith(DIGEST):
            continue
        line = _line(one, archive)
        if one.rating is Rating.BAD and not with_bad:
            continue
        if one.rating is Rating.GOOD and not line["evidence"]:
            continue
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def _line(one: Feedback, archive: ArchiveProtocol | None) -> dict[str, object]:
    quotes = [
        {"article_id": place.article_id, "quote": words}
        for place in one.quotes
        if (words := _words(place, archive)[0]) is not None
    ]
    good = one.rating is Rating.GOOD
    return {
        "question": one.question,
        "answers": [],
        "evidence": quotes if good else [],
        **({} if good else {"rejected": quotes}),
        "type": "feedback",
        "verdict": one.rating,
        "reason": one.reason,
        "version": one.version,
        "changed": len(one.quotes) - len(quotes),
    }


def _print_table(store: FeedbackStore, archive: ArchiveProtocol | None, out: TextIO) -> None:
    ratings = store.all()
    good = sum(one.rating is Rating.GOOD for one in ratings)
    out.write(f"{len(ratings)} verdicts: {good} good, {len(ratings) - good} bad\n")
    for one in ratings:
        when = datetime.fromtimestamp(one.given_at, UTC).strftime("%Y-%m-%d %H:%M")
        reason = "" if one.reason is None else f" ({one.reason})"
        out.write(f"\n{_SIGNS[one.rating]} {when}  {_one_line(one.question)}{reason}\n")
        for place in one.quotes:
            words, why_not = _words(place, archive)
            shown = f"“{_one_line(words)}”" if words is not None else why_not
            out.write(f"    {place.article_id} {place.start}-{place.end}: {shown}\n")


def _words(place: StoredQuote, archive: ArchiveProtocol | None) -> tuple[str | None, str]:
    """The words of a quote, or None and why there are none."""
    if archive is None:
        return None, "(there is no index to cut it from)"
    quote = place.find(archive)
    if quote is not None:
        return quote.text, ""
    return None, "(the article is gone)" if archive.article(place.article_id) is None else "(the article has changed)"


def _one_line(text: str) -> str:
    """A text on one line, shortened, without signs that move a terminal's cursor."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    line = " ".join(plain.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
