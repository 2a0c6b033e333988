from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.errors import ArchiveDamaged
from index.retrieval.bm25 import KeywordIndex
from tests.index.strategies import quick

some_terms = st.sampled_from(["idlib", "kill", "jet", "su", "25", "ادلب", "🚀", "a"])
documents = st.lists(some_terms, max_size=12)
corpora = st.lists(documents, min_size=1, max_size=12).filter(any)
queries = st.lists(st.one_of(some_terms, st.just("nowhere")), max_size=6)


@quick
@given(corpora, queries)
@example([["a"], [], ["a"]], ["a", "a"])
@example([["a", "su"]], ["a"])
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
    index, path = KeywordIndex.build(corpus), tmp_path_factory.mktemp("k") / "keywords"
    index.save(path)
    loaded = KeywordIndex.load(path)
    assert len(loaded) == len(index)
    np.testing.assert_array_equal(loaded.scores(query), index.scores(query))
    assert all((term in loaded) == (term in index) for term in query)


FILES = [f"{name}.npy" for name in ("terms", "bounds", "starts", "rows", "counts", "fractions", "lengths", "weights")]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    KeywordIndex.build([["jet", "town"], ["jet"]] * 50).save(tmp_path / "keywords")
    assert sorted(path.name for path in (tmp_path / "keywords").iterdir()) == sorted(FILES)
    return tmp_path / "keywords"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [b"", b"no array", None])
def test_a_file_that_is_no_part_of_an_index_is_named(saved: Path, name: str, content: bytes | None) -> None:
    if content is None:
        (saved / name).unlink()
    else:
        (saved / name).write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"keywords .*run: python -m index build"):
        KeywordIndex.load(saved)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_named(saved: Path, name: str, share: float) -> None:
    path = saved / name
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(ArchiveDamaged):
        KeywordIndex.load(saved)


def test_files_of_two_indexes_do_not_fit(saved: Path, tmp_path: Path) -> None:
    KeywordIndex.build([["jet", "town", "sea"]]).save(tmp_path / "other")
    for name in FILES[:4]:
        (saved / name).write_bytes((tmp_path / "other" / name).read_bytes())
        with pytest.raises(ArchiveDamaged):
            KeywordIndex.load(saved)


@quick
@given(st.data())
def test_an_index_that_takes_rows_from_another_equals_a_fresh_one(data: st.DataObject) -> None:
    old = data.draw(st.lists(documents, max_size=8))
    wanted = data.draw(st.lists(st.one_of(st.integers(0, max(0, len(old) - 1)), documents), max_size=10))
    old_rows, new, whole = [], [], []
    for one in wanted:
        kept = isinstance(one, int) and bool(old)
        old_rows.append(one if kept and isinstance(one, int) else -1)
        whole.append(old[one] if kept and isinstance(one, int) else [] if isinstance(one, int) else one)
        if not kept:
            new.append(whole[-1])
    rebuilt = KeywordIndex.build(new, KeywordIndex.build(old), np.array(old_rows, dtype=np.int64))
    fresh = KeywordIndex.build(whole)
    query = data.draw(queries)
    assert len(rebuilt) == len(fresh) == len(whole)
    np.testing.assert_allclose(rebuilt.scores(query), fresh.scores(query), atol=1e-9)
    assert rebuilt.search(query, 4)[0].tolist() == fresh.search(query, 4)[0].tolist()
    for term in ("idlib", "kill", "jet", "su", "25", "ادلب", "🚀", "a", "nowhere"):
        assert (term in rebuilt) == (term in fresh)
        assert rebuilt.rows_with(term).tolist() == fresh.rows_with(term).tolist()


def test_a_loaded_index_gives_its_rows_to_another(saved: Path, tmp_path: Path) -> None:
    rebuilt = KeywordIndex.build([["sea"]], KeywordIndex.load(saved), np.array([3, -1, 0]))
    rebuilt.save(tmp_path / "again")
    again = KeywordIndex.load(tmp_path / "again")
    assert [again.rows_with(term).tolist() for term in ("jet", "sea", "town")] == [[0, 2], [1], [2]]


