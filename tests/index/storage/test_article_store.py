import dataclasses
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from index.errors import ArchiveDamaged
from index.records import Article, Filters, SourceCount, Span
from index.storage.article_store import ArticleStore
from index.storage.article_writer import ArticleRecord, ArticleWriter
from tests.index import strategies
from tests.index.fakes import laid_out, long_article
from tests.index.strategies import quick


def filed(article: Article, spans: list[Span], signature: int = 7) -> ArticleRecord:
    name = article.id.encode()
    return ArticleRecord(
        article, "here", f"unit {article.id}", b"f" + name, b"b" + name, b"d" + name, spans,
        b"".join(name.ljust(16)[:16] for _ in spans), np.array([signature, 1], dtype=np.uint32),
    )  # fmt: skip


def written(path: Path, *found: tuple[Article, list[Span]]) -> ArticleStore:
    writer = ArticleWriter(path)
    for number, (article, spans) in enumerate(found, 1):
        writer.put(number, filed(article, spans))
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
    assert store.passages(range(6)) == expected


def test_articles_stay_in_memory_within_their_bytes(store: ArticleStore, monkeypatch: pytest.MonkeyPatch) -> None:
    (first, _), (again, _) = store.passages([0])[0], store.passages([1])[0]
    assert first is again
    assert store.passages([3])[0][0] is not first
    monkeypatch.setattr("index.storage.article_store.CACHE_BYTES", 6_000)  # two of these
    few = ArticleStore(store.path)
    kept = [few.passages([row])[0][0] for row in (0, 3, 4)]
    assert few.passages([4])[0][0] is kept[2]
    assert few.passages([0])[0][0] is not kept[0]
    monkeypatch.setattr("index.storage.article_store.CACHE_BYTES", 10)
    none = ArticleStore(store.path)
    assert none.passages([0]) == store.passages([0])
    assert none.passages([0])[0][0] is not none.passages([0])[0][0]


def test_rows_of_an_article_follow_each_other(store: ArticleStore) -> None:
    assert [store.rows(index) for index in range(3)] == [range(3), range(3, 4), range(4, 6)]
    assert store.first_row.tolist() == [0, 3, 4, 6]


def test_articles_come_in_the_order_of_writing(store: ArticleStore) -> None:
    assert list(store.each()) == [(article, spans) for article, spans in FOUND]
    assert len(store) == 3


def test_articles_are_found_by_id(store: ArticleStore) -> None:
    assert (store.get("two"), store.get("none")) == (TWO, None)
    assert store.at(2) == FOUND[2]


def test_what_a_later_build_has_to_know_comes_in_order(store: ArticleStore) -> None:
    known = list(store.known_articles())
    assert [(k.number, k.id, k.place, k.unit) for k in known] == [
        (1, "one", "here", "unit one"), (2, "two", "here", "unit two"), (3, "three", "here", "unit three"),
    ]  # fmt: skip
    assert (known[0].fingerprint, known[0].body, known[0].described) == (b"fone", b"bone", b"done")
    assert known[2].digests == b"three           " * 2
    assert [(k.modified, k.published, k.retrieved) for k in known] == [
        (None, "2018-02-05", None),
        (None, "2019", None),
        (None, None, None),
    ]


def test_more_articles_than_are_read_at_once_are_all_known(tmp_path: Path) -> None:
    many = [(laid_out(f"article {n}", [("body", "Word.")]), [Span(0, 5)]) for n in range(2_500)]
    store = written(tmp_path / "many.sqlite", *many)
    assert [k.id for k in store.known_articles()] == [article.id for article, _ in many]
    assert len(store) == 2_500
    store.close()


