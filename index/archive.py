"""The facade: all that the bot and the command line know of the index, and the one place that wires its parts."""

import hashlib
import logging
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.answering import nearest_of, quotes_of
from index.building import build_generation
from index.embedder import Embedder
from index.errors import ArchiveDamaged, ArchiveError, ArchiveMismatch, EmbedderError, ReaderError
from index.folder import (
    ARTICLE_KEYWORDS,
    ARTICLES,
    KEYWORDS,
    MODELS,
    NAMES,
    Manifest,
    check_file,
    read_manifest,
    reading,
)
from index.folder import Reading as HeldGeneration
from index.followups import completed
from index.gathering import Progress
from index.keywords import KeywordIndex
from index.model_files import DEFAULT_MODEL
from index.model_reader import ModelReader
from index.names import NameCounts, name_test
from index.onnx_embedder import open_embedder
from index.question import Question, understand
from index.reader import Reader, Reading, SentenceReader
from index.records import Answer, Article, Filters, Hit, Quote, Stats
from index.report import Report
from index.retrieval import Retriever
from index.sources import read_places
from index.span_model import DEFAULT_READER, SpanModel, open_span_model
from index.store import ArticleStore
from index.text import stem
from index.vectors import FILES as VECTOR_FILES
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from index.sources.fetching import Fetcher

log = logging.getLogger(__name__)

_REBUILD = "run: python -m index build"

HITS = 12
"""Passages that the reader gets."""

ANSWERS_KEPT = 256
"""Answers kept in memory for the same question again."""

LARGEST_KEPT = 200_000
"""Characters of the articles of an answer that is kept, those of its copies included."""

_EXAMPLES = 3

EVERYTHING = Filters()
"""No filter at all."""


