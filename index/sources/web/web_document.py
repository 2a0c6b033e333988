"""What was fetched, as a document: named after its content type, in an encoding that its reader can tell."""

import codecs
import hashlib
import io
from dataclasses import dataclass
from email.message import Message
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.sources.budget import Budget
from index.sources.detect import ending_of
from index.sources.document import Document
from index.sources.walk import shown
from index.sources.web.responses import Response

# Content types that say which format it is, as endings of file names.
_ENDINGS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "md", "text/plain": "txt",
    "application/json": "json", "application/ld+json": "json", "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl", "text/csv": "csv", "text/tab-separated-values": "tsv",
    "application/rss+xml": "rss", "application/atom+xml": "atom", "text/xml": "xml", "application/xml": "xml",
    "application/pdf": "pdf", "application/zip": "zip", "application/gzip": "gz", "application/x-tar": "tar",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/css": "css", "text/javascript": "js", "application/javascript": "js",
}  # fmt: skip
# Servers say text/plain of whatever they do not know; there, one of these endings in the address knows better.
_TRUSTED = frozenset({*_ENDINGS.values(), "markdown", "htm", "ndjson", "tgz"})
_TEXT = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/csv"})
# As the web means them (WHATWG encoding standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class WebDocument(Document):
    """A document from the web; `path` is the url that was asked for.

    Attributes:
        address: the url that gave it, after all redirects.
        stale: None, or why it could not be fetched now, so that this is the copy of an earlier time.
    """

    address: str = ""
    stale: str | None = None


def web_document(url: str, response: Response, stale: str | None = None) -> WebDocument:
    """The document in `response` to a request for `url`."""
    kind, charset = media_type(response.headers.get("content-type", ""))
    body = _as_utf8(response.body, charset) if charset is not None and kind in _TEXT else response.body
    return WebDocument(
        path=shown(url),
        key=response.url,
        name=_name(response.url, kind),
        open=partial(io.BytesIO, body),
        budget=Budget.for_file(len(body)),
        place=shown(url),
        content_hash=None if body is response.body else hashlib.sha256(response.body).hexdigest(),
        address=response.url,
        retrieved=response.retrieved,
        stale=stale,
    )


def media_type(header: str) -> tuple[str, str | None]:
    """Type and character set of a Content-Type header, in lower case; text/plain where it says nothing."""
    message = Message()
    message["content-type"] = header
    return message.get_content_type(), message.get_content_charset()


def _name(address: str, kind: str) -> str:
    name = shown(unquote(PurePosixPath(urlsplit(address).path).name))
    ending = _ENDINGS.get(kind)
    if ending is None or ending_of(name) == ending or (kind == "text/plain" and ending_of(name) in _TRUSTED):
        return name
    return f"{name}.{ending}"


def _as_utf8(body: bytes, charset: str) -> bytes:
    """Text in UTF-8, from the encoding that the server names where it is in that."""
    if body.startswith(_MARKS):
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            encoding = codecs.lookup(charset).name
            return body.decode(_MEANT.get(encoding, encoding)).encode("utf-8")
        except (LookupError, UnicodeError):
            pass  # a wrong name: the reader tells the encoding by the text
    return body
