"""Cutting long passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.markup import utf16_length
from bot.views.truncation import shorten, truncate
from index.records import Span

TEXT = "First sentence here. Second sentence here. Third sentence here. Fourth sentence here."


def _whole(text: str) -> Span:
    return Span(0, len(text))


def test_what_fits_is_not_cut() -> None:
    cut = truncate(TEXT, _whole(TEXT), None, len(TEXT))
    assert (cut.span, cut.at_sentences) == (_whole(TEXT), True)


def test_the_beginning_is_kept_by_default() -> None:
    cut = truncate(TEXT, _whole(TEXT), None, 50)
    assert TEXT[cut.span.start : cut.span.end] == "First sentence here. Second sentence here."
    assert cut.at_sentences


def test_the_kept_words_stay_and_what_follows_comes_first() -> None:
    start = TEXT.index("Third")
    cut = truncate(TEXT, _whole(TEXT), Span(start, start + 5), 50)
    assert TEXT[cut.span.start : cut.span.end] == "Third sentence here. Fourth sentence here."


def test_the_last_sentence_is_filled_up_from_before() -> None:
    cut = truncate(TEXT, _whole(TEXT), Span(len(TEXT) - 1, len(TEXT)), 50)
    assert TEXT[cut.span.start : cut.span.end] == "Third sentence here. Fourth sentence here."


def test_a_sentence_too_long_is_cut_between_words() -> None:
    text = "one two three four five six"
    cut = truncate(text, _whole(text), None, 10)
    assert text[cut.span.start : cut.span.end] == "one two"
    assert not cut.at_sentences


def test_a_word_that_ends_at_the_limit_is_kept() -> None:
    text = "one two three"
    cut = truncate(text, _whole(text), None, 7)
    assert text[cut.span.start : cut.span.end] == "one two"


def test_late_words_to_keep_are_reached() -> None:
    text = "word " * 100 + "KEEP these " + "word " * 100
    start = text.index("KEEP")
    cut = truncate(text, _whole(text), Span(start, start + 10), 40)
    assert "KEEP these" in text[cut.span.start : cut.span.end]
    assert text[cut.span.start - 1] == " "


def test_a_joined_emoji_is_not_torn() -> None:
    text = "x" * 8 + "👩‍👩‍👧" + "x" * 20
    cut = truncate(text, _whole(text), None, 12)
    assert text[cut.span.start : cut.span.end] == "x" * 8


def test_white_space_behind_the_last_sentence_is_nothing_to_keep() -> None:
    assert truncate("wordword\r", Span(0, 9), Span(8, 9), 4).span == Span(0, 4)


@given(st.text(min_size=1, max_size=300), st.integers(2, 120), st.data())
def test_a_cut_always_fits_and_never_is_empty(text: str, units: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    keep = Span(start, data.draw(st.integers(start + 1, len(text))))
    cut = truncate(text, _whole(text), data.draw(st.sampled_from([None, keep])), units)
    assert cut.span.within(_whole(text))
    assert utf16_length(text[cut.span.start : cut.span.end]) <= units


@given(st.text(max_size=100), st.integers(2, 50))
def test_a_label_always_fits(text: str, units: int) -> None:
    assert utf16_length(shorten(text, units)) <= units


@pytest.mark.parametrize(
    ("text", "shown"), [("one two three", "one two…"), ("short", "short"), ("x" * 20, "x" * 9 + "…")]
)
def test_a_label_is_shortened_at_a_word(text: str, shown: str) -> None:
    assert shorten(text, 10) == shown
