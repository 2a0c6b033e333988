"""The folder and the tokenizer's file that are written once a machine; the folder with a few small weights in place of 236 MB."""

import hashlib
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.errors import EmbedderError
from index.models import e5_folder, model_files
from index.models import packaged_e5 as e5
from index.models.piece_tokenizer import sentencepiece_model

ROOT = Path(__file__).parents[3]
SMALL = """
import sys, time
import numpy as np
from pathlib import Path
from index.models import e5_folder
from index.models import packaged_e5 as e5
e5.weights = lambda _: iter([("embeddings.LayerNorm.bias", np.arange(9999, dtype=np.float32))])
e5.pieces = lambda _: [("<s>", 0.0), ("a", -1.0)]
models = Path(sys.argv[1])
"""
FILES = {
    "config.json", "tokenizer_config.json", "modules.json", "sentence_bert_config.json", "1_Pooling/config.json",
    "config_sentence_transformers.json", "tokenizer.json", "model.safetensors", "sha256.json",
}  # fmt: skip


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> list[str]:
    """The weights are small; one entry for each time that they are read."""
    read: list[str] = []

    def weights(path: Path) -> Iterator[tuple[str, e5.Numbers]]:
        read.append(path.name)
        yield "embeddings.LayerNorm.bias", np.arange(9999, dtype=np.float32)

    monkeypatch.setattr(e5, "weights", weights)
    monkeypatch.setattr(e5, "pieces", lambda _: [("<s>", 0.0), ("a", -1.0)])
    caplog.set_level(logging.WARNING)
    return read


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_is_written_once(small: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = e5_folder.write(tmp_path / "models")
    assert files_in(folder) == FILES
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert e5_folder.write(tmp_path / "models") == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert len(small) == 1
    assert {path.name for path in (tmp_path / "models").iterdir()} == {folder.name, ".writing"}
    assert not caplog.records


def test_whoever_may_read_one_of_its_files_may_read_all(small: list[str], tmp_path: Path) -> None:
    folder = e5_folder.write(tmp_path)
    assert len({path.stat().st_mode for path in folder.rglob("*") if path.is_file()}) == 1


def test_every_file_that_is_damaged_is_written_again(
    small: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def flipped(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    folder = e5_folder.write(tmp_path)
    whole = {name: (folder / name).read_bytes() for name in FILES}
    damages: tuple[Callable[[Path], object], ...] = (flipped, Path.unlink)
    for name in FILES:
        for damage in damages:
            damage(folder / name)
            caplog.clear()
            e5_folder.write(tmp_path)
            assert {name: (folder / name).read_bytes() for name in FILES} == whole, (name, damage)
            assert "damaged; the model is written again" in caplog.text


def test_of_two_that_need_the_folder_at_once_one_writes_it(small: list[str], tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        folders = set(threads.map(e5_folder.write, [tmp_path] * 4))
    assert len(folders) == len(small) == 1
    assert files_in(folders.pop()) == FILES


@pytest.mark.usefixtures("processes")
def test_where_a_process_is_killed_half_way_another_one_writes_the_folder(small: list[str], tmp_path: Path) -> None:
    program = SMALL + (
        "def hang(path):\n"
        "    print('writing', flush=True)\n"
        "    time.sleep(600)\n"
        "if sys.argv[2] == 'hang': e5.weights = hang\n"
        "print('ready', flush=True)\n"
        "print(e5_folder.write(models).name)\n"
    )

    def start(how: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program, tmp_path, how], cwd=ROOT, text=True, stdout=subprocess.PIPE
        )

    killed = start("hang")
    assert killed.stdout is not None
    assert [killed.stdout.readline() for _ in range(2)] == ["ready\n", "writing\n"]
    half = {path.name for path in tmp_path.iterdir()}
    assert e5_folder.folder_in(tmp_path).name not in half
    others = [start("finish") for _ in range(2)]
    killed.kill()
    killed.communicate()
    name = e5_folder.folder_in(tmp_path).name
    assert [one.communicate()[0] for one in others] == [f"ready\n{name}\n"] * 2
    assert {path.name for path in tmp_path.iterdir()} == {name, ".writing"}
    assert files_in(tmp_path / name) == FILES
    e5_folder.write(tmp_path)
    assert not small  # it is whole


@pytest.mark.usefixtures("processes")
def test_a_disk_that_is_full_leaves_nothing_half_written_and_the_way_out_is_told(tmp_path: Path) -> None:
    program = SMALL + (
        "import resource\n"
        "from index.errors import EmbedderError\n"
        "from index.models.model_files import find_model\n"
        "files = find_model(models=models)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"  # no file takes more
        "try: files.ready()\n"
        "except EmbedderError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path], cwd=ROOT, text=True, capture_output=True)
    assert "cannot be written to" in done.stdout
    assert "set MODEL_CACHE to a folder with room" in done.stdout
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == [".writing"]


def test_a_folder_that_cannot_be_made_is_told_with_the_way_out(small: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EmbedderError, match="set MODEL_CACHE to a folder with room"):
        model_files.find_model(models=tmp_path / "file" / "models").ready()


@pytest.fixture
def unshared() -> Iterator[None]:
    """No tokenizer is shared with what ran before, or runs after."""
    e5_folder._tokenizer.cache_clear()
    yield
    e5_folder._tokenizer.cache_clear()


def pieces_in(models: Path) -> Path:
    (found,) = models.glob("*.pieces")
    return found


@pytest.fixture
def few_pieces(monkeypatch: pytest.MonkeyPatch, unshared: None) -> list[int]:
    """The tokenizer knows a few letters; one entry for each time that they are read."""
    read: list[int] = []
    letters = [(text, 0.0) for text in ("<s>", "<pad>", "</s>", "<unk>")] + [(text, -2.0) for text in "▁ilbd"]

    def pieces(_: Path) -> list[tuple[str, float]]:
        read.append(len(letters))
        return letters

    monkeypatch.setattr(e5, "pieces", pieces)
    monkeypatch.setattr(e5_folder, "PIECES_SHA256", hashlib.sha256(sentencepiece_model(letters)).hexdigest())
    return read


def test_the_tokenizer_is_written_once_and_shared(
    few_pieces: list[int], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = e5_folder.tokenizer_in(tmp_path / "models")
    assert e5_folder.tokenizer_in(tmp_path / "models") is first
    e5_folder._tokenizer.cache_clear()
    again = e5_folder.tokenizer_in(tmp_path / "models")
    assert again.encode("idlib") == first.encode("idlib")
    assert len(few_pieces) == 1
    assert {path.name for path in (tmp_path / "models").iterdir()} == {pieces_in(tmp_path / "models").name, ".writing"}
    assert not caplog.records


def test_a_damaged_tokenizer_is_never_used(few_pieces: list[int], tmp_path: Path) -> None:
    expected = e5_folder.tokenizer_in(tmp_path).encode("idlib")
    whole = pieces_in(tmp_path).read_bytes()
    damages = (b"", whole[:-1], whole[:20] + b"\x00" + whole[21:])
    for damaged in damages:
        pieces_in(tmp_path).write_bytes(damaged)
        e5_folder._tokenizer.cache_clear()
        assert e5_folder.tokenizer_in(tmp_path).encode("idlib") == expected
        assert pieces_in(tmp_path).read_bytes() == whole
    assert len(few_pieces) == 1 + len(damages)


def test_where_the_tokenizer_cannot_be_written_it_is_made_in_memory(
    few_pieces: list[int], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    assert e5_folder.tokenizer_in(tmp_path / "file").count("idlib") > 5
    assert "made anew at each start" in caplog.text
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
