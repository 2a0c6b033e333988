"""An answer as it is seen, page by page, and what presses under it lead to: a quote, context, a rating, a picture."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation.answer_history import Memory
from bot.conversation.question_answering import QuestionAnswering
from bot.conversation.settings_menu import SettingsMenu
from bot.state.answer_records import NO_THREAD, StoredAnswer, StoredInterpretation, Thread
from bot.state.feedback import DIGEST, FeedbackStore, Rating
from bot.support.i18n import Locale
from bot.views.answer_messages import context_page, quote_page, refusal_reply
from bot.views.answer_notes import filter_problem
from bot.views.article_view import whole_article_row
from bot.views.buttons import Action, ButtonPress, parse_press
from bot.views.markup import BotProfile, EditWithNotice, NewPhoto, PressResult, Refusal, Reply, Viewer, notice
from bot.views.quote_lists import first_page, listing_page
from bot.views.quote_page import LISTING_FROM, RATING_ACTIONS, REASONS, AnswerView, Page
from bot.views.timeline_picture import caption, draw, marks_of
from index.answer_metadata import Form
from index.archive.protocol import ArchiveProtocol
from index.errors import FilterError
from index.language.time_words import says_now
from index.records import Answer, AsOf, Quote

ANSWER_PAYLOAD = "a_"
"""What the payload of /start begins with that opens an answer by its id."""


class Pager:
    """Makes pages as a chat has chosen and as the bot's own profile allows.

    Args:
        is_stale: whether an archive that tells up to then was not brought up to date for too long.

    Attributes:
        profile: what Telegram says of the bot, None before it was asked.
    """

    def __init__(self, archive: ArchiveProtocol, settings_menu: SettingsMenu, is_stale: Callable[[AsOf], bool]) -> None:
        self._archive = archive
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
            count = len(answer.quotes or answer.nearest) or 1
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

    def pages_again(self, shown: StoredAnswer, viewer: Viewer) -> list[Page]:
        """The pages of an answer that was shown before, as far as its quotes are still found."""
        asked = shown.question if shown.question_message is None else None
        view = self.view(shown, viewer, shown.id, asked, shown.read_as)
        return pages_of(view, [quote.find(self._archive) for quote in shown.quotes])


def pages_of(view: AnswerView, quotes: Sequence[Quote | None]) -> list[Page]:
    """A page for each quote, those left out that are no longer found; numbers stay."""
    return [Page(view, quote, at) for at, quote in enumerate(quotes) if quote is not None]


def first_reply(view: AnswerView, answer: Answer) -> Reply:
    """What is first seen of an answer: its first page, or that there is none."""
    pages = pages_of(view, answer.quotes if answer.answered else answer.nearest)
    return first_page(pages) if pages else refusal_reply(view)


class AnswerPresses:
    """Serves the buttons under answers that were shown.

    Args:
        memory: holds the answers.
        pager: makes their pages.
        feedback: where ratings are kept; None where nobody is asked for one.
    """

    def __init__(
        self, archive: ArchiveProtocol, memory: Memory, pager: Pager, settings_menu: SettingsMenu,
        answering: QuestionAnswering, feedback: FeedbackStore | None,
    ) -> None:  # fmt: skip
        self._archive = archive
        self._memory = memory
        self._pager = pager
        self._settings_menu = settings_menu
        self._answering = answering
        self._feedback = feedback

    def press(self, data: str | None, chat: int, locale: Locale) -> PressResult:
        """What a press of the button with `data` in `chat` leads to: the message's new content, or no."""
        press = parse_press(data)
        shown = self._memory.find(chat, press.id) if press is not None else None
        if press is not None and shown is not None and press.action is Action.LITERAL:
            return self._literally(shown, chat, locale)
        if press is None or shown is None or press.number % LISTING_FROM >= len(shown.quotes):
            return Refusal(locale.say("expired"))
        viewer = self._pager.viewer(chat, locale)
        pages = self._pager.pages_again(shown, viewer)
        page = next((page for page in pages if page.number == press.number), None)
        if not pages or (page is None and press.number < LISTING_FROM):
            return Refusal(locale.say("expired"))
        match press.action:
            case Action.CONTEXT if page is not None:
                reply = context_page(page)
                return replace(reply, rows=(*reply.rows, *whole_article_row(page, viewer)))
            case Action.QUOTE:
                return listing_page(pages, press.number - LISTING_FROM) if page is None else quote_page(page)
            case _:
                return self._rate(pages, shown, chat, press)

    def timeline(self, data: str | None, chat: int, locale: Locale) -> PressResult:
        """A picture of the reports of an answer that was shown, with their words under it."""
        press = parse_press(data)
        shown = self._memory.find(chat, press.id) if press is not None else None
        pages = self._pager.pages_again(shown, self._pager.viewer(chat, locale)) if shown is not None else []
        marks = marks_of(pages) if pages else []
        if not marks:
            return Refusal(locale.say("expired"))
        return NewPhoto(Reply(caption(pages)), draw(marks, locale))

    def open(self, answer_id: str, chat: int, locale: Locale) -> Reply:
        """The answer that somebody was given elsewhere, for who has its address."""
        shown = self._memory.copy(answer_id, chat)
        pages = self._pager.pages_again(shown, self._pager.viewer(chat, locale)) if shown is not None else []
        if not pages or pages[0].number > 0:
            return notice(locale.say("expired"))
        return first_page(pages)

    def _literally(self, shown: StoredAnswer, chat: int, locale: Locale) -> Reply:
        """The answer to the question of `shown` with its names and times as they are written, which takes its place."""
        try:
            asked = self._answering.whole(
                shown.question, self._settings_menu.quotes(chat), locale, shown.read_as, literal=True
            )
        except FilterError as error:  # its outlet is not in this corpus any more
            return notice(filter_problem(error, locale))
        answer_id = self._memory.add(chat, asked.answer, shown.question_message, shown.read_as)
        if answer_id is not None and shown.answer_message is not None:
            self._memory.note_message(answer_id, shown.answer_message)
        written = shown.question if shown.question_message is None else None
        view = self._pager.view(asked.answer, self._pager.viewer(chat, locale), answer_id, written, shown.read_as)
        return first_reply(view, asked.answer)

    def _rate(
        self, pages: Sequence[Page], shown: StoredAnswer, chat: int, press: ButtonPress
    ) -> EditWithNotice | Refusal:
        """Save what a press says of the answer whose pages these are, with the version of the archive."""
        locale, action = pages[0].view.locale, press.action
        if self._feedback is None or action not in RATING_ACTIONS:
            return Refusal(locale.say("expired"))
        rating, stats = Rating.GOOD if action is Action.GOOD else Rating.BAD, self._archive.stats()
        question = shown.meant if shown.interpretation.form is not Form.REPORTS else f"{DIGEST}{shown.meant}"
        version = f"{stats.built} {stats.embedding_model}"
        self._feedback.add(chat, shown.id, question, rating, shown.quotes, version, REASONS.get(action))
        view = replace(pages[0].view, rating=rating, asks_why=action is Action.BAD)
        after = [replace(page, view=view) for page in pages]
        page = next((page for page in after if page.number == press.number), None)
        reply = listing_page(after, press.number - LISTING_FROM) if page is None else quote_page(page)
        return EditWithNotice(locale.say("why-bad" if action is Action.BAD else "thanks"), reply)
