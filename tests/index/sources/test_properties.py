"""Whatever a file holds and is called, the door gives sound articles or named errors, and never raises."""

import gzip
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.dates import parse_date
from index.errors import SourceError
from index.furniture import furniture, is_furniture
from index.sources.detect import detect
from index.sources.encoding import decode
from index.sources.fragment import fragment_blocks
from index.sources.markup import without_shortcodes
from index.sources.paragraphs import paragraph_spans
from tests.index.sources.made import PROSE, docx_of, pdf_of, read, tar_of, write, zip_of

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

often = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


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
    assert len(furniture(paragraphs)) == len(paragraphs)
    assert all(is_furniture(paragraph) in (True, False) for paragraph in paragraphs)


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
