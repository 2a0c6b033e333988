"""Which figure of a sentence is that of the place asked about, and how a reading is marked by it."""

import pytest

from index.events.constraint_filtering import ELSEWHERE, keep_place
from index.events.figure_matching import asked_figures
from index.query.parser import understand, with_names
from index.query.query import Name
from index.query.question_parts import place_constraint
from index.reading.sentence_reader import Reading
from index.records import Article, Span
from tests.index.fakes import laid_out

KILLED = "How many people were killed in {}?"


def article(sentence: str, title: str = "News") -> Article:
    return laid_out("a", [("title", title), ("body", sentence)], title=title, published="2018-02-09")


def figures(sentence: str, place: str, question: str = KILLED) -> list[str]:
    """The words of the figures of the place in the sentence."""
    told = article(sentence)
    asked = understand(question.format(place))
    return [told.cut(one.figure.span) for one in asked_figures(asked, told, told.paragraphs[1].span)]


def reading(told: Article, marked: str | None, probability: float = 0.9) -> Reading:
    span = told.paragraphs[1].span
    at = -1 if marked is None else told.text.index(marked, span.start)
    return Reading(
        told, span, None if marked is None else Span(at, at + len(marked)), probability, probability, probability
    )


def seen(told: Article, marked: str | None, question: str) -> tuple[str | None, float]:
    """What the reading is marked by at last, and how sure it is."""
    (found,) = keep_place(understand(question), [reading(told, marked)])
    return None if found.highlight is None else told.cut(found.highlight), found.probability


@pytest.mark.parametrize(
    ("sentence", "by_place"),
    [
        (
            "Raids killed 12 people in Marhad, seven in Jebrine and three in Maarat al-Kemri.",
            {"Marhad": "12", "Jebrine": "seven", "Maarat al-Kemri": "three"},
        ),
        ("In Marhad seven people died, in Jebrine five and in Sarha two.", {"Marhad": "seven", "Jebrine": "five", "Sarha": "two"}),
        ("In Marhad, where a market was hit, seven people died; in nearby Jebrine five more were killed.", {"Marhad": "seven", "Jebrine": "five"}),
        ("Deaths were reported in Marhad (12), Jebrine (seven) and Sarha (3).", {"Marhad": "12", "Jebrine": "seven", "Sarha": "3"}),
        ("The dead by town: Marhad 16, Jebrine 9, Sarha 5.", {"Marhad": "16", "Jebrine": "9", "Sarha": "5"}),
        ("Raids on Marhad and Jebrine killed 12 and seven people, respectively.", {"Marhad": "12", "Jebrine": "seven"}),
        ("قتل ستة وأربعة أشخاص في برجونة وسرمين على التوالي.", {"برجونة": "ستة", "سرمين": "أربعة"}),
        ("قتل 12 شخصا في برجونة وسبعة في سرمين.", {"برجونة": "12", "سرمين": "سبعة"}),
        ("أسفر القصف عن مقتل ستة في برجونة وثلاثة في قرية كوزين وإصابة عشرة في سرمين.", {"برجونة": "ستة", "كوزين": "ثلاثة"}),
        ("وسجلت الوفيات في مدن برجونة (12) وكوزين (7) وسرمين (4)، حسب الوزارة.", {"برجونة": "12", "كوزين": "7", "سرمين": "4"}),
        ("قتل 12 شخصا في حفل زفاف في سرمين.", {"سرمين": "12"}),
        ("Strikes across Delba province killed 40 people, 12 of them in the town of Marhad.", {"Marhad": "12"}),
        ("At least 25 people died in Delba province, including nine in Marhad and six in Jebrine.", {"Marhad": "nine", "Jebrine": "six"}),
        ("Nationwide 300 people died in the heat, 45 of them in the city of Marhad.", {"Marhad": "45"}),
        ("Twelve villagers from Jebrine were killed when their bus overturned in Marhad.", {"Marhad": "Twelve"}),
        ("Doctors in Jebrine said 12 people were killed in Marhad.", {"Marhad": "12"}),
    ],
)  # fmt: skip
def test_each_place_has_its_own_figure(sentence: str, by_place: dict[str, str]) -> None:
    assert {place: figures(sentence, place) for place in by_place} == {place: [one] for place, one in by_place.items()}


@pytest.mark.parametrize(
    ("sentence", "question", "mark"),
    [
        ("BEIRUT (Reuters) - At least 10 people were killed in raids on Friday.", KILLED.format("Beirut"), "At least 10 people"),
        ("دمشق (رويترز) - قتل عشرة أشخاص في قصف على حلب.", "كم قتل في دمشق؟", "عشرة أشخاص"),
    ],
)  # fmt: skip
def test_where_a_report_was_filed_is_not_where_it_happened(sentence: str, question: str, mark: str) -> None:
    assert seen(article(sentence), mark, question) == (mark, ELSEWHERE * 0.9)
    assert seen(article(sentence, title="Raids hit Beirut, دمشق"), mark, question) == (mark, 0.9)


