"""Rows of the file of articles to records and back, whatever version of this program wrote it, and filters on them."""

import json
import sqlite3
from collections.abc import Container, Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from index.language.partial_date import PartialDate
from index.records import Article, Filters, Paragraph, ParagraphKind, Span

METADATA = tuple(field.name for field in fields(Article) if field.name not in {"id", "text", "paragraphs"})
JOINED = "articles a JOIN texts t ON t.number = a.number"
_LATER = {"archived": "NULL", "blocks": "x''", "boilerplate": "x''"}
"""Columns that files of earlier versions have not, and what stands in their place."""
_KINDS = tuple(ParagraphKind)
"""The number of a kind of paragraph on disk is its place here."""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What a later build has to know of an article without reading its text; `number` counts from 1.

    `blocks` and `boilerplate` are those of `ArticleRecord`, packed.
    """

    number: int
    id: str
    place: str
    unit: str
    fingerprint: bytes
    body: bytes
    described: bytes
    digests: bytes
    modified: str | None
    published: str | None
    retrieved: str | None
    path: str | None
    blocks: bytes
    boilerplate: bytes


def table_columns(connection: sqlite3.Connection, schema: str = "main") -> frozenset[str]:
    """The columns that the table of articles has."""
    found = connection.execute("SELECT name FROM pragma_table_info('articles', ?)", (schema,))
    return frozenset(str(name) for (name,) in found)


def column(name: str, present: Container[str], prefix: str = "") -> str:
    """How a column is selected from a table that has those of `present`."""
    return _LATER[name] if name in _LATER and name not in present else f"{prefix}{name}"


def article_columns(present: Container[str]) -> str:
    """What `read_article` reads, in order."""
    return ", ".join(("a.id", "t.text", "t.paragraphs", *(column(name, present, "a.") for name in METADATA)))


def known_columns(present: Container[str]) -> str:
    """What a `KnownArticle` is made of, in order."""
    return ", ".join(column(field.name, present) for field in fields(KnownArticle))


def read_article(row: tuple[Any, ...]) -> Article:
    """The article of a row of `article_columns`."""
    return Article(row[0], row[1], unpacked_paragraphs(row[2]), **dict(zip(METADATA, row[3:], strict=True)))


def packed(numbers: Iterable[tuple[int, ...]]) -> bytes:
    """Rows of numbers, 4 bytes each."""
    return np.array([*numbers], dtype="<i4").tobytes()


def unpacked(blob: bytes, width: int) -> list[list[int]]:
    """The rows, of `width` numbers each, that `packed` was given."""
    found: list[list[int]] = np.frombuffer(blob, dtype="<i4").reshape(-1, width).tolist()
    return found


def packed_paragraphs(paragraphs: Iterable[Paragraph]) -> bytes:
    """Paragraphs with their kinds."""
    return packed((p.span.start, p.span.end, _KINDS.index(p.kind)) for p in paragraphs)


def packed_boilerplate(left_out: Iterable[tuple[int, Paragraph]]) -> bytes:
    """Paragraphs with their kinds, each behind its place."""
    return packed((at, p.span.start, p.span.end, _KINDS.index(p.kind)) for at, p in left_out)


def unpacked_boilerplate(blob: bytes) -> list[tuple[int, Paragraph]]:
    """The places and paragraphs that `packed_boilerplate` was given."""
    return [(at, Paragraph(Span(start, end), _KINDS[kind])) for at, start, end, kind in unpacked(blob, 4)]


def unpacked_paragraphs(blob: bytes) -> tuple[Paragraph, ...]:
    """The paragraphs that `packed_paragraphs` was given."""
    return tuple(Paragraph(Span(start, end), _KINDS[kind]) for start, end, kind in unpacked(blob, 3))


def sql_condition(filters: Filters) -> tuple[str, list[str]]:
    """The condition that filters are in SQL and the values in it, those on places left out: the words are elsewhere.

    An undated article passes no filter on dates.

    Raises:
        ValueError: a date of the filters is none.
    """
    wanted, values = list[str](), list[str]()
    if filters.sources:
        wanted.append(f"source COLLATE NOCASE IN ({', '.join('?' * len(filters.sources))})")
        values += filters.sources
    if filters.languages:
        wanted.append(f"language IN ({', '.join('?' * len(filters.languages))})")
        values += filters.languages
    if filters.after is not None:
        wanted.append("latest >= ?")
        values.append(PartialDate.parse(filters.after).earliest.isoformat())
    if filters.before is not None:
        wanted.append("earliest <= ?")
        values.append(PartialDate.parse(filters.before).latest.isoformat())
    if filters.articles is not None:  # as one value: SQLite takes a bounded number of them
        wanted.append("id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(filters.articles)))
    return " AND ".join(wanted) or "1", values
