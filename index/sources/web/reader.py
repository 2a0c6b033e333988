"""Articles from URLs: pages, feeds with the pages they link to, sitemaps, and documents of any other format."""

import logging
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urldefrag, urljoin, urlsplit

from index.errors import SourceError
from index.records import Article
from index.sources.archives import gzip_member
from index.sources.article_assembly import article_id
from index.sources.collections.feed import Feed
from index.sources.collections.sitemap import sitemap_urls
from index.sources.detect import Format, detect
from index.sources.document import Document, small_content, with_content
from index.sources.incremental_units import UnitResult, as_source_error, unit_of
from index.sources.parsing.addresses import address_date, archived_copy, original_address
from index.sources.walk import printable_path
from index.sources.web.document import WebDocument
from index.sources.web.fetcher import Fetcher

_log = logging.getLogger(__name__)

_ONE_ARTICLE = frozenset({Format.PLAIN, Format.MARKDOWN, Format.HTML, Format.PDF, Format.DOCX})
_MOST_LEVELS = 2  # an index of sitemaps, a sitemap, a page

Results = Iterator[UnitResult]


class WebReader:
    """Reads addresses, each once; `read` reads a single document, and `known_units` is that of `read_places`."""

    def __init__(
        self,
        fetcher: Fetcher,
        read: Callable[[Document], Results],
        fields: Mapping[str, str],
        known_units: Container[str] = frozenset(),
    ) -> None:
        self._fetcher, self._read, self._fields, self._known_units = fetcher, read, fields, known_units
        self._visited: set[str] = set()
        self._left = 0  # pages that links may still add to what a person gave

    def read(self, url: str) -> Results:
        """What is at `url`, and at its links when it is a feed or a sitemap; errors are yielded."""
        self._left = self._fetcher.limits.pages
        yield from self._fetch(url, printable_path(url), 0)

    def follow_links(self, document: Document) -> Results:
        """What is in a document on disk, and at its links when it is a feed or a sitemap."""
        self._left = self._fetcher.limits.pages
        try:
            content = small_content(document)
            yield from self._document(document if content is None else with_content(document, content), 0)
        except Exception as error:
            yield UnitResult(document.place, "", as_source_error(error, document.path))

    def _fetch(self, url: str, place: str, level: int, context: str = "") -> Results:
        url = _joined("", url)
        if url in self._visited:
            return
        self._visited.add(url)
        try:
            document = replace(self._fetcher.fetch(url), fields=self._fields, place=place, context=context)
        except SourceError as error:
            yield UnitResult(place, "", error)
            return
        except Exception as error:  # whatever one address does, the others must still be read
            _log.exception("fetching failed")
            reason = f"could not be fetched ({type(error).__name__}): save it and give the file"
            yield UnitResult(place, "", SourceError(url, reason))
            return
        if document.stale is not None:
            day = (document.retrieved or "")[:10]
            reason = f"{document.stale}: its copy of {day} is used; build again later"
            yield UnitResult(place, "", SourceError(document.path, reason))
        if document.address != url and document.address in self._visited:
            return  # two addresses that lead to one
        self._visited.add(document.address)
        try:
            yield from self._document(document, level)
        except Exception as error:
            yield UnitResult(place, "", as_source_error(error, document.path))

    def _document(self, document: Document, level: int) -> Results:
        # Sitemaps are often packed.
        while (kind := detect(document.head(), document.name, document.path)) is Format.GZIP:
            document = gzip_member(document)
        if kind is Format.FEED and level < _MOST_LEVELS:
            yield from self._feed(document, level)
        elif kind is Format.SITEMAP and level < _MOST_LEVELS:
            urls = sitemap_urls(document)
            if not urls:
                reason = "an empty sitemap: no addresses; remove it"
                yield UnitResult(document.place, "", SourceError(document.path, reason))
            for _, pages in self._pages(document, urls, {}, level):
                yield from pages
        else:
            address = document.address if isinstance(document, WebDocument) and kind in _ONE_ARTICLE else None
            for read in self._read(document):
                addressed = _addressed(read.item, address) if address and isinstance(read.item, Article) else read.item
                yield replace(read, item=addressed)

    def _feed(self, document: Document, level: int) -> Results:
        """Entries with their full text as they are; of the others the pages, or the teaser when there is no page.

        Which teasers are left depends on the pages, so each of them is a unit of its own.
        """
        unit = unit_of(replace(document, context=f"followed {document.context}"))
        feed = Feed(document)
        links = dict.fromkeys(feed.teaser_links())
        teasers: dict[str | None, Article] = {}
        full: list[Article | SourceError] = []
        for entry in feed.articles():
            if isinstance(entry, Article) and entry.url in links:
                teasers[entry.url] = entry
            else:
                full.append(entry)
        full += () if links else feed.without_text()
        if unit.name in self._known_units:
            yield unit.unchanged(document.path)
        else:
            yield from map(unit.read, (*full, *feed.damage()))
        for link, pages in self._pages(document, links, teasers, level):
            teaser = teasers.get(link)
            found = False
            for read in pages:
                found = found or not isinstance(read.item, SourceError)
                yield replace(read, item=_completed(read.item, teaser)) if isinstance(read.item, Article) else read
            if teaser is not None and not found:
                part = unit.part(link)
                yield part.unchanged(document.path) if part.name in self._known_units else part.read(teaser)

    def _pages(
        self, document: Document, links: Iterable[str], teasers: Mapping[str | None, Article], level: int
    ) -> Iterator[tuple[str, Results]]:
        """The links not read yet, each with what is there: to be read before the next one is asked for."""
        base = document.address if isinstance(document, WebDocument) else ""
        for link in links:
            url = _joined(base, link)
            if url in self._visited:
                continue
            if self._left > 0:
                self._left -= 1
                yield link, self._fetch(url, document.place, level + 1, _teaser_text(teasers.get(link)))
                continue
            refused = []
            if self._left == 0:
                most = self._fetcher.limits.pages
                reason = f"leads to more than {most:,} pages, of which the first were read: give the others themselves"
                refused.append(UnitResult(document.place, "", SourceError(document.path, reason)))
                self._left = -1
            yield link, iter(refused)


