"""/forget ARTICLE: what an operator has left out of the answers, and takes back."""

import asyncio
from collections.abc import Collection

from telegram import Message, Update
from telegram.constants import ChatType

from bot.conversation.conversation import Conversation
from bot.handlers.progress import ProgressMessage
from bot.support.i18n import Translations
from bot.support.index_jobs import IndexJobs
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context, language_of
from bot.transport.sender import Sender
from bot.views import help as about
from bot.views.admin_notes import ASK, DO, MOST_LISTED, UNDO, ask_whether, choose, forgot, how_to_forget, recalled
from bot.views.callback_data import parse_press
from bot.views.replies import Reply
from index.records import Article

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
