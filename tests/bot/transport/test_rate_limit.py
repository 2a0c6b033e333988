"""Turns to call Telegram."""

import asyncio
import itertools

import pytest

from bot.transport.rate_limit import Priority, RateLimiter


async def test_turns_are_spaced() -> None:
    pace, loop = RateLimiter(per_second=50), asyncio.get_running_loop()
    given = []
    for _ in range(4):
        await pace.wait()
        given.append(loop.time())
    assert all(later - earlier >= 0.019 for earlier, later in itertools.pairwise(given))


async def test_answers_go_before_signs_and_each_in_order() -> None:
    pace, order = RateLimiter(per_second=100), []

    async def wait(name: str, priority: Priority) -> None:
        await pace.wait(priority)
        order.append(name)

    await pace.wait()
    ranks = [("s1", Priority.TYPING), ("s2", Priority.TYPING), ("a1", Priority.ANSWER), ("a2", Priority.ANSWER)]
    await asyncio.gather(*(wait(name, priority) for name, priority in ranks))
    assert order == ["a1", "a2", "s1", "s2"]


async def test_who_stops_waiting_takes_no_turn() -> None:
    pace = RateLimiter(per_second=50)
    await pace.wait()
    gone = asyncio.create_task(pace.wait())
    stays = asyncio.create_task(pace.wait())
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait_for(stays, 5)
    with pytest.raises(asyncio.CancelledError):
        await gone
    await asyncio.wait_for(pace.wait(), 5)
