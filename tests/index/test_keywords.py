import gc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.errors import ArchiveDamaged
from index.keywords import KeywordIndex
from tests.index.strategies import quick

some_terms = st.sampled_from(["idlib", "kill", "jet", "su", "25", "ادلب", "🚀", "a"])
documents = st.lists(some_terms, max_size=12)
corpora = st.lists(documents, min_size=1, max_size=12).filter(any)
queries = st.lists(st.one_of(some_terms, st.just("nowhere")), max_size=6)


@quick
@given(corpora, queries)
@example([["a"], [], ["a"]], ["a", "a"])
def test_scores_are_those_of_rank_bm25(corpus: list[list[str]], query: list[str]) -> None:
    expected = BM25Okapi(corpus).get_scores(query)
    np.testing.assert_allclose(KeywordIndex.build(corpus).scores(query), expected, atol=1e-6)


@quick
@given(corpora, queries, st.integers(1, 15))
def test_rows_are_found_by_a_shared_word_best_first_and_ties_by_row(
    corpus: list[list[str]], query: list[str], k: int
) -> None:
    index = KeywordIndex.build(corpus)
    scores = index.scores(query)
    matching = [row for row, document in enumerate(corpus) if set(document) & set(query)]
    rows, found = index.search(query, k)
    assert rows.tolist() == sorted(matching, key=lambda row: (-scores[row], row))[:k]
    np.testing.assert_array_equal(found, scores[rows])


def test_a_word_in_most_rows_finds_them_though_it_scores_below_zero() -> None:
    corpus = [["jet"]] * 3 + [["jet", "idlib"]]
    index = KeywordIndex.build(corpus)
    assert max(index.scores(["jet"])) < 0
    assert sorted(index.search(["jet"], 10)[0].tolist()) == [0, 1, 2, 3]


def test_ties_at_the_last_place_are_settled_by_row() -> None:
    assert KeywordIndex.build([["jet"]] * 50 + [["town"]] * 60).search(["jet"], 7)[0].tolist() == list(range(7))


@pytest.mark.parametrize("corpus", [[], [[]], [[], [], []]])
def test_a_corpus_without_words_finds_nothing(corpus: list[list[str]]) -> None:
    index = KeywordIndex.build(corpus)
    assert len(index) == len(corpus)
    assert index.scores(["jet"]).tolist() == [0.0] * len(corpus)
    assert index.search(["jet"], 5)[0].tolist() == []


def test_no_words_find_nothing() -> None:
    assert KeywordIndex.build([["jet"]]).search([], 5)[0].tolist() == []


@quick
@given(corpora, some_terms)
def test_rows_with_a_term_are_counted_and_listed(corpus: list[list[str]], term: str) -> None:
    index = KeywordIndex.build(corpus)
    rows = [row for row, document in enumerate(corpus) if term in document]
    assert index.rows_with(term).tolist() == rows
    assert index.document_frequency(term) == len(rows)
    assert (term in index) == bool(rows)


def test_an_unknown_term_is_in_no_row() -> None:
    index = KeywordIndex.build([["jet"]])
    assert (index.document_frequency("town"), index.rows_with("town").tolist(), "town" in index) == (0, [], False)


@quick
@given(corpus=st.lists(documents, max_size=8), query=queries)
def test_a_saved_index_scores_the_same(
    tmp_path_factory: pytest.TempPathFactory, corpus: list[list[str]], query: list[str]
) -> None:
    index, path = KeywordIndex.build(corpus), tmp_path_factory.mktemp("k") / "keywords.npz"
    index.save(path)
    loaded = KeywordIndex.load(path)
    assert len(loaded) == len(index)
    np.testing.assert_array_equal(loaded.scores(query), index.scores(query))
    assert all((term in loaded) == (term in index) for term in query)


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_a_file_that_is_no_index_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keywords.npz"
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"keywords\.npz .*run: python -m index build"):
        KeywordIndex.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match=r"keywords\.npz"):
        KeywordIndex.load(tmp_path / "keywords.npz")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_an_index_cut_short_is_named(tmp_path: Path, share: float) -> None:
    path = tmp_path / "keywords.npz"
    KeywordIndex.build([["jet", "town"], ["jet"]] * 50).save(path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    try:
        KeywordIndex.load(path)
    except Exception as error:
        found = type(error)
    gc.collect()
    assert found is ArchiveDamaged
