"""The embedder of a build: loaded when it is first needed, and done without when it cannot be had."""

from collections.abc import Callable
from functools import cached_property

from index.errors import EmbedderError
from index.models.embedder import Embedder

_MAX_TOKENS = 256


class LazyEmbedder:
    """Makes and loads an embedder once.

    Attributes:
        degraded: why there is none, or None.
    """

    def __init__(self, load: Callable[[], Embedder]) -> None:
        self._load = load
        self.degraded: str | None = None

    @cached_property
    def loaded(self) -> Embedder | None:
        """The embedder with its weights loaded, or None."""
        if self._made is None or self.degraded is not None:
            return None
        try:
            self._made.load()
        except EmbedderError as error:
            self.degraded = str(error)
            return None
        return self._made

    @property
    def weights(self) -> str | None:
        """Hash of the weights, which need not be loaded for it; None when there is no embedder."""
        return None if self._made is None else self._made.fingerprint

    def count_tokens(self, text: str) -> int:
        """Tokens of `text`; an estimate where there is no embedder."""
        return len(text) // 3 + 2 if self.loaded is None else self.loaded.count_tokens(text)

    @property
    def max_tokens(self) -> int:
        """Longest text that is read."""
        return _MAX_TOKENS if self.loaded is None else self.loaded.max_tokens

    @cached_property
    def _made(self) -> Embedder | None:
        try:
            return self._load()
        except EmbedderError as error:
            self.degraded = str(error)
            return None
