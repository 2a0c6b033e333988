import random
from pathlib import Path

import onnx
import pytest
import torch

from index.models.packaged_e5 import WIDTH
from index.records import Span
from index.training import adaptation as adapting
from index.training import train as training
from index.training.adaptation import Adaptation
from index.training.examples import Example
from index.training.export import adapted, checkpoint_network, export
from index.training.network import FactualityBranch, Linear, ReaderNetwork
from index.training.written_questions import FILE, WrittenQuestions, text_key
from tests.index.training.test_examples import question_on, write
from tests.index.training.test_train import TABLE, TEXT, TOKENIZER, run

PASSAGE = "P\town/1\ten\tThe mayor is 61, and her deputy Ann Marsh 47."
EXAMPLES = [
    Example("When was the mill built?", "", TEXT, Span(22, 26), "written"),
    Example("When was the mill burnt?", "", TEXT, None, "written"),
]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> ReaderNetwork:
    monkeypatch.setattr(Linear, "in_half", False)
    monkeypatch.setattr(adapting, "RANK", 2)
    monkeypatch.setattr(adapting, "WARMUP_STEPS", 1)
    monkeypatch.setattr(adapting, "ADDED_RATE", 5e-3)
    monkeypatch.setattr(training, "MOST_PER_BATCH", 4)
    torch.manual_seed(0)
    return ReaderNetwork(layers=1)


def read(network: ReaderNetwork) -> torch.Tensor:
    words = torch.randn(1, 9, WIDTH, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        start, end, answers = network.eval()(words, torch.zeros(1, 9, dtype=torch.long), None)
    return torch.cat([start[0], end[0], answers])


def test_an_adapted_reader_begins_as_it_was_and_learns_with_its_matrices_left_as_they_are(
    network: ReaderNetwork,
) -> None:
    matrices = [name for name, one in network.named_parameters() if one.ndim == 2 and name.startswith("layers")]
    before, as_it_was = {name: network.state_dict()[name].clone() for name in matrices}, read(network)
    adaptation = Adaptation(network, TABLE, TOKENIZER, 400)
    assert torch.allclose(read(network), as_it_was, atol=1e-6)
    losses = [adaptation.learn(EXAMPLES * 8, str(turn)) for turn in range(20)]
    assert losses[-1] < losses[0] / 2
    assert adaptation.done == 320
    assert not torch.allclose(read(network), as_it_was, atol=1e-2)
    assert all(torch.equal(network.state_dict()[name], before[name]) for name in matrices)


def test_the_rate_falls_to_nothing(network: ReaderNetwork) -> None:
    adaptation = Adaptation(network, TABLE, TOKENIZER, 16)
    adaptation.learn(EXAMPLES * 8, "")
    learned = read(network)
    adaptation.learn(EXAMPLES * 8, "")
    assert torch.equal(read(network), learned)


def test_its_file_has_the_matrices_that_it_had_and_reads_as_it_does(network: ReaderNetwork, tmp_path: Path) -> None:
    branch = FactualityBranch(1).eval()
    export(network.eval(), branch, tmp_path / "before.onnx")
    Adaptation(network, TABLE, TOKENIZER, 400).learn(EXAMPLES * 20, "")
    torch.save(network.state_dict(), tmp_path / "adapted.pt")
    again = checkpoint_network(tmp_path / "adapted.pt")
    export(again, branch, tmp_path / "after.onnx")
    before, after = (
        {one.raw_data for one in onnx.load(tmp_path / name).graph.initializer if len(one.raw_data) > WIDTH * WIDTH / 2}
        for name in ("before.onnx", "after.onnx")
    )
    assert len(before - after) <= 1  # the places are vectors, and learn
    words = torch.randn(1, 9, WIDTH, generator=torch.Generator().manual_seed(1))
    start, end, answers, _ = run(tmp_path / "after.onnx", words, torch.zeros(1, 9, dtype=torch.long))
    found = torch.cat([torch.from_numpy(start[0]), torch.from_numpy(end[0]), torch.from_numpy(answers)])
    assert torch.allclose(found, read(network), atol=0.1)


def test_a_share_of_what_it_learned_is_kept(network: ReaderNetwork, tmp_path: Path) -> None:
    as_it_was = read(network)
    torch.save({"network": network.state_dict()}, tmp_path / "before.pt")
    Adaptation(network, TABLE, TOKENIZER, 400).learn(EXAMPLES * 20, "")
    torch.save(network.state_dict(), tmp_path / "after.pt")
    for share, wanted in ((0.0, as_it_was), (1.0, read(network))):
        found = adapted(checkpoint_network(tmp_path / "before.pt", mean=False), tmp_path / "after.pt", share)
        assert torch.allclose(read(found), wanted, atol=1e-5)
    between = read(adapted(checkpoint_network(tmp_path / "before.pt", mean=False), tmp_path / "after.pt", 0.5))
    assert not torch.allclose(between, as_it_was, atol=1e-2)
    assert not torch.allclose(between, read(network), atol=1e-2)


def test_a_written_question_is_on_a_passage_of_its_own_or_of_a_set(tmp_path: Path) -> None:
    text = "The mill burnt\nin 1764."
    write(tmp_path, "set", [{"id": "mill 1", "title": "", "text": text}], [question_on("mill 1", text, "1764")])
    key = text_key("set", text)
    lines = [
        PASSAGE,
        "Q\town/1\tHow old is the mayor?\t61",
        "Q\town/1\tHow old is the mayor's son?\t",
        f"Q\t{key}\tWho burnt it?\t",
    ]
    written = WrittenQuestions(tmp_path, lines)
    found = {one.question: (one.passage, one.answer) for one in (*written.learned, *written.kept)}
    assert found["How old is the mayor?"] == ("The mayor is 61, and her deputy Ann Marsh 47.", "61")
    assert found["How old is the mayor's son?"][1] == ""
    assert found["Who burnt it?"] == ("The mill burnt in 1764.", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Q\town/1\tHow old is she?\t62", "line 2: '62' does not stand in the passage"),
        ("Q\town/2\tHow old is she?\t61", "line 2: no passage own/2"),
        ("How old is she?", "line 2: neither a passage nor a question"),
    ],
)  # fmt: skip
def test_a_written_question_that_cannot_be_used_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        WrittenQuestions(tmp_path, [PASSAGE, line])


