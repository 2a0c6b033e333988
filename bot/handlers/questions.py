"""Questions in Telegram: each is answered off the loop at its turn, in time or with the word that it took too long."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar

from telegram import CallbackQuery, Message, Update

from bot.conversation.conversation import Conversation
from bot.conversation.inline_results import InlineResults
from bot.support.i18n import Translations
from bot.support.metrics import Metrics, Outcome
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context, is_claim, language_of, question_in, replied_to, thread_of
from bot.transport.sender import Sender
from bot.views import help as about
from bot.views.replies import late
from bot.views.results import Answered

_log = logging.getLogger(__name__)
_Args = ParamSpec("_Args")
_Result = TypeVar("_Result")


class QuestionHandlers:
    """Answers what is asked: in a message, by its edit, by an example's button, or from another chat.

    Args:
        workers: where what does not search is run, which only waits for disks.
        searches: so many threads as questions are searched at the same time.
        metrics: told of every question.
        deadline_s: seconds that a question is given.
    """

    def __init__(
        self, conversation: Conversation, delivery: Sender, workers: ThreadPools, searches: ThreadPools,
        metrics: Metrics, deadline_s: float,
    ) -> None:  # fmt: skip
        self._conversation = conversation
        self._delivery = delivery
        self._workers = workers
        self._searches = searches
        self._metrics = metrics
        self._places = asyncio.Semaphore(searches.threads)
        self._deadline_s = deadline_s

    async def question(self, update: Update, context: Context) -> None:
        """A text, a caption or /ask: answer it if it is meant for the bot."""
        message = update.effective_message
        question = question_in(message, context.bot.bot) if message is not None else None
        if message is None or question is None:
            return
        chat, thread, number = message.chat.id, thread_of(message), message.message_id
        before = await self._workers.run(self._conversation.memory.before, chat, question, number)
        if before.seen:
            return
        words = await self._words(chat, language_of(update.effective_user))
        with self._measured() as outcomes:
            async with self._delivery.typing(chat, thread):
                answered = await self._answer(question, chat, words, number, replied_to(message), is_claim(message))
            reply = late(answered.reply, datetime.now(UTC) - message.date, words)
            sent = await self._delivery.send(chat, reply, to=number, thread=thread, perhaps_after=before.perhaps_after)
            outcomes.append(answered.outcome)
        await self._note(answered, chat, number, sent)

    async def edited(self, update: Update, context: Context) -> None:
        """An edited question that got an answer, or the word why not: that changes in place. Others change nothing."""
        message = update.edited_message
        question = question_in(message, context.bot.bot) if message is not None else None
        if message is None or not question:
            return
        chat, thread = message.chat.id, thread_of(message)
        old = await self._workers.run(self._conversation.memory.message_to_change, chat, message.message_id, question)
        if old is None:
            return
        words = await self._words(chat, language_of(update.effective_user))
        async with self._delivery.typing(chat, thread):
            answered = await self._answer(
                question, chat, words, message.message_id, replied_to(message), is_claim(message)
            )
        if not await self._delivery.edit(chat, old, answered.reply):
            old = await self._delivery.send(chat, answered.reply, to=message.message_id, thread=thread)
        await self._note(answered, chat, message.message_id, old)

    async def example(self, query: CallbackQuery, chat: int, question: str, words: Translations) -> None:
        """The answer to an example whose button was pressed, below the message with the button."""
        shown = query.message if isinstance(query.message, Message) else None
        thread = thread_of(shown) if shown is not None else None
        after = query.message.message_id if query.message is not None else 0
        before = await self._workers.run(self._conversation.memory.before, chat, question, None, after)
        with self._measured() as outcomes:
            async with self._delivery.typing(chat, thread):
                answered = await self._answer(question, chat, words)
            sent = await self._delivery.send(
                chat, answered.reply, thread=thread, after=after, perhaps_after=before.perhaps_after
            )
            outcomes.append(answered.outcome)
        await self._note(answered, chat, None, sent)

    async def offers(self, question: str, words: Translations) -> InlineResults:
        """The quotes that answer a question from another chat, at its turn."""
        return await self.searched(self._conversation.offers, question, words)

    async def searched(self, work: Callable[_Args, _Result], *args: _Args.args, **kwargs: _Args.kwargs) -> _Result:
        """What `work`, which searches, returns or raises, at its turn among the questions."""
        async with self._places:
            return await self._searches.run(work, *args, **kwargs)

    async def _answer(
        self, question: str, chat: int, words: Translations, asked_in: int | None = None, to: int | None = None,
        claim: bool = False,
    ) -> Answered:  # fmt: skip
        """The answer, or the word that it took too long. The time counts from when it is this question's turn."""
        await self._places.acquire()
        work = asyncio.ensure_future(
            self._searches.run(self._conversation.ask, question, chat, words, asked_in, to, claim)
        )
        # What takes too long keeps its place until it has really ended: its thread is not free before.
        work.add_done_callback(lambda _: self._places.release())
        try:
            async with asyncio.timeout(self._deadline_s):
                return await asyncio.shield(work)
        except TimeoutError:
            _log.error("a question of %d characters took longer than %.0f s", len(question), self._deadline_s)
            return Answered(about.notice(words.say("too-slow")), outcome="failed")

    @contextlib.contextmanager
    def _measured(self) -> Iterator[list[Outcome]]:
        """Count a question by the outcome that is put into the list, as failed without one."""
        begun = time.monotonic()
        outcomes: list[Outcome] = []
        try:
            yield outcomes
        finally:
            outcome: Outcome = outcomes[-1] if outcomes else "failed"
            self._metrics.answered(time.monotonic() - begun, outcome)
            _log.info("%s after %.2f s", outcome, time.monotonic() - begun)

    async def _note(self, answered: Answered, chat: int, asked_in: int | None, message: int) -> None:
        memory = self._conversation.memory
        if answered.answer_id is not None:
            await self._workers.run(memory.note_message, answered.answer_id, message)
        elif asked_in is not None:
            await self._workers.run(memory.note_notice, chat, asked_in, message)

    async def _words(self, chat: int, language_code: str | None) -> Translations:
        return await self._workers.run(self._conversation.choices.words, chat, language_code)
