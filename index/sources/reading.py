"""From documents to articles: the format is told, its reader called, and whatever goes wrong named."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.records import Article
from index.sources import csv_rows, docx, feed, html, json_rows, markdown, pdf, plain, sitemap, wordpress
from index.sources.archives import gzip_member, tar_members, zip_members
from index.sources.detect import Format, detect
from index.sources.document import Document
from index.sources.walk import documents, unreadable

if TYPE_CHECKING:
    from index.sources.fetching import Fetcher

_log = logging.getLogger(__name__)

_READERS: Mapping[Format, Callable[[Document], Iterator[Article | SourceError]]] = {
    Format.PLAIN: plain.read,
    Format.MARKDOWN: markdown.read,
    Format.HTML: html.read,
    Format.JSON: json_rows.read,
    Format.TABLE: csv_rows.read,
    Format.FEED: feed.read,
    Format.SITEMAP: sitemap.read,
    Format.WORDPRESS: wordpress.read,
    Format.PDF: pdf.read,
    Format.DOCX: docx.read,
}


def read_articles(
    paths: Iterable[Path | str],
    fields: Mapping[str, str] | None = None,
    *,
    fetcher: "Callable[[], Fetcher] | None" = None,
    fetch_links: bool = False,
) -> Iterator[Article | SourceError]:
    """Every article in the files, folders and urls `paths`, in a fixed order, and an error for each one refused.

    Files come first, then urls, which are given as text. Folders are walked in sorted order, archives are opened,
    formats are told by content where the name lies. `fields` maps our field names (text, title, url, published, source,
    author, language) to the columns of JSON and CSV files that call them otherwise. `fetcher` makes what fetches urls,
    and is called only where there are any; it is closed here. With `fetch_links`, the links in feeds and sitemaps on
    disk are fetched, as those in feeds and sitemaps on the web always are. Errors are yielded, never raised: one bad
    file does not stop the others.
    """
    given = list(paths)
    urls = [one for one in given if isinstance(one, str) and "://" in one]
    files = documents((Path(one) for one in given if isinstance(one, Path) or "://" not in one), fields or {})
    if not urls and not fetch_links:
        yield from _all(files)
        return
    from index.sources.fetching import Fetcher  # httpx and its kin are loaded where something is fetched
    from index.sources.web import WebReader

    with (fetcher or Fetcher)() as opened:
        web = WebReader(opened, read_document, fields or {})
        yield from _all(files, web.followed if fetch_links else read_document)
        for url in urls:
            yield from web.articles(url)


def read_document(document: Document) -> Iterator[Article | SourceError]:
    """The articles of one document, those in the archives inside it included; errors are yielded, never raised."""
    try:
        kind = detect(document.head(), document.name, document.path)
        if kind is Format.GZIP:
            yield from read_document(gzip_member(document))
        elif kind is Format.TAR:
            yield from _all(tar_members(document))
        elif kind is Format.ZIP and not docx.is_docx(document):
            yield from _all(zip_members(document))
        else:
            yield from _READERS[Format.DOCX if kind is Format.ZIP else kind](document)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(document.path, unreadable(error))
    except Exception as error:  # parsers of damaged files raise what they like, and the other files must still be read
        _log.exception("a reader failed")
        yield SourceError(document.path, f"damaged: its reader gave up ({type(error).__name__}); save it again")


def _all(
    members: Iterator[Document | SourceError],
    read: Callable[[Document], Iterator[Article | SourceError]] = read_document,
) -> Iterator[Article | SourceError]:
    for member in members:
        if isinstance(member, SourceError):
            yield member
        else:
            yield from read(member)
