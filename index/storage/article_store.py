"""The articles of a generation on disk, with their passages as offsets: one SQLite file, read by article.

What searches and filters look at is narrow and lies apart from the texts, so that going through it reads little.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from sys import getsizeof
from typing import Any

import numpy as np
from cachetools import LRUCache

from index.array_types import Mask, Rows
from index.errors import ArchiveDamaged
from index.records import EVERYTHING, Article, Filters, SourceCount, Span
from index.storage.article_rows import (
    JOINED,
    KnownArticle,
    article_columns,
    column,
    known_columns,
    read_article,
    sql_condition,
    table_columns,
    unpacked,
    unpacked_boilerplate,
)

CACHE_BYTES = 32 << 20
"""Bytes of articles that stay in memory for the next questions."""
_JULIAN = 1721424.5
"""Julian date of the day before 1 January of the year 1, which is day 1 of Python's calendar."""


class ArticleStore:
    """Reads an article file; safe to use from several threads.

    Attributes:
        first_row: shape (articles + 1,), where the rows of each article begin.

    Raises:
        ArchiveDamaged: it is no article file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._cache: LRUCache[int, tuple[Article, list[Span]]] = LRUCache(CACHE_BYTES, _article_bytes)
        self._cache_lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._present = table_columns(self._connection)
            self._columns = article_columns(self._present)
            counts = self._connection.execute("SELECT length(passages) / 8 FROM articles ORDER BY number").fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        self.first_row: Rows = np.concatenate([[0], np.cumsum([n for (n,) in counts], dtype=np.int64)])

    def __len__(self) -> int:
        return len(self.first_row) - 1

    def get(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        row = self._one(f"SELECT {self._columns} FROM {JOINED} WHERE a.id = ?", article_id)  # noqa: S608
        return None if row is None else read_article(row)

    def passages(self, rows: Sequence[int]) -> list[tuple[Article, Span]]:
        """The passages of `rows` in their order, each with its article, which is read once."""
        indexes = (np.searchsorted(self.first_row, np.asarray(rows, dtype=np.int64), side="right") - 1).tolist()
        read = {index: self._cached_at(index) for index in set(indexes)}
        return [
            (read[index][0], read[index][1][row - int(self.first_row[index])])
            for row, index in zip(rows, indexes, strict=True)
        ]

    def _cached_at(self, index: int) -> tuple[Article, list[Span]]:
        """What is at `index`, the same objects again for the next questions as long as there is room."""
        with self._cache_lock:
            found = self._cache.get(index)
        if found is None:
            found = self.at(index)
            with self._cache_lock, suppress(ValueError):  # larger than all the room
                found = self._cache.setdefault(index, found)
        return found

    def at(self, index: int) -> tuple[Article, list[Span]]:
        """The article at `index` (from 0) with its passages."""
        statement = f"SELECT {self._columns}, a.passages FROM {JOINED} WHERE a.number = ?"  # noqa: S608
        record = self._one(statement, index + 1)
        if record is None:
            raise self._damaged(f"it has no article {index + 1}")
        return read_article(record[:-1]), [Span(start, end) for start, end in unpacked(record[-1], 2)]

    def each(self) -> Iterator[tuple[Article, list[Span]]]:
        """Every article with its passages, in order."""
        return (self.at(index) for index in range(len(self)))

    def whole(self, article: Article) -> Article:
        """An article of this file with the paragraphs, too, that were left out since they repeat in its outlet."""
        wanted = column("boilerplate", self._present)
        (left_out,) = self._one(f"SELECT {wanted} FROM articles WHERE id = ?", article.id) or (None,)  # noqa: S608
        if not left_out:
            return article
        paragraphs = list(article.paragraphs)
        for place, paragraph in unpacked_boilerplate(left_out):
            paragraphs.insert(place, paragraph)
        return replace(article, paragraphs=tuple(paragraphs))

    def known_articles(self) -> Iterator[KnownArticle]:
        """What a later build has to know of each article, in order."""
        last = 0
        known = known_columns(self._present)
        statement = f"SELECT {known} FROM articles WHERE number > ? ORDER BY number LIMIT 1000"  # noqa: S608
        while part := self._all(statement, last):  # a build looks at articles between parts, and memory does not grow
            yield from (KnownArticle(*record) for record in part)
            last = part[-1][0]

    def newest_first(self, among: Mask | None = None) -> Rows:
        """The indexes of articles by date, newest first, undated ones last, ties by place.

        Args:
            among: shape (articles,), which of them; None for all.
        """
        return self._by_date if among is None else self._by_date[among[self._by_date]]

    @cached_property
    def _by_date(self) -> Rows:
        # Numbers alone, so it is read out of the index that filters use.
        found = self._all("SELECT number FROM articles ORDER BY latest DESC, number")
        return np.array([number - 1 for (number,) in found], dtype=np.int64)

    @cached_property
    def days(self) -> Rows:
        """First and last day that the date of each article may mean, shape (articles, 2).

        As `date.toordinal` counts them; 0 for an article without a date.
        """
        number = "CAST(coalesce(julianday({}) - ?, 0) AS INTEGER)".format
        statement = f"SELECT {number('earliest')}, {number('latest')} FROM articles ORDER BY number"  # noqa: S608
        return np.array(self._all(statement, _JULIAN, _JULIAN), dtype=np.int64).reshape(-1, 2)

    @cached_property
    def reports(self) -> Rows:
        """Which report each article carries: the index of the first article that carries it, shape (articles,)."""
        found = self._all("SELECT coalesce(first_copy, number) FROM articles ORDER BY number")
        return np.array([number - 1 for (number,) in found], dtype=np.int64)

    def titles(self, indexes: Sequence[int]) -> list[str | None]:
        """The titles of the articles at `indexes` (from 0), in their order."""
        numbers = json.dumps([index + 1 for index in indexes])  # as one value: SQLite takes a bounded number of them
        statement = "SELECT number, title FROM articles WHERE number IN (SELECT value FROM json_each(?))"
        found = dict(self._all(statement, numbers))
        return [found[index + 1] for index in indexes]

    def headlines(self) -> list[tuple[int, str | None, str | None, str | None]]:
        """Index (from 0), title, url and path of every article."""
        return self._all("SELECT number - 1, title, url, path FROM articles")

    def ids(self) -> frozenset[str]:
        """The ids of all articles."""
        return frozenset(str(found) for (found,) in self._all("SELECT id FROM articles"))

    def sketch(self, index: int) -> bytes:
        """What near-duplicates of the article at `index` (from 0) are known by."""
        found = self._one("SELECT signature FROM articles WHERE number = ?", index + 1)
        return b"" if found is None else bytes(found[0])

    def rows(self, index: int) -> range:
        """The rows of the article at `index` (from 0)."""
        return range(int(self.first_row[index]), int(self.first_row[index + 1]))

    def copies(self, article_id: str) -> tuple[Article, ...]:
        """The other articles that carry the same report, in order."""
        wanted = "a.id != ? AND a.first_copy = (SELECT first_copy FROM articles WHERE id = ?) ORDER BY a.number"
        found = self._all(f"SELECT {self._columns} FROM {JOINED} WHERE {wanted}", article_id, article_id)  # noqa: S608
        return tuple(read_article(row) for row in found)

    def matching(self, filters: Filters) -> Mask:
        """Which articles the filters let through, shape (articles,), those on places left out; see `sql_condition`."""
        wanted, values = sql_condition(filters)
        found = self._all(f"SELECT number FROM articles WHERE {wanted}", *values)  # noqa: S608
        mask = np.zeros(len(self), dtype=bool)
        mask[[number - 1 for (number,) in found]] = True
        return mask

    def sources(self, filters: Filters = EVERYTHING) -> tuple[SourceCount, ...]:
        """Articles and dates per outlet, most articles first, then by name; filters on places are left out."""
        wanted, values = sql_condition(filters)
        found = self._all(
            "SELECT source, count(*), max(published), min(published) FROM articles"  # noqa: S608
            f" WHERE {wanted} GROUP BY source ORDER BY count(*) DESC, source",
            *values,
        )
        return tuple(SourceCount(*row) for row in found)

    def languages(self) -> tuple[str, ...]:
        """The languages that articles are in, by name."""
        found = self._all("SELECT DISTINCT language FROM articles WHERE language IS NOT NULL ORDER BY language")
        return tuple(str(language) for (language,) in found)

    def dates(self) -> tuple[str | None, str | None]:
        """Dates of the oldest and the newest dated article."""
        oldest, newest = self._all("SELECT min(published), max(published) FROM articles")[0]
        return oldest, newest

    def undated(self) -> int:
        """Number of articles without a date."""
        return int(self._all("SELECT count(*) FROM articles WHERE published IS NULL")[0][0])

    def copied(self) -> int:
        """Number of articles that carry a report which an earlier one carries as well."""
        return int(self._all("SELECT count(*) FROM articles WHERE first_copy != number")[0][0])

    def check(self) -> str | None:
        """What SQLite finds wrong with the file, or None."""
        found = "; ".join(str(line) for (line,) in self._all("PRAGMA integrity_check(5)"))
        return None if found == "ok" else found

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self._all(statement, *values)), None)

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, why: object) -> ArchiveDamaged:
        return ArchiveDamaged(self.path.parent, f"{self.path} cannot be read ({why}); run: python -m index build")


def _article_bytes(read: tuple[Article, list[Span]]) -> int:
    """Bytes that an article takes in memory with its passages, roughly."""
    article, passages = read
    return getsizeof(article.text) + 200 * len(article.paragraphs) + 120 * len(passages) + 2_000
