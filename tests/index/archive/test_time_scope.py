"""Questions about a time, asked of a real index: which articles may answer, and what is shown of it."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive.archive import Archive
from index.archive.serving_generation import FolderGeneration
from index.models.span_model import SpanModel
from index.records import Answer, Filters
from index.storage.generations import current_generation
from tests.index.fakes import HashEmbedder, build_with, laid_out

OLD = laid_out(
    "old", [("body", "At least nine people died in Marhad on Saturday, doctors said.")],
    published="2018-02-04", source="Post", language="en",
)  # fmt: skip
NEW = laid_out(
    "new", [("body", "At least fourteen people died in Marhad yesterday, doctors said.")],
    published="2026-11-22", source="Wire", language="en",
)  # fmt: skip
LATER = laid_out(
    "later", [("body", "In 1982 at least two thousand people died in Zafar.")], published="2015", language="en"
)  # fmt: skip
UNDATED = laid_out("undated", [("body", "At least three people died in Jebrine.")], language="en")


class Clock:
    """A day that is set."""

    def __init__(self) -> None:
        self.today = date(2026, 11, 23)

    def __call__(self) -> date:
        return self.today


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dated")
    build_with(HashEmbedder(), made, OLD, NEW, LATER, UNDATED)
    return made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(directory: Path, clock: Clock, reader: SpanModel) -> Iterator[Archive]:
    generation = current_generation(directory)
    opened = Archive(FolderGeneration(generation), None, reader, ["no embedder"], clock)
    yield opened
    opened.close()


def articles(answer: Answer) -> set[str]:
    return {quote.article.id for quote in answer.quotes}


def period(answer: Answer) -> tuple[str, str | None, str | None] | None:
    found = answer.understood.period
    return None if found is None else (found.words, found.after, found.before)


@pytest.mark.parametrize(
    ("question", "answering", "read"),
    [
        ("how many people died in Marhad in February 2018?", {"old"}, ("in February 2018", "2018-02", "2018-02")),
        (
            "how many people died in Marhad on 3 February 2018?",
            {"old"},
            ("on 3 February 2018", "2018-02-03", "2018-02-03"),
        ),
        ("how many people died in Marhad last Saturday?", {"new"}, ("last Saturday", "2026-11-21", "2026-11-21")),
        ("how many people died in Marhad since last week?", {"new"}, ("since last week", "2026-11-16", None)),
        ("how many people died in Marhad before 2019?", {"old"}, ("before 2019", None, "2018-12-31")),
        ("how many people died in Marhad on Saturday?", {"new"}, ("on Saturday", "2026-11-21", "2026-11-21")),
        ("how many people died in Zafar in 1982?", {"later"}, ("in 1982", "1982", "1982")),
        ("how many people died in Jebrine in 2016?", {"undated"}, ("in 2016", "2016", "2016")),
        ("كم شخصا قتل في مرحد في شباط 2018؟", {"old"}, ("في شباط 2018", "2018-02", "2018-02")),
        ("how many people died in Marhad on 2018/2/3?", {"old"}, ("on 2018/2/3", "2018-02-03", "2018-02-03")),
        ("how many people died in Marhad on 3/2/2018?", {"old"}, ("on 3/2/2018", "2018", "2018")),
        ("how many people died in Marhad in 02.2018?", {"old"}, ("in 02.2018", "2018-02", "2018-02")),
        ("how many people died in Marhad in winter 2017?", {"old"}, ("in winter 2017", "2017-12", "2018-02")),
        ("how many people died in Marhad last autumn?", set(), ("last autumn", "2025-09", "2025-11")),
        ("كم شخصا قتل في مرحد في شتاء ٢٠١٧؟", {"old"}, ("في شتاء ٢٠١٧", "2017-12", "2018-02")),
        ("كم شخصا قتل في مرحد في ٢/٢٠١٨؟", {"old"}, ("في ٢/٢٠١٨", "2018-02", "2018-02")),
    ],
)
def test_articles_of_the_time_answer(
    archive: Archive, question: str, answering: set[str], read: tuple[str, str | None, str | None]
) -> None:
    answer = archive.ask(question)
    assert (articles(answer), period(answer)) == (answering, read)
    assert answer.question == question


def test_an_event_is_reported_up_to_a_week_later(archive: Archive, clock: Clock) -> None:
    clock.today = date(2026, 11, 16)  # the last Saturday is the 14th, eight days before the report
    assert not archive.ask("how many people died in Marhad last Saturday?").answered


def test_a_report_that_names_another_day_is_no_answer(archive: Archive) -> None:
    for question in (
        "how many people died in Marhad on 2 February 2018?",
        "how many people died in Marhad on 20 November 2026?",
    ):
        assert not archive.ask(question).answered


def test_of_articles_that_are_all_of_the_time_only_those_of_the_day_answer(tmp_path: Path, reader: SpanModel) -> None:
    build_with(HashEmbedder(), tmp_path, OLD)
    generation = current_generation(tmp_path)
    alone = Archive(FolderGeneration(generation), None, reader, ["no embedder"], Clock())
    assert alone.ask("how many people died in Marhad on 3 February 2018?").answered
    assert not alone.ask("how many people died in Marhad on 2 February 2018?").answered
    alone.close()


def test_without_an_article_of_the_time_there_is_no_answer_and_that_is_told(archive: Archive) -> None:
    answer = archive.ask("how many people died in Marhad yesterday?", filters=Filters(("Post",)))
    assert not answer.answered
    assert answer.understood.period is not None
    assert answer.understood.period.empty


def test_an_article_without_a_date_is_not_of_yesterday(archive: Archive) -> None:
    answer = archive.ask("how many people died in Jebrine yesterday?")
    assert not answer.answered
    assert period(answer) == ("yesterday", "2026-11-22", "2026-11-22")


@pytest.mark.parametrize(
    "question",
    [
        "how many people died in Marhad since the ceasefire?",
        "how many people died in Marhad in March?",
        "how many people may have died in Marhad?",
        "how many people died in Marhad in the 1990s?",
        "how many people died in Marhad recently?",
        "كم شخصا قتل في مرحد منذ وقف إطلاق النار؟",
    ],
)
def test_words_that_name_no_time_stay_words(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert period(answer) is None
    assert answer.quotes or answer.nearest


def test_taken_literally_no_time_is_read(archive: Archive) -> None:
    answer = archive.ask("how many people died in Marhad last Saturday?", literal=True)
    assert period(answer) is None
    assert "old" in articles(answer)


def test_a_typed_filter_and_a_time_have_to_be_met_both(archive: Archive) -> None:
    assert not archive.ask("how many people died in Marhad in 2018? after:2020").answered
    assert articles(archive.ask("how many people died in Marhad in 2018? source:Post")) == {"old"}


def test_an_answer_of_before_midnight_is_none_of_after_it(archive: Archive, clock: Clock) -> None:
    question = "how many people died in Marhad yesterday?"
    clock.today = date(2026, 11, 22)
    assert articles(archive.ask(question)) == {"new"}
    clock.today = date(2026, 11, 23)
    answer = archive.ask(question)
    assert (articles(answer), period(answer)) == (set(), ("yesterday", "2026-11-22", "2026-11-22"))
    clock.today = date(2026, 11, 22)
    assert articles(archive.ask(question)) == {"new"}


def test_what_happened_is_asked_where_nothing_but_a_time_is(archive: Archive) -> None:
    assert period(archive.ask("last week?")) == ("last week", "2026-11-16", "2026-11-22")


@pytest.mark.usefixtures("processes")
def test_reading_a_time_loads_no_library_of_dates() -> None:
    script = (
        "import sys; from datetime import date; from index.query.time_constraint import time_constraint;"
        "assert time_constraint('who fled last Saturday?', date(2026, 11, 23)); sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
