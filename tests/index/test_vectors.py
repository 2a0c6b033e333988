from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedder import Vectors
from index.errors import ArchiveDamaged
from index.vectors import VectorIndex
from tests.index.strategies import quick

RANDOM = np.random.default_rng(7)


def unit(rows: int, dimensions: int = 16) -> Vectors:
    drawn = RANDOM.normal(size=(rows, dimensions))
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


VECTORS = unit(200)
INDEX = VectorIndex.build(VECTORS)


@quick
@given(st.integers(0, 2**32), st.integers(1, 250))
def test_the_nearest_rows_are_those_that_numpy_finds(seed: int, k: int) -> None:
    asked = np.random.default_rng(seed).normal(size=16).astype(np.float32)
    cosines = VECTORS @ asked
    rows, scores = INDEX.search(asked, k)
    assert rows.tolist() == np.argsort(-cosines, kind="stable")[:k].tolist()
    np.testing.assert_allclose(scores, cosines[rows], atol=1e-5)


def test_more_than_there_are_gives_all_there_are() -> None:
    rows, scores = VectorIndex.build(unit(3)).search(unit(1)[0], 10)
    assert sorted(rows.tolist()) == [0, 1, 2]
    assert len(scores) == 3


@quick
@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=60))
def test_ties_are_settled_by_row(kinds: list[int]) -> None:
    vectors = np.eye(3, 8, dtype=np.float32)[kinds]
    rows, _ = VectorIndex.build(vectors).search(np.array([0.9, 0.4, 0, 0, 0, 0, 0, 0], dtype=np.float32), 60)
    assert rows.tolist() == sorted(range(len(kinds)), key=lambda row: (kinds[row], row))


def test_ties_for_the_last_place_are_settled_by_row() -> None:
    kinds, k = [0, 0, 0, 0, 0, 1, 1, 0], 7
    vectors = np.eye(2, 8, dtype=np.float32)[kinds]
    rows, _ = VectorIndex.build(vectors).search(np.eye(1, 8, dtype=np.float32)[0], k)
    assert rows.tolist() == sorted(range(len(kinds)), key=lambda row: (kinds[row], row))[:k]


def test_similarities_are_those_of_the_rows_asked_for_in_their_order() -> None:
    asked, rows = unit(1)[0], np.array([5, 3, 150, 3])
    np.testing.assert_allclose(INDEX.similarities(asked, rows), VECTORS[rows] @ asked, atol=1e-6)


def test_similarities_of_no_rows_are_none() -> None:
    assert INDEX.similarities(unit(1)[0], np.empty(0, dtype=np.int64)).shape == (0,)


def test_the_stored_vectors_are_the_given_ones() -> None:
    np.testing.assert_array_equal(INDEX.at(np.array([7, 0, 199])), VECTORS[[7, 0, 199]])


def test_size_and_dimensions_are_told() -> None:
    assert (len(INDEX), INDEX.dimensions) == (200, 16)


def test_a_saved_index_finds_the_same_rows(tmp_path: Path) -> None:
    INDEX.save(tmp_path / "vectors.faiss")
    asked = unit(1)[0]
    for one, other in zip(
        VectorIndex.load(tmp_path / "vectors.faiss").search(asked, 50), INDEX.search(asked, 50), strict=True
    ):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("content", [b"", b"IxF", b"no index at all", b"\xff" * 200])
def test_a_file_that_is_no_index_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vectors.faiss"
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss .*run: python -m index build"):
        VectorIndex.load(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_an_index_cut_short_is_named(tmp_path: Path, share: float) -> None:
    path = tmp_path / "vectors.faiss"
    INDEX.save(path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss"):
        VectorIndex.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss"):
        VectorIndex.load(tmp_path / "vectors.faiss")


def test_an_index_of_no_rows_finds_none() -> None:
    rows, _ = VectorIndex.build(np.empty((0, 16), dtype=np.float32)).search(unit(1)[0], 5)
    assert rows.tolist() == []
