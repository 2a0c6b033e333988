import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.building.verify import verify
from index.errors import ArchiveMissing, EmbedderError
from index.storage.folder import ARTICLES, VECTORS, current_generation, file_table
from tests.index.fakes import HashEmbedder, build_with, laid_out, long_article

LONG = long_article()
BREAD = laid_out("bread", [("body", "Bread prices rose in Homs."), ("body", "Nobody knew why.")], published="2019-03")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build_with(HashEmbedder(), tmp_path, LONG, BREAD)
    return tmp_path


def signed_again(directory: Path) -> None:
    """Make the manifest agree with the files, so that only their content can be wrong."""
    generation = current_generation(directory)
    path = generation / "manifest.json"
    manifest = json.loads(path.read_text())
    path.unlink()
    manifest["files"] = file_table(generation)
    path.write_text(json.dumps(manifest))


def with_manifest(directory: Path, **changed: object) -> None:
    path = current_generation(directory) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


def in_articles(directory: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(current_generation(directory) / ARTICLES)
    connection.execute(statement, values)
    connection.commit()
    connection.close()
    signed_again(directory)


def test_a_whole_index_has_nothing_wrong(index: Path) -> None:
    assert list(verify(index)) == []


def test_an_index_by_keywords_alone_can_be_whole(tmp_path: Path) -> None:
    build_with(EmbedderError("none"), tmp_path, LONG, BREAD)
    assert list(verify(tmp_path)) == []


def test_where_there_is_no_index_there_is_none_to_verify(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        list(verify(tmp_path))


def test_every_file_is_compared_with_the_manifest(index: Path) -> None:
    generation = current_generation(index)
    names = json.loads((generation / "manifest.json").read_text())["files"]
    assert len(names) > 5
    for name in names:
        path = generation / name
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        (problem,) = verify(index)
        assert name in problem
        assert "hash" in problem
        path.unlink()
        (problem,) = verify(index)
        assert name in problem
        path.write_bytes(content)
    assert list(verify(index)) == []


def test_a_broken_manifest_is_told(index: Path) -> None:
    (current_generation(index) / "manifest.json").write_text("{")
    (problem,) = verify(index)
    assert "manifest.json cannot be read" in problem


@pytest.mark.parametrize(
    ("field", "what"), [("articles", "3 expected"), ("passages", "3 expected"), ("dimensions", "3 expected")]
)
def test_counts_are_compared_with_the_manifest(index: Path, field: str, what: str) -> None:
    with_manifest(index, **{field: 3})
    (problem,) = verify(index)
    assert what in problem


CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "text": ("its text is not the one", lambda text: text.replace("rose", "fell")),
    "shorter": ("offsets lie outside", lambda text: text[:10]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_text_that_was_changed_is_found_though_its_hash_agrees(index: Path, change: str) -> None:
    expected, changed = CHANGES[change]
    in_articles(index, "UPDATE texts SET text = ? WHERE number = 2", changed(BREAD.text))
    problems = list(verify(index))
    assert any(expected in problem and "bread" in problem for problem in problems)
    assert all("bread" in problem for problem in problems)


def test_passages_that_moved_are_found(index: Path) -> None:
    in_articles(index, "UPDATE articles SET passages = x'0100000009000000' WHERE number = 2")
    (problem,) = verify(index)
    assert "its passages are not those that were indexed" in problem


def test_passages_that_are_lost_are_found(index: Path) -> None:
    in_articles(index, "UPDATE articles SET passages = x'' WHERE number = 2")
    problems = list(verify(index))
    assert any("passages in the file of articles" in problem for problem in problems)


def test_metadata_that_was_changed_is_found(index: Path) -> None:
    in_articles(index, "UPDATE articles SET source = 'Another' WHERE number = 2")
    (problem,) = verify(index)
    assert "outlet" in problem


def test_paragraphs_that_overlap_are_found(index: Path) -> None:
    in_articles(
        index, "UPDATE texts SET paragraphs = x'000000001400000003000000050000002a00000003000000' WHERE number = 2"
    )
    assert any("paragraphs overlap" in problem for problem in verify(index))


def test_vectors_of_another_length_than_one_are_found(index: Path) -> None:
    path = current_generation(index) / VECTORS
    content = bytearray(path.read_bytes())
    content[-256:] = bytes(256)  # the last vector of 64 numbers
    path.write_bytes(content)
    signed_again(index)
    (problem,) = verify(index)
    assert "has not the length 1" in problem
