"""Small real implementations of what the bot talks to."""

import re
import threading
from calendar import day_name
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from index.archive.browse import ArticleBrowser, first_mention
from index.archive.corpus_stats import CorpusStats
from index.archive.protocol import T
from index.building.passages import article_index_text
from index.language.dates import parse_date
from index.language.sentences import sentences
from index.language.text import terms
from index.names.name_index import NameIndex, NameIndexWriter
from index.query.filters import both, typed_filters
from index.query.followup_kind import FollowUp, follow_up
from index.query.name_linking import LinkedNames
from index.query.parser import is_asked
from index.query.question_kind import SmallTalk
from index.records import EVERYTHING, Answer, Article, Filters, Paragraph, ParagraphKind, Quote, SourceCount, Span
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.local_store import LocalStore
from index.retrieval.vector_index import VectorIndex
from index.storage.article_store import ArticleStore
from index.storage.article_writer import ArticleRecord, ArticleWriter
from index.storage.folder import FORMAT, Manifest

_FIGURE = re.compile(r"(?:at least )?\d+ (?:people|children|homes)")
_LITTLE_WORDS = frozenset(
    "a an and at by did do how in is it many of on that the there to was were what when who".split()
)
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]+")


def article(
    article_id: str,
    *paragraphs: str,
    title: str | None = None,
    url: str | None = None,
    published: str | None = None,
    source: str | None = None,
    path: str | None = None,
) -> Article:
    """An article of these paragraphs, the title (if any) first among them."""
    kinds = [(ParagraphKind.TITLE, title)] if title is not None else []
    blocks = [*kinds, *((ParagraphKind.BODY, words) for words in paragraphs)]
    text = "\n\n".join(words for _, words in blocks)
    spans, place = [], 0
    for kind, words in blocks:
        spans.append(Paragraph(Span(place, place + len(words)), kind))
        place += len(words) + 2
    return Article(article_id, text, tuple(spans), title, url, published, source, None, "en", path)


def quote(source: Article, words: str, highlight: str | None = None, confidence: float = 0.9) -> Quote:
    """The quote of `words`, which stand in the article, with `highlight`, which stands in them, marked."""
    start = source.text.index(words)
    marked = None
    if highlight is not None:
        at = source.text.index(highlight, start)
        marked = Span(at, at + len(highlight))
    return Quote(source, Span(start, start + len(words)), marked, confidence)


