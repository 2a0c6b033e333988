"""Reports whose figures differ, side by side."""

from collections.abc import Mapping, Sequence

from index.answer_metadata import Form, ReportCount, Standing
from index.events.conflicts import REPORTS_FROM, conflicting_figures
from index.query.parser import understand
from index.reading.decision import ANSWERS_FROM
from index.reading.sentence_reader import Reading, Selection
from index.records import Article
from tests.index.fakes import laid_out

KILLED = "How many people were killed in Marhad?"


def reading(
    name: str, sentence: str, published: str | None, probability: float = 0.9, source: str | None = None, title: str = "Strike on Marhad"
) -> Reading:  # fmt: skip
    article = laid_out(
        name, [("title", title), ("body", sentence)], title=title, published=published, source=source or name
    )
    return Reading(article, article.paragraphs[1].span, None, probability, probability, probability)


def asked(
    readings: Sequence[Reading], copies: Mapping[str, tuple[Article, ...]] | None = None,
    question: str = KILLED, limit: int = 3,
) -> Selection:  # fmt: skip
    ordered = sorted(readings, key=lambda one: -one.probability)
    return conflicting_figures(understand(question), ordered, limit, lambda name: (copies or {}).get(name, ()))


def shown(found: Selection) -> list[tuple[str, str | None, Standing | None]]:
    return [
        (q.article.id, None if q.highlight is None else q.article.cut(q.highlight), q.standing) for q in found.quotes
    ]


FIRST = reading("first", "15 people were killed in Marhad.", "2018-02-05")
SECOND = reading("second", "The strike on Marhad killed at least 17 people.", "2018-02-06", 0.8)
AGREES = reading("agrees", "Fifteen civilians were killed in Marhad, doctors said.", "2018-02-06", 0.85)


def test_figures_that_differ_stand_side_by_side_the_newest_first() -> None:
    found = asked([FIRST, SECOND])
    assert found.form is Form.FIGURES
    assert shown(found) == [("second", "at least 17", Standing.NEWEST), ("first", "15", None)]
    assert found.tally == ReportCount(2, 2)


def test_reports_that_agree_are_counted_and_the_best_stays_first() -> None:
    found = asked([FIRST, AGREES])
    assert (found.form, found.tally) == (Form.QUOTES, ReportCount(2, 2))
    assert [quote.article.id for quote in found.quotes] == ["first", "agrees"]


def test_one_report_alone_is_an_answer_as_any() -> None:
    found = asked([FIRST])
    assert (found.form, found.tally, len(found.quotes)) == (Form.QUOTES, None, 1)


def test_what_is_less_likely_than_an_answer_is_set_beside_one_that_is_not() -> None:
    unsure = reading("unsure", "17 people were killed in Marhad.", "2018-02-06", REPORTS_FROM)
    assert asked([FIRST, unsure]).form is Form.FIGURES
    less = reading("less", "17 people were killed in Marhad.", "2018-02-06", REPORTS_FROM - 0.01)
    assert asked([FIRST, less]).form is Form.QUOTES


def test_what_is_less_likely_is_no_event_by_itself() -> None:
    unsure = reading("unsure", "9 people were killed in Marhad.", "2016-05-01", ANSWERS_FROM - 0.01)
    assert [quote.article.id for quote in asked([FIRST, SECOND, unsure]).quotes] == ["second", "first"]


def test_an_article_before_the_day_asked_about_is_not_of_it() -> None:
    before = reading("before", "9 people were killed in Marhad.", "2018-02-04")
    found = asked([FIRST, SECOND, before], question="How many people were killed in Marhad on 5 February 2018?")
    assert [quote.article.id for quote in found.quotes] == ["second", "first"]


def test_without_an_answer_nothing_is_set_side_by_side() -> None:
    unsure = [
        reading("a", "15 people were killed in Marhad.", "2018-02-05", ANSWERS_FROM - 0.01),
        reading("b", "17 people were killed in Marhad.", "2018-02-05", ANSWERS_FROM - 0.02),
    ]
    assert asked(unsure) == Selection(())


def test_more_reports_than_quotes_in_an_answer_are_all_shown() -> None:
    many = [reading(f"r{n}", f"{n} people were killed in Marhad.", "2018-02-05", 0.9 - n / 1000) for n in range(10, 16)]
    assert len(asked(many, limit=2).quotes) == 6


def test_copies_count_as_one_report() -> None:
    copy = reading("copy", "15 people were killed in Marhad.", "2018-02-05", 0.88)
    copies = {"first": (copy.article,), "copy": (FIRST.article,)}
    found = asked([FIRST, copy, SECOND], copies=copies)
    assert [quote.article.id for quote in found.quotes] == ["second", "first"]
    assert found.tally == ReportCount(3, 2)
    assert [article.id for article in found.quotes[1].copies] == ["copy"]


def test_a_wire_story_whose_copy_was_not_linked_counts_once() -> None:
    words = "At least 15 people were killed when warplanes struck the crowded vegetable market in Marhad, rescue workers said on"
    wire, edited = (
        reading("wire", f"{words} Monday.", "2018-02-05"),
        reading("edited", f"{words} Monday evening.", "2018-02-05", 0.8),
    )
    found = asked([wire, edited, SECOND])
    assert found.tally == ReportCount(3, 2)
    assert [article.id for quote in found.quotes for article in quote.copies] == ["edited"]
    shared = reading("shared", f"{words} Monday.", "2018-02-05").article
    found = asked([wire, edited, SECOND], copies={"wire": (shared,), "edited": (shared,)})
    assert found.tally == ReportCount(4, 2)
    assert [article.id for quote in found.quotes for article in quote.copies] == ["shared", "edited"]


