"""Articles that are left out on the operator's wish, over real files."""

import json
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from index.building.build_report import BuildReport
from index.building.builder import build_generation
from index.building.exclude import ExclusionResult, exclude_articles, readmit_articles
from index.building.verify import verify
from index.cli.output import stats_text
from index.errors import ArchiveDamaged, ArchiveMissing, BuildFailed, EmbedderError, NoArticles, UnknownArticle
from index.sources.readers import read_places
from index.storage.exclusions import EXCLUSIONS_FILE, read_exclusions
from index.storage.folder import read_manifest, staging_folder
from index.storage.generations import REFRESHED_FILE, current_generation, note_refreshed
from tests.index.building.test_builder import check_rows
from tests.index.fakes import HashEmbedder, build_with, laid_out, open_with

BREAD = (
    "Bread in Homs\n\nBread prices rose in Homs on Monday, the bakers of the old town said to the reporters there.\n"
)
FLOOD = "Flood in Hasakah\n\nThe river flooded Hasakah in March, and 40 families left their houses by the bridge.\n"
STRIKE = (
    "Strike in Latakia\n\nDrivers went on strike in Latakia, and the harbour stood still for the whole of Friday.\n"
)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in (("bread", BREAD), ("flood", FLOOD), ("strike", STRIKE)):
        (folder / f"{name}.txt").write_text(text)
    return folder


@pytest.fixture
def index(tmp_path: Path, seeds: Path) -> Path:
    build(tmp_path / "index", seeds)
    return tmp_path / "index"


def build(directory: Path, *places: Path, embedder: HashEmbedder | None = None) -> BuildReport:
    return build_generation(
        lambda known: read_places(places, known_units=known), directory, lambda: embedder or HashEmbedder(), "hash"
    )


def without(directory: Path, *ids: str, embedder: HashEmbedder | None = None) -> ExclusionResult:
    return exclude_articles(ids, directory, "hash", load_embedder=lambda: embedder or HashEmbedder())


def titles(directory: Path) -> dict[str, str]:
    archive = open_with(HashEmbedder(), directory)
    try:
        return {article.title or "": article.id for article in archive.each_article()}
    finally:
        archive.close()


def test_a_forgotten_article_is_gone_at_once_and_nothing_is_embedded_again(index: Path, seeds: Path) -> None:
    embedder = HashEmbedder()
    done = without(index, titles(index)["Bread in Homs"], embedder=embedder)
    assert [one.title for one in done.articles] == ["Bread in Homs"]
    assert done.report is not None
    assert (done.report.articles, done.report.embedded, embedder.embedded) == (2, 0, [])
    assert (done.report.total.forgotten, done.report.total.removed) == (1, 0)
    assert set(titles(index)) == {"Flood in Hasakah", "Strike in Latakia"}
    archive = open_with(HashEmbedder(), index)
    assert archive.mentioning("Homs", 3) == ()
    assert archive.ask("what rose in Homs?").missing == ("Homs",)
    archive.close()
    check_rows(index, HashEmbedder())


@pytest.mark.parametrize("noted", [True, False])
def test_forgetting_does_not_make_an_index_look_fresh(index: Path, seeds: Path, noted: bool) -> None:
    then = "2020-01-01T00:00:00+00:00"
    if noted:
        note_refreshed(index, datetime.fromisoformat(then))
    else:  # as an earlier version left it
        (index / REFRESHED_FILE).unlink()
        manifest = current_generation(index) / "manifest.json"
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "built": then}))
    without(index, titles(index)["Bread in Homs"])
    assert (index / REFRESHED_FILE).read_text() == then
    build(index, seeds)
    assert (index / REFRESHED_FILE).read_text() > then


def test_how_many_are_forgotten_is_counted_unless_their_list_is_damaged(index: Path) -> None:
    without(index, *list(titles(index).values())[:2])
    archive = open_with(HashEmbedder(), index)
    assert archive.stats().forgotten == 2
    assert "2 more forgotten" in stats_text(archive.stats())
    archive.close()
    (index / EXCLUSIONS_FILE).write_text("no list")
    archive = open_with(HashEmbedder(), index)
    assert archive.stats().forgotten is None
    assert "forgotten" not in stats_text(archive.stats())
    archive.close()


def test_it_stays_away_although_its_file_is_there_and_later_builds_do_nothing(index: Path, seeds: Path) -> None:
    without(index, titles(index)["Bread in Homs"])
    generation = current_generation(index).name
    for _ in range(2):
        report = build(index, seeds)
        assert (report.articles, report.total.unchanged, report.total.forgotten, report.total.removed) == (2, 2, 1, 0)
    assert current_generation(index).name == generation
    assert list(verify(index)) == []


