"""BM25: the rows that share the rarest words with a question.

The formula is `rank_bm25.BM25Okapi`'s (Trotman, Puurula & Burgess, "Improvements to BM25 and Language Models Examined",
2014: the ATIRE variant, negative idf floored at epsilon times the mean idf), and its corpus statistics are computed by
that class. `BM25Okapi.get_scores` walks every document for every query term, which takes 100 ms at 100,000 passages;
here each term's scores are kept as one sparse column, so a query adds up a few columns.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from index.errors import ArchiveDamaged

if TYPE_CHECKING:
    from scipy.sparse import csc_array, csr_array

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_TERMS, _STARTS, _ROWS, _COUNTS, _SCORES, _LENGTHS = (
    "terms.txt", "starts.npy", "rows.npy", "counts.npy", "scores.npy", "lengths.npy",
)  # fmt: skip


class KeywordIndex:
    """BM25 scores of every row for any query.

    Args:
        vocabulary: term to its column; columns follow its order.
        starts: shape (terms + 1,), where each column begins in `rows`, `counts` and `scores`.
        rows: shape (entries,), the rows of each column in ascending order.
        counts: shape (entries,), how often the column's term stands in the row.
        scores: shape (entries,), what the column's term adds to the row's score.
        lengths: shape (rows,), terms of each row.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        starts: Rows,
        rows: npt.NDArray[np.int32],
        counts: npt.NDArray[np.int32],
        scores: Scores,
        lengths: npt.NDArray[np.int32],
    ) -> None:
        self._vocabulary = vocabulary
        self._starts = starts
        self._rows = rows
        self._counts = counts
        self._scores = scores
        self._lengths = lengths

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
            old_rows: shape (rows,), the row of `previous` with the same terms, or -1.
        """
        from scipy.sparse import csr_array, vstack  # a fifth of a second that asking does without

        if previous is None or old_rows is None:
            table, lengths, vocabulary = _counted(documents, {})
        else:
            table, lengths, vocabulary = _counted(documents, dict(previous._vocabulary))
            kept = old_rows >= 0
            held = previous._table(len(vocabulary)).tocsr()[old_rows[kept]]
            order = np.empty(len(old_rows), dtype=np.int64)
            order[kept] = np.arange(held.shape[0])
            order[~kept] = held.shape[0] + np.arange(table.shape[0])
            table = csr_array(vstack([held, table], format="csr")[order])
            lengths = np.concatenate([previous._lengths[old_rows[kept]], lengths])[order]
        columns = table.tocsc()
        columns.sort_indices()
        used = np.diff(columns.indptr) > 0
        if not used.all():
            columns = columns[:, np.flatnonzero(used)]
        found = (term for term, is_used in zip(vocabulary, used.tolist(), strict=True) if is_used)
        vocabulary = {term: column for column, term in enumerate(found)}
        starts = columns.indptr.astype(np.int64)
        okapi = _Statistics(vocabulary, np.diff(starts), lengths)
        idf = np.array([okapi.idf[term] for term in vocabulary], dtype=np.float64)
        scores: Scores = columns.data * np.float64(okapi.k1 + 1)
        if len(scores):
            scores /= columns.data + okapi.k1 * (1 - okapi.b + okapi.b * lengths[columns.indices] / okapi.avgdl)
            scores *= np.repeat(idf, np.diff(starts))
        return cls(vocabulary, starts, columns.indices.astype(np.int32), columns.data, scores, lengths)

    def __len__(self) -> int:
        return len(self._lengths)

    def __contains__(self, term: str | None) -> bool:
        return term in self._vocabulary

    def document_frequency(self, term: str) -> int:
        """Number of rows that hold `term`."""
        entries = self._entries(term)
        return int(entries.stop - entries.start)

    def rows_with(self, term: str) -> Rows:
        """The rows that hold `term`, ascending."""
        return self._rows[self._entries(term)].astype(np.int64)

    def scores(self, query: Sequence[str]) -> Scores:
        """BM25 score of every row, shape (rows,); a term given twice counts twice, as in rank_bm25."""
        total = np.zeros(len(self), dtype=np.float64)
        for term, times in Counter(query).items():
            entries = self._entries(term)
            added = self._scores[entries]
            np.add.at(total, self._rows[entries], added if times == 1 else times * added)
        return total

    def search(
        self, query: Sequence[str], k: int, scores: Scores | None = None, allowed: Mask | None = None
    ) -> tuple[Rows, Scores]:
        """At most `k` rows that share a term with `query`, best first, ties by row.

        A word in most rows of a small corpus scores below zero, so a match is a shared word, never a score above zero.

        Args:
            scores: what `scores` gives for the query, where it is at hand.
            allowed: shape (rows,), the rows that may be found; None for all.
        """
        scores = self.scores(query) if scores is None else scores
        matched = self._matched(query, scores)
        rows = np.flatnonzero(matched if allowed is None else matched & allowed)
        found = scores[rows]
        if len(rows) > k:
            # The k best, and all that tie with the last of them, so that ties are settled by row below.
            threshold = np.partition(found, len(found) - k)[len(found) - k]
            kept = found >= threshold
            rows, found = rows[kept], found[kept]
        order = np.lexsort((rows, -found))[:k]
        return rows[order], found[order]

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made: NumPy files, and the terms one a line."""
        folder.mkdir()
        (folder / _TERMS).write_text("\n".join(self._vocabulary), encoding="utf-8", newline="\n")
        largest = int(self._counts.max(initial=0))
        counts = self._counts.astype(np.min_scalar_type(largest))
        np.save(folder / _STARTS, self._starts)
        np.save(folder / _ROWS, self._rows)
        np.save(folder / _COUNTS, counts)
        np.save(folder / _SCORES, self._scores)
        np.save(folder / _LENGTHS, self._lengths)

    @classmethod
    def load(cls, folder: Path) -> "KeywordIndex":
        """Open an index that `save` wrote; its columns are mapped into memory, and read as queries need them.

        Raises:
            ArchiveDamaged: a file is missing, cut short, or does not fit the others.
        """
        try:
            text = (folder / _TERMS).read_text(encoding="utf-8")
            vocabulary = {term: column for column, term in enumerate(text.split("\n") if text else [])}
            starts, rows, counts, scores, lengths = (
                np.load(folder / name, mmap_mode="r", allow_pickle=False)
                for name in (_STARTS, _ROWS, _COUNTS, _SCORES, _LENGTHS)
            )
        except (OSError, ValueError, EOFError) as error:
            raise _damaged(folder, error) from error
        starts, lengths = np.array(starts), np.array(lengths)  # small, and looked at by every query
        whole = len(starts) == len(vocabulary) + 1 and len(rows) == len(counts) == len(scores)
        if not whole or starts[0] != 0 or starts[-1] != len(rows) or (np.diff(starts) < 1).any():
            raise _damaged(folder, "its files do not fit each other")
        return cls(vocabulary, starts, rows, counts, scores, lengths)

    def _entries(self, term: str) -> slice:
        column = self._vocabulary.get(term)
        return slice(0, 0) if column is None else slice(int(self._starts[column]), int(self._starts[column + 1]))

    def _matched(self, query: Sequence[str], scores: Scores) -> Mask:
        """The rows that share a term with the query."""
        entries = [entry for term in set(query) if (entry := self._entries(term)).stop > entry.start]
        if all(self._scores[entry.start] > 0 for entry in entries):  # a term adds to all its rows, or takes from all
            return np.asarray(scores > 0)
        matched = np.zeros(len(self), dtype=bool)
        for entry in entries:
            matched[self._rows[entry]] = True
        return matched

    def _table(self, terms: int) -> "csc_array[np.int32]":
        """Counts of terms, shape (rows, terms); terms past those of this index stand in no row."""
        from scipy.sparse import csc_array

        counts = np.array(self._counts, dtype=np.int32)
        starts = np.concatenate([self._starts, np.full(terms - len(self._vocabulary), self._starts[-1])])
        return csc_array((counts, self._rows, starts), shape=(len(self), terms))


