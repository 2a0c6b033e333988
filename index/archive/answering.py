"""One question through an open index: what it asks for, the passages, their readings, the answer."""

import logging
import math
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

from cachetools import LRUCache, cached

from index.answer_metadata import Understood
from index.errors import EmbedderError, FilterError, FilterProblem, ReaderError
from index.events.conflicts import conflicting_figures
from index.events.constraint_filtering import keep_day, keep_place, keep_time
from index.events.timeline import timeline_of
from index.language.text import ARABIC, stem
from index.models.embedder import Embedder, Vectors
from index.models.language_directions import without_language
from index.models.model_files import DEFAULT_MODEL
from index.models.span_model import SpanModel
from index.names.proper_names import proper_name_test
from index.query.filters import as_typed, both, checked, typed_filters
from index.query.followup_kind import FollowUp, follow_up
from index.query.name_linking import CLITICS, NameLinker
from index.query.parser import of_kind, reworded, understand, worded_kind
from index.query.query import Query
from index.query.question_kind import SmallTalk, command_of, kind_of, small_talk_of
from index.query.time_constraint import time_constraint
from index.reading.article_analysis import Sentence
from index.reading.evidence import Candidate, Evidence
from index.reading.sentence_reader import Reading, SentenceReader, may_answer, nearest_of
from index.records import Answer, Filters, Hit
from index.retrieval.article_conditions import Where, mentioning, passing
from index.retrieval.hybrid import search
from index.retrieval.indexed_text import indexed_text
from index.retrieval.query_variants import Attempt, as_happened, attempts
from index.retrieval.store import Store

log = logging.getLogger(__name__)

HITS = 12
"""Passages that the reader gets."""

_GREETING_WORDS = 3
"""Words of a message that is read without its capitals too."""
_LONGEST_EMBEDDED = 700
"""Characters of a sentence and its title."""
_VECTORS_KEPT = 64
"""Questions whose vectors are kept."""


