"""What the conversation remembers: the answers it has shown; a failing disk never costs an answer."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.state.answer_records import NO_THREAD, StoredAnswer, Thread
from bot.state.answer_store import AnswerStore
from index.records import Answer

_log = logging.getLogger(__name__)

_FOLLOWED_FOR_S = 3600.0


@dataclass(frozen=True, slots=True)
class PreviousAnswer:
    """What an earlier process left of an answer.

    Attributes:
        seen: it was shown.
        maybe_sent_after: it may have been sent, after the message of this number; None when it was not begun.
    """

    seen: bool = False
    maybe_sent_after: int | None = None


class Memory:
    """Remembers the answers that were shown.

    Args:
        store: where they are kept; None (in the terminal) remembers nothing.
    """

    def __init__(self, store: AnswerStore | None) -> None:
        self._store = store

    @property
    def enabled(self) -> bool:
        """Whether anything is remembered."""
        return self._store is not None

    def find(self, chat: int, answer_id: str) -> StoredAnswer | None:
        """The answer with this id, as it was shown in `chat`."""
        return self._store.find(chat, answer_id) if self._store is not None else None

    def copy(self, answer_id: str, chat: int) -> StoredAnswer | None:
        """The answer with this id, wherever it was shown, as one of `chat`."""
        return self._store.copy(answer_id, chat) if self._store is not None else None

    def followed_up(self, chat: int, to: int | None, question_message: int | None) -> StoredAnswer | None:
        """The answer that a new question may lean on.

        It is the one in the message `to`; else, in a private chat, the last one, unless that is long ago.

        Args:
            question_message: number of the message with the new question, whose own answer it is not.
        """
        if self._store is None:
            return None
        with _unharmed("the question before could not be looked up"):
            last = self._store.in_message(chat, to) if to is not None else None
            return self._store.last(chat, _FOLLOWED_FOR_S, question_message) if last is None and chat > 0 else last
        return None

    def quoted_before(self, shown: StoredAnswer, chat: int) -> StoredAnswer | None:
        """`shown`, or in a private chat the last answer before it, that has a sentence which answers, or may."""
        if shown.answered or shown.interpretation.may_say:
            return shown
        if self._store is not None and chat > 0:
            with _unharmed("the answer before could not be looked up"):
                return self._store.last(chat, _FOLLOWED_FOR_S, quoted=True)
        return None

    def add(
        self, chat: int, answer: Answer, question_message: int | None, read_as: str | None, claim: bool = False,
        thread: Thread = NO_THREAD,
    ) -> str | None:  # fmt: skip
        """Remember an answer; returns its id, None where none is kept."""
        if self._store is not None:
            with _unharmed("an answer could not be remembered"):  # it goes out without buttons
                return self._store.add(chat, answer, question_message, read_as, claim, thread)
        return None

    def previous_answer(self, chat: int, question: str, question_message: int | None, under: int = 0) -> PreviousAnswer:
        """What is known of an answer that an earlier process may have given.

        Args:
            question_message: number of the message with the question; None for an example, pressed in `under`.
        """
        if self._store is None:
            return PreviousAnswer()
        with _unharmed("whether a question was answered before could not be looked up"):
            if question_message is not None and self._store.notice(chat, question_message) is not None:
                return PreviousAnswer(seen=True)
            shown = (
                self._store.unseen(chat, question)
                if question_message is None
                else self._store.to_message(chat, question_message)
            )
            if shown is None or shown.question != question.strip():
                return PreviousAnswer()
            last = max(question_message or under, self._store.last_shown(chat))
            return PreviousAnswer(seen=shown.answer_message is not None, maybe_sent_after=last)
        return PreviousAnswer()

    def note_message(self, answer_id: str, message: int) -> None:
        """Remember in which message an answer is to be seen, so that an edited question can change it."""
        if self._store is not None:
            with _unharmed("a message number could not be remembered"):  # only an edit of the question will not find it
                self._store.shown(answer_id, message)

    def note_notice(self, chat: int, question_message: int, message: int) -> None:
        """Remember in which message a question is told why it has no answer, so that its edit can change that."""
        if self._store is not None:
            with _unharmed("a message number could not be remembered"):
                self._store.note_notice(chat, question_message, message)

    def message_to_change(self, chat: int, question_message: int, question: str) -> int | None:
        """The message that says why `question_message` has no answer, or that answers it, if that has changed."""
        if self._store is None:
            return None
        notice = self._store.notice(chat, question_message)
        if notice is not None:
            return notice
        shown = self._store.to_message(chat, question_message)
        if shown is None:
            return None
        # A process may have ended between finding the new answer and showing it.
        return shown.replaces or (shown.answer_message if shown.question != question.strip() else None)

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`."""
        if self._store is not None:
            self._store.move(old, new)

    def forget(self, chat: int) -> int:
        """Delete the answers of a chat; returns how many there were."""
        return self._store.forget(chat) if self._store is not None else 0

    def forget_old(self) -> None:
        """Delete what is older than the retention."""
        if self._store is not None:
            self._store.forget_old()


@contextmanager
def _unharmed(failure: str) -> Iterator[None]:
    """Log that the disk failed, as a full one does, and go on: it must not cost an answer."""
    try:
        yield
    except sqlite3.Error:
        _log.exception("%s", failure)
