"""What people want to be told of, on disk: a place, a word or a question for each watch, and the news not told yet.

Kept until the person takes it back. News are places in articles and digests of the words there, never words.
"""

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from bot.state.quiet_hours import QuietHours
from bot.state.shown_quotes import ShownQuote
from bot.state.sqlite import open_state

_SCHEMA = """
CREATE TABLE IF NOT EXISTS watches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    thread INTEGER,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    created REAL NOT NULL,
    language TEXT,
    person INTEGER,
    UNIQUE (chat, folded)
);
CREATE TABLE IF NOT EXISTS news (
    watch INTEGER NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
    article_id TEXT NOT NULL,
    quote TEXT NOT NULL,
    told REAL,
    PRIMARY KEY (watch, article_id)
);
CREATE TABLE IF NOT EXISTS quiet (
    chat INTEGER PRIMARY KEY,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS known (article_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS looks (looked REAL NOT NULL);
"""
_FORMAT = 3
_SINCE_2 = "ALTER TABLE watches ADD COLUMN person INTEGER"
_UPGRADES = {1: f"ALTER TABLE watches ADD COLUMN language TEXT; {_SINCE_2}", 2: _SINCE_2}
MOST = 20
"""Watches of one chat."""
LONGEST = 200
"""Characters of a watch."""
MOST_NEWS = 100
"""News of one watch that are kept, some 20 KB: first those not told yet, then those told last."""


