"""Who is served when."""

import asyncio
import threading
import time

from tests.bot.conftest import IDLIB, RAID, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive


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
