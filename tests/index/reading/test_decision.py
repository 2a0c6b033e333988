import math

from hypothesis import given
from hypothesis import strategies as st

from index.reading.decision import ANSWERS_FROM, MARKS_FROM, MAY_ANSWER_FROM, decide, decision_models
from index.reading.evidence import FACTUAL, OF_QUESTIONS, OF_SENTENCES

GOOD = dict.fromkeys((*OF_SENTENCES, *OF_QUESTIONS, FACTUAL), 0.0) | {
    "margin": 6.0, "answers": 3.0, "retrieval": 1.0, "words": 0.9, "words of article": 1.0, "form": 1.0,
    "count": 1.0,
}  # fmt: skip
BAD = GOOD | {"margin": -9.0, "answers": -3.0, "behind": 9.0, "words": 0.1, "form": -1.0}

evidence = st.fixed_dictionaries(
    {name: st.floats(-20, 20) for name in (*OF_SENTENCES, *OF_QUESTIONS)} | {FACTUAL: st.floats(-50, 0)}
)


def test_what_every_evidence_speaks_for_is_said_and_the_contrary_is_not() -> None:
    first, second = decide([GOOD, BAD], read=True)
    assert first.sentence >= ANSWERS_FROM > MAY_ANSWER_FROM > second.sentence
    assert first.words >= MARKS_FROM > second.words


def test_a_sentence_is_less_sure_beside_one_as_good() -> None:
    (alone,) = decide([GOOD], read=True)
    beside = decide([GOOD, GOOD], read=True)
    assert beside[0] == beside[1] < alone


def test_what_stands_beside_the_best_in_a_list_is_no_rival() -> None:
    first, second, last = decide([GOOD, GOOD, BAD], True, several=True)
    assert last.sentence < ANSWERS_FROM <= second.sentence
    assert first == second
    assert decide([GOOD, GOOD], True, several=True)[0] == decide([GOOD], True)[0]


def test_a_name_that_no_article_has_is_evidence_and_no_veto() -> None:
    (present,), (missing,) = decide([GOOD], read=True), decide([GOOD | {"missing": 1.0}], read=True)
    assert 0 < missing.sentence < present.sentence


def test_what_is_told_as_no_fact_answers_nothing_and_is_no_rival_of_what_is() -> None:
    planned = GOOD | {FACTUAL: math.log(0.1)}
    (alone,) = decide([planned], read=True)
    assert alone.sentence < MAY_ANSWER_FROM
    fact, beside = decide([GOOD, planned], read=True)
    assert decide([GOOD, GOOD], read=True)[0] < fact
    assert beside.words < MARKS_FROM < fact.words


@given(st.lists(evidence, max_size=5), st.booleans())
def test_probabilities_are_some_whatever_the_evidence(found: list[dict[str, float]], read: bool) -> None:
    said = decide(found, read)
    assert len(said) == len(found)
    assert all(math.isfinite(share) and 0 <= share <= 1 for one in said for share in one)
    assert all(one.words <= one.sentence for one in said)


def test_the_models_go_by_evidence_that_there_is() -> None:
    for models in decision_models().values():
        assert models.order.weights.keys() <= set(OF_SENTENCES)
        assert {*models.sentence.weights, *models.words.weights} <= {*OF_SENTENCES, *OF_QUESTIONS}
    unread = {name for model in decision_models()["unread"] for name in model.weights}
    assert not {"margin", "answers", "behind"} & unread
