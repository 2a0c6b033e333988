"""One question through an open index: what it asks for, the passages, their readings, the answer."""

import logging
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice

from index.archive.keyword_matches import first_mention
from index.archive.time_scope import EligibleArticles, ScopedQuestion, answer_in_time_scope
from index.errors import EmbedderError, FilterError, FilterProblem, ReaderError
from index.events.by_day import keep_day
from index.events.by_place import keep_place
from index.events.conflicts import conflicting_figures
from index.events.expansion import expand
from index.events.time_relevance import TimeRelevance
from index.events.timeline import timeline_of
from index.interpretation import Understood
from index.language.text import stem, terms
from index.models.embedder import Embedder
from index.models.span_model import SpanModel
from index.names.name_index import NameIndex
from index.query.filters import as_typed, both, checked, typed_filters
from index.query.list_questions import as_happened, asks_for_events, asks_for_places
from index.query.name_linking import LinkedQuestion, NameLinker
from index.query.question import Question, is_asked, understand
from index.query.time_constraint import time_constraint
from index.query.translation import translated
from index.reading.arabic_reader import ArabicReader, ScriptReader
from index.reading.selection import Selection, nearest_of
from index.reading.sentence_reader import Reader, Reading, SentenceReader
from index.reading.span_reader import SpanReader
from index.records import Answer, Filters, Hit, Quote
from index.retrieval.allowed_rows import Mask, articles_mentioning, articles_of_period, articles_passing, later_articles
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.hybrid import Retriever
from index.retrieval.vector_index import VectorIndex
from index.storage.article_store import ArticleStore

log = logging.getLogger(__name__)

HITS = 12
"""Passages that the reader gets."""


