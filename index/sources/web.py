"""Articles from addresses: pages, feeds with the pages they link to, sitemaps, and documents of any other format."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urldefrag, urljoin, urlsplit

from index.articles import article_id
from index.errors import SourceError
from index.records import Article
from index.sources.archives import gzip_member
from index.sources.detect import Format, detect
from index.sources.document import Document
from index.sources.feed import teaser_links
from index.sources.fetching import Fetcher
from index.sources.sitemap import sitemap_urls
from index.sources.web_document import WebDocument

_log = logging.getLogger(__name__)

_ONE_ARTICLE = frozenset({Format.PLAIN, Format.MARKDOWN, Format.HTML, Format.PDF, Format.DOCX})
_MOST_LEVELS = 2  # an index of sitemaps, a sitemap, a page

Results = Iterator[Article | SourceError]


class WebReader:
    """Reads addresses as articles, each once; `read` is the reader of a single document."""

    def __init__(self, fetcher: Fetcher, read: Callable[[Document], Results], fields: Mapping[str, str]) -> None:
        self._fetcher, self._read, self._fields = fetcher, read, fields
        self._visited: set[str] = set()
        self._left = 0  # pages that links may still add to what a person gave

    def articles(self, url: str) -> Results:
        """The articles at `url`, and those its links lead to when it is a feed or a sitemap; errors are yielded."""
        self._left = self._fetcher.limits.pages
        yield from self._fetched(url, 0)

    def followed(self, document: Document) -> Results:
        """The articles of a document on disk, and those its links lead to when it is a feed or a sitemap."""
        self._left = self._fetcher.limits.pages
        yield from self._document(document, 0)

    def _fetched(self, url: str, level: int) -> Results:
        url = _joined("", url)
        if url in self._visited:
            return
        self._visited.add(url)
        try:
            document = replace(self._fetcher.fetch(url), fields=self._fields)
        except SourceError as error:
            yield error
            return
        except Exception as error:  # whatever one address does, the others must still be read
            _log.exception("fetching failed")
            yield SourceError(url, f"could not be fetched ({type(error).__name__}): save it and give the file")
            return
        if document.stale is not None:
            day = document.retrieved[:10]
            yield SourceError(document.path, f"{document.stale}: its copy of {day} is used; build again later")
        if document.address != url and document.address in self._visited:
            return  # two addresses that lead to one
        self._visited.add(document.address)
        yield from self._document(document, level)

    def _document(self, document: Document, level: int) -> Results:
        try:
            # Sitemaps are often packed.
            while (kind := detect(document.head(), document.name, document.path)) is Format.GZIP:
                document = gzip_member(document)
            if kind is Format.FEED and level < _MOST_LEVELS:
                yield from self._feed(document, level)
            elif kind is Format.SITEMAP and level < _MOST_LEVELS:
                urls = sitemap_urls(document)
                if not urls:
                    yield SourceError(document.path, "an empty sitemap: no addresses; remove it")
                yield from self._pages(document, urls, {}, level)
            else:
                address = document.address if isinstance(document, WebDocument) and kind in _ONE_ARTICLE else None
                for result in self._read(document):
                    yield _addressed(result, address) if address and isinstance(result, Article) else result
        except SourceError as error:
            yield error
        except Exception as error:  # as in reading.py: parsers of damaged files raise what they like
            _log.exception("a reader failed")
            yield SourceError(document.path, f"damaged: its reader gave up ({type(error).__name__}); save it again")

    def _feed(self, document: Document, level: int) -> Results:
        """Entries with their full text as they are; of the others the pages, or the teaser when there is no page."""
        results = list(self._read(document))
        if not any(isinstance(one, Article) or _without_text(one) for one in results):
            yield from results  # damaged, empty or hostile: not to be parsed again
            return
        links = dict.fromkeys(link.strip() for link in teaser_links(document.content()))
        teasers: dict[str | None, Article] = {}
        for one in results:
            if isinstance(one, Article) and one.url in links:
                teasers[one.url] = one
        for one in results:
            if not (isinstance(one, Article) and one.url in teasers) and not (links and _without_text(one)):
                yield one
        yield from self._pages(document, links, teasers, level)

    def _pages(
        self, document: Document, links: Iterable[str], teasers: Mapping[str | None, Article], level: int
    ) -> Results:
        base = document.address if isinstance(document, WebDocument) else ""
        for link in links:
            url = _joined(base, link)
            if url in self._visited:
                continue
            if self._left == 0:
                most = self._fetcher.limits.pages
                reason = f"leads to more than {most:,} pages, of which the first were read: give the others themselves"
                yield SourceError(document.path, reason)
            self._left -= 1
            teaser = teasers.get(link)
            found = False
            for result in self._fetched(url, level + 1) if self._left >= 0 else ():
                if isinstance(result, Article):
                    found = True
                    yield _completed(result, teaser)
                else:
                    yield result
            if teaser is not None and not found:
                yield teaser


def _joined(base: str, link: str) -> str:
    """The whole address of a link, without its fragment; what is no address stays as it is, and is refused later."""
    try:
        return urldefrag(urljoin(base, link.strip())).url
    except ValueError:
        return link


def _without_text(result: Article | SourceError) -> bool:
    """Whether this is what a feed's reader says of entries that are a title and a link; their links are followed."""
    return isinstance(result, SourceError) and "entries have no text" in result.reason


def _addressed(article: Article, address: str) -> Article:
    """The article with its canonical address, or the one it was fetched from when the page names none of its own site.

    An address on another site would put words into the mouth of an outlet that did not publish them here; a site's
    front page is no article's address.
    """
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
    )
