"""The conversation, wherever it is held: questions, commands and presses in, replies out. Synchronous, thread-safe."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from bot.conversation.browse import ArticleListings
from bot.conversation.inline_results import InlineResults, inline_result, inline_results
from bot.conversation.memory import Memory
from bot.conversation.paging import Pager
from bot.conversation.settings_menu import SettingsMenu
from bot.conversation.verdicts import record_verdict
from bot.state.answers import ShownAnswer, ShownAnswers
from bot.state.feedback import FeedbackStore
from bot.state.interpretation import StoredInterpretation
from bot.state.preferences import Preferences
from bot.state.subscriptions import SubscriptionStore
from bot.support.i18n import Translations
from bot.support.metrics import Outcome
from bot.views import help as about
from bot.views.article_view import whole_article_row
from bot.views.callback_data import Action, parse_press
from bot.views.filter_notes import filter_problem
from bot.views.quote_lists import first_page, listing_page, whole_listing
from bot.views.quote_page import ALL_FROM
from bot.views.replies import Reply, context_page, not_said, quote_page, whole_answer
from bot.views.results import Answered, Ask, Me, RatingSaved, Refusal
from index.archive.live import AnyArchive
from index.errors import FilterError
from index.interpretation import Form
from index.records import Answer, AsOf

_log = logging.getLogger(__name__)

MOST_OFFERED = 20
"""Quotes to choose from, for a question from another chat."""


class Conversation:
    """What the bot says, from an open archive and the memory of what it has shown.

    Args:
        archive: closed by its owner.
        shown: where answers are remembered; None (in the terminal) remembers nothing.
        quotes_per_answer: at most so many quotes, or nearest passages, in one answer; a chat may choose another number.
        retention_days: as `shown` keeps answers; only said here.
        watches: what people watch for; None (in the terminal) where nobody can.
        preferences: what chats have chosen; None (in the terminal) where nothing can be chosen.
        feedback: where verdicts on answers are kept; None (in the terminal) where nobody is asked for one.
        is_stale: whether an archive that tells up to then was not brought up to date for too long.
    """

    def __init__(
        self,
        archive: AnyArchive,
        shown: ShownAnswers | None,
        quotes_per_answer: int,
        retention_days: int,
        feedback: FeedbackStore | None = None,
        watches: SubscriptionStore | None = None,
        preferences: Preferences | None = None,
        is_stale: Callable[[AsOf], bool] = lambda _: False,
    ) -> None:
        self.archive = archive
        self.watches = watches
        self._feedback = feedback
        self.memory = Memory(shown)
        self.choices = SettingsMenu(preferences, quotes_per_answer)
        self._pager = Pager(self.choices, is_stale)
        self.library = ArticleListings(archive, self.memory, self._pager)
        self._retention_days = retention_days

    def introduce(self, me: Me) -> None:
        """Note what Telegram says of the bot, on which some buttons depend."""
        self._pager.me = me

    def examples(self) -> tuple[str, ...]:
        """Questions that the corpus answers."""
        return self.archive.examples()

    def start(self, words: Translations) -> Reply:
        """The first words."""
        return about.start(self.archive.stats(), self.examples(), words)

    def help(self, words: Translations) -> Reply:
        """How to ask."""
        return about.help_(words, in_terminal=not self.memory.kept)

    def privacy(self, words: Translations) -> Reply:
        """What is stored."""
        return about.privacy(self._retention_days, words) if self.memory.kept else about.terminal_privacy(words)

    def not_text(self, words: Translations) -> Reply:
        """To a message without words."""
        return about.notice(words.say("not-text"))

    def unknown_command(self, words: Translations) -> Reply:
        """To a command that there is not."""
        return about.notice(words.say("unknown-command"))

    def ask(
        self, question: str, chat: int, words: Translations, asked_in: int | None = None, to: int | None = None,
        claim: bool = False,
    ) -> Answered:  # fmt: skip
        """The first page of the answer to `question`, remembered for its buttons.

        What leans on the question before it ("and in Saraqeb?") is completed from that, and the answer says how it was
        read. The question before is the one that the message `to` answers; else, in a private chat, the last one.

        Args:
            question: as the person wrote it; what is no question gets a hint.
            chat: number of the chat, the only one whose presses will be obeyed.
            asked_in: number of the message with the question; None when the person has not written it (an example),
                and the answer then begins with the question.
            to: number of the bot's message that the person replied to.
            claim: the text is not the person's own question, but something to look up.
        """
        question = question.strip()
        hint = about.no_question(question, self.examples, words)
        if hint is not None:
            return Answered(hint)
        read_as = None if claim else self._completed(question, chat, to, asked_in)
        try:
            answer = replace(self._search(read_as or question, self.choices.quotes(chat)), question=question)
        except FilterError as error:
            return Answered(about.notice(filter_problem(error, words)))
        answer_id = self.memory.add(chat, answer, asked_in, read_as)
        asked = question if asked_in is None else None
        reply = self._first_page(answer, chat, words, answer_id, asked, read_as, claim)
        outcome: Outcome = "answered" if answer.answered else "declined"
        return Answered(reply, answer_id, outcome)

    def _first_page(
        self, answer: Answer, chat: int, words: Translations, answer_id: str | None, asked: str | None,
        read_as: str | None, claim: bool = False,
    ) -> Reply:  # fmt: skip
        quotes = answer.quotes if answer.answered else answer.nearest
        if not quotes:
            return not_said(
                answer.missing, answer.degraded is not None, words, asked, read_as, StoredInterpretation.of(answer),
                answer_id, self._pager.is_stale(answer.as_of),
            )  # fmt: skip
        pages = self._pager.pages(words, answer, quotes, chat, answer_id, asked, read_as)
        return first_page([replace(page, claim=claim) for page in pages])

    def _literally(self, shown: ShownAnswer, chat: int, words: Translations) -> Reply:
        """The answer to the question of `shown` with its names and times as they are written, which takes its place."""
        try:
            answer = self._search(shown.meant, self.choices.quotes(chat), literal=True)
        except FilterError as error:  # its outlet is not in this corpus any more
            return about.notice(filter_problem(error, words))
        answer = replace(answer, question=shown.question)
        answer_id = self.memory.add(chat, answer, shown.asked_in, shown.read_as)
        if answer_id is not None and shown.shown_in is not None:
            self.memory.note_message(answer_id, shown.shown_in)
        asked = shown.question if shown.asked_in is None else None
        return self._first_page(answer, chat, words, answer_id, asked, shown.read_as)

    def open(self, answer_id: str, chat: int, words: Translations) -> Reply:
        """The answer that somebody was given elsewhere, for who has its address."""
        shown = self.memory.copy(answer_id, chat)
        quotes = [quote.find(self.archive) for quote in shown.quotes] if shown is not None else []
        if shown is None or not quotes or quotes[0] is None:
            return about.notice(words.say("expired"))
        return first_page(self._pager.pages(words, shown, quotes, chat, shown.id, shown.question, shown.read_as))

    def _completed(self, question: str, chat: int, to: int | None, asked_in: int | None) -> str | None:
        last = self.memory.followed(chat, to, asked_in)
        return self.archive.completed(last.meant, question) if last is not None else None

    def ask_for_all(self, question: str, words: Translations) -> Reply:
        """All pages of the answer to `question` at once; nothing is remembered."""
        hint = about.no_question(question, self.examples, words)
        if hint is not None:
            return hint
        try:
            answer = self._search(question.strip(), self.choices.quotes(0))
        except FilterError as error:
            return about.notice(filter_problem(error, words))
        # The nearest passage shows how far off the articles are; more of them would bury the verdict.
        pages = self._pager.pages(words, answer, answer.quotes or answer.nearest[:1])
        if not pages:
            return self._first_page(answer, 0, words, None, None, None)
        return whole_answer(pages) if answer.form is Form.QUOTES else whole_listing(pages)

    def offers(self, question: str, words: Translations) -> InlineResults:
        """The quotes that answer a question from a chat in which the bot is not; none where the articles do not say.

        Raises:
            FilterError: a filter typed in it cannot be used.
        """
        if about.no_question(question, tuple, words) is not None:
            return InlineResults()
        answer = self.archive.ask(question.strip(), limit=MOST_OFFERED)
        each = tuple(inline_result(quote, words, answer.as_of) for quote in answer.quotes)
        if answer.form is not Form.QUOTES:
            each = (inline_results(self._pager.pages(words, answer, answer.quotes)), *each)
        return InlineResults(each, StoredInterpretation.of(answer))

    def press(self, data: str | None, chat: int, words: Translations) -> Reply | Ask | Refusal | RatingSaved:
        """What a press of the button with `data` in `chat` leads to: the message's new content, a question, or no."""
        press = parse_press(data)
        if press is not None and press.action is Action.EXAMPLE:
            found = next((text for text in self.examples() if about.example_press(text) == data), None)
            return Ask(found) if found is not None else Refusal(words.say("example-expired"))
        shown = self.memory.find(chat, press.id) if press is not None else None
        if press is not None and shown is not None and press.action is Action.LITERAL:
            return self._literally(shown, chat, words)
        if press is None or shown is None or press.number % ALL_FROM >= len(shown.quotes):
            return Refusal(words.say("expired"))
        quotes = [quote.find(self.archive) for quote in shown.quotes]
        asked = shown.question if shown.asked_in is None else None
        pages = self._pager.pages(words, shown, quotes, chat, shown.id, asked, shown.read_as)
        page = next((page for page in pages if page.number == press.number), None)
        if not pages or (page is None and press.number < ALL_FROM):
            return Refusal(words.say("expired"))
        match press.action:
            case Action.CONTEXT if page is not None:
                reply = context_page(page)
                return replace(reply, rows=(*reply.rows, *whole_article_row(page, self._pager.me, chat)))
            case Action.QUOTE:
                return listing_page(pages, press.number - ALL_FROM) if page is None else quote_page(page)
            case _:
                return record_verdict(self._feedback, pages, shown, chat, press, self.archive.stats())

    def forget_me(self, chat: int, words: Translations) -> Reply:
        """Delete all that is kept of a chat, and say what that was."""
        answers = self.memory.forget(chat)
        verdicts = self._feedback.forget(chat) if self._feedback is not None else 0
        watches = self.watches.forget(chat) if self.watches is not None else 0
        self.choices.forget(chat)
        return about.notice(words.say("forgotten", answers=answers, verdicts=verdicts, watches=watches))

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`: all that is kept of it is kept of that."""
        for store in (self.memory, self.choices, self._feedback, self.watches):
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
