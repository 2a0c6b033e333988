import pytest
from hypothesis import given

from index.query.question import Kind, Measure, understand
from tests.index import strategies
from tests.index.strategies import quick

KNOWN = frozenset("idlib syria aleppo maarat numan subl khan russia putin homs ادلب روسيا".split())

# Question | kind | its names, by commas
QUESTIONS = """
how many died in Idlib city? | count | Idlib
how many were killed at the hospital in Maarat al Numan? | count | Maarat al Numan
how many were killed at the hospital in maarat al numan? | count | maarat al numan
how many died in Khan al Subl? | count | Khan al Subl
how many died in khan al subl | count | khan al subl
how many bodies were pulled from the rubble in Maasran? | count | Maasran
HOW MANY DIED IN IDLIB | count | IDLIB
How much did it cost? | count |
How old was the victim? | count |
how tall is the building | count |
how long did the battle last? | count |
how far is Idlib from Aleppo? | count | Idlib, Aleppo
what was the death toll in homs? | count | homs
the number of injured | count |
What percentage of voters stayed home? | count |
what age was he? | count |
How many people? | count |
how many | count |
how many people did Vladimir Putin meet? | count | Vladimir Putin
Who shot down the jet? | person |
who is Ahmad Hilal | person | Ahmad Hilal
Whose plane was it? | person |
By whom was it shot down? | person |
and who said so? | person |
who won the British Muslim Awards? | person | British Muslim Awards
who? | person |
Where was the jet downed? | place |
in which city was the hospital? | place |
which towns were hit? | place |
What country does he come from? | place |
And where did it happen? | place |
From where did they flee? | place |
where is aleppo | place | aleppo
When was the jet shot down? | time |
what day was the hospital hit | time |
On what date did it happen? | time |
In which year was it built? | time |
And when was that? | time |
what time did it start in Homs? | time | Homs
What happened in Idlib? | events | Idlib
what happened in idlib | events | idlib
what's happening in Syria | events | Syria
What is going on in Homs? | events | Homs
tell me about Aleppo | events | Aleppo
latest on Syria | events | Syria
Idlib | events | Idlib
Saraqeb airstrikes | events | Saraqeb
what do we know about the attack | events |
Why did Russia bomb Idlib? | other | Russia, Idlib
How did the jet crash? | other |
Is the road open? | other |
Which weapon was used? | other |
Name the towns that were hit. | other |
what did putin say | other | putin
what is the capital of France? | other | France
what did the U.N. say? | other | U.N.
كم قتل في ادلب؟ | count | ادلب
كم عدد القتلى في إدلب؟ | count | إدلب
ما عدد الجرحى؟ | count |
وكم شخصا مات؟ | count |
من هو بشار الأسد؟ | person |
من قتل في الهجوم؟ | person |
أين وقع الهجوم؟ | place |
في أي مدينة؟ | place |
متى سقطت الطائرة؟ | time |
ماذا حدث في إدلب؟ | events | إدلب
ما الذي جرى؟ | events |
لماذا قصفت روسيا إدلب؟ | other | روسيا, إدلب
مين مات في إدلب؟ | person | إدلب
من أين جاؤوا؟ | place |
وين صار القصف؟ | place |
شو صار في إدلب؟ | events | إدلب
قديش عدد القتلى؟ | count |
بكم بيعت؟ | count |
ما حصيلة القصف؟ | count |
ما نسبة التصويت؟ | count |
في أي عام بنيت؟ | time |
ما تاريخ الهجوم؟ | time |
في أي فريق يلعب؟ | other |
ما اسم الفريق؟ | other |
ما عاصمة إيطاليا | other |
"""


def test_a_question_is_understood() -> None:
    for line in QUESTIONS.strip().splitlines():
        text, kind, names = (part.strip() for part in line.split("|"))
        found = understand(text, KNOWN.__contains__)
        assert (found.kind.value, ", ".join(name.written for name in found.names)) == (kind, names), line


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anything new on Putin", ["Putin"]),
        ("Casualties in Idlib?", ["Idlib"]),
        ("Killed in Homs?", ["Homs"]),
        ("Since when is the road closed?", []),
        ("Latest news from Syria", ["Syria"]),
    ],
)
def test_the_capital_that_begins_a_question_makes_no_name(text: str, names: list[str]) -> None:
    assert [name.written for name in understand(text, KNOWN.__contains__).names] == names


