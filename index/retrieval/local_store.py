"""The store of one machine: articles and filters in SQLite, words in BM25 tables, vectors in FAISS.

Conditions become masks over articles, the last of which are kept: one question asks for the same ones several times.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from threading import Lock

import numpy as np
from cachetools import LRUCache

from index.array_types import Mask, Rows
from index.models.embedder import Vectors
from index.names.name_index import NameIndex
from index.records import Article
from index.retrieval.article_conditions import (
    Addressed,
    All,
    Any,
    Condition,
    Mentioning,
    Not,
    Passing,
    Titled,
    Where,
    address_key,
)
from index.retrieval.article_conditions import title_words as words_of_title
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.store import ARTICLES, DEPTH, Candidates
from index.retrieval.vector_index import VectorIndex
from index.storage.article_store import ArticleStore
from index.storage.folder import Manifest

_MASKS_KEPT = 32


class LocalStore:
    """A generation of this machine, as `index.retrieval.store.Store` has it.

    Args:
        articles: the articles; the passages of each follow each other in all tables.
        passage_terms, article_terms: BM25 over passages, and over whole articles with titles, dates and outlets.
        vectors: the vectors of the passages, or None when they cannot be used.
    """

    def __init__(
        self, manifest: Manifest, articles: ArticleStore, passage_terms: KeywordIndex, article_terms: KeywordIndex,
        vectors: VectorIndex | None, names: NameIndex, learned: Container[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.manifest = manifest
        self.passage_terms = passage_terms
        self.article_terms = article_terms
        self.names = names
        self.learned = learned
        self._articles = articles
        self._vectors = vectors
        self._first_row = articles.first_row
        self._article_of = np.repeat(np.arange(len(articles)), np.diff(articles.first_row))
        self._masks: LRUCache[Condition, Mask] = LRUCache(_MASKS_KEPT)
        self._lock = Lock()
        self.get, self.copies, self.sources = articles.get, articles.copies, articles.sources
        self.languages, self.undated, self.copied, self.ids = (
            articles.languages, articles.undated, articles.copied, articles.ids,
        )  # fmt: skip
        self.passages = articles.passages

    def candidates(self, terms: Sequence[str], vector: Vectors | None, where: Sequence[Where]) -> Candidates:
        """See `Store.candidates`."""
        vectors = None if vector is None else self._vectors
        by_keyword, by_article = self.passage_terms.scores(terms), self.article_terms.scores(terms)
        found = list[Rows]()
        for one in where:
            mask = None if one is None else self._mask(one)
            rows_allowed = None if mask is None else mask[self._article_of]
            found.append(self.passage_terms.search(terms, DEPTH, by_keyword, rows_allowed)[0])
            found += [
                np.arange(self._first_row[article], self._first_row[article + 1], dtype=np.int64)
                for article in self.article_terms.search(terms, ARTICLES, by_article, mask)[0]
            ]
            if vectors is not None and vector is not None:
                found.append(vectors.search(vector, DEPTH, rows_allowed)[0])
        rows = np.unique(np.concatenate(found))
        articles = self._article_of[rows]
        by_vector = None if vectors is None or vector is None else vectors.similarities(vector, rows)
        return Candidates(
            rows, articles, by_keyword[rows], by_article[articles], by_vector, self._articles.days[articles]
        )

    def count(self, where: Where) -> int:
        """Number of articles that are meant."""
        return len(self._articles) if where is None else int(np.count_nonzero(self._mask(where)))

    def newest(self, where: Where, limit: int | None = None, skip: int = 0) -> Iterator[Article]:
        """At most `limit` articles, newest first, undated ones last, ties by place, without the first `skip`."""
        order = self._order(where)[skip:][:limit]
        return map(self._at, order.tolist())

    def reports(self, where: Where) -> tuple[int, Iterator[Article]]:
        """How many reports there are, and the newest article of each, newest first."""
        order = self._order(where)
        _, first = np.unique(self._articles.reports[order], return_index=True)
        return len(first), map(self._at, order[np.sort(first)].tolist())

    def titled(self, terms: Sequence[str], where: Where, limit: int) -> list[tuple[int, str | None, float]]:
        """At most `limit` articles best by their BM25: number, title and score of each, best first."""
        allowed = None if where is None else self._mask(where)
        numbers, scores = self.article_terms.search(terms, limit, allowed=allowed)
        return list(zip(numbers.tolist(), self._articles.titles(numbers.tolist()), scores.tolist(), strict=True))

    def numbered(self, numbers: Sequence[int]) -> list[Article]:
        """The articles of these numbers, in their order."""
        return [self._at(number) for number in numbers]

    def each(self) -> Iterator[Article]:
        """Every article, in order."""
        return (article for article, _ in self._articles.each())

    def outages(self) -> AbstractContextManager[set[str]]:
        """Nothing of one machine can fail by itself."""
        return nullcontext(set())

    def parts(self) -> int:
        """One machine keeps all of it."""
        return 1

    def close(self) -> None:
        """Release the files."""
        self._articles.close()
        self.names.close()

    def _at(self, number: int) -> Article:
        return self._articles.at(number)[0]

    def _order(self, where: Where) -> Rows:
        return self._articles.newest_first(None if where is None else self._mask(where))

    def _mask(self, where: Condition) -> Mask:
        """Which articles are meant, shape (articles,); to be read only."""
        with self._lock:
            found = self._masks.get(where)
        if found is None:
            found = self._made(where)
            with self._lock:
                self._masks[where] = found
        return found

    def _made(self, where: Condition) -> Mask:
        match where:
            case Passing(filters):
                return self._articles.matching(filters)
            case Mentioning(terms):
                return self._having(terms)
            case All(parts):
                return _combined(np.logical_and, np.ones(len(self._articles), dtype=bool), map(self._mask, parts))
            case Any(parts):
                return _combined(np.logical_or, np.zeros(len(self._articles), dtype=bool), map(self._mask, parts))
            case Not(part):
                return ~self._mask(part)
            case Titled() | Addressed():
                return self._named(where)

    def _having(self, terms: frozenset[str]) -> Mask:
        found = np.full(len(self._articles), bool(terms))
        for term in terms:
            having = np.zeros(len(found), dtype=bool)
            having[self.article_terms.rows_with(term)] = True
            found &= having
        return found

    def _named(self, where: Titled | Addressed) -> Mask:
        found = np.zeros(len(self._articles), dtype=bool)
        for number, title, url, path in self._articles.headlines():
            if isinstance(where, Addressed):
                found[number] = url is not None and address_key(url) == where.key
                continue
            words = words_of_title(title, path)
            found[number] = words == where.words if where.whole else set(where.words) <= set(words)
        return found


def _combined(combine: np.ufunc, found: Mask, masks: Iterable[Mask]) -> Mask:
    for mask in masks:
        combine(found, mask, out=found)
    return found
