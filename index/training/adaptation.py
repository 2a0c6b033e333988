"""Adapt a reader to questions that only seem answered: `python -m index.training.adaptation DATA CHECKPOINT OUT`.

Its matrices stay as they are, so that the file of its weights changes little. Low-rank additions to them, the biases,
the norms and the heads learn (`ReaderNetwork.adapt`), from questions written for it (`written_questions.tsv`) and from
as many of those that it learned from before, so that nothing is forgotten. The rate stays for the first half and then
falls to nothing.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from index.models.packaged_e5 import packaged_file, read
from index.training.example_mix import Rounds
from index.training.examples import Example
from index.training.export import checkpoint_network
from index.training.network import Linear, ReaderNetwork
from index.training.train import batches, encode, loss_of, update, vocabulary
from index.training.written_questions import FILE, WrittenQuestions

RANK = 16
ADDED_RATE, OTHERS_RATE = 5e-4, 1.2e-4
"""At their peak, of the low-rank additions and of all else that learns."""
WARMUP_STEPS = 60
EXAMPLES = 48_000
ROUND = 2_400
"""Written questions that are drawn at a time, and as many others."""
SEED = 25


class Adaptation:
    """A reader that is being adapted.

    Args:
        table: word vectors, one a row.
        tokenizer: of the same words.
        examples: of the whole run, over which the rate falls.
        rate: its peak, as a share of the usual one.
    """

    def __init__(
        self, network: ReaderNetwork, table: Tensor, tokenizer: Tokenizer, examples: int, rate: float = 1.0
    ) -> None:
        if network.layers[0].qkv.down is None:
            network.adapt(RANK)
        self.network, self.done, self._steps, self._all = network, 0, 0, examples
        self._table, self._tokenizer = table, tokenizer
        learning = {name: one for name, one in network.named_parameters() if one.requires_grad}
        added = [name for name in learning if ".down." in name or ".up." in name]
        self._optimiser = torch.optim.AdamW(
            [
                {"params": [learning[name] for name in added], "peak": rate * ADDED_RATE},
                {"params": [one for name, one in learning.items() if name not in added], "peak": rate * OTHERS_RATE},
            ],
            lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True,
        )  # fmt: skip

    def learn(self, examples: list[Example], seed: str) -> float:
        """Learn from each of the examples that fits into the reader once, as far as the run goes; the mean loss."""
        self.network.train()
        losses = []
        encoded = [one for example in examples if (one := encode(self._tokenizer, example)) is not None]
        for batch in batches(encoded, seed):
            if self.done >= self._all:
                break
            share = min(1.0, (self._steps + 1) / WARMUP_STEPS, 2 * (1 - self.done / self._all))
            losses.append(update(self._optimiser, loss_of(self.network, self._table, batch), share))
            self._steps, self.done = self._steps + 1, self.done + len(batch)
        return sum(losses) / max(1, len(losses))


def adapt(data: Path, network: ReaderNetwork, out: Path, examples: int, rate: float, seed: int) -> None:
    """Learn from so many examples, and write the adapted network to `out` after each round."""
    torch.manual_seed(seed)
    adaptation = Adaptation(network, *vocabulary(read(packaged_file())), examples, rate)
    written, rounds = WrittenQuestions(data, FILE.read_text("utf-8").splitlines()), Rounds(data, seed)
    Linear.in_half = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    rng, before, turn = random.Random(seed), list[Example](), 0
    while adaptation.done < examples:
        if len(before) < ROUND:
            before, turn = before + rounds.examples(turn), turn + 1
        made = written.examples(rng, ROUND) + before[:ROUND]
        del before[:ROUND]
        first, began = adaptation.done, time.monotonic()
        loss = adaptation.learn(rng.sample(made, len(made)), f"{seed} {first}")
        pace = (adaptation.done - first) / (time.monotonic() - began)
        print(
            json.dumps({"examples": adaptation.done, "loss": round(loss, 3), "per second": round(pace, 2)}), flush=True
        )
        torch.save(network.state_dict(), out)


def main() -> None:
    """Read the arguments and adapt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the question-answer sets")
    parser.add_argument("checkpoint", type=Path, help="of the finished reader, or one adapted before, which goes on")
    parser.add_argument("out", type=Path)
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    parser.add_argument("--rate", type=float, default=1.0, help="its peak, as a share of the usual one")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--last", action="store_true", help="the last weights of a run that was finished, not their mean"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    network = checkpoint_network(arguments.checkpoint, mean=not arguments.last)
    adapt(arguments.data, network, arguments.out, arguments.examples, arguments.rate, arguments.seed)


if __name__ == "__main__":
    main()
