"""Readings to an answer: decline or quote, never the same words twice, never two quotes that overlap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from index.answer_metadata import Form, ReportCount
from index.reading.decision import ANSWERS_FROM, MAY_ANSWER_FROM
from index.reading.sentence_reader import Reading
from index.records import Article, Quote

BESIDE_THE_BEST = 0.9
"""A further quote needs at least this share of the best one's probability."""


Copies: TypeAlias = Callable[[str], tuple[Article, ...]]
"""Of the article with an id, the others that carry the same report."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Quotes with what they are to each other, as in an Answer."""

    quotes: tuple[Quote, ...]
    form: Form = Form.QUOTES
    tally: ReportCount | None = None


def quotes_of(readings: Sequence[Reading], limit: int) -> tuple[Quote, ...]:
    """At most `limit` quotes, best first; none when no reading is likely enough."""
    chosen: list[Quote] = []
    for reading in readings:
        floor = max(ANSWERS_FROM, BESIDE_THE_BEST * readings[0].probability)
        if reading.probability < floor or len(chosen) == limit:
            break
        quote = Quote(reading.article, reading.sentence, reading.marked, reading.probability)
        if not any(_repeats(quote, other) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def best_quotes(readings: Sequence[Reading], limit: int, copies: Copies) -> tuple[Quote, ...]:
    """`quotes_of` the readings, each with who else carries its report."""
    return tuple(replace(quote, copies=copies(quote.article.id)) for quote in quotes_of(readings, limit))


def may_answer(readings: Sequence[Reading]) -> bool:
    """Whether the first of the readings, which come most probable first, may answer."""
    return bool(readings) and readings[0].probability >= MAY_ANSWER_FROM


def nearest_of(readings: Sequence[Reading], limit: int) -> tuple[Quote, ...]:
    """The sentences closest to the question, with nothing marked in them, since they do not answer it."""
    chosen: list[Quote] = []
    for reading in readings:
        quote = Quote(reading.article, reading.sentence, None, reading.probability)
        if len(chosen) < limit and not any(_repeats(quote, other) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _repeats(quote: Quote, other: Quote) -> bool:
    """Whether two quotes overlap, or say the same words."""
    same_place = quote.article.id == other.article.id and quote.span.overlaps(other.span)
    return same_place or quote.text.split() == other.text.split()
