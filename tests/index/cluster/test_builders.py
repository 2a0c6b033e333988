"""Builders of one generation: parts that come in any order, twice, or were killed on the way; forgetting; following."""

import multiprocessing
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from qdrant_client import models

from index.archive.archive import Archive
from index.archive.live import LiveArchive
from index.building.cluster.build import discard_parts, falls_to, publish_parts
from index.building.cluster.upkeep import exclude_in_cluster, excluded_in_cluster, readmit_in_cluster, verify_cluster
from index.cluster import connection, schema
from index.cluster.schema import article_fields, article_of, left_out_fields
from index.errors import BuildFailed, NoArticles, UnknownArticle
from index.records import EVERYTHING, Article
from index.storage.address import ClusterAddress
from tests.index.cluster.conftest import EMBEDDER, opened, put
from tests.index.cluster.corpus import made_articles
from tests.index.cluster.qdrant_server import QdrantServer
from tests.index.fakes import HashEmbedder, build_with, open_with

ARTICLES = made_articles(24)


def passages(server: QdrantServer, address: ClusterAddress) -> list[dict[str, Any]]:
    """The passages of all generations."""
    found: list[dict[str, Any]] = []
    for name in generations(server, address):
        records, _ = server.backend.client.scroll(name, None, 10_000, None, None, True, False)
        found += [record.payload for record in records]
    return found


def generations(server: QdrantServer, address: ClusterAddress) -> list[str]:
    """The names of their collections."""
    names = server.backend.client.shards
    return sorted(name for name in names if name.startswith(f"{address.name}_") and name.endswith("_passages"))


def spans(server: QdrantServer, address: ClusterAddress) -> Counter[tuple[str, int]]:
    return Counter((one["id"], one["ordinal"]) for one in passages(server, address))


def expected(tmp_path: Path, *articles: Article) -> Archive:
    build_with(EMBEDDER, tmp_path / "local", *articles)
    return open_with(EMBEDDER, tmp_path / "local")


def lists(archive: Archive) -> list[object]:
    return [
        archive.article_ids(), sorted(archive.each_article(), key=lambda one: one.id),
        archive.browse(lambda b: (b.newest(EVERYTHING, 5).total, b.outlets("").sources)),
        [archive.rarity(term) for term in ("idlib", "kill", "word3", "nothing")],
        [archive.is_name(word) for word in ("idlib", "people", "saraqeb", "said")],
        [(name.name, [one.written for one in name.spellings]) for name in archive.names(10)],
        {one.id: sorted(copy.id for copy in archive.copies(one.id)) for one in archive.each_article()},
        [archive.stats().articles, archive.stats().passages, archive.stats().copies, archive.stats().undated],
    ]  # fmt: skip


def test_parts_in_any_order_and_twice_make_what_one_builder_makes(
    server: QdrantServer, address: ClusterAddress, tmp_path: Path
) -> None:
    for part in (3, 1, 2, 1):
        put(address, ARTICLES, (part, 3))
    report = publish_parts(address)
    with closing(expected(tmp_path, *ARTICLES)) as local, closing(opened(address)) as there:
        assert (report.articles, report.passages) == (local.stats().articles, local.stats().passages)
        assert lists(there) == lists(local)
    assert set(spans(server, address).values()) == {1}
    assert list(verify_cluster(address)) == []


def test_the_same_words_that_come_by_two_parts_are_one_article(
    server: QdrantServer, address: ClusterAddress, tmp_path: Path
) -> None:
    one = ARTICLES[0]
    twin = next(
        Article(f"twin{n:08x}", one.text, one.paragraphs, one.title, published=one.published, source="Other", language="en")
        for n in range(99) if falls_to(f"twin{n:08x}", 2) != falls_to(one.id, 2)
    )  # fmt: skip
    for part in (1, 2):
        put(address, [*ARTICLES, twin], (part, 2))
    publish_parts(address)
    with closing(expected(tmp_path, *ARTICLES)) as local, closing(opened(address)) as there:
        assert there.stats().articles == local.stats().articles
        assert [there.rarity(term) for term in ("idlib", "kill")] == [local.rarity(term) for term in ("idlib", "kill")]
    publish_again = pytest.raises(BuildFailed, match="nothing is being built")
    with publish_again:
        publish_parts(address)


