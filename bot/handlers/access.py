"""Who may ask: chats that are let in, and people who are not; and who may decide for a group."""

import logging
from dataclasses import dataclass, field

from telegram import Bot, Chat, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.support.i18n import translations_for
from bot.transport.addressing import Context, language_of
from bot.transport.sender import Sender
from bot.views import help as about

_log = logging.getLogger(__name__)

_IN_CHARGE = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Access:
    """What the operator has set.

    Attributes:
        allowed: numbers of the chats, or of the people, that are let in; none lets in everybody.
        blocked: numbers of people who are not, wherever they write.
        former: by the number of each chat that had another one, that number, under which the operator may know it.
    """

    allowed: frozenset[int]
    blocked: frozenset[int]
    former: dict[int, int] = field(default_factory=dict)

    def admits(self, chat: int | None, person: int | None) -> bool:
        """Whether an update of this person in this chat is dealt with."""
        known = self._numbers(chat) | {person}
        return not known & self.blocked and (not self.allowed or bool(known & self.allowed))

    def admits_watches(self, chat: int) -> bool:
        """Whether a chat may be written to without having asked just now.

        A group in which only some people are let in is: one of them asked for it.
        """
        known = self._numbers(chat)
        return not known & self.blocked and (not self.allowed or bool(known & self.allowed) or chat < 0)

    def _numbers(self, chat: int | None) -> set[int | None]:
        return {chat} if chat is None or chat not in self.former else {chat, self.former[chat]}


class AccessGuard:
    """The callback that comes before all others."""

    def __init__(self, access: Access, delivery: Sender) -> None:
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
            words = translations_for(language_of(person))
            await self._delivery.respond(message, about.notice(words.say("not-open", chat=str(chat_id))))
        raise ApplicationHandlerStop


async def is_in_charge(bot: Bot, chat: Chat, person: int | None, sent_as: Chat | None = None) -> bool:
    """Whether a person decides for a chat: anybody in a private one, administrators in a group.

    Args:
        sent_as: the chat in whose name the person writes; administrators may stay anonymous by writing in the group's.
    """
    if chat.type == chat.PRIVATE or (sent_as is not None and sent_as.id == chat.id):
        return True
    if person is None:
        return False
    try:
        member = await bot.get_chat_member(chat.id, person)
    except TelegramError as error:
        _log.info("whether a person is an administrator was not found out: %s", type(error).__name__)
        return False
    return member.status in _IN_CHARGE
