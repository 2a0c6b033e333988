import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from index.errors import SourceError
from index.sources import decompression_limits
from tests.index.sources.made import PROSE, docx_of, pdf_of, read, tar_of, write, zip_of
from tests.index.sources.test_walk import LITTER


def test_archives_of_any_format_are_read_and_nested(tmp_path: Path) -> None:
    inner = zip_of(
        {"deep/a.txt": PROSE[0].encode(), "b.jsonl.gz": gzip.compress(json.dumps({"text": PROSE[1]}).encode())}
    )
    outer = tar_of(
        {"x/inner.zip": inner, "y.md": b"# T\n\nWords.", "z.docx": docx_of([("Normal", "Word words.")])}, "w:gz"
    )
    articles, errors = read(write(tmp_path, "all.tgz", outer))
    assert errors == []
    assert [str(article.path).removeprefix(f"{tmp_path}/") for article in articles] == [
        "all.tgz/x/inner.zip/b.jsonl.gz:1",
        "all.tgz/x/inner.zip/deep/a.txt",
        "all.tgz/y.md",
        "all.tgz/z.docx",
    ]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz"])
def test_a_packed_file_is_read_under_its_own_name(tmp_path: Path, name: str) -> None:
    (article,), _ = read(write(tmp_path, name, gzip.compress(PROSE[0].encode())))
    assert article.text == PROSE[0]


def test_sidecars_count_in_archives(tmp_path: Path) -> None:
    members = {"d/a.txt": PROSE[0].encode(), "d/a.txt.meta.yaml": b"title: Given", "lost.txt.meta.json": b"{}"}
    for name, content in (("a.zip", zip_of(members)), ("a.tar", tar_of(members))):
        (article,), (error,) = read(write(tmp_path, name, content))
        assert article.title == "Given"
        assert error.path.endswith("lost.txt.meta.json")


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt"])
def test_names_that_lead_outside_are_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    members = {name: PROSE[0].encode(), "good.txt": PROSE[1].encode()}
    folder = tmp_path / "in" / "deep"
    for archive, content in (("a.zip", zip_of(members)), ("a.tar", tar_of(members))):
        before = sorted(tmp_path.rglob("*"))
        path = write(folder, archive, content)
        articles, errors = read(path)
        assert [article.text for article in articles] == [PROSE[1]]
        assert "outside" in errors[0].reason
        path.unlink()
        assert set(tmp_path.rglob("*")) - set(before) <= {folder, folder.parent}


def test_links_in_a_tar_are_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo("link.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    articles, errors = read(write(tmp_path, "a.tar", stream.getvalue()))
    assert articles == []
    assert "a link" in errors[0].reason


def test_a_bomb_is_stopped_and_the_other_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decompression_limits, "ALWAYS_ALLOWED", 2**20)
    zeros = b"words " * 2**22
    bombs = {
        "1.zip": zip_of({f"{n}.txt": zeros for n in range(3)}),
        "2.txt.gz": gzip.compress(zeros),
        "3.zip": zip_of({"a.zip": zip_of({"b.zip": zip_of({"c.txt": zeros})})}),
        "4.tgz": tar_of({"a.txt": zeros}, "w:gz"),
        "5.docx": zip_of({"word/document.xml": b"<w>" + b"<p/>" * 2**22}),
    }
    for name, content in bombs.items():
        write(tmp_path, name, content)
    write(tmp_path, "9.txt", PROSE[0])
    articles, errors = read(tmp_path)
    assert [article.text for article in articles] == [PROSE[0]]
    assert [Path(error.path).relative_to(tmp_path).parts[0] for error in errors] == list(bombs)
    assert all("bomb" in error.reason for error in errors[:-1])
    assert "one article of more than" in errors[-1].reason  # it is read no further than an article may be long


