"""CSV and TSV: a header row, and an article in each row below."""

import csv
import io
from collections.abc import Container, Iterable, Iterator
from functools import partial

from index.errors import SourceError
from index.records import Article
from index.sources.document import Document
from index.sources.formats.encoding import decode
from index.sources.formats.rows import LONGEST_LINE, row_article
from index.sources.units import Rows, UnitResult

_SAMPLE = 64 * 1024


def read(document: Document, known: Container[str]) -> Iterator[UnitResult]:
    """Every row as an article, an error for each that has no text; commas, semicolons, tabs or bars between the cells.

    Each row is a unit, which depends on the header as well; its bytes are those it has in UTF-8.

    Raises:
        SourceError: it is no text, has no rows, or no header, or a row cannot be told from the next.
    """
    text = decode(document.content(), document.path)
    csv.field_size_limit(LONGEST_LINE)
    delimiter = _delimiter(text)
    taken: list[str] = []
    cells = csv.reader(_noted(io.StringIO(text, newline=""), taken), delimiter=delimiter, strict=False)
    header: list[str] | None = None
    line = 1
    rows: Rows | None = None
    found = False
    try:
        for row in cells:
            if any(cell.strip() for cell in row):
                if header is None or rows is None:
                    header = [cell.strip() for cell in row]
                    rows = Rows(document, known, repr((delimiter, header)))
                else:
                    found = True
                    content = "".join(taken).rstrip("\r\n").encode("utf-8", "surrogatepass")
                    yield rows.read(content, line, partial(_article, header, row, document, line))
            line = cells.line_num + 1
            taken.clear()
    except csv.Error as error:
        raise SourceError(document.path, f"not CSV ({error}): mend the line", line) from error
    if not found:
        raise SourceError(document.path, "no rows below a header: nothing to index")


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines as they are, each put into `taken` when it is read."""
    for line in lines:
        taken.append(line)
        yield line


def _article(header: list[str], row: list[str], document: Document, line: int, name: str) -> Article:
    if len(row) > len(header):
        reason = f"{len(row)} cells below {len(header)} columns: put quotes around cells that hold the delimiter"
        raise SourceError(document.path, reason, line)
    return row_article(dict(zip(header, row, strict=False)), document, line, name)


def _delimiter(text: str) -> str:
    """What parts the columns of the header; csv.Sniffer guesses letters on long texts."""
    header = next((line for line in text[:_SAMPLE].splitlines() if line.strip()), "")
    return max(",;\t|", key=header.count)
