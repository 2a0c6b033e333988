"""The articles of an index without a question: the newest, those of a name, the outlets, a digest of what they say; one
by its id, address or title; and the sentence where an article mentions words.

Nothing here reads all articles: which ones pass and in what order is known without their texts.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice

from index.answer_metadata import LITERALLY, Form, ReportCount, Understood
from index.language.sentences import sentences
from index.language.text import folded_words, stem, terms, words
from index.query.browse_request import BrowseRequest, KnownValues, outlets_with, parse_browse_request, parse_names
from index.query.filters import as_typed
from index.query.name_linking import LinkedNames
from index.query.parser import is_asked
from index.records import EVERYTHING, Answer, Article, Filters, ParagraphKind, Quote, SourceCount, Span
from index.retrieval.article_conditions import Addressed, All, Not, Titled, address_key, both, mentioning, passing
from index.retrieval.store import Store
from index.sources.article_assembly import article_id

_TITLES_COMPARED = 500
"""Articles whose titles are compared."""
_ID = re.compile(r"[0-9a-f]{12}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


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
    """Finds articles of one generation; safe to call from several threads.

    Args:
        link_names: names as the corpus spells them.
        today: the day it is.
    """

    def __init__(
        self,
        store: Store,
        link_names: Callable[[str], LinkedNames],
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._store = store
        self._link_names = link_names
        self._today = today

    def wanted(self, text: str) -> BrowseRequest:
        """The articles that filters or plain words mean.

        Raises:
            FilterError: a filter that is typed cannot be used.
        """
        return parse_browse_request(text, self._known_values, self._link_names, self._today())

    def newest(self, filters: Filters, limit: int, skip: int = 0) -> ArticleList:
        """At most `limit` articles that pass, newest first, undated ones last, without the first `skip` of them.

        Raises:
            ValueError: a date of the filters is none.
        """
        where = passing(filters)
        return ArticleList(tuple(self._store.newest(where, limit, skip)), self._store.count(where))

    def titled(self, text: str, limit: int) -> ArticleList:
        """At most `limit` articles that are called so, or say so; best first. Where none has all words, the nearest.

        Titles count before texts: first by how many of the words they have, then by BM25 over the whole article.
        """
        linked = self._link_names(text)
        wanted, having_all = terms(linked.text), mentioning(linked.text)
        having = self._store.count(having_all)
        found = self._store.titled(wanted, having_all if having else None, _TITLES_COMPARED)
        rated = sorted(
            (-len(set(wanted).intersection(terms(title or ""))), -score, number) for number, title, score in found
        )
        articles = self._store.numbered([number for *_, number in rated[:limit]])
        return ArticleList(tuple(articles), having or len(found), Understood(linked.name_readings), having > 0)

    def outlets(self, text: str) -> Outlets:
        """The outlets that have all words of `text` in their names; filters and names of languages in it count apart.

        Raises:
            FilterError: a filter that is typed cannot be used.
        """
        found = parse_names(text, self._known_values, self._today(), outlets=False)
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
        where = passing(filters)
        reports, newest = self._store.reports(where)  # the newest article of a report stands for it
        quotes = tuple(islice((quote for one in newest if (quote := self._opening(one, filters))), limit))
        return Answer(
            as_typed(filters), quotes, (), self.missing(filters), None, 0.0, Form.REPORTS, request.understood,
            ReportCount(self._store.count(where), reports), filters,
        )  # fmt: skip

    def missing(self, filters: Filters) -> tuple[str, ...]:
        """The places of the filters that no article mentions."""
        return tuple(place for place in filters.places if not self._store.count(mentioning(place)))

    def _opening(self, article: Article, filters: Filters) -> Quote | None:
        for name in filters.places or ("",):
            place = first_mention(article, frozenset(terms(name)))
            if place is not None:
                return Quote(article, place[0], place[1], 1.0, self._store.copies(article.id))
        return None

    @cached_property
    def _sources(self) -> tuple[SourceCount, ...]:
        return self._store.sources()

    @cached_property
    def _known_values(self) -> KnownValues:
        outlets = tuple(one.source for one in self._sources if one.source)
        return KnownValues(outlets, self._store.languages(), self._store.manifest.latest)


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
