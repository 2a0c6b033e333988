"""The articles of a generation on disk, with their passages as offsets: one SQLite file, read by article."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import ArchiveDamaged
from index.records import Article, Paragraph, ParagraphKind, SourceCount, Span
from index.vectors import Rows

_SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, title TEXT, url TEXT,
    published TEXT, source TEXT, author TEXT, language TEXT, path TEXT, text TEXT NOT NULL, paragraphs TEXT NOT NULL,
    passages TEXT NOT NULL
) STRICT
"""
_FIELDS = "id, text, paragraphs, title, url, published, source, author, language, path"


class ArticleWriter:
    """Writes a new article file; article numbers and rows follow the order of `add`."""

    def __init__(self, path: Path) -> None:
        self._closed = False
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode = OFF")  # the file is beside what serves until it is whole
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(_SCHEMA)

    def add(self, article: Article, fingerprint: str, passages: list[Span]) -> None:
        """Append an article with its passages; `fingerprint` tells whether a later build can keep them."""
        paragraphs = [[p.span.start, p.span.end, p.kind.value] for p in article.paragraphs]
        self._connection.execute(
            "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.id, fingerprint, article.title, article.url, article.published, article.source,
                article.author, article.language, article.path, article.text, json.dumps(paragraphs),
                json.dumps([[span.start, span.end] for span in passages]),
            ),
        )  # fmt: skip

    def close(self) -> None:
        """Finish the file; closing it again does nothing."""
        if not self._closed:
            self._connection.commit()
            self._connection.close()
            self._closed = True


class ArticleStore:
    """Reads an article file; safe to use from several threads.

    Raises:
        ArchiveDamaged: it is no article file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            counts = self._connection.execute(
                "SELECT json_array_length(passages) FROM articles ORDER BY number"
            ).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        self.first_row: Rows = np.concatenate([[0], np.cumsum([n for (n,) in counts], dtype=np.int64)])

    def __len__(self) -> int:
        return len(self.first_row) - 1

    def get(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        row = self._one(f"SELECT {_FIELDS} FROM articles WHERE id = ?", article_id)  # noqa: S608
        return None if row is None else _article(row)

    def passage(self, row: int) -> tuple[Article, Span]:
        """The passage of a row, with its article."""
        number = int(np.searchsorted(self.first_row, row, side="right"))  # article numbers begin at 1
        record = self._one(f"SELECT {_FIELDS}, passages FROM articles WHERE number = ?", number)  # noqa: S608
        if record is None:
            raise self._damaged(f"it has no article {number}")
        start, end = json.loads(record[10])[row - int(self.first_row[number - 1])]
        return _article(record[:10]), Span(start, end)

    def each(self) -> Iterator[tuple[Article, list[Span]]]:
        """Every article with its passages, in order."""
        for index in range(len(self)):
            record = self._one(f"SELECT {_FIELDS}, passages FROM articles WHERE number = ?", index + 1)  # noqa: S608
            if record is None:
                raise self._damaged(f"it has no article {index + 1}")
            yield _article(record[:10]), [Span(start, end) for start, end in json.loads(record[10])]

    def ids(self) -> frozenset[str]:
        """The ids of all articles."""
        return frozenset(article_id for (article_id,) in self._all("SELECT id FROM articles"))

    def fingerprints(self) -> dict[str, int]:
        """Fingerprint of each article to its index (from 0)."""
        return {f: number - 1 for number, f in self._all("SELECT number, fingerprint FROM articles")}

    def index_of(self, article_id: str) -> int | None:
        """Index (from 0) of the article with this id, or None."""
        record = self._one("SELECT number FROM articles WHERE id = ?", article_id)
        return None if record is None else int(record[0]) - 1

    def passages(self, index: int) -> list[Span]:
        """The passages of the article at `index`, in order."""
        record = self._one("SELECT passages FROM articles WHERE number = ?", index + 1)
        return [] if record is None else [Span(start, end) for start, end in json.loads(record[0])]

    def rows(self, index: int) -> range:
        """The rows of the article at `index` (from 0)."""
        return range(int(self.first_row[index]), int(self.first_row[index + 1]))

    def sources(self) -> tuple[SourceCount, ...]:
        """Articles and newest date per outlet, most articles first, then by name."""
        found = self._all(
            "SELECT source, count(*), max(published) FROM articles GROUP BY source ORDER BY count(*) DESC, source"
        )
        return tuple(SourceCount(source, count, newest) for source, count, newest in found)

    def undated(self) -> int:
        """Number of articles without a date."""
        return int(next(iter(self._all("SELECT count(*) FROM articles WHERE published IS NULL")))[0])

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
        return ArchiveDamaged(self._path.parent, f"{self._path} cannot be read ({why}); run: python -m index build")


def _article(row: tuple[Any, ...]) -> Article:
    paragraphs = tuple(Paragraph(Span(s, e), ParagraphKind(kind)) for s, e, kind in json.loads(row[2]))
    return Article(row[0], row[1], paragraphs, *row[3:])
