"""multilingual-e5-small written out for this machine: as a sentence-transformers folder, and its tokenizer."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from index.models import packaged_e5 as e5
from index.models.piece_tokenizer import PieceTokenizer, sentencepiece_model
from index.storage.files import sync

VERSION = 1
"""Raised whenever the same model would be written differently."""

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


def folder_in(models: Path) -> Path:
    """Where the model is, or will be, written in a folder of models."""
    return models / f"{e5.NAME}-{e5.SHA256[:12]}-{VERSION}"


def write(models: Path) -> Path:
    """The model's folder in `models`, written where it is not there yet: staging it first, then renamed.

    Raises:
        EmbedderError: the package that carries the model is not there, or not as it should be.
        OSError: the folder cannot be written.
    """
    folder = folder_in(models)
    if folder.exists():
        return folder
    from safetensors.numpy import save_file

    model = e5.read(e5.packaged_file())
    models.mkdir(parents=True, exist_ok=True)
    staging = models / f".{folder.name}-{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    (staging / "1_Pooling").mkdir(parents=True)
    # 16 bits hold a scale times a number of 4 bits to 11 places; half the disk, and the same vectors to six nines.
    weights = {name: np.ascontiguousarray(value, dtype=np.float16) for name, value in model.weights.items()}
    weights |= {
        "pooler.dense.weight": np.zeros((e5.WIDTH, e5.WIDTH), np.float16),
        "pooler.dense.bias": np.zeros(e5.WIDTH, np.float16),
    }
    save_file(weights, staging / "model.safetensors", metadata={"format": "pt"})
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
        (staging / name).write_text(json.dumps(value), encoding="utf-8")
    (staging / "tokenizer.json").write_text(e5.tokenizer_text(model.pieces), encoding="utf-8")
    for path in (*staging.rglob("*"), staging):
        sync(path)
    try:
        staging.rename(folder)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        if not folder.exists():
            raise
        # Another process has written the same.
    sync(models)
    return folder


def tokenizer_in(models: Path) -> PieceTokenizer:
    """The model's tokenizer, from its file in `models`, which is written where it is not there yet.

    Raises:
        EmbedderError: the package that carries the model is not there, or not as it should be.
        OSError: the file cannot be written.
    """
    file = models / f"{folder_in(models).name}.pieces"
    if not file.exists():
        models.mkdir(parents=True, exist_ok=True)
        staging = models / f".{file.name}-{os.getpid()}"
        staging.write_bytes(sentencepiece_model(e5.read_pieces(e5.packaged_file())))
        sync(staging)
        staging.replace(file)
    return PieceTokenizer(file)
