"""The facade of indexing: files, folders and urls to the index that serves, wiring the parts that make it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from index.building.builder import build_generation
from index.building.report import BuildReport
from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder
from index.sources.readers import ProgressCallback, read_places

if TYPE_CHECKING:
    from index.sources.web.fetcher import Fetcher


def build(
    places: Iterable[Path | str],
    directory: Path,
    embedding_model: str = DEFAULT_MODEL,
    progress: ProgressCallback = lambda _what, _more, _total: None,
    *,
    fields: Mapping[str, str] | None = None,
    fetch_links: bool = False,
    allow_private: bool = False,
) -> BuildReport:
    """Index the articles in `places` in `directory`, making only what is new.

    Args:
        places: files, folders, and http or https urls of pages, feeds and sitemaps.
        fields: our field name to the column of JSON and CSV files that calls it otherwise.
        fetch_links: whether links in feeds and sitemaps on disk are fetched, as those on the web always are.
        allow_private: whether urls may lead to private, loopback or link-local addresses.

    Raises:
        NoArticles: there was no article; the index stays as it was.
        BuildInProgress: another process builds here.
        BuildFailed: the disk does not take the index; what serves stays as it was.
    """
    given = list(places)

    fetcher = fetcher_in(directory, allow_private)
    return build_generation(
        lambda known_units: read_places(
            given, fields, fetcher=fetcher, fetch_links=fetch_links, known_units=known_units, progress=progress
        ),
        directory,
        lambda: open_embedder(embedding_model),
        embedding_model,
        progress,
        places=given,
    )


def fetcher_in(directory: Path, allow_private: bool) -> "Callable[[], Fetcher]":
    """Makes what fetches urls, with the copies that the index in `directory` has of what was fetched before."""

    def fetcher() -> "Fetcher":
        from index.sources.web.fetcher import Fetcher  # httpx is loaded where something is fetched

        return Fetcher(cache=directory / "fetched", allow_private=allow_private)

    return fetcher
