"""Quotes as results to choose from, each a message that stands by itself; pure, no Telegram in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.state.interpretation import PLAIN, StoredInterpretation
from bot.support.i18n import Translations
from bot.views.citation import SEPARATOR, tidy, title_of, written_date
from bot.views.figure_notes import listing_title
from bot.views.markup import sendable, to_plain, utf16_length
from bot.views.quote_lists import listing_page
from bot.views.quote_page import Page
from bot.views.replies import Reply, quote_page
from bot.views.time_notes import period_dates, period_line, verdict_of
from bot.views.truncation import shorten
from index.records import AsOf, Quote

_TITLE_UNITS = 100
_ABOUT_UNITS = 160
_OUTLET_UNITS = 40


@dataclass(frozen=True, slots=True)
class InlineResult:
    """A quote that may be chosen.

    Attributes:
        id: at most 64 bytes, the same for the same quote.
        title: the article's.
        about: outlet, date and the beginning of the quote.
        reply: what is sent, without buttons.
    """

    id: str
    title: str
    about: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class InlineResults:
    """The quotes that answer a question, none where the articles do not say, and how it was read."""

    offers: tuple[InlineResult, ...] = ()
    readings: StoredInterpretation = PLAIN


def refusal(readings: StoredInterpretation, words: Translations) -> str:
    """That the articles do not say: those of the time asked about, which is named, or all of them."""
    return to_plain((*period_line(readings, words), verdict_of(readings.understood.period, words)))


def refusal_label(readings: StoredInterpretation, words: Translations, most: int) -> str:
    """As `refusal`, on a button of at most `most` units that leads to a private chat."""
    dates = period_dates(readings, words)
    if dates is None:
        return shorten(words.say("not-said-ask-in-private"), most)
    label = words.say("not-said-of-then", dates=dates)
    return label if utf16_length(label) <= most else shorten(words.say("not-said-then-ask-in-private"), most)


def inline_results(pages: Sequence[Page]) -> InlineResult:
    """The quotes of a listing in one message, as a result."""
    reply = listing_page(pages)
    places = "".join(f"{page.quote.article.id}:{page.quote.span.start};" for page in pages)
    marked = [page.quote.article.cut(page.quote.highlight) for page in pages if page.quote.highlight is not None]
    return InlineResult(
        sha256(places.encode("utf-8", "replace")).hexdigest()[:32],
        sendable(shorten(to_plain(listing_title(pages)), _TITLE_UNITS)),
        sendable(shorten(SEPARATOR.join(" ".join(words.split()) for words in marked), _ABOUT_UNITS)),
        reply,
    )


def inline_result(quote: Quote, words: Translations, as_of: AsOf | None = None) -> InlineResult:
    """The quote as a result."""
    place = f"{quote.article.id}:{quote.span.start}:{quote.span.end}".encode("utf-8", "replace")
    known = (tidy(quote.article.source, _OUTLET_UNITS, words), written_date(quote.article.published, words))
    about = SEPARATOR.join([*(part for part in known if part), " ".join(quote.text.split())])
    return InlineResult(
        sha256(place).hexdigest()[:32],
        sendable(shorten(title_of(quote.article, words), _TITLE_UNITS)),
        sendable(shorten(about, _ABOUT_UNITS)),
        quote_page(Page(quote, 0, 1, answered=True, words=words, readings=StoredInterpretation(as_of=as_of))),
    )