class TooManyWatches(Exception):
    """The chat has as many watches as it may have."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody wants to be told of.

    Attributes:
        thread: number of the forum topic that it was asked for in, None where there are none.
        language: code of the language of who asked for it, as Telegram told it then; None where it did not.
        person: number of who asked for it first; None where that is not known.
    """

    id: int
    chat: int
    thread: int | None
    text: str
    language: str | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One message to send: what is new to a watch, in the order it was found."""

    watch: Watch
    quotes: tuple[ShownQuote, ...]


class SubscriptionStore:
    """The watches of all chats. Safe to call from several threads.

    Args:
        directory: made when missing, for the owner only: it holds what people want to know.
        clock: seconds since the epoch.

    Raises:
        StateError: the folder or the file in it cannot be used.
    """

    def __init__(self, directory: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._db = open_state(directory / "watches.sqlite3", _SCHEMA, _FORMAT, _UPGRADES)

    def add(
        self, chat: int, text: str, thread: int | None = None, language: str | None = None, person: int | None = None
    ) -> int:
        """Watch for `text`; returns its id, the old one where the chat watches for it already.

        Raises:
            ValueError: the text is empty or too long.
            TooManyWatches: the chat has `MOST` others.
        """
        text = " ".join(text.split())
        if not 0 < len(text) <= LONGEST:
            raise ValueError(f"a watch has 1 to {LONGEST} characters, not {len(text)}")
        folded = text.casefold()
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            row = self._db.execute("SELECT id FROM watches WHERE chat = ? AND folded = ?", (chat, folded)).fetchone()
            if row is not None:
                self._db.execute("UPDATE watches SET language = ? WHERE id = ?", (language, row[0]))
                return int(row[0])
            (count,) = self._db.execute("SELECT count(*) FROM watches WHERE chat = ?", (chat,)).fetchone()
            if count >= MOST:
                raise TooManyWatches(f"a chat has at most {MOST} watches")
            added = self._db.execute(
                "INSERT INTO watches (chat, thread, text, folded, created, language, person)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (chat, thread, text, folded, self._clock(), language, person),
            )
            return int(added.lastrowid or 0)

    def of_chat(self, chat: int) -> list[Watch]:
        """The watches of a chat, oldest first."""
        return self._watches("WHERE chat = ?", chat)

    def every(self) -> list[Watch]:
        """All watches, oldest first."""
        return self._watches("")

    def find(self, chat: int, which: int | str) -> Watch | None:
        """The watch of this chat with this id or this text."""
        column, value = ("id", which) if isinstance(which, int) else ("folded", " ".join(which.split()).casefold())
        return next(iter(self._watches(f"WHERE chat = ? AND {column} = ?", chat, value)), None)

    def remove(self, chat: int, which: int) -> bool:
        """End the watch of this chat with this id; False when there is none."""
        with self._lock:
            return self._db.execute("DELETE FROM watches WHERE chat = ? AND id = ?", (chat, which)).rowcount > 0

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`, where there are no topics yet; what `new` has already stays as it is."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("UPDATE OR IGNORE watches SET chat = ?, thread = NULL WHERE chat = ?", (new, old))
            self._db.execute("UPDATE OR IGNORE quiet SET chat = ? WHERE chat = ?", (new, old))
            self._db.execute("DELETE FROM watches WHERE chat = ?", (old,))
            self._db.execute("DELETE FROM quiet WHERE chat = ?", (old,))

    def forget(self, chat: int) -> int:
        """Delete all that is known of a chat, its quiet hours too; returns how many watches that were."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM quiet WHERE chat = ?", (chat,))
            return self._db.execute("DELETE FROM watches WHERE chat = ?", (chat,)).rowcount

    def set_quiet(self, chat: int, quiet: QuietHours | None) -> None:
        """Set the quiet hours of a chat; None for none."""
        with self._lock:
            if quiet is None:
                self._db.execute("DELETE FROM quiet WHERE chat = ?", (chat,))
            else:
                self._db.execute("INSERT OR REPLACE INTO quiet VALUES (?, ?, ?, ?)", (chat, *astuple(quiet)))

    def quiet(self, chat: int) -> QuietHours | None:
        """The quiet hours of a chat."""
        with self._lock:
            row = self._db.execute("SELECT start, stop, utc_offset FROM quiet WHERE chat = ?", (chat,)).fetchone()
        return None if row is None else QuietHours(*row)

    def known(self) -> frozenset[str] | None:
        """Ids of the articles at the last look; None before the first one."""
        with self._lock:
            if self._db.execute("SELECT 1 FROM looks").fetchone() is None:
                return None
            return frozenset(article_id for (article_id,) in self._db.execute("SELECT article_id FROM known"))

    def looked(self, news: Mapping[int, Sequence[ShownQuote]], known: Iterable[str]) -> None:
        """Note at once what a look found, by watch, and which articles there were: all of it, or nothing.

        What a watch was told of before is not told again, and a watch that has ended meanwhile is passed over. Of each
        watch the last `MOST_NEWS` are kept.
        """
        rows = [(watch, quote.article_id, json.dumps(quote.row), watch) for watch in news for quote in news[watch]]
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(
                "INSERT OR IGNORE INTO news SELECT ?, ?, ?, NULL WHERE EXISTS (SELECT 1 FROM watches WHERE id = ?)",
                rows,
            )
            self._db.execute(
                "DELETE FROM news WHERE rowid IN (SELECT rowid FROM (SELECT rowid, row_number() OVER"
                " (PARTITION BY watch ORDER BY told IS NULL DESC, told DESC, rowid DESC) AS place FROM news)"
                " WHERE place > ?)",
                (MOST_NEWS,),
            )
            before = {article_id for (article_id,) in self._db.execute("SELECT article_id FROM known")}
            now = set(known)
            self._db.executemany("DELETE FROM known WHERE article_id = ?", ((gone,) for gone in before - now))
            self._db.executemany("INSERT INTO known VALUES (?)", ((new,) for new in now - before))
            self._db.execute("DELETE FROM looks")
            self._db.execute("INSERT INTO looks VALUES (?)", (self._clock(),))

    def due(self) -> list[Due]:
        """What can be sent now: one message for each watch with news whose chat is not in its quiet hours."""
        now = self._clock()
        found = []
        for watch in self.every():
            quiet = self.quiet(watch.chat)
            quotes = () if quiet is not None and quiet.holds(now) else self._untold(watch.id)
            if quotes:
                found.append(Due(watch, quotes))
        return found

    def told(self, due: Due) -> None:
        """Note that a message was sent, or that its articles have changed and it never will be."""
        with self._lock:
            self._db.executemany(
                "UPDATE news SET told = ? WHERE watch = ? AND article_id = ?",
                [(self._clock(), due.watch.id, quote.article_id) for quote in due.quotes],
            )

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._db.close()

    def _untold(self, watch: int) -> tuple[ShownQuote, ...]:
        with self._lock:
            rows = self._db.execute(
                "SELECT quote FROM news WHERE watch = ? AND told IS NULL ORDER BY rowid", (watch,)
            ).fetchall()
        return tuple(ShownQuote.of_row(json.loads(quote)) for (quote,) in rows)

    def _watches(self, condition: str, *values: object) -> list[Watch]:
        statement = f"SELECT id, chat, thread, text, language, person FROM watches {condition} ORDER BY id"  # noqa: S608 (no outside words)
        with self._lock:
            return [Watch(*row) for row in self._db.execute(statement, values)]
