import tracemalloc
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.language.dates import parse_date
from index.language.sentences import aligned, sentences, strip
from index.language.text import fold, script_language, stem, terms, words
from index.records import Span
from tests.index import strategies

APOSTROPHES = pytest.mark.parametrize(
    "apostrophe",
    [
        *"'’`‘",
        "ʼ",
    ],
)

# Sentences that have to come apart where the line has " | " and nowhere else; the bar stands for a space.
SPLIT = """
Dr. Smith left. | He ran.
Mr. and Mrs. Jones left. | They ran.
J. K. Rowling wrote it. | She won.
John F. Kennedy won. | He moved.
The U.N. said so. | It did.
He lives in the U.S. | He works there.
The SU-25 jet fell. | It burned.
A Mi-24 was hit near Wadi Halim. | Its crew lived.
Some 3.5 million people fled. | Others stayed.
It rose 3.5%. | It fell 1.25%.
Prices hit $3.50. | They rose.
He waited... then left. | She stayed.
He waited… then left. | She stayed.
It began at 5 p.m. Monday. | They left.
It began at 10 a.m. local time. | They left.
It ended at 5 p.m. | He left.
It ended at 9:30 a.m. | The army withdrew.
“We go,” he said. | “They stay.” | She left.
He said "Go." | Then he left.
He asked: “Why?” | Nobody knew.
"Stop!" he cried. | "Now."
Maj. Gen. Igor Konashenkov denied it. | He left.
Gen. Lee met Lt. Col. Ray. | They talked.
St. Petersburg was hit. | Two died.
No. 5 is here. | It is old.
Some e.g. this one, i.e. that, fell. | Fine.
Visit example.com today. | Then go.
Really?! | Yes.
It is the best! said he. | She left.
He said: Go! and they went. | She stayed.
What? | Who? | Why?
He died in 2018. | Twenty others lived.
TWO KILLED IN RAID. | POLICE SAID SO. | NO ARRESTS.
THE SU-25 WAS HIT BY 3.5 KG OF METAL. | IT FELL.
GEN. LEE SAID SO. | HE LEFT.
كم قتل؟ | قتل عشرة. | هرب الباقون.
قال د. أحمد ذلك. | ثم غادر.
हम गए। | वे आए।
"""


def split(text: str, language: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Span(0, len(text)), language)]


def test_sentences_come_apart_where_they_end() -> None:
    lines = SPLIT.strip().splitlines()
    assert [" | ".join(split(line.replace(" | ", " "))) for line in lines] == lines


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("He was 5. | She was 6. | They played.", id="one digit at the end"),
        pytest.param("They met on Jan. 5. | They talked.", id="day at the end"),
        pytest.param("It was plan B. | He liked it.", id="one letter at the end"),
    ],
)
def test_a_sentence_may_end_in_one_character(line: str) -> None:
    assert split(line.replace(" | ", " ")) == line.split(" | ")


@pytest.mark.parametrize("joined", ["الخوخة", "والخوخة", "بالخوخة", "فالخوخة", "للخوخة", "وللخوخة"])
def test_an_arabic_word_has_one_stem_whatever_is_joined_before_it(joined: str) -> None:
    assert terms(joined) == terms("خوخة")


@pytest.mark.parametrize(
    "forms", ["Таёжный таежного Таёжном", "шахта шахте шахты шахт", "Саракиб Саракибе", "район районы"]
)
def test_the_forms_of_a_russian_word_have_one_stem(forms: str) -> None:
    assert len(set(terms(forms))) == 1


def test_a_word_that_begins_like_the_article_keeps_its_letters() -> None:
    assert terms("والده") == terms("والد")
    assert terms("والدته") != terms("دته")


@pytest.mark.parametrize(("marked", "plain"), [("تَغَيَّرَ", "تغير"), ("جداً", "جدا"), ("re\u0301sume\u0301", "resume")])
def test_vowel_signs_and_accents_are_inside_a_word(marked: str, plain: str) -> None:
    assert [(word.folded, word.start, word.end) for word in words(marked)] == [(plain, 0, len(marked))]


def test_an_arabic_sentence_goes_on_with_a_figure_in_brackets() -> None:
    text = "وسجلت الوفيات في مدن دلبان (12) وكوزين (7) وسرمول (4)، حسب الوزارة."
    assert split(text) == [text]


def test_chinese_sentences_need_no_space_between_them() -> None:
    assert split("他来了。她走了！真的吗？是的。") == ["他来了。", "她走了！", "真的吗？", "是的。"]


@pytest.mark.parametrize("white", ["\n", "\r\n", "\u00a0", "\t", "  ", "\n\n", "\r\n\r\n"])
def test_any_white_space_may_stand_between_sentences(white: str) -> None:
    assert split(f"The army left.{white}The town was empty.") == ["The army left.", "The town was empty."]


