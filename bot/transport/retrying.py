"""Calls to Telegram that must come through: paced, flood waits obeyed chat by chat, failures repeated with patience."""

import asyncio
import itertools
import logging
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.transport.rate_limit import Priority, RateLimiter

# The library's own switch to the type that its next version will have; without it every flood wait warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

PER_SECOND = 28
"""Messages sent in a second, all chats together; Telegram allows about 30."""

PATIENCE_S = 86_400.0
"""Seconds for which a call that fails is made again: Telegram keeps what it could not deliver for a day, too."""

# A connection that was never made carried nothing: repeating cannot show a message twice.
_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Attempted(Generic[_Result]):
    """What a call led to.

    Attributes:
        unsure: an earlier try of it failed in a way that does not tell whether Telegram carried it out.
    """

    result: _Result
    unsure: bool


class Retrier:
    """Makes calls until they are answered. A wait holds the chat that must wait, never the others.

    Args:
        sleep: waits so many seconds.
        clock: seconds that only go up.
    """

    def __init__(
        self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._pace = RateLimiter(PER_SECOND)
        self._held: dict[int, float] = {}

    async def once(
        self, chat: int, call: Callable[[], Awaitable[_Result]], rank: Priority = Priority.ANSWER
    ) -> _Result:
        """Make a call that is not worth repeating, at its turn. Raises: TelegramError."""
        await self._until_free(chat)
        await self._pace.turn(rank)
        return await call()

    async def insist(self, chat: int, call: Callable[[], Awaitable[_Result]]) -> Attempted[_Result]:
        """Make `call`, which writes into `chat`, until it is answered or refused.

        Raises:
            TelegramError: it was refused, or still fails after `PATIENCE_S`.
        """
        begun = self._clock()
        unsure = False
        pauses = _pauses()
        while True:
            await self._until_free(chat)
            await self._pace.turn()
            try:
                return Attempted(await call(), unsure)
            except RetryAfter as flood:
                self._hold(chat, seconds_of(flood))
            except TelegramError as error:
                if not _is_failure(error) or self._clock() - begun > PATIENCE_S:
                    raise
                unsure = unsure or not isinstance(error.__cause__, _UNREACHED)
                pause = next(pauses)
                _log.warning("waiting for Telegram: a call failed (%s), again in %.1f s", type(error).__name__, pause)
                await self._sleep(pause)

    def _hold(self, chat: int, seconds: float) -> None:
        _log.warning("Telegram asks to wait %.0f s in this chat", seconds)
        self._held[chat] = max(self._held.get(chat, 0.0), self._clock() + seconds)

    async def _until_free(self, chat: int) -> None:
        while (until := self._held.get(chat)) is not None:
            left = until - self._clock()
            if left > 0:
                await self._sleep(left)
            if self._held.get(chat) == until:
                del self._held[chat]


def seconds_of(flood: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = flood.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _is_failure(error: TelegramError) -> bool:
    """Whether the call failed on its way, rather than being refused."""
    if isinstance(error, NetworkError):
        return not isinstance(error, BadRequest)
    # An answer that is cut off or no JSON has no class of its own.
    return type(error) is TelegramError


def _pauses() -> Iterator[float]:
    """Seconds before each new try."""
    return itertools.chain((0.5, 1.0, 2.0, 4.0, 8.0), itertools.repeat(15.0))
