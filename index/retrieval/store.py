"""What retrieval, reading and browsing ask of an index, whatever keeps it: the local files, or a cluster."""

from collections.abc import Container, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from index.array_types import Rows, Scores
from index.models.embedder import Vectors
from index.names.name_index import NameIndex
from index.records import EVERYTHING, Article, Filters, SourceCount, Span
from index.retrieval.article_conditions import Where
from index.storage.folder import Manifest

DEPTH = 100
"""Candidates that each passage ranking gives."""

ARTICLES = 20
"""Articles, best by their own BM25, whose passages all become candidates."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may answer, with what is known of each; every array has a row for each of them.

    Attributes:
        rows: the key of each, by which `Store.passages` finds it: the number of its article, then its own, in one
            integer, so that ties are settled by it in every store alike; ascending.
        articles: the number of its article.
        by_keyword, by_article: BM25 of the passage and of its whole article.
        by_vector: cosine of the passage and the question; None without a vector.
        days: shape (candidates, 2), first and last day that the article's date may mean, as `date.toordinal` counts
            them; 0 without a date.
    """

    rows: Rows
    articles: Rows
    by_keyword: Scores
    by_article: Scores
    by_vector: Scores | None
    days: Rows


class Terms(Protocol):
    """In how many passages, or in how many articles, each search term stands."""

    def __len__(self) -> int:
        """Number of passages or articles."""

    def __contains__(self, term: str | None) -> bool: ...

    def document_frequency(self, term: str) -> int:
        """Number of them that hold `term`."""


class Store(Protocol):
    """One generation of an index, open; safe to call from several threads.

    Raises:
        ArchiveUnreachable: every method, where the index is not on this machine and does not answer.
    """

    @property
    def manifest(self) -> Manifest:
        """Its counts, dates and model."""

    @property
    def passage_terms(self) -> Terms:
        """The terms of passages."""

    @property
    def article_terms(self) -> Terms:
        """The terms of whole articles with title, outlet, author and date."""

    @property
    def names(self) -> NameIndex:
        """The names that the corpus writes."""

    @property
    def learned(self) -> Container[str]:
        """Folded words that it writes as proper names."""

    def candidates(self, terms: Sequence[str], vector: Vectors | None, where: Sequence[Where]) -> Candidates:
        """What may answer a question: of the articles of each condition the `DEPTH` passages best by BM25, as many by
        vector, and all passages of the `ARTICLES` best articles.

        Args:
            terms: search terms of the question.
            vector: the question's vector, shape (dimensions,), or None for keywords alone.
        """

    def passages(self, rows: Sequence[int]) -> list[tuple[Article, Span]]:
        """The passages with these keys in their order, each with its article."""

    def get(self, article_id: str) -> Article | None:
        """The article with this id, or None."""

    def copies(self, article_id: str) -> tuple[Article, ...]:
        """The other articles that carry the same report, in order."""

    def count(self, where: Where) -> int:
        """Number of articles that are meant."""

    def newest(self, where: Where, limit: int | None = None, skip: int = 0) -> Iterator[Article]:
        """At most `limit` articles, newest first, undated ones last, ties by place, without the first `skip`."""

    def reports(self, where: Where) -> tuple[int, Iterator[Article]]:
        """How many reports there are, and the newest article of each, newest first."""

    def titled(self, terms: Sequence[str], where: Where, limit: int) -> list[tuple[int, str | None, float]]:
        """At most `limit` articles best by their BM25: number, title and score of each, best first."""

    def numbered(self, numbers: Sequence[int]) -> list[Article]:
        """The articles of these numbers, in their order."""

    def sources(self, filters: Filters = EVERYTHING) -> tuple[SourceCount, ...]:
        """Articles and dates per outlet, most articles first, then by name; filters on places are left out."""

    def languages(self) -> tuple[str, ...]:
        """The languages that articles are in, by name."""

    def undated(self) -> int:
        """Number of articles without a date."""

    def copied(self) -> int:
        """Number of articles that carry a report which an earlier one carries as well."""

    def ids(self) -> frozenset[str]:
        """The ids of all articles."""

    def each(self) -> Iterator[Article]:
        """Every article, in order."""

    def outages(self) -> AbstractContextManager[set[str]]:
        """While it is entered, this thread is answered by the parts that answer; the others are named in the set."""

    def parts(self) -> int:
        """In how many parts the index is kept, each of which may fail by itself."""

    def close(self) -> None:
        """Release files and connections."""
