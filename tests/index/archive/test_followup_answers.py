"""A question that goes on from another, asked of the articles that answered that one."""

from dataclasses import replace

from index.archive.followup_answers import ask_on
from index.query.parser import understand
from index.query.query import Kind, Measure
from index.records import Answer, Filters, Quote
from tests.fakes import article, quote

RAID = article("raid", "In Idlib Omar Hadad, 46, died.", "Nobody knows who fired.", "Five of the dead were women.")
DIED = quote(RAID, "In Idlib Omar Hadad, 46, died.", "Omar Hadad")
AGE = quote(RAID, "In Idlib Omar Hadad, 46, died.", "46")
WOMEN = quote(RAID, "Five of the dead were women.", "Five")
FIRED = quote(RAID, "Nobody knows who fired.", "Nobody")
LAST = "who died in Idlib?"


class Asked:
    """Gives the answers that it was made with, and notes what was asked."""

    def __init__(self, answers: dict[str, Quote], near: dict[str, Quote] | None = None) -> None:
        self.answers, self.near = answers, near or {}
        self.asked: list[tuple[str, Filters, bool]] = []

    def __call__(self, question: str, limit: int, filters: Filters, *, literal: bool) -> Answer:
        self.asked.append((question, filters, literal))
        quotes = tuple(self.answers[one] for one in self.answers if one == question)
        near = tuple(replace(self.near[one], highlight=None) for one in self.near if one == question)
        return Answer(question, quotes, near, (), None, 0.0, may_say=bool(near))


def _on(asked: Asked, text: str, measure: Measure | None = None, shown: Quote = DIED) -> Answer:
    query = replace(understand(text), measure=measure)
    return ask_on(
        asked, query, replace(understand(LAST), kind=Kind.OTHER), shown, frozenset({"raid"}), 3, lambda _: False
    )


def test_it_is_asked_as_it_is_written_in_these_articles() -> None:
    asked = Asked({"how many were women?": WOMEN})
    assert _on(asked, "how many were women?").quotes == (WOMEN,)
    assert asked.asked == [("how many were women?", Filters(articles=frozenset({"raid"})), True)]


def test_a_sentence_that_may_answer_does_where_the_question_before_finds_it_too() -> None:
    text = "how many were women?"
    together = f"{text} ({LAST})"
    found = _on(Asked({together: WOMEN}, {text: WOMEN}), text)
    assert (found.quotes, found.question) == ((WOMEN,), text)
    assert not _on(Asked({together: FIRED}, {text: WOMEN}), text).answered
    assert not _on(Asked({together: WOMEN}), text).answered


def test_a_sentence_that_is_not_sure_to_answer_is_one_that_may_unless_the_question_before_finds_it_too() -> None:
    text = "how many were women?"
    together, unsure = f"{text} ({LAST})", replace(WOMEN, confidence=0.75)
    found = _on(Asked({text: unsure}), text)
    assert (found.quotes, found.may_say, found.nearest) == ((), True, (replace(unsure, highlight=None),))
    assert _on(Asked({text: unsure, together: WOMEN}), text).quotes == (WOMEN,)
    assert _on(Asked({text: replace(WOMEN, confidence=0.85)}), text).answered


def test_the_words_that_answered_before_do_not_answer_again() -> None:
    text = "who was the judge?"
    assert not _on(Asked({f"{text} ({LAST})": DIED}, {text: DIED}), text).answered


def test_the_sentence_that_answered_before_needs_other_words_to_answer_again() -> None:
    text = "who was the judge?"
    together = f"{text} ({LAST})"
    assert not _on(Asked({together: replace(DIED, highlight=None)}, {text: DIED}), text).answered
    assert _on(Asked({together: AGE}, {text: DIED}), text).answered


def test_the_age_is_that_of_who_stands_in_the_sentence_shown_last() -> None:
    trial = article("trial", "The lawyer, Omar Hadad, will appeal.", "Adel Nasser is 58.", "Hadad is 46.")
    said, nasser, hadad = (quote(trial, trial.cut(one.span)) for one in trial.paragraphs)
    text, last = "how old is he?", replace(understand("where is the lawyer of Adel Nasser?"), kind=Kind.OTHER)
    query, here = replace(understand(text), measure=Measure.AGE), frozenset({"trial"})
    asked = Asked({text: nasser})
    assert not ask_on(asked, query, last, replace(said, highlight=None), here, 3, lambda _: False).answered
    asked = Asked({f"{text} (Omar Hadad)": hadad})
    assert ask_on(asked, query, last, replace(said, highlight=None), here, 3, lambda _: False).quotes == (hadad,)


def test_the_age_is_asked_of_who_was_named() -> None:
    text = "how old was he?"
    of_whom = f"{text} (Omar Hadad)"
    assert _on(Asked({of_whom: AGE}), text, Measure.AGE).quotes == (AGE,)
    assert not _on(Asked({of_whom: AGE}), text).answered
    assert not _on(Asked({of_whom: WOMEN}), text, Measure.AGE).answered
    assert not _on(Asked({of_whom: AGE}), text, Measure.AGE, shown=WOMEN).answered
    assert not _on(Asked({text: WOMEN}), text, Measure.AGE).answered  # somebody else's


def test_the_age_of_who_was_asked_for_and_not_found_is_not_that_of_another() -> None:
    text, last = "how old is he?", understand("who is the lawyer of Omar Hadad?")
    unsaid = replace(DIED, highlight=None)
    asked = Asked({text: AGE, f"{text} (Omar Hadad)": AGE})
    query = replace(understand(text), measure=Measure.AGE)
    assert not ask_on(asked, query, last, unsaid, frozenset({"raid"}), 3, lambda _: False).answered