@quick
@given(corpora, queries, st.integers(1, 15), st.data())
def test_only_allowed_rows_are_found_and_as_many_as_there_are(
    corpus: list[list[str]], query: list[str], k: int, data: st.DataObject
) -> None:
    index = KeywordIndex.build(corpus)
    allowed = data.draw(st.lists(st.booleans(), min_size=len(corpus), max_size=len(corpus)))
    scores = index.scores(query)
    matching = [row for row, document in enumerate(corpus) if allowed[row] and set(document) & set(query)]
    rows, found = index.search(query, k, scores, np.array(allowed))
    assert rows.tolist() == sorted(matching, key=lambda row: (-scores[row], row))[:k]
    np.testing.assert_array_equal(found, scores[rows])


def test_a_term_that_stands_very_often_in_a_row_is_counted_to_the_end(tmp_path: Path) -> None:
    corpus = [["jet"] * 70_000, ["town"], ["town"], ["sea"]]
    KeywordIndex.build(corpus).save(tmp_path / "keywords")
    rebuilt = KeywordIndex.build([], KeywordIndex.load(tmp_path / "keywords"), np.array([3, 0, 1, 2]))
    np.testing.assert_allclose(
        rebuilt.scores(["jet"]), BM25Okapi([corpus[n] for n in (3, 0, 1, 2)]).get_scores(["jet"])
    )


def test_more_terms_than_are_counted_at_once_score_as_in_rank_bm25() -> None:
    terms = [f"t{number}" for number in range(5000)]
    corpus = [terms[place : place + 1500] + ["jet"] * (place % 3) for place in range(0, 3500, 16)]
    index, plain = KeywordIndex.build(corpus), BM25Okapi(corpus)
    for query in (["t2000", "jet", "t3499"], terms):
        np.testing.assert_allclose(index.scores(query), plain.get_scores(query), atol=1e-6)
    moved = KeywordIndex.build(corpus[:5], index, np.array([*range(218, 4, -1), *[-1] * 5]))
    np.testing.assert_array_equal(moved.scores(["t2000", "jet"])[:214], index.scores(["t2000", "jet"])[:4:-1])


@quick
@given(st.integers(0, 1000), queries, st.integers(1, 60), st.sampled_from([1.0, 0.5, 0.02]))
def test_the_best_of_many_rows_are_found_among_those_allowed(seed: int, query: list[str], k: int, share: float) -> None:
    random = np.random.default_rng(seed)
    names = ["idlib", "kill", "jet", "su", "25", "ادلب", "🚀", "a"]
    corpus = [random.choice(names, size=random.integers(1, 4)).tolist() for _ in range(300)]
    index = KeywordIndex.build(corpus)
    allowed = random.random(300) < share
    scores = index.scores(query)
    matching = [row for row in np.flatnonzero(allowed).tolist() if set(corpus[row]) & set(query)]
    assert index.search(query, k, allowed=allowed)[0].tolist() == sorted(
        matching, key=lambda row: (-scores[row], row)
    )[:k]  # fmt: skip


@pytest.mark.parametrize(("new", "old_rows"), [([["sea"]], [0, 1]), ([], [0, -1]), ([], [100])])
def test_old_rows_that_do_not_fit_are_refused(saved: Path, new: list[list[str]], old_rows: list[int]) -> None:
    with pytest.raises(ValueError, match="old rows"):
        KeywordIndex.build(new, KeywordIndex.load(saved), np.array(old_rows, dtype=np.int64))


def test_rows_past_the_last_are_found_on_opening(saved: Path) -> None:
    rows = np.load(saved / "rows.npy")
    rows[-1] = 100
    np.save(saved / "rows.npy", rows)
    with pytest.raises(ArchiveDamaged, match="do not fit"):
        KeywordIndex.load(saved)
