"""BM25: the rows that share the rarest words with a question.

The formula is `rank_bm25.BM25Okapi`'s (Trotman, Puurula & Burgess, "Improvements to BM25 and Language Models Examined",
2014: the ATIRE variant, negative idf floored at epsilon times the mean idf), and its corpus statistics are computed by
that class. `BM25Okapi.get_scores` walks every document for every query term, which takes 100 ms at 100,000 passages;
here each term's scores are kept as one sparse column, so a query adds up a few columns.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from index.errors import ArchiveDamaged

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


class KeywordIndex:
    """BM25 scores of every row for any query.

    Args:
        size: number of rows.
        vocabulary: term to its column.
        starts: shape (terms + 1,), where each column begins in `rows` and `scores`.
        rows: shape (entries,), the rows of each column in ascending order.
        scores: shape (entries,), what the column's term adds to the row's score.
    """

    def __init__(
        self, size: int, vocabulary: Mapping[str, int], starts: Rows, rows: npt.NDArray[np.int32], scores: Scores
    ) -> None:
        self._size = size
        self._vocabulary = vocabulary
        self._starts = starts
        self._rows = rows
        self._scores = scores

    @classmethod
    def build(cls, documents: Iterable[Sequence[str]]) -> "KeywordIndex":
        """An index over the terms of each row, in row order; rows without a term are allowed."""
        okapi = _Statistics(documents)
        terms, rows, frequencies, lengths = okapi.arrays()
        order = np.lexsort((rows, terms))
        terms, rows, frequencies = terms[order], rows[order], frequencies[order]
        starts = np.searchsorted(terms, np.arange(len(okapi.vocabulary) + 1)).astype(np.int64)
        idf = np.array([okapi.idf[term] for term in okapi.vocabulary], dtype=np.float64)
        scores = np.empty(0, dtype=np.float64)
        if len(rows):
            saturation = okapi.k1 * (1 - okapi.b + okapi.b * lengths[rows] / okapi.avgdl)
            scores = idf[terms] * (frequencies * (okapi.k1 + 1) / (frequencies + saturation))
        return cls(okapi.corpus_size, okapi.vocabulary, starts, rows, scores)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: str | None) -> bool:
        return term in self._vocabulary

    def document_frequency(self, term: str) -> int:
        """Number of rows that hold `term`."""
        column = self._vocabulary.get(term)
        return 0 if column is None else int(self._starts[column + 1] - self._starts[column])

    def rows_with(self, term: str) -> Rows:
        """The rows that hold `term`, ascending."""
        column = self._vocabulary.get(term)
        if column is None:
            return np.empty(0, dtype=np.int64)
        return self._rows[self._starts[column] : self._starts[column + 1]].astype(np.int64)

    def scores(self, query: Sequence[str]) -> Scores:
        """BM25 score of every row, shape (rows,); a term given twice counts twice, as in rank_bm25."""
        total = np.zeros(self._size, dtype=np.float64)
        for term, times in Counter(query).items():
            column = self._vocabulary.get(term)
            if column is not None:
                entries = slice(int(self._starts[column]), int(self._starts[column + 1]))
                total[self._rows[entries]] += times * self._scores[entries]
        return total

    def search(self, query: Sequence[str], k: int) -> tuple[Rows, Scores]:
        """At most `k` rows that share a term with `query`, best first, ties by row.

        A word in most rows of a small corpus scores below zero, so a match is a shared word, never a score above zero.
        """
        matched = np.zeros(self._size, dtype=bool)
        for term in set(query):
            matched[self.rows_with(term)] = True
        rows = np.flatnonzero(matched)
        scores = self.scores(query)[rows]
        if len(rows) > k:
            # The k best, and all that tie with the last of them, so that ties are settled by row below.
            threshold = np.partition(scores, len(scores) - k)[len(scores) - k]
            kept = scores >= threshold
            rows, scores = rows[kept], scores[kept]
        order = np.lexsort((rows, -scores))[:k]
        return rows[order], scores[order]

    def save(self, path: Path) -> None:
        """Write the index to `path`, a NumPy .npz file."""
        terms = np.frombuffer("\n".join(self._vocabulary).encode(), dtype=np.uint8)
        with path.open("wb") as file:
            np.savez(
                file, size=np.int64(self._size), terms=terms, starts=self._starts, rows=self._rows, scores=self._scores
            )

    @classmethod
    def load(cls, path: Path) -> "KeywordIndex":
        """Read an index that `save` wrote.

        Raises:
            ArchiveDamaged: the file is missing or cut short.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                terms = arrays["terms"].tobytes().decode()
                vocabulary = {term: column for column, term in enumerate(terms.split("\n") if terms else [])}
                return cls(int(arrays["size"]), vocabulary, arrays["starts"], arrays["rows"], arrays["scores"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
            raise ArchiveDamaged(path.parent, f"{path} cannot be read ({error}); run: python -m index build") from error


class _Statistics(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """rank_bm25's corpus statistics, with its term counts kept in arrays where it keeps a dictionary a document."""

    corpus_size: int
    avgdl: float
    k1: float
    b: float
    idf: dict[str, float]

    def _initialize(self, corpus: Iterable[Sequence[str]]) -> dict[str, int]:
        """Count terms; returns the number of documents that hold each, as rank_bm25 expects."""
        self.vocabulary: dict[str, int] = {}
        self._triples: list[npt.NDArray[np.int32]] = []
        documents_with: Counter[str] = Counter()
        for row, document in enumerate(corpus):
            counts = Counter(document)
            documents_with.update(counts.keys())
            columns = [self.vocabulary.setdefault(term, len(self.vocabulary)) for term in counts]
            self._triples.append(
                np.array([columns, [row] * len(columns), list(counts.values())], dtype=np.int32).reshape(3, -1)
            )
            self.doc_len.append(len(document))
            self.corpus_size += 1
        self.avgdl = sum(self.doc_len) / max(1, self.corpus_size)
        return dict(documents_with)

    def _calc_idf(self, nd: dict[str, int]) -> None:
        if nd:  # rank_bm25 divides by the number of terms
            super()._calc_idf(nd)

    def arrays(
        self,
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int64]]:
        """Term, row and frequency of each entry, and the length of each row in terms."""
        triples = np.concatenate([np.empty((3, 0), dtype=np.int32), *self._triples], axis=1)
        return triples[0], triples[1], triples[2], np.array(self.doc_len, dtype=np.int64)
