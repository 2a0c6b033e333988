"""Messages as e-mail and web archives have them (MIME): headers and the texts in them, by Python's own parser."""

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from index.errors import SourceError
from index.language.dates import parse_date
from index.sources.parsing.addresses import web_address
from index.sources.parsing.encoding import decode

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}): ?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_NAMES = frozenset({
    b"from", b"to", b"date", b"subject", b"message-id", b"mime-version", b"content-type", b"received", b"return-path",
    b"delivered-to", b"reply-to", b"snapshot-content-location", b"content-transfer-encoding",
})  # fmt: skip
_FEWEST = 3
# How long the message is, as Apple Mail writes it above; below stands what that program notes.
_LENGTH = re.compile(rb"(\d{1,10}) {0,20}\r?\n")
_MBOX = re.compile(rb"From \S{1,200} [^\r\n]{0,200}\r?\n")
_PAGES = re.compile(rb"content-type:\s{0,20}multipart/related", re.IGNORECASE)
_MOST_PARTS = 10_000
LONGEST_MESSAGE = 64 * 2**20
"""Bytes; Python's parser takes ten times as much memory."""


def is_message(head: bytes) -> bool:
    """Whether a file that begins so is a message: three headers of the usual ones, one below the other."""
    length = _LENGTH.match(head)
    at = 0 if length is None else length.end()
    names: set[bytes] = set()
    while len(names) < _FEWEST and (match := _HEADER.match(head, at)):
        names.update({match[1].lower()} & _NAMES)
        at = match.end()
    return len(names) >= _FEWEST


def is_mailbox(head: bytes) -> bool:
    """Whether it is a mailbox in the form mbox."""
    match = _MBOX.match(head)
    return match is not None and _HEADER.match(head, match.end()) is not None


def is_web_archive(head: bytes) -> bool:
    """Whether a message is a page with its pictures (MHTML)."""
    return _PAGES.search(head) is not None and (b"ontent-Location:" in head or b"ontent-location:" in head)


def parse_message(content: bytes, path: str) -> EmailMessage:
    """The message.

    Raises:
        SourceError: it is damaged, or nested too deep, too long, or has too many parts.
    """
    if length := _LENGTH.match(content):
        content = content[length.end() : length.end() + int(length[1])]
    if len(content) > LONGEST_MESSAGE:
        reason = f"a message of more than {LONGEST_MESSAGE // 2**20} MiB: save its text, or its page as HTML, alone"
        raise SourceError(path, reason)
    if content.count(b"\n--") > 4 * _MOST_PARTS:
        raise SourceError(path, f"a message of more than {_MOST_PARTS:,} parts: save its text alone")
    try:
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(path, f"a damaged message ({type(error).__name__}): save it again") from error


def header(message: EmailMessage, name: str) -> str | None:
    """A header on one line, None where it is not there or damaged."""
    try:
        value = message[name]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # the parser of a header may fail on a damaged one
    words = " ".join(str(value).split()) if value is not None else ""
    return words.encode("utf-8", "replace").decode("utf-8")[:1000] or None


def sender(message: EmailMessage) -> str | None:
    """The name of who sent it, or the address where no name is given."""
    name, address = parseaddr(header(message, "From") or "")
    return name or address or None


def sent(message: EmailMessage) -> str | None:
    """When it was sent."""
    return parse_date(header(message, "Date") or "")


def location(message: EmailMessage) -> str | None:
    """The address in the web where it, or this part of it, was, be it in an archive."""
    for name in ("Snapshot-Content-Location", "Content-Location", "Archived-At"):
        address = (header(message, name) or "").strip("<> ")
        if web_address(address) is not None:
            return address
    return None


def part_bytes(part: EmailMessage) -> bytes:
    """The content of a part, its transfer encoding undone."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        content = None
    return content if isinstance(content, bytes) else b""


def part_text(part: EmailMessage, path: str) -> str:
    """The text of a part, in the encoding that it names where it is in that.

    Raises:
        SourceError: it is no text.
    """
    content = part_bytes(part)
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        return decode(content, path)


def texts(message: EmailMessage) -> tuple[EmailMessage | None, EmailMessage | None]:
    """The first part in plain text and the first in HTML that is no attachment."""
    plain = html = None
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and plain is None:
            plain = part
        elif kind == "text/html" and html is None:
            html = part
    return plain, html
