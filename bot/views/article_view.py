"""An article to be read: cut into pages, always alike, and a page as a message. Pure.

A page ends with a paragraph where it can, else with a sentence; only a sentence longer than a page is cut at a word.
Pages do not depend on who reads, so that a number is all that a button has to carry.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from bot.support.i18n import Locale
from bot.views.buttons import Action, Button, ButtonPress, LinkButton, Rows
from bot.views.citation import cite, copies_line, web_address
from bot.views.markup import Blockquote, Bold, BotProfile, Italic, Message, Piece, Reply, Viewer, sendable, utf16_length
from bot.views.quote_page import Page, article_button
from bot.views.truncation import OPEN_UNITS, end_within
from index.language.sentences import sentences
from index.records import Article, ParagraphKind, Quote, Span

PAGE_UNITS = 2400
"""UTF-16 units of a page: two screens of a phone, with room in the message for a long title and its address."""

MOST_PARTS = 40
"""Paragraphs on one page: of more than 100 marks in a message Telegram shows none."""

_AROUND_PART = 3
"""Units beside a part's own: quotation marks and a line's end."""
_MARK_BYTES = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or what a page holds of it.

    Attributes:
        paragraph: its index in the article.
    """

    paragraph: int
    kind: ParagraphKind
    span: Span


def article_pages(article: Article) -> list[tuple[Part, ...]]:
    """The pages of an article; its title, which stands above each, is on none."""
    pages: list[tuple[Part, ...]] = []
    held: list[Part] = []
    room = PAGE_UNITS
    for piece in _pieces(article):
        joins = bool(held) and held[-1].paragraph == piece.paragraph
        start = held[-1].span.end if joins else piece.span.start
        needed = utf16_length(article.text[start : piece.span.end]) + (0 if joins else _AROUND_PART)
        if held and (needed > room or len(held) == MOST_PARTS):
            pages.append(_joined(held))
            held, room = [], PAGE_UNITS
            needed = utf16_length(article.cut(piece.span)) + _AROUND_PART
        held.append(piece)
        room -= needed
    return [*pages, _joined(held)] if held else pages


def page_with(pages: list[tuple[Part, ...]], offset: int) -> int:
    """The number of the page, from 0, on which the character at `offset` stands; 0 where it is on none."""
    return next((at for at, parts in enumerate(pages) if parts[0].span.start <= offset < parts[-1].span.end), 0)


def text_digest(article: Article) -> str:
    """Eight letters and digits that are others when the article's text is."""
    spans = repr([(p.span.start, p.span.end) for p in article.paragraphs])
    digest = blake2b(f"{spans}\n{article.text}".encode("utf-8", "surrogatepass"), digest_size=_MARK_BYTES).digest()
    return urlsafe_b64encode(digest).decode()


def _pieces(article: Article) -> Iterator[Part]:
    """Paragraphs that fit a page, sentences of those that do not, and runs of words of sentences that do not."""
    most, text = PAGE_UNITS - _AROUND_PART, article.text
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.kind is ParagraphKind.TITLE:
            continue
        if utf16_length(article.cut(paragraph.span)) <= most:
            yield Part(number, paragraph.kind, paragraph.span)
            continue
        # Sentences tell only where to cut: whatever lies between them is shown as well.
        found = sentences(sendable(text), paragraph.span, article.language)
        borders = [sentence.start for sentence in found[1:]] + [paragraph.span.end]
        start = paragraph.span.start
        for border in borders:
            while start < border:
                end = end_within(text, start, border, most)
                yield Part(number, paragraph.kind, Span(start, end))
                start = end
                while start < border and text[start].isspace():
                    start += 1


def _joined(pieces: list[Part]) -> tuple[Part, ...]:
    """The pieces of a page, those of one paragraph as one part, with all that stands between them."""
    return tuple(
        Part(number, group[0].kind, Span(group[0].span.start, group[-1].span.end))
        for number, same in groupby(pieces, key=lambda piece: piece.paragraph)
        for group in ([*same],)
    )


ARTICLE_PAYLOAD = "r_"
"""What the payload of /start begins with that opens an article by its id."""

