"""What the person sees when Telegram floods, refuses, hangs up or is gone."""

import time

import pytest

from tests.bot.conftest import EN, IDLIB, RAID
from tests.fake_bot_api import FakeBotApi, Fault


@pytest.mark.usefixtures("bot")
class TestTrouble:
    async def test_a_flood_wait_is_obeyed_and_the_answer_comes(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "flood", retry_after=1))
        begun = time.monotonic()
        await api.say(IDLIB)
        await api.answer()
        assert time.monotonic() - begun >= 1
        assert len(api.messages()) == 1

    async def test_a_flood_wait_holds_only_its_own_chat(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "flood", retry_after=3, chat=42))
        await api.say(IDLIB)
        await api.until(lambda: not api.faults[0].times)
        begun = time.monotonic()
        await api.say(IDLIB, 43)
        await api.answer(43)
        assert time.monotonic() - begun < 2
        await api.answer(42)

    async def test_refused_markup_goes_as_plain_words_with_the_same_buttons(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "markup"))
        await api.say(IDLIB)
        message = await api.answer()
        assert RAID.cut(RAID.paragraphs[2].span) in message.text
        assert "Example Post · 5 February 2018" in message.text
        assert EN.say("more-context") in message.labels

    async def test_refused_markup_of_an_edit_goes_as_plain_words(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        api.faults.append(Fault("editMessageText", "markup"))
        await api.press(message, EN.say("more-context"))
        await api.edited(message)
        assert RAID.cut(RAID.paragraphs[2].span) in message.text
        assert message.labels == [EN.say("back-to-quote"), EN.say("share"), EN.say("whole-article")]

    @pytest.mark.parametrize("kind", ["drop", "bad_gateway"])
    async def test_a_lost_send_is_repeated(self, api: FakeBotApi, kind: str) -> None:
        api.faults.append(Fault("sendMessage", kind))
        await api.say(IDLIB)
        assert (await api.answer()).bold == ["at least 15 people"]

    async def test_a_failing_typing_action_does_not_matter(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendChatAction", "refuse"))
        await api.say(IDLIB)
        assert (await api.answer()).bold == ["at least 15 people"]

    async def test_a_blocked_bot_gets_no_apology_out_and_goes_on(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "forbidden", chat=42))
        await api.say(IDLIB)
        await api.until(lambda: not api.faults[0].times)
        await api.say(IDLIB, 43)
        await api.answer(43)
        assert api.messages(42) == []

    async def test_a_press_too_old_to_be_answered_still_works(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        api.faults.append(Fault("answerCallbackQuery", "refuse", description="Bad Request: query is too old"))
        await api.press(message, EN.say("more-context"))
        await api.edited(message)
