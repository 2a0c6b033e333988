"""What the documentation says is there: commands, options, settings, links, paths; and what is there is in it."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.support.i18n import locale_for
from bot.views.buttons import Action, ButtonPress
from bot.views.static_messages import COMMANDS, HELP_PAGES, help_, help_page
from index.cli.parser import parser

ROOT = Path(__file__).parents[1]
USING, OPERATING, ARCHITECTURE = (ROOT / "docs" / f"{name}.md" for name in ("using", "operating", "architecture"))
PAGES = sorted(
    [*ROOT.glob("*.md")]
    + [
        page
        for folder in ("bot", "docs", "index", "tests")
        for page in (ROOT / folder).rglob("*.md")
        if not any(part.startswith("corpus") for part in page.parts)
    ]
)
WRITTEN_FOR_PEOPLE = [page for page in PAGES if page.parent in (ROOT, ROOT / "docs", ROOT / "tests" / "bench")]
BOTFATHERS = {"newbot", "setinline"}
"""Commands of @BotFather, not of the bot."""
ROOMS = (ROOT / "index" / "cli").is_dir()
_FENCE = re.compile(r"^ {4}.*$|^```(?s:.*?)^```", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _section(page: Path, heading: str) -> str:
    """What stands under a heading of the second level, up to the next one."""
    return re.split(rf"^## {re.escape(heading)}$", _text(page), flags=re.MULTILINE)[1].split("\n## ")[0]


def _rows(section: str) -> Iterator[list[str]]:
    """The rows of the tables in a section, without their heads."""
    for table in re.findall(r"(?:^\|.*\n)+", section + "\n", re.MULTILINE):
        for line in table.splitlines()[2:]:
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def _names(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_every_command_of_help_is_in_the_docs_and_no_other() -> None:
    words = locale_for("en")
    pages = [help_page(ButtonPress(Action.HELP, page, 20), 30, words) for page in (*HELP_PAGES, "details", "operator")]
    told = "\n".join(page.plain for page in (help_(words), *pages) if page is not None)
    in_help = set(re.findall(r"(?<![\w/])/([a-z_]+)", told))
    assert set(COMMANDS) <= in_help
    assert in_help == set(re.findall(r"`/([a-z_]+)[^`]*`", _text(USING))) - BOTFATHERS
    assert {re.findall(r"/([a-z_]+)", row[0])[0] for row in _rows(_section(USING, "All commands"))} == set(COMMANDS)
    assert in_help <= set(re.findall(r"`/([a-z_]+)[^`]*`", _text(ROOT / "README.md")))


def _subcommands() -> dict[str, set[str]]:
    """The commands of `python -m index` with their options, as its help shows them."""
    (verbs,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return {
        name: {
            option
            for action in one._actions
            if action.help != argparse.SUPPRESS
            for option in action.option_strings
            if option.startswith("--")
        }
        for name, one in verbs.choices.items()
    }


def test_every_subcommand_and_option_is_in_the_docs_and_no_other() -> None:
    commands = _subcommands()
    section = _section(USING, "On the command line")
    assert set(re.findall(r"^    python -m index (\w+)", section, re.MULTILINE)) == set(commands)
    documented: dict[str, set[str]] = {name: set() for name in commands}
    for options, of, *_ in _rows(section):
        for option in re.findall(r"`(--[a-z-]+)", options):
            for name in commands if of in ("all", "all of `index`") else set(_CODE.findall(of)) & set(commands):
                documented[name].add(option)
    assert documented == commands


def _example() -> dict[str, str]:
    lines = _text(ROOT / ".env.example").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_setting_is_in_the_docs_with_its_default_and_no_other() -> None:
    rows = {row[0].strip("`"): row[1].strip("`") for row in _rows(_section(OPERATING, "Settings"))}
    assert rows == _example()
    shown = {name for row in _rows(_section(ROOT / "README.md", "Settings")) for name in _CODE.findall(row[0])}
    assert shown
    assert shown <= set(_example())


def _anchors(page: Path) -> set[str]:
    """What GitHub makes of the headings of a page."""
    headings = re.findall(r"^#{1,6} (.+)$", _FENCE.sub("", _text(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=_names)
def test_every_link_leads_somewhere(page: Path) -> None:
    for one in _LINK.findall(_FENCE.sub("", _text(page))):
        link = one[0] or one[1]
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{_names(page)}: {link}"
        assert not anchor or anchor in _anchors(target), f"{_names(page)}: {link}"


@pytest.mark.parametrize("page", WRITTEN_FOR_PEOPLE, ids=_names)
def test_every_path_and_module_and_target_that_is_named_is_there(page: Path) -> None:
    if page == ARCHITECTURE and not ROOMS:
        pytest.skip("it describes the rooms, and the files are not in them yet")
    text = _text(page)
    paths = re.findall(r"(?<![\w/.])(?:index|bot|tests|deploy|docs|seeds)/[\w./-]*\w", " ".join(_CODE.findall(text)))
    missing = [path for path in paths if not (ROOT / path).exists()]
    modules = re.findall(r"python -m ((?:index|bot|tests)\.[\w.]+\w)", text)
    missing += [one for one in modules if not (ROOT / one.replace(".", "/")).with_suffix(".py").exists()]
    targets = set(re.findall(r"^([a-z-]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    named = re.findall(r"(?:`|^ {4})make ([a-z-]+)", text, re.MULTILINE)
    assert not missing + [f"make {one}" for one in named if one not in targets]


@pytest.mark.skipif(not ROOMS, reason="the files are not in rooms yet")
def test_the_rooms_are_those_of_the_architecture() -> None:
    for package in ("index", "bot"):
        rooms = {path.name for path in (ROOT / package).iterdir() if path.is_dir() and not path.name.startswith("_")}
        told = set()
        for room, _, doors in _rows(_section(ARCHITECTURE, f"The rooms of the {package}")):
            told |= set(re.findall(rf"`{package}/(\w+)`", room))
            place = ROOT / _CODE.findall(room)[0]
            code = "\n".join(map(_text, [place] if place.is_file() else sorted(place.rglob("*.py"))))
            for door in re.findall(r"`(\w+)(?:\(\))?`", doors):
                assert re.search(rf"^(?:def|class) {door}\b", code, re.MULTILINE), f"{door} is not in {room}"
        assert told == rooms


def test_the_readme_is_read_in_two_minutes() -> None:
    assert len(_text(ROOT / "README.md").splitlines()) <= 150
    assert len(_section(ROOT / "README.md", "In Telegram").strip().splitlines()) <= 25


def test_the_changelog_has_the_version_with_its_date() -> None:
    version = tomllib.loads(_text(ROOT / "pyproject.toml"))["project"]["version"]
    headings = re.findall(r"^## \[(.+?)\](?: - (.+))?$", _text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == ("Unreleased", "")
    dates = {name: date.fromisoformat(released) for name, released in headings[1:]}
    assert version in dates
    assert list(dates.values()) == sorted(dates.values(), reverse=True)
