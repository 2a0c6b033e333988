"""Calls to Telegram that must come through: a rate limit, retries with growing pauses, flood waits chat by chat."""

import asyncio
import heapq
import itertools
import logging
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError


class Priority(IntEnum):
    """What goes first when several wait."""

    ANSWER = 0
    TYPING = 1


class RateLimiter:
    """Gives out turns, so many a second and never two at once: a burst would meet Telegram's limits.

    Args:
        per_second: turns in a second.
    """

    def __init__(self, per_second: float) -> None:
        self._every_s = 1 / per_second
        self._next_at = 0.0
        self._waiting: list[tuple[Priority, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    async def wait(self, priority: Priority = Priority.ANSWER) -> None:
        """Wait for a turn; those of equal rank get theirs in the order of asking."""
        loop = asyncio.get_running_loop()
        if self._timer is None and loop.time() >= self._next_at:
            self._next_at = loop.time() + self._every_s
            return
        mine: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (priority, next(self._numbers), mine))
        self._timer = self._timer or loop.call_at(self._next_at, self._grant)
        await mine

    def _grant(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None
        while self._waiting:
            _, _, first = heapq.heappop(self._waiting)
            if first.done():  # it does not wait any more
                continue
            first.set_result(None)
            self._next_at = loop.time() + self._every_s
            break
        if self._waiting:
            self._timer = loop.call_at(self._next_at, self._grant)


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
class CallResult(Generic[_Result]):
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
        self._rate_limiter = RateLimiter(PER_SECOND)
        self._flood_until: dict[int, float] = {}

    async def once(
        self, chat: int, call: Callable[[], Awaitable[_Result]], priority: Priority = Priority.ANSWER
    ) -> _Result:
        """Make a call that is not worth repeating, at its turn. Raises: TelegramError."""
        await self._wait_out_flood(chat)
        await self._rate_limiter.wait(priority)
        return await call()

    async def call_with_retries(self, chat: int, call: Callable[[], Awaitable[_Result]]) -> CallResult[_Result]:
        """Make `call`, which writes into `chat`, until it is answered or refused.

        Raises:
            TelegramError: it was refused, or still fails after `PATIENCE_S`.
        """
        begun = self._clock()
        unsure = False
        pauses = _pauses()
        while True:
            await self._wait_out_flood(chat)
            await self._rate_limiter.wait()
            try:
                return CallResult(await call(), unsure)
            except RetryAfter as flood:
                self._hold(chat, retry_after_s(flood))
            except TelegramError as error:
                if not _is_failure(error) or self._clock() - begun > PATIENCE_S:
                    raise
                unsure = unsure or not isinstance(error.__cause__, _UNREACHED)
                pause = next(pauses)
                _log.warning("waiting for Telegram: a call failed (%s), again in %.1f s", type(error).__name__, pause)
                await self._sleep(pause)

    def _hold(self, chat: int, seconds: float) -> None:
        _log.warning("Telegram asks to wait %.0f s in this chat", seconds)
        self._flood_until[chat] = max(self._flood_until.get(chat, 0.0), self._clock() + seconds)

    async def _wait_out_flood(self, chat: int) -> None:
        while (until := self._flood_until.get(chat)) is not None:
            left = until - self._clock()
            if left > 0:
                await self._sleep(left)
            if self._flood_until.get(chat) == until:
                del self._flood_until[chat]


def retry_after_s(flood: RetryAfter) -> float:
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
