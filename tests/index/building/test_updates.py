"""Builds that follow one another: what is read again, what is kept, and what the report says of it."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.building.build_report import ArticleCounts, BuildReport
from index.building.builder import build_generation
from index.cli.output import report_json, report_text
from index.errors import BuildFailed, EmbedderError, SourceError
from index.models.embedder import Vectors
from index.records import Article
from index.retrieval.bm25 import KeywordIndex
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.storage.article_store import ArticleStore
from index.storage.folder import ARTICLES, JOURNAL, NAMES
from index.storage.generations import current_generation
from tests.index.building.test_builder import check_rows, texts_and_vectors
from tests.index.fakes import HashEmbedder, laid_out, long_article, open_with
from tests.index.strategies import quick

ROOT = Path(__file__).parents[3]

LONG = long_article()
BREAD = laid_out("bread", [("body", "Bread prices rose in Homs.")], published="2019-03", source="Courier")
FLOOD = laid_out("flood", [("body", "The river flooded Hasakah in March.")], published="2019-04")
STRIKE = laid_out("strike", [("body", "Drivers went on strike in Latakia.")], path="news.xml")

Given = tuple[str, str, Article | SourceError]
"""Place, unit, and what the unit gives."""


class Sources:
    """Gives what it holds, and of known units only that they are unchanged."""

    def __init__(self, *held: Given) -> None:
        self.held = held
        self.parsed: list[str] = []

    def read(self, known: Container[str]) -> Iterator[UnitResult]:
        told: set[str] = set()
        for place, unit, item in self.held:
            if unit not in known:
                self.parsed.append(unit)
                yield UnitResult(place, unit, item)
            elif unit not in told:
                told.add(unit)
                path = item.path if isinstance(item, Article) else None
                yield UnitResult(place, unit, UnchangedUnit(unit, path, None))


def build(directory: Path, sources: Sources, embedder: HashEmbedder | None = None) -> BuildReport:
    return build_generation(sources.read, directory, lambda: embedder or HashEmbedder(), "hash")


def numbers(counts: ArticleCounts) -> dict[str, int]:
    return {f.name: found for f in dataclasses.fields(counts) if (found := getattr(counts, f.name))}


def stored(directory: Path) -> dict[str, Article]:
    store = ArticleStore(current_generation(directory) / ARTICLES)
    found = {article.id: article for article, _ in store.each()}
    store.close()
    return found


def test_what_is_known_is_not_parsed_again(tmp_path: Path) -> None:
    held: list[Given] = [("a", "1", LONG), ("a", "2", BREAD), ("b", "3", FLOOD)]
    build(tmp_path, Sources(*held))
    sources = Sources(*held)
    report = build(tmp_path, sources)
    assert (sources.parsed, report.articles, report.embedded) == ([], 3, 0)
    assert current_generation(tmp_path).name == "000001"
    assert {place: numbers(counts) for place, counts in report.places.items()} == {
        "a": {"unchanged": 2},
        "b": {"unchanged": 1},
    }


def test_only_what_is_new_is_parsed_and_all_is_there(tmp_path: Path) -> None:
    build(tmp_path, Sources(("a", "1", LONG), ("a", "2", BREAD)))
    sources, embedder = Sources(("a", "3", FLOOD), ("a", "1", LONG), ("a", "2", BREAD)), HashEmbedder()
    report = build(tmp_path, sources, embedder)
    assert (sources.parsed, embedder.embedded) == (["3"], [FLOOD.text])
    assert numbers(report.total) == {"new": 1, "unchanged": 2}
    assert list(stored(tmp_path)) == ["flood", "long", "bread"]
    check_rows(tmp_path, HashEmbedder())


def test_a_kept_article_is_told_from_where_it_lies_now(tmp_path: Path) -> None:
    build(tmp_path, Sources(("a", "1", dataclasses.replace(BREAD, path="rows.csv:2"))))
    now = dataclasses.replace(BREAD, path="rows.csv:3")
    build(tmp_path, Sources(("a", "2", FLOOD), ("b", "1", now)))
    assert stored(tmp_path)["bread"] == now


def test_an_article_found_elsewhere_is_told_from_there(tmp_path: Path) -> None:
    """Also where nothing else changed: one of two copies is gone, which were read again because there were two."""
    copies = [dataclasses.replace(BREAD, path=path) for path in ("old.txt", "new.txt")]
    build(tmp_path, Sources(("a", "1", copies[0]), ("a", "2", copies[1])))
    report = build(tmp_path, Sources(("a", "2", copies[1])))
    assert stored(tmp_path)["bread"] == copies[1]
    assert numbers(report.total) == {"unchanged": 1}
    generation = current_generation(tmp_path).name
    build(tmp_path, Sources(("a", "2", copies[1])))
    assert current_generation(tmp_path).name == generation


def test_an_article_that_is_gone_is_counted_where_it_was(tmp_path: Path) -> None:
    build(tmp_path, Sources(("a", "1", LONG), ("b", "2", BREAD)))
    report = build(tmp_path, Sources(("a", "1", LONG)))
    assert {place: numbers(counts) for place, counts in report.places.items()} == {
        "a": {"unchanged": 1},
        "b": {"removed": 1},
    }
    assert list(stored(tmp_path)) == ["long"]
    check_rows(tmp_path, HashEmbedder())


def test_a_unit_that_gave_an_error_is_read_again(tmp_path: Path) -> None:
    error = SourceError("news.xml", "no text", 7)
    held: list[Given] = [("a", "feed", BREAD), ("a", "feed", error), ("a", "feed", FLOOD), ("a", "1", LONG)]
    build(tmp_path, Sources(*held))
    sources = Sources(*held)
    report = build(tmp_path, sources)
    assert sources.parsed == ["feed", "feed", "feed"]
    assert (report.refused, numbers(report.total)) == ([error], {"unchanged": 3, "refused": 1})
    assert current_generation(tmp_path).name == "000001"


def test_a_duplicate_takes_the_place_of_what_is_gone(tmp_path: Path) -> None:
    copy = dataclasses.replace(BREAD, id="copy", path="copy.txt")
    report = build(tmp_path, Sources(("a", "1", BREAD), ("b", "2", copy), ("b", "3", FLOOD)))
    assert {place: numbers(counts) for place, counts in report.places.items()} == {
        "a": {"new": 1},
        "b": {"new": 1, "duplicates": 1},
    }
    report = build(tmp_path, Sources(("b", "2", copy), ("b", "3", FLOOD)))
    assert list(stored(tmp_path)) == ["copy", "flood"]
    assert numbers(report.total) == {"new": 1, "unchanged": 1, "removed": 1}


def test_the_same_words_under_another_title_are_one_article(tmp_path: Path) -> None:
    again = dataclasses.replace(BREAD, id="again", title="Dear bread")
    assert numbers(build(tmp_path, Sources(("a", "1", BREAD), ("a", "2", again))).total) == {"new": 1, "duplicates": 1}


def correction(**fields: str | None) -> Article:
    article = laid_out("bread", [("body", "Bread prices fell in Homs.")], published="2019-03")
    return dataclasses.replace(article, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({}, {"modified": "2019-04"}, "second"),
        ({"modified": "2019-04"}, {}, "first"),
        ({}, {"published": "2019-02"}, "first"),
        ({"published": "2019-03-01T10:00:00+02:00"}, {"published": "2019-03-01T09:00:00+00:00"}, "second"),
        ({"retrieved": "2026-01-01T00:00:00+00:00"}, {"retrieved": "2026-01-02T00:00:00+00:00"}, "second"),
        ({"retrieved": "2026-01-02T00:00:00+00:00"}, {"retrieved": "2026-01-01T00:00:00+00:00"}, "first"),
        ({"published": None}, {"modified": "2019-04"}, "first"),
        ({}, {}, "first"),
    ],
)
def test_a_newer_text_of_an_address_replaces_the_older(
    tmp_path: Path, first: dict[str, str | None], second: dict[str, str | None], kept: str
) -> None:
    both = {"first": dataclasses.replace(BREAD, **first), "second": correction(**second)}  # type: ignore[arg-type]
    report = build(tmp_path, Sources(("a", "1", both["first"]), ("a", "2", FLOOD), ("b", "3", both["second"])))
    assert stored(tmp_path)["bread"] == both[kept]
    assert list(stored(tmp_path)) == ["bread", "flood"]
    superseded = {"first": "b", "second": "a"}[kept]
    assert {place: counts.superseded for place, counts in report.places.items()} == {
        place: int(place == superseded) for place in "ab"
    }
    assert (report.total.new, report.total.read) == (2, 3)
    check_rows(tmp_path, HashEmbedder())


def test_a_kept_article_gives_way_to_a_newer_text(tmp_path: Path) -> None:
    build(tmp_path, Sources(("a", "1", BREAD), ("a", "2", FLOOD)))
    newer = correction(modified="2020")
    report = build(tmp_path, Sources(("a", "1", BREAD), ("a", "2", FLOOD), ("b", "3", newer)))
    assert stored(tmp_path)["bread"] == newer
    assert (numbers(report.places["a"]), numbers(report.places["b"])) == (
        {"unchanged": 1, "superseded": 1},
        {"changed": 1},
    )
    check_rows(tmp_path, HashEmbedder())
    report = build(tmp_path, Sources(("b", "3", newer), ("a", "1", BREAD), ("a", "2", FLOOD)))
    assert stored(tmp_path)["bread"] == newer
    assert numbers(report.total) == {"unchanged": 2, "superseded": 1}


def test_an_older_text_before_a_kept_one_gives_way(tmp_path: Path) -> None:
    newer = correction(modified="2020")
    build(tmp_path, Sources(("a", "1", newer), ("a", "2", FLOOD)))
    build(tmp_path, Sources(("b", "3", BREAD), ("a", "2", FLOOD), ("a", "1", newer), ("a", "4", LONG)))
    assert stored(tmp_path)["bread"] == newer
    check_rows(tmp_path, HashEmbedder())


def moved(articles: Sequence[Article], order: Sequence[int]) -> list[Given]:
    return [("a", f"unit {n}", dataclasses.replace(articles[n], path=f"{n}.txt")) for n in order]


_MANY = [
    laid_out(
        f"article {n}",
        [
            ("body", f"In {town}, {n + 3} houses of {town} fell. The mayor spoke near {town} of {n} days."),
            ("body", "So."),
        ],
        title=f"News of {town}" if n % 2 else None,
        published=f"2018-0{n + 1}",
    )
    for n, town in enumerate(("Homs", "Idlib", "Raqqa", "Daraa", "Hama", "Tartus"))
]


def newer(article: Article, text: Article, modified: str) -> Article:
    """What stands at the address of one article later, in the words of another."""
    return dataclasses.replace(article, text=text.text, paragraphs=text.paragraphs, title=text.title, modified=modified)


_MET = (
    *_MANY,
    dataclasses.replace(_MANY[0], id="a copy of 0"),
    dataclasses.replace(_MANY[1], id="a copy of 1"),
    newer(_MANY[0], LONG, "2020"),
    newer(_MANY[2], _MANY[0], "2020"),
    newer(_MANY[2], FLOOD, "2021"),
    newer(_MANY[1], _MANY[3], "2020"),
    dataclasses.replace(_MANY[0], modified="2022"),
)
"""Articles, copies of them at other addresses, newer texts of their addresses, some copies again, one its first words."""


def newest_words(articles: Sequence[Article]) -> set[str]:
    """The texts that have to be in the index: the newest of each address."""
    newest: dict[str, Article] = {}
    for article in articles:
        there = newest.setdefault(article.id, article)
        if (article.modified or article.published or "") > (there.modified or there.published or ""):
            newest[article.id] = article
    return {article.text for article in newest.values()}


@quick
@given(
    orders=st.lists(
        st.lists(st.integers(0, len(_MET) - 1), min_size=1, max_size=len(_MET), unique=True), min_size=2, max_size=4
    )
)
@example(orders=[[0, 6, 8], [0, 6, 8]])
@example(orders=[[0, 6], [0, 6, 8], [6, 8]])
@example(orders=[[3, 1, 11], [1, 11]])
@example(orders=[[0, 12, 8], [0, 12, 8]])
@example(orders=[[0, 1, 6], [1, 0, 6]])
def test_builds_after_builds_hold_what_one_build_would(
    tmp_path_factory: pytest.TempPathFactory, orders: list[list[int]]
) -> None:
    one, many = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("many")
    for order in orders:
        report = build(many, Sources(*moved(_MET, order)))
        held_now = [article.text for article in stored(many).values()]
        assert sorted(held_now) == sorted(newest_words([_MET[number] for number in order]))
        assert (report.total.read, report.articles) == (len(order), len(held_now))
    build(one, Sources(*moved(_MET, orders[-1])))
    held, expected = current_generation(many), current_generation(one)
    assert list(stored(many).values()) == list(stored(one).values())
    assert texts_and_vectors(many)[0] == texts_and_vectors(one)[0]
    check_rows(many, HashEmbedder())
    assert json.loads((held / NAMES).read_text()) == json.loads((expected / NAMES).read_text())
    for name in ("keywords", "articles"):
        ours, theirs = KeywordIndex.load(held / name), KeywordIndex.load(expected / name)
        for query in (["idlib", "mayor"], ["news", "2018", "so"], ["hous"]):
            assert ours.scores(query).tolist() == pytest.approx(theirs.scores(query).tolist(), abs=1e-9)
            assert ours.search(query, 5)[0].tolist() == theirs.search(query, 5)[0].tolist()


class Stopping(HashEmbedder):
    """Fails after so many texts, and embeds them one after the other."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        if len(self.embedded) + len(texts) > self._after:
            raise EmbedderError("stopped")
        return super().embed(texts, progress)


