"""What the bot says of names that were read in another spelling, and how they are taken literally."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.conversation.question_answering import with_near_passage
from bot.state.answer_store import AnswerStore
from bot.support.i18n import Locale
from bot.views.answer_notes import literal_rows, name_notes
from bot.views.buttons import Button
from bot.views.markup import Reply, to_plain
from index.answer_metadata import LITERALLY, NameReading, Understood
from index.records import EVERYTHING, Answer, Filters, Quote
from tests.bot.conftest import AR, EN, RAID
from tests.fakes import FakeArchive, article, quote

READ = NameReading("Edlib", ("Idlib",))


class SpellingArchive(FakeArchive):
    """Knows one name in another spelling."""

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        if literal or READ.written not in question:
            return super().ask(question, limit, filters)
        answer = super().ask(question.replace(READ.written, READ.taken[0]), limit, filters)
        return replace(answer, understood=Understood((READ,)))


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[AnswerStore]:
    answers = AnswerStore(tmp_path, 30)
    yield answers
    answers.close()


def _labels(reply: Reply) -> dict[str, str]:
    return {button.label: button.data for row in reply.rows for button in row if isinstance(button, Button)}


def test_an_answer_says_how_a_name_was_read_and_takes_it_literally_when_told(shown: AnswerStore) -> None:
    conversation = Conversation(SpellingArchive([RAID]), shown, 5, 30)
    answered = conversation.ask("how many people died in Edlib city?", 42, EN, 7)
    assert answered.answer_id is not None
    conversation.memory.note_message(answered.answer_id, 8)
    assert answered.reply.plain.startswith("Edlib → Idlib\n")
    assert "at least 15 people" in answered.reply.plain
    literal = conversation.presses.press(_labels(answered.reply)[EN.say("search-as-written")], 42, EN)
    assert isinstance(literal, Reply)
    assert literal.plain == "No article here mentions Edlib."
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


def test_a_near_passage_is_shown_only_of_a_name_that_was_asked_about_and_in_a_language_that_is_read() -> None:
    about = quote(RAID, RAID.cut(RAID.paragraphs[2].span))
    arabic = quote(article("ar", "قال مسعفون إن إدلب قصفت."), "قال مسعفون إن إدلب قصفت.")
    arabic = replace(arabic, article=replace(arabic.article, language="ar"))

    def near(question: str, *nearest: Quote, missing: tuple[str, ...] = (), locale: Locale = EN) -> tuple[Quote, ...]:
        return with_near_passage(Answer(question, (), nearest, missing, None, 1.0), question, locale).nearest

    assert near("who rebuilt Idlib?", arabic, about) == (about,)
    assert near("who rebuilt Idlib?", about, locale=AR) == (about,)  # the question's language is read, too
    assert near("من أعاد بناء المدرسة في إدلب؟", about, arabic) == (arabic,)
    assert near("who rebuilt Homs?", about) == ()
    assert near("hello", about) == ()
    assert near("who rebuilt Aleppo and Idlib?", about, missing=("Aleppo",)) == ()


def test_a_sentence_that_may_answer_stays_whatever_its_language() -> None:
    two = tuple(quote(RAID, RAID.cut(RAID.paragraphs[at].span)) for at in (1, 2))
    unsure = Answer("combien de morts ?", (), two, (), None, 1.0, may_say=True)
    assert with_near_passage(unsure, unsure.question, EN).nearest == two[:1]
