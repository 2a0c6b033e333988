"""BM25: the rows that share the rarest words with a question.

The formula is `rank_bm25.BM25Okapi`'s (Trotman, Puurula & Burgess, "Improvements to BM25 and Language Models Examined",
2014: the ATIRE variant, negative idf floored at epsilon times the mean idf), and its corpus statistics are computed by
that class. `BM25Okapi.get_scores` walks every document for every query term, which takes 100 ms at 100,000 passages;
here what each term adds to its rows lies side by side on disk, so a query adds up a few stretches of numbers.

A term adds idf (k1 + 1) f / (f + s) to a row that holds it f times, where s grows with the row's length. f / (f + s) is
between 0 and 1 and is kept as a 32-bit fraction: half the size of a float64, and no score moves by 1e-7.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.array_types import Mask, Rows, Scores
from index.errors import ArchiveDamaged
from index.retrieval.bm25_weights import WHOLE, Statistics, saturation
from index.retrieval.postings import PostingLists, Vocabulary

_FILES = ("terms", "bounds", "starts", "rows", "counts", "fractions", "lengths", "weights")
_LOOKED_AT = 1000
"""Terms whose rows are looked at when an index is opened."""


class KeywordIndex:
    """BM25 scores of every row for any query.

    Args:
        postings: the rows of each term.
        fractions: shape (entries,), f / (f + s) of each entry, in parts of 2^32 - 1.
        weights: shape (terms,), idf (k1 + 1).
    """

    def __init__(self, postings: PostingLists, fractions: npt.NDArray[np.uint32], weights: Scores) -> None:
        self._postings = postings
        self._fractions = fractions
        self._weights = weights

    @classmethod
    def build(
        cls,
        documents: Iterable[Sequence[str]],
        previous: "KeywordIndex | None" = None,
        old_rows: Rows | None = None,
    ) -> "KeywordIndex":
        """An index over the terms of each row, in row order; rows without a term are allowed.

        Args:
            documents: the terms of all rows; with `previous`, of those rows alone that it does not hold.
            previous: an index that holds some of the rows already.
            old_rows: shape (rows,), the row of `previous` with the same terms, or -1; one row may serve twice.

        Raises:
            ValueError: `old_rows` do not fit the documents and the previous index.
        """
        if previous is None or old_rows is None:
            postings = PostingLists.build(documents)
        else:
            postings = previous._postings.updated(documents, old_rows)
        okapi = Statistics(np.diff(postings.starts), postings.lengths)
        return cls(postings, okapi.fractions(postings), okapi.weights())

    def __len__(self) -> int:
        return len(self._postings.lengths)

    def __contains__(self, term: str | None) -> bool:
        return term is not None and self._postings.vocabulary.column(term) is not None

    def document_frequency(self, term: str) -> int:
        """Number of rows that hold `term`."""
        column = self._postings.vocabulary.column(term)
        return 0 if column is None else _size(self._entries(column))

    @property
    def mean_length(self) -> float:
        """Terms of a row in the mean, repeated ones counted."""
        return int(self._postings.lengths.sum(dtype=np.int64)) / max(1, len(self))

    def frequencies(self) -> Iterator[tuple[str, int]]:
        """Every term with the number of rows that hold it."""
        return zip(self._postings.vocabulary, np.diff(self._postings.starts).tolist(), strict=True)

    def saturated(self, mean_length: float) -> Iterator[tuple[list[str], Scores]]:
        """The terms of each row, in row order, and what part of each one's weight the row has; see `term_weights`.

        Args:
            mean_length: of a row, in terms: of the whole corpus, where this is a part of one.
        """
        vocabulary = list(self._postings.vocabulary)
        by_row = self._postings.by_row()
        for row, length in enumerate(self._postings.lengths.tolist()):
            entries = slice(by_row.indptr[row], by_row.indptr[row + 1])
            counts = by_row.data[entries].astype(np.float64)
            yield (
                [vocabulary[column] for column in by_row.indices[entries].tolist()],
                counts / (counts + saturation(length, mean_length)),
            )

    def rows_with(self, term: str) -> Rows:
        """The rows that hold `term`, ascending."""
        column = self._postings.vocabulary.column(term)
        if column is None:
            return np.empty(0, dtype=np.int64)
        return self._postings.rows[self._entries(column)].astype(np.int64)

    def scores(self, query: Sequence[str]) -> Scores:
        """BM25 score of every row, shape (rows,); a term given twice counts twice, as in rank_bm25."""
        return self._scores(self._columns(query))

    def search(
        self, query: Sequence[str], k: int, scores: Scores | None = None, allowed: Mask | None = None
    ) -> tuple[Rows, Scores]:
        """At most `k` rows that share a term with `query`, best first, ties by row.

        A word in most rows of a small corpus scores below zero, so a match is a shared word, never a score above zero.

        Args:
            scores: what `scores` gives for the query, where it is at hand.
            allowed: shape (rows,), the rows that may be found; None for all.
        """
        columns = self._columns(query)
        scores = self._scores(columns) if scores is None else scores
        rows = np.flatnonzero(self._contenders(list(columns), scores, k, allowed))
        found = scores[rows]
        if len(rows) > k:
            # The k best, and all that tie with the last of them, so that ties are settled by row below.
            best = found >= _kth_best(found, k)
            rows, found = rows[best], found[best]
        order = np.lexsort((rows, -found))[:k]
        return rows[order], found[order]

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made, as NumPy files."""
        folder.mkdir()
        postings = self._postings
        arrays: tuple[npt.NDArray[np.generic], ...] = (
            postings.vocabulary.letters, postings.vocabulary.bounds, postings.starts, postings.rows,
            postings.counts, self._fractions,
            postings.lengths, self._weights,
        )  # fmt: skip
        for name, values in zip(_FILES, arrays, strict=True):
            np.save(folder / f"{name}.npy", values)

    @classmethod
    def load(cls, folder: Path) -> "KeywordIndex":
        """Open an index that `save` wrote; its files are mapped into memory, and read as queries need them.

        Raises:
            ArchiveDamaged: a file is missing, cut short, or does not fit the others.
        """
        try:
            letters, bounds, starts, rows, counts, fractions, lengths, weights = (
                np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)) for name in _FILES
            )
            postings = PostingLists(Vocabulary(letters, bounds), starts, rows, counts, lengths)
            return cls(postings, fractions, weights)._checked()
        except (OSError, ValueError, EOFError) as error:
            raise ArchiveDamaged(
                folder.parent, f"{folder} cannot be read ({error}); run: python -m index build"
            ) from error

    def _checked(self) -> "KeywordIndex":
        self._postings.check(_LOOKED_AT)
        if len(self._fractions) != len(self._postings.rows) or len(self._weights) != len(self._postings.vocabulary):
            raise ValueError("its files do not fit each other")
        return self

    def _columns(self, query: Sequence[str]) -> dict[int, int]:
        """The terms of the query that are here, by column, and how often each is asked for."""
        wanted = ((self._postings.vocabulary.column(term), times) for term, times in Counter(query).items())
        return {column: times for column, times in wanted if column is not None}

    def _entries(self, column: int) -> slice:
        return slice(int(self._postings.starts[column]), int(self._postings.starts[column + 1]))

    def _scores(self, columns: dict[int, int]) -> Scores:
        total = np.zeros(len(self), dtype=np.float64)
        for column, times in columns.items():
            entries = self._entries(column)
            added = self._fractions[entries] * (times * float(self._weights[column]) / WHOLE)
            np.add.at(total, self._postings.rows[entries], added)
        return total

    def _contenders(self, columns: Sequence[int], scores: Scores, k: int, allowed: Mask | None) -> Mask:
        """Rows that are allowed and hold one of the columns' terms, without most of those that `k` others surpass."""
        if all(self._weights[column] > 0 for column in columns):
            reached = self._reached(columns, scores, k, allowed)
            found: Mask = scores >= reached if reached > 0 else scores > 0
        else:
            found = np.zeros(len(self), dtype=bool)
            for column in columns:
                found[self._postings.rows[self._entries(column)]] = True
        return found if allowed is None else found & allowed

    def _reached(self, columns: Sequence[int], scores: Scores, k: int, allowed: Mask | None) -> float:
        """A score that `k` allowed rows reach or pass, as high as the rows of one rare term can tell, or 0."""
        entries = [self._entries(column) for column in columns]
        for one in sorted(entries, key=_size):
            if _size(one) >= k:
                rows = self._postings.rows[one]
                rows = rows if allowed is None else rows[allowed[rows]]
                if len(rows) >= k:
                    return _kth_best(scores[rows], k)
        return 0.0


def _size(entries: slice) -> int:
    return int(entries.stop - entries.start)


def _kth_best(scores: Scores, k: int) -> float:
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])