def test_what_a_broken_build_has_embedded_is_not_embedded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building.builder._CHUNK", 3)
    stopping = Stopping(after=7)
    with pytest.raises(EmbedderError):
        build(tmp_path, Sources(("a", "1", LONG), ("a", "2", BREAD)), stopping)
    embedder = HashEmbedder()
    report = build(tmp_path, Sources(("a", "1", LONG), ("a", "2", BREAD)), embedder)
    assert len(stopping.embedded) == report.resumed == 6
    assert report.embedded == len(embedder.embedded) == report.passages - 6
    assert not (tmp_path / JOURNAL).exists()
    check_rows(tmp_path, HashEmbedder())


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.index.fakes import HashEmbedder, build_with, long_article
import index.building.builder
index.building.builder._CHUNK = 2
class Dying(HashEmbedder):
    def embed(self, texts, progress=None):
        if len(self.embedded) >= 8:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed(texts, progress)
build_with(Dying(), Path(sys.argv[1]), long_article())
"""


@pytest.mark.usefixtures("processes")
def test_a_build_killed_while_it_embeds_goes_on_from_there(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert run.returncode == -signal.SIGKILL
    report = build(tmp_path, Sources(("a", "1", LONG)))
    assert (report.resumed, report.embedded) == (8, report.passages - 8)
    check_rows(tmp_path, HashEmbedder())


_FULL = """
import resource, sys
from pathlib import Path
from index.errors import BuildFailed
from tests.index.fakes import HashEmbedder, build_with, laid_out, long_article
extra = laid_out("extra", [("body", "Bread prices rose in Homs.")])
for limit in sys.argv[2:]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    try:
        build_with(HashEmbedder(), Path(sys.argv[1], limit), long_article(), long_article("another", 60), extra)
    except BuildFailed as error:
        print(limit, "what serves is as it was" in str(error))
