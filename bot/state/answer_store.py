"""What was shown to whom, on disk, so that buttons work after a restart and after a rebuild of the index.

A quote is remembered as its place in an article and a digest of the words there, never as words: if the article has
changed, the quote is gone.
"""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.state.answer_records import NO_THREAD, StoredAnswer, StoredInterpretation, StoredQuote, Thread
from bot.state.sqlite import SqliteStore
from index.records import Answer

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY,
    chat INTEGER NOT NULL,
    question TEXT NOT NULL,
    asked_in INTEGER,
    shown_in INTEGER,
    answered INTEGER NOT NULL,
    quotes TEXT NOT NULL,
    missing TEXT NOT NULL,
    degraded INTEGER NOT NULL,
    created REAL NOT NULL,
    read_as TEXT,
    readings TEXT,
    replaces INTEGER,
    origin INTEGER
);
CREATE INDEX IF NOT EXISTS answers_by_question ON answers (chat, asked_in);
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (created);
CREATE TABLE IF NOT EXISTS notices (
    chat INTEGER NOT NULL,
    asked_in INTEGER NOT NULL,
    shown_in INTEGER NOT NULL,
    created REAL NOT NULL,
    PRIMARY KEY (chat, asked_in)
);
"""
_FORMAT = 4
_SINCE_3 = "ALTER TABLE answers ADD COLUMN replaces INTEGER; ALTER TABLE answers ADD COLUMN origin INTEGER"
_UPGRADES = {
    1: "ALTER TABLE answers ADD COLUMN read_as TEXT; ALTER TABLE answers ADD COLUMN readings TEXT; " + _SINCE_3,
    2: "ALTER TABLE answers ADD COLUMN readings TEXT; " + _SINCE_3,
    3: _SINCE_3,
}
_ID_BYTES = 12

_BEFORE_THE_MOVE = 0
"""Number of the message of an answer that was shown in a group before that became a supergroup: none there has it."""


class AnswerStore(SqliteStore):
    """The answers of the last `retention_days` days. Safe to call from several threads."""

    def __init__(self, directory: Path, retention_days: int, clock: Callable[[], float] = time.time) -> None:
        self._keep_s = retention_days * 86_400
        super().__init__(directory / "answers.sqlite3", _SCHEMA, _FORMAT, _UPGRADES, clock=clock)
        self.forget_old()

    def add(
        self, chat: int, answer: Answer, question_message: int | None, read_as: str | None = None, claim: bool = False,
        thread: Thread = NO_THREAD,
    ) -> str:  # fmt: skip
        """Remember the `answer` to the message `question_message`; returns its id. An older answer to it is forgotten.

        The same question in the same message, or by a button, of whose answer it is not known whether it was ever seen,
        keeps its id: should it have arrived after all, the two can be told to be one.
        """
        before = (
            self.unseen(chat, answer.question) if question_message is None else self.to_message(chat, question_message)
        )
        again = before is not None and before.answer_message is None and before.question == answer.question
        # The answer to an edited question takes the place of the one before it, once that shows it.
        replaces = (before.answer_message or before.replaces) if before is not None else None
        answer_id = before.id if before is not None and again else secrets.token_urlsafe(_ID_BYTES)
        quotes = [StoredQuote.of(quote).row for quote in (answer.quotes if answer.answered else answer.nearest)]
        found = (answer.answered, json.dumps(quotes), json.dumps(answer.missing), answer.degraded is not None)
        read = replace(StoredInterpretation.of(answer), claim=claim, thread=thread).json
        with self._lock:
            self._db.execute(
                "DELETE FROM answers WHERE chat = ? AND (asked_in = ? OR id = ?)", (chat, question_message, answer_id)
            )
            self._db.execute(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                (
                    answer_id,
                    chat,
                    answer.question,
                    question_message,
                    None,
                    *found,
                    self._clock(),
                    read_as,
                    read,
                    replaces,
                ),
            )
        return answer_id

    def shown(self, answer_id: str, message: int) -> None:
        """Note the number of the message in which the answer is to be seen."""
        with self._lock:
            self._db.execute("UPDATE answers SET shown_in = ?, replaces = NULL WHERE id = ?", (message, answer_id))
            self._db.execute(
                "DELETE FROM notices WHERE shown_in = ? AND chat = (SELECT chat FROM answers WHERE id = ?)",
                (message, answer_id),
            )

    def note_notice(self, chat: int, question_message: int, message: int) -> None:
        """Note that `message` says to the message `question_message` why that has no answer."""
        with self._lock:
            self._db.execute(
                "INSERT OR REPLACE INTO notices VALUES (?, ?, ?, ?)", (chat, question_message, message, self._clock())
            )

    def notice(self, chat: int, question_message: int) -> int | None:
        """The number of the message that says why the message `question_message` has no answer."""
        with self._lock:
            row = self._db.execute(
                "SELECT shown_in FROM notices WHERE chat = ? AND asked_in = ?", (chat, question_message)
            ).fetchone()
        return None if row is None else int(row[0])

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`, where messages have other numbers."""
        with self._lock:
            self._db.execute(
                "UPDATE answers SET chat = ?, asked_in = NULL, shown_in = ?, replaces = NULL WHERE chat = ?",
                (new, _BEFORE_THE_MOVE, old),
            )
            self._db.execute("UPDATE answers SET origin = ? WHERE origin = ?", (new, old))
            self._db.execute("DELETE FROM notices WHERE chat = ?", (old,))

    def find(self, chat: int, answer_id: str) -> StoredAnswer | None:
        """The answer with this id, if it was given in this chat and is not too old."""
        return self._one("id = ? AND chat = ?", answer_id, chat)

    def copy(self, answer_id: str, chat: int) -> StoredAnswer | None:
        """An answer given in another chat, by the id that only those have who saw it; now it is this chat's, too."""
        found = self._one("id = ?", answer_id)
        if found is None:
            return None
        mine = secrets.token_urlsafe(_ID_BYTES)
        with self._lock:
            self._db.execute(
                "INSERT INTO answers SELECT ?, ?, question, NULL, NULL, answered, quotes, missing, degraded, ?,"
                " read_as, readings, NULL, coalesce(origin, chat) FROM answers WHERE id = ?",
                (mine, chat, self._clock(), answer_id),
            )
        return self.find(chat, mine)

    def last(self, chat: int, within_s: float, before: int | None = None, quoted: bool = False) -> StoredAnswer | None:
        """The last answer given in this chat, if that is not longer ago than so many seconds.

        Args:
            before: number of a message; what was asked in it or after it does not count.
            quoted: one with a sentence that answers, or may.
        """
        since, until = self._clock() - within_s, 2**62 if before is None else before
        said = "AND (answered OR readings LIKE '%\"may_say\": true%')" if quoted else ""
        order = "ORDER BY created DESC, rowid DESC LIMIT 1"
        return self._one(f"chat = ? AND created >= ? AND coalesce(asked_in, 0) < ? {said} {order}", chat, since, until)

    def in_message(self, chat: int, answer_message: int) -> StoredAnswer | None:
        """The answer that is to be seen in this message."""
        return self._one("chat = ? AND shown_in = ?", chat, answer_message)

    def forget(self, chat: int) -> int:
        """Delete all answers given in this chat, and what others took along from it; returns how many were given."""
        with self._lock:
            given = self._db.execute("DELETE FROM answers WHERE chat = ?", (chat,)).rowcount
            self._db.execute("DELETE FROM answers WHERE origin = ?", (chat,))
            self._db.execute("DELETE FROM notices WHERE chat = ?", (chat,))
            return given

    def to_message(self, chat: int, question_message: int) -> StoredAnswer | None:
        """The answer given to this message, if it is not too old."""
        return self._one("asked_in = ? AND chat = ?", question_message, chat)

    def unseen(self, chat: int, question: str) -> StoredAnswer | None:
        """The answer to a question that came by a button, if it is not known whether it was ever seen."""
        condition = "chat = ? AND question = ? AND asked_in IS NULL AND shown_in IS NULL AND origin IS NULL"
        return self._one(condition, chat, question)

    def last_shown(self, chat: int) -> int:
        """The number of the last message in this chat that is known to show an answer; 0 for none."""
        with self._lock:
            (last,) = self._db.execute("SELECT max(shown_in) FROM answers WHERE chat = ?", (chat,)).fetchone()
        return int(last or 0)

    def forget_old(self) -> None:
        """Delete what is older than the retention."""
        with self._lock:
            for table in ("answers", "notices"):
                self._db.execute(f"DELETE FROM {table} WHERE created < ?", (self._clock() - self._keep_s,))  # noqa: S608

    def _one(self, condition: str, *values: object) -> StoredAnswer | None:
        columns = "id, question, answered, quotes, missing, degraded, asked_in, shown_in, read_as, readings, replaces"
        with self._lock:
            row = self._db.execute(
                f"SELECT {columns} FROM answers WHERE created >= ? AND {condition}",  # noqa: S608 (no outside words)
                (self._clock() - self._keep_s, *values),
            ).fetchone()
        if row is None:
            return None
        answer_id, question, answered, quotes, missing, degraded, asked_in, shown_in, read_as, reading, replaces = row
        return StoredAnswer(
            answer_id, question, bool(answered), tuple(StoredQuote.of_row(quote) for quote in json.loads(quotes)),
            tuple(json.loads(missing)), bool(degraded), asked_in, shown_in, read_as,
            StoredInterpretation.of_json(reading), replaces,
        )  # fmt: skip
