"""Who is served when: inside a chat one after the other, the chats beside each other, nobody without bound."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.inbox import MOST_TRIES, Inbox
from bot.parsing import is_readable
from bot.tracing import dealing_with

_log = logging.getLogger(__name__)

# The library takes a place for an update before it is that chat's turn, so there must be more places than updates can
# wait; what really bounds the work is the pool on which questions are searched.
_PLACES = 4096

MOST_WAITING = 10
"""Messages of one person in one chat that may wait for their turn."""

GRACE_S = 6.0
"""How long the work at hand is given when the bot is told to stop; the rest is done at its next start."""

Told: TypeAlias = Callable[[Update], Awaitable[bool]]
GiveUp: TypeAlias = Callable[[Update], Awaitable[object]]


class UpdateQueue(asyncio.Queue[object]):
    """The application's queue: an update is in the inbox before the library, which waits for `put`, confirms it.

    Args:
        closing: called when the application stops taking updates.
    """

    def __init__(self, inbox: Inbox, closing: Callable[[], object]) -> None:
        super().__init__()
        self._inbox = inbox
        self._closing = closing
        self._apologies: set[asyncio.Task[None]] = set()

    async def put(self, item: object) -> None:
        """Queue an update, unless one of its number has come before. Never raises: that would end the polling."""
        if isinstance(item, Update):
            # The library breaks off its polling when it stops; what is written down is queued all the same.
            await asyncio.shield(asyncio.create_task(self._take(item)))
        else:
            self._closing()  # the library's sign that nothing comes any more
            await super().put(item)

    async def _take(self, update: Update) -> None:
        with dealing_with(update.update_id):
            if await self._accepted(update):
                _log.info("taken")
                await super().put(update)
            else:
                _log.info("came again")

    async def _accepted(self, update: Update) -> bool:
        try:
            return await asyncio.to_thread(self._inbox.accept, update.update_id, update.to_dict())
        except Exception:
            # Better an answer that a crash would lose than none, and than no more answers at all.
            _log.exception("it could not be written to the inbox")
            return True

    async def replay(self, bot: Bot, give_up: GiveUp) -> None:
        """Queue what the last process left; what was begun too often is handed to `give_up` instead."""
        left = await asyncio.to_thread(self._inbox.left)
        if left:
            _log.info("%d updates were left by the last process", len(left))
        for one in left:
            if not is_readable(one.body):  # written by another version of the library
                self._inbox.done(int(one.body["update_id"]))
                continue
            update = Update.de_json(one.body, bot)
            if one.tries < MOST_TRIES:
                await super().put(update)
            else:
                _log.error("update %d was begun %d times and never ended", update.update_id, one.tries)
                self._inbox.done(update.update_id)
                self._apologies.add(asyncio.create_task(_apologise(give_up, update)))


async def _apologise(give_up: GiveUp, update: Update) -> None:
    try:
        with dealing_with(update.update_id):
            await give_up(update)
    except Exception:
        _log.exception("no apology for update %d", update.update_id)


class Turns(BaseUpdateProcessor):
    """Handles the updates of one chat in the order in which they came, and those of different chats concurrently.

    Args:
        inbox: where each update is noted when it is begun and when it is dealt with.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(_PLACES)
        self._inbox = inbox
        self._full: Told | None = None
        # A lock lives as long as somebody holds it or waits for it.
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._waiting: Counter[tuple[int, int]] = Counter()
        self._told: set[tuple[int, int]] = set()
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await `coroutine` when the updates of the same chat before it are done."""
        if not isinstance(update, Update) or not isinstance(coroutine, Coroutine):
            await coroutine
            return
        with dealing_with(update.update_id):
            await self._at_its_turn(update, coroutine)

    async def _at_its_turn(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        chat, person = update.effective_chat, update.effective_user
        if chat is None:
            await self._handle(update, coroutine)
            return
        key = (chat.id, person.id if person is not None else 0)
        if update.message is not None and self._waiting[key] >= MOST_WAITING:
            coroutine.close()
            await self._refuse(update, key)
            return
        self._waiting[key] += 1
        try:
            # asyncio.Lock serves in the order of asking, and the library asks in the order of updates.
            async with self._locks.setdefault(chat.id, asyncio.Lock()):
                await self._handle(update, coroutine)
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]
                self._told.discard(key)

    def when_full(self, full: Told) -> None:
        """Have `full` told of the first message of a person for which there is no room any more."""
        self._full = full

    def close_soon(self) -> None:
        """Leave what is not done in `GRACE_S` for the next start."""
        asyncio.get_running_loop().call_later(GRACE_S, self._close)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def _handle(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        if self._closed:
            coroutine.close()  # it is still in the inbox
            return
        self._inbox.begin(update.update_id)
        begun = time.monotonic()
        task = asyncio.create_task(coroutine)
        self._running.add(task)
        try:
            await task
        except asyncio.CancelledError:
            if not self._closed:
                raise
            self._inbox.put_back(update.update_id)
            return
        finally:
            self._running.discard(task)
        self._inbox.done(update.update_id)
        _log.info("done in %.2f s", time.monotonic() - begun)

    async def _refuse(self, update: Update, key: tuple[int, int]) -> None:
        self._inbox.done(update.update_id)
        if self._full is None or key in self._told:
            return
        self._told.add(key)
        try:
            if not await self._full(update):
                self._told.discard(key)  # there was nothing to say to this one
        except Exception:
            _log.exception("it could not be refused")

    def _close(self) -> None:
        self._closed = True
        if self._running:
            _log.warning("%d updates are left for the next start", len(self._running))
        for task in self._running:
            task.cancel()
