import random
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import pytest
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from index.models.packaged_e5 import HEADS, INNER, LONGEST, WIDTH, PackagedModel, tokenizer_text
from index.records import Span
from index.training import train as training
from index.training.examples import Example
from index.training.export import checkpoint_network, export, export_full
from index.training.network import FactualityBranch, Linear, ReaderNetwork, allowed, pretrained
from index.training.train import Encoded, Run, batches, encode, loss_of, tensors

pytestmark = pytest.mark.usefixtures("model_cache")

PIECES = [
    *((text, 0.0) for text in ("<s>", "<pad>", "</s>", "<unk>", "▁")), ("▁1764", -1.0), ("▁mill", -1.0),
    *((character, -4.0) for character in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,?!"), ("<mask>", 0.0),
]  # fmt: skip
TOKENIZER = Tokenizer.from_str(tokenizer_text(PIECES))
TABLE = torch.randn(len(PIECES), WIDTH, generator=torch.Generator().manual_seed(0))
TEXT = "The mill was built in 1764 by Ann Marsh."
EXAMPLE = Example("When was the mill built?", "Mills of Kelby", TEXT, Span(22, 26), "set/answer")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training is of a network of one layer, over word vectors drawn by chance, in batches of a few examples."""

    def drawn(*_: object) -> ReaderNetwork:
        torch.manual_seed(0)
        return ReaderNetwork(layers=1)

    packaged = PackagedModel({"embeddings.word_embeddings.weight": TABLE.numpy()}, PIECES)
    monkeypatch.setattr(training, "packaged_file", lambda: Path("model"))
    monkeypatch.setattr(training, "read", lambda _: packaged)
    monkeypatch.setattr(training, "pretrained", drawn)
    monkeypatch.setattr(training, "TOKENS_PER_BATCH", 512)
    monkeypatch.setattr(training, "WARMUP", 1)
    monkeypatch.setattr(Linear, "in_half", False)


def run(path: Path, words: Tensor, segments: Tensor) -> list[npt.NDArray[np.float32]]:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    found: list[npt.NDArray[np.float32]] = session.run(None, {"words": words.numpy(), "segments": segments.numpy()})
    return found


def some(number: int) -> list[Encoded]:
    rng = random.Random(number)
    made = [Example("when?", "", TEXT + " It stands." * rng.randint(0, 9), None if i % 3 else Span(22, 26), "set") for i in range(number)]  # fmt: skip
    return [e for e in (encode(TOKENIZER, one) for one in made) if e is not None]


def test_the_encoded_answer_is_the_answer_and_the_title_is_not_of_the_passage() -> None:
    encoded = encode(TOKENIZER, EXAMPLE)
    assert encoded is not None
    assert TOKENIZER.decode(list(encoded.tokens[encoded.start : encoded.end + 1])) == "1764"
    assert TOKENIZER.decode(list(encoded.tokens[encoded.first : -1])) == TEXT
    assert TOKENIZER.decode(list(encoded.tokens[: encoded.question])) == EXAMPLE.question


def test_an_answer_past_the_longest_is_left_out() -> None:
    text = "Nothing was said. " * 150 + TEXT
    assert encode(TOKENIZER, Example("when?", "", text, Span(len(text) - 18, len(text) - 14), "set")) is None


def test_no_answer_is_the_first_token() -> None:
    encoded = encode(TOKENIZER, Example("when?", "", TEXT, None, "set"))
    assert encoded is not None
    assert (encoded.start, encoded.end) == (0, 0)


def test_every_example_is_in_one_batch() -> None:
    encoded = some(90)
    assert sorted(e.tokens for batch in batches(encoded, "1") for e in batch) == sorted(e.tokens for e in encoded)


def test_batches_of_the_first_chunk_do_not_depend_on_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "CHUNK", 32)
    encoded = some(90)
    first = batches(encoded[:32], "1")
    assert batches(encoded, "1")[: len(first)] == first


def test_padding_and_company_change_no_logits() -> None:
    torch.manual_seed(0)
    network = ReaderNetwork(layers=1).eval()
    batch = some(6)
    tokens, segments, lengths = tensors(batch)
    with torch.inference_mode():
        mask = torch.arange(tokens.shape[1])[None] < lengths[:, None]
        together = network(TABLE[tokens], segments, mask)
        for row, length in enumerate(lengths.tolist()):
            alone = network(TABLE[tokens[row : row + 1, :length]], segments[row : row + 1, :length], None)
            for ours, theirs in zip(alone[:2], together[:2], strict=True):
                torch.testing.assert_close(ours[0], theirs[row, :length], atol=1e-4, rtol=1e-4)


def test_a_span_may_stand_in_the_passage_alone_or_be_none() -> None:
    inside = allowed(torch.tensor([3, 2]), torch.tensor([6, 4]), 6)
    assert inside.tolist() == [[True, False, False, True, True, False], [True, False, True, False, False, False]]


def test_the_network_begins_as_the_embedder_is() -> None:
    """Its layers are those of transformers' own network with the same weights; both segments are as the first one."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(PIECES), hidden_size=WIDTH, num_hidden_layers=2, num_attention_heads=HEADS,
        intermediate_size=INNER, max_position_embeddings=LONGEST, attn_implementation="eager",
    )  # fmt: skip
    theirs = BertModel(config).eval()
    weights = {name: value.numpy() for name, value in theirs.state_dict().items()}
    network = pretrained(weights, layers=2).eval()
    found: list[Tensor] = []
    network.layers[-1].register_forward_hook(lambda *given: found.append(given[2]))
    ids = torch.tensor([[0, 7, 8, 2, 9, 2]])
    with torch.inference_mode():
        network(theirs.get_input_embeddings()(ids), torch.tensor([[0, 0, 0, 0, 1, 1]]), None)
        expected: Any = theirs(input_ids=ids).last_hidden_state
    torch.testing.assert_close(found[0], expected, atol=1e-4, rtol=1e-4)