def test_events_years_apart_are_told_apart() -> None:
    old = reading("old", "9 people were killed in Marhad.", "2016-05-01", 0.95)
    found = asked([old, FIRST, SECOND])
    assert [(q.article.id, q.occurred) for q in found.quotes] == [
        ("second", "2018-02-05"), ("first", "2018-02-05"), ("old", "2016-05-01"),
    ]  # fmt: skip
    assert found.quotes[2].standing is None


def test_events_of_which_reports_agree_are_still_two() -> None:
    old = reading("old", "15 people were killed in Marhad.", "2016-05-01", 0.95)
    found = asked([old, FIRST])
    assert (found.form, [q.standing for q in found.quotes]) == (Form.FIGURES, [None, None])


def test_a_later_article_on_an_event_before_is_of_that_event() -> None:
    later = reading("later", "The strike of 1 May 2016 killed 11 people in Marhad.", "2018-02-05")
    old = reading("old", "9 people were killed in Marhad.", "2016-05-02", 0.95)
    assert {quote.occurred for quote in asked([later, old]).quotes} == {"2016-05-01"}


def test_a_question_with_a_date_is_of_that_event_alone() -> None:
    old = reading("old", "9 people were killed in Marhad on 1 May 2016.", "2016-05-01", 0.85)
    found = asked([old, FIRST, SECOND], question="How many people were killed in Marhad on 5 February 2018?")
    assert [quote.article.id for quote in found.quotes] == ["second", "first"]


def test_a_correction_supersedes_the_report_of_its_outlet() -> None:
    report = reading("report", "15 people were killed in Marhad.", "2018-02-05", source="Delta Press")
    correction = reading(
        "correction",
        "18 people were killed in Marhad.",
        "2018-02-06",
        0.8,
        "Delta Press",
        "CORRECTED: Strike on Marhad",
    )
    assert shown(asked([report, correction])) == [
        ("correction", "18", Standing.NEWEST), ("report", "15", Standing.SUPERSEDED),
    ]  # fmt: skip


def test_a_correction_supersedes_its_figure_wherever_it_stands_and_no_other() -> None:
    elsewhere = reading("elsewhere", "15 civilians were killed in Marhad.", "2018-02-05")
    other = reading("other", "Some 20 people were killed in Marhad.", "2018-02-05", 0.85)
    correction = reading(
        "correction",
        "18 people were killed in Marhad, not 15.",
        "2018-02-06",
        0.8,
        "Delta Press",
        "CORRECTED: Strike on Marhad",
    )
    assert {name: standing for name, _, standing in shown(asked([elsewhere, other, correction]))} == {
        "correction": Standing.NEWEST, "elsewhere": Standing.SUPERSEDED, "other": None,
    }  # fmt: skip


def test_a_second_correction_supersedes_the_first() -> None:
    title = "CORRECTED: Strike on Marhad"
    first = reading("first", "18 people were killed in Marhad, not 15.", "2018-02-05", 0.9, "Delta Press", title)
    second = reading("second", "19 people were killed in Marhad, not 18.", "2018-02-06", 0.8, "Delta Press", title)
    assert shown(asked([first, second])) == [("second", "19", Standing.NEWEST), ("first", "18", Standing.SUPERSEDED)]


def test_a_report_after_a_correction_is_not_superseded() -> None:
    correction = reading(
        "correction",
        "18 people were killed in Marhad, not 15.",
        "2018-02-05",
        0.8,
        "Delta Press",
        "CORRECTED: Strike on Marhad",
    )
    later = reading("later", "20 people were killed in Marhad.", "2018-02-07", source="Delta Press")
    assert shown(asked([later, correction])) == [("later", "20", Standing.NEWEST), ("correction", "18", None)]


def test_of_reports_of_one_day_none_is_newest() -> None:
    other = reading("other", "20 people were killed in Marhad.", "2018-02-05")
    assert [quote.standing for quote in asked([FIRST, other]).quotes] == [None, None]


def test_reports_without_a_date_come_last() -> None:
    undated = reading("undated", "20 people were killed in Marhad.", None, 0.95)
    found = asked([undated, FIRST])
    assert [(q.article.id, q.occurred) for q in found.quotes] == [("first", "2018-02-05"), ("undated", None)]


def test_a_running_total_is_no_report_of_the_event() -> None:
    total = reading("total", "Since the war began, 400 people have been killed in Marhad.", "2018-02-06", 0.99)
    assert [quote.article.id for quote in asked([total, FIRST, SECOND]).quotes] == ["second", "first"]


def test_where_the_surest_reading_is_none_of_them_reports_are_not_set_side_by_side() -> None:
    surest = reading("surest", "The raid emptied Marhad.", "2018-02-05", 0.99)
    found = asked([surest, FIRST, SECOND])
    assert (found.form, found.quotes[0].article.id) == (Form.QUOTES, "surest")


def test_the_day_of_an_event_is_the_same_for_all_its_reports() -> None:
    named = reading("named", "19 people were killed in Marhad on 4 February.", "2018-02-06", 0.8)
    assert {quote.occurred for quote in asked([FIRST, named]).quotes} == {"2018-02-04"}
