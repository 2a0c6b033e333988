"""Addresses that open a page at a quote."""

import time
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.text_fragment import LONGEST_ADDRESS, address_at, text_directive
from index.records import Span
from tests.fakes import article, quote

PAGE = "https://example.org/raid"


def _directive(text: str, words: str, occurrence: int = 1) -> str | None:
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return text_directive(text, Span(start, start + len(words)))


def test_a_short_quote_is_written_out_from_letter_to_letter() -> None:
    assert _directive("He left. “Nine people died.” It rained.", "“Nine people died.”") == "text=Nine%20people%20died"


def test_a_long_quote_is_its_first_and_its_last_words() -> None:
    text = "In Idlib city, one witness said a five-storey building was levelled and that at least 15 people died there."
    assert _directive(text, text) == "text=In%20Idlib%20city%2C%20one%20witness,least%2015%20people%20died%20there"


def test_what_means_something_in_a_directive_is_encoded() -> None:
    said = _directive("Profits of A&B, a five-year low, fell #1 = 50% + 3?", "A&B, a five-year low, fell #1 = 50% + 3")
    assert said == "text=A%26B%2C%20a%20five%2Dyear%20low%2C%20fell%20%231%20%3D%2050%25%20%2B%203"


def test_arabic_is_encoded_in_utf_8() -> None:
    said = _directive("وصلت فرق الإنقاذ. قُتل 15 مدنيًا في إدلب. ونُقل الجرحى.", "قُتل 15 مدنيًا في إدلب.")
    assert said is not None
    assert said.isascii()
    assert unquote(said) == "text=قُتل 15 مدنيًا في إدلب"


def test_words_that_come_up_before_are_told_by_what_stands_before_them() -> None:
    text = "The toll is unknown. In Sylhet the toll rose. Nine people died. In Dhaka it fell. Nine people died."
    assert _directive(text, "Nine people died.") == "text=Nine%20people%20died"
    assert _directive(text, "Nine people died.", 2) == "text=fell.-,Nine%20people%20died"


def test_a_prefix_is_of_the_paragraph_before_where_the_quote_begins_its_own() -> None:
    text = "Nine people died.\n\nIt rained for days.\n\nNine people died."
    assert _directive(text, "Nine people died.", 2) == "text=days.-,Nine%20people%20died"


def test_signs_between_a_prefix_and_the_words_are_kept() -> None:
    text = "Nine people died. They said: “Nine people died.”"
    assert _directive(text, "“Nine people died.”") == "text=said%3A-,%E2%80%9CNine%20people%20died"


def test_words_at_the_very_beginning_need_no_suffix_and_others_may_have_one() -> None:
    # Nothing before tells them apart: both stand behind the same eight words, and the second one goes on otherwise.
    before = "one two three four five six seven eight nine"
    text = f"{before} it fell down. {before} it fell again."
    assert _directive(text, "it fell", 2) == "text=it%20fell,-again"


def test_part_of_a_word_is_no_place() -> None:
    assert _directive("Cart 15. Art 15.", "Art 15.") == "text=Art%2015"


def test_the_ends_are_lengthened_until_they_are_there_once() -> None:
    text = (
        "At least 15 people were killed in the town. "
        "At least 15 people were killed in the city on Sunday, as doctors and nurses there told a reporter by telephone."
    )
    said = _directive(text, text[text.index("At least", 1) :])
    assert said == (
        "text=At%20least%2015%20people%20were%20killed%20in%20the%20city,told%20a%20reporter%20by%20telephone"
    )


def test_terms_do_not_cross_a_line() -> None:
    text = "One two\nthree four five six seven eight nine ten eleven twelve thirteen\nfourteen fifteen"
    assert _directive(text, text) == "text=One%20two,fourteen%20fifteen"


def test_a_quote_without_words_has_none() -> None:
    assert _directive("a … b", "…") is None


def test_the_fragment_of_the_page_itself_stays() -> None:
    raid = article("raid", "Nine people died.")
    of = quote(raid, "Nine people died.")
    assert address_at(raid, of.span, PAGE) == f"{PAGE}#:~:text=Nine%20people%20died"
    assert address_at(raid, of.span, f"{PAGE}#!/news/7") == f"{PAGE}#!/news/7"
    assert address_at(raid, of.span, "https://t.me/wire/12") == "https://t.me/wire/12"


def test_an_address_does_not_grow_too_long() -> None:
    raid = article("raid", "Nine people died.")
    url = f"{PAGE}?{'a' * (LONGEST_ADDRESS - len(PAGE) - 5)}"
    assert address_at(raid, quote(raid, "Nine people died.").span, url) == url


@given(st.text(alphabet="ab -,&.\n\u200fم،é“", min_size=1, max_size=60), st.data())
def test_a_directive_is_ascii_and_leads_to_words_of_its_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    said = text_directive(text, Span(start, end))
    if said is None:
        return
    assert said.isascii()
    terms = [unquote(term) for term in said.removeprefix("text=").split(",")]
    assert all(len(term.split("-")) <= 2 and term.strip("-") for term in said.removeprefix("text=").split(","))
    squeezed = " ".join(text.split())
    assert all(term.strip("-") in squeezed or term.rstrip("-") in squeezed for term in terms)


@pytest.mark.parametrize("text", ["same words " * 60_000, "! " * 300_000 + "a", "a" * 500_000], ids=len)
def test_the_longest_article_takes_a_moment(text: str) -> None:
    begun = time.monotonic()
    text_directive(text, Span(len(text) - 12, len(text)))
    assert time.monotonic() - begun < 10
