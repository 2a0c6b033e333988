import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from index.sources import decompression_limits
from index.sources.formats.pdf import LARGEST_STREAM
from tests.index.sources.made import PROSE, docx_of, pdf_of, read, shown, write, zip_of

LINES = (
    "Residents of the town said that the first bomb fell shortly after nine in",
    "the morning, when the market was full, and that a second one followed with-",
    "in minutes. At least 15 people died.",
)


def test_a_pdf_gives_its_paragraphs_with_broken_lines_joined(tmp_path: Path) -> None:
    (article,), errors = read(write(tmp_path, "a.pdf", pdf_of([LINES * 2], title="Market bombed")))
    assert errors == []
    assert article.title == "Market bombed"
    assert article.published is None
    assert "followed within minutes. At least 15 people died." in article.text


def test_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [["The Annual Report", *LINES, f"Page {n} of 4"] for n in range(1, 5)]
    (article,), _ = read(write(tmp_path, "a.pdf", pdf_of(pages)))
    assert "Annual Report" not in article.text
    assert "Page" not in article.text


def test_a_paragraph_that_runs_over_a_page_is_whole(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.pdf", pdf_of([LINES[:1] * 3, ["the morning, and that was all."]])))
    assert "after nine in the morning, and that was all." in article.text


def test_a_title_that_is_a_file_name_is_no_title(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.pdf", pdf_of([LINES], title="Microsoft Word - final2.doc")))
    assert article.title is None


def test_a_pdf_without_text_says_what_to_do(tmp_path: Path) -> None:
    _, (error,) = read(write(tmp_path, "a.pdf", pdf_of([[]])))
    assert "OCR" in error.reason


def test_damaged_pdfs_are_refused(tmp_path: Path) -> None:
    whole = pdf_of([LINES])
    for content in (b"%PDF-1.4\n", whole[:200], b"words under a wrong name", whole.replace(b"/Pages", b"/Paegs")):
        articles, errors = read(write(tmp_path, "a.pdf", content))
        assert len(errors) == 1 or articles  # a reader that mends it is welcome


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (" " * (LARGEST_STREAM + 1), "draws more on a page than text takes"),
        ("BT /F1 11 Tf 50 780 Td " + "(a) Tj " * 4_000 + "ET", "archive bomb"),
        ("BT /F1 11 Tf 50 780 Td (a) Tj ET" + " " * 500_000, "archive bomb"),
    ],
    ids=["one stream", "operations", "bytes"],
)
def test_a_pdf_that_expands_too_far_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: str, told: str
) -> None:
    monkeypatch.setattr(decompression_limits, "ALWAYS_ALLOWED", 100_000)
    content = pdf_of([[]], drawn=[drawn], packed=True)
    assert len(content) < 10_000
    articles, (error,) = read(write(tmp_path, "a.pdf", content))
    assert articles == []
    assert told in error.reason


def test_a_long_pdf_is_read_to_its_end(tmp_path: Path) -> None:
    pages = [[*LINES * 9, f"This was day {n}.", *LINES * 9] for n in range(1, 41)]
    (article,), errors = read(write(tmp_path, "a.pdf", pdf_of(pages, packed=True)))
    assert errors == []
    assert all(f"This was day {n}." in article.text for n in range(1, 41))


def test_a_word_document_gives_paragraphs_headings_and_tables(tmp_path: Path) -> None:
    content = docx_of(
        [("Title", "Market bombed"), ("Normal", PROSE[0]), ("Heading 1", "What is known"), ("List Bullet", PROSE[1])],
        [["Place", "Dead"], ["Idlib", "15"]],
    )
    (article,), errors = read(write(tmp_path, "a.docx", content))
    assert errors == []
    assert article.title == "Market bombed"
    assert article.author is None
    assert shown(article) == ["Market bombed", PROSE[0], "What is known", PROSE[1], "Place | Dead", "Idlib | 15"]
    assert [p.kind.value for p in article.paragraphs[:3]] == ["title", "body", "heading"]


