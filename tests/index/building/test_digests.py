import dataclasses

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.building.digests import SIZE, as_rows, body, digest, fingerprint, passage_digests, rows_of
from index.records import Span
from tests.index.fakes import laid_out
from tests.index.strategies import quick

ONE = laid_out("one", [("title", "Bread"), ("body", "Bread prices rose in Homs.")], title="Bread")


def test_parts_do_not_run_into_each_other() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert len(digest("ab")) == SIZE


def test_half_of_a_surrogate_pair_can_be_hashed() -> None:
    assert digest("\ud800") != digest("\ud801")


def test_the_fingerprint_is_of_what_passages_are_made_from() -> None:
    assert fingerprint(ONE) == fingerprint(dataclasses.replace(ONE, id="two", url="https://a.example", author="A"))
    assert fingerprint(ONE) != fingerprint(dataclasses.replace(ONE, title="Flour"))
    assert fingerprint(ONE) != fingerprint(dataclasses.replace(ONE, language="ar"))
    assert fingerprint(ONE) != fingerprint(dataclasses.replace(ONE, text=ONE.text.replace("Homs", "Hama")))
    assert fingerprint(ONE) != fingerprint(dataclasses.replace(ONE, paragraphs=ONE.paragraphs[1:]))


def test_the_body_is_the_words_alone() -> None:
    spaced = laid_out("two", [("body", "Bread  prices\nrose in Homs.")], title="Another title")
    assert body(spaced) == body(ONE)
    assert body(laid_out("three", [("body", "Bread prices rose in Hama.")])) != body(ONE)


def test_a_passage_is_hashed_with_its_title() -> None:
    span = ONE.paragraphs[1].span
    two = passage_digests(ONE, [span, Span(span.start, span.start + 5)])
    assert len(two) == 2 * SIZE
    assert two[:SIZE] == digest(f"Bread\n{ONE.cut(span)}") != two[SIZE:]


@quick
@given(wanted=st.lists(st.integers(0, 20)), among=st.lists(st.integers(0, 20)))
def test_rows_are_those_of_the_first_equal_digest(wanted: list[int], among: list[int]) -> None:
    def rows(numbers: list[int]) -> bytes:
        return b"".join(digest(str(number)) for number in numbers)

    found = rows_of(as_rows(rows(wanted)), as_rows(rows(among)))
    assert found.dtype == np.int64
    assert found.tolist() == [among.index(number) if number in among else -1 for number in wanted]
