"""Loading what an index was built with: embedder and span model; degraded, with the reason, without one."""

from pathlib import Path

from index.errors import ArchiveMismatch, EmbedderError, ReaderError
from index.models.embedder import Embedder
from index.models.onnx_embedder import open_embedder
from index.models.span_model import SpanModel, open_span_model
from index.storage.folder import Manifest
from index.storage.generations import REBUILD


def open_models(
    place: str, manifest: Manifest, embedding_model: str | None, reader_model: str | None,
    loaded: tuple[Embedder | None, SpanModel | None], models: Path | None = None,
) -> tuple[Embedder | None, SpanModel | None, list[str]]:  # fmt: skip
    """The embedder that the index was built with, the reader's network, and what cannot be used of them.

    Args:
        place: where the index is, for messages.
        loaded: both as another index has them, to be used where they fit.
        embedding_model, reader_model: None for none.
        models: folder of the exported embedders; None for `model_cache()`.
    """
    (embedder, model), degraded = loaded, list[str]()
    try:
        embedder = (
            None if embedding_model is None else matching_embedder(place, manifest, embedding_model, models, embedder)
        )
    except (EmbedderError, ArchiveMismatch) as error:
        embedder = None
        degraded.append(str(error))
    try:
        if model is None and reader_model is not None:
            model = open_span_model(reader_model)
    except ReaderError as error:
        degraded.append(str(error))
    return embedder, model, degraded


def matching_embedder(
    place: str, manifest: Manifest, model: str, models: Path | None, loaded: Embedder | None
) -> Embedder:
    """The embedder that the index was built with.

    Raises:
        EmbedderError: it does not load.
        ArchiveMismatch: the index has no vectors, or those of another model.
    """
    if manifest.embedding_model is None:
        raise ArchiveMismatch(place, f"the index in {place} has no vectors; {REBUILD}")
    if manifest.embedding_model != model:
        raise ArchiveMismatch(
            place,
            f"the index in {place} was built with the embedding model {manifest.embedding_model!r}, "
            f"and EMBEDDING_MODEL is {model!r}; {REBUILD}",
        )
    if loaded is not None and (loaded.name, loaded.fingerprint) == (model, manifest.fingerprint):
        return loaded
    embedder = open_embedder(model, models)
    embedder.load()
    if manifest.fingerprint != embedder.fingerprint:
        raise ArchiveMismatch(
            place,
            f"the index in {place} was built with other weights of {model!r} "
            f"({manifest.fingerprint}) than those here ({embedder.fingerprint}); {REBUILD}",
        )
    return embedder
