"""A group becomes a supergroup, which has another number."""

import asyncio
import threading

import pytest

from bot.handlers import alerts
from bot.transport import update_queue as dispatch
from tests.bot.conftest import AR, EN, FLOOD, IDLIB, RAID, RunBot
from tests.bot.conversation.test_alert_search import TOLL, GrowingArchive
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive

OLD, NEW = -77, -100177


async def test_watches_settings_and_answers_move(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    api.administrators.add(42)
    async with run_bot(archive):
        await api.say(f"/ask {IDLIB}", OLD)
        answer = await api.answer(OLD)
        await api.say("/watch Saraqeb", OLD)
        await api.answer(OLD, 2)
        await api.say("/language", OLD)
        await api.press(await api.answer(OLD, 3), AR.say("language-name"))
        await api.edited(api.messages(OLD)[2])
        await api.migrate(OLD, NEW)
        await api.until(lambda: not api.unconfirmed)
        await api.say("/watch", NEW)
        listed = await api.answer(NEW)
        assert listed.text.startswith(AR.say("watches"))
        assert "Saraqeb" in listed.labels[0]
        # The message itself cannot be changed any more, but what its button asks for is known.
        toasts = len(api.toasts)
        await api.press(answer, EN.say("more-context"), NEW)
        assert await api.toast(toasts + 1) is None
    async with run_bot(archive):
        await api.say("/watch", NEW)
        assert "Saraqeb" in (await api.answer(NEW, 2)).labels[0]


@pytest.mark.parametrize("told", [True, False])
async def test_the_answer_under_way_goes_to_the_new_chat(api: FakeBotApi, run_bot: RunBot, told: bool) -> None:
    searching, release = threading.Event(), threading.Event()

    def wait(_: str) -> None:
        searching.set()
        release.wait(20)

    async with run_bot(FakeArchive([RAID], before_ask=wait)):
        await api.say(f"/ask {IDLIB}", OLD)
        await asyncio.to_thread(searching.wait, 10)
        await api.migrate(OLD, NEW, told=told)
        await api.until(lambda: not api.unconfirmed)
        release.set()
        answer = await api.answer(NEW)
        assert answer.bold == ["at least 15 people"]
        await api.press(answer, EN.say("more-context"))
        await api.edited(answer)
    assert api.messages(OLD) == []
    assert len(api.messages(NEW)) == 1


async def test_all_that_waits_when_the_group_moves_is_answered_in_the_new_chat(
    api: FakeBotApi, run_bot: RunBot
) -> None:
    searching, release = threading.Event(), threading.Event()

    def wait(_: str) -> None:
        searching.set()
        release.wait(20)

    async with run_bot(FakeArchive([RAID], before_ask=wait)):
        for _ in range(3):
            await api.say(f"/ask {IDLIB}", OLD)
        await asyncio.to_thread(searching.wait, 10)
        await api.migrate(OLD, NEW)
        await api.say(f"/ask {IDLIB}", NEW)
        await api.until(lambda: not api.unconfirmed)
        release.set()
        await api.answer(NEW, 4)
    assert (len(api.messages(OLD)), len(api.messages(NEW))) == (0, 4)


@pytest.mark.parametrize("told", [True, False])
async def test_what_a_stop_left_of_a_group_that_moved_meanwhile_is_answered_in_the_new_chat(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    monkeypatch.setattr(dispatch, "GRACE_S", 0.1)
    searching, release = threading.Event(), threading.Event()

    def wait(_: str) -> None:
        searching.set()
        release.wait(2)

    async with run_bot(FakeArchive([RAID], before_ask=wait)):
        for _ in range(2):
            await api.say(f"/ask {IDLIB}", OLD)
        await asyncio.to_thread(searching.wait, 10)
        await api.until(lambda: not api.unconfirmed)
    release.set()
    await api.migrate(OLD, NEW, told=told)
    async with run_bot(archive):
        await api.answer(NEW, 2)
    assert (len(api.messages(OLD)), len(api.messages(NEW))) == (0, 2)


async def test_news_are_told_in_the_new_chat_though_nobody_said_that_it_moved(
    api: FakeBotApi, run_bot: RunBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "CHECK_EVERY_S", 0.05)
    archive = GrowingArchive([RAID, FLOOD])
    async with run_bot(archive):
        await api.say(f"/watch {IDLIB}", OLD)
        await api.answer(OLD)
        await asyncio.sleep(0.2)
        await api.migrate(OLD, NEW, told=False)
        archive.articles["toll"] = TOLL
        archive.generation = "2"
        assert (await api.answer(NEW)).text.startswith(EN.say("news", texts=EN.say("quoted", text=IDLIB)))
        await api.say("/watch", NEW)
        assert IDLIB in (await api.answer(NEW, 2)).labels[0]
    assert len(api.messages(OLD)) == 1


async def test_a_group_that_was_let_in_still_is(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    allowed = {"ALLOWED_CHATS": str(OLD)}
    async with run_bot(archive, **allowed):
        await api.migrate(OLD, NEW)
        await api.until(lambda: not api.unconfirmed)
        await asyncio.sleep(0.2)
        await api.say(f"/ask {IDLIB}", NEW)
        await api.answer(NEW)
    async with run_bot(archive, **allowed):
        await api.say(f"/ask {IDLIB}", NEW)
        await api.answer(NEW, 2)


async def test_a_group_that_was_kept_out_still_is(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    async with run_bot(archive, BLOCKED_USERS=str(OLD)):
        await api.migrate(OLD, NEW)
        await api.until(lambda: not api.unconfirmed)
        await asyncio.sleep(0.2)
        await api.say(f"/ask {IDLIB}", NEW)
        await api.say(IDLIB)
        await api.answer()
    assert api.messages(NEW) == []


async def test_a_message_of_the_old_chat_is_not_taken_for_one_of_the_new(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive
) -> None:
    async with run_bot(archive):
        number = await api.say(f"/ask {IDLIB}", OLD)
        await api.answer(OLD)
        await api.migrate(OLD, NEW)
        await api.until(lambda: not api.unconfirmed)
        await asyncio.sleep(0.2)
        api.world.asked[NEW, number] = {}
        await api.say(f"/ask {IDLIB}", NEW, message_id=number)
        await api.answer(NEW)