def test_an_initial_between_points_and_a_wide_space_does_not_stop_the_splitter() -> None:
    text = "It was signed J.I\u2003. Nobody knew him."
    assert [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))][-1].endswith("Nobody knew him.")


def test_a_quotation_of_several_sentences_stays_whole() -> None:
    said = "Ahmad Hilal said: “We are pulling bodies out. The Russians are taking revenge.”"
    assert split(f"{said} He left.") == [said, "He left."]


def test_only_the_span_is_split() -> None:
    text = "Not this. But this. And this. Not that."
    span = Span(text.index("But"), text.index(" Not that"))
    assert [text[s.start : s.end] for s in sentences(text, span)] == ["But this.", "And this."]


def test_a_sentence_of_4000_characters_stays_whole() -> None:
    long = "word " * 800 + "end."
    assert split(f"{long} Next one.") == [long, "Next one."]


def test_a_zero_width_character_does_not_move_the_sentences() -> None:
    assert split("The\u200b army left.\u200b The town was empty.")[-1].endswith("The town was empty.")


@strategies.quick
@given(strategies.texts(), st.sampled_from([None, "en", "ar", "zh", "de", "xx"]), st.data())
@example("One.\r\nTwo.\u2028Three.", None, None)
def test_sentences_are_in_order_and_cover_all_but_white_space(
    text: str, language: str | None, data: st.DataObject | None
) -> None:
    span = Span(0, len(text)) if text else None
    if span is not None and data is not None:
        start = data.draw(st.integers(0, len(text) - 1))
        span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = [] if span is None else sentences(text, span, language)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {at for one in found for at in range(one.start, one.end)}
    assert {at for at in range(span.start, span.end) if not text[at].isspace()} <= covered if span else not found
    assert not found or span is None or (span.start <= found[0].start and found[-1].end <= span.end)


MIXED = st.lists(
    st.sampled_from(
        [*"\r\n\t \u00a0\u2028\x85\u200b\ufeff", "\r\n", "\n\n", "The army left.", "قتل عشرة.", "他来了。", "“Go. Now.”", "U.N.", "low", "🚀"]
    ),
    min_size=1,
    max_size=25,
).map("".join)  # fmt: skip


