"""Buttons, also after a restart and after a rebuild of the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.buttons import Action, ButtonPress, parse_press
from tests.bot.conftest import EN, FLOOD, IDLIB, RAID, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive, article


@pytest.mark.usefixtures("bot")
class TestButtons:
    async def test_more_context_shows_the_paragraphs_around_in_place(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        await api.press(message, EN.say("more-context"))
        await api.edited(message)
        assert message.quotes == [RAID.cut(paragraph.span) for paragraph in RAID.paragraphs[1:]]
        assert message.bold == ["at least 15 people"]

    async def test_back_returns_to_the_quote(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        before = (message.raw, message.labels)
        await api.press(message, EN.say("more-context"))
        await api.edited(message)
        await api.press(message, EN.say("back-to-quote"))
        await api.edited(message, 3)
        assert (message.raw, message.labels) == before

    async def test_next_and_back_page_through_quotes(self, api: FakeBotApi) -> None:
        await api.say("how many people died?")
        message = await api.answer()
        first = message.quotes
        assert EN.say("back") not in message.labels
        await api.press(message, EN.say("next"))
        await api.edited(message)
        assert "2 of 3" in message.text
        assert message.quotes != first
        await api.press(message, EN.say("next"))
        await api.edited(message, 3)
        assert EN.say("next") not in message.labels
        for versions in (4, 5):
            await api.press(message, EN.say("back"))
            await api.edited(message, versions)
        assert message.quotes == first

    async def test_where_the_articles_do_not_say_that_is_one_line(self, api: FakeBotApi) -> None:
        await api.say("how many people died in Aleppo?")
        message = await api.answer()
        assert message.text == "No article here mentions Aleppo."
        assert message.labels == []

    async def test_pressing_twice_does_no_harm(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        data = message.buttons[0].data
        await api.press_data(message, data)
        await api.press_data(message, data)
        assert [await api.toast(1), await api.toast(2)] == [None, None]
        await api.until(lambda: len(api.called("editMessageText")) == 2)
        assert message.versions == 2
        assert len(api.messages()) == 1
        assert api.called("editMessageText")[1].refused is not None  # nothing to change
        api.forgive("editMessageText")

    async def test_a_press_from_another_chat_is_refused(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        await api.press(message, EN.say("more-context"), chat=77)
        assert await api.toast() == EN.say("expired")
        assert message.versions == 1

    @pytest.mark.parametrize("data", ["v1:q:unknown:0", "v0:old", "x" * 64, "v1:z:a:1"])
    async def test_a_press_of_no_known_answer_has_expired(self, api: FakeBotApi, data: str) -> None:
        await api.say(IDLIB)
        await api.press_data(await api.answer(), data)
        assert await api.toast() == EN.say("expired")

    async def test_an_example_of_another_index_has_expired(self, api: FakeBotApi) -> None:
        await api.say("/start")
        await api.press_data(await api.answer(), "v1:e:0123456789abcdef:0")
        assert await api.toast() == EN.say("example-expired")


class TestRestart:
    async def test_buttons_work_after_a_restart(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        async with run_bot(FakeArchive([RAID])):
            await api.press(message, EN.say("more-context"))
            await api.edited(message)
        assert message.bold == ["at least 15 people"]

    async def test_buttons_work_after_a_rebuild_that_kept_the_words(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        async with run_bot(FakeArchive([FLOOD, RAID])):
            await api.press(message, EN.say("more-context"))
            await api.edited(message)
        assert RAID.cut(RAID.paragraphs[2].span) in message.quotes

    async def test_buttons_have_expired_when_the_words_have_changed(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        changed = article(
            "raid", *(RAID.cut(p.span).replace("15", "51") for p in RAID.paragraphs[1:]), title=RAID.title
        )
        async with run_bot(FakeArchive([changed])):
            await api.press(message, EN.say("more-context"))
            assert await api.toast() == EN.say("expired")
        assert message.versions == 1

    async def test_buttons_have_expired_when_the_article_is_gone(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        async with run_bot(FakeArchive([FLOOD])):
            await api.press(message, EN.say("more-context"))
            assert await api.toast() == EN.say("expired")

    async def test_questions_asked_while_it_was_away_are_answered(self, api: FakeBotApi, run_bot: RunBot) -> None:
        await api.say(IDLIB)
        async with run_bot(FakeArchive([RAID])):
            assert (await api.answer()).bold == ["at least 15 people"]


@given(st.sampled_from(Action), st.from_regex(r"[A-Za-z0-9_-]{1,32}", fullmatch=True), st.integers(0, 9999))
def test_a_press_comes_back_as_it_went(action: Action, press_id: str, number: int) -> None:
    press = ButtonPress(action, press_id, number)
    assert parse_press(press.data) == press
    assert len(press.data.encode()) <= 64


@pytest.mark.parametrize(
    "data", [None, "", "v1", "v2:q:id:1", "v1:q:id", "v1:z:id:1", "v1:q:id:-1", "v1:q:i d:1", "v1:q:id:1\n"]
)
def test_other_data_is_no_press(data: str | None) -> None:
    assert parse_press(data) is None


@given(st.text(max_size=64))
def test_no_data_crashes(data: str) -> None:
    parse_press(data)