def test_it_stays_away_when_its_words_change(index: Path, seeds: Path) -> None:
    without(index, titles(index)["Bread in Homs"])
    (seeds / "bread.txt").write_text(BREAD.replace("Monday", "Tuesday"))
    assert build(index, seeds).total.forgotten == 1
    assert "Bread in Homs" not in titles(index)


def test_the_same_words_in_another_file_do_not_come_in_its_place(index: Path, seeds: Path) -> None:
    (seeds / "again.txt").write_text(BREAD)
    build(index, seeds)
    without(index, titles(index)["Bread in Homs"])
    assert build(index, seeds).total.forgotten == 2
    assert "Bread in Homs" not in titles(index)


def test_an_index_built_from_nothing_leaves_it_out_as_well(index: Path, seeds: Path) -> None:
    without(index, titles(index)["Bread in Homs"])
    for path in (index / "current", *index.glob("generations/*/manifest.json")):
        path.unlink()
    assert build(index, seeds).total.forgotten == 1
    assert "Bread in Homs" not in titles(index)


def test_what_is_recalled_is_there_after_the_next_build(index: Path, seeds: Path) -> None:
    bread = titles(index)["Bread in Homs"]
    without(index, bread)
    build(index, seeds)
    assert [one.id for one in readmit_articles([bread], index)] == [bread]
    assert read_exclusions(index) == {}
    report = build(index, seeds)
    assert (report.total.new, report.total.unchanged, report.total.forgotten) == (1, 2, 0)
    assert titles(index)["Bread in Homs"] == bread
    assert build(index, seeds).total.unchanged == 3


def test_one_of_several_articles_of_a_file_is_forgotten_and_recalled(index: Path, seeds: Path) -> None:
    rows = [
        {"title": name, "text": f"{name} homes burned in Deir ez-Zor, its mayor said."}
        for name in ("One", "Two", "Six")
    ]
    (seeds / "rows.json").write_text(json.dumps(rows, indent=1))
    build(index, seeds)
    two = titles(index)["Two"]
    done = without(index, two)
    assert done.report is not None
    assert (done.report.articles, done.report.total.duplicates) == (5, 0)
    assert "Two" not in titles(index)
    build(index, seeds)
    readmit_articles([two], index)
    build(index, seeds)
    assert titles(index)["Two"] == two


def test_several_are_forgotten_at_once_and_one_twice_is_one(index: Path) -> None:
    found = titles(index)
    done = without(index, found["Bread in Homs"], found["Flood in Hasakah"], found["Bread in Homs"])
    assert [one.title for one in done.articles] == ["Bread in Homs", "Flood in Hasakah"]
    assert set(titles(index)) == {"Strike in Latakia"}


def test_what_is_forgotten_already_is_no_error(index: Path) -> None:
    bread = titles(index)["Bread in Homs"]
    without(index, bread)
    again = without(index, bread)
    assert ([one.id for one in again.articles], again.report) == ([bread], None)


