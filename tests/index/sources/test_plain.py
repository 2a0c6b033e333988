from pathlib import Path

import pytest

from index.records import ParagraphKind, Span
from index.sources.parsing.paragraphs import paragraph_spans
from tests.index.sources.made import PROSE, read, shown, write

SEEDS = Path(__file__).parents[3] / "seeds"


def paragraphs(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraph_spans(text)]


def test_the_given_article_has_its_title_standfirst_and_no_furniture() -> None:
    (article,), errors = read(SEEDS)
    assert errors == []
    assert article.text == next(SEEDS.glob("*.txt")).read_bytes().decode()
    assert article.title == "Russia ramps up bombing campaign in Idlib after rebels shot down SU-25 jet"
    assert [p.kind for p in article.paragraphs[:3]] == ["title", "standfirst", "body"]
    assert shown(article)[1] == "Babies rescued from hospital in Idlib hit by a Russian airstrike on Sunday"
    assert len(article.paragraphs) == 16
    assert not any("newsletter" in words or "article" in words.lower() for words in shown(article))
    assert (article.url, article.published, article.source, article.author) == (None, None, None, None)
    assert article.language == "en"


def test_offsets_hold_in_a_file_with_windows_line_ends_and_a_mark(tmp_path: Path) -> None:
    text = f"A short headline\r\n\r\n{PROSE[0]}\r\n\r\n{PROSE[1]}\r\n"
    (article,), _ = read(write(tmp_path, "a.txt", b"\xef\xbb\xbf" + text.encode()))
    assert article.text == text
    assert shown(article) == ["A short headline", *PROSE]


def test_a_text_with_a_paragraph_on_each_line_is_split_by_lines(tmp_path: Path) -> None:
    lines = ["Headline of the day", *(f"{one} {two}" for one in PROSE for two in PROSE)]
    (article,), _ = read(write(tmp_path, "a.txt", "\n".join(lines)))
    assert shown(article) == lines
    assert article.title == "Headline of the day"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "SAN SALVADOR, 3 JAN 90 -- THE ARCE BATTALION COMMAND HAS REPORTED THAT\n"
        "ABOUT 50 PEASANTS OF VARIOUS AGES HAVE BEEN KIDNAPPED BY TERRORISTS\n"
        "IN SAN MIGUEL DEPARTMENT.\n\n"
        "MEANWHILE, THREE SUBVERSIVES WERE KILLED AND SEVEN OTHERS WERE WOUNDED\n"
        "DURING CLASHES YESTERDAY IN USULUTAN AND MORAZAN DEPARTMENTS.\n"
    )
    found = paragraphs(text)
    assert len(found) == 2
    assert found[0].startswith("SAN SALVADOR")
    assert found[0].endswith("DEPARTMENT.")


def test_a_short_line_ends_a_hard_wrapped_paragraph_without_a_blank_line() -> None:
    full = "the soldiers went from house to house and searched every room in them\n"
    assert len(paragraphs(f"{full * 3}and left.\n{full * 3}and came back.")) == 2


def test_list_items_stay_apart_in_hard_wrapped_text() -> None:
    full = "the soldiers went from house to house and searched every room in them\n"
    assert len(paragraphs(f"{full * 4}- {full}- {full}")) == 3


def test_rules_between_paragraphs_are_in_none() -> None:
    assert paragraphs("One.\n\n-----\n\n* * *\n\nTwo.") == ["One.", "Two."]


def test_unicode_separators_and_page_breaks_end_paragraphs() -> None:
    assert paragraphs("One.\u2029Two.\x0cThree.\x85\x85Four.") == ["One.", "Two.", "Three.", "Four."]


def test_spans_leave_white_space_of_every_kind_outside() -> None:
    text = "\u00a0\t One. \u3000\n\n \u2003Two.\u00a0"
    assert paragraphs(text) == ["One.", "Two."]
    assert paragraph_spans(text)[0] == Span(3, 7)


