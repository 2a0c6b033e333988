"""Who is served when: persons by turns, each in the order of asking, chats beside each other; nobody is refused."""

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.state.update_store import UpdateStore
from bot.support.threads import ThreadPools
from bot.support.tracing import tracing_update
from bot.transport.addressing import sender_of

_log = logging.getLogger(__name__)

# The library takes a place for an update before it is that chat's turn, so there must be more places than updates can
# wait; what really bounds the work is the pool on which questions are searched.
_PLACES = 4096

GRACE_S = 6.0
"""How long the work at hand is given when the bot is told to stop; the rest is done at its next start."""


class _Turn:
    """A lock for one chat that is handed to the persons who wait in rotation, to each in the order of asking."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: OrderedDict[int, deque[asyncio.Future[None]]] = OrderedDict()

    async def acquire(self, person: int) -> None:
        """Wait for the turn of `person`."""
        if not self._taken:
            self._taken = True
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(person, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it had just been handed over
                self.release()
            raise

    def release(self) -> None:
        """Hand the turn to the next one."""
        while self._waiting:
            person, theirs = next(iter(self._waiting.items()))
            following = theirs.popleft()
            if theirs:
                self._waiting.move_to_end(person)
            else:
                del self._waiting[person]
            if not following.done():
                following.set_result(None)
                return
        self._taken = False


class UpdateDispatcher(BaseUpdateProcessor):
    """Handles the updates of one chat one after the other, and those of different chats concurrently.

    Args:
        inbox: where each update is noted when it is begun and when it is dealt with; written on `disk` alone.
        after: called with each update that was handled, or left for the next start.
    """

    def __init__(self, inbox: UpdateStore, disk: ThreadPools, after: Callable[[Update], Awaitable[object]]) -> None:
        super().__init__(_PLACES)
        self._inbox = inbox
        self._disk = disk
        self._after = after
        # A turn lives as long as somebody has it or waits for it.
        self._turns: WeakValueDictionary[int, _Turn] = WeakValueDictionary()
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await `coroutine` when it is its turn in its chat."""
        if not isinstance(update, Update) or not isinstance(coroutine, Coroutine):
            await coroutine
            return
        with tracing_update(update.update_id):
            sender = sender_of(update)
            if sender is None:
                await self._handle(update, coroutine)
                return
            chat, person = sender
            turn = self._turns.setdefault(chat, _Turn())
            await turn.acquire(person)
            try:
                await self._handle(update, coroutine)
            finally:
                await self._after(update)
                turn.release()

    def close_soon(self) -> None:
        """Leave what is not done in `GRACE_S` for the next start."""
        asyncio.get_running_loop().call_later(GRACE_S, self.close)

    def close(self) -> None:
        """Leave what is not done for the next start."""
        if self._running and not self._closed:
            _log.warning("%d updates are left for the next start", len(self._running))
        self._closed = True
        for task in self._running:
            task.cancel()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def _handle(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        if self._closed:
            coroutine.close()  # it is still in the inbox
            return
        await self._disk.run(self._inbox.begin, update.update_id)
        begun = time.monotonic()
        task = asyncio.create_task(coroutine)
        self._running.add(task)
        if self._closed:
            task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            if not self._closed:
                raise
            await self._disk.run(self._inbox.put_back, update.update_id)
            return
        finally:
            self._running.discard(task)
        await self._disk.run(self._inbox.done, update.update_id)
        _log.info("done in %.2f s", time.monotonic() - begun)
