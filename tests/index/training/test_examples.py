import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from index.training import example_mix as rounds
from index.training.corpora import Asked, held_questions, joined, parallel_key, read
from index.training.example_mix import Rounds
from index.training.examples import says, windowed
from index.training.incidents import Reporter
from index.training.negatives import Swapper, names_in

TEXT = (
    "The mill at Kelby was built in 1764 by Ann Marsh. It burned down twice. Robert Dane bought it in 1801. "
    "Since 1920 it has been a museum, open from May to September. The wheel still turns in Kelby on Sundays."
)
OTHER = "The mill at Orton was built by monks. Nobody knows when it was sold. Robert Dane never went there in his life."


def asked(question: str, answer: str, text: str = TEXT) -> Asked:
    start = text.index(answer)
    return Asked(question, "Mills", text, Span(start, start + len(answer)), (answer,), "set", "en")


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


def question_on(key: str, text: str, answer: str, **more: Any) -> dict[str, Any]:
    """A row of a set: a question on the article `key`, answered by words of its text, or, where they are "", not."""
    row = {"id": key, "question": f"What of {key}?", "context_article_id": key, "answerable": bool(answer),
           "answers": [answer] if answer else [], "evidence": []}  # fmt: skip
    if answer:
        row["evidence"] = [{"article_id": key, "quote": text, "answer": answer, "answer_start": text.index(answer)}]
    return {**row, **more}


def learned(folder: Path, name: str) -> list[Asked]:
    corpus = read(folder, name)
    return [*corpus.learned, *corpus.kept]


def test_the_answer_is_placed_in_the_quoted_sentence_where_its_words_stand_twice(tmp_path: Path) -> None:
    text = "Ann left. Then Ann came back."
    evidence = {"article_id": "a", "quote": "Then Ann came back.", "answer_start": 15}
    row = question_on("a", text, "Ann", evidence=[evidence])
    write(tmp_path, "piaf_v11", [{"id": "a", "title": "t", "text": text, "language": "fr"}], [row])
    (found,) = learned(tmp_path, "piaf_v11")
    assert (found.answer, found.language, found.title) == (Span(15, 18), "fr", "t")


def test_without_an_offset_an_answer_that_stands_twice_is_left_out(tmp_path: Path) -> None:
    text = "Ann left. Then Ann came back."
    row = question_on("a", text, "Ann", evidence=[{"article_id": "a", "quote": text}])
    write(tmp_path, "tweetqa", [{"id": "a", "title": "", "text": text}], [row])
    assert learned(tmp_path, "tweetqa") == []


def test_questions_that_people_wrote_to_have_no_answer_have_none(tmp_path: Path) -> None:
    write(tmp_path, "squad2_human", [{"id": "a", "title": "t", "text": TEXT}], [question_on("a", TEXT, "")])
    assert [one.answer for one in learned(tmp_path, "squad2_human")] == [None]


def test_split_words_are_joined_again_and_the_answer_with_them(tmp_path: Path) -> None:
    text = "It is Bond 's car -LRB- old -RRB- ."
    row = question_on("d-1-2", text, "Bond 's")
    write(tmp_path, "qamr_wikinews", [{"id": "d-1-2", "title": "", "text": text}], [row])
    (found,) = learned(tmp_path, "qamr_wikinews")
    assert found.answer is not None
    assert (found.text, found.text[found.answer.start : found.answer.end]) == ("It is Bond's car (old).", "Bond's")


