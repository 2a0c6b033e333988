import math

from hypothesis import given
from hypothesis import strategies as st

from index.reading.decision import ANSWERS_FROM, MAY_ANSWER_FROM, decide, decision_models
from index.reading.evidence import OF_QUESTIONS, OF_SENTENCES

GOOD = dict.fromkeys((*OF_SENTENCES, *OF_QUESTIONS), 0.0) | {
    "margin": 6.0, "answers": 3.0, "retrieval": 1.0, "article": 1.0, "words": 0.9, "words of article": 1.0, "form": 1.0,
    "figure": 1.0,
}  # fmt: skip
BAD = GOOD | {"margin": -9.0, "answers": -3.0, "behind": 9.0, "words": 0.1, "form": -1.0}

evidence = st.fixed_dictionaries({name: st.floats(-20, 20) for name in (*OF_SENTENCES, *OF_QUESTIONS)})


def test_what_every_evidence_speaks_for_is_said_and_the_contrary_is_not() -> None:
    first, second = decide([GOOD, BAD], read=True)
    assert first >= ANSWERS_FROM > MAY_ANSWER_FROM > second


def test_a_sentence_is_less_sure_beside_one_as_good() -> None:
    (alone,) = decide([GOOD], read=True)
    beside = decide([GOOD, GOOD], read=True)
    assert beside[0] == beside[1] < alone


def test_a_name_that_no_article_has_is_evidence_and_no_veto() -> None:
    (present,), (missing,) = decide([GOOD], read=True), decide([GOOD | {"missing": 1.0}], read=True)
    assert 0 < missing < present


@given(st.lists(evidence, max_size=5), st.booleans())
def test_probabilities_are_some_whatever_the_evidence(found: list[dict[str, float]], read: bool) -> None:
    said = decide(found, read)
    assert len(said) == len(found)
    assert all(math.isfinite(one) and 0 <= one <= 1 for one in said)


def test_the_models_go_by_evidence_that_there_is() -> None:
    for order, probability in decision_models().values():
        assert order.weights.keys() <= set(OF_SENTENCES)
        assert probability.weights.keys() <= {*OF_SENTENCES, *OF_QUESTIONS}
    unread = decision_models()["unread"]
    assert not {"margin", "answers", "behind"} & {*unread[0].weights, *unread[1].weights}
