"""Articles that say a word, for who follows a word and has no question."""

from pathlib import Path

import pytest

from index.archive.archive import Archive
from index.archive.browse import first_mention
from index.records import Article, Filters, Span
from tests.index.fakes import HashEmbedder, build_with, laid_out, open_with

FIRST = laid_out("first", [
    ("title", "Raids on the province"),
    ("body", "It was quiet at first. Two hospitals were hit on Sunday, aid workers said. A hospital burnt down."),
], title="Raids on the province")  # fmt: skip
TITLE = laid_out(
    "title", [("title", "Hospital opens"), ("body", "The mayor cut the ribbon. Many came.")], title="Hospital opens"
)
NEITHER = laid_out("neither", [("body", "A clinic was hit.")])
ARABIC = laid_out("arabic", [("body", "قُصفت المدينة. وأصيب المستشفى بأضرار كبيرة.")])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made: Path = tmp_path_factory.mktemp("index")
    build_with(HashEmbedder(), made, FIRST, TITLE, NEITHER, ARABIC)
    return open_with(HashEmbedder(), made)


def _said(archive: Archive, text: str, *only: Article) -> dict[str, tuple[str, str | None]]:
    filters = Filters(articles=frozenset(entry.id for entry in only)) if only else Filters()
    return {
        quote.article.id: (quote.text, quote.article.cut(quote.highlight) if quote.highlight is not None else None)
        for quote in archive.mentioning(text, 10, filters)
    }


def test_the_first_sentence_with_the_word_is_quoted_and_the_word_marked(archive: Archive) -> None:
    assert _said(archive, "Hospital")["first"] == ("Two hospitals were hit on Sunday, aid workers said.", "hospitals")


def test_a_word_of_the_title_alone_is_a_mention_too(archive: Archive) -> None:
    assert _said(archive, "hospital")["title"] == ("The mayor cut the ribbon.", None)


def test_other_words_are_not(archive: Archive) -> None:
    assert set(_said(archive, "hospital")) == {"first", "title"}


def test_only_the_articles_that_are_named_are_looked_in(archive: Archive) -> None:
    assert set(_said(archive, "hospital", TITLE, NEITHER)) == {"title"}


def test_of_several_words_the_article_has_all(archive: Archive) -> None:
    found = _said(archive, "raids hospital")
    assert found == {"first": ("Two hospitals were hit on Sunday, aid workers said.", "hospitals")}


def test_an_arabic_word_is_found_in_its_forms(archive: Archive) -> None:
    assert _said(archive, "مستشفى")["arabic"][0] == "وأصيب المستشفى بأضرار كبيرة."


@pytest.mark.parametrize(
    "text", ["which hospital was hit?", "was a hospital hit", "how many hospitals were hit", "the"]
)
def test_a_question_is_to_be_asked_and_nothing_is_no_word(archive: Archive, text: str) -> None:
    assert _said(archive, text) == {}


def test_an_article_without_a_readable_word_has_no_mention() -> None:
    assert first_mention(laid_out("empty", [], title="Hospital"), {"hospit"}) is None
    assert first_mention(laid_out("headline", [("title", "Hospital opens")]), {"hospit"}) == (Span(0, 14), None)


def test_no_more_articles_are_named_than_wanted(archive: Archive) -> None:
    assert len(archive.mentioning("hospital", 1)) == 1
