"""Whatever a file holds and is called, the door gives sound articles or named errors, and never raises."""

import gzip
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.language.dates import parse_date
from index.records import Article
from index.sources.boilerplate import boilerplate_spans
from index.sources.detect import detect
from index.sources.incremental_units import UnchangedUnit
from index.sources.markup.html_fragment import fragment_blocks, without_shortcodes
from index.sources.parsing.encoding import decode
from index.sources.parsing.paragraphs import paragraph_spans
from index.sources.readers import read_places
from tests.index.sources.made import PROSE, docx_of, pdf_of, read, tar_of, write, zip_of
from tests.index.strategies import examples

_DANGER = st.sampled_from(
    ['<b>&"', "\u200b", "\u00a0", "😀" * 3, "مرحبا", "\r\n", "\n\n", "\x0c", "\u2029", "---\n", "# ",
     "| a | b |\n|---|---|\n",
     "```", "[x](y)", "&amp;", "<!--", "]]>", "{{", "\ufeff", "\x85", "word " * 1000, "a" * 5000, "]" * 500, "[" * 500,
     "<div>" * 300, "*" * 400, "_" * 400, "Subscribe to our newsletter!", PROSE[0], "。", "\t"]
)  # fmt: skip
TEXT = st.lists(st.one_of(_DANGER, st.text(max_size=80)), max_size=12).map("".join)
NAMES = st.one_of(
    st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.xml", "a.rss", "a.pdf", "a.docx",
                     "a.zip", "a.tar", "a.gz", "a.tgz", "a", "a.xyz", "a.txt.meta.json", ".meta.yaml"]),
    st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
        lambda name: name not in (".", "..") and len(name.encode()) < 200
    ),
)  # fmt: skip
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1256", "cp1251"])
ROWS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "title", "date", "url", "x"]), inner)
    ),
    max_leaves=8,
)
SEEDS = st.sampled_from(
    [pdf_of([[PROSE[0][:60], PROSE[1][:60]]] * 2), docx_of([("Normal", PROSE[0]), ("Heading 1", "Part")], [["a", "b"]]),
     zip_of({"a.txt": PROSE[0].encode(), "b.md": b"# T"}), tar_of({"a.txt": PROSE[0].encode()}),
     gzip.compress(PROSE[0].encode()), json.dumps([{"text": PROSE[0], "title": "T"}]).encode(),
     f"<html><head><title>T</title></head><body><article><p>{PROSE[0]}</p></article></body></html>".encode(),
     f"<rss><channel><item><title>T</title><description>{PROSE[0]}</description></item></channel></rss>".encode(),
     b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><wp:post_type>post</wp:post_type></item>'
     b"</channel></rss>",
     b"<urlset><url><loc>https://x.org</loc></url></urlset>", f"---\ntitle: T\n---\n{PROSE[0]}".encode(),
     f"title,text\nT,{PROSE[0]}\n".encode()]
)  # fmt: skip