def test_the_wounded_of_the_last_town_of_an_arabic_list_are_not_its_dead() -> None:
    told = "أسفر القصف عن مقتل ستة في برجونة وثلاثة في كوزين وإصابة عشرة في سرمين."
    assert figures(told, "سرمين", "كم عدد القتلى في {}؟") == []
    assert figures(told, "سرمين", "كم عدد الجرحى في {}؟") == ["عشرة"]
    mark, probability = seen(article(told), "ستة", "كم عدد القتلى في سرمين؟")
    assert (mark, probability) == ("ستة", ELSEWHERE * 0.9)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The raids killed five people in Marhad and wounded nine in Jebrine.", "Jebrine"),
        ("Six people were killed in Marhad, which lies 20 km south of Jebrine.", "Jebrine"),
        ("Residents of Marhad, 12 km from Jebrine, buried 17 people who were killed in the raid.", "Jebrine"),
        ("Twelve villagers from Jebrine were killed when their bus overturned in Marhad.", "Jebrine"),
        ("Twelve people were killed in Marhad; the wounded were taken to hospital in Jebrine.", "Jebrine"),
    ],
)
def test_a_place_that_is_only_named_has_no_figure(sentence: str, place: str) -> None:
    assert figures(sentence, place) == []


def test_a_city_is_not_the_province_of_its_name() -> None:
    sentence = "The floods killed 80 people in Marhad province, 22 of them in Marhad city."
    assert figures(sentence, "Marhad province") == ["80"]
    assert figures(sentence, "Marhad city") == ["22"]


def test_a_part_of_the_dead_is_not_the_figure_of_the_place() -> None:
    assert figures("15 people died, including four children in Marhad.", "Marhad") == ["15"]
    assert figures("15 people were killed, four of them in the mosque.", "Marhad") == ["15"]


@pytest.mark.parametrize("question", ["How many people fled {}?", "How many people were displaced in {}?"])
def test_who_leaves_a_place_is_counted_as_of_it(question: str) -> None:
    assert figures("The fighting has displaced 500 people from Marhad.", "Marhad", question) == ["500"]


def test_a_province_that_is_asked_about_has_what_lies_in_it() -> None:
    assert figures("12 people were killed in Jebrine.", "Delba province") == ["12"]


def test_a_number_in_brackets_after_a_name_alone_is_an_age() -> None:
    assert figures("Killed was the mayor of Marhad (42).", "Marhad") == []


LISTED = article("Raids killed 12 people in Marhad, seven in Jebrine and three in Sarha.")


def test_a_reading_is_marked_by_the_figure_of_the_place() -> None:
    assert seen(LISTED, "12 people", KILLED.format("Jebrine")) == ("seven", 0.9)
    assert seen(LISTED, "12 people", KILLED.format("Marhad")) == ("12 people", 0.9)


def test_a_mark_over_two_figures_is_narrowed() -> None:
    told = article("Raids on Marhad and Jebrine killed 12 and seven people, respectively.")
    assert seen(told, "12 and seven people", KILLED.format("Marhad")) == ("12", 0.9)


def test_the_figure_of_another_place_answers_nothing() -> None:
    told = article("18 people were killed in Jebrine.", title="Fighting nears Marhad")
    assert seen(told, "18 people", KILLED.format("Marhad")) == ("18 people", 0.9 * ELSEWHERE)


def test_a_figure_without_a_place_is_left_to_the_reader() -> None:
    told = article("18 people were killed.", title="Fighting in Marhad")
    assert seen(told, "18 people", KILLED.format("Marhad")) == ("18 people", 0.9)


@pytest.mark.parametrize(
    "place", ["the Grand Hotel", "the Rahma hospital", "Delba province", "northern Delba", "Syria"]
)
def test_a_building_and_what_the_place_may_lie_in_are_no_other_place(place: str) -> None:
    told = article(f"18 people were killed in {place}.", title="Bomb in Marhad")
    assert seen(told, "18 people", KILLED.format("Marhad"))[1] == 0.9


def test_an_article_that_never_names_the_place_answers_nothing() -> None:
    told = article("18 people were killed.", title="Fighting in Jebrine")
    assert seen(told, "18 people", KILLED.format("Marhad"))[1] == 0.9 * ELSEWHERE


def test_a_place_is_known_in_each_spelling_of_the_corpus() -> None:
    asked = understand(KILLED.format("Marhad"))
    respelt = with_names(asked, [Name("Marhad", ("marhad",), ("Merhed",))])
    told = article("Raids killed 12 people in Jebrine and seven in Merhed.")
    (found,) = keep_place(respelt, [reading(told, "12 people")])
    assert found.highlight is not None
    assert told.cut(found.highlight) == "seven"


def test_readings_stay_in_the_order_of_their_probability() -> None:
    other = reading(article("18 people were killed in Jebrine.", title="Marhad"), "18 people", 0.95)
    own = reading(article("Seven people were killed in Marhad."), "Seven people", 0.8)
    assert [one.probability for one in keep_place(understand(KILLED.format("Marhad")), [other, own])] == [
        0.8,
        0.95 * ELSEWHERE,
    ]


def test_other_questions_are_left_alone() -> None:
    told = article("18 people were killed in Jebrine.")
    assert seen(told, "Jebrine", "Who was killed in Marhad?") == ("Jebrine", 0.9)


@pytest.mark.parametrize(
    "question",
    [
        "How many people were killed in Dorveli during the raids?",
        "How many people were killed in Dorveli by Russian raids?",
        "How many people were killed in Dorveli after the truce?",
        "How many people were killed in Dorveli village?",
        "How many people were killed in Russian raids in Dorveli?",
        "How many people were killed in the Syrian town of Dorveli?",
        "How many people were killed in Dorveli?",
    ],
)
def test_a_town_that_ends_like_a_nation_is_a_town_and_a_nation_is_none(question: str) -> None:
    assert figures(
        "Russian raids killed 12 people in Marhad and seven in Dorveli, Syrian doctors said.", "", question
    ) == ["seven"]


def test_of_a_nation_that_is_asked_about_no_place_is_known() -> None:
    where = place_constraint(understand("How many people were killed in the Turkish search team?"))
    assert where is not None
    assert not where.located
