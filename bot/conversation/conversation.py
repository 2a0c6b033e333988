"""The conversation, wherever it is held: questions, commands and presses in, replies out. Synchronous, thread-safe."""

import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation.alerts import alert_message
from bot.conversation.answer_history import Memory, save_rating
from bot.conversation.answer_pages import InlineResults, Pager, inline_results, pages_of
from bot.conversation.browse import ArticleListings
from bot.conversation.near_passage import with_near_passage
from bot.conversation.settings_menu import SettingsMenu
from bot.conversation.watch_list import watch_list
from bot.state.answer_records import StoredAnswer
from bot.state.answers import AnswerStore
from bot.state.feedback import FeedbackStore
from bot.state.preferences import Preferences
from bot.state.subscriptions import Subscription, SubscriptionStore
from bot.support.i18n import Locale
from bot.support.metrics import Outcome
from bot.views import static_messages as help_views
from bot.views.answer_messages import context_page, quote_page, refusal_reply, whole_answer
from bot.views.answer_notes import filter_problem
from bot.views.article_view import whole_article_row
from bot.views.buttons import Action, BotProfile, ButtonPress, parse_press
from bot.views.markup import AnswerReply, NewPhoto, PressResult, Refusal, Reply, notice
from bot.views.quote_lists import first_page, listing_page, whole_listing
from bot.views.quote_page import LISTING_FROM, AnswerView
from bot.views.timeline_picture import caption, draw, marks_of
from index.answer_metadata import Form
from index.archive.protocol import ArchiveProtocol
from index.errors import FilterError
from index.query.question_kind import SmallTalk
from index.records import Answer, AsOf, Quote

_log = logging.getLogger(__name__)
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)

MOST_RESULTS = 20
"""Quotes to choose from, for a question from another chat."""


