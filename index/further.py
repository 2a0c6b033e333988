"""Which other articles found for a question are read as well, since they may give another figure for the same event."""

from collections.abc import Callable, Sequence

from index.answering import ANSWERS_FROM
from index.figure_reports import asks_for_figure, has_figure
from index.model_reader import PASSAGES_READ
from index.question import Question
from index.reader import Reading
from index.records import Article, Hit
from index.text import sentences

MOST_FURTHER = PASSAGES_READ
"""Articles that are read beyond the first passages, a sentence each: some 15 ms for one."""


def further_reports(
    question: Question, hits: Sequence[Hit], readings: Sequence[Reading], copies: Callable[[str], tuple[Article, ...]]
) -> list[Hit]:
    """Of each other article, best first, the one sentence that gives such a figure as is asked for; a hit each.

    None where the question is for no figure, or has no answer in what was read: then there is nothing to set beside it.

    Args:
        copies: of the article with an id, the others that carry the same report; they say nothing new.
    """
    if not asks_for_figure(question) or not readings or readings[0].probability < ANSWERS_FROM:
        return []
    read = set[str]()

    def note(article_id: str) -> None:
        if article_id not in read:
            read.update((article_id, *(copy.id for copy in copies(article_id))))

    for hit in hits[:PASSAGES_READ]:
        note(hit.article.id)
    found: list[Hit] = []
    for hit in hits[PASSAGES_READ:]:
        if hit.article.id in read or len(found) == MOST_FURTHER:
            continue
        article = hit.article
        given = (s for s in sentences(article.text, hit.span, article.language) if has_figure(question, article, s))
        sentence = next(given, None)
        if sentence is not None:
            note(article.id)
            found.append(Hit(hit.row, article, sentence, hit.score))
    return found