def test_a_part_that_is_missing_or_incomplete_is_not_published(server: QdrantServer, address: ClusterAddress) -> None:
    put(address, ARTICLES)
    before = opened(address)
    put(address, ARTICLES[:20], (1, 2))
    with pytest.raises(BuildFailed, match=r"not built yet: 2/2; run: python -m index build --part 2/2"):
        publish_parts(address)
    with pytest.raises(BuildFailed, match="being built in 2 parts, not 4"):
        put(address, ARTICLES, (1, 4))
    put(address, ARTICLES[:20], (2, 2))
    collection = f"{address.name}_000002_passages"
    lost = server.backend.client.scroll(collection, None, 1, None, None, True, False)[0][0].payload

    one = models.Filter(must=[models.FieldCondition(key="id", match=models.MatchValue(value=lost["id"]))])
    server.backend.client.delete(collection, models.FilterSelector(filter=one))
    with pytest.raises(BuildFailed, match=r"passages of part \d/2, \d+ expected"):
        publish_parts(address)
    assert before.is_current()
    put(address, ARTICLES[:20], (lost["part"], 2))
    publish_parts(address)
    assert not before.is_current()
    assert before.ask("how many people were killed in Idlib?")  # what is held is still there
    before.close()
    discard_parts(address)


def test_what_is_the_same_is_neither_embedded_nor_sent_again(
    server: QdrantServer, address: ClusterAddress, tmp_path: Path
) -> None:
    put(address, ARTICLES[:10])
    sent = len(server.requests)
    assert put(address, ARTICLES[:10]).embedded == 0
    assert not any(
        path.endswith("/points") and method == "PUT" and "passages" in path for method, path in server.requests[sent:]
    )
    elsewhere = replace(address, directory=tmp_path / "another machine")
    other = HashEmbedder()
    report = put(elsewhere, ARTICLES[:12], embedder=other)
    assert 0 < report.embedded < report.passages
    assert len(other.embedded) == report.embedded


def test_an_article_is_forgotten_at_once_and_stays_so(server: QdrantServer, address: ClusterAddress) -> None:
    put(address, ARTICLES[:6])
    with closing(LiveArchive(lambda *_: opened(address), 0.05)) as live:
        gone = ARTICLES[0].id
        assert exclude_in_cluster([gone], address).articles[0].id == gone
        assert live.article(gone) is None or live.generation == "000001"
        assert gone not in {one["id"] for one in passages(server, address)}
        assert list(excluded_in_cluster(address)) == [gone]
        put(address, ARTICLES[:6])
        with closing(opened(address)) as now:
            assert gone not in now.article_ids()
            assert now.stats().forgotten == 1
        assert list(verify_cluster(address)) == []
        with pytest.raises(UnknownArticle):
            exclude_in_cluster(["nobody"], address)
        with pytest.raises(NoArticles):
            exclude_in_cluster([one.id for one in ARTICLES[1:6]], address)
        readmit_in_cluster([gone], address)
        put(address, ARTICLES[:6])
        with closing(opened(address)) as now:
            assert gone in now.article_ids()


def test_generations_that_nobody_reads_are_dropped(server: QdrantServer, address: ClusterAddress) -> None:
    put(address, ARTICLES[:4])
    held = opened(address)
    put(address, ARTICLES[:5])
    assert [name.split("_")[1] for name in generations(server, address)] == ["000001", "000002"]
    held.close()
    put(address, ARTICLES[:6])
    assert [name.split("_")[1] for name in generations(server, address)] == ["000003"]


def test_what_an_attempt_to_publish_took_out_is_not_missed_when_its_part_is_built_again(
    server: QdrantServer, address: ClusterAddress
) -> None:
    gone = ARTICLES[0].id
    put(address, ARTICLES[:8])
    for part in (1, 2):
        put(address, ARTICLES[:8], (part, 2))
    exclude_in_cluster([gone], address)
    server.backend.statuses[:] = ["red"]
    with pytest.raises(BuildFailed, match="cannot index"):
        publish_parts(address)
    put(address, ARTICLES[:8], (falls_to(gone, 2), 2))  # without it, now
    publish_parts(address)
    with closing(opened(address)) as now:
        assert now.article_ids() == {one.id for one in ARTICLES[1:8]}
    assert list(verify_cluster(address)) == []
    put(address, ARTICLES[1:8], (1, 2))
    put(address, ARTICLES[1:8], (2, 2))
    exclude_in_cluster([ARTICLES[1].id], address)
    server.backend.statuses[:] = ["red"]
    with pytest.raises(BuildFailed, match="cannot index"):
        publish_parts(address)
    discard_parts(address)
    put(address, ARTICLES[:8])
    with closing(opened(address)) as now:
        assert now.article_ids() == {one.id for one in ARTICLES[2:8]}


def test_a_part_that_is_built_anew_and_broken_off_before_its_counts_is_noticed(
    server: QdrantServer, address: ClusterAddress
) -> None:
    put(address, ARTICLES[:8], (1, 2))
    written = [path for method, path in server.requests if method == "PUT" and path.endswith("/points")]
    kinds = [path.split("_")[2] for path in written if path.startswith(f"/collections/{address.name}_")]
    counts = kinds.index("terms/points")
    assert "passages/points" in kinds[:counts]
    assert set(kinds[counts:]) == {"terms/points"}


