"""Which deed a word speaks of, in English and in Arabic."""

import pytest

from index.language.event_triggers import event_type
from index.language.lexicon import deed_in_english
from index.language.text import fold


@pytest.mark.parametrize(
    ("word", "deed"),
    [
        ("killed", "death"), ("wounded", "injury"), ("fled", "flight"), ("market", None),
        ("قتلى", "death"), ("القتلى", "death"), ("والقتلى", "death"), ("جثث", "death"),
        ("جرحى", "injury"), ("للجرحى", "injury"), ("معتقلين", "arrest"), ("نازح", "flight"), ("مخطوف", "abduction"),
        ("مفقود", "loss"), ("مرض", "illness"), ("سوق", None),
    ],
)  # fmt: skip
def test_a_word_speaks_of_its_deed(word: str, deed: str | None) -> None:
    assert event_type(fold(word)) == deed


def test_a_deed_that_figures_are_not_of_is_none_of_them() -> None:
    assert deed_in_english("دمر") == "destroyed"
    assert event_type("دمر") is None
