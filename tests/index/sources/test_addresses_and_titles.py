import io
import json
from pathlib import Path

import pytest

from index.building.export import export
from index.sources.parsing.addresses import address_date, original_address
from index.sources.parsing.datelines import dateline
from index.sources.parsing.headlines import headline
from tests.index.sources.made import PROSE, read, write

ORIGINAL = "https://news.example/2019/03/04/ferry"
COPY = f"https://web.archive.org/web/20190304120000/{ORIGINAL}"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"https://web.archive.org/web/20190304120000/{ORIGINAL}", ORIGINAL),
        ("http://web.archive.org/web/20190304120000id_/https:/news.example/2019/03/04/ferry", ORIGINAL),
        ("https://web.archive.org/web/2019/news.example/a", "http://news.example/a"),
        (f"https://arquivo.pt/wayback/20190304120000/{ORIGINAL}", ORIGINAL),
        (f"https://archive.example/2019.03.04-120000/{ORIGINAL}", ORIGINAL),
        (f"https://webarchive.example.gov/ukgwa/20190304120000/{ORIGINAL}", ORIGINAL),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a", "https://news.example/a"),
        (ORIGINAL, ORIGINAL),
        (
            "https://news.example/share?u=https://other.example/a",
            "https://news.example/share?u=https://other.example/a",
        ),
    ],
)
def test_the_address_is_that_of_the_original(address: str, expected: str) -> None:
    assert original_address(address) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (ORIGINAL, "2019-03-04"), ("https://x.org/2018/02/hit", "2018-02"), ("https://x.org/2018-02-05-hit", "2018-02-05"),
        ("https://x.org/20180205/hit", "2018-02-05"), ("https://x.org/news/2018/feb/05/hit", "2018-02-05"),
        ("https://x.org/2018/13/45/hit", None), ("https://x.org/story/20181234", None), ("https://x.org/1234/05/06", None),
    ],
)  # fmt: skip
def test_a_day_or_a_month_in_an_address_is_read(address: str, expected: str | None) -> None:
    assert address_date(address) == expected


def test_an_article_without_a_date_has_that_of_its_address(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.json", json.dumps({"text": PROSE[0], "url": ORIGINAL, "date": "soon"})))
    assert article.published == "2019-03-04"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Dole | 5 March 2019", "2019-03-05"), ("Von Max Lund, 5. März 2019", "2019-03-05"),
        ("Published: 2019-03-05 10:00", "2019-03-05"), ("He left on 5 March 2019 for the capital.", None),
        ("© 2019 The Gazette", None), ("March 2019", None),
    ],
)  # fmt: skip
def test_a_day_beside_the_headline_is_read(line: str, expected: str | None) -> None:
    assert dateline([line]) == expected


def test_a_page_and_a_text_with_a_dateline_are_dated(tmp_path: Path) -> None:
    page = f"<html><title>Ferry sinks</title><body><h1>Ferry sinks</h1><div>By Ann Dole | 5 March 2019</div><p>{PROSE[0]}</p>"
    (article,), _ = read(write(tmp_path, "a.html", f"{page}<p>Copyright 1 January 2020</p></body></html>"))
    assert article.published == "2019-03-05"
    (article,), _ = read(write(tmp_path, "a.txt", f"Ferry sinks\n\nBy Ann Dole\n5 March 2019\n\n{PROSE[0]}\n"))
    assert article.published == "2019-03-05"


@pytest.mark.parametrize(
    "title", ["1 of 3 DOCUMENTS", "Word Document", "Microsoft Word - final2.doc", "ferry-sinks-off-port", "final_v2.docx",
              "Untitled-1", "Document1", "---"]
)  # fmt: skip
def test_what_a_program_wrote_is_no_headline(title: str) -> None:
    assert headline(title) is None
    assert headline("Ferry sinks off Port Ellis") == "Ferry sinks off Port Ellis"
    assert headline("X-ray") == "X-ray"


