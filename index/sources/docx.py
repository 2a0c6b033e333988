"""DOCX, by python-docx: paragraphs, headings and tables in their order."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from index.articles import Block
from index.errors import SourceError
from index.records import Article, ParagraphKind
from index.sources.assembly import composed_article
from index.sources.budget import DAMAGED
from index.sources.document import Document
from index.sources.metadata import Metadata, from_mapping

_MAIN_PART = "word/document.xml"


def read(document: Document) -> Iterator[Article]:
    """The file as one article; deleted text of tracked changes is left out.

    Its title is that of its properties, else its paragraph in the style Title. The day it was made is not the day it
    was published, so it gives no date.

    Raises:
        SourceError: it is damaged, or there is no text in it.
    """
    import docx
    from docx.table import Table
    from lxml.etree import LxmlError

    content = document.content()
    _check_size(content, document)
    try:
        word = docx.Document(io.BytesIO(content))
        blocks: list[Block] = []
        for part in word.iter_inner_content():
            if isinstance(part, Table):
                # Merged cells are given once for each column they span.
                rows = [" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in part.rows]
                blocks += [Block(" ".join(row.split())) for row in rows]
            else:
                # Not part.text, which leaves out what was inserted in tracked changes.
                runs = [run for run in part._p.iter() if str(run.tag).endswith(("}t", "}tab", "}br"))]
                words = "".join(str(run.text or " ") for run in runs).split()
                style = part.style.name if part.style is not None else None
                blocks.append(Block(" ".join(words), _kind(style or "")))
        properties = {"title": word.core_properties.title, "author": word.core_properties.author}
    except (*DAMAGED, LxmlError, KeyError, AttributeError, TypeError) as error:
        raise SourceError(document.path, f"a damaged DOCX ({type(error).__name__}): save it again") from error
    told = from_mapping(properties, document.path, strict=False)
    if told.author == "python-docx":  # what that library writes where nobody wrote anything
        told = replace(told, author=None)
    headline = next((block.text for block in blocks if block.kind is ParagraphKind.TITLE), None)
    metadata = document.metadata.over(told).over(Metadata(title=headline))
    yield composed_article(blocks, metadata, document.path, document.key)


def is_docx(document: Document) -> bool:
    """Whether a ZIP is a Word document.

    Raises:
        SourceError: it is larger than can be held in memory.
    """
    if document.name.lower().endswith(".docx"):
        return True
    with document.open() as stream:
        seekable = stream if stream.seekable() else io.BytesIO(document.content())
        try:
            with zipfile.ZipFile(seekable) as archive:
                return _MAIN_PART in archive.namelist()
        except DAMAGED:
            return False


def _check_size(content: bytes, document: Document) -> None:
    """Take what the file expands to off the budget before a library expands it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document.budget.spend(sum(info.file_size for info in archive.infolist()), document.path)
            if _MAIN_PART not in archive.namelist():
                raise SourceError(document.path, "named .docx, but no Word document: save it as DOCX again")
    except DAMAGED as error:
        raise SourceError(document.path, "a damaged or encrypted DOCX: save it again without a password") from error


def _kind(style: str) -> ParagraphKind:
    if style.lower().startswith("title"):
        return ParagraphKind.TITLE
    return ParagraphKind.HEADING if style.lower().startswith(("heading", "subtitle")) else ParagraphKind.BODY
