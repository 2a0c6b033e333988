"""Opens the embedding model: from its ONNX export where there is one, so that answering never imports PyTorch."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from index.errors import EmbedderError
from index.models.embedder import Embedder, SentenceTransformerEmbedder, Vectors
from index.models.model_files import ModelFiles, find_model, model_cache
from index.models.onnx_export import find_export, make_export
from index.models.onnx_session import OnnxSession

log = logging.getLogger(__name__)


def open_embedder(name: str, models: Path | None = None) -> Embedder:
    """The embedder of a model, run from its export in `models`; the export is made where it is missing or damaged.

    A model that cannot be exported, or that has its export nowhere and finds `models` unwritable, runs in PyTorch; the
    log says so, and its vectors are the same. Nothing is loaded before it is needed.

    Args:
        name: `multilingual-e5-small` or `all-MiniLM-L6-v2` (their weights come with packages and are checked by hash),
            a model folder, or the name of any sentence-transformers model in the local cache or within reach.
        models: folder of the exports, made where it is missing; None for `model_cache()`.

    Raises:
        EmbedderError: the model is not there, or its weights are not the expected ones.
    """
    models = model_cache() if models is None else models
    return LocalEmbedder(find_model(name, models), models)


class LocalEmbedder:
    """A model on this machine that is loaded, and exported where it has not been, when it is first needed.

    Args:
        files: the model.
        models: folder of the exports.
    """

    def __init__(self, files: ModelFiles, models: Path) -> None:
        self.name = files.name
        self.fingerprint = files.fingerprint
        self._files = files
        self._models = models
        self._loading = threading.Lock()

    def load(self) -> None:
        """Load the model now rather than when it is first needed.

        Raises:
            EmbedderError: it does not load.
        """
        self._running  # noqa: B018

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._running.dimensions

    @property
    def max_tokens(self) -> int:
        """Longest text the model reads, in tokens."""
        return self._running.max_tokens

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`, the special ones around it included."""
        return self._running.count_tokens(text)

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        """Vectors of `texts`, shape (len(texts), dimensions), each of length 1."""
        return self._running.embed(texts, progress)

    def embed_question(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""
        return self._running.embed_question(text)

    @property
    def _running(self) -> Embedder:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> Embedder:
        original = SentenceTransformerEmbedder(files=self._files)
        export = find_export(self._files, self._models) or make_export(original, self._files, self._models)
        if export is None:
            original.load()
            return original
        try:
            return OnnxSession(self.name, self.fingerprint, export)
        except EmbedderError as error:
            log.warning("the embedding model runs in PyTorch, which starts slowly: %s", error)
            original.load()
            return original
