"""Sending to Telegram: flood waits obeyed, uncertain sends repeated once, refused markup sent as plain words."""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

import httpx
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.replies import Reply

# The library's own switch to the type that its next version will have; without it every flood wait warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Telegram shows "typing" for five seconds.
_TYPING_EVERY_S = 4.5
_TYPING_GRACE_S = 1.0
_AGAIN_AFTER_S = 1.0
_UNREACHED_AFTER_S = (0.5, 1.0, 2.0, 4.0, 8.0)
# A connection that was never made carried nothing: repeating cannot show a message twice.
_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Delivery:
    """Sends replies through `bot`. Waits in the chat that must wait, never for all.

    Args:
        sleep: waits so many seconds.
    """

    def __init__(self, bot: Bot, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._bot = bot
        self._sleep = sleep

    async def send(self, chat: int, reply: Reply, to: int | None = None, thread: int | None = None) -> int:
        """Send `reply` and return the number of the new message.

        Args:
            to: the message it replies to; one that is gone does not keep the reply back.
            thread: the forum topic.

        Raises:
            TelegramError: Telegram refused it, or could not be reached although it was tried again.
        """

        async def call(text: str, mode: ParseMode | None) -> Message:
            return await self._bot.send_message(
                chat,
                text,
                parse_mode=mode,
                reply_markup=_keyboard(reply),
                link_preview_options=_NO_PREVIEW,
                message_thread_id=thread,
                reply_parameters=ReplyParameters(to, allow_sending_without_reply=True) if to is not None else None,
            )

        return (await self._marked_or_plain(reply, call)).message_id

    async def edit(self, chat: int, message: int, reply: Reply) -> bool:
        """Put `reply` in the place of `message`; False when the message is gone. No change is a success.

        Raises:
            TelegramError: as `send`.
        """

        async def call(text: str, mode: ParseMode | None) -> Message | bool:
            return await self._bot.edit_message_text(
                text,
                chat,
                message,
                parse_mode=mode,
                reply_markup=_keyboard(reply),
                link_preview_options=_NO_PREVIEW,
            )

        try:
            await self._marked_or_plain(reply, call)
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return True
            if "message to edit not found" in error.message.lower() or "can't be edited" in error.message.lower():
                return False
            raise
        return True

    async def acknowledge(self, query: CallbackQuery, text: str | None = None) -> None:
        """Answer a press, with `text` (at most 200 characters) before the person's eyes if there is something to say.

        A press that is too old to be answered is no failure.
        """
        try:
            await self._bot.answer_callback_query(query.id, text, show_alert=text is not None)
        except TelegramError as error:
            _log.info("a press could not be answered: %s", type(error).__name__)

    @contextlib.asynccontextmanager
    async def typing(self, chat: int, thread: int | None = None) -> AsyncIterator[None]:
        """Show "typing" in the chat from now on until the block ends; its failure does not matter."""
        done = asyncio.Event()
        task = asyncio.create_task(self._type_until(done, chat, thread))
        try:
            yield
        finally:
            done.set()
            # An action that arrived after the answer would stand there for five seconds.
            await asyncio.wait({task}, timeout=_TYPING_GRACE_S)
            task.cancel()

    async def _type_until(self, done: asyncio.Event, chat: int, thread: int | None) -> None:
        while True:
            try:
                await self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=thread)
            except TelegramError as error:
                _log.debug("no typing action: %s", type(error).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _TYPING_EVERY_S)
            if done.is_set():
                return

    async def _marked_or_plain(
        self, reply: Reply, call: Callable[[str, ParseMode | None], Awaitable[_Result]]
    ) -> _Result:
        try:
            return await self._insist(lambda: call(reply.html, ParseMode.HTML))
        except BadRequest as error:
            if "can't parse" not in error.message.lower():
                raise
            _log.error("Telegram refused the markup of a message of %d characters: %s", len(reply.html), error.message)
            return await self._insist(lambda: call(reply.plain, None))

    async def _insist(self, call: Callable[[], Awaitable[_Result]]) -> _Result:
        unreached = iter(_UNREACHED_AFTER_S)
        uncertain = iter((_AGAIN_AFTER_S,))
        while True:
            try:
                return await call()
            except RetryAfter as flood:
                pause = _seconds(flood)
                _log.warning("Telegram asks to wait %.0f s in this chat", pause)
            except NetworkError as error:
                if isinstance(error, BadRequest):
                    raise
                # Whether Telegram got the message is unknown; twice the answer is better than none.
                pauses = unreached if isinstance(error.__cause__, _UNREACHED) else uncertain
                if (pause := next(pauses, -1.0)) < 0:
                    raise
                _log.warning("a call failed (%s), again in %.1f s", type(error).__name__, pause)
            await self._sleep(pause)


def _seconds(flood: RetryAfter) -> float:
    wait = flood.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    if not reply.rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in reply.rows]
    )
