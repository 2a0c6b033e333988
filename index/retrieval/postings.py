"""The inverted index: which rows hold each term and how often, and the vocabulary of the terms.

Counted from documents, or taken over from an earlier index.
Nothing is kept of a document but numbers in long arrays, which are turned from one row after the other into one term
after the other in linear time.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.array_types import Rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    Matrix = csr_array[Any, tuple[int, int]]

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
        self._cached_column = lru_cache(_REMEMBERED)(self._column)

    @classmethod
    def build(cls, terms: Sequence[str]) -> "Vocabulary":
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
        return self._cached_column(term)

    def _column(self, term: str) -> int | None:
        sought = term.encode(*_ENCODING)
        column = bisect_left(range(len(self)), sought, key=self._encoded)
        return column if column < len(self) and self._encoded(column) == sought else None

    def _encoded(self, column: int) -> bytes:
        return self._letters[self._bounds[column] : self._bounds[column + 1]].tobytes()


Counts = npt.NDArray[np.unsignedinteger]

_AT_ONCE = 1 << 18
"""Terms of documents that are in memory before they are counted."""


@dataclass(frozen=True, slots=True)
class PostingLists:
    """The rows of each term.

    Attributes:
        vocabulary: the terms, each of which some row holds.
        starts: shape (terms + 1,), where the entries of each term begin in `rows` and `counts`.
        rows: shape (entries,), the rows of each term in ascending order.
        counts: shape (entries,), how often the row holds the term; as few bytes as the largest needs.
        lengths: shape (rows,), how many terms each row holds, repeated ones counted.
    """

    vocabulary: Vocabulary
    starts: Rows
    rows: npt.NDArray[np.int32]
    counts: Counts
    lengths: npt.NDArray[np.int32]

    def check(self, looked_at: int) -> None:
        """Whether the arrays fit each other, as far as their sizes and the rows of `looked_at` terms tell.

        Raises:
            ValueError: they do not.
        """
        starts, terms = self.starts, len(self.vocabulary)
        if len(starts) != terms + 1 or starts[0] != 0 or starts[-1] != len(self.rows) or (np.diff(starts) < 1).any():
            raise ValueError("the rows of its terms are not where they should be")
        some = np.arange(0, terms, max(1, terms // looked_at))
        first, last = self.rows[starts[some]], self.rows[starts[some + 1] - 1]
        if len(self.counts) != len(self.rows) or (first < 0).any() or (last >= len(self.lengths)).any():
            raise ValueError("its files do not fit each other")

    def by_row(self) -> "Matrix":
        """How often each row holds each term: a row of the matrix for each, terms as columns."""
        return _transposed(_matrix(self.starts, self.rows, self.counts, len(self.lengths)))

    @classmethod
    def build(cls, documents: Iterable[Sequence[str]]) -> "PostingLists":
        """The postings of `documents`, one a row, in row order."""
        return _by_term(_counted(documents))

    def updated(self, documents: Iterable[Sequence[str]], old_rows: Rows) -> "PostingLists":
        """What `build` would give for new rows, most of which are here already, without reading those again.

        Args:
            documents: the rows that are not here, in their order.
            old_rows: for every new row, the row here that holds the same document, or -1.

        Raises:
            ValueError: there are more or fewer documents than rows without an old one, or no such old row.
        """
        fresh = _counted(documents)
        missing = old_rows < 0
        if np.count_nonzero(missing) != len(fresh.lengths) or (old_rows >= len(self.lengths)).any():
            raise ValueError(f"{len(fresh.lengths)} new documents do not fit the old rows given")
        source = np.where(missing, len(self.lengths) + np.cumsum(missing) - 1, old_rows)
        return _by_term(_joined(self, fresh, source))


@dataclass(frozen=True, slots=True)
class _ByRow:
    """Counts of terms, a row of the matrix for each document; `terms` are sorted."""

    terms: list[str]
    matrix: "Matrix"
    lengths: npt.NDArray[np.int32]


def _counted(documents: Iterable[Sequence[str]]) -> _ByRow:
    columns = defaultdict[str, int]()
    columns.default_factory = columns.__len__
    column_of = columns.__getitem__
    tokens, lengths = array("i"), array("i")
    parts = [_frequencies(tokens, lengths)]
    counted = 0
    for document in documents:
        tokens.extend(map(column_of, document))
        lengths.append(len(document))
        if len(tokens) >= _AT_ONCE:
            parts.append(_frequencies(tokens, lengths[counted:]))
            tokens, counted = array("i"), len(lengths)
    parts.append(_frequencies(tokens, lengths[counted:]))
    distinct, found, counts = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    del parts
    starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(distinct)))
    terms = sorted(columns)
    matrix = _relabelled(_matrix(starts, found, counts, len(terms)), list(columns), terms)
    return _ByRow(terms, matrix, np.array(lengths, dtype=np.int32))


def _frequencies(tokens: "array[int]", lengths: "array[int]") -> tuple[Rows, npt.NDArray[np.int32], Counts]:
    """The distinct terms of each document, counted, then the column and the frequency of each of them."""
    rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    # A document's number and a term's in one, so that one sort brings equal ones together.
    pairs, counts = np.unique(rows << 32 | np.asarray(tokens, dtype=np.int64), return_counts=True)
    distinct = np.bincount(pairs >> 32, minlength=len(lengths))
    return distinct, (pairs & 0xFFFFFFFF).astype(np.int32), _small(counts)


def _joined(previous: PostingLists, fresh: _ByRow, source: Rows) -> _ByRow:
    """The rows `source` of previous rows followed by fresh ones."""
    from scipy.sparse import vstack

    known = list(previous.vocabulary)
    terms = sorted({*known, *fresh.terms})
    by_term_before = _transposed(_matrix(previous.starts, previous.rows, previous.counts, len(previous.lengths)))
    parts = [_relabelled(by_term_before, known, terms), _relabelled(fresh.matrix, fresh.terms, terms)]
    del by_term_before
    matrix = vstack(parts, format="csr")
    del parts
    return _ByRow(terms, matrix[source], np.concatenate((previous.lengths, fresh.lengths))[source])


def _by_term(counted: _ByRow) -> PostingLists:
    """The same entries by term; terms that no row holds are left out."""
    by_term, terms = _transposed(counted.matrix), counted.terms
    nonempty = np.flatnonzero(np.diff(by_term.indptr))
    if len(nonempty) < len(terms):
        by_term, terms = by_term[nonempty], [terms[column] for column in nonempty.tolist()]
    return PostingLists(
        Vocabulary.build(terms),
        by_term.indptr.astype(np.int64),
        by_term.indices.astype(np.int32, copy=False),
        _small(by_term.data),
        counted.lengths,
    )


def _matrix(starts: npt.NDArray[np.integer], indices: npt.NDArray[np.int32], counts: Counts, width: int) -> "Matrix":
    from scipy.sparse import csr_array  # a quarter of a second, which only a build needs

    # SciPy keeps starts and indices alike, so starts that fit 32 bits halve what the indices take.
    fitting = starts.astype(np.int32 if starts[-1] <= np.iinfo(np.int32).max else np.int64)
    return csr_array((counts, indices, fitting), shape=(len(starts) - 1, width))


def _transposed(matrix: "Matrix") -> "Matrix":
    """Columns as rows, indices ascending, by SciPy's counting sort: linear in the entries."""
    return matrix.tocsc().transpose()


def _relabelled(matrix: "Matrix", before: Sequence[str], after: Sequence[str]) -> "Matrix":
    """The matrix with the columns `before` where `after` has them; all of them are there."""
    columns = {term: column for column, term in enumerate(after)}
    places = np.fromiter((columns[term] for term in before), dtype=np.int32, count=len(before))
    return _matrix(matrix.indptr, places[matrix.indices], matrix.data, len(after))


def _small(counts: npt.NDArray[np.integer]) -> Counts:
    """The counts in as few bytes as the largest needs."""
    return counts.astype(np.min_scalar_type(int(counts.max(initial=0))), copy=False)
