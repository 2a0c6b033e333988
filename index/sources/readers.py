"""Documents to articles: the format is detected, its reader called, and every failure named with its file."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.records import Article
from index.sources.archives import gzip_member, tar_members, zip_members
from index.sources.collections import csv_rows, feed, json_rows, mail, news_database, sitemap, telegram, wordpress
from index.sources.detect import Format, detect
from index.sources.document import Document, RefusedDocument, small_content, with_content
from index.sources.formats import docx, epub, html, markdown, mhtml, odt, pdf, plain, rtf
from index.sources.incremental_units import UnchangedUnit, UnitResult, as_source_error, read_whole, unit_of
from index.sources.markup.zipped_xml import zipped_format
from index.sources.walk import count_files, documents

if TYPE_CHECKING:
    from index.sources.web.fetcher import Fetcher

_WHOLE: Mapping[Format, Callable[[Document], Iterator[Article | SourceError]]] = {
    Format.PLAIN: plain.read,
    Format.MARKDOWN: markdown.read,
    Format.HTML: html.read,
    Format.FEED: feed.read,
    Format.SITEMAP: sitemap.read,
    Format.WORDPRESS: wordpress.read,
    Format.TELEGRAM: telegram.read,
    Format.TELEGRAM_PAGE: telegram.read_page,
    Format.NEWS_DATABASE: news_database.read,
    Format.MAIL: mail.read,
    Format.MAILBOX: mail.read_mailbox,
    Format.WEB_ARCHIVE: mhtml.read,
    Format.PDF: pdf.read,
    Format.DOCX: docx.read,
    Format.ODT: odt.read,
    Format.EPUB: epub.read,
    Format.RTF: rtf.read,
}
_ROWS: Mapping[Format, Callable[[Document, Container[str]], Iterator[UnitResult]]] = {
    Format.JSON: json_rows.read,
    Format.TABLE: csv_rows.read,
}
ProgressCallback = Callable[[str, int, int | None], None]
"""Told what is being done, how much more of it is done, and how much there is in all (None: not known)."""

_STREAMED = frozenset({Format.SITEMAP, Format.WORDPRESS, Format.MAILBOX, Format.TELEGRAM})
_SEVERAL = frozenset({
    Format.WORDPRESS, Format.TELEGRAM, Format.TELEGRAM_PAGE, Format.NEWS_DATABASE, Format.MAILBOX,
})  # fmt: skip
_FIRST_PAGES = 2**16
"""Bytes in which the first report of a news database ends, by which its downloads are known."""


def read_articles(
    paths: Iterable[Path | str],
    fields: Mapping[str, str] | None = None,
    *,
    fetcher: "Callable[[], Fetcher] | None" = None,
    fetch_links: bool = False,
) -> Iterator[Article | SourceError]:
    """Every article in the files, folders and urls `paths`, and an error for each one refused; see `read_places`."""
    for read in read_places(paths, fields, fetcher=fetcher, fetch_links=fetch_links):
        if not isinstance(read.item, UnchangedUnit):
            yield read.item


def read_places(
    places: Iterable[Path | str],
    fields: Mapping[str, str] | None = None,
    *,
    fetcher: "Callable[[], Fetcher] | None" = None,
    fetch_links: bool = False,
    known_units: Container[str] = frozenset(),
    progress: ProgressCallback | None = None,
) -> Iterator[UnitResult]:
    """All that is in the files, folders and urls `places`, in a fixed order, and an error for each thing refused.

    Files come first, then urls, which are given as text. Folders are walked in sorted order, archives are opened,
    formats are told by content where the name lies. `fields` maps our field names (text, title, url, published, source,
    author, language, modified) to the columns of JSON and CSV files that call them otherwise. `fetcher` makes what
    fetches urls, and is called only where there are any; it is closed here. With `fetch_links`, the links in feeds and
    sitemaps on disk are fetched, as those in feeds and sitemaps on the web always are. Errors are yielded, never
    raised: one bad file does not stop the others.

    Args:
        known_units: units whose articles the caller has from an earlier reading that gave no error. They are not
            parsed again: one `UnchangedUnit` is yielded for each, in the place of its articles.
        progress: told of each file that is read, and of how many there are.
    """
    given = list(places)
    urls = [one for one in given if isinstance(one, str) and "://" in one]
    on_disk = [one for one in given if isinstance(one, Path) or "://" not in one]
    files = documents(on_disk, fields or {})
    if progress is not None:
        files = _counted(files, count_files(on_disk), progress)
    read = partial(read_units, known_units=known_units)
    if not urls and not fetch_links:
        yield from _read_members(files, read)
        return
    from index.sources.web.fetcher import Fetcher  # httpx and its kin are loaded where something is fetched
    from index.sources.web.reader import WebReader

    with (fetcher or Fetcher)() as opened:
        web = WebReader(opened, read, fields or {}, known_units)
        yield from _read_members(files, web.follow_links if fetch_links else read)
        for url in urls:
            yield from web.read(url)


def _counted(
    files: Iterator[Document | RefusedDocument], total: int, progress: ProgressCallback
) -> Iterator[Document | RefusedDocument]:
    for file in files:
        yield file
        progress("files", 1, total)


def read_units(document: Document, known_units: Container[str] = frozenset()) -> Iterator[UnitResult]:
    """What is in one document, as `read_places` gives it."""
    try:
        content = small_content(document)
        if content is not None:
            unit = unit_of(document, content)
            if unit.name in known_units:  # seen before its format is told, which takes as long as all else
                yield unit.unchanged(document.path)
                return
            document = with_content(document, content)
        kind = _format(document)
        if kind is Format.GZIP:
            yield from read_units(gzip_member(document), known_units)
        elif kind is Format.TAR:
            yield from _read_members(tar_members(document), partial(read_units, known_units=known_units))
        elif kind is Format.ZIP:
            yield from _read_members(zip_members(document), partial(read_units, known_units=known_units))
        elif kind in _ROWS:
            yield from _ROWS[kind](document, known_units)
        else:
            yield from read_whole(document, _WHOLE[kind], known_units, kind in _SEVERAL, streamed=kind in _STREAMED)
    except Exception as error:
        yield UnitResult(document.place, "", as_source_error(error, document.path))


def _format(document: Document) -> Format:
    """The format of a document, by more than its first bytes where those leave it open."""
    kind = detect(document.head(), document.name, document.path)
    if kind is Format.ZIP:
        return zipped_format(document)
    if kind is Format.PLAIN and news_database.is_download(document.head(_FIRST_PAGES)):
        return Format.NEWS_DATABASE
    return kind


def _read_members(
    members: Iterator[Document | RefusedDocument], read: Callable[[Document], Iterator[UnitResult]]
) -> Iterator[UnitResult]:
    for member in members:
        if isinstance(member, RefusedDocument):
            yield UnitResult(member.place, "", member.error)
        else:
            yield from read(member)
