"""Listings: several quotes in one message, as conflicting figures, timelines and digests. Pure."""

from collections.abc import Sequence

from bot.support.i18n import Locale
from bot.views.answer_messages import (
    MESSAGE_UNITS,
    notes,
    question_lines,
    quote_page,
    reading_notes,
    source_lines,
    with_highlight,
)
from bot.views.answer_notes import counted, times_line
from bot.views.citation import SEPARATOR, clean_line, format_date, title_of
from bot.views.markup import Blockquote, Bold, Italic, Message, Piece, Reply, size, utf16_length
from bot.views.quote_page import Page, listing_rows
from bot.views.truncation import truncate
from index.answer_metadata import Form, Standing
from index.records import Quote

MOST_LISTED = 8
"""Quotes in one message, one row of buttons."""

_LEAST_UNITS = 140
"""A quote is shortened to no less; what does not fit then goes to the next page."""


def first_page(pages: Sequence[Page]) -> Reply:
    """What an answer is first seen as: its best quote, or its quotes side by side."""
    return quote_page(pages[0]) if pages[0].view.interpretation.form is Form.QUOTES else listing_page(pages)


def listing_page(pages: Sequence[Page], begin: int = 0) -> Reply:
    """The quotes of `pages` in one message, from the page on that has the one numbered `begin`.

    Args:
        pages: one a quote, those left out that are no longer found.
    """
    short = pages[0].view.rest_url is not None
    head = (*question_lines(pages[0].view), *listing_title(pages), "\n")
    foot = (*notes(pages[0]), "\n\n", Italic(pages[0].view.locale.say("listing-shortened")))
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
    message: list[Piece] = [*reading_notes(pages[0].view.interpretation, pages[0].view.locale), *listing_title(pages)]
    for page in pages:
        quote = page.quote
        parts = with_highlight(quote.article, quote.span, quote.highlight)
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
    times = times_line(page.quote.article, page.quote.span, page.view.locale)
    return size(
        (*event_heading(page.quote, page.view.locale), *item_head(page), "\n\n", Blockquote(("",)), *times, "\n")
    )


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
            and page.view.interpretation.form is Form.FIGURES
            and (at == 0 or pages[at - 1].quote.occurred != quote.occurred)
        ):
            message += ["\n", *event_heading(quote, page.view.locale)]
        elif at == 0:
            message.append("\n")
        message += item_head(page)
        if short and at > 0:  # in a group the others are read in private
            message.append("\n")
            continue
        cut = truncate(quote.article.text, quote.span, quote.highlight, share)
        shortened = shortened or cut.span != quote.span
        times = times_line(quote.article, cut.span, page.view.locale)
        message += ["\n", Blockquote(with_highlight(quote.article, cut.span, quote.highlight)), *times, "\n"]
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


_FIGURE_UNITS = 80
_OUTLET_UNITS = 60


def listing_title(pages: Sequence[Page]) -> Message:
    """What the quotes of a listing are to each other."""
    locale, interpretation = pages[0].view.locale, pages[0].view.interpretation
    if interpretation.form is Form.EVENTS:
        return (Bold(locale.say("events-listed", count=pages[0].view.count)),)
    if interpretation.form is Form.REPORTS:
        return _digest_title(pages[0])
    several = len({page.quote.occurred for page in pages}) > 1
    title: Message = (Bold(locale.say("reports-of-events" if several else "reports-differ")),)
    return title if interpretation.tally is None else (*title, SEPARATOR, counted(interpretation.tally, locale))


def event_heading(quote: Quote, locale: Locale) -> Message:
    """The day of the event that the quotes after it are of."""
    return (Italic(format_date(quote.occurred, locale) or locale.say("event-undated")), "\n")


def item_head(page: Page) -> Message:
    """One line on a quote of a listing: figure, outlet, date and standing; of an event day, place and outlet."""
    quote, locale = page.quote, page.view.locale
    marked = None if quote.highlight is None else clean_line(quote.article.cut(quote.highlight), _FIGURE_UNITS, locale)
    date, outlet = format_date(quote.article.published, locale), clean_line(quote.article.source, _OUTLET_UNITS, locale)
    if page.view.interpretation.form is Form.REPORTS:
        stressed = date or locale.say("event-undated")
        # A day alone tells nothing of an article.
        details = [outlet or clean_line(title_of(quote.article, locale), _FIGURE_UNITS, locale)]
    elif page.view.interpretation.form is Form.EVENTS:
        stressed = format_date(quote.occurred, locale) or date or locale.say("event-undated")
        details = [marked, outlet]
    else:
        stressed, details = marked or "", [outlet, date]
    if quote.standing in (Standing.NEWEST, Standing.SUPERSEDED):
        details.append(locale.say(f"mark-{quote.standing.value}"))
    rest = "".join(SEPARATOR + part for part in details if part)
    return (f"{page.number + 1}. ", Bold(stressed), rest)


def _digest_title(page: Page) -> Message:
    """How many reports there are and how many of them are here; where the archive ends, if its last days are meant."""
    locale, tally, period = page.view.locale, page.view.interpretation.tally, page.view.interpretation.understood.period
    pieces: list[Piece] = [Bold(locale.say("digest"))]
    if tally is not None:
        copied = tally.reports > tally.independent
        pieces.append(SEPARATOR + (counted(tally, locale) if copied else locale.say("reports", count=tally.reports)))
        if page.view.count < tally.independent:
            pieces += ["\n", Italic(locale.say("digest-newest", count=page.view.count))]
    ended = format_date(period.before, locale) if period is not None else None
    if ended is not None:
        pieces += ["\n", Italic(locale.say("archive-ends", date=ended))]
    return tuple(pieces)
