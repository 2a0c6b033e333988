"""Presses of buttons, whatever their callback data: each is answered, or the person would see it load for ever."""

from typing import ClassVar

import pytest

from bot.views.buttons import Action, action_of
from tests.bot.conftest import EN, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive


class TestEveryAction:
    SETTINGS: ClassVar = {"ADMIN_IDS": "42"}

    async def test_is_answered_though_its_subject_is_gone(
        self, api: FakeBotApi, run_bot: RunBot, archive: FakeArchive
    ) -> None:
        async with run_bot(archive, **self.SETTINGS):
            await api.say("/privacy")
            page = await api.answer()
            for number, action in enumerate(Action, 1):
                await api.press_data(page, f"v1:{action}:gone:7")
                await api.toast(number)
        assert api.refusals == []

    async def test_is_answered_though_its_data_are_cut_off(
        self, api: FakeBotApi, run_bot: RunBot, archive: FakeArchive
    ) -> None:
        async with run_bot(archive, **self.SETTINGS):
            await api.say("/privacy")
            page = await api.answer()
            for number, action in enumerate(Action, 1):
                await api.press_data(page, f"v1:{action}:")
                await api.toast(number)
        assert api.refusals == []


@pytest.mark.usefixtures("bot")
async def test_a_press_of_no_action_has_expired(api: FakeBotApi) -> None:
    await api.say("/privacy")
    page = await api.answer()
    for number, data in enumerate(("v1:z:id:0", "v2:q:id:0", "q", "v1:"), 1):
        await api.press_data(page, data)
        assert await api.toast(number) == EN.say("expired")
    assert page.versions == 1


def test_the_action_is_known_of_presses_and_of_lists() -> None:
    assert action_of("v1:q:id:0") is Action.QUOTE
    assert action_of("v1:t:8:sabc;lar") is Action.LATEST
    assert action_of("v1:zz:id:0") is None
    assert action_of("v2:q:id:0") is None
    assert action_of("") is None