def _joined(base: str, link: str) -> str:
    """The whole address of a link, without its fragment; what is no address stays as it is, and is refused later."""
    try:
        return urldefrag(urljoin(base, link.strip())).url
    except ValueError:
        return link


def _addressed(article: Article, address: str) -> Article:
    """The article with its canonical address, or the one it was fetched from when the page names none of its own site.

    An address on another site would put words into the mouth of an outlet that did not publish them here; a site's
    front page is no article's address. Of a page in an archive, the address is the one it has a copy of.
    """
    copy, address = archived_copy(address), original_address(address)
    if copy is not None:
        article = replace(article, archived=copy, published=article.published or address_date(address))
    if article.url is not None:
        named = urlsplit(article.url)
        fetched = urlsplit(address)
        if _site(named.hostname) == _site(fetched.hostname) and (named.path.strip("/") or named.query):
            return article
    return replace(article, url=address, id=article_id(address))


def _site(host: str | None) -> str:
    first, _, rest = (host or "").partition(".")
    return rest if first in ("www", "m", "amp", "mobile") and "." in rest else host or ""


def _completed(article: Article, teaser: Article | None) -> Article:
    """The page with what only the feed says of it."""
    if teaser is None:
        return article
    return replace(
        article,
        title=article.title or teaser.title,
        published=article.published or teaser.published,
        source=article.source or teaser.source,
        author=article.author or teaser.author,
        modified=article.modified or teaser.modified,
    )


def _teaser_text(teaser: Article | None) -> str:
    """All of a teaser that `_completed` looks at."""
    if teaser is None:
        return ""
    return repr((teaser.title, teaser.published, teaser.source, teaser.author, teaser.modified))
