import copy
import json
import random
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest
import torch
from index.training.model import ReaderNetwork
from transformers import BertConfig

from index.models.span_model import span_scores, tokenizer
from index.records import Span
from index.training import model
from index.training import train as training
from index.training.examples import Example
from index.training.export import export, export_full
from index.training.train import Encoded, Workers, batches, encode, loss_of, rate

pytestmark = pytest.mark.usefixtures("model_cache")

READER = tokenizer()
START = Path("begun.pt")
TEXT = "The mill was built in 1764 by Ann Marsh."
EXAMPLE = Example("When was the mill built?", "Mills of Kelby", TEXT, Span(22, 26), "set/answer")


@pytest.fixture(scope="module")
def small() -> ReaderNetwork:
    torch.manual_seed(0)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
                        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)  # fmt: skip
    return ReaderNetwork(config)


def run(path: Path, *given: npt.NDArray[np.int64]) -> list[npt.NDArray[np.float32]]:
    """The logits that an exported file gives for token ids, attention mask and segments, each (batch, length)."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    found: list[npt.NDArray[np.float32]] = session.run(
        None, dict(zip(("tokens", "attention", "segments"), given, strict=True))
    )
    return found


def some(number: int) -> list[Encoded]:
    rng = random.Random(number)
    made = [Example("when?", "", TEXT + " It stands." * rng.randint(0, 9), None if i % 3 else Span(22, 26), "set") for i in range(number)]  # fmt: skip
    return [e for e in (encode(READER, one) for one in made) if e is not None]


def test_the_encoded_answer_is_the_answer_and_the_title_is_not_of_the_passage() -> None:
    encoded = encode(READER, EXAMPLE)
    assert encoded is not None
    assert READER.decode(list(encoded.tokens[encoded.start : encoded.end + 1])) == "1764"
    assert READER.decode(list(encoded.tokens[encoded.first : -1])).startswith("the mill was built")


def test_an_answer_past_the_longest_is_left_out() -> None:
    text = "Nothing was said. " * 150 + TEXT
    assert encode(READER, Example("when?", "", text, Span(len(text) - 18, len(text) - 14), "set")) is None


def test_no_answer_is_the_first_token() -> None:
    encoded = encode(READER, Example("when?", "", TEXT, None, "set"))
    assert encoded is not None
    assert (encoded.start, encoded.end) == (0, 0)


def test_every_example_is_in_one_batch() -> None:
    encoded = some(90)
    assert sorted(e.tokens for batch in batches(encoded, 1) for e in batch) == sorted(e.tokens for e in encoded)


def test_batches_of_the_first_chunk_do_not_depend_on_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "CHUNK", 32)
    encoded = some(90)
    first = batches(encoded[:32], 1)
    assert batches(encoded, 1)[: len(first)] == first


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    assert rate(0, 10_000) < 0.01
    assert rate(5_000, 10_000) == 1.0
    assert rate(9_999, 10_000) < 0.01


def test_two_threads_give_the_gradients_of_one(small: ReaderNetwork) -> None:
    batch = some(6)
    small.zero_grad()
    loss = loss_of(small, batch)
    loss.backward()  # type: ignore[no-untyped-call]
    alone = [p.grad.clone() for p in small.parameters() if p.grad is not None]
    shared = Workers(small, 2).gradients(batch)
    together = [p.grad for p in small.parameters() if p.grad is not None]
    assert shared == pytest.approx(loss.item(), abs=1e-5)
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(alone, together, strict=True))


def test_a_run_that_was_cut_goes_on_as_if_it_had_not_been(
    tmp_path: Path, small: ReaderNetwork, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = {name: value.clone() for name, value in small.state_dict().items()}

    def fresh() -> ReaderNetwork:
        network = ReaderNetwork(small.encoder.config)
        network.load_state_dict(weights)
        return network

    examples = [
        Example("when?", "", TEXT + " It stands." * (i % 7), None if i % 3 else Span(22, 26), "set") for i in range(60)
    ]
    monkeypatch.setattr(training, "pretrained", fresh)
    monkeypatch.setattr(training, "real_and_made", lambda *_: (examples, []))
    monkeypatch.setattr(training, "TOKENS_PER_BATCH", 256)
    monkeypatch.setattr(training, "DECAY", 0.01)
    training.train(tmp_path, tmp_path / "whole", 60, 1)
    training.train(tmp_path, tmp_path / "cut", 30, 1)
    training.train(tmp_path, tmp_path / "cut", 60, 1)
    whole, cut = (torch.load(tmp_path / name / "checkpoint.pt", weights_only=True) for name in ("whole", "cut"))
    assert whole["examples"] == cut["examples"] == 60
    assert all(torch.equal(whole["network"][name], cut["network"][name]) for name in whole["network"])
    assert json.loads(capsys.readouterr().out.splitlines()[-1])


def test_a_run_can_begin_with_the_weights_of_another(
    tmp_path: Path, small: ReaderNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = [Example("when?", "", TEXT, None if i % 3 else Span(22, 26), "set") for i in range(60)]
    monkeypatch.setattr(training, "pretrained", lambda: copy.deepcopy(small))
    monkeypatch.setattr(training, "checkpoint_weights", lambda path: copy.deepcopy(small) if path == START else None)
    monkeypatch.setattr(training, "real_and_made", lambda *_: (examples, []))
    for name, start in (("fresh", None), ("begun", START)):
        training.train(tmp_path, tmp_path / name, 60, 1, seed=3, start=start)
    fresh, begun = (torch.load(tmp_path / n / "checkpoint.pt", weights_only=True) for n in ("fresh", "begun"))
    assert all(torch.equal(fresh["network"][name], begun["network"][name]) for name in fresh["network"])
    with pytest.raises(AttributeError):  # another path is asked for its weights, and here has none
        training.train(tmp_path, tmp_path / "other", 60, 1, start=tmp_path)


def test_the_exported_file_gives_what_the_network_gives(tmp_path: Path, small: ReaderNetwork) -> None:
    export_full(small, tmp_path / "full.onnx")
    given = [np.array(x, dtype=np.int64) for x in ([[101, 7, 8, 102, 9]], [[1, 1, 1, 1, 1]], [[0, 0, 0, 1, 1]])]
    with torch.inference_mode():
        expected = small.eval()(*(torch.from_numpy(x) for x in given))
    for one, other in zip(run(tmp_path / "full.onnx", *given), expected, strict=True):
        assert np.allclose(one, other.numpy(), atol=1e-5)


def test_the_8_bit_file_is_smaller_and_takes_any_length(tmp_path: Path, small: ReaderNetwork) -> None:
    export_full(small, tmp_path / "full.onnx")
    export(small, tmp_path / "small.onnx")
    assert (tmp_path / "small.onnx").stat().st_size < 0.5 * (tmp_path / "full.onnx").stat().st_size
    for shape in ((1, 20), (2, 90)):
        start, end, answers = run(tmp_path / "small.onnx", *np.ones((3, *shape), dtype=np.int64))
        assert (start.shape, end.shape, answers.shape) == (shape, shape, shape[:1])


def test_the_best_span_leaves_out_the_title_and_never_ends_before_it_starts() -> None:
    title = "Mills of Kelby\n"
    read = READER.encode(EXAMPLE.question, title + TEXT)
    length = len(read.ids)
    rng = np.random.default_rng(0)
    for _ in range(50):
        start, end = rng.normal(size=(2, length)).astype(np.float32)
        found = span_scores(TEXT, read.offsets, read.type_ids, length - 1, len(title), (start, end), 0.0).best()
        assert found is not None
        assert 0 <= found[0].start < found[0].end <= len(TEXT)


def test_the_span_with_the_highest_logits_is_found() -> None:
    read = READER.encode(EXAMPLE.question, TEXT)
    at = next(i for i, (low, high) in enumerate(read.offsets) if read.type_ids[i] == 1 and (low, high) == (22, 26))
    start, end = np.zeros(len(read.ids), np.float32), np.zeros(len(read.ids), np.float32)
    start[at] = end[at] = 5.0
    found = span_scores(TEXT, read.offsets, read.type_ids, len(read.ids) - 1, 0, (start, end), 0.0).best()
    assert found == (Span(22, 26), 10.0)


def test_the_mean_of_several_runs_is_exported(
    tmp_path: Path, small: ReaderNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "pretrained", lambda: copy.deepcopy(small))
    weights = small.state_dict()
    for number, factor in enumerate((1.0, 3.0)):
        torch.save({"network": {name: value * factor for name, value in weights.items()}}, tmp_path / f"{number}.pt")
    mean = model.checkpoint_weights(tmp_path / "0.pt", tmp_path / "1.pt").state_dict()
    assert all(torch.allclose(mean[name], value * 2) for name, value in weights.items())
