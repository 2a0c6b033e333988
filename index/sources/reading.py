"""From documents to articles: the format is told, its reader called, and whatever goes wrong named."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from index.errors import SourceError
from index.records import Article
from index.sources import csv_rows, docx, feed, html, json_rows, markdown, pdf, plain, sitemap, wordpress
from index.sources.archives import gzip_member, tar_members, zip_members
from index.sources.detect import Format, detect
from index.sources.document import Document
from index.sources.walk import documents, unreadable

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


def read_articles(paths: Iterable[Path], fields: Mapping[str, str] | None = None) -> Iterator[Article | SourceError]:
    """Every article in the files and folders `paths`, in a fixed order, and an error for each one refused.

    Folders are walked in sorted order, archives are opened, formats are told by content where the name lies. `fields`
    maps our field names (text, title, url, published, source, author, language) to the columns of JSON and CSV files
    that call them otherwise. Errors are yielded, never raised: one bad file does not stop the others.
    """
    for document in documents(paths, fields or {}):
        if isinstance(document, SourceError):
            yield document
        else:
            yield from read_document(document)


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


def _all(members: Iterator[Document | SourceError]) -> Iterator[Article | SourceError]:
    for member in members:
        if isinstance(member, SourceError):
            yield member
        else:
            yield from read_document(member)
