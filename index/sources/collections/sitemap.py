"""Sitemaps: they hold addresses, not articles."""

from collections.abc import Iterator

from index.errors import SourceError
from index.records import Article
from index.sources.document import Document
from index.sources.markup.xml import local_name, xml_elements
from index.sources.parsing.addresses import web_address


def read(document: Document) -> Iterator[Article | SourceError]:
    """No article, but an error that says what to do with a sitemap."""
    count = len(sitemap_urls(document))
    reason = (
        f"a sitemap of {count} addresses, without articles: give its url, or build with --fetch-links, to fetch them"
    )
    yield SourceError(document.path, reason)


def sitemap_urls(document: Document) -> list[str]:
    """The http(s) addresses in a sitemap or an index of sitemaps, in order, each once.

    Raises:
        SourceError: it is no XML at all.
    """
    found: dict[str, None] = {}
    for element in xml_elements(document, ("loc",), []):
        url = web_address(element.text or "")
        if url is not None and local_name(element.getparent()) in ("url", "sitemap"):
            found[url] = None
    return list(found)