def test_all_are_drawn_before_any_is_drawn_again_with_the_answer_where_it_stands(tmp_path: Path) -> None:
    own = [line for line in FILE.read_text("utf-8").splitlines() if line.split("\t")[1].startswith("own/")]
    written = WrittenQuestions(tmp_path, own)
    assert len(written.learned) > 10 * len(written.kept) > 1000
    assert not {one.passage for one in written.learned} & {one.passage for one in written.kept}
    rng, asked = random.Random(1), written.learned
    made = written.examples(rng, len(asked))
    assert {one.drawn for one in asked} == {1}
    unanswered = sum(one.answer is None for one in made) / len(made)
    assert 0.25 < unanswered < 0.75
    answers = {one.answer.upper() for one in asked}
    for one in made:
        assert one.answer is None or one.text[one.answer.start : one.answer.end].upper() in answers
    assert len({len(one.text) for one in made}) > len({len(one.passage) for one in asked})


def test_where_fact_and_plan_stand_in_one_passage_the_fact_alone_is_asked(tmp_path: Path) -> None:
    written = WrittenQuestions(tmp_path, [])
    answers: dict[tuple[str, str], set[bool]] = {}
    for one in (*written.learned, *written.kept):
        answers.setdefault((one.passage, one.question), set()).add(bool(one.answer))
    assert all(len(found) == 1 for found in answers.values())
    assert {True, False} <= {has for found in answers.values() for has in found}
