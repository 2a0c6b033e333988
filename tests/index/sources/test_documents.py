"""ODT, EPUB and RTF."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from index.sources import article_assembly, decompression_limits
from index.sources.article_assembly import Block
from index.sources.formats import docx, epub, odt, pdf, rtf
from tests.index.sources.every_format import EVERY_FORMAT
from tests.index.sources.made import PROSE, pdf_of, read, shown, write, zip_of

_ODT = "xmlns:office='o' xmlns:text='t' xmlns:table='tb' xmlns:style='s' xmlns:draw='d'"


def odt_of(body: str, styles: str = "", title: str = "") -> bytes:
    content = f"<office:document-content {_ODT}>{styles}<office:body>{body}</office:body></office:document-content>"
    meta = f"<m xmlns:dc='dc'><dc:title>{title}</dc:title><dc:creator>Ann Dole</dc:creator></m>"
    return zip_of(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "meta.xml": meta.encode(),
        }
    )


def epub_of(chapters: list[str], container: str = "OPS/book.opf") -> bytes:
    items = "".join(
        f"<item id='c{n}' href='c%20{n}.xhtml' media-type='application/xhtml+xml'/>" for n in range(len(chapters))
    )
    order = "".join(f"<itemref idref='c{n}'/>" for n in reversed(range(len(chapters))))
    package = (
        "<package xmlns='p' xmlns:dc='dc'><metadata><dc:title>The year in Tarn</dc:title><dc:creator>Ann Dole</dc:creator>"
        f"<dc:date>2020-05-01</dc:date><dc:publisher>Tarn Press</dc:publisher></metadata><manifest>{items}</manifest>"
        f"<spine>{order}</spine></package>"
    )
    return zip_of({
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": f"<c xmlns='c'><rootfile full-path='{container}'/></c>".encode(),
        "OPS/book.opf": package.encode(),
        **{f"OPS/c {n}.xhtml": f"<html><body>{one}</body></html>".encode() for n, one in enumerate(chapters)},
    })  # fmt: skip


@pytest.mark.parametrize("name", ["a.odt", "a.zip", "a.docx"])
def test_an_opendocument_text_is_read_as_it_is_seen(tmp_path: Path, name: str) -> None:
    styles = "<style:style style:name='P9'><style:text-properties text:display='none'/></style:style>"
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes><text:h>Hospital hit</text:h>"
        f"<text:p>{PROSE[0]}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note of it."
        "</text:p></text:note-body></text:note></text:p><text:p>Before<draw:frame><draw:text-box><text:p>In a box."
        "</text:p></draw:text-box></draw:frame> and after.</text:p><text:p text:style-name='P9'>Unseen.</text:p>"
        "<text:p>One<text:line-break/>Two<text:tab/>three<text:span text:style-name='P9'>unseen</text:span></text:p>"
        "<office:annotation><text:p>Remark.</text:p></office:annotation><table:table><table:table-row><table:table-cell>"
        "<text:p>Place</text:p></table:table-cell><table:table-cell><text:p>Dead</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    (article,), errors = read(write(tmp_path, name, odt_of(body, styles, "Hospital hit")))
    assert (errors, article.title, article.author) == ([], "Hospital hit", "Ann Dole")
    assert shown(article) == [
        "Hospital hit", PROSE[0], "Before and after.", "In a box.", "One", "Two three", "Place | Dead", "A note of it."
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.epub", "a.zip"])
def test_a_book_is_read_in_its_order(tmp_path: Path, name: str) -> None:
    book = epub_of([f"<p>{PROSE[1]}</p>", f"<h1>Spring</h1><p>{PROSE[0]}</p>"])
    (article,), errors = read(write(tmp_path, name, book))
    assert errors == []
    assert shown(article) == ["Spring", *PROSE]
    assert (article.title, article.author, article.source) == ("The year in Tarn", "Ann Dole", "Tarn Press")
    assert article.published == "2020-05-01"


def test_rtf_is_read_as_it_is_seen(tmp_path: Path) -> None:
    text = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\colortbl;\red0;}"
        rb"{\info{\title Hospital hit}{\author Ann Dole}}{\header Page head\par}\f0 Hospital hit\par "
        rb"He said \ldblquote caf\'e9\rdblquote  to \u8364\'80 5 {\v hidden }and left{\footnote A note of it.}.\par"
        rb"{\deleted gone }\f1 \'cc\'ee\'f1\'ea\'e2\'e0\f0\par {\pict 0101ffff}{\*\unknown words}"
        rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt the link}} stands.\par "
        rb"\trowd Place\cell Dead\cell\row \bin4 }}}} End of it.\par}"
    )
    (article,), errors = read(write(tmp_path, "a.rtf", text))
    assert (errors, article.title, article.author) == ([], "Hospital hit", "Ann Dole")
    assert shown(article) == [
        "Hospital hit", "He said “café” to € 5 and left.", "Москва", "the link stands.", "Place | Dead", "End of it.",
        "A note of it.",
    ]  # fmt: skip


def test_damaged_documents_are_refused_by_name(tmp_path: Path) -> None:
    for name, content in (
        ("a.odt", odt_of("<text:p>x</text:p>")[:200]), ("b.odt", zip_of({"mimetype": b"x", "content.xml": b"<a><b"})),
        ("c.epub", epub_of([PROSE[0]], "gone.opf")), ("d.epub", epub_of(["<p/>"])), ("e.epub", zip_of({"a": b"b"})),
        ("f.rtf", b"{\\rtf1" + b"{" * 20_000), ("g.rtf", b"{\\rtf1 }"), ("h.rtf", b"{\\rtf1 {\\pict 00"),
        ("i.odt", odt_of("")),
    ):  # fmt: skip
        articles, errors = read(write(tmp_path, name, content))
        assert articles == []
        assert [error.path.endswith(name) for error in errors] == [True], name


def test_documents_that_expand_too_far_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decompression_limits, "ALWAYS_ALLOWED", 2**20)
    filled = " " * (8 * 2**20)
    for name, content in (("a.odt", odt_of(filled)), ("a.epub", epub_of([filled]))):
        articles, (error,) = read(write(tmp_path, name, content))
        assert articles == []
        assert "bomb" in error.reason


def test_entities_that_grow_and_books_that_turn_in_circles_are_borne(tmp_path: Path) -> None:
    grow = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 20 if n else 'word ' * 20}'>" for n in range(9))
    declared = f"<!DOCTYPE x [{grow}]>"
    odt = zip_of({
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": f"{declared}<office:document-content {_ODT}><office:body><text:p>&e8;</text:p></office:body>"
        "</office:document-content>".encode(),
    })  # fmt: skip
    book = {
        "mimetype": b"application/epub+zip", "META-INF/container.xml": b"<c xmlns='c'><rootfile full-path='a.opf'/></c>",
        "a.opf": b"<package xmlns='p'><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
        b"<spine>" + b"<itemref idref='a'/>" * 9_000 + b"</spine></package>",
        "a.xhtml": f"{declared}<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{PROSE[0]} &e8;</p></body></html>".encode(),
    }  # fmt: skip
    for name, content in (("a.odt", odt), ("a.epub", zip_of(book))):
        articles, errors = read(write(tmp_path, name, content))
        assert sum(len(article.text) for article in articles) < 100_000
        assert all(error.path.endswith(name) for error in errors)
        assert articles or errors


@pytest.mark.parametrize("name", ["a.fodt", "a.odt", "a.xml"])
def test_a_flat_opendocument_text_is_read_as_it_is_seen(tmp_path: Path, name: str) -> None:
    root = f"<office:document {_ODT} xmlns:dc='dc' office:mimetype='application/vnd.oasis.opendocument.text'>"
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?>\n{root}<office:meta><dc:title>Hospital hit</dc:title>"
        "<dc:creator>Ann Dole</dc:creator></office:meta><office:master-styles><style:footer><text:p>Page 1</text:p>"
        f"</style:footer></office:master-styles><office:body><office:text><text:p>{PROSE[0]}<draw:frame><dc:title>A map"
        f"</dc:title></draw:frame></text:p><text:p>{PROSE[1]}</text:p></office:text></office:body></office:document>"
    )
    (article,), errors = read(write(tmp_path, name, content))
    assert (errors, article.title, article.author) == ([], "Hospital hit", "Ann Dole")
    assert shown(article) == list(PROSE)
    articles, (error,) = read(write(tmp_path, name, content[:-60]))
    assert (articles, error.path.endswith(name)) == ([], True)
    assert "damaged" in error.reason


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.fodt", "a.rtf", "a.epub", "a.pdf"])
@pytest.mark.parametrize("limit", ["LONGEST_TEXT", "_MOST_LINES"])
def test_reading_ends_where_an_article_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: str
) -> None:
    kept: list[str] = []

    def counted(blocks: Iterable[Block], *_: object, **__: object) -> None:
        kept.extend(block.text for block in blocks)

    monkeypatch.setattr(article_assembly, limit, 20)
    for module in (docx, odt, rtf, epub, pdf):
        monkeypatch.setattr(module, "composed_article", counted)
    if name == "a.fodt":
        root = f"<office:document {_ODT} office:mimetype='application/vnd.oasis.opendocument.text'><office:body>"
        content = f"{root}{'<text:p>A word.</text:p>' * 20_000}</office:body></office:document>".encode()
    elif name == "a.epub":
        content = epub_of(["<p>A word.</p>" * 15] * 40)
    elif name == "a.pdf":
        content = pdf_of([["A word of the page."] * 15] * 3)
    else:
        content = EVERY_FORMAT[name](["A word."] * 20_000)
    articles, (error,) = read(write(tmp_path, name, content))
    assert (articles, kept) == ([], [])
    assert "one article of more than" in error.reason


def test_a_picture_in_rtf_takes_no_memory(tmp_path: Path) -> None:
    picture = b"{\\pict\\pngblip " + b"00" * (20 * 2**20) + b"}"
    path = write(
        tmp_path, "a.rtf", b"{\\rtf1\\ansi " + PROSE[0].encode() + b"\\par " + picture + PROSE[1].encode() + b"}"
    )
    (article,), errors = read(path)
    assert (shown(article), errors) == (list(PROSE), [])


def test_zeros_under_a_name_are_no_document(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.rtf", "a.odt", "a.fodt", "a.docx", "a.epub"):
        articles, (error,) = read(write(tmp_path, name, bytes(70 * 2**20)))
        assert (articles, error.path.endswith(name)) == ([], True)
