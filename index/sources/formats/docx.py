"""DOCX: paragraphs, headings and tables in their order, read piece by piece, so that no file can fill memory."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.errors import SourceError
from index.records import Article, ParagraphKind
from index.sources.article_assembly import Block, composed_article, with_title
from index.sources.document import Document
from index.sources.markup.html_fragment import row_paragraphs
from index.sources.markup.zipped_xml import Attributes, Target, attribute, local, opened_zip, parse_part
from index.sources.parsing.metadata import Metadata, from_mapping
from index.sources.parsing.paragraphs import line_groups

_MAIN_PART = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_LONGEST_PROPERTY = 2000
_MOST_COLUMNS = 63  # of a table in Word
# Deleted and moved text, and the second copy of what older programs show instead of a drawing.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback"})
_WRITTEN = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# Notes are read behind the text, but for the rules that Word draws above them.
_NOTE_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
_NOTES = frozenset({"footnote", "endnote"})
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(document: Document) -> Iterator[Article]:
    """The file as one article, its notes at the end, without what is hidden, or deleted or moved in tracked changes.

    Its title is that of its properties, else its paragraph in the style Title. The day it was made is not the day it
    was published, so it gives no date.

    Raises:
        SourceError: it is damaged, or expands to too much, or there is no text in it.
    """
    styles, properties = _Styles(), _Properties()
    with opened_zip(document, "DOCX") as archive:
        names = set(archive.namelist())
        if _MAIN_PART not in names:
            raise SourceError(document.path, "named .docx, but no Word document: save it as DOCX again")
        if _STYLES in names:
            parse_part(archive, _STYLES, styles, document)
        if _PROPERTIES in names:
            parse_part(archive, _PROPERTIES, properties, document)
        body = _Body(styles, named=_STYLES in names)
        for part in (_MAIN_PART, *sorted(names & set(_NOTE_PARTS), reverse=True)):
            parse_part(archive, part, body, document)
    described = from_mapping(properties.values, document.path, strict=False)
    if described.author == "python-docx":  # what that library writes where nobody wrote anything
        described = replace(described, author=None)
    headline = next((block.text for block in body.blocks if block.kind is ParagraphKind.TITLE), None)
    metadata = document.metadata.over(described).over(Metadata(title=headline))
    yield composed_article(with_title(body.blocks, metadata.title), metadata, document.path, document.key)


class _Flow:
    """Text that goes on from paragraph to paragraph: the body, a text box, the notes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.boxes: list[Block] = []  # of text boxes that hang on the paragraph at hand
        self.kind = ParagraphKind.BODY
        self.words: list[str] = []
        self.paragraphs = self.tables = 0
        self.is_hidden = False  # the paragraph, by its style
        self.cells: list[list[str]] = []
        self.cell: list[str] = []
        self._above: dict[int, list[str]] = {}  # by column, for cells that go on over several rows
        self._column, self._columns, self._goes_on = 0, 1, False

    def start_in_table(self, name: str, value: str) -> None:
        """An element in a table of the first level begins."""
        if name == "tr":
            self.cells, self._column = [], 0
        elif name == "tc":
            self.words, self.cell, self._columns, self._goes_on = [], [], 1, False
        elif name == "gridSpan" and value.isdecimal():
            self._columns = min(int(value[:4]), _MOST_COLUMNS)
        elif name == "vMerge":
            self._goes_on = value != "restart"

    def end_cell(self) -> None:
        """A cell ends; one that goes on from the row above says what that says."""
        cell = self._above.get(self._column, []) if self._goes_on else self.cell
        if self._column < _MOST_COLUMNS:
            self._above[self._column] = cell
        if cell:
            self.cells.append(cell)
        self._column += self._columns

    def end_table(self) -> None:
        """A table of the first level ends."""
        self._above = {}

    def end_row(self) -> None:
        """A row ends."""
        self.flush(row_paragraphs([" ".join(cell) for cell in self.cells], self.cells))

    def end_paragraph(self) -> None:
        """A paragraph ends, in a table or not."""
        text, self.words = "".join(self.words), []
        lines = [" ".join(line.split()) for line in text.split("\n")]
        pieces = line_groups([line for line in lines if line])
        if self.tables:
            self.cell += pieces
        else:
            self.flush(pieces)

    def flush(self, pieces: Iterable[str]) -> None:
        """Keep what was read, and behind it the text boxes that hang on it."""
        self.blocks += [Block(piece, self.kind) for piece in pieces]
        self.blocks += self.boxes
        self.boxes, self.kind = [], ParagraphKind.BODY