class Conversation:
    """What the bot says, from an open archive and the memory of what it has shown.

    Args:
        archive: closed by its owner.
        shown: where answers are remembered; None (in the terminal) remembers nothing.
        quotes_per_answer: at most so many quotes, or nearest passages, in one answer; a chat may choose another number.
        retention_days: as `shown` keeps answers; only said here.
        subscriptions: for alerts; None (in the terminal) where nobody can.
        preferences: what chats have chosen; None (in the terminal) where nothing can be chosen.
        feedback: where ratings of answers are kept; None (in the terminal) where nobody is asked for one.
        is_stale: whether an archive that tells up to then was not brought up to date for too long.
    """

    def __init__(
        self,
        archive: ArchiveProtocol,
        shown: AnswerStore | None,
        quotes_per_answer: int,
        retention_days: int,
        feedback: FeedbackStore | None = None,
        subscriptions: SubscriptionStore | None = None,
        preferences: Preferences | None = None,
        is_stale: Callable[[AsOf], bool] = lambda _: False,
    ) -> None:
        self.archive = archive
        self.subscriptions = subscriptions
        self._feedback = feedback
        self.memory = Memory(shown)
        self.settings_menu = SettingsMenu(preferences, quotes_per_answer)
        self._pager = Pager(self.settings_menu, is_stale)
        self.listings = ArticleListings(archive, self.memory, self._pager)
        self._retention_days = retention_days

    def set_profile(self, profile: BotProfile) -> None:
        """Note what Telegram says of the bot, on which some buttons depend."""
        self._pager.profile = profile

    def examples(self) -> tuple[str, ...]:
        """Questions that the corpus answers."""
        return self.archive.examples()

    def start(self, locale: Locale) -> Reply:
        """The first words."""
        return help_views.start(self.archive.stats(), self.examples(), locale)

    def help(self, locale: Locale) -> Reply:
        """How to ask."""
        return help_views.help_(locale) if self.memory.enabled else help_views.help_in_terminal(locale)

    def help_page(self, press: ButtonPress, locale: Locale) -> PressResult:
        """A page behind /help."""
        page = help_views.help_page(press, self._retention_days, locale)
        return Refusal(locale.say("expired")) if page is None else page

    def privacy(self, locale: Locale) -> Reply:
        """What is stored."""
        return (
            help_views.privacy(self._retention_days, locale)
            if self.memory.enabled
            else help_views.terminal_privacy(locale)
        )

    def not_text(self, locale: Locale) -> Reply:
        """To a message without words."""
        return notice(locale.say("not-text"))

    def ask(
        self, question: str, chat: int, locale: Locale, question_message: int | None = None, to: int | None = None,
        claim: bool = False,
    ) -> AnswerReply:  # fmt: skip
        """The first page of the answer to `question`, remembered for its buttons.

        What leans on the question before it ("and in Saraqeb?") is completed from that, and the answer says how it was
        read. The question before is the one that the message `to` answers; else, in a private chat, the last one.

        Args:
            question: as the person wrote it; what is no question gets a hint.
            chat: number of the chat, the only one whose presses will be obeyed.
            question_message: number of the message with the question; None when the person has not written it (an
                example), and the answer then begins with the question.
            to: number of the bot's message that the person replied to.
            claim: the text is not the person's own question, but something to look up.
        """
        question = question.strip()
        hint = help_views.question_hint(question, self.examples, locale)
        if hint is not None:
            return AnswerReply(hint)
        if _LINK.fullmatch(question):
            return AnswerReply(self.listings.linked(question, chat, locale))
        said = None if claim else self._small_talk(question, chat, locale)
        if said is not None:
            return said
        read_as = None if claim else self._completed(question, chat, to, question_message)
        try:
            answer = replace(self._search(read_as or question, self.settings_menu.quotes(chat)), question=question)
        except FilterError as error:
            return AnswerReply(notice(filter_problem(error, locale)))
        answer = with_near_passage(answer, read_as or question, locale)
        answer_id = self.memory.add(chat, answer, question_message, read_as, claim)
        asked = question if question_message is None else None
        view = self._pager.view(answer, self._pager.viewer(chat, locale), answer_id, asked, read_as, claim)
        outcome: Outcome = "answered" if answer.answered else "declined"
        return AnswerReply(_first_page(view, answer), answer_id, outcome)

    def _small_talk(self, text: str, chat: int, locale: Locale) -> AnswerReply | None:
        """What is said to words that ask nothing of the articles; None where they ask."""
        match self.archive.small_talk(text):
            case None:
                return None
            case SmallTalk.GREETING:
                return AnswerReply(help_views.greeting(self.examples(), locale))
            case SmallTalk.THANKS:
                return AnswerReply(help_views.welcome(locale), silent=chat < 0)
            case SmallTalk.ABOUT_THE_BOT:
                return AnswerReply(self.start(locale))
            case SmallTalk.COMMAND:
                return AnswerReply(self._command(help_views.command_in(text), chat, locale))
            case SmallTalk.NOTHING:
                return AnswerReply(help_views.nothing_to_answer(locale))

    def _command(self, name: str | None, chat: int, locale: Locale) -> Reply:
        """What a command does that was said as a word; how to ask, where it is none that can be done so."""
        match name:
            case "latest":
                return self.listings.latest("", chat, locale)
            case "sources":
                return self.listings.sources("", chat, locale)
            case "privacy":
                return self.privacy(locale)
            case "settings" | "language" if self.memory.enabled:
                return self.settings_menu.settings(chat, locale.language)
            case "watch" | "unwatch" if self.subscriptions is not None:
                return watch_list(self.subscriptions.of_chat(chat), locale)
            case _:
                return self.help(locale)

    def _literally(self, shown: StoredAnswer, chat: int, locale: Locale) -> Reply:
        """The answer to the question of `shown` with its names and times as they are written, which takes its place."""
        try:
            answer = self._search(shown.meant, self.settings_menu.quotes(chat), literal=True)
        except FilterError as error:  # its outlet is not in this corpus any more
            return notice(filter_problem(error, locale))
        answer = with_near_passage(replace(answer, question=shown.question), shown.meant, locale)
        answer_id = self.memory.add(chat, answer, shown.question_message, shown.read_as)
        if answer_id is not None and shown.answer_message is not None:
            self.memory.note_message(answer_id, shown.answer_message)
        asked = shown.question if shown.question_message is None else None
        view = self._pager.view(answer, self._pager.viewer(chat, locale), answer_id, asked, shown.read_as)
        return _first_page(view, answer)

    def open(self, answer_id: str, chat: int, locale: Locale) -> Reply:
        """The answer that somebody was given elsewhere, for who has its address."""
        shown = self.memory.copy(answer_id, chat)
        quotes = [quote.find(self.archive) for quote in shown.quotes] if shown is not None else []
        if shown is None or not quotes or quotes[0] is None:
            return notice(locale.say("expired"))
        view = self._pager.view_again(shown, self._pager.viewer(chat, locale))
        return first_page(pages_of(view, quotes))

    def _completed(self, question: str, chat: int, to: int | None, question_message: int | None) -> str | None:
        last = self.memory.followed_up(chat, to, question_message)
        return self.archive.completed(last.meant, question) if last is not None else None

    def ask_for_all(self, question: str, locale: Locale) -> Reply:
        """All pages of the answer to `question` at once; nothing is remembered."""
        hint = help_views.question_hint(question, self.examples, locale)
        if hint is not None:
            return hint
        said = self._small_talk(question.strip(), 0, locale)
        if said is not None:
            return said.reply
        try:
            answer = self._search(question.strip(), self.settings_menu.quotes(0))
        except FilterError as error:
            return notice(filter_problem(error, locale))
        answer = with_near_passage(answer, question, locale)
        view = self._pager.view(answer, self._pager.viewer(0, locale))
        pages = pages_of(view, answer.quotes or answer.nearest)
        if not pages:
            return refusal_reply(view)
        return whole_answer(pages) if answer.form is Form.QUOTES else whole_listing(pages)

    def inline_results(self, question: str, locale: Locale) -> InlineResults:
        """The quotes that answer a question from a chat in which the bot is not; none where the articles do not say.

        Raises:
            FilterError: a filter typed in it cannot be used.
        """
        if help_views.question_hint(question, tuple, locale) is not None:
            return InlineResults()
        answer = self.archive.ask(question.strip(), limit=MOST_RESULTS)
        view = self._pager.view(answer, self._pager.viewer(0, locale))
        return inline_results(view, pages_of(view, answer.quotes))

    def pressed_example(self, data: str) -> str | None:
        """The example whose button has this callback data; None where it is none any more."""
        return next((text for text in self.examples() if help_views.example_press(text) == data), None)

    def press(self, data: str | None, chat: int, locale: Locale) -> PressResult:
        """What a press of the button with `data` in `chat` leads to: the message's new content, or no."""
        press = parse_press(data)
        shown = self.memory.find(chat, press.id) if press is not None else None
        if press is not None and shown is not None and press.action is Action.LITERAL:
            return self._literally(shown, chat, locale)
        if press is None or shown is None or press.number % LISTING_FROM >= len(shown.quotes):
            return Refusal(locale.say("expired"))
        quotes = [quote.find(self.archive) for quote in shown.quotes]
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
                return save_rating(self._feedback, pages, shown, chat, press, self.archive.stats())

    def timeline(self, data: str | None, chat: int, locale: Locale) -> PressResult:
        """A picture of the reports of an answer that was shown, with their words under it."""
        press = parse_press(data)
        shown = self.memory.find(chat, press.id) if press is not None else None
        if shown is None:
            return Refusal(locale.say("expired"))
        quotes = [quote.find(self.archive) for quote in shown.quotes]
        pages = pages_of(self._pager.view_again(shown, self._pager.viewer(chat, locale)), quotes)
        marks = marks_of(pages) if pages else []
        if not marks:
            return Refusal(locale.say("expired"))
        return NewPhoto(Reply(caption(pages)), draw(marks, locale))

    def news(
        self, subscriptions: Sequence[Subscription], quotes: Sequence[Quote], chat: int, locale: Locale
    ) -> AnswerReply:
        """One message with what is new of what a chat watches for."""
        return alert_message(subscriptions, quotes, chat, self.memory, self._pager, locale)

    def forget_me(self, chat: int, locale: Locale) -> Reply:
        """Delete all that is kept of a chat, and say what that was."""
        answers = self.memory.forget(chat)
        ratings = self._feedback.forget(chat) if self._feedback is not None else 0
        subscriptions = self.subscriptions.forget(chat) if self.subscriptions is not None else 0
        self.settings_menu.forget(chat)
        return notice(locale.say("forgotten", answers=answers, verdicts=ratings, watches=subscriptions))

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`: all that is kept of it is kept of that."""
        for store in (self.memory, self.settings_menu, self._feedback, self.subscriptions):
            if store is not None:
                store.move(old, new)

    def _search(self, question: str, limit: int, literal: bool = False) -> Answer:
        begun = time.monotonic()
        answer = self.archive.ask(question, limit=limit, literal=literal)
        _log.info(
            "asked: %d characters, %d quotes, %d nearest, %.0f ms%s",
            len(question), len(answer.quotes), len(answer.nearest), (time.monotonic() - begun) * 1000,
            ", degraded" if answer.degraded is not None else "",
        )  # fmt: skip
        return answer


def _first_page(view: AnswerView, answer: Answer) -> Reply:
    pages = pages_of(view, answer.quotes if answer.answered else answer.nearest)
    return first_page(pages) if pages else refusal_reply(view)
