"""Whether an article names a place, against a plain look through all its words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.events.name_spans import dateline_end, is_named, mentions
from index.language.text import folded_words, words
from index.query.query import PlaceConstraint
from index.records import Article, Paragraph, Span

PIECES = (
    "Kafr",
    "Nubl",
    "the",
    "of",
    "al-",
    "Homs,",
    "HOMS",
    "سراقب",
    "وسراقب",
    "بكفر",
    "كفر",
    "نبل",
    "U.N.",
    "BEIRUT (Reuters) - ",
    "Nubl's",
)
NAMES = (("kafr", "nubl"), ("homs",), ("سراقب",), ("كفر", "نبل"), ("beirut",), (), ("un",), ("absent",))
WHERE = PlaceConstraint((), (), "", located=True, origin=False)


def article_of(title: str | None, pieces: list[str]) -> Article:
    text, paragraphs = "", []
    for piece in pieces:
        paragraphs.append(Paragraph(Span(len(text), len(text) + len(piece))))
        text += piece + "\n\n"
    return Article("a", text, tuple(paragraphs), title)


def plainly_named(name: tuple[str, ...], article: Article) -> bool:
    pieces = [article.text[p.span.start + dateline_end(article.cut(p.span)) : p.span.end] for p in article.paragraphs]
    return bool(mentions(tuple(words("\n".join((article.title or "", *pieces)))), name))


said = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)


@given(title=said | st.none(), pieces=st.lists(said, max_size=4))
def test_an_article_names_what_stands_somewhere_in_it(title: str | None, pieces: list[str]) -> None:
    article = article_of(title, pieces)
    for name in NAMES:
        assert is_named(replace(WHERE, spellings=(name,)), article) == plainly_named(name, article)
    assert is_named(replace(WHERE, spellings=NAMES), article) == any(plainly_named(name, article) for name in NAMES)


@given(st.text(max_size=80) | said)
def test_folded_words_are_those_of_the_words(text: str) -> None:
    assert folded_words(text) == [word.folded for word in words(text)]
