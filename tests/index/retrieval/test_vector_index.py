import mmap
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArchiveDamaged
from index.models.embedder import Vectors
from index.retrieval.vector_index import FILES, Rows, Scores, VectorIndex
from tests.index.strategies import quick


def unit(rows: int, dimensions: int = 16, seed: int = 7) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(rows, dimensions))
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


VECTORS = unit(200)
INDEX = VectorIndex.build(VECTORS)


def is_what_numpy_finds(rows: Rows, scores: Scores, k: int, cosines: Scores) -> bool:
    """Whether these are the k best; rows that differ by less than float32 tells may stand in any order."""
    best = np.sort(cosines[np.isfinite(cosines)])[::-1][:k]
    each_once = len(set(rows.tolist())) == len(rows) == len(best)
    return each_once and np.allclose(cosines[rows], best, atol=1e-6) and np.allclose(scores, best, atol=1e-6)


@quick
@given(st.integers(0, 2**32), st.integers(1, 250))
def test_the_nearest_rows_are_those_that_numpy_finds(seed: int, k: int) -> None:
    asked = unit(1, seed=seed)[0]
    assert is_what_numpy_finds(*INDEX.search(asked, k), k, (VECTORS @ asked).astype(np.float64))


@quick
@given(st.integers(0, 2**32), st.integers(1, 250), st.floats(0, 1))
def test_the_nearest_rows_that_are_allowed_are_those_that_numpy_finds(seed: int, k: int, share: float) -> None:
    asked, allowed = unit(1, seed=seed)[0], np.random.default_rng(seed).uniform(size=200) < share
    cosines = np.where(allowed, VECTORS @ asked, -np.inf).astype(np.float64)
    assert is_what_numpy_finds(*INDEX.search(asked, k, allowed), k, cosines)


def test_more_than_there_are_gives_all_there_are() -> None:
    rows, scores = VectorIndex.build(unit(3)).search(unit(1, seed=8)[0], 10)
    assert sorted(rows.tolist()) == [0, 1, 2]
    assert len(scores) == 3


def test_none_are_found_when_none_are_asked_for_or_allowed() -> None:
    assert INDEX.search(unit(1, seed=8)[0], 0)[0].tolist() == []
    assert INDEX.search(unit(1, seed=8)[0], 5, np.zeros(200, dtype=bool))[0].tolist() == []


@quick
@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=60))
def test_ties_are_settled_by_row(kinds: list[int]) -> None:
    vectors = np.eye(3, 8, dtype=np.float32)[kinds]
    rows, _ = VectorIndex.build(vectors).search(np.array([0.9, 0.4, 0, 0, 0, 0, 0, 0], dtype=np.float32), 60)
    assert rows.tolist() == sorted(range(len(kinds)), key=lambda row: (kinds[row], row))


@pytest.mark.parametrize("allowed", [None, np.ones(8, dtype=bool)])
def test_ties_for_the_last_place_are_settled_by_row(allowed: None) -> None:
    kinds, k = [0, 0, 0, 0, 0, 1, 1, 0], 7
    vectors = np.eye(2, 8, dtype=np.float32)[kinds]
    rows, _ = VectorIndex.build(vectors).search(np.eye(1, 8, dtype=np.float32)[0], k, allowed)
    assert rows.tolist() == sorted(range(len(kinds)), key=lambda row: (kinds[row], row))[:k]


def test_similarities_are_those_of_the_rows_asked_for_in_their_order() -> None:
    asked, rows = unit(1, seed=8)[0], np.array([5, 3, 150, 3])
    np.testing.assert_allclose(INDEX.similarities(asked, rows), VECTORS[rows] @ asked, atol=1e-6)


def test_similarities_of_no_rows_are_none() -> None:
    assert INDEX.similarities(unit(1, seed=8)[0], np.empty(0, dtype=np.int64)).shape == (0,)


@pytest.mark.parametrize("row", [-1, 200])
def test_similarities_of_rows_that_are_not_there_are_refused(row: int) -> None:
    with pytest.raises(ValueError, match="there are 200 rows"):
        INDEX.similarities(unit(1, seed=8)[0], np.array([3, row]))


def test_a_question_of_another_model_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(16,\), not \(17,\)"):
        INDEX.search(unit(1, 17, seed=8)[0], 5)
    with pytest.raises(ValueError, match=r"shape \(16,\), not \(17,\)"):
        INDEX.similarities(unit(1, 17, seed=8)[0], np.array([1]))


