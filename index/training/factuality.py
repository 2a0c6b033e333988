"""Train what tells facts: `python -m index.training.factuality DATA CHECKPOINT OUT.pt`.

A branch over the middle of a trained reader (`FactualityBranch`), with the reader itself left as it is: what its lower
layers make of each example is computed once, and the branch learns from that, two rounds in some twenty minutes.
"""

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import torch
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.models.packaged_e5 import WIDTH, packaged_file, read
from index.training.examples import Example
from index.training.export import checkpoint_network
from index.training.factuality_examples import FactualityExamples
from index.training.factuality_frames import Told
from index.training.network import FACTUALITY_LAYERS, FactualityBranch, Linear, ReaderNetwork
from index.training.train import Encoded, encode, tensors, update, vocabulary

PEAK_RATE, WARMUP_STEPS, ROUNDS = 2e-4, 60, 2
BATCH, CHUNK = 32, 40
NO_FACT_WEIGHS = 2.0
"""What an example of no fact counts beside one of a fact."""
SEED = 24

States: TypeAlias = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Known:
    """An example with what the reader's lower layers make of it, shape (tokens, width); the answer's tokens are
    `start` to `end`, both of them in it."""

    told: Told
    states: States
    start: int
    end: int


@torch.inference_mode()  # type: ignore[untyped-decorator]
def known(network: ReaderNetwork, table: Tensor, tokenizer: Tokenizer, examples: Sequence[Told]) -> list[Known]:
    """The examples that fit into the reader, with its states; by length."""
    pairs = list[tuple[Told, Encoded]]()
    for told in examples:
        example = Example(told.question, told.title, told.text, told.answer, told.kind)
        if (encoded := encode(tokenizer, example)) is not None and encoded.start > 0:
            pairs.append((told, encoded))
    pairs.sort(key=lambda pair: len(pair[1].tokens))
    found = []
    for at in range(0, len(pairs), BATCH):
        batch = pairs[at : at + BATCH]
        tokens, segments, lengths = tensors([encoded for _, encoded in batch])
        mask = torch.arange(tokens.shape[1])[None] < lengths[:, None]
        states = network.states(table[tokens], segments, mask, FactualityBranch.AFTER)[-1].to(torch.float16).numpy()
        for (told, encoded), of_it in zip(batch, states, strict=True):
            kept = of_it[: len(encoded.tokens)].copy()
            found.append(Known(told, kept, encoded.start, encoded.end))
    return found


def logits_of(branch: FactualityBranch, batch: Sequence[Known]) -> Tensor:
    """How surely each example tells a fact, a logit: the mean over the tokens of its answer; (batch,)."""
    longest = max(len(one.states) for one in batch)
    states = torch.zeros(len(batch), longest, WIDTH)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    of_answer = torch.zeros(len(batch), longest)
    for row, one in enumerate(batch):
        states[row, : len(one.states)] = torch.from_numpy(one.states).float()
        mask[row, : len(one.states)] = True
        of_answer[row, one.start : one.end + 1] = 1 / (one.end + 1 - one.start)
    logits: Tensor = (branch(states, mask) * of_answer).sum(1)
    return logits


def train(branch: FactualityBranch, examples: Sequence[Known], rounds: float, seed: int) -> None:
    """Let the branch learn, at a rate that falls to nothing."""
    rng = random.Random(seed)
    optimiser = torch.optim.AdamW([{"params": [*branch.parameters()], "peak": PEAK_RATE}], lr=0.0, weight_decay=0.01)
    steps, step, began = int(rounds * len(examples) / BATCH), 0, time.monotonic()
    branch.train()
    Linear.in_half = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    while step < steps:
        for batch in _batches(rng, examples):
            if step == steps:
                break
            rate = min(1.0, (step + 1) / WARMUP_STEPS) * (1 - step / steps)
            wanted = torch.tensor([float(one.told.factual) for one in batch])
            weights = torch.where(wanted > 0, 1.0, NO_FACT_WEIGHS)
            logits = logits_of(branch, batch)
            loss = update(optimiser, nn.functional.binary_cross_entropy_with_logits(logits, wanted, weights), rate)
            step += 1
            if step % 100 == 0:
                print(f"{step} of {steps}: loss {loss:.3f}, {time.monotonic() - began:.0f} s", flush=True)


