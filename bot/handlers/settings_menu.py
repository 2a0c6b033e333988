"""The callbacks of /settings and /language and of the buttons there."""

from collections.abc import Callable

from telegram import Update

from bot.conversation.settings_menu import SettingsMenu
from bot.handlers.access import is_in_charge
from bot.support.threads import ThreadPools
from bot.transport.addressing import Context, language_of
from bot.transport.sender import Sender
from bot.views.callback_data import parse_press
from bot.views.replies import Reply


class SettingsHandlers:
    """Shows the pages and obeys their buttons: those of anybody in a private chat, of administrators in a group.

    Args:
        workers: where the disk is waited for.
    """

    def __init__(self, choices: SettingsMenu, delivery: Sender, workers: ThreadPools) -> None:
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
        if not await is_in_charge(context.bot, chat, query.from_user.id):
            words = await self._workers.run(self._choices.words, chat.id, code)
            await self._delivery.acknowledge(query, words.say("settings-not-yours"))
            return
        page = await self._workers.run(self._choices.press, press, chat.id, code)
        await self._delivery.acknowledge(query)
        if page is not None:
            await self._delivery.edit(chat.id, query.message.message_id, page)

    async def _show(self, update: Update, page: Callable[[int, str | None], Reply]) -> None:
        message = update.effective_message
        if message is None:
            return
        reply = await self._workers.run(page, message.chat.id, language_of(message.from_user))
        await self._delivery.respond(message, reply)
