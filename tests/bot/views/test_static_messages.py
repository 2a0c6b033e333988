"""What the bot says about itself and its corpus."""

import re
import textwrap
from dataclasses import replace

import pytest

from bot.views import static_messages as help_views
from bot.views.buttons import Action, Button, ButtonPress, parse_press
from bot.views.markup import to_plain
from tests.bot.conftest import AR, EN, EXAMPLES, FLOOD, RAID
from tests.fakes import stats_of

STATS = stats_of([RAID, FLOOD])


def test_start_gives_the_span_of_dates() -> None:
    stats = replace(STATS, articles=1939, earliest="2018-02", latest="2024-03-02T10:00:00+00:00")
    assert "from 1,939 articles (February 2018 to 2 March 2024)," in help_views.start(stats, EXAMPLES, EN).plain


def test_start_of_an_undated_corpus_says_so() -> None:
    assert "from 1 article (undated)," in help_views.start(stats_of([FLOOD]), EXAMPLES, EN).plain


def test_start_without_examples_invites_to_ask() -> None:
    reply = help_views.start(STATS, (), EN)
    assert reply.plain.endswith(EN.say("start-no-examples"))
    assert reply.rows == ()


def test_start_shows_at_most_three_examples_and_shortens_long_ones() -> None:
    reply = help_views.start(STATS, ["why " * 100] * 5, EN)
    assert len(reply.rows) == 3
    assert len(reply.rows[0][0].label) <= 120


def test_sources_count_articles_and_dates() -> None:
    assert to_plain(help_views.sources(STATS, EN)) == (
        "What I search\n"
        "2 articles, 7 passages. Newest: 5 February 2018; oldest: 5 February 2018; 1 article without a date. "
        "Last indexed on 1 March 2026."
    )


def test_sources_of_a_corpus_without_dates_say_so() -> None:
    assert "No article carries a date." in to_plain(help_views.sources(stats_of([FLOOD]), EN))


def test_help_names_every_command() -> None:
    page = help_views.help_page(ButtonPress(Action.HELP, "commands"), 30, EN)
    assert page is not None
    for name in help_views.COMMANDS:
        assert f"/{name}" in page.plain


@pytest.mark.parametrize("limit", [None, 20])
def test_help_is_twelve_lines_of_a_phone_with_the_rest_behind_buttons(limit: int | None) -> None:
    for locale in (EN, AR):
        reply = help_views.help_(locale, limit)
        assert sum(len(textwrap.wrap(line, 40)) or 1 for line in reply.plain.split("\n")) <= 12
        presses = [parse_press(button.data) for row in reply.rows for button in row if isinstance(button, Button)]
        assert len(presses) == 4 + (limit is not None)
        for press in presses:
            assert press is not None
            page = help_views.help_page(press, 30, locale)
            assert page is not None
            back = page.rows[-1][0]
            assert isinstance(back, Button)
            assert help_views.help_page(ButtonPress(Action.HELP, "main", limit or 0), 30, locale) == reply
            assert parse_press(back.data) == ButtonPress(Action.HELP, "main", limit or 0)


def test_no_such_page_of_help() -> None:
    assert help_views.help_page(ButtonPress(Action.HELP, "nothing"), 30, EN) is None


def test_nobody_is_shown_the_syntax_of_filters() -> None:
    pages = [help_views.help_page(ButtonPress(Action.HELP, page, 20), 30, EN) for page in help_views.HELP_PAGES]
    for reply in (help_views.help_(EN), help_views.help_in_terminal(EN), *pages):
        assert reply is not None
        assert not re.search(r"(after|before|place|source|language):\S", reply.plain)


def test_privacy_is_short_with_all_of_it_behind_a_button() -> None:
    reply = help_views.privacy(30, EN)
    assert sum(len(textwrap.wrap(line, 40)) or 1 for line in reply.plain.split("\n")) <= 8
    details = help_views.help_page(ButtonPress(Action.HELP, "details"), 30, EN)
    assert details is not None
    assert "After 30 days I delete it" in details.plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/lates", "/latest"), ("/digset Idlib", "/digest"), ("/Source@bot", "/sources"), ("/xyzzy", "/help")],
)
def test_an_unknown_command_names_the_nearest(typed: str, meant: str) -> None:
    assert re.search(rf"{meant}\b", help_views.unknown_command(typed, EN).plain)


def test_help_in_the_terminal_tells_nothing_of_buttons_and_groups() -> None:
    plain = help_views.help_in_terminal(EN).plain
    assert EN.say("more-context") not in plain
    assert "group" not in plain


@pytest.mark.parametrize(("days", "said"), [(1, "for 1 day;"), (30, "for 30 days;")])
def test_privacy_tells_the_retention(days: int, said: str) -> None:
    assert said in help_views.privacy(days, EN).plain


@pytest.mark.parametrize("text", ["how many?", "كم قتل؟", "死者", "15"])
def test_words_and_figures_are_a_question(text: str) -> None:
    assert help_views.question_hint(text, lambda: EXAMPLES, EN) is None


def test_the_longest_question_is_a_question() -> None:
    assert help_views.question_hint("a" * 1000, lambda: EXAMPLES, EN) is None
    assert help_views.question_hint("a" * 1001, lambda: EXAMPLES, EN) is not None


def test_the_hint_for_an_empty_question_holds_an_example() -> None:
    hint = help_views.question_hint(" ", lambda: EXAMPLES, EN)
    assert hint is not None
    assert hint.plain.endswith(f"/ask {EXAMPLES[0]}")
    without = help_views.question_hint("", lambda: (), EN)
    assert without is not None
    assert without.plain.endswith(EN.say("no-example"))


def test_refusals_fit_the_notice_over_a_button() -> None:
    for text in (EN.say("expired"), EN.say("example-expired"), help_views.apology("0123abcd", EN).plain):
        assert len(text) <= 200


def test_descriptions_fit_telegram() -> None:
    assert len(EN.say("description")) <= 512
    assert len(EN.say("short-description")) <= 120