"""


@pytest.mark.usefixtures("processes")
def test_a_full_disk_leaves_what_serves_as_it_was(tmp_path: Path) -> None:
    limits = ("0", "100", "5000", "20000", "40000")
    for limit in limits:
        build(tmp_path / limit, Sources(("a", "1", LONG)))
    run = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path), *limits],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (run.stdout.splitlines(), run.stderr) == ([f"{limit} True" for limit in limits], "")
    for limit in limits:
        assert list(stored(tmp_path / limit)) == ["long"]
        check_rows(tmp_path / limit, HashEmbedder())
        assert [p.name for p in (tmp_path / limit / "generations").iterdir()] == ["000001"]
        archive = open_with(HashEmbedder(), tmp_path / limit)
        assert archive.article("long") == LONG
        archive.close()


def test_an_index_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildFailed, match="could not be written"):
        build(tmp_path / "file", Sources(("a", "1", LONG)))


def test_a_copy_stays_when_what_it_repeats_gives_way_to_a_newer_text(tmp_path: Path) -> None:
    copy = dataclasses.replace(BREAD, id="copy")
    held: list[Given] = [("a", "1", BREAD), ("b", "2", copy), ("b", "3", correction(modified="2020"))]
    for _ in range(2):
        report = build(tmp_path, Sources(*held))
        assert {article.text for article in stored(tmp_path).values()} == {BREAD.text, correction().text}
        assert (report.total.read, report.total.superseded, report.total.duplicates) == (3, 1, 0)
        check_rows(tmp_path, HashEmbedder())


def test_a_report_says_how_many_have_no_date_and_which_is_the_first(tmp_path: Path) -> None:
    for path in ("rows.csv:7", "rows.csv:8"):  # where it is kept, where it lies now
        undated = dataclasses.replace(FLOOD, published=None, path=path, title="Flood")
        held: list[Given] = [
            ("a", "1", BREAD),
            ("a", "2", undated),
            ("a", "3", dataclasses.replace(LONG, published=None)),
        ]
        report = build(tmp_path, Sources(*held))
        assert (report.undated, report.first_undated) == (2, f"{path}: Flood")
        assert f"2 articles without a date, which no filter on dates finds; the first: {path}: Flood" in report_text(
            report, tmp_path
        )
        assert report_json(report)["first_undated"] == f"{path}: Flood"
    report = build(tmp_path, Sources(held[0]))
    assert (report.undated, report.first_undated) == (0, None)
    assert "without a date" not in report_text(report, tmp_path)


def test_a_report_adds_up(tmp_path: Path) -> None:
    report = build(tmp_path, Sources(("a", "1", LONG), ("a", "1", BREAD), ("b", "2", FLOOD), ("b", "3", STRIKE)))
    assert report.total == ArticleCounts(new=4)
    assert (report.articles, report.places["a"].read, report.places["b"].read) == (4, 2, 2)
