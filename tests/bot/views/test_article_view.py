"""An article in pages: all of it, in order, as it is written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.support.i18n import Locale
from bot.views.answer_messages import MESSAGE_UNITS
from bot.views.article_view import (
    MOST_PARTS,
    PAGE_UNITS,
    article_page,
    article_pages,
    open_article_data,
    page_of,
    page_with,
    text_digest,
    whole_article,
)
from bot.views.buttons import Action, ButtonPress, parse_press
from bot.views.citation import cite
from bot.views.markup import BotProfile, Viewer, size, utf16_length
from index.records import Article, ParagraphKind
from tests.bot.conftest import AR, EN, RAID
from tests.fake_bot_api import parse_html
from tests.fakes import article, quote
from tests.index import strategies
from tests.index.strategies import quick

ME = BotProfile("verbatim_bot", inline=False)
HERE = Viewer(42, EN, ME)
LONG = article(
    "long", *(f"Paragraph {n} says this. " + "And that it says. " * 20 for n in range(30)), title="A long one"
)
_SIGNS = st.sampled_from(
    ["<b>", "&", "🔥", "word", " ", "  ", ". ", "? ", "\u200f", "قُتل", "e\u0301", "\r\n", "\u00a0", "x" * 300]
)
_TEXTS = st.lists(_SIGNS, min_size=1, max_size=30).map("".join).filter(lambda text: bool(text.strip()))


def _readable(of: Article) -> str:
    shown = (of.cut(p.span) for p in of.paragraphs if p.kind is not ParagraphKind.TITLE)
    return "".join("".join(shown).split())


def _assert_whole(of: Article) -> None:
    pages = article_pages(of)
    parts = [part for page in pages for part in page]
    assert "".join("".join(of.cut(part.span) for part in parts).split()) == _readable(of)
    assert all(one.span.end <= other.span.start for one, other in pairwise(parts))
    for page in pages:
        assert len(page) <= MOST_PARTS
        assert sum(utf16_length(of.cut(part.span)) for part in page) <= PAGE_UNITS


@quick
@given(of=strategies.articles())
def test_pages_hold_all_that_is_readable_in_order(of: Article) -> None:
    _assert_whole(of)


@quick
@given(texts=st.lists(_TEXTS, max_size=6), times=st.sampled_from([1, 1, 7, 40]))
def test_so_they_do_of_hostile_text(texts: list[str], times: int) -> None:
    _assert_whole(article("a", *((text * times).strip() for text in texts)))


@pytest.mark.parametrize(
    "text", ["🔥" * 9_000, "x" * 9_000, "word " * 3_000, "A sentence. " * 1_000, "e\u0301" * 5_000]
)
def test_what_is_longer_than_a_page_goes_on_on_the_next(text: str) -> None:
    of = article("a", text.strip())
    _assert_whole(of)
    assert len(article_pages(of)) > 2


def test_pages_end_with_paragraphs_where_they_can() -> None:
    ends = {paragraph.span.end for paragraph in LONG.paragraphs}
    assert all(page[-1].span.end in ends for page in article_pages(LONG))


def test_long_paragraphs_are_cut_at_sentences() -> None:
    of = article("a", "A sentence of the paragraph. " * 300)
    assert all(of.cut(page[-1].span).endswith("paragraph.") for page in article_pages(of))


def test_many_small_paragraphs_make_more_pages_not_more_marks() -> None:
    assert len(article_pages(article("a", *["Yes."] * 100))) == 3


@quick
@given(of=strategies.articles(), number=st.integers(0, 9999), locale=st.sampled_from([EN, AR]))
def test_any_page_is_a_message_that_telegram_takes(of: Article, number: int, locale: Locale) -> None:
    reply = article_page(of, number, Viewer(42, locale, ME))
    assert size(reply.message) <= MESSAGE_UNITS
    assert parse_html(reply.html).text
    assert all(len(getattr(button, "data", "").encode()) <= 64 for row in reply.rows for button in row)


def test_what_is_shown_is_what_is_written() -> None:
    text = parse_html(article_page(RAID, 0, HERE).html).text
    assert "The <b>Ministry</b> & its allies denied it." in text


def test_a_page_is_found_by_what_stands_on_it() -> None:
    of = quote(LONG, "Paragraph 20 says this.")
    assert page_of(of) == page_with(article_pages(LONG), of.span.start) > 0
    assert "Paragraph 20 says this." in article_page(LONG, page_of(of), HERE).plain


def test_the_last_page_stands_for_those_beyond_it() -> None:
    assert article_page(LONG, 9999, HERE) == article_page(LONG, len(article_pages(LONG)) - 1, HERE)


def test_pages_lead_to_the_ones_beside_them() -> None:
    (turning,) = article_page(LONG, 1, HERE).rows
    presses = [parse_press(button.data) for button in turning]  # type: ignore[union-attr]
    assert presses == [ButtonPress(Action.READ, "long" + text_digest(LONG), number) for number in (0, 2)]
    assert len(article_page(LONG, 0, HERE).rows[0]) == 1


def test_an_article_of_one_page_counts_none() -> None:
    reply = article_page(RAID, 0, HERE)
    assert "Page" not in reply.plain
    assert [button.label for row in reply.rows for button in row] == [EN.say("open-article")]


def test_an_article_without_words_says_so() -> None:
    assert EN.say("article-empty") in article_page(article("a", title="Nothing"), 0, HERE).plain


def test_a_group_gets_the_beginning_and_the_way_to_a_private_chat() -> None:
    reply = article_page(LONG, 3, Viewer(-7, EN, ME))
    assert "Paragraph 2 " in reply.plain
    assert "Paragraph 3 " not in reply.plain
    assert [button.url for row in reply.rows for button in row] == ["https://t.me/verbatim_bot?start=r_long"]  # type: ignore[union-attr]


def test_all_of_it_is_shown_where_there_are_no_limits() -> None:
    text = whole_article(LONG, EN).plain
    assert all(f"Paragraph {n} says this." in text for n in range(30))


def test_a_changed_text_has_another_mark() -> None:
    assert text_digest(article("a", "One.")) != text_digest(article("a", "Two."))
    assert text_digest(article("a", "One.")) == text_digest(article("b", "One."))


def test_the_longest_id_fits_a_button() -> None:
    assert len(open_article_data(article("0123456789ab", "One."), 9999).encode()) <= 64
    assert parse_press(open_article_data(article("0123456789ab", "One."), 9999)) is not None


def test_the_head_names_the_source() -> None:
    assert article_page(RAID, 0, HERE).message[:2] == cite(RAID, EN)
