import dataclasses
import errno
import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.errors import ArchiveDamaged, ArchiveMismatch, ArchiveMissing, BuildInProgress
from index.storage.folder import FORMAT, Manifest, check_file, file_table, publish, read_manifest, staging_folder
from index.storage.generations import current_generation

ROOT = Path(__file__).parents[3]


def manifest(beside: Path, built: str = "2026-01-01T00:00:00+00:00") -> Manifest:
    values: dict[str, Any] = {
        "format": FORMAT, "built": built, "embedding_model": "hash", "fingerprint": "first", "dimensions": 64,
        "articles": 1, "passages": 1, "passages_version": 1, "earliest": None, "latest": None, "topics": ["Idlib"],
        "files": file_table(beside), "mean_lengths": (12.5, 80.25),
    }  # fmt: skip
    return Manifest(**{field.name: values[field.name] for field in dataclasses.fields(Manifest)})


def generation(directory: Path, content: str = "one") -> Path:
    with staging_folder(directory) as beside:
        (beside / "names.txt").write_text(content)
        return publish(directory, beside, manifest(beside))


def served(directory: Path) -> str:
    return (current_generation(directory) / "names.txt").read_text()


def test_what_is_published_serves(tmp_path: Path) -> None:
    generation(tmp_path / "index", "one")
    assert served(tmp_path / "index") == "one"


def test_the_manifest_comes_back_as_it_was(tmp_path: Path) -> None:
    with staging_folder(tmp_path) as beside:
        (beside / "names.txt").write_text("ادلب")
        written = manifest(beside)
        assert read_manifest(publish(tmp_path, beside, written)) == written


def test_the_manifest_is_the_last_file_to_be_written(tmp_path: Path) -> None:
    with staging_folder(tmp_path) as beside:
        (beside / "names.txt").write_text("one")
        described = manifest(beside)
        assert [path.name for path in beside.iterdir()] == ["names.txt"]
        made = publish(tmp_path, beside, described)
    assert "manifest.json" not in read_manifest(made).files
    assert {path.name for path in made.iterdir()} == {"names.txt", "manifest.json"}


def test_a_new_generation_takes_over(tmp_path: Path) -> None:
    first, second = generation(tmp_path, "one"), generation(tmp_path, "two")
    assert served(tmp_path) == "two"
    assert first != second == current_generation(tmp_path)


def test_a_build_that_fails_leaves_what_serves(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    before = sorted(path for path in tmp_path.rglob("*"))

    def fail() -> None:
        with staging_folder(tmp_path) as beside:
            (beside / "names.txt").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert served(tmp_path) == "one"
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_a_first_build_that_fails_leaves_no_index(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), staging_folder(tmp_path):
        raise KeyboardInterrupt
    with pytest.raises(ArchiveMissing):
        current_generation(tmp_path)


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "generations" / ".building-99999999"
    left.mkdir(parents=True)
    (left / "names.txt").write_text("half")
    generation(tmp_path, "one")
    assert not left.exists()


def test_a_generation_that_was_named_but_never_served_is_passed_over(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    orphan = tmp_path / "generations" / "000002"
    shutil.copytree(tmp_path / "generations" / "000001", orphan)
    assert served(tmp_path) == "one"
    second = generation(tmp_path, "two")
    assert list((tmp_path / "generations").iterdir()) == [second]
    assert served(tmp_path) == "two"


def test_a_second_builder_is_turned_away(tmp_path: Path) -> None:
    with staging_folder(tmp_path) as beside:
        with pytest.raises(BuildInProgress, match=r"is being built by process \d+; wait"), staging_folder(tmp_path):
            pass
        assert beside.is_dir()


def test_a_lock_that_another_process_holds_is_respected(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("4711")
    with (tmp_path / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BuildInProgress, match="process 4711"), staging_folder(tmp_path):
            pass


def test_without_locks_a_build_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    generation(tmp_path, "one")
    assert served(tmp_path) == "one"
    assert "no lock for" in caplog.text


def test_the_lock_names_the_process_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("a longer text than a number")
    with staging_folder(tmp_path):
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_after_a_build_the_next_may_begin(tmp_path: Path) -> None:
    generation(tmp_path)
    with staging_folder(tmp_path) as beside:
        assert list(beside.iterdir()) == []


def test_nothing_built_is_told_with_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match=r"no index in .*run: python -m index build --index ") as caught:
        current_generation(tmp_path / "none")
    assert caught.value.directory == tmp_path / "none"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["", "000009", "/nowhere"])
def test_a_pointer_to_nothing_is_damage(tmp_path: Path, name: str) -> None:
    generation(tmp_path)
    (tmp_path / "current").write_text(name)
    with pytest.raises(ArchiveDamaged, match="run: python -m index build"):
        current_generation(tmp_path)


def test_a_pointer_of_random_bytes_is_damage(tmp_path: Path) -> None:
    generation(tmp_path)
    (tmp_path / "current").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ArchiveDamaged):
        current_generation(tmp_path)


def test_another_format_is_told_with_both_and_what_to_run(tmp_path: Path) -> None:
    made = generation(tmp_path)
    fields = json.loads((made / "manifest.json").read_text())
    (made / "manifest.json").write_text(json.dumps({"format": FORMAT + 41, "unheard_of": fields}))
    with pytest.raises(
        ArchiveMismatch, match=rf"format {FORMAT + 41}, this version reads format {FORMAT}; run: python -m index build"
    ):
        read_manifest(made)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", "{}", f'{{"format": {FORMAT}}}', f'{{"format": {FORMAT}, "files": 3}}', "\x00"]
)
def test_a_manifest_that_is_none_is_damage(tmp_path: Path, content: str) -> None:
    made = generation(tmp_path)
    (made / "manifest.json").write_text(content)
    with pytest.raises(ArchiveDamaged, match=r"manifest\.json cannot be read .*run: python -m index build"):
        read_manifest(made)


