"""How the bot presents itself in Telegram: commands and descriptions, set only when they differ."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot import words

_log = logging.getLogger(__name__)

_TIME_LIMIT_S = 20.0
_GROUP_COMMANDS = frozenset({"ask", "sources", "help", "privacy"})


async def introduce(bot: Bot) -> None:
    """Set the command menus of private chats and groups, the description and the short description, where they differ.

    A failure is logged and never keeps the bot from starting.
    """
    steps = (_set_private_commands, _set_group_commands, _set_description, _set_short_description)
    await asyncio.gather(*(_attempt(step, bot) for step in steps))


async def _attempt(step: Callable[[Bot], Awaitable[None]], bot: Bot) -> None:
    try:
        async with asyncio.timeout(_TIME_LIMIT_S):
            await step(bot)
    except (TelegramError, TimeoutError) as error:
        _log.warning("%s failed: %s", step.__name__.strip("_"), type(error).__name__)


def _commands(names: frozenset[str] | None = None) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(name, what) for name, what in words.COMMANDS if names is None or name in names)


async def _set_private_commands(bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    if await bot.get_my_commands(scope) != _commands():
        await bot.set_my_commands(_commands(), scope)


async def _set_group_commands(bot: Bot) -> None:
    scope = BotCommandScopeAllGroupChats()
    if await bot.get_my_commands(scope) != _commands(_GROUP_COMMANDS):
        await bot.set_my_commands(_commands(_GROUP_COMMANDS), scope)


async def _set_description(bot: Bot) -> None:
    if (await bot.get_my_description()).description != words.DESCRIPTION:
        await bot.set_my_description(words.DESCRIPTION)


async def _set_short_description(bot: Bot) -> None:
    if (await bot.get_my_short_description()).short_description != words.SHORT_DESCRIPTION:
        await bot.set_my_short_description(words.SHORT_DESCRIPTION)
