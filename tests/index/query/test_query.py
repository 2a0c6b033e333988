"""What a parsed question says of itself, and the queries that are made of it."""

import dataclasses
from datetime import date

import pytest

from index.language.partial_date import PartialDate
from index.query.parser import reworded, understand, with_names
from index.query.query import Kind, Listing, Measure, Name, Query, once_a_query
from index.query.time_constraint import time_constraint
from index.records import Article, Filters, Hit, Span
from index.retrieval.query_variants import queries_per_article, spelt_for
from tests.index.fakes import laid_out

KILLED = understand("How many people were killed in Marhad city on 5 February 2018?")


def test_a_query_says_all_that_later_steps_ask() -> None:
    assert (KILLED.kind, KILLED.measure, KILLED.listing) == (Kind.COUNT, Measure.NUMBER, None)
    assert KILLED.asks_for_figure
    assert KILLED.deeds == {"death"}
    assert KILLED.name_words == {"marhad"}
    assert KILLED.place is not None
    assert (KILLED.place.spellings, KILLED.place.kind, KILLED.place.located) == ((("marhad",),), "city", True)
    assert KILLED.date is not None
    span, day = KILLED.date
    assert (KILLED.text[span.start : span.end], day) == (" on 5 February 2018", PartialDate.parse("2018-02-05"))
    assert [KILLED.text[phrase.words : phrase.end] for phrase in KILLED.times] == ["5 February 2018"]
    assert [KILLED.text[word.start : word.end].lower() for word in KILLED.words] == [w.folded for w in KILLED.words]


def test_a_query_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        KILLED.text = "?"  # type: ignore[misc]


def test_in_arabic_the_words_after_in_are_named_where_no_name_is_known() -> None:
    query = understand("كم قتل في كفر نبل؟")
    assert query.names == ()
    assert [name.folded for name in query.named] == [("كفر", "نبل")]
    assert query.place is not None and query.place.located


def test_other_spellings_of_a_name_are_spellings_of_the_place() -> None:
    query = with_names(KILLED, [Name("Marhad", ("marhad",), ("al-Merhed",))])
    assert query.place is not None
    assert query.place.spellings == (("marhad",), ("merhed",))


def test_a_question_in_other_words_keeps_its_filters_and_its_time() -> None:
    time, filters = time_constraint("who died last Saturday?", date(2026, 11, 23)), Filters(sources=("Post",))
    assert time is not None
    query = understand("who died last Saturday?", filters=filters, time=time)
    query = dataclasses.replace(query, period=time.period, surely=True)
    other = reworded(query, "who died?", lambda _: False)
    assert (other.text, other.times) == ("who died?", ())
    assert (other.filters, other.time, other.period, other.surely) == (filters, time, time.period, True)


def test_an_article_of_the_day_is_asked_without_the_date() -> None:
    articles = [
        laid_out(name, [("body", "Ten people were killed in Marhad.")], published=published)
        for name, published in (("then", "2018-02-06"), ("later", "2019-01-01"), ("undated", None))
    ]
    hits = [Hit(row, article, article.paragraphs[0].span, 1.0) for row, article in enumerate(articles)]
    then, later, undated = queries_per_article(KILLED, hits)
    assert then.text == "How many people were killed in Marhad city?"
    assert "2018" not in {word.folded for word in then.content}
    assert (later, undated) == (KILLED, KILLED)


def test_an_article_is_asked_in_the_spelling_that_it_has() -> None:
    query = with_names(KILLED, [Name("Marhad", ("marhad",), ("Merhed",))])
    assert spelt_for(query, "Ten people were killed in Marhad and Merhed.") is query
    respelt = spelt_for(query, "Ten people were killed in Merhed.")
    assert respelt.text == "How many people were killed in Merhed city on 5 February 2018?"
    assert (respelt.kind, respelt.terms) == (query.kind, query.terms)
    assert respelt.name_words == {"merhed"}


@pytest.mark.parametrize(
    ("question", "listing", "listed"),
    [
        ("list the attacks in Marhad", Listing.EVENTS, "attacks"),
        ("what happened in Marhad?", Listing.EVENTS, None),
        ("which towns were hit?", Listing.PLACES, None),
        ("who died in Marhad?", None, None),
    ],
)
def test_what_is_to_be_listed_is_told(question: str, listing: Listing | None, listed: str | None) -> None:
    query = understand(question)
    assert (query.listing, query.listed) == (listing, listed)


def test_what_is_made_of_a_sentence_is_made_once_a_query() -> None:
    made: list[tuple[Query, str, Span]] = []

    @once_a_query
    def note(query: Query, article: Article, sentence: Span) -> int:
        made.append((query, article.id, sentence))
        return len(made)

    first, second = (laid_out(name, [("body", "Ten died. Two fled.")]) for name in ("first", "second"))
    other = understand(KILLED.text)
    asked = [(KILLED, first), (KILLED, first), (KILLED, second), (other, first), (KILLED, first)]
    assert [note(query, article, Span(0, 9)) for query, article in asked] == [1, 1, 2, 3, 1]
    assert note(KILLED, first, Span(10, 19)) == 4
    assert note(dataclasses.replace(KILLED, surely=True), first, Span(0, 9)) == 5
    assert other == KILLED  # what is kept is no part of it
