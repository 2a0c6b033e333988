"""Where articles say a word: for who follows a word and has no question."""

from collections.abc import Collection
from itertools import islice

from index.language.text import sentences, stem, terms, words
from index.query.parser import is_asked
from index.records import Article, Filters, ParagraphKind, Quote, Span
from index.retrieval.allowed_rows import articles_mentioning, articles_passing
from index.retrieval.bm25 import KeywordIndex
from index.storage.article_store import ArticleStore


def mentions(
    text: str, limit: int, filters: Filters, store: ArticleStore, by_article: KeywordIndex
) -> tuple[Quote, ...]:
    """The first mention of what `text` names in each article that has all its words; see `Archive.mentioning`."""
    wanted = frozenset(terms(text))
    if not wanted or is_asked(text):
        return ()
    found, allowed = articles_mentioning(text, by_article), articles_passing(filters, store, by_article)
    rows = store.newest_first(found if allowed is None else found & allowed)
    articles = (store.at(row)[0] for row in rows.tolist())
    places = ((article, first_mention(article, wanted)) for article in articles)
    quotes = (Quote(article, *place, 1.0, store.copies(article.id)) for article, place in places if place is not None)
    return tuple(islice(quotes, limit))


def first_mention(article: Article, wanted: Collection[str]) -> tuple[Span, Span | None] | None:
    """The first sentence that says most of the terms `wanted`, and those words in it; None where some are missing.

    A term may stand in the title alone: where no sentence has any, the first sentence stands for the article, with no
    words marked.

    Args:
        wanted: search terms, at least one.
    """
    said = {term for paragraph in article.paragraphs for term in terms(article.cut(paragraph.span))}
    said.update(terms(article.title or ""))
    if not article.paragraphs or not said.issuperset(wanted):
        return None
    body = [p.span for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
    found = [span for paragraph in body for span in sentences(article.text, paragraph, article.language)]
    if not found:
        return article.paragraphs[0].span, None
    shared = [len(set(terms(article.cut(span))).intersection(wanted)) for span in found]
    best = found[shared.index(max(shared))]
    return best, _marked(article, best, wanted)


def _marked(article: Article, sentence: Span, wanted: Collection[str]) -> Span | None:
    """The first run of words of `sentence` that are all among `wanted`; None where there is none."""
    start = end = None
    for word in words(article.cut(sentence)):
        if stem(word.folded) in wanted:
            start, end = word.start if start is None else start, word.end
        elif start is not None:
            break
    return Span(sentence.start + start, sentence.start + end) if start is not None and end is not None else None