@strategies.quick
@given(MIXED, st.sampled_from([None, "en", "ar", "zh"]))
@example("One.\r\n\r\nTwo. Three.", None)
@example("One.\n\r\nTwo. Three.\n\r\r\n🚀 Four.", None)
def test_whatever_ends_a_line_sentences_lose_only_white_space(text: str, language: str | None) -> None:
    written = f"Before. {text}behind"
    found = sentences(written, Span(8, 8 + len(text)), language)
    assert all(8 <= one.start < one.end <= 8 + len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    cut = [written[one.start : one.end] for one in found]
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(piece == piece.strip() for piece in cut)


@pytest.mark.parametrize("white", ["\n\n", "\r\n\r\n", "\n\r\n", "\n\n\n\n"])
@pytest.mark.parametrize("sentence", ["The army left.", "قتل عشرة في القرية.", "🚀 It fell."])
def test_sentences_of_a_very_long_text_are_where_they_stand(white: str, sentence: str) -> None:
    assert set(split(white.join([sentence] * 2000), "en")) == {sentence}


def test_what_a_splitter_leaves_out_or_rewrites_does_not_move_what_follows() -> None:
    text = " One.\n\r\nTwo.  Three.\r\nFour."
    assert aligned(["One.", "\n\n", "Two.", "Three.\n", "Four."], text) == [
        " One.\n\r\n",
        "Two.  ",
        "Three.\r\n",
        "Four.",
    ]
    assert aligned(["One.", "Tow.", "Three."], text) == [" One.\n\r\n", "Two.  Three.\r\nFour."]
    assert aligned(["One.", "Three."], text) == [" One.\n\r\n", "Two.  Three.\r\nFour."]
    assert aligned([], " ") == [" "]


@strategies.quick
@given(strategies.texts(), st.lists(st.text("One. Two\n", max_size=6)))
def test_aligned_pieces_are_the_text(text: str, pieces: list[str]) -> None:
    assert "".join(aligned(pieces, text)) == text
    assert "".join(aligned(text.split(), text)) == text


@strategies.quick
@given(strategies.texts())
def test_no_sentence_begins_or_ends_with_white_space(text: str) -> None:
    assert all(piece == piece.strip() != "" for piece in (split(text) if text else []))


@strategies.quick
@given(strategies.texts(), st.data())
def test_strip_takes_white_space_and_no_more(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = strip(text, start, end)
    assert ("" if found is None else text[found.start : found.end]) == text[start:end].strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IDLIB", "idlib"),
        ("Straße", "STRASSE"),
        ("café", "CAFE"),
        ("cafe\u0301", "café"),
        ("İstanbul", "istanbul"),
        ("Kraków", "Krakow"),
        ("ﬁre", "fire"),
        ("إدلب", "ادلب"),
        ("أحمد", "احمد"),
        ("آب", "اب"),
        ("ٱلله", "الله"),
        ("مصطفى", "مصطفي"),
        ("غزة", "غزه"),
        ("مسؤول", "مسوول"),
        ("رئيس", "رييس"),
        ("کابل", "كابل"),
        ("قُتِلَ", "قتل"),
        ("شخصاً", "شخصا"),
        ("حـــلب", "حلب"),
        ("١٥", "15"),
        ("۱۵", "15"),
        ("１５", "15"),
        ("Ｉｄｌｉｂ", "idlib"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("حلب", "حلم"), ("15", "16"), ("resume", "resumed"), ("Iran", "Iraq")])
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@strategies.quick
@given(strategies.texts())
def test_folding_twice_changes_nothing(text: str) -> None:
    if any("\U0001d400" <= c <= "\U0001d7ff" or "\u2100" <= c <= "\u214f" for c in text):
        return  # see the next test
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("word", ["𝐁𝐨𝐥𝐝", "ℋouse"])
def test_ornamental_letters_fold_to_small_ones(word: str) -> None:
    assert fold(word).islower()


def test_words_have_their_places_in_the_text() -> None:
    text = "🚀 The U.N. said 3.5 million fled Ma'arrat's <b>city</b>, إدلب"
    found = {word.folded: text[word.start : word.end] for word in words(text)}
    assert found == {
        "the": "The", "un": "U.N.", "said": "said", "3.5": "3.5", "million": "million", "fled": "fled",
        "maarrat": "Ma'arrat's", "b": "b", "city": "city", "ادلب": "إدلب",
    }  # fmt: skip


@APOSTROPHES
def test_an_apostrophe_of_any_form_is_no_letter(apostrophe: str) -> None:
    assert [w.folded for w in words(f"al-Nu{apostrophe}man")] == ["al", "numan"]


@APOSTROPHES
def test_a_word_that_is_elided_before_a_vowel_is_no_part_of_the_next(apostrophe: str) -> None:
    text = f"L{apostrophe}attaque d{apostrophe}Idlib, qu{apostrophe}il nell{apostrophe}ospedale, D{apostrophe}Souza"
    assert [w.folded for w in words(text)] == ["attaque", "idlib", "il", "ospedale", "dsouza"]
    assert [text[w.start : w.end] for w in words(text)][:2] == ["attaque", "Idlib"]


@APOSTROPHES
def test_a_possessive_is_the_word(apostrophe: str) -> None:
    assert terms(f"Russia{apostrophe}s army") == terms("Russia army")


@strategies.quick
@given(strategies.texts())
def test_words_are_in_order_and_inside_the_text(text: str) -> None:
    found = words(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= w.start < w.end <= len(text) and w.folded for w in found)


def test_stop_words_are_no_terms() -> None:
    assert terms("How did the army of this town fall?") == ["armi", "town", "fall"]
    assert terms("ماذا حدث في إدلب") == terms("حدث إدلب")


@strategies.quick
@given(
    strategies.texts() | st.text(st.sampled_from("aB1.,'’ _-ع\u0640\n"), max_size=60) | st.sampled_from(strategies.LONG)
)
def test_terms_are_the_stems_of_the_words(text: str) -> None:
    stems = [stem(word.folded) for word in words(text)]
    assert terms(text) == [term for term in stems if term is not None]


def test_a_term_is_repeated_as_it_is_in_the_text() -> None:
    assert terms("bombs, bombing and bombed towns") == ["bomb", "bomb", "bomb", "town"]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Jan", "January"), ("feb", "February"), ("MAR", "March"), ("apr", "April"), ("jun", "June"), ("jul", "July"),
        ("aug", "August"), ("sep", "September"), ("sept", "September"), ("oct", "October"), ("nov", "November"),
        ("dec", "December"),
    ],
)  # fmt: skip
def test_a_month_cut_short_is_the_month(short: str, long: str) -> None:
    assert terms(short) == terms(long)


@pytest.mark.parametrize("read", [stem, terms, parse_date], ids=["stem", "terms", "parse_date"])
def test_what_is_long_is_not_kept_in_memory(read: Callable[[str], object]) -> None:
    read("7" * 20_000)
    tracemalloc.start()
    try:
        for number in range(100):
            read(f"{'7' * 20_000}{number}")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 200_000


def test_arabic_words_meet_with_and_without_the_article() -> None:
    assert stem(fold("الهجوم")) == stem(fold("هجوم"))


@pytest.mark.parametrize(
    ("text", "language"),
    [("قتل عشرة في إدلب", "ar"), ("他来了。", "zh"), ("Two died.", "en"), ("", "en"), ("🚀", "en")],
)
def test_the_script_tells_the_rules_for_sentences(text: str, language: str) -> None:
    assert script_language(text) == language
