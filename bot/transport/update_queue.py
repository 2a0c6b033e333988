"""The queue of updates, each on disk before its arrival is confirmed, and their order: fair to chats and people.

The updates of one chat are handled one at a time, in rotation between its people; different chats concurrently.
"""

import asyncio
import logging
import sqlite3
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.state.update_store import MOST_TRIES, UpdateStore
from bot.support.logs import tracing_update
from bot.support.thread_pools import ThreadPool
from bot.transport.update_parsing import Sender, chat_user_of, readable

_log = logging.getLogger(__name__)

MOST_IN_MEMORY = 10
"""Updates of one person in one chat that are held in memory; those behind them wait on disk."""

GRACE_S = 6.0
"""How long the work at hand is given when the bot is told to stop; the rest is done at its next start."""

# The library takes a place for an update before it is that chat's turn, so there must be more places than updates can
# wait; what really bounds the work is the pool on which questions are searched.
_MAX_CONCURRENT = 4096


class UpdateQueue(asyncio.Queue[object]):
    """The application's queue: an update is in the inbox before the library, which waits for `put`, confirms it.

    Of a person who sends many updates only the first few are queued; each that is dealt with makes room for the next.
    """

    def __init__(self, update_store: UpdateStore, disk: ThreadPool) -> None:
        super().__init__()
        self._store = update_store
        self._disk = disk
        self._closing: Callable[[], object] = lambda: None
        self._closed = False
        self._in_memory: Counter[Sender] = Counter()
        # By number, or whole where the inbox did not take them.
        self._waiting_on_disk: dict[Sender, deque[int | Update]] = {}
        self._apologies: set[asyncio.Task[None]] = set()

    def on_close(self, closing: Callable[[], object]) -> None:
        """Have `closing` called when the application stops taking updates."""
        self._closing = closing

    async def put(self, item: object) -> None:
        """Queue an update, unless one of its number has come before. Never raises: that would end the polling."""
        if isinstance(item, Update):
            # The library breaks off its polling when it stops; what is written down is queued all the same.
            await asyncio.shield(asyncio.create_task(self._store_and_queue(item)))
            return
        self._closed = True
        self._closing()  # the library's sign that nothing comes any more
        await super().put(item)

    async def finished(self, update: Update) -> None:
        """An update is dealt with, or left for the next start: queue the next one of the same person."""
        if (sender := chat_user_of(update)) is None:
            return
        while not self._closed and (waiting := self._waiting_on_disk.get(sender)):
            following = waiting.popleft()
            if not waiting:
                del self._waiting_on_disk[sender]
            found = following if isinstance(following, Update) else await self._load(following, update.get_bot())
            if found is not None and not self._closed:
                await super().put(found)
                return
        self._in_memory[sender] -= 1
        if not self._in_memory[sender]:
            del self._in_memory[sender]

    async def _store_and_queue(self, update: Update) -> None:
        with tracing_update(update.update_id):
            try:
                accepted = await self._disk.run(self._store.accept, update.update_id, update.to_dict())
            except Exception:
                # Better an answer that a crash would lose than none, and than no more answers at all.
                _log.exception("it could not be written to the inbox")
                await self._enqueue(update, update)
                return
            _log.info("taken" if accepted else "came again")
            if accepted:
                await self._enqueue(update, update.update_id)

    async def _enqueue(self, update: Update, waiting: int | Update) -> None:
        """Queue an update, or have it wait, as `waiting`, behind the others of the same person."""
        if self._closed:
            return  # nobody would take it out any more; it is in the inbox
        if (sender := chat_user_of(update)) is not None:
            if self._in_memory[sender] >= MOST_IN_MEMORY:
                self._waiting_on_disk.setdefault(sender, deque()).append(waiting)
                return
            self._in_memory[sender] += 1
        await super().put(update)

    async def _load(self, number: int, bot: Bot) -> Update | None:
        try:
            body = await self._disk.run(self._store.body, number)
        except sqlite3.Error:
            _log.exception("update %d could not be read from the inbox; it is left for the next start", number)
            return None
        body = None if body is None else readable(body)
        return None if body is None else Update.de_json(body, bot)

    async def replay(self, bot: Bot, give_up: Callable[[Update], Awaitable[object]]) -> None:
        """Queue what the last process left; what was begun too often is handed to `give_up` instead."""
        left = await self._disk.run(self._store.unfinished)
        if left:
            _log.info("%d updates were left by the last process", len(left))
        for one in left:
            body = readable(one.body)  # another version of the library may have written it
            if body is None:
                await self._disk.run(self._store.done, int(one.body["update_id"]))
                continue
            update = Update.de_json(body, bot)
            if one.tries < MOST_TRIES:
                await self._enqueue(update, update.update_id)
            else:
                _log.error("update %d was begun %d times and never ended", update.update_id, one.tries)
                self._apologies.add(asyncio.create_task(self._give_up(update, give_up)))

    async def _give_up(self, update: Update, give_up: Callable[[Update], Awaitable[object]]) -> None:
        with tracing_update(update.update_id):
            try:
                await give_up(update)
            except Exception:
                _log.exception("no apology for update %d", update.update_id)
            await self._disk.run(self._store.done, update.update_id)


class _ChatLock:
    """A lock for one chat that is handed to the persons who wait in rotation, to each in the order of asking."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: OrderedDict[int, deque[asyncio.Future[None]]] = OrderedDict()

    async def acquire(self, person: int) -> None:
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
        update_store: where each update is noted when it is begun and when it is dealt with; written on `disk` alone.
        after: called with each update that was handled, or left for the next start.
    """

    def __init__(
        self, update_store: UpdateStore, disk: ThreadPool, after: Callable[[Update], Awaitable[object]]
    ) -> None:
        super().__init__(_MAX_CONCURRENT)
        self._store = update_store
        self._disk = disk
        self._after = after
        # A turn lives as long as somebody has it or waits for it.
        self._locks: WeakValueDictionary[int, _ChatLock] = WeakValueDictionary()
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await `coroutine` when it is its turn in its chat."""
        if not isinstance(update, Update) or not isinstance(coroutine, Coroutine):
            await coroutine
            return
        with tracing_update(update.update_id):
            if (sender := chat_user_of(update)) is None:
                await self._handle(update, coroutine)
                return
            chat, person = sender
            turn = self._locks.setdefault(chat, _ChatLock())
            await turn.acquire(person)
            try:
                await self._handle(update, coroutine)
            finally:
                await self._after(update)
                turn.release()

    def close_after_grace(self) -> None:
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
        await self._disk.run(self._store.begin, update.update_id)
        begun, task = time.monotonic(), asyncio.create_task(coroutine)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        if self._closed:
            task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            if not self._closed:
                raise
            await self._disk.run(self._store.put_back, update.update_id)
        else:
            await self._disk.run(self._store.done, update.update_id)
            _log.info("done in %.2f s", time.monotonic() - begun)
