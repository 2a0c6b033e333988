"""What waits in memory, and what on disk."""

from pathlib import Path

import pytest
from telegram import Bot, Update

from bot.state.update_store import UpdateStore
from bot.support.thread_pools import ThreadPool
from bot.transport.update_queue import MOST_IN_MEMORY, UpdateQueue
from tests.bot.conftest import IDLIB
from tests.fake_bot_api import TOKEN, Json

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
