"""Format detection: by the first bytes of a file, and by its name where the bytes leave it open."""

import re
from enum import Enum, auto

from index.errors import SourceError
from index.sources.parsing.mime import is_mailbox, is_message, is_web_archive


class Format(Enum):
    """The formats that are read."""

    PLAIN = auto()
    MARKDOWN = auto()
    HTML = auto()
    JSON = auto()
    TABLE = auto()
    FEED = auto()
    SITEMAP = auto()
    WORDPRESS = auto()
    TELEGRAM = auto()
    TELEGRAM_PAGE = auto()
    NEWS_DATABASE = auto()
    MAIL = auto()
    MAILBOX = auto()
    WEB_ARCHIVE = auto()
    PDF = auto()
    DOCX = auto()
    ODT = auto()
    EPUB = auto()
    RTF = auto()
    ZIP = auto()
    TAR = auto()
    GZIP = auto()


_BY_ENDING = {
    "": Format.PLAIN, "txt": Format.PLAIN, "text": Format.PLAIN,
    "md": Format.MARKDOWN, "markdown": Format.MARKDOWN,
    "html": Format.HTML, "htm": Format.HTML, "xhtml": Format.HTML,
    "json": Format.JSON, "jsonl": Format.JSON, "ndjson": Format.JSON,
    "csv": Format.TABLE, "tsv": Format.TABLE,
    "rss": Format.FEED, "atom": Format.FEED,
    "pdf": Format.PDF, "docx": Format.DOCX, "odt": Format.ODT, "epub": Format.EPUB, "rtf": Format.RTF,
    "eml": Format.MAIL, "mbox": Format.MAILBOX, "mht": Format.WEB_ARCHIVE, "mhtml": Format.WEB_ARCHIVE,
    "zip": Format.ZIP, "tar": Format.TAR, "gz": Format.GZIP, "tgz": Format.GZIP,
}  # fmt: skip
_MAGIC = (
    (b"%PDF-", Format.PDF),
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),
    (b"\x1f\x8b", Format.GZIP),
    (b"{\\rtf", Format.RTF),
)
# Formats that are told, but not read, with the way out.
_NOT_READ = (
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as DOCX"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database: export its articles as CSV or JSONL"),
    (b"BZh", "bzip2: pack it as ZIP or .gz"),
    (b"\xfd7zXZ", "xz: pack it as ZIP or .gz"),
    (b"7z\xbc\xaf", "7-Zip: pack it as ZIP"),
    (b"Rar!", "RAR: pack it as ZIP"),
    (b"\x28\xb5\x2f\xfd", "Zstandard: pack it as ZIP or .gz"),
)
_MARKS = tuple(mark for mark, _ in (*_NOT_READ, *_MAGIC))
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,9})$")
_WHITE = re.compile(r"\s+")
_DOCTYPE = re.compile(r"<!doctype\s++(?!html)", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<([!A-Za-z][\w.-]*)(?::(\w+))?")
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"]*"\s*:')
# How Telegram Desktop begins what it exports.
_TELEGRAM_CHAT = re.compile(
    r'\s*\{(?=.{0,4000}?"messages"\s*:\s*\[).{0,4000}?"type"\s*:\s*"\w{0,30}(?:channel|group|chat|bot)"', re.DOTALL
)
_TELEGRAM_ACCOUNT = re.compile(r'\s*\{.{0,6000}?"chats"\s*:\s*\{.{0,1000}?"list"\s*:\s*\[', re.DOTALL)
_TELEGRAM_PAGE = re.compile(r'<div class="page_wrap">.{0,2000}?<div class="page_body chat_page">', re.DOTALL)
_ROOTS = {
    "rss": Format.FEED, "feed": Format.FEED, "rdf": Format.FEED, "channel": Format.FEED,
    "urlset": Format.SITEMAP, "sitemapindex": Format.SITEMAP, "html": Format.HTML, "!doctype": Format.HTML,
}  # fmt: skip
_FLAT_ODT = "application/vnd.oasis.opendocument.text"
_KNOWN = (
    "text, Markdown, HTML, MHTML, JSON, JSONL, CSV, RSS, Atom, WordPress and Telegram exports, e-mail, mbox, PDF, "
    "DOCX, ODT, EPUB, RTF, ZIP, tar and .gz are"
)


def detect(head: bytes, name: str, path: str) -> Format:
    """The format of a file that begins with `head` and is called `name`.

    Raises:
        SourceError: it is in no format that is read.
    """
    if head.startswith(_MARKS):
        for mark, what in _NOT_READ:
            if head.startswith(mark):
                raise SourceError(path, f"{what}; {_KNOWN} read")
        return next(kind for mark, kind in _MAGIC if head.startswith(mark))
    if head[257:262] == b"ustar":
        return Format.TAR
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    ending = ending_of(name)
    by_name = _BY_ENDING.get(ending)
    if is_mailbox(head):
        return Format.MAILBOX
    if is_message(head):
        return Format.WEB_ARCHIVE if is_web_archive(head) else Format.MAIL
    start = _roughly(head)
    by_content = _markup(start, by_name)
    if by_content is Format.JSON and (_TELEGRAM_CHAT.match(start) or _TELEGRAM_ACCOUNT.match(start)):
        return Format.TELEGRAM
    if by_content is Format.HTML and _TELEGRAM_PAGE.search(start):
        return Format.TELEGRAM_PAGE
    if by_content is not None:
        return by_content
    if by_name is Format.HTML and b"<" not in head.replace(b"\x00", b""):
        return Format.PLAIN  # a page saved as text under its old name
    if by_name is None:
        what = "XML of a kind that is not known" if ending == "xml" else f"a format that is not known ({ending})"
        raise SourceError(path, f"{what}: {_KNOWN} read; rename it to .txt if it is text")
    return by_name


def ending_of(name: str) -> str:
    """The file name's ending, in lower case, without its dot; empty when it has none that could name a format."""
    match = _ENDING.search(name)
    return match.group(1).lower() if match else ""


def _markup(start: str, by_name: Format | None) -> Format | None:
    """The format of text that is markup or JSON by its beginning, None for any other text."""
    if "<rss" in start.lower() and ("wordpress.org/export/" in start or "<wp:wxr_version" in start):
        return Format.WORDPRESS
    if tag := _FIRST_TAG.match(start, _skip_prologue(start)):
        root = tag.group(1).lower()
        local = (tag.group(2) or root).lower()
        if local == "document" and _FLAT_ODT in start:
            return Format.ODT
        return _ROOTS.get(local, _ROOTS.get(root))
    if by_name not in (Format.TABLE, Format.MARKDOWN) and _JSON.match(start):
        return Format.JSON
    return None


def _skip_prologue(start: str) -> int:
    """Where the first tag may stand: behind white space, declarations, comments, and a doctype that is not HTML's."""
    at = 0
    while True:
        at = _skip_white_space(start, at)
        if start.startswith("<?", at):
            end = start.find("?>", at + 2)
        elif start.startswith("<!--", at):
            end = start.find("-->", at + 4)
        elif _DOCTYPE.match(start, at):
            end = _end_of_doctype(start, at)
        else:
            return at
        if end < 0:
            return at
        at = start.index(">", end) + 1


def _skip_white_space(start: str, at: int) -> int:
    match = _WHITE.match(start, at)
    return at if match is None else match.end()


def _end_of_doctype(start: str, at: int) -> int:
    """Where its `>` stands, which is none of those in its brackets; -1 where it does not end."""
    end, opened = start.find(">", at), start.find("[", at)
    if 0 <= opened < end:
        closed = start.find("]", opened)
        return start.find(">", closed) if closed >= 0 else -1
    return end


def _roughly(head: bytes) -> str:
    """The beginning as text, good enough to see tags in: zeros of UTF-16 and UTF-32 and byte order marks left out."""
    return head.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf").decode("latin-1")
