"""Opening what an index was built with: its vectors, and the embedder that made them."""

from pathlib import Path

from index.embedder import Embedder
from index.errors import ArchiveDamaged, ArchiveMismatch
from index.folder import Manifest, check_file
from index.onnx_embedder import open_embedder
from index.vectors import FILES as VECTOR_FILES
from index.vectors import VectorIndex

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


def matching_embedder(
    generation: Path, manifest: Manifest, model: str, models: Path, loaded: Embedder | None
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