def test_a_word_document_is_known_under_a_wrong_name(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.zip", docx_of([("Normal", PROSE[0])])))
    assert shown(article) == [PROSE[0]]


def test_damaged_word_documents_are_refused(tmp_path: Path) -> None:
    whole = docx_of([("Normal", PROSE[0])])
    for content in (whole[:300], b"PK\x03\x04" + bytes(50), b"PK\x05\x06" + bytes(18)):
        articles, errors = read(write(tmp_path, "a.docx", content))
        assert articles == []
        assert len(errors) == 1


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc"'


def body_of(inside: str) -> bytes:
    """A Word document of this markup."""
    return zip_of({"word/document.xml": f"<w:document {_WORD}><w:body>{inside}</w:body></w:document>".encode()})


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:p><w:r><w:t>Of </w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del><w:ins><w:r><w:t>120"
         "</w:t></w:r></w:ins><w:r><w:t> people.</w:t></w:r></w:p>", ["Of 120 people."]),
        ("<w:p><w:moveFrom><w:r><w:t>Gone.</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r><w:t>Come.</w:t></w:r>"
         "</w:moveTo></w:p>", ["Come."]),
        ("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>Note.</w:t></w:r><w:r>"
         "<w:t>Told.</w:t></w:r></w:p>", ["Told."]),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control,</w:t><w:br/><w:t>SU</w:t><w:noBreakHyphen/><w:t>25"
         "</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["In a control,", "SU‑25"]),
        ("<w:p><mc:Choice><w:p><w:r><w:t>Box.</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>Box.</w:t>"
         "</w:r></w:p></mc:Fallback></w:p>", ["Box."]),
        ("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>Dead</w:t></w:r></w:p></w:tc>"
         "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>Idlib</w:t></w:r></w:p></w:tc></w:tr>"
         "<w:tr><w:tc><w:p><w:r><w:t>15</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>15</w:t></w:r></w:p></w:tc>"
         "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>", ["Dead | Idlib", "15 | 15 | Idlib"]),
        ("<w:p><w:r><w:t>Before</w:t></w:r><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p><w:p><w:r>"
         "<w:t>Work starts.</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r><w:r><w:t> and after.</w:t></w:r></w:p>",
         ["Before and after.", "Box.", "Work starts."]),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>The mayor of Tarn, Eva Moss, quit on Sunday after a row over the harbour and "
         "its pier.</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Two skiers died.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
         ["The mayor of Tarn, Eva Moss, quit on Sunday after a row over the harbour and its pier.", "Two skiers died."]),
    ],
)  # fmt: skip
def test_the_words_of_a_word_document_are_those_that_are_shown(
    tmp_path: Path, inside: str, expected: list[str]
) -> None:
    (article,), errors = read(write(tmp_path, "a.docx", body_of(inside)))
    assert (errors, shown(article)) == ([], expected)


