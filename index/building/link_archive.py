"""Articles from urls, kept as files in the folder of articles, so that every later build has them."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from index.building.export import export
from index.errors import SourceError
from index.records import Article
from index.sources import read_articles

if TYPE_CHECKING:
    from index.sources.web.fetching import Fetcher

LINKS = "links"
"""Folder inside the folder of articles in which what came from urls is kept, a file an article, by its id."""


class Change(StrEnum):
    """What has become of the file of an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An article that was fetched and is now a file."""

    article: Article
    change: Change


def keep_page(urls: Iterable[str], seeds: Path, fetcher: "Callable[[], Fetcher]") -> Iterator[KeptPage | SourceError]:
    """Fetch what is at `urls`, and at their links where they are feeds or sitemaps, and keep each article in `seeds`.

    An article that was fetched before is replaced: its id comes from its url.

    Raises:
        OSError: the folder does not take a file.
    """
    for found in read_articles(urls, fetcher=fetcher):
        yield found if isinstance(found, SourceError) else KeptPage(found, _written(found, seeds / LINKS))


def _written(article: Article, folder: Path) -> Change:
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
        return Change.NEW
    return Change.UNCHANGED if before == content else Change.CHANGED
