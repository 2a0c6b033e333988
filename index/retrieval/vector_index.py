"""FAISS: the rows whose vectors are nearest to a question's, exactly, or among candidates where rows are many."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.arrays import Mask, Rows, Scores
from index.errors import ArchiveDamaged
from index.models.embedder import Vectors
from index.retrieval.ivf import SCANNED, InvertedFile, inner_products

__all__ = ["EXACT_ROWS", "FILES", "Mask", "Rows", "Scores", "VectorIndex"]

FILE = "vectors.faiss"
FILES = (FILE,)
"""What `save` writes: one file, which plain `faiss.read_index` reads.

It holds a flat index, or a refined one whose second part is the flat index. The first part, `InvertedFile`, is searched
with whole numbers only.
"""

EXACT_ROWS = 65_536
"""Rows up to which every row is looked at: some 8 ms of one weak core at 384 dimensions."""


class VectorIndex:
    """Search by inner product over unit vectors, which are stored as they are; row i is passage i.

    Many threads may search at once; each search runs in its caller's thread alone.

    Args:
        exact: the vectors.
        clusters: where to look first, or None to look everywhere.
    """

    def __init__(self, exact: faiss.IndexFlatIP, clusters: InvertedFile | None = None) -> None:
        self._exact: Any = exact  # FAISS's stubs have the signatures of C++, not those that take arrays
        self._clusters = clusters
        self._whole: object = None  # what was read owns its parts

    @classmethod
    def build(
        cls, vectors: Vectors, previous: "VectorIndex | None" = None, old_rows: Rows | None = None
    ) -> "VectorIndex":
        """An index over `vectors`, shape (rows, dimensions); the same input gives the same index.

        Holds one copy of the vectors and, past `EXACT_ROWS`, a quarter of one.

        Args:
            previous: an index whose training is used again as far as it fits; see `Clusters.build`.
            old_rows: shape (rows,), the row in `previous` that has the identical vector, or -1.
        """
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        clusters = None
        if len(vectors) > EXACT_ROWS:
            clusters = InvertedFile.build(vectors, None if previous is None else previous._clusters, old_rows)
        exact = faiss.IndexFlatIP(vectors.shape[1])
        exact.add(vectors)
        return cls(exact, clusters)

    @classmethod
    def load(cls, folder: Path) -> "VectorIndex":
        """Open what `save` wrote; it is mapped into memory, and read as searches need it.

        Raises:
            ArchiveDamaged: the file is missing, cut short, or no index of this kind.
        """
        path = folder / FILE
        try:
            whole = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except (RuntimeError, MemoryError) as error:
            raise _damaged(path) from error
        if isinstance(whole, faiss.IndexFlatIP):
            return cls(whole)
        if not isinstance(whole, faiss.IndexRefine):
            raise _damaged(path)
        exact, grouped = faiss.downcast_index(whole.refine_index), faiss.downcast_index(whole.base_index)
        if not isinstance(exact, faiss.IndexFlatIP) or not isinstance(grouped, faiss.IndexIVFScalarQuantizer):
            raise _damaged(path)
        if (exact.ntotal, exact.d) != (grouped.ntotal, grouped.d):
            raise _damaged(path)
        index = cls(exact, InvertedFile(grouped))
        index._whole = whole
        return index

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, as one file.

        Raises:
            OSError: the disk does not take it.
        """
        whole = self._exact if self._clusters is None else faiss.IndexRefine(self._clusters.index, self._exact)
        try:
            faiss.write_index(whole, str(folder / FILE))
            self.load(folder)  # FAISS says nothing of what is lost when the file is closed
        except (RuntimeError, ArchiveDamaged) as error:
            raise OSError(f"{folder / FILE} cannot be written: {error}") from error

    def __len__(self) -> int:
        return int(self._exact.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._exact.d)

    def at(self, rows: Rows) -> Vectors:
        """The stored vectors of `rows`, shape (rows, dimensions)."""
        return np.asarray(self._exact.reconstruct_batch(rows), dtype=np.float32)

    def similarities(self, vector: Vectors, rows: Rows) -> Scores:
        """Cosine of `vector` (shape (dimensions,)) and each of `rows`, shape (rows,)."""
        rows = np.ascontiguousarray(rows, dtype=np.int64)
        if len(rows) and not 0 <= rows.min() <= rows.max() < len(self):
            raise ValueError(f"there are {len(self)} rows, none at {rows.min()} or {rows.max()}")
        asked, cosines = self._asked(vector), np.empty(len(rows), dtype=np.float32)
        if len(rows):
            pointer = faiss.swig_ptr
            with _one_thread():
                self._exact.compute_distance_subset(1, pointer(asked), len(rows), pointer(cosines), pointer(rows))
        return cosines.astype(np.float64)

    def search(self, vector: Vectors, k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """At most `k` rows nearest to `vector` (shape (dimensions,)) with their cosines, best first, ties by row.

        The cosines are exact. Up to `EXACT_ROWS` rows, and where few are allowed, so are the rows; beyond, some of the
        nearest may be missing (about one in a hundred: tests/bench/bench_vectors.py), never any of the k in number.

        Args:
            allowed: shape (rows,), which rows may be found; None allows all.
        """
        asked = self._asked(vector)
        if self._clusters is not None and (allowed is None or np.count_nonzero(allowed) > SCANNED):
            with _one_thread():
                rows = self._clusters.candidates(asked, k, allowed)
            return _best(rows, self.similarities(asked, rows), k)
        if allowed is None:
            return _best(np.arange(len(self)), inner_products(self._exact, asked).astype(np.float64), k)
        rows = np.flatnonzero(allowed)
        return _best(rows, self.similarities(asked, rows), k)

    def _asked(self, vector: Vectors) -> Vectors:
        if vector.shape != (self.dimensions,):
            raise ValueError(f"a question has a vector of shape ({self.dimensions},), not {vector.shape}")
        return np.ascontiguousarray(vector, dtype=np.float32)


def _best(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    if 0 < k < len(rows):
        last = np.partition(scores, len(rows) - k)[len(rows) - k]
        near = np.flatnonzero(scores >= last)  # all that tie for the last place
        rows, scores = rows[near], scores[near]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep FAISS in the calling thread: questions come side by side, and two threads on one wait for each other.

    The setting is the calling thread's own; others, and other libraries, keep theirs.
    """
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def _damaged(path: Path) -> ArchiveDamaged:
    return ArchiveDamaged(path.parent, f"{path} cannot be read as a FAISS index; run: python -m index build")
