"""What a question costs over one article, by the article's length.

    python -m tests.bench.bench_long_articles [--sizes 8,200,800]

Processor time, all threads together: a question asked by an archive just opened, which reads the article, and the
median of others after it. "Reading" is the networks alone, which read as much of each article; the rest is what may
grow with the length.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from index.archive.archive import Archive
from index.building.pipeline import build
from index.language.sentences import sentences
from index.models.onnx_session import OnnxSession
from index.models.span_model import PackagedSpanModel
from index.records import Span

FIRST = "How many people were killed in Ardesh?"
TOWNS = ("Bolvar", "Cerdak", "Dunmere", "Erzin", "Falkot", "Gorlev", "Harvin")
LETTERS = "abdegiklmnoprstuvz"


def grown(size: int) -> str:
    """An article of `size` characters: sentences of tests/corpus in any order, each with a name that no other has."""
    drawn = random.Random(size)
    known = []
    for path in sorted(Path("tests/corpus").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        known += [text[span.start : span.end] for span in sentences(text, Span(0, len(text)), "en")]
    known = [sentence.replace("\n", " ") for sentence in known if 40 < len(sentence) < 400]
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        stranger = "".join(drawn.choices(LETTERS, k=7)).capitalize()
        town, dead = drawn.choice(TOWNS), drawn.randint(3, 90)
        told = f"In {town}, {dead} people were killed near the house of {stranger}."
        paragraphs.append(" ".join([*drawn.choices(known, k=3), told]))
    paragraphs.insert(len(paragraphs) // 2, "In Ardesh, at least 15 people were killed on Saturday, a witness said.")
    return "A day in the north\n\n" + "\n\n".join(paragraphs) + "\n"


class Reading:
    """Adds up the processor time of the networks."""

    def __init__(self) -> None:
        self.spent = 0.0

    def of(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any) -> Any:
            started = time.process_time()
            try:
                return call(*given)
            finally:
                self.spent += time.process_time() - started

        return timed


def measured(archive: Archive, question: str, reading: Reading) -> tuple[float, float]:
    """Milliseconds that a question took beside the networks, and in them."""
    reading.spent = 0.0
    started = time.process_time()
    archive.ask(question)
    whole = time.process_time() - started
    return 1000 * (whole - reading.spent), 1000 * reading.spent


def row(size: int, reading: Reading) -> Sequence[float]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "seeds").mkdir()
        (folder / "seeds" / "long.txt").write_text(grown(1000 * size), encoding="utf-8")
        build([folder / "seeds"], folder / "index")
        with closing(Archive.open(folder / "index")) as archive:
            first = measured(archive, FIRST, reading)
            others = [measured(archive, f"How many people were killed in {town}?", reading) for town in TOWNS]
    return (*first, *(statistics.median(times) for times in zip(*others, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="8,8,200,800", help="kilobytes; the first one warms up (8,8,200,800)")
    options = parser.parse_args()
    reading = Reading()
    PackagedSpanModel.read = reading.of(PackagedSpanModel.read)  # type: ignore[method-assign]
    OnnxSession.embed = reading.of(OnnxSession.embed)  # type: ignore[method-assign]
    print("| article KB | first question ms, beside reading | reading | others ms, beside reading | reading |")
    print("|---|---|---|---|---|")
    for number, size in enumerate(map(int, options.sizes.split(","))):
        found = row(size, reading)
        if number:
            print(f"| {size} | {' | '.join(f'{one:.0f}' for one in found)} |", flush=True)


if __name__ == "__main__":
    main()
