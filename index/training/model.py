"""The reader's network: a small cross-encoder over question and passage, with a span head and an answer head."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from index.models.model_files import packaged_model

LONGEST = 256
"""Tokens read in training, special ones included."""


class ReaderNetwork(nn.Module):
    """MiniLM over `[CLS] question [SEP] title and passage [SEP]`.

    The span that starts and ends at [CLS] stands for "no answer"; a second head says from [CLS] whether there is one.
    """

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.span = nn.Linear(config.hidden_size, 2)
        self.answers = nn.Linear(config.hidden_size, 1)

    def forward(self, tokens: Tensor, attention: Tensor, segments: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of start and end, each (batch, length), and of "this passage answers", (batch,)."""
        hidden = self.encoder(input_ids=tokens, attention_mask=attention, token_type_ids=segments).last_hidden_state
        start, end = self.span(hidden).unbind(-1)
        return start, end, self.answers(hidden[:, 0]).squeeze(-1)


def pretrained() -> ReaderNetwork:
    """The network with the packaged all-MiniLM-L6-v2 as its encoder, its heads new, no dropout."""
    folder = packaged_model()
    config = BertConfig.from_pretrained(folder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    network = ReaderNetwork(config)
    network.encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
    return network


def allowed(segments: Tensor, attention: Tensor, first: Sequence[int]) -> Tensor:
    """Where a span may start and end: [CLS], and the passage from its first token (title left out) to before [SEP]."""
    places = torch.arange(segments.shape[1])
    lengths = attention.sum(1, keepdim=True)
    inside = (places[None] >= torch.tensor(first)[:, None]) & (places[None] < lengths - 1)
    inside[:, 0] = True
    return inside


def checkpoint_weights(*paths: Path) -> ReaderNetwork:
    """The network with the weights that a training run saved, or with the mean of several runs' weights.

    Runs that began with the same weights lie close enough for their mean to be better than each (Wortsman et al.,
    "Model soups", 2022).
    """
    network = pretrained()
    saved = [torch.load(path, weights_only=True)["network"] for path in paths]
    mean = {
        name: torch.stack([one[name] for one in saved]).mean(0) if value.is_floating_point() else value
        for name, value in saved[0].items()
    }
    network.load_state_dict(mean)
    return network.eval()
