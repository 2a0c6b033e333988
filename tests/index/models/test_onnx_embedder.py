import logging
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive.archive import Archive
from index.building.pipeline import build
from index.errors import EmbedderError
from index.models import onnx_export
from index.models.embedder import Embedder, SentenceTransformerEmbedder, Vectors
from index.models.model_files import DEFAULT_MODEL, ENGLISH_MODEL, find_model, model_cache
from index.models.onnx_embedder import open_embedder
from index.models.onnx_export import find_export, make_export
from index.models.onnx_session import Export, OnnxSession
from index.storage.folder import read_manifest
from index.storage.generations import current_generation
from tests.index.tiny_model import save_tiny_model

pytestmark = pytest.mark.usefixtures("model_cache")

ROOT = Path(__file__).parents[3]
TEXTS = [
    "How many died in Idlib city?", "", " ", "🚀", "كم قتل في إدلب؟", "<b>&\"", "The army left. " * 40, "他来了。", "a\u200bb\u00a0c",
    "At least 15 people were believed to have died.", "word", "\ud83d half a pair", "line\r\nline\x00", "e\u0301ternel",
]  # fmt: skip


@pytest.fixture(scope="module")
def models(embedder: Embedder, model_cache: Path) -> Path:
    """A folder with exports of the models that come with packages."""
    for model in (embedder, open_embedder(ENGLISH_MODEL)):
        model.load()
    return model_cache


@pytest.fixture(scope="module", params=[DEFAULT_MODEL, ENGLISH_MODEL])
def exported(models: Path, request: pytest.FixtureRequest) -> OnnxSession:
    """Each of the models that come with packages, run from its export."""
    files = find_model(request.param)
    found = find_export(files, models)
    assert found is not None
    return OnnxSession(files.name, files.fingerprint, found)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a small model; not to be written to."""
    return save_tiny_model(tmp_path_factory.mktemp("tiny") / "model")


@pytest.fixture(scope="module")
def tiny_models(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an export of the small model; not to be written to."""
    folder = tmp_path_factory.mktemp("tiny-models")
    open_embedder(str(tiny), folder).load()
    return folder


def vectors_of(name: Path, models: Path) -> Vectors:
    return open_embedder(str(name), models).embed(TEXTS)


def in_torch(name: Path, texts: Sequence[str] = TEXTS) -> Vectors:
    return SentenceTransformerEmbedder(str(name)).embed(texts)


def only_export(models: Path) -> Path:
    (found,) = (path for path in models.iterdir() if not path.name.startswith("."))
    return found


def warnings_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.name.startswith("index.")]


def of_the_model(exported: OnnxSession, minilm: SentenceTransformerEmbedder) -> SentenceTransformerEmbedder:
    """The model of an export, in PyTorch."""
    return minilm if exported.name == ENGLISH_MODEL else SentenceTransformerEmbedder(exported.name)


def test_texts_have_the_vectors_that_the_model_gives_them_and_it_says_of_itself_what_the_model_says(
    exported: OnnxSession, minilm: SentenceTransformerEmbedder
) -> None:
    model = of_the_model(exported, minilm)
    try:
        assert np.sum(exported.embed(TEXTS) * model.embed(TEXTS), axis=1).min() > 0.9999
        for text in TEXTS:
            assert float(exported.embed_question(text) @ model.embed_question(text)) > 0.9999
            assert exported.count_tokens(text) == model.count_tokens(text)
        assert (exported.name, exported.fingerprint) == (model.name, model.fingerprint)
        assert (exported.dimensions, exported.max_tokens) == (model.dimensions, model.max_tokens)
    finally:
        if model is not minilm:
            model.unload()  # it takes a gigabyte


def test_tokens_are_counted_past_the_limit_and_nothing_past_it_is_read(exported: OnnxSession) -> None:
    prompted = exported.count_tokens("")
    assert exported.count_tokens("word " * 800) == prompted + 800
    fit = exported.max_tokens - prompted
    same, other = exported.embed(["word " * fit, "word " * fit + "and much more of it"])
    np.testing.assert_array_equal(same, other)
    assert not np.array_equal(exported.embed(["word " * (fit - 1)])[0], same)


