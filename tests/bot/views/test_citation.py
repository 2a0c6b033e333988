"""Sources as people read them."""

from dataclasses import replace

import pytest

from bot.support.i18n import LANGUAGES, locale_for
from bot.views.citation import citation, cite, clean_line, copies_line, format_date, title_of, web_address
from bot.views.markup import Link, to_plain
from index.records import Article
from tests.bot.conftest import EN
from tests.fakes import article


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2018-02-05", "5 February 2018"),
        ("2018-02-05T10:00:00+00:00", "5 February 2018"),
        ("2018-02", "February 2018"),
        ("2018", "2018"),
        ("2018-13", None),
        ("2018-02-31", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_written_for_people(published: str | None, written: str | None) -> None:
    assert format_date(published, EN) == written


def test_everything_known_is_named() -> None:
    entry = article("a", "Words.", title="Title", url="https://a.org/x", published="2018", source="Post")
    assert to_plain(cite(entry, EN, "4")) == "Title (https://a.org/x)\nPost · 2018 · 4"


COPY = "https://web.archive.org/web/20180205101500/https://a.org/x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_archived_copy_is_cited_as_one_with_its_original_address(language: str) -> None:
    locale = locale_for(language)
    live = article("a", "Words.", title="Title", url="https://a.org/x", source="Post")
    shown = cite(replace(live, archived=COPY), locale, "4")
    assert [piece.url for piece in shown if isinstance(piece, Link)] == ["https://a.org/x", COPY]
    assert to_plain(shown).endswith(f"{locale.say('archived')} ({COPY}) · 4")
    assert locale.say("archived") in citation(replace(live, archived=COPY), locale)
    assert locale.say("archived") not in to_plain(cite(live, locale)) + citation(live, locale)


def test_a_copy_whose_address_cannot_be_opened_is_still_said_to_be_one() -> None:
    entry = article("a", "Words.", title="Title")
    assert to_plain(cite(replace(entry, archived=COPY), EN)) == f"Title\narchived copy ({COPY})"
    assert (
        to_plain(cite(replace(entry, archived="http://archive/2018/http://a.org"), EN, "4"))
        == "Title\narchived copy · 4"
    )


def test_what_is_not_given_is_left_out() -> None:
    assert to_plain(cite(article("a", "Words.", title="Title"), EN, "4")) == "Title · 4"
    assert to_plain(cite(article("a", "Words.", title="Title", published="2018"), EN)) == "Title\n2018"
    assert to_plain(cite(article("a", "Words.", title="Title"), EN)) == "Title"


def test_without_a_title_the_file_is_named() -> None:
    assert title_of(article("a", "Words.", path="seeds/2018/raid.txt"), EN) == "raid.txt"


def test_without_anything_it_says_that_there_is_no_title() -> None:
    assert title_of(article("a", "Words."), EN) == "An article without a title"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http://[",
        "https://a b.org",
        "x" * 3,
        "https://a.org/" + "x" * 2000,
        "http://intranet/page",
        "http://localhost:8000/",
        "https://a.org:99999/",
        "https://a<b>.org/",
    ],
)
def test_what_a_person_cannot_open_is_no_link(url: str) -> None:
    assert web_address(url) is None
    assert not isinstance(cite(article("a", "Words.", title="T", url=url), EN)[0], Link)


def test_metadata_is_put_on_one_line() -> None:
    assert clean_line(" two\r\nlines\x00 \u202e turned ", 80, EN) == "two lines turned"


def test_right_to_left_titles_are_kept_apart() -> None:
    assert clean_line("قُتل 15 في إدلب", 80, EN) == "\u2068قُتل 15 في إدلب\u2069"


def test_an_address_by_number_or_in_another_script_is_a_link() -> None:
    for url in ("http://[::1]/x", "http://10.0.0.1:8000/x", "https://пример.рф/", "HTTPS://a.org"):
        assert web_address(url) == url


@pytest.mark.parametrize("text", ["\u200f \n", "\u200b", "\ufeff\u2060", "\u00ad"])
def test_metadata_of_nothing_but_unseen_signs_is_none(text: str) -> None:
    assert clean_line(text, 80, EN) is None


def outlets(*names: str | None) -> list[Article]:
    return [Article(f"id{n}", "Text.", (), title=f"Title {n}", source=name) for n, name in enumerate(names)]


def test_who_carries_the_same_report_is_named_by_outlet_else_by_title() -> None:
    assert to_plain(copies_line(outlets("Courier", None, "Courier"), EN)) == "\nThe same report: Courier, Title 1"


def test_of_many_copies_three_are_named() -> None:
    assert to_plain(copies_line(outlets("A", "B", "C", "D", "E"), EN)) == "\nThe same report: A, B, C and 2 more"


def test_a_report_that_nobody_else_carries_says_nothing_of_it() -> None:
    assert copies_line([], EN) == ()
