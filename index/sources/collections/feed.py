"""RSS and Atom feeds, by feedparser."""

import codecs
import html
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise
from typing import Any

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import check_length, check_size, composed_article
from index.sources.document import Document
from index.sources.markup.html_fragment import fragment_blocks, one_line
from index.sources.parsing.encoding import decode
from index.sources.parsing.metadata import Metadata, from_mapping, language_code

# An entry without a separate full text whose summary is this long holds the article itself.
_FULL_FROM = 1500
# feedparser's time grows with the square of the depth; a feed is less than 20 deep, with its markup below 200.
_DEEPEST = 1000
_CLOSERS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_OPENER = re.compile(b"|".join(map(re.escape, _CLOSERS)))
_TAG = re.compile(rb"<(/?)[A-Za-z_:\x80-\xff][^<>]*?(/?)>")
_REFERENCE = re.compile(rb"&#([0-9]{1,100}|[xX][0-9a-fA-F]{1,100})(?:;|(?![0-9a-fA-F]))")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}\bencoding\s{0,9}=", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    r"&lt;/(?:p|div|strong|em|b|i|a|span|ul|li|h[1-6]|blockquote)&gt;|&lt;br ?/?&gt;", re.IGNORECASE
)
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_LONGEST_CODE = 4  # bytes of a character, &lt; for one
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(document: Document) -> Iterator[Article | SourceError]:
    """Every entry with a text as an article: its full content, or the summary where there is no more.

    A damaged feed gives the entries that could be read, and an error that names the line.

    Raises:
        SourceError: there is no entry in it.
    """
    feed = Feed(document)
    yield from feed.articles()
    yield from feed.without_text()
    yield from feed.damage()


