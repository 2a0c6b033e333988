"""multilingual-e5-small written out for this machine: as a sentence-transformers folder, and its tokenizer."""

import fcntl
import hashlib
import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.models import packaged_e5 as e5
from index.models.piece_tokenizer import PieceTokenizer, sentencepiece_model
from index.storage.files import sha256_of, sync

log = logging.getLogger(__name__)

VERSION = 1
"""Raised whenever the same model would be written differently."""

PIECES_SHA256 = "31921e24a737b59f46f83da21c620e1cfbb6abee51095a58b685b636316268d3"
"""Of the tokenizer's file, which follows from that of the weights."""

PROMPTS = {"query": "query: ", "document": "passage: "}

_CONFIG = {
    "architectures": ["BertModel"], "model_type": "bert", "vocab_size": 250037, "hidden_size": e5.WIDTH,
    "num_hidden_layers": e5.LAYERS, "num_attention_heads": e5.HEADS, "intermediate_size": e5.INNER,
    "max_position_embeddings": e5.LONGEST, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu",
    "pad_token_id": e5.PAD, "position_embedding_type": "absolute", "dtype": "float32",
}  # fmt: skip
_TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": e5.LONGEST, "bos_token": "<s>",
    "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>",
    "mask_token": "<mask>",
    "model_input_names": ["input_ids", "attention_mask"],
}  # fmt: skip
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_HASHES, _LOCK = "sha256.json", ".writing"


def folder_in(models: Path) -> Path:
    """Where the model is, or will be, written in a folder of models."""
    return models / f"{e5.NAME}-{e5.SHA256[:12]}-{VERSION}"


def write(models: Path) -> Path:
    """The model's folder in `models`, written where it is not there whole: beside its place first, then renamed.

    Raises:
        EmbedderError: the package that carries the model is not there, or not as it should be.
        OSError: the folder cannot be written.
    """
    folder = folder_in(models)
    if _whole(folder):
        return folder
    packaged = e5.packaged_file()
    with _writing(models, folder.name) as staging:
        if not _whole(folder):  # which another process may have written meanwhile
            _write_files(packaged, staging)
            shutil.rmtree(folder, ignore_errors=True)  # damaged
            staging.rename(folder)
            sync(models)
    return folder


def tokenizer_in(models: Path) -> PieceTokenizer:
    """The model's tokenizer, from its file in `models`, which is written where it is not there whole.

    Where it cannot be written, it is made in memory, which takes a second. Whoever asks again is given the same one.

    Raises:
        EmbedderError: the package that carries the model is not there, or not as it should be.
    """
    return _tokenizer(models, f"{folder_in(models).name}.pieces")


@lru_cache(maxsize=1)  # it takes some 50 MB
def _tokenizer(models: Path, name: str) -> PieceTokenizer:
    try:
        held = (models / name).read_bytes()
    except OSError:
        held = b""
    if hashlib.sha256(held).hexdigest() != PIECES_SHA256:
        held = sentencepiece_model(e5.pieces(e5.packaged_file()))
        try:
            with _writing(models, name) as staging:
                staging.write_bytes(held)
                sync(staging)
                staging.replace(models / name)
        except OSError as error:
            log.warning("%s cannot be written (%s); the tokenizer is made anew at each start", models / name, error)
    return PieceTokenizer(held)


@contextmanager
def _writing(models: Path, name: str) -> Iterator[Path]:
    """Where to write what will be called `name`, one process at a time; what is left there is removed."""
    models.mkdir(parents=True, exist_ok=True)
    staging = models / f".{name}"
    with (models / _LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _remove(staging)  # left by a process that was killed
        try:
            yield staging
        finally:
            _remove(staging)


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)


def _whole(folder: Path) -> bool:
    """Whether the folder has what was written into it."""
    try:
        hashes: dict[str, str] = json.loads((folder / _HASHES).read_text(encoding="utf-8"))
        damaged = [name for name in hashes if sha256_of(folder / name) != hashes[name]]
    except (OSError, ValueError, AttributeError):
        damaged = [_HASHES]
    if damaged and folder.exists():
        log.warning("%s in %s is damaged; the model is written again", ", ".join(damaged), folder)
    return not damaged


def _write_files(packaged: Path, folder: Path) -> None:
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    (folder / "1_Pooling").mkdir(parents=True)
    described: dict[str, Any] = {
        "config.json": _CONFIG,
        "tokenizer_config.json": _TOKENIZER,
        "modules.json": _MODULES,
        "sentence_bert_config.json": {"max_seq_length": e5.LONGEST, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": e5.WIDTH, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
    for name, value in described.items():
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    (folder / "tokenizer.json").write_text(e5.tokenizer_text(e5.pieces(packaged)), encoding="utf-8")
    # 16 bits hold a scale times a number of 4 bits to 11 places; half the disk, and the same vectors to six nines.
    weights = {name: value.astype(np.float16) for name, value in e5.weights(packaged)}
    weights |= {
        "pooler.dense.weight": np.zeros((e5.WIDTH, e5.WIDTH), np.float16),
        "pooler.dense.bias": np.zeros(e5.WIDTH, np.float16),
    }
    try:
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    except SafetensorError as error:  # as which it tells of a disk that is full
        raise OSError(str(error)) from error
    shutil.copymode(folder / "config.json", folder / "model.safetensors")  # else its writer alone may read it
    hashes = {path.relative_to(folder).as_posix(): sha256_of(path) for path in folder.rglob("*") if path.is_file()}
    (folder / _HASHES).write_text(json.dumps(hashes, indent=1, sort_keys=True), encoding="utf-8")
    for path in (*folder.rglob("*"), folder):
        sync(path)
