"""What has to hold of every format."""

from pathlib import Path

import pytest

from index.sources import article_assembly
from tests.index.sources.every_format import EVERY_FORMAT
from tests.index.sources.made import read, shown, write

SENTENCES = (
    "Nine sailors were aboard when the ferry sank off the port of Tarn on Monday morning.",
    "The harbour master said that all of them were saved by two fishing boats from the village.",
    "An inquiry will begin next week, and the ferry line stays closed until then, he added.",
)
MARKS = ("(MORE)", "-30-", "Eds: UPDATES with quotes from the harbour master.", "###")


@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_what_wires_write_between_paragraphs_is_not_quoted(tmp_path: Path, name: str) -> None:
    first, second, third = SENTENCES
    content = EVERY_FORMAT[name]([first, MARKS[0], second, *MARKS[1:3], third, MARKS[3]])
    (article,), errors = read(write(tmp_path, name, content))
    assert errors == []
    assert [one for one in shown(article) if one in SENTENCES] == list(SENTENCES)
    assert not any(mark in one for mark in MARKS for one in shown(article))


@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_an_article_that_is_too_long_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(article_assembly, "LONGEST_TEXT", 2**16)
    content = EVERY_FORMAT[name]([f"{SENTENCES[n % 3]} So said {n} people." for n in range(1200)])
    articles, errors = read(write(tmp_path, name, content))
    assert articles == []
    assert [Path(error.path).name.startswith(name) for error in errors] == [True]
    assert "more than" in errors[0].reason


@pytest.mark.parametrize("name", EVERY_FORMAT)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_file_that_breaks_off_is_read_or_refused_by_name(tmp_path: Path, name: str, part: float) -> None:
    whole = EVERY_FORMAT[name]([f"{SENTENCES[n % 3]} So said {n} people." for n in range(30)])
    articles, errors = read(write(tmp_path, name, whole[: int(len(whole) * part)]))
    assert articles or errors
    assert all(name in error.path and "gave up" not in error.reason for error in errors)
    assert all(name in (article.path or "") for article in articles)
