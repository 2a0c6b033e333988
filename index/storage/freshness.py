"""How fresh an index is: when it was last brought up to date, and whether that is long ago."""

from datetime import date, datetime
from pathlib import Path

from index.records import AsOf
from index.storage.files import sync

REFRESHED = "refreshed"
"""The file in the index folder that says when a build last looked for articles."""

STALE_AFTER_DAYS = 30
"""An index that was not brought up to date for longer is stale, where nothing else is set."""


def note_refreshed(directory: Path, at: datetime) -> None:
    """Note that the index in `directory` was up to date then.

    Raises:
        OSError: the disk does not take it.
    """
    path = directory / f"{REFRESHED}.new"
    path.write_text(at.isoformat(timespec="seconds"), encoding="utf-8")
    sync(path)
    path.replace(directory / REFRESHED)


def refreshed(directory: Path, built: str) -> str:
    """When the index in `directory` was last brought up to date, as noted, else when it was built; ISO 8601."""
    try:
        noted = (directory / REFRESHED).read_text(encoding="utf-8").strip()
        return datetime.fromisoformat(noted).isoformat(timespec="seconds")
    except (OSError, ValueError):  # it was copied here without its note
        return built


def is_stale(as_of: AsOf, today: date, after_days: int) -> bool:
    """Whether an index was not brought up to date for more than so many days; with 0 none ever is stale."""
    return after_days > 0 and (today - datetime.fromisoformat(as_of.refreshed).date()).days > after_days