class Answerer:
    """Answers questions from one generation; safe to call from several threads.

    Args:
        embedder: None where keywords alone find passages.
        model: the reader's network, or None to score sentences.
        degraded: what cannot be used, or None.
    """

    def __init__(self, store: Store, embedder: Embedder | None, model: SpanModel | None, degraded: str | None) -> None:
        self._store = store
        self._embedder = embedder
        self._is_packaged = embedder is not None and embedder.name == DEFAULT_MODEL
        self._degraded = degraded
        kept: LRUCache[str, Vectors] = LRUCache(_VECTORS_KEPT)
        self._vector = None if embedder is None else cached(kept, lock=Lock())(embedder.embed_question)
        self.is_name = proper_name_test(store.learned, self._mentions)
        self.names = NameLinker(store.names, self._is_anywhere, self.is_name)
        self._by_words = SentenceReader(None, self.rarity)
        self._reader = self._by_words if model is None else SentenceReader(model, self.rarity, self._cosines)

    def filters_in(self, question: str, given: Filters) -> tuple[str, Filters]:
        """The question without the filters that are typed in it, and these with those that are given beside it.

        Raises:
            FilterError: one of them cannot be used.
            ValueError: a date of those that are given is none.
        """
        words, typed = typed_filters(question)
        return words, checked(both(typed, given), self._outlets, self._store.languages)

    def parse(self, question: str, given: Filters, today: date, literal: bool = False) -> Query:
        """What a question asks for, with the filters of `filters_in`, which raises the same.

        Args:
            today: the day from which "yesterday" is counted.
        """
        words, filters = self.filters_in(question, given)
        period = None if literal else time_constraint(words, today)
        return understand(words, self.is_name, filters, period, literal)

    def answer(self, query: Query, limit: int) -> tuple[Answer, list[Hit]]:
        """The answer to a parsed question, its duration left at 0, and the passages read for it, best first.

        Raises:
            FilterError: no article passes its filters.
        """
        filters = query.filters
        if not query.literal:
            filters = replace(filters, places=tuple(self.names.read(place).text for place in filters.places))
        absent = tuple(place for place in filters.places if not self._store.count(mentioning(place)))
        if absent and absent == filters.places:
            return Answer(query.text, (), (), absent, self._degraded, 0.0, filters=filters), []
        allowed = passing(filters)
        if allowed is not None and filters.articles is None and not self._store.count(allowed):
            raise FilterError(FilterProblem.NO_ARTICLE, as_typed(filters))
        query = self._of_kind(query)
        standing: tuple[Answer, list[Hit]] = Answer(query.text, (), (), (), self._degraded, 0.0, filters=filters), []
        for attempt in attempts(query, allowed, filters, self._store):
            answer, hits = self._answer(self._asked(query, attempt), attempt.where, limit)
            understood = Understood(answer.understood.names, attempt.shown)
            found = replace(answer, understood=understood, filters=filters), hits
            if answer.answered:
                return found
            if not standing[0].may_say and (attempt.stands or answer.may_say):
                standing = found
            if attempt.last_if_missing and answer.missing:
                break
        return standing

    def _answer(self, query: Query, where: Where, limit: int) -> tuple[Answer, list[Hit]]:
        """The answer from the articles that may be found, step by step."""
        began = time.perf_counter()
        hits, degraded = self._retrieve(query, where)
        retrieved = time.perf_counter()
        readings, degraded = self._read(query, hits, degraded)
        read = time.perf_counter()
        readings = keep_day(query, keep_place(query, readings))
        told = keep_time(query, readings)
        group = conflicting_figures if query.listing is None else timeline_of
        chosen = group(query, told, limit, self._store.copies)
        nearest = () if chosen.quotes else nearest_of(told or readings, limit)
        spent = (retrieved - began, read - retrieved, time.perf_counter() - read)
        log.debug("retrieved in %.0f ms, read in %.0f, grouped in %.0f", *(1000 * seconds for seconds in spent))
        answer = Answer(
            query.text, chosen.quotes, nearest, query.missing, degraded, 0.0, chosen.form,
            Understood(query.name_readings), chosen.tally, may_say=may_answer(told),
        )  # fmt: skip
        return answer, hits

    def _asked(self, query: Query, attempt: Attempt) -> Query:
        """The query as an attempt asks it, linked to the names of the corpus."""
        asked = query if attempt.text == query.text else reworded(query, attempt.text, self.is_name)
        asked = replace(asked, period=attempt.period, surely=attempt.surely)
        linked = asked if asked.literal else self.names.link(asked)
        return replace(linked, missing=self._missing(linked))

    def understood(self, question: str) -> Query:
        """A question as it is asked of this corpus, with its names as the corpus spells them."""
        return self.names.link(self._of_kind(understand(question, self.is_name)))

    def small_talk(self, message: str) -> SmallTalk | None:
        """What a message is that asks nothing of the articles; None where it does, or has a name of them."""
        small = message.lower()  # a name is known without its capitals, with which telephones begin every message
        if self.understood(small).names:
            return None
        texts = (small, message) if len(message.split()) <= _GREETING_WORDS else (message,)
        vectors = (self._kind_vector(text) for text in dict.fromkeys(texts))
        return next((told for vector in vectors if vector is not None and (told := small_talk_of(vector))), None)

    def command(self, message: str) -> str | None:
        """The name of the command that a word stands for; None where none surely does."""
        return None if (vector := self._kind_vector(message)) is None else command_of(vector)

    def follow_up(self, last: str, text: str) -> FollowUp:
        """How `text` goes on from the question `last`, itself complete, and its answer."""
        return follow_up(last, text, self._kind_vector(text), self.is_name)

    def _of_kind(self, query: Query) -> Query:
        """A query with the kind that its vector tells, where its wording tells none."""
        vector = None if worded_kind(query.text) is not None else self._kind_vector(query.text)
        kind = None if vector is None else kind_of(vector)
        return query if kind is None else of_kind(query, *kind)

    def _kind_vector(self, text: str) -> Vectors | None:
        """The vector that tells the kind of a question; None where the embedder is not the one that knows kinds."""
        if self._vector is None or not self._is_packaged:
            return None
        try:
            return self._vector(text)
        except EmbedderError:
            log.exception("the kind of one question is not known")
            return None

    def _missing(self, query: Query) -> tuple[str, ...]:
        """The names of a query that no article has."""
        unheard = (n.written for n in query.names if not any(self._is_anywhere(word) for word in n.folded))
        return tuple(dict.fromkeys((*query.missing, *unheard)))

    def hits(self, query: Query, where: Where = None, by_keywords: bool = False) -> list[Hit]:
        """The passages that the reader gets for a question, of the articles that may be found, best first.

        Raises:
            EmbedderError: the question cannot be embedded; `by_keywords` goes without.
        """
        vector = None if by_keywords else self._question_vector(query.text)
        found = search(self._store, query.terms, vector, HITS, where, query.period)
        rows, *scores = (one.tolist() for one in found)
        passages = self._store.passages(rows)
        return [Hit(row, *place, *of_it) for row, place, *of_it in zip(rows, passages, *scores, strict=True)]

    def _question_vector(self, text: str) -> Vectors | None:
        """The vector by which passages are found for a question; None where keywords alone find them.

        Raises:
            EmbedderError: it cannot be embedded.
        """
        vector = None if self._vector is None else self._vector(text)
        return without_language(vector) if vector is not None and self._is_packaged else vector

    def _cosines(self, question: str, sentences: Sequence[Sentence]) -> Sequence[float]:
        """How near sentences, each under its title, are to a question in meaning; none without the model that knows all
        languages, or where it fails."""
        try:
            vector = self._question_vector(question) if self._is_packaged else None
            if vector is None or self._embedder is None:
                return ()
            texts = [indexed_text(one.article, one.span)[:_LONGEST_EMBEDDED] for one in sentences]
            cosines: Sequence[float] = (self._embedder.embed(texts) @ vector).tolist()
        except EmbedderError:
            log.exception("the sentences of one question are not compared with it")
            return ()
        return cosines

    def evidence(self, question: str, filters: Filters, today: date) -> list[tuple[Candidate, Evidence]]:
        """The sentences that are looked at closely for a question, as it is asked first, with the evidence for each.

        Raises:
            FilterError, ValueError: as `parse`.
            EmbedderError, ReaderError: a network fails.
        """
        query = self._of_kind(self.parse(question, filters, today))
        attempt = next(attempts(query, passing(query.filters), query.filters, self._store))
        query = self._asked(query, attempt)
        return self._reader.evidence(query, self.hits(query, attempt.where))

    def rarity(self, term: str) -> float:
        """How telling a term is, 0 to 1: the BM25 idf of its passages against that of a term in none."""
        terms = self._store.passage_terms
        most = len(terms) + 1
        return math.log1p(most / (terms.document_frequency(term) + 0.5)) / math.log1p(most / 0.5)

    def _retrieve(self, query: Query, where: Where) -> tuple[list[Hit], str | None]:
        """The hits for a question, by keywords alone where it cannot be embedded, and what was done without."""
        try:
            return self.hits(query, where), self._degraded
        except EmbedderError as error:
            log.exception("answering one question by keywords alone")
            return self.hits(query, where, by_keywords=True), str(error)

    def _read(self, query: Query, hits: list[Hit], degraded: str | None) -> tuple[list[Reading], str | None]:
        """The readings of a question, and what was done without for it."""
        if not hits:
            return [], degraded
        query = as_happened(query)
        try:
            return self._reader.read(query, hits), degraded
        except ReaderError as error:
            log.exception("answering one question without the reader's model")
            return self._by_words.read(query, hits), str(error)

    def _outlets(self) -> list[str]:
        return [count.source for count in self._store.sources() if count.source]

    def _mentions(self, word: str) -> bool:
        """Whether any passage has the word, in any of its forms."""
        term = stem(word)
        return term is None or term in self._store.passage_terms

    def _is_anywhere(self, word: str) -> bool:
        """Whether any article has the word in its text, its title, its outlet, its author or its date.

        An Arabic word also with what is joined before it ("وصفنان").
        """
        forms = (word, *(joined + word for joined in CLITICS)) if ARABIC.search(word) else (word,)
        return any(self._mentions(form) or stem(form) in self._store.article_terms for form in forms)
