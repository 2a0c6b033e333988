"""What happened, one quote an event; where, one quote a place."""

from collections.abc import Mapping, Sequence

import pytest

from index.answer_metadata import Form
from index.events.timeline import EVENTS_A_QUOTE, timeline_of
from index.query.parser import understand
from index.query.query import Listing
from index.reading.decision import ANSWERS_FROM
from index.reading.sentence_reader import Reading, Selection
from index.records import Article
from index.retrieval.query_variants import as_happened
from tests.index.fakes import laid_out

HAPPENED = "What happened in Marhad?"
TOWNS = "Which towns were hit?"


def reading(
    name: str, sentence: str, published: str | None, probability: float = 0.9, marked: str | None = None
) -> Reading:
    article = laid_out(name, [("title", "News"), ("body", sentence)], title="News", published=published)
    span = article.paragraphs[1].span
    highlight = None
    if marked is not None:
        at = article.text.index(marked)
        highlight = type(span)(at, at + len(marked))
    return Reading(article, span, highlight, probability, probability, probability)


def asked(
    readings: Sequence[Reading], copies: Mapping[str, tuple[Article, ...]] | None = None,
    question: str = HAPPENED, limit: int = 3,
) -> Selection:  # fmt: skip
    ordered = sorted(readings, key=lambda one: -one.probability)
    return timeline_of(understand(question), ordered, limit, lambda name: (copies or {}).get(name, ()))


def names(found: Selection) -> list[str]:
    return [quote.article.id for quote in found.quotes]


BOMBED = reading("bombed", "Warplanes bombed Marhad.", "2018-02-05")
FLOODED = reading("flooded", "The river flooded Marhad.", "2017-03-01", 0.95)
QUAKE = reading("quake", "An earthquake shook Marhad.", "2018-06-01", 0.8)


def test_events_are_listed_in_order_of_time() -> None:
    found = asked([BOMBED, FLOODED, QUAKE])
    assert found.form is Form.EVENTS
    assert [(q.article.id, q.occurred) for q in found.quotes] == [
        ("flooded", "2017-03-01"), ("bombed", "2018-02-05"), ("quake", "2018-06-01"),
    ]  # fmt: skip


def test_an_event_stands_where_its_day_puts_it_not_its_article() -> None:
    late = reading("late", "On 2 January 2016 shells fell on Marhad.", "2018-02-05")
    assert names(asked([FLOODED, late])) == ["late", "flooded"]


def test_reports_of_one_event_stand_once_by_the_surest() -> None:
    other = reading("other", "Marhad was hit from the air.", "2018-02-06", 0.8)
    assert names(asked([BOMBED, other, FLOODED])) == ["flooded", "bombed"]


def test_an_event_has_the_day_that_any_of_its_reports_names() -> None:
    other = reading("other", "On 4 February 2018 Marhad was hit from the air.", "2018-02-06", 0.8)
    assert [quote.occurred for quote in asked([BOMBED, other, FLOODED]).quotes] == ["2017-03-01", "2018-02-04"]


def test_a_running_total_is_no_event() -> None:
    total = reading("total", "Since the war began, 400 people have been killed in Marhad.", "2018-07-01", 0.99)
    assert names(asked([BOMBED, FLOODED, total])) == ["flooded", "bombed"]


def test_the_same_words_stand_once_whatever_the_day() -> None:
    again = reading("again", "Warplanes bombed Marhad.", "2018-08-01", 0.8)
    assert names(asked([BOMBED, again, FLOODED])) == ["flooded", "bombed"]


def test_a_copy_of_an_undated_report_is_no_event_of_its_own() -> None:
    one = reading("one", "Warplanes bombed Marhad.", None)
    copy = reading("copy", "Marhad was bombed by warplanes.", None, 0.8)
    found = asked([one, copy, FLOODED], copies={"one": (copy.article,), "copy": (one.article,)})
    assert names(found) == ["flooded", "one"]


def test_where_one_article_answers_its_best_sentence_stays_first() -> None:
    found = asked([BOMBED])
    assert (found.form, names(found)) == (Form.QUOTES, ["bombed"])


