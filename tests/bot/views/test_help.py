"""What the bot says about itself and its corpus."""

from dataclasses import replace

import pytest

from bot.views import help as about
from bot.views.markup import to_plain
from tests.bot.conftest import EN, EXAMPLES, FLOOD, RAID
from tests.fakes import stats_of

STATS = stats_of([RAID, FLOOD])


def test_start_gives_the_span_of_dates() -> None:
    stats = replace(STATS, articles=1939, earliest="2018-02", latest="2024-03-02T10:00:00+00:00")
    assert "from 1,939 articles (February 2018 to 2 March 2024)," in about.start(stats, EXAMPLES, EN).plain


def test_start_of_an_undated_corpus_says_so() -> None:
    assert "from 1 article (undated)," in about.start(stats_of([FLOOD]), EXAMPLES, EN).plain


def test_start_without_examples_invites_to_ask() -> None:
    reply = about.start(STATS, (), EN)
    assert reply.plain.endswith(EN.say("start-no-examples"))
    assert reply.rows == ()


def test_start_shows_at_most_three_examples_and_shortens_long_ones() -> None:
    reply = about.start(STATS, ["why " * 100] * 5, EN)
    assert len(reply.rows) == 3
    assert len(reply.rows[0][0].label) <= 120


def test_sources_count_articles_and_dates() -> None:
    assert to_plain(about.sources(STATS, EN)) == (
        "What I search\n"
        "2 articles, 7 passages. Newest: 5 February 2018; oldest: 5 February 2018; 1 article without a date. "
        "Last indexed on 1 March 2026."
    )


def test_sources_of_a_corpus_without_dates_say_so() -> None:
    assert "No article carries a date." in to_plain(about.sources(stats_of([FLOOD]), EN))


def test_help_names_every_command() -> None:
    for name in about.COMMANDS:
        assert f"/{name}" in about.help_(EN).plain


def test_help_in_the_terminal_tells_nothing_of_buttons_and_groups() -> None:
    plain = about.help_(EN, in_terminal=True).plain
    assert EN.say("more-context") not in plain
    assert "group" not in plain


@pytest.mark.parametrize(("days", "said"), [(1, "After 1 day I"), (30, "After 30 days I")])
def test_privacy_tells_the_retention(days: int, said: str) -> None:
    assert said in about.privacy(days, EN).plain


@pytest.mark.parametrize("text", ["how many?", "كم قتل؟", "死者", "15"])
def test_words_and_figures_are_a_question(text: str) -> None:
    assert about.no_question(text, lambda: EXAMPLES, EN) is None


def test_the_longest_question_is_a_question() -> None:
    assert about.no_question("a" * 1000, lambda: EXAMPLES, EN) is None
    assert about.no_question("a" * 1001, lambda: EXAMPLES, EN) is not None


def test_the_hint_for_an_empty_question_holds_an_example() -> None:
    hint = about.no_question(" ", lambda: EXAMPLES, EN)
    assert hint is not None
    assert hint.plain.endswith(f"/ask {EXAMPLES[0]}")
    without = about.no_question("", lambda: (), EN)
    assert without is not None
    assert without.plain.endswith(EN.say("no-example"))


def test_refusals_fit_the_notice_over_a_button() -> None:
    for text in (EN.say("expired"), EN.say("example-expired"), about.apology("0123abcd", EN).plain):
        assert len(text) <= 200


def test_descriptions_fit_telegram() -> None:
    assert len(EN.say("description")) <= 512
    assert len(EN.say("short-description")) <= 120
