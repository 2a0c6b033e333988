"""Spans and scores out of the reader's network, for measuring it: with a checkpoint or with the exported file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import torch
from tokenizers import Tokenizer

from index.records import Span
from index.span_model import MOST_READ, SpanReading, reading_of
from index.training.model import checkpoint_weights

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
            logits = (start[row], end[row])
            # The last token is [SEP], whatever stood there before the text was cut.
            offsets, kinds = read[i].offsets, read[i].type_ids
            found[i] = _best(
                reading_of(asked[i][2], offsets, kinds, length - 1, len(heads[i]), logits, float(answers[row]))
            )
    return [found[i] for i in range(len(asked))]


def _best(reading: SpanReading) -> Prediction:
    span, margin = reading.best() or (Span(0, 1), float("-inf"))
    return Prediction(span, margin, reading.answers)
