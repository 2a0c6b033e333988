"""Which other articles found for a question are read as well, for another figure or another event."""

from collections.abc import Callable, Sequence

from index.events.reports import asks_for_figure, has_figure
from index.language.text import sentences, stem
from index.query.list_questions import asks_for_events, asks_for_places
from index.query.question import Kind, Question
from index.query.slots import names_of
from index.reading.candidates import candidates
from index.reading.context import stems_of
from index.reading.selection import ANSWERS_FROM, Copies
from index.reading.sentence_reader import Reading
from index.reading.span_reader import PASSAGES_READ
from index.records import Article, Hit, Span

MOST_FURTHER = PASSAGES_READ
"""Articles that are read beyond the first passages, a sentence each: some 15 ms for one."""


def expand(question: Question, hits: Sequence[Hit], readings: Sequence[Reading], copies: Copies) -> list[Hit]:
    """Of each other article, best first, the first sentence that may stand in a list of answers; a hit each.

    None where one answer is asked for, or there is none in what was read: then there is nothing to set beside it.

    Args:
        copies: of the article with an id, the others that carry the same report; they say nothing new.
    """
    wanted = _wanted(question)
    if wanted is None or not readings or readings[0].probability < ANSWERS_FROM:
        return []
    read = set[str]()

    def note(article_id: str) -> None:
        if article_id not in read:
            read.update((article_id, *(copy.id for copy in copies(article_id))))

    for article_id in (*(hit.article.id for hit in hits[:PASSAGES_READ]), *(one.article.id for one in readings)):
        note(article_id)
    found: list[Hit] = []
    for hit in hits[PASSAGES_READ:]:
        if hit.article.id in read or len(found) == MOST_FURTHER:
            continue
        article = hit.article
        given = (s for s in sentences(article.text, hit.span, article.language) if wanted(article, s))
        sentence = next(given, None)
        if sentence is not None:
            note(article.id)
            found.append(Hit(hit.row, article, sentence, hit.score))
    return found


def _wanted(question: Question) -> Callable[[Article, Span], bool] | None:
    """The test for a sentence, by what the question asks for; None where it asks for no several answers."""
    if asks_for_figure(question):
        return lambda article, sentence: has_figure(question, article, sentence)
    if asks_for_places(question):
        return lambda article, sentence: bool(candidates(Kind.PLACE, article.text, sentence))
    if asks_for_events(question):
        named = {stem(word) for name in names_of(question) for word in name.folded}
        return None if not named else lambda article, sentence: named <= stems_of(article.cut(sentence))
    return None
