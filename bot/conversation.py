"""The conversation, wherever it is held: questions, commands and presses in, replies out. Synchronous, thread-safe."""

import logging
import sqlite3
import time
from dataclasses import dataclass

from bot import about, words
from bot.answers import ShownAnswer, ShownAnswers
from bot.presses import Action, parse_press
from bot.replies import Page, Reply, context_page, not_said, quote_page, whole_answer
from index.records import Answer, Quote
from index.serving import AnyArchive

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply to a question; `answer_id` is None where nothing was remembered about it."""

    reply: Reply
    answer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A press that asks `question`."""

    question: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A press that cannot be obeyed, and why, in words of at most 200 characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier process left of an answer.

    Attributes:
        seen: it was shown.
        perhaps_after: it may have been sent, after the message of this number; None when it was not begun.
    """

    seen: bool = False
    perhaps_after: int | None = None


class Conversation:
    """What the bot says, from an open archive and the memory of what it has shown.

    Args:
        archive: closed by its owner.
        shown: where answers are remembered; None (in the terminal) remembers nothing.
        quotes_per_answer: at most so many quotes, or nearest passages, in one answer.
        retention_days: as `shown` keeps answers; only said here.
    """

    def __init__(
        self, archive: AnyArchive, shown: ShownAnswers | None, quotes_per_answer: int, retention_days: int
    ) -> None:
        self._archive = archive
        self._shown = shown
        self._limit = quotes_per_answer
        self._retention_days = retention_days

    def examples(self) -> tuple[str, ...]:
        """Questions that the corpus answers."""
        return self._archive.examples()

    def start(self) -> Reply:
        """The first words."""
        return about.start(self._archive.stats(), self.examples())

    def help(self) -> Reply:
        """How to ask."""
        return about.help_(in_terminal=self._shown is None)

    def sources(self) -> Reply:
        """What is indexed."""
        return about.sources(self._archive.stats())

    def privacy(self) -> Reply:
        """What is stored."""
        return about.terminal_privacy() if self._shown is None else about.privacy(self._retention_days)

    def not_text(self) -> Reply:
        """To a message without words."""
        return about.notice(words.NOT_TEXT)

    def unknown_command(self) -> Reply:
        """To a command that there is not."""
        return about.notice(words.UNKNOWN_COMMAND)

    def ask(self, question: str, chat: int, asked_in: int | None = None) -> Answered:
        """The first page of the answer to `question`, remembered for its buttons.

        Args:
            question: as the person wrote it; what is no question gets a hint.
            chat: number of the chat, the only one whose presses will be obeyed.
            asked_in: number of the message with the question; None when the person has not written it (an example),
                and the answer then begins with the question.
        """
        question = question.strip()
        hint = about.no_question(question, self.examples)
        if hint is not None:
            return Answered(hint)
        answer = self._search(question)
        answer_id = self._remember(chat, answer, asked_in)
        asked = question if asked_in is None else None
        quotes = answer.quotes if answer.answered else answer.nearest
        if not quotes:
            return Answered(not_said(answer.missing, answer.degraded is not None, asked), answer_id)
        page = _page(answer, quotes[0], 0, len(quotes), answer_id, asked)
        return Answered(quote_page(page), answer_id)

    def ask_for_all(self, question: str) -> Reply:
        """All pages of the answer to `question` at once; nothing is remembered."""
        hint = about.no_question(question, self.examples)
        if hint is not None:
            return hint
        answer = self._search(question.strip())
        if not answer.answered:
            # The nearest passage shows how far off the articles are; more of them would bury the verdict.
            pages = [_page(answer, quote, 0, 1) for quote in answer.nearest[:1]]
        else:
            pages = [_page(answer, quote, i, len(answer.quotes)) for i, quote in enumerate(answer.quotes)]
        return whole_answer(pages) if pages else not_said(answer.missing, answer.degraded is not None)

    def press(self, data: str | None, chat: int) -> Reply | Ask | Refusal:
        """What a press of the button with `data` in `chat` leads to: the message's new content, a question, or no."""
        press = parse_press(data)
        if press is not None and press.action is Action.EXAMPLE:
            found = next((text for text in self.examples() if about.example_press(text) == data), None)
            return Ask(found) if found is not None else Refusal(words.EXAMPLE_EXPIRED)
        shown = self._shown.find(chat, press.id) if press is not None and self._shown is not None else None
        if press is None or shown is None or press.number >= len(shown.quotes):
            return Refusal(words.EXPIRED)
        quote = shown.quotes[press.number].find(self._archive)
        if quote is None:
            return Refusal(words.EXPIRED)
        asked = shown.question if shown.asked_in is None else None
        page = _page(shown, quote, press.number, len(shown.quotes), shown.id, asked)
        return context_page(page) if press.action is Action.CONTEXT else quote_page(page)

    def before(self, chat: int, asked_in: int, question: str) -> Before:
        """What is known of an answer to the message `asked_in`, should it have been answered before."""
        shown = self._shown.to_message(chat, asked_in) if self._shown is not None else None
        if self._shown is None or shown is None or shown.question != question.strip():
            return Before()
        return Before(seen=shown.shown_in is not None, perhaps_after=max(asked_in, self._shown.last_shown(chat)))

    def note_message(self, answer_id: str, message: int) -> None:
        """Remember in which message an answer is to be seen, so that an edited question can change it."""
        if self._shown is None:
            return
        try:
            self._shown.shown(answer_id, message)
        except sqlite3.Error:
            # The answer is there to be seen; only an edit of its question will not find it.
            _log.exception("a message number could not be remembered")

    def message_to_change(self, chat: int, asked_in: int, question: str) -> int | None:
        """The message that answers `asked_in`, if it was answered and now asks something else."""
        shown = self._shown.to_message(chat, asked_in) if self._shown is not None else None
        return shown.shown_in if shown is not None and shown.question != question.strip() else None

    def forget_old(self) -> None:
        """Delete what is older than the retention."""
        if self._shown is not None:
            self._shown.forget_old()

    def _search(self, question: str) -> Answer:
        begun = time.monotonic()
        answer = self._archive.ask(question, limit=self._limit)
        _log.info(
            "asked: %d characters, %d quotes, %d nearest, %.0f ms%s",
            len(question), len(answer.quotes), len(answer.nearest), (time.monotonic() - begun) * 1000,
            ", degraded" if answer.degraded is not None else "",
        )  # fmt: skip
        return answer

    def _remember(self, chat: int, answer: Answer, asked_in: int | None) -> str | None:
        if self._shown is None:
            return None
        try:
            return self._shown.add(chat, answer, asked_in)
        except sqlite3.Error:
            # A full disk must not cost the answer: it goes out without buttons.
            _log.exception("an answer could not be remembered")
            return None


def _page(
    answer: Answer | ShownAnswer,
    quote: Quote,
    number: int,
    count: int,
    answer_id: str | None = None,
    asked: str | None = None,
) -> Page:
    degraded = answer.degraded if isinstance(answer, ShownAnswer) else answer.degraded is not None
    return Page(quote, number, count, answer.answered, answer.missing, degraded, answer_id, asked)
