"""Commands: the callback of each, and the command menu and descriptions that Telegram shows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Update,
)
from telegram.error import TelegramError

from bot.conversation.answer_pages import ANSWER_PAYLOAD
from bot.handlers.access import may_administer
from bot.handlers.services import Services
from bot.support.i18n import LANGUAGES, Locale, locale_for
from bot.transport.update_parsing import Context, language_of, thread_of
from bot.views.article_view import ARTICLE_PAYLOAD
from bot.views.buttons import LIST_PAYLOAD, Action
from bot.views.markup import Reply, confirmation, notice
from bot.views.static_messages import MENU, unknown_command

_log = logging.getLogger(__name__)
_List: TypeAlias = Callable[[str, int, Locale], Reply]

_TIME_LIMIT_S = 20.0
_GROUP_COMMANDS = ("ask", "latest", "digest", "sources", "settings", "help")


class CommandHandlers:
    """The callbacks of commands that anybody may use; every one of them ends in at most one message."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._conversation = services.conversation
        self._listings = services.conversation.listings

    async def start(self, update: Update, context: Context) -> None:
        """/start, or what an address leads to; just after the bot's own start the examples take their time."""
        message = update.effective_message
        if message is None:
            return
        payload = context.args[0] if context.args else ""
        chat = message.chat.id
        if payload.startswith(ANSWER_PAYLOAD):
            await self._say(
                update,
                lambda locale: self._conversation.presses.open(payload.removeprefix(ANSWER_PAYLOAD), chat, locale),
            )
        elif payload.startswith((ARTICLE_PAYLOAD, LIST_PAYLOAD)):
            await self._say(update, lambda locale: self._listings.open(payload, chat, locale))
        else:
            async with self._services.sender.typing(chat, thread_of(message)):
                locale = await self._services.locale_of(update)
                reply = await self._services.threads.run(self._conversation.start, locale)
            await self._services.sender.respond(message, reply)

    async def help(self, update: Update, _: Context) -> None:
        """/help."""
        await self._say(update, self._conversation.help)

    async def privacy(self, update: Update, _: Context) -> None:
        """/privacy."""
        await self._say(update, self._conversation.privacy)

    async def forget_me(self, update: Update, _: Context) -> None:
        """/forget_me; in a group only for its administrators, and after a question."""
        message = update.effective_message
        if message is None:
            return
        chat = message.chat
        if chat.type == chat.PRIVATE:
            await self._say(update, lambda locale: self._conversation.forget_me(chat.id, locale))
        elif await may_administer(chat, message.from_user, message.sender_chat):
            await self._say(
                update, lambda locale: confirmation(locale.say("forget-me-sure"), Action.FORGET_ME, "all", locale)
            )
        else:
            await self._say(update, lambda locale: notice(locale.say("forget-me-not-yours")))

    async def latest(self, update: Update, context: Context) -> None:
        """/latest, and which ones."""
        await self._list(update, context, self._listings.latest)

    async def sources(self, update: Update, context: Context) -> None:
        """/sources, and part of a name."""
        await self._list(update, context, self._listings.sources)

    async def article(self, update: Update, context: Context) -> None:
        """/article and its name or id."""
        await self._list(update, context, self._listings.article)

    async def digest(self, update: Update, context: Context) -> None:
        """/digest and a place, a time or both."""
        message, services = update.effective_message, self._services
        if message is None:
            return
        chat, number, thread = message.chat.id, message.message_id, thread_of(message)
        locale = await services.locale_of(update)
        async with services.sender.typing(chat, thread):
            found = await services.searches.run(self._listings.digest, arguments(context), chat, locale, number)
        sent = await services.sender.send(chat, found.reply, to=number, thread=thread)
        if found.answer_id is not None:
            await services.threads.run(self._conversation.memory.note_message, found.answer_id, sent)

    async def settings(self, update: Update, _: Context) -> None:
        """/settings."""
        await self._menu(update, self._conversation.settings_menu.settings)

    async def language(self, update: Update, _: Context) -> None:
        """/language."""
        await self._menu(update, self._conversation.settings_menu.language)

    async def unknown_command(self, update: Update, _: Context) -> None:
        """A command in a private chat that there is not."""
        message = update.effective_message
        if message is not None:
            await self._say(update, lambda locale: unknown_command(message.text or "", locale))

    async def not_text(self, update: Update, _: Context) -> None:
        """A voice message, a sticker or the like in a private chat; the parts of an album get no hint each."""
        if update.effective_message is not None and update.effective_message.media_group_id is None:
            await self._say(update, self._conversation.not_text)

    async def _say(self, update: Update, make: Callable[[Locale], Reply]) -> None:
        message = update.effective_message
        if message is not None:
            locale = await self._services.locale_of(update)
            await self._services.sender.respond(message, await self._services.threads.run(make, locale))

    async def _list(self, update: Update, context: Context, make: _List) -> None:
        message = update.effective_message
        if message is not None:
            chat, text = message.chat.id, arguments(context)
            await self._say(update, lambda locale: make(text, chat, locale))

    async def _menu(self, update: Update, make: Callable[[int, str | None], Reply]) -> None:
        message = update.effective_message
        if message is not None:
            page = await self._services.threads.run(make, message.chat.id, language_of(message.from_user))
            await self._services.sender.respond(message, page)


def arguments(context: Context) -> str:
    """What stands behind a command."""
    return " ".join(context.args or ())


async def set_command_menu(bot: Bot) -> None:
    """Set the command menus of private chats and groups and both descriptions, in each language, where they differ.

    A failure is logged and never keeps the bot from starting.
    """
    steps = (_set_private_commands, _set_group_commands, _set_description, _set_short_description)
    await asyncio.gather(*(_attempt(step, bot, locale_for(language)) for step in steps for language in LANGUAGES))


async def _attempt(step: Callable[[Bot, Locale], Awaitable[None]], bot: Bot, locale: Locale) -> None:
    try:
        async with asyncio.timeout(_TIME_LIMIT_S):
            await step(bot, locale)
    except (TelegramError, TimeoutError) as error:
        _log.warning("%s in %s failed: %s", step.__name__.strip("_"), locale.language, type(error).__name__)


def _code(locale: Locale) -> str | None:
    """The code under which Telegram keeps a language; None for what it shows to everybody else."""
    return None if locale.language == LANGUAGES[0] else locale.language


async def _set_private_commands(bot: Bot, locale: Locale) -> None:
    await _set_commands(bot, locale, BotCommandScopeAllPrivateChats(), MENU)


async def _set_group_commands(bot: Bot, locale: Locale) -> None:
    await _set_commands(bot, locale, BotCommandScopeAllGroupChats(), _GROUP_COMMANDS)


async def _set_commands(bot: Bot, locale: Locale, scope: BotCommandScope, names: Sequence[str]) -> None:
    commands = tuple(BotCommand(name, locale.say(f"command-{name}")) for name in names)
    if await bot.get_my_commands(scope, _code(locale)) != commands:
        await bot.set_my_commands(commands, scope, _code(locale))


async def _set_description(bot: Bot, locale: Locale) -> None:
    text = locale.say("description")
    if (await bot.get_my_description(_code(locale))).description != text:
        await bot.set_my_description(text, _code(locale))


async def _set_short_description(bot: Bot, locale: Locale) -> None:
    text = locale.say("short-description")
    if (await bot.get_my_short_description(_code(locale))).short_description != text:
        await bot.set_my_short_description(text, _code(locale))
