"""Quotes side by side: figures that differ, each with its own quote and a page of its own."""

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.conversation import Conversation
from bot.handlers.inline_queries import inline_results
from bot.state.answer_records import StoredInterpretation
from bot.state.answer_store import AnswerStore
from bot.state.feedback import FeedbackStore
from bot.views.answer_messages import MESSAGE_UNITS, quote_page
from bot.views.buttons import Button, LinkButton, ShareButton
from bot.views.markup import EditWithNotice, Refusal, Reply, utf16_length
from bot.views.quote_lists import MOST_LISTED, first_page, listing_page, whole_listing
from bot.views.quote_page import LISTING_FROM, AnswerView, Page
from index.answer_metadata import Form, NameReading, ReportCount, Standing, Understood
from index.records import Answer, Quote
from tests.bot.conftest import AR, EN
from tests.fake_bot_api import parse_html
from tests.fakes import FakeArchive, article, quote


def report(
    number: int, standing: Standing | None = None, occurred: str | None = "2018-02-04", more: str = "", source: str | None = None
) -> Quote:  # fmt: skip
    words = f"At least {number} people were killed in Marhad, doctors said.{more}"
    of = article(
        f"a{number}", words, "Shops were shut.", title=f"Strike {number}", published=f"2018-02-{number:02}",
        source=source or f"Outlet {number}", url=f"https://example.org/{number}",
    )  # fmt: skip
    return replace(quote(of, words, f"At least {number}"), standing=standing, occurred=occurred)


DIFFER = StoredInterpretation(Form.FIGURES, tally=ReportCount(3, 2))
TWO = (report(18, Standing.NEWEST), report(15, Standing.SUPERSEDED))


def pages(quotes: Sequence[Quote] = TWO, interpretation: StoredInterpretation = DIFFER, **more: object) -> list[Page]:
    view = AnswerView(EN, answered=True, count=len(quotes), answer_id="id", interpretation=interpretation)
    view = replace(view, **more)  # type: ignore[arg-type]
    return [Page(view, one, at) for at, one in enumerate(quotes)]


def text(reply: Reply) -> str:
    return parse_html(reply.html).text


def test_reports_that_differ_are_a_table_of_figures_with_their_quotes() -> None:
    assert text(first_page(pages())) == (
        "Reports differ: at least 15 · at least 18\n\n"
        "1. At least 18 · Outlet 18 · 18 February 2018 · newest\n"
        "At least 18 people were killed in Marhad, doctors said.\n"
        "2. At least 15 · Outlet 15 · 15 February 2018 · superseded by a correction\n"
        "At least 15 people were killed in Marhad, doctors said.\n"
        "3 reports, 2 independent"
    )


def test_figures_are_told_from_the_least_to_the_most_each_once_and_copies_only_where_there_are_some() -> None:
    def said(words: str, number: int) -> Quote:
        of = article(f"b{number}", f"{words} people died in Marhad.", source="Post", published=f"2018-02-{number:02}")
        return replace(quote(of, of.text, words), occurred="2018-02-04")

    reports = [said("Twelve", 1), said("nine", 2), said("Between 12 and 14", 3), said("twelve", 4), said("7", 5)]
    reply = first_page(pages(reports, StoredInterpretation(Form.FIGURES, tally=ReportCount(5, 5))))
    assert text(reply).splitlines()[0] == "Reports differ: 7 · nine · twelve · between 12 and 14"
    assert "independent" not in text(reply)


def test_five_reports_take_at_most_a_screen_and_a_half_with_three_rows_of_buttons() -> None:
    more = " The road to the town was closed for days, and the hospital there had no power, its director said."
    five = pages([report(n, more=more, source="Frontline Monitor") for n in range(10, 15)], share_query="how many?")
    reply = first_page(five)
    lines = 0
    for line in text(reply).splitlines():
        lines += 3 if line.endswith("director said.") else len(textwrap.wrap(line, 40)) or 1
    assert reply.html.count("<blockquote expandable>") == 5
    assert lines <= 40
    assert [[button.label for button in row] for row in reply.rows] == [
        ["1", "2", "3", "4", "5"],
        [EN.say("timeline"), EN.say("share"), EN.say("good"), EN.say("bad")],
    ]


