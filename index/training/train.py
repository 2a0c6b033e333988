"""Train the reader: `python -m index.training.train DATA OUT`; run again, it goes on where it was."""

import argparse
import json
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy as copy_of
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.models.span_model import tokenizer
from index.training.examples import Example
from index.training.model import LONGEST, ReaderNetwork, allowed, checkpoint_weights, pretrained
from index.training.phases import in_order, real_and_made

SEED = 20
PEAK_RATE = 1.5e-4
HEADS_FASTER = 4.0
WARMUP = 1500
"""Examples over which the rate rises."""
DECAY = 0.18
"""Share of the examples, at the end, over which the rate falls to nothing."""
TOKENS_PER_BATCH = 2304
MOST_PER_BATCH = 32
CHUNK = 1024
"""Examples sorted by length together, so that little is spent on padding and the order stays mixed."""
SAVE_EVERY = 600.0
EXAMPLES = 30_000


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example in tokens: start and end (inclusive) are 0 where there is no answer; `first` starts the passage."""

    tokens: tuple[int, ...]
    question: int
    first: int
    start: int
    end: int


def encode(reader: Tokenizer, example: Example) -> Encoded | None:
    """Tokens of an example, cut at LONGEST, or None when its answer does not fit."""
    head = f"{example.title}\n" if example.title else ""
    encoding = reader.encode(example.question, head + example.text)
    ids, kinds, offsets = encoding.ids, encoding.type_ids, encoding.offsets
    question = kinds.index(1)
    first = next((i for i in range(question, len(ids) - 1) if offsets[i][0] >= len(head)), len(ids) - 1)
    if len(ids) > LONGEST:
        ids = [*ids[: LONGEST - 1], ids[-1]]
    last = len(ids) - 1
    if example.answer is None:
        return Encoded(tuple(ids), question, first, 0, 0) if first < last else None
    low, high = example.answer.start + len(head), example.answer.end + len(head)
    covered = [i for i in range(first, last) if offsets[i][0] < high and offsets[i][1] > low]
    return (
        Encoded(tuple(ids), question, first, covered[0], covered[-1])
        if covered and offsets[covered[-1]][1] >= high
        else None
    )


def batches(encoded: list[Encoded], seed: int) -> list[list[Encoded]]:
    """Batches of like length in a seeded order that keeps the order of the examples roughly."""
    rng = random.Random(seed)
    found: list[list[Encoded]] = []
    for at in range(0, len(encoded), CHUNK):
        chunk = sorted(encoded[at : at + CHUNK], key=lambda e: len(e.tokens))
        mine: list[list[Encoded]] = [[]]
        for one in chunk:
            if mine[-1] and (
                len(mine[-1]) == MOST_PER_BATCH or (len(mine[-1]) + 1) * len(one.tokens) > TOKENS_PER_BATCH
            ):
                mine.append([])
            mine[-1].append(one)
        rng.shuffle(mine)
        found += mine
    return found


def rate(seen: int, total: int) -> float:
    """Share of the peak rate after `seen` of `total` examples: up, flat, and down at the end."""
    return min(1.0, (seen + 1) / WARMUP, max(0.0, (total - seen) / (DECAY * total)))


def loss_of(network: ReaderNetwork, batch: list[Encoded]) -> Tensor:
    """Cross-entropy of start and end, averaged, and half of that of the answer head."""
    tokens, attention, segments = tensors(batch)
    start, end, answers = network(tokens, attention, segments)
    inside = allowed(segments, attention, [one.first for one in batch])
    start, end = (logits.masked_fill(~inside, -1e4) for logits in (start, end))
    starts, ends = (torch.tensor([getattr(one, side) for one in batch]) for side in ("start", "end"))
    spans = (nn.functional.cross_entropy(start, starts) + nn.functional.cross_entropy(end, ends)) / 2
    has = nn.functional.binary_cross_entropy_with_logits(answers, (starts > 0).float())
    return spans + 0.5 * has


def tensors(batch: list[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids, attention mask and segments, each (batch, longest), padded at the end."""
    longest = max(len(one.tokens) for one in batch)
    tokens = torch.zeros(len(batch), longest, dtype=torch.long)
    attention, segments = torch.zeros_like(tokens), torch.zeros_like(tokens)
    for row, one in enumerate(batch):
        tokens[row, : len(one.tokens)] = torch.tensor(one.tokens)
        attention[row, : len(one.tokens)] = 1
        segments[row, one.question : len(one.tokens)] = 1
    return tokens, attention, segments


