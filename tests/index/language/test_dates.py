from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.dates import parse_date, parse_limit
from index.language.partial_date import PartialDate, Precision
from tests.index.strategies import examples, quick

ARABIC_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
ZONES = st.sampled_from(["", "+00:00", "+14:00", "-12:00", "+05:30", "-00:44"])
DAYS = st.dates() | st.dates(date(1900, 1, 1), date(2025, 12, 31))
FIRST, LAST = date(1700, 1, 1), date(datetime.now(UTC).year + 1, 12, 31)


@st.composite
def cut_dates(draw: st.DrawFn) -> str:
    """A date in the one form, of any precision."""
    day = draw(DAYS).isoformat()
    if (length := draw(st.sampled_from([4, 7, 10, 16, 19]))) <= 10:
        return day[:length]
    return f"{day}T{draw(st.times()).isoformat(timespec='seconds')}"[:length] + draw(ZONES)


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
        ("201802051030", "2018-02-05T10:30:00"),
        ("20180205103015", "2018-02-05T10:30:15"),
        ("20180205T1030", "2018-02-05T10:30:00"),
        ("20180205T103015Z", "2018-02-05T10:30:15+00:00"),
        ("20180205 10:30 +0200", "2018-02-05T10:30:00+02:00"),
        ("2018-02-05 3:21 pm", "2018-02-05T15:21:00"),
        ("2016/6/29", "2016-06-29"),
        ("2016/6/29 15:07:41", "2016-06-29T15:07:41"),
        ("29/06/2016", "2016-06-29"),
        ("29/06/2016 15:07", "2016-06-29T15:07:00"),
        ("6/29/2016, 12:07 a.m.", "2016-06-29T00:07:00"),
        ("29-06-2016", "2016-06-29"),
        ("12/31/16", "2016-12-31"),
        ("31/12/16", "2016-12-31"),
        ("12/31/99", "1999-12-31"),
        ("05.03.2019", "2019-03-05"),
        ("05.03.2019 10:00", "2019-03-05T10:00:00"),
        ("5.3.19", "2019-03-05"),
        ("12.31.2016", "2016-12-31"),
        ("2018.02.05", "2018-02-05"),
        ("1517824800", "2018-02-05T10:00:00+00:00"),
        ("1517824800000", "2018-02-05T10:00:00+00:00"),
    ],
)
def test_a_date_keeps_the_precision_it_has(text: str, expected: str) -> None:
    assert parse_date(text) == expected


def test_nobody_knows_the_month_of_a_slashed_date_so_the_year_is_left() -> None:
    assert parse_date("03/02/2018") == parse_date("03-02-2018 10:00") == parse_date("3/2/2018, 10:00 PM") == "2018"


@quick
@given(DAYS, st.sampled_from("/-."), st.booleans(), st.sampled_from(["", " 15:07", " 15:07:41 UTC", " 3:07 PM"]))
def test_three_numbers_are_read_only_where_one_reading_fits(day: date, mark: str, day_first: bool, clock: str) -> None:
    numbers = (day.day, day.month) if day_first else (day.month, day.day)
    found = parse_date(f"{numbers[0]:02}{mark}{numbers[1]:02}{mark}{day.year:04}{clock}")
    if not FIRST <= day <= LAST:
        assert found is None
    elif day.day > 12 or day.day == day.month or (mark == "." and day_first):
        assert found is not None
        assert found[:10] == day.isoformat()
        assert ("T15:07" in found) == bool(clock)
    elif mark == ".":
        assert found is not None
        assert found[:10] == f"{day.year}-{day.day:02}-{day.month:02}"
    else:
        assert found == str(day.year)


