"""Whose day a figure is of: "five on Monday and eleven on Tuesday"."""

from dataclasses import replace
from datetime import date

import pytest

from index.answer_metadata import Period
from index.events.constraint_filtering import keep_day
from index.events.figure_reports import report_of
from index.query.parser import understand
from index.reading.sentence_reader import Reading
from index.records import Span
from tests.index.fakes import laid_out

FRIDAY = date(2018, 2, 9)
MONDAY = Period("last Monday", "2018-02-05", "2018-02-05")
TUESDAY = Period("last Tuesday", "2018-02-06", "2018-02-06")
THURSDAY = Period("yesterday", "2018-02-08", "2018-02-08")
BY_DAY = "Five people were killed in Kelbran on Monday and eleven on Tuesday, the clinic said."


def read(text: str, mark: str | None) -> Reading:
    article = laid_out("one", [("body", text)], published=FRIDAY.isoformat(), language="en")
    marked = None if mark is None else Span(text.index(mark), text.index(mark) + len(mark))
    return Reading(article, Span(0, len(text)), marked, 0.9, 0.9, 0.9)


def of_day(question: str, text: str, mark: str | None, period: Period | None = None) -> tuple[str | None, bool]:
    """The words that are marked, and whether the sentence may still answer."""
    (reading,) = keep_day(replace(understand(question), period=period), [read(text, mark)])
    shown = None if reading.highlight is None else reading.article.cut(reading.highlight)
    return shown, reading.probability == 0.9


@pytest.mark.parametrize(
    ("question", "period", "mark"),
    [
        ("How many people were killed in Kelbran on Tuesday?", None, "eleven"),
        ("How many people were killed in Kelbran on Monday?", None, "Five people"),
        ("How many people were killed in Kelbran on 6 February?", None, "eleven"),
        ("How many people were killed in Kelbran?", TUESDAY, "eleven"),
        ("How many people were killed in Kelbran?", MONDAY, "Five people"),
        ("كم شخصا قتل في Kelbran يوم الثلاثاء؟", None, "eleven"),
    ],
)
@pytest.mark.parametrize("marked", ["Five people", "eleven"])
def test_the_figure_of_the_day_is_marked(question: str, period: Period | None, mark: str, marked: str) -> None:
    shown, answers = of_day(question, BY_DAY, marked, period)
    assert answers
    assert shown in (mark, mark.removesuffix(" people"))


@pytest.mark.parametrize(
    ("text", "monday", "tuesday"),
    [
        ("On Monday five people were killed in Kelbran and on Tuesday eleven.", "five people", "eleven"),
        ("Five were killed in Kelbran on Monday, eleven on Tuesday.", "Five", "eleven"),
        ("Five people died in Kelbran on Monday; on Tuesday eleven people died.", "Five people", "eleven people"),
    ],
)
def test_days_may_come_before_or_after_their_figures(text: str, monday: str, tuesday: str) -> None:
    for day, mark, other in (("Monday", monday, tuesday), ("Tuesday", tuesday, monday)):
        shown, answers = of_day(f"How many people were killed in Kelbran on {day}?", text, other)
        assert answers
        assert shown == mark.removesuffix(" people")


def test_in_arabic_the_figure_of_one_day_is_none_of_another() -> None:
    text = "قتل خمسة أشخاص في كلبران يوم الاثنين."
    assert of_day("كم شخصا قتل في كلبران يوم الاثنين؟", text, "خمسة أشخاص") == ("خمسة أشخاص", True)
    assert of_day("كم شخصا قتل في كلبران يوم الثلاثاء؟", text, "خمسة أشخاص") == ("خمسة أشخاص", False)


def test_of_no_day_none_is_the_number() -> None:
    assert of_day("How many people were killed in Kelbran?", BY_DAY, "Five people") == (None, True)


def test_of_another_day_none_answers() -> None:
    assert of_day("How many people were killed in Kelbran on Thursday?", BY_DAY, "eleven") == ("eleven", False)
    assert of_day("How many people were killed in Kelbran?", BY_DAY, "eleven", THURSDAY) == ("eleven", False)
    alone = "Five people were killed in Kelbran on Monday."
    assert of_day("How many people were killed in Kelbran on Thursday?", alone, "Five people") == ("Five people", False)


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed in Kelbran.",
        "Five people were killed in Kelbran on Monday.",
        "On Monday shells hit Kelbran, and five people were killed, the clinic said on Tuesday.",
    ],
)
def test_one_figure_is_left_as_it_was_read(text: str) -> None:
    mark = "Five people" if text.startswith("Five") else "five people"
    assert of_day("How many people were killed in Kelbran?", text, mark) == (mark, True)


def test_a_week_on_monday_and_tuesday_is_both() -> None:
    week = Period("last week", "2018-02-05", "2018-02-11")
    assert of_day("How many people were killed in Kelbran?", BY_DAY, "eleven", week) == (None, True)


def test_figures_of_two_days_are_no_report_of_one_event() -> None:
    question = understand("How many people were killed in Kelbran?")
    (reading,) = keep_day(question, [read(BY_DAY, "Five people")])
    assert report_of(question, reading) is None


def test_the_figure_of_the_day_is_a_report_of_that_day() -> None:
    question = understand("How many people were killed in Kelbran on Tuesday?")
    (reading,) = keep_day(question, [read("Five were killed in Kelbran on Monday and eleven on Tuesday.", "Five")])
    report = report_of(question, reading)
    assert report is not None
    assert report.when is not None
    assert (report.figure.low, report.when.iso) == (11, "2018-02-06")