class Feed:
    """A feed, parsed once.

    Raises:
        SourceError: there is no entry in it, or one that is too long, or it is nested too deep to be parsed.
    """

    def __init__(self, document: Document) -> None:
        content = document.content()
        if _depth(content) > _DEEPEST:
            raise SourceError(document.path, f"elements in one another more than {_DEEPEST} deep: no feed; remove it")
        starts = [0, *(match.start() for match in _ENTRY.finditer(content)), len(content)]
        check_size(max(b - a for a, b in pairwise(starts)) // _LONGEST_CODE, 0, document.path)
        self._document = document
        self._parsed = parse_feed(content)
        self._damaged = _damaged_line(self._parsed)
        self._parsed.entries = [entry for entry in self._parsed.entries if _is_published(entry)]
        if not self._parsed.entries:
            reason = "an empty feed: no entries"
            if self._damaged is not None:
                reason = "a damaged feed: no entry could be read; save it again"
            raise SourceError(document.path, reason, self._damaged or None)

    def articles(self) -> Iterator[Article | SourceError]:
        """The entries that have a text, an error for each in which there is nothing to read."""
        document, feed = self._document, self._parsed.feed
        declared = language_code(str(feed.get("language") or ""))
        for number, entry in enumerate(self._parsed.entries, 1):
            text = entry_html(entry)
            if text is None:
                continue
            try:
                check_length(text, document.path)
                metadata = document.metadata.over(_metadata(entry, feed, document.path))
                key = f"{document.key}:{entry.get('id') or number}"
                yield composed_article(fragment_blocks(text), metadata, document.path, key, None, declared)
            except SourceError as error:
                yield SourceError(document.path, f"entry {number}: {error.reason}")

    def teaser_links(self) -> list[str]:
        """Addresses of the entries that hold no more than a teaser, each once, in the feed's order."""
        links = (str(entry.link).strip() for entry in self._parsed.entries if entry.get("link") and not _is_full(entry))
        return list(dict.fromkeys(links))

    def without_text(self) -> Iterator[SourceError]:
        """How many entries have no text, when there are any, and what to do with their links."""
        entries = self._parsed.entries
        bare = sum(entry_html(entry) is None for entry in entries)
        if bare:
            advice = "; build with --fetch-links to read the pages they lead to" if self.teaser_links() else ""
            reason = f"{bare} of {len(entries)} entries have no text, only a title or a link{advice}"
            yield SourceError(self._document.path, reason)

    def damage(self) -> Iterator[SourceError]:
        """Where the feed is damaged, when it is."""
        if self._damaged is not None:
            reason = "a damaged feed: the entries that could be read were"
            yield SourceError(self._document.path, reason, self._damaged or None)


def parse_feed(content: bytes, headers: Mapping[str, str] | None = None, clean_markup: bool = False) -> Any:
    """The feed as feedparser understands it.

    Args:
        headers: those of the response it came in, names in lower case.
        clean_markup: whether what is no plain markup is taken out of the entries, and addresses in it are made whole.
            Words are found without; the time it takes can grow with the square of an entry (`<!--`, not closed).
    """
    import feedparser

    if not headers and not _ENCODING.search(content[:1024]) and not content.startswith(_MARKS):
        # feedparser takes what says nothing and is no UTF-8 for Western text.
        with suppress(SourceError):
            content = decode(content, "").encode("utf-8")
    # A stream: bytes that look like a path or an address would be opened.
    parse = partial(
        feedparser.parse,
        response_headers=dict(headers or {}),
        sanitize_html=clean_markup,
        resolve_relative_uris=clean_markup,
    )
    try:
        return parse(io.BytesIO(content))
    except (ValueError, OverflowError):  # it stumbles over references to characters that there are not
        content = _REFERENCE.sub(_existing, content)
    return parse(io.BytesIO(content))


def _existing(reference: re.Match[bytes]) -> bytes:
    """The reference as it is, or one to the replacement character where it names half of a pair or nothing."""
    digits = reference.group(1).lower()
    number = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    return b"&#65533;" if 0xD800 <= number <= 0xDFFF or number > sys.maxunicode else reference.group()


def _is_published(entry: Mapping[str, Any]) -> bool:
    """Whether it is no draft, comment, setting or template, all of which stand in an export of Blogger."""
    kinds = [str(tag.get("term")) for tag in entry.get("tags") or () if str(tag.get("scheme")).endswith("#kind")]
    kinds += [str(entry["blogger_type"]).lower()] if "blogger_type" in entry else []
    is_draft = entry.get("app_draft") == "yes" or entry.get("blogger_status", "LIVE") != "LIVE"
    return not is_draft and (not kinds or any(kind.endswith(("post", "page")) for kind in kinds))


def entry_html(entry: Mapping[str, Any]) -> str | None:
    """The longest text of an entry, as HTML; None when it has none."""
    texts = [str(one.get("value") or "") for one in entry.get("content") or ()]
    texts.append(str(entry.get("summary") or ""))
    longest = max(texts, key=len)
    if _ESCAPED_TAG.search(longest) is not None:  # markup that was escaped twice, which readers show as tags
        longest = html.unescape(longest)
    return longest if longest.strip() else None


def _is_full(entry: Mapping[str, Any]) -> bool:
    contents: Sequence[Mapping[str, Any]] = entry.get("content") or ()
    summary = len(str(entry.get("summary") or ""))
    longest = max((len(str(one.get("value") or "")) for one in contents), default=0)
    return longest > summary or max(longest, summary) >= _FULL_FROM


def _metadata(entry: Mapping[str, Any], feed: Mapping[str, Any], path: str) -> Metadata:
    origin = entry.get("source") or {}
    values = {
        "title": one_line(str(entry.get("title") or "")),
        "url": entry.get("link"),
        # Atom demands `updated` and many feeds give no other date: it is the day of the text that is read here.
        "published": entry.get("published"),
        "date": entry["updated"] if "updated" in entry else None,  # noqa: SIM401
        "source": one_line(str(origin.get("title") or feed.get("title") or "")),
        "author": one_line(str(entry.get("author") or "")),
        # .get would give `published` where there is no `updated`.
        "modified": entry["updated"] if "updated" in entry else None,  # noqa: SIM401
    }
    return from_mapping(values, path, strict=False)


def _damaged_line(parsed: Any) -> int | None:
    """None for a sound feed; the line where it is damaged, 0 when the parser does not say.

    A wrong encoding that the parser put right is no damage, nor is a content type.
    """
    if not parsed.bozo:
        return None
    error = parsed.get("bozo_exception")
    if type(error).__name__ in ("CharacterEncodingOverride", "NonXMLContentType"):
        return None
    where = getattr(error, "getLineNumber", None)
    return int((where() if where else 0) or 0)


def _depth(content: bytes) -> int:
    depth = deepest = 0
    for match in _TAG.finditer(_markup_alone(content)):
        depth += -1 if match.group(1) else 0 if match.group(2) else 1
        deepest = max(deepest, depth)
    return deepest


def _markup_alone(content: bytes) -> bytes:
    """`content` without its comments and its CDATA sections; what nothing closes stays."""
    kept: list[bytes] = []
    unclosed: set[bytes] = set()
    begin = at = 0
    while (found := _OPENER.search(content, at)) is not None:
        opener, at = found.group(), found.end()
        end = -1 if opener in unclosed else content.find(_CLOSERS[opener], at)
        if end < 0:
            unclosed.add(opener)
            continue
        kept.append(content[begin : found.start()])
        begin = at = end + len(_CLOSERS[opener])
    return b"".join((*kept, content[begin:]))
