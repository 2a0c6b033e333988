"""An answer to several questions of one message: each above its quotes, unsure where it is, and named where there is none."""

from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.handlers.inline_queries import inline_results
from bot.state.answer_records import StoredInterpretation
from bot.state.answer_store import AnswerStore
from bot.state.feedback import FeedbackStore
from bot.support.i18n import LANGUAGES, locale_for
from bot.views.buttons import Button
from bot.views.markup import EditWithNotice, Reply
from bot.views.quote_lists import listing_page, whole_listing
from bot.views.quote_page import LISTING_FROM, AnswerView, Page
from index.answer_metadata import Form, QuestionVerdict, Verdict
from index.records import Answer, Filters, Quote
from tests.bot.conftest import EN
from tests.fake_bot_api import parse_html
from tests.fakes import FakeArchive, article, quote

MESSAGE = "How many died, who was arrested and why?"
BLAST = article(
    "blast", "Four people died in Tarna.", "Nine were injured.", "Police hold a man of 40.", title="Blast in Tarna",
    source="Tarna Post", published="2026-03-01",
)  # fmt: skip
DIED = quote(BLAST, "Four people died in Tarna.", "Four people")
HELD = quote(BLAST, "Police hold a man of 40.")
SURE = QuestionVerdict("How many died?", Verdict.SAYS, 1)
UNSURE = QuestionVerdict("Who was arrested?", Verdict.MAY_SAY, 1)
NONE = QuestionVerdict("Why?", Verdict.NOT_SAID, 0)


def answer(*questions: QuestionVerdict, quotes: tuple[Quote, ...] = (DIED, HELD)) -> Answer:
    says = any(one.verdict is Verdict.SAYS for one in questions)
    said, near = (quotes, ()) if says else ((), quotes)
    return Answer(MESSAGE, said, near, (), None, 1.0, Form.QUESTIONS, may_say=not says, questions=questions)


class Several(FakeArchive):
    """Answers every message with what it was given."""

    def __init__(self, given: Answer) -> None:
        super().__init__([BLAST])
        self.given = given

    def ask(self, question: str, limit: int = 3, filters: Filters | None = None, *, literal: bool = False) -> Answer:
        return self.given


def talk(folder: Path, *questions: QuestionVerdict, quotes: tuple[Quote, ...] = (DIED, HELD)) -> Conversation:
    archive = Several(answer(*questions, quotes=quotes))
    return Conversation(archive, AnswerStore(folder, 30), 3, 30, FeedbackStore(folder))


def text(reply: Reply) -> str:
    return parse_html(reply.html).text


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.rows for button in row if isinstance(button, Button)]


def test_each_question_stands_above_its_quotes_and_those_without_any_are_named(tmp_path: Path) -> None:
    asked = talk(tmp_path, SURE, UNSURE, NONE).ask(MESSAGE, 7, EN, question_message=1)
    assert text(asked.reply) == (
        "How many died?\n1. Four people · Tarna Post · 1 March 2026\nFour people died in Tarna.\n\n"
        "Who was arrested?\nI am not sure this answers:\n2. Tarna Post · 1 March 2026\nPolice hold a man of 40.\n\n"
        "Why?\nThe articles do not say."
    )
    assert asked.outcome == "answered"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_every_language(language: str, tmp_path: Path) -> None:
    locale = locale_for(language)
    told = text(talk(tmp_path, SURE, UNSURE, NONE).ask(MESSAGE, 7, locale, question_message=1).reply)
    above, below = told.index(locale.say("may-say")), told.index(locale.say("not-said"))
    places = [told.index(one.question) for one in (SURE, UNSURE, NONE)]
    assert places[0] < places[1] < above < places[2] < below


def test_a_quote_by_itself_says_what_it_answers_and_leads_back(tmp_path: Path) -> None:
    bot = talk(tmp_path, SURE, UNSURE, NONE)
    asked = bot.ask(MESSAGE, 7, EN, question_message=1)
    first, second = (bot.presses.press(f"v1:q:{asked.answer_id}:{at}", 7, EN) for at in (0, 1))
    assert isinstance(first, Reply)
    assert isinstance(second, Reply)
    assert text(first).startswith("How many died?\nFour people died")
    assert text(second).startswith("Who was arrested?\nI am not sure this answers:\nPolice hold")
    assert EN.say("it-does-not") in labels(second)
    for page in (first, second):
        assert EN.say("back-to-all") in labels(page)
    back = bot.presses.press(f"v1:q:{asked.answer_id}:{LISTING_FROM + 1}", 7, EN)
    assert back == asked.reply


def test_one_answered_of_two_leads_back_too(tmp_path: Path) -> None:
    bot = talk(tmp_path, SURE, NONE, quotes=(DIED,))
    asked = bot.ask(MESSAGE, 7, EN, question_message=1)
    page = bot.presses.press(f"v1:q:{asked.answer_id}:0", 7, EN)
    assert isinstance(page, Reply)
    assert EN.say("back-to-all") in labels(page)
    assert text(asked.reply).endswith("Why?\nThe articles do not say.")


def test_where_all_are_unsure_each_is_said_to_be(tmp_path: Path) -> None:
    bot = talk(tmp_path, QuestionVerdict("How many died?", Verdict.MAY_SAY, 1), UNSURE)
    asked = bot.ask(MESSAGE, 7, EN, question_message=1)
    assert text(asked.reply).count(EN.say("may-say")) == 2
    assert asked.outcome == "declined"


def test_a_rating_leaves_every_question_above_its_quote(tmp_path: Path) -> None:
    bot = talk(tmp_path, SURE, UNSURE, NONE)
    asked = bot.ask(MESSAGE, 7, EN, question_message=1)
    noted = bot.presses.press(f"v1:g:{asked.answer_id}:{LISTING_FROM}", 7, EN)
    assert isinstance(noted, EditWithNotice)
    assert text(noted.reply) == text(asked.reply)


def test_it_outlives_a_restart() -> None:
    kept = StoredInterpretation.of(answer(SURE, UNSURE, NONE))
    assert kept.questions == (SURE, UNSURE, NONE)
    assert StoredInterpretation.of_json(kept.json) == kept


def test_in_a_terminal_and_a_group_all_questions_have_their_quotes() -> None:
    view = AnswerView(EN, True, 2, interpretation=StoredInterpretation.of(answer(SURE, UNSURE, NONE)))
    whole = text(whole_listing([Page(view, DIED, 0), Page(view, HELD, 1)]))
    group = AnswerView(
        EN, True, 2, interpretation=view.interpretation, answer_id="id", rest_url="https://t.me/b?start=a"
    )
    short = text(listing_page([Page(group, DIED, 0), Page(group, HELD, 1)]))
    for told in (whole, short):
        for words in (SURE.question, DIED.text, UNSURE.question, HELD.text, NONE.question, EN.say("not-said")):
            assert words in told
    assert "\n\n\n" not in whole


def test_from_another_chat_the_first_result_has_all_of_them() -> None:
    view = AnswerView(EN, True, 2, interpretation=StoredInterpretation.of(answer(SURE, UNSURE, NONE)))
    results = inline_results(view, [Page(view, DIED, 0), Page(view, HELD, 1)])
    assert (len(results), results[0].title) == (3, "How many died?")
