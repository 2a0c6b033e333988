"""The conversation by itself."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.state.answer_records import StoredInterpretation
from bot.state.answer_store import AnswerStore
from bot.state.feedback import FeedbackStore, Rating, Reason
from bot.support.i18n import LANGUAGES, locale_for
from bot.views.buttons import Action, Button
from bot.views.markup import EditWithNotice, Refusal, Reply
from index.records import EVERYTHING, Answer, Filters
from tests.bot.conftest import EN, EXAMPLES, RAID
from tests.fakes import FakeArchive, article, quote

IDLIB = "how many people died in Idlib city?"


def _conversation(archive: FakeArchive, shown: AnswerStore | None = None, limit: int = 5) -> Conversation:
    return Conversation(archive, shown, limit, 30)


def test_a_memory_that_fails_does_not_cost_the_answer(
    archive: FakeArchive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shown = AnswerStore(tmp_path, 30)
    shown.close()
    answered = _conversation(archive, shown).ask(IDLIB, 42, EN, 7)
    assert "at least 15 people" in answered.reply.plain
    assert answered.reply.rows == ()
    assert "could not be remembered" in caplog.text


def test_an_answer_about_nothing_near_is_said_plainly(archive: FakeArchive) -> None:
    answered = _conversation(archive).ask("quantum chromodynamics?", 42, EN, 7)
    assert answered.reply.plain == EN.say("not-said")


def test_no_more_quotes_than_set_are_shown(archive: FakeArchive) -> None:
    answered = _conversation(archive, limit=2).ask("how many people died?", 42, EN, 7)
    assert "1 of 2" in answered.reply.plain


def test_a_page_that_the_answer_does_not_have_has_expired(archive: FakeArchive, tmp_path: Path) -> None:
    shown = AnswerStore(tmp_path, 30)
    conversation = _conversation(archive, shown)
    answered = conversation.ask(IDLIB, 42, EN, 7)
    assert isinstance(conversation.presses.press(f"v1:q:{answered.answer_id}:0", 42, EN), Reply)
    assert conversation.presses.press(f"v1:q:{answered.answer_id}:1", 42, EN) == Refusal(EN.say("expired"))
    assert conversation.presses.press(f"v1:c:{answered.answer_id}:9", 42, EN) == Refusal(EN.say("expired"))
    shown.close()


def test_an_example_keeps_its_question_on_every_page(archive: FakeArchive, tmp_path: Path) -> None:
    shown = AnswerStore(tmp_path, 30)
    conversation = _conversation(archive, shown)
    answered = conversation.ask(IDLIB, 42, EN)
    page = conversation.presses.press(f"v1:c:{answered.answer_id}:0", 42, EN)
    assert isinstance(page, Reply)
    assert page.plain.startswith(IDLIB)
    shown.close()


def test_a_pressed_example_asks_its_question(archive: FakeArchive) -> None:
    conversation = _conversation(archive)
    button = conversation.start(EN).rows[1][0]
    assert isinstance(button, Button)
    data = button.data
    assert conversation.pressed_example(data) == EXAMPLES[1]


def test_an_example_is_known_by_whoever_presses_it_in_the_language_that_it_is_in() -> None:
    class Speaking(FakeArchive):
        def examples(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(pattern.format("Idlib") for pattern in patterns)

    conversation = _conversation(Speaking([RAID]))
    for language in LANGUAGES:
        locale = locale_for(language)
        for (button,) in conversation.start(locale).rows:
            assert isinstance(button, Button)
            assert conversation.pressed_example(button.data) == button.label


def test_an_example_of_before_they_named_their_language_is_known(archive: FakeArchive) -> None:
    digest = sha256(EXAMPLES[0].encode()).hexdigest()[:16]
    assert _conversation(archive).pressed_example(f"v1:{Action.EXAMPLE}:{digest}:0") == EXAMPLES[0]


def test_all_quotes_are_shown_at_once_without_buttons() -> None:
    archive = FakeArchive([RAID, article("other", "At least 20 people died in Idlib city.", title="Another")])
    plain = _conversation(archive).ask_for_all(IDLIB, EN).plain
    assert "at least 15 people" in plain
    assert "At least 20 people" in plain


def test_of_all_nearest_passages_one_is_shown_at_once(tmp_path: Path) -> None:
    plain = _conversation(UnsureArchive([RAID])).ask_for_all("who bombed the province?", EN).plain
    assert plain.count("“") == 1


class PartialArchive(FakeArchive):
    """Of three parts two answer."""

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        return replace(super().ask(question, limit, filters), missing=(), parts=(2, 3))


def test_of_a_part_that_did_not_answer_it_is_never_said_that_it_does_not_say(tmp_path: Path) -> None:
    conversation = _conversation(PartialArchive([RAID]), AnswerStore(tmp_path, 30))
    answered = conversation.ask(IDLIB, 42, EN, 7).reply.plain
    assert answered.endswith(EN.say("parts-answered", answered=2, parts=3))
    for question in ("who won the football match in Cairo?", "Cairo"):
        declined = conversation.ask(question, 42, EN, 8).reply.plain
        assert declined.startswith(EN.say("parts-do-not-say", answered=2, parts=3))
        assert EN.say("not-said") not in declined


def test_that_a_part_did_not_answer_is_kept_with_the_answer() -> None:
    kept = StoredInterpretation.of(PartialArchive([RAID]).ask(IDLIB))
    assert StoredInterpretation.of_json(kept.json).parts == (2, 3)


class UnsureArchive(FakeArchive):
    """Is sure of nothing."""

    def ask(self, question: str, *_: object, **__: object) -> Answer:
        near = tuple(quote(RAID, RAID.cut(paragraph.span)) for paragraph in RAID.paragraphs[1:3])
        return Answer(question, (), near, (), None, 1.0, may_say=True)


@pytest.mark.parametrize(
    ("label", "rating", "reason"),
    [("it-does", Rating.GOOD, None), ("it-does-not", Rating.BAD, Reason.WRONG_PASSAGE)],
)
def test_whether_a_sentence_answers_after_all_is_kept_with_it(
    tmp_path: Path, label: str, rating: Rating, reason: Reason | None
) -> None:
    feedback = FeedbackStore(tmp_path)
    conversation = Conversation(UnsureArchive([RAID]), AnswerStore(tmp_path, 30), 5, 30, feedback)
    asked = conversation.ask("who bombed the province?", 42, EN, 7)
    assert asked.outcome == "declined"
    assert asked.reply.plain.startswith(EN.say("may-say"))
    (data,) = (b.data for row in asked.reply.rows for b in row if isinstance(b, Button) and b.label == EN.say(label))
    noted = conversation.presses.press(data, 42, EN)
    assert isinstance(noted, EditWithNotice)
    assert noted.text == EN.say("thanks")
    assert noted.reply.plain == asked.reply.plain
    assert EN.say("chosen", label=EN.say(label)) in [button.label for row in noted.reply.rows for button in row]
    (kept,) = feedback.all()
    assert (kept.question, kept.rating, kept.reason) == ("who bombed the province?", rating, reason)
    (place,) = kept.quotes
    found = place.find(conversation.archive)
    assert found is not None
    assert found.text == RAID.cut(RAID.paragraphs[1].span)
    feedback.close()


def test_what_the_articles_have_on_a_claim_stays_so_when_a_button_is_pressed(tmp_path: Path) -> None:
    feedback = FeedbackStore(tmp_path)
    conversation = Conversation(UnsureArchive([RAID]), AnswerStore(tmp_path, 30), 5, 30, feedback)
    asked = conversation.ask("Warplanes bombed the province.", 42, EN, 7, claim=True)
    assert asked.reply.plain.startswith(EN.say("claim"))
    noted = conversation.presses.press(f"v1:g:{asked.answer_id}:0", 42, EN)
    assert isinstance(noted, EditWithNotice)
    assert noted.reply.plain == asked.reply.plain
    feedback.close()
