"""What happens on each kind of update: find what is wanted, have it answered off the loop, deliver it."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeAlias

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, TelegramError
from telegram.ext import CallbackContext

from bot import about
from bot.addressing import is_claim, is_command, language_of, question_in, replied_to, thread_of
from bot.conversation import ANSWER, Conversation
from bot.delivery import Delivery
from bot.metrics import Metrics, Outcome
from bot.offers import Offer
from bot.outcomes import Answered, Ask, Noted, Refusal
from bot.replies import Reply, late
from bot.rivals import Conflicts
from bot.words import Words
from bot.workers import Workers

_log = logging.getLogger(__name__)

Context: TypeAlias = CallbackContext[Any, Any, Any, Any]


class Handlers:
    """The callbacks that `app` registers; every one of them ends in at most one message.

    Args:
        workers: where the conversation, which computes and waits for disks, is run.
        metrics: told of every question.
        places: questions that are searched at the same time.
        deadline_s: seconds that a question is given.
    """

    def __init__(
        self, conversation: Conversation, delivery: Delivery, workers: Workers, metrics: Metrics, places: int,
        deadline_s: float,
    ) -> None:  # fmt: skip
        self._conversation = conversation
        self._delivery = delivery
        self._workers = workers
        self._metrics = metrics
        self._places = asyncio.Semaphore(places)
        self._deadline_s = deadline_s

    async def start(self, update: Update, context: Context) -> None:
        """/start, or an answer behind an address; just after the bot's own start the examples take their time."""
        payload = context.args[0] if context.args else ""
        if payload.startswith(ANSWER) and update.effective_message is not None:
            chat = update.effective_message.chat.id
            await self._say(update, lambda words: self._conversation.open(payload.removeprefix(ANSWER), chat, words))
            return
        if update.effective_message is not None:
            async with self._delivery.typing(update.effective_message.chat.id, thread_of(update.effective_message)):
                await self._workers.run(self._conversation.examples)
        await self._say(update, self._conversation.start)

    async def help(self, update: Update, _: Context) -> None:
        """/help."""
        await self._say(update, self._conversation.help)

    async def sources(self, update: Update, _: Context) -> None:
        """/sources."""
        await self._say(update, self._conversation.sources)

    async def latest(self, update: Update, _: Context) -> None:
        """/latest."""
        await self._say(update, self._conversation.latest)

    async def privacy(self, update: Update, _: Context) -> None:
        """/privacy."""
        await self._say(update, self._conversation.privacy)

    async def forget_me(self, update: Update, _: Context) -> None:
        """/forget_me."""
        if update.effective_chat is not None:
            chat = update.effective_chat.id
            await self._say(update, lambda words: self._conversation.forget_me(chat, words))

    async def offers(self, question: str, words: Words) -> tuple[Offer, ...]:
        """The quotes that answer a question from another chat, at its turn."""
        async with self._places:
            return await self._workers.run(self._conversation.offers, question, words)

    async def words(self, chat: int, language_code: str | None) -> Words:
        """In the language that the chat has chosen, else in the one whose code is given."""
        return await self._workers.run(self._conversation.choices.words, chat, language_code)

    async def unknown_command(self, update: Update, _: Context) -> None:
        """A command in a private chat that there is not."""
        await self._say(update, self._conversation.unknown_command)

    async def not_text(self, update: Update, _: Context) -> None:
        """A voice message, a sticker or the like in a private chat; the parts of an album get no hint each."""
        if update.effective_message is not None and update.effective_message.media_group_id is None:
            await self._say(update, self._conversation.not_text)

    async def question(self, update: Update, context: Context) -> None:
        """A text, a caption or /ask: answer it if it is meant for the bot."""
        message = update.effective_message
        question = question_in(message, context.bot.bot) if message is not None else None
        if message is None or question is None:
            return
        chat, thread, number = message.chat.id, thread_of(message), message.message_id
        before = await self._workers.run(self._conversation.before, chat, question, number)
        if before.seen:
            return
        words = await self._words(update)
        with self._measured() as outcomes:
            async with self._delivery.typing(chat, thread):
                answered = await self._answer(question, chat, words, number, replied_to(message), is_claim(message))
            reply = late(answered.reply, datetime.now(UTC) - message.date, words)
            sent = await self._delivery.send(chat, reply, to=number, thread=thread, perhaps_after=before.perhaps_after)
            outcomes.append(answered.outcome)
        await self._note(answered.answer_id, sent)

    async def full(self, update: Update) -> bool:
        """A person has sent more questions than wait for their turn: say that this one is not taken, if it is one."""
        message = update.message
        if message is None or not question_in(message, message.get_bot().bot):
            return False
        reply = about.notice((await self._words(update)).say("busy"))
        await self._delivery.send(message.chat.id, reply, to=message.message_id, thread=thread_of(message))
        return True

    async def give_up(self, update: Update) -> None:
        """An update that ended the process each time it was begun."""
        error_id = secrets.token_hex(4)
        _log.error("error %s: update %d is given up", error_id, update.update_id)
        await self._apologise(update, error_id)

    async def edited(self, update: Update, context: Context) -> None:
        """An edited question that was answered: the answer changes in place. Other edits change nothing."""
        message = update.edited_message
        question = question_in(message, context.bot.bot) if message is not None else None
        if message is None or not question:
            return
        chat, thread = message.chat.id, thread_of(message)
        old = await self._workers.run(self._conversation.message_to_change, chat, message.message_id, question)
        if old is None:
            return
        words = await self._words(update)
        async with self._delivery.typing(chat, thread):
            answered = await self._answer(
                question, chat, words, message.message_id, replied_to(message), is_claim(message)
            )
        if not await self._delivery.edit(chat, old, answered.reply):
            old = await self._delivery.send(chat, answered.reply, to=message.message_id, thread=thread)
        await self._note(answered.answer_id, old)

    async def press(self, update: Update, _: Context) -> None:
        """A button: change the message in place, answer the example, or say why not."""
        query = update.callback_query
        if query is None:
            return
        if query.message is None:
            await self._delivery.acknowledge(query)
            return
        chat = query.message.chat.id
        words = await self._words(update)
        outcome = await self._workers.run(self._conversation.press, query.data, chat, words)
        match outcome:
            case Refusal(text):
                await self._delivery.acknowledge(query, text)
            case Ask(question):
                await self._delivery.acknowledge(query)
                await self._answer_example(query, chat, question, words)
            case Noted(text, reply):
                await self._delivery.acknowledge(query, text, before_eyes=False)
                await self._delivery.edit(chat, query.message.message_id, reply)
            case Reply():
                await self._delivery.acknowledge(query)
                await self._delivery.edit(chat, query.message.message_id, outcome)

    async def error(self, update: object, context: Context) -> None:
        """Log what went wrong with an id, never with people's words; then apologise once, if there is somebody."""
        error = context.error
        if not isinstance(update, Update):
            return  # nobody asked; see polling_failed
        chat = update.effective_chat
        if isinstance(error, Forbidden):
            _log.info("chat %s does not let the bot write", chat.id if chat is not None else None)
            return
        error_id = secrets.token_hex(4)
        _log.error("error %s in update %d", error_id, update.update_id, exc_info=error)
        await self._apologise(update, error_id)

    async def _apologise(self, update: Update, error_id: str) -> None:
        """Only to who asked something: not into a channel, nor to a remark in a group."""
        reply, message = about.apology(error_id, await self._words(update)), update.message
        if update.callback_query is not None:
            await self._delivery.acknowledge(update.callback_query, reply.plain)
        elif message is not None and (is_command(message) or question_in(message, message.get_bot().bot) is not None):
            try:
                await self._delivery.send(message.chat.id, reply, to=message.message_id, thread=thread_of(message))
            except TelegramError as error:
                _log.warning("error %s: no apology either (%s)", error_id, type(error).__name__)

    async def _say(self, update: Update, make: Callable[[Words], Reply]) -> None:
        message = update.effective_message
        if message is None:
            return
        await self._delivery.respond(message, await self._workers.run(make, await self._words(update)))

    async def _answer_example(self, query: CallbackQuery, chat: int, question: str, words: Words) -> None:
        shown = query.message if isinstance(query.message, Message) else None
        thread = thread_of(shown) if shown is not None else None
        after = query.message.message_id if query.message is not None else 0
        before = await self._workers.run(self._conversation.before, chat, question, None, after)
        with self._measured() as outcomes:
            async with self._delivery.typing(chat, thread):
                answered = await self._answer(question, chat, words)
            sent = await self._delivery.send(
                chat, answered.reply, thread=thread, after=after, perhaps_after=before.perhaps_after
            )
            outcomes.append(answered.outcome)
        await self._note(answered.answer_id, sent)

    async def _answer(
        self, question: str, chat: int, words: Words, asked_in: int | None = None, to: int | None = None,
        claim: bool = False,
    ) -> Answered:  # fmt: skip
        """The answer, or the word that it took too long. The time counts from when it is this question's turn."""
        await self._places.acquire()
        work = asyncio.ensure_future(
            self._workers.run(self._conversation.ask, question, chat, words, asked_in, to, claim)
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
            self._metrics.answered(time.monotonic() - begun, outcomes[-1] if outcomes else "failed")

    async def _words(self, update: Update) -> Words:
        """In the language that the chat has chosen, else in the person's; in a group that is the one who asks."""
        chat, person = update.effective_chat, update.effective_user
        return await self.words(chat.id if chat is not None else 0, language_of(person))

    async def _note(self, answer_id: str | None, message: int) -> None:
        if answer_id is not None:
            await self._workers.run(self._conversation.note_message, answer_id, message)


async def polling_failed(update: object, context: Context, conflicts: Conflicts) -> None:
    """An error handler for what goes wrong where nobody asked: a call for updates, or a task of the bot's own."""
    error = context.error
    if isinstance(update, Update):
        return
    if isinstance(error, Conflict):
        conflicts.met()
    elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        # Said once an outage where the calls are made.
        _log.debug("polling failed, it goes on: %s", type(error).__name__)
    else:
        known = isinstance(error, TelegramError)
        _log.warning("polling failed, it goes on: %s", type(error).__name__, exc_info=None if known else error)
