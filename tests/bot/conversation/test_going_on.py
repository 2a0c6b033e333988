"""What is asked on after an answer: of its articles first, then as a whole question, else declined."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.state.answer_store import AnswerStore
from bot.views.buttons import LinkButton
from bot.views.markup import AnswerReply
from index.query.followup_kind import FollowUp, FollowUpKind
from index.query.question_kind import SmallTalk
from index.records import EVERYTHING, Answer, Filters, Quote
from tests.bot.conftest import AR, EN, FLOOD, IDLIB, RAID
from tests.fakes import FakeArchive, article

FIRE = article(
    "fire", "A fire killed 9 people.", "The mayor was 46 years old.", "Police arrested 7 people.", source="Gazette"
)
KINDS = {
    "how many arrested?": FollowUpKind.LEANS, "how many hospital hit?": FollowUpKind.LEANS, "how old mayor?": FollowUpKind.OPEN,
    "who said so?": FollowUpKind.SOURCE, "من قال ذلك؟": FollowUpKind.SOURCE, "is that true?": FollowUpKind.SOURCE,
    "how many homes flood Sylhet?": FollowUpKind.STANDS, "how many hospital hit elsewhere?": FollowUpKind.STANDS,
}  # fmt: skip


class Leaning(FakeArchive):
    """Knows what some texts are to the answer before, and notes in which articles each was asked."""

    def __init__(self) -> None:
        super().__init__([RAID, FLOOD, FIRE])
        self.there: list[tuple[str, frozenset[str]]] = []

    def follow_up(self, last: str, text: str) -> FollowUp:
        return FollowUp(KINDS[text]) if text in KINDS else super().follow_up(last, text)

    def ask_on(self, text: str, last: str, shown: Quote, articles: frozenset[str], limit: int = 3) -> Answer:
        self.there.append((text, articles))
        return self.ask(text, limit, Filters(articles=articles))


@pytest.fixture
def archive() -> Leaning:
    return Leaning()


@pytest.fixture
def talk(archive: Leaning, tmp_path: Path) -> Iterator[Conversation]:
    store = AnswerStore(tmp_path, 30)
    yield Conversation(archive, store, 5, 30)
    store.close()


def _say(talk: Conversation, *texts: str, chat: int = 42) -> AnswerReply:
    answered = None
    for number, text in enumerate(texts, 1):
        answered = talk.ask(text, chat, EN, number)
    assert answered is not None
    return answered


def test_what_leans_is_asked_of_the_article_that_was_shown(archive: Leaning, talk: Conversation) -> None:
    assert "A hospital was hit" in _say(talk, IDLIB, "how many hospital hit?").reply.plain
    assert archive.there == [("how many hospital hit?", frozenset({"raid"}))]


def test_what_the_article_does_not_say_is_not_answered_from_another(archive: Leaning, talk: Conversation) -> None:
    answered = _say(talk, IDLIB, "how many arrested?")
    assert answered.outcome == "declined"
    assert answered.reply.plain.startswith(EN.say("not-said-there"))
    assert "arrested 7" not in answered.reply.plain


def test_after_a_refusal_the_next_question_is_still_of_that_article(archive: Leaning, talk: Conversation) -> None:
    _say(talk, IDLIB, "how many arrested?", "how many hospital hit?")
    assert [articles for _, articles in archive.there] == [frozenset({"raid"})] * 2


def test_what_may_stand_by_itself_is_asked_of_all_articles_too(talk: Conversation) -> None:
    assert "46 years" in _say(talk, IDLIB, "how old mayor?").reply.plain


def test_what_stands_by_itself_is_asked_of_all_articles_alone(archive: Leaning, talk: Conversation) -> None:
    assert "40 homes" in _say(talk, IDLIB, "how many homes flood Sylhet?").reply.plain
    assert archive.there == []


def test_a_reply_holds_to_the_articles_of_its_message(archive: Leaning, talk: Conversation) -> None:
    first = talk.ask(IDLIB, -77, EN, 1)
    assert first.answer_id is not None
    talk.memory.note_message(first.answer_id, 2)
    talk.ask("how many homes flood Sylhet?", -77, EN, 3)
    replied = talk.ask("how many hospital hit elsewhere?", -77, EN, 5, to=2)
    assert "A hospital was hit" in replied.reply.plain
    assert archive.there == [("how many hospital hit elsewhere?", frozenset({"raid"}))]


def test_another_place_is_not_answered_from_an_article_that_has_not_its_name(tmp_path: Path) -> None:
    class Careless(FakeArchive):
        def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
            return super().ask(IDLIB, limit, filters)

    store = AnswerStore(tmp_path, 30)
    talk = Conversation(Careless([RAID, FLOOD]), store, 5, 30)
    answered = _say(talk, IDLIB, "and in Homs?")
    assert answered.outcome == "declined"
    assert answered.reply.plain.startswith("I read this as: how many people died in Homs?")
    store.close()


def test_the_sentence_that_answered_of_one_place_does_not_answer_of_another(tmp_path: Path) -> None:
    class Careless(FakeArchive):
        def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
            return super().ask("A hospital hit?" if "hospital" in question else IDLIB, limit, filters)

    store = AnswerStore(tmp_path, 30)
    talk = Conversation(Careless([RAID, FLOOD]), store, 5, 30)
    assert "Maarat" in RAID.text
    assert _say(talk, IDLIB, "and in Maarat?").outcome == "declined"
    assert _say(talk, "was a hospital hit in Idlib?", "and in Maarat?").outcome == "answered"
    store.close()


def test_where_nothing_was_quoted_nobody_said_so(archive: Leaning, talk: Conversation) -> None:
    _say(talk, "how many trains?")
    assert _say(talk, "who said so?").outcome == "declined"
    assert archive.there == []


def test_the_place_of_another_question_is_that_of_the_last_whole_one(talk: Conversation) -> None:
    answered = _say(talk, IDLIB, "how many arrested?", "and in Maarat?")
    assert answered.reply.plain.startswith("I read this as: how many people died in Maarat?")


def test_thanks_are_thanks_whatever_they_look_like(talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk.archive, "small_talk", lambda text: SmallTalk.THANKS if text == "is that true?" else None)
    assert _say(talk, IDLIB, "is that true?").reply.plain == EN.say("welcome")


@pytest.mark.parametrize("text", ["who said so?", "is that true?"])
def test_who_said_so_is_answered_from_the_answer_just_given(archive: Leaning, talk: Conversation, text: str) -> None:
    answered = _say(talk, IDLIB, text)
    shown = answered.reply.plain
    assert answered.outcome == "answered"
    assert "one witness said" in shown
    assert "Example Post" in shown
    assert EN.say("source-note") in shown
    assert [type(button) for row in answered.reply.rows for button in row] == [LinkButton]
    assert archive.asked == [IDLIB]
    assert talk.ask("من قال ذلك؟", 42, AR, 9).reply.plain.endswith(AR.say("source-note"))


def test_the_source_of_a_refusal_is_that_of_the_answer_before_it(talk: Conversation) -> None:
    assert "one witness said" in _say(talk, IDLIB, "how many arrested?", "who said so?").reply.plain


def test_several_sources_are_listed(talk: Conversation) -> None:
    shown = _say(talk, "how many people?", "who said so?").reply.plain
    assert shown.endswith(EN.say("sources-note"))
    assert "Gazette" in shown
    assert "Example Post" in shown


def test_before_any_answer_nothing_is_gone_on_from(archive: Leaning, talk: Conversation) -> None:
    _say(talk, "how many arrested?")
    assert archive.there == []
    assert archive.asked == ["how many arrested?"]
