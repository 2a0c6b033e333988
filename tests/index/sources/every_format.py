"""One file of every format with the same paragraphs in it, made for the tests and benchmarks."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from tests.index.sources.made import pdf_of, zip_of

TITLE = "Ferry sinks off Tarn"
Maker = Callable[[Sequence[str]], bytes]

_DATE = "Mon, 04 Mar 2019 09:15:00 +0000"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODT = "xmlns:office='o' xmlns:text='t'"


def _html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in paragraphs)


def _page(paragraphs: Sequence[str]) -> str:
    head = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE}</title></head>"
    return f"{head}<body><article><h1>{TITLE}</h1>{_html(paragraphs)}</article></body></html>"


def _text(paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join([TITLE, *paragraphs]).encode()


def _mhtml(paragraphs: Sequence[str]) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/ferry\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        "Content-Location: https://news.example/ferry\r\n\r\n"
    )
    return f"{head}{_page(paragraphs)}\r\n--b--\r\n".encode()


def _mail(paragraphs: Sequence[str]) -> bytes:
    head = f"From: Tarn Wire <a@b.example>\nSubject: {TITLE}\nDate: {_DATE}\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n".encode() + (
        "\n\n".join(paragraphs).encode()
    )


def _docx(paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in [TITLE, *paragraphs])
    document = f"<w:document xmlns:w='{_WORD}'><w:body>{body}</w:body></w:document>"
    return zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def _odt(paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<text:p>{escape(one)}</text:p>" for one in [TITLE, *paragraphs])
    content = f"<office:document-content {_ODT}><office:body>{body}</office:body></office:document-content>"
    return zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def _epub(paragraphs: Sequence[str]) -> bytes:
    package = (
        f"<package xmlns='p' xmlns:dc='dc'><metadata><dc:title>{TITLE}</dc:title></metadata><manifest>"
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>"
    )
    return zip_of({
        "mimetype": b"application/epub+zip", "META-INF/container.xml": b"<c xmlns='c'><rootfile full-path='a.opf'/></c>",
        "a.opf": package.encode(), "a.xhtml": f"<html><body>{_html(paragraphs)}</body></html>".encode(),
    })  # fmt: skip


def _rtf(paragraphs: Sequence[str]) -> bytes:
    def written(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    return ("{\\rtf1\\ansi " + "\\par ".join(map(written, [TITLE, *paragraphs])) + "\\par}").encode()


def _pdf(paragraphs: Sequence[str]) -> bytes:
    drawn = [f"BT /F1 16 Tf 50 780 Td ({TITLE}) Tj ET"]
    drawn += [
        f"BT /F1 10 Tf 50 {740 - 34 * (n % 20)} Td ({one}) Tj ET".replace("((", "(\\(").replace("))", "\\))")
        for n, one in enumerate(paragraphs)
    ]
    return pdf_of([[]], drawn=["\n".join(drawn)])


def _csv(paragraphs: Sequence[str]) -> bytes:
    table = io.StringIO()
    csv.writer(table).writerows([("title", "date", "text"), (TITLE, "2019-03-04", "\n\n".join(paragraphs))])
    return table.getvalue().encode()


def _feed(paragraphs: Sequence[str]) -> bytes:
    entry = f"<title>{TITLE}</title><pubDate>{_DATE}</pubDate><description>{escape(_html(paragraphs))}</description>"
    return f"<rss version='2.0'><channel><title>Tarn Wire</title><item>{entry}</item></channel></rss>".encode()


def _wordpress(paragraphs: Sequence[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Tarn Wire</title><wp:wxr_version>1.2</wp:wxr_version>'
        f"<item><title>{TITLE}</title><pubDate>{_DATE}</pubDate><content:encoded><![CDATA[{_html(paragraphs)}]]>"
        "</content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"
    ).encode()


def _telegram(paragraphs: Sequence[str]) -> bytes:
    message = {"id": 2, "type": "message", "date": "2019-03-04T09:15:00", "text": "\n\n".join([TITLE, *paragraphs])}
    return json.dumps({"name": "Tarn Wire", "type": "public_channel", "id": 1234567, "messages": [message]}).encode()


def _telegram_page(paragraphs: Sequence[str]) -> bytes:
    words = "<br><br>".join(map(escape, [TITLE, *paragraphs]))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body><div class="page_wrap">'
        '<div class="page_header"><div class="content"><div class="text bold">Tarn Wire</div></div></div>'
        '<div class="page_body chat_page"><div class="history"><div class="message default clearfix" id="message2">'
        f'<div class="body"><div class="pull_right date details" title="04.03.2019 09:15:00 UTC+01:00">09:15</div>'
        f'<div class="text">{words}</div></div></div></div></div></div></body></html>'
    ).encode()


def _database(paragraphs: Sequence[str]) -> bytes:
    head = f"1 of 1 DOCUMENTS\n\nBay Chronicle\n\nMarch 4, 2019 Monday\n\n{TITLE}\n\nBYLINE: Ann Dole\n\nLENGTH: 41 words\n\n"
    return (head + "\n\n".join(paragraphs) + "\n\nLOAD-DATE: March 5, 2019\n").encode()


EVERY_FORMAT: Mapping[str, Maker] = {
    "a.txt": _text,
    "a.md": _text,
    "a.html": lambda paragraphs: _page(paragraphs).encode(),
    "a.mhtml": _mhtml,
    "a.eml": _mail,
    "a.mbox": lambda paragraphs: b"From a@b.example Mon Mar  4 09:15:00 2019\n" + _mail(paragraphs) + b"\n",
    "a.docx": _docx,
    "a.odt": _odt,
    "a.epub": _epub,
    "a.rtf": _rtf,
    "a.pdf": _pdf,
    "a.json": lambda paragraphs: json.dumps([{"title": TITLE, "text": "\n\n".join(paragraphs)}]).encode(),
    "a.jsonl": lambda paragraphs: json.dumps({"title": TITLE, "text": "\n\n".join(paragraphs)}).encode(),
    "a.csv": _csv,
    "a.rss": _feed,
    "a.xml": _wordpress,
    "result.json": _telegram,
    "messages.html": _telegram_page,
    "nexis.txt": _database,
}
"""File names, and what makes such a file of paragraphs."""
