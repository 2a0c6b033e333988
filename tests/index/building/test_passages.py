from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.passages import HEAD_WEIGHT, TARGET_CHARACTERS, article_index_text, split_passages
from index.language.sentences import sentences
from index.language.text import words
from index.models.embedder import Embedder
from index.records import Article, ParagraphKind, Span
from index.retrieval.indexed_text import LONGEST_TITLE, indexed_text
from tests.index import strategies
from tests.index.fakes import FURNITURE, HashEmbedder, laid_out, long_article
from tests.index.strategies import quick

COUNT = HashEmbedder().count_tokens
budgets = st.sampled_from([64, 100, 256])
# A title of 4,000 characters is cut to 200, which may be 200 tokens where a token is a character.
counters = st.sampled_from([(COUNT, 256), (COUNT, 260), (len, 400), (len, 1500)])


def cut(article: Article, count: Callable[[str], int] = COUNT, budget: int = 256) -> list[Span]:
    return list(split_passages(article, count, budget))


def characters(article: Article, kinds: set[ParagraphKind]) -> set[int]:
    """Places of all but white space in the paragraphs of these kinds."""
    found = (at for p in article.paragraphs if p.kind in kinds for at in range(p.span.start, p.span.end))
    return {at for at in found if not article.text[at].isspace()}


def covered(article: Article, spans: list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end) if not article.text[at].isspace()}


@quick
@given(strategies.articles(), counters)
def test_every_readable_character_but_the_title_is_in_a_passage(
    article: Article, counter: tuple[Callable[[str], int], int]
) -> None:
    assert characters(article, set(ParagraphKind) - {ParagraphKind.TITLE}) <= covered(article, cut(article, *counter))


@quick
@given(strategies.articles(furniture=False), counters)
def test_passages_hold_nothing_but_readable_characters(
    article: Article, counter: tuple[Callable[[str], int], int]
) -> None:
    assert covered(article, cut(article, *counter)) <= characters(article, set(ParagraphKind))


def test_furniture_between_two_paragraphs_is_in_no_passage() -> None:
    article = laid_out(
        "one", [("body", "The army left."), (FURNITURE, "Subscribe to our newsletter"), ("body", "Two men died.")]
    )
    assert not any("newsletter" in indexed_text(article, span) for span in cut(article))


def test_the_newsletter_box_of_the_seed_is_in_no_passage(seed: Article) -> None:
    assert not any("newsletter" in indexed_text(seed, span) for span in cut(seed))


def test_furniture_at_either_end_is_in_no_passage() -> None:
    article = laid_out("one", [(FURNITURE, "Share"), ("body", "The army left."), (FURNITURE, "Next article")])
    assert [article.cut(span) for span in cut(article)] == ["The army left."]


@quick
@given(strategies.articles(), counters)
def test_no_passage_has_more_tokens_than_the_embedder_reads(
    article: Article, counter: tuple[Callable[[str], int], int]
) -> None:
    count, budget = counter
    assert all(count(indexed_text(article, span)) <= budget for span in cut(article, count, budget))


@quick
@given(strategies.articles(), counters)
def test_passages_are_in_order_and_none_is_inside_another(
    article: Article, counter: tuple[Callable[[str], int], int]
) -> None:
    found = cut(article, *counter)
    pairs = list(pairwise(found))
    assert all(one.start < other.start and one.end < other.end for one, other in pairs)


@quick
@given(strategies.articles(), counters)
def test_passages_are_cut_on_sentences_unless_one_is_too_long(
    article: Article, counter: tuple[Callable[[str], int], int]
) -> None:
    count, budget = counter
    whole = [
        sentence
        for paragraph in article.paragraphs
        if paragraph.kind is not ParagraphKind.TITLE
        for sentence in sentences(article.text, paragraph.span, article.language)
    ]
    too_long = [s for s in whole if count(indexed_text(article, s)) > budget]
    starts, ends = {s.start for s in whole}, {s.end for s in whole}
    for span in cut(article, count, budget):
        assert span.start in starts or any(s.start < span.start < s.end for s in too_long)
        assert span.end in ends or any(s.start < span.end < s.end for s in too_long)


def test_a_passage_begins_with_the_last_sentence_of_the_one_before() -> None:
    article = long_article()
    found = cut(article)
    assert len(found) > 10
    for one, other in pairwise(found):
        if "newsletter" in article.text[one.end : other.start]:
            continue  # no passage reaches over furniture
        last = sentences(article.text, Span(one.start, one.end))[-1]
        furniture_between = other.start > one.end and article.text[one.end : other.start].strip()
        assert other.start == last.start or furniture_between


def test_a_long_sentence_is_not_repeated() -> None:
    long = "The road " + "and the other road " * 20 + "was closed."
    assert len(long) > TARGET_CHARACTERS // 2
    article = laid_out("one", [("body", long), ("body", long.replace("closed", "open")), ("body", "A man died.")])
    found = cut(article)
    assert all(not one.overlaps(other) for one, other in pairwise(found))


