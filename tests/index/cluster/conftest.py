"""A server of Qdrant's REST calls in this process, over the real core, and small indexes in it."""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
from qdrant_client.embed import schema_parser

from index.archive.archive import Archive
from index.archive.serving_generation import serving
from index.building.build_report import BuildReport
from index.building.cluster.build import WHOLE, build_in_cluster
from index.cluster import connection
from index.records import Article
from index.storage.address import ClusterAddress
from tests.index.cluster.edge_client import EdgeClient
from tests.index.cluster.qdrant_server import Backend, QdrantServer
from tests.index.fakes import FirstWordModel, HashEmbedder, given

EMBEDDER = HashEmbedder()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QdrantServer]:
    """A server that several indexes are in."""
    with (
        pytest.MonkeyPatch.context() as patched,
        QdrantServer(Backend(EdgeClient(tmp_path_factory.mktemp("core")))) as one,
    ):
        patched.setattr(connection, "READ_PAUSES_S", (0.01, 0.02))
        patched.setattr(connection, "WRITE_PAUSES_S", (0.01, 0.02, 0.04))
        patched.setattr(schema_parser, "deepcopy", lambda given: given)  # which each client does, of what none changes
        yield one


@pytest.fixture
def server(running: QdrantServer) -> Iterator[QdrantServer]:
    """The same, without faults before and after."""
    yield running
    running.faults.clear()
    running.backend.dead = set()
    running.backend.statuses.clear()


@pytest.fixture
def address(server: QdrantServer, tmp_path: Path) -> ClusterAddress:
    """An index of a test's own."""
    return ClusterAddress(server.url, tmp_path / "working", f"index-{next(_NUMBERS)}", parts=3)


_NUMBERS = count()


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