@given(words=st.lists(st.sampled_from(["Ann", "-LRB-", "-RRB-", "'s", ",", "(", "``", "said", "n't"]), min_size=1, max_size=12), data=st.data())  # fmt: skip
def test_joined_words_keep_their_place(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    text = " ".join(words)
    start = len(" ".join(words[:at])) + (1 if at else 0)
    whole, place = joined(text, Span(start, start + len(words[at])))
    assert place is not None
    written = {"-LRB-": "(", "-RRB-": ")", "``": '"'}.get(words[at], words[at])
    assert whole[place.start : place.end].strip() == written


def test_no_article_is_both_learned_from_and_kept_for_testing(tmp_path: Path) -> None:
    keys = [f"a{number}" for number in range(200)]
    rows = [question_on(key, TEXT, "1764") for key in keys for _ in range(2)]
    write(tmp_path, "heq", [{"id": key, "title": "", "text": TEXT} for key in keys], rows)
    corpus = read(tmp_path, "heq")
    assert len(corpus.learned) + len(corpus.kept) == 400
    assert 0 < len(corpus.kept) < 60
    assert len(corpus.kept) % 2 == 0


def test_a_parallel_question_that_is_kept_is_kept_in_every_language(tmp_path: Path) -> None:
    names = ("mlqa_dev_en", "mlqa_dev_ar")
    for name in names:
        ids = [f"mlqa_dev-{number:040x}" for number in range(40)]
        rows = [question_on(one, TEXT, "1764", context_article_id=f"text{int(one[-2:], 16) // 2}") for one in ids]
        write(tmp_path, name, [{"id": f"text{n}", "title": "", "text": TEXT} for n in range(20)], rows)
    assert parallel_key(f"mlqa_dev-{7:040x}") == f"{7:040x}"
    held = held_questions(tmp_path, names)
    assert 0 < len(held) < 40
    assert all(f"{int(key, 16) ^ 1:040x}" in held for key in held)  # two are asked on each text
    parts = [read(tmp_path, name, held) for name in names]
    assert [{q.question for q in part.kept} for part in parts] == [{f"What of mlqa_dev-{key}?" for key in held}] * 2


@given(seed=st.integers(0, 999), number=st.integers(0, len(QUESTIONS) - 1))
def test_a_window_keeps_the_answer_and_whole_sentences(seed: int, number: int) -> None:
    one = QUESTIONS[number]
    assert one.answer is not None
    cut = windowed(random.Random(seed), one.text, one.answer)
    assert cut is not None
    text, answer = cut
    assert text in one.text
    assert text[answer.start : answer.end] == one.wordings[0]
    assert text.endswith(".")


SETS = {"tweetqa": 6, "heq": 4, "qamr_wikinews": 0}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    """Rounds over small sets: mills of many towns, in English, and the same in a set of another language."""
    tmp_path, monkeypatch = tmp_path_factory.mktemp("sets"), pytest.MonkeyPatch()
    monkeypatch.setattr(rounds, "SHARES", {name: share for name, share in SETS.items() if share})
    monkeypatch.setattr(rounds, "PARALLEL", ())
    monkeypatch.setattr(rounds, "INCIDENTS", 10)
    texts = {f"{n}": TEXT.replace("Kelby", f"Kelby{n}").replace("1764", str(1700 + n)) for n in range(40)}
    for name in SETS:
        rows = [question_on(key, text, str(1700 + int(key)), question=f"When was the mill at Kelby{key} built?") for key, text in texts.items()]  # fmt: skip
        write(tmp_path, name, [{"id": f"{key}-1-1" if name == "qamr_wikinews" else key, "title": "Mills", "text": text} for key, text in texts.items()], rows)  # fmt: skip
    yield Rounds(tmp_path, 17)
    monkeypatch.undo()


def test_a_round_depends_on_its_number_alone(drawn: Rounds) -> None:
    first = drawn.examples(0)
    assert drawn.examples(1) != first
    assert drawn.examples(0) == first


def test_answers_are_in_their_texts_and_the_unanswerable_are_not(drawn: Rounds) -> None:
    kinds = set()
    for example in (one for number in range(6) for one in drawn.examples(number)):
        source, _, kind = example.kind.partition("/")
        if source not in SETS:
            continue
        kinds.add(kind)
        asked_of = re.search(r"kelby(\d+)", example.question, re.IGNORECASE)
        if kind == "answer":
            assert example.answer is not None
            assert asked_of is not None
            assert example.text[example.answer.start : example.answer.end] == str(1700 + int(asked_of[1]))
        else:
            assert example.answer is None
        if kind in {"near", "without"} and asked_of is not None:
            assert str(1700 + int(asked_of[1])) not in example.text
    assert kinds == {"answer", "near", "without", "swapped"}


@given(seed=st.integers(0, 999), number=st.integers(0, len(QUESTIONS) - 1))
def test_a_swapped_question_asks_something_else(seed: int, number: int) -> None:
    one = QUESTIONS[number]
    swapper = Swapper([TEXT, OTHER], [other.question for other in QUESTIONS])
    changed = swapper.swapped(random.Random(seed), one.question, one.text, one.wordings[0])
    assert changed is None or changed != one.question


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
