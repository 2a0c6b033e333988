"""Which other articles are read for a figure."""

from index.events.candidate_expansion import MOST_FURTHER, expand
from index.query.parser import understand
from index.reading.sentence_reader import PASSAGES_READ, Reading
from index.records import Hit
from tests.index.fakes import laid_out

KILLED = understand("How many people were killed in Marhad?")


def hit(row: int, *sentences: str, name: str | None = None) -> Hit:
    article = laid_out(
        name or f"a{row}", [("body", " ".join(sentences))], title="Strike on Marhad", published="2018-02-05"
    )
    return Hit(row, article, article.paragraphs[0].span, 1.0 - row / 100)


FIRST = [hit(row, "Marhad was bombed.") for row in range(PASSAGES_READ)]
ANSWER = [Reading(FIRST[0].article, FIRST[0].span, None, 0.9, 0.9, 0.9)]


def test_the_sentence_with_such_a_figure_is_read_alone() -> None:
    other = hit(19, "The sky was clear.", "The strike killed 15 people in Marhad.", "Shops were shut.")
    (found,) = expand(KILLED, [*FIRST, other], ANSWER, lambda _: ())
    assert found.article.cut(found.span) == "The strike killed 15 people in Marhad."


def test_articles_without_such_a_figure_are_not_read() -> None:
    others = [hit(19, "30 people were wounded in Marhad."), hit(20, "Marhad was bombed.")]
    assert expand(KILLED, [*FIRST, *others], ANSWER, lambda _: ()) == []


def test_an_article_that_was_read_is_not_read_again() -> None:
    again = hit(19, "15 people were killed in Marhad.", name=FIRST[0].article.id)
    assert expand(KILLED, [*FIRST, again], ANSWER, lambda _: ()) == []


def test_a_copy_of_an_article_that_was_read_is_not_read() -> None:
    copy, other = (hit(row, f"{row} people were killed in Marhad.") for row in (15, 17))
    copies = {FIRST[0].article.id: (copy.article,)}
    found = expand(KILLED, [*FIRST, copy, other], ANSWER, lambda name: copies.get(name, ()))
    assert [one.article.id for one in found] == ["a17"]


def test_no_more_are_read_than_there_is_time_for() -> None:
    others = [hit(row, f"{row} people were killed in Marhad.") for row in range(10, 30)]
    assert len(expand(KILLED, [*FIRST, *others], ANSWER, lambda _: ())) == MOST_FURTHER


def test_nothing_is_read_where_there_is_no_answer() -> None:
    other = hit(19, "15 people were killed in Marhad.")
    unsure = [Reading(FIRST[0].article, FIRST[0].span, None, 0.2, 0.2, 0.2)]
    assert expand(KILLED, [*FIRST, other], unsure, lambda _: ()) == []


def test_nothing_is_read_for_another_question() -> None:
    other = hit(19, "15 people were killed in Marhad.")
    assert expand(understand("Who was killed in Marhad?"), [*FIRST, other], ANSWER, lambda _: ()) == []


def test_for_what_happened_the_sentence_with_the_place_is_read() -> None:
    other = hit(19, "The sky was clear.", "Shells fell on Marhad.")
    (found,) = expand(understand("What happened in Marhad?"), [*FIRST, other], ANSWER, lambda _: ())
    assert found.article.cut(found.span) == "Shells fell on Marhad."


def test_for_towns_a_sentence_with_a_place_is_read() -> None:
    other = hit(19, "The sky was clear.", "Shells fell on the town of Jebrine.")
    (found,) = expand(understand("Which towns were hit?"), [*FIRST, other], ANSWER, lambda _: ())
    assert found.article.cut(found.span) == "Shells fell on the town of Jebrine."


def test_an_event_without_a_place_is_looked_for_nowhere_else() -> None:
    other = hit(19, "Shells fell on Marhad.")
    assert expand(understand("what happened yesterday?"), [*FIRST, other], ANSWER, lambda _: ()) == []