class Archive:
    """An open index: questions in, answers out. Synchronous, and safe to call from several threads.

    Attributes:
        generation: name of the build that is being served.
        degraded: one line saying which part of the index cannot be used and what to run, or None.
    """

    def __init__(
        self, generation: Path, manifest: Manifest, embedder: Embedder | None, model: SpanModel | None,
        degraded: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self._manifest = manifest
        self._held: HeldGeneration | None = None
        self.generation = generation.name
        for name in manifest.files:
            if name not in VECTOR_FILES:
                check_file(generation, manifest, name)
        self._store = ArticleStore(generation / ARTICLES)
        self._keywords = KeywordIndex.load(generation / KEYWORDS)
        self._by_article = KeywordIndex.load(generation / ARTICLE_KEYWORDS)
        rows = int(self._store.first_row[-1])
        if len(self._keywords) != rows or len(self._by_article) != len(self._store):
            raise ArchiveDamaged(generation, f"the tables of {generation} disagree on their rows; {_REBUILD}")
        vectors = None
        if embedder is not None:
            try:
                vectors = _vectors(generation, manifest, rows)
            except ArchiveError as error:
                embedder, degraded = None, [*degraded, str(error)]
        if degraded:
            without = "by keywords alone" if embedder is None else "without the reader's model"
            log.warning("answering %s: %s", without, "; ".join(degraded))
        self.degraded = "; ".join(degraded) or None
        self._embedder = embedder
        self._model = model
        self.is_name = name_test(NameCounts.load(generation / NAMES).names(), self._mentions)
        self._retriever = Retriever(self._keywords, self._by_article, self._store.first_row, vectors)
        self._without_model = SentenceReader(embedder, self.rarity)
        self._by_keywords = SentenceReader(None, self.rarity)
        self.reader: Reader = self._without_model if model is None else ModelReader(model, self.rarity)
        self._answers: OrderedDict[tuple[bytes, int, Filters], Answer] = OrderedDict()
        self._answering = threading.Lock()  # guards the answers kept, not the finding of them

    @classmethod
    def open(
        cls, directory: Path, embedding_model: str = DEFAULT_MODEL, earlier: "Archive | None" = None,
        reader_model: str | None = DEFAULT_READER,
    ) -> "Archive":  # fmt: skip
        """Open the index in `directory`; `degraded` says what cannot be used.

        Without its vectors the index is searched by keywords alone; without the reader's model sentences are scored.

        Args:
            earlier: an archive whose models are used: its embedder, where this index was built with it, and its reader.
            reader_model: `packaged`, or an extractive question-answering model; see `open_span_model`. None loads none.

        Raises:
            ArchiveMissing: there is no index in this folder.
            ArchiveDamaged: a file other than the vectors is missing or is not what was written.
            ArchiveMismatch: the index is of another format.
        """
        held = reading(directory)
        try:
            archive = cls._opened(directory, held.generation, embedding_model, earlier, reader_model)
        except BaseException:
            held.close()
            raise
        archive._held = held
        return archive

    @classmethod
    def _opened(
        cls,
        directory: Path,
        generation: Path,
        embedding_model: str,
        earlier: "Archive | None",
        reader_model: str | None,
    ) -> "Archive":
        manifest = read_manifest(generation)
        embedder, model, degraded = None, None if earlier is None else earlier._model, []
        try:
            loaded = None if earlier is None else earlier._embedder
            embedder = _matching_embedder(generation, manifest, embedding_model, directory / MODELS, loaded)
        except (EmbedderError, ArchiveMismatch) as error:
            degraded.append(str(error))
        try:
            if model is None and reader_model is not None:
                model = open_span_model(reader_model)
        except ReaderError as error:
            degraded.append(str(error))
        return cls(generation, manifest, embedder, model, degraded)

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING) -> Answer:
        """Answer `question` with at most `limit` quotes, or with none and at most `limit` nearest sentences.

        The last `ANSWERS_KEPT` answers are kept: the same question again is answered at once.

        Args:
            filters: the articles to look in.

        Raises:
            ValueError: a date of the filters is none.
        """
        started = time.perf_counter()
        words = " ".join(question.split())
        key = (hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest(), limit, filters)
        with self._answering:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
        if answer is None:
            answer = self._answer(question, limit, filters)
            # What failed this once may work the next time.
            if answer.degraded == self.degraded and _weight(answer) <= LARGEST_KEPT:
                with self._answering:
                    self._answers[key] = replace(answer, question="")  # what people wrote is not kept
                    while len(self._answers) > ANSWERS_KEPT:
                        self._answers.popitem(last=False)
        took_ms = (time.perf_counter() - started) * 1000
        log.debug("answered a question of %d characters in %.0f ms", len(question), took_ms)
        return replace(answer, question=question, took_ms=took_ms)

    def _answer(self, question: str, limit: int, filters: Filters) -> Answer:
        asked = understand(question, self.is_name)
        missing = tuple(n.written for n in asked.names if not any(self._is_anywhere(word) for word in n.folded))
        readings, degraded = self._read(asked, filters)
        quotes = () if missing else tuple(map(self._with_copies, quotes_of(readings, limit)))
        nearest = () if quotes else nearest_of(readings, limit)
        return Answer(question, quotes, nearest, missing, degraded, 0.0)

    def _read(self, asked: Question, filters: Filters) -> tuple[list[Reading], str | None]:
        """The readings of a question, and what was done without for it."""
        hits, degraded = self._found(asked, filters)
        readers: list[Reader] = [] if self._model is None else [self.reader]
        if degraded == self.degraded:
            readers.append(self._without_model)
        for reader in readers:
            try:
                return reader.read(asked, hits), degraded
            except (ReaderError, EmbedderError) as error:
                log.exception("answering one question with less than there is")
                degraded = str(error)
        return self._by_keywords.read(asked, hits), degraded

    def _found(self, asked: Question, filters: Filters) -> tuple[list[Hit], str | None]:
        """The hits for a question, by keywords alone where it cannot be embedded, and what was done without."""
        try:
            return self.hits(asked, filters), self.degraded
        except EmbedderError as error:
            log.exception("answering one question by keywords alone")
            return self.hits(asked, filters, by_keywords=True), str(error)

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        return self._store.get(article_id)

    def article_ids(self) -> frozenset[str]:
        """The ids of all articles: those that an earlier build had not are new."""
        return self._store.ids()

    def newest(self, limit: int) -> tuple[Article, ...]:
        """At most `limit` articles, the newest first; one without a date comes after all that have one."""
        return self._store.newest(limit)

    def completed(self, last: str, text: str) -> str | None:
        """`text` as a question of its own where it leans on the question `last`, else None."""
        return completed(last, text, self.is_name)

    def examples(self) -> tuple[str, ...]:
        """Up to three questions that this corpus answers, about the places it writes of most."""
        found: list[str] = []
        for number, topic in enumerate(self._manifest.topics):
            patterns = ("How many people were killed in {}?", "What happened in {}?")
            for pattern in patterns if number % 2 == 0 else reversed(patterns):
                example = pattern.format(topic)
                if self.ask(example, limit=1).answered:
                    found.append(example)
                    break
            if len(found) == _EXAMPLES:
                break
        return tuple(found)

    def stats(self) -> Stats:
        """Counts, dates and outlets of the corpus."""
        return self._stats

    @cached_property
    def _stats(self) -> Stats:
        # Found once: an open archive does not change, and counting goes through all its articles.
        manifest = self._manifest
        return Stats(
            articles=manifest.articles,
            passages=manifest.passages,
            embedded=manifest.embedding_model is not None,
            embedding_model=manifest.embedding_model,
            dimensions=manifest.dimensions,
            earliest=manifest.earliest,
            latest=manifest.latest,
            undated=self._store.undated(),
            copies=self._store.copied(),
            built=manifest.built,
            bytes=sum(size for size, _ in manifest.files.values()),
            sources=self._store.sources(),
        )

    def close(self) -> None:
        """Release the files."""
        self._store.close()
        if self._held is not None:
            self._held.close()

    def copies(self, article_id: str) -> tuple[Article, ...]:
        """The other articles that carry the same report as this one, in order."""
        return self._store.copies(article_id)

    def each_article(self) -> Iterator[Article]:
        """Every article, in order."""
        return (article for article, _ in self._store.each())

    def passages_for(self, question: str) -> list[Hit]:
        """The passages that the reader gets for a question as a person writes it, best first."""
        return self._found(understand(question, self.is_name), EVERYTHING)[0]

    def hits(self, question: Question, filters: Filters = EVERYTHING, by_keywords: bool = False) -> list[Hit]:
        """The passages that the reader gets for a question, best first.

        Raises:
            EmbedderError: the question cannot be embedded; `by_keywords` goes without.
        """
        vector = None if self._embedder is None or by_keywords else self._embedder.embed([question.text])[0]
        allowed = None if filters == EVERYTHING else self._store.matching(filters)
        rows, scores = self._retriever.search(question.terms, vector, HITS, allowed)
        found = self._store.passages(rows.tolist())
        return [
            Hit(row, article, span, score)
            for row, (article, span), score in zip(rows.tolist(), found, scores.tolist(), strict=True)
        ]

    def _with_copies(self, quote: Quote) -> Quote:
        return replace(quote, copies=self.copies(quote.article.id))

    def _mentions(self, word: str) -> bool:
        """Whether any passage has the word, in any of its forms."""
        term = stem(word)
        return term is None or term in self._keywords

    def _is_anywhere(self, word: str) -> bool:
        """Whether any article has the word in its text, its title, its outlet, its author or its date."""
        return self._mentions(word) or stem(word) in self._by_article

    def rarity(self, term: str) -> float:
        """How telling a term is, 0 to 1: the BM25 idf of its passages against that of a term in none."""
        size = len(self._keywords)
        return math.log1p((size + 1) / (self._keywords.document_frequency(term) + 0.5)) / math.log1p((size + 1) / 0.5)


