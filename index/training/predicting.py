"""Spans and scores out of the reader's network, for measuring it: with a checkpoint or with the exported file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import torch
from tokenizers import Encoding, Tokenizer

from index.records import Span
from index.training.model import checkpoint_weights

MOST_READ = 384
"""Tokens read at most; what is past them is left out."""
MOST_IN_ANSWER = 30
"""Tokens of the longest answer."""

Numbers = npt.NDArray[np.float32]
Tokens = npt.NDArray[np.int64]
Network = Callable[[Tokens, Tokens, Tokens], tuple[Numbers, Numbers, Numbers]]
"""Token ids, attention mask and segments, each (batch, length), to the logits of `ReaderNetwork`."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was read: the best span of the text, how far it beats "no answer", and the answer head's logit."""

    span: Span
    margin: float
    answers: float

    def score(self, head: float) -> float:
        """How likely the text answers, larger for likelier; `head` is the weight of the answer head."""
        return self.margin + head * self.answers


def opened(path: Path, threads: int = 1) -> Network:
    """The network of a checkpoint (.pt) or of an exported file (.onnx)."""
    if path.suffix == ".onnx":
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

        def by_file(tokens: Tokens, attention: Tokens, segments: Tokens) -> tuple[Numbers, Numbers, Numbers]:
            given = {"tokens": tokens, "attention": attention, "segments": segments}
            start, end, answers = session.run(None, given)
            return start, end, answers

        return by_file
    torch.set_num_threads(threads)
    network = checkpoint_weights(path)

    def by_checkpoint(tokens: Tokens, attention: Tokens, segments: Tokens) -> tuple[Numbers, Numbers, Numbers]:
        with torch.inference_mode():
            found = network(*(torch.from_numpy(x) for x in (tokens, attention, segments)))
        start, end, answers = (logits.numpy() for logits in found)
        return start, end, answers

    return by_checkpoint


def predict(
    network: Network, reader: Tokenizer, asked: Sequence[tuple[str, str, str]], batch: int = 8
) -> list[Prediction]:
    """The best answer to each (question, title, text), in their order."""
    heads = [f"{title}\n" if title else "" for _, title, _ in asked]
    read = [reader.encode(question, head + text) for head, (question, _, text) in zip(heads, asked, strict=True)]
    found: dict[int, Prediction] = {}
    by_length = sorted(range(len(asked)), key=lambda i: len(read[i].ids))
    for at in range(0, len(by_length), batch):
        rows = by_length[at : at + batch]
        longest = min(MOST_READ, max(len(read[i].ids) for i in rows))
        tokens, attention, segments = (np.zeros((len(rows), longest), dtype=np.int64) for _ in range(3))
        for row, i in enumerate(rows):
            length = min(longest, len(read[i].ids))
            tokens[row, :length] = [*read[i].ids[: length - 1], read[i].ids[-1]]
            attention[row, :length] = 1
            segments[row, :length] = read[i].type_ids[:length]
        start, end, answers = network(tokens, attention, segments)
        for row, i in enumerate(rows):
            length = min(longest, len(read[i].ids))
            found[i] = best(start[row], end[row], float(answers[row]), read[i], length, len(heads[i]))
    return [found[i] for i in range(len(asked))]


def best(start: Numbers, end: Numbers, answers: float, read: Encoding, length: int, title: int) -> Prediction:
    """The best span in the first `length` tokens, none of it in the first `title` characters of the text."""
    passage = read.type_ids.index(1)
    first = next((i for i in range(passage, length - 1) if read.offsets[i][0] >= title), passage)
    last = max(first + 1, length - 1)
    sums = start[first:last, None] + end[None, first:last]
    kept = np.triu(np.ones_like(sums, dtype=bool)) & ~np.triu(np.ones_like(sums, dtype=bool), MOST_IN_ANSWER)
    sums = np.where(kept, sums, -np.inf)
    low, high = np.unravel_index(int(np.argmax(sums)), sums.shape)
    span = Span(
        max(0, read.offsets[first + int(low)][0] - title), max(1, read.offsets[first + int(high)][1] - title)
    )  # fmt: skip
    return Prediction(span, float(sums[low, high] - start[0] - end[0]), answers)
