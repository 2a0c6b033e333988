"""Which messages in a group are for the bot, and where it answers."""

import pytest

from tests.bot.conftest import IDLIB, photo
from tests.fake_bot_api import GROUP, FakeBotApi
from tests.fakes import FakeArchive

HERE = int(str(GROUP["id"]))


@pytest.mark.usefixtures("bot")
class TestGroups:
    async def test_talk_among_people_is_left_alone(self, api: FakeBotApi, archive: FakeArchive) -> None:
        await api.say(IDLIB, HERE)
        await api.say(None, HERE, sticker={**photo(), "type": "regular", "is_animated": False, "is_video": False})
        await api.say(f"/ask@another_bot {IDLIB}", HERE)
        await api.say(f"@verbatim_test_bot2 {IDLIB}", HERE)
        await api.say("/frobnicate", HERE)
        await api.say("/help")
        await api.answer()
        assert api.messages(HERE) == []
        assert archive.asked == []

    @pytest.mark.parametrize(
        "text",
        [
            f"/ask {IDLIB}",
            f"/ask@verbatim_test_bot {IDLIB}",
            f"@Verbatim_Test_Bot {IDLIB}",
            f"{IDLIB} @verbatim_test_bot",
        ],
    )
    async def test_is_asked_by_command_or_mention(self, api: FakeBotApi, archive: FakeArchive, text: str) -> None:
        asked = await api.say(text, HERE)
        message = await api.answer(HERE)
        assert archive.asked == [IDLIB]
        assert message.reply_to == asked

    async def test_is_asked_by_a_reply_to_its_message(self, api: FakeBotApi, archive: FakeArchive) -> None:
        await api.say("/help", HERE)
        await api.reply(IDLIB, await api.answer(HERE))
        await api.answer(HERE, 2)
        assert archive.asked == [IDLIB]

    async def test_answers_in_the_same_topic(self, api: FakeBotApi) -> None:
        await api.say(f"/ask {IDLIB}", HERE, message_thread_id=9)
        message = await api.answer(HERE)
        assert message.thread == 9
        assert api.called("sendChatAction")[0].params["message_thread_id"] == "9"

    async def test_the_number_of_a_reply_chain_is_no_topic(self, api: FakeBotApi) -> None:
        await api.say(f"/ask {IDLIB}", HERE, message_thread_id=9, is_topic_message=False)
        assert (await api.answer(HERE)).thread is None

    async def test_a_bare_mention_gets_a_hint(self, api: FakeBotApi) -> None:
        await api.say("@verbatim_test_bot", HERE)
        assert (await api.answer(HERE)).text.startswith("What would you like to know?")

    async def test_commands_are_answered_as_replies(self, api: FakeBotApi) -> None:
        asked = await api.say("/sources@verbatim_test_bot", HERE)
        assert (await api.answer(HERE)).reply_to == asked
