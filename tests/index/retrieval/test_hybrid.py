import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.text import terms
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.hybrid import ARTICLES, DEPTH, REPEATED, Retriever, fuse, spread
from index.retrieval.vector_index import Scores, VectorIndex
from tests.index.fakes import HashEmbedder
from tests.index.strategies import quick

finite = st.floats(-10, 10, allow_nan=False)
weights = st.floats(0.01, 5)


@st.composite
def evidence(draw: st.DrawFn) -> list[tuple[float, Scores]]:
    size = draw(st.integers(0, 12))
    return [
        (draw(weights), np.array(draw(st.lists(finite, min_size=size, max_size=size)), dtype=np.float64))
        for _ in range(draw(st.integers(1, 3)))
    ]


@quick
@given(evidence())
def test_fused_scores_keep_every_candidate_and_lie_between_0_and_1(found: list[tuple[float, Scores]]) -> None:
    fused = fuse(found)
    assert fused.shape == found[0][1].shape
    assert ((fused >= 0) & (fused <= 1 + 1e-9)).all()


@quick
@given(st.lists(st.integers(-5, 9), min_size=1, max_size=12), weights)
def test_one_kind_of_evidence_keeps_its_order(scores: list[int], weight: float) -> None:
    fused = fuse([(weight, np.array(scores, dtype=np.float64))])
    assert np.argsort(-fused, kind="stable").tolist() == np.argsort(-np.maximum(scores, 0), kind="stable").tolist()


def test_the_best_in_all_evidence_has_1() -> None:
    assert fuse([(1.0, np.array([2.0, 1.0])), (3.0, np.array([9.0, 0.0]))]).tolist() == [1.0, 0.125]


def test_evidence_counts_by_its_weight() -> None:
    assert fuse([(1.0, np.array([1.0, 0.0])), (3.0, np.array([0.0, 1.0]))]).tolist() == [0.25, 0.75]


def test_a_score_below_zero_counts_as_zero() -> None:
    assert fuse([(1.0, np.array([-5.0, 2.0])), (1.0, np.array([-1.0, -2.0]))]).tolist() == [0.0, 0.5]


def test_no_evidence_at_all_is_zero_for_each() -> None:
    assert fuse([(1.0, np.zeros(3))]).tolist() == [0.0, 0.0, 0.0]


class Library:
    """Passages in articles, with a retriever over them."""

    def __init__(self, articles: list[list[str]], with_vectors: bool = True) -> None:
        self.embedder = HashEmbedder()
        self.passages = [passage for article in articles for passage in article]
        first_row = np.cumsum([0, *(len(article) for article in articles)])
        self.retriever = Retriever(
            KeywordIndex.build(terms(passage) for passage in self.passages),
            KeywordIndex.build(terms(" ".join(article)) for article in articles),
            first_row,
            VectorIndex.build(self.embedder.embed(self.passages)) if with_vectors else None,
        )

    def search(self, question: str, k: int = 10, with_vector: bool = True) -> list[int]:
        vector = self.embedder.embed([question])[0] if with_vector else None
        rows, scores = self.retriever.search(terms(question), vector, k)
        assert (np.diff(scores) <= 0).all()
        assert len(rows) == len(set(rows.tolist())) == len(scores) <= k
        return [int(row) for row in rows]


LIBRARY = Library(
    [
        ["Warplanes bombed Idlib.", "Sixteen civilians were killed.", "A hospital was hit."],
        ["Bread prices rose in Homs.", "Bakers blamed the drought."],
        ["Nothing of note."],
    ]
)


def test_the_passage_with_the_words_of_the_question_comes_first() -> None:
    assert LIBRARY.search("who blamed the drought?")[0] == 4


def test_a_passage_counts_more_when_its_article_has_the_other_words() -> None:
    killed = "Sixteen civilians were killed."
    library = Library(
        [["Bread rose.", killed], ["Warplanes bombed Idlib.", killed], *([f"Other news {n}."] for n in range(9))]
    )
    found = library.search("how many civilians were killed in Idlib?")
    assert found.index(3) < found.index(1)


@pytest.mark.parametrize("with_vector", [True, False])
def test_every_passage_of_the_best_articles_is_found(with_vector: bool) -> None:
    assert {0, 1, 2} <= set(LIBRARY.search("Idlib", with_vector=with_vector))


def test_every_passage_of_each_of_the_best_articles_is_found() -> None:
    library = Library([[f"Idlib number {n}.", f"Something else {n}."] for n in range(ARTICLES)], with_vectors=False)
    assert set(library.search("Idlib", k=1000, with_vector=False)) == set(range(2 * ARTICLES))


def test_without_words_in_common_the_vectors_still_find() -> None:
    assert LIBRARY.search("bakery dr0ught", k=10)
    assert LIBRARY.search("bakery dr0ught", k=10, with_vector=False) == []


def test_without_a_vector_the_keywords_find_the_same_first_passage() -> None:
    assert LIBRARY.search("who blamed the drought?", with_vector=False)[0] == 4


def test_a_vector_is_left_aside_when_there_is_no_index_of_vectors() -> None:
    library = Library([["Warplanes bombed Idlib."], ["Bread rose."]], with_vectors=False)
    assert library.search("Idlib") == [0]


def test_the_nearest_vectors_come_first_when_no_word_is_shared() -> None:
    library = Library([["airstrikes"], ["bread"], ["airstrike"]])
    assert library.search("airstrikez")[:2] in ([0, 2], [2, 0])


@pytest.mark.parametrize("with_vectors", [True, False])
def test_ties_are_settled_by_row(with_vectors: bool) -> None:
    library = Library([["Warplanes bombed Idlib."] for _ in range(30)], with_vectors)
    assert library.search("Idlib", k=12) == list(range(12))


def test_the_same_question_finds_the_same_rows_each_time() -> None:
    assert len({tuple(LIBRARY.search("hospital in Idlib")) for _ in range(5)}) == 1


def test_no_more_are_found_than_asked_for() -> None:
    library = Library([[f"Idlib {n}" for n in range(2 * DEPTH)]], with_vectors=False)
    assert len(library.search("Idlib", k=12)) == 12


@pytest.mark.parametrize("question", ["", "the of and", "🚀"])
def test_a_question_without_terms_finds_by_meaning_alone(question: str) -> None:
    assert LIBRARY.search(question)
    assert LIBRARY.search(question, with_vector=False) == []


@quick
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4)), max_size=20))
def test_each_further_passage_of_an_article_counts_a_little_less(candidates: list[tuple[float, int]]) -> None:
    scores = np.array([score for score, _ in candidates], dtype=np.float64)
    articles = np.array([article for _, article in candidates], dtype=np.int64)
    expected = []
    for number, (score, article) in enumerate(candidates):
        better = sum(
            other == article and (s > score or (s == score and n < number)) for n, (s, other) in enumerate(candidates)
        )
        expected.append(score * REPEATED**better)
    np.testing.assert_allclose(spread(scores, articles), expected)


def test_only_allowed_articles_are_found_and_as_many_passages_as_there_are() -> None:
    texts = [f"people died in town {n}" for n in range(40)]
    keywords = KeywordIndex.build(terms(text) for text in texts)
    vectors = VectorIndex.build(HashEmbedder().embed(texts))
    retriever = Retriever(keywords, keywords, np.arange(41), vectors)
    allowed = np.arange(40) % 10 == 3
    rows, _ = retriever.search(terms("how many died in town 7?"), HashEmbedder().embed(["how many?"])[0], 5, allowed)
    assert sorted(rows.tolist()) == [3, 13, 23, 33]