@pytest.mark.parametrize("text", ["any news from Idlib?", "give me the latest on Idlib"])
def test_news_may_be_asked_for_in_several_ways(text: str) -> None:
    assert understand(text, KNOWN.__contains__).kind is Kind.EVENTS


def test_content_is_what_the_answer_has_to_be_about() -> None:
    found = understand("How many people were reported killed in Idlib city?")
    assert [word.folded for word in found.content] == ["killed", "idlib", "city"]


def test_terms_are_search_terms_without_stop_words() -> None:
    assert understand("What happened in the cities of Idlib?").terms == ("happen", "citi", "idlib")


def test_a_question_of_asking_words_alone_looks_for_those() -> None:
    assert [word.folded for word in understand("how many people?").content] == ["many", "people"]


def test_a_name_is_made_of_its_folded_words_but_for_the_little_ones() -> None:
    (name,) = understand("who bombed Maarrat al-Nu'man?").names
    assert (name.written, name.folded) == ("Maarrat al-Nu'man", ("maarrat", "numan"))


def test_names_apart_are_names_of_their_own() -> None:
    assert [n.written for n in understand("did the men of Idlib see Homs burn?").names] == ["Idlib", "Homs"]


def test_a_figure_is_no_name() -> None:
    assert understand("what happened in 2018?", lambda word: word == "2018").names == ()


def test_a_question_in_capitals_names_what_is_known() -> None:
    assert [n.written for n in understand("WHO BOMBED IDLIB?", KNOWN.__contains__).names] == ["IDLIB"]


@pytest.mark.parametrize("mark", ["\u200f", "\u202b", "\u2067", "\ufeff"])
def test_a_mark_of_direction_before_a_question_changes_nothing(mark: str) -> None:
    assert understand(f"{mark}من فاز؟").kind is Kind.PERSON
    assert understand(f"{mark}how many died?").measure is Measure.NUMBER


def test_white_space_around_a_question_changes_nothing_of_what_is_asked() -> None:
    one, other = understand("  how \n many\u00a0died in Idlib? "), understand("how many died in Idlib?")
    assert (one.kind, one.terms, one.names) == (other.kind, other.terms, other.names)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("how many died?", Measure.NUMBER),
        ("number of refugees", Measure.NUMBER),
        ("how old was he?", Measure.AGE),
        ("How long did the battle last?", Measure.DURATION),
        ("how many days did it last?", Measure.DURATION),
        ("what percentage of homes burned?", Measure.SHARE),
        ("how much did it cost?", Measure.MONEY),
        ("how tall is it?", Measure.EXTENT),
        ("كم قتل في إدلب؟", Measure.NUMBER),
        ("كم عمر الضحية؟", Measure.AGE),
        ("كم يوما استمر القصف؟", Measure.DURATION),
        ("كم استمرت المعركة؟", Measure.DURATION),
        ("ما نسبة المشاركة؟", Measure.SHARE),
        ("كم بلغت تكلفة الجسر؟", Measure.MONEY),
        ("بكم بيعت اللوحة؟", Measure.MONEY),
        ("كم يبعد المخيم عن الحدود؟", Measure.EXTENT),
        ("كم كيلومترا احترق؟", Measure.EXTENT),
        ("who shot it down?", None),
        ("what happened?", None),
    ],
)
def test_a_question_for_a_figure_says_what_it_measures(text: str, measure: Measure | None) -> None:
    assert understand(text).measure is measure


@quick
@given(strategies.texts(max_pieces=8))
def test_any_text_is_a_question_and_its_names_are_words_of_it(text: str) -> None:
    found = understand(text, lambda word: len(word) == 3)
    assert found.text == text
    assert all(name.written in text and name.folded for name in found.names)
    assert all(text[word.start : word.end] for word in found.content)
