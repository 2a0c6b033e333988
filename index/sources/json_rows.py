"""JSON Lines, and JSON files of one article or a list of them."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from index.errors import SourceError
from index.records import Article
from index.sources.document import Document
from index.sources.encoding import decode
from index.sources.rows import LONGEST_LINE, row_article

# Names under which exports put their list of articles.
_LISTS = ("articles", "items", "results", "posts", "documents", "docs", "data", "entries", "stories", "hits", "rows")


def read(document: Document) -> Iterator[Article | SourceError]:
    """Every object of the file as an article, an error for each that is none.

    A file whose first line is an object by itself is JSON Lines, read line by line whatever its size; any other is
    parsed as a whole: an object, a list, or an object with a list under a usual name (`articles`, `items` ...).

    Raises:
        SourceError: it is no JSON.
    """
    with document.open() as stream:
        if _is_lines(stream):
            yield from _lines(document)
            return
    yield from _whole(document)


def _is_lines(stream: BinaryIO) -> bool:
    """Whether the first line that is not blank is a whole object. UTF-16 is read as a whole."""
    for _ in range(100):
        line = stream.readline(LONGEST_LINE)
        if not line:
            return False
        if line.strip():
            try:
                return isinstance(json.loads(line.removeprefix(codecs.BOM_UTF8)), dict) and b"\x00" not in line
            except (ValueError, RecursionError):
                # A damaged first line, of lines: what follows on the second tells.
                return line.lstrip(b"\xef\xbb\xbf \t").startswith(b'{"') and stream.readline(64).startswith(b'{"')
    return False


def _lines(document: Document) -> Iterator[Article | SourceError]:
    number = 0
    with document.open() as stream:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                reason = f"a line longer than {LONGEST_LINE // 2**20} MiB: the rest of the file is not read"
                yield SourceError(document.path, reason, number)
                return
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                try:
                    text = line.decode("utf-8-sig") if number == 1 else line.decode("utf-8")
                except UnicodeDecodeError:
                    text = decode(line, document.path)
                yield from _article(text, document, number)


def _article(text: str, document: Document, line: int) -> Iterator[Article | SourceError]:
    try:
        row = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        yield SourceError(document.path, f"not JSON ({error.msg}, character {error.pos + 1}): mend the line", line)
        return
    except (ValueError, RecursionError) as error:
        yield SourceError(document.path, f"not JSON that can be read ({type(error).__name__}): mend the line", line)
        return
    yield from _row(row, document, line)


def _row(row: object, document: Document, line: int) -> Iterator[Article | SourceError]:
    if not isinstance(row, dict):
        yield SourceError(document.path, "no object: an article is an object with a text", line)
        return
    try:
        yield row_article(row, document, line)
    except SourceError as error:
        yield error


def _whole(document: Document) -> Iterator[Article | SourceError]:
    text = decode(document.content(), document.path)
    try:
        value = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg}, column {error.colno}): mend the file"
        raise SourceError(document.path, reason, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(document.path, f"not JSON that can be read ({type(error).__name__})") from error
    if isinstance(value, dict):
        rows = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), [value])
    else:
        rows = value if isinstance(value, list) else [value]
    if not rows:
        raise SourceError(document.path, "an empty list: nothing to index")
    for number, row in enumerate(rows, 1):
        yield from _row(row, document, number)
