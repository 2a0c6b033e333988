"""A network that reads a question with a passage: where in it the answer stands, and whether it is there at all.

The one that comes with the package is a small cross-encoder (index/training), a file of 8-bit weights that onnxruntime
runs; `READER_MODEL` names any extractive question-answering model of transformers instead.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from index.errors import ReaderError
from index.models import e5_folder
from index.models.model_files import model_cache
from index.models.onnx_session import open_session, parallel_map
from index.models.packaged_e5 import END, START, WordVectors, packaged_file
from index.records import Span

DEFAULT_READER = "packaged"
"""Name of the model that comes with the package."""

READER_FILE = Path(__file__).parent / "reader.onnx"
READER_SHA256 = "8a270b8f07ff8148b8361fb7d9014848e96dc9363cfdfc5ab1550db0cc9ce734"
"""Of the bytes of `reader.onnx`."""

MOST_READ = 384
"""Tokens of question, title and passage read at most; what is past them is left out."""

MOST_ASKED = 400
"""Characters of a question or of a title that are read; 384 tokens have room for both and some of the passage."""

MOST_IN_ANSWER = 30
"""Tokens of the longest answer."""

ReaderInput: TypeAlias = tuple[str, str, str]
"""A question, and the title and the text of a passage that it is asked of."""

Logits = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SpanScores:
    """What a network made of a passage.

    Attributes:
        offsets: shape (tokens, 2), the characters of the passage that each token covers.
        start, end: shape (tokens,), logits that the answer begins or ends with each token, those of "no answer" taken
            off: above 0 together, a span is likelier than none.
        answers: logit that the passage answers; larger for likelier.
        factual: shape (tokens,), logits that the passage tells as a fact, and not as planned, denied or feared, that
            the words there answer; None where the network does not tell.
    """

    offsets: npt.NDArray[np.int64]
    start: Logits
    end: Logits
    answers: float
    factual: Logits | None = None

    def best(self, within: Span | None = None) -> tuple[Span, float] | None:
        """The likeliest answer, and how far it beats "no answer"; None where nothing was read.

        Args:
            within: characters of the passage that it has to lie in; None for all.
        """
        low, high = (0, int(self.offsets.max(initial=0))) if within is None else (within.start, within.end)
        inside = np.flatnonzero((self.offsets[:, 0] >= low) & (self.offsets[:, 1] <= high))
        if not len(inside):
            return None
        sums = self.start[inside, None] + self.end[None, inside]
        kept = np.triu(np.ones(sums.shape, dtype=bool)) & ~np.triu(np.ones(sums.shape, dtype=bool), MOST_IN_ANSWER)
        sums = np.where(kept, sums, -np.inf)
        first, last = np.unravel_index(int(np.argmax(sums)), sums.shape)
        start, end = int(self.offsets[inside[first], 0]), int(self.offsets[inside[last], 1])
        return Span(start, end), float(sums[first, last])

    def factual_in(self, answer: Span) -> float:
        """The mean of `factual` over the tokens of an answer; infinite where the network does not tell."""
        if self.factual is None:
            return math.inf
        inside = (self.offsets[:, 0] < answer.end) & (self.offsets[:, 1] > answer.start)
        return float(self.factual[inside].mean()) if inside.any() else math.inf


class SpanModel(Protocol):
    """Reads passages for a question."""

    def read(self, asked: Sequence[ReaderInput]) -> list[SpanScores]:
        """What each passage says to its question, in their order; the same whatever else is read."""


class PackagedSpanModel:
    """The network that comes with the package: layers over the word vectors of the packaged embedder, in 8 bits.

    Safe to call from several threads. Each passage is read alone and unpadded, so that its reading is the same to the
    bit whatever it is read with.

    Args:
        path: the file, which must have the hash `sha256` where one is given.

    Raises:
        ReaderError: the file is missing, is not the one expected, or does not load.
    """

    def __init__(self, path: Path = READER_FILE, sha256: str | None = READER_SHA256) -> None:
        try:
            held = path.read_bytes()
        except OSError as error:
            raise ReaderError(f"the reader {path} cannot be read ({error}); install the package again") from error
        if sha256 is not None and (found := hashlib.sha256(held).hexdigest()) != sha256:
            raise ReaderError(
                f"{path} is not the expected reader: its sha256 is {found}, not {sha256}; install the package again"
            )
        try:
            self._session = open_session(held, threads=1)
            self._tokenizer = e5_folder.tokenizer_in(model_cache())
            self._words = WordVectors(packaged_file())
        except Exception as error:  # the libraries raise bare exceptions
            raise ReaderError(f"the reader {path} does not load: {error}") from error

    def read(self, asked: Sequence[ReaderInput]) -> list[SpanScores]:
        """What each passage says to its question, in their order."""
        return list(parallel_map(lambda one: self._read(*one), asked))

    def _read(self, question: str, title: str, text: str) -> SpanScores:
        head = f"{_cut(title)}\n" if title else ""
        try:
            asked = self._tokenizer.encode(_cut(question))
            passage = self._tokenizer.encode(head + text)
            ids = [START, *asked.ids, END]
            kept = min(len(passage.ids), max(1, MOST_READ - len(ids) - 1))
            first = len(ids)
            ids += [*passage.ids[:kept], END]
            segments = np.array([[0] * first + [1] * (kept + 1)], dtype=np.int64)
            given = {"words": self._words.rows(ids)[None], "segments": segments}
            start, end, answers, factual = self._session.run(None, given)
        except Exception as error:  # the libraries raise bare exceptions
            raise ReaderError(f"the reader failed on a passage: {error}") from error
        offsets = [(0, 0)] * first + list(passage.offsets[:kept])
        kinds = [0] * first + [1] * kept
        logits = (start[0], end[0])
        return span_scores(text, offsets, kinds, len(offsets), len(head), logits, float(answers[0]), factual[0])


class TransformersSpanModel:
    """Any extractive question-answering model of transformers, run by PyTorch.

    Whether a passage answers is read from the span alone: such a model has no head of its own for it.

    Args:
        name: a local folder, or the name of a model in the cache or within reach.

    Raises:
        ReaderError: it does not load, or is not such a model.
    """

    def __init__(self, name: str) -> None:
        try:
            import torch
            from transformers import AutoModelForQuestionAnswering, AutoTokenizer

            self._tokenizer: Any = AutoTokenizer.from_pretrained(name)
            self._model: Any
            self._model, loaded = AutoModelForQuestionAnswering.from_pretrained(
                name, dtype=torch.float32, output_loading_info=True
            )
            self._model.eval()
        except Exception as error:  # transformers raises what it likes
            raise ReaderError(
                f"the reader {name!r} does not load: {error}. Set READER_MODEL to an extractive question-answering "
                "model that is on this machine, or leave it unset for the one that comes with the package."
            ) from error
        if loaded["missing_keys"]:
            raise ReaderError(
                f"the reader {name!r} is no extractive question-answering model: it has no weights for "
                f"{', '.join(sorted(loaded['missing_keys']))}"
            )
        if not self._tokenizer.is_fast:
            raise ReaderError(f"the reader {name!r} has no fast tokenizer, which alone says where its tokens stand")

    def read(self, asked: Sequence[ReaderInput]) -> list[SpanScores]:
        """What each passage says to its question, in their order."""
        return [self._read(*one) for one in asked]

    def _read(self, question: str, title: str, text: str) -> SpanScores:
        import torch

        head = f"{_cut(title)}\n" if title else ""
        try:
            encoding = self._tokenizer(_cut(question), head + text, truncation="only_second", max_length=MOST_READ)
            given = self._tokenizer.pad([encoding], return_tensors="pt")
            with torch.inference_mode():
                found = self._model(**given)
            held = encoding.encodings[0]
            kinds = [1 if sequence == 1 else 0 for sequence in held.sequence_ids]
            logits = (found.start_logits[0].numpy(), found.end_logits[0].numpy())
        except Exception as error:  # transformers raises what it likes
            raise ReaderError(f"the reader failed on a passage: {error}") from error
        reading = span_scores(text, held.offsets, kinds, len(held.ids), len(head), logits, 0.0)
        best = reading.best()
        return SpanScores(reading.offsets, reading.start, reading.end, 0.0 if best is None else best[1])


def open_span_model(name: str = DEFAULT_READER) -> SpanModel:
    """The packaged reader, or the model that `name` stands for.

    Raises:
        ReaderError: it cannot be had.
    """
    return PackagedSpanModel() if name == DEFAULT_READER else TransformersSpanModel(name)


def _cut(text: str) -> str:
    """As much of a question or a title as leaves room for the passage; a lone surrogate is no text for a tokenizer."""
    return text[:MOST_ASKED].encode("utf-8", "replace").decode()


def span_scores(
    text: str, offsets: Sequence[tuple[int, int]], kinds: Sequence[int], length: int, head: int,
    logits: tuple[Logits, Logits], answers: float, factual: Logits | None = None,
) -> SpanScores:  # fmt: skip
    """The reading of the tokens of `text` among the first `length`: those of the second text past `head` characters.

    The logits of the first token, [CLS], stand for "no answer". Some tokenizers count the space before a word to it.
    """
    kept, places = [], []
    for token in range(length):
        start, end = (offset - head for offset in offsets[token])
        if kinds[token] != 1 or end <= 0:
            continue
        start = max(start, 0)
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            kept.append(token)
            places.append((start, end))
    first, last = (np.asarray(side, dtype=np.float32) for side in logits)
    found = np.array(places, dtype=np.int64).reshape(-1, 2)
    told = None if factual is None else np.asarray(factual, dtype=np.float32)[kept]
    return SpanScores(found, first[kept] - first[0], last[kept] - last[0], answers, told)
