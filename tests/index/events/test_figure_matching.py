"""Which figure of a sentence a question asks for, and for which none is given."""

import pytest

from index.events.figure_reports import report_of, runs_on
from index.query.parser import understand
from index.reading.sentence_reader import Reading
from index.records import Span
from tests.index.fakes import laid_out

KILLED = "How many people were killed in Marhad?"


def figure(
    sentence: str, question: str = KILLED, title: str = "Strike on Marhad", marked: str | None = None
) -> str | None:
    """The words of the figure that the sentence reports."""
    article = laid_out("a", [("title", title), ("body", sentence)], title=title, published="2018-02-09")
    span = article.paragraphs[1].span
    at = None if marked is None else article.text.index(marked, span.start)
    highlight = None if at is None or marked is None else Span(at, at + len(marked))
    report = report_of(understand(question), Reading(article, span, highlight, 0.9, 0.9, 0.9))
    return None if report is None else article.cut(report.figure.span)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 15 people were killed in Marhad.", "At least 15"),
        ("The strike killed 15 people and wounded 30.", "15"),
        ("The strike wounded 30 people and killed 15.", "15"),
        ("15 people, most of them women, were killed.", "15"),
        ("The death toll stands at 15.", "15"),
        ("The number of people killed in the attack on the market has risen from 12 to 15.", "15"),
        ("Officials earlier said 12 people were killed, but 15 bodies were found.", "15"),
        ("15 people were killed, including four children.", "15"),
        ("15 people were killed, four of them children.", "15"),
        ("Fifteen people were killed and another 30 were wounded.", "Fifteen"),
        ("12 airstrikes killed 15 people.", "15"),
        ("15 people were killed in northern Syria.", "15"),
    ],
)
def test_the_figure_asked_for_is_found(sentence: str, expected: str) -> None:
    assert figure(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "30 people were wounded in Marhad.",
        "Since the war began, 400 people have been killed in Marhad.",
        "400 people have been killed in Marhad so far this year.",
        "15 people were killed in Jebrine.",
        "Five children and two women were killed in Marhad.",
        "The mayor and five others were killed in Marhad.",
        "Two more people were killed in Marhad.",
        "People were killed in Marhad in 2016.",
        "The group threatened to kill 10 judges in Marhad.",
        "No one was killed in Marhad.",
        "An earlier version of this article said 12 people were killed in Marhad.",
    ],
)
def test_another_figure_is_none_of_the_event(sentence: str) -> None:
    assert figure(sentence) is None


def test_an_article_on_another_place_says_nothing_of_this_one() -> None:
    assert figure("15 people were killed.", title="Strike on Jebrine") is None


def test_what_is_asked_about_stands_in_the_article() -> None:
    assert figure("15 people were killed in Marhad.", "How many people were killed by the flood in Marhad?") is None
    assert (
        figure("The flood killed 15 people in Marhad.", "How many people were killed by the flood in Marhad?") == "15"
    )


def test_a_country_after_the_town_need_not_be_named() -> None:
    assert figure("15 people were killed in Marhad.", "How many people were killed in Marhad, Syria?") == "15"
    assert figure("15 people were killed in Marhad.", "How many people were killed by Russia in Marhad?") is None


def test_things_are_counted_by_their_name() -> None:
    question = "How many houses were destroyed in Marhad?"
    assert figure("40 houses were destroyed and 15 people killed in Marhad.", question) == "40"
    assert figure("15 people died in Marhad where houses were destroyed.", question) is None


def test_of_several_figures_the_marked_one_is_taken() -> None:
    sentence = "The army killed 15 people; rebels said it killed 20 in Marhad."
    assert figure(sentence, marked="20 in") == "20"
    assert figure(sentence) is None


def test_arabic_reports_are_read() -> None:
    assert figure("قتل 15 شخصا وأصيب 30 آخرون في برجونة.", "كم عدد القتلى في برجونة؟", title="قصف") == "15"


def test_since_monday_is_one_event() -> None:
    article = laid_out("a", [("body", "Since Monday, 40 people have fled.")], published="2018-02-09")
    assert not runs_on(article, article.paragraphs[0].span)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        (KILLED, True),
        ("كم عدد القتلى في برجونة؟", True),
        ("How many people were killed?", False),
        ("How old was Ahmad Hilal?", False),
        ("Who was killed in Marhad?", False),
        ("How much did the bridge in Marhad cost?", False),
    ],
)
def test_a_question_for_a_number_somewhere_asks_for_figures(question: str, asks: bool) -> None:
    assert understand(question).asks_for_figure is asks
