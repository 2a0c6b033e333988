"""The files in which the bot keeps its own state: SQLite, for the owner only, each with a format of its own."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path


class StateError(Exception):
    """The folder for the bot's own state cannot be used; the message names it."""


def open_state(path: Path, schema: str, version: int, upgrades: Mapping[int, str] = {}) -> sqlite3.Connection:
    """The database at `path`, made when missing; what is deleted in it is overwritten.

    Every statement is its own transaction. One connection may be used from several threads, one at a time.

    Args:
        schema: statements that make what is missing.
        version: of the schema; a file of another one is not touched, unless it is in `upgrades`.
        upgrades: statements that make a file of an older version one of this version.

    Raises:
        StateError: the folder or the file cannot be used; names the file and the way out.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        (found,) = db.execute("PRAGMA user_version").fetchone()
        if found not in (0, version, *upgrades):
            raise sqlite3.DatabaseError(f"its format is {found}, this version reads {version}")
        if found in upgrades:
            db.executescript(f"BEGIN; {upgrades[found]}; PRAGMA user_version = {version}; COMMIT")
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA foreign_keys = ON")
        db.executescript(schema)
        db.execute(f"PRAGMA user_version = {version}")
    except (OSError, sqlite3.Error) as error:
        raise StateError(
            f"{path}: {error}; move the file away to start anew, or set STATE_DIR to another folder"
        ) from error
    return db
