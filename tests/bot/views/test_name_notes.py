"""What the bot says of names that were read in another spelling, and how they are taken literally."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.state.answers import ShownAnswers
from bot.views.buttons import Button
from bot.views.markup import to_plain
from bot.views.name_notes import language_note, literal_rows, name_notes
from bot.views.replies import Reply
from index.interpretation import LITERALLY, NameReading, Understood
from index.records import EVERYTHING, Answer, Filters
from tests.bot.conftest import AR, EN, RAID
from tests.fakes import FakeArchive

READ = NameReading("Edlib", ("Idlib",))


class SpellingArchive(FakeArchive):
    """Knows one name in another spelling."""

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        if literal or READ.written not in question:
            return super().ask(question, limit, filters)
        answer = super().ask(question.replace(READ.written, READ.taken[0]), limit, filters)
        return replace(answer, understood=Understood((READ,)))


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[ShownAnswers]:
    answers = ShownAnswers(tmp_path, 30)
    yield answers
    answers.close()


def _labels(reply: Reply) -> dict[str, str]:
    return {button.label: button.data for row in reply.rows for button in row if isinstance(button, Button)}


def test_an_answer_says_how_a_name_was_read_and_takes_it_literally_when_told(shown: ShownAnswers) -> None:
    conversation = Conversation(SpellingArchive([RAID]), shown, 5, 30)
    answered = conversation.ask("how many people died in Edlib city?", 42, EN, 7)
    assert answered.answer_id is not None
    conversation.memory.note_message(answered.answer_id, 8)
    assert answered.reply.plain.startswith("Edlib → Idlib\n")
    assert "at least 15 people" in answered.reply.plain
    literal = conversation.press(_labels(answered.reply)[EN.say("search-as-written")], 42, EN)
    assert isinstance(literal, Reply)
    assert "→" not in literal.plain and EN.say("not-said") in literal.plain and "Edlib" in literal.plain
    assert EN.say("search-as-written") not in _labels(literal)
    now = shown.in_message(42, 8)
    assert now is not None and not now.answered and now.question == "how many people died in Edlib city?"


def test_a_name_read_as_it_is_written_gets_no_line_and_no_button() -> None:
    assert name_notes((), EN) == () and literal_rows(LITERALLY, "id", EN) == ()


def test_without_a_memory_there_is_no_button() -> None:
    assert literal_rows(Understood((READ,)), None, EN) == ()


def test_in_a_line_from_right_to_left_the_arrow_turns_and_latin_names_are_isolated() -> None:
    assert to_plain(name_notes((NameReading("سراقب", ("Saraqeb", "Saraqib")),), AR)) == (
        "سراقب ← \u2068Saraqeb\u2069، \u2068Saraqib\u2069\n\n"
    )
    assert to_plain(name_notes((NameReading("سراقب", ("Saraqeb",)),), EN)) == "\u2068سراقب\u2069 → Saraqeb\n\n"


@pytest.mark.parametrize(("code", "said"), [("ar", "in Arabic"), ("en", "in English"), ("fr", "another language")])
def test_a_quote_in_another_language_says_so(code: str, said: str) -> None:
    assert said in to_plain(language_note(code, EN))


def test_a_quote_in_the_language_of_the_question_says_nothing_of_it() -> None:
    assert language_note(None, EN) == ()


def test_an_arabic_question_gets_an_english_quote_with_its_language(shown: ShownAnswers) -> None:
    conversation = Conversation(FakeArchive([RAID]), shown, 5, 30)
    reply = conversation.ask("كم عدد الضحايا الذين ماتوا في Idlib", 42, EN, 7).reply
    assert "in English" in reply.plain
