"""RTF: the words that a reader of the file sees, in one pass over it."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import Block, check_size, composed_article, with_title
from index.sources.document import Document
from index.sources.markup.html_fragment import row_paragraphs
from index.sources.parsing.metadata import from_mapping
from index.sources.parsing.paragraphs import line_groups

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
# Groups that hold no words of the text.
_NO_TEXT = frozenset({
    b"colortbl", b"stylesheet", b"listtable", b"listoverridetable", b"pict", b"object", b"objdata", b"header",
    b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"fldinst", b"themedata",
    b"datastore",
    b"colorschememapping", b"latentstyles", b"rsidtbl", b"generator", b"revtbl", b"xmlnstbl", b"atnid", b"atnauthor",
    b"annotation", b"pntext", b"filetbl", b"bkmkstart", b"bkmkend", b"nonshppict", b"sp", b"xe", b"tc",
})  # fmt: skip
_PROPERTIES = {b"title": "title", b"author": "author"}
_SIGNS = {
    b"tab": " ", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"line": "\n",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_ENDS = frozenset({b"par", b"sect", b"page", b"column"})
# Code pages of fonts, by the numbers that RTF gives to character sets.
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_DEEPEST = 10_000
_LONGEST_CODE = 4  # bytes of a character
_SURROGATE = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside two braces."""

    shown: bool = True
    hidden: bool = False
    deleted: bool = False
    skip: int = 1  # characters behind one that is given by its number
    encoding: str | None = None  # of the font; None: that of the file
    role: bytes = b""  # info, fonttbl, footnote ...


def read(document: Document) -> Iterator[Article]:
    """The file as one article, its notes at the end, without hidden and deleted text, pictures, headers and footers.

    Raises:
        SourceError: it is damaged, nested too deep, or there is no text in it.
    """
    reader = _Reader(document)
    blocks = reader.blocks()
    metadata = document.metadata.over(from_mapping(reader.properties, document.path, strict=False))
    yield composed_article(with_title(blocks, metadata.title), metadata, document.path, document.key)


class _Reader:
    """Goes over the tokens once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.properties: dict[str, object] = {}
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._group = _Group()
        self._stack: list[_Group] = []
        self._flows: list[list[str]] = [[]]  # the text, and inside it notes and text boxes
        self._bytes = bytearray()
        self._body: list[Block] = []
        self._notes: list[Block] = []
        self._cells: list[str] = []
        self._skipped = self._characters = self._lines = 0
        self._starred = False

    def blocks(self) -> list[Block]:
        """The paragraphs.

        Raises:
            SourceError: it is nested too deep, or too long.
        """
        content, at = self._document.content(), 0
        while (match := _TOKEN.match(content, at)) is not None:
            at = match.end()
            word, number, byte, symbol, brace, plain = match.groups()
            if brace is not None:
                self._brace(brace == b"{")
            elif word is not None:
                if word == b"bin":
                    at += max(0, int(number or 0))
                self._control(word, None if number is None else int(number))
            elif byte is not None:
                self._add(bytes([int(byte, 16)]))
            elif symbol == b"*":
                self._starred = True
            elif symbol is not None:
                self._write(_SYMBOLS.get(symbol, ""))
            elif plain is not None:
                self._add(plain)
        self._end_paragraph()
        return [*self._body, *self._notes]

    def _brace(self, opens: bool) -> None:
        self._decode()
        self._skipped = 0
        if opens:
            if len(self._stack) > _DEEPEST:
                raise SourceError(self._document.path, f"groups more than {_DEEPEST:,} deep: no text; save it again")
            self._stack.append(self._group)
        elif self._stack:
            role, self._group = self._group.role, self._stack.pop()
            if role in (b"footnote", b"shptxt") and self._group.role != role and len(self._flows) > 1:
                self._end_paragraph(role == b"footnote")
                self._flows.pop()
        self._starred = False

    def _control(self, word: bytes, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == b"u" and number is not None:
            self._decode()
            self._write(chr(number % 0x10000))
            self._skipped = self._group.skip
            return
        self._decode()
        on = number != 0
        if word in _NO_TEXT:
            self._group = replace(self._group, shown=False)
        elif word in (b"footnote", b"shptxt") and self._group.role != word:
            self._group = replace(self._group, role=word, shown=self._group.role != b"info")
            self._flows.append([])
        elif word in (b"fonttbl", b"info"):
            self._group = replace(self._group, role=word, shown=False)
        elif word in _PROPERTIES and self._group.role == b"info":
            self._group = replace(self._group, role=word)
        elif starred and word != b"shpinst":
            self._group = replace(self._group, shown=False)
        elif word == b"v":
            self._group = replace(self._group, hidden=on)
        elif word == b"deleted":
            self._group = replace(self._group, deleted=on)
        elif word == b"plain":
            self._group = replace(self._group, hidden=False, deleted=False)
        elif word == b"uc" and number is not None:
            self._group = replace(self._group, skip=min(max(number, 0), 16))
        elif word == b"ansicpg" and number is not None:
            self._encoding = _known(f"cp{number}") or self._encoding
        elif word == b"f" and number is not None:
            self._font = number
            if self._group.role != b"fonttbl":
                self._group = replace(self._group, encoding=self._fonts.get(number))
        elif word == b"fcharset" and number in _CHARSETS and self._group.role == b"fonttbl":
            self._fonts[self._font] = _CHARSETS[number]
        elif word in _SIGNS:
            self._lines += 1
            self._write(_SIGNS[word])
        elif word in _ENDS and self._is_read():
            self._lines += 1
            self._end_paragraph()
        elif word in (b"cell", b"nestcell") and self._is_read():
            self._lines += 1
            self._cells.append(" ".join(self._taken().split()))
        elif word in (b"row", b"nestrow") and self._is_read():
            self._body += [Block(row) for row in row_paragraphs(self._cells)]
            self._cells = []

    def _is_read(self) -> bool:
        return self._group.shown and not self._group.hidden and not self._group.deleted

    def _add(self, content: bytes) -> None:
        """Bytes in the encoding at hand, but for those that stand in for a character given by its number."""
        left_out = min(self._skipped, len(content))
        self._skipped -= left_out
        if self._is_read() or self._group.role in _PROPERTIES:  # pictures are many bytes
            check_size((len(self._bytes) + len(content)) // _LONGEST_CODE, 0, self._document.path)
            self._bytes += content[left_out:]

    def _decode(self) -> None:
        if self._bytes:
            encoding = self._group.encoding or self._encoding
            text, self._bytes = bytes(self._bytes).decode(encoding, "replace"), bytearray()
            self._write(text)

    def _write(self, text: str) -> None:
        if self._bytes:
            self._decode()
        if self._group.role in _PROPERTIES:
            name = _PROPERTIES[self._group.role]
            self.properties[name] = f"{self.properties.get(name, '')}{text}"[:2000]
        elif self._is_read():
            self._characters += len(text)
            check_size(self._characters, self._lines, self._document.path)
            self._flows[-1].append(text)

    def _taken(self) -> str:
        words = "".join(self._flows[-1])
        self._flows[-1].clear()
        paired = _SURROGATE.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), words)
        return paired.encode("utf-8", "replace").decode("utf-8")

    def _end_paragraph(self, note: bool = False) -> None:
        self._decode()
        lines = [" ".join(line.split()) for line in self._taken().split("\n")]
        pieces = list(line_groups([line for line in lines if line]))
        if note or self._group.role == b"footnote":
            self._notes += [Block(piece) for piece in pieces]
        else:
            self._body += [Block(piece) for piece in pieces]


def _known(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None