def test_hidden_and_half_written_members_are_no_articles(tmp_path: Path) -> None:
    members = {name: f"{PROSE[0]} {name}".encode() for name in (*LITTER, "./a/README.md", "a.txt")}
    write(tmp_path, "a.zip", zip_of(members))
    write(tmp_path, "b.tgz", tar_of({f"./b/{name}": content + b"b" for name, content in members.items()}, "w:gz"))
    articles, errors = read(tmp_path)
    names = [Path(str(article.path)).relative_to(tmp_path).as_posix() for article in articles]
    assert errors == []
    assert sorted(Path(name).name for name in names) == ["README.md", "README.md", "a.txt", "a.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_expands_all_at_once_is_refused(tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("a.txt", PROSE[0] * 1000)
    articles, (error,) = read(tmp_path)
    assert articles == []
    assert "another method than deflate" in error.reason


def test_too_many_archives_in_one_another_are_refused(tmp_path: Path) -> None:
    content = zip_of({"a.txt": PROSE[0].encode()})
    for _ in range(6):
        content = zip_of({"a.zip": content})
    articles, (error,) = read(write(tmp_path, "a.zip", content))
    assert articles == []
    assert "in one another" in error.reason


def test_an_archive_that_holds_itself_ends(tmp_path: Path) -> None:
    path = write(tmp_path, "a.zip", zip_of({"a.txt": PROSE[0].encode()}))
    for _ in range(6):
        path.write_bytes(zip_of({"self.zip": path.read_bytes(), "a.txt": PROSE[0].encode()}))
    articles, errors = read(path)
    assert len(articles) == decompression_limits.DEEPEST
    assert len(errors) == 1


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.txt.gz", "a.tgz"])
def test_damaged_archives_are_named_and_what_is_whole_is_read(tmp_path: Path, name: str) -> None:
    members = {f"{n}.txt": (PROSE[n % 2] * 400 + str(n)).encode() for n in range(3)}
    whole = {"a.zip": zip_of(members), "a.tar": tar_of(members), "a.txt.gz": gzip.compress(PROSE[0].encode() * 50),
             "a.tgz": tar_of(members, "w:gz")}[name]  # fmt: skip
    for content in (
        whole[: len(whole) // 2],
        whole[:60],
        whole[:-20] + bytes(20),
        whole[:40] + b"\xff" * 9 + whole[49:],
    ):
        _, errors = read(write(tmp_path, name, content))
        assert errors or name == "a.tar"  # tar has no checksum of contents


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    content = bytearray(zip_of({"a.txt": PROSE[0].encode()}))
    central = content.rindex(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    _, (error,) = read(write(tmp_path, "a.zip", bytes(content)))
    assert "encrypted" in error.reason


def test_other_packed_formats_are_told_apart(tmp_path: Path) -> None:
    sheet = zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    book = zip_of({"mimetype": b"application/epub+zip", "a.html": b"<p>x"})
    for content, words in ((sheet, "Office"), (book, "e-book"), (zip_of({}), "empty"), (b"BZh91AY", "bzip2")):
        _, (error,) = read(write(tmp_path, "a.zip", content))
        assert words in error.reason


def test_members_that_lie_about_their_size_are_named(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", PROSE[0])
    content = stream.getvalue().replace(len(PROSE[0]).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    articles, errors = read(write(tmp_path, "a.zip", content))
    assert articles == []
    assert len(errors) == 1


def test_pdfs_in_archives_are_read(tmp_path: Path) -> None:
    (article,), _ = read(
        write(tmp_path, "a.zip", zip_of({"a.pdf": pdf_of([["Ten people died in the town that night."]])}))
    )
    assert article.text == "Ten people died in the town that night."


class Endless(io.RawIOBase):
    """Expands to as much as it is asked for, and notes how much that was at most."""

    asked = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.asked = max(self.asked, size)
        return bytes(size)


def test_what_is_expanded_is_charged_before_memory_is_taken() -> None:
    endless = Endless()
    stream = decompression_limits.budgeted(
        cast(BinaryIO, endless), decompression_limits.Budget(4 * 2**20), "a.zip", decompression_limits.ByteCounter()
    )
    with pytest.raises(SourceError, match="archive bomb"):
        stream.read(2**28)
    assert endless.asked <= 2**20


_ITEM = b"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><wp:wxr_version>1</wp:wxr_version><item>"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"Ab cd.\n\n" * 2**21 + b"x", "one article of more than"),
        ("a.txt", b"Ab cd.\n\n" * 210_000, "lines and tags"),
        ("a.html", b"<html><p>some words here</p>" + b"<p>a</p>" * 210_000, "lines and tags"),
        ("a.md", b"- a\n\n" * 2**22, "one article of more than"),
        ("a.html", b"<html><p>some words here</p>" + b"<p>a</p>" * 2**21, "one article of more than"),
        ("a.jsonl", b'{"text": "' + b"word. " * 2**22 + b'"}\n', "one article of more than"),
        ("a.csv", b"text\n" + b"word. " * 2**22, "field larger than field limit"),
        ("a.json", b'[{"text": "some words", "x": [' + b"[]," * 2_600_000 + b"[]]}]", "commas, colons and brackets"),
        ("a.jsonl", b'{"text": "some words", "x": [' + b"[]," * 2_600_000 + b"[]]}\n", "commas, colons and brackets"),
        ("a.xml", _ITEM + b"<a/>" * 1_000_001 + b"</item></channel></rss>", "tags in one item"),
    ],
)
def test_what_would_fill_memory_once_it_is_parsed_is_named(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = write(tmp_path, f"{name}.gz", gzip.compress(content, 1))
    tracemalloc.start()
    try:
        articles, (error,) = read(path)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert articles == []
    assert reason in error.reason
    assert most < 8 * len(content) + 2**24
