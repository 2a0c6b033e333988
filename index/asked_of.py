"""A question as it is asked of each article: in its language and spelling, without a date that is the article's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.question import Question
from index.question_dates import date_in, is_of
from index.records import Hit, Span
from index.rereading import spelt_for


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A question as it is asked of one article, and whether that is of another day than the one asked about."""

    question: Question
    other_day: bool


def asked_of(question: Question, hits: Sequence[Hit]) -> list[AskedOf]:
    """The question for each hit's article, in the order of the hits."""
    dated = date_in(question.text)
    if dated is None:
        return [AskedOf(spelt_for(question, hit.article.text), other_day=False) for hit in hits]
    undated = _without(question, dated[0])
    days = [is_of(dated[1], hit.article.published) for hit in hits]
    return [
        AskedOf(spelt_for(undated if day else question, hit.article.text), day is False)
        for day, hit in zip(days, hits, strict=True)
    ]


def _without(question: Question, dated: Span) -> Question:
    """The question without its date, for articles of that day, which need not name it."""
    content = tuple(word for word in question.content if not dated.overlaps(Span(word.start, word.end)))
    return replace(question, text=question.text[: dated.start] + question.text[dated.end :], content=content)
