import pytest

from index.events.name_spans import dateline_end

AFTER = "At least ten people were killed."


@pytest.mark.parametrize(
    "line",
    [
        "BEIRUT (Reuters) - ", "DAMASCUS, Syria (AP) — ", "BEIRUT -- ", "NEW YORK, March 5 (Reuters) - ", "Idlib (AFP) – ",
        "KAFR NABL, Syria — ",
    ],
)  # fmt: skip
def test_a_dateline_ends_where_the_report_begins(line: str) -> None:
    assert dateline_end(line + AFTER) == len(line)


@pytest.mark.parametrize("line", ["دمشق (رويترز) - ", "بيروت - ", "وكالات - بيروت (فرانس برس): ", "مرسى العقبان - "])
def test_arabic_datelines_are_told_by_the_dash(line: str) -> None:
    assert dateline_end(f"{line}قتل عشرة أشخاص في قصف على حلب.") == len(line)


@pytest.mark.parametrize(
    "text",
    [
        AFTER,
        "Homs - 10 killed, Hama - five.",
        "The mayor - who was in Beirut - said so.",
        "SAN SALVADOR, 3 JAN 90 -- [TEXT] TEN PEOPLE WERE KILLED.",
        "Ten people (Reuters counted them) died.",
        "حلب - 10 قتلى، حمص - خمسة.",
        "قتل عشرة أشخاص في قصف على حلب - وهي مدينة كبيرة.",
        "",
    ],
)
def test_other_sentences_have_none(text: str) -> None:
    assert dateline_end(text) == 0
