"""Times in quotes: what they mean on the day of their article, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.partial_date import PartialDate
from index.language.quote_times import resolved_times
from index.records import Article, Span
from tests.index.fakes import laid_out
from tests.index.strategies import articles, quick

FRIDAY = "2018-02-09"


def resolved(sentence: str, published: str | None = FRIDAY) -> list[tuple[str, str, str]]:
    article = laid_out("a", [("body", sentence)], published=published)
    found = resolved_times(article, Span(0, len(sentence)))
    return [(article.cut(time.span), time.first, time.last) for time in found]


@pytest.mark.parametrize(
    ("sentence", "words", "first", "last"),
    [
        ("Fifteen died on Saturday.", "Saturday", "2018-02-03", "2018-02-03"),
        ("Fifteen died on Friday.", "Friday", "2018-02-09", "2018-02-09"),
        ("Fifteen died last Friday.", "last Friday", "2018-02-02", "2018-02-02"),
        ("Police said Thursday that four died.", "Thursday", "2018-02-08", "2018-02-08"),
        ("Saturday’s raid killed four.", "Saturday", "2018-02-03", "2018-02-03"),
        ("Since Monday forty have died.", "Monday", "2018-02-05", "2018-02-05"),
        ("He came yesterday.", "yesterday", "2018-02-08", "2018-02-08"),
        ("He comes tomorrow.", "tomorrow", "2018-02-10", "2018-02-10"),
        ("Five died last night.", "last night", "2018-02-08", "2018-02-09"),
        ("The town fell last December.", "last December", "2017-12", "2017-12"),
        ("They met last week.", "last week", "2018-01-29", "2018-02-04"),
        ("They meet next week.", "next week", "2018-02-12", "2018-02-18"),
        ("They meet next month.", "next month", "2018-03", "2018-03"),
        ("They met three years ago.", "three years ago", "2015", "2015"),
        ("Over the past three days forty died.", "the past three days", "2018-02-06", "2018-02-09"),
        ("It died down this year.", "this year", "2018", "2018"),
        ("قتل 12 شخصا يوم الثلاثاء.", "يوم الثلاثاء", "2018-02-06", "2018-02-06"),
        ("قتل 12 شخصا أمس.", "أمس", "2018-02-08", "2018-02-08"),
        ("سقطت المدينة في كانون الأول الماضي.", "كانون الأول الماضي", "2017-12", "2017-12"),
        ("تستأنف المحادثات يوم الثلاثاء المقبل.", "يوم الثلاثاء المقبل", "2018-02-13", "2018-02-13"),
        ("تستأنف المحادثات الأسبوع القادم.", "الأسبوع القادم", "2018-02-12", "2018-02-18"),
        ("قصفت البلدة قبل ثلاثة أيام.", "قبل ثلاثة أيام", "2018-02-06", "2018-02-06"),
        ("قال اليوم الجمعة إنهم وصلوا.", "اليوم", "2018-02-09", "2018-02-09"),
    ],
)
def test_a_time_is_counted_from_the_day_of_the_article(sentence: str, words: str, first: str, last: str) -> None:
    assert resolved(sentence) == [(words, first, last)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Talks will resume on Tuesday.",
        "The vote is due on Sunday.",
        "Every Friday they march.",
        "They work Monday to Friday.",
        "Next Saturday may be either.",
        "Thirteen died on Bloody Sunday, the Sunday Times said.",
        "Russia Today was there.",
        "A day earlier five had died.",
        "The last few days were calm.",
        "In last year's vote he lost.",
        "It was in the last week of the war.",
        "They fell in March, on 5 February and in 2016.",
        "“They hit us yesterday,” he said.",
        "She said she may go.",
        "ستستأنف المحادثات يوم الثلاثاء.",
        "كل جمعة يتظاهرون.",
        "ذكرت صحيفة اليوم السابع ذلك.",
    ],
)
def test_what_is_not_sure_is_left_alone(sentence: str) -> None:
    assert resolved(sentence) == []


def test_the_day_of_the_week_beside_tomorrow_is_not_taken_for_the_last_one() -> None:
    assert resolved("يصلون غداً الأحد.") == [("غداً", "2018-02-10", "2018-02-10")]


def test_an_undated_article_resolves_nothing() -> None:
    assert resolved("Fifteen died on Saturday.", None) == []
    assert resolved("Fifteen died on Saturday.", "no date") == []


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2018", [("last year", "2017", "2017")]),
        ("2018-02", [("last month", "2018-01", "2018-01"), ("last year", "2017", "2017")]),
    ],
)
def test_of_a_month_or_a_year_only_what_is_the_same_on_all_its_days_is_said(
    published: str, expected: list[tuple[str, str, str]]
) -> None:
    assert resolved("He came yesterday, last month and last year.", published) == expected


def test_speech_that_began_before_the_quote_is_speech() -> None:
    text = "“We fled. They hit us yesterday.” He came on Monday."
    article = laid_out("a", [("body", text)], published=FRIDAY)
    quote = Span(text.index("They"), len(text))
    assert [article.cut(time.span) for time in resolved_times(article, quote)] == ["Monday"]


@quick
@given(articles(), st.sampled_from([FRIDAY, "2018", "9999-12-31", "0001-01-01", None]), st.data())
def test_any_stretch_of_any_article_is_read(article: Article, published: str | None, data: st.DataObject) -> None:
    if not article.text:
        return
    start = data.draw(st.integers(0, len(article.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(article.text))))
    dated = Article(article.id, article.text, article.paragraphs, published=published)
    for time in resolved_times(dated, span):
        assert time.span.within(span)
        assert PartialDate.parse(time.first).earliest <= PartialDate.parse(time.last).latest


@quick
@given(
    st.sampled_from(["tomorrow", "next week", "next year", "a year ago", "last December", "on Saturday", "this week"])
)
def test_the_ends_of_the_calendar_are_survived(words: str) -> None:
    for published in ("9999-12-31", "0001-01-01"):
        resolved(f"It was {words}.", published)
