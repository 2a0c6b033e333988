import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArchiveDamaged, SourceError, VerbatimError
from index.records import Answer, Quote, Span
from tests.index.fakes import laid_out
from tests.index.strategies import quick

ARTICLE = laid_out(
    "one",
    [("title", "A title"), ("body", "First 🚀 one."), ("furniture", "Share this"), ("body", "Second <b>one</b>.")],
)
spans = st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda drawn: Span(drawn[0], drawn[0] + drawn[1]))


def at(words: str) -> Span:
    start = ARTICLE.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 0)])
def test_a_span_that_holds_no_character_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


@quick
@given(spans, spans)
def test_spans_overlap_when_they_share_a_character(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == bool(shared)


@quick
@given(spans, spans)
def test_a_span_is_within_another_when_that_has_all_its_characters(one: Span, other: Span) -> None:
    assert one.within(other) == (set(range(one.start, one.end)) <= set(range(other.start, other.end)))


def test_spans_sort_by_place() -> None:
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]


def test_records_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ARTICLE.title = "other"  # type: ignore[misc]


def test_a_cut_is_the_characters_of_the_span() -> None:
    assert ARTICLE.cut(at("🚀 one")) == "🚀 one"


def test_the_whole_text_can_be_cut() -> None:
    assert ARTICLE.cut(Span(0, len(ARTICLE.text))) == ARTICLE.text


def test_a_cut_past_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="article one has"):
        ARTICLE.cut(Span(0, len(ARTICLE.text) + 1))


@pytest.mark.parametrize(
    ("offset", "number"),
    [
        (0, 0),
        (at("A title").end - 1, 0),
        (at("A title").end, None),
        (at("First").start, 1),
        (at("Share").start, None),
        (at("Second").start, 2),
    ],
)
def test_a_paragraph_is_found_by_any_of_its_characters_and_by_no_other(offset: int, number: int | None) -> None:
    assert ARTICLE.paragraph_at(offset) == number


def test_a_quote_is_a_slice_of_its_article() -> None:
    assert Quote(ARTICLE, at("Second <b>one</b>."), at("<b>"), 0.5).text == "Second <b>one</b>."


def test_a_quote_past_the_end_of_its_article_is_refused() -> None:
    with pytest.raises(ValueError, match="none at"):
        Quote(ARTICLE, Span(0, len(ARTICLE.text) + 1), None, 0.5)


@pytest.mark.parametrize("highlight", [at("First"), Span(at("Second").start - 1, at("Second").end)])
def test_a_highlight_outside_its_quote_is_refused(highlight: Span) -> None:
    with pytest.raises(ValueError, match="outside its quote"):
        Quote(ARTICLE, at("Second <b>one</b>."), highlight, 0.5)


def test_the_paragraph_of_a_quote_counts_the_readable_ones_from_one() -> None:
    assert Quote(ARTICLE, at("Second"), None, 0.5).paragraph == 2


def test_the_paragraph_of_a_quote_in_furniture_is_0() -> None:
    assert Quote(ARTICLE, at("Share"), None, 0.5).paragraph == 0


def test_an_answer_with_no_quotes_has_not_answered() -> None:
    quote = Quote(ARTICLE, at("Second"), None, 0.5)
    assert not Answer("?", (), (quote,), (), None, 1.0).answered
    assert Answer("?", (quote,), (), (), None, 1.0).answered


def test_a_refused_record_is_told_with_its_file_and_line() -> None:
    assert str(SourceError("a.csv", "no text", 7)) == "a.csv:7: no text"
    assert str(SourceError("a.csv", "no text")) == "a.csv: no text"


def test_every_error_of_the_archive_is_caught_as_one() -> None:
    assert issubclass(ArchiveDamaged, VerbatimError)
    assert issubclass(SourceError, VerbatimError)
