"""What one question costs in calls between modules: a parser that is asked again would show, whatever the machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive.archive import Archive
from index.building.pipeline import build
from tests.bench.bench_calls import FIRST, QUESTION, calls_of

MOST_CALLS = 1_500


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Iterator[Archive]:
    """The article of seeds/, its embedder and the packaged reader, asked once."""
    directory = tmp_path_factory.mktemp("seeds")
    build([Path("seeds")], directory)
    opened = Archive.open(directory)
    opened.ask(FIRST)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "question",
    [QUESTION, "who flew the plane that was shot down?", "what happened in Saraqeb?", "How many died in Aleppo?"],
)
def test_a_question_is_parsed_once(archive: Archive, question: str) -> None:
    assert calls_of(lambda: archive.ask(question)).parsed == 1


def test_a_question_whose_time_is_taken_out_is_parsed_with_and_without_it(archive: Archive) -> None:
    assert calls_of(lambda: archive.ask("how many died in Idlib last Saturday?")).parsed == 2


def test_a_question_makes_few_calls_between_modules(archive: Archive) -> None:
    found = calls_of(lambda: archive.ask("how many people died in Idlib city?"))
    assert found.between <= MOST_CALLS
    assert all(times < MOST_CALLS / 5 for times in found.pairs.values())


def test_a_known_answer_is_not_read_for_again(archive: Archive) -> None:
    archive.ask("how many died in Idlib?")
    assert not any(".reading." in module for module in calls_of(lambda: archive.ask("how many died in Idlib?")).modules)