def _batches(rng: random.Random, examples: Sequence[Known]) -> list[list[Known]]:
    """Batches of like length, in another order each time."""
    order = rng.sample(examples, len(examples))
    found = list[list[Known]]()
    for at in range(0, len(order), BATCH * CHUNK):
        chunk = sorted(order[at : at + BATCH * CHUNK], key=lambda one: len(one.states))
        mine = [chunk[start : start + BATCH] for start in range(0, len(chunk), BATCH)]
        found += rng.sample(mine, len(mine))
    return found


@torch.inference_mode()  # type: ignore[untyped-decorator]
def scores(branch: FactualityBranch, examples: Sequence[Known]) -> list[float]:
    """`logits_of` all examples, in their order."""
    branch.eval()
    order = sorted(range(len(examples)), key=lambda at: len(examples[at].states))
    found = [0.0] * len(examples)
    for start in range(0, len(order), BATCH):
        places = order[start : start + BATCH]
        for at, logit in zip(places, logits_of(branch, [examples[at] for at in places]).tolist(), strict=True):
            found[at] = logit
    return found


def calibration(logits: Sequence[float], examples: Sequence[Known], no_fact: float) -> tuple[float, float]:
    """Slope and offset by which a logit becomes that of a probability, where a share `no_fact` of all are no facts."""
    given = torch.tensor(logits, dtype=torch.float64)
    wanted = torch.tensor([float(one.told.factual) for one in examples], dtype=torch.float64)
    weights = torch.where(wanted > 0, (1 - no_fact) / wanted.sum(), no_fact / (1 - wanted).sum())
    slope_offset = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([slope_offset], max_iter=200)

    def loss() -> Tensor:
        optimiser.zero_grad()
        value = nn.functional.binary_cross_entropy_with_logits(
            slope_offset[0] * given + slope_offset[1], wanted, weights, reduction="sum"
        )
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)
    slope, offset = slope_offset.tolist()
    return slope, offset


def report(branch: FactualityBranch, kept: Sequence[Known]) -> None:
    """Print, for each source, the area under the curve on what was kept, and the calibration over all."""
    found = scores(branch, kept)
    for source in ("qasrl", "qanom", "qamr", "frames", "pairs", ""):
        mine = [at for at, one in enumerate(kept) if one.told.kind.startswith(source)]
        wanted = [kept[at].told.factual for at in mine]
        if len(set(wanted)) == 2:
            area = roc_auc_score(wanted, [found[at] for at in mine])
            print(f"{source or 'all'}: {len(mine)} kept, {len(mine) - sum(wanted)} no facts, area {area:.3f}")
    facts = np.quantile([logit for logit, one in zip(found, kept, strict=True) if one.told.factual], (0.01, 0.05, 0.5))
    print("logits of facts, 1 %, 5 %, half of them below:", np.round(facts, 2).tolist())
    for share in (0.5, 0.1, 0.05):
        print(f"where {share} are no facts: slope, offset", np.round(calibration(found, kept, share), 3).tolist())


def main() -> None:
    """Read the arguments, train and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the question-answer sets")
    parser.add_argument("checkpoint", type=Path, help="of the finished reader")
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=FACTUALITY_LAYERS)
    parser.add_argument("--rounds", type=float, default=ROUNDS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    table, tokenizer = vocabulary(read(packaged_file()))
    network = checkpoint_network(arguments.checkpoint, mean=False)
    made = FactualityExamples(arguments.data, arguments.seed).all()
    print(f"{len(made)} examples, {sum(not one.factual for one in made)} of no fact", flush=True)
    examples = known(network, table, tokenizer, made)
    print("read by the reader's lower layers", flush=True)
    branch = FactualityBranch.beginning(network, arguments.layers)
    train(branch, [one for one in examples if not one.told.kept], arguments.rounds, arguments.seed)
    torch.save(branch.state_dict(), arguments.out)
    report(branch, [one for one in examples if one.told.kept])


if __name__ == "__main__":
    main()
