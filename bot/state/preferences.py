"""What a chat has chosen for itself, on disk: language, quotes in an answer, previews. Kept until it is set back."""

import threading
from dataclasses import dataclass
from pathlib import Path

from bot.state.sqlite import open_state
from bot.support.i18n import LANGUAGES
from bot.support.settings import MOST_QUOTES

_SCHEMA = """
CREATE TABLE IF NOT EXISTS preferences (
    chat INTEGER PRIMARY KEY,
    language TEXT,
    quotes INTEGER,
    previews INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS moved (chat INTEGER PRIMARY KEY, former INTEGER NOT NULL);
"""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Preference:
    """What a chat wants.

    Attributes:
        language: one of `LANGUAGES`; None for the one that Telegram tells of the person.
        quotes: at most so many in an answer, 1 to `MOST_QUOTES`; None for as many as the bot is set to.
        previews: whether an answer shows a preview of the article it cites.

    Raises:
        ValueError: the bot does not speak the language, or the quotes are too few or too many.
    """

    language: str | None = None
    quotes: int | None = None
    previews: bool = False

    def __post_init__(self) -> None:
        if self.language is not None and self.language not in LANGUAGES:
            raise ValueError(f"the bot speaks {', '.join(LANGUAGES)}, not {self.language}")
        if self.quotes is not None and not 1 <= self.quotes <= MOST_QUOTES:
            raise ValueError(f"an answer has 1 to {MOST_QUOTES} quotes, not {self.quotes}")


class Preferences:
    """The preferences of all chats. Safe to call from several threads.

    Args:
        directory: made when missing, for the owner only.

    Raises:
        StateError: the folder or the file in it cannot be used.
    """

    def __init__(self, directory: Path) -> None:
        self._lock = threading.Lock()
        self._db = open_state(directory / "preferences.sqlite3", _SCHEMA, _FORMAT)

    def get(self, chat: int) -> Preference:
        """What this chat has chosen; the defaults where it has not. A language that is no longer spoken counts as none.

        Raises:
            sqlite3.Error: the file cannot be read.
        """
        with self._lock:
            row = self._db.execute(
                "SELECT language, quotes, previews FROM preferences WHERE chat = ?", (chat,)
            ).fetchone()
        if row is None:
            return Preference()
        language, quotes, previews = row
        return Preference(language if language in LANGUAGES else None, quotes, bool(previews))

    def set(self, chat: int, preference: Preference) -> None:
        """Remember what this chat has chosen; of a chat that wants the defaults nothing is kept.

        Raises:
            sqlite3.Error: the file cannot be written.
        """
        if preference == Preference():
            self.forget(chat)
            return
        row = (chat, preference.language, preference.quotes, preference.previews)
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?, ?)", row)

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

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._db.close()
