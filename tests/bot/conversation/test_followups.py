"""What a person does with an answer: ask on, judge it, open it elsewhere, have it forgotten, show a text."""

from pathlib import Path

import pytest

from bot.state.feedback import FeedbackStore, Rating, Reason
from tests.bot.conftest import EN, IDLIB
from tests.fake_bot_api import GROUP, FakeBotApi

HERE = int(str(GROUP["id"]))
CLAIM = "In Maarat a hospital was hit on Sunday and at least 5 people died, aid workers said."


@pytest.mark.usefixtures("bot")
class TestFollowUps:
    async def test_a_question_that_leans_on_the_last_one_is_completed(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        await api.answer()
        await api.say("and in Maarat?")
        message = await api.answer(count=2)
        assert message.text.startswith("I read this as: how many people died in Maarat?\n")
        assert message.bold == ["at least 5 people"]
        await api.press(message, EN.say("more-context"))
        assert (await api.edited(message)).text.startswith("I read this as: how many people died in Maarat?\n")

    async def test_the_next_one_leans_on_what_was_meant(self, api: FakeBotApi) -> None:
        for count, text in enumerate((IDLIB, "and in Maarat?", "how many were injured?"), 1):
            await api.say(text)
            message = await api.answer(count=count)
        assert message.text.splitlines()[0] == "I read this as: how many were injured in Maarat?"

    async def test_no_chat_learns_from_another(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        await api.answer()
        await api.say("and in Maarat?", 43)
        assert "I read this as" not in (await api.answer(43)).text

    async def test_in_a_group_only_a_reply_is_a_follow_up(self, api: FakeBotApi) -> None:
        await api.say(f"/ask {IDLIB}", HERE)
        first = await api.answer(HERE)
        await api.say("/ask and in Maarat?", HERE)
        assert "I read this as" not in (await api.answer(HERE, 2)).text
        await api.reply("and in Maarat?", first)
        assert (await api.answer(HERE, 3)).text.startswith("I read this as: how many people died in Maarat?")


class TestFeedback:
    async def test_a_good_answer_is_noted(self, bot: None, api: FakeBotApi, tmp_path: Path) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        await api.press(message, EN.say("good"))
        assert await api.toast() == EN.say("thanks")
        assert "👍 ✓" in (await api.edited(message)).labels
        (said,) = FeedbackStore(tmp_path / "state").all()
        assert (said.question, said.rating, said.reason) == (IDLIB, Rating.GOOD, None)
        assert [quote.article_id for quote in said.quotes] == ["raid"]

    async def test_a_bad_answer_has_its_reason_asked_for(self, bot: None, api: FakeBotApi, tmp_path: Path) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        await api.press(message, EN.say("bad"))
        await api.edited(message)
        assert {EN.say("wrong-passage"), EN.say("out-of-date"), EN.say("not-in-article")} <= set(message.labels)
        await api.press(message, EN.say("out-of-date"))
        await api.edited(message, 3)
        assert "👎 ✓" in message.labels
        assert message.bold == ["at least 15 people"]
        (said,) = FeedbackStore(tmp_path / "state").all()
        assert (said.rating, said.reason) == (Rating.BAD, Reason.OUT_OF_DATE)

    async def test_all_that_is_kept_of_a_person_can_be_deleted(
        self, bot: None, api: FakeBotApi, tmp_path: Path
    ) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        await api.press(message, EN.say("good"))
        await api.toast()
        await api.say(IDLIB, 43)
        await api.answer(43)
        await api.say("/forget_me")
        assert (await api.answer(count=2)).text == EN.say("forgotten", answers=1, verdicts=1, watches=0)
        assert FeedbackStore(tmp_path / "state").all() == []
        await api.press(message, EN.say("more-context"))
        assert await api.toast(2) == EN.say("expired")
        await api.press(api.messages(43)[0], EN.say("more-context"))
        await api.edited(api.messages(43)[0])


@pytest.mark.usefixtures("bot")
class TestElsewhere:
    async def test_the_other_quotes_of_a_group_are_read_in_private(self, api: FakeBotApi) -> None:
        await api.say("/ask how many people died?", HERE)
        shown = await api.answer(HERE)
        (address,) = [button.url for button in shown.buttons if button.label.startswith("All")]
        assert address is not None
        payload = address.partition("?start=")[2]
        assert 1 <= len(payload) <= 64
        await api.say(f"/start {payload}", 43)
        message = await api.answer(43)
        assert message.text.startswith("how many people died?\n")
        await api.press(message, EN.say("next"))
        await api.edited(message)

    @pytest.mark.parametrize("payload", ["a_", "a_nothing", "a_" + "x" * 62, "ask", "a_'; DROP TABLE answers"])
    async def test_a_payload_that_opens_nothing_is_no_failure(self, api: FakeBotApi, payload: str) -> None:
        await api.say(f"/start {payload}")
        assert "wrong" not in (await api.answer()).text

    async def test_a_forwarded_text_is_looked_up(self, api: FakeBotApi) -> None:
        origin = {"type": "hidden_user", "sender_user_name": "Bob", "date": 1}
        await api.say("A hospital was hit in Maarat", forward_origin=origin)
        message = await api.answer()
        assert message.text.startswith(EN.say("claim"))
        assert "at least 5 people died" in message.text

    async def test_a_pasted_claim_is_looked_up(self, api: FakeBotApi) -> None:
        await api.say(CLAIM)
        assert (await api.answer()).text.startswith(EN.say("claim"))
