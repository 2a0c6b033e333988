import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.gazetteer import gazetteer
from index.names.name_index import MatchReason, match_reason
from index.names.phonetics import consonant_skeletons, phonetic_distance, phonetic_key, sounds_alike, spelling_key
from tests.bench.bench_places import judged, pairs
from tests.index.strategies import quick

NAMES = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="abdefghiklmnoqrstuwyz -'’", max_size=24),
    st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوية أإ", max_size=24),
)


@quick
@given(NAMES)
def test_any_text_has_a_key_and_sounds(text: str) -> None:
    assert isinstance(spelling_key(text), str) and isinstance(phonetic_key(text), str)
    assert all(len(skeleton) > 1 for skeleton in consonant_skeletons(text))


@quick
@given(NAMES, NAMES)
def test_being_near_is_symmetric(one: str, other: str) -> None:
    assert sounds_alike(one, other) == sounds_alike(other, one)
    assert match_reason(one, other, gazetteer()) == match_reason(other, one, gazetteer())


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Архави", "Arhavi"), ("Хомс", "Homs"), ("Бахмут", "Bakhmut"),
        ("Вади-Сальмы", "Wadi Salma"), ("Васит", "Wasit"), ("Норвик", "Norvik"), ("Норвик", "نورفيك"),
    ],
)  # fmt: skip
def test_letters_of_cyrillic_stand_for_h_and_for_kh_for_v_and_for_w(name: str, other: str) -> None:
    assert sounds_alike(name, other)


@quick
@given(st.text(alphabet="abdefghiklmnoqrstuwyz", min_size=1, max_size=20))
def test_the_key_of_a_key_is_that_key(word: str) -> None:
    assert spelling_key(spelling_key(word)) == spelling_key(word)


@quick
@given(NAMES)
def test_what_sounds_alike_is_no_distance_apart(text: str) -> None:
    assert phonetic_distance(phonetic_key(text), phonetic_key(text)) == 0


@pytest.mark.parametrize(
    "spellings",
    [
        "Idlib|Idleb|Edlib|إدلب",
        "Maarat al Numan|Ma'arrat al-Nu'man|Maaret el-Noman|معرة النعمان",
        "Kafr Nubl|Kafranbel|Kafr Nabl|كفرنبل|كفر نبل",
        "Saraqeb|Saraqib|سراقب",
        "Maasran|معصران",
        "Khan al Subl|Khan as-Subl|خان السبل",
    ],
)
def test_a_place_is_one_in_all_its_spellings(spellings: str) -> None:
    names = spellings.split("|")
    assert [(a, b) for a in names for b in names if match_reason(a, b, gazetteer()) is None] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Idlib city", "Idlib province"), ("Homs", "Hama"), ("Aleppo", "Idlib"), ("Saraqib", "Salqin"),
        ("Kafr Nubl", "Kafr Zita"), ("حماة", "Homs"), ("Maarat al Numan", "معرة مصرين"), ("Delba", "إدلب"),
        ("Sanaa", "صعدة"), ("Kyiv", "Харків"), ("Provo", "Prof"), ("Roseville", "Rosa Vila"), ("Pecs", "Pigs"),
        ("قربان", "الكربون"), ("جرت", "غريت"), ("تصنع", "التصنيع"), ("أعدم", "ودم"), ("عثر", "تر"),
    ],
)  # fmt: skip
def test_places_that_sound_alike_are_two(one: str, other: str) -> None:
    assert match_reason(one, other, gazetteer()) is None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("al-Bab", "Bab", MatchReason.LITERAL), ("Maarrat", "Maarat", MatchReason.SPELLING), ("Aleppo", "حلب", MatchReason.GAZETTEER),
        ("معصران", "Maasran", MatchReason.SCRIPT), ("هتشنسون", "هتشينسون", MatchReason.SPELLING), ("الخوخة", "خوخة", MatchReason.LITERAL),
    ],
)  # fmt: skip
def test_it_is_said_by_what_names_are_one(one: str, other: str, why: MatchReason) -> None:
    assert match_reason(one, other, gazetteer()) is why


def test_names_of_several_large_places_mean_all_of_them_and_a_small_one_is_overshadowed() -> None:
    assert len(gazetteer().places("طرابلس")) == 2
    assert gazetteer().places("Homs") == gazetteer().places("حمص")


@pytest.mark.parametrize("held_out", [False, True])
def test_most_pairs_are_judged_rightly(held_out: bool) -> None:
    precision, recall, _ = judged(pairs(held_out), lambda one, other: match_reason(one, other, gazetteer()) is not None)
    assert precision >= 0.97 and recall >= 0.90
