"""What a term counts in BM25, and what part of that a row has: as `rank_bm25.BM25Okapi` computes them."""

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from index.array_types import Rows, Scores
from index.retrieval.postings import PostingLists

K1, B, EPSILON = 1.5, 0.75, 0.25
"""`BM25Okapi`'s own."""
WHOLE = 2**32 - 1
"""What a fraction of 1 is kept as."""
_AT_ONCE = 1 << 18


def saturation(length: float, mean_length: float) -> float:
    """How often a row of some length has to hold a term to have half of its weight, in BM25Okapi's terms."""
    return K1 * (1 - B + B * length / max(mean_length, 1e-300))


def mean_idf(frequencies: npt.NDArray[np.integer], size: int) -> float:
    """The mean idf of all terms, of which negative ones are given a share.

    Args:
        frequencies: shape (terms,), how many rows hold each.
        size: number of rows.
    """
    return float(_idf(frequencies, size).mean()) if len(frequencies) else 0.0


def term_weights(frequencies: npt.NDArray[np.integer], size: int, mean: float) -> Scores:
    """What each term adds to a row at most, as BM25Okapi has it: shape (terms,)."""
    idf = _idf(frequencies, size)
    floored: Scores = np.where(idf < 0, EPSILON * mean, idf) * (K1 + 1)
    return floored


def _idf(frequencies: npt.NDArray[np.integer], size: int) -> Scores:
    found: Scores = np.log(size - frequencies + 0.5) - np.log(frequencies + 0.5)
    return found


class Statistics(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """rank_bm25's corpus statistics, from counts at hand where it goes through the documents.

    Args:
        rows_with: shape (terms,), how many rows hold each term.
        lengths: shape (rows,), terms of each row.
    """

    corpus_size: int
    avgdl: float
    k1: float
    b: float
    idf: dict[int, float]

    def __init__(self, rows_with: Rows, lengths: npt.NDArray[np.int32]) -> None:
        self._rows_with = dict(enumerate(rows_with.tolist()))
        super().__init__(lengths)

    def _initialize(self, lengths: npt.NDArray[np.int32]) -> dict[int, int]:
        """Returns the number of documents that hold each term, as rank_bm25 expects."""
        self.corpus_size = len(lengths)
        self.avgdl = int(lengths.sum(dtype=np.int64)) / max(1, len(lengths))
        return self._rows_with

    def _calc_idf(self, nd: dict[int, int]) -> None:
        if nd:  # rank_bm25 divides by the number of terms
            super()._calc_idf(nd)

    def weights(self) -> Scores:
        """What each term adds at most."""
        idf = np.fromiter(self.idf.values(), dtype=np.float64, count=len(self.idf))
        return idf * (self.k1 + 1)

    def fractions(self, postings: PostingLists) -> npt.NDArray[np.uint32]:
        """What part of that each entry adds."""
        saturation = self.k1 * (1 - self.b + self.b * postings.lengths / max(self.avgdl, 1e-300))
        fractions = np.empty(len(postings.rows), dtype=np.uint32)
        for start in range(0, len(fractions), _AT_ONCE):
            entries = slice(start, start + _AT_ONCE)
            counts = postings.counts[entries].astype(np.float64)
            counts /= counts + saturation[postings.rows[entries]]
            # A row that holds a term scores for it, however little: search tells matches by that.
            fractions[entries] = np.maximum(np.rint(counts * WHOLE), 1)
        return fractions
