"""PDF, by pypdf: the text layer, page headers and footers left out."""

import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import Block, check_size, composed_article, with_title
from index.sources.document import Document
from index.sources.parsing.addresses import archived_copy, web_address
from index.sources.parsing.metadata import Metadata, from_mapping
from index.sources.parsing.paragraphs import paragraph_spans
from index.sources.parsing.pdf_layout import (
    RIGHT_TO_LEFT,
    FragmentCollector,
    Line,
    columns,
    leftward_lines,
    page_lines,
    paragraphs,
)

if TYPE_CHECKING:
    from pypdf import PageObject

LARGEST_STREAM = 4 * 2**20
"""Bytes that what is drawn on a page, or a part of it, may expand to: a page of text takes some 10 KB."""
_OPERATION = 100
"""What an operation of drawing is charged as, in bytes: it takes some 10 µs, and may be repeated from a few bytes."""
_BEGINS = b"%PDF-"
_EDGE_LINES = 2
_REPEATED_ON = 3
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]$")
_SOFT = re.compile(r"(?<=[^\W\d_])[-\u00ad][^\S\n]{0,99}\n\s*+(?=[a-zß-ÿ])")
_FILE_NAME = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|pages|tex|odt)\b|^\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:…؟。][\"'”’»)\]]*$")
# What browsers print at the edges of a page: its address, when it was printed, which page of how many.
_ADDRESS = re.compile(r"https?://\S+|(?:[\w-]{1,63}\.){1,9}[a-z]{2,10}/\S*", re.IGNORECASE)
_COUNT = re.compile(r"(?:\S{1,12} )?\d{1,5}(?: ?/ ?| \S{1,6} )\d{1,5}|[-–—] ?\d{1,5} ?[-–—]|\d{1,5}")
_MOMENT = re.compile(r"[\d./-]{6,10}\.?,? {1,2}\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?")
_PARTS = re.compile(r"\s{1,9}[-–—|·]\s{1,9}")


