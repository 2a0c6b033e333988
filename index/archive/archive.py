"""The facade over one open generation of the index, and the one place that wires its parts."""

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from index.archive.answer_cache import AnswerCache
from index.archive.answering import Answerer
from index.archive.browse import ArticleBrowser, find_articles, mentions
from index.archive.corpus_stats import CorpusStats, corpus_stats, example_questions
from index.archive.followup_answers import ask_on
from index.archive.protocol import T
from index.archive.serving_generation import ServingGeneration, open_models, serving
from index.archive.several_answers import answer_each
from index.errors import ArchiveUnreachable, FilterError
from index.language.partial_date import utc_today
from index.models.embedder import Embedder
from index.models.model_files import DEFAULT_MODEL
from index.models.span_model import DEFAULT_READER, SpanModel
from index.names.name_index import NameMatch
from index.query.followup_kind import FollowUp
from index.query.query import Query
from index.query.question_kind import SmallTalk
from index.reading.evidence import Candidate, Evidence
from index.records import EVERYTHING, Answer, Article, AsOf, Filters, Hit, Quote
from index.storage.address import IndexAddress

log = logging.getLogger(__name__)


class Archive:
    """One open generation of an index, as `ArchiveProtocol` has it. Safe to call from several threads.

    Attributes:
        generation: name of the build that is being served.
        degraded: one line saying which part of the index cannot be used and what to run, or None.
    """

    def __init__(
        self, generation: ServingGeneration, embedder: Embedder | None, model: SpanModel | None,
        degraded: Sequence[str] = (), today: Callable[[], date] = utc_today,
    ) -> None:  # fmt: skip
        self._serving = generation
        self.generation = generation.name
        self._store, problems = generation.open_store(embedder is not None)
        if problems:
            embedder, degraded = None, [*degraded, *problems]
        if degraded:
            without = "by keywords alone" if embedder is None else "without the reader's model"
            log.warning("answering %s: %s", without, "; ".join(degraded))
        self.degraded = "; ".join(degraded) or None
        self._embedder = embedder
        self._model = model
        self._asker = Answerer(self._store, embedder, model, self.degraded)
        self.is_name, self.rarity = self._asker.is_name, self._asker.rarity
        self._browser = ArticleBrowser(self._store, self._asker.names.read)
        self._cache = AnswerCache()
        self._today = today

    @classmethod
    def open(
        cls, index: IndexAddress, embedding_model: str | None = DEFAULT_MODEL, earlier: "Archive | None" = None,
        reader_model: str | None = DEFAULT_READER, today: Callable[[], date] = utc_today, models: Path | None = None,
    ) -> "Archive":  # fmt: skip
        """Open the index at an address; `degraded` says what cannot be used.

        Without its vectors the index is searched by keywords alone; without the reader's model sentences are scored.

        Args:
            embedding_model: the one that the index should be built with; None loads none, for what asks no question.
            earlier: an archive whose models are used: its embedder, where this index was built with it, and its reader.
            reader_model: `packaged`, or an extractive question-answering model; see `open_span_model`. None loads none.
            today: the day from which "yesterday" is counted.
            models: folder of the exported embedders; None for `index.models.model_files.model_cache()`.

        Raises:
            ArchiveMissing: there is no index there.
            ArchiveDamaged: a file other than the vectors is missing or is not what was written.
            ArchiveMismatch: the index is of another format.
        """
        generation = serving(index)
        try:
            loaded = (None, None) if earlier is None else (earlier._embedder, earlier._model)
            opened = open_models(generation.place, generation.manifest, embedding_model, reader_model, loaded, models)
            return cls(generation, *opened, today)
        except BaseException:
            generation.close()
            raise

    def is_current(self) -> bool:
        """Whether no other generation has come to serve in its place."""
        return self._serving.is_current()

    def current(self) -> str:
        """The name of the generation that serves now."""
        return self._serving.current()

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        """Answer `question`, from the cache where it was just asked; see `ArchiveProtocol.ask`."""
        started = time.perf_counter()
        with self._store.outages() as missing:
            query = self._asker.parse(question, filters, self._today(), literal)
            key = self._cache.key(question, limit, filters, literal, query.time)
            # Several questions are kept one by one: an answer that names them has what people wrote.
            answer = answer_each(self, query, limit) or self._cache.get(key)
            if answer is None:
                answer = self._answered(query, limit, missing)
                if answer.degraded == self.degraded and answer.parts is None:  # what failed may work the next time
                    self._cache.put(key, answer)
        took_ms = (time.perf_counter() - started) * 1000
        log.debug("answered a question of %d characters in %.0f ms", len(question), took_ms)
        return replace(answer, question=question, took_ms=took_ms, as_of=self.as_of())

    def _answered(self, query: Query, limit: int, missing: Collection[str]) -> Answer:
        """The answer; where some parts of the index did not answer, none that says what no article has."""
        try:
            answer, _ = self._asker.answer(query, limit)
        except FilterError as error:
            if missing:
                place = self._serving.place
                raise ArchiveUnreachable(place, f"parts of {place} do not answer: {', '.join(missing)}") from error
            raise
        if not missing:
            return answer
        parts = self._store.parts()
        return replace(answer, missing=(), parts=(parts - len(missing), parts))

    def as_of(self) -> AsOf:
        """Up to when the articles tell, and when that was last looked after."""
        return AsOf(self._store.manifest.latest, self._serving.refreshed())

    def mentioning(self, text: str, limit: int, filters: Filters = EVERYTHING) -> tuple[Quote, ...]:
        """The first sentence of each article that says what `text` names; see `ArchiveProtocol.mentioning`."""
        return mentions(text, limit, filters, self._store)

    def ask_with_passages(self, question: str) -> tuple[Answer, list[Hit]]:
        """The answer to `question`, found anew, and the passages that were read for it, best first."""
        started = time.perf_counter()
        answer, hits = self._asker.answer(self._asker.parse(question, EVERYTHING, self._today()), limit=3)
        return replace(answer, question=question, took_ms=(time.perf_counter() - started) * 1000), hits

    def understood(self, question: str) -> Query:
        """A question as it is asked of this corpus: with the names that it has, and for articles of other scripts."""
        return self._asker.understood(question)

    def hits(self, query: Query) -> list[Hit]:
        """The passages that the reader gets for a parsed question, best first.

        Raises:
            EmbedderError: the question cannot be embedded.
        """
        return self._asker.hits(query)

    def evidence(self, question: str, filters: Filters = EVERYTHING) -> list[tuple[Candidate, Evidence]]:
        """What the decision on a question goes by: see `Answerer.evidence`."""
        return self._asker.evidence(question, filters, self._today())

    def names(self, limit: int) -> list[NameMatch]:
        """At most `limit` names that the corpus writes most, each in all its spellings."""
        return [NameMatch(group[0].written, tuple(group)) for group in self._store.names.groups(limit)]

    def name(self, name: str, limit: int) -> NameMatch:
        """How a name is found, and at most `limit` names that it is not taken for."""
        return NameMatch(name, tuple(self._store.names.spellings(name)), tuple(self._store.names.near(name)[:limit]))

    def check_filters(self, question: str) -> None:
        """See that the filters typed in a question can be used; see `ArchiveProtocol.check_filters`."""
        self._asker.filters_in(question, EVERYTHING)

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        return self._store.get(article_id)

    def find(self, named: str, limit: int) -> tuple[Article, ...]:
        """At most `limit` articles that `named` names by id, address or words of the title; see `find_articles`."""
        return find_articles(self._store, named, limit)

    def article_ids(self) -> frozenset[str]:
        """The ids of all articles: those that an earlier build had not are new."""
        return self._store.ids()

    def browse(self, look: Callable[[ArticleBrowser], T]) -> T:
        """What `look` finds where articles are found without a question."""
        return look(self._browser)

    def small_talk(self, message: str) -> SmallTalk | None:
        """What a message is that asks nothing of the articles, or None: see `Answerer.small_talk`."""
        with self._store.outages():
            return self._asker.small_talk(message)

    def command(self, message: str) -> str | None:
        """The name of the command that a word stands for, or None: see `Answerer.command`."""
        with self._store.outages():
            return self._asker.command(message)

    def follow_up(self, last: str, text: str) -> FollowUp:
        """How `text` goes on from the question `last`: see `Answerer.follow_up`."""
        with self._store.outages():
            return self._asker.follow_up(last, text)

    def ask_on(self, text: str, last: str, shown: Quote, articles: frozenset[str], limit: int = 3) -> Answer:
        """Answer `text`, which goes on from the question `last`, from these articles: see `followup_answers`."""
        understood = self._asker.understood
        with self._store.outages():
            before, now = understood(last), understood(text)
            return ask_on(self.ask, now, before, shown, articles, limit, self.is_name)

    def examples(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
        """Up to three questions that this corpus answers, about the places it writes of most.

        Args:
            patterns: of a question, each with {} for the place.
        """
        topics = self._store.manifest.topics
        return example_questions(topics, patterns, lambda question: self.ask(question, limit=1).answered)

    def stats(self) -> CorpusStats:
        """Counts, dates and outlets of the corpus."""
        return self._stats

    @cached_property
    def _stats(self) -> CorpusStats:
        # Found once: an open archive does not change, and counting goes through all its articles.
        return corpus_stats(self._store, self._serving.excluded)

    def close(self) -> None:
        """Release the files."""
        self._store.close()
        self._serving.close()

    def copies(self, article_id: str) -> tuple[Article, ...]:
        """The other articles that carry the same report as this one, in order."""
        return self._store.copies(article_id)

    def each_article(self) -> Iterator[Article]:
        """Every article, in order."""
        return self._store.each()
