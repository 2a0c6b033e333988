import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.text import words
from index.query.question import Kind, Measure
from index.reading.candidates import candidates
from index.records import Span
from tests.index import strategies
from tests.index.strategies import quick

# Sentence | what could answer, by " / "
FIGURES = """
that at least 15 people were believed to have died | at least 15 people
where at least five people were killed. | at least five people
killed at least 10 people, including children, in the area | at least 10 people
that bodies of a family of seven were pulled from it | a family of seven
nearly 3.5 million people fled | nearly 3.5 million people
where nearly three million people reside. | nearly three million people
killed two police officers and three soldiers | two police / three soldiers
dozens of injuries were reported | dozens of injuries
several civilian deaths were reported | several civilian deaths
No one was killed. | No one
10 to 15 people were hurt | 10 to 15 people
Some 40% of homes burned | Some 40%
ten per cent of voters stayed | ten per cent
$3.5 million was paid |
1,200 homes were destroyed | 1,200 homes
an estimated 4,000 homes burned | an estimated 4,000 homes
a dozen people left | a dozen people
a third of the people left | a third of the people
twenty-five soldiers died | twenty-five soldiers
as many as 30 fighters fell | as many as 30 fighters
no fewer than 3 children died | no fewer than 3 children
the wall is about 200 metres long | about 200 metres
SEVEN PEOPLE WERE KILLED | SEVEN PEOPLE
12 people died and 30 were hurt | 12 people / 30
a five-storey building was levelled |
the SU-25 jet fell |
the Mi-24 fell |
a 58-year-old man fell |
the three-year-old twins fell |
COVID-19 spread |
it fell in 2018 |
the war of the 1990s |
on 3 May it fell |
on 5 February 2018 it fell |
at 14:30 it fell |
at 5 p.m. it fell |
it fell |
"""
MORE_FIGURES = """
more than 1.2 million displaced people fled | more than 1.2 million displaced people
seven of them seriously, the rest not | seven of them
Two Mi-24 helicopters fell | Two
Resolution 2254 passed | 2254
hundreds of thousands of people fled | hundreds of thousands of people
tens of thousands of civilians died | tens of thousands of civilians
half a million people fled | half a million people
قتل ما لا يقل عن 15 شخصا | ما لا يقل عن 15 شخصا
قتل ١٥ شخصا | ١٥ شخصا
قتل مئة شخص | مئة شخص
قُتل خمسة أشخاص | خمسة أشخاص
"""
TIMES = """
It was downed on Saturday in an area | on Saturday
Last December, the army left | Last December
since Moscow joined it nearly three years ago. | nearly three years ago
on 5 February 2018 it fell | on 5 February 2018
It fell Feb. 5, 2018, at noon | Feb. 5, 2018 / at noon
In January 1990 it fell | In January 1990
at 5 p.m. Monday it fell | at 5 p.m. Monday
at 10:30 a.m. it fell | at 10:30 a.m.
on Sunday morning it fell | on Sunday morning
it began at dawn | at dawn
it fell in 2018 and rose in 2019 | in 2018 / in 2019
the war of the mid-1990s | mid-1990s
since 1994 he taught | since 1994
two days later he left | two days later
by 14:30 GMT it was over | by 14:30 GMT
yesterday it fell | yesterday
the night of 3 May | the night of 3 May
early on Tuesday it fell | early on Tuesday
SAN SALVADOR, 28 JAN 90 | 28 JAN 90
he may leave |
the 15 people fell |
"""
PERSONS = """
Ahmad Hilal said: “We are pulling bodies” | Ahmad Hilal
who oppose President Bashar al-Assad. | President Bashar al-Assad
said Dr. Salwa Idriss, who runs it | Dr. Salwa Idriss
the Western Front said so | Western Front
is held by Hayat Tahrir al-Sham (HTS), a group | Hayat Tahrir al-Sham (HTS)
Police said John F. Kennedy was there | John F. Kennedy
According to Maria de la Cruz, it rained | Maria de la Cruz
On Monday Mr Smith left | Mr Smith
Vladimir Putin’s office denied it | Vladimir Putin
O'Brien won | O'Brien
the secretary-general António Guterres said | António Guterres
Jean-Claude Juncker met Ban Ki-moon | Jean-Claude Juncker / Ban Ki-moon
Airstrikes hit the town |
POLICE SAID JOHN SMITH LEFT |
it fell on Friday in March |
"""
PLACES = """
in the Khan al Subl area near where it crashed | Khan al Subl
hit in Maarat al Numan where five died | Maarat al Numan
the towns of Maasran and Kafr Nubl, as well as the cities of Maarat, Idlib and Saraqeb, fell | Maasran / Kafr Nubl / Maarat / Idlib / Saraqeb
Idlib province fell | Idlib
In Idlib city, the provincial capital, it fell | Idlib
in northern Syria it fell | Syria
from Paris to New York | Paris / New York
the city of Homs fell | Homs
downed near Wadi Halim with a missile | Wadi Halim
Ahmad Hilal said so |
it fell in January |
"""


