"""What a build is told of where things were read, and what it need not read again."""

import gzip
import hashlib
import json
import os
from collections.abc import Container, Mapping
from pathlib import Path

import pytest

from index.errors import SourceError
from index.records import Article
from index.sources import incremental_units as reading_units
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.sources.readers import read_places
from tests.index.sources.made import PROSE, docx_of, pdf_of, tar_of, write, zip_of

NEVER = frozenset[str]()
MOMENT = 1517824800
RETRIEVED = "2018-02-05T10:00:00+00:00"
WXR = f"""<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="c"><channel><item><link>https://x.org/1</link>
<content:encoded>{PROSE[0]}</content:encoded><wp:post_modified_gmt>2018-02-06 11:00:00</wp:post_modified_gmt>
<wp:post_type>post</wp:post_type></item></channel></rss>"""
PAGE = f"<html><head><title>T</title></head><body><article><p>{PROSE[0]}</p></article></body></html>"


def places(
    *given: Path | str, known_units: Container[str] = NEVER, fields: Mapping[str, str] | None = None
) -> list[UnitResult]:
    return list(read_places(given, fields, known_units=known_units))


def articles(*given: Path | str, fields: Mapping[str, str] | None = None) -> list[Article]:
    return [read.item for read in places(*given, fields=fields) if isinstance(read.item, Article)]


def units(*given: Path | str, fields: Mapping[str, str] | None = None) -> list[str]:
    return [read.unit for read in places(*given, fields=fields)]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def dated(path: Path) -> Path:
    os.utime(path, (MOMENT, MOMENT))
    return path


