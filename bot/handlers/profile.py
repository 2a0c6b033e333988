"""How the bot presents itself in Telegram: commands and descriptions, set only when they differ."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.support.i18n import LANGUAGES, Translations, translations_for
from bot.views.help import COMMANDS

_log = logging.getLogger(__name__)

_TIME_LIMIT_S = 20.0
_GROUP_COMMANDS = ("ask", "latest", "digest", "article", "sources", "settings", "help", "privacy")


async def introduce(bot: Bot) -> None:
    """Set the command menus of private chats and groups and both descriptions, in each language, where they differ.

    A failure is logged and never keeps the bot from starting.
    """
    steps = (_set_private_commands, _set_group_commands, _set_description, _set_short_description)
    await asyncio.gather(*(_attempt(step, bot, translations_for(language)) for step in steps for language in LANGUAGES))


async def _attempt(step: Callable[[Bot, Translations], Awaitable[None]], bot: Bot, words: Translations) -> None:
    try:
        async with asyncio.timeout(_TIME_LIMIT_S):
            await step(bot, words)
    except (TelegramError, TimeoutError) as error:
        _log.warning("%s in %s failed: %s", step.__name__.strip("_"), words.language, type(error).__name__)


def _code(words: Translations) -> str | None:
    """The code under which Telegram keeps a language; None for what it shows to everybody else."""
    return None if words.language == LANGUAGES[0] else words.language


async def _set_private_commands(bot: Bot, words: Translations) -> None:
    await _set_commands(bot, words, BotCommandScopeAllPrivateChats(), COMMANDS)


async def _set_group_commands(bot: Bot, words: Translations) -> None:
    await _set_commands(bot, words, BotCommandScopeAllGroupChats(), _GROUP_COMMANDS)


async def _set_commands(bot: Bot, words: Translations, scope: BotCommandScope, names: Sequence[str]) -> None:
    commands = tuple(BotCommand(name, words.say(f"command-{name}")) for name in names)
    if await bot.get_my_commands(scope, _code(words)) != commands:
        await bot.set_my_commands(commands, scope, _code(words))


async def _set_description(bot: Bot, words: Translations) -> None:
    text = words.say("description")
    if (await bot.get_my_description(_code(words))).description != text:
        await bot.set_my_description(text, _code(words))


async def _set_short_description(bot: Bot, words: Translations) -> None:
    text = words.say("short-description")
    if (await bot.get_my_short_description(_code(words))).short_description != text:
        await bot.set_my_short_description(text, _code(words))
