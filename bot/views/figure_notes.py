"""What is said of reports that differ, or agree, in words; pure."""

from collections.abc import Sequence

from bot.support.i18n import Translations
from bot.views.citation import SEPARATOR, tidy, title_of, written_date
from bot.views.markup import Bold, Italic, Message, Piece
from bot.views.quote_page import Page
from index.interpretation import Form, ReportCount, Standing
from index.records import Quote

_FIGURE_UNITS = 80
_OUTLET_UNITS = 60


def agreement_line(page: Page) -> Message:
    """That several reports say the same, under the best of them; nothing where that is not known."""
    tally = page.readings.tally
    if tally is None or page.readings.form is not Form.QUOTES:
        return ()
    return ("\n", Italic(page.words.say("reports-agree", counted=counted(tally, page.words))))


def standing_line(page: Page) -> Message:
    """What has become of the report that the quote is from."""
    standing = page.quote.standing
    return () if standing is None else ("\n", Italic(page.words.say(f"standing-{standing.value}")))


def listing_title(pages: Sequence[Page]) -> Message:
    """What the quotes of a listing are to each other."""
    words, readings = pages[0].words, pages[0].readings
    if readings.form is Form.EVENTS:
        return (Bold(words.say("events-listed", count=pages[0].count)),)
    if readings.form is Form.REPORTS:
        return _digest_title(pages[0])
    several = len({page.quote.occurred for page in pages}) > 1
    title: Message = (Bold(words.say("reports-of-events" if several else "reports-differ")),)
    return title if readings.tally is None else (*title, SEPARATOR, counted(readings.tally, words))


def event_heading(quote: Quote, words: Translations) -> Message:
    """The day of the event that the quotes after it are of."""
    return (Italic(written_date(quote.occurred, words) or words.say("event-undated")), "\n")


def item_head(page: Page) -> Message:
    """One line on a quote of a listing: figure, outlet, date and standing; of an event day, place and outlet."""
    quote, words = page.quote, page.words
    marked = None if quote.highlight is None else tidy(quote.article.cut(quote.highlight), _FIGURE_UNITS, words)
    date, outlet = written_date(quote.article.published, words), tidy(quote.article.source, _OUTLET_UNITS, words)
    if page.readings.form is Form.REPORTS:
        stressed = date or words.say("event-undated")
        # A day alone tells nothing of an article.
        details = [outlet or tidy(title_of(quote.article, words), _FIGURE_UNITS, words)]
    elif page.readings.form is Form.EVENTS:
        stressed = written_date(quote.occurred, words) or date or words.say("event-undated")
        details = [marked, outlet]
    else:
        stressed, details = marked or "", [outlet, date]
    if quote.standing in (Standing.NEWEST, Standing.SUPERSEDED):
        details.append(words.say(f"mark-{quote.standing.value}"))
    rest = "".join(SEPARATOR + part for part in details if part)
    return (f"{page.number + 1}. ", Bold(stressed), rest)


def _digest_title(page: Page) -> Message:
    """How many reports there are and how many of them are here; where the archive ends, if its last days are meant."""
    words, tally, period = page.words, page.readings.tally, page.readings.understood.period
    pieces: list[Piece] = [Bold(words.say("digest"))]
    if tally is not None:
        copied = tally.reports > tally.independent
        pieces.append(SEPARATOR + (counted(tally, words) if copied else words.say("reports", count=tally.reports)))
        if page.count < tally.independent:
            pieces += ["\n", Italic(words.say("digest-newest", count=page.count))]
    ended = written_date(period.before, words) if period is not None else None
    if ended is not None:
        pieces += ["\n", Italic(words.say("archive-ends", date=ended))]
    return tuple(pieces)


def counted(tally: ReportCount, words: Translations) -> str:
    """How many reports there are, and how many of them are no copies."""
    return words.say(
        "reports-counted",
        reports=words.say("reports", count=tally.reports),
        independent=words.say("independent", count=tally.independent),
    )
