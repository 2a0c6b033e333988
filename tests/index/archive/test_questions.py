"""What the answers are worth, over the real parts: the model that comes with the project and articles from files."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.answer_metadata import Verdict
from index.archive.archive import Archive
from index.archive.serving_generation import FolderGeneration
from index.building.builder import build_generation
from index.models.embedder import Embedder
from index.models.span_model import SpanModel
from index.records import Answer
from index.sources.readers import read_places
from index.storage.generations import current_generation

pytestmark = pytest.mark.usefixtures("model_cache")

FLOORS = {"right": 0.50, "declined": 0.75}
"""Least shares of answerable questions whose answer is said or may be, rightly, and of unanswerable ones not said."""

EVERY = 8
"""One question of so many is asked."""

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "tests" / "corpus"


def built(paths: list[Path], directory: Path, embedder: Embedder, reader: SpanModel) -> Archive:
    build_generation(lambda known: read_places(paths, known_units=known), directory, lambda: embedder, embedder.name)
    generation = current_generation(directory)
    return Archive(FolderGeneration(generation), embedder, reader)


@pytest.fixture(scope="session")
def on_the_seed(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: SpanModel) -> Iterator[Archive]:
    archive = built([ROOT / "seeds"], tmp_path_factory.mktemp("seed"), embedder, reader)
    yield archive
    archive.close()


@pytest.fixture(scope="session")
def on_the_corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: SpanModel) -> Iterator[Archive]:
    archive = built([CORPUS], tmp_path_factory.mktemp("corpus"), embedder, reader)
    yield archive
    archive.close()


def told(answer: Answer) -> list[tuple[float, str, str | None]]:
    """Confidence, words and marked words of each quote, to be shown when a test fails."""
    return [
        (round(q.confidence, 2), q.text, None if q.highlight is None else q.article.cut(q.highlight))
        for q in (answer.quotes or answer.nearest)
    ]


@pytest.mark.parametrize(
    ("question", "words", "marked"),
    [
        ("how many died in Idlib city?", "five-storey building was levelled", "at least 15"),
        ("how many were killed at the hospital in Maarat al Numan?", "hospital was hit in Maarat al Numan", "at least five"),
        ("how many died in Khan al Subl?", "in the Khan al Subl area", "at least 10"),
        ("how many bodies were pulled from the rubble in Maasran?", "in the town of Maasran", "a family of seven"),
    ],
)  # fmt: skip
def test_each_place_has_the_figure_of_its_own(on_the_seed: Archive, question: str, words: str, marked: str) -> None:
    answer = on_the_seed.ask(question)
    assert answer.answered, told(answer)
    quote = answer.quotes[0]
    assert words in quote.text, told(answer)
    assert quote.highlight is not None
    assert quote.article.cut(quote.highlight) == marked, told(answer)


@pytest.mark.parametrize(
    "question",
    ["how many died in Aleppo?", "who won the British Muslim Awards?", "what is the capital of France?"],
)
def test_what_the_article_does_not_say_is_declined(on_the_seed: Archive, question: str) -> None:
    answer = on_the_seed.ask(question)
    assert not answer.answered, told(answer)


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def is_right(question: dict[str, Any], answer: Answer) -> bool:
    """Whether the first sentence, said or perhaps, lies in the evidence, or holds a long accepted answer."""
    text = "" if answer.verdict is Verdict.NOT_SAID else squeezed((answer.quotes or answer.nearest)[0].text)
    evidence = [squeezed(found["quote"]) for found in question["evidence"]]
    accepted = [squeezed(words) for words in question["answers"]]
    return bool(text) and (
        any(e in text or text in e for e in evidence) or any(a in text for a in accepted if len(a) > 12)
    )


def test_enough_questions_are_answered_rightly_and_enough_declined(on_the_corpus: Archive) -> None:
    lines = (CORPUS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines[::EVERY]:
        question = json.loads(line)
        answer = on_the_corpus.ask(question["question"])
        if question["answerable"]:
            verdict = "right" if is_right(question, answer) else "wrong" if answer.answered else "silent"
        else:
            verdict = "invented" if answer.answered else "declined"
        counts[question["type"], verdict] += 1
    verdicts = ("right", "wrong", "silent", "declined", "invented")
    print(f"\n{'kind':16}" + "".join(f"{verdict:>10}" for verdict in verdicts))
    for kind in sorted({kind for kind, _ in counts}):
        print(f"{kind:16}" + "".join(f"{counts[kind, verdict]:10}" for verdict in verdicts))
    total = {verdict: sum(n for (_, found), n in counts.items() if found == verdict) for verdict in verdicts}
    shares = {
        "right": total["right"] / (total["right"] + total["wrong"] + total["silent"]),
        "declined": total["declined"] / (total["declined"] + total["invented"]),
    }
    print(f"{'all':16}" + "".join(f"{total[verdict]:10}" for verdict in verdicts), shares)
    assert all(shares[name] >= floor for name, floor in FLOORS.items()), (shares, total)
