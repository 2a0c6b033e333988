"""The terms of an index, found by bisection in one block of bytes, so that opening a million of them takes no time."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

Letters = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]

# A lone surrogate is no UTF-8, yet a term may hold one; either way bytes are in the order of code points.
_ENCODING = ("utf-8", "surrogatepass")

_REMEMBERED = 1024
"""Terms whose place is kept at hand: one question looks for each of its own several times."""


class Vocabulary:
    """Terms in the order of their code points; the place of a term is its column.

    Args:
        letters: the terms in UTF-8, one behind the other.
        bounds: shape (terms + 1,), where each begins in `letters`, and where the last one ends.

    Raises:
        ValueError: `bounds` do not fit `letters`.
    """

    def __init__(self, letters: Letters, bounds: Offsets) -> None:
        if not len(bounds) or bounds[0] != 0 or bounds[-1] != len(letters) or (np.diff(bounds) < 0).any():
            raise ValueError("the terms are not where their bounds say")
        self.letters = letters
        self.bounds = bounds
        self._letters = np.ascontiguousarray(letters).data  # slices and numbers come out faster than NumPy's
        self._bounds = np.ascontiguousarray(bounds).data
        self._found = lru_cache(_REMEMBERED)(self._column)

    @classmethod
    def of(cls, terms: Sequence[str]) -> "Vocabulary":
        """The vocabulary of `terms`, which are sorted and differ."""
        encoded = [term.encode(*_ENCODING) for term in terms]
        bounds = np.fromiter(accumulate(map(len, encoded), initial=0), dtype=np.int64, count=len(terms) + 1)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), bounds)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __iter__(self) -> Iterator[str]:
        block = self._letters.tobytes()
        return (block[start:end].decode(*_ENCODING) for start, end in pairwise(self._bounds.tolist()))

    def column(self, term: str) -> int | None:
        """Where `term` stands, or None when it is not there."""
        return self._found(term)

    def _column(self, term: str) -> int | None:
        sought = term.encode(*_ENCODING)
        column = bisect_left(range(len(self)), sought, key=self._encoded)
        return column if column < len(self) and self._encoded(column) == sought else None

    def _encoded(self, column: int) -> bytes:
        return self._letters[self._bounds[column] : self._bounds[column + 1]].tobytes()
