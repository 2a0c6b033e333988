"""Sentences of an article with what stands around them, for names and dates that a sentence itself leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.records import Article, Hit, ParagraphKind, Span
from index.text import Word, sentences, stem, words

ARTICLES_KEPT = 64
"""Articles whose sentences stay split, for the next question on them."""


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


class SentencesOf:
    """Finds the sentences that hits touch; keeps the articles last split, for the next question on them."""

    def __init__(self) -> None:
        self.around = lru_cache(maxsize=ARTICLES_KEPT)(Surroundings)

    def __call__(self, hits: Sequence[Hit]) -> list[Sentence]:
        """The whole sentences that the hits touch, each once, in the order of the hits."""
        seen: dict[tuple[str, int], Sentence] = {}
        for hit in hits:
            context = self.around(hit.article)
            for span, paragraph in context.sentences(hit.span):
                key = (hit.article.id, span.start)
                if key not in seen:
                    seen[key] = context.view(span, paragraph, hit.score)
        return list(seen.values())


class Surroundings:
    """One article while its sentences are read."""

    def __init__(self, article: Article) -> None:
        self._article = article
        readable = [p for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
        self._split = {p.span: sentences(article.text, p.span, article.language) for p in readable}
        self._paragraphs = readable
        self._stems = [stems_of(article.cut(p.span)) for p in readable]
        self._lead = stems_of(article.title or "").union(*self._stems[:1])
        about = " ".join(part for part in (article.source, article.author) if part is not None)
        self._far = self._lead.union(stems_of(about), *self._stems)

    def sentences(self, span: Span) -> list[tuple[Span, int]]:
        """Sentences that overlap `span`, with the number of their paragraph."""
        return [
            (sentence, number)
            for number, paragraph in enumerate(self._paragraphs)
            if paragraph.span.overlaps(span)
            for sentence in self._split[paragraph.span]
            if sentence.overlaps(span)
        ]

    def view(self, span: Span, number: int, score: float) -> Sentence:
        """The sentence with what stands around it; `number` is its paragraph's."""
        text = self._article.cut(span)
        before = self._stems[number - 1] if number > 0 else frozenset()
        return Sentence(
            self._article, span, text, tuple(words(text)), stems_of(text), self._stems[number], before,
            self._lead, self._far, score,
        )  # fmt: skip


def stems_of(text: str) -> frozenset[str]:
    """The search terms of `text`, each once."""
    return frozenset(found for word in words(text) if (found := stem(word.folded)) is not None)
