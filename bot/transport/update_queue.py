"""The queue of updates: each is on disk before Telegram is told of its arrival, few of a person are in memory."""

import asyncio
import logging
import sqlite3
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telegram import Bot, Update

from bot.state.update_store import MOST_TRIES, UpdateStore
from bot.support.threads import ThreadPools
from bot.support.tracing import tracing_update
from bot.transport.addressing import Sender, sender_of
from bot.transport.update_parsing import readable

_log = logging.getLogger(__name__)

MOST_AT_HAND = 10
"""Updates of one person in one chat that are held in memory; those behind them wait on disk."""

GiveUp: TypeAlias = Callable[[Update], Awaitable[object]]


class UpdateQueue(asyncio.Queue[object]):
    """The application's queue: an update is in the inbox before the library, which waits for `put`, confirms it.

    Of a person who sends many updates only the first few are queued; each that is dealt with makes room for the next.

    Args:
        inbox: read and written on `disk` alone.
    """

    def __init__(self, inbox: UpdateStore, disk: ThreadPools) -> None:
        super().__init__()
        self._inbox = inbox
        self._disk = disk
        self._closing: Callable[[], object] = lambda: None
        self._closed = False
        self._at_hand: Counter[Sender] = Counter()
        # By number, or whole where the inbox did not take them.
        self._set_aside: dict[Sender, deque[int | Update]] = {}
        self._apologies: set[asyncio.Task[None]] = set()

    def when_closed(self, closing: Callable[[], object]) -> None:
        """Have `closing` called when the application stops taking updates."""
        self._closing = closing

    async def put(self, item: object) -> None:
        """Queue an update, unless one of its number has come before. Never raises: that would end the polling."""
        if isinstance(item, Update):
            # The library breaks off its polling when it stops; what is written down is queued all the same.
            await asyncio.shield(asyncio.create_task(self._take(item)))
        else:
            self._closed = True
            self._closing()  # the library's sign that nothing comes any more
            await super().put(item)

    async def dealt_with(self, update: Update) -> None:
        """An update is dealt with, or left for the next start: queue the next one of the same person."""
        sender = sender_of(update)
        if sender is None:
            return
        while not self._closed and (waiting := self._set_aside.get(sender)):
            following = waiting.popleft()
            if not waiting:
                del self._set_aside[sender]
            found = following if isinstance(following, Update) else await self._fetched(following, update.get_bot())
            if found is not None and not self._closed:
                await super().put(found)
                return
        self._at_hand[sender] -= 1
        if not self._at_hand[sender]:
            del self._at_hand[sender]

    async def _take(self, update: Update) -> None:
        with tracing_update(update.update_id):
            try:
                accepted = await self._disk.run(self._inbox.accept, update.update_id, update.to_dict())
            except Exception:
                # Better an answer that a crash would lose than none, and than no more answers at all.
                _log.exception("it could not be written to the inbox")
                await self._admit(update, update)
                return
            _log.info("taken" if accepted else "came again")
            if accepted:
                await self._admit(update, update.update_id)

    async def _admit(self, update: Update, waiting: int | Update) -> None:
        """Queue an update, or have it wait, as `waiting`, behind the others of the same person."""
        if self._closed:
            return  # nobody would take it out any more; it is in the inbox
        sender = sender_of(update)
        if sender is not None:
            if self._at_hand[sender] >= MOST_AT_HAND:
                self._set_aside.setdefault(sender, deque()).append(waiting)
                return
            self._at_hand[sender] += 1
        await super().put(update)

    async def _fetched(self, number: int, bot: Bot) -> Update | None:
        try:
            body = await self._disk.run(self._inbox.body, number)
        except sqlite3.Error:
            _log.exception("update %d could not be read from the inbox; it is left for the next start", number)
            return None
        body = readable(body) if body is not None else None
        return Update.de_json(body, bot) if body is not None else None

    async def replay(self, bot: Bot, give_up: GiveUp) -> None:
        """Queue what the last process left; what was begun too often is handed to `give_up` instead."""
        left = await self._disk.run(self._inbox.left)
        if left:
            _log.info("%d updates were left by the last process", len(left))
        for one in left:
            body = readable(one.body)  # another version of the library may have written it
            if body is None:
                await self._disk.run(self._inbox.done, int(one.body["update_id"]))
                continue
            update = Update.de_json(body, bot)
            if one.tries < MOST_TRIES:
                await self._admit(update, update.update_id)
            else:
                _log.error("update %d was begun %d times and never ended", update.update_id, one.tries)
                self._apologies.add(asyncio.create_task(self._give_up(update, give_up)))

    async def _give_up(self, update: Update, give_up: GiveUp) -> None:
        with tracing_update(update.update_id):
            try:
                await give_up(update)
            except Exception:
                _log.exception("no apology for update %d", update.update_id)
            await self._disk.run(self._inbox.done, update.update_id)
