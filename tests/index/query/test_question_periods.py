"""Times in questions: which period they name, and what is left as words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.partial_date import PartialDate
from index.query.time_constraint import REPORTED_WITHIN, Certainty, time_constraint
from index.records import EVERYTHING, Filters
from tests.bench.bench_time_phrases import TODAY, rows
from tests.index.strategies import quick, texts


def test_a_time_is_read_as_the_period_that_it_names() -> None:
    for question, after, before in rows():
        found = time_constraint(question, TODAY)
        read = (None, None) if found is None else (found.period.after, found.period.before)
        assert read == (after, before), question


@pytest.mark.parametrize(
    ("question", "words", "rest"),
    [
        ("how many died in Idlib last Saturday?", "last Saturday", "how many died in Idlib?"),
        ("who was shot in February 2018 in Idlib?", "in February 2018", "who was shot in Idlib?"),
        ("since the 5th of May 2018 who fled?", "since the 5th of May 2018", "who fled?"),
        ("كم قتل في إدلب يوم السبت الماضي؟", "يوم السبت الماضي", "كم قتل في إدلب؟"),
        ("ماذا حدث في شباط ٢٠١٨ في إدلب؟", "في شباط ٢٠١٨", "ماذا حدث في إدلب؟"),
        ("how many died  in   the last three days?", "in the last three days", "how many died?"),
    ],
)
def test_the_words_for_a_time_are_taken_out_with_their_preposition(question: str, words: str, rest: str) -> None:
    found = time_constraint(question, TODAY)
    assert found is not None
    assert (found.period.words, found.without(question)) == (words, rest)


@pytest.mark.parametrize(
    ("question", "surety"),
    [
        ("how many died yesterday?", Certainty.COUNTED),
        ("how many died last May?", Certainty.COUNTED),
        ("how many died in 2018?", Certainty.DATED),
        ("how many died on 5 February 2018?", Certainty.DATED),
        ("how many died on 5 February?", Certainty.GUESSED),
        ("how many died on Saturday?", Certainty.GUESSED),
        ("how many died in May?", Certainty.GUESSED),
    ],
)
def test_it_is_known_how_sure_the_reading_is(question: str, surety: Certainty) -> None:
    found = time_constraint(question, TODAY)
    assert found is not None
    assert found.surety is surety


@pytest.mark.parametrize(
    ("today", "saturday", "last"),
    [
        (date(2026, 11, 20), date(2026, 11, 14), date(2026, 11, 14)),
        (date(2026, 11, 21), date(2026, 11, 14), date(2026, 11, 14)),
        (date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 21)),
    ],
)
def test_a_day_of_the_week_is_the_last_one_before_today(today: date, saturday: date, last: date) -> None:
    for question, day in (("who fled on Saturday?", saturday), ("who fled last Saturday?", last)):
        found = time_constraint(question, today)
        assert found is not None
        assert found.period.after == found.period.before == day.isoformat()


@pytest.mark.parametrize(
    ("question", "today", "after", "before"),
    [
        ("who fled on 29 February?", date(2026, 1, 1), "2024-02-29", "2024-02-29"),
        ("who fled on 29 February?", date(1903, 1, 1), "1896-02-29", "1896-02-29"),
        ("who fled last February?", date(2026, 2, 20), "2025-02", "2025-02"),
        ("who fled in February?", date(2026, 2, 20), "2026-02", "2026-02"),
        ("who fled on 31 December?", date(2026, 1, 1), "2025-12-31", "2025-12-31"),
        ("who fled last winter?", date(2027, 1, 15), "2025-12", "2026-02"),
        ("who fled last winter?", date(2027, 3, 1), "2026-12", "2027-02"),
        ("who fled this winter?", date(2027, 1, 15), "2026-12", "2027-02"),
        ("who fled last summer?", date(2027, 1, 15), "2026-06", "2026-08"),
        ("who fled last month?", date(2026, 1, 31), "2025-12", "2025-12"),
        ("who fled in the last three months?", date(2026, 5, 31), "2026-02-28", None),
        ("who fled last week?", date(2026, 1, 1), "2025-12-22", "2025-12-28"),
        ("who fled last weekend?", date(2026, 11, 22), "2026-11-14", "2026-11-15"),
        ("who fled last year?", date(2024, 2, 29), "2023", "2023"),
        ("who fled a year ago?", date(2024, 2, 29), "2023", "2023"),
    ],
)
def test_months_and_years_turn_as_the_calendar_does(question: str, today: date, after: str, before: str | None) -> None:
    found = time_constraint(question, today)
    assert found is not None
    assert (found.period.after, found.period.before) == (after, before)


def test_what_is_longer_ago_than_the_calendar_is_no_time() -> None:
    assert time_constraint("who fled 999 years ago?", date(900, 1, 1)) is None


@quick
@given(texts(), st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_any_text_is_read(text: str, today: date) -> None:
    found = time_constraint(text, today)
    if found is not None:
        assert found.period.words == " ".join(text[found.span.start : found.span.end].split())


_TIMES = ["yesterday", "last {}", "on {}", "since {}", "in the last {} days", "{} weeks ago", "this year", "last month", "in {} 2018"]  # fmt: skip
_NAMES = ["Saturday", "Monday", "May", "December", "3", "11"]


@quick
@given(st.sampled_from(_TIMES), st.sampled_from(_NAMES), st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_no_period_begins_after_today_or_ends_before_it_begins(pattern: str, name: str, today: date) -> None:
    found = time_constraint(f"who fled {pattern.format(name)}?", today)
    if found is None:
        return
    first = date.min if found.period.after is None else PartialDate.parse(found.period.after).earliest
    last = date.max if found.period.before is None else PartialDate.parse(found.period.before).latest
    assert first <= today
    assert first <= last


_ANY = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(date.isoformat)


@quick
@given(_ANY, _ANY, st.sampled_from(["yesterday", "last month", "since Monday", "before 2017", "in 2018"]))
def test_articles_have_to_pass_the_filters_and_the_time(after: str | None, before: str | None, when: str) -> None:
    found = time_constraint(f"who fled {when}?", TODAY)
    assert found is not None
    narrowed = found.narrowed(Filters(("Post",), after=after, before=before))
    alone = found.narrowed(EVERYTHING)
    assert narrowed.sources == ("Post",)
    assert _latest_start(narrowed.after) == max(_latest_start(after), _latest_start(alone.after))
    assert _earliest_end(narrowed.before) == min(_earliest_end(before), _earliest_end(alone.before))


def test_what_happened_is_reported_for_a_week() -> None:
    found = time_constraint("who fled in February 2018?", TODAY)
    assert found is not None
    assert found.narrowed(EVERYTHING) == Filters(after="2018-02", before="2018-03-07")
    assert timedelta(days=7) == REPORTED_WITHIN


def _latest_start(iso: str | None) -> date:
    return date.min if iso is None else PartialDate.parse(iso).earliest


def _earliest_end(iso: str | None) -> date:
    return date.max if iso is None else PartialDate.parse(iso).latest
