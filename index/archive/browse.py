"""The articles of an index without a question: the newest, those of a name, the outlets, a digest of what they say.

Nothing here reads all articles: which ones pass and in what order is known without their texts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice

import numpy as np

from index.archive.keyword_matches import first_mention
from index.interpretation import LITERALLY, Form, ReportCount, Understood
from index.language.text import terms
from index.query.browse_request import BrowseRequest, KnownValues, outlets_with, parse_browse_request, parse_names
from index.query.filters import as_typed
from index.query.name_linking import LinkedQuestion
from index.records import EVERYTHING, Answer, Article, Filters, Quote
from index.retrieval.allowed_rows import articles_mentioning, articles_passing
from index.retrieval.bm25 import KeywordIndex
from index.stats import SourceCount
from index.storage.article_store import ArticleStore

_BY_TITLE = 500
"""Articles whose titles are compared."""


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Some articles of those that are meant.

    Attributes:
        articles: from the first that is asked for on.
        total: how many there are in all.
        understood: how words were read for them.
        whole: whether they have all words that are looked for.
    """

    articles: tuple[Article, ...]
    total: int
    understood: Understood = LITERALLY
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets, most articles first.

    Attributes:
        filters, name: what they were chosen by; the words of `name` stand in theirs.
    """

    sources: tuple[SourceCount, ...]
    filters: Filters
    name: str


class ArticleBrowser:
    """Finds articles in the tables of one generation; safe to call from several threads.

    Args:
        by_article: BM25 over whole articles.
        respelt: names as the corpus spells them.
        latest: date of the newest dated article.
        today: the day it is.
    """

    def __init__(
        self,
        store: ArticleStore,
        by_article: KeywordIndex,
        respelt: Callable[[str], LinkedQuestion],
        latest: str | None,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._store = store
        self._by_article = by_article
        self._respelt = respelt
        self._latest = latest
        self._today = today

    def wanted(self, text: str) -> BrowseRequest:
        """The articles that filters or plain words mean.

        Raises:
            FilterError: a filter that is typed cannot be used.
        """
        return parse_browse_request(text, self._known, self._respelt, self._today())

    def newest(self, filters: Filters, limit: int, skip: int = 0) -> ArticleList:
        """At most `limit` articles that pass, newest first, undated ones last, without the first `skip` of them.

        Raises:
            ValueError: a date of the filters is none.
        """
        order = self._store.newest_first(articles_passing(filters, self._store, self._by_article))
        return ArticleList(self._articles(order[skip : skip + limit].tolist()), len(order))

    def titled(self, text: str, limit: int) -> ArticleList:
        """At most `limit` articles that are called so, or say so; best first. Where none has all words, the nearest.

        Titles count before texts: first by how many of the words they have, then by BM25 over the whole article.
        """
        reread = self._respelt(text)
        asked, whole = terms(reread.text), articles_mentioning(reread.text, self._by_article)
        found, scores = self._by_article.search(asked, _BY_TITLE, allowed=whole if whole.any() else None)
        rows = found.tolist()
        shared = [len(set(asked).intersection(terms(title or ""))) for title in self._store.titles(rows)]
        best = sorted(range(len(rows)), key=lambda at: (-shared[at], -float(scores[at]), rows[at]))[:limit]
        total = int(whole.sum()) or len(rows)
        return ArticleList(
            self._articles([rows[at] for at in best]), total, Understood(reread.names), bool(whole.any())
        )

    def outlets(self, text: str) -> Outlets:
        """The outlets that have all words of `text` in their names; filters and names of languages in it count apart.

        Raises:
            FilterError: a filter that is typed cannot be used.
        """
        found = parse_names(text, self._known, self._today(), outlets=False)
        return self.outlets_of(found.filters, found.rest)

    def outlets_of(self, filters: Filters, name: str) -> Outlets:
        """The outlets of the articles that pass, all words of `name` in theirs; filters on places are left out."""
        sources = self._store.sources(filters) if filters != EVERYTHING else self._sources
        if name:
            named = set(outlets_with(name, (one.source for one in sources if one.source)))
            sources = tuple(one for one in sources if one.source in named)
        return Outlets(sources, filters, name)

    def digest(self, request: BrowseRequest, limit: int) -> Answer:
        """One quote a report of at most `limit` of the articles that are meant, the newest first, copies once.

        The quote is the first sentence that says most of the name of the place, or the article's first sentence where
        no place is meant.

        Raises:
            ValueError: a date of the filters is none.
        """
        filters = request.filters
        mask = articles_passing(filters, self._store, self._by_article)
        order, reports = self._store.newest_first(mask), self._store.reports()
        # The newest article of a report stands for it.
        _, first = np.unique(reports[order], return_index=True)
        rows = order[np.sort(first)].tolist()
        quotes = tuple(islice((quote for row in rows if (quote := self._opening(row, filters))), limit))
        return Answer(
            as_typed(filters), quotes, (), self.missing(filters), None, 0.0, Form.REPORTS, request.understood,
            ReportCount(len(order), len(rows)), filters,
        )  # fmt: skip

    def missing(self, filters: Filters) -> tuple[str, ...]:
        """The places of the filters that no article mentions."""
        return tuple(place for place in filters.places if not articles_mentioning(place, self._by_article).any())

    def _opening(self, row: int, filters: Filters) -> Quote | None:
        article = self._store.at(row)[0]
        for name in filters.places or ("",):
            place = first_mention(article, frozenset(terms(name)))
            if place is not None:
                return Quote(article, place[0], place[1], 1.0, self._store.copies(article.id))
        return None

    def _articles(self, rows: list[int]) -> tuple[Article, ...]:
        return tuple(self._store.at(row)[0] for row in rows)

    @cached_property
    def _sources(self) -> tuple[SourceCount, ...]:
        return self._store.sources()

    @cached_property
    def _known(self) -> KnownValues:
        outlets = tuple(one.source for one in self._sources if one.source)
        return KnownValues(outlets, self._store.languages(), self._latest)
