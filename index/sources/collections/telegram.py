"""Exports of Telegram Desktop: `result.json` of a chat or an account, and the pages `messages.html`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.language.dates import parse_date
from index.records import Article
from index.sources.article_assembly import check_length, plain_article
from index.sources.collections.json_stream import stream_items, top_values
from index.sources.collections.rows import joined_runs
from index.sources.document import Document
from index.sources.parsing.encoding import decode
from index.sources.parsing.metadata import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOMENT = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")
_CHANNEL_NUMBER = re.compile(r"(?:channel|-100)?(\d{5,20})")
_TELEGRAM = re.compile(
    r"https?://(?:www\.)?(?:t|telegram)\.me/(?:s/)?(?P<place>(?:c/)?\w{3,40})(?:/.*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Chat:
    """Where posts stand: its name, and its place in an address, `name` or `c/number`; None where that is not known."""

    name: str | None
    place: str | None
    document: Document = field(repr=False)

    def article(self, number: str, text: str, published: str | None, modified: str | None = None) -> Article:
        """A post as an article with the address that Telegram gives it, so that a post that comes twice is one.

        Raises:
            SourceError: there is nothing to read in it.
        """
        url = f"https://t.me/{self.place}/{number}" if self.place is not None else None
        said = Metadata(source=self.name, published=published, modified=modified)
        own = replace(self.document.metadata, url=None, title=None)
        metadata = replace(own.over(said), url=url)
        return plain_article(text, metadata, f"{self.document.path}:{number}", f"{self.document.key}:{number}")


def read(document: Document) -> Iterator[Article | SourceError]:
    """Every post with words as an article; of an account's export the posts of its channels, and no private chat.

    The channel's address is the one in the sidecar (`url: https://t.me/name`), else the one by its number, which only
    its members can follow: an export does not say the channel's name.

    Raises:
        SourceError: it is damaged, or there is no post in it.
    """
    found = False
    for chat, messages in _chats(document):
        name = chat.get("name")
        number = _CHANNEL_NUMBER.fullmatch(str(chat.get("id")))
        place = _place(document, f"c/{number[1]}" if number is not None else None)
        there = Chat(name if isinstance(name, str) else None, place, document)
        for message in messages:
            item = _post(message, there) if isinstance(message, Mapping) else None
            if item is not None:
                found = True
                yield item
    if not found:
        raise SourceError(document.path, "no post with words in it: export the chat with its messages")


def _chats(document: Document) -> Iterator[tuple[Mapping[str, object], Iterable[object]]]:
    """The chat itself with its messages, one in memory at a time; of an account, those that are channels."""
    chat = top_values(document, "messages")
    if "type" in chat:
        yield chat, stream_items(document, "messages.item")
        return
    for name in ("chats", "left_chats"):
        for channel in stream_items(document, f"{name}.list.item"):
            if isinstance(channel, Mapping) and str(channel.get("type")).endswith("channel"):
                messages = channel.get("messages")
                yield channel, messages if isinstance(messages, list) else ()


def _post(message: Mapping[str, object], chat: Chat) -> Article | SourceError | None:
    """A post as an article; None where it is a notice of Telegram, or has no words."""
    if message.get("type") != "message":
        return None
    text = message.get("text")
    words = joined_runs(text) if isinstance(text, list) else text
    if not isinstance(words, str) or not words.strip():
        return None
    words = words.strip().encode("utf-8", "replace").decode("utf-8")
    try:
        check_length(words, chat.document.path)
        published, modified = _moment(message, "date"), _moment(message, "edited")
        return chat.article(str(message.get("id"))[:20], words, published, modified)
    except SourceError as error:
        return error


def _moment(message: Mapping[str, object], name: str) -> str | None:
    seconds = str(message.get(f"{name}_unixtime") or "")
    if seconds.isdecimal() and len(seconds) < 12:
        return parse_date(datetime.fromtimestamp(int(seconds), UTC).isoformat())
    written = message.get(name)
    return parse_date(written) if isinstance(written, str) else None


def _place(document: Document, numbered: str | None) -> str | None:
    """The channel's place in an address: the one given beside the file, else the one by its number."""
    match = _TELEGRAM.fullmatch(document.metadata.url or "")
    return match["place"] if match is not None else numbered


def read_page(document: Document) -> Iterator[Article | SourceError]:
    """Every post on a page of an export as an article, with its day and clock.

    Raises:
        SourceError: there is no post with words on it.
    """
    from lxml import html

    content = decode(document.content(), document.path)
    check_length(content, document.path)
    tree = html.document_fromstring(content.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    name = _words(next(iter(_with_class(tree, "page_header")), None))
    chat = Chat(name or None, _place(document, None), document)
    found = False
    for message in _with_class(tree, "message"):
        text = next((one for one in _with_class(message, "text") if not _inside(one, message, "reply_to")), None)
        if text is None or "service" in _classes(message):
            continue
        for line_break in text.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        words = "".join(str(part) for part in text.itertext()).strip()
        if not words:
            continue
        found = True
        number = (message.get("id") or "").removeprefix("message")
        try:
            yield chat.article(number, words, _shown_moment(message))
        except SourceError as error:
            yield error
    if not found:
        raise SourceError(document.path, "no post with words on the page: export the chat with its messages")


def _shown_moment(message: "HtmlElement") -> str | None:
    """The moment in the title of a post's clock: 04.03.2024 09:15:00 UTC+01:00."""
    for element in _with_class(message, "date"):
        if match := _MOMENT.match(element.get("title") or ""):
            day, month, year, clock, zone = match.groups()
            return parse_date(f"{year}-{month}-{day}T{clock}{zone or ''}")
    return None


def _classes(element: "HtmlElement") -> list[str]:
    return (element.get("class") or "").split()


def _with_class(tree: "HtmlElement", name: str) -> "Iterator[HtmlElement]":
    return (element for element in tree.iter("div") if name in _classes(element))


def _inside(element: "HtmlElement", top: "HtmlElement", name: str) -> bool:
    """Whether an element of that class stands between `element` and `top`."""
    for above in element.iterancestors():
        if above is top:
            return False
        if name in _classes(above):
            return True
    return False


def _words(element: "HtmlElement | None") -> str:
    return "" if element is None else " ".join("".join(str(part) for part in element.itertext()).split())