def test_questions_are_embedded_otherwise_where_the_model_has_prompts(exported: OnnxSession) -> None:
    text = "At least 15 people died in Idlib city."
    same = np.array_equal(exported.embed_question(text), exported.embed([text])[0])
    assert same == (exported.name == ENGLISH_MODEL)


@pytest.mark.parametrize("question", ["Combien de morts à Idlib ?", "كم قتل في إدلب؟", "Сколько погибло в Идлибе?"])
def test_a_question_finds_its_passage_in_another_language(embedder: Embedder, question: str) -> None:
    passages = [
        "Fifteen people died in Idlib city.",
        "Bread prices rose again in Paris.",
        "The mill was built in 1764.",
    ]
    assert int(np.argmax(embedder.embed(passages) @ embedder.embed_question(question))) == 0


def test_vectors_have_length_1(exported: OnnxSession) -> None:
    vectors = exported.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_vector_is_the_same_to_the_bit_whatever_it_is_embedded_with(exported: OnnxSession) -> None:
    texts = [*TEXTS, *(f"{'a way ' * (n % 9)}{n}" for n in range(33))]
    together = exported.embed(texts)
    np.testing.assert_array_equal(exported.embed(texts[::-1])[::-1], together)
    np.testing.assert_array_equal(np.concatenate([exported.embed([text]) for text in texts]), together)
    asked = [exported.embed_question(text) for text in texts]
    with ThreadPoolExecutor(3) as pool:
        np.testing.assert_array_equal(list(pool.map(exported.embed_question, texts)), asked)


def test_threads_get_the_vectors_and_counts_they_would_get_alone(exported: OnnxSession) -> None:
    alone, counts = exported.embed(TEXTS), [exported.count_tokens(text) for text in TEXTS]

    def ask(number: int) -> bool:
        texts = TEXTS[number % 5 :]
        counted = [exported.count_tokens(text) for text in texts]
        return np.array_equal(exported.embed(texts), alone[number % 5 :]) and counted == counts[number % 5 :]

    with ThreadPoolExecutor(5) as pool:
        assert all(pool.map(ask, range(5)))


def test_progress_is_told_until_all_is_done(exported: OnnxSession) -> None:
    told: list[int] = []
    exported.embed(["word"] * 70, told.append)
    assert sum(told) == 70
    assert len(told) > 2
    assert min(told) > 0


def test_no_texts_give_no_vectors(exported: OnnxSession) -> None:
    assert exported.embed([]).shape == (0, 384)


@pytest.mark.parametrize("texts", [["word"], ["word", "other"]])
def test_what_goes_wrong_with_a_text_is_told_as_its_error(exported: OnnxSession, texts: list[str]) -> None:
    class Broken:
        def run(self, *_: object) -> None:
            raise OSError("no memory")

    broken = object.__new__(OnnxSession)
    for name, value in vars(exported).items():
        setattr(broken, name, value)
    broken._session = Broken()
    with pytest.raises(EmbedderError, match=rf"{exported.name}.*no memory"):
        broken.embed(texts)
    with pytest.raises(EmbedderError, match=rf"{exported.name}.*no memory"):
        broken.embed_question(texts[0])


@given(text=st.text(st.characters(), max_size=300))
def test_any_text_has_a_vector_and_the_english_model_reads_it_as_in_pytorch(
    exported: OnnxSession, minilm: SentenceTransformerEmbedder, text: str
) -> None:
    vector = exported.embed([text])[0]
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    if exported.name == ENGLISH_MODEL:
        assert exported.count_tokens(text) == minilm.count_tokens(text)
        assert float(vector @ minilm.embed([text])[0]) > 0.9999


@pytest.mark.usefixtures("processes")
def test_a_process_that_finds_an_export_imports_no_torch(models: Path, exported: OnnxSession) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from index.models.onnx_embedder import open_embedder\n"
        f"vector = open_embedder({exported.name!r}, Path(sys.argv[1])).embed(['word'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'huggingface_hub', 'onnx'}\n"
        "print(vector.tobytes().hex(), sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, models], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == f"{exported.embed(['word']).tobytes().hex()} []\n"
    assert done.stderr == ""


