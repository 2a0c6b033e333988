"""What is asked of a generation in the cluster: the store that retrieval, reading and browsing know."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any

from cachetools import LRUCache
from qdrant_client import models

from index.cluster.conditions import filter_of
from index.cluster.connection import Connection
from index.cluster.requests import Requests, source_counts
from index.cluster.schema import ARTICLES, PASSAGES, TERMS, WORDS, article_of, collection, point_id
from index.cluster.searching import SPAN, Searcher, article_number, first, payload_of, row_of
from index.cluster.terms import ClusterNames, ClusterTerms, LearnedNames, TermTable
from index.errors import ArchiveUnreachable
from index.records import EVERYTHING, Article, Filters, SourceCount, Span
from index.retrieval.article_conditions import Passing, Where
from index.storage.folder import Manifest

_CACHED = 2_000
_PAGE = 128
_SPANS_KEPT = 50_000


class ClusterStore:
    """A generation in the cluster, as `index.retrieval.store.Store` has it; safe to use from several threads.

    Args:
        note: what was written of it when it was published; see `index.cluster.publishing`.
    """

    def __init__(self, connection: Connection, name: str, note: dict[str, Any], manifest: Manifest) -> None:
        generation = note["generation"]
        self.manifest = manifest
        self._connection = connection
        self._note = note
        self._passages = Requests(connection, collection(name, generation, PASSAGES))
        self._articles = Requests(connection, collection(name, generation, ARTICLES))
        self._table = TermTable(connection, collection(name, generation, TERMS))
        self.passage_terms = ClusterTerms(self._table, "passages", manifest.passages, note["mean_idf"][0])
        self.article_terms = ClusterTerms(self._table, "articles", manifest.articles, note["mean_idf"][1])
        self.names = ClusterNames(self._table)
        self.learned = LearnedNames(self._table)
        self._searcher = Searcher(
            self._passages, self._articles, self.passage_terms, self.article_terms, self._note_span
        )
        self.candidates = self._searcher.candidates
        self._spans: LRUCache[int, tuple[str, Span]] = LRUCache(_SPANS_KEPT)
        self._read: LRUCache[str, Article] = LRUCache(_CACHED)
        self._reports: dict[str, str | None] = {}
        self._lock = Lock()

    def passages(self, rows: Sequence[int]) -> list[tuple[Article, Span]]:
        """The passages with these keys in their order, each with its article."""
        with self._lock:
            known = {row: self._spans[row] for row in rows if row in self._spans}
        if missing := [row for row in rows if row not in known]:
            numbers = sorted({article_number(row) for row in missing})
            meant = models.Filter(must=[models.FieldCondition(key="number", match=models.MatchAny(any=numbers))])
            for one in self._passages.every(meant, SPAN):
                known[row_of(payload_of(one))] = (
                    payload_of(one)["id"],
                    Span(payload_of(one)["start"], payload_of(one)["end"]),
                )
        articles = self._fetched([known[row][0] for row in rows])
        return [(articles[known[row][0]], known[row][1]) for row in rows]

    def get(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        return self._fetched([article_id], all_there=False).get(article_id)

    def whole(self, article_id: str) -> Article | None:
        """The article with this id and the paragraphs, too, that were left out since they repeat in its outlet."""
        found = self._articles.retrieve([point_id(article_id)])
        return article_of(payload_of(found[0]), whole=True) if found else None

    def copies(self, article_id: str) -> tuple[Article, ...]:
        """The other articles that carry the same report, in order."""
        self._fetched([article_id], all_there=False)
        with self._lock:
            report = self._reports.get(article_id)
        if report is None:
            return ()
        same = models.FieldCondition(key="report", match=models.MatchValue(value=report))
        found = [payload_of(one) for one in self._articles.every(models.Filter(must=[same]))]
        return tuple(article_of(one) for one in sorted(found, key=_number) if one["id"] != article_id)

    def count(self, where: Where) -> int:
        """Number of articles that are meant."""
        return self.manifest.articles if where is None else self._articles.count(filter_of(where))

    def newest(self, where: Where, limit: int | None = None, skip: int = 0) -> Iterator[Article]:
        """At most `limit` articles, newest first, undated ones last, ties by place, without the first `skip`."""
        return map(article_of, self._newest(where, limit, skip))

    def reports(self, where: Where) -> tuple[int, Iterator[Article]]:
        """How many reports there are, and the newest article of each, newest first."""
        alone = models.IsEmptyCondition(is_empty=models.PayloadField(key="report"))
        meant = None if where is None else filter_of(where)
        single = self._articles.count(models.Filter(must=[alone, *([meant] if meant is not None else [])]))
        several = len(self._articles.values("report", meant, self.count(where) - single))

        def each() -> Iterator[Article]:
            seen = set[str]()
            for payload in self._newest(where, None, 0):
                report = payload.get("report", payload["id"])
                if report not in seen:
                    seen.add(report)
                    yield article_of(payload)

        return single + several, each()

    def titled(self, terms: Sequence[str], where: Where, limit: int) -> list[tuple[int, str | None, float]]:
        """At most `limit` articles best by their BM25: number, title and score of each, best first."""
        meant = None if where is None else filter_of(where)
        leg = self._searcher.search(self.article_terms.query(terms), WORDS, meant, limit, ["number", "title"])
        found = first(self._articles.search([leg])[0], limit) if leg is not None else []
        return [(int(payload_of(one)["number"]), payload_of(one).get("title"), one.score) for one in found]

    def numbered(self, numbers: Sequence[int]) -> list[Article]:
        """The articles of these numbers, in their order."""
        meant = models.Filter(
            must=[models.FieldCondition(key="number", match=models.MatchAny(any=list(numbers) or [-1]))]
        )
        found = {payload_of(one)["number"]: article_of(payload_of(one)) for one in self._articles.every(meant)}
        return [found[number] for number in numbers]

    def sources(self, filters: Filters = EVERYTHING) -> tuple[SourceCount, ...]:
        """Articles and dates per outlet, most articles first, then by name; filters on places are left out."""
        if filters == EVERYTHING:
            return tuple(SourceCount(*one) for one in self._note["sources"])
        return source_counts(self._articles, filter_of(Passing(filters)))

    def languages(self) -> tuple[str, ...]:
        """The languages that articles are in, by name."""
        return tuple(self._note["languages"])

    def undated(self) -> int:
        """Number of articles without a date."""
        undated = models.IsEmptyCondition(is_empty=models.PayloadField(key="date"))
        return self._articles.count(models.Filter(must=[undated]))

    def copied(self) -> int:
        """Number of articles that carry a report which an earlier one carries as well."""
        copy = models.FieldCondition(key="copy", match=models.MatchValue(value=1))
        return self._articles.count(models.Filter(must=[copy]))

    def ids(self) -> frozenset[str]:
        """The ids of all articles."""
        return frozenset(str(payload_of(one)["id"]) for one in self._articles.every(None, ["id"]))

    def each(self) -> Iterator[Article]:
        """Every article, in order."""
        return map(article_of, self.payloads())

    def payloads(self) -> Iterator[dict[str, Any]]:
        """Every article as it is kept, in order."""
        last = -1
        while True:
            after = models.Filter(must=[models.FieldCondition(key="number", range=models.Range(gt=last))])
            page = self._articles.sorted(after, "number", _PAGE, ascending=True)
            yield from map(dict, page)
            if len(page) < _PAGE:
                return
            last = int(page[-1]["number"])

    def outages(self) -> AbstractContextManager[set[str]]:
        """While it is entered, this thread is answered by the parts that answer; the others are named in the set."""
        return self._connection.outages()

    def parts(self) -> int:
        """In how many parts the index is kept."""
        return max(1, len(self._connection.parts))

    def close(self) -> None:
        """Nothing: the connections are its generation's."""

    def _newest(self, where: Where, limit: int | None, skip: int) -> Iterator[dict[str, Any]]:
        meant = None if where is None else filter_of(where)
        left = self.manifest.articles if limit is None else limit
        while left > 0:
            page = self._articles.sorted(meant, "order", min(left, _PAGE), skip)
            yield from map(dict, page)
            if len(page) < min(left, _PAGE):
                return
            left, skip = left - len(page), skip + len(page)

    def _note_span(self, row: int, article_id: str, span: Span) -> None:
        with self._lock:
            self._spans[row] = article_id, span

    def _fetched(self, ids: Sequence[str], all_there: bool = True) -> dict[str, Article]:
        """Articles by id, the same objects again for the next questions as long as there is room."""
        with self._lock:
            found = {one: self._read[one] for one in ids if one in self._read}
        missing = [one for one in dict.fromkeys(ids) if one not in found]
        for record in self._articles.retrieve([point_id(one) for one in missing]):
            payload = payload_of(record)
            article = article_of(payload)
            with self._lock:
                found[article.id] = self._read[article.id] = article
                self._reports[article.id] = payload.get("report")
        if all_there and (gone := [one for one in ids if one not in found]):
            place = self._connection.place
            raise ArchiveUnreachable(place, f"article {gone[0]} is not in {place} any more, or in a part that fails")
        return found


def _number(payload: dict[str, Any]) -> int:
    return int(payload["number"])
