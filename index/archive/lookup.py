"""Finding an article that a person names: by its id, its address, or words of its title."""

import re
from pathlib import PurePath
from urllib.parse import urlsplit

from index.language.text import words
from index.records import Article
from index.sources.articles import article_id
from index.storage.article_store import ArticleStore

_ID = re.compile(r"[0-9a-f]{12}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def find(store: ArticleStore, named: str, limit: int) -> tuple[Article, ...]:
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
        same = [one for one, _, url, _ in store.headlines() if url is not None and _place(url) == _place(named)]
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


def _place(url: str) -> str:
    """What of an address says where it leads."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
