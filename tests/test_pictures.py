"""The pictures of the README and of docs/: the words as they were sent, well-formed, the same each time."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.fake_bot_api import ParsedText, parse_html
from tests.pictures.__main__ import PICTURES, REPORTS
from tests.pictures.drawing import Said, drawn, is_rtl

ROOT = Path(__file__).parents[1]
ANSWER = parse_html(
    '<blockquote>In <b>Idlib</b> &lt;b&gt; &amp; elsewhere</blockquote>\n<a href="https://a.org">Title</a>'
)


def _shown(picture: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(picture).iter() if text.tag.endswith("}text")]


def test_the_words_stand_in_the_picture_as_they_were_sent() -> None:
    assert _shown(drawn([Said(ANSWER, (("Copy", "<&>"),))])) == ["In Idlib <b> & elsewhere", "Title", "Copy", "<&>"]


def test_long_lines_are_broken_and_nothing_is_lost() -> None:
    words = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. " * 6
    lines = _shown(drawn([Said(ParsedText(words.strip()))]))
    assert "".join(lines) == words.strip()
    assert max(len(line) for line in lines) < 60


@pytest.mark.parametrize(
    ("text", "rtl"), [("قُتل 15", True), ("15 died", False), ("\u2068Idlib\u2069 · الفقرة", True), ("", False)]
)
def test_a_paragraph_runs_as_its_first_letter_outside_isolates_does(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl
    assert ("direction='rtl'" in drawn([Said(ParsedText(text))])) is rtl


def test_the_same_words_make_the_same_bytes() -> None:
    assert drawn([Said(ANSWER)]) == drawn([Said(ANSWER)])


@pytest.mark.parametrize("name", [*PICTURES, *REPORTS])
def test_each_picture_is_there_and_shown_with_its_words(name: str) -> None:
    asked = {**PICTURES, **REPORTS}[name][1]
    assert asked in _shown((ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8"))
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    (line,) = (line for page in pages for line in page.read_text("utf-8").splitlines() if f"{name}.svg" in line)
    assert asked in line


def test_the_timeline_is_shown_and_all_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert (ROOT / "docs" / "pictures" / "timeline.png").read_bytes().startswith(b"\x89PNG")
    assert sum(picture.stat().st_size for picture in pictures) < 300_000
    assert "docs/pictures/timeline.png" in (ROOT / "README.md").read_text("utf-8")
