import fcntl
import json
from pathlib import Path

import pytest

from index.errors import ArchiveDamaged, ArchiveMismatch, ArchiveMissing, BuildInProgress
from index.folder import FORMAT, Manifest, building, check_file, current_generation, file_table, publish, read_manifest


def manifest(beside: Path, built: str = "2026-01-01T00:00:00+00:00") -> Manifest:
    return Manifest(FORMAT, built, "hash", "first", 64, 1, 1, None, None, ["Idlib"], file_table(beside))


def generation(directory: Path, content: str = "one") -> Path:
    with building(directory) as beside:
        (beside / "names.txt").write_text(content)
        return publish(directory, beside, manifest(beside))


def served(directory: Path) -> str:
    return (current_generation(directory) / "names.txt").read_text()


def test_what_is_published_serves(tmp_path: Path) -> None:
    generation(tmp_path / "index", "one")
    assert served(tmp_path / "index") == "one"


def test_the_manifest_comes_back_as_it_was(tmp_path: Path) -> None:
    with building(tmp_path) as beside:
        (beside / "names.txt").write_text("ادلب")
        written = manifest(beside)
        assert read_manifest(publish(tmp_path, beside, written)) == written


def test_the_manifest_is_the_last_file_to_be_written(tmp_path: Path) -> None:
    with building(tmp_path) as beside:
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


def test_the_generation_before_is_kept_for_who_is_reading_it(tmp_path: Path) -> None:
    first = generation(tmp_path, "one")
    generation(tmp_path, "two")
    assert (first / "names.txt").read_text() == "one"


def test_older_generations_are_removed(tmp_path: Path) -> None:
    made = [generation(tmp_path, str(number)) for number in range(12)]
    assert sorted((tmp_path / "generations").iterdir()) == made[-2:]
    assert served(tmp_path) == "11"


def test_a_build_that_fails_leaves_what_serves(tmp_path: Path) -> None:
    generation(tmp_path, "one")
    before = sorted(path for path in tmp_path.rglob("*"))

    def fail() -> None:
        with building(tmp_path) as beside:
            (beside / "names.txt").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert served(tmp_path) == "one"
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_a_first_build_that_fails_leaves_no_index(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), building(tmp_path):
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
    orphan.mkdir()
    assert served(tmp_path) == "one"
    assert generation(tmp_path, "two").name == "000003"
    assert served(tmp_path) == "two"


def test_a_second_builder_is_turned_away(tmp_path: Path) -> None:
    with building(tmp_path) as beside:
        with pytest.raises(BuildInProgress, match=r"is being built by process \d+; wait"), building(tmp_path):
            pass
        assert beside.is_dir()


def test_a_lock_that_another_process_holds_is_respected(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("4711")
    with (tmp_path / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BuildInProgress, match="process 4711"), building(tmp_path):
            pass


def test_after_a_build_the_next_may_begin(tmp_path: Path) -> None:
    generation(tmp_path)
    with building(tmp_path) as beside:
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


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "{}", '{"format": 1}', '{"format": 1, "files": 3}', "\x00"])
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