NEWS = st.dates(date(1990, 1, 1), date(2025, 12, 31))
FORMS = (
    *(mark.join(order.split()) for order in ("%d %m %Y", "%m %d %Y", "%Y %m %d") for mark in "/-."),
    "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y-%b-%d", "%Y年%m月%d日", "%Y%m%d", "%Y%m%d%H", "%y%m%d1030", "%Y%m%d1030",
    "%d%m%Y1030", "%y%m%d103059",
)  # fmt: skip
MONTHS = tuple(
    tuple(names.split())
    for names in (
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    )
)
BEFORE = (
    "",
    "",
    "{weekday} ",
    "{weekday}, ",
    "\u200f",
    "\u200e",
    "\u2066",
    "Published: ",
    "Date ",
    "Updated ",
    "10:00 ",
    "تاريخ ",
    "The Sun ",
    "Sam ",
    "le ",
    "am ",
    "Vol. 3, ",
    "5–",
    "3 to ",
)
AFTER = (
    "", "", " {weekday}", " EST", " EET", " UTC+3", " – 10:00", " 10:00", ", 10:00 PM", " à 10h", "\u200e", "\u2069", " г.", "г.", "م", " م", " 10:00 ص",
    " klo 10:00", " um 10:00 Uhr", " 3 comments", " 12 min read", " | Homs", " mar", " – 7", " 10", "T10:00", " BC",
)  # fmt: skip


def test_a_day_of_the_week_that_begins_a_month_somewhere_is_no_month() -> None:
    assert parse_date("Sam 01 Mar 2000م") is None  # samhain is November in Irish
    assert parse_date("Ke, 30 Lok 2013") == "2013-10-30"


@examples(10)
@given(
    NEWS, st.sampled_from((*FORMS, *MONTHS)), st.sampled_from(BEFORE), st.sampled_from(AFTER), st.booleans(), st.data()
)
def test_whatever_stands_beside_a_date_no_other_day_is_read(
    day: date, form: str | tuple[str, ...], before: str, after: str, arabic: bool, data: st.DataObject
) -> None:
    named = data.draw(st.sampled_from((f"{day:%A}", f"{day:%a}", ARABIC_WEEKDAYS[day.weekday()])))
    written = day.strftime(form) if isinstance(form, str) else f"{day.day} {form[day.month - 1]} {day.year}"
    text = (before + written + after).format(weekday=named)
    if data.draw(st.booleans()):
        text = "".join(f"\u200f{one}" if one in "/-. " else one for one in text)
    if arabic:
        text = "".join("٠١٢٣٤٥٦٧٨٩"[int(one)] if one.isascii() and one.isdecimal() else one for one in text)
    american = form == "%m.%d.%Y" and day.day <= 12  # with dots the day goes first
    found = parse_date(text)
    if found is not None and not american:
        read = PartialDate.parse(found)
        assert read.earliest <= day <= read.latest, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Mon 05/02/2018", "2018-02-05"), ("Monday, 02/05/2018 10:00", "2018-02-05T10:00:00"), ("lundi 05/02/2018", "2018-02-05"),
     ("الاثنين 05/02/2018", "2018-02-05"), ("05/02/2018 الإثنين", "2018-02-05"), ("Tue 05/02/2018", "2018"), ("The Sun 04/03/2018", "2018"),
     ("05/02/2018 EST", "2018"), ("05/02/2018 – 10:00", "2018"), ("05/02/2018\u200e", "2018"), ("\u200f05/02/2018", "2018"),
     ("٥\u200f/٢\u200f/٢٠١٨", "2018"), ("05.02.2018 г.", "2018-02-05"), ("5.02.2018г.", "2018-02-05"), ("1 set 2018", "2018-09-01"),
     ("25/02/2018 – 10:00", "2018-02-25T10:00:00"), ("25/02/2018 10:00 م", "2018-02-25T22:00:00"), ("Published: 2018-02-05", "2018-02-05"),
     ("2018年2月5日 10:00", "2018-02-05T10:00:00"), ("2018年2月", "2018-02"), ("20 to 25/2/2018", "2018"), ("02/05/2018, 02/06/2018", None),
     ("5-7 February 2018", None), ("Mon, 05 Feb 0018 10:00", None)],
)  # fmt: skip
def test_the_order_of_day_and_month_comes_from_the_numbers_or_the_day_of_the_week(
    text: str, expected: str | None
) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    ["1439/05/19", "19/05/1439 هـ", "۱۳۹۶/۱۱/۱۶", "1396-11-16", "16/11/1396", "2561-02-05", "2999-01-01", "5 May 1396", "1699",
     "۱۶/۱۱/۹۶", "۹۶-۱۱-۱۶", "١٩/٥/٣٩", "19 جمادى الأولى 1439", "5 กุมภาพันธ์ 2561"],
)  # fmt: skip
def test_years_of_other_calendars_are_not_read(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2050", "2050"), ("2050-02-05", "2050-02-05"), ("5/25/2018", "2018-05-25"), ("1439-05-19", None), ("05/02/2050", None)],
)  # fmt: skip
def test_a_limit_may_lie_ahead_where_it_is_written_in_full(text: str, expected: str | None) -> None:
    assert parse_limit(text) == expected


