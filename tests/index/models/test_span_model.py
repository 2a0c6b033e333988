"""The reader that comes with the package: the real file, run as it is shipped."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReaderError
from index.models import e5_folder
from index.models.model_files import model_cache
from index.models.span_model import (
    MOST_IN_ANSWER,
    MOST_READ,
    READER_FILE,
    READER_SHA256,
    PackagedSpanModel,
    SpanModel,
    SpanScores,
    TransformersSpanModel,
    open_span_model,
    span_scores,
)
from index.records import Span
from tests.index.strategies import quick

pytestmark = pytest.mark.usefixtures("model_cache")

packaged = cache(open_span_model)
"""The reader that comes with the package, loaded when it is first needed."""

RAID = (
    "Raids on the north",
    "In Saraqeb, at least nine people were killed on Sunday when a market was hit, doctors said. Another 31 were "
    "wounded. In Idlib city a five-storey building was levelled and 15 people died. Witnesses blamed warplanes.",
)
GHARAT = (
    "غارات على الشمال",
    "في سراقب، قتل تسعة أشخاص على الأقل يوم الأحد عندما قصفت سوق، وقال أطباء إن 31 آخرين أصيبوا.",
)
MILL = ("The mill of Kelby", "The mill was built in 1764 by the engineer Ann Marsh for a company of wool merchants.")


def read(question: str, passages: Sequence[tuple[str, str]], model: SpanModel | None = None) -> list[SpanScores]:
    return (model or packaged()).read([(question, *passage) for passage in passages])


def best(question: str, passage: tuple[str, str]) -> tuple[str, float]:
    found = read(question, [passage])[0].best()
    assert found is not None
    return passage[1][found[0].start : found[0].end], found[1]


@pytest.mark.parametrize(
    ("question", "passage", "word"),
    [
        ("How many people were killed in Saraqeb?", RAID, "nine"),
        ("How many people died in Idlib city?", RAID, "15"),
        ("how many were wounded", RAID, "31"),
        ("Who built the mill?", MILL, "Ann Marsh"),
        ("When was the mill built?", MILL, "1764"),
        ("WHEN WAS THE MILL BUILT?", (MILL[0].upper(), MILL[1].upper()), "1764"),
        ("Combien de personnes ont été tuées à Saraqeb ?", RAID, "nine"),
        ("من بنى الطاحونة؟", MILL, "Ann Marsh"),
        ("كم قتل في سراقب؟", GHARAT, "تسعة"),
        ("How many were killed in Saraqeb?", GHARAT, "تسعة"),
    ],
)
def test_the_words_that_answer_are_found(question: str, passage: tuple[str, str], word: str) -> None:
    assert word.casefold() in best(question, passage)[0].casefold()


@pytest.mark.parametrize("passage", [RAID, MILL, GHARAT])
def test_a_mark_is_of_whole_words(passage: tuple[str, str]) -> None:
    for question in ("How many people were killed in Saraqeb?", "Who?", "متى؟", "Sarraqeb mar 1 an"):
        marked = best(question, passage)[0]
        start = passage[1].index(marked)
        around = passage[1][start - 1 : start], passage[1][start + len(marked) : start + len(marked) + 1]
        assert not any(character.isalnum() for character in around), (question, marked)


@pytest.mark.parametrize(
    ("question", "passage"),
    [("When was the mill built?", RAID), ("How many people were killed in Saraqeb?", MILL)],
)
def test_a_passage_on_something_else_answers_less_than_the_right_one(question: str, passage: tuple[str, str]) -> None:
    right = RAID if passage is MILL else MILL
    readings = read(question, [right, passage])
    assert readings[0].answers > readings[1].answers
    assert best(question, right)[1] > best(question, passage)[1]


@pytest.mark.parametrize(
    ("question", "fact", "no_fact", "words"),
    [
        ("How many nurses were hired?", "The clinic hired 40 nurses in May.", "The clinic wants to hire 40 nurses in May.", "40"),
        ("How many people died?", "The mayor confirmed that 12 people died.", "The mayor denied that 12 people died.", "12"),
        ("Who resigned?", "Minister Tom Bale resigned last night.", "The party called on minister Tom Bale to resign.", "Tom Bale"),
        ("¿Cuántos vecinos fueron evacuados?", "El alcalde evacuó a 800 vecinos.", "El alcalde prevé evacuar a 800 vecinos.", "800"),
        ("Combien d'emplois ont été supprimés ?", "Le groupe a supprimé 300 emplois.", "Le groupe compte supprimer 300 emplois.", "300"),
        ("Сколько человек эвакуировали?", "Власти эвакуировали 300 человек.", "Власти планируют эвакуировать 300 человек.", "300"),
        ("Kaç kişi tahliye edildi?", "Belediye 300 kişiyi tahliye etti.", "Belediye 300 kişiyi tahliye etmeyi planlıyor.", "300"),
        ("كم أسيرا أفرج عنهم؟", "أفرجت الحكومة عن 50 أسيرا.", "من المقرر أن تفرج الحكومة عن 50 أسيرا.", "50"),
        ("Wie viele Menschen wurden entlassen?", "Der Konzern hat 500 Menschen entlassen.", "Der Konzern will 500 Menschen entlassen.", "500"),
    ],
)  # fmt: skip
def test_what_is_planned_or_denied_is_told_from_what_happened(
    question: str, fact: str, no_fact: str, words: str
) -> None:
    told = [
        reading.factual_in(Span(text.index(words), text.index(words) + len(words)))
        for text, reading in zip((fact, no_fact), read(question, [("", fact), ("", no_fact)]), strict=True)
    ]
    assert told[0] > 0 > told[1]


def test_what_is_asked_as_a_plan_is_answered_by_the_plan() -> None:
    text = "The rebels are to release 50 prisoners on Sunday."
    asked = ("How many prisoners will be released?", "How many prisoners have been released?")
    will, have = (read(question, [("", text)])[0].factual_in(Span(26, 28)) for question in asked)
    assert will > 0 > have


def test_a_network_that_does_not_tell_facts_takes_all_for_facts() -> None:
    offsets = np.array([[0, 3]])
    logits = np.zeros(1, dtype=np.float32)
    assert SpanScores(offsets, logits, logits, 0.0).factual_in(Span(0, 3)) == float("inf")


def test_facts_are_told_by_the_words_marked() -> None:
    offsets = np.array([[0, 3], [4, 6], [6, 9]])
    logits = np.zeros(3, dtype=np.float32)
    scores = SpanScores(offsets, logits, logits, 0.0, np.array([5.0, -1.0, -3.0], dtype=np.float32))
    assert (scores.factual_in(Span(0, 3)), scores.factual_in(Span(4, 9))) == (5.0, -2.0)


def test_a_passage_is_read_the_same_whatever_it_is_read_with() -> None:
    question = "Who built the mill?"
    alone = read(question, [MILL])[0]
    together = read(question, [RAID, MILL, RAID, ("", MILL[1] * 3)])[1]
    assert alone.answers == together.answers
    np.testing.assert_array_equal(alone.start, together.start)
    np.testing.assert_array_equal(alone.end, together.end)


def test_several_threads_may_read_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: read("Who built the mill?", [MILL, RAID])[0].answers, range(8)))
    assert len(set(found)) == 1


@pytest.mark.usefixtures("processes")
def test_two_processes_read_the_same() -> None:
    program = (
        "from index.models.span_model import open_span_model\n"
        f"found = open_span_model().read([('Who built the mill?', *{MILL!r})])[0]\n"
        "print(found.answers.hex(), found.start.tobytes().hex())"
    )
    said = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1]
    assert said[0].split()[0] == read("Who built the mill?", [MILL])[0].answers.hex()


@quick
@given(question=st.text(max_size=60), title=st.text(max_size=30), text=st.text(max_size=300))
def test_an_answer_lies_in_the_passage_whatever_is_read(question: str, title: str, text: str) -> None:
    reading = read(question, [(title, text)])[0]
    found = reading.best()
    assert (found is None) == (not len(reading.offsets))
    if found is not None:
        assert 0 <= found[0].start < found[0].end <= len(text)


def test_a_passage_longer_than_is_read_is_read_from_its_start() -> None:
    tokenizer = e5_folder.tokenizer_in(model_cache())
    long = (MILL[1] + " ") * 60
    reading = read("Who built the mill?", [("", long)])[0]
    kept = tokenizer.encode(long).offsets[: MOST_READ - tokenizer.count("Who built the mill?") - 1]
    assert reading.offsets[0, 0] == 0
    assert reading.offsets[-1, 1] == kept[-1][1] < len(long)
    same = read("Who built the mill?", [("", long[: kept[-1][1]])])[0]
    np.testing.assert_array_equal(reading.start, same.start)


def test_a_long_question_and_a_long_title_leave_room_for_the_passage() -> None:
    reading = read("Who built the mill? " * 200, [("A title " * 200, MILL[1])])[0]
    assert len(reading.offsets) > 5


def test_a_lone_surrogate_is_read() -> None:
    assert len(read("who \ud800 built it?", [MILL])[0].offsets)


def test_a_space_that_a_tokenizer_counts_to_a_word_is_no_part_of_an_answer() -> None:
    text = "Ann Marsh built it."
    offsets = [(0, 0), (0, 3), (3, 9), (9, 15), (15, 18), (18, 19)]  # [CLS], then words with the space before them
    logits = np.array([0, 9, 9, 0, 0, 0], dtype=np.float32)
    reading = span_scores("Marsh built it.", offsets, [0, *[1] * 5], 6, 4, (logits, logits), 0.0)
    assert [text[4 + start : 4 + end] for start, end in reading.offsets.tolist()] == ["Marsh", "built", "it", "."]


def test_nothing_is_read_of_no_passages() -> None:
    assert read("Who?", []) == []


def test_the_best_span_keeps_within_and_below_the_longest() -> None:
    tokens = 3 * MOST_IN_ANSWER
    offsets = np.array([(2 * i, 2 * i + 1) for i in range(tokens)], dtype=np.int64)
    start, end = (np.zeros(tokens, dtype=np.float32) for _ in range(2))
    start[5], end[5 + MOST_IN_ANSWER] = 9.0, 9.0  # one token too long together
    start[40], end[42] = 4.0, 4.0
    found = SpanScores(offsets, start, end, 0.0).best(Span(72, 180))
    assert found == (Span(80, 85), 8.0)
    whole = SpanScores(offsets, start, end, 0.0).best()
    assert whole is not None
    assert whole[1] == 9.0
    assert SpanScores(offsets, start, end, 0.0).best(Span(1, 2)) is None


def test_another_file_than_the_one_shipped_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "reader.onnx"
    other.write_bytes(READER_FILE.read_bytes()[:-1])
    with pytest.raises(ReaderError, match=r"is not the expected reader.*install the package again"):
        PackagedSpanModel(other, READER_SHA256)


def test_one_flipped_byte_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "reader.onnx"
    content = bytearray(READER_FILE.read_bytes())
    content[len(content) // 3] ^= 1
    other.write_bytes(content)
    with pytest.raises(ReaderError, match=r"is not the expected reader"):
        PackagedSpanModel(other)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"reader\.onnx cannot be read"):
        PackagedSpanModel(tmp_path / "reader.onnx", READER_SHA256)


def test_the_file_is_small_enough_to_ship() -> None:
    assert READER_FILE.stat().st_size <= 25_000_000


def test_a_model_that_is_nowhere_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="Set READER_MODEL"):
        open_span_model(str(tmp_path / "none"))


def test_any_question_answering_model_of_transformers_reads(tmp_path: Path) -> None:
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    from index.models.model_files import packaged_model

    torch.manual_seed(1)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64)
    BertForQuestionAnswering(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(packaged_model()).save_pretrained(tmp_path)
    model = open_span_model(str(tmp_path))
    assert isinstance(model, TransformersSpanModel)
    reading = read("Who built the mill?", [MILL, ("", "")], model)[0]
    found = reading.best()
    assert found is not None
    assert reading.answers == found[1]
    assert MILL[1][: reading.offsets[0, 1]] == "The"


def test_a_model_that_is_no_reader_is_refused(tmp_path: Path) -> None:
    from transformers import AutoTokenizer, BertConfig, BertModel

    from index.models.model_files import packaged_model

    BertModel(
        BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64)
    ).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(packaged_model()).save_pretrained(tmp_path)
    with pytest.raises(ReaderError, match="is no extractive question-answering model"):
        open_span_model(str(tmp_path))
