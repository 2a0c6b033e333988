"""The facade of indexing: files, folders and urls to the index that serves, wherever that is kept, and its upkeep."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.building.build_report import BuildReport
from index.building.builder import build_generation
from index.building.exclude import ExclusionResult, exclude_articles, readmit_articles
from index.building.verify import verify
from index.errors import StoreSettingsError
from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder
from index.sources.incremental_units import UnitResult
from index.sources.readers import ProgressCallback, read_places
from index.storage.address import ClusterAddress, IndexAddress
from index.storage.exclusions import Exclusion, read_exclusions

if TYPE_CHECKING:
    from index.sources.web.fetcher import Fetcher


def build(
    places: Iterable[Path | str],
    index: IndexAddress,
    embedding_model: str = DEFAULT_MODEL,
    progress: ProgressCallback = lambda _what, _more, _total: None,
    *,
    fields: Mapping[str, str] | None = None,
    fetch_links: bool = False,
    allow_private: bool = False,
    part: tuple[int, int] = (1, 1),
) -> BuildReport:
    """Index the articles in `places`, making only what is new.

    Args:
        places: files, folders, and http or https urls of pages, feeds and sitemaps.
        fields: our field name to the column of JSON and CSV files that calls it otherwise.
        fetch_links: whether links in feeds and sitemaps on disk are fetched, as those on the web always are.
        allow_private: whether urls may lead to private, loopback or link-local addresses.
        part: of a build that several machines share, into a cluster: number (from 1) and number of parts.

    Raises:
        NoArticles: there was no article; the index stays as it was.
        BuildInProgress: another process builds here.
        BuildFailed: the disk does not take the index; what serves stays as it was.
    """
    given = list(places)

    fetcher = fetcher_in(index.directory if isinstance(index, ClusterAddress) else index, allow_private)

    def read(known_units: Container[str]) -> Iterator[UnitResult]:
        return read_places(
            given, fields, fetcher=fetcher, fetch_links=fetch_links, known_units=known_units, progress=progress
        )

    if isinstance(index, ClusterAddress):
        from index.building.cluster.build import build_in_cluster

        return build_in_cluster(
            read, index, lambda: open_embedder(embedding_model), embedding_model, progress, part, given
        )
    if part != (1, 1):
        raise StoreSettingsError("a build in parts goes into a cluster: set INDEX_STORE")
    return build_generation(
        read, index, lambda: open_embedder(embedding_model), embedding_model, progress, places=given
    )


def fetcher_in(directory: Path, allow_private: bool) -> "Callable[[], Fetcher]":
    """Makes what fetches urls, with the copies that the index in `directory` has of what was fetched before."""

    def fetcher() -> "Fetcher":
        from index.sources.web.fetcher import Fetcher  # httpx is loaded where something is fetched

        return Fetcher(cache=directory / "fetched", allow_private=allow_private)

    return fetcher


def publish(index: IndexAddress, discard: bool = False) -> BuildReport | None:
    """Let the generation serve whose parts are all built; with `discard`, drop what was built of it instead.

    Raises:
        BuildFailed: a part is missing, or the cluster has not what was written.
        StoreSettingsError: the index is in no cluster.
    """
    if not isinstance(index, ClusterAddress):
        raise StoreSettingsError("a local build is published by itself; for one in a cluster set INDEX_STORE")
    from index.building.cluster.build import discard_parts, publish_parts

    if discard:
        discard_parts(index)
        return None
    return publish_parts(index)


def exclude(
    ids: Sequence[str], index: IndexAddress, embedding_model: str, progress: ProgressCallback
) -> ExclusionResult:  # fmt: skip
    """Leave articles out from now on; see `index.building.exclude.exclude_articles`."""
    if isinstance(index, ClusterAddress):
        from index.building.cluster.upkeep import exclude_in_cluster

        return exclude_in_cluster(ids, index)
    return exclude_articles(ids, index, embedding_model, progress)


def readmit(ids: Sequence[str], index: IndexAddress) -> tuple[Exclusion, ...]:
    """Forget articles no more; see `index.building.exclude.readmit_articles`."""
    if isinstance(index, ClusterAddress):
        from index.building.cluster.upkeep import readmit_in_cluster

        return readmit_in_cluster(ids, index)
    return readmit_articles(ids, index)


def excluded(index: IndexAddress) -> dict[str, Exclusion]:
    """What is left out, by id; see `index.storage.exclusions.read_exclusions`."""
    if isinstance(index, ClusterAddress):
        from index.building.cluster.upkeep import excluded_in_cluster

        return excluded_in_cluster(index)
    return read_exclusions(index)


def problems(index: IndexAddress) -> Iterator[str]:
    """What is wrong with an index, one line each; see `index.building.verify.verify`."""
    if isinstance(index, ClusterAddress):
        from index.building.cluster.upkeep import verify_cluster

        return verify_cluster(index)
    return verify(index)
