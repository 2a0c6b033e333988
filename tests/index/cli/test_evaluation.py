import json
import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.__main__ import main
from index.archive.archive import Archive
from index.cli.evaluation import JudgedAnswer, KnownQuestion, judge, read_questions
from index.cli.evaluation_metrics import by_type, evaluation_json, evaluation_text, measures, reliability
from index.errors import EmbedderError, SourceError
from index.models.embedder import Vectors
from tests.index.fakes import FirstWordModel, HashEmbedder, build_with, laid_out, open_with

FLIGHT = laid_out("flight", [("body", "On Monday 102 people fled Jebrine for the camps.")], title="Flight")
FEAST = laid_out("feast", [("body", "The baker won the feast cup in Sarha.")], title="Feast")
GOOD: dict[str, object] = {
    "question": "how many people fled Jebrine?",
    "answers": ["102 people", "102"],
    "evidence": [{"quote": FLIGHT.text}],
}
WRONG: dict[str, object] = {
    "question": "who won the feast cup in Sarha?",
    "answers": ["the smith"],
    "evidence": [{"quote": "The smith won."}],
}
NONE: dict[str, object] = {"question": "how many people fled Paris?", "answerable": False, "type": "absent"}
NOTHING = (False, False, 0.0, 0.0, 0.0, 1.0, False)
"""What became of a question beside its hits."""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    build_with(HashEmbedder(), tmp_path, FLIGHT, FEAST)
    return open_with(HashEmbedder(), tmp_path, FirstWordModel())


def known(row: dict[str, object]) -> KnownQuestion:
    return KnownQuestion.model_validate(row)


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_right_quote_holds_an_accepted_answer_and_lies_in_evidence(archive: Archive) -> None:
    right = judge(archive, known(GOOD))
    assert right.best_right
    assert right.hits[0]
    assert not judge(archive, known(GOOD | {"answers": ["103"]})).best_right
    assert not judge(archive, known(GOOD | {"evidence": [{"quote": "102 people fled Jebrine in summer"}]})).best_right


def test_an_unanswerable_question_is_never_right(archive: Archive) -> None:
    judged = judge(archive, known(NONE))
    assert not judged.right
    assert not judged.best_right


def test_measures_are_of_the_questions_they_are_for(archive: Archive) -> None:
    found = {m.name: m for m in measures([judge(archive, known(row)) for row in (GOOD, WRONG, NONE)])}
    assert (found["Hits@1"].value, found["Hits@1"].questions) == (0.5, 2)
    assert found["MRR@10"].value == 0.5
    assert found["right first quote"].questions == 2
    assert (found["declined of the unanswerable"].value, found["false answers to the unanswerable"].value) == (1.0, 0.0)
    assert all(m.interval is None or m.interval[0] <= m.value <= m.interval[1] for m in found.values())


@pytest.mark.parametrize(
    ("firsts", "expected"),
    [
        ((1,), (1, 1, 1, 1)),
        ((2,), (0, 1, 1, 1 / 2)),
        ((10,), (0, 0, 1, 1 / 10)),
        ((11,), (0, 0, 0, 0)),
        ((None,), (0, 0, 0, 0)),
        ((1, 4, 5, None), (1 / 4, 2 / 4, 3 / 4, (1 + 1 / 4 + 1 / 5) / 4)),
    ],
)
def test_hits_and_reciprocal_ranks_are_of_the_first_passage_with_evidence(
    firsts: Sequence[int | None], expected: Sequence[float]
) -> None:
    judged = [
        JudgedAnswer(known(GOOD), tuple(first is not None and rank >= first for rank in range(1, 13)), *NOTHING)
        for first in firsts
    ]
    found = {m.name: (m.value, m.questions) for m in measures(judged)}
    for name, value in zip(("Hits@1", "Hits@4", "Hits@10", "MRR@10"), expected, strict=True):
        assert math.isclose(found[name][0], value), name
        assert found[name][1] == len(firsts)


