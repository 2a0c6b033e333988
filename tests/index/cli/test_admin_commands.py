"""`fetch` and `forget` on the command line, over real files and HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.cli.test_commands import Run, elsewhere, run, without_model
from tests.index.sources.web_server import Site, page, serving

__all__ = ["elsewhere", "run"]

BREAD = (
    "Bread in Homs\n\nBread prices rose in Homs on Monday, the bakers of the old town said to the reporters there.\n"
)
FLOOD = "Flood in Hasakah\n\nThe river flooded Hasakah in March, and 40 families left their houses by the bridge.\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as server:
        yield server


@pytest.fixture
def seeds(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles in the folder that is read when none is named."""
    without_model(monkeypatch)
    Path("seeds").mkdir()
    Path("seeds/bread.txt").write_text(BREAD)
    Path("seeds/flood.txt").write_text(FLOOD)
    return Path("seeds")


def bread_id(run: Run) -> str:
    lines = [json.loads(line) for line in run("export")[1].splitlines()]
    return next(str(line["id"]) for line in lines if line["title"] == "Bread in Homs")


def test_a_link_is_fetched_and_the_next_build_has_it(run: Run, seeds: Path, site: Site) -> None:
    url = site.serve("/strike", page("Strike in Latakia"))
    code, out, _ = run("fetch", url, "--allow-private")
    assert code == 0
    assert out.startswith("new: ")
    assert f"Strike in Latakia · {url}" in out
    assert out.endswith("seeds/links: 1 article (1 new); index with: python -m index build seeds\n")
    assert "3 articles (3 new)" in run("build")[1]
    kept = json.loads(run("fetch", url, "--allow-private", "--json")[1])["kept"]
    assert [(one["title"], one["url"], one["change"]) for one in kept] == [("Strike in Latakia", url, "unchanged")]
    assert "3 articles (3 unchanged)" in run("build")[1]
    site.serve("/strike", page("Strike in Latakia goes on"))
    assert "(1 changed)" in run("fetch", url, "--allow-private")[1]
    assert "3 articles (1 changed, 2 unchanged)" in run("build")[1]


def test_links_that_give_nothing_exit_with_2_and_say_why(run: Run, seeds: Path, site: Site) -> None:
    code, out, _ = run("fetch", site.url("/nothing"), "--allow-private")
    assert (code, out.splitlines()[-1]) == (2, "nothing was kept")
    assert "there is nothing at this address (404)" in out
    code, out, _ = run("fetch", site.serve("/page", page("Page")), "--json")
    assert code == 2
    (refused,) = json.loads(out)["refused"]
    assert "a loopback address (127.0.0.1)" in refused["reason"]
    assert site.paths() == ["/nothing"]
    assert not Path("seeds/links").exists()


@pytest.mark.parametrize("url", ["seeds", "ftp://example.org/", "file:///etc/passwd", ""])
def test_only_links_are_fetched(run: Run, url: str) -> None:
    code, _, err = run("fetch", url)
    assert code == 2
    assert "is no http or https address" in err


def test_a_folder_that_cannot_be_written_is_named(run: Run, seeds: Path, site: Site) -> None:
    Path("full").write_text("a file where the folder should be")
    code, _, err = run("fetch", site.serve("/page", page("Page")), "--allow-private", "--into", "full")
    assert code == 2
    assert "full/links" in err


@pytest.mark.usefixtures("model_cache")
def test_an_article_is_forgotten_and_stays_away_until_that_is_undone(run: Run, seeds: Path) -> None:
    run("build")
    bread = bread_id(run)
    code, out, _ = run("forget", bread)
    assert (code, out) == (
        0,
        f"forgotten: {bread} · Bread in Homs · seeds/bread.txt\n"
        ".verbatim/index: 1 article; their files stay where they are\n",
    )
    assert run("ask", "what rose in Homs?")[0] == 1
    assert "1 article (1 unchanged, 1 left out on the operator's wish), 1 passage" in run("build")[1]
    assert json.loads(run("build", "--json")[1])["forgotten"] == 1
    assert run("verify")[1] == ".verbatim/index: whole, without 1 forgotten article\n"
    assert json.loads(run("verify", "--json")[1]) == {"whole": True, "forgotten": 1, "problems": []}
    assert f"{bread} · Bread in Homs" in run("forget", "--list")[1]
    assert [one["id"] for one in json.loads(run("forget", "--list", "--json")[1])] == [bread]
    code, out, err = run("forget", bread, "--undo")
    assert code == 0
    assert "python -m index build" in err
    assert "2 articles (1 new, 1 unchanged)" in run("build")[1]
    assert run("forget", "--list") == (0, "No article is forgotten.\n", "")


def test_the_json_of_forgetting_names_the_article_and_counts(run: Run, seeds: Path) -> None:
    run("build")
    bread = bread_id(run)
    said = json.loads(run("forget", bread, "--json")[1])
    assert [one["title"] for one in said["forgotten"]] == ["Bread in Homs"]
    assert said["copies"] == []
    assert (said["report"]["articles"], said["report"]["forgotten"]) == (1, 1)
    assert json.loads(run("forget", bread, "--json")[1])["report"] is None
    assert run("forget", bread)[1].endswith(".verbatim/index has none of them\n")


@pytest.mark.parametrize(
    "arguments",
    [["forget"], ["forget", "--undo"], ["forget", "a", "--list"], ["forget", "--list", "--undo"], ["forget", "nonsense"],
     ["forget", "nonsense", "--undo"], ["forget", "a", "--index", "nowhere"]],
)  # fmt: skip
def test_what_cannot_be_forgotten_exits_with_2(run: Run, seeds: Path, arguments: list[str]) -> None:
    run("build")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "error: " in err
