"""A query as its readers ask it: of each article, in its language, spelling and day; of events, as what happened."""

from collections.abc import Sequence
from dataclasses import replace

from index.query.parser import understand
from index.query.query import Query
from index.query.question_parts import place_part
from index.query.time_constraint import is_of
from index.records import Hit, Span


def queries_per_article(query: Query, hits: Sequence[Hit]) -> list[Query]:
    """The query for each hit's article, in the order of the hits: without a date that is the article's own."""
    undated = query if query.date is None else _without(query, query.date[0])
    asked: dict[str, Query] = {}
    for hit in hits:
        article = hit.article
        if article.id not in asked:
            day = None if query.date is None else is_of(query.date[1], article.published)
            asked[article.id] = spelt_for(undated if day else query, article.text)
    return [asked[hit.article.id] for hit in hits]


def spelt_for(query: Query, text: str) -> Query:
    """`query` as it is asked of `text`: in its language, and with names in the spelling that it has."""
    asked, spelt = query.text, False
    for name in query.names:
        other = next((also for also in name.also if also in text), None) if name.also else None
        if other is not None and name.written not in text:
            asked, spelt = asked.replace(name.written, other), True
    if not spelt:
        return query
    again = understand(asked, query.name_words.__contains__)
    return replace(again, kind=query.kind, measure=query.measure, counted=query.counted, terms=query.terms)


def as_happened(query: Query) -> Query:
    """A query for the events of a kind as what happened there, which is what the reader has learned to find."""
    part = None if query.listed is None else place_part(query)
    if part is None:
        return query
    happened = understand(f"What happened {query.text[part.start : part.end]}?", query.name_words.__contains__)
    return replace(
        happened,
        names=query.names,
        name_words=query.name_words,
        named=query.named,
        terms=query.terms,
        period=query.period,
        missing=query.missing,
    )


def _without(query: Query, dated: Span) -> Query:
    """The query without its date, for articles of that day, which need not name it."""
    content = tuple(word for word in query.content if not dated.overlaps(Span(word.start, word.end)))
    return replace(query, text=query.text[: dated.start] + query.text[dated.end :], content=content)