def test_a_question_for_which_nothing_was_read_counts_as_missed() -> None:
    judged = [JudgedAnswer(known(GOOD), hits, *NOTHING) for hits in ((True,), ())]
    assert {m.value for m in measures(judged) if m.name in ("Hits@1", "Hits@10", "MRR@10")} == {0.5}


def test_measures_without_questions_are_left_out(archive: Archive) -> None:
    assert "false answers to the unanswerable" not in {m.name for m in measures([judge(archive, known(GOOD))])}
    assert measures([]) == []


def test_types_and_reliability_count_every_question(archive: Archive) -> None:
    judged = [judge(archive, known(row)) for row in (GOOD, WRONG, NONE)]
    assert {name: number for name, (number, _, _) in by_type(judged).items()} == {"-": 2, "absent": 1}
    assert sum(number for _, _, number in reliability(judged)) == 3


def test_both_reports_have_every_measure(archive: Archive) -> None:
    judged = [judge(archive, known(row)) for row in (GOOD, WRONG, NONE)]
    said = json.loads(json.dumps(evaluation_json(judged)))
    assert set(said["measures"]) == {m.name for m in measures(judged)}
    assert [asked["question"] for asked in said["asked"]] == [row["question"] for row in (GOOD, WRONG, NONE)]
    assert all(m.name in evaluation_text(judged) for m in measures(judged))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{nothing", "this is no JSON"),
        ('{"answers": ["x"]}', "question: Field required"),
        ('{"question": "who?"}', 'write "answerable": false'),
        ('["who?"]', "valid dictionary"),
        ('{"question": "who?", "answers": ["..."], "evidence": [{"url": "x"}]}', 'write "answerable": false'),
        pytest.param("[" * 100_000, "this is no JSON", id="nested"),
        pytest.param('{"question": "who?", "answers": [' + "9" * 5000 + "]}", "this is no JSON", id="figure"),
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path / "q.jsonl", json.dumps(GOOD), "", line)
    with pytest.raises(SourceError, match=said) as caught:
        list(read_questions(path))
    assert (caught.value.path, caught.value.line) == (str(path), 3)


def test_the_command_says_what_is_wrong_with_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(written(tmp_path / "none.jsonl", "")), "--index", str(tmp_path)]) == 2
    assert "there is no question in it" in capsys.readouterr().err


@pytest.mark.usefixtures("model_cache")
def test_the_command_asks_articles_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = written(tmp_path / "flight.txt", "Flight", "", FLIGHT.text)
    questions = written(tmp_path / "q.jsonl", json.dumps(GOOD), json.dumps(NONE))
    other = written(tmp_path / "feast.txt", "Feast", "", FEAST.text)
    command = [
        "evaluate",
        str(questions),
        "--articles",
        str(article),
        str(other),
        "--json",
        "--index",
        str(tmp_path / "i"),
    ]
    assert main(command) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["questions"] == 2
    assert said["measures"]["Hits@1"]["value"] == 1.0
    assert not (tmp_path / "i").exists()


@pytest.mark.parametrize(("answer", "right"), [("102", True), ("102 People", True), ("10", False), ("camp", False)])
def test_an_accepted_answer_is_met_word_by_word(archive: Archive, answer: str, right: bool) -> None:
    assert judge(archive, known({"question": GOOD["question"], "answers": [answer]})).best_right == right


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert [one.question for one in read_questions(path)] == [GOOD["question"]]


def test_a_line_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes('{"question": "café?", "answers": ["x"]}'.encode("latin-1"))
    with pytest.raises(SourceError, match="save the file as UTF-8"):
        list(read_questions(path))


def test_a_question_that_cannot_be_embedded_does_not_end_the_evaluation(tmp_path: Path) -> None:
    build_with(HashEmbedder(), tmp_path, FLIGHT, FEAST)
    embedder = HashEmbedder()

    def fail(*_: object) -> Vectors:
        raise EmbedderError("no memory")

    embedder.embed_question = fail  # type: ignore[method-assign, assignment]
    archive = open_with(embedder, tmp_path, FirstWordModel())
    judged = judge(archive, known(GOOD))
    assert judged.degraded
    assert judged.hits[0]
    assert "1 of them answered degraded" in evaluation_text([judged])