def _weight(answer: Answer) -> int:
    """Characters of the articles that an answer holds in memory."""
    return sum(
        len(article.text)
        for quote in (*answer.quotes, *answer.nearest)
        for article in (quote.article, *quote.copies)
    )  # fmt: skip


def build(
    places: Iterable[Path | str],
    directory: Path,
    embedding_model: str = DEFAULT_MODEL,
    progress: Progress = lambda _what, _more, _of: None,
    *,
    fields: Mapping[str, str] | None = None,
    fetch_links: bool = False,
    allow_private: bool = False,
) -> Report:
    """Index the articles in `places` in `directory`, making only what is new.

    Args:
        places: files, folders, and http or https urls of pages, feeds and sitemaps.
        fields: our field name to the column of JSON and CSV files that calls it otherwise.
        fetch_links: whether links in feeds and sitemaps on disk are fetched, as those on the web always are.
        allow_private: whether urls may lead to private, loopback or link-local addresses.

    Raises:
        NoArticles: there was no article; the index stays as it was.
        BuildInProgress: another process builds here.
        BuildFailed: the disk does not take the index; what serves stays as it was.
    """
    given = list(places)

    def fetcher() -> "Fetcher":
        from index.sources.fetching import Fetcher  # httpx is loaded where something is fetched

        return Fetcher(cache=directory / "fetched", allow_private=allow_private)

    return build_generation(
        lambda known: read_places(given, fields, fetcher=fetcher, fetch_links=fetch_links, known=known),
        directory,
        lambda: open_embedder(embedding_model, directory / MODELS),
        embedding_model,
        progress,
    )


def _vectors(generation: Path, manifest: Manifest, rows: int) -> VectorIndex:
    """The vectors of a generation.

    Raises:
        ArchiveDamaged: a file of theirs is missing, or is not what was written, or they are of other rows.
    """
    for name in VECTOR_FILES:
        check_file(generation, manifest, name)
    vectors = VectorIndex.load(generation)
    if len(vectors) != rows:
        raise ArchiveDamaged(generation, f"{generation} has {len(vectors)} vectors for {rows} passages; {_REBUILD}")
    return vectors


def _matching_embedder(
    generation: Path, manifest: Manifest, model: str, models: Path, loaded: Embedder | None
) -> Embedder:
    """The embedder that the index was built with.

    Raises:
        EmbedderError: it does not load.
        ArchiveMismatch: the index has no vectors, or those of another model.
    """
    if manifest.embedding_model is None:
        raise ArchiveMismatch(generation, f"the index in {generation} has no vectors; {_REBUILD}")
    if manifest.embedding_model != model:
        raise ArchiveMismatch(
            generation,
            f"the index in {generation} was built with the embedding model {manifest.embedding_model!r}, "
            f"and EMBEDDING_MODEL is {model!r}; {_REBUILD}",
        )
    if loaded is not None and (loaded.name, loaded.fingerprint) == (model, manifest.fingerprint):
        return loaded
    embedder = open_embedder(model, models)
    embedder.load()
    if manifest.fingerprint != embedder.fingerprint:
        raise ArchiveMismatch(
            generation,
            f"the index in {generation} was built with other weights of {model!r} "
            f"({manifest.fingerprint}) than those here ({embedder.fingerprint}); {_REBUILD}",
        )
    return embedder
