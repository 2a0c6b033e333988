"""Listings: several quotes in one message, as conflicting figures, timelines and digests. Pure."""

from collections.abc import Sequence
from math import inf

from bot.views.answer_messages import (
    MESSAGE_UNITS,
    notes,
    question_lines,
    quote_page,
    source_lines,
    with_highlight,
)
from bot.views.answer_notes import counted, question_heading, reading_notes, times_line, unanswered_lines
from bot.views.citation import SEPARATOR, clean_line, day_of, format_date, title_of
from bot.views.markup import Blockquote, Bold, Italic, Message, Piece, Reply, size, utf16_length
from bot.views.quote_page import Page, listing_rows
from bot.views.truncation import first_few, truncate
from index.answer_metadata import Form, Standing, Verdict
from index.language.figures import figures_in
from index.language.quantities import Figure
from index.records import Quote

MOST_LISTED = 8
"""Quotes in one message, one row of buttons."""

_OPEN_UNITS = 114
"""Three lines of a phone; a longer quote is folded to so many, so that five reports are seen at a glance."""

_LEAST_UNITS = 140
"""A quote is shortened to no less; what does not fit then goes to the next page."""


def first_page(pages: Sequence[Page]) -> Reply:
    """What an answer is first seen as: its best quote, or its quotes side by side."""
    return quote_page(pages[0]) if pages[0].view.interpretation.form is Form.QUOTES else listing_page(pages)


def listing_page(pages: Sequence[Page], begin: int = 0) -> Reply:
    """The quotes of `pages`, one each, in one message, from the page on that has the one numbered `begin`."""
    short = pages[0].view.rest_url is not None and pages[0].question is None
    title = listing_title(pages)
    head = (*question_lines(pages[0].view), *title)
    foot = _foot(pages[0])
    cut = ("\n\n", Italic(pages[0].view.locale.say("listing-shortened")))
    room = MESSAGE_UNITS - size((*head, *foot, *cut)) - 2
    starts = _starts(pages, room)
    here = max((at for at, start in enumerate(starts) if pages[start].number <= begin), default=0)
    end = starts[here + 1] if here + 1 < len(starts) else len(pages)
    listed = pages[starts[here] : end]
    body, shortened = _items(listed, pages, room, short)
    back = pages[starts[here - 1]].number if here > 0 else None
    onward = pages[end].number if end < len(pages) else None
    message = (*head, *(("\n",) if title else ()), *body, *foot, *(cut if shortened else ()))
    return Reply(message, listing_rows(listed, back, onward, picture=has_timeline(pages)))


def whole_listing(pages: Sequence[Page]) -> Reply:
    """All of them with their sources, for where there are no buttons or limits."""
    view = pages[0].view
    message: list[Piece] = [*reading_notes(view.interpretation, view.locale), *listing_title(pages)]
    for at, page in enumerate(pages):
        quote = page.quote
        heading = group_heading(page, pages[at - 1] if at else None, pages)
        apart = "\n\n" * (at > 0)
        message += [apart, *heading, "\n"] if heading else [apart or "\n"]
        parts = with_highlight(quote.article, quote.span, quote.highlight)
        message += [*item_head(page), "\n", Blockquote(parts), "\n", *source_lines(page)]
    return Reply((*message, *_foot(pages[0])))


def _starts(pages: Sequence[Page], room: int) -> list[int]:
    """Where each page of the listing begins, so that every quote has its least of room."""
    starts, left, held = [0], room, 0
    for at, page in enumerate(pages):
        needed = _frame(page, pages) + min(_LEAST_UNITS, utf16_length(page.quote.text))
        if held and (needed > left or held == MOST_LISTED):
            starts.append(at)
            left, held = room, 0
        left -= needed
        held += 1
    return starts


def _frame(page: Page, pages: Sequence[Page]) -> int:
    """Units that an item takes beside its quote, a heading with its event's day included."""
    times = times_line(page.quote.article, page.quote.span, page.view.locale)
    return size((*group_heading(page, None, pages), *item_head(page), "\n\n", Blockquote(("",)), *times, "\n"))


def _items(listed: Sequence[Page], pages: Sequence[Page], room: int, short: bool) -> tuple[Message, bool]:
    """The items of one message, and whether quotes were shortened for it.

    Args:
        listed: those in the message.
        pages: all of them.
    """
    lengths = [utf16_length(page.quote.text) for page in listed]
    share = _share(lengths, room - sum(_frame(page, pages) for page in listed))
    message: list[Piece] = []
    shortened = False
    told: set[Message] = set()
    for at, page in enumerate(listed):
        quote = page.quote
        if heading := group_heading(page, listed[at - 1] if at else None, pages):
            message += ["\n" * (at > 0), *heading]
        message += item_head(page)
        if short and at > 0:  # in a group the others are read in private
            message.append("\n")
            continue
        cut = truncate(quote.article.text, quote.span, quote.highlight, share)
        shortened = shortened or cut.span != quote.span
        parts = with_highlight(quote.article, cut.span, quote.highlight)
        # What "Sunday" means is said once, not under each of five reports of that day.
        times = times_line(quote.article, cut.span, page.view.locale)
        message += [
            "\n",
            Blockquote(parts, expandable=size(parts) > _OPEN_UNITS),
            *(() if times in told else times),
            "\n",
        ]
        told.add(times)
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


