"""Rows grouped by the centroid nearest to them, so that a question looks at the rows of a few groups only.

An inverted file (Sivic & Zisserman, "Video Google", ICCV 2003) with one byte a dimension, as FAISS has it: centroids by
k-means over a sample, the rows of each group with their vectors rounded to 256 steps a dimension. Its distances only
choose candidates; whoever asks scores them with the exact vectors.
"""

from functools import cached_property
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.embedder import Vectors

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_FAISS: Any = faiss  # its stubs have the signatures of C++, not those that take arrays

SCANNED = 32_000
"""Rows that a search looks at, at least, filtered or not; what recall costs, since the time goes into them.

Set on questions over news: see tests/bench/bench_vectors.py.
"""

_SCANNED_PER_RESULT = 100
_SPARE = 4
"""One candidate more for every so many, since rounding may move a row past the last place."""

_PER_ROOT = 4
"""Centroids are this many times the square root of the rows, as the FAISS guidelines have it."""

_SAMPLE = 40
"""Rows a centroid is trained on; FAISS warns below 39."""

_ROUNDS = 10
_SEED = 20_180_205
_CHUNK = 65_536
_OUTGROWN = 2.0
_REPLACED = 0.5


class Clusters:
    """Candidates for a question, from an IVF index whose ids are rows."""

    def __init__(self, index: faiss.IndexIVFScalarQuantizer) -> None:
        self.index = index
        self._ivf = _FAISS.downcast_index(index)
        self._centroids = _FAISS.downcast_index(index.quantizer)
        self._sizes = np.array([self._ivf.invlists.list_size(i) for i in range(self._ivf.nlist)], dtype=np.int64)

    @classmethod
    def build(cls, vectors: Vectors, previous: "Clusters | None", old_rows: Rows | None) -> "Clusters":
        """Group the rows of `vectors`, shape (rows, dimensions); the same input gives the same groups.

        Args:
            previous: groups whose centroids are kept while they fit, and with them the group of each kept row.
            old_rows: shape (rows,), the row in `previous` that has the same vector, or -1.
        """
        if previous is not None and old_rows is not None and previous.fits(vectors, old_rows):
            index = _like(previous.index)
            groups = np.empty(len(vectors), dtype=np.int64)
            kept = old_rows >= 0
            groups[kept] = previous.groups[old_rows[kept]]
            new = np.flatnonzero(~kept)
        else:
            index = _trained(vectors)
            groups = np.empty(len(vectors), dtype=np.int64)
            new = np.arange(len(vectors))
        for start in range(0, len(new), _CHUNK):
            rows = new[start : start + _CHUNK]
            groups[rows] = index.quantizer.assign(vectors[rows], 1).reshape(-1)
        index.add_core(len(vectors), faiss.swig_ptr(vectors), None, faiss.swig_ptr(groups))
        return cls(index)

    def fits(self, vectors: Vectors, old_rows: Rows) -> bool:
        """Whether centroids trained on other rows still serve these: not twice or half as many, half of them kept."""
        trained_on = (self.index.nlist / _PER_ROOT) ** 2
        grown = len(vectors) / trained_on
        return (
            vectors.shape[1] == self.index.d
            and 1 / _OUTGROWN <= grown <= _OUTGROWN
            and float((old_rows < 0).mean()) <= _REPLACED
        )

    @cached_property
    def groups(self) -> Rows:
        """The group of each row, shape (rows,)."""
        found = np.empty(self.index.ntotal, dtype=np.int64)
        for group in np.flatnonzero(self._sizes).tolist():
            ids = _FAISS.rev_swig_ptr(self._ivf.invlists.get_ids(group), int(self._sizes[group]))
            found[ids] = group
        return found

    def candidates(self, vector: Vectors, k: int, allowed: Mask | None = None) -> Rows:
        """Rows among which the `k` nearest to `vector` (shape (dimensions,)) very likely are, in no order.

        Groups are looked into from the nearest on until they hold `SCANNED` rows that are allowed, so that a filter
        makes the search wider, not worse, and there are never fewer candidates than min(k, allowed rows).

        Args:
            allowed: shape (rows,), which rows may be found; None allows all.
        """
        sizes = self._sizes if allowed is None else np.bincount(self.groups[allowed], minlength=self.index.nlist)
        nearness = inner_products(self._centroids, vector)
        groups = np.argsort(-nearness, kind="stable")
        groups = groups[sizes[groups] > 0]
        reach = np.cumsum(sizes[groups])
        probed = int(np.searchsorted(reach, max(SCANNED, k * _SCANNED_PER_RESULT))) + 1
        groups, within = groups[:probed], int(reach[:probed][-1]) if len(reach) else 0
        if not within:
            return np.empty(0, dtype=np.int64)
        selector = None if allowed is None else _FAISS.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        depth = min(k + k // _SPARE + 1, within)
        found, distances = np.empty(depth, dtype=np.int64), np.empty(depth, dtype=np.float32)
        starts = nearness[groups]
        pointer = _FAISS.swig_ptr
        self._ivf.search_preassigned_c(
            1, pointer(vector), depth, pointer(groups), pointer(starts), pointer(distances), pointer(found), False,
            _FAISS.SearchParametersIVF(nprobe=len(groups), sel=selector),
        )  # fmt: skip
        # A file with a damaged id would otherwise be read past its end.
        return np.asarray(found[(found >= 0) & (found < self.index.ntotal)])


def inner_products(flat: faiss.IndexFlat, vector: Vectors) -> npt.NDArray[np.float32]:
    """Inner products of `vector` (contiguous, shape (dimensions,)) and all stored, shape (rows,); in one thread."""
    products = np.empty(flat.ntotal, dtype=np.float32)
    if len(products):
        _FAISS.fvec_inner_products_ny(
            faiss.swig_ptr(products), faiss.swig_ptr(vector), flat.get_xb(), flat.d, flat.ntotal
        )
    return products


def _trained(vectors: Vectors) -> faiss.IndexIVFScalarQuantizer:
    rows, dimensions = vectors.shape
    centroids = min(rows, round(_PER_ROOT * rows**0.5))
    index = _empty(faiss.IndexFlatIP(dimensions), dimensions, centroids)
    size = min(rows, _SAMPLE * centroids)
    sample = np.sort(np.random.default_rng(_SEED).choice(rows, size, replace=False))
    index.cp.seed, index.cp.niter = _SEED, _ROUNDS
    index.cp.min_points_per_centroid, index.cp.max_points_per_centroid = 1, _SAMPLE
    index.train(vectors[sample])
    return index


def _like(trained: faiss.IndexIVFScalarQuantizer) -> faiss.IndexIVFScalarQuantizer:
    """An empty index with the centroids and the steps of `trained`, in memory of its own."""
    centroids = faiss.IndexFlatIP(trained.d)
    centroids.add(faiss.downcast_index(trained.quantizer).reconstruct_n(0, trained.nlist))
    index = _empty(centroids, trained.d, trained.nlist)
    index.sq = trained.sq
    index.is_trained = True
    return index


def _empty(centroids: faiss.IndexFlatIP, dimensions: int, count: int) -> faiss.IndexIVFScalarQuantizer:
    by_residual = False  # so that the code of a row does not depend on its group
    return faiss.IndexIVFScalarQuantizer(
        centroids, dimensions, count, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT, by_residual
    )