def test_products_in_half_precision_give_nearly_the_gradients_of_whole_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    linear, x = Linear(64, 32), torch.randn(5, 7, 64)
    gradients = []
    for half in (False, True):
        monkeypatch.setattr(Linear, "in_half", half)
        linear.zero_grad()
        given = x.clone().requires_grad_()
        linear(given).square().sum().backward()
        assert given.grad is not None
        assert linear.weight.grad is not None
        gradients.append((given.grad, linear.weight.grad.clone()))
    for whole, rough in zip(*gradients, strict=True):
        assert nn.functional.cosine_similarity(whole.flatten(), rough.flatten(), dim=0) > 0.999
        assert not torch.equal(whole, rough)


@pytest.mark.usefixtures("small")
def test_a_run_that_was_cut_goes_on_as_if_it_had_not_been(tmp_path: Path) -> None:
    plan = batches(some(60), "1")[:6]
    whole, cut = Run(tmp_path / "whole", None), Run(tmp_path / "cut", None)
    for batch in plan:
        whole.step(batch, 0.5)
    for batch in plan[:3]:
        cut.step(batch, 0.5)
    cut.save()
    again = Run(tmp_path / "cut", None)
    assert (again.batch, again.steps, again.examples) == (3, 3, sum(map(len, plan[:3])))
    for batch in plan[3:]:
        again.step(batch, 0.5)
    assert again.examples == whole.examples
    for name, value in whole.network.state_dict().items():
        assert torch.equal(value, again.network.state_dict()[name])
        assert torch.equal(whole.mean[name], again.mean[name])


@pytest.mark.usefixtures("small")
def test_a_run_learns(tmp_path: Path) -> None:
    one = Run(tmp_path, None)
    batch = some(12)
    before = float(loss_of(one.network, one.table, batch).detach())
    for _ in range(8):
        one.step(batch, 1.0)
    assert float(loss_of(one.network, one.table, batch).detach()) < 0.7 * before


@pytest.mark.usefixtures("small")
def test_a_run_that_is_finished_ends_by_itself_and_can_begin_with_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Few:
        def __init__(self, *_: object) -> None: ...

        def examples(self, _: int) -> list[Example]:
            return [Example("when?", "", TEXT, None if i % 3 else Span(22, 26), "set") for i in range(24)]

    monkeypatch.setattr(training, "Rounds", Few)
    training.train(tmp_path, tmp_path / "first", finish=60)
    training.train(tmp_path, tmp_path / "second", start=tmp_path / "first" / "checkpoint.pt", finish=24)
    first, second = (torch.load(tmp_path / n / "checkpoint.pt", weights_only=True) for n in ("first", "second"))
    assert 60 <= first["at"][2] < 60 + 24
    assert second["at"][2] >= first["at"][2] + 24
    network = checkpoint_network(tmp_path / "second" / "checkpoint.pt")
    assert len(network.layers) == 1
    assert torch.equal(network.span.weight, second["mean"]["span.weight"])
    assert not torch.equal(network.span.weight, second["network"]["span.weight"])
    ended = checkpoint_network(tmp_path / "second" / "checkpoint.pt", mean=False)
    assert torch.equal(ended.span.weight, second["network"]["span.weight"])


def test_the_exported_file_gives_what_the_network_gives(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network, branch = ReaderNetwork(layers=1).eval(), FactualityBranch().eval()
    export_full(network, branch, tmp_path / "full.onnx")
    for length in (5, 60):
        words, segments = torch.randn(1, length, WIDTH), torch.ones(1, length, dtype=torch.long)
        with torch.inference_mode():
            told = branch(network.states(words, segments, None)[-1], None)
            expected = (*network(words, segments, None), told)
        for one, other in zip(run(tmp_path / "full.onnx", words, segments), expected, strict=True):
            np.testing.assert_allclose(one, other.numpy(), atol=1e-4)


def test_the_8_bit_file_is_a_quarter_and_gives_nearly_the_same(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network, branch = ReaderNetwork(layers=1), FactualityBranch()
    export_full(network, branch, tmp_path / "full.onnx")
    export(network, branch, tmp_path / "small.onnx")
    # All but the table of positions, which is in whole numbers only where its rows are looked up.
    assert (tmp_path / "small.onnx").stat().st_size < 0.4 * (tmp_path / "full.onnx").stat().st_size
    words, segments = torch.randn(1, 30, WIDTH), torch.ones(1, 30, dtype=torch.long)
    full, small = (run(tmp_path / name, words, segments) for name in ("full.onnx", "small.onnx"))
    for one, other in zip(full[:2], small[:2], strict=True):
        assert np.corrcoef(one[0], other[0])[0, 1] > 0.999
    # Eight bits for what the layers hand on, too, would not be told apart here, and cost four points of F1.
    kinds = {node.op_type for node in onnx.load(tmp_path / "small.onnx").graph.node}
    assert "DequantizeLinear" in kinds
    assert not {"DynamicQuantizeLinear", "MatMulInteger"} & kinds
