"""The index past the size to which every row is looked at; here that size, and what is looked at beyond, are small."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.arrays import Mask, Rows
from index.errors import ArchiveDamaged
from index.models.embedder import Vectors
from index.retrieval import ivf as clusters
from index.retrieval import vector_index as vectors
from index.retrieval.vector_index import VectorIndex
from tests.index.strategies import quick

DIMENSIONS, ROWS, SCANNED = 32, 4000, 400


def crowds(rows: int, seed: int = 3, of: int = 60) -> Vectors:
    """Unit vectors in crowds, as the passages of a corpus lie."""
    drawn = np.random.default_rng(seed)
    centres = np.random.default_rng(11).normal(size=(of, DIMENSIONS))
    found = centres[drawn.integers(of, size=rows)] + 0.7 * drawn.normal(size=(rows, DIMENSIONS))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


VECTORS = crowds(ROWS)
QUESTIONS = crowds(100, seed=4)


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "EXACT_ROWS", 1000)
        patch.setattr(vectors, "SCANNED", SCANNED)
        patch.setattr(clusters, "SCANNED", SCANNED)
        patch.setattr(clusters, "_SCANNED_PER_RESULT", 20)
        yield


@pytest.fixture(scope="module")
def index(small: None) -> VectorIndex:
    return VectorIndex.build(VECTORS)


@pytest.fixture
def saved(index: VectorIndex, tmp_path: Path) -> Path:
    index.save(tmp_path)
    return tmp_path


def centroids(index: VectorIndex, folder: Path) -> bytes:
    """What was trained, from the file."""
    index.save(folder)
    read: Any = faiss.read_index(str(folder / "vectors.faiss"))
    grouped: Any = faiss.downcast_index(read.base_index)
    trained: Any = faiss.downcast_index(grouped.quantizer)
    return np.asarray(trained.reconstruct_n(0, trained.ntotal)).tobytes()


def is_grouped(index: VectorIndex, folder: Path) -> bool:
    """Whether searches look at candidates rather than at every row, from the file."""
    index.save(folder)
    return isinstance(faiss.read_index(str(folder / "vectors.faiss")), faiss.IndexRefine)


def nearest(asked: Vectors, k: int, allowed: Mask | None = None, among: Vectors = VECTORS) -> Rows:
    cosines = among @ asked
    if allowed is not None:
        cosines[~allowed] = -np.inf
    return np.argsort(-cosines, kind="stable")[:k]


def recall(index: VectorIndex, k: int, allowed: Mask | None = None, among: Vectors = VECTORS) -> float:
    found = [np.isin(nearest(one, k, allowed, among), index.search(one, k, allowed)[0]).mean() for one in QUESTIONS]
    return float(np.mean(found))


@pytest.mark.parametrize(("rows", "grouped"), [(1000, False), (1001, True)])
def test_past_the_exact_size_an_index_looks_at_candidates(rows: int, grouped: bool, tmp_path: Path) -> None:
    assert is_grouped(VectorIndex.build(VECTORS[:rows]), tmp_path) == grouped


@quick
@given(st.integers(0, 2**32), st.integers(1, ROWS + 10), st.none() | st.floats(0, 1))
def test_never_fewer_rows_than_asked_for_and_all_of_them_allowed(
    index: VectorIndex, seed: int, k: int, share: float | None
) -> None:
    drawn = np.random.default_rng(seed)
    allowed = None if share is None else drawn.uniform(size=ROWS) < share
    rows, scores = index.search(QUESTIONS[seed % 100], k, allowed)
    assert len(rows) == len(set(rows.tolist())) == min(k, ROWS if allowed is None else allowed.sum())
    assert allowed is None or allowed[rows].all()
    np.testing.assert_allclose(scores, VECTORS[rows] @ QUESTIONS[seed % 100], atol=1e-6)
    assert rows.tolist() == rows[np.lexsort((rows, -scores))].tolist()


@pytest.mark.parametrize("k", [1, 10, 100])
def test_nearly_all_of_the_nearest_are_found(index: VectorIndex, k: int) -> None:
    assert recall(index, k) > 0.95


def test_vectors_whose_dimensions_are_not_sixteens_are_found_as_well() -> None:
    narrow = VECTORS[:, :27] / np.linalg.norm(VECTORS[:, :27], axis=1, keepdims=True)
    found = VectorIndex.build(narrow)
    near = [np.isin(nearest(one, 20, among=narrow), found.search(one, 20)[0]).mean() for one in narrow[:100]]
    assert np.mean(near) > 0.95


@pytest.mark.parametrize("length", [0.001, 1000.0])
def test_the_length_of_the_question_does_not_matter(index: VectorIndex, length: float) -> None:
    rows, _ = index.search(np.asarray(QUESTIONS[0] * length, dtype=np.float32), 20)
    assert rows.tolist() == index.search(QUESTIONS[0], 20)[0].tolist()


def test_a_question_of_zeros_is_answered(index: VectorIndex) -> None:
    rows, scores = index.search(np.zeros(DIMENSIONS, dtype=np.float32), 20)
    assert len(rows) == 20
    assert not scores.any()


def test_not_every_row_is_looked_at(index: VectorIndex) -> None:
    nowhere = np.random.default_rng(5).normal(size=(50, DIMENSIONS)).astype(np.float32)  # near no crowd
    found = [np.isin(nearest(one, 20), index.search(one, 20)[0]).mean() for one in nowhere]
    assert 0.5 < np.mean(found) < 1


@pytest.mark.parametrize("share", [0.05, 0.15, 0.5])
def test_a_filter_that_is_near_or_far_from_the_question_loses_no_more(index: VectorIndex, share: float) -> None:
    by_direction = np.argsort(VECTORS[:, 0])
    allowed = np.zeros(ROWS, dtype=bool)
    allowed[by_direction[: int(share * ROWS)]] = True
    assert recall(index, 20, allowed) > 0.95


@pytest.mark.parametrize("allowed_rows", [SCANNED, SCANNED + 1])
def test_few_allowed_rows_are_all_looked_at(index: VectorIndex, allowed_rows: int) -> None:
    allowed = np.zeros(ROWS, dtype=bool)
    allowed[np.random.default_rng(5).permutation(ROWS)[:allowed_rows]] = True
    if allowed_rows <= SCANNED:
        assert recall(index, 20, allowed) == 1
    else:
        assert recall(index, 20, allowed) > 0.99


def test_ties_are_settled_by_row() -> None:
    twice = VectorIndex.build(np.concatenate([VECTORS, VECTORS]))
    rows, scores = twice.search(VECTORS[5], 7)
    assert rows[:2].tolist() == [5, ROWS + 5]
    assert all(a < b for a, b, s, t in zip(rows, rows[1:], scores, scores[1:], strict=False) if s == t)


def test_the_stored_vectors_are_the_given_ones(index: VectorIndex) -> None:
    np.testing.assert_array_equal(index.at(np.array([7, 0, ROWS - 1])), VECTORS[[7, 0, ROWS - 1]])


def test_a_saved_index_finds_the_same_rows(index: VectorIndex, saved: Path) -> None:
    opened, allowed = VectorIndex.load(saved), VECTORS[:, 0] > 0
    for one in QUESTIONS:
        for asked in (None, allowed):
            assert opened.search(one, 20, asked)[0].tolist() == index.search(one, 20, asked)[0].tolist()


def test_plain_faiss_reads_the_vectors_and_the_groups(saved: Path) -> None:
    read: Any = faiss.read_index(str(saved / "vectors.faiss"))
    np.testing.assert_array_equal(read.refine_index.reconstruct_n(0, ROWS), VECTORS)
    assert read.base_index.ntotal == ROWS


def test_the_same_vectors_give_the_same_file(index: VectorIndex, saved: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    VectorIndex.build(VECTORS).save(again)
    assert (again / "vectors.faiss").read_bytes() == (saved / "vectors.faiss").read_bytes()


def changed(added: int, dropped: int) -> tuple[Vectors, Rows]:
    """Other vectors between those kept, in another order, and where each was before."""
    drawn = np.random.default_rng(8)
    kept = drawn.permutation(ROWS)[dropped:]
    both = np.concatenate([VECTORS[kept], crowds(added, seed=9)])
    old = np.concatenate([kept, np.full(added, -1)])
    order = drawn.permutation(len(both))
    return both[order], old[order]


@pytest.mark.parametrize("opened", [False, True])
def test_a_rebuild_after_few_changes_keeps_what_was_trained(
    index: VectorIndex, saved: Path, tmp_path: Path, opened: bool
) -> None:
    now, old_rows = changed(300, 200)
    again = VectorIndex.build(now, VectorIndex.load(saved) if opened else index, old_rows)
    folder = tmp_path / "again"
    folder.mkdir()
    assert centroids(again, folder) == centroids(index, tmp_path)
    assert recall(again, 20, among=now) > 0.95
    np.testing.assert_array_equal(again.at(np.arange(len(now))), now)


def test_a_rebuild_of_the_same_rows_gives_the_same_file(index: VectorIndex, saved: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    VectorIndex.build(VECTORS, VectorIndex.load(saved), np.arange(ROWS)).save(again)
    assert (again / "vectors.faiss").read_bytes() == (saved / "vectors.faiss").read_bytes()


def test_a_rebuilt_index_outlives_the_one_before(tmp_path: Path, saved: Path) -> None:
    before = VectorIndex.load(saved)
    again = VectorIndex.build(VECTORS, before, np.arange(ROWS))
    del before
    (saved / "vectors.faiss").unlink()
    assert recall(again, 20) > 0.95


@pytest.mark.parametrize(
    ("added", "dropped", "why"),
    [(4100, 0, "doubled"), (0, 2100, "halved"), (2100, 2100, "replaced")],
)
def test_a_corpus_that_is_another_is_trained_for_anew(
    index: VectorIndex, tmp_path: Path, added: int, dropped: int, why: str
) -> None:
    now, old_rows = changed(added, dropped)
    again, fresh = VectorIndex.build(now, index, old_rows), VectorIndex.build(now)
    (tmp_path / "fresh").mkdir()
    assert centroids(again, tmp_path) == centroids(fresh, tmp_path / "fresh"), why


def test_vectors_of_another_model_are_trained_for_anew(index: VectorIndex) -> None:
    other = VectorIndex.build(VECTORS[:, :20].copy(), index, np.arange(ROWS))
    assert other.search(VECTORS[3, :20], 1)[0].tolist() == [3]


def test_an_index_that_grew_past_the_exact_size_is_trained(tmp_path: Path) -> None:
    exact = VectorIndex.build(VECTORS[:900])
    grown = VectorIndex.build(VECTORS, exact, np.where(np.arange(ROWS) < 900, np.arange(ROWS), -1))
    assert is_grouped(grown, tmp_path)
    assert recall(grown, 20) > 0.95


def test_an_index_that_shrank_to_the_exact_size_is_exact(index: VectorIndex) -> None:
    shrunk = VectorIndex.build(VECTORS[:900], index, np.arange(900))
    assert recall(shrunk, 20, among=VECTORS[:900]) == 1


def test_thousands_of_equal_vectors_are_found() -> None:
    alike = VectorIndex.build(np.repeat(VECTORS[:1], 2000, axis=0))
    assert alike.search(VECTORS[0], 30)[0].tolist() == list(range(30))


@pytest.mark.parametrize("share", [0.001, 0.05, 0.2, 0.5, 0.9, 0.999])
def test_an_index_cut_short_is_named(saved: Path, share: float) -> None:
    path = saved / "vectors.faiss"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss .*run: python -m index build"):
        VectorIndex.load(saved)


def test_parts_that_do_not_belong_together_are_named(tmp_path: Path) -> None:
    one, other = VectorIndex.build(VECTORS), VectorIndex.build(VECTORS[:3000])
    mixed = faiss.IndexRefine(one._clusters.index, one._exact)  # type: ignore[union-attr]
    mixed.refine_index = other._exact
    faiss.write_index(mixed, str(tmp_path / "vectors.faiss"))
    with pytest.raises(ArchiveDamaged, match=r"vectors\.faiss"):
        VectorIndex.load(tmp_path)


def test_threads_that_search_at_once_find_what_they_would_find_alone(saved: Path) -> None:
    opened, allowed = VectorIndex.load(saved), VECTORS[:, 0] > 0
    alone = [(opened.search(one, 20)[0].tolist(), opened.search(one, 20, allowed)[0].tolist()) for one in QUESTIONS]
    fresh = VectorIndex.load(saved)
    with ThreadPoolExecutor(8) as threads:
        together = threads.map(
            lambda one: (fresh.search(one, 20)[0].tolist(), fresh.search(one, 20, allowed)[0].tolist()), QUESTIONS
        )
        assert list(together) == alone
