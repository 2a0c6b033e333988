"""Which articles plain words mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FilterError, FilterProblem
from index.interpretation import NameReading
from index.query.browse_request import (
    BrowseRequest,
    KnownValues,
    outlet_words,
    outlets_with,
    parse_browse_request,
    parse_names,
)
from index.query.name_linking import LinkedQuestion
from index.records import Filters

KNOWN = KnownValues(("Example Post", "Syria Direct", "الجزيرة", "Post", "The Guardian"), ("ar", "en"), "2018-02-05")
TODAY = date(2026, 11, 23)


def _respelt(text: str) -> LinkedQuestion:
    if text == "Kafranbel":
        return LinkedQuestion("Kafr Nubl", {"Kafr Nubl": ("كفر نبل",)}, (NameReading("Kafranbel", ("Kafr Nubl",)),))
    return LinkedQuestion(text, {})


def _wanted(text: str, known: KnownValues = KNOWN) -> BrowseRequest:
    return parse_browse_request(text, known, _respelt, TODAY)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("", Filters()),
        ("the latest news", Filters()),
        ("ما الجديد", Filters()),
        ("Example Post", Filters(("Example Post",))),
        ("example post!", Filters(("Example Post",))),
        ("articles from Example Post", Filters(("Example Post",))),
        ("post", Filters(("Post",))),
        ("guardian", Filters(("The Guardian",))),
        ("الجزيره", Filters(("الجزيرة",))),
        ("in Arabic", Filters(languages=("ar",))),
        ("English", Filters(languages=("en",))),
        ("بالعربية", Filters(languages=("ar",))),
        ("مقالات عربية", Filters(languages=("ar",))),
        ("الإنجليزية", Filters(languages=("en",))),
        ("lang:AR", Filters(languages=("ar",))),
        ("Saraqeb", Filters(places=("Saraqeb",))),
        ("what is new on Saraqeb?", Filters(places=("Saraqeb",))),
        ("في سراقب", Filters(places=("سراقب",))),
        ("Saraqeb week", Filters(after="2018-01-30", before="2018-02-05", places=("Saraqeb",))),
        ("Saraqeb February 2018", Filters(after="2018-02", before="2018-02", places=("Saraqeb",))),
        ("Example Post Idlib", Filters(("Example Post",), places=("Idlib",))),
        ("Arabic Idlib 2018", Filters(languages=("ar",), after="2018", before="2018", places=("Idlib",))),
        ('source:"example post" after:2018 Idlib', Filters(("Example Post",), after="2018", places=("Idlib",))),
        ("place:Kafranbel", Filters(places=("Kafr Nubl", "كفر نبل"))),
    ],
)
def test_filters_and_plain_words_are_read_alike(text: str, filters: Filters) -> None:
    assert _wanted(text).filters == filters


def test_a_place_comes_before_part_of_an_outlet() -> None:
    assert _wanted("Damascus", KnownValues(("Damascus Gazette",), (), None)).filters == Filters(places=("Damascus",))
    assert _wanted("gazette", KnownValues(("Damascus Gazette",), (), None)).filters == Filters(("Damascus Gazette",))


def test_how_a_name_was_read_is_told() -> None:
    assert _wanted("Kafranbel").understood.names == (NameReading("Kafranbel", ("Kafr Nubl",)),)


def test_a_place_is_meant_in_all_its_spellings() -> None:
    assert _wanted("Kafranbel").filters.places == ("Kafr Nubl", "كفر نبل")


def test_what_was_counted_back_is_told() -> None:
    period = _wanted("Saraqeb last week").understood.period
    assert period is not None
    assert (period.words, period.before) == ("last week", "2018-02-05")


def test_a_language_that_nothing_is_in_is_no_place() -> None:
    with pytest.raises(FilterError) as raised:
        _wanted("in Arabic", KnownValues((), ("en",), None))
    assert (raised.value.problem, raised.value.near) == (FilterProblem.NO_LANGUAGE, ("en",))


@pytest.mark.parametrize("text", ["source:nobody", "lang:xx", "after:tomorrow", "after:2019 before:2018"])
def test_what_is_typed_and_cannot_be_used_is_told(text: str) -> None:
    with pytest.raises(FilterError):
        _wanted(text)


def test_words_for_outlets_are_left_for_their_names() -> None:
    found = parse_names("lang:en Post", KNOWN, TODAY, outlets=False)
    assert (found.filters, found.rest) == (Filters(languages=("en",)), "Post")


def test_an_outlet_is_found_by_the_beginnings_of_its_words() -> None:
    assert outlets_with("exa po", KNOWN.outlets) == ("Example Post",)
    assert outlets_with("post", KNOWN.outlets) == ("Example Post", "Post")
    assert outlets_with("جزيره", ("الجزيرة",)) == ()
    assert outlets_with("?", KNOWN.outlets) == ()


def test_languages_are_called_by_their_own_name_too() -> None:
    assert "francais" in outlet_words("fr")
    assert "french" in outlet_words("fr")
    assert "فرنسيه" in outlet_words("fr")
    assert outlet_words("xx-not-one") == frozenset()


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        _wanted(text)
    except FilterError as error:
        assert error.value is not None
