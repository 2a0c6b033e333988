from collections.abc import Sequence

import pytest

from index.building.passages import passages_of
from index.query.question import understand
from index.reading.arabic_features import ARABIC_FEATURES
from index.reading.arabic_reader import IN_ARABIC, ArabicReader, ScriptReader
from index.reading.selection import ANSWERS_FROM
from index.reading.sentence_reader import Reading
from index.reading.span_reader import SpanReader
from index.records import Article, Hit
from tests.index.fakes import FirstWordModel, laid_out

SARMUL = laid_out(
    "sarmul",
    [
        ("body", "أعلن الدفاع المدني انتهاء عمليات البحث. وقال مديره سامر الحلاق إن فرقه عملت طوال الليل."),
        (
            "body",
            "قتل ما لا يقل عن 15 شخصا بينهم أربعة أطفال في غارات جوية على بلدة سرمول فجر الثلاثاء. "
            "وأصيب ثلاثون آخرون نقلوا إلى مستشفى كوزين. واستمرت عمليات البحث ثلاث ساعات.",
        ),
        ("body", "وكانت البلدة قد شهدت في آذار/مارس 2017 احتجاجات على رفع أسعار الخبز."),
    ],
    title="غارات على سرمول",
    published="2018-02-06",
    language="ar",
)
MARKET = laid_out(
    "market",
    [("body", "افتتح رئيس البلدية سوقا جديدة في كوزين كلفت 12 مليون دولار. ويضم السوق 80 متجرا.")],
    title="سوق جديدة في كوزين",
    language="ar",
)
RAID = laid_out("raid", [("body", "Warplanes bombed Sarmul yesterday. The mayor spoke of the dead.")], title="Raid")


def hits(*articles: Article) -> list[Hit]:
    found = [
        (article, one) for article in articles for one in passages_of(article, lambda text: len(text.split()), 256)
    ]
    return [Hit(row, article, one.span, 1.0 - 0.1 * row) for row, (article, one) in enumerate(found)]


def read(question: str, *articles: Article) -> list[Reading]:
    return ArabicReader(lambda _: 0.7).read(understand(question), hits(*(articles or (SARMUL, MARKET))))


def marked(reading: Reading) -> str | None:
    return None if reading.highlight is None else reading.article.cut(reading.highlight)


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("كم شخصا قتل في غارات سرمول؟", "ما لا يقل عن 15 شخصا"),
        ("كم طفلا قتلوا في الغارات الجوية على سرمول؟", "أربعة أطفال"),
        ("كم عدد الذين أصيبوا ونقلوا إلى مستشفى كوزين؟", "ثلاثون"),
        ("كم كلفت السوق الجديدة في كوزين؟", "12 مليون دولار"),
        ("كم متجرا يضم السوق؟", "80 متجرا"),
        ("كم ساعة استمرت عمليات البحث؟", "ثلاث ساعات"),
        ("متى شهدت البلدة احتجاجات على رفع أسعار الخبز؟", "آذار/مارس 2017"),
    ],
)
def test_the_sentence_that_answers_comes_first_with_its_answer_marked(question: str, mark: str) -> None:
    best = read(question)[0]
    assert marked(best) == mark
    assert best.probability >= ANSWERS_FROM


@pytest.mark.parametrize(
    "question",
    [
        "من فاز بكأس العالم؟",
        "كم عدد المعتقلين في سرمول؟",
        "متى بني المسجد الكبير في العاصمة؟",
        "ما سبب انهيار الجسر القديم؟",
    ],
)
def test_what_no_sentence_says_is_not_likely_enough(question: str) -> None:
    assert read(question)[0].probability < ANSWERS_FROM


def test_the_same_words_with_another_deed_are_less_likely() -> None:
    killed, arrested = (read(f"كم شخصا {deed} في غارات سرمول؟")[0].probability for deed in ("قتل", "اعتقل"))
    assert arrested < killed


def test_a_question_of_another_day_makes_an_article_less_likely() -> None:
    day, other = (
        read(f"كم شخصا قتل في غارات سرمول في {date}؟", SARMUL)[0].probability
        for date in ("6 شباط/فبراير 2018", "6 شباط/فبراير 2015")
    )
    assert other < day


def test_readings_are_sentences_each_once_most_probable_first() -> None:
    found = read("كم شخصا قتل في سرمول؟", SARMUL, MARKET)
    assert len({(one.article.id, one.sentence) for one in found}) == len(found) == 8
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)


def test_no_hits_have_no_readings() -> None:
    assert ArabicReader(lambda _: 0.5).read(understand("كم قتل؟"), []) == []


@pytest.mark.parametrize("question", ["؟", "", "من؟", "!!!", "كم"])
def test_a_question_without_a_word_to_look_for_is_read(question: str) -> None:
    assert all(one.probability < ANSWERS_FROM for one in read(question))


def test_the_features_are_those_named_and_every_weight_is_of_one() -> None:
    found = ArabicReader(lambda _: 0.5).features(understand("كم قتل في سرمول؟"), hits(SARMUL))
    assert all(tuple(features) == ARABIC_FEATURES for _, features, _ in found)
    assert set(IN_ARABIC) <= set(ARABIC_FEATURES)


class Recording:
    """A reader that reads nothing and keeps the ids of what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def read(self, question: object, found: Sequence[Hit]) -> list[Reading]:
        self.given += [hit.article.id for hit in found]
        return []


def test_each_passage_goes_to_the_reader_of_its_script() -> None:
    others, arabic = Recording(), Recording()
    assert ScriptReader(others, arabic).read(understand("كم قتل؟"), hits(SARMUL, RAID, MARKET)) == []
    assert (others.given, arabic.given) == (["raid"], ["sarmul", "market"])


def test_readings_of_both_scripts_are_one_list() -> None:
    reader = ScriptReader(SpanReader(FirstWordModel(), lambda _: 0.5), ArabicReader(lambda _: 0.7))
    found = reader.read(understand("What was bombed in Sarmul?"), hits(SARMUL, RAID))
    assert {one.article.id for one in found} == {"sarmul", "raid"}
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)


def test_a_reader_without_a_passage_is_not_asked() -> None:
    class Refusing:
        def read(self, question: object, found: Sequence[Hit]) -> list[Reading]:
            raise AssertionError("asked for nothing")

    assert ScriptReader(Refusing(), Recording()).read(understand("كم قتل؟"), hits(SARMUL)) == []
    assert ScriptReader(Recording(), Refusing()).read(understand("who?"), hits(RAID)) == []