class Answerer:
    """Answers questions from the tables of one generation; safe to call from several threads.

    Args:
        keywords, by_article: BM25 over passages and over whole articles.
        vectors, embedder: both or neither; without them keywords alone find passages.
        model: the reader's network, or None to score sentences.
        is_name: given a test whether the corpus has a word, a test whether a folded word is a proper name.
        places: the names of the corpus.
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
        places: NameIndex,
        degraded: str | None,
    ) -> None:
        self._store = store
        self._keywords = keywords
        self._by_article = by_article
        self._embedder = embedder
        self._degraded = degraded
        self._retriever = Retriever(keywords, by_article, store.first_row, vectors)
        self.is_name = is_name(self._mentions)
        self.names = NameLinker(places, self._is_anywhere, self.is_name)
        arabic = ArabicReader(self.rarity)
        self._without_model = ScriptReader(SentenceReader(self.rarity), arabic)
        self._with_model = self._reading(model, arabic)

    def filters_in(self, question: str, given: Filters) -> tuple[str, Filters]:
        """The question without the filters that are typed in it, and these with those that are given beside it.

        Raises:
            FilterError: one of them cannot be used.
            ValueError: a date of those that are given is none.
        """
        words, typed = typed_filters(question)
        return words, checked(both(typed, given), self._outlets, self._store.languages)

    def read(self, question: str, given: Filters, today: date, literal: bool = False) -> ScopedQuestion:
        """What a question asks for, its own filters and those that are given beside it taken together.

        Args:
            today: the day from which "yesterday" is counted.
            literal: names and times are taken as they are written.

        Raises:
            FilterError: a filter typed in it cannot be used.
            ValueError: a date of those that are given is none.
        """
        words, filters = self.filters_in(question, given)
        return ScopedQuestion(words, filters, None if literal else time_constraint(words, today), literal)

    def answer(self, asked: ScopedQuestion, limit: int) -> tuple[Answer, list[Hit]]:
        """The answer to a question, its time not yet known, and the passages that were read for it, best first.

        Raises:
            FilterError: no article passes its filters.
        """
        question, filters = asked.words, asked.filters
        if not asked.literal:
            filters = replace(filters, places=tuple(self.names.read(place).text for place in filters.places))
        absent = tuple(place for place in filters.places if not articles_mentioning(place, self._by_article).any())
        if absent and absent == filters.places:
            return Answer(question, (), (), absent, self._degraded, 0.0, filters=filters), []
        allowed = articles_passing(filters, self._store, self._by_article)
        if allowed is not None and filters.articles is None and not allowed.any():
            raise FilterError(FilterProblem.NO_ARTICLE, as_typed(filters))
        tables = filters, self._store, self._by_article
        articles = EligibleArticles(
            allowed, lambda period: articles_of_period(period, *tables), lambda period: later_articles(period, *tables)
        )
        answer, hits = answer_in_time_scope(
            asked, articles, lambda words, of, telling: self._answer(words, limit, of, asked.literal, telling)
        )
        return replace(answer, filters=filters), hits

    def _answer(
        self, question: str, limit: int, allowed: Mask | None, literal: bool, telling: TimeRelevance
    ) -> tuple[Answer, list[Hit]]:
        asked, reread = self.understood(question, literal)
        unheard = (n.written for n in asked.names if not any(self._is_anywhere(word) for word in n.folded))
        missing = tuple(dict.fromkeys((*reread.missing, *unheard)))
        hits, degraded = self._found(asked, allowed)
        read, degraded = self._read(as_happened(asked), hits, degraded)
        readings = keep_day(asked, keep_place(asked, read), telling.period)
        copies = self._store.copies
        beyond = [] if missing else expand(asked, hits, readings, copies)
        further, degraded = self._read(as_happened(asked), beyond, degraded)
        further = keep_day(asked, further, telling.period)
        told = telling.those(readings)
        compose = timeline_of if asks_for_places(asked) or asks_for_events(asked) else conflicting_figures
        found = Selection(()) if missing else compose(asked, told, telling.those(further), limit, copies)
        nearest = () if found.quotes else nearest_of(readings, limit)
        answer = Answer(question, found.quotes, nearest, missing, degraded, 0.0, found.form, tally=found.tally)
        return replace(answer, understood=Understood(reread.names)), hits

    def understood(self, question: str, literal: bool = False) -> tuple[Question, LinkedQuestion]:
        """A question with its names as the corpus spells them, and what was made of them; `literal` leaves them."""
        reread = LinkedQuestion(question, {}) if literal else self.names.read(question)
        known = understand(reread.text, lambda word: reread.is_name(word) or self.is_name(word))
        return self._bridged(reread.respelt(known)), reread

    def _bridged(self, asked: Question) -> Question:
        """The question with what it is for articles in the other script, whose terms are searched for as well."""
        bridge = translated(asked, self.is_name)
        if bridge is None:
            return asked
        met = tuple(term for term in bridge.terms if term in self._keywords)
        more = tuple(term for term in met if term not in asked.terms)
        return replace(asked, terms=(*asked.terms, *more), bridge=bridge) if met else asked

    def _read_by_model(self, asked: Question) -> str:
        """The words that the embedder reads: the bridge's where the corpus has few of the question's."""
        plain = [word.folded for word in asked.content]
        if asked.bridge is None or 2 * sum(map(self._mentions, plain)) > len(plain):
            return asked.text
        return asked.bridge.text

    def mentioning(self, text: str, limit: int, filters: Filters) -> tuple[Quote, ...]:
        """The first mention of what `text` names in each article that has all its words; see `Archive.mentioning`."""
        wanted = frozenset(terms(text))
        if not wanted or is_asked(text):
            return ()
        found, allowed = (
            articles_mentioning(text, self._by_article),
            articles_passing(filters, self._store, self._by_article),
        )
        rows = self._store.newest_first(found if allowed is None else found & allowed)
        articles = (self._store.at(row)[0] for row in rows.tolist())
        places = ((article, first_mention(article, wanted)) for article in articles)
        quotes = (Quote(article, place[0], place[1], 1.0) for article, place in places if place is not None)
        return tuple(map(self._with_copies, islice(quotes, limit)))

    def hits(self, question: Question, allowed: Mask | None = None, by_keywords: bool = False) -> list[Hit]:
        """The passages that the reader gets for a question, best first.

        Args:
            allowed: the articles that may be found, or None for all.

        Raises:
            EmbedderError: the question cannot be embedded; `by_keywords` goes without.
        """
        vector = (
            None
            if self._embedder is None or by_keywords
            else self._embedder.embed_question(self._read_by_model(question))
        )
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

    def _found(self, asked: Question, allowed: Mask | None) -> tuple[list[Hit], str | None]:
        """The hits for a question, by keywords alone where it cannot be embedded, and what was done without."""
        try:
            return self.hits(asked, allowed), self._degraded
        except EmbedderError as error:
            log.exception("answering one question by keywords alone")
            return self.hits(asked, allowed, by_keywords=True), str(error)

    def _read(self, asked: Question, hits: list[Hit], degraded: str | None) -> tuple[list[Reading], str | None]:
        """The readings of a question, and what was done without for it."""
        if not hits:
            return [], degraded
        if self._with_model is not None:
            try:
                return self._with_model.read(asked, hits), degraded
            except ReaderError as error:
                log.exception("answering one question without the reader's model")
                degraded = str(error)
        return self._without_model.read(asked, hits), degraded

    def _reading(self, model: SpanModel | None, arabic: ArabicReader) -> Reader | None:
        """The reader by the network, with the one for Arabic where the network does not know that; None without one."""
        if model is None:
            return None
        reader = SpanReader(model, self.rarity)
        return reader if model.reads_arabic else ScriptReader(reader, arabic)

    def _outlets(self) -> list[str]:
        return [count.source for count in self._store.sources() if count.source]

    def _with_copies(self, quote: Quote) -> Quote:
        return replace(quote, copies=self._store.copies(quote.article.id))

    def _mentions(self, word: str) -> bool:
        """Whether any passage has the word, in any of its forms."""
        term = stem(word)
        return term is None or term in self._keywords

    def _is_anywhere(self, word: str) -> bool:
        """Whether any article has the word in its text, its title, its outlet, its author or its date."""
        return self._mentions(word) or stem(word) in self._by_article
