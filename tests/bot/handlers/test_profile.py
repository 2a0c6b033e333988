"""Commands and descriptions in Telegram."""

import json

from bot.runtime.app import ALLOWED_UPDATES
from tests.bot.conftest import IDLIB, RAID, RunBot
from tests.fake_bot_api import FakeBotApi, Fault
from tests.fakes import FakeArchive


class TestProfile:
    async def test_commands_and_descriptions_are_set_once(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            pass
        first = len(api.called("setMyCommands")), len(api.called("setMyDescription"))
        async with run_bot(FakeArchive([RAID])):
            pass
        assert first == (4, 2)  # in two languages
        assert (len(api.called("setMyCommands")), len(api.called("setMyDescription"))) == first
        assert len(api.called("setMyShortDescription")) == 2
        assert api.refusals == []

    async def test_their_failure_does_not_stop_the_bot(self, api: FakeBotApi, run_bot: RunBot) -> None:
        api.faults += [Fault(method, "refuse") for method in ("getMyCommands", "setMyCommands", "getMyDescription")]
        api.faults.append(Fault("setMyShortDescription", "flood", retry_after=30))
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            await api.answer()

    async def test_asks_telegram_for_what_it_handles_only(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            await api.answer()
        assert api.called("getUpdates")[0].params["allowed_updates"] == json.dumps(ALLOWED_UPDATES)
