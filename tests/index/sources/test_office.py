from pathlib import Path

import docx

from tests.index.sources.made import PROSE, docx_of, pdf_of, read, shown, write

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


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    grid = docx.Document()
    table = grid.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Idlib"
    table.cell(0, 2).text = "15"
    grid.save(str(tmp_path / "a.docx"))
    (article,), _ = read(tmp_path)
    assert shown(article) == ["Idlib | 15"]
