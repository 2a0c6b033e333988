"""Access control: who may ask, who may administer a group; and groups that migrate to supergroups with a new id."""

import logging
from dataclasses import dataclass, field

from telegram import Chat, Update, User
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.conversation.conversation import Conversation
from bot.support.i18n import locale_for
from bot.support.thread_pools import ThreadPool
from bot.transport.sender import Sender
from bot.transport.update_parsing import Context, language_of
from bot.views.markup import notice

_log = logging.getLogger(__name__)
_ADMINISTRATORS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


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

    def admits_alerts(self, chat: int) -> bool:
        """Whether alerts may be sent to a chat, which has not asked just now.

        A group in which only some people are let in is: one of them asked for it.
        """
        known = self._numbers(chat)
        return not known & self.blocked and (not self.allowed or bool(known & self.allowed) or chat < 0)

    def _numbers(self, chat: int | None) -> set[int | None]:
        return {chat} if chat is None or chat not in self.former else {chat, self.former[chat]}


class AccessGuard:
    """The callback before all others: ends the updates of those who are not let in."""

    def __init__(self, access: Access, sender: Sender) -> None:
        self._access = access
        self._sender = sender

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
            locale = locale_for(language_of(person))
            await self._sender.respond(message, notice(locale.say("not-open", chat=str(chat_id))))
        raise ApplicationHandlerStop


async def may_administer(chat: Chat, person: User | None, sent_as: Chat | None = None) -> bool:
    """Whether a person may administer a chat: anybody in a private one, administrators in a group.

    Args:
        sent_as: the chat in whose name the person writes; administrators may stay anonymous by writing in the group's.
    """
    if chat.type == chat.PRIVATE or (sent_as is not None and sent_as.id == chat.id):
        return True
    if person is None:
        return False
    try:
        member = await chat.get_member(person.id)
    except TelegramError as error:
        _log.info("whether a person is an administrator was not found out: %s", type(error).__name__)
        return False
    return member.status in _ADMINISTRATORS


class ChatMigration:
    """The callback for what Telegram says in either chat, and for what it says to a message into the old one.

    Args:
        threads: where the disk is waited for.
        access: lets the new chat in where the old one was.
    """

    def __init__(self, conversation: Conversation, threads: ThreadPool, access: Access) -> None:
        self._conversation = conversation
        self._threads = threads
        self._access = access

    async def load(self) -> None:
        """Load which chats had another number before."""
        self._access.former.update(await self._threads.run(self._conversation.settings_menu.former))

    async def message(self, update: Update, _: Context) -> None:
        """The last message of a group, or the first one of a supergroup that was one."""
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self.migrate(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await self.migrate(message.migrate_from_chat_id, message.chat.id)

    async def migrate(self, old: int, new: int) -> None:
        """Keep what is kept of the chat `old` as that of `new`; again and again, it does no harm."""
        self._access.former[new] = old
        await self._threads.run(self._conversation.move, old, new)
        _log.info("group %d became the supergroup %d", old, new)
