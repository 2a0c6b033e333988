"""The reader's network: the layers of multilingual-e5-small over question and passage, with two heads of its own.

It is given word vectors, not token ids: the table of word vectors is the embedder's, is never trained, and is not
shipped with the reader.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from index.models.packaged_e5 import HEADS, INNER, LAYERS, LONGEST, WIDTH

EPSILON = 1e-12
FACTUALITY_LAYERS = 1
"""Two are no better: index/training/README.md."""


class _HalfProduct(torch.autograd.Function):
    """A linear map whose products are made in bfloat16, which processors that have it do at twice the speed."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        flat, small = x.reshape(-1, x.shape[-1]).bfloat16(), weight.bfloat16()
        ctx.save_for_backward(flat, small)
        product = torch.mm(flat, small.t()).float().view(*x.shape[:-1], weight.shape[0])
        return product if bias is None else product + bias

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor | None, Tensor | None]:
        flat, small = ctx.saved_tensors
        full = gradient.reshape(-1, gradient.shape[-1])
        given = full.bfloat16()
        back = torch.mm(given, small).float().view(*gradient.shape[:-1], small.shape[1])
        _, of_weight, of_bias = ctx.needs_input_grad
        return back, torch.mm(given.t(), flat).float() if of_weight else None, full.sum(0) if of_bias else None


class Linear(nn.Linear):
    """A linear map, in bfloat16 while it learns where `in_half` is set; with a low-rank addition once it is adapted."""

    in_half: ClassVar[bool] = False

    def __init__(self, inputs: int, outputs: int, bias: bool = True) -> None:
        super().__init__(inputs, outputs, bias)
        self.down: Linear | None = None
        self.up: Linear | None = None

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - the name that torch gives it
        """`input` (..., in) to (..., out)."""
        if Linear.in_half and self.training:
            product: Tensor = _HalfProduct.apply(input, self.weight, self.bias)  # type: ignore[no-untyped-call]
        else:
            product = super().forward(input)
        return product if self.down is None or self.up is None else product + self.up(self.down(input))

    def adapt(self, rank: int) -> None:
        """Keep the matrix as it is, and add the product of two of so small a rank, at first nothing, that learn in its
        place (Hu et al., "LoRA: low-rank adaptation of large language models", 2021)."""
        self.weight.requires_grad_(False)
        self.down, self.up = Linear(self.in_features, rank, bias=False), Linear(rank, self.out_features, bias=False)
        nn.init.normal_(self.down.weight, std=self.in_features**-0.5)
        nn.init.zeros_(self.up.weight)


