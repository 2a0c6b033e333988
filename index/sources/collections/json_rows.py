"""JSON Lines, and JSON files of one article or a list of them."""

import codecs
import json
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from index.errors import SourceError
from index.records import Article
from index.sources.collections.json_stream import stream_rows
from index.sources.collections.json_wrappers import Rows, find_rows
from index.sources.collections.rows import LONGEST_LINE, row_article
from index.sources.document import Document
from index.sources.incremental_units import RowReader, UnitResult, read_whole
from index.sources.parsing.encoding import decode

_HELD = 16 * 2**20  # bytes of a file that is parsed as a whole
# Commas, colons and brackets, those in texts as well: 256 MiB of articles have four million. Each value takes some 60
# bytes of memory, whatever it takes on disk.
_MOST_MARKS = 5_000_000


def read(document: Document, known_units: Container[str]) -> Iterator[UnitResult]:
    """Every object of the file as an article, an error for each that is none.

    A file whose first line is an object by itself is JSON Lines, read line by line whatever its size, each line a unit;
    any other is parsed as a whole, and is one unit. Objects that services wrap around their list of articles are found
    by themselves: see `find_rows`. A large one is gone through an object at a time.

    Raises:
        SourceError: a line is too long, or the file too large to be parsed as a whole.
    """
    with document.open() as stream:
        lines = _is_lines(stream)
    if lines:
        yield from _lines(document, known_units)
    elif _is_large(document):
        yield from read_whole(document, _streamed, known_units, several=True, streamed=True)
    else:
        yield from read_whole(document, _whole, known_units, several=True)


def _is_large(document: Document) -> bool:
    with document.open() as stream:
        read = 0
        while read <= _HELD and (piece := stream.read(2**20)):
            read += len(piece)
    return read > _HELD


def _streamed(document: Document) -> Iterator[Article | SourceError]:
    """The rows of a large file, one in memory at a time."""
    for number, row in enumerate(stream_rows(document), 1):
        found = find_rows(row, document.fields)
        try:
            yield _article(found.rows[0], found, document, number, str(number))
        except SourceError as error:
            yield error


def _is_lines(stream: BinaryIO) -> bool:
    """Whether the first line that is not blank is a whole object. UTF-16 is read as a whole."""
    for _ in range(100):
        line = stream.readline(LONGEST_LINE)
        if not line:
            return False
        if line.strip():
            if _is_crowded(line):
                return line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{")  # refused where it is read
            try:
                return isinstance(json.loads(line.removeprefix(codecs.BOM_UTF8)), dict) and b"\x00" not in line
            except (ValueError, RecursionError):
                # A damaged first line, of lines: what follows on the second tells.
                return line.lstrip(b"\xef\xbb\xbf \t").startswith(b'{"') and stream.readline(64).startswith(b'{"')
    return False


def _lines(document: Document, known_units: Container[str]) -> Iterator[UnitResult]:
    rows = RowReader(document, known_units)
    number = 0
    with document.open() as stream:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                reason = f"a line longer than {LONGEST_LINE // 2**20} MiB: the rest of the file is not read"
                raise SourceError(document.path, reason, number)
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield from rows.read(line.strip(b" \t\r\n"), number, partial(_line_articles, line, document, number))


def _is_crowded(content: bytes) -> bool:
    return sum(content.count(mark) for mark in (b",", b":", b"[", b"{")) > _MOST_MARKS


def _check_values(content: bytes, document: Document, line: int | None) -> None:
    """That JSON does not hold more values than memory should.

    Raises:
        SourceError: it does.
    """
    if _is_crowded(content):
        reason = f"more than {_MOST_MARKS:,} commas, colons and brackets: save its articles as JSON Lines, one a line"
        raise SourceError(document.path, reason, line)


def _line_articles(content: bytes, document: Document, line: int, name: str) -> Iterator[Article | SourceError]:
    _check_values(content, document, line)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(content, document, line)
    try:
        row = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg}, character {error.pos + 1}): mend the line"
        raise SourceError(document.path, reason, line) from error
    except (ValueError, RecursionError) as error:
        reason = f"not JSON that can be read ({type(error).__name__}): mend the line"
        raise SourceError(document.path, reason, line) from error
    if not isinstance(row, dict):
        raise SourceError(document.path, "no object: an article is an object with a text", line)
    found = find_rows(row, document.fields)
    for number, one in enumerate(found.rows, 1):
        try:
            yield _article(one, found, document, line, name if len(found.rows) == 1 else f"{name}:{number}")
        except SourceError as error:
            yield error


def _decoded(content: bytes, document: Document, line: int) -> str:
    try:
        return decode(content, document.path)
    except SourceError as error:
        raise SourceError(document.path, error.reason, line) from error


def _article(row: object, found: Rows, document: Document, line: int, name: str) -> Article:
    if not isinstance(row, dict):
        raise SourceError(document.path, "no object: an article is an object with a text", line)
    article = row_article(row, document, line, name)
    source = article.source if found.metadata.source is None else found.metadata.source
    return replace(article, source=source, language=article.language or found.metadata.language)


def _whole(document: Document) -> Iterator[Article | SourceError]:
    content = document.content()
    _check_values(content, document, None)
    text = decode(content, document.path)
    try:
        value = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg}, column {error.colno}): mend the file"
        raise SourceError(document.path, reason, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(document.path, f"not JSON that can be read ({type(error).__name__})") from error
    found = find_rows(value, document.fields)
    if not found.rows:
        raise SourceError(document.path, "an empty list: nothing to index")
    for number, row in enumerate(found.rows, 1):
        try:
            yield _article(row, found, document, number, str(number))
        except SourceError as error:
            yield error
