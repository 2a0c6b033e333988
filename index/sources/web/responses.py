"""What the web answered, and the copies of it that are kept for the next build."""

import json
import logging
import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_log = logging.getLogger(__name__)

_KEPT_HEADERS = ("content-type", "etag", "last-modified")
# What no build has asked for in this time is not asked for any more.
_KEPT_DAYS = 90
MOST_KEPT = 512 << 20
"""Bytes of the copies that are kept, those of addresses included; the ones not asked for the longest time go."""
_TABLES = """
CREATE TABLE IF NOT EXISTS responses (
    url TEXT PRIMARY KEY, headers TEXT NOT NULL, retrieved TEXT NOT NULL, used REAL NOT NULL, body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS moved (url TEXT PRIMARY KEY, target TEXT NOT NULL, used REAL NOT NULL);
"""
_OF_RESPONSE, _OF_MOVED = "length(url) + length(headers) + length(body)", "length(url) + length(target)"
_TRIMMED = (
    "DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM"
    " (SELECT rowid, sum({size}) OVER (ORDER BY used DESC, rowid DESC) AS upto FROM {table}) WHERE upto > ?)"
)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of a web server.

    Attributes:
        url: the address that gave it, after all redirects.
        headers: names in lower case.
        body: empty unless `status` is 200 to 299; compression of the transport is taken off.
        retrieved: ISO 8601 time at which the body was received, UTC.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    retrieved: str


class ResponseCache:
    """Documents by their address, in one SQLite file; one that cannot be used is as good as an empty one."""

    def __init__(self, folder: Path | None) -> None:
        """Open the cache in `folder`, which is made; None: a temporary one that goes when it is closed."""
        path = None if folder is None else folder / "fetched.sqlite"
        try:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
            self._database = _opened(path)
        except (OSError, sqlite3.Error) as error:
            _log.warning("the cache %s cannot be used (%s): nothing is kept; remove it", path, error)
            self._database = _opened(None)
        self._size = self._measured()

    def get(self, url: str) -> Response | None:
        """The copy of what this address gave."""
        try:
            query = "UPDATE responses SET used = ? WHERE url = ? RETURNING headers, retrieved, body"
            found = self._database.execute(query, (_now(), url)).fetchone()
            if found is None:
                return None
            headers, retrieved, body = found
            return Response(url, 200, json.loads(headers), zlib.decompress(body), retrieved)
        except (sqlite3.Error, zlib.error, ValueError) as error:
            _log.warning("a copy in the cache cannot be read (%s)", error)
            return None

    def get_moved(self, url: str) -> Response | None:
        """The copy of this address, or of the one to which it last led."""
        try:
            query = "UPDATE moved SET used = ? WHERE url = ? RETURNING target"
            moved = self._database.execute(query, (_now(), url)).fetchone()
        except sqlite3.Error as error:
            _log.warning("the cache cannot be read (%s)", error)
            return None
        return self.get(str(moved[0]) if moved else url)

    def put(self, response: Response) -> None:
        """Keep a copy, in place of an older one."""
        headers = json.dumps({name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers})
        body = zlib.compress(response.body, 1)
        values = (response.url, headers, response.retrieved, _now(), body)
        self._write("INSERT OR REPLACE INTO responses VALUES (?, ?, ?, ?, ?)", values)
        self._grown(len(response.url) + len(headers) + len(body))

    def put_moved(self, url: str, target: str) -> None:
        """Keep where an address leads, so that its copy is found when it cannot be asked."""
        if url == target:
            self._write("DELETE FROM moved WHERE url = ?", (url,))
        else:
            self._write("INSERT OR REPLACE INTO moved VALUES (?, ?, ?)", (url, target, _now()))
            self._grown(len(url) + len(target))

    def forget(self, url: str) -> None:
        """Keep no copy of an address that is gone."""
        self._write("DELETE FROM responses WHERE url = ?", (url,))
        self._write("DELETE FROM moved WHERE url = ?", (url,))

    def close(self) -> None:
        """Drop the copies that nobody asked for in a long time, and close the file."""
        before = _now() - _KEPT_DAYS * 86400
        self._write("DELETE FROM responses WHERE used < ?", (before,))
        self._write("DELETE FROM moved WHERE used < ?", (before,))
        self._grown(0)
        with suppress(sqlite3.Error):
            self._database.close()

    def _grown(self, more: int) -> None:
        """Note that as much may have been added, and make room where it is too much."""
        self._size += more
        if self._size <= MOST_KEPT:
            return
        # To nine tenths at most, so that this is not done for each copy.
        self._write(_TRIMMED.format(table="responses", size=_OF_RESPONSE), (MOST_KEPT * 8 // 10,))
        self._write(_TRIMMED.format(table="moved", size=_OF_MOVED), (MOST_KEPT // 10,))
        self._size = self._measured()

    def _measured(self) -> int:
        """Bytes of all that is kept; 0 where it cannot be read."""
        try:
            (size,) = self._database.execute(
                f"SELECT (SELECT total({_OF_RESPONSE}) FROM responses) + (SELECT total({_OF_MOVED}) FROM moved)"  # noqa: S608
            ).fetchone()
        except sqlite3.Error as error:
            _log.warning("the cache cannot be read (%s)", error)
            return 0
        return int(size)

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._database.execute(statement, values)
        except sqlite3.Error as error:  # a full disk, or another process that holds the file for long
            _log.warning("the cache of fetched documents cannot be written (%s)", error)


def _opened(path: Path | None) -> sqlite3.Connection:
    # An empty name is a temporary database, in memory while it is small.
    database = sqlite3.connect("" if path is None else path, timeout=10, isolation_level=None)
    try:
        database.executescript(_TABLES)
    except BaseException:
        database.close()
        raise
    return database


def _now() -> float:
    return datetime.now(UTC).timestamp()
