"""Finding without a question: an article by id, address or title, and the sentence where an article mentions words."""

import re
from collections.abc import Collection
from itertools import islice

from index.language.text import folded_words, sentences, stem, terms, words
from index.query.parser import is_asked
from index.records import Article, Filters, ParagraphKind, Quote, Span
from index.retrieval.store import Store
from index.retrieval.where import Addressed, All, Not, Titled, address_key, both, mentioning, passing
from index.sources.article_assembly import article_id

_ID = re.compile(r"[0-9a-f]{12}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def find_articles(store: Store, named: str, limit: int) -> tuple[Article, ...]:
    """At most `limit` articles that `named` names: the whole title before part of one, then the newest first.

    Args:
        named: an id; an address, whatever its scheme, its "www." and its fragment; or words that all stand in the
            title, in any order. An article without a title goes by the name of its file.
    """
    named = named.strip()
    if _ID.fullmatch(named.lower()) and (article := store.get(named.lower())) is not None:
        return (article,)
    if _ADDRESS.fullmatch(named):
        exact = store.get(article_id(named))
        found = [*([exact] if exact is not None else []), *store.newest(Addressed(address_key(named)), limit + 1)]
    else:
        wanted = tuple(folded_words(named))
        if not wanted:
            return ()
        whole, parts = Titled(wanted, whole=True), Titled(wanted)
        found = [*store.newest(whole, limit), *store.newest(All((parts, Not(whole))), limit)]
    return tuple({article.id: article for article in found}.values())[:limit]


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


def mentions(text: str, limit: int, filters: Filters, store: Store) -> tuple[Quote, ...]:
    """The first mention of what `text` names in each article that has all its words; see `Archive.mentioning`."""
    wanted = frozenset(terms(text))
    if not wanted or is_asked(text):
        return ()
    articles = store.newest(both(mentioning(text), passing(filters)))
    places = ((article, first_mention(article, wanted)) for article in articles)
    quotes = (Quote(article, *place, 1.0, store.copies(article.id)) for article, place in places if place is not None)
    return tuple(islice(quotes, limit))
