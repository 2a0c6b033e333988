"""The corpora that answers are measured on are what they say: quotes and answers stand in their articles."""

import json
from pathlib import Path

import pytest

from tests.bench.bench_answers import same_words

HERE = Path(__file__).parent
CORPORA = ("corpus", "corpus_heldout", "corpus_arabic", "corpus_arabic_heldout")


@pytest.mark.parametrize("name", CORPORA)
def test_evidence_and_answers_stand_in_the_articles(name: str) -> None:
    folder = HERE / name
    questions = [json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()]
    assert len({one["id"] for one in questions}) == len(questions)
    for one in questions:
        quotes = [quote["quote"] for quote in one["evidence"]]
        assert bool(quotes) is one["answerable"], one["id"]
        for quote in one["evidence"]:
            text = (folder / quote["article"]).read_text("utf-8")
            assert same_words(quote["quote"], text), one["id"]
        if one["answerable"] and one["type"] != "happened":
            assert any(same_words(answer, quote) for answer in one["answers"] for quote in quotes), one["id"]
