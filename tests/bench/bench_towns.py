"""How often a figure is that of the town asked about, in passages that name several towns with several figures.

    python -m tests.bench.bench_towns [--wrong] [--held-out]

The passages are in data/town_figures.jsonl, each about towns of its own, all in one index. Right: the first quote is of
that passage and the figure marked in it, and no other, is the town's; where it gives none, right is to decline. Half of them are held out:
rules were chosen on the others.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.archive.archive import Archive
from index.building.pipeline import build
from index.language.figures import figures_in
from index.records import Answer, Span

PASSAGES = Path(__file__).parent / "data" / "town_figures.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a passage and the words of the figure that answers it, None where the passage gives none."""

    group: str
    held_out: bool
    passage: str
    question: str
    figure: str | None


def asked() -> Iterator[Asked]:
    """The questions, passage by passage."""
    for line in PASSAGES.read_text("utf-8").splitlines():
        row = json.loads(line)
        for one in row["asked"]:
            yield Asked(row["group"], row["held_out"], row["text"], one["question"], one["figure"])


def index_passages(directory: Path) -> Archive:
    """All passages, an article each."""
    articles = directory / "articles"
    articles.mkdir()
    (articles / "passages.jsonl").write_bytes(PASSAGES.read_bytes())
    build([articles], directory / "index")
    return Archive.open(directory / "index")


def judge(one: Asked, answer: Answer) -> str:
    """What became of a question: right, wrong (another figure, or one where there is none) or silent."""
    if not answer.answered:
        return "right" if one.figure is None else "silent"
    if one.figure is None:
        return "wrong"
    shown = [quote.article.cut(quote.highlight) for quote in answer.quotes if quote.highlight is not None]
    return "right" if len(shown) == len(answer.quotes) and all(_says(words, one.figure) for words in shown) else "wrong"


def _says(words: str, figure: str) -> bool:
    """Whether the marked words are a figure's, with the things counted or without, and no other's."""
    wanted = next(figures_in(figure, Span(0, len(figure)))).named
    return [found.named for found in figures_in(words, Span(0, len(words)))] == [wanted]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print what was wrong or silent among those not held out")
    parser.add_argument("--held-out", action="store_true", help="with --wrong: among those held out, too")
    options = parser.parse_args()
    verdicts: dict[tuple[str, bool], Counter[str]] = {}
    with tempfile.TemporaryDirectory() as directory:
        archive = index_passages(Path(directory))
        for one in asked():
            answer = archive.ask(one.question)
            verdict = judge(one, answer)
            for group in (one.group, "all"):
                verdicts.setdefault((group, one.held_out), Counter())[verdict] += 1
            if options.wrong and verdict != "right" and (options.held_out or not one.held_out):
                _tell(one, verdict, answer)
        archive.close()
    print("| passages | right | wrong | silent | held out: right | wrong | silent |\n|---|---|---|---|---|---|---|")
    for group in sorted({group for group, _ in verdicts}, key=lambda name: name == "all"):
        counts = [
            verdicts.get((group, held), Counter())[verdict]
            for held in (False, True)
            for verdict in ("right", "wrong", "silent")
        ]
        print(f"| {group} | {' | '.join(map(str, counts))} |")


def _tell(one: Asked, verdict: str, answer: Answer) -> None:
    print(f"{verdict}: {one.question} {one.figure!r} {answer.form} {answer.missing}\n    {one.passage!r}")
    for quote in answer.quotes or answer.nearest[:1]:
        marked = quote.highlight and quote.article.cut(quote.highlight)
        print(f"    {quote.confidence:.2f} {marked!r}: {quote.text[:120]!r}")


if __name__ == "__main__":
    main()
