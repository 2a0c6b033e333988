"""FAISS: the rows whose vectors are nearest to a question's."""

from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from index.embedder import Vectors
from index.errors import ArchiveDamaged

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


class VectorIndex:
    """Exact inner-product search over unit vectors; row i is passage i."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> "VectorIndex":
        """An index over `vectors`, shape (rows, dimensions)."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Read an index that `save` wrote.

        Raises:
            ArchiveDamaged: the file is missing or is no FAISS index.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise ArchiveDamaged(
                path.parent, f"{path} cannot be read as a FAISS index; run: python -m index build"
            ) from error

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def at(self, rows: Rows) -> Vectors:
        """The stored vectors of `rows`, shape (rows, dimensions)."""
        return np.asarray(self._index.reconstruct_batch(rows), dtype=np.float32)

    def similarities(self, vector: Vectors, rows: Rows) -> Scores:
        """Cosine of `vector` (shape (dimensions,)) and each of `rows`, shape (rows,)."""
        if not len(rows):
            return np.empty(0, dtype=np.float64)
        return np.asarray(self.at(rows) @ vector, dtype=np.float64)

    def search(self, vector: Vectors, k: int) -> tuple[Rows, Scores]:
        """At most `k` rows nearest to `vector` (shape (dimensions,)) with their cosines, best first, ties by row."""
        asked = vector.reshape(1, -1)
        depth = min(k, len(self))
        while depth:
            scores, rows = self._index.search(asked, depth)
            # FAISS keeps any of the rows that tie for the last place, so look further until the tie is whole.
            if depth == len(self) or scores[0][-1] < scores[0][min(k, depth) - 1]:
                order = np.lexsort((rows[0], -scores[0]))[:k]
                return rows[0][order].astype(np.int64), scores[0][order].astype(np.float64)
            depth = min(2 * depth, len(self))
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
