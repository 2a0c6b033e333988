"""Answers on the command line, where reports differ or events are listed."""

from dataclasses import replace

from index.answer_metadata import Form, ReportCount, Standing
from index.cli.answer_output import answer_json, answer_text
from index.records import Answer, Quote, Span
from tests.index.fakes import laid_out


def quote(figure: int, standing: Standing | None = None, occurred: str | None = "2018-02-04") -> Quote:
    words = f"{figure} people were killed in Marhad."
    article = laid_out(
        f"a{figure}", [("body", words)], title=f"Strike {figure}", published="2018-02-05", source="Delta Press"
    )
    return Quote(article, Span(0, len(words)), Span(0, len(str(figure))), 0.9, (), standing, occurred)


COUNTED = ReportCount(3, 2)


def answer(*quotes: Quote, form: Form = Form.FIGURES, tally: ReportCount | None = COUNTED) -> Answer:
    return Answer("how many?", quotes, (), (), None, 1.0, form, tally=tally)


DIFFER = answer(quote(18, Standing.NEWEST), quote(15, Standing.SUPERSEDED))


def test_reports_that_differ_are_said_to() -> None:
    assert answer_text(DIFFER).splitlines()[0] == "Reports differ: 3 reports, 2 independent."


def test_what_has_become_of_a_report_stands_with_its_source() -> None:
    sources = [line for line in answer_text(DIFFER).splitlines() if line.startswith("  — ")]
    assert [line.rsplit(" · ", 1)[1] for line in sources] == ["newest", "superseded"]


def test_reports_that_agree_are_counted() -> None:
    text = answer_text(answer(quote(15), form=Form.QUOTES))
    assert text.splitlines()[0] == "The reports say the same: 3 reports, 2 independent."


def test_events_are_told_apart_by_their_day() -> None:
    text = answer_text(answer(quote(18), replace(quote(9), occurred="2016-05"), replace(quote(7), occurred=None)))
    assert [line for line in text.splitlines() if line.endswith(":")] == ["2018-02-04:", "2016-05:", "undated:"]


def test_a_listed_place_stands_beside_its_day() -> None:
    marked = replace(quote(18), highlight=Span(25, 31))
    text = answer_text(answer(marked, replace(quote(9), highlight=None), form=Form.EVENTS, tally=None))
    assert [line for line in text.splitlines() if line.endswith(":")] == ["2018-02-04 · Marhad:", "2018-02-04:"]


def test_a_plain_answer_is_printed_without_any_of_it() -> None:
    text = answer_text(answer(quote(15, occurred=None), form=Form.QUOTES, tally=None))
    assert text.splitlines()[:2] == ["", "  15 people were killed in Marhad."]


def test_json_has_the_form_the_tally_and_what_became_of_each() -> None:
    printed = answer_json(DIFFER)
    assert (printed["form"], printed["tally"]) == ("figures", {"reports": 3, "independent": 2})
    quotes = printed["quotes"]
    assert isinstance(quotes, list)
    assert [(one["standing"], one["occurred"]) for one in quotes] == [
        ("newest", "2018-02-04"),
        ("superseded", "2018-02-04"),
    ]
    assert answer_json(answer(quote(15), tally=None))["tally"] is None
