"""An embedding model exported to ONNX once a machine: written, compared with the model itself, and found again.

    MODELS/NAME/model.onnx       ids of tokens, or their word vectors, to the vector of the text
    MODELS/NAME/tokenizer.json   text to ids
    MODELS/NAME/export.json      what it is of, and the sha256 of each file, its own included

A folder comes to be called NAME only when all in it is written and checked. NAME is of the model's fingerprint and of
all that decides what is exported, so that other weights, and the same ones as another version of a library reads them,
are never met under it.
"""

import fcntl
import hashlib
import json
import logging
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from index.models.embedder import Embedder, SentenceTransformerEmbedder, Vectors
from index.models.model_files import DEFAULT_MODEL, ModelFiles
from index.models.onnx_session import INPUTS, MODEL, TEXT, TOKENIZER, WORDS, Export, OnnxSession
from index.storage.files import sha256_of, sync

log = logging.getLogger(__name__)

EXPORT_VERSION = 2
"""Raised whenever the same model would be exported differently."""

LEAST_COSINE = 0.9999
"""An export with a vector further than this from the model's own is not used."""

_LIBRARIES = ("sentence-transformers", "transformers")
_DESCRIPTION, _LOCK, _BESIDE = "export.json", ".lock", ".exporting"
_KEPT = 3
"""Exports of the same weights, some 90 MB each, that stay."""
_SLOWLY = "the embedding model runs in PyTorch, which starts slowly"
_OPSET = 17
_LONGEST = 1 << 20  # tokenizers without a limit claim one of 10^30

PROBES = (
    "How many people died in Idlib city?", "", " ", "word", "كم عدد القتلى في مدينة إدلب؟",
    "Café — 15,000 người; 他来了。 🚀",
    "At least 15 people were believed to have died when a five-storey building was levelled, a witness said. " * 3,
    "The road to the north was closed again on Monday. " * 400,
)  # fmt: skip
"""Texts that an export is compared with its model on: of several lengths, scripts, and past the limit."""

ASKED = PROBES[:6]
"""Those that it is compared on as questions, too."""


def find_export(files: ModelFiles, models: Path) -> Export | None:
    """The export of this model in `models`, or None when there is none or it is not what was written."""
    folder = models / _name(files)
    try:
        described = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        hashes: Mapping[str, str] = described["sha256"]
        damaged = [name for name in hashes if sha256_of(folder / name) != hashes[name]]
        if described.pop(_DESCRIPTION) != _hash(described):
            damaged.append(_DESCRIPTION)
        if damaged:
            log.warning("%s in %s is damaged; the embedding model is exported again", ", ".join(damaged), folder)
            return None
        question, passage = described["prompts"]
        inputs = tuple(described["inputs"])
        return Export(folder, described["dimensions"], described["max_tokens"], inputs, (question, passage))
    except OSError as error:
        if folder.exists():
            log.warning("%s cannot be read (%s); the embedding model is exported again", folder, error)
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("%s is damaged (%s); the embedding model is exported again", folder / _DESCRIPTION, error)
        return None


def make_export(original: SentenceTransformerEmbedder, files: ModelFiles, models: Path) -> Export | None:
    """Export a model into `models`, or take what another process has just put there.

    None, with one line in the log that says why, when the model cannot be exported or the folder cannot be written.

    Raises:
        EmbedderError: the model itself does not load.
    """
    try:
        models.mkdir(parents=True, exist_ok=True)
        with _export_lock(models):
            found = find_export(files, models)
            return found if found is not None else _export_or_warn(original, files, models)
    except OSError as error:
        log.warning("%s: %s cannot be written (%s)", _SLOWLY, models, error)
    return None


def _export_or_warn(original: SentenceTransformerEmbedder, files: ModelFiles, models: Path) -> Export | None:
    original.load()
    try:
        return _export(original, files, models)
    except OSError:
        raise
    except Exception as error:  # an exporter raises what it likes
        log.warning("%s: it cannot be exported (%s)", _SLOWLY, error)
        return None
    finally:
        shutil.rmtree(models / _BESIDE, ignore_errors=True)


def _name(files: ModelFiles) -> str:
    return f"{files.fingerprint[:16]}-{_hash([EXPORT_VERSION, files.digest, *map(version, _LIBRARIES)])[:16]}"


def _hash(described: object) -> str:
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()