@pytest.mark.parametrize(
    "shape", [{"pooling": "cls"}, {"pooling": "max"}, {"pooling": "weightedmean"}, {"dense": 5}], ids=str
)
def test_other_poolings_and_layers_are_exported_too(tmp_path: Path, shape: dict[str, object]) -> None:
    name = save_tiny_model(tmp_path / "model", **shape)  # type: ignore[arg-type]
    vectors = vectors_of(name, tmp_path / "models")
    assert only_export(tmp_path / "models").is_dir()
    np.testing.assert_allclose(vectors, in_torch(name), atol=1e-5)


def test_an_export_is_made_once(tiny: Path, tiny_models: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = (only_export(tiny_models) / "model.onnx").stat().st_mtime_ns
    again = open_embedder(str(tiny), tiny_models)
    np.testing.assert_allclose(again.embed(TEXTS), in_torch(tiny), atol=1e-5)
    assert (only_export(tiny_models) / "model.onnx").stat().st_mtime_ns == made
    assert warnings_of(caplog) == []


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def other_limit(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace('"max_tokens": 24', '"max_tokens": 12'), encoding="utf-8")


def a_list(path: Path) -> None:
    path.write_text("[1]", encoding="utf-8")


DAMAGES = (
    *((file, damage) for file in ("model.onnx", "tokenizer.json", "export.json") for damage in (flip, cut_short, emptied, Path.unlink)),
    ("export.json", other_limit), ("export.json", a_list),
)  # fmt: skip


def test_a_damaged_export_is_none(tiny: Path, tiny_models: Path, tmp_path: Path) -> None:
    for number, (file, damage) in enumerate(DAMAGES):
        models = shutil.copytree(tiny_models, tmp_path / str(number))
        damage(only_export(models) / file)
        assert find_export(find_model(str(tiny)), models) is None, (file, damage)


@pytest.mark.parametrize(("file", "damage"), [("tokenizer.json", Path.unlink), ("export.json", other_limit)])
def test_a_damaged_export_is_made_again(
    tiny: Path, tiny_models: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, file: str, damage: Callable[[Path], None]
) -> None:  # fmt: skip
    models = shutil.copytree(tiny_models, tmp_path / "models")
    damage(only_export(models) / file)
    assert open_embedder(str(tiny), models).max_tokens == 24
    np.testing.assert_array_equal(vectors_of(tiny, models), vectors_of(tiny, tiny_models))
    assert find_export(find_model(str(tiny)), models) is not None
    assert any("exported again" in one for one in warnings_of(caplog))


def test_what_a_killed_process_left_is_no_export(tiny: Path, tiny_models: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    shutil.copytree(only_export(tiny_models), models / ".exporting")
    (models / ".exporting" / "model.onnx").write_bytes(b"half")
    assert find_export(find_model(str(tiny)), models) is None
    np.testing.assert_array_equal(vectors_of(tiny, models), vectors_of(tiny, tiny_models))
    assert not (models / ".exporting").exists()


def test_the_export_of_other_weights_is_never_used(tmp_path: Path) -> None:
    name, models = save_tiny_model(tmp_path / "model"), tmp_path / "models"
    before, opened_before = vectors_of(name, models), open_embedder(str(name), models)
    shutil.rmtree(name)
    save_tiny_model(name, seed=1)
    after = vectors_of(name, models)
    assert np.abs(after - before).max() > 0.1
    np.testing.assert_allclose(after, in_torch(name), atol=1e-5)
    assert open_embedder(str(name), models).fingerprint != opened_before.fingerprint


def test_weights_that_change_before_they_are_loaded_are_refused(tmp_path: Path) -> None:
    name = save_tiny_model(tmp_path / "model")
    embedder = open_embedder(str(name), tmp_path / "models")
    shutil.rmtree(name)
    save_tiny_model(name, seed=1)
    with pytest.raises(EmbedderError, match="changed while"):
        embedder.load()
    assert find_export(find_model(str(name)), tmp_path / "models") is None


def test_an_export_of_another_version_of_a_library_is_made_beside_and_few_of_them_stay(
    tiny: Path, tiny_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = shutil.copytree(tiny_models, tmp_path / "models")
    made = [only_export(models).name]
    for number in range(4):
        with monkeypatch.context() as patch:
            patch.setattr("index.models.onnx_export.version", lambda library, number=number: f"{library} {number}")
            assert find_export(find_model(str(tiny)), models) is None
            open_embedder(str(tiny), models).load()
        (new,) = {path.name for path in models.iterdir() if not path.name.startswith(".")} - set(made)
        made.append(new)
        if number == 0:
            assert find_export(find_model(str(tiny)), models) is not None  # either environment has its own
    assert {path.name for path in models.iterdir()} == {".lock", *made[-3:]}


def test_where_nothing_can_be_written_the_model_runs_in_torch(
    tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    embedder = open_embedder(str(tiny), tmp_path / "file" / "models")
    np.testing.assert_allclose(embedder.embed(TEXTS), in_torch(tiny), atol=1e-6)
    (told,) = warnings_of(caplog)
    assert "runs in PyTorch" in told
    assert "cannot be written" in told


def test_an_export_serves_where_nothing_can_be_written(
    tiny: Path, tiny_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    models = shutil.copytree(tiny_models, tmp_path / "models")
    expected = vectors_of(tiny, models)
    for name in ("mkdir", "write_text", "write_bytes", "rename"):
        monkeypatch.setattr(Path, name, refuse)
    np.testing.assert_array_equal(vectors_of(tiny, models), expected)


def test_a_model_that_cannot_be_exported_runs_in_torch(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = save_tiny_model(tmp_path / "model")
    monkeypatch.setattr("index.models.onnx_export._LONGEST", 8)  # it reads more than can be cut by an export
    embedder = open_embedder(str(name), tmp_path / "models")
    np.testing.assert_allclose(embedder.embed(TEXTS), in_torch(name), atol=1e-6)
    (told,) = warnings_of(caplog)
    assert "cannot be exported (it reads texts of any length)" in told


def test_prompts_are_exported(tmp_path: Path) -> None:
    name = save_tiny_model(tmp_path / "model", prompts={"query": "ask: ", "document": "tell: "})
    embedder, original = open_embedder(str(name), tmp_path / "models"), SentenceTransformerEmbedder(str(name))
    np.testing.assert_allclose(embedder.embed(TEXTS), original.embed(TEXTS), atol=1e-5)
    np.testing.assert_allclose(embedder.embed_question("word"), original.embed_question("word"), atol=1e-5)
    assert np.abs(embedder.embed_question("word") - embedder.embed(["word"])[0]).max() > 0.01
    assert embedder.count_tokens("word") == original.count_tokens("word")
    assert only_export(tmp_path / "models").is_dir()


def test_a_model_with_other_prompts_has_another_export(tmp_path: Path) -> None:
    for number, prompt in enumerate(("ask: ", "say: ")):
        name = save_tiny_model(tmp_path / prompt, prompts={"query": prompt})
        open_embedder(str(name), tmp_path / "models").load()
        assert sum(not path.name.startswith(".") for path in (tmp_path / "models").iterdir()) == number + 1


class Doubted(SentenceTransformerEmbedder):
    """Gives the vector of another text, so that no export is equal to it."""

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        return super().embed([f"Not {text}" for text in texts], progress)


class Miscounting(SentenceTransformerEmbedder):
    def count_tokens(self, text: str) -> int:
        return super().count_tokens(text) + (len(text) > 5000)


@pytest.mark.parametrize(
    ("kind", "told"), [(Doubted, "has the cosine"), (Miscounting, "counts tokens otherwise")], ids=["vectors", "counts"]
)
def test_an_export_that_differs_from_its_model_is_not_kept(
    tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: type[SentenceTransformerEmbedder], told: str
) -> None:
    assert make_export(kind(str(tiny)), find_model(str(tiny)), tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]
    assert told in " ".join(warnings_of(caplog))


def test_of_two_that_need_an_export_at_once_one_makes_it(tiny: Path, tmp_path: Path) -> None:
    files = find_model(str(tiny))
    embedders = [SentenceTransformerEmbedder(files=files) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        made: list[Export | None] = list(pool.map(lambda one: make_export(one, files, tmp_path), embedders))
    assert made[0] is not None
    assert made[0] == made[1]
    assert sum("dimensions" in vars(one) for one in embedders) == 1  # the other one was never loaded
    assert not any("_loaded" in vars(one) for one in embedders)  # nor does that one stay in memory


@pytest.mark.usefixtures("processes")
def test_who_needs_an_export_while_another_process_makes_it_waits_until_that_one_has_ended(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from index.models.onnx_export import _export_lock\n"
        "with _export_lock(Path(sys.argv[1])):\n"
        "    print('exporting', flush=True)\n"
        "    time.sleep(600)\n"
    )
    waits, killed, exported_after = threading.Event(), threading.Event(), list[bool]()
    lock, export = onnx_export._export_lock, onnx_export._export_or_warn

    def watched_lock(models: Path) -> AbstractContextManager[None]:
        waits.set()
        return lock(models)

    def watched_export(*given: Any) -> Export | None:
        exported_after.append(killed.is_set())
        return export(*given)

    monkeypatch.setattr(onnx_export, "_export_lock", watched_lock)
    monkeypatch.setattr(onnx_export, "_export_or_warn", watched_export)
    embedder = open_embedder(str(tiny), tmp_path)
    with (
        subprocess.Popen([sys.executable, "-c", program, tmp_path], cwd=ROOT, stdout=subprocess.PIPE) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        assert other.stdout is not None
        assert other.stdout.readline() == b"exporting\n"
        loading = pool.submit(embedder.load)
        waited = waits.wait(60)
        time.sleep(0.2)
        killed.set()
        other.kill()
        loading.result()
    assert waited
    assert exported_after == [True]
    np.testing.assert_allclose(embedder.embed(TEXTS), in_torch(tiny), atol=1e-5)
    assert {path.name for path in tmp_path.iterdir()} == {".lock", only_export(tmp_path).name}


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file that this process writes takes more bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_leaves_the_model_in_torch_and_nothing_half_written(
    tiny: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = open_embedder(str(tiny), tmp_path)
    with files_of_at_most(2000):
        embedder.load()
    np.testing.assert_array_equal(embedder.embed(["word"]), in_torch(tiny, ["word"]))
    (told,) = warnings_of(caplog)
    assert f"runs in PyTorch, which starts slowly: {tmp_path} cannot be written" in told
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_an_index_names_its_model_and_opens_on_a_machine_that_has_not_exported_it(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A town\n\nAt least 15 people died in Idlib city on Monday.\n", encoding="utf-8")
    monkeypatch.setenv("MODEL_CACHE", str(tmp_path / "here"))
    build([article], tmp_path / "index", str(tiny))
    monkeypatch.setenv("MODEL_CACHE", str(tmp_path / "there"))
    moved = (tmp_path / "index").rename(tmp_path / "moved")
    assert not [path for path in moved.rglob("*") if path.suffix == ".onnx" or path.name == "tokenizer.json"]
    with closing(Archive.open(moved, str(tiny), reader_model=None)) as archive:
        assert archive.degraded is None
        assert archive.stats().embedding_model == str(tiny)
    assert read_manifest(current_generation(moved)).fingerprint == find_model(str(tiny)).fingerprint
    assert only_export(tmp_path / "there").name == only_export(tmp_path / "here").name


def test_the_folder_of_exports_is_the_one_named_else_that_of_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_CACHE", raising=False)
    monkeypatch.setenv("HOME", "/home/ada")
    for base, folder in {"": "/home/ada/.cache", "relative": "/home/ada/.cache", "/caches": "/caches"}.items():
        monkeypatch.setenv("XDG_CACHE_HOME", base)
        assert model_cache() == Path(folder) / "verbatim"
    monkeypatch.setenv("MODEL_CACHE", "/models")
    assert model_cache() == Path("/models")


def test_a_model_that_does_not_load_is_told_and_not_taken_for_one_that_cannot_be_exported(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EmbedderError, match=r"does not load.*EMBEDDING_MODEL"):
        open_embedder(str(tmp_path / "model"), tmp_path / "models").load()


def test_an_export_that_onnxruntime_does_not_load_leaves_the_model_in_torch(
    tiny: Path, tiny_models: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    np.testing.assert_allclose(vectors_of(tiny, tiny_models), in_torch(tiny), atol=1e-6)
    (told,) = warnings_of(caplog)
    assert "runs in PyTorch" in told


def test_nothing_is_loaded_before_it_is_needed(tiny: Path, tmp_path: Path) -> None:
    embedder = open_embedder(str(tiny), tmp_path / "models")
    assert (embedder.name, len(embedder.fingerprint)) == (str(tiny), 64)
    assert not (tmp_path / "models").exists()
    embedder.load()
    assert only_export(tmp_path / "models").is_dir()


@pytest.fixture(autouse=True)
def _warnings_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
