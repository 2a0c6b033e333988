"""Sentences of an article with what stands around them, for names and dates that a sentence itself leaves out."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import getsizeof
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache, cached

from index.language.text import Word, sentences, terms, words
from index.records import Article, Hit, ParagraphKind, Span

MOST_KEPT = 32 << 20
"""Bytes of what is known of articles that stay for the next question on them; of one that takes more, that alone."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what stands around it, as sets of stems."""

    article: Article
    span: Span
    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]
    paragraph: frozenset[str]
    before: frozenset[str]
    """Of the paragraph before."""
    lead: frozenset[str]
    """Of the title and the first paragraph."""
    far: frozenset[str]
    """Of the whole article and its metadata."""
    retrieval: float


class Surroundings:
    """What is known of one article, each part found when it is first asked for; see `around`."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._paragraphs = [p.span for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
        self._split: dict[int, list[Span]] = {}
        self._stems: dict[int, frozenset[str]] = {}
        self._made: dict[Callable[[Article], Any], Any] = {}

    @property
    def weight(self) -> int:
        """Bytes that it takes in memory, article included, when all of it has been asked for: an upper estimate."""
        return 6 * getsizeof(self.article.text) + 1200 * len(self.article.paragraphs) + 10_000

    def once(self, make: Callable[[Article], Made]) -> Made:
        """What `make`, a function of a module, gives for the article; it is called once."""
        if make not in self._made:
            self._made[make] = make(self.article)
        made: Made = self._made[make]
        return made

    def sentences(self, span: Span) -> list[tuple[Span, int]]:
        """Sentences that overlap `span`, with the number of their paragraph."""
        found = []
        for number in range(bisect_right(self._paragraphs, span.start, key=_end), len(self._paragraphs)):
            if self._paragraphs[number].start >= span.end:
                break
            found += [(sentence, number) for sentence in self._sentences(number) if sentence.overlaps(span)]
        return found

    def view(self, span: Span, number: int, score: float) -> Sentence:
        """The sentence with what stands around it; `number` is its paragraph's."""
        text = self.article.cut(span)
        before = self._stems_of(number - 1) if number > 0 else frozenset()
        return Sentence(
            self.article, span, text, tuple(words(text)), stems_of(text), self._stems_of(number), before,
            self._lead, self._far, score,
        )  # fmt: skip

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the title and the whole text."""
        return stems_of(self.article.title or "", self.article.text)

    @cached_property
    def _lead(self) -> frozenset[str]:
        first = self._stems_of(0) if self._paragraphs else frozenset[str]()
        return stems_of(self.article.title or "") | first

    @cached_property
    def _far(self) -> frozenset[str]:
        about = (part for part in (self.article.source, self.article.author) if part is not None)
        return self._lead | stems_of(*about, *map(self.article.cut, self._paragraphs))

    def _sentences(self, number: int) -> list[Span]:
        if number not in self._split:
            self._split[number] = sentences(self.article.text, self._paragraphs[number], self.article.language)
        return self._split[number]

    def _stems_of(self, number: int) -> frozenset[str]:
        if number not in self._stems:
            self._stems[number] = stems_of(self.article.cut(self._paragraphs[number]))
        return self._stems[number]


@cached(LRUCache(MOST_KEPT, lambda one: min(one.weight, MOST_KEPT)), key=id, lock=Lock())
def around(article: Article) -> Surroundings:
    """What is known of `article`; that of the articles last asked for stays, as much as `MOST_KEPT` holds.

    It goes by the object, which it keeps: the same article read again is another one.
    """
    return Surroundings(article)


def sentences_of(hits: Sequence[Hit]) -> list[Sentence]:
    """The whole sentences that the hits touch, each once, in the order of the hits."""
    seen: dict[tuple[str, int], Sentence] = {}
    for hit in hits:
        context = around(hit.article)
        for span, paragraph in context.sentences(hit.span):
            key = (hit.article.id, span.start)
            if key not in seen:
                seen[key] = context.view(span, paragraph, hit.score)
    return list(seen.values())


def stems_of(*texts: str) -> frozenset[str]:
    """The search terms of texts, each once."""
    runs: set[str] = set()
    for text in texts:
        runs.update(text.split())  # no word goes on past white space
    return frozenset(terms(" ".join(runs)))


def _end(span: Span) -> int:
    return span.end
