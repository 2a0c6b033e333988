import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from index.models.packaged_e5 import WIDTH
from index.records import Span
from index.training import factuality_examples
from index.training.factuality import Known, calibration, known, scores, train
from index.training.factuality_examples import FactualityExamples
from index.training.factuality_frames import FILE, Frames, Told
from index.training.factuality_pairs import FILE as PAIRS
from index.training.factuality_pairs import pairs
from index.training.network import FactualityBranch, ReaderNetwork
from index.training.question_tense import as_happened
from tests.index.training.test_examples import question_on, write
from tests.index.training.test_train import TABLE, TOKENIZER

TOLD = Told("When was the mill built?", "", "The mill was built in 1764.", Span(22, 26), True, "set", False)


@pytest.mark.parametrize(
    ("question", "free", "happened"),
    [
        ("Who might be released?", False, ("Who was released?", False)),
        ("Who might have murdered someone?", False, None),
        ("What will someone plan?", False, ("What did someone plan?", False)),
        ("Who should lead something?", False, ("Who led something?", False)),
        ("What didn't someone need?", False, ("What did someone need?", False)),
        ("How many prisoners will be freed?", True, ("How many prisoners were freed?", False)),
        ("When will the vote take place?", True, ("When did the vote take place?", False)),
        ("Who was released?", False, ("Who was released?", True)),
        ("Who released someone?", False, ("Who released someone?", True)),
        ("Who was not released?", False, None),
        ("What currency can you use?", True, None),
    ],
)
def test_a_question_on_what_may_be_is_asked_as_if_it_had_happened(
    question: str, free: bool, happened: tuple[str, bool] | None
) -> None:
    assert as_happened(question, free) == happened


def test_frames_of_each_language_are_filled_and_mark_the_figure_or_name(tmp_path: Path) -> None:
    made = Frames(tmp_path, random.Random(1)).all()
    languages = json.loads(FILE.read_text("utf-8"))
    assert {one.kind for one in made} == {f"frames/{language}" for language in languages}
    for one in made:
        words = one.text[one.answer.start : one.answer.end]
        assert words.strip() == words != ""
        assert not set("{}\0\1") & set(one.question + one.text)
    for language in languages:
        mine = [one for one in made if one.kind == f"frames/{language}"]
        assert min(sum(one.factual for one in mine), sum(not one.factual for one in mine)) > len(mine) / 4
        assert not {one.question for one in mine if one.kept} & {one.question for one in mine if not one.kept}


def test_pairs_mark_their_words_alone_and_among_others() -> None:
    made = list(pairs(random.Random(1)))
    lines = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines()]
    assert {(one.kind, one.question, one.text[one.answer.start : one.answer.end]) for one in made} == {
        (f"pairs/{language}", question, answer) for language, _, question, _, answer in lines
    }
    no_facts = [at for at, line in enumerate(lines) if line[1] == "0"]
    for at in no_facts:  # stands beside its partner
        partners = (lines[at + 1] if at % 2 == 0 else lines[at - 1],)
        assert [(language, factual, question) for language, factual, question, *_ in partners] == [(lines[at][0], "1", lines[at][2])]  # fmt: skip
    assert len(no_facts) > len(lines) / 4
    longer = {len(one.text) for one in made if one.question == made[-1].question}
    assert len(longer) > 1


@pytest.fixture
def small_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sets of role questions, of free ones and of people's questions, each on a sentence of its own."""
    monkeypatch.setattr(factuality_examples, "_ROLES", ("roles",))
    monkeypatch.setattr(factuality_examples, "_NATURAL", {"qamr_wikinews": 5})
    monkeypatch.setattr(factuality_examples, "SHARES", {"heq": 1})
    monkeypatch.setattr(factuality_examples, "PARALLEL", ())
    texts = {f"{number}-1-1": f"The mill in Kelby{number} will be sold by Ann Marsh{number}." for number in range(30)}
    for name, question in (("roles", "Who will sell something?"), ("qamr_wikinews", "Who will sell the mill?"), ("heq", "Who sells?")):  # fmt: skip
        articles = [{"id": key, "title": "Mills", "text": text} for key, text in texts.items()]
        rows = [question_on(key, text, text[text.index("Ann") : -1], question=question) for key, text in texts.items()]
        write(tmp_path, name, articles, rows)
    return tmp_path


def test_what_is_asked_as_it_is_told_is_answered_and_as_if_it_had_happened_is_not(small_sets: Path) -> None:
    made = [one for one in FactualityExamples(small_sets, 3).all() if not one.kind.startswith(("frames", "pairs"))]
    assert {(one.question, one.factual) for one in made} == {
        ("Who will sell something?", True), ("Who sold something?", False), ("Who will sell the mill?", True),
        ("Who sold the mill?", False), ("Who sells?", True),
    }  # fmt: skip
    assert all(one.text[one.answer.start : one.answer.end].startswith("Ann Marsh") for one in made)
    assert sum(one.question == "Who sold the mill?" and not one.kept for one in made) == 5
    assert FactualityExamples(small_sets, 3).all() == FactualityExamples(small_sets, 3).all()


def test_the_answer_is_found_among_the_tokens() -> None:
    torch.manual_seed(0)
    (one,) = known(ReaderNetwork(layers=1).eval(), TABLE, TOKENIZER, [TOLD])
    tokens = TOKENIZER.encode(TOLD.question, TOLD.text).ids
    assert [TOKENIZER.id_to_token(token) for token in tokens[one.start : one.end + 1]] == ["▁1764"]
    assert one.states.shape == (len(tokens), WIDTH)


def made_known(factual: bool, rng: np.random.Generator) -> Known:
    """States by chance, of which the answer's lean one way for facts, and the other way for none."""
    states = rng.normal(size=(6, WIDTH))
    states[2:4, :8] += 3 if factual else -3
    return Known(Told("", "", "", Span(0, 1), factual, "set", False), states.astype(np.float16), 2, 3)


def test_the_branch_learns_what_tells_facts() -> None:
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    learned, other = ([made_known(at % 2 == 0, rng) for at in range(number)] for number in (192, 32))
    branch = FactualityBranch(layers=1)
    train(branch, learned, rounds=6, seed=1)
    logits = scores(branch, other)
    facts = [logit for logit, one in zip(logits, other, strict=True) if one.told.factual]
    assert np.mean(facts) > 1 > -1 > np.mean([logit for logit in logits if logit not in facts])


def test_calibration_knows_how_few_are_no_facts() -> None:
    rng = np.random.default_rng(2)
    fact, none = (made_known(factual, rng) for factual in (True, False))
    examples = [fact, none, fact, fact] * 1000
    logits = [float(rng.normal(1 if one.told.factual else -1)) for one in examples]  # so the slope is 2
    for share, odds in ((0.5, 1), (0.05, 19)):
        assert calibration(logits, examples, share) == pytest.approx((2.0, np.log(odds)), abs=0.25)
