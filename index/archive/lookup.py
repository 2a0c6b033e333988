"""Finding without a question: an article by id, address or title, and the sentence where an article mentions words."""

import re
from collections.abc import Collection
from itertools import islice
from pathlib import PurePath
from urllib.parse import urlsplit

from index.language.text import sentences, stem, terms, words
from index.query.parser import is_asked
from index.records import Article, Filters, ParagraphKind, Quote, Span
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.hybrid import articles_mentioning, articles_passing
from index.sources.article_assembly import article_id
from index.storage.article_store import ArticleStore

_ID = re.compile(r"[0-9a-f]{12}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def find_articles(store: ArticleStore, named: str, limit: int) -> tuple[Article, ...]:
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
        same = [
            one
            for one, _, url, _ in store.headlines()
            if url is not None and _same_address_key(url) == _same_address_key(named)
        ]
        ids = list(dict.fromkeys([*([exact.id] if exact is not None else []), *same]))
    else:
        wanted = [word.folded for word in words(named)]
        titles = (
            (one, [word.folded for word in words(_title(title, path))]) for one, title, _, path in store.headlines()
        )
        found = [(title != wanted, one) for one, title in titles if wanted and set(wanted) <= set(title)]
        ids = [one for _, one in sorted(found, key=lambda hit: hit[0])]  # which leaves the newest first
    articles = (store.get(one) for one in ids[:limit])
    return tuple(article for article in articles if article is not None)


def _title(title: str | None, path: str | None) -> str:
    return title or (PurePath(path).name if path is not None else "")


def _same_address_key(url: str) -> str:
    """What of an address says where it leads."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


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
