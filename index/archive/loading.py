"""Opening what an index was built with: its vectors, the embedder that made them, and what reads beside it."""

from pathlib import Path

from index.errors import ArchiveDamaged, ArchiveMismatch, EmbedderError, ReaderError
from index.models.embedder import Embedder
from index.models.onnx_embedder import open_embedder
from index.models.span_model import SpanModel, open_span_model
from index.retrieval.vector_index import FILES as VECTOR_FILES
from index.retrieval.vector_index import VectorIndex
from index.storage.folder import Manifest, check_file

REBUILD = "run: python -m index build"
"""The way out of a damaged index."""


def open_vectors(generation: Path, manifest: Manifest, rows: int) -> VectorIndex:
    """The vectors of a generation.

    Raises:
        ArchiveDamaged: a file of theirs is missing, or is not what was written, or they are of other rows.
    """
    for name in VECTOR_FILES:
        check_file(generation, manifest, name)
    vectors = VectorIndex.load(generation)
    if len(vectors) != rows:
        raise ArchiveDamaged(generation, f"{generation} has {len(vectors)} vectors for {rows} passages; {REBUILD}")
    return vectors


def open_models(
    generation: Path, manifest: Manifest, embedding_model: str | None, reader_model: str | None,
    loaded: tuple[Embedder | None, SpanModel | None], models: Path | None = None,
) -> tuple[Embedder | None, SpanModel | None, list[str]]:  # fmt: skip
    """The embedder that the index was built with, the reader's network, and what cannot be used of them.

    Args:
        loaded: both as another index has them, to be used where they fit.
        embedding_model, reader_model: None for none.
        models: folder of the exported embedders; None for `model_cache()`.
    """
    (embedder, model), degraded = loaded, list[str]()
    try:
        embedder = (
            None
            if embedding_model is None
            else matching_embedder(generation, manifest, embedding_model, models, embedder)
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
    generation: Path, manifest: Manifest, model: str, models: Path | None, loaded: Embedder | None
) -> Embedder:
    """The embedder that the index was built with.

    Raises:
        EmbedderError: it does not load.
        ArchiveMismatch: the index has no vectors, or those of another model.
    """
    if manifest.embedding_model is None:
        raise ArchiveMismatch(generation, f"the index in {generation} has no vectors; {REBUILD}")
    if manifest.embedding_model != model:
        raise ArchiveMismatch(
            generation,
            f"the index in {generation} was built with the embedding model {manifest.embedding_model!r}, "
            f"and EMBEDDING_MODEL is {model!r}; {REBUILD}",
        )
    if loaded is not None and (loaded.name, loaded.fingerprint) == (model, manifest.fingerprint):
        return loaded
    embedder = open_embedder(model, models)
    embedder.load()
    if manifest.fingerprint != embedder.fingerprint:
        raise ArchiveMismatch(
            generation,
            f"the index in {generation} was built with other weights of {model!r} "
            f"({manifest.fingerprint}) than those here ({embedder.fingerprint}); {REBUILD}",
        )
    return embedder
