"""Who is served when: inside a chat one after the other, the chats beside each other."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# The library takes a place for an update before it is that chat's turn, so there must be more places than updates can
# wait; what really bounds the work is the pool on which questions are searched.
_PLACES = 4096


class TurnByChat(BaseUpdateProcessor):
    """Handles the updates of one chat in the order in which they came, and those of different chats concurrently."""

    def __init__(self) -> None:
        super().__init__(_PLACES)
        # A lock lives as long as somebody holds it or waits for it.
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await `coroutine` when the updates of the same chat before it are done."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        # asyncio.Lock serves in the order of asking, and the library asks in the order of updates.
        lock = self._locks.setdefault(chat.id, asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""
