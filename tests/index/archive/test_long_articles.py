"""What a question costs does not grow with the article: counted in calls, which no other work on the machine changes."""

import cProfile
import pstats
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive.archive import Archive
from index.records import Article
from tests.index.fakes import FirstWordModel, HashEmbedder, build_with, laid_out, open_with

TOWNS = ("Bolvar", "Cerdak", "Dunmere", "Erzin", "Falkot")
QUESTIONS = (
    "how many people died in {}?",
    "what happened in {}?",
    "list the attacks in {}",
    "who died in {} and Zemun?",
)


def article_of(size: int) -> Article:
    pieces: list[str] = []
    while sum(map(len, pieces)) < size:
        town, dead = TOWNS[len(pieces) % len(TOWNS)], len(pieces) % 97 + 3
        pieces.append(
            f"In {town}, {dead} people died in an attack, said stranger{len(pieces)}. The road was closed again."
        )
    return laid_out(f"long{size}", [("body", piece) for piece in pieces], title="A day", published="2018-02-05")


def calls_of(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def asking(directory: Path, size: int, with_model: bool) -> tuple[int, int]:
    """Calls of the first question over an article of `size` characters, and of the others together."""
    build_with(HashEmbedder(), directory, article_of(size))
    archive: Archive = (
        open_with(HashEmbedder(), directory, FirstWordModel()) if with_model else open_with(HashEmbedder(), directory)
    )
    first = calls_of(lambda: archive.ask(QUESTIONS[0].format(TOWNS[0])))
    others = [question.format(town) for town in TOWNS[1:3] for question in QUESTIONS]
    return first, calls_of(lambda: [archive.ask(question) for question in others])


@pytest.mark.parametrize("with_model", [True, False], ids=["network", "scored"])
def test_a_question_costs_no_more_over_a_long_article(tmp_path: Path, with_model: bool) -> None:
    asking(tmp_path / "warm", 8_000, with_model)  # what is compiled and looked up once a process
    short_first, short = asking(tmp_path / "short", 8_000, with_model)
    long_first, long = asking(tmp_path / "long", 80_000, with_model)
    assert long < 2 * short
    # The first one reads the article, each different word once.
    assert long_first - short_first < 80_000 / 2


@pytest.mark.parametrize(
    "clause", ["at least {} people were killed in {} on Monday", "{} people in {} (12)", "قتل {} شخصا في {}"]
)
def test_a_question_costs_in_proportion_to_one_long_sentence(tmp_path: Path, clause: str) -> None:
    def calls(clauses: int) -> int:
        between = " و" if clause.startswith("قتل") else " and "
        text = between.join(clause.format(i + 2, TOWNS[i % len(TOWNS)]) for i in range(clauses))
        directory = tmp_path / str(clauses)
        build_with(HashEmbedder(), directory, laid_out(f"s{clauses}", [("body", f"{text}.")], title="A day"))
        archive = open_with(HashEmbedder(), directory)
        return calls_of(lambda: archive.ask(QUESTIONS[0].format(TOWNS[0])))

    calls(30)
    assert calls(120) < 3 * calls(60)
