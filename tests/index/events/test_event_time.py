"""When an event was, by the sentence that tells of it and the day of its article."""

from datetime import date

import pytest

from index.events.event_time import EventTime, event_time_of, since
from index.records import Article, Span
from tests.index.fakes import laid_out

FRIDAY = "2018-02-09"


def said(sentence: str, published: str | None = FRIDAY) -> tuple[Article, Span]:
    return laid_out("a", [("body", sentence)], published=published), Span(0, len(sentence))


def day(sentence: str, published: str | None = FRIDAY) -> str | None:
    article, span = said(sentence, published)
    when = event_time_of(article, span, 0)
    return None if when is None else when.iso


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twelve people died.", "2018-02-09"),
        ("Twelve people died on Tuesday.", "2018-02-06"),
        ("Twelve people died on Friday.", "2018-02-09"),
        ("Twelve people died yesterday.", "2018-02-08"),
        ("Twelve people died today.", "2018-02-09"),
        ("Twelve people died on 3 February.", "2018-02-03"),
        ("Twelve people died on December 24.", "2017-12-24"),
        ("Twelve people died on 3 February 2016.", "2016-02-03"),
        ("Twelve people died there in 2016.", "2016"),
        ("Twelve people died on 23/01/2018.", "2018-01-23"),
        ("Twelve people died on 3/2/2016.", "2016"),
        ("Twelve people died in the summer of 2016.", "2016"),
        ("Twelve people died there in March 2016.", "2016-03"),
        ("Besieged since 2013, the town was bombed on Tuesday and twelve died.", "2018-02-06"),
        ("TWELVE PEOPLE WERE WOUNDED BEFORE HIS SPEECH TODAY.", "2018-02-09"),
        ("قتل 12 شخصا يوم الثلاثاء.", "2018-02-06"),
        ("قتل 12 شخصا أمس.", "2018-02-08"),
        ("قتل 12 شخصا في 3 فبراير 2016.", "2016-02-03"),
    ],
)
def test_the_day_of_an_event_is_read(sentence: str, expected: str) -> None:
    assert day(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve people may have died.",
        "Jan Egeland said twelve people died.",
        "Twelve people died near the Mar Elias church.",
        "Theresa May said twelve people died.",
        "Twelve people died in the march on the palace.",
        "Twelve people died on March 8 Street.",
        "Twelve people died, the Sunday Times reported.",
        "Twelve people died, Russia Today reported.",
        "Twelve people died, and a vote is due on Sunday.",
        "Twelve people died at the Friday mosque.",
        "Twelve people, 2000 miles away, died.",
        "Ahmad, born in 1982, died.",
        "مارس الجيش القصف وقتل 12 شخصا.",
        "قال آب الكنيسة إن 12 شخصا قتلوا.",
        "قتل 12 شخصا في شارع 8 آذار.",
        "قتل 12 شخصا قبل يومين من الهدنة.",
    ],
)
def test_words_that_are_no_time_of_it_leave_the_day_of_the_article(sentence: str) -> None:
    article, span = said(sentence)
    assert event_time_of(article, span, 0) == reported(FRIDAY)


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Twelve people died in May.", "2017-05-01", "2017-05-31"),
        ("The January attack killed twelve.", "2018-01-01", "2018-01-31"),
        ("Twelve people died on Monday and Tuesday.", "2018-02-05", "2018-02-06"),
        ("Twelve people died on Sunday, 28 January.", "2018-01-28", "2018-01-28"),
        ("Twelve people died in December and January.", "2017-12-01", "2018-01-31"),
        ("Twelve people died there in 2015 and 2016.", "2015-01-01", "2016-12-31"),
        ("قتل 12 شخصا في شهر كانون الثاني.", "2018-01-01", "2018-01-31"),
    ],
)
def test_days_that_an_event_may_have_been_on(sentence: str, first: str, last: str) -> None:
    article, span = said(sentence)
    assert event_time_of(article, span, 0) == EventTime(date.fromisoformat(first), date.fromisoformat(last), told=True)


def test_three_years_ago_may_be_any_day_of_that_time() -> None:
    article, span = said("Forty people died here three years ago.")
    when = event_time_of(article, span, 0)
    assert when is not None
    assert when.earliest < date(2015, 2, 9) < when.latest < date(2016, 2, 1)


def test_the_date_nearest_to_the_figure_counts() -> None:
    article, span = said("In 2016 ten people died in the town, and on Tuesday fifteen died.")
    when = event_time_of(article, span, article.text.index("fifteen"))
    assert when is not None
    assert when.iso == "2018-02-06"


def test_without_any_date_nothing_is_known() -> None:
    assert day("Twelve people died on Tuesday.", published=None) is None


def test_a_full_date_needs_no_date_of_the_article() -> None:
    assert day("Twelve people died on 3 February 2016.", published=None) == "2016-02-03"


def told(iso: str) -> EventTime:
    return EventTime(date.fromisoformat(iso), date.fromisoformat(iso), told=True)


def reported(iso: str) -> EventTime:
    return EventTime(date.fromisoformat(iso), date.fromisoformat(iso), told=False)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (reported("2018-02-05"), reported("2018-02-08"), True),
        (reported("2018-02-05"), reported("2018-02-09"), False),
        (told("2018-02-05"), told("2018-02-06"), True),
        (told("2018-02-05"), told("2018-02-07"), False),
        (told("2018-02-05"), reported("2018-02-12"), True),
        (told("2018-02-05"), reported("2018-02-13"), False),
        (told("2018-02-09"), reported("2018-02-05"), False),
    ],
)
def test_reports_are_of_one_event_when_their_days_are_near(one: EventTime, other: EventTime, near: bool) -> None:
    assert one.near(other) is near
    assert other.near(one) is near


def test_since_monday_is_a_few_days() -> None:
    back = since(*said("Since Monday, 40 people have died."))
    assert back is not None
    assert back.days == 4


def test_since_the_war_began_is_no_date() -> None:
    assert since(*said("Since the war began, 400 people have died.")) is None


def test_in_capitals_a_day_is_told_though_a_capital_stands_before_it() -> None:
    article, span = said("TWELVE PEOPLE WERE WOUNDED BEFORE HIS SPEECH TONIGHT.")
    when = event_time_of(article, span, 0)
    assert when is not None and when.told
