"""Vectors that the cluster has already, of passages that a builder would have to embed."""

from contextlib import closing

import numpy as np
import numpy.typing as npt
from qdrant_client import models

from index.array_types import Rows
from index.cluster.conditions import any_of
from index.cluster.generation import open_generation
from index.cluster.requests import Requests
from index.cluster.schema import DENSE, PASSAGES, collection
from index.errors import ArchiveMissing
from index.models.embedder import Vectors
from index.storage.address import ClusterAddress

_AT_ONCE = 256


def recalled_vectors(
    address: ClusterAddress, model: str, fingerprint: str | None, digests: npt.NDArray[np.void]
) -> tuple[Rows, Vectors]:
    """Those of `digests` whose vectors the generation that serves has: their indices, and the vectors.

    Args:
        model, fingerprint: the embedder whose vectors are wanted; those of another are of no use.
        digests: hash of each passage as retrieval sees it, shape (passages,).

    Raises:
        ArchiveUnreachable: the cluster does not answer.
    """
    at = {digest.tobytes().hex(): number for number, digest in enumerate(digests)}
    found: dict[int, list[float]] = {}
    dimensions = 0
    try:
        opened = open_generation(address)
    except ArchiveMissing:
        return np.empty(0, dtype=np.int64), np.empty((0, 0), dtype=np.float32)
    with closing(opened) as generation:
        manifest = generation.manifest
        if (manifest.embedding_model, manifest.fingerprint) == (model, fingerprint):
            dimensions = manifest.dimensions
            wanted = list(at)
            passages = Requests(generation.connection, collection(address.name, generation.generation, PASSAGES))
            for start in range(0, len(wanted), _AT_ONCE):
                those = models.Filter(must=[any_of("digest", wanted[start : start + _AT_ONCE])])
                for one in passages.every(those, ["digest"], vectors=True):
                    vector = one.vector.get(DENSE) if isinstance(one.vector, dict) else None
                    if isinstance(vector, list) and one.payload:
                        found[at[one.payload["digest"]]] = vector  # type: ignore[assignment]
    rows = sorted(found)
    vectors = np.array([found[row] for row in rows], dtype=np.float32).reshape(len(rows), dimensions)
    return np.array(rows, dtype=np.int64), vectors
