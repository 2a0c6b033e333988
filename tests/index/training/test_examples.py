import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index.training.phases import FIRST, in_order

from index.records import Span
from index.training.examples import Asked, Example, load, says, windowed
from index.training.incidents import Reporter
from index.training.negatives import Negatives, names_in

TEXT = (
    "The mill at Kelby was built in 1764 by Ann Marsh. It burned down twice. Robert Dane bought it in 1801. "
    "Since 1920 it has been a museum, open from May to September. The wheel still turns in Kelby on Sundays."
)
OTHER = "The mill at Orton was built by monks. Nobody knows when it was sold. Robert Dane never went there in his life."


def asked(question: str, answer: str, text: str = TEXT) -> Asked:
    start = text.index(answer)
    return Asked(question, "Mills", text, Span(start, start + len(answer)), (answer,), "set")


QUESTIONS = [
    asked("When was the mill at Kelby built?", "1764"),
    asked("Who bought the mill in 1801?", "Robert Dane"),
    asked("Who built the mill at Orton?", "monks", OTHER),
]


def write(folder: Path, name: str, articles: list[dict[str, Any]], questions: list[dict[str, Any]]) -> None:
    (folder / name).mkdir()
    for file, rows in (("articles", articles), ("questions", questions)):
        with gzip.open(folder / name / f"{file}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)


def test_the_answer_is_placed_in_the_quoted_sentence_where_its_words_stand_twice(tmp_path: Path) -> None:
    text = "Ann left. Then Ann came back."
    question = {
        "question": "Who came back?",
        "answers": ["Ann"],
        "evidence": [{"article_id": "a", "quote": "Then Ann came back.", "answer_start": 15}],
    }
    write(tmp_path, "squadshifts_reddit", [{"id": "a", "title": "t", "text": text}], [question])
    assert load(tmp_path, "squadshifts_reddit")[0].answer == Span(15, 18)


def test_without_an_offset_an_answer_that_stands_twice_is_left_out(tmp_path: Path) -> None:
    text = "Ann left. Then Ann came back."
    question = {"question": "Who came back?", "answers": ["Ann"], "evidence": [{"article_id": "a", "quote": text}]}
    write(tmp_path, "tweetqa", [{"id": "a", "title": "", "text": text}], [question])
    assert load(tmp_path, "tweetqa") == []


def test_split_words_are_joined_again(tmp_path: Path) -> None:
    question = {"question": "Whose?", "answers": ["Bond 's"], "evidence": [{"article_id": "d-1-2"}]}
    write(
        tmp_path, "qamr_wikinews", [{"id": "d-1-2", "title": "", "text": "Bond 's car -LRB- old -RRB- ."}], [question]
    )
    found = load(tmp_path, "qamr_wikinews")[0]
    assert (found.text, found.text[found.answer.start : found.answer.end]) == ("Bond's car (old).", "Bond's")


@given(seed=st.integers(0, 999), number=st.integers(0, len(QUESTIONS) - 1))
def test_a_window_keeps_the_answer_and_whole_sentences(seed: int, number: int) -> None:
    one = QUESTIONS[number]
    cut = windowed(random.Random(seed), one.text, one.answer)
    assert cut is not None
    text, answer = cut
    assert text in one.text
    assert text[answer.start : answer.end] == one.wordings[0]
    assert text.endswith(".")


@pytest.mark.parametrize("seed", range(20))
def test_what_is_left_without_the_answering_sentence_has_no_answer(seed: int) -> None:
    made = Negatives(QUESTIONS).without_sentence(random.Random(seed), QUESTIONS[0])
    assert made is None or (made.answer is None and "1764" not in made.text)


@pytest.mark.parametrize("seed", range(20))
def test_a_near_miss_is_another_text_without_the_answer(seed: int) -> None:
    made = Negatives(QUESTIONS).near_miss(random.Random(seed), QUESTIONS[0])
    assert made is not None
    assert made.text in OTHER
    assert made.answer is None


def test_a_near_miss_never_holds_a_wording_of_the_answer() -> None:
    assert Negatives(QUESTIONS).near_miss(random.Random(1), QUESTIONS[1]) is None


@pytest.mark.parametrize("seed", range(20))
def test_a_swapped_question_asks_something_else(seed: int) -> None:
    made = Negatives(QUESTIONS).swapped(random.Random(seed), QUESTIONS[1])
    assert made is None or (made.question != QUESTIONS[1].question and made.answer is None)


def test_a_word_that_opens_a_question_is_no_name() -> None:
    assert names_in("When did Ann Marsh of Kelby die?") == ["Ann Marsh of Kelby"]


def test_case_does_not_hide_an_answer() -> None:
    assert says("IT WAS IN ZÜRICH.", ("Zurich",))


REPORTER = Reporter(["The river rises in the hills and runs to the northern sea after a long way."])
MADE = REPORTER.examples(random.Random(7), 600)


def test_made_up_answers_are_inside_their_texts() -> None:
    assert all(e.answer is None or e.answer.end <= len(e.text) for e in MADE)


def test_no_choice_or_slot_is_left_in_made_up_text() -> None:
    assert not [e for e in MADE if set("{}|") & set(e.question + e.title + e.text)]


def test_the_marked_count_is_a_count() -> None:
    counted = [e for e in MADE if e.answer and e.question.lower().startswith("how many")]
    marked = [e.text[e.answer.start : e.answer.end] for e in counted if e.answer]
    assert marked
    for words in marked:
        assert any(c.isdigit() for c in words) or words.split()[-1].lower()[:3] in (
            "two thr fou fiv six sev eig nin ten ele twe thi fif doz sco hun one per man chi wom sol pol for nin".split()
        ), words


def test_a_place_that_is_asked_for_elsewhere_is_not_in_the_text() -> None:
    elsewhere = [e for e in MADE if e.kind == "incidents/other place"]
    assert elsewhere
    assert all(e.answer is None for e in elsewhere)


def test_the_same_seed_makes_the_same_examples() -> None:
    assert REPORTER.examples(random.Random(3), 40) == REPORTER.examples(random.Random(3), 40)


def test_the_first_examples_stay_first_whatever_is_made_up() -> None:
    real = [Example(str(i), "", "text", None, "set/answer") for i in range(FIRST + 50)]
    ordered = in_order(real, MADE[:10], 1)
    assert ordered[:FIRST] == real[:FIRST]
    assert {e.question for e in MADE[:10]} <= {e.question for e in ordered[FIRST:]}
