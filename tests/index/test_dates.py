import pytest

from index.dates import parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", "2018"),
        ("2018-02", "2018-02"),
        ("2018-02-05", "2018-02-05"),
        ("2018-2-5", "2018-02-05"),
        (" 2018-02-05 ", "2018-02-05"),
        ("2018-02-05T10:00:00Z", "2018-02-05T10:00:00+00:00"),
        ("2018-02-05T10:00:00.123+0200", "2018-02-05T10:00:00+02:00"),
        ("2018-02-05 10:00", "2018-02-05T10:00:00"),
        ("20180205", "2018-02-05"),
        ("2018/02/05", "2018-02-05"),
        ("25.02.2018", "2018-02-25"),
        ("2/25/2018", "2018-02-25"),
        ("05/05/2018", "2018-05-05"),
        ("Mon, 05 Feb 2018 10:00:00 GMT", "2018-02-05T10:00:00+00:00"),
        ("5 February 2018", "2018-02-05"),
        ("February 5th, 2018", "2018-02-05"),
        ("February 2018", "2018-02"),
        ("Feb 5, 2018 10:30 pm", "2018-02-05T22:30:00"),
        ("Sunday, February 4, 2018 3:21 PM EST", "2018-02-04T15:21:00-05:00"),
        ("٥ فبراير ٢٠١٨", "2018-02-05"),
        ("5 شباط 2018", "2018-02-05"),
        ("5 آذار/مارس 2018", "2018-03-05"),
        ("5 février 2018", "2018-02-05"),
        ("5 февраля 2018 г.", "2018-02-05"),
        ("2018年2月5日", "2018-02-05"),
        ("1517824800", "2018-02-05T10:00:00+00:00"),
        ("1517824800000", "2018-02-05T10:00:00+00:00"),
    ],
)
def test_a_date_keeps_the_precision_it_has(text: str, expected: str) -> None:
    assert parse_date(text) == expected


def test_nobody_knows_the_month_of_a_slashed_date_so_the_year_is_left() -> None:
    assert parse_date("03/02/2018") == "2018"


def test_a_clock_out_of_range_leaves_the_day() -> None:
    assert parse_date("2018-02-05T24:00:00Z") == "2018-02-05"
    assert parse_date("2018-02-05T10:00:00+99:00") == "2018-02-05"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "yesterday", "2 hours ago", "05/02/18", "12:30", "Monday", "5 May", "2018-13-01", "2018-02-30",
     "31 February 2018", "Spring 2018", "2018-W05", "0000-00-00", "3000", "9" * 20, "x" * 500, "2018-02-05 " * 30],
)  # fmt: skip
def test_what_is_no_date_or_half_a_date_is_none(text: str) -> None:
    assert parse_date(text) is None