def test_a_number_holds_what_was_put_there_last(tmp_path: Path) -> None:
    writer = ArticleWriter(tmp_path / "a.sqlite")
    writer.put(1, filed(ONE, [Span(0, 4)]))
    writer.put(1, filed(TWO, [Span(0, 5)]))
    writer.put(2, filed(ONE, [Span(0, 4)]))
    writer.drop(2)
    writer.put(2, filed(THREE, [Span(0, 5)]))
    writer.close()
    store = ArticleStore(tmp_path / "a.sqlite")
    assert list(store.each()) == [(TWO, [Span(0, 5)]), (THREE, [Span(0, 5)])]
    store.close()


def test_kept_articles_are_copied_with_all_that_is_known_of_them(tmp_path: Path, store: ArticleStore) -> None:
    writer = ArticleWriter(tmp_path / "next.sqlite")
    four = laid_out("four", [("body", "Nine.")])
    writer.put(2, filed(four, [Span(0, 5)]))
    writer.copy(store, [(3, 1, "there", "moved.txt", "2026-01-01T00:00:00+00:00"), (1, 3, "here", None, None)])
    writer.close()
    after = ArticleStore(tmp_path / "next.sqlite")
    moved = dataclasses.replace(THREE, path="moved.txt", retrieved="2026-01-01T00:00:00+00:00")
    assert list(after.each()) == [(moved, FOUND[2][1]), (four, [Span(0, 5)]), (ONE, FOUND[0][1])]
    known, before = list(after.known_articles()), list(store.known_articles())
    assert known[2] == dataclasses.replace(before[0], number=3)
    found = dataclasses.replace(before[2], number=1, place="there", path="moved.txt", retrieved=moved.retrieved)
    assert known[0] == found
    after.close()


def test_a_forgotten_unit_is_no_longer_known(tmp_path: Path) -> None:
    writer = ArticleWriter(tmp_path / "a.sqlite")
    writer.put(1, filed(ONE, []))
    writer.put(2, filed(TWO, []))
    writer.clear_units(["unit two", "", "another"])
    writer.close()
    store = ArticleStore(tmp_path / "a.sqlite")
    assert [k.unit for k in store.known_articles()] == ["unit one", ""]
    store.close()


def test_copies_of_one_report_are_linked(tmp_path: Path) -> None:
    writer = ArticleWriter(tmp_path / "a.sqlite")
    articles = [laid_out(name, [("body", "Word.")]) for name in ("a", "b", "c", "d", "e")]
    for number, article in enumerate(articles, 1):
        writer.put(number, filed(article, [], signature=number))
    assert writer.sketches().tolist() == [[1, 1], [2, 1], [3, 1], [4, 1], [5, 1]]
    writer.link_copies(np.array([0, 1, 0, 3, 0]))
    writer.close()
    store = ArticleStore(tmp_path / "a.sqlite")
    assert [[c.id for c in store.copies(name)] for name in "abcde"] == [["c", "e"], [], ["a", "e"], [], ["a", "c"]]
    assert store.copied() == 2
    store.close()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["one", "two", "three", "month", "moment"]),
        (Filters(sources=("Post",)), ["one", "two"]),
        (Filters(sources=("post", "COURIER")), ["one", "two", "three"]),
        (Filters(sources=("Nobody",)), []),
        (Filters(languages=("ar",)), ["month"]),
        (Filters(after="2018-02-05"), ["one", "two", "month", "moment"]),
        (Filters(after="2018-02-06"), ["two", "month"]),
        (Filters(after="2018-03"), ["two"]),
        (Filters(before="2018"), ["one", "month", "moment"]),
        (Filters(before="2018-02-01"), ["month"]),
        (Filters(before="2018-01"), []),
        (Filters(after="2018-02-05", before="2018-02-05"), ["one", "month", "moment"]),
        (Filters(sources=("Post",), after="2019"), ["two"]),
    ],
)
def test_filters_let_through_what_may_match(tmp_path: Path, filters: Filters, expected: list[str]) -> None:
    month = laid_out("month", [("body", "M.")], published="2018-02", language="ar")
    moment = laid_out("moment", [("body", "M.")], published="2018-02-05T23:00:00+00:00")
    found = [*FOUND, (month, []), (moment, [])]
    store = written(tmp_path / "filtered.sqlite", *found)
    mask = store.matching(filters)
    assert [article.id for (article, _), let_through in zip(found, mask, strict=True) if let_through] == expected
    store.close()