# Every ending that is read, with the bytes by which its format is known.
FORMATS = st.sampled_from(
    [("a.txt", b""), ("a", b""), ("a.md", b"# "), ("a.html", b"<html><body>"), ("a.html", b"<!doctype html><p>"), ("a.htm", b""),
     ("a.json", b"{"), ("a.json", b'[{"text":'), ("a.jsonl", b'{"text": "Ten died."}\n'), ("a.ndjson", b'{"text":'),
     ("a.csv", b"title,text\n"), ("a.tsv", b"title\ttext\n"), ("a.rss", b"<rss><channel>"), ("a.atom", b"<feed><entry>"),
     ("a.xml", b"<urlset>"), ("a.xml", b"<sitemapindex>"), ("a.xml", b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'),
     ("a.pdf", b"%PDF-1.4\n"), ("a.docx", b"PK\x03\x04"), ("a.zip", b"PK\x03\x04"), ("a.zip", b"PK\x05\x06"),
     ("a.tar", b"a.txt" + bytes(252) + b"ustar"), ("a.gz", b"\x1f\x8b\x08\x00"), ("a.tgz", b"\x1f\x8b\x08\x00")]
)  # fmt: skip
MARKUP = st.lists(
    st.sampled_from(
        [b"<item>", b"</item>", b"<entry>", b"<title>", b"<description>", b"<content:encoded>", b"<![CDATA[", b"]]>", b"<loc>",
         b"https://x.org/a", b"<url>", b"<wp:post_type>post</wp:post_type>", b"<updated>", b"2018-02-05", b"<p>", b"</p>",
         b"<script type='application/ld+json'>", b'{"@type": "NewsArticle", "dateModified": [', b"<meta property='article:modified_time'",
         b'"', b"'", b",", b"\n", b"\r", b"\t", b'""', b'{"text": "', b'"}', b'{"date": 1e999, "modified": {"name": 3}}', b"\\ud800", b"\x00",
         b"\xff\xfe", b"&x;", b"&#0;", b"&#xd800;", b"<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", PROSE[0].encode(), b"<" * 200]
    ) | st.binary(max_size=30),
    max_size=25,
).map(b"".join)  # fmt: skip

often = examples(2)


def survives(name: str, content: bytes) -> None:
    """The door gives something for this one file; `read` checks each article and error."""
    with tempfile.TemporaryDirectory() as folder:
        articles, errors = read(write(Path(folder), name, content))
        assert articles or errors
        assert not any("gave up" in error.reason for error in errors)


@often
@given(TEXT, NAMES, ENCODINGS)
def test_text_of_any_kind_under_any_name(text: str, name: str, encoding: str) -> None:
    survives(name, text.encode(encoding, "replace"))


@often
@given(st.binary(max_size=3000), NAMES)
def test_bytes_of_any_kind_under_any_name(content: bytes, name: str) -> None:
    survives(name, content)


@often
@given(FORMATS, st.one_of(st.binary(max_size=500), MARKUP))
def test_any_bytes_behind_the_beginning_of_every_format(kind: tuple[str, bytes], content: bytes) -> None:
    survives(kind[0], kind[1] + content)


@often
@given(SEEDS, st.data())
def test_files_of_every_format_cut_and_changed_anywhere(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
        if not changed:
            break
    name = data.draw(
        st.sampled_from(["a", "a.pdf", "a.docx", "a.zip", "a.tar", "a.gz", "a.html", "a.xml", "a.json", "a.txt"])
    )
    with tempfile.TemporaryDirectory() as folder:
        articles, errors = read(write(Path(folder), name, bytes(changed)[: data.draw(st.integers(1, 5000))]))
        assert articles or errors


@often
@given(st.lists(ROWS, max_size=4), st.booleans())
def test_json_of_any_shape(rows: list[object], lines: bool) -> None:
    survives("a.jsonl", ("\n".join(map(json.dumps, rows)) if lines else json.dumps(rows)).encode())


@often
@given(st.dictionaries(NAMES, TEXT.map(str.encode), max_size=4), st.booleans())
def test_archives_with_any_names(members: dict[str, bytes], zipped: bool) -> None:
    if zipped:
        survives("a.zip", zip_of(members))
    else:
        survives("a.tar", tar_of(members))


@often
@given(TEXT)
def test_paragraphs_lose_only_white_space_and_rules(text: str) -> None:
    outside, end = [], 0
    for span in paragraph_spans(text):
        assert end <= span.start
        outside.append(text[end : span.start])
        end = span.end
    outside.append(text[end:])
    assert not any(character.isalnum() for character in "".join(outside))


@often
@given(st.lists(TEXT, max_size=8))
def test_furniture_is_judged_for_every_paragraph(paragraphs: list[str]) -> None:
    assert len(boilerplate_spans(paragraphs)) == len(paragraphs)


@often
@given(TEXT)
def test_pieces_of_html_never_raise_and_leave_no_tag(text: str) -> None:
    for block in fragment_blocks(f"<p>{text}</p>", blank_lines=True):
        assert block.text == " ".join(block.text.split())
    without_shortcodes(text)
    parse_date(text)


@often
@given(st.binary(min_size=1, max_size=400), NAMES)
def test_formats_and_encodings_are_told_or_refused(content: bytes, name: str) -> None:
    for attempt in (lambda: detect(content, name, "a"), lambda: decode(content, "a")):
        try:
            attempt()
        except SourceError as error:
            assert error.reason


@st.composite
def folders(draw: st.DrawFn) -> dict[str, bytes]:
    """Files of every format, sound, damaged and side by side with their metadata."""
    files: dict[str, bytes] = {}
    for number in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(["a", "a.txt", "a.json", "a.csv", "a.jsonl", "a.xml", "a.html"]))
        files[f"{number}{name}"] = draw(st.one_of(SEEDS, FOLDED))
        if draw(st.integers(0, 4)) == 0:
            files[f"{number}{name}.meta.json"] = draw(
                st.sampled_from([b'{"title": "T"}', b'{"modified": "2018"}', b"{"])
            )
    return files


LINES = st.sampled_from([json.dumps({"text": PROSE[0]}), json.dumps({"text": PROSE[1], "id": 1, "updated": "2018"}),
                         '{"title": "none"}', "{broken", "", json.dumps({"text": "Ten died.", "url": "https://x.org"})])  # fmt: skip
FOLDED = st.one_of(
    st.lists(LINES, min_size=1, max_size=6).map(lambda lines: "\n".join(lines).encode()),
    st.lists(st.sampled_from([PROSE[1].replace(",", ""), "x,y,z", "Ten died,T", '"One\n\ntwo",T', ""]), max_size=6).map(
        lambda lines: "\n".join(["text,title", *lines]).encode()
    ),
    st.dictionaries(st.sampled_from(["a.txt", "b/c.jsonl", "d.pdf", "../e"]), LINES.map(str.encode), max_size=3).map(
        zip_of
    ),
)


def built(folder: Path, before: dict[str, list[Article]]) -> tuple[list[Article | str], dict[str, list[Article]]]:
    """What a build that has the articles of `before` by their units would hold: articles and errors, and by units."""
    results: list[Article | str] = []
    units: dict[str, list[Article]] = {}
    refused: set[str] = set()
    for found in read_places([folder], known_units=before.keys()):
        if isinstance(found.item, UnchangedUnit):
            now = found.item
            kept = [replace(one, path=now.path or one.path, retrieved=now.retrieved) for one in before[found.unit]]
            units[found.unit] = kept
            results += kept
        elif isinstance(found.item, Article):
            units.setdefault(found.unit, []).append(found.item)
            results.append(found.item)
        else:
            refused.add(found.unit)
            results.append(str(found.item))
    return results, {unit: kept for unit, kept in units.items() if unit not in refused}


@often
@given(folders(), folders())
def test_what_is_known_never_changes_what_a_build_would_hold(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in first.items():
            write(root, name, content)
        fresh, units = built(root, {})
        again = list(read_places([root], known_units=units.keys()))
        assert {found.unit for found in again if isinstance(found.item, UnchangedUnit)} == units.keys()
        assert {found.unit for found in again if isinstance(found.item, Article)}.isdisjoint(units)
        assert built(root, units)[0] == fresh
        for name, content in second.items():
            write(root, name, content)
            os.utime(root / name, (1e9, 1e9))
        assert built(root, units)[0] == built(root, {})[0]


@often
@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8))
def test_rows_put_in_taken_out_and_moved_leave_the_others_known(first: list[str], second: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), "a.jsonl", "\n".join(['{"text": "The first line of them all."}', *first]))
        _, units = built(path, {})
        write(Path(folder), "a.jsonl", "\n".join(['{"text": "The first line of them all."}', *second]))
        assert built(path, units)[0] == built(path, {})[0]
        kept = sum(isinstance(found.item, UnchangedUnit) for found in read_places([path], known_units=units.keys()))
        sound = [line for line in {*first} if "text" in line and line in second]
        assert kept == 1 + sum(min(first.count(line), second.count(line)) for line in sound)
