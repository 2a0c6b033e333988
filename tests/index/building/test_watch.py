import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.building.watch import watch, watch_until_stopped
from index.errors import BuildInProgress, NoArticles, SourceError
from index.storage.folder import read_manifest
from index.storage.generations import current_generation

ROOT = Path(__file__).parents[3]
SLOW_S = 60
AN_HOUR = 3600.0


class Builds:
    """Builds that read the sources' texts; what each told is in `told`.

    Args:
        fail: raises, where a build is to fail.
    """

    def __init__(self, *places: Path | str, fail: Callable[[int], None] = lambda number: None) -> None:
        self.places = places
        self.told: queue.Queue[list[str] | Exception] = queue.Queue()
        self.number = 0
        self._fail = fail

    def build(self) -> list[str]:
        self.number += 1
        self._fail(self.number)
        files = [
            file
            for place in self.places
            if isinstance(place, Path)
            for file in ([place] if place.is_file() else sorted(place.rglob("*")))
        ]
        return [file.read_text() for file in files if file.is_file()]

    def next(self) -> list[str] | Exception:
        return self.told.get(timeout=SLOW_S)


@contextmanager
def watching(
    builds: Builds, index: Path, every: float = AN_HOUR, settle: float = 0.1, stop: threading.Event | None = None
) -> Iterator[None]:
    stop = stop or threading.Event()
    thread = threading.Thread(
        target=watch,
        args=(builds.places, index, builds.build, builds.told.put),
        kwargs={"every": every, "stop": stop, "settle": settle},
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(SLOW_S)
        assert not thread.is_alive()


@pytest.fixture(autouse=True)
def _short_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.building.watch._TICK_S", 0.05)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "one.txt").write_text("one")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_it_builds_at_once(sources: Path, index: Path) -> None:
    builds = Builds(sources)
    with watching(builds, index):
        assert builds.next() == ["one"]


def test_a_new_file_is_built(sources: Path, index: Path) -> None:
    builds = Builds(sources)
    with watching(builds, index):
        builds.next()
        (sources / "two.txt").write_text("two")
        assert builds.next() == ["one", "two"]


@pytest.mark.parametrize("change", ["write", "append", "replace", "rename", "delete", "folder"])
def test_each_kind_of_change_is_built(sources: Path, index: Path, change: str) -> None:
    (sources / "deep").mkdir()
    (sources / "deep" / "two.txt").write_text("two")
    builds, file = Builds(sources), sources / "deep" / "two.txt"
    with watching(builds, index):
        assert builds.next() == ["two", "one"]
        match change:
            case "write":
                file.write_text("2")
                assert builds.next() == ["2", "one"]
            case "append":
                with file.open("a") as opened:
                    opened.write("!")
                assert builds.next() == ["two!", "one"]
            case "replace":
                (sources.parent / "new").write_text("new")
                (sources.parent / "new").replace(file)
                assert builds.next() == ["new", "one"]
            case "rename":
                file.rename(sources / "zwei.txt")
                assert builds.next() == ["one", "two"]
            case "delete":
                file.unlink()
                assert builds.next() == ["one"]
            case "folder":
                shutil.copytree(sources / "deep", sources / "more")
                assert builds.next() == ["two", "two", "one"]


def test_a_file_in_a_folder_that_is_new_is_built(sources: Path, index: Path) -> None:
    builds = Builds(sources)
    with watching(builds, index):
        builds.next()
        (sources / "a" / "b").mkdir(parents=True)
        builds.next()
        (sources / "a" / "b" / "two.txt").write_text("two")
        assert builds.next() == ["two", "one"]


def test_a_file_that_was_given_itself_is_followed(tmp_path: Path, index: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("one")
    builds = Builds(file)
    with watching(builds, index):
        assert builds.next() == ["one"]
        file.write_text("other")
        assert builds.next() == ["other"]
        (tmp_path / "new").write_text("third")
        (tmp_path / "new").replace(file)
        assert builds.next() == ["third"]
        file.write_text("fourth")
        assert builds.next() == ["fourth"]


def test_changes_during_a_build_are_built_next(sources: Path, index: Path) -> None:
    def change(number: int) -> None:
        if number == 1:
            (sources / "one.txt").write_text("two")  # before it is read
        if number == 2:
            (sources / "one.txt").write_text("three")

    builds = Builds(sources, fail=change)
    with watching(builds, index):
        assert [builds.next() for _ in range(3)] == [["two"], ["three"], ["three"]]


def test_a_file_that_is_still_being_copied_is_waited_for(sources: Path, index: Path) -> None:
    builds = Builds(sources)
    with watching(builds, index, settle=2.0):
        builds.next()
        with (sources / "two.txt").open("w") as copied:
            for _ in range(14):
                copied.write("part ")
                copied.flush()
                time.sleep(0.2)
        assert builds.next() == ["one", "part " * 14]


def test_what_is_read_or_changes_in_the_index_is_no_change(sources: Path) -> None:
    index = sources / ".verbatim" / "index"
    index.mkdir(parents=True)
    builds = Builds(sources / "one.txt", sources)

    def build() -> list[str]:
        (index / "current").write_text(str(builds.number))
        return builds.build()[:1]

    stop = threading.Event()
    thread = threading.Thread(
        target=watch,
        args=(builds.places, index, build, builds.told.put),
        kwargs={"every": AN_HOUR, "stop": stop, "settle": 0.1},
    )
    thread.start()
    try:
        builds.next()
        time.sleep(1)  # many ticks
        (sources / "one.txt").write_text("two")
        assert builds.next() == ["two"]
    finally:
        stop.set()
        thread.join(SLOW_S)
    assert builds.number == 2


def test_urls_are_asked_again_after_a_while(index: Path) -> None:
    builds = Builds("https://example.org/feed")
    with watching(builds, index, every=0.3):
        for _ in range(3):
            assert builds.next() == []


def test_folders_are_looked_at_again_after_a_while_too(sources: Path, index: Path) -> None:
    builds = Builds(sources)
    with watching(builds, index, every=0.3):
        for _ in range(3):
            assert builds.next() == ["one"]


@pytest.mark.parametrize(
    "error",
    [NoArticles("none"), BuildInProgress("another"), OSError(28, "No space left on device"), MemoryError(), KeyError()],
)
def test_a_build_that_fails_is_told_and_tried_again(
    sources: Path, index: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building.watch._RETRY_S", 0.5)

    def fail(number: int) -> None:
        if number == 1:
            raise error

    builds = Builds(sources, fail=fail)
    with watching(builds, index):  # in an hour, but for the failure
        assert builds.next() is error
        assert builds.next() == ["one"]


def test_after_a_failure_a_change_is_built_at_once(sources: Path, index: Path) -> None:
    def fail(number: int) -> None:
        if number <= 8:  # the last is tried again after minutes
            raise NoArticles(str(number))

    builds = Builds(sources, fail=fail)
    with watching(builds, index, every=AN_HOUR):
        for number in range(8):
            assert isinstance(builds.next(), NoArticles)
            (sources / "one.txt").write_text(str(number))
        assert builds.next() == ["7"]


def test_while_a_source_is_gone_nothing_is_built(sources: Path, index: Path) -> None:
    builds = Builds(sources)
    with watching(builds, index):
        builds.next()
        sources.rename(sources.with_name("away"))
        gone = builds.next()
        assert isinstance(gone, SourceError)
        assert gone.path == str(sources)
        assert builds.number == 1
        sources.with_name("away").rename(sources)
        assert builds.next() == ["one"]


def test_a_folder_that_was_not_there_is_followed_once_it_comes(tmp_path: Path, index: Path) -> None:
    later = tmp_path / "later"
    builds = Builds(later)
    with watching(builds, index):
        assert isinstance(builds.next(), SourceError)
        later.mkdir()
        assert builds.next() == []
        (later / "one.txt").write_text("one")
        assert builds.next() == ["one"]


def test_a_folder_that_takes_the_place_of_another_is_followed(tmp_path: Path, index: Path) -> None:
    for number in ("1", "2"):
        (tmp_path / number).mkdir()
        (tmp_path / number / "file.txt").write_text(number)
    link = tmp_path / "now"
    link.symlink_to("1")
    builds = Builds(link)
    with watching(builds, index):
        assert builds.next() == ["1"]
        (tmp_path / "new").symlink_to("2")
        (tmp_path / "new").replace(link)
        assert builds.next() == ["2"]
        (tmp_path / "2" / "file.txt").write_text("3")
        assert builds.next() == ["3"]


def test_it_ends_between_builds(sources: Path, index: Path) -> None:
    stop = threading.Event()

    def stop_now(number: int) -> None:
        stop.set()

    builds = Builds(sources, fail=stop_now)
    with watching(builds, index, stop=stop):
        assert builds.next() == ["one"]
    assert builds.number == 1


def test_a_stop_that_came_before_builds_nothing(sources: Path, index: Path) -> None:
    stop = threading.Event()
    stop.set()
    builds = Builds(sources)
    with watching(builds, index, stop=stop):
        pass
    assert builds.number == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_says_to_stop_and_a_second_one_interrupts(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with watch_until_stopped() as told:
        assert not told.is_set()
        signal.raise_signal(number)
        assert told.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_it_is_told_when_the_process_has_another_parent() -> None:
    with watch_until_stopped(os.getppid()) as told:
        assert not told.is_set()
    with watch_until_stopped(os.getpid()) as told:
        assert told.is_set()


WATCH = """
import sys
from pathlib import Path
from index.building.watch import watch, watch_until_stopped
from tests.index.fakes import HashEmbedder, build_with, laid_out

sources, index = Path(sys.argv[1]), Path(sys.argv[2])

def build():
    texts = [(path.stem, path.read_text()) for path in sorted(sources.iterdir())]
    return build_with(HashEmbedder(), index, *(laid_out(name, [("body", text)]) for name, text in texts)).articles

with watch_until_stopped() as stop:
    watch([sources], index, build, lambda told: print(told, flush=True), every=3600, stop=stop, settle=0.1)
print("ended")
"""


@pytest.mark.usefixtures("processes")
def test_a_process_follows_its_folder_until_it_is_terminated(sources: Path, index: Path) -> None:
    (sources / "one.txt").write_text("Bread prices rose in Homs on Monday.")
    with subprocess.Popen(
        [sys.executable, "-c", WATCH, str(sources), str(index)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        (sources / "two.txt").write_text("Warplanes bombed a village near Idlib.")
        assert process.stdout.readline() == "2\n"
        assert read_manifest(current_generation(index)).articles == 2
        process.terminate()
        assert process.stdout.read() == "ended\n"
    assert process.returncode == 0
