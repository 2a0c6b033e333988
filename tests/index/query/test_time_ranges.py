"""Stretches of time in plain words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.time_ranges import time_range_in

TODAY, ENDS = date(2026, 11, 23), date(2018, 2, 5)


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("Saraqeb week", "2018-01-30", "2018-02-05"),
        ("last week", "2018-01-30", "2018-02-05"),
        ("the last month in Idlib", "2018-01-07", "2018-02-05"),
        ("day", "2018-02-05", "2018-02-05"),
        ("Day", "2018-02-05", "2018-02-05"),
        ("Idlib 13/1/2018", "2018-01-13", "2018-01-13"),
        ("summer 2017", "2017-06", "2017-08"),
        ("last winter", "2016-12", "2017-02"),
        ("سراقب أسبوع", "2018-01-30", "2018-02-05"),
        ("الأسبوع الماضي", "2018-01-30", "2018-02-05"),
        ("آخر شهر", "2018-01-07", "2018-02-05"),
        ("2018-02", "2018-02", "2018-02"),
        ("February 2018", "2018-02", "2018-02"),
        ("شهر شباط 2018", "2018-02", "2018-02"),
        ("شباط ٢٠١٨", "2018-02", "2018-02"),
        ("2017", "2017", "2017"),
        ("since February 2018", "2018-02", None),
        ("from March 2018", "2018-03", "2018-03"),
        ("since March 2018", "2018-03", None),
        ("منذ شباط 2018", "2018-02", None),
        ("until 5 February 2018", None, "2018-02-05"),
        ("before 2019", None, "2018-12-31"),
        ("yesterday", "2026-11-22", "2026-11-22"),
        ("اليوم", "2026-11-23", "2026-11-23"),
        ("February", "2018-02", "2018-02"),
        ("March", "2017-03", "2017-03"),
        ("last Saturday", "2026-11-21", "2026-11-21"),
        ("the last 3 days", "2018-02-02", None),
        ("between 1 and 3 February 2018", "2018-02-01", "2018-02-03"),
    ],
)
def test_words_for_a_stretch_are_dates(text: str, after: str | None, before: str | None) -> None:
    found = time_range_in(text, TODAY, ENDS)
    assert found is not None
    assert (found.after, found.before) == (after, before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Saraqeb",
        "weekly",
        "daylight",
        "midweek",
        "سراقب",
        "15",
        "Guardian",
        "the Sunday Times",
        "Victory Day",
        "Idlib New Year",
    ],
)
def test_other_words_are_no_time(text: str) -> None:
    assert time_range_in(text, TODAY, ENDS) is None


def test_what_is_counted_back_from_the_end_of_the_archive_says_so() -> None:
    counted, written = time_range_in("Saraqeb the last week", TODAY, ENDS), time_range_in("February 2018", TODAY, ENDS)
    assert counted is not None and counted.counted is not None
    assert counted.counted.words == "the last week"
    assert written is not None and written.counted is None


def test_without_dates_a_week_is_no_filter_but_no_place_either() -> None:
    found = time_range_in("week", TODAY, None)
    assert found is not None
    assert (found.after, found.before, found.counted) == (None, None, None)


@given(before=st.sampled_from(["", "Saraqeb ", "مقالات "]), after=st.sampled_from(["", " Saraqeb", " في إدلب"]))
@pytest.mark.parametrize("words", ["last week", "since 2018-02", "until 5 February 2018", "آخر شهر"])
def test_the_characters_that_name_it_are_told(words: str, before: str, after: str) -> None:
    found = time_range_in(f"{before}{words}{after}", TODAY, ENDS)
    assert found is not None
    assert f"{before}{words}{after}"[found.span.start : found.span.end].strip() == words


@given(text=st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    found = time_range_in(text, TODAY, ENDS)
    assert found is None or found.span.end <= len(text)