def test_each_article_has_the_days_that_its_date_may_mean(tmp_path: Path) -> None:
    found = [(laid_out(f"a{n}", [("body", "M.")], published=published), list[Span]())
             for n, published in enumerate(("2018-02-05", "2018-02", None, "2016-02-29T23:00:00+00:00"))]  # fmt: skip
    store = written(tmp_path / "dated.sqlite", *found)
    days = [[date.fromordinal(day).isoformat() if day else None for day in ends] for ends in store.days.tolist()]
    assert days == [["2018-02-05"] * 2, ["2018-02-01", "2018-02-28"], [None] * 2, ["2016-02-29"] * 2]
    store.close()


def test_a_filter_by_no_date_is_refused(store: ArticleStore) -> None:
    with pytest.raises(ValueError, match="soon"):
        store.matching(Filters(after="soon"))


def test_sqlite_finds_nothing_wrong_with_a_whole_file(store: ArticleStore) -> None:
    assert store.check() is None


def test_outlets_come_with_the_number_of_articles_and_the_newest_date(store: ArticleStore) -> None:
    assert store.sources() == (SourceCount("Post", 2, "2019", "2018-02-05"), SourceCount("Courier", 1, None))
    assert store.undated() == 1
    assert store.dates() == ("2018-02-05", "2019")


def test_several_threads_may_read_at_once(tmp_path: Path) -> None:
    long = long_article()
    store = written(tmp_path / "a.sqlite", (long, [p.span for p in long.paragraphs]))
    wrong: list[int] = []

    def read() -> None:
        wrong.extend(
            row for row in range(len(long.paragraphs)) if store.passages([row])[0][1] != long.paragraphs[row].span
        )

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
        ArticleStore(tmp_path / "articles.sqlite").passages([3])


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


def test_a_file_of_an_earlier_version_opens_and_is_copied_from(tmp_path: Path) -> None:
    written(tmp_path / "old", *FOUND).close()
    with closing(sqlite3.connect(tmp_path / "old")) as connection:
        for column in ("archived", "blocks", "boilerplate"):
            connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        connection.commit()
    old = ArticleStore(tmp_path / "old")
    assert list(old.each()) == [(article, spans) for article, spans in FOUND]
    assert [(known.blocks, known.boilerplate) for known in old.known_articles()] == [(b"", b"")] * len(FOUND)
    assert old.whole(ONE) == ONE
    writer = ArticleWriter(tmp_path / "new")
    writer.copy(old, [(1, 1, "here", None, None)])
    writer.close()
    new = ArticleStore(tmp_path / "new")
    assert [(article, spans) for article, spans in new.each()] == [FOUND[0]]
    assert [(known.blocks, known.boilerplate) for known in new.known_articles()] == [(b"", b"")]
    old.close()
    new.close()


def test_what_is_left_out_is_kept_beside_and_archived_copies_are_known(tmp_path: Path) -> None:
    copy = replace(ONE, archived="https://web.archive.org/web/20180205/https://a.org/x", paragraphs=ONE.paragraphs[1:])
    record = replace(filed(copy, FOUND[0][1]), blocks=b"12345678", boilerplate=((0, ONE.paragraphs[0]),))
    writer = ArticleWriter(tmp_path / "file")
    writer.put(1, record)
    assert writer.get(1) == copy
    writer.close()
    store = ArticleStore(tmp_path / "file")
    assert store.get(ONE.id) == copy
    assert store.whole(copy) == replace(copy, paragraphs=ONE.paragraphs)
    store.close()