_FIGURES = 6
_DRAWN_FROM = 4
_FIGURE_UNITS = 80
_OUTLET_UNITS = 60


def listing_title(pages: Sequence[Page]) -> Message:
    """The answer in a line, where there is one: the figures that differ, how many events or reports there are.

    Figures of several events stand with the day of each, see `group_heading`.
    """
    locale, interpretation = pages[0].view.locale, pages[0].view.interpretation
    if interpretation.form is Form.EVENTS:
        return (Bold(locale.say("events-listed", count=pages[0].view.count)), "\n")
    if interpretation.form is Form.REPORTS:
        title = _digest_title(pages[0])
        return (*title, "\n") if title else ()
    if _is_by_day(pages) or pages[0].question is not None:
        return ()
    return (Bold(locale.say("reports-differ", figures=_figures(pages))), "\n")


def _is_by_day(pages: Sequence[Page]) -> bool:
    """Whether the figures are of several events, which are told apart by their days."""
    figures = pages[0].view.interpretation.form is Form.FIGURES
    return figures and len({page.quote.occurred for page in pages}) > 1


def group_heading(page: Page, before: Page | None, pages: Sequence[Page]) -> Message:
    """What stands above the first quote for a question: that; above the first of an event: its day, its figures."""
    locale, quote = page.view.locale, page.quote
    if page.question is not None:
        if before is not None and before.question is page.question:
            return ()
        unsure = (Italic(locale.say("may-say")), "\n") if page.verdict is Verdict.MAY_SAY else ()
        return (*question_heading(page.question, locale), *unsure)
    if not _is_by_day(pages) or (before is not None and before.quote.occurred == quote.occurred):
        return ()
    day = format_date(quote.occurred, locale) or locale.say("event-undated")
    of_it = [page for page in pages if page.quote.occurred == quote.occurred]
    return (Bold(locale.say("reports-of-day", day=day, figures=_figures(of_it))), "\n")


def _figures(pages: Sequence[Page]) -> str:
    """The words for the figures of some quotes, each once, from the least to the most."""
    locale = pages[0].view.locale
    bounds: dict[str, tuple[float, float]] = {}
    for page in pages:
        quote = page.quote
        words = clean_line(quote.article.cut(quote.highlight), _FIGURE_UNITS, locale) if quote.highlight else None
        figure = figure_of(quote)
        if words is not None:
            bounds[words[:1].lower() + words[1:]] = (figure.low, figure.high) if figure is not None else (inf, inf)
    shown = sorted(bounds, key=lambda words: bounds[words])
    return SEPARATOR.join(first_few(shown, _FIGURES))


def has_timeline(pages: Sequence[Page]) -> bool:
    """Whether a picture by day says more than the list: of reports, or of figures, with enough dates."""
    dated = sum(day_of(page.quote) is not None for page in pages)
    return pages[0].view.interpretation.form in (Form.FIGURES, Form.REPORTS) and dated >= _DRAWN_FROM


def figure_of(quote: Quote) -> Figure | None:
    """The figure in the words that answer; None where there is none."""
    return None if quote.highlight is None else next(figures_in(quote.article.text, quote.highlight), None)


def _foot(page: Page) -> Message:
    """How many reports there are, where some are copies of others; which questions are not answered; notes."""
    locale, interpretation = page.view.locale, page.view.interpretation
    tally = interpretation.tally if interpretation.form is not Form.REPORTS else None
    copied = tally is not None and tally.reports > tally.independent
    reports: Message = ("\n", Italic(counted(tally, locale))) if tally is not None and copied else ()
    return (*reports, *unanswered_lines(interpretation, locale), *notes(page))


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
        named = outlet or (None if page.question is None else title_of(quote.article, locale, _FIGURE_UNITS))
        stressed, *details = (marked, named, date) if marked else (named or date or "", date if named else None)
    if quote.standing in (Standing.NEWEST, Standing.SUPERSEDED):
        details.append(locale.say(f"mark-{quote.standing.value}"))
    rest = "".join(SEPARATOR + part for part in details if part)
    return (f"{page.number + 1}. ", Bold(stressed), rest)


def _digest_title(page: Page) -> Message:
    """How many reports there are and how many of them are here; where the archive ends, if its last days are meant.

    Nothing where they were not counted: news of what is watched for has a title of its own.
    """
    locale, tally, period = page.view.locale, page.view.interpretation.tally, page.view.interpretation.understood.period
    pieces: list[Piece] = []
    if tally is not None:
        pieces.append(Bold(locale.say("digest")))
        copied = tally.reports > tally.independent
        pieces.append(SEPARATOR + (counted(tally, locale) if copied else locale.say("reports", count=tally.reports)))
        if page.view.count < tally.independent:
            pieces += ["\n", Italic(locale.say("digest-newest", count=page.view.count))]
    ended = format_date(period.before, locale) if period is not None else None
    if ended is not None:
        pieces += ["\n", Italic(locale.say("archive-ends", date=ended))]
    return tuple(pieces)