class FakeArchive:
    """Answers from a few articles by shared words: a sentence answers that has most of the question's terms.

    Args:
        before_ask: called with each question first, on the thread that asks: to wait, or to raise.
        reports: for each article the index of the first one that carries its report; without any each has its own.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        degraded: str | None = None,
        before_ask: Callable[[str], None] = lambda question: None,
        examples: Sequence[str] = (),
        reports: Sequence[int] = (),
    ) -> None:
        self._copied = reports
        self.articles = {entry.id: entry for entry in articles}
        self.asked: list[str] = []
        self.threads: set[str] = set()
        self.generation = "1"
        self.degraded = degraded
        self._before_ask = before_ask
        self._examples = tuple(examples)

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        self._before_ask(question)
        self.asked.append(question)
        self.threads.add(threading.current_thread().name)
        words, narrowed = typed_filters(question)
        wanted = _terms(words)
        rated = []
        for entry in self.articles.values():
            if filters.articles is not None and entry.id not in filters.articles:
                continue
            for paragraph in entry.paragraphs:
                if paragraph.kind is ParagraphKind.TITLE:
                    continue
                for span in sentences(entry.text, paragraph.span):
                    shared = len(wanted & _terms(entry.cut(span)))
                    if shared:
                        rated.append((shared / len(wanted), entry, span))
        rated.sort(key=lambda hit: -hit[0])
        corpus = " ".join(entry.text for entry in self.articles.values())
        missing = tuple(name for name in _NAME.findall(question) if name not in corpus and name not in day_name)
        quotes = tuple(_quote(entry, span, score) for score, entry, span in rated if score >= 0.6 and not missing)
        nearest = () if quotes else tuple(Quote(entry, span, None, score) for score, entry, span in rated)
        filters = both(narrowed, filters)
        return Answer(question, quotes[:limit], nearest[:limit], missing, self.degraded, 1.0, filters=filters)

    def check_filters(self, question: str) -> None:
        typed_filters(question)

    def mentioning(self, text: str, limit: int, filters: Filters = EVERYTHING) -> tuple[Quote, ...]:
        if is_asked(text):
            return ()
        passing = [a for a in self.articles.values() if filters.articles is None or a.id in filters.articles]
        found = ((entry, first_mention(entry, frozenset(terms(text)))) for entry in passing)
        return tuple(Quote(entry, *place, 1.0, self.copies(entry.id)) for entry, place in found if place)[:limit]

    def article(self, article_id: str) -> Article | None:
        return self.articles.get(article_id)

    def find(self, named: str, limit: int) -> tuple[Article, ...]:
        entries = self.articles.values()
        return tuple(a for a in entries if named in (a.id, a.url) or named.lower() in (a.title or "").lower())[:limit]

    def copies(self, article_id: str) -> tuple[Article, ...]:
        return ()

    def article_ids(self) -> frozenset[str]:
        return frozenset(self.articles)

    def browse(self, look: Callable[[ArticleBrowser], T]) -> T:
        articles = [_as_built(entry) for entry in self.articles.values()]
        with TemporaryDirectory() as folder:
            store = stored(Path(folder) / "articles.sqlite", articles, self._copied)
            try:
                return look(browser_of(store, articles))
            finally:
                store.close()

    def small_talk(self, message: str) -> SmallTalk | None:
        return None  # it takes all that is said to it for questions

    def command(self, message: str) -> str | None:
        return None

    def follow_up(self, last: str, text: str) -> FollowUp:
        return follow_up(last, text, None, lambda word: False)

    def ask_on(self, text: str, last: str, shown: Quote, articles: frozenset[str], limit: int = 3) -> Answer:
        return self.ask(text, limit, Filters(articles=articles))

    def examples(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
        return self._examples

    def stats(self) -> CorpusStats:
        return stats_of(list(self.articles.values()))

    def close(self) -> None:
        pass


def stored(
    path: Path, articles: Sequence[Article], reports: Sequence[int] = (), passages: bool = False,
    spans: Sequence[Sequence[Span]] = (),
) -> ArticleStore:  # fmt: skip
    """The articles in a file at `path` with the passages at `spans`; with `passages` each paragraph is one."""
    writer = ArticleWriter(path)
    for number, entry in enumerate(articles, 1):
        name, sketch = entry.id.encode(), np.zeros(1, dtype=np.uint32)
        cut = (
            [paragraph.span for paragraph in entry.paragraphs] if passages else list(spans[number - 1] if spans else ())
        )
        writer.put(number, ArticleRecord(entry, "", entry.id, name, name, name, cut, b"", sketch))
    if reports:
        writer.link_copies(np.array(reports, dtype=np.int64))
    writer.close()
    return ArticleStore(path)


def browser_of(
    store: ArticleStore, articles: Sequence[Article], link_names: Callable[[str], LinkedNames] = lambda text: LinkedNames(text, {}),
    today: date = date(2026, 3, 1),
) -> ArticleBrowser:  # fmt: skip
    """Browses the articles of a store."""
    return ArticleBrowser(local_store(store, articles), link_names, lambda: today)


def local_store(
    store: ArticleStore, articles: Sequence[Article], vectors: VectorIndex | None = None,
    index_text: Callable[[Article], str] = article_index_text,
) -> LocalStore:  # fmt: skip
    """The articles of a file with all that is asked of them, but without names."""
    spans = [(entry, p.span) for entry in articles for p in entry.paragraphs][: int(store.first_row[-1])]
    names = store.path.with_suffix(".names")
    if not names.exists():
        NameIndexWriter(names, None).close((), lambda word: False)
    earliest, latest = store.dates()
    manifest = Manifest(
        FORMAT, "2026-03-01T10:00:00+00:00", None, None, 0, len(articles), len(spans), 1, earliest, latest, [], {}
    )
    return LocalStore(
        manifest, store, KeywordIndex.build(terms(entry.cut(span)) for entry, span in spans),
        KeywordIndex.build([terms(index_text(entry)) for entry in articles]), vectors, NameIndex(names),
    )  # fmt: skip


def stats_of(articles: Sequence[Article]) -> CorpusStats:
    """Counts over `articles`."""
    dates = sorted(entry.published for entry in articles if entry.published is not None)
    outlets = []
    for outlet in sorted({entry.source for entry in articles}, key=str):
        newest = max((a.published for a in articles if a.source == outlet and a.published is not None), default=None)
        oldest = min((a.published for a in articles if a.source == outlet and a.published is not None), default=None)
        outlets.append(SourceCount(outlet, sum(a.source == outlet for a in articles), newest, oldest))
    return CorpusStats(
        articles=len(articles),
        passages=sum(len(entry.paragraphs) for entry in articles),
        embedded=True,
        embedding_model="fake",
        dimensions=1,
        earliest=dates[0] if dates else None,
        latest=dates[-1] if dates else None,
        undated=len(articles) - len(dates),
        copies=0,
        built="2026-03-01T10:00:00+00:00",
        bytes=1,
        forgotten=0,
        sources=tuple(outlets),
    )


def _as_built(entry: Article) -> Article:
    """Without a date that is none: no build takes one."""
    dated = entry.published is None or parse_date(entry.published) == entry.published
    return entry if dated else replace(entry, published=None)


def _terms(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _LITTLE_WORDS


def _quote(entry: Article, span: Span, score: float) -> Quote:
    figure = _FIGURE.search(entry.text, span.start, span.end)
    return Quote(entry, span, Span(*figure.span()) if figure is not None else None, min(score, 1.0))
