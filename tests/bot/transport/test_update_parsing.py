"""Updates that the library cannot read, and what it cannot write."""

from pathlib import Path

import pytest
from telegram import Update

from bot.state.update_store import UpdateStore
from tests.bot.conftest import IDLIB, RunBot
from tests.fake_bot_api import FakeBotApi, Json
from tests.fakes import FakeArchive

# As a Bot API server of another version tells of it: a field is missing on which the library insists.
POLL: Json = {"id": "1", "question": "private words"}


async def test_an_update_that_cannot_be_read_is_passed_over_once_and_its_words_are_not_logged(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, caplog: pytest.LogCaptureFixture
) -> None:
    async with run_bot(archive):
        await api.say(None, poll=POLL)
        await api.until(lambda: not api.unconfirmed)
        await api.say(IDLIB)
        assert (await api.answer()).bold == ["at least 15 people"]
    assert caplog.text.count("passed over that cannot be read") == 1
    assert "private words" not in caplog.text


async def test_a_question_beside_what_cannot_be_read_is_answered(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    inbox = UpdateStore(tmp_path / "state")
    left = api.message(IDLIB, poll=POLL)
    inbox.accept(7, {"update_id": 7, "message": left})
    async with run_bot(archive):
        assert (await api.answer()).reply_to == left["message_id"]
        asked = await api.say(IDLIB, poll=POLL)
        answer = await api.answer(count=2)
        assert (answer.reply_to, answer.bold) == (asked, ["at least 15 people"])
    inbox.close()


async def test_it_keeps_none_away_that_comes_with_it(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    await api.say(IDLIB)
    await api.say(None, poll=POLL)
    await api.say(IDLIB, 43)
    async with run_bot(archive):
        await api.answer()
        await api.answer(43)


async def test_what_another_version_of_the_library_left_does_not_keep_the_bot_from_starting(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    inbox = UpdateStore(tmp_path / "state")
    inbox.accept(7, {"update_id": 7, "message": api.message(None, poll=POLL)})
    async with run_bot(archive):
        await api.say(IDLIB)
        await api.answer()
    assert inbox.waiting() == 0
    inbox.close()


async def test_a_press_under_a_message_out_of_reach_does_not_end_the_polling(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive
) -> None:
    async with run_bot(archive):
        await api.say(IDLIB)
        shown = await api.answer()
        await api.press_data(shown, "v1:q:gone:0", date=0)
        assert "expired" in str(await api.toast())
        await api.say(IDLIB)
        await api.answer(count=2)


def test_a_press_under_a_message_out_of_reach_is_kept_as_it_came(tmp_path: Path) -> None:
    person: Json = {"id": 42, "is_bot": False, "first_name": "Ada"}
    shown: Json = {"message_id": 7, "date": 0, "chat": {"id": 42, "type": "private"}}
    press: Json = {"id": "1", "from": person, "message": shown, "chat_instance": "1", "data": "v1:q:x:0"}
    came = Update.de_json({"update_id": 7, "callback_query": press}, None)
    inbox = UpdateStore(tmp_path)
    assert inbox.accept(7, came.to_dict())
    (left,) = inbox.left()
    inbox.close()
    assert left.body["callback_query"]["message"]["date"] == 0
    assert Update.de_json(left.body, None) == came
