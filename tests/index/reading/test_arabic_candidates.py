import pytest

from index.query.question import Kind, Measure
from index.reading.arabic_candidates import arabic_candidates
from index.reading.candidates import candidates
from index.records import Span


def found(kind: Kind, text: str, measure: Measure | None = None) -> list[str]:
    return [text[start:end] for start, end in arabic_candidates(kind, text, measure)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("قتل ما لا يقل عن 15 شخصا وأصيب ثلاثون آخرون", ["ما لا يقل عن 15 شخصا", "ثلاثون"]),
        ("سقط قتيلان في البلدة وجرح سبعة عشر مدنيا", ["قتيلان", "سبعة عشر مدنيا"]),
        ("دُمّرت عشرات المنازل، ونزح ١٢٠ عائلة", ["عشرات المنازل", "١٢٠ عائلة"]),
        ("قتل عشرون من عناصر الشرطة", ["عشرون"]),
        ("تسعة، بحسب المصدر", ["تسعة"]),
        ("وصلت 30 شاحنة وخمس حافلات", ["30 شاحنة", "خمس حافلات"]),
        ("وقع ذلك في عام 2018 على بعد 40 كيلومترا", []),
    ],
)
def test_a_figure_comes_with_what_it_counts(text: str, figures: list[str]) -> None:
    assert found(Kind.COUNT, text) == figures


@pytest.mark.parametrize(
    ("measure", "text", "figures"),
    [
        (Measure.MONEY, "بلغت التكلفة 12 مليون دولار و5 سيارات", ["12 مليون دولار"]),
        (Measure.MONEY, "سعر الكيلو 3500 ليرة سورية", ["3500 ليرة"]),
        (Measure.EXTENT, "على بعد 40 كيلومترا من المدينة", ["40 كيلومترا"]),
        (Measure.SHARE, "ارتفعت الأسعار 20 في المئة ثم 30%", ["20 في المئة", "30%"]),
        (Measure.SHARE, "تضرر نصف السكان", ["نصف"]),
        (Measure.DURATION, "استمر يومين ثم ثلاث ساعات وخمسة جنود", ["ثلاث ساعات", "يومين"]),
        (Measure.AGE, "كان عمره 45 عاما", ["45 عاما"]),
        (Measure.MONEY, "قتل خمسة أشخاص", []),
    ],
)
def test_a_measure_has_its_unit(measure: Measure, text: str, figures: list[str]) -> None:
    assert found(Kind.COUNT, text, measure) == figures


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("وقع الهجوم في 14 شباط/فبراير 2019 فجرا", ["14 شباط/فبراير 2019"]),
        ("قال يوم الخميس إنه سيعود", ["يوم الخميس"]),
        ("بنيت في عام 1854 وهدمت في القرن التاسع عشر", ["عام 1854", "القرن التاسع عشر"]),
        ("بنيت سنة 969", ["سنة 969"]),
        ("قتل خمسة أشخاص", []),
    ],
)
def test_times_are_found_old_ones_too(text: str, times: list[str]) -> None:
    assert found(Kind.TIME, text) == times


def test_places_stand_after_a_word_of_place() -> None:
    assert found(Kind.PLACE, "قصفت الطائرات بلدة سرمين ومدينة إدلب قرب حلب") == ["سرمين", "إدلب", "حلب"]


def test_no_capital_tells_a_person() -> None:
    assert found(Kind.PERSON, "قال الرئيس بشار") == []


def test_a_latin_sentence_that_quotes_an_arabic_name_is_read_as_latin() -> None:
    text = "At least 15 people were killed in Idlib (إدلب) on Monday."
    assert [text[s.start : s.end] for s in candidates(Kind.COUNT, text, Span(0, len(text)))] == ["At least 15 people"]
    assert [text[s.start : s.end] for s in candidates(Kind.TIME, text, Span(0, len(text)))] == ["on Monday"]
