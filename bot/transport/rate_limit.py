"""Turns to call Telegram: evenly spaced, and what matters more goes first."""

import asyncio
import heapq
import itertools
from enum import IntEnum


class Priority(IntEnum):
    """What goes first when several wait."""

    ANSWER = 0
    SIGN = 1


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

    async def turn(self, rank: Priority = Priority.ANSWER) -> None:
        """Wait for a turn; those of equal rank get theirs in the order of asking."""
        loop = asyncio.get_running_loop()
        if self._timer is None and loop.time() >= self._next_at:
            self._next_at = loop.time() + self._every_s
            return
        mine: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), mine))
        self._timer = self._timer or loop.call_at(self._next_at, self._give)
        await mine

    def _give(self) -> None:
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
            self._timer = loop.call_at(self._next_at, self._give)
