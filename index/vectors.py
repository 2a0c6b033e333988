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
        scores, rows = self._index.search(vector.reshape(1, -1), min(k, len(self)))
        found = rows[0] >= 0  # FAISS pads with -1 when it has fewer than k
        kept_rows, kept_scores = rows[0][found].astype(np.int64), scores[0][found].astype(np.float64)
        order = np.lexsort((kept_rows, -kept_scores))
        return kept_rows[order], kept_scores[order]
