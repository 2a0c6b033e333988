"""Texts to vectors of length 1: what an embedder is, and the one that runs sentence-transformers itself."""

import gc
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EmbedderError
from index.models.model_files import DEFAULT_MODEL, ModelFiles, find_model, loading_error

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimensions), each row of length 1."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_BATCH = 32
_ROLES = (("query", "question"), ("document", "passage", "corpus"))
"""Names of prompts for questions and for passages, as sentence-transformers' `encode_query` and `encode_document` know
them."""


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
        """Vectors of passages in their order; `progress` is told how many more of them are done."""

    def embed_question(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,), which some models make otherwise than that of a passage."""


class SentenceTransformerEmbedder:
    """Embeds with a sentence-transformers model in PyTorch, one batch of texts at a time.

    Args:
        name: `multilingual-e5-small` or `all-MiniLM-L6-v2` (their weights come with packages and are checked by hash),
            a model folder, or the name of any sentence-transformers model in the local cache or within reach.
        files: the files of this model, where they have been found already.

    Raises:
        EmbedderError: the model is not there, or its weights are not the expected ones.
    """

    def __init__(self, name: str = DEFAULT_MODEL, files: ModelFiles | None = None) -> None:
        self._using = threading.RLock()  # padding and truncation are state of the one tokenizer that all threads share
        self._files = find_model(name) if files is None else files
        self.name = self._files.name
        self.fingerprint = self._files.fingerprint

    def load(self) -> None:
        """Load the model now rather than when it is first needed.

        Raises:
            EmbedderError: it does not load.
        """
        self.model  # noqa: B018

    def unload(self) -> None:
        """Give the model's memory back; it is loaded again when it is next needed."""
        with self._using:
            vars(self).pop("_loaded", None)
            gc.collect()  # its parts refer to one another

    @property
    def model(self) -> Any:
        """The `SentenceTransformer`, loaded from the files that its fingerprint was taken of.

        Raises:
            EmbedderError: it does not load, or its files have changed.
        """
        with self._using:
            return self._loaded

    @cached_property
    def _loaded(self) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads deadlock after a fork
        folder = self._files.ready()
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar

            disable_progress_bar()  # it draws into logs and pipes as well
            model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:
            raise loading_error(self.name, error) from error
        self._files.check()
        return model

    @cached_property
    def max_tokens(self) -> int:
        """Longest text the model reads, in tokens."""
        limit = self.model.max_seq_length
        return 512 if limit is None else int(limit)

    @cached_property
    def prompts(self) -> tuple[str, str]:
        """What the model's configuration puts before a question, and before a passage; mostly nothing."""
        model = self.model
        given = model.prompts.get(model.default_prompt_name) or ""
        question, passage = (next((model.prompts[n] for n in names if model.prompts.get(n)), given) for names in _ROLES)
        return str(question), str(passage)

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        with self._working():
            return int(self.model.encode(["x"], show_progress_bar=False).shape[1])

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""
        with self._working():
            return len(
                self.model.tokenizer(self.prompts[1] + without_surrogates(text), truncation=False, verbose=False)[
                    "input_ids"
                ]
            )

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        """Vectors of `texts`, shape (len(texts), dimensions), each of length 1.

        Texts of like length share a batch, so that little is spent on padding.
        """
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(by_length), _BATCH):
            batch = by_length[start : start + _BATCH]
            with self._working():
                vectors[batch] = self._encoded([texts[i] for i in batch], self.prompts[1])
            if progress is not None:
                progress(len(batch))
        return vectors

    def embed_question(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""
        with self._working():
            vector: Vectors = self._encoded([text], self.prompts[0])[0]
            return vector

    def _encoded(self, texts: Sequence[str], prompt: str) -> Vectors:
        given = [without_surrogates(text) for text in texts]
        return np.asarray(
            self.model.encode(
                given, prompt=prompt or None, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            ),
            dtype=np.float32,
        )

    @contextmanager
    def _working(self) -> Iterator[None]:
        """One thread at a time; what goes wrong inside is an EmbedderError, so that keywords can carry on."""
        with self._using:
            try:
                yield
            except EmbedderError:
                raise
            except Exception as error:  # the libraries raise what they like
                raise EmbedderError(f"the embedding model {self.name!r} failed on a text: {error}") from error


def without_surrogates(text: str) -> str:
    """`text` with U+FFFD for each half of a surrogate pair, which no tokenizer takes; all else keeps its place."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
