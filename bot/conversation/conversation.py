"""The conversation, wherever it is held: questions, commands and presses in, replies out. Synchronous, thread-safe."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from bot.conversation.alert_search import alert_message, watch_list
from bot.conversation.answer_history import Memory
from bot.conversation.answer_pages import AnswerPresses, Pager, first_reply, pages_of
from bot.conversation.browse import ArticleListings
from bot.conversation.question_answering import QuestionAnswering
from bot.conversation.settings_menu import SettingsMenu
from bot.state.answer_records import StoredAnswer
from bot.state.answer_store import AnswerStore
from bot.state.feedback import FeedbackStore
from bot.state.preferences import Preferences
from bot.state.subscriptions import Subscription, SubscriptionStore
from bot.support.i18n import Locale
from bot.support.metrics import Outcome
from bot.views import static_messages as help_views
from bot.views.answer_messages import refusal_reply, whole_answer
from bot.views.answer_notes import filter_problem
from bot.views.article_view import sources_of
from bot.views.buttons import ButtonPress
from bot.views.markup import AnswerReply, BotProfile, PressResult, Refusal, Reply, notice
from bot.views.quote_lists import whole_listing
from bot.views.quote_page import AnswerView, Page
from index.answer_metadata import Form
from index.archive.protocol import ArchiveProtocol
from index.errors import FilterError
from index.query.followup_kind import FollowUpKind
from index.query.question_kind import SmallTalk
from index.records import AsOf, Quote

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)

MOST_RESULTS = 20
"""Quotes to choose from, for a question from another chat."""


class Conversation:
    """What the bot says, from an open archive and the memory of what it has shown.

    Args:
        shown: where answers are remembered; None (in the terminal) remembers nothing.
        quotes_per_answer: at most so many quotes, or nearest passages, in one answer; a chat may choose another number.
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
        self._answering = QuestionAnswering(archive)
        self.settings_menu = SettingsMenu(preferences, quotes_per_answer)
        self._pager = Pager(archive, self.settings_menu, is_stale)
        self.listings = ArticleListings(archive, self.memory, self._pager)
        self.presses = AnswerPresses(archive, self.memory, self._pager, self.settings_menu, self._answering, feedback)
        self._retention_days = retention_days

    def set_profile(self, profile: BotProfile) -> None:
        """Note what Telegram says of the bot, on which some buttons depend."""
        self._pager.profile = profile

    def examples(self, locale: Locale) -> tuple[str, ...]:
        """Questions that the corpus answers, in the language of the chat; the first call takes as long as several."""
        return self.archive.examples(help_views.example_patterns(locale))

    def start(self, locale: Locale) -> Reply:
        """The first words."""
        return help_views.start(self.archive.stats(), self.examples(locale), locale)

    def help(self, locale: Locale) -> Reply:
        """How to ask."""
        return help_views.help_(locale) if self.memory.enabled else help_views.help_in_terminal(locale)

    def help_page(self, press: ButtonPress, locale: Locale) -> PressResult:
        """A page behind /help."""
        page = help_views.help_page(press, self._retention_days, locale)
        return Refusal(locale.say("expired")) if page is None else page

    def privacy(self, locale: Locale) -> Reply:
        """What is stored."""
        if not self.memory.enabled:
            return help_views.terminal_privacy(locale)
        return help_views.privacy(self._retention_days, locale)

    def not_text(self, locale: Locale) -> Reply:
        """To a message without words."""
        return notice(locale.say("not-text"))

    def ask(
        self, question: str, chat: int, locale: Locale, question_message: int | None = None, to: int | None = None,
        claim: bool = False,
    ) -> AnswerReply:  # fmt: skip
        """The first page of the answer to `question`, remembered for its buttons.

        What goes on from the answer before, in the message `to` or, in a private chat, the last one, is asked of its
        articles first, or completed ("and in Saraqeb?"): then the answer says how it was read.

        Args:
            question: as the person wrote it; what is no question gets a hint.
            question_message: number of the message with it; None for an example, with which the answer then begins.
            claim: the text is not the person's own question, but something to look up.
        """
        question = question.strip()
        hint = help_views.question_hint(question, partial(self.examples, locale), locale)
        if hint is not None:
            return AnswerReply(hint)
        if _LINK.fullmatch(question):
            return AnswerReply(self.listings.linked(question, chat, locale))
        shown = None if claim else self.memory.followed_up(chat, to, question_message)
        step = None if shown is None else self.archive.follow_up(shown.thread.topic or shown.meant, question)
        talk = None if claim else self.archive.small_talk(question)
        asks_source = step is not None and step.kind is FollowUpKind.SOURCE
        if shown is not None and asks_source and talk in (None, SmallTalk.COMMAND, SmallTalk.NOTHING):
            source = self._source(shown, chat, locale)
            if source is not None:
                return AnswerReply(source, outcome="answered")
        said = self._small_talk(talk, question, chat, locale)
        if said is not None:
            return said
        asked, limit = None, self.settings_menu.quotes(chat)
        try:
            if shown is not None and step is not None:
                held = to is not None and shown.answer_message == to
                asked = self._answering.going_on(question, shown, step, limit, locale, held)
            asked = asked or self._answering.whole(question, limit, locale)
        except FilterError as error:
            return AnswerReply(notice(filter_problem(error, locale)))
        answer = asked.answer
        answer_id = self.memory.add(chat, answer, question_message, asked.read_as, claim, asked.thread)
        written = question if question_message is None else None
        viewer = self._pager.viewer(chat, locale)
        view = self._pager.view(answer, viewer, answer_id, written, asked.read_as, claim, asked.thread)
        outcome: Outcome = "answered" if answer.answered else "declined"
        return AnswerReply(first_reply(view, answer), answer_id, outcome)

    def _source(self, shown: StoredAnswer, chat: int, locale: Locale) -> Reply | None:
        """Where the answer that was shown comes from; None where no quote of it is there."""
        quoted = self.memory.quoted_before(shown, chat)
        if quoted is None:
            return None
        pages = self._pager.pages_again(quoted, self._pager.viewer(chat, locale))
        return sources_of(pages) if pages else None

    def _small_talk(self, kind: SmallTalk | None, text: str, chat: int, locale: Locale) -> AnswerReply | None:
        """What is said to words that ask nothing of the articles; None where they ask."""
        match kind:
            case None:
                return None
            case SmallTalk.GREETING:
                return AnswerReply(help_views.greeting(self.examples(locale), locale))
            case SmallTalk.THANKS:
                return AnswerReply(help_views.welcome(locale), silent=chat < 0)
            case SmallTalk.ABOUT_THE_BOT:
                return AnswerReply(self.start(locale))
            case SmallTalk.COMMAND:
                name = help_views.command_in(text) or self.archive.command(text)
                return AnswerReply(self._command(name, chat, locale))
            case SmallTalk.NOTHING:
                return AnswerReply(help_views.nothing_to_answer(locale))

    def _command(self, name: str | None, chat: int, locale: Locale) -> Reply:
        """What a command does that was said as a word; how to ask, where it is none that can be done so."""
        match name:
            case "latest":
                return self.listings.latest("", chat, locale)
            case "sources":
                return self.listings.sources("", chat, locale)
            case "privacy" | "forget_me":
                return self.privacy(locale)
            case "settings" | "language" if self.memory.enabled:
                return self.settings_menu.settings(chat, locale.language)
            case "watch" | "unwatch" if self.subscriptions is not None:
                watched = self.subscriptions.of_chat(chat)
                return watch_list(watched, locale) if watched or name == "watch" else self.help(locale)
            case "start":
                return self.start(locale)
            case _:
                return self.help(locale)

    def ask_for_all(self, question: str, locale: Locale) -> Reply:
        """All pages of the answer to `question` at once; nothing is remembered."""
        hint = help_views.question_hint(question, partial(self.examples, locale), locale)
        if hint is not None:
            return hint
        question = question.strip()
        said = self._small_talk(self.archive.small_talk(question), question, 0, locale)
        if said is not None:
            return said.reply
        try:
            answer = self._answering.whole(question, self.settings_menu.quotes(0), locale).answer
        except FilterError as error:
            return notice(filter_problem(error, locale))
        view = self._pager.view(answer, self._pager.viewer(0, locale))
        pages = pages_of(view, answer.quotes or answer.nearest)
        if not pages:
            return refusal_reply(view)
        return whole_answer(pages) if answer.form is Form.QUOTES else whole_listing(pages)

    def pages_elsewhere(self, question: str, locale: Locale) -> tuple[AnswerView, list[Page]]:
        """The answer to a question from a chat in which the bot is not; no pages where the articles do not say.

        Raises:
            FilterError: a filter typed in it cannot be used.
        """
        if help_views.question_hint(question, tuple, locale) is not None:
            return AnswerView(locale, False), []
        answer = self.archive.ask(question.strip(), limit=MOST_RESULTS)
        view = self._pager.view(answer, self._pager.viewer(0, locale))
        return view, pages_of(view, answer.quotes)

    def pressed_example(self, data: str) -> str | None:
        """The example whose button has this callback data; None where it is none any more."""
        return help_views.pressed_example(data, self.examples)

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
