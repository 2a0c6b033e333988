"""/forget ARTICLE: what an operator has left out of the answers, and takes back."""

import asyncio
import logging
import time
from collections.abc import Collection
from typing import Self

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.conversation.conversation import Conversation
from bot.support.i18n import Translations
from bot.support.index_processes import IndexJobs
from bot.support.threads import ThreadPools
from bot.transport.sender import Sender
from bot.transport.update_parsing import Context, language_of
from bot.views import help as about
from bot.views.admin_notes import ASK, DO, MOST_LISTED, UNDO, ask_whether, choose, forgot, how_to_forget, recalled
from bot.views.buttons import parse_press
from bot.views.markup import Reply
from index.records import Article

_log = logging.getLogger(__name__)


class ProgressMessage:
    """A message of the bot's that changes while something goes on.

    Attributes:
        words: in which it is written.
    """

    def __init__(self, delivery: Sender, chat: int, number: int, words: Translations, doing: str) -> None:
        self.words = words
        self._delivery = delivery
        self._chat = chat
        self._number = number
        self._doing = doing
        self._started = time.monotonic()

    @classmethod
    async def begin(cls, delivery: Sender, to: Message, words: Translations, doing: str) -> Self:
        """Send the message, in reply to the operator's, saying what is being done."""
        number = await delivery.send(to.chat.id, about.notice(doing), to=to.message_id)
        return cls(delivery, to.chat.id, number, words, doing)

    @classmethod
    async def take_over(cls, delivery: Sender, chat: int, number: int, words: Translations, doing: str) -> Self:
        """Say what is being done in a message of the bot's that is there already."""
        progress = cls(delivery, chat, number, words, doing)
        await progress.show(about.notice(doing))
        return progress

    async def go_on(self, doing: str) -> None:
        """Say what is being done next."""
        self._doing = doing
        await self.tell()

    async def tell(self) -> None:
        """Say how long it has taken so far."""
        seconds = round(time.monotonic() - self._started)
        await self.show(about.notice(self.words.say("still-indexing", begun=self._doing, seconds=seconds)))

    async def show(self, reply: Reply) -> None:
        """What the message is now; a message that is gone, or that cannot be changed, holds up nothing."""
        try:
            await self._delivery.edit(self._chat, self._number, reply)
        except TelegramError as error:
            _log.info("progress was not shown: %s", type(error).__name__)

    async def end(self, reply: Reply) -> None:
        """What the message is from now on; sent anew when it is gone."""
        if not await self._delivery.edit(self._chat, self._number, reply):
            await self._delivery.send(self._chat, reply)


GONE_WITHIN_S = 60.0
"""Seconds that the bot is given to follow the new index, before it says that an article is gone."""
_LOOK_EVERY_S = 0.2


class ExcludeHandlers:
    """The callbacks for people in ADMIN_IDS; nobody else gets to them."""

    def __init__(
        self,
        conversation: Conversation,
        delivery: Sender,
        workers: ThreadPools,
        indexing: IndexJobs,
        people: Collection[int],
    ) -> None:
        self._conversation = conversation
        self._delivery = delivery
        self._workers = workers
        self._indexing = indexing
        self._people = frozenset(people)

    async def command(self, update: Update, context: Context) -> None:
        """/forget: how it is done; with an id, a link or words of a title: whether that article is meant."""
        message = update.effective_message
        if message is None:
            return
        words = await self._words(message.chat.id, language_of(message.from_user))
        wanted = " ".join(context.args or ())
        if not wanted:
            listed = await self._indexing.forgotten()
            await self._say(
                message, how_to_forget(listed.said, words) if listed.code == 0 else _failed(listed.why, words)
            )
            return
        found = await self._workers.run(self._conversation.archive.find, wanted, MOST_LISTED)
        if not found:
            await self._say(message, about.notice(words.say("forget-unknown", wanted=words.isolated(wanted))))
        elif len(found) == 1:
            await self._say(message, ask_whether(found[0], await self._copies(found[0]), words))
        else:
            await self._say(message, choose(found, words))

    async def press(self, update: Update, _: Context) -> None:
        """A button under an article that may be forgotten, or that was."""
        query = update.callback_query
        press = parse_press(query.data) if query is not None else None
        if query is None or query.message is None or press is None:
            return
        chat, number = query.message.chat, query.message.message_id
        words = await self._words(chat.id, query.from_user.language_code)
        if query.from_user.id not in self._people or chat.type != ChatType.PRIVATE:
            await self._delivery.acknowledge(query, words.say("expired"))
            return
        article = await self._workers.run(self._conversation.archive.article, press.id)
        if article is None and press.number == ASK:
            await self._delivery.acknowledge(query, words.say("forget-gone"))
            return
        await self._delivery.acknowledge(query)
        if press.number == UNDO:
            await self._recall(chat.id, number, press.id, words)
        elif press.number == DO:  # also when it is gone: an earlier process may have got no further
            await self._forget(chat.id, number, press.id, words)
        elif article is not None and press.number == ASK:
            await self._delivery.send(chat.id, ask_whether(article, await self._copies(article), words), to=number)
        else:
            await self._delivery.edit(chat.id, number, about.notice(words.say("forget-kept")))

    async def _forget(self, chat: int, number: int, article_id: str, words: Translations) -> None:
        progress = await ProgressMessage.take_over(self._delivery, chat, number, words, words.say("forgetting"))
        ran = await self._indexing.forget(article_id, progress.tell)
        if ran.code != 0:
            await progress.end(_failed(ran.why, words))
            return
        await self._until_gone(article_id)
        await progress.end(forgot(ran, words))

    async def _recall(self, chat: int, number: int, article_id: str, words: Translations) -> None:
        progress = await ProgressMessage.take_over(self._delivery, chat, number, words, words.say("recalling"))
        ran = await self._indexing.recall(article_id)
        if ran.code != 0:
            await progress.end(_failed(ran.why, words))
            return
        await progress.end(recalled(ran, await self._indexing.build(progress.tell), words))

    async def _until_gone(self, article_id: str) -> None:
        """Wait until answers come from an index without the article."""
        until = asyncio.get_running_loop().time() + GONE_WITHIN_S
        while await self._workers.run(self._conversation.archive.article, article_id) is not None:
            if asyncio.get_running_loop().time() > until:
                return
            await asyncio.sleep(_LOOK_EVERY_S)

    async def _copies(self, article: Article) -> tuple[Article, ...]:
        return await self._workers.run(self._conversation.archive.copies, article.id)

    async def _words(self, chat: int, language_code: str | None) -> Translations:
        return await self._workers.run(self._conversation.choices.words, chat, language_code)

    async def _say(self, message: Message, reply: Reply) -> None:
        await self._delivery.send(message.chat.id, reply, to=message.message_id)


def _failed(why: str, words: Translations) -> Reply:
    return about.notice(words.say("forget-failed", why=words.isolated(why)))
