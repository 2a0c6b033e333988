import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.sketches import PERMUTATIONS, SKETCH_LENGTH, _minhash, sketch
from index.records import Article
from tests.index.fakes import FURNITURE, laid_out
from tests.index.reports import FORMS, Form, babble, prose, report, stacked
from tests.index.strategies import articles, examples

few = examples(0.5)
by_name = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
WIRE = FORMS[0].first().split("\n\n")


@by_name
def test_capitals_do_not_matter(form: Form) -> None:
    assert (sketch(prose(form.first())) == sketch(prose(form.first().upper()))).all()


def test_arabic_letters_marks_and_digits_are_folded() -> None:
    plain = "قتل 15 مدنيا في غارة على مدينة ادلب وقال الاهالي ان الطيران قصف السوق مرتين قبل الظهر " * 2
    marked = "قُتِلَ ١٥ مدنياً في غارة على مدينــة إدلب وقال الأهالي أن الطيران قصف السوق مرّتين قبل الظهر " * 2
    assert (sketch(report(plain)) == sketch(report(marked))).all()


def test_accents_punctuation_and_thousands_do_not_matter() -> None:
    one = "Le préfet a évacué 1,500 élèves — « à temps » — le 05 mai, près de l’école d'Évry. "
    other = "Le prefet a evacue 1500 eleves, “a temps”, le 5 mai (pres de l'ecole d’Evry)! "
    assert (sketch(report(one * 3)) == sketch(report(other * 3))).all()


@few
@given(articles(furniture=False), st.sampled_from((" ", "\n", "\r\n \t", "\u00a0")), st.none() | st.text(max_size=30))
def test_white_space_title_and_furniture_leave_a_signature_as_it_is(
    article: Article, white: str, title: str | None
) -> None:
    blocks = [(p.kind.value, white.join(article.cut(p.span).split())) for p in article.paragraphs if p.kind != "title"]
    around = [("title", title)] if title else []
    other = laid_out(
        "other", [*around, (FURNITURE, "Share this"), *((k, b) for k, b in blocks if b), (FURNITURE, "Tags: war")]
    )
    assert (sketch(article) == sketch(other)).all()


@few
@given(articles())
def test_case_leaves_a_signature_as_it_is(article: Article) -> None:
    loud = laid_out("loud", [(p.kind.value, article.cut(p.span).upper()) for p in article.paragraphs])
    assert (sketch(article) == sketch(loud)).all()


@few
@given(articles())
def test_a_signature_has_one_shape(article: Article) -> None:
    made = sketch(article)
    assert made.shape == (SKETCH_LENGTH,)
    assert made.dtype == np.uint32


def test_paragraphs_may_be_cut_elsewhere() -> None:
    assert (sketch(report(*WIRE)) == sketch(report(" ".join(WIRE)))).all()


def test_the_jaccard_estimate_is_near_the_truth() -> None:
    shared, apart = babble(1, 2000), [babble(2, 1000), babble(3, 1000)]
    one, other = stacked(*(report(shared, own) for own in apart))
    assert (one[:PERMUTATIONS] == other[:PERMUTATIONS]).mean() == pytest.approx(0.5, abs=0.15)


@given(st.lists(st.integers(0, 2**32 - 1)), st.sampled_from((0, 16_384, 20_000)))
def test_the_minima_are_those_of_datasketch(shingles: list[int], more: int) -> None:
    from datasketch import MinHash  # takes half of SciPy with it

    shingles += range(7, 7 + more)  # more than are hashed at once
    expected = MinHash(PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")
    expected.update_batch(shingles)
    np.testing.assert_array_equal(_minhash(np.array(shingles, dtype=np.uint32)), expected.hashvalues)


@pytest.mark.usefixtures("processes")
def test_signatures_are_the_same_in_every_process_and_version() -> None:
    code = (
        "from index.building.sketches import sketch; from index.records import *\n"
        "text = ' '.join(f'word{n} числο{n} كلمة {n}' for n in range(40))\n"
        "found = sketch(Article('a', text, (Paragraph(Span(0, len(text))),)))\n"
        "import hashlib; print(hashlib.sha256(found.astype('<u4').tobytes()).hexdigest()[:16])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "5"}
    )
    # Stored signatures are compared with new ones: where this changes, the index format has to change with it.
    assert done.stdout.strip() == "99de41c8d59525e8"
