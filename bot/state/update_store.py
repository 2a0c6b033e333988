"""Updates on disk from the moment they arrive until they are dealt with, so that a crash loses no question."""

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from bot.state.sqlite import open_state

_log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY,
    body TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    arrived REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS updates_open ON updates (id) WHERE body IS NOT NULL;
"""
_FORMAT = 1

MOST_TRIES = 3
"""An update that was begun so often and never ended is not begun again."""

KNOWN_FOR_S = 2 * 86_400.0
"""How long the number of an update is remembered; Telegram repeats one for a day at most."""

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PendingUpdates:
    """An update that was not dealt with when the process ended.

    Attributes:
        tries: how often it was begun.
    """

    body: Json
    tries: int


class UpdateStore:
    """The updates that came and what became of them; of those dealt with only the number is kept. Thread-safe.

    Args:
        directory: made when missing, for the owner only: updates hold what people write.
        clock: seconds since the epoch.

    Raises:
        StateError: the folder or the file in it cannot be used.
    """

    def __init__(self, directory: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._db = open_state(directory / "inbox.sqlite3", _SCHEMA, _FORMAT)
        self._writing = threading.Lock()
        # One wait for the disk an update: what is noted later is only read by a next process, and after a power cut
        # at worst repeated.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self.forget_old()

    def accept(self, number: int, body: Json) -> bool:
        """Write an update down; False when one of this number has come before.

        Raises:
            sqlite3.Error: it could not be written.
        """
        with self._writing:
            self._db.execute("PRAGMA synchronous = FULL")
            written = self._db.execute(
                "INSERT OR IGNORE INTO updates (id, body, arrived) VALUES (?, ?, ?)",
                (number, json.dumps(body, default=_seconds), self._clock()),
            )
            self._db.execute("PRAGMA synchronous = NORMAL")
        return written.rowcount == 1

    def begin(self, number: int) -> None:
        """Count a try."""
        self._note("UPDATE updates SET tries = tries + 1 WHERE id = ?", number)

    def put_back(self, number: int) -> None:
        """Take back a try that was broken off by no fault of the update's."""
        self._note("UPDATE updates SET tries = tries - 1 WHERE id = ?", number)

    def done(self, number: int) -> None:
        """Forget what an update said; it will not be begun again."""
        self._note("UPDATE updates SET body = NULL WHERE id = ?", number)

    def left(self) -> list[PendingUpdates]:
        """The updates that were not dealt with, in the order of their numbers."""
        with self._writing:
            rows = self._db.execute("SELECT body, tries FROM updates WHERE body IS NOT NULL ORDER BY id").fetchall()
        return [PendingUpdates(json.loads(body), tries) for body, tries in rows]

    def body(self, number: int) -> Json | None:
        """What an update says; None when it is dealt with.

        Raises:
            sqlite3.Error: it could not be read.
        """
        with self._writing:
            row = self._db.execute("SELECT body FROM updates WHERE id = ? AND body IS NOT NULL", (number,)).fetchone()
        return None if row is None else json.loads(row[0])

    def waiting(self) -> int:
        """How many updates are not dealt with; 0 when that cannot be known any more."""
        try:
            with self._writing:
                (count,) = self._db.execute("SELECT count(*) FROM updates WHERE body IS NOT NULL").fetchone()
        except sqlite3.Error:
            return 0
        return int(count)

    def forget_old(self) -> None:
        """Delete the numbers of updates dealt with long ago, and what the log beside the file still says."""
        self._note("DELETE FROM updates WHERE body IS NULL AND arrived < ?", self._clock() - KNOWN_FOR_S)
        with self._writing:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Release the file."""
        with self._writing:
            self._db.close()

    def _note(self, statement: str, value: float) -> None:
        """What fails here costs a repeated answer after a crash, not this one."""
        try:
            with self._writing:
                self._db.execute(statement, (value,))
        except sqlite3.Error:
            _log.exception("the inbox could not be written to")


def _seconds(moment: object) -> int:
    """A time that the library left in what should be plain fields: it forgets that of a message out of reach."""
    if not isinstance(moment, datetime):
        raise TypeError(f"{type(moment).__name__} in an update")
    return int(moment.timestamp())
