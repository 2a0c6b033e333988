"""What fails on the wire, and what is told of it: retries, parts that answer, and never that the articles do not say."""

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from index.answer_metadata import Verdict
from index.archive.archive import Archive
from index.cluster import connection
from index.cluster.generation import open_generation
from index.cluster.ledger import CURRENT
from index.cluster.schema import part_keys, shard_key
from index.errors import ArchiveError, ArchiveMismatch, ArchiveMissing, ArchiveUnreachable
from index.records import EVERYTHING
from index.storage.address import ClusterAddress
from tests.index.cluster.conftest import opened, put
from tests.index.cluster.qdrant_server import QdrantServer
from tests.index.fakes import laid_out

TOWNS = "Idlib Saraqeb Marhad Jebrine Sarmin Binnish Ariha Douma Zafar Nasib Rumel Khirba".split()
ARTICLES = [
    laid_out(f"{n:012x}", [("body", f"At least {n + 20} people died in {town}, doctors said. The road was closed.")], published="2018-02-05", source="Post", language="en")
    for n, town in enumerate(TOWNS)
]  # fmt: skip


def part_of(town: str) -> str:
    return shard_key(ARTICLES[TOWNS.index(town)].id, part_keys(3))


def elsewhere(town: str) -> str:
    """A town whose article is in another part."""
    return next(other for other in TOWNS if part_of(other) != part_of(town))


@pytest.fixture(scope="module")
def built(running: QdrantServer, tmp_path_factory: pytest.TempPathFactory) -> ClusterAddress:
    address = ClusterAddress(running.url, tmp_path_factory.mktemp("working"), "built", parts=3)
    put(address, ARTICLES)
    return address


@pytest.fixture
def archive(built: ClusterAddress, server: QdrantServer) -> Iterator[Archive]:
    """The index, with nothing cached."""
    with closing(opened(built)) as there:
        yield there
        server.faults.clear()


def ask(archive: Archive, town: str) -> tuple[Verdict, list[str]]:
    answer = archive.ask(f"how many people died in {town}?")
    return answer.verdict, [quote.article.id for quote in answer.quotes]


@pytest.mark.parametrize("fault", ["drop", 429, 503, 502, 504])
def test_a_fault_that_passes_is_not_noticed(
    archive: Archive, server: QdrantServer, fault: str | int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, connection.__name__)
    before = len(server.requests)
    server.faults[:] = [fault]
    assert ask(archive, "Idlib")[0] is Verdict.SAYS
    assert server.requests[before] == server.requests[before + 1]
    assert caplog.text.count(" again in ") == 1  # the same request, not one to each part
    assert archive.ask("how many people died in Idlib?").parts is None


def test_a_date_after_which_to_ask_again_is_no_fault(
    archive: Archive, server: QdrantServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "retry_after", "Wed, 21 Oct 2026 07:28:00 GMT")
    server.faults[:] = [429]
    assert archive.browse(lambda browser: browser.newest(EVERYTHING, 5)).total == len(ARTICLES)
    assert server.faults == []


def test_a_slow_answer_is_not_waited_for(
    built: ClusterAddress, server: QdrantServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "TIMEOUT_S", 2)
    monkeypatch.setattr(connection, "READ_PAUSES_S", (0.01,) * 9)
    with closing(opened(built)) as impatient:
        server.faults[:] = [600.0]
        assert ask(impatient, "Idlib")[0] is Verdict.SAYS


def test_a_part_that_fails_is_named_and_the_others_answer(
    archive: Archive, server: QdrantServer, caplog: pytest.LogCaptureFixture
) -> None:
    town = elsewhere("Idlib")
    server.backend.dead = {part_of("Idlib")}
    answer = archive.ask(f"how many people died in {town}?")
    assert (answer.verdict, answer.parts) == (Verdict.SAYS, (2, 3))
    assert f"shard {int(part_of('Idlib'))} on peer 7" in caplog.text
    assert archive.ask(f"how many people died in {town}?").parts == (2, 3)


