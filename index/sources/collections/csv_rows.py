"""CSV and TSV: a header row, and an article in each row below."""

import csv
import io
from collections.abc import Container, Iterable, Iterator
from functools import partial

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import LONGEST_TEXT
from index.sources.collections.rows import row_article
from index.sources.document import Document
from index.sources.incremental_units import RowReader, UnitResult
from index.sources.parsing.encoding import decode

_SAMPLE = 64 * 1024


def read(document: Document, known_units: Container[str]) -> Iterator[UnitResult]:
    """Every row as an article, an error for each that has no text; commas, semicolons, tabs or bars between the cells.

    Each row is a unit, which depends on the header as well; its bytes are those it has in UTF-8.

    Raises:
        SourceError: it is no text, has no rows, or no header, or a row cannot be told from the next.
    """
    text = decode(document.content(), document.path)
    csv.field_size_limit(LONGEST_TEXT)
    delimiter = _delimiter(text)
    read_lines: list[str] = []
    # Not StringIO, which takes four bytes a character.
    lines = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", "surrogatepass", newline="")
    cells = csv.reader(_recording(lines, read_lines), delimiter=delimiter, strict=False)
    header: list[str] | None = None
    line = 1
    rows: RowReader | None = None
    found = False
    try:
        for row in cells:
            if any(cell.strip() for cell in row):
                if header is None or rows is None:
                    header = [cell.strip() for cell in row]
                    rows = RowReader(document, known_units, repr((delimiter, header)))
                else:
                    found = True
                    content = "".join(read_lines).rstrip("\r\n").encode("utf-8", "surrogatepass")
                    yield from rows.read(content, line, partial(_articles, header, row, document, line))
            line = cells.line_num + 1
            read_lines.clear()
    except csv.Error as error:
        raise SourceError(document.path, f"not CSV ({error}): mend the line", line) from error
    if not found:
        raise SourceError(document.path, "no rows below a header: nothing to index")


def _recording(lines: Iterable[str], read_lines: list[str]) -> Iterator[str]:
    """The lines as they are, each put into `read_lines` when it is read."""
    for line in lines:
        read_lines.append(line)
        yield line


def _articles(header: list[str], row: list[str], document: Document, line: int, name: str) -> list[Article]:
    if len(row) > len(header):
        reason = f"{len(row)} cells below {len(header)} columns: put quotes around cells that hold the delimiter"
        raise SourceError(document.path, reason, line)
    return [row_article(dict(zip(header, row, strict=False)), document, line, name)]


def _delimiter(text: str) -> str:
    """What parts the columns of the header; csv.Sniffer guesses letters on long texts."""
    header = next((line for line in text[:_SAMPLE].splitlines() if line.strip()), "")
    return max(",;\t|", key=header.count)
