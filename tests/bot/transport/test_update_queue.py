"""What waits in memory, what on disk, and who is served when."""

import asyncio
import threading
import time
from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.state.update_store import UpdateStore
from bot.support.thread_pools import ThreadPool
from bot.transport.update_queue import MOST_IN_MEMORY, UpdateQueue
from tests.bot.conftest import IDLIB, RAID, RunBot
from tests.fake_bot_api import TOKEN, FakeBotApi, Json
from tests.fakes import FakeArchive

BOT = Bot(TOKEN)


def update(number: int, person: int = 42) -> Update:
    message: Json = {
        "message_id": number, "date": 1, "chat": {"id": person, "type": "private"}, "text": IDLIB,
        "from": {"id": person, "is_bot": False, "first_name": "Ada"},
    }  # fmt: skip
    return Update.de_json({"update_id": number, "message": message}, BOT)


@pytest.mark.parametrize("restarted", [False, True])
async def test_of_a_person_who_writes_much_only_a_few_updates_are_in_memory_and_all_come_in_order(
    tmp_path: Path, restarted: bool
) -> None:
    async def give_up(_: Update) -> None:
        raise AssertionError

    store, disk = UpdateStore(tmp_path), ThreadPool(1, "inbox")
    queue = UpdateQueue(store, disk)
    many = 3 * MOST_IN_MEMORY
    for number in range(1, many + 1):
        await queue.put(update(number))
    if restarted:
        queue = UpdateQueue(store, disk)
        await queue.replay(BOT, give_up)
    assert queue.qsize() == MOST_IN_MEMORY
    await queue.put(update(many + 1, person=43))
    assert queue.qsize() == MOST_IN_MEMORY + 1
    first = queue.get_nowait()
    assert isinstance(first, Update)
    await queue.finished(first)
    assert queue.qsize() == MOST_IN_MEMORY + 1  # the next one of the same person has come in from the disk
    numbers = [first.update_id]
    while not queue.empty():
        one = queue.get_nowait()
        assert isinstance(one, Update)
        numbers.append(one.update_id)
        await queue.finished(one)
        assert queue.qsize() <= MOST_IN_MEMORY + 1
    assert [number for number in numbers if number <= many] == list(range(1, many + 1))
    disk.close()
    store.close()


class TestOrder:
    async def test_a_burst_is_answered_in_order_inside_a_chat(self, api: FakeBotApi, run_bot: RunBot) -> None:
        def slow_first(question: str) -> None:
            time.sleep(0.4 if "first" in question else 0)

        async with run_bot(FakeArchive([RAID], before_ask=slow_first)):
            asked = [
                await api.say(text) for text in ("first people died?", "second people died?", "third people died?")
            ]
            await api.answer(count=3)
        assert [message.reply_to for message in api.messages()] == asked

    async def test_a_slow_chat_does_not_hold_the_others(self, api: FakeBotApi, run_bot: RunBot) -> None:
        release = threading.Event()

        def wait_for_release(question: str) -> None:
            if "slow" in question:
                release.wait(10)

        async with run_bot(FakeArchive([RAID], before_ask=wait_for_release)):
            for _ in range(10):
                await api.say("slow people died?", 42)
            await api.say(IDLIB, 43)
            await api.answer(43)
            assert api.messages(42) == []
            release.set()
            await api.answer(42, 10)

    async def test_twenty_people_are_searched_for_in_parallel(self, api: FakeBotApi, run_bot: RunBot) -> None:
        together = threading.Barrier(4, timeout=10)

        async with run_bot(FakeArchive([RAID], before_ask=lambda question: _meet(together))):
            await asyncio.gather(*(api.say(IDLIB, 100 + person) for person in range(20)))
            await asyncio.gather(*(api.answer(100 + person) for person in range(20)))
        assert api.refusals == []

    async def test_what_was_asked_is_answered_before_the_stop(self, api: FakeBotApi, run_bot: RunBot) -> None:
        searching = threading.Event()

        def slow(question: str) -> None:
            searching.set()
            time.sleep(0.5)

        async with run_bot(FakeArchive([RAID], before_ask=slow)):
            await api.say(IDLIB)
            await api.say(IDLIB)
            await api.until(lambda: not api.unconfirmed)
        assert len(api.messages()) == 2


def _meet(together: threading.Barrier) -> None:
    together.wait()