def test_a_page_whose_title_is_a_slug_has_its_heading(tmp_path: Path) -> None:
    page = f"<html><head><title>ferry-sinks-off-port-ellis</title></head><body><h1>Ferry sinks</h1><p>{PROSE[0]}</p></body></html>"
    (article,), _ = read(write(tmp_path, "a.html", page))
    assert article.title == "Ferry sinks"


def test_an_amp_page_is_cited_by_the_address_of_its_article(tmp_path: Path) -> None:
    head = "<title>Ferry sinks</title><link rel=canonical href='/ferry'><!-- saved from url=(0030)https://news.example/amp/ferry -->"
    (article,), _ = read(
        write(tmp_path, "a.html", f"<html amp><head>{head}</head><body><p>{PROSE[0]}</p></body></html>")
    )
    assert article.url == "https://news.example/ferry"


def test_a_page_of_an_archive_is_cited_as_the_original(tmp_path: Path) -> None:
    link = f"<link rel=canonical href='https://web.archive.org/web/20190304120000/{ORIGINAL}'>"
    page = f"<html><head><title>Ferry sinks</title>{link}</head><body><article><h1>Ferry sinks</h1><p>{PROSE[0]}</p>"
    (article,), _ = read(write(tmp_path, "a.html", f"{page}<p>{PROSE[1]}</p></article></body></html>"))
    assert (article.url, article.source, article.published) == (ORIGINAL, "news.example", "2019-03-04")
    assert article.archived == COPY


PAGE = f"<title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
WOMBAT = f'<script>__wm.wombat("{ORIGINAL}","20190304120000","https://web.archive.org/","web","/_static/");</script>'
MHTML = (
    f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {COPY}\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
    f"Content-Location: {COPY}\r\n\r\n<html><head>{PAGE}</article></body></html>\r\n--b--\r\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("saved.html", f"<!-- saved from url=(0080){COPY} --><html><head>{PAGE}</article></body></html>"),
        ("wayback.html", f"<html><head>{WOMBAT}{PAGE}</article></body></html>"),
        ("page.mhtml", MHTML),
        ("rows.jsonl", json.dumps({"text": PROSE[0], "title": "Ferry sinks", "url": COPY})),
        ("table.csv", f'title,link,text\nFerry sinks,{COPY},"{PROSE[0]}"\n'),
        ("note.md", f"---\ntitle: Ferry sinks\nurl: {COPY}\narchived: true\n---\n{PROSE[0]}\n"),
    ],
)
def test_what_comes_from_an_archive_says_so_and_has_its_original_address(
    tmp_path: Path, name: str, content: str
) -> None:
    (article,), errors = read(write(tmp_path, name, content))
    assert (article.url, article.archived, errors) == (ORIGINAL, COPY, [])


def test_an_archived_copy_stays_one_when_it_is_exported_and_read_again(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.json", json.dumps({"text": PROSE[0], "url": COPY})))
    written = io.StringIO()
    export([article], written)
    (again,), _ = read(write(tmp_path, "b.jsonl", written.getvalue()))
    assert (again.url, again.archived, again.id) == (ORIGINAL, COPY, article.id)


def test_what_comes_from_no_archive_does_not_say_so(tmp_path: Path) -> None:
    row = {"text": PROSE[0], "url": ORIGINAL, "archived": "2019-03-04"}
    (article,), _ = read(write(tmp_path, "a.json", json.dumps(row)))
    assert article.archived is None


def test_the_outlet_is_what_the_title_has_behind_the_headline(tmp_path: Path) -> None:
    page = f"<html><head><title>Ferry sinks | The Gazette</title></head><body><h1>Ferry sinks</h1><p>{PROSE[0]}</p></body></html>"
    (article,), _ = read(write(tmp_path, "a.html", page))
    assert (article.title, article.source) == ("Ferry sinks", "The Gazette")
