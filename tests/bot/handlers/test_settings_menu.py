"""/settings and /language as people meet them."""

import json
from pathlib import Path

import pytest

from bot.conversation.settings_menu import SettingsMenu
from bot.state.preferences import Preference, Preferences
from bot.support.settings import MOST_QUOTES
from bot.views.buttons import Action, parse_press
from tests.bot.conftest import AR, EN, IDLIB, RAID, RunBot
from tests.fake_bot_api import GROUP, FakeBotApi
from tests.fakes import FakeArchive

HERE = int(str(GROUP["id"]))
ARABIC, ENGLISH = AR.say("language-name"), EN.say("language-name")
MANY = "how many people died?"


@pytest.mark.usefixtures("bot")
class TestLanguage:
    async def test_the_bot_speaks_the_language_that_telegram_tells(self, api: FakeBotApi) -> None:
        api.language = "ar-SY"
        await api.say("/frobnicate")
        assert (await api.answer()).text == AR.say("unknown-command")
        await api.say(IDLIB)
        message = await api.answer(count=2)
        assert message.bold == ["at least 15 people"]
        assert "5 فبراير/شباط 2018" in message.text
        assert AR.say("more-context") in message.labels

    async def test_a_language_that_is_chosen_goes_before(self, api: FakeBotApi) -> None:
        await api.say("/language")
        page = await api.answer()
        await api.press(page, ARABIC)
        await api.edited(page)
        assert page.bold == [AR.say("language-title")]
        await api.say("/frobnicate")
        assert (await api.answer(count=2)).text == AR.say("unknown-command")

    async def test_it_can_be_given_back_to_telegram(self, api: FakeBotApi) -> None:
        await api.say("/language")
        page = await api.answer()
        await api.press(page, ARABIC)
        await api.edited(page)
        await api.press(page, AR.say("language-auto"))
        await api.edited(page, 3)
        assert page.bold == [EN.say("language-title")]

    async def test_buttons_of_an_answer_follow_the_language(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        api.language = "ar"
        await api.press(message, EN.say("more-context"))
        await api.edited(message)
        assert AR.say("back-to-quote") in message.labels


@pytest.mark.usefixtures("bot")
class TestSettings:
    async def test_fewer_quotes_are_shown_after_a_press(self, api: FakeBotApi) -> None:
        await api.say("/settings")
        page = await api.answer()
        assert "at most 5" in page.text
        for versions in (2, 3, 4):
            await api.press(page, EN.say("settings-fewer"))
            await api.edited(page, versions)
        assert "at most 2" in page.text
        await api.say(MANY)
        assert "1 of 2" in (await api.answer(count=2)).text
        assert len(api.messages()) == 2

    async def test_previews_are_off_until_they_are_wanted(self, api: FakeBotApi) -> None:
        await api.say("/settings")
        page = await api.answer()
        await api.press(page, EN.say("settings-previews-on"))
        await api.edited(page)
        await api.say(IDLIB)
        assert (await api.answer(count=2)).preview
        options = json.loads(api.called("sendMessage")[-1].params["link_preview_options"])
        assert options == {"url": RAID.url, "prefer_small_media": True}
        await api.press(page, EN.say("settings-previews-off"))
        await api.edited(page, 3)
        await api.say(IDLIB)
        assert not (await api.answer(count=3)).preview

    async def test_in_a_group_members_are_refused_and_administrators_obeyed(self, api: FakeBotApi) -> None:
        await api.say("/language", HERE)
        page = await api.answer(HERE)
        await api.press(page, ARABIC)
        assert await api.toast() == EN.say("settings-not-yours")
        assert page.versions == 1
        api.administrators.add(42)
        await api.press(page, ARABIC)
        await api.edited(page)
        assert page.bold == [AR.say("language-title")]

    async def test_a_forged_press_changes_nothing(self, api: FakeBotApi) -> None:
        await api.say("/settings")
        page = await api.answer()
        for number, data in enumerate(("v1:m:quotes:99", "v1:l:xx:0"), 1):
            await api.press_data(page, data)
            assert await api.toast(number) is None
        assert page.versions == 1

    async def test_forget_me_deletes_what_was_chosen(self, api: FakeBotApi) -> None:
        await api.say("/language")
        page = await api.answer()
        await api.press(page, ARABIC)
        await api.edited(page)
        await api.say("/forget_me")
        await api.answer(count=2)
        await api.say("/frobnicate")
        assert (await api.answer(count=3)).text == EN.say("unknown-command")

    async def test_privacy_tells_that_choices_are_kept(self, api: FakeBotApi) -> None:
        await api.say("/privacy")
        page = await api.answer()
        await api.press(page, EN.say("privacy-button-details"))
        assert EN.say("privacy-preferences") in (await api.edited(page)).text


async def test_choices_outlive_a_restart(api: FakeBotApi, run_bot: RunBot) -> None:
    async with run_bot(FakeArchive([RAID])):
        await api.say("/language")
        page = await api.answer()
        await api.press(page, ARABIC)
        await api.edited(page)
    async with run_bot(FakeArchive([RAID])):
        await api.say("/frobnicate")
        assert (await api.answer(count=2)).text == AR.say("unknown-command")


@pytest.mark.usefixtures("command_menu")
async def test_menus_and_descriptions_are_there_in_arabic(api: FakeBotApi, run_bot: RunBot) -> None:
    async with run_bot(FakeArchive([RAID])):
        pass
    assert api.profile.get("MyDescription", {"language_code": "ar"}) == {"description": AR.say("description")}
    assert api.profile.get("MyDescription", {}) == {"description": EN.say("description")}
    commands = api.profile.get("MyCommands", {"language_code": "ar", "scope": '{"type": "all_private_chats"}'})
    assert {"command": "latest", "description": AR.say("command-latest")} in commands  # type: ignore[operator]


def test_what_cannot_be_read_costs_no_answer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = Preferences(tmp_path)
    store.close()
    settings_menu = SettingsMenu(store, 5)
    assert settings_menu.of(42) == Preference()
    assert settings_menu.locale(42, "ar") == AR
    assert "could not be looked up" in caplog.text


@pytest.mark.parametrize("quotes", [1, 5, MOST_QUOTES])
def test_no_button_leads_beyond_the_limits(tmp_path: Path, quotes: int) -> None:
    store = Preferences(tmp_path)
    store.set(42, Preference(quotes=quotes))
    settings_menu = SettingsMenu(store, 5)
    for row in settings_menu.settings(42, "ar").rows:
        for button in row:
            press = parse_press(getattr(button, "data", None))
            assert press is not None
            # That of quiet hours leads to another page.
            assert press.action is Action.QUIET or settings_menu.press(press, 42, "ar") is not None
    store.close()