def test_what_is_no_answer_is_no_event() -> None:
    unsure = reading("unsure", "Marhad has a market.", "2016-01-01", ANSWERS_FROM - 0.01)
    assert asked([BOMBED, unsure]).form is Form.QUOTES
    assert asked([unsure]) == Selection(())


def test_a_sentence_on_another_place_is_no_event_of_this_one() -> None:
    other = reading("other", "Warplanes bombed Jebrine.", "2016-01-01", 0.99)
    assert names(asked([BOMBED, FLOODED, other])) == ["flooded", "bombed"]


def test_undated_events_come_last() -> None:
    undated = reading("undated", "Shells fell on Marhad.", None, 0.99)
    assert names(asked([undated, FLOODED])) == ["flooded", "undated"]


def test_the_surest_events_are_listed_where_there_are_many() -> None:
    many = [reading(f"r{n:02}", f"Event {n} in Marhad.", f"20{n:02}-05-05", 0.99 - n / 1000) for n in range(1, 15)]
    assert names(asked(many, limit=2)) == [f"r{n:02}" for n in range(1, 2 * EVENTS_A_QUOTE + 1)]


def test_one_quote_a_place_with_the_place_marked() -> None:
    found = asked(
        [
            reading("a", "Shells hit the town of Jebrine.", "2018-02-05", 0.9, "Jebrine"),
            reading("b", "Shells hit the town of Sarha.", "2018-02-05", 0.89, "Sarha"),
            reading("c", "Rockets hit the town of Jebrine again.", "2018-02-09", 0.88, "Jebrine"),
        ],
        question=TOWNS,
    )
    assert found.form is Form.EVENTS
    marks = [quote.highlight and quote.article.cut(quote.highlight) for quote in found.quotes]
    assert marks == ["Jebrine", "Sarha"]


def test_a_place_that_only_says_where_another_lies_has_no_event_there() -> None:
    other = reading("other", "In Jebrine, an hour from Marhad, a bomb went off.", "2016-01-01", 0.99)
    assert names(asked([BOMBED, FLOODED, other])) == ["flooded", "bombed"]


LIST = "List the attacks in Marhad"


def test_a_list_of_attacks_has_no_flood() -> None:
    assert names(asked([BOMBED, FLOODED], question=LIST)) == ["bombed"]
    assert asked([FLOODED], question=LIST) == Selection(())


def test_a_list_of_all_events_has_each() -> None:
    assert names(asked([BOMBED, FLOODED], question="List the events in Marhad")) == ["flooded", "bombed"]


def test_an_arabic_sentence_may_tell_of_any_kind() -> None:
    arabic = reading("arabic", "قتل شخصان في Marhad.", "2016-01-01", 0.9)
    assert names(asked([BOMBED, arabic], question=LIST)) == ["arabic", "bombed"]


@pytest.mark.parametrize(
    ("question", "read"),
    [
        (LIST, "What happened in Marhad?"),
        ("Which attacks were there in Marhad?", "What happened in Marhad?"),
        ("Who attacked Marhad?", "Who attacked Marhad?"),
        ("Which attacks were claimed?", "Which attacks were claimed?"),
    ],
)
def test_a_list_of_events_is_read_for_as_what_happened(question: str, read: str) -> None:
    assert as_happened(understand(question)).text == read


@pytest.mark.parametrize(
    ("question", "events", "places"),
    [
        ("What happened in Saraqeb?", True, False),
        ("what happened in saraqeb on 5 February 2018", True, False),
        ("list the attacks in Saraqeb", True, False),
        ("Which attacks were there in Idlib?", True, False),
        ("ماذا حدث في سراقب؟", True, False),
        ("which towns were hit?", False, True),
        ("What cities did the flood reach?", False, True),
        ("ما هي البلدات التي تعرضت للقصف؟", False, True),
        ("Which town was hit?", False, False),
        ("How many people were killed in Saraqeb?", False, False),
        ("Who attacked Saraqeb?", False, False),
    ],
)
def test_questions_for_a_list_are_told(question: str, events: bool, places: bool) -> None:
    read = understand(question, lambda word: word == "saraqeb")
    assert read.listing is (Listing.EVENTS if events else Listing.PLACES if places else None)
