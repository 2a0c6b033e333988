import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.near_duplicates import SIGNATURE, near_duplicate_groups, sketch
from index.building.sketches import SIZE
from index.records import Article
from tests.index.fakes import laid_out
from tests.index.reports import FORMS, SAME_EVENT, Form, babble, prose, report, stacked
from tests.index.strategies import articles, examples

few = examples(0.5)
by_name = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
WIRE = FORMS[0].first().split("\n\n")


def groups(*found: Article) -> list[int]:
    made: list[int] = near_duplicate_groups(stacked(*found)).tolist()
    return made


def linked(one: Article, other: Article) -> bool:
    return groups(one, other) == [0, 0]


# What is one report


@by_name
def test_a_corrected_figure_leaves_it_one_report(form: Form) -> None:
    assert linked(prose(form.first()), prose(form.correction()))


@by_name
def test_a_shortened_report_is_a_copy(form: Form) -> None:
    words = form.first().split(" ")
    spaced = len(words) > 60
    cut = " ".join(words[: len(words) * 2 // 3]) if spaced else form.first()[: len(form.first()) * 2 // 3]
    assert linked(prose(form.first()), prose(cut))


@by_name
def test_an_agency_named_above_and_reporters_below_leave_it_one_report(form: Form) -> None:
    signed = report(f"BEIRUT (Agency Press) — {form.first()}", "Reporting by A. Haddad; editing by B. Cole")
    assert linked(prose(form.first()), signed)


def test_half_of_a_wire_story_is_a_copy() -> None:
    words = " ".join(WIRE).split()
    assert linked(report(*WIRE), report(" ".join(words[: len(words) // 2])))


def test_a_wire_story_with_as_much_of_the_outlets_own_is_a_copy() -> None:
    assert linked(report(*WIRE), report(*WIRE, babble(1, 180)))


def test_paragraphs_in_another_order_are_a_copy() -> None:
    assert linked(report(*WIRE), report(*WIRE[2:], *WIRE[:2]))


def test_an_outlets_own_standfirst_leaves_it_one_report() -> None:
    one, other = (
        laid_out("one", [("standfirst", babble(seed, 25)), *(("body", paragraph) for paragraph in WIRE)])
        for seed in (1, 2)
    )
    assert linked(one, other)


def test_a_report_without_its_first_paragraph_is_a_copy() -> None:
    assert linked(report(*WIRE), report(*WIRE[1:]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("centre", "center"),
        ("wounding", "injuring"),
        ("civilians", "civilians, among them a nurse,"),
        ("Monday", "30 April"),
    ],
)
def test_a_small_edit_leaves_it_one_report(before: str, after: str) -> None:
    text = FORMS[0].first()
    assert linked(prose(text), prose(text.replace(before, after)))


# What are several reports


@by_name
def test_reports_by_one_form_are_several(form: Form) -> None:
    assert not linked(prose(form.first()), prose(form.second()))


@by_name
def test_much_standing_background_does_not_make_reports_one(form: Form) -> None:
    background = [other.first() for other in FORMS if other.name != form.name][:5]
    one, other = report(form.first(), *background), report(form.second(), *background)
    assert not linked(one, other)
    assert linked(one, report(form.correction(), *background))


@pytest.mark.parametrize(("one", "other"), SAME_EVENT)
def test_two_outlets_own_reports_on_one_event_are_two(one: str, other: str) -> None:
    assert not linked(report(one), report(other))


def test_no_two_forms_are_linked() -> None:
    found = [prose(text) for form in FORMS for text in (form.first(), form.second())]
    assert groups(*found) == list(range(len(found)))


def test_a_table_below_the_same_opening_is_told_by_its_figures() -> None:
    opening = "These are the closing prices of the shares that are most traded on the exchange, as compiled by the market desk from the figures that members sent in. "

    def table(prices: list[str]) -> Article:
        notes = FORMS[0].first().split("\n\n")[2:]
        rows = [
            f"The share of {name} closed the session at {price}." for name, price in zip(NAMES, prices, strict=True)
        ]
        return report(opening, " ".join(rows), *notes)

    assert not linked(table(["10.2", "33.5", "71.0", "12.9"]), table(["10.4", "32.8", "70.6", "13.3"]))
    assert linked(table(["10.2", "33.5", "71.0", "12.9"]), table(["10.2", "33.5", "71.0", "12.8"]))


NAMES = ("Hartwell Mining", "Brookline Stores", "Calder Pharma", "Northgate Bank")


@pytest.mark.parametrize("seed", range(8))
def test_a_report_inside_a_long_live_page_is_no_copy_of_it(seed: int) -> None:
    assert not linked(report(*WIRE), report(babble(seed, 330), *WIRE, babble(seed + 8, 330)))


def test_a_short_notice_that_both_carry_links_nothing() -> None:
    notice = (
        "Our reporters work in the field. This article may be updated. Prices are those of the day of publication. " * 3
    )
    assert not linked(report(babble(1), notice), report(babble(2), notice))


def test_a_story_of_five_hundred_words_written_anew_in_its_first_half_is_another() -> None:
    end = babble(3, 250)
    assert not linked(report(babble(1, 250), end), report(babble(2, 250), end))


# Short and empty ones


def test_short_articles_are_copies_when_they_are_equal() -> None:
    one = "The road to Marhad is open again."
    assert groups(report(one), report(one.upper()), report(one.replace("open", "shut"))) == [0, 0, 2]


def test_a_few_words_repeated_often_are_a_short_article() -> None:
    again = "word " * 400
    assert groups(report(again), report(again), report(again + "word")) == [0, 0, 2]


def test_articles_without_a_word_are_no_copies() -> None:
    assert groups(report(), report(), report("…"), report("—", title="Only a title"), report("…")) == [0, 1, 2, 3, 4]


def test_half_a_surrogate_is_no_letter() -> None:
    assert linked(report(*WIRE), report("\ud83d", *WIRE))


def test_there_may_be_no_article() -> None:
    assert near_duplicate_groups(np.empty((0, SIGNATURE), dtype=np.uint32)).shape == (0,)
    assert near_duplicate_groups(np.array([], dtype=np.uint32)).shape == (0,)


def test_an_article_of_headings_alone_has_an_opening() -> None:
    one = laid_out("one", [("heading", FORMS[0].first())])
    other = laid_out("other", [("heading", FORMS[0].second())])
    assert not linked(one, other)


# Groups


def test_a_group_has_the_index_of_its_first() -> None:
    short = report(*WIRE[:4])
    assert groups(report(babble(1)), short, report(babble(2)), report(*WIRE), short) == [0, 1, 2, 1, 1]


def test_copies_do_not_chain() -> None:
    parts = [babble(seed, 60) for seed in range(12)]
    # Each is a copy of the next, which lacks its first part and has one more; the first and the last share a third.
    chain = [report(*parts[at : at + 8]) for at in range(5)]
    assert linked(chain[0], chain[1])
    assert not linked(chain[0], chain[4])
    found = groups(*chain)
    assert found[0] != found[4]
    assert len(set(found)) < 5


def test_every_member_is_a_copy_of_the_longest_in_its_group() -> None:
    draw = random.Random(5)
    parts = [babble(seed, 40) for seed in range(20)]
    found = [report(*parts[(at := draw.randrange(12)) : at + draw.randrange(4, 9)]) for _ in range(60)]
    rows = stacked(*found)
    made = near_duplicate_groups(rows)
    assert len(set(made.tolist())) < 60
    for first in set(made.tolist()):
        members = np.flatnonzero(made == first)
        sizes = rows[members, SIZE]
        longest = [m for m in members if rows[m, SIZE] == sizes.max()]
        assert any(all(linked(found[centre], found[m]) for m in members) for centre in longest)


def test_of_two_stories_an_article_goes_to_the_one_it_is_most_like() -> None:
    both, more, less = (babble(seed, 60 * parts) for seed, parts in enumerate((6, 3, 6)))
    assert groups(report(both, less), report(both, more), report(both)) == [0, 1, 1]
    most, rest, own, other = (babble(seed, 60 * parts) for seed, parts in enumerate((8, 2, 3, 5)))
    assert groups(report(most, other), report(most, rest, own, babble(9, 60)), report(most, rest)) == [0, 1, 1]


def test_the_order_of_articles_decides_nothing() -> None:
    draw = random.Random(6)
    parts = [babble(seed, 40) for seed in range(16)]
    rows = stacked(*(report(*parts[(at := draw.randrange(10)) : at + draw.randrange(4, 7)]) for _ in range(40)))
    order = np.array(draw.sample(range(40), 40))
    expected, found = near_duplicate_groups(rows), near_duplicate_groups(rows[order])
    for one, other in combinations(range(40), 2):
        assert (found[one] == found[other]) == (expected[order[one]] == expected[order[other]])


def test_a_story_that_hundreds_print_is_one_group() -> None:
    text = " ".join(WIRE).split()
    prints = [report(" ".join([*text[:at], f"edited{at}", *text[at:]])) for at in range(30, 230)]
    assert set(groups(*prints)) == {0}


def test_copies_are_found_in_a_crowd_that_looks_alike() -> None:
    notice = babble(0, 220)
    crowd = [report(babble(seed, 220), notice) for seed in range(1, 61)]
    again = [report(babble(seed, 220).replace(" ", "  "), notice, "Printed again.") for seed in range(1, 61)]
    assert groups(*crowd, *again) == [*range(60), *range(60)]


@few
@given(st.lists(articles(), max_size=6))
def test_every_article_has_a_group_that_begins_with_itself_or_before(found: list[Article]) -> None:
    made = near_duplicate_groups(np.array([sketch(article) for article in found], dtype=np.uint32))
    assert made.shape == (len(found),)
    assert all(made[group] == group <= index for index, group in enumerate(made))


def test_a_very_long_article_has_copies() -> None:
    long = babble(1, 18_000)
    assert linked(report(long), report(long, babble(2, 500)))
