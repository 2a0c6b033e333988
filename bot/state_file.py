"""One file of the bot's own state: an SQLite database for the owner's eyes only."""

import sqlite3
from pathlib import Path

from bot.answers import StateError


def open_state(directory: Path, name: str, schema: str, format_: int) -> sqlite3.Connection:
    """The database `name` in `directory`, both made when missing; its caller guards it with a lock.

    Args:
        schema: statements that make what is missing.
        format_: number of the schema, which the file remembers.

    Raises:
        StateError: the folder or the file in it cannot be used, or is of another format.
    """
    path = directory / name
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        try:
            _prepare(db, schema, format_)
        except BaseException:
            db.close()
            raise
    except (OSError, sqlite3.Error) as error:
        raise StateError(
            f"{path}: {error}; move the file away to start anew, or set STATE_DIR to another folder"
        ) from error
    return db


def _prepare(db: sqlite3.Connection, schema: str, format_: int) -> None:
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found not in (0, format_):
        raise sqlite3.DatabaseError(f"its format is {found}, this version reads {format_}")
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA foreign_keys = ON")
    db.executescript(schema)
    db.execute(f"PRAGMA user_version = {format_}")
