"""CSV and TSV: a header row, and an article in each row below."""

import csv
import io
from collections.abc import Iterator

from index.errors import SourceError
from index.records import Article
from index.sources.document import Document
from index.sources.encoding import decode
from index.sources.rows import LONGEST_LINE, row_article

_SAMPLE = 64 * 1024


def read(document: Document) -> Iterator[Article | SourceError]:
    """Every row as an article, an error for each that has no text; commas, semicolons, tabs or bars between the cells.

    Raises:
        SourceError: it is no text, has no rows, or no header.
    """
    text = decode(document.content(), document.path)
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    header: list[str] | None = None
    line, found = 1, 0
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                if header is None:
                    header = [cell.strip() for cell in row]
                else:
                    found += 1
                    yield from _article(header, row, document, line)
            line = rows.line_num + 1
    except csv.Error as error:
        raise SourceError(document.path, f"not CSV ({error}): mend the line", line) from error
    if not found:
        raise SourceError(document.path, "no rows below a header: nothing to index")


def _article(header: list[str], row: list[str], document: Document, line: int) -> Iterator[Article | SourceError]:
    if len(row) > len(header):
        reason = f"{len(row)} cells below {len(header)} columns: put quotes around cells that hold the delimiter"
        yield SourceError(document.path, reason, line)
        return
    try:
        yield row_article(dict(zip(header, row, strict=False)), document, line)
    except SourceError as error:
        yield error


def _delimiter(text: str) -> str:
    """What parts the columns of the header; csv.Sniffer guesses letters on long texts."""
    header = next((line for line in text[:_SAMPLE].splitlines() if line.strip()), "")
    return max(",;\t|", key=header.count)