def read(document: Document) -> Iterator[Article]:
    """The file as one article, its columns one after the other.

    Its title and author are those in the file's properties. The day it was made is not the day it was published, so it
    gives no date. The address is the one that a browser printed at the edge of a page.

    Raises:
        SourceError: it is encrypted or damaged, expands too far, or its pages are pictures.
    """
    import pypdf
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        pypdf.overwrite_configuration(
            zlib_maximum_output_length=LARGEST_STREAM, lzw_maximum_output_length=LARGEST_STREAM,
            run_length_maximum_output_length=LARGEST_STREAM, array_based_stream_maximum_output_length=LARGEST_STREAM,
        )  # fmt: skip
        if _BEGINS not in document.head():  # looking for the pages of what is no PDF takes a minute and more
            raise SourceError(document.path, "named .pdf, but no PDF: save it as PDF again")
        reader = pypdf.PdfReader(io.BytesIO(document.content()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(document.path, "needs a password: save it without one")
        properties = {name.lower().lstrip("/"): str(value) for name, value in (reader.metadata or {}).items()}
        title = " ".join(properties.get("title", "").split())
        pages = list(_pages(reader.pages, title, document))
    except LimitReachedError as error:
        reason = f"draws more on a page than text takes ({' '.join(str(error).split())[:100]}): leave that page out"
        raise SourceError(document.path, reason) from error
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError) as error:
        reason = f"a damaged PDF ({type(error).__name__}: {' '.join(str(error).split())[:100]}): save it again"
        raise SourceError(document.path, reason) from error
    repeated = _repeated([page.lines for page in pages])
    blocks = list(page_blocks([page.paragraphs(repeated) for page in pages], repeated))
    if not blocks:
        raise SourceError(document.path, "no text in it, only pictures of pages: run text recognition (OCR) over it")
    described = _metadata(properties, document.path)
    described = printed_metadata(described, [block.text for block in blocks[:_EDGE_LINES]], pages[0].address)
    metadata = document.metadata.over(described)
    yield composed_article(with_title(blocks, metadata.title), metadata, document.path, document.key)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as it is drawn.

    Attributes:
        lines: its text, a line each, from top to bottom.
        rows: the same by geometry; empty where that tells nothing.
        address: printed at an edge.
    """

    lines: list[str]
    rows: list[list[Line]]
    address: str | None

    def paragraphs(self, repeated: Collection[str]) -> list[str]:
        """Its lines; where geometry told more, its paragraphs with blank lines between, column for column."""
        if not self.rows:
            return self.lines
        edges = _edges(self.lines)
        rows = [
            row
            for number, row in enumerate(self.rows)
            if number not in edges or _shape(self.lines[number]) not in repeated
        ]
        found = []
        for column in columns(rows):
            for paragraph in paragraphs(column, _join):
                found += [paragraph, ""]
        return found[:-1]


def _pages(pages: Iterable["PageObject"], title: str, document: Document) -> Iterator[PdfPage]:
    characters = lines = 0
    for page in pages:
        read = _page(page, title, document)
        characters += sum(map(len, read.lines))
        lines += len(read.lines)
        check_size(characters, lines, document.path)
        yield read


def _page(page: "PageObject", title: str, document: Document) -> PdfPage:
    collector = FragmentCollector()
    # Many pages may draw one and the same thing, and things may be made of others that are made of others.
    drawn = page.get_contents()
    document.budget.spend(0 if drawn is None else len(drawn.get_data()), document.path)
    text = page.extract_text(
        visitor_operand_before=lambda *_: document.budget.spend(_OPERATION, document.path),
        visitor_text=collector.visit,
    ) or ""  # fmt: skip
    lines = [line.rstrip() for line in text.splitlines()]
    if len(RIGHT_TO_LEFT.findall(text)) > len(text) // 5:
        return PdfPage(list(leftward_lines(collector.fragments)) or lines, [], None)
    if not collector.upright or not collector.fragments:
        return PdfPage(lines, [], None)
    rows, address = _without_print_marks(page_lines(collector.fragments), title)
    return PdfPage([" ".join(run.text for run in row) for row in rows], rows, address)


def _join(text: str, following: str) -> str:
    if following[:1].islower() and _HYPHEN.search(text):
        return text[:-1] + following
    return f"{text} {following}"


def _without_print_marks(rows: list[list[Line]], title: str) -> tuple[list[list[Line]], str | None]:
    """The rows without what a browser prints at the edges of a page, and the address among that."""
    address: str | None = None
    marks = set()
    for number in {0, len(rows) - 1} & set(range(len(rows))):
        texts = [run.text.strip() for run in rows[number]]
        if not all(_is_print_mark(text, title) for text in texts):
            continue
        if any(_MOMENT.fullmatch(text) or _ADDRESS.fullmatch(text) for text in texts) or len(texts) > 1:
            marks.add(number)
            found = next((text for text in texts if text.lower().startswith("http")), None)
            address = found if address is None else address
    return [row for number, row in enumerate(rows) if number not in marks], address


def _is_print_mark(text: str, title: str) -> bool:
    patterns = (_ADDRESS, _COUNT, _MOMENT)
    return any(pattern.fullmatch(text) for pattern in patterns) or (bool(title) and text == title)


def printed_metadata(described: Metadata, first: Sequence[str], address: str | None) -> Metadata:
    """What is known of a printed page: of `Headline - Outlet` the two, where the headline stands on the page alone."""
    title = described.title or ""
    for found in _PARTS.finditer(title):
        if title[: found.start()] in first:
            described = replace(described, title=title[: found.start()], source=title[found.end() :])
            break
    return described.over(Metadata(url=web_address(address or ""), archived=archived_copy(address)))


def page_blocks(pages: Sequence[Sequence[str]], repeated: Collection[str] = ()) -> Iterator[Block]:
    """The paragraphs of the pages without `repeated` at their edges, those that run over a page's end made whole."""
    waiting: list[str] = []
    for lines in pages:
        edges = _edges(lines)
        kept = [line for number, line in enumerate(lines) if not (number in edges and _shape(line) in repeated)]
        text = _SOFT.sub("", "\n".join(kept)).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
        for span in paragraph_spans(text):
            paragraph = " ".join(text[span.start : span.end].split())
            if waiting and not (paragraph[:1].islower() and not _SENTENCE_END.search(waiting[-1][-20:])):
                yield Block(" ".join(waiting))
                waiting.clear()
            waiting.append(paragraph)
    if waiting:
        yield Block(" ".join(waiting))


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    """Headers and footers: what comes back, figures aside, at the edges of three pages or more, or of both of two."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(lines[number]) for number in _edges(lines)})
    fewest = min(_REPEATED_ON, max(2, len(pages)))
    return {shape for shape, count in counts.items() if count >= fewest} | {"#", "- # -", "page #", "page # of #"}


def _edges(lines: Sequence[str]) -> set[int]:
    """The first and the last lines of a page that have something on them."""
    said = [number for number, line in enumerate(lines) if line.strip()]
    return {*said[:_EDGE_LINES], *said[-_EDGE_LINES:]}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))


def _metadata(properties: dict[str, str], path: str) -> Metadata:
    title = properties.get("title", "")
    values = {"title": None if _FILE_NAME.search(title) else title, "author": properties.get("author")}
    return from_mapping(values, path, strict=False)
