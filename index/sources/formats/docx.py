"""DOCX: paragraphs, headings and tables in their order, read piece by piece, so that no file can fill memory."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from index.errors import SourceError
from index.records import Article, ParagraphKind
from index.sources.archives import open_member
from index.sources.articles import Block
from index.sources.assembly import composed_article
from index.sources.budget import DAMAGED, Counted, budgeted
from index.sources.document import Document
from index.sources.formats.metadata import Metadata, from_mapping

_MAIN_PART = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_PIECE = 2**16
_LONGEST_PROPERTY = 2000
_MOST_COLUMNS = 63  # of a table in Word
# Deleted and moved text, and the second copy of what older programs show instead of a drawing.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback"})
_WRITTEN = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}


class _Target:
    """Is told of the elements of an XML file as they are read; the strict form of DOCX has other namespaces."""

    def start(self, tag: str | bytes, attributes: Mapping[str | bytes, str | bytes]) -> None:
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


def read(document: Document) -> Iterator[Article]:
    """The file as one article; hidden text, and text deleted or moved away in tracked changes, is left out.

    Its title is that of its properties, else its paragraph in the style Title. The day it was made is not the day it
    was published, so it gives no date.

    Raises:
        SourceError: it is damaged, or expands to too much, or there is no text in it.
    """
    from lxml.etree import LxmlError

    styles, properties = _Styles(), _Properties()
    try:
        with zipfile.ZipFile(io.BytesIO(document.content())) as archive:
            names = set(archive.namelist())
            if _MAIN_PART not in names:
                raise SourceError(document.path, "named .docx, but no Word document: save it as DOCX again")
            if _STYLES in names:
                _parse(archive, _STYLES, styles, document)
            if _PROPERTIES in names:
                _parse(archive, _PROPERTIES, properties, document)
            body = _Body(styles.kinds)
            _parse(archive, _MAIN_PART, body, document)
    except DAMAGED as error:
        raise SourceError(document.path, "a damaged or encrypted DOCX: save it again without a password") from error
    except LxmlError as error:
        raise SourceError(document.path, f"a damaged DOCX ({type(error).__name__}): save it again") from error
    told = from_mapping(properties.said, document.path, strict=False)
    if told.author == "python-docx":  # what that library writes where nobody wrote anything
        told = replace(told, author=None)
    headline = next((block.text for block in body.blocks if block.kind is ParagraphKind.TITLE), None)
    metadata = document.metadata.over(told).over(Metadata(title=headline))
    yield composed_article(body.blocks, metadata, document.path, document.key)


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


def _parse(archive: zipfile.ZipFile, name: str, target: _Target, document: Document) -> None:
    """Tell `target` of the elements of a part; what the part expands to is taken off the budget as it is read."""
    from lxml import etree

    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    part = open_member(archive, archive.getinfo(name))
    with budgeted(part, document.budget, document.path, Counted()) as stream:
        while piece := stream.read(_PIECE):
            parser.feed(piece)
    parser.close()


class _Body(_Target):
    """Collects the paragraphs of the text, and the rows of its tables, their cells parted by ` | `."""

    def __init__(self, kinds: Mapping[str, ParagraphKind]) -> None:
        self.blocks: list[Block] = []
        self._kinds = kinds
        self._kind = ParagraphKind.BODY
        self._words: list[str] = []
        self._left_out = self._paragraphs = self._tables = 0
        self._in_text = self._hidden = False
        self._row: list[str] = []
        self._above: dict[int, str] = {}  # by column, for cells that go on over several rows
        self._column, self._columns, self._goes_on = 0, 1, False

    def start(self, tag: str | bytes, attributes: Mapping[str | bytes, str | bytes]) -> None:
        name = _local(tag)
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name == "t":
            self._in_text = not self._hidden
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = _value(attributes, "val") not in {"0", "false"}
        elif name in _WRITTEN:
            self._words.append(_WRITTEN[name])
        elif name == "p":
            self._words.append(" ")
            self._paragraphs += 1
        elif name == "pStyle" and self._paragraphs == 1:
            self._kind = self._kinds.get(_value(attributes, "val"), ParagraphKind.BODY)
        elif name == "tbl":
            self._tables += 1
        elif self._tables == 1:
            self._start_in_table(name, _value(attributes, "val"))

    def _start_in_table(self, name: str, value: str) -> None:
        if name == "tr":
            self._row, self._column = [], 0
        elif name == "tc":
            self._words, self._columns, self._goes_on = [], 1, False
        elif name == "gridSpan" and value.isdecimal():
            self._columns = min(int(value[:4]), _MOST_COLUMNS)
        elif name == "vMerge":
            self._goes_on = value != "restart"

    def data(self, data: str | bytes) -> None:
        if self._in_text and not self._left_out:
            self._words.append(str(data))

    def end(self, tag: str | bytes) -> None:
        name = _local(tag)
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p":
            self._paragraphs -= 1
            if not self._paragraphs and not self._tables:
                self._flush(self._taken())
        elif name == "tbl":
            self._tables -= 1
            if not self._tables:
                self._above = {}
        elif name == "tc" and self._tables == 1:
            self._end_cell()
        elif name == "tr" and self._tables == 1:
            self._kind = ParagraphKind.BODY
            self._flush(" | ".join(self._row))

    def _end_cell(self) -> None:
        text = self._taken()
        if self._goes_on:
            text = self._above.get(self._column, "")
        if self._column < _MOST_COLUMNS:
            self._above[self._column] = text
        if text:
            self._row.append(text)
        self._column += self._columns

    def _taken(self) -> str:
        words = " ".join("".join(self._words).split())
        self._words = []
        return words

    def _flush(self, text: str) -> None:
        if text:
            self.blocks.append(Block(text, self._kind))
        self._kind = ParagraphKind.BODY


class _Styles(_Target):
    """Collects which styles are those of titles and headings."""

    def __init__(self) -> None:
        self.kinds: dict[str, ParagraphKind] = {}
        self._style = ""

    def start(self, tag: str | bytes, attributes: Mapping[str | bytes, str | bytes]) -> None:
        name = _local(tag)
        if name == "style":
            self._style = _value(attributes, "styleId")
        elif name == "name":
            kind = _kind(_value(attributes, "val"))
            if kind is not ParagraphKind.BODY:
                self.kinds[self._style] = kind


class _Properties(_Target):
    """Collects the title and the author."""

    def __init__(self) -> None:
        self.said = {"title": "", "creator": ""}
        self._name = ""

    def start(self, tag: str | bytes, _attributes: Mapping[str | bytes, str | bytes]) -> None:
        self._name = _local(tag)

    def end(self, _tag: str | bytes) -> None:
        self._name = ""

    def data(self, data: str | bytes) -> None:
        said = self.said.get(self._name)
        if said is not None and len(said) < _LONGEST_PROPERTY:
            self.said[self._name] = said + str(data)


@lru_cache(maxsize=1024)
def _local(tag: str | bytes) -> str:
    return str(tag).rpartition("}")[2]


def _value(attributes: Mapping[str | bytes, str | bytes], name: str) -> str:
    """An attribute in whatever namespace; empty where it is not given."""
    return next((str(value) for tag, value in attributes.items() if _local(tag) == name), "")


def _kind(style: str) -> ParagraphKind:
    if style.lower().startswith("title"):
        return ParagraphKind.TITLE
    return ParagraphKind.HEADING if style.lower().startswith(("heading", "subtitle")) else ParagraphKind.BODY
