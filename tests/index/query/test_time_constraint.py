import pytest

from index.language.partial_date import PartialDate
from index.query.time_constraint import date_in, is_of


@pytest.mark.parametrize(
    ("question", "words", "iso"),
    [
        ("How many died in Lima on 28 January 1990?", " on 28 January 1990", "1990-01-28"),
        ("who was shot on January 5th, 2018", " on January 5th, 2018", "2018-01-05"),
        ("what happened on the 5th of May 2018 in Lima?", " on the 5th of May 2018", "2018-05-05"),
        ("WHAT HAPPENED IN MARCH 1989 IN LIMA?", " IN MARCH 1989", "1989-03"),
        ("who won on 3 Sept 2018?", " on 3 Sept 2018", "2018-09-03"),
        ("how many died in 2018?", " in 2018", "2018"),
        ("who resigned on 2018-02-05?", " on 2018-02-05", "2018-02-05"),
        ("who resigned on 25.02.2018?", " on 25.02.2018", "2018-02-25"),
        ("who resigned on 3/2/2018?", " on 3/2/2018", "2018"),
    ],
)
def test_a_date_with_its_year_is_found_with_its_preposition(question: str, words: str, iso: str) -> None:
    found = date_in(question)
    assert found is not None
    assert question[found[0].start : found[0].end] == words
    assert found[1] == PartialDate.parse(iso)


@pytest.mark.parametrize(
    "question",
    [
        "how many people live in 1200 villages?",
        "in 1990 villages?",
        "how many may die?",
        "who fled on Monday?",
        "what cost 2018 dollars?",
        "on 31 February 2018?",
        "",
    ],
)
def test_what_is_no_date_with_a_year_is_left(question: str) -> None:
    assert date_in(question) is None


@pytest.mark.parametrize(
    ("asked", "published", "expected"),
    [
        ("2018-02-05", "2018-02-05", True),
        ("2018-02-05", "2018-02-12T10:00:00+00:00", True),
        ("2018-02-05", "2018-02-13", False),
        ("2018-02-05", "2018-02-04", False),
        ("2018-02-05", "2018-02", True),
        ("2018-02", "2018-03-07", True),
        ("2018-02", "2018-01", False),
        ("2018", "2018-06-01", True),
        ("2018", "2017-12-31", False),
        ("2018-02-05", None, None),
    ],
)
def test_a_report_is_of_the_day_or_of_the_week_after(asked: str, published: str | None, expected: bool | None) -> None:
    assert is_of(PartialDate.parse(asked), published) is expected