def test_a_missing_manifest_is_damage(tmp_path: Path) -> None:
    made = generation(tmp_path)
    (made / "manifest.json").unlink()
    with pytest.raises(ArchiveDamaged, match=r"manifest\.json"):
        read_manifest(made)


def test_a_whole_file_is_let_through(tmp_path: Path) -> None:
    made = generation(tmp_path)
    assert check_file(made, read_manifest(made), "names.txt") == made / "names.txt"


@pytest.mark.parametrize("content", [b"onf", b"on", b"", b"one more"])
def test_a_file_that_is_not_what_was_written_is_named(tmp_path: Path, content: bytes) -> None:
    made = generation(tmp_path, "one")
    (made / "names.txt").write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"names\.txt .*run: python -m index build"):
        check_file(made, read_manifest(made), "names.txt")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    made = generation(tmp_path)
    (made / "names.txt").unlink()
    with pytest.raises(ArchiveDamaged, match=r"names\.txt.*run: python -m index build"):
        check_file(made, read_manifest(made), "names.txt")


def test_a_file_that_the_manifest_does_not_know_is_refused(tmp_path: Path) -> None:
    made = generation(tmp_path)
    (made / "other.txt").write_text("other")
    with pytest.raises(ArchiveDamaged, match=r"other\.txt"):
        check_file(made, read_manifest(made), "other.txt")


def test_files_in_folders_are_named_by_their_paths(tmp_path: Path) -> None:
    with staging_folder(tmp_path) as beside:
        (beside / "keywords" / "deep").mkdir(parents=True)
        (beside / "keywords" / "rows.npy").write_bytes(b"rows")
        (beside / "keywords" / "deep" / "rows.npy").write_bytes(b"other rows")
        (beside / "names.txt").write_text("one")
        made = publish(tmp_path, beside, manifest(beside))
    described = read_manifest(made)
    assert {name: size for name, (size, _) in described.files.items()} == {
        "keywords/rows.npy": 4,
        "keywords/deep/rows.npy": 10,
        "names.txt": 3,
    }
    for name in described.files:
        assert check_file(made, described, name).is_file()
    (made / "keywords" / "rows.npy").write_bytes(b"sown")
    with pytest.raises(ArchiveDamaged, match=r"keywords/rows\.npy is not what was written"):
        check_file(made, described, "keywords/rows.npy")


LARGE = 32 * 1024 * 1024 + 1


def with_large_file(directory: Path, size: int) -> Path:
    """A generation whose only file is large; it takes no room on disk."""
    with staging_folder(directory) as beside:
        with (beside / "vectors.faiss").open("wb") as file:
            file.truncate(size)
        made = publish(directory, beside, manifest(beside))
    with (made / "vectors.faiss").open("r+b") as file:
        file.write(b"damage")
    return made


def test_the_hash_of_a_large_file_is_compared_only_when_asked_for(tmp_path: Path) -> None:
    made = with_large_file(tmp_path, LARGE)
    described = read_manifest(made)
    assert check_file(made, described, "vectors.faiss") == made / "vectors.faiss"
    with pytest.raises(ArchiveDamaged, match="its hash differs"):
        check_file(made, described, "vectors.faiss", whole=True)


def test_the_size_of_a_large_file_is_always_compared(tmp_path: Path) -> None:
    made = with_large_file(tmp_path, LARGE)
    os.truncate(made / "vectors.faiss", LARGE - 1)
    with pytest.raises(ArchiveDamaged, match=r"has 33,554,432 bytes, not 33,554,433"):
        check_file(made, read_manifest(made), "vectors.faiss")


def test_the_hash_of_a_file_that_is_not_large_is_always_compared(tmp_path: Path) -> None:
    made = with_large_file(tmp_path, LARGE - 1)
    with pytest.raises(ArchiveDamaged, match="its hash differs"):
        check_file(made, read_manifest(made), "vectors.faiss")


# The largest file that the system lets a process write stands for a disk that is full at that moment.
BUILD_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from index.storage.folder import publish, staging_folder
from tests.index.storage.test_folder import manifest

room, directory = int(sys.argv[1]), Path(sys.argv[2])
try:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    with staging_folder(directory) as beside:
        (beside / "keywords").mkdir()
        (beside / "keywords" / "rows.npy").write_bytes(b"x" * 200)
        publish(directory, beside, manifest(beside))
except OSError as error:
    sys.exit(error.strerror)
"""


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("room", [0, 2, 100, 199, 200, 300])
def test_a_build_on_a_full_disk_leaves_what_serves_and_nothing_else(tmp_path: Path, room: int) -> None:
    first = generation(tmp_path, "one")
    before = sorted(tmp_path.rglob("*"))
    ran = subprocess.run(
        [sys.executable, "-c", BUILD_ON_A_FULL_DISK, str(room), str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (1, "File too large\n")
    assert served(tmp_path) == "one"
    assert check_file(first, read_manifest(first), "names.txt").is_file()
    assert sorted(tmp_path.rglob("*")) == before
    generation(tmp_path, "two")
    assert served(tmp_path) == "two"


def test_a_generation_that_cannot_come_to_serve_is_removed(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    (tmp_path / "current.new").mkdir()  # nothing can be written there
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(IsADirectoryError):
        generation(tmp_path, "two")
    assert served(tmp_path) == "one"
    assert sorted(tmp_path.rglob("*")) == before
