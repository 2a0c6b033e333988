from pathlib import Path

import pytest

from index.sources.parsing import mime
from tests.index.sources.made import PROSE, read, shown, write

HEAD = 'From: "Vale Brief" <brief@vale.example>\r\nTo: a@b.example\r\nDate: Thu, 14 Mar 2024 07:00:00 +0100\r\n'
EML = (
    HEAD + "Subject: =?utf-8?Q?Strike_ends_=E2=80=93_deal?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain; charset="utf-8"\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nWorkers at the mill ended a nine-day strike after the owne=\r\nrs"
    " agreed.\r\n\r\n> An older message said other things.\r\n\r\nUnsubscribe: https://vale.example/u\r\n-- \r\nThe desk\r\n"
    "--b1\r\nContent-Type: text/html\r\n\r\n<p>Short.</p>\r\n--b1--\r\n"
)
PAGE = "<html><head><title>Quake shakes valley</title></head><body><article><h1>Quake shakes valley</h1>" + "".join(
    f"<p>{one}</p>" for one in PROSE) + "</article></body></html>"  # fmt: skip
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/2023/07/quake\r\nSubject: Quake\r\n"
    'Date: Tue, 11 Jul 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html";'
    ' boundary="--M"\r\n\r\n----M\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n'
    f"Content-Location: https://news.example/2023/07/quake\r\n\r\n{PAGE.replace('=', '=3D')}\r\n----M--\r\n"
)


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a", "a.unknown"])
def test_a_message_is_an_article_under_any_name(tmp_path: Path, name: str) -> None:
    (article,), errors = read(write(tmp_path, name, EML))
    assert errors == []
    assert shown(article) == ["Workers at the mill ended a nine-day strike after the owners agreed."]
    assert (article.title, article.source) == ("Strike ends – deal", "Vale Brief")
    assert article.published == "2024-03-14T07:00:00+01:00"


def test_a_stub_of_plain_text_gives_way_to_the_page(tmp_path: Path) -> None:
    head = HEAD + "Subject: S\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    parts = "--b\r\nContent-Type: text/plain\r\n\r\nOpen this.\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    (article,), _ = read(write(tmp_path, "a.eml", f"{head}{parts}<p>{PROSE[0]}</p><p>{PROSE[1]}</p>\r\n--b--\r\n"))
    assert shown(article) == list(PROSE)


def test_a_mailbox_gives_its_messages(tmp_path: Path) -> None:
    one = "From a@b.example Thu Mar 14 07:00:00 2024\nFrom: Vale <a@b.example>\nSubject: {}\nDate: Thu, 14 Mar 2024 07:00:00 +0100\n\n"
    text = one.format("First") + f"{PROSE[0]}\n>From here on it was calm.\n\n" + one.format("Second") + PROSE[1] + "\n"
    articles, errors = read(write(tmp_path, "box.mbox", text))
    assert ([article.title for article in articles], errors) == (["First", "Second"], [])
    assert "From here on it was calm." in articles[0].text
    assert len({article.id for article in articles}) == 2


def test_a_web_archive_is_its_page(tmp_path: Path) -> None:
    for name in ("a.mhtml", "a.mht", "a.html", "a.txt"):
        (article,), errors = read(write(tmp_path, name, MHTML))
        assert errors == []
        assert (article.title, article.url) == ("Quake shakes valley", "https://news.example/2023/07/quake")
        assert article.published == "2023-07"  # by its address; the day it was saved is not its own
        assert shown(article) == ["Quake shakes valley", *PROSE]


def test_damaged_and_hostile_messages_are_refused_by_name(tmp_path: Path) -> None:
    nested = HEAD + "Subject: s\r\n" + "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))  # fmt: skip
    parts = HEAD + "Subject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n\r\n" * 60_000
    empty = HEAD + "Subject: s\r\n\r\n"
    for content in (nested, parts, empty, MHTML[: MHTML.index("<html>")], EML[: EML.index("--b1")]):
        articles, errors = read(write(tmp_path, "a.eml", content))
        assert articles == []
        assert [error.path.endswith("a.eml") for error in errors] == [True]
    for header in (
        "Subject: =?utf-16?B?////?=",
        "Date: 99 Foo",
        "From: =?x?Q?=FF?= <",
        "Content-Type: text/plain; charset=none",
    ):
        lines = [*HEAD.split("\r\n")[:3], "Subject: s", header]
        (article,), _ = read(write(tmp_path, "a.eml", "\r\n".join(lines) + f"\r\n\r\n{PROSE[0]}"))
        assert shown(article) == [PROSE[0]]


def test_a_message_that_is_too_long_is_refused_before_it_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mime, "LONGEST_MESSAGE", 200)
    for name, content in (("a.eml", EML), ("a.mhtml", MHTML)):
        articles, (error,) = read(write(tmp_path, name, content))
        assert (articles, error.path.endswith(name)) == ([], True)
        assert "a message of more than" in error.reason


def test_a_message_of_apple_mail_is_read_under_any_name(tmp_path: Path) -> None:
    message = (
        f"From: Tarn Wire <a@b.example>\nSubject: Ferry sinks\nDate: Mon, 4 Mar 2019 09:15:00 +0000\n\n{PROSE[0]}\n"
    )
    content = f"{len(message):<10}\n{message}<?xml version='1.0'?><plist><dict/></plist>"
    for name in ("a.emlx", "b.txt"):
        (article,), errors = read(write(tmp_path, name, content))
        assert (article.title, shown(article), errors) == ("Ferry sinks", [PROSE[0]], [])