class _Body(Target):
    """Collects the paragraphs of the text, and the rows of its tables; a text box is no part of its paragraph."""

    def __init__(self, styles: "_Styles", named: bool) -> None:
        self._styles, self._named = styles, named
        self._flow = _Flow()
        self._outer: list[_Flow] = []
        self._left_out = 0
        self._in_text = self._hidden = False

    @property
    def blocks(self) -> list[Block]:
        """What was read."""
        return self._flow.blocks

    def start(self, tag: str | bytes, attributes: Attributes) -> None:
        name, flow = local(tag), self._flow
        if self._left_out or name in _LEFT_OUT or (name in _NOTES and attribute(attributes, "type") in _RULES):
            self._left_out += 1
        elif name == "t":
            self._in_text = not (self._hidden or flow.is_hidden)
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = attribute(attributes, "val") not in {"0", "false"}
        elif name == "rStyle":
            self._hidden = self._hidden or attribute(attributes, "val") in self._styles.hidden
        elif name in _WRITTEN:
            self.lines += 1
            flow.words.append(_WRITTEN[name])
        elif name == "txbxContent":
            self._outer.append(flow)
            self._flow = _Flow()
        elif name == "p":
            self.lines += 1
            flow.paragraphs += 1
            flow.is_hidden = False
        elif name == "pStyle" and flow.paragraphs:
            style = attribute(attributes, "val")
            flow.is_hidden = style in self._styles.hidden
            if not flow.tables:
                flow.kind = self._styles.kinds.get(style, ParagraphKind.BODY if self._named else _kind(style))
        elif name == "tbl":
            flow.tables += 1
        elif flow.tables == 1:
            flow.start_in_table(name, attribute(attributes, "val"))

    def data(self, data: str | bytes) -> None:
        if self._in_text and not self._left_out:
            self.characters += len(data)
            self._flow.words.append(str(data))

    def end(self, tag: str | bytes) -> None:
        name, flow = local(tag), self._flow
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p":
            flow.paragraphs -= 1
            flow.end_paragraph()
        elif name == "txbxContent" and self._outer:
            flow.flush(())
            self._flow = self._outer.pop()
            self._flow.boxes += flow.blocks
        elif name == "tbl":
            flow.tables -= 1
            if not flow.tables:
                flow.end_table()
        elif name == "tc" and flow.tables == 1:
            flow.end_cell()
        elif name == "tr" and flow.tables == 1:
            flow.end_row()


class _Styles(Target):
    """Collects which styles are those of titles and headings, and which hide their text."""

    def __init__(self) -> None:
        self.kinds: dict[str, ParagraphKind] = {}
        self.hidden: set[str] = set()
        self._style = ""

    def start(self, tag: str | bytes, attributes: Attributes) -> None:
        name = local(tag)
        if name == "style":
            self._style = attribute(attributes, "styleId")
        elif name == "name":
            kind = _kind(attribute(attributes, "val"))
            if kind is not ParagraphKind.BODY:
                self.kinds[self._style] = kind
        elif (name == "vanish" and attribute(attributes, "val") not in {"0", "false"}) or (
            name == "basedOn" and attribute(attributes, "val") in self.hidden
        ):
            self.hidden.add(self._style)


class _Properties(Target):
    """Collects the title and the author."""

    def __init__(self) -> None:
        self.values = {"title": "", "creator": ""}
        self._name = ""

    def start(self, tag: str | bytes, _attributes: Attributes) -> None:
        self._name = local(tag)

    def end(self, _tag: str | bytes) -> None:
        self._name = ""

    def data(self, data: str | bytes) -> None:
        said = self.values.get(self._name)
        if said is not None and len(said) < _LONGEST_PROPERTY:
            self.values[self._name] = said + str(data)


def _kind(style: str) -> ParagraphKind:
    if style.lower().startswith("title"):
        return ParagraphKind.TITLE
    return ParagraphKind.HEADING if style.lower().startswith(("heading", "subtitle")) else ParagraphKind.BODY
