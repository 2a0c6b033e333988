"""Several quotes in one message: figures that differ, events in order; each quote has a page of its own. Pure."""

from collections.abc import Sequence

from bot.views.figure_notes import event_heading, item_head, listing_title
from bot.views.markup import Blockquote, Italic, Message, Piece, size, utf16_length
from bot.views.quote_page import Page, listing_rows
from bot.views.replies import (
    MESSAGE_UNITS,
    Reply,
    marked,
    notes,
    question_lines,
    quote_page,
    reading_notes,
    source_lines,
)
from bot.views.time_notes import times_line
from bot.views.truncation import truncate
from index.interpretation import Form

MOST_LISTED = 8
"""Quotes in one message, one row of buttons."""

_LEAST_UNITS = 140
"""A quote is shortened to no less; what does not fit then goes to the next page."""


def first_page(pages: Sequence[Page]) -> Reply:
    """What an answer is first seen as: its best quote, or its quotes side by side."""
    return quote_page(pages[0]) if pages[0].readings.form is Form.QUOTES else listing_page(pages)


def listing_page(pages: Sequence[Page], begin: int = 0) -> Reply:
    """The quotes of `pages` in one message, from the page on that has the one numbered `begin`.

    Args:
        pages: one a quote, those left out that are no longer found.
    """
    short = pages[0].rest is not None
    head = (*question_lines(pages[0]), *listing_title(pages), "\n")
    foot = (*notes(pages[0]), "\n\n", Italic(pages[0].words.say("listing-shortened")))
    room = MESSAGE_UNITS - size((*head, *foot))
    starts = _starts(pages, room)
    here = max((at for at, start in enumerate(starts) if pages[start].number <= begin), default=0)
    end = starts[here + 1] if here + 1 < len(starts) else len(pages)
    listed = pages[starts[here] : end]
    body, cut = _items(listed, room, short, several=len({page.quote.occurred for page in pages}) > 1)
    back = pages[starts[here - 1]].number if here > 0 else None
    onward = pages[end].number if end < len(pages) else None
    message = (*head, *body, *(foot if cut else notes(pages[0])))
    return Reply(message, listing_rows(listed, back, onward))


def whole_listing(pages: Sequence[Page]) -> Reply:
    """All of them with their sources, for where there are no buttons or limits."""
    message: list[Piece] = [*reading_notes(pages[0].readings, pages[0].words), *listing_title(pages)]
    for page in pages:
        quote = page.quote
        parts = marked(quote.article, quote.span, quote.highlight)
        message += ["\n\n", *item_head(page), "\n", Blockquote(parts), "\n", *source_lines(page)]
    return Reply((*message, *notes(pages[0])))


def _starts(pages: Sequence[Page], room: int) -> list[int]:
    """Where each page of the listing begins, so that every quote has its least of room."""
    starts, left, held = [0], room, 0
    for at, page in enumerate(pages):
        needed = _frame(page) + min(_LEAST_UNITS, utf16_length(page.quote.text))
        if held and (needed > left or held == MOST_LISTED):
            starts.append(at)
            left, held = room, 0
        left -= needed
        held += 1
    return starts


def _frame(page: Page) -> int:
    """Units that an item takes beside its quote, a heading with its event's day included."""
    times = times_line(page.quote.article, page.quote.span, page.words)
    return size((*event_heading(page.quote, page.words), *item_head(page), "\n\n", Blockquote(("",)), *times, "\n"))


def _items(pages: Sequence[Page], room: int, short: bool, several: bool) -> tuple[Message, bool]:
    """The items of one message, and whether quotes were shortened for it."""
    lengths = [utf16_length(page.quote.text) for page in pages]
    share = _share(lengths, room - sum(map(_frame, pages)))
    message: list[Piece] = []
    shortened = False
    for at, page in enumerate(pages):
        quote = page.quote
        if (
            several
            and page.readings.form is Form.FIGURES
            and (at == 0 or pages[at - 1].quote.occurred != quote.occurred)
        ):
            message += ["\n", *event_heading(quote, page.words)]
        elif at == 0:
            message.append("\n")
        message += item_head(page)
        if short and at > 0:  # in a group the others are read in private
            message.append("\n")
            continue
        cut = truncate(quote.article.text, quote.span, quote.highlight, share)
        shortened = shortened or cut.span != quote.span
        times = times_line(quote.article, cut.span, page.words)
        message += ["\n", Blockquote(marked(quote.article, cut.span, quote.highlight)), *times, "\n"]
    return tuple(message[:-1]), shortened


def _share(lengths: Sequence[int], room: int) -> int:
    """The most that each may have so that all fit: what short ones leave goes to the long ones."""
    left, waiting = room, len(lengths)
    for length in sorted(lengths):
        if length * waiting > left:
            break
        left -= length
        waiting -= 1
    return max(2, left // waiting) if waiting else max(lengths)