@pytest.mark.parametrize(
    "text",
    ["201813011030", "2018020510", "0205181030", "1612311030", "991231235959", "151782480", "123456789012", "4102444800", "999999999999999"],
)  # fmt: skip
def test_numbers_that_are_hardly_moments_are_not_read(text: str) -> None:
    assert parse_date(text) is None


@quick
@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 1, 1)), st.sampled_from((1, 1000)))
def test_moments_since_1990_are_read_as_they_are(moment: datetime, unit: int) -> None:
    written = int(moment.replace(tzinfo=UTC).timestamp()) * unit
    found = parse_date(str(written))
    assert found in {None, datetime.fromtimestamp(written / unit, UTC).isoformat()}
    if str(written)[2:4] > "12":  # else it may be the month of a date in figures
        assert found is not None


def test_a_clock_out_of_range_leaves_the_day() -> None:
    assert parse_date("2018-02-05T24:00:00Z") == "2018-02-05"
    assert parse_date("2018-02-05T10:00:00+99:00") == "2018-02-05"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "yesterday", "2 hours ago", "05/02/18", "13/12/16", "16-12-31", "1/2/3", "13/13/2016", "31.02.2019", "12:30", "Monday", "5 May", "2018-13-01", "2018-02-30",
     "31 February 2018", "Spring 2018", "2018-W05", "0000-00-00", "3000", "9" * 20, "x" * 500, "2018-02-05 " * 30],
)  # fmt: skip
def test_what_is_no_date_or_half_a_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("iso", "precision", "earliest", "latest"),
    [
        ("2018", Precision.YEAR, date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-02", Precision.MONTH, date(2018, 2, 1), date(2018, 2, 28)),
        ("2020-02", Precision.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-12", Precision.MONTH, date(2018, 12, 1), date(2018, 12, 31)),
        ("2018-02-05", Precision.DAY, date(2018, 2, 5), date(2018, 2, 5)),
        ("2018-02-05T10:00", Precision.MINUTE, date(2018, 2, 5), date(2018, 2, 5)),
        ("2018-02-05T10:00:00", Precision.SECOND, date(2018, 2, 5), date(2018, 2, 5)),
    ],
)
def test_a_cut_date_means_any_day_that_it_leaves_open(
    iso: str, precision: Precision, earliest: date, latest: date
) -> None:
    parsed = PartialDate.parse(iso)
    assert (parsed.precision, parsed.earliest, parsed.latest) == (precision, earliest, latest)


def test_the_day_is_the_one_that_is_written_whatever_it_is_in_utc() -> None:
    parsed = PartialDate.parse("2018-02-05T23:30:00-05:00")
    assert (parsed.earliest, parsed.latest) == (date(2018, 2, 5), date(2018, 2, 5))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2017", "2018"),
        ("2018-01-31", "2018-02"),
        ("2018-02-27", "2018-02"),  # the month may mean its last day
        ("2018-02-05T23:59:58", "2018-02-05"),
        ("2018-02-05T10:00:00", "2018-02-05T10:00"),  # the minute may mean its last second
        ("2018-02-05T10:00:00+02:00", "2018-02-05T10:00:00"),  # without a zone: UTC
        ("2018-02-05T10:00:00", "2018-02-05T10:00:00-01:00"),
        ("2018-02-05T01:00:00+03:00", "2018-02-04T22:30:00+00:00"),
        ("2018-12-31", "2018-12-31T23:59:59"),  # one last second: what is known better is newer
        ("2018", "2018-12"),
        ("9999-12-31T23:59:58-12:00", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_the_newer_of_two_is_the_one_that_may_mean_a_later_second(older: str, newer: str) -> None:
    assert PartialDate.parse(older) < PartialDate.parse(newer)


def test_one_moment_in_two_zones_is_neither_newer() -> None:
    one, other = (PartialDate.parse(f"2018-02-05T{clock}") for clock in ("10:00:00+00:00", "12:00:00+02:00"))
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    "text",
    ["", "18", "2018-", "2018-2", "2018-13", "2018-00", "2018-02-30", "20180205", "2018-02-05 10:00", "2018-02-05T10",
     "2018-02-05T25:00:00", "2018-02-05T10:00:00.5", "2018-02-05T10:00:00+25:00", "2018-02+00:00", "0000", "２０１８", "2018\n",
     " 2018", "2018-W05", "2018-02-05T10:00:00+02", "x" * 500],
)  # fmt: skip
def test_what_is_not_in_the_one_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


@quick
@given(cut_dates(), cut_dates(), cut_dates())
def test_newer_is_a_total_order(one: str, two: str, three: str) -> None:
    a, b, c = sorted(PartialDate.parse(iso) for iso in (one, two, three))
    assert a <= b <= c
    assert a <= c
    assert (a < b) + (a == b) + (a > b) == 1


@quick
@given(cut_dates(), cut_dates())
def test_days_apart_by_more_than_a_zone_order_as_calendars_do(one: str, other: str) -> None:
    a, b = PartialDate.parse(one), PartialDate.parse(other)
    assert a.earliest <= a.latest
    if b.latest - a.latest > timedelta(days=2):
        assert a < b


@quick
@given(cut_dates())
def test_the_one_form_reads_itself(iso: str) -> None:
    again = parse_date(iso)
    if FIRST.year <= int(iso[:4]) <= LAST.year:
        assert again is not None
        assert PartialDate.parse(again).latest == PartialDate.parse(iso).latest
    else:
        assert again is None


@quick
@given(
    st.one_of(st.text(max_size=30), cut_dates(), st.datetimes(datetime(1000, 1, 1)).map(str), st.integers().map(str))
)
def test_every_date_that_is_read_is_in_the_one_form(text: str) -> None:
    found = parse_date(text)
    if found is not None:
        assert PartialDate.parse(found).earliest.year == int(found[:4])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ke, 30 Lok 2013 11:34:37 +0000", "2013-10-30T11:34:37+00:00"), ("3 kesäkuuta 2021", "2021-06-03"),
        ("1. marraskuuta 2022 klo 12.30", "2022-11-01T12:30:00"), ("15 września 2020", "2020-09-15"),
        ("marraskuu 2022", "2022-11"), ("5 ožujka 2019", "2019-03-05"),
        ("Mon, 05 Mar 24 10:00:00 GMT", "2024-03-05T10:00:00+00:00"), ("05-Mar-24", "2024-03-05"),
        ("Mar 5, '24", "2024-03-05"), ("5 mars 98", "1998-03-05"), ("30 lokakuuta", None), ("31 kesäkuuta 2021", None),
        ("kesäkuuta 3 ja 4 2021", None),
    ],
)  # fmt: skip
def test_months_are_known_by_name_in_any_language_and_years_of_two_figures_beside_them(
    text: str, expected: str | None
) -> None:
    assert parse_date(text) == expected
