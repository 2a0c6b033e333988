import math
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answer_metadata import Period
from index.language.text import terms
from index.models.embedder import Vectors
from index.records import Filters
from index.retrieval.article_conditions import Passing
from index.retrieval.hybrid import (
    MOST_WORDS,
    REPEAT_DISCOUNT,
    REPORT_DELAY,
    day_nearness,
    discount_repeats,
    fuse,
    search,
    spread,
)
from index.retrieval.store import ARTICLES, DEPTH
from index.retrieval.vector_index import Scores, VectorIndex
from tests.fakes import article, local_store, stored
from tests.index.fakes import HashEmbedder
from tests.index.strategies import quick

EMBEDDER = HashEmbedder()
shares = st.floats(0, 1)
cosines = st.floats(-1, 1)
weights = st.floats(0.01, 5)


@st.composite
def evidence(draw: st.DrawFn) -> list[tuple[float, Scores]]:
    size = draw(st.integers(0, 12))
    return [
        (draw(weights), np.array(draw(st.lists(shares, min_size=size, max_size=size)), dtype=np.float64))
        for _ in range(draw(st.integers(1, 3)))
    ]


@quick
@given(evidence())
def test_fused_scores_keep_every_candidate_and_lie_between_0_and_1(found: list[tuple[float, Scores]]) -> None:
    fused = fuse(found)
    assert fused.shape == found[0][1].shape
    assert ((fused >= 0) & (fused <= 1 + 1e-9)).all()


def test_evidence_counts_by_its_weight() -> None:
    assert fuse([(1.0, np.array([1.0, 0.0])), (3.0, np.array([0.0, 1.0]))]).tolist() == [0.25, 0.75]


@quick
@given(st.lists(cosines, min_size=2, max_size=12, unique=True))
def test_cosines_are_spread_from_0_to_1_in_their_order(found: list[float]) -> None:
    out = spread(np.array(found))
    assert out.min() == 0
    assert out.max() <= 1
    assert (out[np.argsort(found)] == np.sort(out)).all()


@pytest.mark.parametrize("found", [[], [0.7], [0.7, 0.7]])
def test_cosines_that_do_not_differ_say_nothing(found: list[float]) -> None:
    assert spread(np.array(found)).tolist() == [0.0] * len(found)


class Library:
    """Passages in articles, in a store; the id of an article is its number."""

    folder = TemporaryDirectory()
    numbers = count()

    def __init__(
        self, articles: list[list[str]], embedder: HashEmbedder | None = EMBEDDER, published: Sequence[str | None] = ()
    ) -> None:
        self.embedder = EMBEDDER if embedder is None else embedder
        self.passages = [passage for article in articles for passage in article]
        dates = (*published, *[None] * len(articles))
        made = [article(str(n), *paragraphs, published=dates[n]) for n, paragraphs in enumerate(articles)]
        vectors = VectorIndex.build(self.embedder.embed(self.passages)) if embedder is not None else None
        path = Path(self.folder.name) / f"{next(self.numbers)}.sqlite"
        self.store = local_store(stored(path, made, passages=True), made, vectors, lambda one: one.text)

    def search(self, question: str, k: int = 10, with_vector: bool = True) -> list[int]:
        vector = self.embedder.embed([question])[0] if with_vector else None
        rows, scores, *_ = search(self.store, terms(question), vector, k)
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
    library = Library([[f"Idlib number {n}.", f"Something else {n}."] for n in range(ARTICLES)], embedder=None)
    assert set(library.search("Idlib", k=1000, with_vector=False)) == set(range(2 * ARTICLES))


def test_one_word_of_many_counts_less_than_the_vector() -> None:
    found = ["airstrikes bombs warplanes raids", "Mayor said bread is dear."]
    library = Library([[text] for text in found + [f"Other news {n}." for n in range(9)]])
    asked = "mayor airstrikez bombz warplanez raidz"
    assert library.search(asked, with_vector=False)[0] == 1
    assert library.search(asked)[0] == 0


def test_a_long_question_is_not_held_against_a_passage_that_has_some_of_it() -> None:
    library = Library([["Warplanes bombed the hospital of Idlib."], *([f"Other news {n}."] for n in range(30))], None)
    some, others = "warplanes bombed hospital idlib", [f"unheard{n}" for n in range(30)]
    short, long = (
        search(library.store, terms(f"{some} {' '.join(others[:n])}"), None, 1).scores[0] for n in (MOST_WORDS, 30)
    )
    assert short == pytest.approx(long)


def test_without_words_in_common_the_vectors_still_find() -> None:
    assert LIBRARY.search("bakery dr0ught", k=10)
    assert LIBRARY.search("bakery dr0ught", k=10, with_vector=False) == []


