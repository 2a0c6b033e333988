"""The conversation by itself."""

from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.state.answers import ShownAnswers
from bot.views.buttons import Button
from bot.views.replies import Reply
from bot.views.results import Ask, Refusal
from tests.bot.conftest import EN, EXAMPLES, RAID
from tests.fakes import FakeArchive, article

IDLIB = "how many people died in Idlib city?"


def _conversation(archive: FakeArchive, shown: ShownAnswers | None = None, limit: int = 5) -> Conversation:
    return Conversation(archive, shown, limit, 30)


def test_a_memory_that_fails_does_not_cost_the_answer(
    archive: FakeArchive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shown = ShownAnswers(tmp_path, 30)
    shown.close()
    answered = _conversation(archive, shown).ask(IDLIB, 42, EN, 7)
    assert "at least 15 people" in answered.reply.plain
    assert answered.reply.rows == ()
    assert "could not be remembered" in caplog.text


def test_an_answer_about_nothing_near_is_said_plainly(archive: FakeArchive) -> None:
    answered = _conversation(archive).ask("quantum chromodynamics?", 42, EN, 7)
    assert answered.reply.plain == EN.say("not-said")


def test_no_more_quotes_than_set_are_shown(archive: FakeArchive) -> None:
    answered = _conversation(archive, limit=2).ask("how many people died in Aleppo?", 42, EN, 7)
    assert "1 of 2" in answered.reply.plain


def test_a_page_that_the_answer_does_not_have_has_expired(archive: FakeArchive, tmp_path: Path) -> None:
    shown = ShownAnswers(tmp_path, 30)
    conversation = _conversation(archive, shown)
    answered = conversation.ask(IDLIB, 42, EN, 7)
    assert isinstance(conversation.press(f"v1:q:{answered.answer_id}:0", 42, EN), Reply)
    assert conversation.press(f"v1:q:{answered.answer_id}:1", 42, EN) == Refusal(EN.say("expired"))
    assert conversation.press(f"v1:c:{answered.answer_id}:9", 42, EN) == Refusal(EN.say("expired"))
    shown.close()


def test_an_example_keeps_its_question_on_every_page(archive: FakeArchive, tmp_path: Path) -> None:
    shown = ShownAnswers(tmp_path, 30)
    conversation = _conversation(archive, shown)
    answered = conversation.ask(IDLIB, 42, EN)
    page = conversation.press(f"v1:c:{answered.answer_id}:0", 42, EN)
    assert isinstance(page, Reply)
    assert page.plain.startswith(IDLIB)
    shown.close()


def test_a_pressed_example_asks_its_question(archive: FakeArchive) -> None:
    conversation = _conversation(archive)
    button = conversation.start(EN).rows[1][0]
    assert isinstance(button, Button)
    data = button.data
    assert conversation.press(data, 42, EN) == Ask(EXAMPLES[1])


def test_all_quotes_are_shown_at_once_without_buttons() -> None:
    archive = FakeArchive([RAID, article("other", "At least 20 people died in Idlib city.", title="Another")])
    plain = _conversation(archive).ask_for_all(IDLIB, EN).plain
    assert "at least 15 people" in plain
    assert "At least 20 people" in plain


def test_of_all_nearest_passages_one_is_shown_at_once(archive: FakeArchive) -> None:
    plain = _conversation(archive).ask_for_all("how many people died in Aleppo?", EN).plain
    assert plain.count("“") == 1
    assert plain.startswith(EN.say("not-said"))