def found(kind: Kind, text: str) -> list[str]:
    return [text[s.start : s.end] for s in candidates(kind, text, Span(0, len(text)))]


def check(kind: Kind, table: str) -> None:
    for line in table.strip().splitlines():
        text, expected = (part.strip() for part in line.split("|"))
        assert found(kind, text) == [part for part in expected.split(" / ") if part], text


def test_figures_are_found_with_what_they_count() -> None:
    check(Kind.COUNT, FIGURES)


@pytest.mark.parametrize(
    ("measure", "text", "expected"),
    [
        (Measure.MONEY, "It cost $3.5 million and killed 12 people", ["$3.5 million"]),
        (Measure.SHARE, "Some 40% of 300 homes burned", ["Some 40%"]),
        (Measure.AGE, "Haroun Bakri, 58, taught 12 children", ["58"]),
        (Measure.AGE, "The 58-year-old taught 12 children", ["58-year-old"]),
        (Measure.DURATION, "the battle of 2,000 men lasted three days", ["three days"]),
        (Measure.EXTENT, "the wall is about 200 metres long", ["about 200 metres"]),
    ],
)
def test_figures_are_found_by_what_they_measure(measure: Measure, text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in candidates(Kind.COUNT, text, Span(0, len(text)), measure)] == expected


def test_more_figures_are_found_with_what_they_count() -> None:
    check(Kind.COUNT, MORE_FIGURES)


def test_times_are_found() -> None:
    check(Kind.TIME, TIMES)


def test_names_of_people_and_groups_are_found() -> None:
    check(Kind.PERSON, PERSONS)


def test_places_are_found() -> None:
    check(Kind.PLACE, PLACES)


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.OTHER])
def test_kinds_without_a_form_have_no_candidates(kind: Kind) -> None:
    assert found(kind, "At least 15 people died in Idlib on Saturday, Ahmad Hilal said.") == []


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.TIME, Kind.PERSON, Kind.PLACE])
def test_candidates_have_their_places_in_the_article_and_not_in_the_sentence(kind: Kind) -> None:
    before, sentence = "🚀 On Friday 9 men fled Homs. ", "On Saturday 15 people died in Idlib, Ahmad Hilal said."
    spans = candidates(kind, before + sentence, Span(len(before), len(before + sentence)))
    assert spans
    assert [(before + sentence)[s.start : s.end] for s in spans] == found(kind, sentence)
    assert all(s.within(Span(len(before), len(before + sentence))) for s in spans)


@quick
@given(strategies.texts(), st.sampled_from(list(Kind)), st.data())
def test_candidates_are_inside_their_sentence(text: str, kind: Kind, data: st.DataObject) -> None:
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        sentence = Span(start, data.draw(st.integers(start + 1, len(text))))
        assert all(span.within(sentence) for span in candidates(kind, text, sentence))


@pytest.mark.parametrize("kind", [Kind.TIME, Kind.PERSON, Kind.PLACE])
def test_candidates_in_a_corpus_begin_and_end_with_words(kind: Kind, corpus: tuple[object, ...]) -> None:
    check_words(kind, corpus)


def test_figures_in_a_corpus_begin_and_end_with_words(corpus: tuple[object, ...]) -> None:
    check_words(Kind.COUNT, corpus)


def check_words(kind: Kind, corpus: tuple[object, ...]) -> None:
    for article in corpus:
        text = str(getattr(article, "text", ""))
        inside = {at for word in words(text) for at in range(word.start + 1, word.end)}
        for paragraph in getattr(article, "paragraphs", ()):
            for span in candidates(kind, text, paragraph.span):
                assert span.start not in inside, text[span.start - 10 : span.end + 10]
                assert span.end not in inside or text[span.end] in "’'", text[span.start : span.end + 10]
