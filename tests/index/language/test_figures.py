"""Figures as the press writes them, in both languages."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.figures import figures_in
from index.language.quantities import Figure
from index.records import Span

UP = math.inf

ENGLISH = (
    # digits
    ("15 people were killed", "15", 15, 15),
    ("killing 1,200 people", "1,200", 1200, 1200),
    ("1200 people fled", "1200", 1200, 1200),
    ("some 6.4 million people fled", "some 6.4 million", 5.76e6, 7.04e6),
    ("6.4 million people fled", "6.4 million", 6.4e6, 6.4e6),
    ("2 million were displaced", "2 million", 2e6, 2e6),
    ("1.5m people fled", "1.5m", 1.5e6, 1.5e6),
    ("12 thousand people", "12 thousand", 12_000, 12_000),
    ("3 dozen people", "3 dozen", 36, 36),
    ("killed 2000 people", "2000", 2000, 2000),
    ("killing 15.", "15", 15, 15),
    ("left 15 dead, 30 wounded", "15", 15, 15),
    ("a death toll of 1,234,567", "1,234,567", 1234567, 1234567),
    ("the toll stood at 23", "23", 23, 23),
    ("The figure is 23, officials said", "23", 23, 23),
    # ranges
    ("12-15 people were killed", "12-15", 12, 15),
    ("12–15 people were killed", "12–15", 12, 15),
    ("12 to 15 people were killed", "12 to 15", 12, 15),
    ("twelve to fifteen people died", "twelve to fifteen", 12, 15),
    ("two or three men were shot", "two or three", 2, 3),
    ("between 10 and 15 people died", "between 10 and 15", 10, 15),
    ("between ten and fifteen people died", "between ten and fifteen", 10, 15),
    ("between 1 and 2 million people", "between 1 and 2 million", 1e6, 2e6),
    ("between 1,000 and 1,500 people", "between 1,000 and 1,500", 1000, 1500),
    ("20 to 30 thousand people fled", "20 to 30 thousand", 20_000, 30_000),
    # words
    ("twelve people were killed", "twelve", 12, 12),
    ("Twelve people were killed", "Twelve", 12, 12),
    ("twenty-one people were killed", "twenty-one", 21, 21),
    ("twenty one people were killed", "twenty one", 21, 21),
    ("one hundred people were killed", "one hundred", 100, 100),
    ("a hundred people were killed", "a hundred", 100, 100),
    ("one hundred and five people died", "one hundred and five", 105, 105),
    ("two hundred and fifty people died", "two hundred and fifty", 250, 250),
    ("three thousand two hundred people", "three thousand two hundred", 3200, 3200),
    ("a thousand people fled", "a thousand", 1000, 1000),
    ("twelve hundred people fled", "twelve hundred", 1200, 1200),
    ("a million people fled", "a million", 1e6, 1e6),
    ("three million people fled", "three million", 3e6, 3e6),
    ("twenty-five thousand people fled", "twenty-five thousand", 25_000, 25_000),
    ("half a million people fled", "half a million", 5e5, 5e5),
    ("a dozen people died", "a dozen", 12, 12),
    ("two dozen people died", "two dozen", 24, 24),
    ("half a dozen people died", "half a dozen", 6, 6),
    ("one person was killed", "one", 1, 1),
    ("One woman died", "One", 1, 1),
    ("a couple of men were arrested", "a couple", 2, 2),
    ("ninety-nine people", "ninety-nine", 99, 99),
    ("eleven were hurt", "eleven", 11, 11),
    ("fourteen were hurt", "fourteen", 14, 14),
    ("sixty-six were hurt", "sixty-six", 66, 66),
    ("a family of seven was killed", "a family of seven", 7, 7),
    ("a family of 7 was killed", "a family of 7", 7, 7),
    ("a group of twelve was arrested", "a group of twelve", 12, 12),
    ("a total of 40 people died", "a total of 40", 40, 40),
    # without a number
    ("dozens were killed", "dozens", 24, 199),
    ("Dozens of people were killed", "Dozens", 24, 199),
    ("scores of people were hurt", "scores", 40, 199),
    ("tens of people were hurt", "tens", 20, 99),
    ("hundreds of people fled", "hundreds", 200, 1999),
    ("thousands fled", "thousands", 2000, 19_999),
    ("tens of thousands of people fled", "tens of thousands", 20_000, 99_999),
    ("hundreds of thousands fled", "hundreds of thousands", 200_000, 999_999),
    ("millions fled", "millions", 2e6, 2e7),
    ("several people were hurt", "several", 2, 19),
    ("several hundred people fled", "several hundred", 200, 999),
    ("several dozen people fled", "several dozen", 24, 119),
    ("a few people were hurt", "a few", 2, 9),
    ("a few hundred people fled", "a few hundred", 200, 999),
    ("No one was killed", "No one", 0, 0),
    ("nobody was hurt", "nobody", 0, 0),
    ("there were no casualties", "no", 0, 0),
    ("no deaths were reported", "no", 0, 0),
    ("no serious injuries were reported", "no", 0, 0),
    # limits
    ("at least 15 people were killed", "at least 15", 15, UP),
    ("At least fifteen people were killed", "At least fifteen", 15, UP),
    ("at least a dozen people", "at least a dozen", 12, UP),
    ("a minimum of 15 people", "a minimum of 15", 15, UP),
    ("no fewer than 15 people", "no fewer than 15", 15, UP),
    ("not less than 15 people", "not less than 15", 15, UP),
    ("more than 30 people", "more than 30", 31, UP),
    ("more than thirty people", "more than thirty", 31, UP),
    ("well over 30 people", "well over 30", 31, UP),
    ("over 30 people", "over 30", 31, UP),
    ("over a hundred people", "over a hundred", 101, UP),
    ("upwards of 30 people", "upwards of 30", 31, UP),
    ("more than 1.5 million people", "more than 1.5 million", 1_500_001, UP),
    ("up to 20 people", "up to 20", 0, 20),
    ("as many as 20 people", "as many as 20", 0, 20),
    ("no more than 20 people", "no more than 20", 0, 20),
    ("at most 20 people", "at most 20", 0, 20),
    ("fewer than 20 people", "fewer than 20", 0, 19),
    ("less than 20 people", "less than 20", 0, 19),
    ("under 20 people", "under 20", 0, 19),
    ("about 50 people", "about 50", 45, 55),
    ("around 50 people", "around 50", 45, 55),
    ("some 50 people", "some 50", 45, 55),
    ("roughly fifty people", "roughly fifty", 45, 55),
    ("approximately 50 people", "approximately 50", 45, 55),
    ("an estimated 50 people", "an estimated 50", 45, 55),
    ("nearly 200 people", "nearly 200", 180, 200),
    ("almost two hundred people", "almost two hundred", 180, 200),
    ("just under 200 people", "just under 200", 180, 200),
    ("just over 200 people", "just over 200", 200, 220),
    ("close to 200 people", "close to 200", 180, 200),
    ("30 or more people", "30 or more", 30, UP),
    ("30 or so people", "30 or so", 27, 33),
    ("30+ people", "30+", 30, UP),
    ("15 people at least", "15", 15, 15),
    # as wires write
    ("AT LEAST TWELVE PEOPLE WERE KILLED", "AT LEAST TWELVE", 12, UP),
    ("TWO CHILDREN WERE WOUNDED", "TWO", 2, 2),
    ("MORE THAN 30 PEOPLE", "MORE THAN 30", 31, UP),
    ("ONE HUNDRED AND TEN SOLDIERS", "ONE HUNDRED AND TEN", 110, 110),
    ("DOZENS OF GUERRILLAS", "DOZENS", 24, 199),
)  # fmt: skip

ARABIC = (
    ("قتل 15 شخصا في الغارة", "15", 15, 15),
    ("قتل ١٥ شخصا في الغارة", "١٥", 15, 15),
    ("مقتل ١٬٢٠٠ شخص", "١٬٢٠٠", 1200, 1200),
    ("مقتل 1,200 شخص", "1,200", 1200, 1200),
    ("مقتل شخص في انفجار", "شخص", 1, 1),
    ("مقتل شخص واحد", "شخص", 1, 1),
    ("قتيلان وثلاثة جرحى", "قتيلان", 2, 2),
    ("سقوط قتيلين في القصف", "قتيلين", 2, 2),
    ("إصابة شخصين بجروح", "شخصين", 2, 2),
    ("مقتل طفلين وامرأة", "طفلين", 2, 2),
    ("مقتل ثلاثة أشخاص", "ثلاثة", 3, 3),
    ("مقتل ثلاث نساء", "ثلاث", 3, 3),
    ("أربعة قتلى", "أربعة", 4, 4),
    ("خمسة مدنيين", "خمسة", 5, 5),
    ("ستة أطفال", "ستة", 6, 6),
    ("سبع نساء", "سبع", 7, 7),
    ("ثمانية جرحى", "ثمانية", 8, 8),
    ("تسعة مصابين", "تسعة", 9, 9),
    ("عشرة أشخاص", "عشرة", 10, 10),
    ("أحد عشر شخصا", "أحد عشر", 11, 11),
    ("إحدى عشرة امرأة", "إحدى عشرة", 11, 11),
    ("اثنا عشر شخصا", "اثنا عشر", 12, 12),
    ("اثني عشر قتيلا", "اثني عشر", 12, 12),
    ("ثلاثة عشر قتيلا", "ثلاثة عشر", 13, 13),
    ("خمسة عشر مدنيا", "خمسة عشر", 15, 15),
    ("عشرون قتيلا", "عشرون", 20, 20),
    ("خمسة وعشرون قتيلا", "خمسة وعشرون", 25, 25),
    ("خمسة وعشرين قتيلا", "خمسة وعشرين", 25, 25),
    ("مئة شخص", "مئة", 100, 100),
    ("مائة شخص", "مائة", 100, 100),
    ("مئة وخمسة وعشرون شخصا", "مئة وخمسة وعشرون", 125, 125),
    ("مئتا شخص", "مئتا", 200, 200),
    ("ثلاثمئة شخص", "ثلاثمئة", 300, 300),
    ("ثلاثمائة وأربعون شخصا", "ثلاثمائة وأربعون", 340, 340),
    ("ثلاثة آلاف ومئتا شخص", "ثلاثة آلاف ومئتا", 3200, 3200),
    ("ألفا شخص", "ألفا", 2000, 2000),
    ("مليون نازح", "مليون", 1e6, 1e6),
    ("ثلاثة ملايين نازح", "ثلاثة ملايين", 3e6, 3e6),
    ("20 ألف نازح", "20 ألف", 20_000, 20_000),
    ("عشرات القتلى", "عشرات", 20, 199),
    ("مئات النازحين", "مئات", 200, 1999),
    ("آلاف النازحين", "آلاف", 2000, 99_999),
    ("ما لا يقل عن 15 شخصا", "ما لا يقل عن 15", 15, UP),
    ("ما لا يقل عن خمسة عشر شخصا", "ما لا يقل عن خمسة عشر", 15, UP),
    ("15 شخصا على الأقل", "15", 15, 15),
    ("15 على الأقل", "15 على الأقل", 15, UP),
    ("أكثر من ثلاثين قتيلا", "أكثر من ثلاثين", 31, UP),
    ("أكثر من 30 قتيلا", "أكثر من 30", 31, UP),
    ("أقل من 20 جريحا", "أقل من 20", 0, 19),
    ("نحو 50 شخصا", "نحو 50", 45, 55),
    ("حوالي خمسين شخصا", "حوالي خمسين", 45, 55),
    ("قرابة 200 شخص", "قرابة 200", 180, 200),
    ("ما يصل إلى 20 شخصا", "ما يصل إلى 20", 0, 20),
    ("بين 10 و15 قتيلا", "بين 10 و15", 10, 15),
    ("بين عشرة وخمسة عشر قتيلا", "بين عشرة وخمسة عشر", 10, 15),
    ("من 10 إلى 15 قتيلا", "من 10 إلى 15", 10, 15),
    ("عدد من المدنيين", "عدد من", 2, 19),
)  # fmt: skip

NO_FIGURES = (
    "the third man", "the 3rd man", "the 21st attack", "in 2018", "since 1989 the war", "on 5 February 2018",
    "on February 5, the town", "on 12 NOV 89", "at 5 p.m. today", "at 12:30 the planes came", "aged 12", "Ahmad, 42, said",
    "a 12-year-old boy", "30 years old", "Omar Hilal (42) said", "three days later", "two hours", "15 km from the town",
    "15 percent of voters", "15% of voters", "15 per cent", "$15 million", "20 dollars", "two kilometres", "an SU-25 jet",
    "MiG-29 jets", "Route 5", "Resolution 2254", "one man and his two sons were killed", "one of the houses", "one day",
    "the one who", "they met one another", "a six-storey block", "in the 1980s", "3-1", "age 30", "two weeks ago",
    "on 7 July the town", "at 0700 today", "on km 9.5", "on No. 5", "five times", "the two-day visit", "Flight 103", "6/2/2018", "in his 40s", "No one's", "عام 2018", "في عام 1989",
    "عمره 30 عاما", "15 كيلومترا", "5 فبراير", "الساعة 5 مساء", "20 دولارا", "15%", "ثلاثة أيام", "منذ خمس سنوات",
)  # fmt: skip


def read(text: str) -> list[Figure]:
    return list(figures_in(text, Span(0, len(text)))) if text else []


def test_a_figure_is_read_with_its_bounds_and_its_words() -> None:
    for text, words, low, high in ENGLISH + ARABIC:
        figure = read(text)[0]
        assert text[figure.span.start : figure.span.end] == words
        assert [figure.low, figure.high] == pytest.approx([low, high]), text


def test_what_counts_nothing_is_no_figure() -> None:
    assert [text for text in NO_FIGURES if read(text)] == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("killed 15 people and wounded 30", ["15", "30"]),
        ("15 killed, at least 30 wounded and dozens missing", ["15", "at least 30", "dozens"]),
        ("the toll rose from 10 to 15", ["10", "15"]),
        ("four and five years ago", ["four"]),
        ("killed twelve and twenty were wounded", ["twelve", "twenty"]),
        ("قتيلان وثلاثة جرحى", ["قتيلان", "ثلاثة"]),
        ("مقتل 15 شخصا وإصابة 30 آخرين", ["15", "30"]),
        ("خمسة عشر قتيلا وعشرون جريحا", ["خمسة عشر", "عشرون"]),
    ],
)
def test_each_figure_of_a_sentence_is_one(text: str, figures: list[str]) -> None:
    assert [text[f.span.start : f.span.end] for f in read(text)] == figures


@pytest.mark.parametrize("digits", ["9" * 400, "999" + ",999" * 120, "9" * 305 + " million", "٩" * 400])
@pytest.mark.parametrize(
    "words",
    [
        "{}",
        "{} people died",
        "fewer than {} people died",
        "قتل {} شخصا",
        "قتل نحو {} شخصا",
        "3 to {} people died",
        "between {0} and {0} people died",
        "خمسة و{}",
        "rose from 5 to {} dead",
    ],
)
def test_more_digits_than_a_float_holds_are_no_figure_and_no_error(words: str, digits: str) -> None:
    text = words.format(digits) + ". Later 3 people died."
    figures = list(figures_in(text, Span(0, len(text))))
    assert all(math.isfinite(one) for figure in figures for one in figure.named)


def test_offsets_are_into_the_whole_text() -> None:
    text = "In 2018 the town was hit. At least 15 people died."
    (figure,) = figures_in(text, Span(26, len(text)))
    assert text[figure.span.start : figure.span.end] == "At least 15"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("15 people", "at least 15 people", True),
        ("15 people", "fifteen people", True),
        ("at least 15 people", "17 people", False),
        ("12-15 people", "13 people", False),
        ("dozens", "36 people", True),
        ("dozens", "three people", False),
        ("dozens", "scores", True),
        ("some 50 people", "50 people", True),
        ("nobody", "two people", False),
    ],
)
def test_figures_say_the_same_when_they_name_the_same_number(one: str, other: str, same: bool) -> None:
    assert read(one)[0].agrees(read(other)[0]) is same
    assert read(other)[0].agrees(read(one)[0]) is same


@given(st.text(alphabet="0123456789 ,.-–%ab()of toandtwelvedozenhundredوعشرةمئة٠١٢", max_size=80))
def test_any_text_gives_figures_in_order_that_lie_in_it(text: str) -> None:
    found = read(text)
    assert all(text[f.span.start : f.span.end].strip() and f.low <= f.high for f in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
