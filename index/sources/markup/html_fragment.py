"""A piece of HTML, all of it content, as paragraphs (what feeds, exports and Markdown hold); WordPress shortcodes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.records import ParagraphKind
from index.sources.article_assembly import Block
from index.sources.parsing.paragraphs import line_groups

_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "li", "main",
    "menu", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_DROPPED = frozenset((
    "applet", "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "nav", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
# Elements that stand around an article, or beside it; of what is dropped, those that may have words in them.
_AROUND = frozenset(("aside", "footer", "form", "menu"))
_NO_WORDS = frozenset(("canvas", "embed", "head", "input", "script", "style", "template"))
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|table|blockquote|article)\b[^<>]{0,200}/?>", re.IGNORECASE)
"""Tags by which a text is known to be HTML, and not words with a `<` among them."""

_CELL = "\x1f"
# A cell of a table of figures is shorter, or is no sentence; longer ones are the columns of a page laid out in a table.
_LONGEST_CELL = 40
_SENTENCE_END = re.compile(r"[.!?…。؟۔।][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph as a page has it.

    Attributes:
        linked: all its letters are in links, as those of a menu are.
        around: it lies in an element that stands around an article.
    """

    text: str
    kind: ParagraphKind
    linked: bool
    around: bool


class _Paragraphs:
    """Target of lxml's parser: collects text until a block begins or ends. No tree, so no depth can hurt."""

    def __init__(self, blank_lines: bool, whole_page: bool) -> None:
        self._blank_lines = blank_lines
        self._drops = _NO_WORDS if whole_page else _DROPPED
        self._around_tags = _AROUND | (_DROPPED - _NO_WORDS) if whole_page else _AROUND
        self._blocks: list[PageBlock] = []
        self._words: list[str] = []
        self._said = self._unlinked = False
        self._kind = ParagraphKind.BODY
        self._dropped = self._hidden = self._links = self._around = self._preformatted = 0

    def start(self, tag: str | bytes, attributes: Mapping[str | bytes, str | bytes]) -> None:
        tag = str(tag)
        if self._hidden or is_hidden(attributes):
            self._hidden += 1
        if tag in self._drops:
            self._dropped += 1
        elif tag in _HEADINGS:
            self._flush()
            self._kind = ParagraphKind.HEADING
        elif tag in _BLOCK or tag in self._around_tags:
            self._flush()
            self._around += tag in self._around_tags
            self._preformatted += tag == "pre"
        elif tag in _CELLS and self._said:
            self._words.append(_CELL)
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a":
            self._links += 1

    def end(self, tag: str | bytes) -> None:
        tag = str(tag)
        if tag in self._drops:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _BLOCK or tag in _HEADINGS or tag in self._around_tags:
            self._flush()
            self._around = max(0, self._around - (tag in self._around_tags))
            self._preformatted = max(0, self._preformatted - (tag == "pre"))
        elif tag == "a":
            self._links = max(0, self._links - 1)
        self._hidden = max(0, self._hidden - 1)

    def data(self, data: str | bytes) -> None:
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        if self._dropped or self._hidden:
            return
        self._said = self._said or bool(text.strip())
        self._unlinked = self._unlinked or (not self._links and any(letter.isalnum() for letter in text))
        # A line break in the source is a space, as in a browser; in a WordPress post, and in preformatted text, it is
        # one that is seen.
        self._words.append(text if self._blank_lines or self._preformatted else re.sub(r"\s", " ", text))

    def comment(self, _text: str | bytes) -> None:
        """Comments are no text."""

    def pi(self, _target: str | bytes, _data: str | bytes | None = None) -> None:
        """Nor are processing instructions."""

    def close(self) -> list[PageBlock]:
        self._flush()
        return self._blocks

    def _flush(self) -> None:
        if self._said:
            linked = not self._unlinked
            for text in _pieces("".join(self._words), self._kind):
                if words := text.strip(" |"):
                    self._blocks.append(PageBlock(words, self._kind, linked, self._around > 0))
        self._words, self._said, self._unlinked, self._kind = [], False, False, ParagraphKind.BODY


def is_hidden(attributes: Mapping[str | bytes, str | bytes]) -> bool:
    """Whether an element with these attributes is not shown."""
    return "hidden" in attributes or (
        "style" in attributes and _HIDDEN_STYLE.search(str(attributes["style"])) is not None
    )


