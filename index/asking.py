"""One question through an open index: what it asks for, the passages, their readings, the answer."""

import logging
import math
from collections.abc import Callable
from dataclasses import replace

from index.answering import nearest_of, quotes_of
from index.embedder import Embedder
from index.errors import EmbedderError, FilterError, FilterProblem, ReaderError
from index.keywords import KeywordIndex
from index.model_reader import ModelReader
from index.narrowing import mentioning, passing
from index.question import Question, understand
from index.reader import Reader, Reading, SentenceReader
from index.records import EVERYTHING, Answer, Filters, Hit, Quote
from index.retrieval import Retriever
from index.span_model import SpanModel
from index.store import ArticleStore
from index.text import stem
from index.typed_filters import as_typed, both, checked, typed_filters
from index.vectors import VectorIndex

log = logging.getLogger(__name__)

HITS = 12
"""Passages that the reader gets."""


class Asker:
    """Answers questions from the tables of one generation; safe to call from several threads.

    Args:
        keywords, by_article: BM25 over passages and over whole articles.
        vectors, embedder: both or neither; without them keywords alone find passages.
        model: the reader's network, or None to score sentences.
        is_name: given a test whether the corpus has a word, a test whether a folded word is a proper name.
        degraded: what cannot be used, or None.
    """

    def __init__(
        self,
        store: ArticleStore,
        keywords: KeywordIndex,
        by_article: KeywordIndex,
        vectors: VectorIndex | None,
        embedder: Embedder | None,
        model: SpanModel | None,
        is_name: Callable[[Callable[[str], bool]], Callable[[str], bool]],
        degraded: str | None,
    ) -> None:
        self._store = store
        self._keywords = keywords
        self._by_article = by_article
        self._embedder = embedder
        self._degraded = degraded
        self._retriever = Retriever(keywords, by_article, store.first_row, vectors)
        self.is_name = is_name(self._mentions)
        self._without_model = SentenceReader(embedder, self.rarity)
        self._by_keywords = SentenceReader(None, self.rarity)
        self._with_model = None if model is None else ModelReader(model, self.rarity)

    def filters_in(self, question: str, given: Filters) -> tuple[str, Filters]:
        """The question without the filters that are typed in it, and these with those that are given beside it.

        Raises:
            FilterError: one of them cannot be used.
            ValueError: a date of those that are given is none.
        """
        words, typed = typed_filters(question)
        outlets = (count.source for count in self._store.sources())
        filters = checked(both(typed, given), lambda: [name for name in outlets if name], self._store.languages)
        return words, filters

    def answer(self, question: str, limit: int, filters: Filters) -> tuple[Answer, list[Hit]]:
        """The answer to `question`, its time not yet known, and the passages that were read for it, best first.

        Raises:
            FilterError: a filter typed in it cannot be used.
        """
        words, filters = self.filters_in(question, filters)
        absent = tuple(place for place in filters.places if not mentioning(place, self._by_article).any())
        if absent and absent == filters.places:
            return Answer(question, (), (), absent, self._degraded, 0.0, filters=filters), []
        allowed = passing(filters, self._store, self._by_article)
        if allowed is not None and filters.articles is None and not allowed.any():
            raise FilterError(FilterProblem.NO_ARTICLE, as_typed(filters))
        answer, hits = self._answer(words, limit, filters)
        return replace(answer, question=question, filters=filters), hits

    def _answer(self, question: str, limit: int, filters: Filters) -> tuple[Answer, list[Hit]]:
        asked = understand(question, self.is_name)
        missing = tuple(n.written for n in asked.names if not any(self._is_anywhere(word) for word in n.folded))
        hits, degraded = self._found(asked, filters)
        readings, degraded = self._read(asked, hits, degraded)
        quotes = () if missing else tuple(map(self._with_copies, quotes_of(readings, limit)))
        nearest = () if quotes else nearest_of(readings, limit)
        return Answer(question, quotes, nearest, missing, degraded, 0.0), hits

    def hits(self, question: Question, filters: Filters = EVERYTHING, by_keywords: bool = False) -> list[Hit]:
        """The passages that the reader gets for a question, best first.

        Raises:
            EmbedderError: the question cannot be embedded; `by_keywords` goes without.
        """
        vector = None if self._embedder is None or by_keywords else self._embedder.embed([question.text])[0]
        allowed = passing(filters, self._store, self._by_article)
        rows, scores = self._retriever.search(question.terms, vector, HITS, allowed)
        found = self._store.passages(rows.tolist())
        return [
            Hit(row, article, span, score)
            for row, (article, span), score in zip(rows.tolist(), found, scores.tolist(), strict=True)
        ]

    def rarity(self, term: str) -> float:
        """How telling a term is, 0 to 1: the BM25 idf of its passages against that of a term in none."""
        size = len(self._keywords)
        return math.log1p((size + 1) / (self._keywords.document_frequency(term) + 0.5)) / math.log1p((size + 1) / 0.5)

    def _found(self, asked: Question, filters: Filters) -> tuple[list[Hit], str | None]:
        """The hits for a question, by keywords alone where it cannot be embedded, and what was done without."""
        try:
            return self.hits(asked, filters), self._degraded
        except EmbedderError as error:
            log.exception("answering one question by keywords alone")
            return self.hits(asked, filters, by_keywords=True), str(error)

    def _read(self, asked: Question, hits: list[Hit], degraded: str | None) -> tuple[list[Reading], str | None]:
        """The readings of a question, and what was done without for it."""
        readers: list[Reader] = [] if self._with_model is None else [self._with_model]
        if degraded == self._degraded:
            readers.append(self._without_model)
        for reader in readers:
            try:
                return reader.read(asked, hits), degraded
            except (ReaderError, EmbedderError) as error:
                log.exception("answering one question with less than there is")
                degraded = str(error)
        return self._by_keywords.read(asked, hits), degraded

    def _with_copies(self, quote: Quote) -> Quote:
        return replace(quote, copies=self._store.copies(quote.article.id))

    def _mentions(self, word: str) -> bool:
        """Whether any passage has the word, in any of its forms."""
        term = stem(word)
        return term is None or term in self._keywords

    def _is_anywhere(self, word: str) -> bool:
        """Whether any article has the word in its text, its title, its outlet, its author or its date."""
        return self._mentions(word) or stem(word) in self._by_article
