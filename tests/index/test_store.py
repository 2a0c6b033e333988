import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given

from index.errors import ArchiveDamaged
from index.records import Article, SourceCount, Span
from index.store import ArticleStore, ArticleWriter
from tests.index import strategies
from tests.index.fakes import laid_out, long_article
from tests.index.strategies import quick


def written(path: Path, *found: tuple[Article, list[Span]]) -> ArticleStore:
    writer = ArticleWriter(path)
    for number, (article, spans) in enumerate(found):
        writer.add(article, f"fingerprint {number}", spans)
    writer.close()
    return ArticleStore(path)


ONE = laid_out("one", [("body", "One. Two. Three.")], source="Post", published="2018-02-05")
TWO = laid_out("two", [("body", "Four.")], source="Post", published="2019")
THREE = laid_out("three", [("body", "Five. Six.")], source="Courier")
FOUND = ((ONE, [Span(0, 4), Span(5, 9), Span(10, 16)]), (TWO, [Span(0, 5)]), (THREE, [Span(0, 5), Span(6, 10)]))


@pytest.fixture
def store(tmp_path: Path) -> ArticleStore:
    return written(tmp_path / "articles.sqlite", *FOUND)


@quick
@given(article=strategies.articles())
def test_an_article_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    store = written(tmp_path_factory.mktemp("s") / "articles.sqlite", (article, []))
    assert store.get(article.id) == article
    store.close()


def test_each_row_is_a_passage_of_its_article(store: ArticleStore) -> None:
    expected = [(article, span) for article, spans in FOUND for span in spans]
    assert [store.passage(row) for row in range(6)] == expected


def test_rows_of_an_article_follow_each_other(store: ArticleStore) -> None:
    assert [store.rows(index) for index in range(3)] == [range(3), range(3, 4), range(4, 6)]
    assert store.first_row.tolist() == [0, 3, 4, 6]


def test_articles_come_in_the_order_of_writing(store: ArticleStore) -> None:
    assert list(store.each()) == [(article, spans) for article, spans in FOUND]
    assert len(store) == 3


def test_articles_are_found_by_id(store: ArticleStore) -> None:
    assert (store.get("two"), store.get("none")) == (TWO, None)
    assert (store.index_of("two"), store.index_of("none")) == (1, None)
    assert store.ids() == {"one", "two", "three"}
    assert store.passages(2) == [Span(0, 5), Span(6, 10)]
    assert store.fingerprints() == {"fingerprint 0": 0, "fingerprint 1": 1, "fingerprint 2": 2}


def test_outlets_come_with_the_number_of_articles_and_the_newest_date(store: ArticleStore) -> None:
    assert store.sources() == (SourceCount("Post", 2, "2019"), SourceCount("Courier", 1, None))
    assert store.undated() == 1


def test_several_threads_may_read_at_once(tmp_path: Path) -> None:
    long = long_article()
    store = written(tmp_path / "a.sqlite", (long, [p.span for p in long.paragraphs]))
    wrong: list[int] = []

    def read() -> None:
        wrong.extend(row for row in range(len(long.paragraphs)) if store.passage(row)[1] != long.paragraphs[row].span)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_holds_no_articles_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "articles.sqlite"
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"articles\.sqlite .*run: python -m index build"):
        ArticleStore(path)


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match=r"articles\.sqlite"):
        ArticleStore(tmp_path / "articles.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_went_missing_is_named(tmp_path: Path, store: ArticleStore) -> None:
    store.close()
    with sqlite3.connect(tmp_path / "articles.sqlite") as connection:
        connection.execute("UPDATE articles SET number = 9 WHERE number = 2")
    connection.close()
    with pytest.raises(ArchiveDamaged, match="it has no article 2"):
        ArticleStore(tmp_path / "articles.sqlite").passage(3)


def test_no_article_is_written_by_a_reader(store: ArticleStore, tmp_path: Path) -> None:
    before = (tmp_path / "articles.sqlite").read_bytes()
    store.get("one")
    store.close()
    assert (tmp_path / "articles.sqlite").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["articles.sqlite"]


def test_a_store_opens_by_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = ArticleWriter(tmp_path / "articles.sqlite")
    writer.close()
    monkeypatch.chdir(tmp_path)
    store = ArticleStore(Path("articles.sqlite"))
    assert len(store) == 0
    store.close()
