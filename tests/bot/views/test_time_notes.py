"""What the bot says of times: in questions, in quotes, and of how new the articles are."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.state.answer_records import StoredInterpretation
from bot.state.answer_store import AnswerStore
from bot.support.i18n import Locale
from bot.views.answer_notes import as_of_line, period_line, refusal_text, times_line
from bot.views.buttons import Button
from bot.views.markup import Reply, to_plain
from index.answer_metadata import Form, NameReading, Period, Understood
from index.records import EVERYTHING, Answer, AsOf, Filters, Span
from tests.bot.conftest import AR, EN, IDLIB, RAID
from tests.fakes import FakeArchive, article

SATURDAY = Period("last Saturday", "2018-02-03", "2018-02-03")
AS_OF = AsOf("2018-02-05T10:00:00+00:00", "2026-03-01T00:00:00+00:00")


class DatedArchive(FakeArchive):
    """Reads "last Saturday", of which it has no article, and "last week", and knows how new it is."""

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        answer = replace(super().ask(question, limit, filters), as_of=AS_OF)
        if literal:
            return answer
        if "last Saturday" in question:
            nothing = Understood(period=replace(SATURDAY, empty=True))
            return replace(answer, quotes=(), nearest=(), missing=(), understood=nothing)
        if "last week" in question:
            return replace(answer, understood=Understood(period=Period("last week", "2018-01-29", "2018-02-04")))
        return answer


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[AnswerStore]:
    answers = AnswerStore(tmp_path, 30)
    yield answers
    answers.close()


def _labels(reply: Reply) -> dict[str, str]:
    return {button.label: button.data for row in reply.rows for button in row if isinstance(button, Button)}


@pytest.mark.parametrize(
    ("period", "words", "line"),
    [
        (None, EN, ""),
        (SATURDAY, EN, "last Saturday → 3 February 2018\n\n"),
        (Period("since Monday", "2018-02-05", None), EN, "since Monday → from 5 February 2018 on\n\n"),
        (Period("last week", "2018-01-29", "2018-02-04"), EN, "last week → 29 January 2018 to 4 February 2018\n\n"),
        (
            Period("in February 2018", "2018-02", "2018-02"), EN,
            "Time asked about: February 2018. Articles of other times are left out.\n\n",
        ),
        (
            Period("before 2017", None, "2016-12-31"), EN,
            "before 2017 → until 31 December 2016\n\n",
        ),
        (Period("يوم السبت الماضي", "2018-02-03", "2018-02-03"), AR, "يوم السبت الماضي ← 3 فبراير/شباط 2018\n\n"),
        (
            Period("في شباط ٢٠١٨", "2018-02", "2018-02"), AR,
            "الفترة المقصودة في السؤال: فبراير/شباط 2018. استُبعدت مقالات الفترات الأخرى.\n\n",
        ),
    ],
)  # fmt: skip
def test_a_question_is_told_which_time_it_was_asked_of(period: Period | None, words: Locale, line: str) -> None:
    assert to_plain(period_line(StoredInterpretation(Form.QUOTES, Understood(period=period)), words)) == line


def test_a_digest_says_its_time_in_its_own_heading() -> None:
    assert not period_line(StoredInterpretation(Form.REPORTS, Understood(period=SATURDAY)), EN)


def test_nothing_of_a_time_is_said_as_plainly_as_nothing_at_all() -> None:
    assert refusal_text(None, EN) == "The articles do not say."
    assert refusal_text(SATURDAY, EN) == "The articles of that time do not say."
    assert refusal_text(replace(SATURDAY, empty=True), EN) == "No article is from that time."


def test_a_quote_is_followed_by_what_its_times_mean() -> None:
    told = article("a", "It was hit on Saturday, on Saturday and last December.", published="2018-02-05")
    span = told.paragraphs[0].span
    assert to_plain(times_line(told, span, EN)) == "\n“Saturday” → 3 February 2018, “last December” → December 2017"
    assert "«\u2068last December\u2069» ← ديسمبر/كانون الأول 2017" in to_plain(times_line(told, span, AR))
    assert times_line(told, Span(0, 10), EN) == ()
    assert times_line(replace(told, published=None), span, EN) == ()


@pytest.mark.parametrize(
    ("as_of", "stale", "line"),
    [
        (None, True, ""),
        (AS_OF, False, "\nArticles as of 5 February 2018"),
        (AS_OF, True, "\nArticles as of 5 February 2018; not refreshed since 1 March 2026"),
        (replace(AS_OF, newest=None), False, "\nArticles without dates, refreshed on 1 March 2026"),
        (replace(AS_OF, newest=None), True, "\nThe articles have not been refreshed since 1 March 2026"),
    ],
)
def test_how_new_the_articles_are_is_one_line(as_of: AsOf | None, stale: bool, line: str) -> None:
    assert to_plain(as_of_line(as_of, stale, EN)) == line


def test_without_an_article_of_the_time_all_dates_can_be_searched(shown: AnswerStore) -> None:
    conversation = Conversation(DatedArchive([RAID]), shown, 5, 30)
    answered = conversation.ask(f"{IDLIB[:-1]} last Saturday?", 42, EN, 7)
    assert answered.outcome == "declined"
    assert answered.reply.plain == (
        "last Saturday → 3 February 2018\n\nNo article is from that time.\nArticles as of 5 February 2018"
    )
    everything = conversation.presses.press(_labels(answered.reply)[EN.say("search-all-dates")], 42, EN)
    assert isinstance(everything, Reply)
    assert "five-storey building" in everything.plain and "→" not in everything.plain
    assert EN.say("search-all-dates") not in _labels(everything)


def test_an_answer_from_a_time_says_so_on_every_page(shown: AnswerStore) -> None:
    conversation = Conversation(DatedArchive([RAID]), shown, 5, 30, is_stale=lambda as_of: as_of == AS_OF)
    answered = conversation.ask(f"{IDLIB[:-1]} last week?", 42, EN, 7)
    context = conversation.presses.press(f"v1:c:{answered.answer_id}:0", 42, EN)
    assert isinstance(context, Reply)
    for reply in (answered.reply, context):
        assert reply.plain.startswith("last week → 29 January 2018 to 4 February 2018\n\n")
        assert "Articles as of 5 February 2018; not refreshed since 1 March 2026" in reply.plain


def test_a_name_and_a_time_are_taken_literally_by_one_button(shown: AnswerStore) -> None:
    class Both(DatedArchive):
        def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
            understood = Understood((NameReading("Edlib", ("Idlib",)),), SATURDAY)
            return replace(super().ask(question, limit, filters, literal=True), understood=understood)

    reply = Conversation(Both([RAID]), shown, 5, 30).ask(IDLIB, 42, EN, 7).reply
    assert reply.plain.startswith("last Saturday → 3 February 2018\n\nEdlib → Idlib\n\n")
    assert EN.say("search-as-written") in _labels(reply) and EN.say("search-all-dates") not in _labels(reply)


def test_a_listing_tells_the_times_of_each_quote(shown: AnswerStore) -> None:
    flood = article("flood", "At least 20 people died in Idlib city on Sunday, doctors said.", published="2018-02-06")
    raid = article("raid2", "At least 15 people died in Idlib city on Saturday, doctors said.", published="2018-02-05")

    class Listing(DatedArchive):
        def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
            return replace(super().ask(question, limit, filters), form=Form.FIGURES)

    reply = Conversation(Listing([raid, flood]), shown, 5, 30).ask(IDLIB, 42, EN, 7).reply
    assert "“Saturday” → 3 February 2018" in reply.plain
    assert "“Sunday” → 4 February 2018" in reply.plain


@pytest.mark.parametrize("empty", [False, True])
def test_a_time_is_kept_with_a_shown_answer(empty: bool) -> None:
    period = replace(SATURDAY, empty=empty)
    answer = Answer("?", (), (), (), None, 0.0, understood=Understood(period=period), as_of=AS_OF)
    assert StoredInterpretation.of_json(StoredInterpretation.of(answer).json) == StoredInterpretation.of(answer)
    assert StoredInterpretation.of(answer).understood.period == period


def test_an_answer_that_was_kept_before_there_were_times_is_read() -> None:
    kept = '{"form": "quotes", "names": [], "period": ["last Saturday", "2018-02-03", null], "tally": null}'
    assert StoredInterpretation.of_json(kept).understood.period == Period("last Saturday", "2018-02-03", None)
