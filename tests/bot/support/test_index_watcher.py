"""The process that keeps the index up to date beside the bot."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.support.index_watcher import IndexWatcher
from bot.support.settings import Settings

pytestmark = pytest.mark.usefixtures("processes")

ROOT = Path(__file__).parents[3]
SLOW_S = 60
TOKEN = "123456:AbC_dEf-secret"

NOTE = "import os, sys, time; print(os.getpid(), os.getpriority(os.PRIO_PROCESS, 0), file=open(sys.argv[1], 'a'), flush=True); "
STAYING = NOTE + "time.sleep(600)"
ENDING = NOTE + "sys.exit(3)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + STAYING


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + SLOW_S
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class Notes:
    """What the processes noted: a line for each start."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[list[int]]:
        text = self.path.read_text() if self.path.exists() else ""
        return [[int(number) for number in line.split()] for line in text.splitlines() if len(line.split()) == 2]

    def first(self) -> int:
        until(lambda: bool(self.lines()))
        return self.lines()[0][0]


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "notes")


@contextmanager
def keeping(program: str, notes: Notes, pauses_s: tuple[float, ...] = (0.0,) * 3) -> Iterator[IndexWatcher]:
    with closing(IndexWatcher([sys.executable, "-c", program, str(notes.path)], os.environ, pauses_s)) as upkeep:
        yield upkeep


def test_the_process_runs_until_it_is_closed(notes: Notes) -> None:
    with keeping(STAYING, notes) as upkeep:
        pid = notes.first()
        assert upkeep.goes_on()
        assert lives(pid)
    assert not lives(pid)
    assert not upkeep.goes_on()
    assert len(notes.lines()) == 1


def test_no_thread_is_left(notes: Notes) -> None:
    threads = set(threading.enumerate())
    with keeping(STAYING, notes):
        notes.first()
    assert set(threading.enumerate()) == threads


def test_it_gives_way_to_the_bot(notes: Notes) -> None:
    until_niced = NOTE.replace("print", "time.sleep(2); print") + "time.sleep(600)"
    with keeping(until_niced, notes):
        notes.first()
    assert notes.lines()[0][1] == 10


def test_one_that_does_not_end_is_killed(notes: Notes) -> None:
    with keeping(STUBBORN, notes):
        pid = notes.first()
    assert not lives(pid)


def test_one_that_was_killed_is_started_again(notes: Notes, caplog: pytest.LogCaptureFixture) -> None:
    with keeping(STAYING, notes) as upkeep:
        os.kill(notes.first(), signal.SIGKILL)
        until(lambda: len(notes.lines()) == 2)
        assert upkeep.goes_on()
        assert lives(notes.lines()[1][0])
    assert "ended (-9); again in" in caplog.text


def test_one_that_ends_again_and_again_is_given_up(notes: Notes, caplog: pytest.LogCaptureFixture) -> None:
    with keeping(ENDING, notes) as upkeep:
        until(lambda: not upkeep.goes_on())
    assert len(notes.lines()) == 4
    assert caplog.text.count("ended (3); again in") == 3
    assert "ended 4 times and is given up" in caplog.text
    assert "python -m index watch" in caplog.text


def test_one_that_cannot_be_started_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    with closing(IndexWatcher(["/no/such/program"], {}, (0.0,))) as upkeep:
        until(lambda: not upkeep.goes_on())
    assert "No such file or directory" in caplog.text


def test_closing_does_not_wait_for_the_next_start(notes: Notes) -> None:
    with keeping(ENDING, notes, (3600.0,)) as upkeep:
        notes.first()
    assert not upkeep.goes_on()
    assert len(notes.lines()) == 1


def test_the_command_is_made_of_the_settings() -> None:
    settings = Settings.from_environ({"INDEX_DIR": "here", "SEEDS_DIR": "-there", "WATCH": "900"})
    with closing(IndexWatcher.of(settings, {"PATH": "/nowhere"})) as upkeep:
        assert upkeep._command == [
            sys.executable, "-m", "index", "watch", "--index", "here", "--every", "900", "--parent", str(os.getpid()),
            "--", "-there",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("environ", "level"),
    [
        ({}, "WARNING"),
        ({"LOG_LEVEL": "DEBUG"}, "WARNING"),
        ({"LOG_LEVEL": "ERROR"}, "ERROR"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN}, "INFO"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "LOG_LEVEL": "DEBUG"}, "DEBUG"),
    ],
)
def test_it_logs_as_the_bot_does_and_does_not_know_the_token(environ: dict[str, str], level: str) -> None:
    settings = Settings.from_environ({"EMBEDDING_MODEL": "mine", **environ})
    with closing(IndexWatcher.of(settings, {"PATH": "/nowhere", **environ})) as upkeep:
        given = upkeep._environ
    assert given == {
        "PATH": "/nowhere", "TELEGRAM_BOT_TOKEN": "", "EMBEDDING_MODEL": "mine", "LOG_LEVEL": level,
    }  # fmt: skip


def test_the_process_outlives_neither_a_bot_that_is_terminated_nor_its_ctrl_c(notes: Notes) -> None:
    bot = (
        "import signal, sys, time; from contextlib import closing; from bot.support.index_watcher import Upkeep\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n"
        f"with closing(Upkeep([sys.executable, '-c', {STAYING!r}, {str(notes.path)!r}], dict())):\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", bot], cwd=ROOT) as process:
        try:
            pid = notes.first()
            apart = os.getpgid(pid) != os.getpgid(process.pid)
        finally:
            process.terminate()
        assert process.wait(SLOW_S) == 0
    assert apart
    assert not lives(pid)
