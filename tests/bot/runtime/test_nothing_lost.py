"""Every question is answered, once: after a crash, after a repeated delivery, after a stop, and in a crowd."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from bot.state.answer_store import AnswerStore
from bot.state.update_store import MOST_TRIES, UpdateStore
from bot.transport import update_queue as turns
from bot.transport.update_queue import MOST_IN_MEMORY
from tests.bot.conftest import EN, IDLIB, RAID, RunBot
from tests.fake_bot_api import FakeBotApi, Fault
from tests.fakes import FakeArchive

UPDATE = 500


@pytest.fixture
def update_store(tmp_path: Path) -> UpdateStore:
    """The inbox of the bot that runs next."""
    return UpdateStore(tmp_path / "state")


def _left(api: FakeBotApi, update_store: UpdateStore, tries: int, **more: int) -> int:
    """A question that an earlier process had begun so often; returns its message's number."""
    message = api.message(IDLIB, 42, **more)
    update_store.accept(UPDATE, {"update_id": UPDATE, "message": message})
    for _ in range(tries):
        update_store.begin(UPDATE)
    return int(str(message["message_id"]))


async def test_what_a_crash_left_is_answered(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore
) -> None:
    asked = _left(api, update_store, tries=1)
    async with run_bot(archive):
        message = await api.answer()
        await api.say(IDLIB)
        await api.answer(count=2)
    assert message.reply_to == asked
    assert update_store.waiting() == 0


async def test_what_crashed_the_bot_each_time_gets_one_apology(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore
) -> None:
    _left(api, update_store, tries=MOST_TRIES)
    async with run_bot(archive):
        await api.say(IDLIB)
        await api.answer(count=2)
    assert "something went wrong" in api.messages()[0].text
    assert api.messages()[1].bold == ["at least 15 people"]
    assert update_store.waiting() == 0


async def test_an_answer_that_was_seen_before_the_crash_is_not_given_again(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore, tmp_path: Path
) -> None:
    asked = _left(api, update_store, tries=1)
    shown = AnswerStore(tmp_path / "state", 30)
    shown.shown(shown.add(42, archive.ask(IDLIB, 5), asked), asked + 1)
    shown.close()
    async with run_bot(archive):
        await api.say("hello there people", 43)
        await api.answer(43)
    assert api.messages() == []


async def test_an_answer_sent_just_before_the_crash_stands_once(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore, tmp_path: Path
) -> None:
    asked = api.message(IDLIB)
    number = int(str(asked["message_id"]))
    async with run_bot(archive):
        await api._put("message", asked)
        first = await api.answer()
    shown = AnswerStore(tmp_path / "state", 30)
    shown._db.execute("UPDATE answers SET shown_in = NULL")
    shown.close()
    update_store.accept(UPDATE, {"update_id": UPDATE, "message": asked})
    async with run_bot(archive):
        await api.until(lambda: bool(api.world.deleted))
    assert api.world.deleted == [first]
    assert [message.reply_to for message in api.messages()] == [number]
    api.forgive("editMessageReplyMarkup")
    assert api.refusals == []


async def test_the_answer_to_an_example_sent_just_before_the_crash_stands_once(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore, tmp_path: Path
) -> None:
    async with run_bot(archive):
        await api.say("/start")
        start = await api.answer()
        await api.press(start, start.labels[0])
        first = await api.answer(count=2)
        press = api._last_put
    assert press is not None
    shown = AnswerStore(tmp_path / "state", 30)
    shown._db.execute("UPDATE answers SET shown_in = NULL")
    shown.close()
    update_store.accept(UPDATE, {**press, "update_id": UPDATE})
    async with run_bot(archive):
        await api.until(lambda: bool(api.world.deleted))
    assert api.world.deleted == [first]
    assert len(api.messages()) == 2


async def test_an_edit_that_was_broken_off_before_its_answer_changed_changes_it_after_all(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "GRACE_S", 0.2)
    async with run_bot(archive):
        asked = await api.say("how many homes did the flood destroy in Sylhet?")
        message = await api.answer()
        api.faults.append(Fault("editMessageText", "hang"))
        await api.edit(asked, IDLIB)
        await api.until(lambda: not api.faults[0].times)
    assert (message.versions, update_store.waiting()) == (1, 1)
    async with run_bot(archive):
        await api.edited(message)
    assert message.bold == ["at least 15 people"]
    assert len(api.messages()) == 1
    assert update_store.waiting() == 0


