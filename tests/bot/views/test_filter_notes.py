"""Filters typed in a question, as the bot shows them and refuses bad ones."""

from pathlib import Path

import pytest

from bot.conversation.alert_search import search_alerts
from bot.conversation.conversation import Conversation
from bot.state.answer_records import PLAIN, StoredInterpretation
from bot.state.answer_store import AnswerStore
from bot.state.subscriptions import Subscription
from bot.support.i18n import Locale
from bot.views.answer_notes import filter_line, filter_problem
from bot.views.markup import Reply, to_plain
from index.errors import FilterError, FilterProblem
from index.records import EVERYTHING, Answer, Filters
from tests.bot.conftest import AR, EN, IDLIB, RAID
from tests.fake_bot_api import BOT, FakeBotApi
from tests.fakes import FakeArchive

BAD = "how many people died in Idlib city? after:2018-13"


def _line(filters: Filters, words: Locale = EN) -> str:
    return to_plain(filter_line(filters, words)).rstrip("\n")


@pytest.mark.parametrize(
    ("filters", "line"),
    [
        (EVERYTHING, ""),
        (Filters(articles=frozenset({"one"})), ""),
        (Filters(after="2018-02"), "Only articles from February 2018 on"),
        (Filters(after="2018-02-05", before="2019"), "Only articles from 5 February 2018 on, until 2019"),
        (Filters(("Post", "Wire"), places=("Idlib",)), "Only articles that mention Idlib, from Post or Wire"),
        (Filters(languages=("ar",)), "Only articles in Arabic"),
    ],
)
def test_the_filters_that_count_are_said_in_one_line(filters: Filters, line: str) -> None:
    assert _line(filters) == line


def test_a_name_of_which_nothing_is_seen_is_a_filter_all_the_same() -> None:
    assert _line(Filters(places=("\u200b",))) == "Only articles that mention …"


def test_the_line_is_arabic_too() -> None:
    assert (
        _line(Filters(after="2018-02", places=("سراقب",)), AR)
        == "في المقالات الآتية فقط: منذ فبراير/شباط 2018، ما يذكر سراقب"
    )


@pytest.mark.parametrize("words", [EN, AR])
@pytest.mark.parametrize("near", [(), ("Example Post",), ("Example Post", "الجزيرة")])
@pytest.mark.parametrize("problem", FilterProblem)
def test_every_problem_is_said_in_every_language(problem: FilterProblem, near: tuple[str, ...], words: Locale) -> None:
    said = filter_problem(FilterError(problem, "x" * 500, near), words)
    assert 20 < len(said) < 600
    named = problem in (FilterProblem.NO_OUTLET, FilterProblem.NO_LANGUAGE)
    assert all((name in said) is named for name in near)


def test_an_answer_says_which_articles_it_kept_to_on_every_page(archive: FakeArchive, tmp_path: Path) -> None:
    shown = AnswerStore(tmp_path, 30)
    conversation = Conversation(archive, shown, 5, 30)
    answered = conversation.ask(f"{IDLIB} after:2018-02", 42, EN, 7)
    assert answered.reply.plain.startswith("Only articles from February 2018 on\n\n")
    page = conversation.presses.press(f"v1:c:{answered.answer_id}:0", 42, EN)
    assert isinstance(page, Reply)
    assert page.plain.startswith("Only articles from February 2018 on\n\n")
    shown.close()


def test_a_refusal_says_it_too(archive: FakeArchive) -> None:
    conversation = Conversation(archive, None, 5, 30)
    assert conversation.ask("quantum? after:2018", 42, EN, 7).reply.plain.startswith("Only articles from 2018 on\n\n")
    assert conversation.ask_for_all("quantum? after:2018", EN).plain.startswith("Only articles from 2018 on\n\n")
    assert conversation.ask_for_all(f"{IDLIB} after:2018", EN).plain.startswith("Only articles from 2018 on\n\n")


@pytest.mark.parametrize("words", [EN, AR])
def test_a_bad_filter_is_told_with_the_way_out_and_is_no_answer(archive: FakeArchive, words: Locale) -> None:
    conversation = Conversation(archive, None, 5, 30)
    answered = conversation.ask(BAD, 42, words, 7)
    assert answered.outcome == "replied"
    assert answered.answer_id is None
    assert (
        words.say("filter-no-date", value="2018-13")
        == answered.reply.plain
        == conversation.ask_for_all(BAD, words).plain
    )


@pytest.mark.parametrize(
    "filters", [EVERYTHING, Filters(("Post",), ("ar",), "2018", "2019-02-03", places=("Idlib", "كفر نبل"))]
)
def test_filters_are_kept_with_a_shown_answer(filters: Filters) -> None:
    answer = Answer("?", (), (), (), None, 0.0, filters=filters)
    assert StoredInterpretation.of_json(StoredInterpretation.of(answer).json) == StoredInterpretation.of(answer)
    assert StoredInterpretation.of(answer).filters == filters


def test_single_articles_are_not_kept() -> None:
    answer = Answer("?", (), (), (), None, 0.0, filters=Filters(articles=frozenset({"one"})))
    assert StoredInterpretation.of(answer) == PLAIN


@pytest.mark.usefixtures("bot")
class TestElsewhere:
    async def test_a_bad_filter_is_told_on_the_button_while_it_is_typed(self, api: FakeBotApi) -> None:
        found = await api.inline_answer(await api.ask_inline(BAD))
        assert found["results"] == []
        assert found["button"]["text"].startswith("“2018-13” is no date.")
        assert len(found["button"]["text"]) <= 64

    async def test_a_guest_is_told_what_is_wrong(self, api: FakeBotApi) -> None:
        found = await api.inline_answer(await api.ask_as_guest(f"@{BOT['username']} {BAD}"))
        said = found["results"][0]["input_message_content"]["message_text"]
        assert said == EN.say("filter-no-date", value="2018-13")

    async def test_nothing_is_watched_for_with_a_bad_filter(self, api: FakeBotApi) -> None:
        await api.say("/watch Idlib after:2018-13")
        assert (await api.answer()).text == EN.say("filter-no-date", value="2018-13")
        await api.say("/watch")
        assert (await api.answer(count=2)).text.startswith("Nothing is being watched for")


def test_a_watch_whose_filter_fits_no_more_takes_no_other_one_down() -> None:
    subscriptions = [Subscription(1, 1, None, BAD), Subscription(2, 2, None, IDLIB)]
    assert set(search_alerts(FakeArchive([RAID]), frozenset({"old"}), subscriptions).found) == {2}
