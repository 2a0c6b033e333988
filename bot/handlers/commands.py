"""What happens on each kind of update: find what is wanted, have it answered off the loop, deliver it."""

import logging
import secrets
from collections.abc import Callable

from telegram import Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, TelegramError

from bot.conversation.conversation import Conversation
from bot.conversation.paging import ANSWER
from bot.handlers.access import is_in_charge
from bot.handlers.questions import QuestionHandlers
from bot.support.i18n import Translations
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context, is_command, language_of, question_in, thread_of
from bot.transport.sender import Sender
from bot.transport.single_instance import ConflictWatch
from bot.views import help as about
from bot.views.article_view import ARTICLE
from bot.views.browse_request import IN_ADDRESS
from bot.views.callback_data import Action, parse_press
from bot.views.replies import Reply
from bot.views.results import Ask, RatingSaved, Refusal

_log = logging.getLogger(__name__)


class CommandHandlers:
    """The callbacks that `app` registers; every one of them ends in at most one message.

    Args:
        workers: where what does not search is run, which only waits for disks.
        questions: answers the examples that are pressed, and does what searches.
    """

    def __init__(
        self, conversation: Conversation, delivery: Sender, workers: ThreadPools, questions: QuestionHandlers
    ) -> None:
        self._conversation = conversation
        self._delivery = delivery
        self._workers = workers
        self._questions = questions

    async def start(self, update: Update, context: Context) -> None:
        """/start, or an answer behind an address; just after the bot's own start the examples take their time."""
        payload = context.args[0] if context.args else ""
        if payload.startswith(ANSWER) and update.effective_message is not None:
            chat = update.effective_message.chat.id
            await self._say(update, lambda words: self._conversation.open(payload.removeprefix(ANSWER), chat, words))
            return
        if payload.startswith((ARTICLE, IN_ADDRESS)) and update.effective_message is not None:
            chat = update.effective_message.chat.id
            await self._say(update, lambda words: self._conversation.library.open(payload, chat, words))
            return
        if update.effective_message is not None:
            async with self._delivery.typing(update.effective_message.chat.id, thread_of(update.effective_message)):
                await self._workers.run(self._conversation.examples)
        await self._say(update, self._conversation.start)

    async def help(self, update: Update, _: Context) -> None:
        """/help."""
        await self._say(update, self._conversation.help)

    async def privacy(self, update: Update, _: Context) -> None:
        """/privacy."""
        await self._say(update, self._conversation.privacy)

    async def forget_me(self, update: Update, context: Context) -> None:
        """/forget_me; in a group only for its administrators, and after a question."""
        message = update.effective_message
        if message is None:
            return
        chat, person = message.chat, message.from_user
        if chat.type == chat.PRIVATE:
            await self._say(update, lambda words: self._conversation.forget_me(chat.id, words))
        elif await is_in_charge(context.bot, chat, person.id if person is not None else None, message.sender_chat):
            await self._say(
                update, lambda words: about.ask_whether(words.say("forget-me-sure"), Action.FORGET_ME, "all", words)
            )
        else:
            await self._say(update, lambda words: about.notice(words.say("forget-me-not-yours")))

    async def forget_me_press(self, update: Update, context: Context) -> None:
        """The answer to whether all that is kept of a group is to be deleted."""
        query = update.callback_query
        press = parse_press(query.data) if query is not None else None
        if query is None or query.message is None or press is None:
            return
        chat, words = query.message.chat, await self._words(update)
        if not await is_in_charge(context.bot, chat, query.from_user.id):
            await self._delivery.acknowledge(query, words.say("forget-me-not-yours"))
            return
        await self._delivery.acknowledge(query)
        if press.number:
            reply = await self._workers.run(self._conversation.forget_me, chat.id, words)
        else:
            reply = about.notice(words.say("forget-me-kept"))
        await self._delivery.edit(chat.id, query.message.message_id, reply)

    async def words(self, chat: int, language_code: str | None) -> Translations:
        """In the language that the chat has chosen, else in the one whose code is given."""
        return await self._workers.run(self._conversation.choices.words, chat, language_code)

    async def unknown_command(self, update: Update, _: Context) -> None:
        """A command in a private chat that there is not."""
        await self._say(update, self._conversation.unknown_command)

    async def not_text(self, update: Update, _: Context) -> None:
        """A voice message, a sticker or the like in a private chat; the parts of an album get no hint each."""
        if update.effective_message is not None and update.effective_message.media_group_id is None:
            await self._say(update, self._conversation.not_text)

    async def give_up(self, update: Update) -> None:
        """An update that ended the process each time it was begun."""
        error_id = secrets.token_hex(4)
        _log.error("error %s: it is given up", error_id)
        await self._apologise(update, error_id)

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
        press = parse_press(query.data)
        searches = press is not None and press.action is Action.LITERAL
        run = self._questions.searched if searches else self._workers.run
        outcome = await run(self._conversation.press, query.data, chat, words)
        match outcome:
            case Refusal(text):
                await self._delivery.acknowledge(query, text)
            case Ask(question):
                await self._delivery.acknowledge(query)
                await self._questions.example(query, chat, question, words)
            case RatingSaved(text, reply):
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
        _log.error("error %s", error_id, exc_info=error)
        await self._apologise(update, error_id)

    async def _apologise(self, update: Update, error_id: str) -> None:
        """Only to who asked something: not into a channel, nor to a remark in a group."""
        reply, message = about.apology(error_id, await self._words(update)), update.message or update.edited_message
        if update.callback_query is not None:
            await self._delivery.acknowledge(update.callback_query, reply.plain)
        elif message is not None and (is_command(message) or question_in(message, message.get_bot().bot) is not None):
            try:
                sent = await self._delivery.send(
                    message.chat.id, reply, to=message.message_id, thread=thread_of(message)
                )
            except TelegramError as error:
                _log.warning("error %s: no apology either (%s)", error_id, type(error).__name__)
                return
            await self._workers.run(self._conversation.memory.note_notice, message.chat.id, message.message_id, sent)

    async def _say(self, update: Update, make: Callable[[Translations], Reply]) -> None:
        message = update.effective_message
        if message is None:
            return
        await self._delivery.respond(message, await self._workers.run(make, await self._words(update)))

    async def _words(self, update: Update) -> Translations:
        """In the language that the chat has chosen, else in the person's; in a group that is the one who asks."""
        chat, person = update.effective_chat, update.effective_user
        return await self.words(chat.id if chat is not None else 0, language_of(person))


async def polling_failed(update: object, context: Context, conflicts: ConflictWatch) -> None:
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
