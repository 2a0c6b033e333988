"""What the conversation remembers of its answers, where it remembers any; a failing disk never costs an answer."""

import logging
import sqlite3

from bot.state.answers import ShownAnswer, ShownAnswers
from bot.views.results import PreviousAnswer
from index.records import Answer

_log = logging.getLogger(__name__)

_FOLLOWED_FOR_S = 3600.0


class Memory:
    """The answers shown, or nothing in the terminal.

    Args:
        shown: where answers are remembered; None remembers nothing.
    """

    def __init__(self, shown: ShownAnswers | None) -> None:
        self._shown = shown

    @property
    def kept(self) -> bool:
        """Whether anything is remembered."""
        return self._shown is not None

    def find(self, chat: int, answer_id: str) -> ShownAnswer | None:
        """The answer with this id, as it was shown in `chat`."""
        return self._shown.find(chat, answer_id) if self._shown is not None else None

    def copy(self, answer_id: str, chat: int) -> ShownAnswer | None:
        """The answer with this id, wherever it was shown, as one of `chat`."""
        return self._shown.copy(answer_id, chat) if self._shown is not None else None

    def followed(self, chat: int, to: int | None, asked_in: int | None) -> ShownAnswer | None:
        """The answer that a new question may lean on.

        It is the one in the message `to`; else, in a private chat, the last one, unless that is long ago.

        Args:
            asked_in: number of the message with the new question, whose own answer it is not.
        """
        if self._shown is None:
            return None
        try:
            last = self._shown.in_message(chat, to) if to is not None else None
            if last is None and chat > 0:
                last = self._shown.last(chat, _FOLLOWED_FOR_S, asked_in)
        except sqlite3.Error:
            _log.exception("the question before could not be looked up")
            return None
        return last

    def add(self, chat: int, answer: Answer, asked_in: int | None, read_as: str | None) -> str | None:
        """Remember an answer; returns its id, None where none is kept."""
        if self._shown is None:
            return None
        try:
            return self._shown.add(chat, answer, asked_in, read_as)
        except sqlite3.Error:
            # A full disk must not cost the answer: it goes out without buttons.
            _log.exception("an answer could not be remembered")
            return None

    def before(self, chat: int, question: str, asked_in: int | None, under: int = 0) -> PreviousAnswer:
        """What is known of an answer that an earlier process may have given.

        Args:
            asked_in: number of the message with the question; None for an example, pressed in the message `under`.
        """
        if self._shown is None:
            return PreviousAnswer()
        try:
            if asked_in is not None and self._shown.notice(chat, asked_in) is not None:
                return PreviousAnswer(seen=True)
            shown = self._shown.unseen(chat, question) if asked_in is None else self._shown.to_message(chat, asked_in)
            if shown is None or shown.question != question.strip():
                return PreviousAnswer()
            last = max(asked_in or under, self._shown.last_shown(chat))
            return PreviousAnswer(seen=shown.shown_in is not None, perhaps_after=last)
        except sqlite3.Error:
            _log.exception("whether a question was answered before could not be looked up")
            return PreviousAnswer()

    def note_message(self, answer_id: str, message: int) -> None:
        """Remember in which message an answer is to be seen, so that an edited question can change it."""
        if self._shown is None:
            return
        try:
            self._shown.shown(answer_id, message)
        except sqlite3.Error:
            # The answer is there to be seen; only an edit of its question will not find it.
            _log.exception("a message number could not be remembered")

    def note_notice(self, chat: int, asked_in: int, message: int) -> None:
        """Remember in which message a question is told why it has no answer, so that its edit can change that."""
        if self._shown is None:
            return
        try:
            self._shown.note_notice(chat, asked_in, message)
        except sqlite3.Error:
            _log.exception("a message number could not be remembered")

    def message_to_change(self, chat: int, asked_in: int, question: str) -> int | None:
        """The message that says why `asked_in` has no answer, or that answers it, if it now asks something else."""
        if self._shown is None:
            return None
        notice = self._shown.notice(chat, asked_in)
        if notice is not None:
            return notice
        shown = self._shown.to_message(chat, asked_in)
        if shown is None:
            return None
        # A process may have ended between finding the new answer and showing it.
        return shown.replaces or (shown.shown_in if shown.question != question.strip() else None)

    def move(self, old: int, new: int) -> None:
        """The chat `old` is now `new`."""
        if self._shown is not None:
            self._shown.move(old, new)

    def forget(self, chat: int) -> int:
        """Delete the answers of a chat; returns how many there were."""
        return self._shown.forget(chat) if self._shown is not None else 0

    def forget_old(self) -> None:
        """Delete what is older than the retention."""
        if self._shown is not None:
            self._shown.forget_old()
