import errno
import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from index.errors import ArchiveDamaged, ArchiveMissing
from index.storage.folder import (
    building,
    check_file,
    clean,
    current_generation,
    lease_generation,
    publish,
    read_manifest,
)
from index.storage.generations import GenerationLease
from tests.index.storage.test_folder import generation, manifest

ROOT = Path(__file__).parents[3]


def kept(directory: Path) -> list[str]:
    return sorted(path.name for path in (directory / "generations").iterdir())


@contextmanager
def without_locks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A file system that has none, as some that come over the network."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", refuse)
        yield


def test_the_serving_generation_is_read(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    with lease_generation(tmp_path) as held:
        assert held.generation == current_generation(tmp_path)


def test_a_generation_that_nobody_reads_goes_with_the_next_build(tmp_path: Path) -> None:
    made = [generation(tmp_path, str(number)).name for number in range(12)]
    assert kept(tmp_path) == made[-1:] == ["000012"]


def test_a_generation_that_is_read_stays(tmp_path: Path) -> None:
    first = generation(tmp_path, "one")
    with lease_generation(tmp_path):
        for number in range(3):
            last = generation(tmp_path, str(number))
        assert (first / "names.txt").read_text() == "one"
        assert check_file(first, read_manifest(first), "names.txt").is_file()
        assert kept(tmp_path) == [first.name, last.name]


def test_a_generation_goes_when_the_last_who_reads_it_lets_go(tmp_path: Path) -> None:
    first = generation(tmp_path, "one")
    one, other = lease_generation(tmp_path), lease_generation(tmp_path)
    second = generation(tmp_path, "two")
    one.close()
    assert kept(tmp_path) == [first.name, second.name]
    other.close()
    assert kept(tmp_path) == [second.name]


def test_letting_go_twice_does_nothing(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    held = lease_generation(tmp_path)
    held.close()
    held.close()
    assert kept(tmp_path) == ["000001"]


def test_the_serving_generation_stays_when_nobody_reads_it(tmp_path: Path) -> None:
    made = generation(tmp_path, "one")
    lease_generation(tmp_path).close()
    clean(tmp_path)
    assert kept(tmp_path) == [made.name]


@pytest.mark.usefixtures("processes")
def test_a_generation_left_by_a_reader_that_was_killed_goes_with_the_next_build(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    reads = "import sys, time; from pathlib import Path; from index.storage.folder import reading; held = reading(Path(sys.argv[1])); print(flush=True); time.sleep(600)"
    with subprocess.Popen(
        [sys.executable, "-c", reads, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "\n"
        generation(tmp_path, "two")
        assert kept(tmp_path) == ["000001", "000002"]
        reader.kill()
        reader.wait()
    clean(tmp_path)
    assert kept(tmp_path) == ["000002"]


def test_a_build_that_publishes_nothing_cleans_as_well(tmp_path: Path) -> None:
    first = generation(tmp_path, "one")
    lost = tmp_path / "generations" / "000007"
    shutil.copytree(first, lost)
    (tmp_path / "generations" / "000003").mkdir()
    with building(tmp_path):
        assert kept(tmp_path) == [f".building-{os.getpid()}", "000001"]


def test_what_a_build_has_made_is_not_cleaned_before_it_serves(tmp_path: Path) -> None:
    first = generation(tmp_path, "one")
    shutil.copytree(first, tmp_path / "generations" / "000002")
    clean(tmp_path)
    assert kept(tmp_path) == ["000001", "000002"]


@pytest.mark.parametrize("pointer", [b"", b"000009", b"nothing", b"\xff", None])
def test_nothing_is_removed_where_it_is_not_known_what_serves(tmp_path: Path, pointer: bytes | None) -> None:
    for number in ("000001", "000002"):
        shutil.copytree(generation(tmp_path / "other", number), tmp_path / "index" / "generations" / number)
    if pointer is not None:
        (tmp_path / "index" / "current").write_bytes(pointer)
    clean(tmp_path / "index")
    with building(tmp_path / "index") as beside:
        assert {path.name for path in beside.parent.iterdir()} == {beside.name, "000001", "000002"}


def test_cleaning_nothing_does_nothing(tmp_path: Path) -> None:
    clean(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_reading_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="run: python -m index build --index"):
        lease_generation(tmp_path / "nowhere")


def test_a_generation_without_manifest_is_damage(tmp_path: Path) -> None:
    made = generation(tmp_path, "one")
    (made / "manifest.json").unlink()
    with pytest.raises(ArchiveDamaged, match="names '000001', which is not there or not whole; run: python -m index"):
        lease_generation(tmp_path)


def test_a_folder_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    for path in (*tmp_path.rglob("*"), tmp_path):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with lease_generation(tmp_path) as held:
            assert (held.generation / "names.txt").read_text() == "one"
    finally:
        for path in (tmp_path, *tmp_path.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_without_locks_it_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generation(tmp_path, "one")
    with without_locks(monkeypatch), lease_generation(tmp_path) as held:
        assert (held.generation / "names.txt").read_text() == "one"


def test_without_locks_the_generation_before_is_kept_for_who_may_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_locks(monkeypatch):
        made = [generation(tmp_path, str(number)).name for number in range(12)]
        clean(tmp_path)
    assert kept(tmp_path) == made[-2:]


def test_who_reads_knows_whether_it_still_serves(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    with lease_generation(tmp_path) as held:
        assert held.serves()
        generation(tmp_path, "two")
        assert not held.serves()


def test_an_index_that_was_built_anew_under_the_same_name_is_another(tmp_path: Path) -> None:
    generation(tmp_path / "index", "one")
    with lease_generation(tmp_path / "index") as held:
        shutil.rmtree(tmp_path / "index")
        assert held.serves()
        assert generation(tmp_path / "index", "two").name == held.generation.name
        assert not held.serves()


def test_while_generations_come_and_go_every_reading_is_whole(tmp_path: Path) -> None:
    generation(tmp_path, "0")
    done = threading.Event()
    read: list[int] = []
    failures: list[Exception] = []

    def read_again_and_again() -> None:
        try:
            while not done.is_set():
                with lease_generation(tmp_path) as held:
                    read.append(len(whole(held)))
        except Exception as error:
            failures.append(error)

    def whole(held: GenerationLease) -> set[str]:
        described = read_manifest(held.generation)
        contents = {check_file(held.generation, described, name).read_text() for name in described.files}
        assert len(contents) == 1, contents
        return contents

    readers = [threading.Thread(target=read_again_and_again) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, 50):
            with building(tmp_path) as beside:
                for name in ("names.txt", "other.txt"):
                    (beside / name).write_text(str(number))
                publish(tmp_path, beside, manifest(beside))
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert failures == []
    assert read
    clean(tmp_path)
    assert kept(tmp_path) == ["000050"]


def test_a_generation_removed_between_opening_and_locking_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation(tmp_path, "one")
    lock = fcntl.flock

    def publish_first(file: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        generation(tmp_path, "two")
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", publish_first)
    with closing(lease_generation(tmp_path)) as held:
        assert held.generation.name == "000002"


def test_a_generation_that_is_just_being_removed_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = generation(tmp_path, "one")
    lock = fcntl.flock
    with (first / "manifest.json").open("rb") as remover:

        def publish_first(file: int, how: int) -> None:
            monkeypatch.setattr(fcntl, "flock", lock)
            lock(remover, fcntl.LOCK_EX)
            generation(tmp_path, "two")
            assert first.is_dir()
            lock(file, how)

        monkeypatch.setattr(fcntl, "flock", publish_first)
        with lease_generation(tmp_path) as held:
            assert held.generation.name == "000002"
