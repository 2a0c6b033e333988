"""Which sentences tell of the time asked about, in articles of it, of soon after and of years after."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.answer_metadata import Period
from index.archive.archive import Archive
from index.archive.serving_generation import FolderGeneration
from index.events.constraint_filtering import keep_time
from index.models.span_model import SpanModel
from index.query.parser import understand
from index.reading.sentence_reader import Reading
from index.records import Article, Filters, Span
from index.storage.generations import current_generation
from tests.index.fakes import HashEmbedder, build_with, laid_out

ELSEWHERE = (
    laid_out("bridge", [("body", "The bridge of Sarmin was opened.")], published="2017-06-01", language="en"),
    laid_out("market", [("body", "A market was opened in Kafr Zita.")], published="2019-06-01", language="en"),
)
Opened = Callable[..., Archive]


def article(name: str, published: str, *paragraphs: str, title: str | None = None) -> Article:
    return laid_out(name, [("body", text) for text in paragraphs], published=published, title=title, language="en")


@pytest.fixture
def opened(tmp_path: Path, reader: SpanModel) -> Iterator[Opened]:
    archives = []

    def open_with(*articles: Article) -> Archive:
        build_with(HashEmbedder(), tmp_path, *articles, *ELSEWHERE)
        generation = current_generation(tmp_path)
        today = date(2026, 11, 23)
        archives.append(Archive(FolderGeneration(generation), None, reader, ["no embedder"], lambda: today))
        return archives[-1]

    yield open_with
    for archive in archives:
        archive.close()


def answering(archive: Archive, question: str, filters: Filters | None = None) -> list[str]:
    answer = archive.ask(question) if filters is None else archive.ask(question, filters=filters)
    return [quote.article.id for quote in answer.quotes]


@pytest.mark.parametrize(
    "question",
    [
        "how many people died in Marhad in December 2017?",
        "how many people died in Marhad between November 2017 and January 2018?",
        "how many people died in Marhad in winter 2017?",
        "كم شخصا قتل في مرحد في كانون الأول 2017؟",
    ],
)
def test_an_article_of_february_tells_of_last_december(opened: Opened, question: str) -> None:
    archive = opened(article("later", "2018-02-05", "Nine people died in Marhad last December, doctors said."))
    assert answering(archive, question) == ["later"]
    answer = archive.ask(question)
    assert answer.understood.period is not None
    assert not answer.understood.period.empty


def test_an_article_of_the_time_itself_comes_before_later_ones(opened: Opened) -> None:
    archive = opened(
        article("then", "2017-12-15", "At least eleven people died in Marhad on Thursday, doctors said."),
        article("later", "2018-02-05", "Nine people died in Marhad last December, doctors said."),
    )
    assert answering(archive, "how many people died in Marhad in December 2017?") == ["then"]


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("2018-02-05", "Nine people died in Marhad, doctors said."),
        ("2018-02-05", "Nine people died in Marhad on Monday, doctors said."),
        ("2018-02-05", "Nine people died in Marhad last month, doctors said."),
        ("2018-02-05", "Nine people died in Marhad last winter, doctors said."),
        ("2018-02-05", "“Nine people died in Marhad last December,” he said."),
        ("2018-12-28", "Nine people died in Marhad last December, doctors said."),
        ("2017-10-05", "Nine people died in Marhad last December, doctors said."),
    ],
)
def test_a_later_article_answers_only_by_a_sentence_that_surely_names_the_time(
    opened: Opened, published: str, text: str
) -> None:
    archive = opened(article("later", published, text))
    assert answering(archive, "how many people died in Marhad in December 2017?") == []


def test_a_filter_that_is_typed_holds_for_later_articles(opened: Opened) -> None:
    archive = opened(article("later", "2018-02-05", "Nine people died in Marhad last December, doctors said."))
    question = "how many people died in Marhad in December 2017?"
    assert answering(archive, question, Filters(before="2018-03")) == ["later"]
    assert answering(archive, question, Filters(before="2018-01")) == []
    assert answering(archive, question, Filters(after="2018-02-06")) == []


def test_an_article_of_years_after_tells_of_the_time_only_where_it_names_it(opened: Opened) -> None:
    archive = opened(
        article(
            "after",
            "2020-03-05",
            "Nine people died in Marhad, doctors said.",
            "The town had been attacked in December 2017 as well.",
        )
    )
    assert answering(archive, "how many people died in Marhad in December 2017?") == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (None, "In December 2017 the town of Marhad was bombed. Nine people died in Marhad, doctors said."),
        ("What happened in Marhad in December 2017", "Nine people died in Marhad, doctors said."),
    ],
)
def test_the_time_may_be_named_before_the_sentence_or_in_the_title(
    opened: Opened, title: str | None, text: str
) -> None:
    archive = opened(article("after", "2020-03-05", text, title=title))
    assert answering(archive, "how many people died in Marhad in December 2017?") == ["after"]


ASKED = understand("How many people died?")


def of_its_time(readings: list[Reading], period: Period | None) -> list[Reading]:
    return keep_time(replace(ASKED, period=period), readings)


def told_later(readings: list[Reading], period: Period) -> list[Reading]:
    return keep_time(replace(ASKED, period=period, surely=True), readings)


def reading(text: str, published: str | None) -> Reading:
    there = laid_out("one", [("body", text)], published=published)
    return Reading(there, Span(0, len(text)), None, 0.9, 0.9, 0.9)


def test_what_may_have_happened_is_of_no_month_of_may(opened: Opened) -> None:
    archive = opened(article("then", "2017-12-15", "Nine people died in Marhad, and more may follow, doctors said."))
    assert answering(archive, "how many people died in Marhad in December 2017?") == ["then"]


DECEMBER = Period("in December 2017", "2017-12", "2017-12")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Nine died on 14 December.", True),
        ("Nine died in December.", True),
        ("Nine died two months ago.", True),
        ("Nine died on 14 December 2017.", True),
        ("Nine died on 14/12/2017.", True),
        ("قتل تسعة في كانون الأول الماضي.", True),
        ("Nine died in 2017.", False),
        ("Nine died last year.", False),
        ("Nine died since December.", False),
        ("The vote in December would be put off, he said.", False),
        ("The vote is expected on 14 December.", False),
        ("“Nine died in December,” he said.", False),
        ("“Nine died in December 2017,” he said.", True),
        ("Nine died in December, and two on Monday.", True),
        ("On Monday two died, and nine in December.", False),
        ("Nine died in November.", False),
    ],
)
def test_a_sentence_of_february_surely_tells_of_december_or_not(text: str, tells: bool) -> None:
    assert bool(told_later([reading(text, "2018-02-05")], DECEMBER)) is tells


def test_march_and_may_are_other_words_too() -> None:
    march = Period("in March 2018", "2018-03", "2018-03")
    assert told_later([reading("Nine died in the march on the palace.", "2018-06-05")], march) == []
    assert told_later([reading("Nine died on 14 March.", "2018-06-05")], march)


def test_without_a_date_a_sentence_may_be_of_any_time() -> None:
    assert of_its_time([reading("Nine died.", None)], DECEMBER)
    assert of_its_time([reading("Nine died.", "2017-12-20")], None)


def test_a_period_without_an_end_is_met_by_all_that_came_after() -> None:
    since = Period("since 2017", "2017", None)
    assert of_its_time([reading("Nine died.", "9999-12-31")], since)
    assert not of_its_time([reading("Nine died.", "2016-12-20")], since)
    until = Period("until 2017", None, "2017")
    assert of_its_time([reading("Nine died.", "0001-01-01")], until)
