"""Runs an exported embedding model with onnxruntime, which starts in tenths of a second where PyTorch takes seconds."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from index.errors import EmbedderError
from index.models.embedder import TokenVectors, Vectors, normalize, without_surrogates

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
TOKENS, TEXT = "tokens", "text"
"""Outputs of the graph: shape (1, tokens, dimensions), and shape (1, dimensions)."""

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
    """

    folder: Path
    dimensions: int
    max_tokens: int
    inputs: tuple[str, ...]


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
        self._inputs = export.inputs
        try:
            from tokenizers import Tokenizer

            self._session = open_session(export.folder / MODEL, min(_LONE_THREADS, cores()))
            # Two, because cutting is a setting of the tokenizer, and a setting cannot be changed while others use it.
            self._cutting = Tokenizer.from_file(str(export.folder / TOKENIZER))
            self._whole = Tokenizer.from_file(str(export.folder / TOKENIZER))
            self._whole.no_truncation()
        except Exception as error:  # both libraries raise bare exceptions
            raise EmbedderError(f"the export of {name!r} in {export.folder} does not load: {error}") from error

    def load(self) -> None:
        """Nothing: it is loaded."""

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""
        with _as_embedder_error(self.name):
            return len(self._whole.encode(without_surrogates(text)).ids)

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        """Vectors of `texts`, shape (len(texts), dimensions), each of length 1."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        # Texts of like length side by side: no thread waits long for another one at the end of a share.
        rows = sorted(range(len(texts)), key=lambda row: len(texts[row]), reverse=True)
        found = parallel_map(self._vector, [texts[row] for row in rows])
        for done, (row, vector) in enumerate(zip(rows, found, strict=True), 1):
            vectors[row] = vector
            if progress is not None and (done % _SHARE == 0 or done == len(rows)):
                progress((done - 1) % _SHARE + 1)
        return vectors

    def read(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Vectors of `texts` and of their tokens; what is past `max_tokens` is left out."""
        return list(parallel_map(self._token_vectors, texts))

    def _vector(self, text: str) -> Vectors:
        with _as_embedder_error(self.name):
            return normalize(self._run([TEXT], self._cutting.encode(without_surrogates(text)))[0][0])

    def _token_vectors(self, text: str) -> TokenVectors:
        with _as_embedder_error(self.name):
            encoding = self._cutting.encode(without_surrogates(text))
            tokens, whole = self._run([TOKENS, TEXT], encoding)
            kept = [place for place, (start, end) in enumerate(encoding.offsets) if start < end]
            offsets = tuple(encoding.offsets[place] for place in kept)
            return TokenVectors(normalize(whole[0]), normalize(tokens[0][kept]), offsets)

    def _run(self, outputs: list[str], encoding: Any) -> list[npt.NDArray[np.float32]]:
        given = {name: np.array([getattr(encoding, INPUTS[name])], dtype=np.int64) for name in self._inputs}
        found: list[npt.NDArray[np.float32]] = self._session.run(outputs, given)
        return found


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
