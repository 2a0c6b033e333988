"""Questions through an index and the reader, whose answers are reports side by side or events in a row."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.answer_metadata import Form, ReportCount, Standing
from index.archive.archive import Archive
from index.models.model_files import DEFAULT_MODEL
from index.records import Article
from tests.index.fakes import HashEmbedder, build_with, laid_out

WIRE = (
    "Warplanes struck the vegetable market of Marhad on Monday and killed 15 people, rescue workers said, while volunteers "
    "dug through the rubble of the stalls until late in the evening."
)


def report(name: str, title: str, words: str, published: str, source: str) -> Article:
    blocks = [("title", title), ("body", words), ("body", "Schools will stay closed, and the road is blocked.")]
    return laid_out(name, blocks, title=title, published=published, source=source, language="en")


ARTICLES = (
    report("first", "Strike on Marhad", WIRE, "2018-02-05", "Delta Press"),
    report("wire", "Strike on Marhad", f"{WIRE} (Daily Harbour)", "2018-02-05", "Daily Harbour"),
    report(
        "later",
        "Dead of Marhad",
        "At least 18 people were killed in Marhad, the hospital said.",
        "2018-02-06",
        "The Courier",
    ),
    report(
        "total", "Marhad", "Since the war began, 400 people have been killed in Marhad.", "2018-03-20", "The Courier"
    ),
    report(
        "other",
        "Strike on Jebrine",
        "12 people were killed in Jebrine on Monday, police said.",
        "2018-02-05",
        "Delta Press",
    ),
    report(
        "flood", "Flood in Marhad", "The river flooded the streets of Marhad on Sunday.", "2017-04-03", "Delta Press"
    ),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Iterator[Archive]:
    directory = tmp_path_factory.mktemp("differing")
    build_with(HashEmbedder(), directory, *ARTICLES)
    archive = Archive.open(directory, DEFAULT_MODEL)  # by keywords, since that is not the model it was built with
    yield archive
    archive.close()


def test_reports_that_differ_are_an_answer_side_by_side(archive: Archive) -> None:
    answer = archive.ask("How many people were killed in Marhad?")
    assert (answer.form, answer.tally) == (Form.FIGURES, ReportCount(3, 2))
    shown = [(q.article.source, q.highlight and q.article.cut(q.highlight), q.standing) for q in answer.quotes]
    assert shown[0] == ("The Courier", "At least 18", Standing.NEWEST)
    assert shown[1][1:] == ("15", None)
    assert {shown[1][0], *(copy.source for copy in answer.quotes[1].copies)} == {"Delta Press", "Daily Harbour"}


def test_one_report_alone_is_a_plain_answer(archive: Archive) -> None:
    answer = archive.ask("How many people were killed in Jebrine?")
    assert (answer.form, answer.tally, len(answer.quotes)) == (Form.QUOTES, None, 1)


def test_what_happened_is_a_row_of_events(archive: Archive) -> None:
    answer = archive.ask("What happened in Marhad?")
    assert answer.form is Form.EVENTS
    days = [quote.occurred or "" for quote in answer.quotes]
    assert days == sorted(days)
    assert days == ["2017-04-02", "2018-02-05"]


def test_a_name_that_no_article_has_is_no_question_of_figures(archive: Archive) -> None:
    answer = archive.ask("How many people were killed in Aleppo?")
    assert (answer.quotes, answer.missing, answer.tally) == ((), ("Aleppo",), None)