@contextmanager
def _export_lock(models: Path) -> Iterator[None]:
    """Waits for another process that exports into the same folder."""
    with (models / _LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _export(original: SentenceTransformerEmbedder, files: ModelFiles, models: Path) -> Export:
    """Write an export beside its place, check it, and put it there.

    Raises:
        ValueError: it does not give the vectors of the model.
    """
    staging, folder = models / _BESIDE, models / _name(files)
    shutil.rmtree(staging, ignore_errors=True)  # left by a process that was killed
    staging.mkdir()
    from_words = files.name == DEFAULT_MODEL
    inputs = _write_graph(original.model, staging / MODEL, from_words=from_words)
    if not from_words:
        _write_tokenizer(original, staging / TOKENIZER)
    made = Export(staging, original.dimensions, original.max_tokens, inputs, original.prompts)
    expected = _probed(original)
    original.unload()  # both in memory take twice as much
    _check(expected, _probed(OnnxSession(files.name, files.fingerprint, made)))
    described = {
        "model": files.name,
        "fingerprint": files.fingerprint,
        "dimensions": made.dimensions,
        "max_tokens": made.max_tokens,
        "inputs": inputs,
        "prompts": made.prompts,
        "sha256": {path.name: sha256_of(path) for path in sorted(staging.iterdir())},
    }
    (staging / _DESCRIPTION).write_text(json.dumps({**described, _DESCRIPTION: _hash(described)}), encoding="utf-8")
    for path in (*staging.iterdir(), staging):
        sync(path)
    shutil.rmtree(folder, ignore_errors=True)  # damaged
    staging.rename(folder)
    sync(models)
    # Of other versions of the libraries, which another environment on this machine may have: the newest stay.
    made_before = sorted(models.glob(f"{files.fingerprint[:16]}-*"), key=lambda path: path.stat().st_mtime)
    for old in made_before[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return replace(made, folder=folder)


def _write_graph(model: Any, path: Path, *, from_words: bool) -> tuple[str, ...]:
    """Trace the whole model, pooling and all that follows it included; the names of its inputs.

    Args:
        from_words: it is given word vectors in place of token ids, and its table of them is left out.
    """
    import torch

    features = dict(model.preprocess(["A text of some words."]))
    if from_words:
        table = model[0].auto_model.get_input_embeddings()
        features = {WORDS: table(features.pop("input_ids")), **features}
    tensors = [name for name, value in features.items() if isinstance(value, torch.Tensor)]
    if unknown := set(tensors) - INPUTS.keys() - {WORDS}:
        raise ValueError(f"it reads more than tokens: {', '.join(sorted(unknown))}")
    settings = {name: value for name, value in features.items() if name not in tensors}

    class Graph(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.steps = torch.nn.ModuleList(model)

        def forward(self, *given: Any) -> Any:
            found = {**settings, **dict(zip(tensors, given, strict=True))}
            for step in self.steps:
                found = step(found)
            return found["sentence_embedding"]

    axes = {name: {0: "texts", 1: "tokens"} for name in tensors} | {TEXT: {0: "texts"}}
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # that this exporter is the older one, and that it traces
        torch.onnx.export(
            Graph().eval(), tuple(features[name] for name in tensors), str(path), input_names=tensors,
            output_names=[TEXT], dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
    return tuple(tensors)


def _write_tokenizer(original: SentenceTransformerEmbedder, path: Path) -> None:
    from tokenizers import Tokenizer

    if original.max_tokens > _LONGEST:
        raise ValueError("it reads texts of any length")
    theirs = original.model.tokenizer
    ours = Tokenizer.from_str(theirs.backend_tokenizer.to_str())
    ours.no_padding()
    ours.enable_truncation(original.max_tokens, direction=theirs.truncation_side)
    path.write_text(ours.to_str(), encoding="utf-8")


def _probed(embedder: Embedder) -> tuple[list[int], Vectors]:
    """What a model makes of the probes: counts of their tokens, and vectors, shape (any, dimensions), made one by one,
    since a batch of texts that are as long as the longest takes half a gigabyte."""
    counts = [embedder.count_tokens(text) for text in PROBES]
    vectors = [embedder.embed([text])[0] for text in PROBES]
    return counts, np.stack([*vectors, *(embedder.embed_question(text) for text in ASKED)])


def _check(expected: tuple[list[int], Vectors], found: tuple[list[int], Vectors]) -> None:
    """Compare what a model and its export make of the probes.

    Raises:
        ValueError: a vector, or a count of tokens, is another one.
    """
    if expected[0] != found[0]:
        raise ValueError("it counts tokens otherwise")
    least = float(np.sum(expected[1] * found[1], axis=1).min())
    if not least >= LEAST_COSINE:
        raise ValueError(f"a vector of its own has the cosine {least:.5f} with the model's")