def _pieces(text: str, kind: ParagraphKind) -> Iterator[str]:
    """The paragraphs in the text of one block, where cells, blank lines and line breaks part them."""
    if kind is ParagraphKind.HEADING:
        yield from filter(None, (" ".join(text.replace(_CELL, " ").split()),))
    elif _CELL in text:
        cells = [list(_pieces(cell, kind)) for cell in text.split(_CELL)]
        yield from row_paragraphs([" ".join(cell) for cell in cells], cells)
    else:
        for piece in _BLANK_LINE.split(text):
            lines = [" ".join(line.split()) for line in piece.split("\n")]
            yield from line_groups([line for line in lines if line])


def row_paragraphs(cells: Sequence[str], paragraphs: Sequence[Sequence[str]] | None = None) -> Iterator[str]:
    """A row of a table as one paragraph, ` | ` between its cells; a row that parts a page into columns as theirs.

    `paragraphs` are those of each cell, where a cell has several.
    """
    if any(len(cell) > _LONGEST_CELL and _SENTENCE_END.search(cell) for cell in cells):
        for own in paragraphs or [[cell] for cell in cells]:
            yield from filter(None, own)
    elif row := " | ".join(cell for cell in cells if cell):
        yield row


def fragment_blocks(html: str, blank_lines: bool = False) -> list[Block]:
    """The paragraphs of a piece of HTML: headings, list items, table rows (cells parted by ` | `), image texts dropped.

    `blank_lines`: line breaks and blank lines in the source are seen, as in WordPress posts. Never raises: HTML has no
    errors.
    """
    return [Block(block.text, block.kind) for block in _paragraphs(html, _Paragraphs(blank_lines, whole_page=False))]


def page_blocks(html: str) -> list[PageBlock]:
    """All paragraphs of a whole page, its menus and forms included."""
    return _paragraphs(html, _Paragraphs(blank_lines=False, whole_page=True))


def _paragraphs(html: str, target: _Paragraphs) -> list[PageBlock]:
    from lxml import etree  # the parser of every format with tags, loaded when the first one comes

    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    content = html.replace("\x00", "").replace(_CELL, " ").encode("utf-8", "replace")
    if not content.strip():
        return []
    try:
        parser.feed(content)
        parser.close()
    except etree.LxmlError:
        pass  # nothing but a comment or the like; what was text before it has been collected
    return target.close()


# Shortcodes that WordPress and its usual plugins have; others are told by their attributes or their closing tag, since
# "[sic]" and "[emphasis added]" are words of the author.
_KNOWN = frozenset((
    "audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption", "youtube", "vimeo", "twitter",
    "tweet", "instagram", "facebook", "soundcloud", "slideshow", "slideshare", "googlemaps", "dailymotion",
    "wpvideo", "polldaddy", "contact-form", "contact-form-7", "recent-posts", "archives", "sitemap", "more",
    "latestposts", "ad", "ads", "adsense", "related_posts",
))  # fmt: skip
_SHORTCODE = re.compile(
    r"(?P<open>\[?)\[(?P<closing>/?)(?P<name>[A-Za-z][\w-]*+)(?P<attributes>[\s:][^\[\]]*+|/)?\](?P<shut>\]?)"
)
# What stands between these is an address, or the words on a button.
_NOT_READ = re.compile(
    r"\[(?P<name>embed|video|audio|gallery|playlist|[\w-]{0,40}(?:button|btn))(?:\s[^\[\]]{0,1000})?\][^\[\]]{0,300}"
    r"\[/(?P=name)\]",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"[\w-]\s{0,9}=\s{0,9}(?:\"|'|&#?\w{1,9};|[\w/.:-])")


def one_line(html: str) -> str | None:
    """The words of a title or a name that may hold tags and entities; None when there are none."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split()) or None
    return " ".join(block.text for block in fragment_blocks(html)) or None


def without_shortcodes(text: str) -> str:
    """`text` without `[gallery ids="1,2"]` and the like; what stands between an opening and a closing one stays."""
    text = _NOT_READ.sub("\n\n", text)
    closed = {match["name"].lower() for match in _SHORTCODE.finditer(text) if match["closing"]}

    def replaced(match: re.Match[str]) -> str:
        if match["open"] and match["shut"]:
            return match.group()[1:-1]  # [[gallery]] is how an author writes of it
        name = match["name"].lower()
        attributes = match["attributes"] or ""
        if name in _KNOWN or name in closed or _ATTRIBUTE.search(attributes):
            return match["open"] + "\n\n" + match["shut"]
        return match.group()

    return _SHORTCODE.sub(replaced, text)
