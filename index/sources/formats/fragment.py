"""A piece of HTML, all of it content, as paragraphs: what feeds, exports and Markdown hold."""

import re

from index.records import ParagraphKind
from index.sources.articles import Block

_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_DROPPED = frozenset((
    "applet", "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "nav", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")


class _Paragraphs:
    """Target of lxml's parser: collects text until a block begins or ends. No tree, so no depth can hurt."""

    def __init__(self, blank_lines: bool) -> None:
        self._blank_lines = blank_lines
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._said = False
        self._kind = ParagraphKind.BODY
        self._dropped = 0

    def start(self, tag: str | bytes, _attributes: object) -> None:
        tag = str(tag)
        if tag in _DROPPED:
            self._dropped += 1
        elif tag in _HEADINGS:
            self._flush()
            self._kind = ParagraphKind.HEADING
        elif tag in _BLOCK:
            self._flush()
        elif tag in _CELLS and self._said:
            self._words.append(" | ")
        elif tag == "br":
            self._words.append("\n")

    def end(self, tag: str | bytes) -> None:
        tag = str(tag)
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _BLOCK or tag in _HEADINGS:
            self._flush()

    def data(self, data: str | bytes) -> None:
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        if not self._dropped:
            self._said = self._said or bool(text.strip())
            # A line break in the source is a space, as in a browser; two <br>, or a blank line in a WordPress post,
            # are a new paragraph.
            self._words.append(_BLANK_LINE.sub("\n\n", text) if self._blank_lines else re.sub(r"\s", " ", text))

    def comment(self, _text: str | bytes) -> None:
        """Comments are no text."""

    def pi(self, _target: str | bytes, _data: str | bytes | None = None) -> None:
        """Nor are processing instructions."""

    def close(self) -> list[Block]:
        self._flush()
        return self._blocks

    def _flush(self) -> None:
        for piece in _BLANK_LINE.split("".join(self._words)):
            if words := " ".join(piece.split()).strip(" |"):
                self._blocks.append(Block(words, self._kind))
        self._words, self._said, self._kind = [], False, ParagraphKind.BODY


def fragment_blocks(html: str, blank_lines: bool = False) -> list[Block]:
    """The paragraphs of a piece of HTML: headings, list items, table rows (cells parted by ` | `), image texts dropped.

    `blank_lines`: a blank line in the source parts paragraphs, as in WordPress posts. Never raises: HTML has no errors.
    """
    from lxml import etree  # the parser of every format with tags, loaded when the first one comes

    target = _Paragraphs(blank_lines)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    content = html.replace("\x00", "").encode("utf-8", "replace")
    if not content.strip():
        return []
    try:
        parser.feed(content)
        parser.close()
    except etree.LxmlError:
        pass  # nothing but a comment or the like; what was text before it has been collected
    return target.close()
