"""The callbacks of /settings and /language and of the buttons there."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

from telegram import CallbackQuery, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.addressing import thread_of
from bot.choices import Choices
from bot.delivery import Delivery
from bot.handlers import Context
from bot.presses import parse_press
from bot.replies import Reply

_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)

_IN_CHARGE = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


class Choosing:
    """Shows the pages and obeys their buttons: those of anybody in a private chat, of administrators in a group.

    Args:
        workers: where the disk is waited for.
    """

    def __init__(self, choices: Choices, delivery: Delivery, workers: Executor) -> None:
        self._choices = choices
        self._delivery = delivery
        self._workers = workers

    async def settings(self, update: Update, _: Context) -> None:
        """/settings."""
        await self._show(update, self._choices.settings)

    async def language(self, update: Update, _: Context) -> None:
        """/language."""
        await self._show(update, self._choices.language)

    async def press(self, update: Update, context: Context) -> None:
        """A button of these pages: note the choice and show the page as it is now."""
        query = update.callback_query
        press = parse_press(query.data) if query is not None else None
        if query is None or query.message is None or press is None:
            return
        chat, code = query.message.chat, query.from_user.language_code
        if chat.type != chat.PRIVATE and not await _is_in_charge(query, context):
            words = await self._off_loop(lambda: self._choices.words(chat.id, code))
            await self._delivery.acknowledge(query, words.say("settings-not-yours"))
            return
        page = await self._off_loop(lambda: self._choices.press(press, chat.id, code))
        await self._delivery.acknowledge(query)
        if page is not None:
            await self._delivery.edit(chat.id, query.message.message_id, page)

    async def _show(self, update: Update, page: Callable[[int, str | None], Reply]) -> None:
        message = update.effective_message
        if message is None:
            return
        code = message.from_user.language_code if message.from_user is not None else None
        reply = await self._off_loop(lambda: page(message.chat.id, code))
        to = None if message.chat.type == message.chat.PRIVATE else message.message_id
        await self._delivery.send(message.chat.id, reply, to=to, thread=thread_of(message))

    async def _off_loop(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._workers, work)


async def _is_in_charge(query: CallbackQuery, context: Context) -> bool:
    if query.message is None:
        return False
    try:
        member = await context.bot.get_chat_member(query.message.chat.id, query.from_user.id)
    except TelegramError as error:
        _log.info("whether a person is an administrator was not found out: %s", type(error).__name__)
        return False
    return member.status in _IN_CHARGE
