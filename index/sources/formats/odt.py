"""OpenDocument text (ODT, flat ODT): paragraphs, headings, lists and tables in their order, read piece by piece."""

from collections.abc import Iterator

from index.errors import SourceError
from index.records import Article, ParagraphKind
from index.sources.article_assembly import Block, composed_article, with_title
from index.sources.document import Document
from index.sources.markup.html_fragment import row_paragraphs
from index.sources.markup.zipped_xml import Attributes, Target, attribute, local, opened_zip, parse_flat, parse_part
from index.sources.parsing.metadata import from_mapping
from index.sources.parsing.paragraphs import line_groups

_TEXT, _META = "content.xml", "meta.xml"
# What tracked changes deleted, remarks at the edge, forms, text that is hidden, and what stands for the reader only.
_LEFT_OUT = frozenset({
    "tracked-changes", "annotation", "forms", "hidden-text", "hidden-paragraph", "ruby-text", "script", "title", "desc",
    "sequence-decls", "note-citation", "binary-data", "master-styles",
})  # fmt: skip
_WRITTEN = {"tab": " ", "s": " ", "line-break": "\n"}
_LONGEST_PROPERTY = 2000
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"


def read(document: Document) -> Iterator[Article]:
    """The file as one article, text boxes behind their paragraphs and notes at the end; hidden text is left out.

    The day it was made is not the day it was published, so it gives no date.

    Raises:
        SourceError: it is damaged, or expands to too much, or there is no text in it.
    """
    body, properties = _Body(), _Properties()
    if document.head(64).lstrip(_BEFORE_XML).startswith(b"<"):  # one XML file, not a ZIP of several
        for target in (properties, body):
            parse_flat(document, target, "OpenDocument file")
    else:
        with opened_zip(document, "OpenDocument file") as archive:
            names = set(archive.namelist())
            if _TEXT not in names:
                raise SourceError(document.path, "no OpenDocument text: save it as ODT or DOCX again")
            if _META in names:
                parse_part(archive, _META, properties, document)
            parse_part(archive, _TEXT, body, document)
    described = from_mapping(properties.values, document.path, strict=False)
    headline = next((block.text for block in body.blocks if block.kind is ParagraphKind.TITLE), None)
    described = described.over(from_mapping({"title": headline}, document.path, strict=False))
    metadata = document.metadata.over(described)
    blocks = with_title([*body.blocks, *body.notes], metadata.title)
    yield composed_article(blocks, metadata, document.path, document.key)


class _Body(Target):
    """Collects paragraphs; those of a text box or a note stand apart from the one that they hang on."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self._hidden_styles: set[str] = set()
        self._titles: set[str] = {"Title"}
        self._style = ""
        self._stack: list[list[str]] = []  # words of the paragraphs that are open
        self._kinds: list[ParagraphKind] = []
        self._hanging: list[Block] = []
        self._left_out = self._tables = self._notes = 0
        self._cells: list[list[str]] = []

    def start(self, tag: str | bytes, attributes: Attributes) -> None:
        name = local(tag)
        style = attribute(attributes, "style-name") if name in ("p", "h", "span") else ""
        if self._left_out or name in _LEFT_OUT or style in self._hidden_styles:
            self._left_out += 1
        elif name in ("p", "h"):
            self.lines += 1
            self._stack.append([])
            kind = ParagraphKind.HEADING if name == "h" else ParagraphKind.BODY
            self._kinds.append(ParagraphKind.TITLE if style in self._titles else kind)
        elif name in _WRITTEN:
            self.lines += 1
            self._write(_WRITTEN[name])
        elif name == "table":
            self._tables += 1
        elif name == "table-row" and self._tables == 1:
            self._cells = []
        elif name == "table-cell" and self._tables == 1:
            self._cells.append([])
        elif name == "note-body":
            self._notes += 1
        elif name == "style":
            self._style = attribute(attributes, "name")
            if attribute(attributes, "parent-style-name") in self._titles:
                self._titles.add(self._style)
        elif name == "text-properties" and attribute(attributes, "display") == "none":
            self._hidden_styles.add(self._style)

    def data(self, data: str | bytes) -> None:
        if not self._left_out:
            self._write(str(data).replace("\n", " "))

    def end(self, tag: str | bytes) -> None:
        name = local(tag)
        if self._left_out:
            self._left_out -= 1
        elif name in ("p", "h") and self._stack:
            self._end_paragraph("".join(self._stack.pop()), self._kinds.pop())
        elif name == "table":
            self._tables -= 1
        elif name == "table-row" and self._tables == 1:
            rows = row_paragraphs([" ".join(cell) for cell in self._cells], self._cells)
            self.blocks += [Block(row) for row in rows]
            self._cells = []
        elif name == "note-body":
            self._notes -= 1

    def _write(self, words: str) -> None:
        if self._stack:
            self.characters += len(words)
            self._stack[-1].append(words)

    def _end_paragraph(self, text: str, kind: ParagraphKind) -> None:
        lines = [" ".join(line.split()) for line in text.split("\n")]
        pieces = [Block(piece, kind) for piece in line_groups([line for line in lines if line])]
        if self._notes:
            self.notes += pieces
        elif self._tables and self._cells:
            self._cells[-1] += [piece.text for piece in pieces]
        elif self._stack:
            self._hanging += pieces
        else:
            self.blocks += [*pieces, *self._hanging]
            self._hanging = []


class _Properties(Target):
    """Collects the title, the author and the language."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {"title": "", "creator": "", "language": ""}
        self._name = ""
        self._ended = False  # in a flat file the text follows, which may have titles of its own

    def start(self, tag: str | bytes, _attributes: Attributes) -> None:
        self._name = "" if self._ended else local(tag)

    def end(self, tag: str | bytes) -> None:
        self._name = ""
        self._ended = self._ended or local(tag) == "meta"

    def data(self, data: str | bytes) -> None:
        said = self.values.get(self._name)
        if isinstance(said, str) and len(said) < _LONGEST_PROPERTY:
            self.values[self._name] = said + str(data)
