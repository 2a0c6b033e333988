from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.decision import ANSWERS_FROM, MARKS_FROM, MAY_ANSWER_FROM
from index.reading.sentence_reader import BESIDE_THE_BEST, Reading, nearest_of, quotes_of
from index.records import Article, Span
from tests.index.fakes import laid_out
from tests.index.strategies import quick

LETTERS = laid_out("letters", [("body", "abcdefghijklmnopqrstuvwxyz" * 4)])
SAME_TWICE = laid_out("twice", [("body", "Two men died."), ("body", "Two  men\ndied."), ("body", "Two men lived.")])
COPY = laid_out("copy", [("body", "Two men died.")])


def reading(start: int, end: int, probability: float, article: Article = LETTERS) -> Reading:
    return Reading(article, Span(start, end), Span(start, start + 1), probability, probability, probability)


def of(article: Article, paragraph: int, probability: float = 0.9) -> Reading:
    return Reading(article, article.paragraphs[paragraph].span, None, probability, probability, probability)


def best_first(readings: list[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda one: -one.probability)


any_readings = st.lists(
    st.builds(
        lambda start, length, probability: reading(start, start + length, probability),
        st.integers(0, 80), st.integers(1, 20), st.floats(0, 1),
    ),
    max_size=12,
).map(best_first)  # fmt: skip


def test_a_sentence_less_likely_than_the_threshold_is_no_answer() -> None:
    assert quotes_of([reading(0, 5, ANSWERS_FROM - 1e-6)], 3) == ()


def test_a_sentence_as_likely_as_the_threshold_is_an_answer() -> None:
    assert len(quotes_of([reading(0, 5, ANSWERS_FROM)], 3)) == 1


def test_a_quote_much_less_likely_than_the_best_is_left_out() -> None:
    readings = [
        reading(0, 5, 0.99),
        reading(10, 15, 0.99 * BESIDE_THE_BEST + 1e-6),
        reading(20, 25, 0.99 * BESIDE_THE_BEST - 1e-6),
    ]
    assert [quote.span.start for quote in quotes_of(readings, 3)] == [0, 10]


def test_a_quote_is_its_reading() -> None:
    (quote,) = quotes_of([reading(3, 9, 0.75)], 3)
    assert (quote.article, quote.span, quote.highlight, quote.confidence) == (LETTERS, Span(3, 9), Span(3, 4), 0.75)


def test_words_that_are_not_likely_enough_are_not_marked() -> None:
    sure = reading(3, 9, 0.8)
    (quote,) = quotes_of([replace(sure, of_words=MARKS_FROM - 1e-6)], 3)
    assert (quote.span, quote.highlight) == (Span(3, 9), None)
    assert quotes_of([replace(sure, of_words=MARKS_FROM)], 3)[0].highlight == Span(3, 4)


@quick
@given(any_readings, st.integers(1, 5))
def test_quotes_are_likely_and_few_and_never_overlap(readings: list[Reading], limit: int) -> None:
    quotes = quotes_of(readings, limit)
    assert len(quotes) <= limit
    assert all(quote.confidence >= ANSWERS_FROM for quote in quotes)
    assert bool(quotes) == any(one.probability >= ANSWERS_FROM for one in readings)
    assert not any(a.span.overlaps(b.span) for i, a in enumerate(quotes) for b in quotes[:i])
    assert [quote.confidence for quote in quotes] == sorted((q.confidence for q in quotes), reverse=True)


@quick
@given(any_readings, st.integers(1, 5))
def test_the_nearest_are_few_and_never_overlap_and_mark_nothing(readings: list[Reading], limit: int) -> None:
    nearest = nearest_of(readings, limit)
    assert bool(nearest) == bool(readings)
    assert len(nearest) <= limit
    assert all(quote.highlight is None for quote in nearest)
    assert not any(a.span.overlaps(b.span) for i, a in enumerate(nearest) for b in nearest[:i])


@pytest.mark.parametrize("give", [quotes_of, nearest_of])
def test_the_limit_counts_what_is_given_and_not_what_is_left_out(give: object) -> None:
    readings = [
        reading(0, 5, 0.9),
        reading(1, 4, 0.9),
        reading(2, 5, 0.9),
        reading(20, 25, 0.85),
        reading(30, 35, 0.82),
    ]
    assert callable(give)
    assert [quote.span.start for quote in give(readings, 2)] == [0, 20]


@pytest.mark.parametrize("give", [quotes_of, nearest_of])
def test_the_same_words_are_given_once(give: object) -> None:
    assert callable(give)
    given = give([of(SAME_TWICE, 0), of(SAME_TWICE, 1), of(SAME_TWICE, 2), of(COPY, 0)], 5)
    assert [quote.text for quote in given] == ["Two men died.", "Two men lived."]


def test_the_same_place_in_two_articles_is_no_overlap() -> None:
    other = laid_out("other", [("body", "zyxwvutsrqponmlkjihgfedcba")])
    assert len(quotes_of([reading(0, 5, 0.9), reading(0, 5, 0.9, other)], 5)) == 2


@pytest.mark.parametrize("give", [quotes_of, nearest_of])
def test_nothing_read_gives_nothing(give: object) -> None:
    assert callable(give)
    assert give([], 3) == ()


def test_what_is_planned_is_as_close_as_a_fact_but_comes_behind_what_may_answer() -> None:
    planned = replace(reading(0, 5, 0.1), told=0.2)
    readings = [reading(10, 15, MAY_ANSWER_FROM - 0.1), reading(20, 25, 0.2), planned]
    assert [quote.span.start for quote in nearest_of(readings, 3)] == [0, 10, 20]
    may = [reading(10, 15, MAY_ANSWER_FROM), replace(planned, told=0.1)]
    assert [quote.span.start for quote in nearest_of(may, 2)] == [10, 0]
