"""/forget ARTICLE: an operator excludes an article from the answers, or restores it; a message shows the progress."""

import asyncio
import logging
import time
from typing import Self

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.handlers.admin_notes import (
    ASK,
    DO,
    MOST_LISTED,
    UNDO,
    choose_article,
    confirm_exclusion,
    excluded,
    exclusion_help,
    restored,
)
from bot.handlers.callback_queries import Press
from bot.handlers.commands import arguments
from bot.handlers.services import Services
from bot.support.i18n import Locale
from bot.transport.sender import Sender
from bot.transport.update_parsing import Context
from bot.views.markup import PressResult, Refusal, Reply, notice
from index.records import Article

_log = logging.getLogger(__name__)


class ProgressMessage:
    """A message of the bot's that changes while something goes on.

    Attributes:
        locale: in which it is written.
    """

    def __init__(self, sender: Sender, chat: int, number: int, locale: Locale, activity: str) -> None:
        self.locale = locale
        self._sender = sender
        self._chat = chat
        self._number = number
        self._activity = activity
        self._started = time.monotonic()

    @classmethod
    async def begin(cls, sender: Sender, to: Message, locale: Locale, activity: str) -> Self:
        """Send the message, in reply to the operator's, saying what is being done."""
        number = await sender.send(to.chat.id, notice(activity), to=to.message_id)
        return cls(sender, to.chat.id, number, locale, activity)

    @classmethod
    async def take_over(cls, sender: Sender, chat: int, number: int, locale: Locale, activity: str) -> Self:
        """Say what is being done in a message of the bot's that is there already."""
        progress = cls(sender, chat, number, locale, activity)
        await progress.show(notice(activity))
        return progress

    async def next_step(self, activity: str) -> None:
        """Say what is being done next."""
        self._activity = activity
        await self.show_elapsed()

    async def show_elapsed(self) -> None:
        """Say how long it has taken so far."""
        seconds = round(time.monotonic() - self._started)
        await self.show(notice(self.locale.say("still-indexing", begun=self._activity, seconds=seconds)))

    async def show(self, reply: Reply) -> None:
        """What the message is now; a message that is gone, or that cannot be changed, holds up nothing."""
        try:
            await self._sender.edit(self._chat, self._number, reply)
        except TelegramError as error:
            _log.info("progress was not shown: %s", type(error).__name__)

    async def end(self, reply: Reply) -> None:
        """What the message is from now on; sent anew when it is gone."""
        if not await self._sender.edit(self._chat, self._number, reply):
            await self._sender.send(self._chat, reply)


GONE_WITHIN_S = 60.0
"""Seconds that the bot is given to follow the new index, before it says that an article is gone."""
_LOOK_EVERY_S = 0.2


class ExcludeHandlers:
    """The callbacks for people in ADMIN_IDS; nobody else gets to them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sender = services.sender
        self._archive = services.conversation.archive

    async def command(self, update: Update, context: Context) -> None:
        """/forget: how it is done; with an id, a link or words of a title: whether that article is meant."""
        message = update.effective_message
        if message is None:
            return
        locale = await self._services.locale_of(update)
        wanted = arguments(context)
        if not wanted:
            async with self._sender.typing(message.chat.id):  # a process takes its seconds
                listed = await self._services.index_jobs.excluded()
            await self._services.reply(
                message, exclusion_help(listed.output, locale) if listed.code == 0 else _failed(listed.error, locale)
            )
            return
        found = await self._services.threads.run(self._archive.find, wanted, MOST_LISTED)
        if not found:
            await self._services.reply(message, notice(locale.say("forget-unknown", wanted=locale.isolated(wanted))))
        elif len(found) == 1:
            await self._services.reply(message, confirm_exclusion(found[0], await self._copies(found[0]), locale))
        else:
            await self._services.reply(message, choose_article(found, locale))

    async def press(self, press: Press) -> PressResult | None:
        """A button under an article that may be forgotten, or that was."""
        chat, button, locale = press.chat, press.button, press.locale
        admins = self._services.settings.admin_ids
        if button is None or press.query.from_user.id not in admins or chat.type != ChatType.PRIVATE:
            return Refusal(locale.say("expired"))
        article = await self._services.threads.run(self._archive.article, button.id)
        if article is None and button.number == ASK:
            return Refusal(locale.say("forget-gone"))
        if button.number not in (ASK, DO, UNDO):
            return notice(locale.say("forget-kept"))
        await self._sender.acknowledge(press.query)
        if button.number == UNDO:
            await self._restore(chat.id, press.message, button.id, locale)
        elif button.number == DO:  # also when it is gone: an earlier process may have got no further
            await self._exclude(chat.id, press.message, button.id, locale)
        elif article is not None:
            question = confirm_exclusion(article, await self._copies(article), locale)
            await self._sender.send(chat.id, question, to=press.message)
        return None

    async def _exclude(self, chat: int, number: int, article_id: str, locale: Locale) -> None:
        progress = await ProgressMessage.take_over(self._sender, chat, number, locale, locale.say("forgetting"))
        result = await self._services.index_jobs.exclude(article_id, progress.show_elapsed)
        if result.code != 0:
            await progress.end(_failed(result.error, locale))
            return
        await self._until_gone(article_id)
        await progress.end(excluded(result, locale))

    async def _restore(self, chat: int, number: int, article_id: str, locale: Locale) -> None:
        progress = await ProgressMessage.take_over(self._sender, chat, number, locale, locale.say("recalling"))
        result = await self._services.index_jobs.restore(article_id)
        if result.code != 0:
            await progress.end(_failed(result.error, locale))
            return
        await progress.end(restored(result, await self._services.index_jobs.build(progress.show_elapsed), locale))

    async def _until_gone(self, article_id: str) -> None:
        """Wait until answers come from an index without the article."""
        until = asyncio.get_running_loop().time() + GONE_WITHIN_S
        while await self._services.threads.run(self._archive.article, article_id) is not None:
            if asyncio.get_running_loop().time() > until:
                return
            await asyncio.sleep(_LOOK_EVERY_S)

    async def _copies(self, article: Article) -> tuple[Article, ...]:
        return await self._services.threads.run(self._archive.copies, article.id)


def _failed(why: str, locale: Locale) -> Reply:
    return notice(locale.say("forget-failed", why=locale.isolated(why)))
