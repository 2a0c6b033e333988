"""Builds leave out what repeats over the pages of an outlet, the same whatever was built before."""

from collections.abc import Container, Iterator, Sequence
from pathlib import Path

import pytest

from index.building.builder import build_generation
from index.building.exclude import exclude_articles
from index.building.verify import verify
from index.cli.output import report_json, report_text
from index.records import Article
from index.retrieval.indexed_text import indexed_text
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.storage.article_store import ArticleStore
from index.storage.folder import ARTICLES
from index.storage.generations import current_generation
from tests.index.building.test_updates import Given, Sources, build
from tests.index.fakes import HashEmbedder, laid_out
from tests.index.sources.test_repeated_boilerplate import BOXES, STORIES, paired

MENU, COOKIES, WALL = BOXES["en"]


def held(count: int, source: str = "Gazette", boxes: Sequence[str] = (MENU, WALL)) -> list[Given]:
    """Pages of an outlet, each a unit, with a box above and a box below."""
    found: list[Given] = []
    for n, (first, second) in list(enumerate(paired(STORIES["en"])))[:count]:
        blocks = [("body", boxes[0]), ("body", first), ("body", second), ("body", boxes[1])]
        name = f"{source}-{n}"
        found.append(("seeds", f"unit {name}", laid_out(name, blocks, source=source, path=f"seeds/{name}.html")))
    return found


def indexed(directory: Path) -> dict[str, tuple[Article, tuple[str, ...]]]:
    """By id, each article and what retrieval sees of its passages; the index is whole."""
    assert list(verify(directory)) == []
    store = ArticleStore(current_generation(directory) / ARTICLES)
    found = {a.id: (a, tuple(indexed_text(a, span) for span in spans)) for a, spans in store.each()}
    store.close()
    return found


def seen(directory: Path) -> str:
    """All that can be found and quoted."""
    return "\n".join(
        "\n".join([*passages, *(a.cut(p.span) for p in a.paragraphs)]) for a, passages in indexed(directory).values()
    )


def test_boxes_are_neither_searched_nor_quoted_and_the_text_keeps_its_offsets(tmp_path: Path) -> None:
    pages = held(8)
    report = build(tmp_path, Sources(*pages))
    assert (report.articles, report.total.new, report.refused) == (8, 8, [])
    assert report_json(report)["boilerplate"] == 16
    assert "16 paragraphs never quoted, since they repeat over the pages of their outlet" in report_text(
        report, tmp_path
    )
    assert MENU not in seen(tmp_path)
    assert WALL not in seen(tmp_path)
    for _, _, item in pages:
        assert isinstance(item, Article)
        stored, _ = indexed(tmp_path)[item.id]
        assert stored.text == item.text
        assert [stored.cut(p.span) for p in stored.paragraphs] == [item.cut(p.span) for p in item.paragraphs[1:3]]


def test_one_build_after_another_gives_what_one_build_of_all_gives(tmp_path: Path) -> None:
    few, all_of_them = held(3), [*held(8), *held(5, "Courier", (COOKIES, "Read next"))]
    build(tmp_path / "grown", Sources(*few))
    assert MENU in seen(tmp_path / "grown")
    report = build(tmp_path / "grown", Sources(*all_of_them))
    assert (report.total.new, report.total.unchanged, report.total.changed) == (10, 3, 0)
    build(tmp_path / "at once", Sources(*all_of_them))
    assert indexed(tmp_path / "grown") == indexed(tmp_path / "at once")
    assert MENU not in seen(tmp_path / "grown")

    build(tmp_path / "grown", Sources(*few))  # the others are gone: what they taught is gone with them
    build(tmp_path / "anew", Sources(*few))
    assert indexed(tmp_path / "grown") == indexed(tmp_path / "anew")
    assert MENU in seen(tmp_path / "grown")


def test_the_order_of_the_sources_changes_nothing(tmp_path: Path) -> None:
    pages = [*held(8), *held(5, "Courier", (COOKIES, "Read next"))]
    build(tmp_path / "one", Sources(*pages))
    build(tmp_path / "other", Sources(*pages[::-1]))
    assert indexed(tmp_path / "one") == indexed(tmp_path / "other")


def test_a_build_in_which_nothing_changed_makes_no_generation(tmp_path: Path) -> None:
    stub = laid_out("stub", [("title", "A title"), ("body", WALL)], title="A title", source="Gazette", path="stub.html")
    pages: list[Given] = [*held(8), ("seeds", "stub unit", stub), *held(2, "Copy")]
    report = build(tmp_path, Sources(*pages))
    assert [error.path for error in report.refused] == ["stub.html"]  # there is nothing else in it
    assert "other pages" in report.refused[0].reason
    assert (report.articles, report.total.duplicates) == (8, 2)
    before = current_generation(tmp_path)
    embedder = HashEmbedder()
    again = build(tmp_path, Sources(*pages), embedder)
    assert (again.total.unchanged, again.total.new, again.total.refused) == (8, 0, 1)
    assert current_generation(tmp_path) == before


def test_forgetting_an_article_keeps_what_was_learned_and_unlearns_it_with_the_last_page(tmp_path: Path) -> None:
    build(tmp_path, Sources(*held(6)))
    for number in range(2):
        exclude_articles([f"Gazette-{number}"], tmp_path, "hash", load_embedder=HashEmbedder)
        assert MENU not in seen(tmp_path)
    assert len(indexed(tmp_path)) == 4
    exclude_articles(["Gazette-2"], tmp_path, "hash", load_embedder=HashEmbedder)
    assert seen(tmp_path).count(WALL) == 2 * 3  # three pages teach nothing: they are whole again
    build(tmp_path, Sources(*held(6)))  # the list is heeded by words, too, boxes or not
    assert sorted(indexed(tmp_path)) == ["Gazette-3", "Gazette-4", "Gazette-5"]


def test_a_forgotten_articles_words_are_known_under_another_address(tmp_path: Path) -> None:
    build(tmp_path, Sources(*held(8)))
    exclude_articles(["Gazette-0"], tmp_path, "hash", load_embedder=HashEmbedder)
    report = build(tmp_path, Sources(*held(8), *held(1, "Copy")))
    assert report.total.forgotten == 2
    assert "Copy-0" not in indexed(tmp_path)


@pytest.mark.parametrize("moved", ["elsewhere/page.html", None])
def test_a_file_that_moved_is_where_it_lies_now(tmp_path: Path, moved: str | None) -> None:
    build(tmp_path, Sources(*held(3)))

    def read(known: Container[str]) -> Iterator[UnitResult]:
        for place, unit, item in held(8):
            unchanged = UnchangedUnit(unit, moved, "2026-01-01T00:00:00+00:00")
            yield UnitResult(place, unit, unchanged if unit in known else item)

    build_generation(read, tmp_path, HashEmbedder, "hash")
    stored, _ = indexed(tmp_path)["Gazette-0"]
    assert MENU not in seen(tmp_path)
    assert (stored.path, stored.retrieved) == (moved or "seeds/Gazette-0.html", "2026-01-01T00:00:00+00:00")
