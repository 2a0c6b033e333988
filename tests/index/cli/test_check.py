import fcntl
import json
import os
import pty
import struct
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from index.__main__ import main
from tests.index.sources.made import PROSE, write


def test_check_says_what_would_be_read_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"text": PROSE[0], "title": "One", "date": "2018-02-05", "source": "Example Post", "url": "https://x.org/1"},
        {"text": PROSE[1], "date": "2020", "url": "https://x.org/2"},
        {"text": PROSE[1], "url": "https://x.org/2"},
        {"title": "No text"},
    ]
    folder = tmp_path / "articles"
    write(folder, "a.jsonl", "\n".join(map(json.dumps, rows)))
    write(folder, "b.txt", PROSE[0])
    index = tmp_path / "index"
    assert main(["check", str(folder), "--index", str(index), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["articles"], report["repeated"], report["undated"], report["untitled"]) == (3, 1, 1, 2)
    assert (report["earliest"], report["latest"]) == ("2018-02-05", "2020")
    assert report["languages"] == [{"name": "en", "articles": 3}]
    assert report["outlets"] == [{"name": None, "articles": 2}, {"name": "Example Post", "articles": 1}]
    assert [error["line"] for error in report["refused"]] == [4]
    assert not index.exists()
    assert main(["check", str(folder), "--index", str(index), "--strict"]) == 2
    said = capsys.readouterr().out
    assert f"{folder}: 3 articles, 1 more with the address of another, 1 without a date" in said
    assert "a.jsonl:4: no text" in said


def test_check_of_nothing_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a.bin", bytes(100))
    assert main(["check", str(tmp_path), "--index", str(tmp_path / "index")]) == 1
    assert "refused" in capsys.readouterr().out


def _all_of(terminal: int) -> str:
    """What was drawn on a terminal; a read gives some of it."""
    read = bytearray()
    with suppress(BlockingIOError):
        while some := os.read(terminal, 1 << 16):
            read += some
    return read.decode()


def test_a_terminal_shows_how_many_files_are_read_and_how_many_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    for number in range(300):
        write(folder, f"{number % 7}/{number}.txt", f"Report {number}.\n\n{PROSE[number % 2]}")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    with os.fdopen(slave, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main(["check", str(folder), "--index", str(tmp_path / "index")]) == 0
        terminal.flush()
        os.set_blocking(master, False)
        drawn = _all_of(master)
    os.close(master)
    assert "files:   0%|" in drawn  # the end is in sight from the start
    assert "300/300" in drawn
    assert "100%|" in drawn


def test_no_bar_is_drawn_where_there_is_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a.txt", PROSE[0])
    assert main(["check", str(tmp_path), "--index", str(tmp_path / "index")]) == 0
    assert capsys.readouterr().err == ""
