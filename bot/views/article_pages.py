"""An article cut into pages to be read one after the other, always alike; pure.

A page ends with a paragraph where it can, else with a sentence; only a sentence longer than a page is cut at a word.
Pages do not depend on who reads, so that a number is all that a button has to carry.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from bot.views.markup import sendable, utf16_length
from bot.views.truncation import end_within
from index.language.text import sentences
from index.records import Article, ParagraphKind, Span

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


def pages_of(article: Article) -> list[tuple[Part, ...]]:
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


def mark_of(article: Article) -> str:
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
