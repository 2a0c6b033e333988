"""Which articles there are, and questions asked of some of them alone."""

from pathlib import Path

import pytest

from index.archive.archive import Archive
from index.records import Article, Filters
from tests.index.fakes import HashEmbedder, build_with, laid_out, open_with

OLD = laid_out("old", [("body", "At least 15 people died in Idlib city on Sunday, a witness said.")])
NEW = laid_out("new", [("body", "Doctors in Idlib city said that 20 people died there over the weekend.")])
QUESTION = "how many people died in Idlib city?"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made: Path = tmp_path_factory.mktemp("index")
    build_with(HashEmbedder(), made, OLD, NEW)
    return open_with(HashEmbedder(), made)


def _seen(archive: Archive, filters: Filters) -> set[str]:
    answer = archive.ask(QUESTION, 10, filters)
    found: list[Article] = [quote.article for quote in (*answer.quotes, *answer.nearest)]
    return {article.id for article in found}


def test_all_articles_are_named(archive: Archive) -> None:
    assert archive.article_ids() == {OLD.id, NEW.id}


@pytest.mark.parametrize("only", [OLD, NEW])
def test_a_question_of_one_article_is_answered_from_it_alone(archive: Archive, only: Article) -> None:
    assert _seen(archive, Filters(articles=frozenset({only.id}))) == {only.id}


@pytest.mark.parametrize("ids", [frozenset[str](), frozenset({"gone"})])
def test_of_no_article_nothing_is_said(archive: Archive, ids: frozenset[str]) -> None:
    assert _seen(archive, Filters(articles=ids)) == set()


def test_more_ids_than_sqlite_takes_values_are_looked_through(archive: Archive) -> None:
    ids = frozenset({NEW.id, *(f"other {number}" for number in range(40_000))})
    assert _seen(archive, Filters(articles=ids)) == {NEW.id}
