"""A server of Qdrant's REST calls in this process, over the real core, and small indexes in it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from index.archive.archive import Archive
from index.archive.serving import serving
from index.building.cluster_build import WHOLE, build_in_cluster
from index.building.report import BuildReport
from index.cluster import connection
from index.records import Article
from index.storage.address import ClusterAddress
from tests.index.cluster.edge_client import EdgeClient
from tests.index.cluster.qdrant_server import Backend, QdrantServer
from tests.index.fakes import FirstWordModel, HashEmbedder, given

EMBEDDER = HashEmbedder()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[QdrantServer]:
    monkeypatch.setattr(connection, "READ_PAUSES_S", (0.01, 0.02))
    monkeypatch.setattr(connection, "WRITE_PAUSES_S", (0.01, 0.02, 0.04))
    with QdrantServer(Backend(EdgeClient(tmp_path / "core"))) as started:
        yield started


@pytest.fixture
def address(server: QdrantServer, tmp_path: Path) -> ClusterAddress:
    return ClusterAddress(server.url, tmp_path / "working", parts=3)


Put = Callable[..., BuildReport]


def put(
    address: ClusterAddress,
    articles: Sequence[Article],
    part: tuple[int, int] = WHOLE,
    embedder: HashEmbedder = EMBEDDER,
) -> BuildReport:
    """Index articles in the cluster."""
    return build_in_cluster(lambda _: given(*articles), address, lambda: embedder, embedder.name, lambda *_: None, part)


def opened(address: ClusterAddress) -> Archive:
    """The index in the cluster, with fake networks."""
    return Archive(serving(address), EMBEDDER, FirstWordModel())