def test_a_passage_is_about_as_long_as_it_should_be() -> None:
    article = long_article()
    lengths = [span.end - span.start for span in cut(article)]
    assert max(lengths) <= TARGET_CHARACTERS
    assert min(lengths[:-1]) > TARGET_CHARACTERS // 4


def test_a_sentence_too_long_for_the_embedder_is_cut_at_white_space() -> None:
    article = laid_out("one", [("body", "word " * 800 + "end.")])
    found = cut(article)
    assert len(found) > 1
    assert {word for span in found for word in article.cut(span).split()} == {"word", "end."}


def test_the_title_counts_among_the_tokens_of_each_piece_of_a_long_sentence() -> None:
    article = laid_out("one", [("body", "x" * 4000)], title="A title of some length, " * 8)
    assert all(len(indexed_text(article, span)) <= 400 for span in cut(article, len, 400))


def test_a_sentence_too_long_and_without_white_space_is_cut_all_the_same() -> None:
    article = laid_out("one", [("body", "x" * 4000)])
    found = cut(article, len, 300)
    assert "".join(article.cut(span) for span in found) == "x" * 4000


@pytest.mark.parametrize("blocks", [[], [("title", "A title")], [(FURNITURE, "Share this")]])
def test_an_article_with_nothing_to_read_has_no_passages(blocks: list[tuple[str, str]]) -> None:
    assert cut(laid_out("one", blocks, title="A title")) == []


def test_an_article_of_one_word_is_one_passage() -> None:
    assert cut(laid_out("one", [("body", "Word")])) == [Span(0, 4)]


def test_the_title_goes_before_the_passage_and_not_into_its_span() -> None:
    article = laid_out(
        "one", [("title", "A  title\nof two lines"), ("body", "He ran.")], title="A  title\nof two lines"
    )
    (span,) = cut(article)
    assert indexed_text(article, span) == "A title of two lines\nHe ran."
    assert article.cut(span) == "He ran."


def test_without_a_title_the_passage_stands_alone() -> None:
    assert indexed_text(laid_out("one", [("body", "He ran.")]), Span(0, 7)) == "He ran."


def test_a_very_long_title_is_cut_at_a_word() -> None:
    title = "many words " * 40
    article = laid_out("one", [("body", "He ran.")], title=title)
    shown = indexed_text(article, Span(0, 7)).splitlines()[0]
    assert len(shown) <= LONGEST_TITLE
    assert set(shown.split()) == {"many", "words"}


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2018-02-05T10:00:00+00:00", "5 February 2018"),
        ("2018-02-05", "5 February 2018"),
        ("2018-12", "December 2018"),
        ("2018", "2018"),
        (None, ""),
    ],
)
def test_an_article_is_described_by_its_date_in_words(published: str | None, told: str) -> None:
    article = laid_out("one", [("body", "He ran.")], title="Title", source="Post", published=published)
    head = ["Title", "Post", *([told] if told else [])]
    assert article_index_text(article).splitlines() == [*head * HEAD_WEIGHT, "He ran."]


def test_an_article_is_described_without_its_furniture() -> None:
    article = laid_out("one", [("title", "T"), ("body", "He ran."), (FURNITURE, "Share"), ("body", "It fell.")])
    assert article_index_text(article) == "He ran.\nIt fell."


def test_no_text_of_a_corpus_is_cut_off_by_the_real_embedder(
    embedder: Embedder, seed: Article, corpus: tuple[Article, ...]
) -> None:
    assert embedder.max_tokens == 512
    for article in (seed, *corpus, long_article()):
        texts = [indexed_text(article, span) for span in cut(article, embedder.count_tokens, embedder.max_tokens)]
        assert max(embedder.count_tokens(text) for text in texts) <= embedder.max_tokens


@quick
@given(text=st.one_of(strategies.long_blocks, strategies.texts().map(str.strip).filter(bool)))
def test_no_dangerous_text_is_cut_off_by_the_real_embedder(embedder: Embedder, text: str) -> None:
    article = laid_out("one", [("body", text)], title="他" * 100 + " and more " * 20)
    found = cut(article, embedder.count_tokens, embedder.max_tokens)
    assert covered(article, found) == characters(article, {ParagraphKind.BODY})
    assert all(embedder.count_tokens(indexed_text(article, span)) <= embedder.max_tokens for span in found)


def test_passages_of_the_real_embedder_hold_whole_words(embedder: Embedder, seed: Article) -> None:
    known = {word.folded for word in words(seed.text)}
    for span in cut(seed, embedder.count_tokens, embedder.max_tokens):
        assert {word.folded for word in words(seed.cut(span))} <= known
