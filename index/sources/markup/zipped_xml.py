"""XML files in a ZIP (DOCX, ODT, EPUB), told element by element, what they expand to taken off the budget."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import BinaryIO

from index.errors import SourceError
from index.sources.archives import open_member
from index.sources.article_assembly import check_size
from index.sources.decompression_limits import DAMAGED, ByteCounter, budgeted
from index.sources.detect import Format, ending_of
from index.sources.document import Document

_PIECE = 2**16
_BY_ENDING = {"docx": Format.DOCX, "odt": Format.ODT, "epub": Format.EPUB}
# A file that only this format has; a spreadsheet in OpenDocument has the same as a text, and no text in it.
_BY_PART = {"word/document.xml": Format.DOCX, "META-INF/container.xml": Format.EPUB, "content.xml": Format.ODT}

Attributes = Mapping[str | bytes, str | bytes]


class Target:
    """Is told of the elements of an XML file as they are read.

    Attributes:
        characters, lines: how much text it keeps so far.
    """

    characters = lines = 0

    def start(self, tag: str | bytes, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str | bytes) -> None:
        """It ends."""

    def data(self, data: str | bytes) -> None:
        """A piece of text in it."""

    def comment(self, _text: str | bytes) -> None:
        """Comments are no text."""

    def pi(self, _target: str | bytes, _data: str | bytes | None = None) -> None:
        """Nor are processing instructions."""

    def close(self) -> None:
        """All was read; what was found stands in attributes."""


@contextmanager
def opened_zip(document: Document, what: str) -> Iterator[zipfile.ZipFile]:
    """The ZIP that a document is; `what` names its format in errors.

    Raises:
        SourceError: it is damaged, encrypted, or too large.
    """
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(document.content())) as archive:
            yield archive
    except DAMAGED as error:
        reason = f"a damaged or encrypted {what}: save it again without a password"
        raise SourceError(document.path, reason) from error
    except LxmlError as error:
        raise SourceError(document.path, f"a damaged {what} ({type(error).__name__}): save it again") from error


def zipped_format(document: Document) -> Format:
    """What a ZIP is: a Word document, an OpenDocument text, an e-book, or an archive of files.

    Raises:
        SourceError: it is larger than can be held in memory.
    """
    by_name = _BY_ENDING.get(ending_of(document.name), Format.ZIP)
    with document.open() as stream:
        seekable = stream if stream.seekable() else io.BytesIO(document.content())
        try:
            with zipfile.ZipFile(seekable) as archive:
                names = set(archive.namelist())
        except DAMAGED:
            return by_name
    by_content = next((kind for name, kind in _BY_PART.items() if name in names), None)
    if by_content is Format.ODT and "mimetype" not in names:
        return by_name
    return by_name if by_content is None else by_content


def parse_part(archive: zipfile.ZipFile, name: str, target: Target, document: Document) -> None:
    """Tell `target` of the elements of a part.

    Raises:
        SourceError: it expands too far, or has more text than an article.
        LxmlError, BadZipFile: it is damaged.
    """
    with part_stream(archive, name, document) as stream:
        _feed(stream, target, document)


def parse_flat(document: Document, target: Target, what: str) -> None:
    """Tell `target` of the elements of a document that is one XML file; `what` names its format in errors.

    Raises:
        SourceError: it is damaged, or has more text than an article.
    """
    from lxml.etree import LxmlError

    try:
        with document.open() as stream:
            _feed(stream, target, document)
    except LxmlError as error:
        raise SourceError(document.path, f"a damaged {what} ({type(error).__name__}): save it again") from error


def _feed(stream: BinaryIO, target: Target, document: Document) -> None:
    from lxml import etree

    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    while piece := stream.read(_PIECE):
        parser.feed(piece)
        check_size(target.characters, target.lines, document.path)
    parser.close()


def part_stream(archive: zipfile.ZipFile, name: str, document: Document) -> BinaryIO:
    """The bytes of a part, counted against the document's budget as they are read."""
    part = open_member(archive, archive.getinfo(name))
    return budgeted(part, document.budget, document.path, ByteCounter())


@lru_cache(maxsize=1024)
def local(tag: str | bytes) -> str:
    """An element's or an attribute's name without its namespace, which differs between versions of a format."""
    return str(tag).rpartition("}")[2]


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute in whatever namespace; empty where it is not given."""
    return next((str(value) for tag, value in attributes.items() if local(tag) == name), "")
