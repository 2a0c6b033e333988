"""What is known of an article: its sentences, their words and figures, and what stands around each; made once."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from sys import getsizeof
from threading import Lock
from typing import Any, TypeVar, TypeVarTuple

from cachetools import LRUCache, cached

from index.language.event_lexicon import event_type
from index.language.figures import figures_in
from index.language.quantities import Figure
from index.language.sentences import sentences
from index.language.text import Word, stem, terms, words
from index.language.time_tagging import TimePhrase, time_phrases
from index.records import Article, ParagraphKind, Span

MOST_KEPT = 32 << 20
"""Bytes of what is known of articles that stay for the next question on them; of one that takes more, that alone."""

MOST_MADE = 2000
"""What is known of single sentences of an article, at most; then it is found anew."""

Made = TypeVar("Made")
Of = TypeVarTuple("Of")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a stretch of text in order; of each its stem (None: a stop word), and the deed that it tells."""

    words: tuple[Word, ...]
    stems: tuple[str | None, ...]
    deeds: tuple[str | None, ...]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """Those of `text`, with offsets in it."""
        found = words(text)
        return cls(
            tuple(found), tuple(stem(word.folded) for word in found), tuple(event_type(word.folded) for word in found)
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and their stems; `tokens` have offsets in `text`."""

    article: Article
    span: Span
    text: str
    tokens: Tokens
    stems: frozenset[str]


class ArticleContext:
    """What is known of one article, each part found when it is first asked for; see `context_of`."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._paragraphs = [p.span for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
        self._split: dict[int, list[Span]] = {}
        self._made: dict[Any, Any] = {}
        """What functions marked with `once_an_article` gave for it."""

    @property
    def weight(self) -> int:
        """Bytes that it takes in memory, article included, when all of it has been asked for: an upper estimate."""
        text = self.article.text
        of_sentences = min(100 * len(text), 500 * MOST_MADE)
        return 6 * getsizeof(text) + of_sentences + 1200 * len(self.article.paragraphs) + 10_000

    def sentences(self, span: Span) -> list[Span]:
        """Sentences that overlap `span`, in order."""
        found = []
        for number in range(bisect_right(self._paragraphs, span.start, key=_end), len(self._paragraphs)):
            if self._paragraphs[number].start >= span.end:
                break
            found += [sentence for sentence in self._sentences(number) if sentence.overlaps(span)]
        return found

    def view(self, span: Span) -> Sentence:
        """The sentence with its words."""
        text = self.article.cut(span)
        return Sentence(self.article, span, text, tokens_of(self.article, span), stems_of(text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the title and the whole text."""
        return stems_of(self.article.title or "", self.article.text)

    def _sentences(self, number: int) -> list[Span]:
        if number not in self._split:
            self._split[number] = sentences(self.article.text, self._paragraphs[number], self.article.language)
        return self._split[number]


@cached(LRUCache(MOST_KEPT, lambda one: min(one.weight, MOST_KEPT)), key=id, lock=Lock())
def context_of(article: Article) -> ArticleContext:
    """What is known of `article`; that of the articles last asked for stays, as much as `MOST_KEPT` holds.

    It goes by the object, which it keeps: the same article read again is another one.
    """
    return ArticleContext(article)


def once_an_article(make: Callable[[Article, *Of], Made]) -> Callable[[Article, *Of], Made]:
    """What `make` gives for an article and whatever else, such as a span: kept as long as the article is known."""

    @wraps(make)
    def known(article: Article, *of: *Of) -> Made:
        made, key = context_of(article)._made, (make, *of)
        if key in made:
            found: Made = made[key]
            return found
        found = make(article, *of)
        if len(made) >= MOST_MADE:
            made.clear()
        made[key] = found
        return found

    return known


@once_an_article
def tokens_of(article: Article, span: Span) -> Tokens:
    """The words of a stretch of an article, with offsets in the stretch."""
    return Tokens.of(article.cut(span))


@once_an_article
def figures_of(article: Article, span: Span) -> tuple[Figure, ...]:
    """The figures of a sentence that count things, in order; see `figures_in`."""
    return tuple(figures_in(article.text, span))


@once_an_article
def phrases_of(article: Article, span: Span) -> tuple[TimePhrase, ...]:
    """The words for times in a sentence, in order, with offsets in it."""
    return tuple(time_phrases(article.cut(span)))


def stems_of(*texts: str) -> frozenset[str]:
    """The search terms of texts, each once."""
    runs: set[str] = set()
    for text in texts:
        runs.update(text.split())  # no word goes on past white space
    return frozenset(terms(" ".join(runs)))


def _end(span: Span) -> int:
    return span.end
