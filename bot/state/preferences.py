"""Preferences of a chat, on disk: language, quotes in an answer, link previews; and its quiet hours."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.state.sqlite import SqliteStore
from bot.support.i18n import LANGUAGES
from bot.support.settings import MOST_QUOTES

_SCHEMA = """
CREATE TABLE IF NOT EXISTS preferences (
    chat INTEGER PRIMARY KEY,
    language TEXT,
    quotes INTEGER,
    previews INTEGER NOT NULL,
    utc_offset INTEGER
);
CREATE TABLE IF NOT EXISTS moved (chat INTEGER PRIMARY KEY, former INTEGER NOT NULL);
"""
_FORMAT = 2
_UPGRADES = {1: "ALTER TABLE preferences ADD COLUMN utc_offset INTEGER"}


@dataclass(frozen=True, slots=True)
class Preference:
    """What a chat wants.

    Attributes:
        language: one of `LANGUAGES`; None for the one that Telegram tells of the person.
        quotes: at most so many in an answer, 1 to `MOST_QUOTES`; None for as many as the bot is set to.
        previews: whether an answer shows a preview of the article it cites.
        utc_offset: minutes by which the chat's clock is ahead of UTC; None where that was not said.

    Raises:
        ValueError: the bot does not speak the language, the quotes are too few or too many, or no clock is so.
    """

    language: str | None = None
    quotes: int | None = None
    previews: bool = False
    utc_offset: int | None = None

    def __post_init__(self) -> None:
        if self.language is not None and self.language not in LANGUAGES:
            raise ValueError(f"the bot speaks {', '.join(LANGUAGES)}, not {self.language}")
        if self.quotes is not None and not 1 <= self.quotes <= MOST_QUOTES:
            raise ValueError(f"an answer has 1 to {MOST_QUOTES} quotes, not {self.quotes}")
        if self.utc_offset is not None and abs(self.utc_offset) > FARTHEST_MINUTES:
            raise ValueError(f"no clock is {self.utc_offset} minutes from UTC")


class Preferences(SqliteStore):
    """The preferences of all chats. Safe to call from several threads."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / "preferences.sqlite3", _SCHEMA, _FORMAT, _UPGRADES)

    def get(self, chat: int) -> Preference:
        """What this chat has chosen; the defaults where it has not. A language that is no longer spoken counts as none.

        Raises:
            sqlite3.Error: the file cannot be read.
        """
        with self._lock:
            row = self._db.execute(
                "SELECT language, quotes, previews, utc_offset FROM preferences WHERE chat = ?", (chat,)
            ).fetchone()
        if row is None:
            return Preference()
        language, quotes, previews, utc_offset = row
        return Preference(language if language in LANGUAGES else None, quotes, bool(previews), utc_offset)

    def set(self, chat: int, preference: Preference) -> None:
        """Remember what this chat has chosen; of a chat that wants the defaults nothing is kept.

        Raises:
            sqlite3.Error: the file cannot be written.
        """
        if preference == Preference():
            self.forget(chat)
            return
        row = (chat, preference.language, preference.quotes, preference.previews, preference.utc_offset)
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?, ?, ?)", row)

    def forget(self, chat: int) -> bool:
        """Delete what this chat has chosen; False when there was nothing."""
        with self._lock:
            return self._db.execute("DELETE FROM preferences WHERE chat = ?", (chat,)).rowcount > 0

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`; what `new` has chosen already stays."""
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (new, old))
            self._db.execute("UPDATE OR IGNORE preferences SET chat = ? WHERE chat = ?", (new, old))
            self._db.execute("DELETE FROM preferences WHERE chat = ?", (old,))

    def former(self) -> dict[int, int]:
        """By the number of each chat that had another one, that number."""
        with self._lock:
            return dict(self._db.execute("SELECT chat, former FROM moved").fetchall())


_HOURS = 24
FARTHEST_MINUTES = 14 * 60
"""Minutes by which a clock is ahead of UTC, or behind it, at most."""
_DASH = "[-\u2010\u2012-\u2015\u2212]"
_WRITTEN = re.compile(
    rf"(\d{{1,2}})(?:[:.]00)? ?{_DASH} ?(\d{{1,2}})(?:[:.]00)?"
    rf"(?: ?(?:utc|gmt))?(?: ?(\+|{_DASH}) ?(\d{{1,2}})(?::?([0-5]\d))?)?"
)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours in which nothing is sent: from `start` up to `end`, over midnight where `end` is the smaller.

    Attributes:
        start, end: 0 to 23, on a clock that is `utc_offset` minutes ahead of UTC.

    Raises:
        ValueError: an hour or the offset is none, or the hours are the same.
    """

    start: int
    end: int
    utc_offset: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < _HOURS and 0 <= self.end < _HOURS and self.start != self.end):
            raise ValueError(f"quiet hours are two different hours from 0 to 23, not {self.start} and {self.end}")
        if abs(self.utc_offset) > FARTHEST_MINUTES:
            raise ValueError(f"no clock is {self.utc_offset} minutes from UTC")

    def holds(self, now: float) -> bool:
        """Whether it is quiet at `now`, in seconds since the epoch."""
        hour = (datetime.fromtimestamp(now, UTC) + timedelta(minutes=self.utc_offset)).hour
        return (hour - self.start) % _HOURS < (self.end - self.start) % _HOURS


def quiet_hours(text: str, utc_offset: int = 0) -> QuietHours | None:
    """The hours that a person wrote, as in 22-7, 22:00-7:00 GMT+3 or 22-7 -0:30; None where these are none.

    Digits may be of any script, signs full width or typographic.

    Args:
        utc_offset: of the chat's clock, where none is written.
    """
    match = _WRITTEN.fullmatch(_plain(text))
    if match is None:
        return None
    minutes = int(match[4] or 0) * 60 + int(match[5] or 0)
    try:
        written = minutes if match[3] == "+" else -minutes
        return QuietHours(int(match[1]), int(match[2]), utc_offset if match[3] is None else written)
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Lower case with one space between words, digits and signs of ASCII, without marks that are not seen."""
    signs = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in signs)
    return " ".join("".join(digits).casefold().split())
