"""What all handlers share, made once when the bot is built; and the one way to find a chat's language."""

from dataclasses import dataclass

from telegram import Message, Update

from bot.conversation.conversation import Conversation
from bot.handlers.access import Access
from bot.support.i18n import Locale
from bot.support.index_subprocesses import IndexJobs
from bot.support.metrics import Metrics
from bot.support.settings import Settings
from bot.support.thread_pools import SearchPool, ThreadPool
from bot.transport.sender import Sender
from bot.transport.update_parsing import language_of
from bot.views.markup import Reply


@dataclass(frozen=True, slots=True)
class Services:
    """What all handlers work with.

    Attributes:
        conversation: what the bot says; to be called on `threads`, or on `searches` where it searches.
        sender: sends and edits messages.
        access: who is let in.
        threads: for what only waits for disks, so that it never waits behind questions.
        searches: for what searches.
        index_jobs: builds of the index.
        metrics: told of every question.
    """

    settings: Settings
    conversation: Conversation
    sender: Sender
    access: Access
    threads: ThreadPool
    searches: SearchPool
    index_jobs: IndexJobs
    metrics: Metrics

    async def locale(self, chat: int, language_code: str | None) -> Locale:
        """In the language that a chat has chosen, else in the one whose code is given.

        Args:
            chat: a person's number is that of their private chat.
            language_code: of the person, as Telegram tells it.
        """
        return await self.threads.run(self.conversation.settings_menu.locale, chat, language_code)

    async def locale_of(self, update: Update) -> Locale:
        """As `locale`, for the chat of an update; in a group the language code is that of the person who asks."""
        chat = update.effective_chat
        return await self.locale(chat.id if chat is not None else 0, language_of(update.effective_user))

    async def reply(self, message: Message, reply: Reply) -> None:
        """Send a reply to a message, in every chat shown as one."""
        await self.sender.send(message.chat.id, reply, to=message.message_id)
