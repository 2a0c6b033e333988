"""Sending and editing messages: each reply seen exactly once, plain text if its markup is refused, "typing" before."""

import asyncio
import contextlib
import logging
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)  # fmt: skip
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.transport.rate_limit import CallResult, Priority, Retrier
from bot.transport.update_parsing import thread_of
from bot.views.buttons import AnyButton, Button, CopyButton, LinkButton, ShareButton
from bot.views.markup import NewPhoto, Reply

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""No banner of the first address in a message."""

_TYPING_EVERY_S = 4.5  # Telegram shows it for five seconds
_TYPING_GRACE_S = 1.0
_ACKNOWLEDGED_WITHIN_S = 3.0  # it only ends the glow of a button, and what was asked for comes after it
# Numbers before a message that are looked at for a copy of it; in private chats all people share them.
_DUPLICATES_WITHIN = 30
_CHATS_KNOWN = 4096


class Sender:
    """Sends replies through `bot`, each so often as it takes to be seen, and to be seen once.

    Args:
        retrier: makes the calls.
    """

    def __init__(self, bot: Bot, retrier: Retrier) -> None:
        self._bot = bot
        self._retrier = retrier
        self._sent: OrderedDict[int, deque[int]] = OrderedDict()
        self._on_migrated: Callable[[int, int], Awaitable[object]] | None = None

    def on_migrated(self, migrated: Callable[[int, int], Awaitable[object]]) -> None:
        """Have `migrated` called with the old and the new number of a chat, before anything is sent to the new one."""
        self._on_migrated = migrated

    async def send(
        self, chat: int, reply: Reply, to: int | None = None, thread: int | None = None, *, after: int | None = None,
        maybe_sent_after: int | None = None,
    ) -> int:  # fmt: skip
        """Send `reply` and return the number of the new message; into a chat that has moved, where that is now.

        A reply that may have come through at an earlier try, unseen by us, is left standing once. One without buttons
        has no mark of its own: of an earlier process's try of it nothing is known, and it may be seen twice.

        Args:
            to: the message it replies to; one that is gone does not keep the reply back.
            thread: the forum topic.
            after: a message that was there before this reply was first sent; `to` is one, too.
            maybe_sent_after: a process that ended before it knew may have sent this very reply, after this message.

        Raises:
            TelegramError: Telegram refused it, or could not be reached although it was tried again.
        """
        keyboard = _keyboard(reply)

        async def call(text: str, mode: ParseMode | None) -> Message:
            answered = ReplyParameters(to, allow_sending_without_reply=True) if to is not None else None
            return await self._bot.send_message(
                chat, text, parse_mode=mode, reply_markup=keyboard, link_preview_options=_preview(reply),
                message_thread_id=thread, reply_parameters=answered,
            )  # fmt: skip

        known = max(after or 0, to or 0, maybe_sent_after or 0, *self._sent.get(chat, ()))
        try:
            made = await self._html_or_plain(chat, reply, call)
        except ChatMigrated as gone:
            await self._note_migration(chat, gone)
            return await self.send(gone.new_chat_id, reply)  # where messages have other numbers
        sent = made.result.message_id
        # Without knowing where to begin, messages from long ago would be touched.
        if known and (made.unsure or (keyboard is not None and maybe_sent_after is not None)):
            await self._delete_duplicates(chat, known, sent, keyboard)
        self._note(chat, sent)
        return sent

    async def send_photo(self, chat: int, photo: NewPhoto, thread: int | None = None) -> int:
        """Send a picture with its caption, and return and raise as `send` does; after doubt it may be seen twice."""

        async def call(text: str, mode: ParseMode | None) -> Message:
            return await self._bot.send_photo(chat, photo.png, text, parse_mode=mode, message_thread_id=thread)

        try:
            sent = (await self._html_or_plain(chat, photo.caption, call)).result.message_id
        except ChatMigrated as gone:
            await self._note_migration(chat, gone)
            return await self.send_photo(gone.new_chat_id, photo)
        self._note(chat, sent)
        return sent

    async def respond(self, message: Message, reply: Reply) -> None:
        """Send `reply` to where `message` was written, or raise as `send` does. In a group it says who is answered."""
        to = None if message.chat.type == message.chat.PRIVATE else message.message_id
        await self.send(message.chat.id, reply, to=to, thread=thread_of(message), after=message.message_id)

    async def edit(self, chat: int, message: int, reply: Reply) -> bool:
        """Put `reply` in the place of `message`; False when the message is gone. No change is a success.

        Raises:
            TelegramError: as `send`.
        """

        async def call(text: str, mode: ParseMode | None) -> Message | bool:
            return await self._bot.edit_message_text(
                text, chat, message, parse_mode=mode, reply_markup=_keyboard(reply),
                link_preview_options=_preview(reply),
            )  # fmt: skip

        try:
            await self._html_or_plain(chat, reply, call)
        except ChatMigrated as moved:
            await self._note_migration(chat, moved)
            return False
        except BadRequest as error:
            why = error.message.lower()
            gone = "message to edit not found" in why or "can't be edited" in why
            if not gone and "not modified" not in why:
                raise
            return not gone
        return True

    async def acknowledge(self, query: CallbackQuery, text: str | None = None, *, alert: bool = True) -> None:
        """Answer a callback query, with `text` (at most 200 characters) if there is something to say.

        A press that is too old to be answered, or whose answer is slow to be taken, is no failure.

        Args:
            alert: the text has to be closed by the person; else it is seen for a moment.
        """
        try:
            async with asyncio.timeout(_ACKNOWLEDGED_WITHIN_S):
                await self._bot.answer_callback_query(query.id, text, show_alert=text is not None and alert)
        except (TelegramError, TimeoutError) as error:
            _log.info("a press could not be answered: %s", type(error).__name__)

    @contextlib.asynccontextmanager
    async def typing(self, chat: int, thread: int | None = None) -> AsyncIterator[None]:
        """Show "typing" in the chat from now on until the block ends; its failure does not matter."""
        quiet = asyncio.Event()
        quiet.set()
        task = asyncio.create_task(self._keep_typing(quiet, chat, thread))
        try:
            yield
        finally:
            # An action that arrived after the answer would stand there for five seconds.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(quiet.wait(), _TYPING_GRACE_S)
            task.cancel()

    async def _note_migration(self, chat: int, gone: ChatMigrated) -> None:
        if self._on_migrated is not None:
            await self._on_migrated(chat, gone.new_chat_id)

    def _note(self, chat: int, message: int) -> None:
        """Remember the last messages sent into a chat, which are no copies of others."""
        self._sent.setdefault(chat, deque(maxlen=_DUPLICATES_WITHIN)).append(message)
        self._sent.move_to_end(chat)
        if len(self._sent) > _CHATS_KNOWN:
            self._sent.popitem(last=False)

    async def _keep_typing(self, quiet: asyncio.Event, chat: int, thread: int | None) -> None:
        async def call() -> None:
            quiet.clear()
            await self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=thread)

        while True:
            try:
                await self._retrier.once(chat, call, Priority.TYPING)
            except TelegramError as error:
                _log.debug("no typing action: %s", type(error).__name__)
            quiet.set()
            await asyncio.sleep(_TYPING_EVERY_S)

    async def _html_or_plain(
        self, chat: int, reply: Reply, call: Callable[[str, ParseMode | None], Awaitable[_Result]]
    ) -> CallResult[_Result]:
        try:
            return await self._retrier.call_with_retries(chat, lambda: call(reply.html, ParseMode.HTML))
        except BadRequest as error:
            if "can't parse" not in error.message.lower():
                raise
            _log.error("Telegram refused the markup of a message of %d characters: %s", len(reply.html), error.message)
            return await self._retrier.call_with_retries(chat, lambda: call(reply.plain, None))

    async def _delete_duplicates(self, chat: int, after: int, sent: int, keyboard: InlineKeyboardMarkup | None) -> None:
        """Delete the messages between `after` and `sent` that are duplicates of `sent`: retries that had come through.

        A duplicate is known by its keyboard, whose callback data no other message has: to set it again changes nothing,
        and Telegram says so. Without one it is ours and has none either, sent by a call whose result never came.
        Other people's messages cannot be edited, and other chats' are not found.
        """
        for number in range(sent - 1, max(after, sent - 1 - _DUPLICATES_WITHIN), -1):
            if number in self._sent.get(chat, ()):
                continue
            try:
                set_again = partial(self._bot.edit_message_reply_markup, chat, number, reply_markup=keyboard)
                await self._retrier.once(chat, set_again)
            except BadRequest as error:
                if "not modified" not in error.message.lower():
                    continue
                with contextlib.suppress(TelegramError):
                    await self._retrier.once(chat, partial(self._bot.delete_message, chat, number))
                    _log.info("a duplicate message was deleted")
            except TelegramError as error:
                _log.warning("whether a message is there twice was not found out: %s", type(error).__name__)
                return


def _preview(reply: Reply) -> LinkPreviewOptions:
    return LinkPreviewOptions(url=reply.preview, prefer_small_media=True) if reply.preview is not None else NO_PREVIEW


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in reply.rows]) if reply.rows else None


def _key(button: AnyButton) -> InlineKeyboardButton:
    match button:
        case Button(label, data):
            return InlineKeyboardButton(label, callback_data=data)
        case LinkButton(label, url):
            return InlineKeyboardButton(label, url=url)
        case CopyButton(label, text):
            return InlineKeyboardButton(label, copy_text=CopyTextButton(text))
        case ShareButton(label, query):
            return InlineKeyboardButton(label, switch_inline_query=query)
