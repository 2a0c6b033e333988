"""Train the reader: `python -m index.training.train DATA OUT`; run again, it goes on where it was.

Peak rate and warm-up are as is usual for networks of this size; the rate then stays, so that a run can be given as much
time as there is, and `--finish N` lets it fall to nothing over N more examples in a folder of its own. A mean of the
weights over the last thousand steps or so is kept beside them, which is nearly as good as a finished run (Izmailov et
al., "Averaging weights leads to wider optima", 2018).
"""

import argparse
import json
import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.models.packaged_e5 import PackagedModel, packaged_file, read, tokenizer_text
from index.training.example_mix import Rounds
from index.training.examples import Example
from index.training.network import Linear, ReaderNetwork, allowed, pretrained

SEED = 17
PEAK_RATE = 1.2e-4
HEADS_FASTER = 4.0
WARMUP = 2500
"""Examples over which the rate rises."""
TOKENS_PER_BATCH = 4096
MOST_PER_BATCH = 40
MOST_TOKENS = 288
CHUNK = 1024
"""Examples sorted by length together, so that little is spent on padding and the order stays mixed."""
SAVE_EVERY = 600.0
MEAN_KEEPS = 0.998
"""How much of the mean of the weights is kept in a step."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example in tokens: start and end (inclusive) are 0 where there is no answer; `first` starts the passage."""

    tokens: tuple[int, ...]
    question: int
    first: int
    start: int
    end: int


def encode(tokenizer: Tokenizer, example: Example) -> Encoded | None:
    """Tokens of an example, cut at MOST_TOKENS, or None when its answer does not fit."""
    head = f"{example.title}\n" if example.title else ""
    encoding = tokenizer.encode(example.question, head + example.text)
    ids, kinds, offsets = encoding.ids, encoding.type_ids, encoding.offsets
    question = kinds.index(1)
    if question > MOST_TOKENS // 2:
        return None
    last = len(ids) - 1
    first = next((i for i in range(question, last) if offsets[i][1] > len(head)), last)
    if len(ids) > MOST_TOKENS:
        ids = [*ids[: MOST_TOKENS - 1], ids[-1]]
    last = len(ids) - 1
    if first >= last:
        return None
    if example.answer is None:
        return Encoded(tuple(ids), question, first, 0, 0)
    low, high = example.answer.start + len(head), example.answer.end + len(head)
    covered = [i for i in range(first, last) if offsets[i][0] < high and offsets[i][1] > low]
    if not covered or offsets[covered[-1]][1] < high:
        return None
    return Encoded(tuple(ids), question, first, covered[0], covered[-1])


def batches(encoded: list[Encoded], seed: str) -> list[list[Encoded]]:
    """Batches of like length in a seeded order that keeps the order of the examples roughly."""
    rng = random.Random(seed)
    found: list[list[Encoded]] = []
    for at in range(0, len(encoded), CHUNK):
        chunk = sorted(encoded[at : at + CHUNK], key=lambda e: len(e.tokens))
        mine: list[list[Encoded]] = [[]]
        for one in chunk:
            full = len(mine[-1]) == MOST_PER_BATCH or (len(mine[-1]) + 1) * len(one.tokens) > TOKENS_PER_BATCH
            if mine[-1] and full:
                mine.append([])
            mine[-1].append(one)
        rng.shuffle(mine)
        found += mine
    return found


def loss_of(network: ReaderNetwork, table: Tensor, batch: list[Encoded]) -> Tensor:
    """Cross-entropy of start and end, averaged, and half of that of the answer head."""
    tokens, segments, lengths = tensors(batch)
    longest = tokens.shape[1]
    mask = torch.arange(longest)[None] < lengths[:, None]
    start, end, answers = network(table[tokens], segments, mask)
    inside = allowed(torch.tensor([one.first for one in batch]), lengths, longest)
    start, end = (logits.masked_fill(~inside, -1e4) for logits in (start, end))
    starts, ends = (torch.tensor([getattr(one, side) for one in batch]) for side in ("start", "end"))
    spans = (nn.functional.cross_entropy(start, starts) + nn.functional.cross_entropy(end, ends)) / 2
    has = nn.functional.binary_cross_entropy_with_logits(answers, (starts > 0).float())
    return spans + 0.5 * has