_PEAK = """
import resource, sys
from pathlib import Path
from lxml import etree
from index.sources import decompression_limits
from index.sources.readers import read_articles
decompression_limits.ALWAYS_ALLOWED = 2**23
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print([str(one) for one in read_articles([Path(sys.argv[1])])], file=sys.stderr)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "word/media/image1.png"])
@pytest.mark.parametrize("fill", [b"<w:p/>", b" "])
def test_a_word_document_that_expands_to_much_takes_little_memory(tmp_path: Path, part: str, fill: bytes) -> None:
    declared = 1000
    parts = {
        "word/document.xml": b"<w:document/>",
        part: b"<w:document xmlns:w='w'>" + fill * (32 * 2**20 // len(fill)),
    }
    content = bytearray(zip_of(parts))
    entry = content.rindex(b"PK\x01\x02")  # the last in the list of contents
    content[entry + 24 : entry + 28] = declared.to_bytes(4, "little")
    assert len(content) < 2**20
    for name, bomb in (("honest.docx", zip_of(parts)), ("lying.docx", bytes(content))):
        write(tmp_path, name, bomb)
        run = subprocess.run(
            [sys.executable, "-c", _PEAK, str(tmp_path / name)], capture_output=True, text=True, check=True
        )
        assert int(run.stdout) < 40 * 2**10, run.stderr  # KiB


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    grid = docx.Document()
    table = grid.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Idlib"
    table.cell(0, 2).text = "15"
    grid.save(str(tmp_path / "a.docx"))
    (article,), _ = read(tmp_path)
    assert shown(article) == ["Idlib | 15"]


def test_styles_that_hide_text_and_notes_at_the_end(tmp_path: Path) -> None:
    content = zip_of({
        "word/document.xml": f"<w:document {_WORD}><w:body><w:p><w:pPr><w:pStyle w:val='Note'/></w:pPr><w:r><w:t>Unseen."
        "</w:t></w:r></w:p><w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Ghost'/></w:rPr><w:t>Unseen."
        "</w:t></w:r></w:p></w:body></w:document>".encode(),
        "word/styles.xml": f"<w:styles {_WORD}><w:style w:styleId='Note'><w:rPr><w:vanish/></w:rPr></w:style><w:style "
        "w:styleId='Ghost'><w:basedOn w:val='Note'/></w:style></w:styles>".encode(),
        "word/footnotes.xml": f"<w:footnotes {_WORD}><w:footnote w:type='separator'><w:p><w:r><w:t>Rule</w:t></w:r></w:p>"
        "</w:footnote><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>".encode(),
    })  # fmt: skip
    (article,), _ = read(write(tmp_path, "a.docx", content))
    assert shown(article) == ["Seen.", "A note."]


def pdf_at(pages: Sequence[Sequence[tuple[int, int, int, str]]], title: str = "") -> bytes:
    """A PDF with texts at places: x, y, size and text."""
    return pdf_of([[]] * len(pages), title, [
        "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in page) for page in pages
    ])  # fmt: skip


LEFT = ("The council of Brenmoor approved", "a new tram line on Tuesday. The", "line will cost 40 million crowns,",
        "the mayor said.")  # fmt: skip
RIGHT = (
    "Two skiers were killed by an",
    "avalanche near Gorin on Friday,",
    "rescuers said. Both came from the",
    "valley.",
)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = [(50, 740 - 14 * n, 10, left) for n, left in enumerate(LEFT)]
    rows += [(310, 740 - 14 * n, 10, right) for n, right in enumerate(RIGHT)]
    content = pdf_at([[(50, 780, 18, "Two stories of the day"), *sorted(rows, key=lambda row: -row[1])]])
    (article,), _ = read(write(tmp_path, "a.pdf", content))
    assert shown(article) == ["Two stories of the day", " ".join(LEFT), " ".join(RIGHT)]


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    table = [("Place", "Dead"), ("Idlib", "15"), ("Homs", "9"), ("Hama", "2")]
    rows = [(x, 740 - 14 * n, 10, row[c]) for n, row in enumerate(table) for c, x in enumerate((50, 310))]
    (article,), _ = read(write(tmp_path, "a.pdf", pdf_at([[(50, 780, 10, PROSE[0]), *rows]])))
    assert shown(article) == [PROSE[0], "Place | Dead", "Idlib | 15", "Homs | 9", "Hama | 2"]


@pytest.mark.parametrize("pages", [1, 2])
def test_what_a_browser_prints_around_a_page_is_no_text_of_it(tmp_path: Path, pages: int) -> None:
    title = "Hail ruins plums - Orchard News"
    content = pdf_at(
        [
            [(50, 820, 8, "29/11/2026, 10:02"), (250, 820, 8, title), (50, 760, 16, "Hail ruins plums" if n == 1 else "What the growers say"),
             (50, 730, 10, PROSE[n - 1]), (50, 20, 8, "https://orchard.example/hail"),
             (520, 20, 8, f"{n}/{pages}")] for n in range(1, pages + 1)
        ], title
    )  # fmt: skip
    (article,), _ = read(write(tmp_path, "a.pdf", content))
    assert (article.title, article.source) == ("Hail ruins plums", "Orchard News")
    assert article.url == "https://orchard.example/hail"
    assert [one for one in shown(article) if one[:5] in ("At le", "Membe")] == [*PROSE[:pages]]


ARABIC = (
    "قتل خمسة عشر شخصا عندما انهار مبنى في وسط المدينة.",
    "وقال ناطق باسم UN News إن 40 منزلا دمر في 5 فبراير 2018.",
)


def arabic_pdf(lines: Sequence[str], leftwards: bool) -> bytes:
    """A PDF in Arabic: each line drawn at one go from the left as it is seen, or word by word from the right."""
    letters = sorted({letter for line in lines for letter in line})
    codes = {letter: 0x21 + number for number, letter in enumerate(letters)}
    table = "".join(f"<{code:02x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    cmap = f"begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{table}endbfchar\nendcmap"

    def drawn(words: str) -> str:
        return "".join(f"{codes[letter]:02x}" for letter in words)

    commands = []
    for number, line in enumerate(lines):
        y = 740 - 40 * number
        words = line.split(" ")
        if leftwards:
            commands += [
                f"BT /F1 10 Tf {50 + 40 * at} {y} Td <{drawn(seen(word))}> Tj ET"
                for at, word in reversed(list(enumerate(words_seen(words))))
            ]
        else:
            commands.append(f"BT /F1 10 Tf 50 {y} Td <{drawn(' '.join(map(seen, words_seen(words))))}> Tj ET")
    content = pdf_of([[]], drawn=["\n".join(commands)])
    # The table is put where nothing is counted: readers mend the places.
    stream = f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream".encode()
    content = content.replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /ToUnicode 90 0 R")
    return content.replace(b"xref\n0", b"90 0 obj\n" + stream + b"\nendobj\nxref\n0", 1)


def seen(word: str) -> str:
    """A word as it is seen from the left."""
    return word if word.isascii() and word.strip(".").isalnum() and word[-1] != "." else word[::-1] if not (
        word.strip(".").isascii()) else "." + word[:-1]  # fmt: skip


def words_seen(words: Sequence[str]) -> list[str]:
    """Words from right to left as they are seen from the left; Latin ones keep their order."""
    found: list[list[str]] = []
    for word in words:
        latin = word.strip(".").isascii()
        if latin and found and found[-1][-1].strip(".").isascii():
            found[-1].append(word)
        else:
            found.append([word])
    return [word for run in reversed(found) for word in run]


@pytest.mark.parametrize("leftwards", [False, True])
def test_a_pdf_from_right_to_left_is_read_in_its_order(tmp_path: Path, leftwards: bool) -> None:
    (article,), errors = read(write(tmp_path, "a.pdf", arabic_pdf(ARABIC, leftwards)))
    assert (errors, " ".join(" ".join(shown(article)).split())) == ([], " ".join(ARABIC))


def test_a_page_that_lies_on_its_side_is_read(tmp_path: Path) -> None:
    drawn = "\n".join(f"BT /F1 10 Tf 0 1 -1 0 {100 + 14 * n} 50 Tm ({line}) Tj ET" for n, line in enumerate(PROSE))
    for content in (
        pdf_of([[]], drawn=[drawn]),
        pdf_of([[]], drawn=[drawn]).replace(b"/MediaBox", b"/Rotate 90 /MediaBox"),
    ):
        (article,), _ = read(write(tmp_path, "a.pdf", content))
        assert " ".join(shown(article)) == " ".join(PROSE)