_IN_GROUP = 3
"""Paragraphs that a group is shown."""


def article_page(article: Article, number: int, viewer: Viewer) -> Reply:
    """Page `number`, from 0, of an article, and the ways to the others; the last one where there are fewer.

    In a group it is the beginning, with the way to a private chat.
    """
    locale, profile = viewer.locale, viewer.in_group
    pages = article_pages(article)
    head = (*cite(article, locale), "\n\n")
    if not pages:
        return Reply((*head, Italic(locale.say("article-empty"))), _link_rows(article, locale))
    if profile is not None:
        shown = pages[0][:_IN_GROUP]
        whole = len(pages) == 1 and shown == pages[0]
        onward: Rows = () if whole else ((LinkButton(locale.say("read-on"), article_address(article, profile)),),)
        return Reply((*head, *_body(article, shown)), (*onward, *_link_rows(article, locale)))
    number = min(number, len(pages) - 1)
    count: Message = ()
    if len(pages) > 1:
        count = ("\n", Italic(locale.say("article-page", number=number + 1, count=len(pages))))
    ways = ((locale.say("back"), number - 1), (locale.say("next"), number + 1))
    turning = tuple(Button(label, _press(Action.READ, article, to)) for label, to in ways if 0 <= to < len(pages))
    rows = (turning, *_link_rows(article, locale)) if turning else _link_rows(article, locale)
    return Reply((*head, *_body(article, pages[number]), *count), rows)


def whole_article(article: Article, locale: Locale) -> Reply:
    """All of an article, for where there are no buttons or limits."""
    parts = [part for page in article_pages(article) for part in page]
    return Reply((*cite(article, locale), "\n\n", *_body(article, parts)))


def open_article_data(article: Article, page: int = 0) -> str:
    """The callback data that opens an article in a message of its own."""
    return _press(Action.OPEN, article, page)


def article_address(article: Article, profile: BotProfile) -> str:
    """The address at which an article is read in a private chat."""
    return profile.address(f"{ARTICLE_PAYLOAD}{article.id}")


def whole_article_row(page: Page, viewer: Viewer) -> Rows:
    """The button from a quote to its article, on the page where it stands there."""
    article, label = page.quote.article, viewer.locale.say("whole-article")
    if (profile := viewer.in_group) is not None:
        return ((LinkButton(label, article_address(article, profile)),),)
    return ((Button(label, open_article_data(article, page_of(page.quote))),),)


def page_of(quote: Quote) -> int:
    """The page of its article on which a quote begins."""
    return page_with(article_pages(quote.article), quote.span.start)


def _press(action: Action, article: Article, page: int) -> str:
    return ButtonPress(action, article.id + text_digest(article), page).data


def _body(article: Article, parts: Sequence[Part]) -> Message:
    pieces: list[Piece] = []
    for part in parts:
        text = article.cut(part.span)
        pieces += [Blockquote((Bold(text) if part.kind is ParagraphKind.HEADING else text,)), "\n"]
    return tuple(pieces[:-1])


def _link_rows(article: Article, locale: Locale) -> Rows:
    url = web_address(article.url)
    return ((LinkButton(locale.say("open-article"), url),),) if url else ()


_SOURCES = 5


def sources_of(pages: Sequence[Page]) -> Reply:
    """Where the quotes of an answer come from: the one with its words, several each with its title and outlet."""
    locale = pages[0].view.locale
    by_article = list({page.quote.article.id: page for page in pages}.values())[:_SOURCES]
    note = Italic(locale.say("source-note" if len(by_article) == 1 else "sources-note"))
    if len(by_article) == 1:
        quote = pages[0].quote
        itself = (Blockquote((quote.text,), expandable=utf16_length(quote.text) > OPEN_UNITS), "\n")
        source = (*cite(quote.article, locale), *copies_line(quote.copies, locale))
        return Reply((*itself, *source, "\n\n", note), (article_button(pages[0]),) if article_button(pages[0]) else ())
    listed: list[Piece] = []
    for page in by_article:
        listed += [f"{page.number + 1}. ", *cite(page.quote.article, locale), "\n"]
    return Reply((*listed, "\n", note))