def test_five_arabic_reports_take_at_most_a_screen_and_a_half_with_three_rows_of_buttons() -> None:
    more = " وظلت الطريق إلى البلدة مقطوعة أياما عدة، ولم تكن في مستشفاها كهرباء ولا ماء، كما قال مديره."
    told = []
    for number in range(10, 15):
        words = f"قتل {number} شخصا على الأقل في مرهد، بحسب أطباء.{more}"
        of = article(f"a{number}", words, title="غارة", published=f"2018-02-{number}", source="مرصد الجبهة")
        told.append(replace(quote(of, words, f"{number} شخصا"), occurred="2018-02-04"))
    reply = first_page(pages(told, locale=AR, share_query="كم؟"))
    lines = 0
    for line in text(reply).splitlines():
        lines += 3 if line.endswith("مديره.") else len(textwrap.wrap(line, 40)) or 1
    assert reply.html.count("<blockquote expandable>") == 5
    assert lines <= 40
    assert [[button.label for button in row] for row in reply.rows] == [
        ["1", "2", "3", "4", "5"],
        [AR.say("timeline"), AR.say("share"), AR.say("good"), AR.say("bad")],
    ]


def test_what_sunday_means_is_said_once() -> None:
    of = [
        article(f"c{n}", f"At least {n} people died in Marhad on Sunday.", published="2018-02-05") for n in (10, 11, 12)
    ]
    listed = pages([replace(quote(one, one.text, one.text[:11]), occurred="2018-02-04") for one in of])
    assert text(first_page(listed)).count("“Sunday” →") == 1


def test_an_event_is_told_by_its_day_its_place_and_its_outlet() -> None:
    shown = text(first_page(pages((report(18), report(15)), StoredInterpretation(Form.EVENTS))))
    assert shown.splitlines()[2] == "1. 4 February 2018 · At least 18 · Outlet 18"


def test_each_figure_is_bold_in_its_line_and_in_its_quote() -> None:
    shown = first_page(pages()).html
    assert shown.count("<b>At least 18</b>") == shown.count("<b>At least 15</b>") == 2


def test_it_is_said_in_arabic_too() -> None:
    shown = text(first_page(pages(locale=AR)))
    assert AR.say("reports-differ", figures="\u2068At least 15\u2069 · \u2068At least 18\u2069") in shown
    assert AR.say("mark-superseded") in shown


def test_events_are_told_apart_by_their_day() -> None:
    shown = text(
        first_page(pages((report(18), replace(report(9), occurred="2016-05"), replace(report(7), occurred=None))))
    )
    assert shown.startswith("4 February 2018: at least 18\n1. At least 18")
    assert [line for line in shown.splitlines() if line.endswith((": at least 9", ": at least 7"))] == [
        "May 2016: at least 9", "undated: at least 7",
    ]  # fmt: skip


def test_the_best_quote_says_how_many_reports_say_the_same() -> None:
    shown = text(first_page(pages((report(15),), StoredInterpretation(tally=ReportCount(3, 2)))))
    assert shown.endswith("3 reports, 2 independent, say the same")


def test_a_button_leads_to_each_quote() -> None:
    first, *_ = listing_page(pages()).rows
    assert first == (Button("1", "v1:q:id:0"), Button("2", "v1:q:id:1"))


def test_a_quote_leads_back_to_all() -> None:
    first, *_ = quote_page(pages()[1]).rows
    assert first[0] == Button(EN.say("back-to-all"), f"v1:q:id:{LISTING_FROM + 1}")


def test_a_superseded_quote_says_so_on_its_page() -> None:
    assert EN.say("standing-superseded") in quote_page(pages()[1]).plain


def test_a_listing_can_be_shared_and_judged() -> None:
    rows = listing_page(pages(share_query="how many died?")).rows
    assert any(isinstance(button, ShareButton) for row in rows for button in row)
    assert rows[-1][-2] == Button(EN.say("good"), f"v1:g:id:{LISTING_FROM}")


