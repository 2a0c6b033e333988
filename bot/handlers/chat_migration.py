"""Groups that become supergroups: Telegram gives them another number, under which all that is kept of them goes on."""

import logging

from telegram import Update

from bot.conversation.conversation import Conversation
from bot.handlers.access import Access
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context

_log = logging.getLogger(__name__)


class Moving:
    """The callback for what Telegram says in either chat, and for what it says to a message into the old one.

    Args:
        workers: where the disk is waited for.
        access: lets the new chat in where the old one was.
    """

    def __init__(self, conversation: Conversation, workers: ThreadPools, access: Access) -> None:
        self._conversation = conversation
        self._workers = workers
        self._access = access

    async def recall(self) -> None:
        """Take up which chats had another number before."""
        self._access.former.update(await self._workers.run(self._conversation.choices.former))

    async def message(self, update: Update, _: Context) -> None:
        """The last message of a group, or the first one of a supergroup that was one."""
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self.moved(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await self.moved(message.migrate_from_chat_id, message.chat.id)

    async def moved(self, old: int, new: int) -> None:
        """Keep what is kept of the chat `old` as that of `new`; again and again, it does no harm."""
        self._access.former[new] = old
        await self._workers.run(self._conversation.move, old, new)
        _log.info("group %d became the supergroup %d", old, new)