def test_without_a_vector_the_keywords_find_the_same_first_passage() -> None:
    assert LIBRARY.search("who blamed the drought?", with_vector=False)[0] == 4


def test_a_vector_is_left_aside_when_there_is_no_index_of_vectors() -> None:
    library = Library([["Warplanes bombed Idlib."], ["Bread rose."]], embedder=None)
    assert library.search("Idlib") == [0]


def test_the_nearest_vectors_come_first_when_no_word_is_shared() -> None:
    library = Library([["airstrikes"], ["bread"], ["airstrike"]])
    assert library.search("airstrikez")[:2] in ([0, 2], [2, 0])


@pytest.mark.parametrize("embedder", [HashEmbedder(), None])
def test_ties_are_settled_by_row(embedder: HashEmbedder | None) -> None:
    library = Library([["Warplanes bombed Idlib."] for _ in range(30)], embedder)
    assert library.search("Idlib", k=12) == list(range(12))


def test_the_same_question_finds_the_same_rows_each_time() -> None:
    assert len({tuple(LIBRARY.search("hospital in Idlib")) for _ in range(5)}) == 1


def test_no_more_are_found_than_asked_for() -> None:
    library = Library([[f"Idlib {n}" for n in range(2 * DEPTH)]], embedder=None)
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
    for number, (score, own) in enumerate(candidates):
        better = sum(
            other == own and (s > score or (s == score and n < number)) for n, (s, other) in enumerate(candidates)
        )
        expected.append(score * REPEAT_DISCOUNT**better)
    np.testing.assert_allclose(discount_repeats(scores, articles), expected)


def test_only_allowed_articles_are_found_and_as_many_passages_as_there_are() -> None:
    library = Library([[f"people died in town {n}"] for n in range(40)])
    allowed = Passing(Filters(articles=frozenset({"3", "13", "23", "33"})))
    vector = HashEmbedder().embed(["how many?"])[0]
    found = search(library.store, terms("how many died in town 7?"), vector, 5, allowed)
    assert sorted(found.rows.tolist()) == [3, 13, 23, 33]


def test_vectors_count_by_how_far_they_rise_above_those_of_many() -> None:
    """As they would if all cosines of the model lay between 0.9 and 1."""
    wide = Library([["Bread prices rose in Homs."], ["Warplanes bombed Idlib."], ["Nothing of note."]])
    plain = wide.embedder.embed

    class Narrow(HashEmbedder):
        def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
            vectors = np.hstack([np.full((len(texts), 1), 3.0), plain(texts)])
            return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    narrow = Library([["Bread prices rose in Homs."], ["Warplanes bombed Idlib."], ["Nothing of note."]], Narrow())
    asked = terms("breadd priices in Idlib")
    by_wide, by_narrow = (
        search(one.store, asked, one.embedder.embed(["breadd priices in Idlib"])[0], 3) for one in (wide, narrow)
    )
    np.testing.assert_array_equal(by_wide.rows, by_narrow.rows)
    np.testing.assert_allclose(by_wide.scores, by_narrow.scores, atol=1e-5)


def test_of_articles_alike_the_one_of_the_very_day_comes_first_though_many_are_better_in_words() -> None:
    texts = [*([f"many people died in the town of Idlib {n}"] for n in range(150)), ["some died there"]]
    library = Library(texts, None, [*["2018-02-04"] * 150, "2018-02-05"])
    period = Period("on 5 February 2018", "2018-02-05", "2018-02-05")
    found = search(library.store, terms("how many people died in Idlib?"), None, 3, None, period)
    assert (found.rows[0], found.nearness.tolist()) == (150, [1.0, 0.0, 0.0])


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (("2018-02-05", "2018-02-05"), 1.0),
        (("2018-02-06", "2018-02-06"), math.exp(-1 / REPORT_DELAY)),
        (("2018-02-08", "2018-02-08"), math.exp(-3 / REPORT_DELAY)),
        (("2018-02-04", "2018-02-04"), 0.0),
        (("2018-02-01", "2018-02-28"), 1.0),
        (None, 0.0),
    ],
)
def test_a_day_is_reported_then_or_soon_after(published: tuple[str, str] | None, expected: float) -> None:
    days = (0, 0) if published is None else [date.fromisoformat(day).toordinal() for day in published]
    period = Period("on 5 February 2018", "2018-02-05", "2018-02-05")
    assert day_nearness(period, np.array([days])) == pytest.approx([expected])


def test_an_open_end_reaches_as_far_as_there_are_articles() -> None:
    days = np.array([[date(year, 1, 1).toordinal()] * 2 for year in (2016, 2018)])
    assert day_nearness(Period("since 2017", "2017", None), days).tolist() == [0.0, 1.0]
    assert day_nearness(Period("until 2017", None, "2017"), days)[0] == 1.0