def test_a_group_gets_the_figures_one_quote_and_the_address_of_the_rest() -> None:
    reply = listing_page(pages(rest_url="https://t.me/bot?start=a_id"))
    assert reply.rows[0][0] == LinkButton(EN.say("all-quotes", count=2), "https://t.me/bot?start=a_id")
    assert "At least 15 · Outlet 15" in text(reply)
    assert reply.html.count("<blockquote") == 1


def test_many_reports_go_to_further_pages() -> None:
    many = pages([report(n) for n in range(10, 28)])
    first = listing_page(many)
    assert len(first.rows[0]) == MOST_LISTED
    assert first.rows[1] == (Button(EN.say("next"), f"v1:q:id:{LISTING_FROM + MOST_LISTED}"),)
    second = listing_page(many, MOST_LISTED)
    assert second.rows[0][0] == Button(str(MOST_LISTED + 1), f"v1:q:id:{MOST_LISTED}")
    assert second.rows[1] == (
        Button(EN.say("back"), f"v1:q:id:{LISTING_FROM}"),
        Button(EN.say("next"), f"v1:q:id:{LISTING_FROM + 2 * MOST_LISTED}"),
    )


def test_long_quotes_are_shortened_before_reports_go_to_another_page() -> None:
    long = pages([report(n, more=" The road was closed." * 90) for n in range(10, 16)])
    reply = listing_page(long)
    assert len(reply.rows[0]) == 6
    assert EN.say("listing-shortened") in reply.plain
    assert all(f"<b>At least {n}</b> people" in reply.html for n in range(10, 16))


def test_quotes_without_an_end_fill_a_message_and_no_more() -> None:
    reply = listing_page(pages([report(n, more=" and the road was closed" * 300) for n in range(10, 18)]))
    assert len(reply.rows[0]) == MOST_LISTED
    assert MESSAGE_UNITS - 300 < utf16_length(reply.plain) <= MESSAGE_UNITS


def test_of_reports_that_differ_none_says_that_they_say_the_same() -> None:
    assert "say the same" not in quote_page(pages()[0]).plain


def test_a_short_listing_has_no_word_of_shortening() -> None:
    assert EN.say("listing-shortened") not in listing_page(pages()).plain


@given(
    st.lists(
        st.tuples(st.integers(10, 28), st.text(alphabet="<b>&\"🙂 .éא", max_size=400), st.integers(1, 40)), min_size=1, max_size=20
    ),
    st.integers(0, 20),
)  # fmt: skip
def test_any_listing_fits_a_message_and_every_quote_is_on_one_page(
    drawn: list[tuple[int, str, int]], begin: int
) -> None:
    made = pages([report(n, more=f" {tail}" * times, source=tail[:300] or None) for n, tail, times in drawn])
    reply = listing_page(made, begin)
    assert utf16_length(parse_html(reply.html).text) <= MESSAGE_UNITS
    assert utf16_length(reply.plain) <= MESSAGE_UNITS
    seen, at = list[str](), 0
    while True:
        rows = listing_page(made, at).rows
        seen += [button.label for button in rows[0] if isinstance(button, Button)]
        onward = [b for b in rows[1] if isinstance(b, Button) and b.label == EN.say("next")]
        if not onward:
            break
        at = int(onward[0].data.rsplit(":", 1)[1]) - LISTING_FROM
    assert seen == [str(n + 1) for n in range(len(drawn))]


def test_in_a_terminal_every_report_has_its_source() -> None:
    plain = whole_listing(pages(answer_id=None)).plain
    assert plain.startswith("Reports differ: at least 15 · at least 18\n\n1. ")
    assert "https://example.org/18" in plain
    assert "https://example.org/15" in plain


def test_a_listing_is_a_result_to_choose_from_another_chat() -> None:
    listed = pages(answer_id=None)
    made = inline_results(listed[0].view, listed)[0]
    assert made.title == "Reports differ: at least 15 · at least 18"
    assert made.description == "At least 18 · At least 15"
    assert made.reply_markup is None