class Layer(nn.Module):
    """One transformer layer, normalised after each part, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.mixed = Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = Linear(WIDTH, INNER)
        self.outer = Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """`hidden` (batch, length, width); `mask` (batch, 1, 1, length) true at tokens, None: everywhere."""
        batch, length, _ = hidden.shape
        parts = self.qkv(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask)
        hidden = self.mixed_norm(hidden + self.mixed(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        found: Tensor = self.outer_norm(hidden + self.outer(functional.gelu(self.inner(hidden))))
        return found


class ReaderNetwork(nn.Module):
    """A cross-encoder over `<s> question </s> title and passage </s>`.

    The span that starts and ends at `<s>` stands for "no answer"; a second head says from `<s>` whether there is one.
    """

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.positions = nn.Embedding(LONGEST, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.span = nn.Linear(WIDTH, 2)
        self.answers = nn.Linear(WIDTH, 1)

    def forward(self, words: Tensor, segments: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of start and end, each (batch, length), and of "this passage answers", (batch,).

        `words` (batch, length, width) are word vectors, `segments` (batch, length) 0 for the question and 1 for the
        passage, `mask` (batch, length) true where there is a token, None where there is one everywhere.
        """
        return self.scores(self.states(words, segments, mask)[-1])

    def states(self, words: Tensor, segments: Tensor, mask: Tensor | None, layers: int | None = None) -> list[Tensor]:
        """What each of the first `layers`, or of all, makes of the input of `forward`, each (batch, length, width)."""
        places = torch.arange(words.shape[1])
        hidden = self.norm(words + self.positions(places) + self.segments(segments))
        spread, found = None if mask is None else mask[:, None, None, :], list[Tensor]()
        for layer in self.layers[:layers]:
            hidden = layer(hidden, spread)
            found.append(hidden)
        return found

    def scores(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The logits of `forward` from what the last layer made."""
        start, end = self.span(hidden).unbind(-1)
        return start, end, self.answers(hidden[:, 0]).squeeze(-1)

    def adapt(self, rank: int) -> None:
        """Let every matrix of the layers learn by a low-rank addition only (`Linear.adapt`)."""
        for layer in self.layers:
            for linear in (layer.qkv, layer.mixed, layer.inner, layer.outer):
                linear.adapt(rank)

    def heads(self) -> Iterator[nn.Parameter]:
        """The parameters that begin untrained."""
        yield from self.span.parameters()
        yield from self.answers.parameters()


class FactualityBranch(nn.Module):
    """Whether the passage tells as a fact that words of it answer: layers of its own over the reader's layer `AFTER`.

    The reader itself stays as it is: what its other outputs say does not change.
    """

    AFTER: ClassVar[int] = 8

    def __init__(self, layers: int = FACTUALITY_LAYERS) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.factual = nn.Linear(WIDTH, 1)
        self.dropped = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Logits (batch, length) of each token, to be averaged over those of the answer.

        `hidden` (batch, length, width) is what the reader's layer `AFTER` made, `mask` as `ReaderNetwork` takes it.
        """
        spread = None if mask is None else mask[:, None, None, :]
        hidden = self.dropped(hidden)
        for layer in self.layers:
            hidden = self.dropped(layer(hidden, spread))
        logits: Tensor = self.factual(hidden).squeeze(-1)
        return logits

    @classmethod
    def beginning(cls, network: ReaderNetwork, layers: int = FACTUALITY_LAYERS) -> "FactualityBranch":
        """With the layers that follow in the reader, its head untrained."""
        branch = cls(layers)
        for mine, theirs in zip(branch.layers, network.layers[cls.AFTER :], strict=False):
            mine.load_state_dict(theirs.state_dict())
        return branch


def pretrained(weights: Mapping[str, npt.NDArray[np.float32]], layers: int = LAYERS) -> ReaderNetwork:
    """The network with the first `layers` of the embedder's layers, its heads new, both segments alike at first."""
    network = ReaderNetwork(layers)
    state = network.state_dict()

    def put(name: str, *sources: str) -> None:
        state[name].copy_(torch.from_numpy(np.concatenate([weights[source] for source in sources])))

    put("positions.weight", "embeddings.position_embeddings.weight")
    both = np.tile(weights["embeddings.token_type_embeddings.weight"][:1], (2, 1))
    state["segments.weight"].copy_(torch.from_numpy(both))
    for kind in ("weight", "bias"):
        put(f"norm.{kind}", f"embeddings.LayerNorm.{kind}")
        for i in range(layers):
            theirs, mine = f"encoder.layer.{i}.", f"layers.{i}."
            put(f"{mine}qkv.{kind}", *(f"{theirs}attention.self.{part}.{kind}" for part in ("query", "key", "value")))
            put(f"{mine}mixed.{kind}", f"{theirs}attention.output.dense.{kind}")
            put(f"{mine}mixed_norm.{kind}", f"{theirs}attention.output.LayerNorm.{kind}")
            put(f"{mine}inner.{kind}", f"{theirs}intermediate.dense.{kind}")
            put(f"{mine}outer.{kind}", f"{theirs}output.dense.{kind}")
            put(f"{mine}outer_norm.{kind}", f"{theirs}output.LayerNorm.{kind}")
    return network


def allowed(first: Tensor, lengths: Tensor, longest: int) -> Tensor:
    """Where a span may start and end (batch, longest): at `<s>`, and from the passage's first token to its last."""
    places = torch.arange(longest)
    inside = (places[None] >= first[:, None]) & (places[None] < lengths[:, None] - 1)
    inside[:, 0] = True
    return inside
