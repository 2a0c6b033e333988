"""An answer as it is seen: its pages in a chat, and its quotes as inline results to choose from in another chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.conversation.settings_menu import SettingsMenu
from bot.state.answer_records import NO_THREAD, PLAIN, StoredAnswer, StoredInterpretation, Thread
from bot.support.i18n import Locale
from bot.views.answer_messages import quote_page, refusal_reply
from bot.views.answer_notes import parts_line, period_dates, period_line, refusal_text
from bot.views.buttons import BotProfile, Viewer
from bot.views.citation import SEPARATOR, clean_line, format_date, title_of
from bot.views.markup import Reply, sendable, to_plain, utf16_length
from bot.views.quote_lists import event_heading, first_page, listing_page, listing_title
from bot.views.quote_page import AnswerView, Page
from bot.views.truncation import shorten
from index.answer_metadata import Form
from index.language.time_words import says_now
from index.records import Answer, AsOf, Quote

ANSWER_PAYLOAD = "a_"
"""What the payload of /start begins with that opens an answer by its id."""

_TITLE_UNITS = 100
_ABOUT_UNITS = 160
_OUTLET_UNITS = 40


class Pager:
    """Makes pages as a chat has chosen and as the bot's own profile allows.

    Args:
        is_stale: whether an archive that tells up to then was not brought up to date for too long.

    Attributes:
        profile: what Telegram says of the bot, None before it was asked.
    """

    def __init__(self, settings_menu: SettingsMenu, is_stale: Callable[[AsOf], bool]) -> None:
        self._settings_menu = settings_menu
        self._is_stale = is_stale
        self.profile: BotProfile | None = None

    def viewer(self, chat: int, locale: Locale) -> Viewer:
        """A chat to which something is shown."""
        return Viewer(chat, locale, self.profile)

    def view(
        self, answer: Answer | StoredAnswer, viewer: Viewer, answer_id: str | None = None, asked: str | None = None,
        read_as: str | None = None, claim: bool = False, thread: Thread = NO_THREAD,
    ) -> AnswerView:  # fmt: skip
        """An answer as `viewer` sees it; see `AnswerView` for the other arguments."""
        if isinstance(answer, StoredAnswer):
            interpretation, degraded, count = answer.interpretation, answer.degraded, len(answer.quotes)
        else:
            interpretation = replace(StoredInterpretation.of(answer), thread=thread)
            degraded = answer.degraded is not None
            count = len(answer.quotes) or 1
        profile = viewer.profile
        shares = profile is not None and profile.inline and interpretation.form is not Form.REPORTS
        return AnswerView(
            viewer.locale, answer.answered, count, answer.missing, degraded, answer_id, asked, read_as, interpretation,
            stale=interpretation.as_of is not None and self._is_stale(interpretation.as_of),
            asks_of_now=says_now(answer.question),
            share_query=(read_as or answer.question) if shares else None,  # what is shared is asked, as a question
            # In a group one quote is enough; who wants the others reads them in private.
            rest_url=None if profile is None or viewer.chat >= 0 else profile.address(f"{ANSWER_PAYLOAD}{answer_id}"),
            claim=claim or interpretation.claim,
            previews=self._settings_menu.of(viewer.chat).previews,
        )  # fmt: skip

    def view_again(self, shown: StoredAnswer, viewer: Viewer) -> AnswerView:
        """An answer that was shown before."""
        asked = shown.question if shown.question_message is None else None
        return self.view(shown, viewer, shown.id, asked, shown.read_as)


def pages_of(view: AnswerView, quotes: Sequence[Quote | None]) -> list[Page]:
    """A page for each quote, those left out that are no longer found; numbers stay."""
    return [Page(view, quote, at) for at, quote in enumerate(quotes) if quote is not None]


def first_reply(view: AnswerView, answer: Answer) -> Reply:
    """What is first seen of an answer: its first page, or that there is none."""
    pages = pages_of(view, answer.quotes if answer.answered else answer.nearest)
    return first_page(pages) if pages else refusal_reply(view)


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

    results: tuple[InlineResult, ...] = ()
    interpretation: StoredInterpretation = PLAIN


def inline_refusal(interpretation: StoredInterpretation, locale: Locale) -> str:
    """That the articles do not say: those of the time asked about, which is named, or all of them."""
    refusal = parts_line(interpretation, locale) or refusal_text(interpretation.understood.period, locale)
    return to_plain((*period_line(interpretation, locale), refusal))


def refusal_label(interpretation: StoredInterpretation, locale: Locale, most: int) -> str:
    """As `refusal`, on a button of at most `most` units that leads to a private chat."""
    if (parts := parts_line(interpretation, locale)) is not None:
        return shorten(parts, most)
    dates = period_dates(interpretation, locale)
    if dates is None:
        return shorten(locale.say("not-said-ask-in-private"), most)
    label = locale.say("not-said-of-then", dates=dates)
    return label if utf16_length(label) <= most else shorten(locale.say("not-said-then-ask-in-private"), most)


def inline_results(view: AnswerView, pages: Sequence[Page]) -> InlineResults:
    """A result for each quote, after one with all of them where the answer is a listing."""
    each = tuple(_quote_result(page.quote, view.locale, view.interpretation.as_of) for page in pages)
    if view.interpretation.form is not Form.QUOTES:
        each = (_listing_result(pages), *each)
    return InlineResults(each, view.interpretation)


def _listing_result(pages: Sequence[Page]) -> InlineResult:
    """The quotes of a listing in one message, as a result."""
    reply = listing_page(pages)
    places = "".join(f"{page.quote.article.id}:{page.quote.span.start};" for page in pages)
    marked = [page.quote.article.cut(page.quote.highlight) for page in pages if page.quote.highlight is not None]
    return InlineResult(
        sha256(places.encode("utf-8", "replace")).hexdigest()[:32],
        sendable(shorten(to_plain(listing_title(pages) or event_heading(pages[0].quote, pages)).strip(), _TITLE_UNITS)),
        sendable(shorten(SEPARATOR.join(" ".join(locale.split()) for locale in marked), _ABOUT_UNITS)),
        reply,
    )


def _quote_result(quote: Quote, locale: Locale, as_of: AsOf | None = None) -> InlineResult:
    """The quote as a result."""
    place = f"{quote.article.id}:{quote.span.start}:{quote.span.end}".encode("utf-8", "replace")
    known = (clean_line(quote.article.source, _OUTLET_UNITS, locale), format_date(quote.article.published, locale))
    about = SEPARATOR.join([*(part for part in known if part), " ".join(quote.text.split())])
    return InlineResult(
        sha256(place).hexdigest()[:32],
        sendable(shorten(title_of(quote.article, locale), _TITLE_UNITS)),
        sendable(shorten(about, _ABOUT_UNITS)),
        quote_page(Page(AnswerView(locale, True, interpretation=StoredInterpretation(as_of=as_of)), quote)),
    )