def test_a_first_paragraph_of_prose_is_no_title(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.txt", f"{PROSE[0]}\n\n{PROSE[1]}\n"))
    assert article.title is None
    assert {p.kind for p in article.paragraphs} == {ParagraphKind.BODY}


def test_a_question_can_be_a_title(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.txt", f"Who shot down the jet?\n\n{PROSE[0]}\n"))
    assert article.title == "Who shot down the jet?"


def test_a_single_line_is_text_and_no_title(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.txt", "Ten killed in raid"))
    assert article.title is None
    assert shown(article) == ["Ten killed in raid"]


def test_a_long_second_paragraph_is_no_standfirst(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path, "a.txt", f"Headline\n\n{PROSE[0] * 3}\n\n{PROSE[1]}\n"))
    assert [p.kind for p in article.paragraphs] == ["title", "body", "body"]


def test_front_matter_gives_the_metadata_and_is_not_read_as_text(tmp_path: Path) -> None:
    head = "---\ntitle: Given title\nurl: https://example.org/a\ndate: 2018-02\noutlet: The Gazette\n---\n"
    (article,), _ = read(write(tmp_path, "a.txt", f"{head}{PROSE[0]}\n\n{PROSE[1]}"))
    assert article.title == "Given title"
    assert (article.url, article.published, article.source) == ("https://example.org/a", "2018-02", "The Gazette")
    assert article.text.startswith("---\ntitle")
    assert shown(article) == list(PROSE)


def test_a_text_that_begins_with_a_rule_has_no_front_matter(tmp_path: Path) -> None:
    (article,), errors = read(write(tmp_path, "a.txt", f"---\n{PROSE[0]}\n---\n{PROSE[1]}"))
    assert errors == []
    assert shown(article) == list(PROSE)


def test_nothing_but_furniture_is_refused(tmp_path: Path) -> None:
    articles, (error,) = read(write(tmp_path, "a.txt", "Share this article\n\nAdvertisement\n"))
    assert articles == []
    assert "furniture" in error.reason


def test_the_id_depends_on_the_relative_path_alone(tmp_path: Path) -> None:
    for root in ("one", "two"):
        write(tmp_path, f"{root}/deep/a.txt", PROSE[0])
    (first,), _ = read(tmp_path / "one")
    (second,), _ = read(tmp_path / "two")
    assert first.id == second.id
    both, _ = read(tmp_path / "one", tmp_path / "two")
    assert len({article.id for article in both}) == 2


def test_the_id_of_an_article_with_a_url_is_that_of_the_url(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path, name, f"---\nurl: https://example.org/same\n---\n{PROSE[0]}")
    found, _ = read(tmp_path)
    assert found[0].id == found[1].id


def test_marks_of_wires_stand_alone_in_hard_wrapped_lines(tmp_path: Path) -> None:
    lines = (
        "Nine sailors were aboard when the ferry sank off the port of Tarn, the",
        "harbour master said on Monday, and all were saved by two boats of the",
        "village that had been fishing there since the early morning, he added.",
        "(MORE)",
        "Eds: UPDATES with what the owner of the line said about the engines and",
    )
    (article,), _ = read(write(tmp_path, "a.txt", "\n".join(["Ferry sinks", "", *lines])))
    assert shown(article) == ["Ferry sinks", " ".join(lines[:3]).replace(" harbour", "\nharbour").replace(
        " village", "\nvillage")]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["Publicado em 5 de março de 2019 às 10h30", "5. März 2019 um 10.30 Uhr", "۵ مارس ۲۰۱۹", "5 mars 2019 à 10 h 30"],
)
def test_a_day_with_its_clock_in_words_or_its_own_digits_is_read(tmp_path: Path, line: str) -> None:
    (article,), _ = read(write(tmp_path, "a.txt", f"Ferry sinks\n\n{line}\n\n{PROSE[0]}"))
    assert (article.published or "")[:10] == "2019-03-05"