async def test_an_update_that_comes_again_is_dropped(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    async with run_bot(archive):
        await api.say(IDLIB)
        await api.answer()
        await api.deliver_again()
        await api.say(IDLIB, 43)
        await api.answer(43)
    assert len(api.messages()) == 1


async def test_an_old_question_says_that_it_is_old(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore
) -> None:
    _left(api, update_store, tries=0, date=int(time.time()) - 1500)
    async with run_bot(archive):
        message = await api.answer()
    assert message.text.startswith("You asked this 25 minutes ago")
    assert message.bold == ["at least 15 people"]


async def test_a_very_old_question_says_hours(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore
) -> None:
    _left(api, update_store, tries=0, date=int(time.time()) - 5 * 3600)
    async with run_bot(archive):
        assert (await api.answer()).text.startswith("You asked this 5 hours ago")


async def test_a_question_that_takes_too_long_gets_an_honest_word(api: FakeBotApi, run_bot: RunBot) -> None:
    release = threading.Event()

    def hang(_: str) -> None:
        release.wait(20)

    async with run_bot(FakeArchive([RAID], before_ask=hang), DEADLINE="1"):
        await api.say(IDLIB)
        message = await api.answer()
        release.set()
    assert message.text == EN.say("too-slow")


async def test_the_edit_of_a_question_that_took_too_long_is_answered_in_place(api: FakeBotApi, run_bot: RunBot) -> None:
    release = threading.Event()

    def hang(question: str) -> None:
        if "slow" in question:
            release.wait(20)

    async with run_bot(FakeArchive([RAID], before_ask=hang), DEADLINE="3", WORKERS="4"):
        asked = await api.say("slow people died?")
        message = await api.answer()
        await api.edit(asked, "how slow people died?")
        await api.edit(asked, IDLIB)
        await api.until(lambda: message.bold == ["at least 15 people"])
        release.set()
        await api.edit(asked, "how many people died in Maarat?")
        await api.until(lambda: message.bold == ["at least 5 people"])
    assert len(api.messages()) == 1


@pytest.mark.parametrize("asked", ["how many died from:nobody", "?!", "x" * 5000])
async def test_the_edit_of_a_question_that_could_not_be_asked_is_answered_in_place(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, asked: str
) -> None:
    async with run_bot(archive):
        number = await api.say(asked)
        message = await api.answer()
        await api.edit(number, IDLIB)
        await api.edited(message)
    assert message.bold == ["at least 15 people"]
    assert len(api.messages()) == 1


async def test_the_edit_of_a_question_that_failed_is_answered(api: FakeBotApi, run_bot: RunBot) -> None:
    def fail(question: str) -> None:
        if "broken" in question:
            raise RuntimeError

    async with run_bot(FakeArchive([RAID], before_ask=fail)):
        number = await api.say("broken people died?")
        message = await api.answer()
        await api.edit(number, IDLIB)
        await api.edited(message)
    assert message.bold == ["at least 15 people"]


async def test_a_flood_of_one_person_is_answered_to_the_last_message_and_holds_nobody_else(
    api: FakeBotApi, run_bot: RunBot, update_store: UpdateStore
) -> None:
    release = threading.Event()

    def wait_for_release(question: str) -> None:
        if "slow" in question:
            release.wait(20)

    async with run_bot(FakeArchive([RAID], before_ask=wait_for_release)):
        asked = [await api.say("slow people died?") for _ in range(2 * MOST_IN_MEMORY + 3)]
        await api.say(IDLIB, 43)
        await api.answer(43)
        asked.append(await api.say(IDLIB))
        release.set()
        await api.answer(count=len(asked), timeout_s=30)
    assert [message.reply_to for message in api.messages()] == asked
    assert update_store.waiting() == 0


async def test_what_came_while_the_bot_was_off_is_answered_all_of_it(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore
) -> None:
    asked = [await api.say(IDLIB) for _ in range(2 * MOST_IN_MEMORY + 3)]
    async with run_bot(archive):
        await api.answer(count=len(asked), timeout_s=30)
    assert [message.reply_to for message in api.messages()] == asked
    assert update_store.waiting() == 0


async def test_help_after_more_questions_than_wait_in_memory_is_answered_too(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore
) -> None:
    asked = [await api.say(f"{IDLIB} {'?' * number}") for number in range(MOST_IN_MEMORY + 2)]
    asked.append(await api.say("/help"))
    async with run_bot(archive):
        await api.answer(count=len(asked), timeout_s=30)
    messages = api.messages()
    assert [message.reply_to for message in messages[:-1]] == asked[:-1]
    assert messages[-1].text.startswith(EN.say("help-title"))
    assert (len(messages), update_store.waiting()) == (len(asked), 0)


async def test_what_a_process_left_is_answered_all_of_it_in_order(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "GRACE_S", 0.1)
    searching = threading.Event()

    def slow(_: str) -> None:
        searching.set()
        time.sleep(0.5)

    async with run_bot(FakeArchive([RAID], before_ask=slow)):
        asked = [await api.say(IDLIB) for _ in range(2 * MOST_IN_MEMORY + 3)]
        await api.until(lambda: not api.unconfirmed)
        await asyncio.to_thread(searching.wait, 5)
    left = update_store.waiting()
    assert left >= 2 * MOST_IN_MEMORY
    async with run_bot(archive):
        await api.answer(count=len(asked), timeout_s=30)
    assert [message.reply_to for message in api.messages()] == asked
    assert update_store.waiting() == 0


async def test_in_a_group_a_flood_of_one_person_lets_the_others_in_between(api: FakeBotApi, run_bot: RunBot) -> None:
    release, searching = threading.Event(), threading.Event()

    def wait_for_release(_: str) -> None:
        searching.set()
        release.wait(20)

    async with run_bot(FakeArchive([RAID], before_ask=wait_for_release)):
        flood = [await api.say(f"/ask {IDLIB}", -77) for _ in range(5)]
        await asyncio.to_thread(searching.wait, 5)
        other = await api.say(f"/ask {IDLIB}", -77, **{"from": {"id": 5, "is_bot": False, "first_name": "Bo"}})
        await api.until(lambda: not api.unconfirmed)
        await asyncio.sleep(0.1)
        release.set()
        await api.answer(-77, 6)
    assert [message.reply_to for message in api.messages(-77)] == [*flood[:2], other, *flood[2:]]


async def test_a_stop_leaves_what_takes_long_for_the_next_start(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, update_store: UpdateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "GRACE_S", 0.2)
    searching = threading.Event()

    def slow(_: str) -> None:
        searching.set()
        time.sleep(1.5)

    async with run_bot(FakeArchive([RAID], before_ask=slow)):
        asked = [await api.say(IDLIB), await api.say(IDLIB)]
        await api.until(lambda: not api.unconfirmed)
        await asyncio.to_thread(searching.wait, 5)
    assert api.messages() == []
    assert [left.tries for left in update_store.unfinished()] == [0, 0]
    async with run_bot(archive):
        await api.answer(count=2)
    assert [message.reply_to for message in api.messages()] == asked


@pytest.mark.parametrize("kind", ["hang", "flood"])
async def test_an_answer_that_waits_for_telegram_at_a_stop_is_given_at_the_next_start(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "GRACE_S", 0.2)
    async with run_bot(archive):
        api.faults.append(Fault("sendMessage", kind, retry_after=600))
        asked = await api.say(IDLIB)
        await api.until(lambda: not api.faults[0].times)
    assert api.messages() == []
    async with run_bot(archive):
        await api.answer()
    assert [message.reply_to for message in api.messages()] == [asked]


@pytest.mark.parametrize("kind", ["drop", "drop_after", "cut", "garbage", "bad_gateway", "flood"])
async def test_one_answer_whatever_happens_to_a_send(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, kind: str
) -> None:
    async with run_bot(archive):
        api.faults.append(Fault("sendMessage", kind))
        await api.say(IDLIB)
        await api.until(lambda: not api.faults[0].times)
        await api.say(IDLIB)
        await api.until(lambda: len({message.reply_to for message in api.messages()}) == 2)
    assert len(api.messages()) == 2