def test_copies_stay_and_are_named(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    words = " ".join(f"On day {n} the envoys met in hall {n} and spoke of the harbour." for n in range(30))
    for name in ("wire", "post", "courier"):
        (seeds / f"{name}.txt").write_text(f"Talks in {name}\n\n{words} So wrote {name}.\n")
    (seeds / "bread.txt").write_text(BREAD)
    build(tmp_path / "index", seeds)
    done = without(tmp_path / "index", titles(tmp_path / "index")["Talks in wire"])
    assert {copy.title for copy in done.copies} == {"Talks in post", "Talks in courier"}
    assert {"Talks in post", "Talks in courier"} <= set(titles(tmp_path / "index"))


def test_an_unknown_article_is_said_and_nothing_is_forgotten(index: Path) -> None:
    with pytest.raises(UnknownArticle, match="no article 'nonsense'"):
        without(index, titles(index)["Bread in Homs"], "nonsense")
    assert read_exclusions(index) == {}
    with pytest.raises(UnknownArticle, match="no article 'nonsense' is forgotten"):
        readmit_articles(["nonsense"], index)


def test_the_last_article_is_not_forgotten(index: Path) -> None:
    with pytest.raises(NoArticles, match="that would leave no article"):
        without(index, *titles(index).values())
    assert read_exclusions(index) == {}
    assert len(titles(index)) == 3


def test_a_build_that_finds_only_forgotten_articles_says_so_and_leaves_the_index(index: Path, seeds: Path) -> None:
    without(index, titles(index)["Bread in Homs"])
    with pytest.raises(NoArticles, match="but forgotten ones"):
        build(index, seeds / "bread.txt")
    assert len(titles(index)) == 2


def test_where_there_is_no_index_nothing_is_forgotten(tmp_path: Path) -> None:
    for act in (lambda: without(tmp_path / "none", "x"), lambda: readmit_articles(["x"], tmp_path / "none")):
        with pytest.raises(ArchiveMissing):
            act()
    assert not (tmp_path / "none").exists()


def test_a_wish_outlives_a_process_that_ends_before_the_index_is_made_anew(index: Path, seeds: Path) -> None:
    bread = titles(index)["Bread in Homs"]

    def killed() -> HashEmbedder:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exclude_articles([bread], index, "hash", load_embedder=killed)
    assert "Bread in Homs" in titles(index)
    (problem,) = verify(index)
    assert f"article {bread} is forgotten and still there; run: python -m index build" in problem
    done = without(index, bread)
    assert done.report is not None
    assert "Bread in Homs" not in titles(index)


def test_the_next_build_heeds_a_wish_that_was_broken_off(index: Path, seeds: Path) -> None:
    with pytest.raises(BuildFailed):
        exclude_articles([titles(index)["Bread in Homs"]], index, "hash", load_embedder=_full_disk)
    assert build(index, seeds).total.forgotten == 1
    assert "Bread in Homs" not in titles(index)


def _full_disk() -> HashEmbedder:
    raise OSError("no room")


def test_a_build_that_is_under_way_is_waited_for(index: Path, caplog: pytest.LogCaptureFixture) -> None:
    bread = titles(index)["Bread in Homs"]
    forgetting = threading.Thread(target=without, args=(index, bread))
    with staging_folder(index):
        forgetting.start()
        while "waiting: " not in caplog.text:
            assert forgetting.is_alive()
            time.sleep(0.01)
        assert bread in read_exclusions(index)
        assert "Bread in Homs" in titles(index)
    forgetting.join()
    assert "Bread in Homs" not in titles(index)


def test_a_list_that_cannot_be_read_stops_builds_and_is_told(index: Path, seeds: Path) -> None:
    without(index, titles(index)["Bread in Homs"])
    (index / EXCLUSIONS_FILE).write_text('{"articles": [{')
    generation = current_generation(index).name
    with pytest.raises(ArchiveDamaged, match=r"forgotten\.json, the list of forgotten articles, cannot be read"):
        build(index, seeds)
    assert current_generation(index).name == generation
    assert any(EXCLUSIONS_FILE in problem for problem in verify(index))


def test_articles_of_no_unit_are_kept_when_another_is_forgotten(tmp_path: Path) -> None:
    """The same text twice is read again by every build; forgetting something else must not lose it."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name, text in (("a", BREAD), ("b", BREAD), ("flood", FLOOD)):
        (seeds / f"{name}.txt").write_text(text)
    build(tmp_path / "index", seeds)
    without(tmp_path / "index", titles(tmp_path / "index")["Flood in Hasakah"])
    assert set(titles(tmp_path / "index")) == {"Bread in Homs"}


def test_another_model_cuts_and_embeds_what_is_left(index: Path) -> None:
    other = HashEmbedder(name="other", fingerprint="second")
    done = exclude_articles([titles(index)["Bread in Homs"]], index, "other", load_embedder=lambda: other)
    assert done.report is not None
    assert (done.report.articles, done.report.embedded) == (2, 2)
    check_rows(index, other)


def test_it_is_noted_what_an_article_was(tmp_path: Path) -> None:
    raid = laid_out(
        "raid", [("body", "Planes came.")], title="Raid", url="https://e.org/r", published="2018", source="P"
    )
    flood = laid_out("flood", [("body", "The river rose.")])
    build_with(HashEmbedder(), tmp_path, raid, flood)
    (one,) = without(tmp_path, "raid").articles
    assert (one.id, one.title, one.url, one.published, one.source) == ("raid", "Raid", "https://e.org/r", "2018", "P")
    assert one.forgotten.endswith("+00:00")


def test_no_model_is_loaded_for_an_index_without_vectors(tmp_path: Path) -> None:
    raid, flood = (
        laid_out("raid", [("body", "A raid hit Idlib.")]),
        laid_out("flood", [("body", "Water rose in Homs.")]),
    )
    build_with(EmbedderError("no model"), tmp_path, raid, flood)
    asked: list[str] = []

    def load() -> HashEmbedder:
        asked.append("loaded")
        return HashEmbedder()

    done = exclude_articles(["raid"], tmp_path, "hash", load_embedder=load)
    assert asked == []
    assert done.report is not None and done.report.articles == 1
    assert read_manifest(current_generation(tmp_path)).embedding_model is None
