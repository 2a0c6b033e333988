import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retrieval.vocabulary import Vocabulary
from tests.index.strategies import quick

some_terms = st.one_of(st.text(max_size=4), st.text("ab\n\0é\ud800\U0001f680ع", max_size=3))


@quick
@given(st.sets(some_terms), st.lists(some_terms))
def test_a_term_is_found_where_it_stands_in_code_point_order(held: set[str], others: list[str]) -> None:
    terms = sorted(held)
    vocabulary = Vocabulary.of(terms)
    assert len(vocabulary) == len(terms)
    assert list(vocabulary) == terms
    assert [vocabulary.column(term) for term in terms] == list(range(len(terms)))
    assert all(vocabulary.column(term) is None for term in others if term not in held)


@pytest.mark.parametrize("bounds", [[], [1, 3], [0, 2], [0, 4], [0, 2, 1, 3]])
def test_bounds_that_do_not_fit_are_refused(bounds: list[int]) -> None:
    with pytest.raises(ValueError, match="bounds"):
        Vocabulary(np.frombuffer(b"abc", dtype=np.uint8), np.array(bounds, dtype=np.int64))
