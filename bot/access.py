"""Who may ask: chats that are let in, and people who are not."""

import logging
from dataclasses import dataclass

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot import about
from bot.addressing import Context, language_of
from bot.delivery import Delivery
from bot.words import words_for

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Access:
    """What the operator has set.

    Attributes:
        allowed: numbers of the chats, or of the people, that are let in; none lets in everybody.
        blocked: numbers of people who are not, wherever they write.
    """

    allowed: frozenset[int]
    blocked: frozenset[int]

    def admits(self, chat: int | None, person: int | None) -> bool:
        """Whether an update of this person in this chat is dealt with."""
        if person in self.blocked or chat in self.blocked:
            return False
        return not self.allowed or chat in self.allowed or person in self.allowed

    def admits_watches(self, chat: int) -> bool:
        """Whether a chat may be written to without having asked just now.

        A group in which only some people are let in is: one of them asked for it.
        """
        return chat not in self.blocked and (not self.allowed or chat in self.allowed or chat < 0)


class Doorkeeper:
    """The callback that comes before all others."""

    def __init__(self, access: Access, delivery: Delivery) -> None:
        self._access = access
        self._delivery = delivery

    async def admit(self, update: Update, _: Context) -> None:
        """Let the update through, or end it here; who writes /start in private learns why, and their number.

        Raises:
            ApplicationHandlerStop: it ends here.
        """
        chat, person = update.effective_chat, update.effective_user
        chat_id, person_id = (known.id if known is not None else None for known in (chat, person))
        if self._access.admits(chat_id, person_id):
            return
        _log.info("chat %s is not let in", chat_id)
        message = update.message
        starts = message is not None and (message.text or "").startswith("/start")
        private = chat is not None and chat.type == chat.PRIVATE and chat.id not in self._access.blocked
        if message is not None and starts and private:
            words = words_for(language_of(person))
            await self._delivery.respond(message, about.notice(words.say("not-open", chat=str(chat_id))))
        raise ApplicationHandlerStop
