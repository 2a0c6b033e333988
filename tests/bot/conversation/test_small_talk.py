"""What is said to words that ask nothing of the articles."""

from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.state.answer_store import AnswerStore
from bot.state.subscriptions import SubscriptionStore
from bot.views.buttons import Button
from index.query.question_kind import SmallTalk
from tests.bot.conftest import AR, EN, EXAMPLES, FLOOD, IDLIB, RAID, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive

GROUP_CHAT = -77
SAID = {
    "hello": SmallTalk.GREETING, "مرحبا": SmallTalk.GREETING, "thanks a lot": SmallTalk.THANKS,
    "who are you?": SmallTalk.ABOUT_THE_BOT, "latest": SmallTalk.COMMAND, "show me the sources": SmallTalk.COMMAND,
    "stop": SmallTalk.COMMAND, "durdur": SmallTalk.COMMAND, "мои данные": SmallTalk.COMMAND, "settings": SmallTalk.COMMAND, "my watches": SmallTalk.COMMAND, "ok": SmallTalk.NOTHING,
}  # fmt: skip


class Talkative(FakeArchive):
    """Knows some words for small talk."""

    def small_talk(self, message: str) -> SmallTalk | None:
        return SAID.get(message)

    def command(self, message: str) -> str | None:
        return {"stop": "unwatch", "durdur": "unwatch", "мои данные": "privacy"}.get(message)


@pytest.fixture
def talkative() -> Talkative:
    return Talkative([RAID, FLOOD], examples=EXAMPLES)


def _said(archive: Talkative, folder: Path, text: str, chat: int = 42) -> str:
    watches = SubscriptionStore(folder)
    watches.add(42, "Saraqeb")
    talk = Conversation(archive, AnswerStore(folder, 30), 5, 30, subscriptions=watches)
    answered = talk.ask(text, chat, EN, 7)
    assert answered.outcome == "replied"
    assert archive.asked == []
    labels = [button.label for row in answered.reply.rows for button in row]
    watches.close()
    return "\n".join((answered.reply.plain, *labels))


def test_a_greeting_is_greeted_in_a_line_with_an_example(talkative: Talkative, tmp_path: Path) -> None:
    assert _said(talkative, tmp_path, "hello") == f"{EN.say('greeting')}\n{EXAMPLES[0]}"
    reply = Conversation(talkative, None, 5, 30).ask("مرحبا", 42, AR, 7).reply
    assert reply.plain == AR.say("greeting")
    assert isinstance(reply.rows[0][0], Button)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("thanks a lot", "You are welcome."), ("who are you?", "I answer questions with word-for-word quotes"),
        ("latest", "Newest articles"), ("show me the sources", "What I search"), ("stop", "I am watching for these"),
        ("settings", "Settings"), ("my watches", "I am watching for these"), ("ok", "I answer questions from the articles"),
    ],
)  # fmt: skip
def test_words_that_ask_nothing_get_a_word_of_their_own(
    talkative: Talkative, tmp_path: Path, text: str, begins: str
) -> None:
    assert _said(talkative, tmp_path, text).startswith(begins)


def test_stop_without_a_watch_tells_how_to_ask(talkative: Talkative, tmp_path: Path) -> None:
    assert _said(talkative, tmp_path, "stop", chat=43).startswith("How to ask")


def test_a_word_of_another_language_does_what_its_command_does(talkative: Talkative, tmp_path: Path) -> None:
    said = _said(talkative, tmp_path, "durdur")
    assert said.startswith("I am watching for these")
    assert EN.say("watch-end", text="Saraqeb") in said
    assert _said(talkative, tmp_path, "мои данные").startswith(EN.say("privacy-title"))


def test_a_question_is_asked(talkative: Talkative, tmp_path: Path) -> None:
    assert Conversation(talkative, AnswerStore(tmp_path, 30), 5, 30).ask(IDLIB, 42, EN, 7).outcome == "answered"


def test_somebodys_words_that_are_shown_are_no_small_talk(talkative: Talkative, tmp_path: Path) -> None:
    Conversation(talkative, AnswerStore(tmp_path, 30), 5, 30).ask("hello", 42, EN, 7, claim=True)
    assert talkative.asked == ["hello"]


async def test_to_thanks_in_a_group_nothing_is_said(api: FakeBotApi, run_bot: RunBot, talkative: Talkative) -> None:
    async with run_bot(talkative):
        await api.say("@verbatim_test_bot thanks a lot", GROUP_CHAT)
        await api.say("/help", GROUP_CHAT)
        assert (await api.answer(GROUP_CHAT)).text.startswith(EN.say("help-title"))
    assert len(api.messages(GROUP_CHAT)) == 1