def tensors(batch: list[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids and segments, each (batch, longest), padded at the end, and lengths (batch,)."""
    lengths = torch.tensor([len(one.tokens) for one in batch])
    tokens = torch.ones(len(batch), int(lengths.max()), dtype=torch.long)
    segments = torch.zeros_like(tokens)
    for row, one in enumerate(batch):
        tokens[row, : len(one.tokens)] = torch.tensor(one.tokens)
        segments[row, one.question : len(one.tokens)] = 1
    return tokens, segments, lengths


def vocabulary(model: PackagedModel) -> tuple[Tensor, Tokenizer]:
    """The embedder's word vectors, one a row, and the tokenizer of the same words."""
    table = torch.from_numpy(model.weights["embeddings.word_embeddings.weight"])
    return table, Tokenizer.from_str(tokenizer_text(model.pieces))


def update(optimiser: torch.optim.Optimizer, loss: Tensor, rate: float) -> float:
    """Let what the optimiser has learn from a loss, at `rate` of each group's "peak"; returns the loss."""
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * rate
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_([one for group in optimiser.param_groups for one in group["params"]], 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.detach())


class Run:
    """One run, on disk in `out`: weights, their mean, the optimiser's state, and how far it has come."""

    def __init__(self, out: Path, start: Path | None) -> None:
        self._file = out / "checkpoint.pt"
        out.mkdir(parents=True, exist_ok=True)
        model = read(packaged_file())
        self.table, self.tokenizer = vocabulary(model)
        self.network = pretrained(model.weights)
        heads = list(self.network.heads())
        known = {id(p) for p in heads}
        bodies = [p for p in self.network.parameters() if id(p) not in known]
        self.optimiser = torch.optim.AdamW(
            [{"params": bodies, "peak": PEAK_RATE}, {"params": heads, "peak": PEAK_RATE * HEADS_FASTER}],
            lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True,
        )  # fmt: skip
        self.round = self.batch = self.examples = self.steps = 0
        saved = self._file if self._file.exists() else start
        if saved is not None:
            state = torch.load(saved, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.round, self.batch, self.examples, self.steps = state["at"]
            self.mean = state["mean"]
        else:
            self.mean = {name: value.clone() for name, value in self.network.state_dict().items()}

    def step(self, batch: list[Encoded], rate: float) -> float:
        """Learn from one batch at `rate` of the peak; returns the loss."""
        loss = update(self.optimiser, loss_of(self.network, self.table, batch), rate)
        self.batch, self.steps, self.examples = self.batch + 1, self.steps + 1, self.examples + len(batch)
        keeps = min(MEAN_KEEPS, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self.mean[name].lerp_(value, 1 - keeps)
        return loss

    def save(self) -> None:
        """Write everything, whole or not at all."""
        part = self._file.with_suffix(".part")
        at = (self.round, self.batch, self.examples, self.steps)
        state = {
            "network": self.network.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "at": at,
        }
        torch.save(state, part)
        part.replace(self._file)


def train(data: Path, out: Path, seed: int = SEED, start: Path | None = None, finish: int | None = None) -> None:
    """Train until asked to stop (SIGTERM), or, where `finish` says so, over so many examples with a falling rate."""
    torch.manual_seed(seed)
    np.random.seed(seed)
    run = Run(out, start)
    began = run.examples
    marker = out / "began"
    if finish is not None:
        if marker.exists():
            began = int(marker.read_text())
        marker.write_text(str(began))
    asked_to_stop = False

    def stop(*_: object) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True

    signal.signal(signal.SIGTERM, stop)
    rounds = Rounds(data, seed)
    run.network.train()
    Linear.in_half = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    saved_at = time.monotonic()
    noted = (run.examples, run.steps, time.monotonic(), time.process_time())
    running = 0.0
    while not asked_to_stop:
        made = rounds.examples(run.round)
        plan = batches([one for e in made if (one := encode(run.tokenizer, e)) is not None], f"{seed} {run.round}")
        while run.batch < len(plan) and not asked_to_stop:
            left = 1.0 if finish is None else 1 - (run.examples - began) / finish
            if left <= 0:
                asked_to_stop = True
                break
            running += run.step(plan[run.batch], min(1.0, (run.examples + 1) / WARMUP) * left)
            if run.steps % 25 == 0:
                now, used = time.monotonic(), time.process_time()
                print(json.dumps({
                    "round": run.round, "batch": run.batch, "of": len(plan), "examples": run.examples,
                    "loss": round(running / (run.steps - noted[1]), 3),
                    "per second": round((run.examples - noted[0]) / (now - noted[2]), 2),
                    "per cpu second": round((run.examples - noted[0]) / (used - noted[3]), 2),
                }), flush=True)  # fmt: skip
                noted, running = (run.examples, run.steps, now, used), 0.0
            if time.monotonic() - saved_at > SAVE_EVERY:
                run.save()
                saved_at = time.monotonic()
        if run.batch >= len(plan):
            run.round, run.batch = run.round + 1, 0
    run.save()


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the question-answer sets")
    parser.add_argument("out", type=Path, help="folder for the checkpoint")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED, help="what examples are made and in which order")
    parser.add_argument("--start", type=Path, help="checkpoint that this run begins with")
    parser.add_argument("--finish", type=int, help="let the rate fall to nothing over so many examples, and end")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.data, arguments.out, arguments.seed, arguments.start, arguments.finish)


if __name__ == "__main__":
    main()
