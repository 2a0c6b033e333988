import gc
import tracemalloc
from collections.abc import Callable

import pytest
from cachetools import LRUCache
from hypothesis import given
from hypothesis import strategies as st

from index.events.name_spans import name_spans, place_spans
from index.language.sentences import sentences
from index.language.text import stem, words
from index.reading import article_analysis as context
from index.reading.article_analysis import (
    ArticleContext,
    context_of,
    figures_of,
    once_an_article,
    phrases_of,
    stems_of,
)
from index.records import Article, Paragraph, ParagraphKind, Span

FEW = (
    "The army left.",
    "At least 15 people died in Kafr Nubl.",
    "قتل تسعة أشخاص في سراقب.",
    "U.N. said so.",
    "x" * 60,
    "no\x1cend",
)


def plainly_stemmed(text: str) -> frozenset[str]:
    return frozenset(found for word in words(text) if (found := stem(word.folded)) is not None)


def article_of(pieces: list[tuple[ParagraphKind, str]], furniture: str = "\n\n", **known: str) -> Article:
    text, paragraphs = "", []
    for kind, piece in pieces:
        paragraphs.append(Paragraph(Span(len(text), len(text) + len(piece)), kind))
        text += piece + furniture
    return Article("a", text, tuple(paragraphs), **known)


def long_article(size: int, said: Callable[[int], str]) -> Article:
    pieces: list[str] = []
    while size > 0:
        pieces.append(said(len(pieces)))
        size -= len(pieces[-1])
    return article_of([(ParagraphKind.BODY, piece) for piece in pieces], title="A long day")


def all_asked(known: ArticleContext) -> object:
    article = known.article
    views = [known.view(span) for paragraph in article.paragraphs for span in known.sentences(paragraph.span)]
    told = [
        (
            figures_of(article, view.span),
            phrases_of(article, view.span),
            name_spans(article, view.span),
            place_spans(article, view.span),
        )
        for view in views
    ]
    return known.stems, told


articles = st.builds(
    article_of,
    st.lists(
        st.tuples(st.sampled_from(ParagraphKind), st.lists(st.sampled_from(FEW), min_size=1).map(" ".join)), min_size=1
    ),
    st.sampled_from(["\n\n", "\n\nSubscribe to our letter\n\n"]),
    title=st.sampled_from(["Raid on Marhad", ""]),
    source=st.sampled_from(["Example Post", ""]),
)


@given(article=articles, start=st.integers(0, 200), length=st.integers(1, 200))
def test_what_is_known_of_an_article_is_what_its_words_say(article: Article, start: int, length: int) -> None:
    known, span = ArticleContext(article), Span(start, start + length)
    body = [p.span for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
    assert known.stems == plainly_stemmed(f"{article.title} {article.text}")
    found = [
        sentence
        for paragraph in body
        for sentence in sentences(article.text, paragraph)
        if paragraph.overlaps(span) and sentence.overlaps(span)
    ]
    assert known.sentences(span) == found
    for sentence in found:
        view = known.view(sentence)
        assert view.stems == plainly_stemmed(article.cut(sentence))
        assert list(view.tokens.words) == words(view.text)
        assert {stem for stem in view.tokens.stems if stem is not None} == view.stems


@given(st.lists(st.text(max_size=70), max_size=4))
def test_the_stems_of_texts_are_those_of_their_words(texts: list[str]) -> None:
    assert stems_of(*texts) == frozenset().union(*map(plainly_stemmed, texts))


@given(article=articles, offset=st.integers(0, 300))
def test_the_paragraph_at_a_place_is_the_one_that_covers_it(article: Article, offset: int) -> None:
    covering = [n for n, p in enumerate(article.paragraphs) if p.span.start <= offset < p.span.end]
    assert article.paragraph_at(offset) == next(iter(covering), None)


@pytest.fixture
def kept() -> LRUCache[int, ArticleContext]:
    """What is kept, empty at first."""
    held = context_of.cache
    assert isinstance(held, LRUCache)
    held.clear()
    return held


def test_an_article_is_looked_at_once_and_another_of_its_words_anew(kept: LRUCache[int, ArticleContext]) -> None:
    first, second = (article_of([(ParagraphKind.BODY, FEW[1])]) for _ in range(2))
    assert context_of(first) is context_of(first)
    assert context_of(first) is not context_of(second)
    asked: list[Article] = []

    @once_an_article
    def length(article: Article, span: Span) -> int:
        asked.append(article)
        return len(article.cut(span))

    span, other = Span(0, 3), Span(0, 4)
    assert [length(first, span) for _ in range(3)] == [3] * 3
    assert (length(first, other), length(second, span)) == (4, 3)
    assert list(map(id, asked)) == [id(first), id(first), id(second)]


def test_what_is_known_of_many_articles_stays_within_its_bytes(kept: LRUCache[int, ArticleContext]) -> None:
    for number in range(12):
        context_of(long_article(200_000, lambda at, number=number: f"In Town{number}, {at} people died."))  # type: ignore[misc]
    assert 2 < len(kept) < 12
    assert sum(one.weight for one in kept.values()) <= context.MOST_KEPT
    huge = long_article(context.MOST_KEPT // 4, lambda at: f"{at} people died in Idlib. " * 40)
    assert context_of(huge) is context_of(huge)  # else it would be read for each sentence of it
    assert list(kept) == [id(huge)]


@pytest.mark.parametrize(
    "said",
    [
        lambda at: f"In Town{at}, {at} people died, said a witness {at * 7919 % 10007}.",
        lambda at: f"قتل {at} شخصا في بلدة رقم{at} يوم السبت.",
        lambda at: f"x{at}",
        lambda at: f"One sentence. And {at} more of them, said the reporter to whoever was there that day. " * 20,
    ],
    ids=["towns", "arabic", "tiny paragraphs", "long paragraphs"],
)
def test_what_is_known_takes_no_more_than_it_weighs(
    kept: LRUCache[int, ArticleContext], said: Callable[[int], str]
) -> None:
    article = long_article(4_000, said)
    all_asked(context_of(article))  # what texts are remembered by is there now
    kept.clear()
    gc.collect()
    tracemalloc.start()
    try:
        known = context_of(article)
        seen = all_asked(known)
        del seen
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < known.weight
