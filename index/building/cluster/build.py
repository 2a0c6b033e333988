"""Building into a cluster: this machine's part is built in its own folder, then brought there; one part or several.

The folder keeps the part as any local index does, so that a build that was broken off goes on, and only what is new is
read and embedded. Vectors that another machine made are taken from the generation that serves.
"""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from index.building.build_report import BuildReport
from index.building.builder import build_generation
from index.building.near_duplicates import near_duplicate_groups
from index.cluster.connection import Connection, connect
from index.cluster.generation import Building
from index.cluster.publishing import Publisher
from index.cluster.vector_reuse import recalled_vectors
from index.errors import NoArticles, SourceError
from index.models.embedder import Embedder
from index.retrieval.bm25 import KeywordIndex
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.sources.readers import ProgressCallback
from index.storage.address import ClusterAddress
from index.storage.exclusions import write_exclusions
from index.storage.folder import ARTICLE_KEYWORDS, KEYWORDS, read_manifest
from index.storage.generations import current_generation

WHOLE = (1, 1)
"""The part of a build that is not shared."""


def build_in_cluster(
    read: Callable[[Container[str]], Iterable[UnitResult]],
    address: ClusterAddress,
    load_embedder: Callable[[], Embedder],
    model: str,
    progress: ProgressCallback,
    part: tuple[int, int] = WHOLE,
    places: Sequence[Path | str] = (),
) -> BuildReport:
    """Index what falls to a part and bring it to the cluster; a build that is not shared is published at once.

    Args:
        part: number (from 1) and number of parts; see `build_generation` for the rest.

    Raises:
        ArchiveUnreachable: the cluster does not answer; what was built here is kept for the next attempt.
        BuildFailed: this part does not go with the others.
    """
    directory = address.directory if part == WHOLE else address.directory / f"part-{part[0]}-of-{part[1]}"
    passed = _PassedOver(*part)
    with closing(connect(address, builds=True)) as connection:
        building = Building(connection, address, *part)
        directory.mkdir(parents=True, exist_ok=True)
        write_exclusions(directory, building.ledger.exclusions())
        try:
            report = build_generation(
                lambda known: passed.only_own(read(known)), directory, load_embedder, model, progress, places=places,
                recall=lambda weights, digests: recalled_vectors(address, model, weights, digests),
            )  # fmt: skip
        except NoArticles:
            if not passed.others:
                raise
            report, generation = BuildReport(), None
        else:
            generation = current_generation(directory)
        if part == WHOLE and generation is not None and building.is_served(generation):
            return report
        manifest = None if generation is None else read_manifest(generation)
        building.add(generation, manifest, (0, 0) if generation is None else _terms(generation), progress)
        if part == WHOLE:
            _publish(connection, address, report)
        return report


def publish_parts(address: ClusterAddress) -> BuildReport:
    """Let the generation serve whose parts are all built.

    Raises:
        BuildFailed: one is not, or the cluster has not what was written.
    """
    with closing(connect(address, builds=True)) as connection:
        report = BuildReport()
        _publish(connection, address, report)
        return report


def discard_parts(address: ClusterAddress) -> None:
    """Drop what has been built of the generation that is not published yet."""
    with closing(connect(address, builds=True)) as connection:
        Building(connection, address).discard()


def falls_to(article_id: str, parts: int) -> int:
    """The part, from 1, that an article falls to."""
    hashed = hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") % parts + 1


class _PassedOver:
    """Lets through what falls to one part.

    Attributes:
        others: articles that fall to others.
    """

    def __init__(self, part: int, parts: int) -> None:
        self._part = part
        self._parts = parts
        self.others = 0

    def only_own(self, found: Iterable[UnitResult]) -> Iterator[UnitResult]:
        """What falls to this part; of what was refused every builder tells."""
        for one in found:
            article = one.item
            if isinstance(article, UnchangedUnit | SourceError) or falls_to(article.id, self._parts) == self._part:
                yield one
            else:
                self.others += 1


def _terms(generation: Path) -> tuple[int, int]:
    """Terms of all passages and of all articles of a generation's folder."""
    passages, articles = (KeywordIndex.load(generation / name) for name in (KEYWORDS, ARTICLE_KEYWORDS))
    return round(passages.mean_length * len(passages)), round(articles.mean_length * len(articles))


def _publish(connection: Connection, address: ClusterAddress, report: BuildReport) -> None:
    note = Publisher(connection, address, near_duplicate_groups).publish()
    report.articles, report.passages = note["manifest"]["articles"], note["manifest"]["passages"]
