import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.text import fold
from index.reading.arabic_similarity import NEAR, OF_ONE_ROOT, SAME, word_similarity


def alike(word: str, other: str) -> float:
    return word_similarity(fold(word), fold(other))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("الزلزال", "زلزال"),
        ("بالمدينة", "المدينة"),
        ("للمستشفى", "المستشفى"),
        ("والمدرسة", "مدرسة"),
        ("القتلى", "مقتل"),  # one deed
        ("لقوا", "قتلوا"),
        ("المصابين", "الجرحى"),
        ("منازلهم", "المنازل"),
    ],
)
def test_forms_of_a_word_and_words_for_a_deed_are_the_same(word: str, other: str) -> None:
    assert alike(word, other) == SAME


@pytest.mark.parametrize(("word", "other"), [("هزم", "هزيمة"), ("احتجاج", "الاحتجاجات"), ("افتتح", "افتتاح")])
def test_words_of_one_root_are_nearly_the_same(word: str, other: str) -> None:
    assert alike(word, other) >= OF_ONE_ROOT


def test_a_word_with_the_consonants_of_another_at_its_end_is_near() -> None:
    assert alike("مهاجم", "هجوم") == NEAR


@pytest.mark.parametrize(
    ("word", "other"), [("قتلى", "جرحى"), ("مدرسة", "مستشفى"), ("حلب", "حمص"), ("باب", "بيت"), ("2018", "2017")]
)
def test_other_words_are_not_alike(word: str, other: str) -> None:
    assert alike(word, other) == 0


@given(
    st.text(alphabet="ابتدرسلمنهويةىلكفق", min_size=1, max_size=9),
    st.text(alphabet="ابتدرسلمنهويةىلكفق", min_size=1, max_size=9),
)
def test_likeness_is_a_share_and_the_same_both_ways(word: str, other: str) -> None:
    assert 0 <= word_similarity(word, other) <= 1
    assert word_similarity(word, other) == word_similarity(other, word)
    assert word_similarity(word, word) == SAME
