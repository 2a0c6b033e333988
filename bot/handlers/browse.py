"""The callbacks of /latest, /sources, /article and /digest and of the buttons there."""

from collections.abc import Callable
from typing import TypeAlias

from telegram import Message, Update

from bot.conversation.browse import ArticleListings, Below
from bot.conversation.memory import Memory
from bot.handlers.questions import QuestionHandlers
from bot.support.i18n import Translations
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context, language_of, thread_of
from bot.transport.sender import Sender
from bot.views.replies import Reply
from bot.views.results import RatingSaved, Refusal

_Show: TypeAlias = Callable[[str, int, Translations], Reply]


class BrowseHandlers:
    """Shows lists and articles; pages are turned in place, what is opened comes as a message of its own.

    Args:
        workers: where the archive is read.
        questions: among which a digest, which searches, has its turn.
        words: in which language to speak: for a chat, and the code of a person's language.
        memory: told in which message a digest is to be seen.
    """

    def __init__(
        self, library: ArticleListings, delivery: Sender, workers: ThreadPools, questions: QuestionHandlers,
        words: Callable[[int, str | None], Translations], memory: Memory,
    ) -> None:  # fmt: skip
        self._library = library
        self._delivery = delivery
        self._workers = workers
        self._searched = questions.searched
        self._words = words
        self._memory = memory

    async def latest(self, update: Update, context: Context) -> None:
        """/latest, and which ones."""
        await self._show(update, context, self._library.latest)

    async def sources(self, update: Update, context: Context) -> None:
        """/sources, and part of a name."""
        await self._show(update, context, self._library.sources)

    async def article(self, update: Update, context: Context) -> None:
        """/article and its name or id."""
        await self._show(update, context, self._library.article)

    async def digest(self, update: Update, context: Context) -> None:
        """/digest and a place, a time or both."""
        message = update.effective_message
        if message is None:
            return
        chat, number, thread = message.chat.id, message.message_id, thread_of(message)
        words = await self._workers.run(self._words, chat, language_of(update.effective_user))
        async with self._delivery.typing(chat, thread):
            found = await self._searched(self._library.digest, _given(context), chat, words, number)
        sent = await self._delivery.send(chat, found.reply, to=number, thread=thread)
        if found.answer_id is not None:
            await self._workers.run(self._memory.note_message, found.answer_id, sent)

    async def press(self, update: Update, _: Context) -> None:
        """A button of these lists and articles."""
        query = update.callback_query
        if query is None:
            return
        if query.message is None:
            await self._delivery.acknowledge(query)
            return
        chat, number = query.message.chat.id, query.message.message_id
        words = await self._workers.run(self._words, chat, language_of(query.from_user))
        outcome = await self._workers.run(self._library.press, query.data, chat, words)
        match outcome:
            case Refusal(text):
                await self._delivery.acknowledge(query, text)
            case Below(reply):
                await self._delivery.acknowledge(query)
                thread = thread_of(query.message) if isinstance(query.message, Message) else None
                await self._delivery.send(chat, reply, thread=thread, after=number)
            case RatingSaved(text, reply):
                await self._delivery.acknowledge(query, text, before_eyes=False)
                await self._delivery.edit(chat, number, reply)
            case Reply():
                await self._delivery.acknowledge(query)
                await self._delivery.edit(chat, number, outcome)

    async def _show(self, update: Update, context: Context, show: _Show) -> None:
        message = update.effective_message
        if message is None:
            return
        chat = message.chat.id
        words = await self._workers.run(self._words, chat, language_of(update.effective_user))
        await self._delivery.respond(message, await self._workers.run(show, _given(context), chat, words))


def _given(context: Context) -> str:
    return " ".join(context.args or ())