def test_a_question_need_not_lie_in_one_piece() -> None:
    asked = np.asfortranarray(unit(2, seed=8))[0]
    assert not asked.flags.c_contiguous
    assert INDEX.search(asked, 5)[0].tolist() == np.argsort(-(VECTORS @ asked))[:5].tolist()


def test_the_stored_vectors_are_the_given_ones() -> None:
    np.testing.assert_array_equal(INDEX.at(np.array([7, 0, 199])), VECTORS[[7, 0, 199]])


def test_the_index_does_not_change_with_what_it_was_built_from() -> None:
    vectors = unit(5)
    index, first = VectorIndex.build(vectors), vectors[0].copy()
    vectors[:] = 0
    np.testing.assert_array_equal(index.at(np.array([0]))[0], first)


def test_size_and_dimensions_are_told() -> None:
    assert (len(INDEX), INDEX.dimensions) == (200, 16)


def test_a_saved_index_finds_the_same_rows(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    asked = unit(1, seed=8)[0]
    for one, other in zip(VectorIndex.load(tmp_path).search(asked, 50), INDEX.search(asked, 50), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_files_that_are_written_are_the_named_ones(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    assert tuple(path.name for path in tmp_path.iterdir()) == FILES


def test_plain_faiss_reads_the_file(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    _, rows = faiss.read_index(str(tmp_path / "vectors.faiss")).search(VECTORS[:3], 1)
    assert rows.ravel().tolist() == [0, 1, 2]


def test_a_loaded_index_is_mapped_and_not_copied(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    opened = VectorIndex.load(tmp_path)
    with (tmp_path / "vectors.faiss").open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        content[-4:] = np.float32(0.25).tobytes()
        assert opened.at(np.array([199]))[0, -1] == 0.25


@pytest.mark.parametrize("content", [b"", b"IxF", b"no index at all", b"\xff" * 200])
def test_a_file_that_is_no_index_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vectors.faiss").write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss .*run: python -m index build") as caught:
        VectorIndex.load(tmp_path)
    assert caught.value.directory == tmp_path


@pytest.mark.parametrize("kind", ["HNSW8", "IVF2,Flat", "SQ8", "Flat,RFlat", "IVF2,Flat,RFlat"])
def test_an_index_of_another_kind_is_named(tmp_path: Path, kind: str) -> None:
    other = faiss.index_factory(16, kind, faiss.METRIC_INNER_PRODUCT)
    other.train(VECTORS)
    other.add(VECTORS)
    faiss.write_index(other, str(tmp_path / "vectors.faiss"))
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss"):
        VectorIndex.load(tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_an_index_cut_short_is_named(tmp_path: Path, share: float) -> None:
    INDEX.save(tmp_path)
    path = tmp_path / "vectors.faiss"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss"):
        VectorIndex.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss"):
        VectorIndex.load(tmp_path)


def test_an_index_of_no_rows_finds_none(tmp_path: Path) -> None:
    empty = VectorIndex.build(np.empty((0, 16), dtype=np.float32))
    empty.save(tmp_path)
    for index in (empty, VectorIndex.load(tmp_path)):
        assert index.search(unit(1, seed=8)[0], 5)[0].tolist() == []
        assert index.search(unit(1, seed=8)[0], 5, np.empty(0, dtype=bool))[0].tolist() == []


def test_threads_that_search_at_once_find_what_they_would_find_alone() -> None:
    asked = unit(60, seed=8)
    alone = [INDEX.search(one, 20)[0].tolist() for one in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: INDEX.search(one, 20)[0].tolist(), asked)) == alone


def test_a_search_leaves_the_threads_of_its_caller_as_they_were() -> None:
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(3)
    INDEX.search(unit(1, seed=8)[0], 5, np.ones(200, dtype=bool))
    assert faiss.omp_get_max_threads() == 3
    faiss.omp_set_num_threads(before)


def test_a_disk_that_does_not_take_it_is_told(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OSError, match=r"vectors\.faiss cannot be written"):
            VectorIndex.build(unit(50, seed=1)).save(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with pytest.raises(OSError, match=r"vectors\.faiss cannot be written"):
        VectorIndex.build(unit(2, seed=1)).save(tmp_path / "nowhere")
