import logging
import resource
from pathlib import Path

import numpy as np
import pytest

from index.building.digests import Digests, as_rows, digest
from index.building.vector_journal import VectorJournal
from index.models.embedder import Vectors


def rows(*names: str) -> Digests:
    return as_rows(b"".join(digest(name) for name in names))


VECTORS: Vectors = np.arange(12, dtype=np.float32).reshape(3, 4) / np.float32(7)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal"
    with_three(path)
    return path


def with_three(path: Path) -> None:
    journal = VectorJournal(path, "weights", 4)
    journal.add(rows("a", "b"), VECTORS[:2])
    journal.add(rows("c"), VECTORS[2:])
    journal.close()


def found_in(path: Path, *names: str, weights: str = "weights", dimensions: int = 4) -> dict[str, list[float]]:
    journal = VectorJournal(path, weights, dimensions)
    indices, vectors = journal.find(rows(*names))
    journal.close()
    return {names[index]: vector.tolist() for index, vector in zip(indices.tolist(), vectors, strict=True)}


def test_what_was_noted_is_found(path: Path) -> None:
    assert found_in(path, "x", "c", "a") == {"c": VECTORS[2].tolist(), "a": VECTORS[0].tolist()}


def test_nothing_is_found_where_nothing_was_noted(tmp_path: Path) -> None:
    assert found_in(tmp_path / "journal", "a") == {}
    assert not (tmp_path / "journal").exists()


def test_vectors_of_other_weights_are_not_found(path: Path) -> None:
    assert found_in(path, "a", weights="others") == {}
    assert found_in(path, "a", dimensions=2) == {}


def test_other_weights_begin_the_journal_again(path: Path) -> None:
    journal = VectorJournal(path, "others", 4)
    journal.add(rows("d"), VECTORS[:1])
    journal.close()
    assert found_in(path, "a", "d", weights="others") == {"d": VECTORS[0].tolist()}
    assert found_in(path, "a") == {}


@pytest.mark.parametrize("cut", range(1, 36))
def test_a_record_cut_short_is_left_out_and_written_over(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:-cut])
    assert set(found_in(path, "a", "b", "c")) == {"a", "b"}
    journal = VectorJournal(path, "weights", 4)
    journal.add(rows("d"), VECTORS[:1])
    journal.close()
    assert found_in(path, "a", "b", "c", "d").keys() == {"a", "b", "d"}


def test_nothing_after_a_damaged_record_is_taken(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-40] ^= 1  # in the second of three records of 36 bytes
    path.write_bytes(content)
    assert set(found_in(path, "a", "b", "c")) == {"a"}


@pytest.mark.parametrize("content", [b"", b"x", b"verbatim vectors", b"\x00" * 500])
def test_a_file_that_is_no_journal_is_begun_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal"
    path.write_bytes(content)
    assert found_in(path, "a") == {}
    with_three(path)
    assert set(found_in(path, "a", "b", "c")) == {"a", "b", "c"}


def test_a_disk_that_takes_no_more_ends_the_noting_alone(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    journal = VectorJournal(path, "weights", 4)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, before[1]))
    try:
        with caplog.at_level(logging.WARNING):
            journal.add(rows("d"), VECTORS[:1])
            journal.add(rows("e"), VECTORS[:1])
        journal.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caplog.text.count("cannot be written") == 1
    assert set(found_in(path, "a", "b", "c", "d", "e")) == {"a", "b", "c"}
