"""Questions in Telegram: each answered at its turn, before its deadline; the error handler, with an apology."""

import contextlib
import logging
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from telegram import Message, Update
from telegram.error import Forbidden, TelegramError

from bot.handlers.callback_queries import Press
from bot.handlers.services import Services
from bot.support.i18n import Locale
from bot.support.metrics import Outcome
from bot.transport.update_parsing import Context, is_claim, is_command, question_in, replied_to, thread_of
from bot.views.markup import AnswerReply, Refusal, Reply, notice
from bot.views.static_messages import apology, with_delay_note
from index.errors import ArchiveUnreachable

_log = logging.getLogger(__name__)

_BECOMES_QUESTION = timedelta(days=1)


class QuestionHandlers:
    """Answers what is asked: in a message, by its edit, or by an example's button."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sender = services.sender
        self._threads = services.threads
        self._conversation = services.conversation
        self._memory = services.conversation.memory

    async def question(self, update: Update, context: Context) -> None:
        """A text, a caption or /ask: answer it if it is meant for the bot."""
        message = update.effective_message
        question = question_in(message, context.bot.bot) if message is not None else None
        if message is not None and question is not None:
            await self._reply(message, question, message.date, await self._services.locale_of(update))

    async def _reply(self, message: Message, question: str, asked_at: datetime, locale: Locale) -> None:
        """Answer a question in a new message, unless that was done before."""
        chat, thread, number = message.chat.id, thread_of(message), message.message_id
        before = await self._threads.run(self._memory.previous_answer, chat, question, number)
        if before.seen:
            return
        with self._measured() as outcomes:
            async with self._sender.typing(chat, thread):
                answer = await self._answer(question, chat, locale, message)
            outcomes.append(answer.outcome)
            if answer.silent:
                return
            reply = with_delay_note(answer.reply, datetime.now(UTC) - asked_at, locale)
            sent = await self._sender.send(
                chat, reply, to=number, thread=thread, maybe_sent_after=before.maybe_sent_after
            )
        await self._note(answer, chat, number, sent)

    async def edited(self, update: Update, context: Context) -> None:
        """An edited question that got an answer, or the word why not: that changes in place.

        A message of the last day that became a question by its edit, as by the bot's name in it, is answered.
        """
        message = update.edited_message
        question = question_in(message, context.bot.bot) if message is not None else None
        if message is None or not question:
            return
        chat, thread = message.chat.id, thread_of(message)
        old = await self._threads.run(self._memory.message_to_change, chat, message.message_id, question)
        locale = await self._services.locale_of(update)
        if old is None:
            edited_at = message.edit_date or message.date
            if edited_at - message.date < _BECOMES_QUESTION:
                await self._reply(message, question, edited_at, locale)
            return
        async with self._sender.typing(chat, thread):
            answer = await self._answer(question, chat, locale, message)
        if answer.silent:
            return
        if not await self._sender.edit(chat, old, answer.reply):
            old = await self._sender.send(chat, answer.reply, to=message.message_id, thread=thread)
        await self._note(answer, chat, message.message_id, old)

    async def example(self, press: Press) -> Refusal | None:
        """An example whose button was pressed: its answer, below the message with the button."""
        chat, after, thread = press.chat.id, press.message, press.thread
        question = await self._threads.run(self._conversation.pressed_example, press.data)
        if question is None:
            return Refusal(press.locale.say("example-expired"))
        await self._sender.acknowledge(press.query)
        before = await self._threads.run(self._memory.previous_answer, chat, question, None, after)
        with self._measured() as outcomes:
            async with self._sender.typing(chat, thread):
                answer = await self._answer(question, chat, press.locale)
            sent = await self._sender.send(
                chat, answer.reply, thread=thread, after=after, maybe_sent_after=before.maybe_sent_after
            )
            outcomes.append(answer.outcome)
        await self._note(answer, chat, None, sent)
        return None

    async def error(self, update: object, context: Context) -> None:
        """The error handler: log what went wrong with an id, never with people's words; then apologise once."""
        error = context.error
        if not isinstance(update, Update):
            return  # nobody asked; see ConflictWatch
        chat = update.effective_chat
        if isinstance(error, Forbidden):
            _log.info("chat %s does not let the bot write", chat.id if chat is not None else None)
            return
        if isinstance(error, ArchiveUnreachable):
            _log.error("%s", error)
            await self._apologise(update, notice((await self._services.locale_of(update)).say("unreachable")))
            return
        error_id = secrets.token_hex(4)
        _log.error("error %s", error_id, exc_info=error)
        await self._apologise(update, apology(error_id, await self._services.locale_of(update)))

    async def give_up(self, update: Update) -> None:
        """An update that ended the process each time it was begun."""
        error_id = secrets.token_hex(4)
        _log.error("error %s: it is given up", error_id)
        await self._apologise(update, apology(error_id, await self._services.locale_of(update)))

    async def _answer(self, question: str, chat: int, locale: Locale, message: Message | None = None) -> AnswerReply:
        """The answer, or the word that it took too long.

        Args:
            message: the question as the person wrote it; None for an example.
        """
        deadline_s = self._services.settings.deadline
        how = (
            (message.message_id, replied_to(message), is_claim(message, message.get_bot().bot))
            if message is not None
            else (None, None, False)
        )
        try:
            return await self._services.searches.run_within(
                deadline_s, self._conversation.ask, question, chat, locale, *how
            )
        except TimeoutError:
            _log.error("a question of %d characters took longer than %.0f s", len(question), deadline_s)
            return AnswerReply(notice(locale.say("too-slow")), outcome="failed")

    @contextlib.contextmanager
    def _measured(self) -> Iterator[list[Outcome]]:
        """Count a question by the outcome that is put into the list, as failed without one."""
        begun = time.monotonic()
        outcomes: list[Outcome] = []
        try:
            yield outcomes
        finally:
            outcome: Outcome = outcomes[-1] if outcomes else "failed"
            self._services.metrics.answered(time.monotonic() - begun, outcome)
            _log.info("%s after %.2f s", outcome, time.monotonic() - begun)

    async def _note(self, answer: AnswerReply, chat: int, question_message: int | None, sent: int) -> None:
        if answer.answer_id is not None:
            await self._threads.run(self._memory.note_message, answer.answer_id, sent)
        elif question_message is not None:
            await self._threads.run(self._memory.note_notice, chat, question_message, sent)

    async def _apologise(self, update: Update, reply: Reply) -> None:
        """Only to who asked something: not into a channel, nor to a remark in a group."""
        message = update.message or update.edited_message
        if update.callback_query is not None:
            await self._sender.acknowledge(update.callback_query, reply.plain)
        elif message is not None and (is_command(message) or question_in(message, message.get_bot().bot) is not None):
            try:
                sent = await self._sender.send(message.chat.id, reply, to=message.message_id, thread=thread_of(message))
            except TelegramError as error:
                _log.warning("no apology either (%s)", type(error).__name__)
                return
            await self._threads.run(self._memory.note_notice, message.chat.id, message.message_id, sent)
