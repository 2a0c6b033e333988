"""What presses under an answer lead to: another quote, the context, a rating, a picture; an answer opened elsewhere."""

from dataclasses import replace

from bot.conversation.answer_history import Memory, save_rating
from bot.conversation.answer_pages import Pager, first_reply, pages_of
from bot.conversation.question_answering import QuestionAnswering
from bot.conversation.settings_menu import SettingsMenu
from bot.state.answer_records import StoredAnswer
from bot.state.feedback import FeedbackStore
from bot.support.i18n import Locale
from bot.views.answer_messages import context_page, quote_page
from bot.views.answer_notes import filter_problem
from bot.views.article_view import whole_article_row
from bot.views.buttons import Action, parse_press
from bot.views.markup import NewPhoto, PressResult, Refusal, Reply, notice
from bot.views.quote_lists import first_page, listing_page
from bot.views.quote_page import LISTING_FROM
from bot.views.timeline_picture import caption, draw, marks_of
from index.archive.protocol import ArchiveProtocol
from index.errors import FilterError


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
        quotes = [quote.find(self._archive) for quote in shown.quotes]
        viewer = self._pager.viewer(chat, locale)
        pages = pages_of(self._pager.view_again(shown, viewer), quotes)
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
                return save_rating(self._feedback, pages, shown, chat, press, self._archive.stats())

    def timeline(self, data: str | None, chat: int, locale: Locale) -> PressResult:
        """A picture of the reports of an answer that was shown, with their words under it."""
        press = parse_press(data)
        shown = self._memory.find(chat, press.id) if press is not None else None
        if shown is None:
            return Refusal(locale.say("expired"))
        quotes = [quote.find(self._archive) for quote in shown.quotes]
        pages = pages_of(self._pager.view_again(shown, self._pager.viewer(chat, locale)), quotes)
        marks = marks_of(pages) if pages else []
        if not marks:
            return Refusal(locale.say("expired"))
        return NewPhoto(Reply(caption(pages)), draw(marks, locale))

    def open(self, answer_id: str, chat: int, locale: Locale) -> Reply:
        """The answer that somebody was given elsewhere, for who has its address."""
        shown = self._memory.copy(answer_id, chat)
        quotes = [quote.find(self._archive) for quote in shown.quotes] if shown is not None else []
        if shown is None or not quotes or quotes[0] is None:
            return notice(locale.say("expired"))
        view = self._pager.view_again(shown, self._pager.viewer(chat, locale))
        return first_page(pages_of(view, quotes))

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
