"""A question as it is asked of each article: in its language and spelling, without a date that is the article's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.query.name_linking import spelt_for
from index.query.question import Question
from index.query.time_constraint import date_in, is_of
from index.records import Hit, Span


@dataclass(frozen=True, slots=True)
class ArticleQuestion:
    """A question as it is asked of one article, and whether that is of another day than the one asked about."""

    question: Question
    other_day: bool


def questions_per_article(question: Question, hits: Sequence[Hit]) -> list[ArticleQuestion]:
    """The question for each hit's article, in the order of the hits."""
    dated = date_in(question.text)
    undated = question if dated is None else _without(question, dated[0])
    asked: dict[str, ArticleQuestion] = {}
    for hit in hits:
        article = hit.article
        if article.id not in asked:
            day = None if dated is None else is_of(dated[1], article.published)
            asked[article.id] = ArticleQuestion(spelt_for(undated if day else question, article.text), day is False)
    return [asked[hit.article.id] for hit in hits]


def _without(question: Question, dated: Span) -> Question:
    """The question without its date, for articles of that day, which need not name it."""
    content = tuple(word for word in question.content if not dated.overlaps(Span(word.start, word.end)))
    return replace(question, text=question.text[: dated.start] + question.text[dated.end :], content=content)
