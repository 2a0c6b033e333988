"""Which other articles found for a question are read as well, for another figure or another event."""

from collections.abc import Sequence

from index.events.figure_reports import has_figure
from index.events.name_spans import place_spans
from index.language.sentences import sentences
from index.language.text import stem
from index.query.query import Listing, Query
from index.reading.article_analysis import stems_of
from index.reading.decision import MAY_ANSWER_FROM
from index.reading.sentence_reader import PASSAGES_READ, Copies, Reading
from index.records import Article, Hit, Span

MOST_FURTHER = PASSAGES_READ
"""Articles that are read beyond the first passages, a sentence each: some 15 ms for one."""


def expand(query: Query, hits: Sequence[Hit], readings: Sequence[Reading], copies: Copies) -> list[Hit]:
    """Of each other article, best first, the first sentence that may stand in a list of answers; a hit each.

    None where one answer is asked for, or there is none in what was read: then there is nothing to set beside it.

    Args:
        copies: of the article with an id, the others that carry the same report; they say nothing new.
    """
    if not _wants_several(query) or not readings or readings[0].in_list < MAY_ANSWER_FROM:
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
        given = (s for s in sentences(article.text, hit.span, article.language) if _may_stand(query, article, s))
        sentence = next(given, None)
        if sentence is not None:
            note(article.id)
            found.append(Hit(hit.row, article, sentence, hit.score))
    return found


def _wants_several(query: Query) -> bool:
    return query.asks_for_figure or query.listing is Listing.PLACES or (query.listing is not None and bool(query.named))


def _may_stand(query: Query, article: Article, sentence: Span) -> bool:
    """Whether a sentence may stand in a list of answers: a figure that is asked for, a place, or what is named."""
    if query.asks_for_figure:
        return has_figure(query, article, sentence)
    if query.listing is Listing.PLACES:
        return bool(place_spans(article, sentence))
    return {stem(word) for name in query.named for word in name.folded} <= stems_of(article.cut(sentence))