def test_what_another_build_writes_beside_is_not_published(server: QdrantServer, address: ClusterAddress) -> None:
    put(address, ARTICLES[:8], (1, 2))
    put(address, ARTICLES[:8], (2, 2))
    name = generations(server, address)[0]
    record = server.backend.client.scroll(name, None, 1, None, None, True, True)[0][0]
    stray = {**record.payload, "part": 3, "stamp": "another"}
    server.backend.client.upsert(name, [models.PointStruct(id=7, vector=record.vector, payload=stray)])
    with pytest.raises(BuildFailed, match="another build writes into it"):
        publish_parts(address)


def test_what_is_published_is_indexed(
    server: QdrantServer, address: ClusterAddress, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schema, "INDEXED_POLL_S", 0.01)
    server.backend.statuses[:] = ["yellow", "grey", "yellow"]
    put(address, ARTICLES[:4])
    assert server.backend.statuses == []
    assert "waiting until the cluster has indexed" in caplog.text
    assert ("PATCH", f"/collections/{address.name}_000001_passages") in server.requests
    monkeypatch.setattr(schema, "INDEXED_WITHIN_S", 0.05)
    server.backend.statuses[:] = ["yellow"] * 1000
    with closing(opened(address)) as before:
        with pytest.raises(BuildFailed, match=r"still indexes .* run: python -m index publish"):
            put(address, ARTICLES[:5])
        assert before.is_current()
        server.backend.statuses.clear()
        assert publish_parts(address).articles == 5
        assert not before.is_current()


def test_a_generation_that_is_dropped_while_it_is_opened_is_not_read(
    server: QdrantServer, address: ClusterAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "TIMEOUT_S", 120)  # the build below is waited for
    put(address, ARTICLES[:4])
    server.faults[:] = [None, None, lambda: put(address, ARTICLES[:5])]  # just before it is held
    with closing(opened(address)) as there:
        assert there.generation == "000002"
        assert there.ask("how many people were killed in Idlib?")
        assert [name.split("_")[1] for name in generations(server, address)] == ["000002"]


def test_a_builder_waits_longer_than_a_reader(
    server: QdrantServer, address: ClusterAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(address, ARTICLES[:4])
    monkeypatch.setattr(connection, "TIMEOUT_S", 1)
    server.faults[:] = [1.5]
    before = len(server.requests)
    discard_parts(address)
    assert server.requests[before] != server.requests[before + 1]


def build_part(address: ClusterAddress, part: int) -> None:
    put(address, ARTICLES, (part, 4))


@pytest.fixture
def start(processes: None, address: ClusterAddress) -> Iterator[Callable[[int], BaseProcess]]:
    """Starts a process that builds a part; they are forked off one that has imported all they need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    started: list[BaseProcess] = []

    def start_one(part: int) -> BaseProcess:
        started.append(context.Process(target=build_part, args=(address, part)))
        started[-1].start()
        return started[-1]

    yield start_one
    for one in started:
        one.kill()
        one.join()


def ended(process: BaseProcess) -> int | None:
    process.join()
    return process.exitcode


def test_four_processes_of_which_two_are_killed(
    server: QdrantServer, address: ClusterAddress, start: Callable[[int], BaseProcess], tmp_path: Path
) -> None:
    first = [start(part) for part in (1, 2, 3, 4)]
    uploads = re.compile(rf"/collections/{address.name}_\d+_passages/points")
    while not any(method == "PUT" and uploads.fullmatch(path) for method, path in server.requests):
        time.sleep(0.02)
        assert any(one.is_alive() for one in first)
    for one in first[:2]:
        one.kill()
    assert [ended(one) for one in first[2:]] == [0, 0]
    assert [ended(start(part)) for part in (1, 2)] == [0, 0]
    publish_parts(address)
    with closing(expected(tmp_path, *ARTICLES)) as local, closing(opened(address)) as there:
        assert (there.stats().articles, there.stats().passages) == (local.stats().articles, local.stats().passages)
        assert there.article_ids() == local.article_ids()
    assert set(spans(server, address).values()) == {1}
    assert sum(spans(server, address).values()) == there.stats().passages


def test_an_article_is_kept_with_what_was_left_out_of_it_and_with_all_that_is_known_of_it() -> None:
    whole = replace(ARTICLES[0], archived="2019-01-02", author="A. Writer", path="a.html")
    shown = replace(whole, paragraphs=(whole.paragraphs[0], *whole.paragraphs[2:]))
    kept = {**article_fields(shown, 7), **left_out_fields(shown, whole)}
    assert article_of(kept) == shown
    assert article_of(kept, whole=True) == whole
