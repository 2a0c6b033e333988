"""Small real files of every format, made for the tests."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import docx

from index.errors import SourceError
from index.records import Article
from index.sources.readers import read_articles

PROSE = (
    "At least 15 people were believed to have died when a five-storey building was levelled in the city.",
    "Members of an aid convoy confirmed that a hospital was hit, and that five people were killed there.",
)


def read(*paths: Path, fields: Mapping[str, str] | None = None) -> tuple[list[Article], list[SourceError]]:
    """Articles and errors that the door gives for `paths`, every article checked."""
    articles, errors = [], []
    for result in read_articles(paths, fields):
        if isinstance(result, SourceError):
            assert result.reason
            assert "\n" not in str(result)
            str(result).encode("utf-8")
            errors.append(result)
        else:
            check(result)
            articles.append(result)
    return articles, errors


def check(article: Article) -> None:
    """What holds of every article: paragraphs inside the text, ordered, apart, and without white space around them."""
    end = 0
    assert article.paragraphs
    for paragraph in article.paragraphs:
        assert end <= paragraph.span.start < paragraph.span.end <= len(article.text)
        words = article.cut(paragraph.span)
        assert words == words.strip()
        end = paragraph.span.end
    for value in (article.text, article.title, article.path, article.author, article.url, article.source):
        (value or "").encode("utf-8")  # storable: no half surrogate pairs
    assert len(article.id) == 12


def shown(article: Article) -> list[str]:
    """The readable paragraphs of an article."""
    return [article.cut(paragraph.span) for paragraph in article.paragraphs]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file in `folder`, folders above it made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zip_of(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP with these files, names as given, hostile ones included."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def tar_of(members: Mapping[str, bytes], mode: str = "w:") -> bytes:
    """A tar with these files; mode `w:gz` packs it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def docx_of(paragraphs: Sequence[tuple[str, str]], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word document of (style, text) paragraphs and one table."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_of(
    pages: Sequence[Sequence[str]], title: str = "", drawn: Sequence[str] = (), *, packed: bool = False
) -> bytes:
    """A PDF of one font with these lines on its pages; written by hand, so that no library is needed to make it.

    `drawn` are the drawing commands of each page, in place of its lines.
    """
    filtered = b" /Filter /FlateDecode" if packed else b""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number, lines in enumerate(pages):
        shown_lines = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
        stream = drawn[number].encode("latin-1") if drawn else b"BT /F1 11 Tf 14 TL 50 780 Td " + shown_lines + b" ET"
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents "
            + b"%d 0 R >>" % (len(objects) + 2)
        )
        stream = zlib.compress(stream) if packed else stream
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), filtered, stream))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    objects.append(b"<< /Title (" + _escaped(title) + b") >>")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1", "replace")
