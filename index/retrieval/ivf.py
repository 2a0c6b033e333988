"""Rows grouped by the centroid nearest to them, so that a question looks at the rows of a few groups only.

An inverted file (Sivic & Zisserman, "Video Google", ICCV 2003) as FAISS has it: centroids by k-means over a sample,
the rows of each group with their vectors rounded to one byte a dimension. Its distances only choose candidates;
whoever asks scores them with the exact vectors.
"""

from functools import cached_property
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.arrays import Mask, Rows
from index.models.embedder import Vectors

_FAISS: Any = faiss  # its stubs have the signatures of C++, not those that take arrays

SCANNED = 20_000
"""Rows that a search looks at, at least, filtered or not; most of its time goes there, and its recall comes from there.

With it 99 of the nearest 100 are found among 350,000 rows; see tests/bench/bench_vectors.py.
"""

_SCANNED_PER_RESULT = 100
_SPARE = 4
"""One candidate more for every so many, since rounding may move a row past the last place."""

_PER_ROOT = 4
"""Centroids are this many times the square root of the rows, as the FAISS guidelines have it."""

_SAMPLE = 40
"""Rows a centroid is trained on; FAISS warns below 39."""

_ROUNDS = 4
"""Of k-means; ten take twice as long and find no more."""

_SEED = 20_180_205
_CHUNK = 65_536
_OUTGROWN = 2.0
_REPLACED = 0.5


class InvertedFile:
    """Candidates for a question, from an IVF index whose ids are rows."""

    def __init__(self, index: faiss.IndexIVFScalarQuantizer) -> None:
        self.index = index
        self._ivf = _FAISS.downcast_index(index)
        self._centroids = _FAISS.downcast_index(index.quantizer)
        self._sizes = np.array([self._ivf.invlists.list_size(i) for i in range(self._ivf.nlist)], dtype=np.int64)

    @classmethod
    def build(cls, vectors: Vectors, previous: "InvertedFile | None", old_rows: Rows | None) -> "InvertedFile":
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
        _fill(index, vectors, groups)
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
        found = np.zeros(self.index.ntotal, dtype=np.int64)
        for group in np.flatnonzero(self._sizes).tolist():
            ids = _FAISS.rev_swig_ptr(self._ivf.invlists.get_ids(group), int(self._sizes[group]))
            found[_sound(ids, self.index.ntotal)] = group
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
        asked, starts = _whole_numbers(vector, _largest(vector)), nearness[groups]
        found, distances = np.empty(depth, dtype=np.int64), np.empty(depth, dtype=np.float32)
        pointer = _FAISS.swig_ptr
        self._ivf.search_preassigned_c(
            1, pointer(asked), depth, pointer(groups), pointer(starts), pointer(distances), pointer(found), False,
            _FAISS.SearchParametersIVF(nprobe=len(groups), sel=selector),
        )  # fmt: skip
        return _sound(found, self.index.ntotal)


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
    """An empty index with the centroids of `trained`, in memory of its own."""
    centroids: Any = faiss.IndexFlatIP(trained.d)
    centroids.add(_FAISS.downcast_index(trained.quantizer).reconstruct_n(0, trained.nlist))
    index = _empty(centroids, trained.d, trained.nlist)
    index.is_trained = True
    return index


def _empty(centroids: faiss.IndexFlatIP, dimensions: int, count: int) -> faiss.IndexIVFScalarQuantizer:
    # Whole numbers as they are, not their distance to the centroid, and no range a dimension: nothing to train, and
    # where 16 divides the dimensions FAISS multiplies bytes, twice as fast, so that the question must be whole as well.
    kind, by_residual = faiss.ScalarQuantizer.QT_8bit_direct_signed, False
    return faiss.IndexIVFScalarQuantizer(centroids, dimensions, count, kind, faiss.METRIC_INNER_PRODUCT, by_residual)


def _fill(index: Any, vectors: Vectors, groups: Rows) -> None:
    """Add the rows to their groups, all scaled alike, which keeps their order."""
    largest = _largest(vectors)
    for start in range(0, len(vectors), _CHUNK):
        scaled = _whole_numbers(vectors[start : start + _CHUNK], largest)
        chosen = groups[start : start + _CHUNK]
        index.add_core(len(scaled), faiss.swig_ptr(scaled), None, faiss.swig_ptr(chosen))


def _largest(vectors: Vectors) -> float:
    return max(float(vectors.max()), -float(vectors.min()), 1e-12)


def _whole_numbers(vectors: Vectors, largest: float) -> Vectors:
    """`vectors` scaled so that `largest` becomes 127, and rounded."""
    scaled = vectors * np.float32(127 / largest)
    np.rint(scaled, out=scaled)
    return np.asarray(scaled)


def _sound(rows: Rows, count: int) -> Rows:
    """The rows that there are: a file with a damaged one would otherwise be read past its end."""
    return np.asarray(rows[(rows >= 0) & (rows < count)])
