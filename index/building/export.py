"""Articles as JSON lines, which any later build reads: the export of an index, and a file for each page of a link."""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from index.errors import SourceError
from index.records import Article
from index.sources.collections.rows import PLAIN
from index.sources.readers import read_articles

if TYPE_CHECKING:
    from index.sources.web.fetcher import Fetcher


_FIELDS = (
    "id", "title", "url", "archived", "published", "modified", "source", "author", "language", "path", "retrieved",
    "text",
)  # fmt: skip


def export(articles: Iterable[Article], to: TextIO) -> int:
    """Write one JSON object a line for each article, fields that are not known left out; returns how many."""
    written = 0
    for article in articles:
        known = {name: value for name in _FIELDS if (value := getattr(article, name)) is not None}
        if "<" in article.text:  # which a reader may take for a tag
            known["content_type"] = PLAIN
        to.write(json.dumps(known, ensure_ascii=False) + "\n")
        written += 1
    return written


LINKS = "links"
"""Folder inside the folder of articles in which what came from urls is kept, a file an article, by its id."""


class FileChange(StrEnum):
    """What has become of the file of an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """An article that was fetched and is now a file."""

    article: Article
    change: FileChange


def save_pages(urls: Iterable[str], seeds: Path, fetcher: "Callable[[], Fetcher]") -> Iterator[SavedPage | SourceError]:
    """Fetch what is at `urls`, and at their links where they are feeds or sitemaps, and keep each article in `seeds`.

    An article that was fetched before is replaced: its id comes from its url.

    Raises:
        OSError: the folder does not take a file.
    """
    for found in read_articles(urls, fetcher=fetcher):
        yield found if isinstance(found, SourceError) else SavedPage(found, _write_page(found, seeds / LINKS))


def _write_page(article: Article, folder: Path) -> FileChange:
    line = io.StringIO()
    # The file says by itself where it lies and when it was written.
    export([replace(article, path=None, retrieved=None)], line)
    content = line.getvalue().encode("utf-8", "replace")
    path = folder / f"{article.id}.json"
    before = path.read_bytes() if path.exists() else None
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)  # a build that looks just now sees all of it or nothing
    if before is None:
        return FileChange.NEW
    return FileChange.UNCHANGED if before == content else FileChange.CHANGED