class Workers:
    """Works out the gradients of a batch, a share of it in each of some threads.

    One thread of ours for each share, each with one of torch's, meet once a batch; torch's own threads meet in every
    operation, which costs half of the speed when other programs want the processor. The shares are added up in a fixed
    order, so that the sum is the same every time.
    """

    def __init__(self, network: ReaderNetwork, threads: int) -> None:
        torch.set_num_threads(1)
        self._network = network
        self._copies = [network]
        for _ in range(threads - 1):
            copy = copy_of(network)
            for mine, shared in zip(copy.parameters(), network.parameters(), strict=True):
                mine.data = shared.data  # the same memory: what the optimiser changes, every copy sees
                mine.requires_grad_(shared.requires_grad)
            self._copies.append(copy)
        self._pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))

    def gradients(self, batch: list[Encoded]) -> float:
        """Put the gradients of the mean loss of `batch` in the network; returns that loss."""
        shares = [batch[i :: len(self._copies)] for i in range(len(self._copies))]
        work = [
            (copy, share, len(share) / len(batch)) for copy, share in zip(self._copies, shares, strict=True) if share
        ]
        losses = list(self._pool.map(_share, work))
        for copy, _, _ in work[1:]:
            for mine, theirs in zip(self._network.parameters(), copy.parameters(), strict=True):
                if mine.grad is not None and theirs.grad is not None:
                    mine.grad += theirs.grad
        return sum(losses)


def _share(work: tuple[ReaderNetwork, list[Encoded], float]) -> float:
    """Gradients of one share of a batch, which counts for `weight` of it; returns its part of the loss."""
    network, share, weight = work
    network.zero_grad()
    loss = loss_of(network, share) * weight
    loss.backward()  # type: ignore[no-untyped-call]
    return loss.item()


def train(data: Path, out: Path, most: int, threads: int, seed: int = SEED, start: Path | None = None) -> None:
    """Train on the first `most` examples that `seed` gives, saving on the way.

    The weights begin as those of the checkpoint `start`, or as the packaged model's.
    """
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    reader = tokenizer()
    real, made = ([e for e in some if encode(reader, e) is not None] for some in real_and_made(data, seed))
    encoded = [one for example in in_order(real, made, seed) if (one := encode(reader, example)) is not None]
    plan = batches(encoded, seed)
    total = min(most, len(encoded))
    network = pretrained() if start is None else checkpoint_weights(start)
    network.encoder.embeddings.requires_grad_(False)
    bodies = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [*network.span.parameters(), *network.answers.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": bodies, "peak": PEAK_RATE}, {"params": heads, "peak": PEAK_RATE * HEADS_FASTER}],
        lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    done, seen = 0, 0
    latest = out / "checkpoint.pt"
    if latest.exists():
        saved = torch.load(latest, weights_only=True)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        done, seen = saved["batches"], saved["examples"]
    asked_to_stop = False

    def stop(*_: object) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True

    signal.signal(signal.SIGTERM, stop)

    def save() -> None:
        part = out / "checkpoint.part"
        state = {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "batches": done,
            "examples": seen,
        }
        torch.save(state, part)
        part.replace(latest)

    print(json.dumps({"examples": total, "batches": len(plan), "from": done}), flush=True)
    network.train()
    workers = Workers(network, threads)
    saved_at = noted_at = time.monotonic()
    noted_examples, noted_batches, running = seen, done, 0.0
    while done < len(plan) and seen < total and not asked_to_stop:
        batch = plan[done]
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * rate(seen, total)
        running += workers.gradients(batch)
        nn.utils.clip_grad_norm_(bodies + heads, 1.0)
        optimiser.step()
        done, seen = done + 1, seen + len(batch)
        now = time.monotonic()
        if done % 25 == 0:
            print(json.dumps({
                "batches": done, "examples": seen, "loss": round(running / (done - noted_batches), 3),
                "rate": rate(seen, total), "per second": round((seen - noted_examples) / (now - noted_at), 2),
            }), flush=True)  # fmt: skip
            noted_at, noted_examples, noted_batches, running = now, seen, done, 0.0
        if now - saved_at > SAVE_EVERY:
            save()
            saved_at = now
    save()


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the question-answer sets")
    parser.add_argument("out", type=Path, help="folder for the checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--examples",
        type=int,
        default=EXAMPLES,
        help="examples to learn from; may change until the rate begins to fall",
    )
    parser.add_argument("--seed", type=int, default=SEED, help="what examples are made and in which order")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier run whose weights this run begins with")
    arguments = parser.parse_args()
    train(arguments.data, arguments.out, arguments.examples, arguments.threads, arguments.seed, arguments.start)


if __name__ == "__main__":
    main()
