import gc
import tracemalloc
from collections.abc import Callable

import pytest
from cachetools import LRUCache
from hypothesis import given
from hypothesis import strategies as st

from index.language.text import sentences, stem, words
from index.reading import context as surroundings
from index.reading.context import Surroundings, around, sentences_of, stems_of
from index.records import Article, Hit, Paragraph, ParagraphKind, Span

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


def all_asked(known: Surroundings) -> object:
    article = known.article
    views = [
        known.view(span, number, 1.0)
        for paragraph in article.paragraphs
        for span, number in known.sentences(paragraph.span)
    ]
    return known.stems, views[0].far, views[-1].lead


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
    known, span = Surroundings(article), Span(start, start + length)
    body = [p.span for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
    assert known.stems == plainly_stemmed(f"{article.title} {article.text}")
    found = [
        (sentence, number)
        for number, paragraph in enumerate(body)
        for sentence in sentences(article.text, paragraph)
        if paragraph.overlaps(span) and sentence.overlaps(span)
    ]
    assert known.sentences(span) == found
    for sentence, number in found:
        view = known.view(sentence, number, 1.0)
        stems = [plainly_stemmed(article.cut(one)) for one in body]
        assert view.stems == plainly_stemmed(article.cut(sentence))
        assert view.paragraph == stems[number]
        assert view.before == (stems[number - 1] if number else frozenset())
        assert view.lead == plainly_stemmed(article.title or "") | stems[0]
        assert view.far == view.lead.union(plainly_stemmed(article.source or ""), *stems)


@given(st.lists(st.text(max_size=70), max_size=4))
def test_the_stems_of_texts_are_those_of_their_words(texts: list[str]) -> None:
    assert stems_of(*texts) == frozenset().union(*map(plainly_stemmed, texts))


@given(article=articles, offset=st.integers(0, 300))
def test_the_paragraph_at_a_place_is_the_one_that_covers_it(article: Article, offset: int) -> None:
    covering = [n for n, p in enumerate(article.paragraphs) if p.span.start <= offset < p.span.end]
    assert article.paragraph_at(offset) == next(iter(covering), None)


@pytest.fixture
def kept() -> LRUCache[int, Surroundings]:
    """What is kept, empty at first."""
    held = around.cache
    assert isinstance(held, LRUCache)
    held.clear()
    return held


def test_an_article_is_looked_at_once_and_another_of_its_words_anew(kept: LRUCache[int, Surroundings]) -> None:
    first, second = (article_of([(ParagraphKind.BODY, FEW[1])]) for _ in range(2))
    assert around(first) is around(first)
    assert around(first) is not around(second)
    asked: list[Article] = []

    def length(article: Article) -> int:
        asked.append(article)
        return len(article.text)

    assert [around(first).once(length) for _ in range(3)] == [len(first.text)] * 3
    assert len(asked) == 1


def test_a_sentence_that_two_hits_touch_comes_once(kept: LRUCache[int, Surroundings]) -> None:
    article = article_of([(ParagraphKind.BODY, " ".join(FEW[:2]))])
    hits = [Hit(row, article, Span(0, 20), 1.0) for row in range(2)]
    assert [one.text for one in sentences_of(hits)] == list(FEW[:2])
    assert len(kept) == 1


def test_what_is_known_of_many_articles_stays_within_its_bytes(kept: LRUCache[int, Surroundings]) -> None:
    for number in range(12):
        around(long_article(200_000, lambda at, number=number: f"In Town{number}, {at} people died."))  # type: ignore[misc]
    assert 2 < len(kept) < 12
    assert sum(one.weight for one in kept.values()) <= surroundings.MOST_KEPT
    huge = long_article(surroundings.MOST_KEPT // 4, lambda at: f"{at} people died in Idlib. " * 40)
    assert around(huge) is around(huge)  # else it would be read for each sentence of it
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
def test_what_is_known_takes_no_more_than_it_weighs(said: Callable[[int], str]) -> None:
    article = long_article(60_000, said)
    all_asked(Surroundings(article))  # what texts are remembered by is there now
    gc.collect()
    tracemalloc.start()
    try:
        known = Surroundings(article)
        seen = all_asked(known)
        del seen
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < known.weight