def rows(*texts: str) -> str:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", PROSE[0].encode()),
        ("a.md", PROSE[0].encode()),
        ("a.html", PAGE.encode()),
        ("a.html", PAGE.encode("utf-16")),
        ("a.json", json.dumps([{"text": PROSE[0]}]).encode()),
        ("a.rss", f"<rss><channel><item><description>{PROSE[0]}</description></item></channel></rss>".encode()),
        ("a.xml", WXR.encode()),
        ("a.pdf", pdf_of([[PROSE[0][:60]]])),
        ("a.docx", docx_of([("Normal", PROSE[0])])),
        ("big.txt", (PROSE[0] + "\n\n").encode() * 20_000),
    ],
)
def test_an_article_names_the_bytes_of_its_file_and_when_that_was_written(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (article,) = articles(dated(write(tmp_path, name, content)))
    assert (article.content_hash, article.retrieved) == (sha256(content), RETRIEVED)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz"])
def test_an_article_in_an_archive_names_its_own_bytes_and_when_the_archive_was_written(
    tmp_path: Path, name: str
) -> None:
    members = {"1.txt": PROSE[0].encode(), "2.txt": PROSE[1].encode()}
    packed = {"a.zip": zip_of(members), "a.tar": tar_of(members), "a.tgz": tar_of(members, "w:gz")}[name]
    found = articles(dated(write(tmp_path, name, packed)))
    assert [article.content_hash for article in found] == [sha256(content) for content in members.values()]
    assert {article.retrieved for article in found} == {RETRIEVED}


def test_a_packed_file_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.txt.gz", gzip.compress(PROSE[0].encode())))
    assert article.content_hash == sha256(PROSE[0].encode())


def test_a_row_is_named_by_its_own_bytes_without_its_end(tmp_path: Path) -> None:
    line = json.dumps({"text": PROSE[0]}).encode()
    for ending in (b"", b"\n", b"\r\n", b" \n"):
        (article,) = articles(write(tmp_path, "a.jsonl", line + ending))
        assert article.content_hash == sha256(line)
    cells = f'One,"{PROSE[0]}\n\n{PROSE[1]}"'
    for end in ("", "\n", "\r\n"):
        (article,) = articles(write(tmp_path, "a.csv", f"title,text{end or chr(10)}{cells}{end}"))
        assert article.content_hash == sha256(cells.encode())


def test_a_time_that_no_calendar_has_hides_no_article(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", PROSE[0])
    os.utime(path, (2**40, 2**40))
    (article,) = articles(path)
    cut_by_the_disk = path.stat().st_mtime < 2**40
    assert (article.retrieved is None) is not cut_by_the_disk


@pytest.mark.parametrize("name", ["modified", "updated", "date_modified", "dateModified", "lastmod", "last-modified"])
def test_the_day_of_the_last_change_is_known_by_its_usual_names(tmp_path: Path, name: str) -> None:
    files = {
        "a.json": json.dumps({"text": PROSE[0], name: "2018-02-06"}),
        "a.csv": f"text,{name}\n{PROSE[0].split(',')[0]},2018-02-06\n",
        "a.txt": f"---\n{name}: 2018-02-06\n---\n{PROSE[0]}",
        "b.txt": PROSE[0],
    }
    for file, content in files.items():
        write(tmp_path, file, content)
    write(tmp_path, "b.txt.meta.yaml", f"{name}: 2018-02-06")
    assert [(article.published, article.modified) for article in articles(tmp_path)] == [(None, "2018-02-06")] * 4


def test_the_last_change_of_a_post_is_given_in_utc(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.xml", WXR))
    assert article.modified == "2018-02-06T11:00:00+00:00"
    (article,) = articles(write(tmp_path, "a.xml", WXR.replace("2018-02-06 11:00:00", "0000-00-00 00:00:00")))
    assert article.modified is None


@pytest.mark.parametrize(
    "said",
    [
        '<meta property="article:modified_time" content="2018-02-06">',
        '<meta itemprop="dateModified" content="2018-02-06">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2018-02-06"}</script>',
        '<meta property="og:updated_time" content="2019-01-01"><meta name="DCTERMS.modified" content="2018-02-06">',
        '<meta property="article:modified_time" content="?"><meta property="og:updated_time" content="2018-02-06">',
    ],
)
def test_a_page_says_when_it_was_changed_last(tmp_path: Path, said: str) -> None:
    (article,) = articles(write(tmp_path, "a.html", PAGE.replace("</head>", f"{said}</head>")))
    assert (article.published, article.modified) == (None, "2018-02-06")


def test_a_marked_time_on_a_page_is_that_of_its_last_change(tmp_path: Path) -> None:
    said = '<time itemprop="dateModified" datetime="2018-02-06">today</time>'
    (article,) = articles(write(tmp_path, "a.html", PAGE.replace("<p>", f"{said}<p>")))
    assert (article.published, article.modified) == (None, "2018-02-06")


def test_the_day_of_publication_is_not_taken_for_that_of_a_change(tmp_path: Path) -> None:
    said = '<meta property="article:published_time" content="2018-02-05">'
    (article,) = articles(write(tmp_path, "a.html", PAGE.replace("</head>", f"{said}</head>")))
    assert (article.published, article.modified) == ("2018-02-05", None)


def test_the_place_is_what_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "in/deep/a.txt", PROSE[0])
    write(tmp_path, "in/b.zip", zip_of({"c.txt": PROSE[1].encode(), "../d.txt": b"x"}))
    write(tmp_path, "in/e.xyz", "words")
    monkeypatch.chdir(tmp_path)
    for given in ("in", "./in/", Path("in"), tmp_path / "in"):
        found = places(given)
        assert len(found) == 4
        assert {read.place for read in found} == {str(given)}
    assert [read.place for read in places("in/b.zip", "nothing", tmp_path)][2:4] == ["nothing", str(tmp_path)]


def test_a_place_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xe9\n.txt")
    (read,) = places(write(tmp_path, name, PROSE[0]))
    assert read.place.endswith("\\udce9\\u000a.txt")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.txt", "a.xml", "a.jsonl", "a.csv"])
def test_what_is_known_is_not_parsed(tmp_path: Path, name: str) -> None:
    broken = {"a.xml": "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>", "a.html": "<p>",
              "a.jsonl": '{"title": 1}\n{"text": \n', "a.csv": "text,title\n1,2,3\n4,5,6\n", "a.txt": "\0\1\2"}  # fmt: skip
    path = write(tmp_path, name, broken.get(name, "broken"))
    found = places(path)
    assert all(isinstance(read.item, SourceError) for read in found)
    again = places(path, known_units={read.unit for read in found})
    assert [type(read.item) for read in again] == [UnchangedUnit] * len(found)
    assert [read.unit for read in again] == [read.unit for read in found]


def test_a_unit_that_is_known_tells_where_it_lies_now(tmp_path: Path) -> None:
    path = dated(write(tmp_path, "a.jsonl", rows(*PROSE)))
    known_units = set(units(path))
    path.write_text(rows("New people.", *PROSE[::-1]))
    dated(path)
    new, *old = places(path, known_units=known_units)
    assert isinstance(new.item, Article)
    assert [read.item for read in old] == [
        UnchangedUnit(old[0].unit, f"{path}:2", RETRIEVED),
        UnchangedUnit(old[1].unit, f"{path}:3", RETRIEVED),
    ]
    assert {read.unit for read in old} == known_units


def test_rows_that_say_the_same_are_units_and_articles_of_their_own(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", rows(PROSE[0], PROSE[0], PROSE[0]))
    assert len(set(units(path))) == len({article.id for article in articles(path)}) == 3
    known_units = set(units(path))
    path.write_text(rows(PROSE[1], PROSE[0], PROSE[0]))
    assert [type(read.item) for read in places(path, known_units=known_units)] == [
        Article,
        UnchangedUnit,
        UnchangedUnit,
    ]


def test_rows_without_a_name_keep_their_ids_wherever_they_stand(tmp_path: Path) -> None:
    for name, header in (("a.jsonl", ""), ("a.csv", "text\n")):
        lines = [json.dumps({"text": text}) if not header else f'"{text}"' for text in PROSE]
        before = articles(write(tmp_path, name, header + "\n".join(lines)))
        after = articles(write(tmp_path, name, header + "\n".join(["", *lines[::-1], ""])))
        assert [article.id for article in before] == [article.id for article in after][::-1]
        assert before[0].id != before[1].id


def test_a_file_that_moves_with_its_folder_stays_known(tmp_path: Path) -> None:
    first = write(tmp_path, "one/deep/a.txt", PROSE[0])
    known_units = set(units(first.parents[1]))
    (read,) = places(first.parents[1].rename(tmp_path / "two"), known_units=known_units)
    assert isinstance(read.item, UnchangedUnit)
    assert read.item.path == str(tmp_path / "two/deep/a.txt")


def test_a_file_whose_articles_have_paths_of_their_own_is_read_again_where_it_moved(tmp_path: Path) -> None:
    for name, content in (("a.json", json.dumps([{"text": one} for one in PROSE], indent=1)), ("a.xml", WXR)):
        path = write(tmp_path, f"one/{name}", content)
        known_units = set(units(path.parent))
        (read,) = places(path, known_units={*known_units, *units(path)})
        assert isinstance(read.item, UnchangedUnit)
        assert read.item.path is None
        moved = places(path.parent.rename(tmp_path / f"two{name}"), known_units=known_units)
        assert all(isinstance(one.item, Article) for one in moved)


@pytest.mark.parametrize(
    "change",
    ["content", "name", "folder", "sidecar", "fields", "version"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.json", "a.zip"])
def test_what_an_article_depends_on_makes_another_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, change: str
) -> None:
    content = {"a.txt": PROSE[0].encode(), "a.jsonl": rows(PROSE[0]).encode(), "a.csv": f'text\n"{PROSE[0]}"\n'.encode(),
               "a.json": json.dumps([{"text": PROSE[0]}]).encode(), "a.zip": zip_of({"b.txt": PROSE[0].encode()})}[name]  # fmt: skip
    path = write(tmp_path / "in", name, content)
    before = set(units(tmp_path / "in"))
    assert set(units(tmp_path / "in")) == before
    fields = None
    match change:
        case "content" if name == "a.zip":
            path.write_bytes(zip_of({"b.txt": PROSE[1].encode()}))
        case "content":
            path.write_bytes(content.replace(b"15", b"16"))
        case "name":
            path.rename(path.with_name(f"b{name}"))
        case "folder":
            write(tmp_path / "in/deep", name, content)
            path.unlink()
        case "sidecar" if name == "a.zip":
            path.write_bytes(zip_of({"b.txt": PROSE[0].encode(), "b.txt.meta.json": b'{"title": "T"}'}))
        case "sidecar":
            write(tmp_path / "in", f"{name}.meta.json", '{"title": "T"}')
        case "fields":
            fields = {"title": "Kopf"}
        case "version":
            monkeypatch.setattr(reading_units, "READING_VERSION", 0)
    after = set(units(tmp_path / "in", fields=fields))
    assert after
    assert not before & after


def test_a_header_belongs_to_every_row_below_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f'title,text\nA,"{PROSE[0]}"\n')
    before = units(path)
    path.write_text(f'author,text\nA,"{PROSE[0]}"\n')
    assert not set(before) & set(units(path))
    path.write_text(f'title;text\nA;"{PROSE[0]}"\n')
    assert not set(before) & set(units(path))


def test_a_row_that_ends_a_file_is_the_same_with_another_below_it(tmp_path: Path) -> None:
    for name, header in (("a.jsonl", ""), ("a.csv", "text\n")):
        lines = [json.dumps({"text": text}) if not header else f'"{text}"' for text in PROSE]
        (before,) = units(write(tmp_path, name, header + lines[0]))
        assert units(write(tmp_path, name, header + "\n".join(lines)))[0] == before


def test_a_mark_at_the_head_of_the_file_is_no_part_of_its_first_row(tmp_path: Path) -> None:
    plain = units(write(tmp_path, "a.jsonl", rows(*PROSE)))
    assert units(write(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + rows(*PROSE).encode())) == plain


def test_errors_of_what_was_never_read_belong_to_no_unit(tmp_path: Path) -> None:
    write(tmp_path, "a.xyz", "words")
    write(tmp_path, "b.zip", b"PK\x03\x04 broken")
    write(tmp_path, "c.csv", "header\n")
    write(tmp_path, "lost.txt.meta.json", "{}")
    found = places(tmp_path, tmp_path / "nothing")
    assert len(found) == 5
    assert {read.unit for read in found} == {""}


def test_errors_in_a_unit_carry_its_name(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", b"%PDF-1.4 broken")
    write(tmp_path, "b.jsonl", '{"text": "Ten people died there."}\n{"title": "x"}\n')
    found = [read for read in places(tmp_path) if isinstance(read.item, SourceError)]
    assert len({read.unit for read in found if len(read.unit) == 32}) == 2


def test_one_line_in_no_known_encoding_does_not_hide_the_rest(tmp_path: Path) -> None:
    lines = [
        rows(PROSE[0]).encode(),
        b'{"text": "' + bytes(range(128, 160)) * 3 + b'\x01\x02\x03"}\n',
        rows(PROSE[1]).encode(),
    ]
    found = places(write(tmp_path, "a.jsonl", b"".join(lines)))
    assert [type(read.item) for read in found] == [Article, SourceError, Article]
    assert isinstance(found[1].item, SourceError)
    assert found[1].item.line == 2


def test_a_large_file_is_known_as_a_small_one_is(tmp_path: Path) -> None:
    for name, content in (("a.txt", PROSE[0] * 20_000), ("a.json", json.dumps([{"text": PROSE[0] * 20_000}]))):
        path = write(tmp_path, name, content)
        (read,) = places(path, known_units=set(units(path)))
        assert isinstance(read.item, UnchangedUnit)


def test_a_member_near_the_budget_of_its_archive_is_not_counted_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.sources import decompression_limits

    monkeypatch.setattr(decompression_limits, "ALWAYS_ALLOWED", 2 * 2**20)
    text = (PROSE[0] + "\n\n").encode() * 18_000
    assert 2**20 < len(text) < 2 * 2**20
    (article,) = articles(write(tmp_path, "a.txt.gz", gzip.compress(text)))
    assert len(article.text) == len(text)
