"""Writing the file of articles that `index.storage.article_store` reads."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.array_types import Rows
from index.language.partial_date import PartialDate
from index.records import Article, Paragraph, Span
from index.storage.article_rows import (
    JOINED,
    article_columns,
    column,
    packed,
    packed_boilerplate,
    packed_paragraphs,
    read_article,
    table_columns,
)
from index.storage.article_store import ArticleStore

_SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, place TEXT NOT NULL, unit TEXT NOT NULL,
    fingerprint BLOB NOT NULL, body BLOB NOT NULL, described BLOB NOT NULL, digests BLOB NOT NULL,
    passages BLOB NOT NULL, signature BLOB NOT NULL, first_copy INTEGER,
    title TEXT, url TEXT, published TEXT, source TEXT, author TEXT, language TEXT, path TEXT,
    retrieved TEXT, content_hash TEXT, modified TEXT, archived TEXT, earliest TEXT, latest TEXT,
    blocks BLOB, boilerplate BLOB
) STRICT;
CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT NOT NULL, paragraphs BLOB NOT NULL) STRICT;
"""
_INDEXES = """
CREATE INDEX by_filter ON articles (source, earliest, latest, language);
CREATE INDEX by_copy ON articles (first_copy);
"""


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as a build files it.

    Attributes:
        place: the file, folder or url that was given and led to it.
        unit: hash of what it was read from; see `index.sources.UnitResult`.
        fingerprint: hash of all that its passages are made from.
        body: hash of its readable words; two articles with one body are the same article.
        described: hash of what the ranking of whole articles sees of it.
        passages: its passages in order.
        digests: hash of each passage as retrieval sees it, 16 bytes each.
        sketch: see `index.building.near_duplicates.sketch`.
        blocks: see `index.sources.repeated_boilerplate.block_keys`; of all paragraphs, `boilerplate` included.
        boilerplate: paragraphs that `article` has not, since they repeat over the pages of its outlet, each with its
            place among all.
    """

    article: Article
    place: str
    unit: str
    fingerprint: bytes
    body: bytes
    described: bytes
    passages: list[Span]
    digests: bytes
    sketch: npt.NDArray[np.uint32]
    blocks: bytes = b""
    boilerplate: tuple[tuple[int, Paragraph], ...] = ()


class ArticleWriter:
    """Writes a new article file; article numbers count from 1, and rows follow them."""

    def __init__(self, path: Path) -> None:
        self._closed = False
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode = OFF")  # the file is beside what serves until it is whole
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(_SCHEMA)

    def put(self, number: int, record: ArticleRecord) -> None:
        """File an article under `number`, in place of what was there."""
        article = record.article
        when = None if article.published is None else PartialDate.parse(article.published)
        days = (None, None) if when is None else (when.earliest.isoformat(), when.latest.isoformat())
        values = (
            number, article.id, record.place, record.unit, record.fingerprint, record.body, record.described,
            record.digests, packed((s.start, s.end) for s in record.passages), record.sketch.tobytes(), None,
            article.title, article.url, article.published, article.source, article.author, article.language,
            article.path, article.retrieved, article.content_hash, article.modified, article.archived, *days,
            record.blocks, packed_boilerplate(record.boilerplate),
        )  # fmt: skip
        marks = ", ".join("?" * len(values))
        self._connection.execute(f"INSERT OR REPLACE INTO articles VALUES ({marks})", values)  # noqa: S608
        text = (number, article.text, packed_paragraphs(article.paragraphs))
        self._connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", text)

    def get(self, number: int) -> Article:
        """The article that was filed under `number`."""
        columns = article_columns(table_columns(self._connection))
        statement = f"SELECT {columns} FROM {JOINED} WHERE a.number = ?"  # noqa: S608
        return read_article(self._connection.execute(statement, (number,)).fetchone())

    def drop(self, number: int) -> None:
        """Take out what was filed under `number`."""
        self._connection.execute("DELETE FROM articles WHERE number = ?", (number,))
        self._connection.execute("DELETE FROM texts WHERE number = ?", (number,))

    def move(self, number: int, to: int) -> None:
        """Give what was filed under `number` another number that is free."""
        if number != to:
            self._connection.execute("UPDATE articles SET number = ? WHERE number = ?", (to, number))
            self._connection.execute("UPDATE texts SET number = ? WHERE number = ?", (to, number))

    def copy(self, previous: "ArticleStore", copied: Iterable[tuple[int, int, str, str | None, str | None]]) -> None:
        """Copy articles that an earlier file holds.

        Args:
            copied: number there, number here, and the place, the path and the time of retrieval that it has now;
                where a path or a time is None, what it had stays.
        """
        self._connection.commit()
        self._connection.execute("ATTACH ? AS before", (str(previous.path),))
        self._connection.execute(
            "CREATE TEMP TABLE kept (old INTEGER, new INTEGER PRIMARY KEY, place TEXT, path TEXT, retrieved TEXT)"
        )
        self._connection.executemany("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", copied)
        columns = [name for (name,) in self._connection.execute("SELECT name FROM pragma_table_info('articles')")]
        replaced = {
            "number": "k.new",
            "place": "k.place",
            "path": "coalesce(k.path, a.path)",
            "retrieved": "coalesce(k.retrieved, a.retrieved)",
            "first_copy": "NULL",
        }
        present = table_columns(self._connection, "before")
        values = ", ".join(replaced.get(name) or column(name, present, "a.") for name in columns)
        self._connection.execute(
            f"INSERT INTO articles SELECT {values} FROM kept k JOIN before.articles a ON a.number = k.old"  # noqa: S608
        )
        self._connection.execute(
            "INSERT INTO texts SELECT k.new, t.text, t.paragraphs FROM kept k JOIN before.texts t ON t.number = k.old"
        )
        self._connection.execute("DROP TABLE kept")
        self._connection.commit()
        self._connection.execute("DETACH before")

    def clear_units(self, units: Iterable[str]) -> None:
        """Let the articles of these units be read again by the next build."""
        forgotten = ((unit,) for unit in units if unit)
        self._connection.executemany("UPDATE articles SET unit = '' WHERE unit = ?", forgotten)

    def sketches(self) -> npt.NDArray[np.uint32]:
        """The sketches of all articles by number, shape (articles, SKETCH_LENGTH)."""
        found = self._connection.execute("SELECT signature FROM articles ORDER BY number")
        return np.array([np.frombuffer(blob, dtype=np.uint32) for (blob,) in found], dtype=np.uint32)

    def link_copies(self, groups: Rows) -> None:
        """Note which articles carry one report: shape (articles,), index (from 0) of the first of each one's group."""
        _, group, sizes = np.unique(groups, return_inverse=True, return_counts=True)
        several = np.flatnonzero(sizes[group] > 1)
        self._connection.executemany(
            "UPDATE articles SET first_copy = ? WHERE number = ?",
            ((int(groups[index]) + 1, int(index) + 1) for index in several),
        )

    def close(self) -> None:
        """Finish the file; closing it again does nothing."""
        if not self._closed:
            self._closed = True
            try:
                self._connection.executescript(_INDEXES)
                self._connection.commit()
            finally:
                self._connection.close()

    def abandon(self) -> None:
        """Let go of the file as it is; after `close`, does nothing."""
        if not self._closed:
            self._closed = True
            self._connection.close()
