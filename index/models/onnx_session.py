"""Runs an exported embedding model with onnxruntime, which starts in tenths of a second where PyTorch takes seconds."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from index.errors import EmbedderError
from index.models import e5_folder
from index.models import packaged_e5 as e5
from index.models.embedder import Vectors, without_surrogates
from index.models.piece_tokenizer import with_ends

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
TEXT = "text"
"""Output of the graph: shape (1, dimensions)."""

WORDS = "inputs_embeds"
"""Input of a graph without a table of word vectors: shape (1, tokens, dimensions), in place of token ids."""

INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
"""Inputs that a graph may have, each with the attribute of a tokenizer's encoding that it is given."""

_SHARE = 32
"""Texts that the threads are given at once: as many results wait in memory, and progress is told this often."""

_LONE_THREADS = 2
"""Threads on one text: a question of 50 tokens takes two thirds of the time, texts side by side a twentieth more."""

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Export:
    """An exported model on disk.

    Attributes:
        folder: where its `model.onnx` and `tokenizer.json` lie; the tokenizer cuts at `max_tokens` and pads nothing.
        dimensions: length of a vector.
        inputs: names of the graph's inputs.
        prompts: what stands before a question, and before a passage.
    """

    folder: Path
    dimensions: int
    max_tokens: int
    inputs: tuple[str, ...]
    prompts: tuple[str, str]


class TextEncoder(Protocol):
    """What a graph is given for a text; safe to call from several threads."""

    def count(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""

    def encode(self, text: str) -> dict[str, npt.NDArray[Any]]:
        """The graph's inputs for `text`, cut at what the model reads."""


class TokenIds:
    """Token ids by a tokenizer of the library `tokenizers`.

    Args:
        file: the tokenizer, which cuts at what the model reads.
        inputs: names of the graph's inputs.
    """

    def __init__(self, file: Path, inputs: Sequence[str]) -> None:
        from tokenizers import Tokenizer

        # Two, because cutting is a setting of the tokenizer, and a setting cannot be changed while others use it.
        self._cutting = Tokenizer.from_file(str(file))
        self._whole = Tokenizer.from_file(str(file))
        self._whole.no_truncation()
        self._inputs = tuple(inputs)

    def count(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""
        return len(self._whole.encode(without_surrogates(text)).ids)

    def encode(self, text: str) -> dict[str, npt.NDArray[Any]]:
        """The graph's inputs for `text`."""
        encoding = self._cutting.encode(without_surrogates(text))
        return {name: np.array([getattr(encoding, INPUTS[name])], dtype=np.int64) for name in self._inputs}


class PackagedWords:
    """Word vectors of the packaged multilingual model.

    Args:
        models: folder of this machine's models, with its tokenizer.
        longest: tokens that the model reads.
    """

    def __init__(self, models: Path, longest: int) -> None:
        self._tokenizer = e5_folder.tokenizer_in(models)
        self._table = e5.WordVectors(e5.packaged_file())
        self._longest = longest

    def count(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""
        return self._tokenizer.count(text)

    def encode(self, text: str) -> dict[str, npt.NDArray[Any]]:
        """The graph's inputs for `text`."""
        ids = with_ends(self._tokenizer.encode(text).ids[: self._longest - 2])
        return {WORDS: self._table.rows(ids)[None], "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}


class OnnxSession:
    """An exported model that is loaded: an `Embedder`, safe to call from several threads without waiting.

    Each text runs alone and unpadded, so that its vector is the same to the bit whatever it is embedded with: a lone
    one, such as a question, on two threads, which share the rows of each product; several texts side by side, on as
    many threads as this process may use cores.

    Args:
        name: name of the model, for messages.
        fingerprint: hash of its weights.

    Raises:
        EmbedderError: it does not load.
    """

    def __init__(self, name: str, fingerprint: str, export: Export) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimensions = export.dimensions
        self.max_tokens = export.max_tokens
        self._question, self._passage = export.prompts
        self._encoder: TextEncoder
        try:
            self._session = open_session(export.folder / MODEL, min(_LONE_THREADS, cores()))
            if WORDS in export.inputs:
                self._encoder = PackagedWords(export.folder.parent, export.max_tokens)
            else:
                self._encoder = TokenIds(export.folder / TOKENIZER, export.inputs)
        except Exception as error:  # both libraries raise bare exceptions
            raise EmbedderError(f"the export of {name!r} in {export.folder} does not load: {error}") from error

    def load(self) -> None:
        """Nothing: it is loaded."""

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""
        with _as_embedder_error(self.name):
            return self._encoder.count(self._passage + text)

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        """Vectors of `texts`, shape (len(texts), dimensions), each of length 1."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        # Texts of like length side by side: no thread waits long for another one at the end of a share.
        rows = sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True)
        found = parallel_map(self._vector, [self._passage + texts[row] for row in rows])
        for done, (row, vector) in enumerate(zip(rows, found, strict=True), 1):
            vectors[row] = vector
            if progress is not None and (done % _SHARE == 0 or done == len(rows)):
                progress((done - 1) % _SHARE + 1)
        return vectors

    def embed_question(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""
        return self._vector(self._question + text)

    def _vector(self, text: str) -> Vectors:
        with _as_embedder_error(self.name):
            found: list[Vectors] = self._session.run([TEXT], self._encoder.encode(text))
            vector, length = found[0][0], np.linalg.norm(found[0][0], axis=-1, keepdims=True)
            return np.asarray(vector / np.maximum(length, 1e-12), dtype=np.float32)


@contextmanager
def _as_embedder_error(name: str) -> Iterator[None]:
    """What goes wrong inside is an EmbedderError, so that keywords can carry on."""
    try:
        yield
    except Exception as error:  # both libraries raise bare exceptions
        raise EmbedderError(f"the embedding model {name!r} failed on a text: {error}") from error


def open_session(model: Path | bytes, threads: int) -> Any:
    """An onnxruntime session over a file, or over what stood in one, that runs each call on `threads` threads."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # who waits leaves the cores to others
    # Both keep memory for each shape seen, and here every text has a shape of its own; they are no faster either.
    options.enable_mem_pattern = options.enable_cpu_mem_arena = False
    options.log_severity_level = 3  # its warnings speak to who exports a model
    return onnxruntime.InferenceSession(
        model if isinstance(model, bytes) else str(model), options, providers=["CPUExecutionProvider"]
    )


def parallel_map(call: Callable[[_Given], _Made], given: Sequence[_Given]) -> Iterator[_Made]:
    """`call` of each, in their order; the threads end with it, so that a process may fork afterwards."""
    if len(given) < 2:
        yield from map(call, given)
        return
    with ThreadPoolExecutor(min(len(given), cores()), "model") as threads:
        for start in range(0, len(given), _SHARE):
            yield from threads.map(call, given[start : start + _SHARE])


def cores() -> int:
    """Cores that this process may use, which may be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