def _counted(
    documents: Iterable[Sequence[str]], vocabulary: dict[str, int]
) -> "tuple[csr_array[np.int32], npt.NDArray[np.int32], dict[str, int]]":
    """Counts of terms, shape (documents, terms), the length of each document, and the terms, those known first."""
    from scipy.sparse import csr_array

    columns, lengths = array("i"), array("i")
    for document in documents:
        columns.extend(vocabulary.setdefault(term, len(vocabulary)) for term in document)
        lengths.append(len(document))
    ends = np.concatenate([[0], np.cumsum(np.frombuffer(lengths, dtype=np.int32), dtype=np.int64)])
    found = np.frombuffer(columns, dtype=np.int32)
    ones = np.ones(len(found), dtype=np.int32)
    table = csr_array((ones, found, ends), shape=(len(lengths), len(vocabulary)))
    table.sum_duplicates()
    return table, np.frombuffer(lengths, dtype=np.int32), vocabulary


class _Statistics(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """rank_bm25's corpus statistics, from counts at hand where it goes through the documents."""

    corpus_size: int
    avgdl: float
    k1: float
    b: float
    idf: dict[str, float]

    def __init__(self, vocabulary: Mapping[str, int], rows_with: Rows, lengths: npt.NDArray[np.int32]) -> None:
        self._rows_with = dict(zip(vocabulary, rows_with.tolist(), strict=True))
        super().__init__(lengths)

    def _initialize(self, lengths: npt.NDArray[np.int32]) -> dict[str, int]:
        """Returns the number of documents that hold each term, as rank_bm25 expects."""
        self.corpus_size = len(lengths)
        self.avgdl = int(lengths.sum(dtype=np.int64)) / max(1, len(lengths))
        return self._rows_with

    def _calc_idf(self, nd: dict[str, int]) -> None:
        if nd:  # rank_bm25 divides by the number of terms
            super()._calc_idf(nd)


def _damaged(folder: Path, why: object) -> ArchiveDamaged:
    return ArchiveDamaged(folder.parent, f"{folder} cannot be read ({why}); run: python -m index build")