class DifferingArchive(FakeArchive):
    """Answers every question with the same reports."""

    def ask(self, question: str, *_: object, **__: object) -> Answer:
        return Answer(question, TWO, (), (), None, 1.0, Form.FIGURES, tally=ReportCount(3, 2))


@pytest.fixture
def archive() -> DifferingArchive:
    return DifferingArchive([one.article for one in TWO])


def conversation(archive: DifferingArchive, folder: Path) -> Conversation:
    return Conversation(archive, AnswerStore(folder, 30), 3, 30, FeedbackStore(folder))


def test_a_listing_outlives_a_restart(archive: DifferingArchive, tmp_path: Path) -> None:
    asked = conversation(archive, tmp_path).ask("How many died in Marhad?", 7, EN, question_message=1)
    again = conversation(archive, tmp_path)
    page = again.presses.press(f"v1:q:{asked.answer_id}:1", 7, EN)
    assert isinstance(page, Reply)
    assert EN.say("standing-superseded") in page.plain
    assert again.presses.press(page.rows[0][0].data, 7, EN) == asked.reply  # type: ignore[union-attr]


def test_a_report_whose_article_has_changed_is_left_out(archive: DifferingArchive, tmp_path: Path) -> None:
    asked = conversation(archive, tmp_path).ask("How many died in Marhad?", 7, EN, question_message=1)
    del archive.articles["a18"]
    again = conversation(archive, tmp_path)
    listing = again.presses.press(f"v1:q:{asked.answer_id}:{LISTING_FROM}", 7, EN)
    assert isinstance(listing, Reply)
    assert [button.label for button in listing.rows[0]] == ["2"]
    assert isinstance(again.presses.press(f"v1:q:{asked.answer_id}:0", 7, EN), Refusal)


def test_a_judged_listing_stays_a_listing(archive: DifferingArchive, tmp_path: Path) -> None:
    talk = conversation(archive, tmp_path)
    asked = talk.ask("How many died in Marhad?", 7, EN, question_message=1)
    noted = talk.presses.press(f"v1:g:{asked.answer_id}:{LISTING_FROM}", 7, EN)
    assert isinstance(noted, EditWithNotice)
    assert text(noted.reply) == text(asked.reply)
    noted = talk.presses.press(f"v1:b:{asked.answer_id}:1", 7, EN)
    assert isinstance(noted, EditWithNotice)
    assert EN.say("standing-superseded") in noted.reply.plain


def test_a_number_beyond_the_answer_has_expired(archive: DifferingArchive, tmp_path: Path) -> None:
    talk = conversation(archive, tmp_path)
    asked = talk.ask("How many died in Marhad?", 7, EN, question_message=1)
    assert isinstance(talk.presses.press(f"v1:q:{asked.answer_id}:{LISTING_FROM + 2}", 7, EN), Refusal)
    assert isinstance(talk.presses.press(f"v1:c:{asked.answer_id}:{LISTING_FROM}", 7, EN), Refusal)


def test_from_another_chat_the_listing_comes_first(archive: DifferingArchive, tmp_path: Path) -> None:
    answer = conversation(archive, tmp_path).pages_elsewhere("How many died in Marhad?", EN)
    titles = [made.title for made in inline_results(*answer)]
    assert titles == ["Reports differ: at least 15 · at least 18", "Strike 18", "Strike 15"]


def test_all_at_once_is_the_listing(archive: DifferingArchive, tmp_path: Path) -> None:
    assert (
        conversation(archive, tmp_path).ask_for_all("How many died in Marhad?", EN).plain.startswith("Reports differ")
    )


def test_a_listing_says_how_a_name_was_read_and_offers_to_search_as_written() -> None:
    understood = Understood((NameReading("Kafranbel", ("Kafr Nubl",)),))
    reply = first_page(pages(interpretation=replace(DIFFER, understood=understood)))
    assert "Kafranbel → Kafr Nubl" in text(reply)
    assert EN.say("search-as-written") in [button.label for row in reply.rows for button in row]
    assert "Kafranbel → Kafr Nubl" in text(whole_listing(pages(interpretation=replace(DIFFER, understood=understood))))