def test_what_only_the_part_that_fails_says_is_never_said_not_to_be_said(
    archive: Archive, server: QdrantServer
) -> None:
    server.backend.dead = {part_of("Idlib")}
    answer = archive.ask("how many people died in Idlib?")
    assert (answer.quotes, answer.missing, answer.parts) == ((), (), (2, 3))
    server.backend.dead = set()
    archive._store._connection._down.clear()  # type: ignore[attr-defined]
    assert ask(archive, "Idlib")[0] is Verdict.SAYS  # nothing of the partial answer was kept


def test_no_article_of_a_place_is_no_reason_while_a_part_fails(archive: Archive, server: QdrantServer) -> None:
    server.backend.dead = {part_of("Idlib")}
    try:
        assert archive.ask("what happened place:Idlib").parts == (2, 3)
    except ArchiveUnreachable as error:
        assert "do not answer" in str(error)


def test_lists_are_whole_or_not_there(archive: Archive, server: QdrantServer) -> None:
    server.backend.dead = {"00"}
    with pytest.raises(ArchiveUnreachable, match="shard 0"):
        archive.browse(lambda browser: browser.newest(EVERYTHING, 5))


def test_a_part_that_fails_is_left_alone_for_a_while(archive: Archive, server: QdrantServer) -> None:
    server.backend.dead = {"00"}
    ask(archive, "Sarmin")
    server.backend.dead = set()
    before = len(server.requests)
    assert archive.ask("how many people died in Ariha?").parts == (2, 3)
    assert len(server.requests) > before


def test_all_parts_that_fail_are_an_archive_that_cannot_be_reached(archive: Archive, server: QdrantServer) -> None:
    server.backend.dead = set(map(str, part_keys(3)))
    with pytest.raises(ArchiveUnreachable, match="cannot be reached"):
        ask(archive, "Idlib")


def test_a_cluster_that_goes_and_comes_back(archive: Archive, server: QdrantServer) -> None:
    server.faults[:] = ["drop"] * 40
    with pytest.raises(ArchiveUnreachable, match=r"cannot be reached.*INDEX_STORE"):
        ask(archive, "Idlib")
    server.faults.clear()
    assert ask(archive, "Idlib")[0] is Verdict.SAYS


def test_a_cluster_that_is_down_at_the_start_is_told(address: ClusterAddress) -> None:
    nowhere = replace(address, url="http://127.0.0.1:9")
    with pytest.raises(ArchiveUnreachable, match=r"http://127.0.0.1:9#index-\d+ cannot be reached"):
        opened(nowhere)


def test_an_index_that_is_not_there_is_told(address: ClusterAddress) -> None:
    with pytest.raises(ArchiveMissing, match="python -m index build"):
        opened(address)


def test_a_key_that_is_not_taken_is_told(built: ClusterAddress, server: QdrantServer) -> None:
    server.faults[:] = [403]
    with pytest.raises(ArchiveError, match="INDEX_STORE_API_KEY"):
        opened(built)


def test_an_index_of_another_format_is_told(address: ClusterAddress) -> None:
    put(address, ARTICLES[:2])
    with closing(open_generation(address)) as generation:
        generation.ledger.put({**generation.ledger.current(), "format": 99}, CURRENT)
    with pytest.raises(ArchiveMismatch, match="format 99, this version reads format"):
        opened(address)


def test_the_key_is_sent_and_shown_nowhere(
    server: QdrantServer, address: ClusterAddress, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "a-very-secret-key"
    keyed = replace(address, api_key=secret)
    put(keyed, ARTICLES[:3])
    with closing(opened(keyed)) as archive:
        server.faults[:] = ["drop", 503]
        ask(archive, "Idlib")
        server.faults[:] = [403]
        with pytest.raises(ArchiveError) as caught:
            archive.stats()
    assert secret in server.keys_seen
    assert secret not in caplog.text
    assert secret not in repr(keyed) + str(keyed) + str(caught.value) + repr(archive)
