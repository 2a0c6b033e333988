"""How reports whose figures differ are set side by side.

    python -m tests.bench.bench_conflicts [--half 0|1] [--wrong] [--muc4 FOLDER]

A set is right when every figure of it is shown and none of anything else, each marked by its very words, copies once,
what was corrected as superseded, newest first. `--muc4` takes a folder with articles.jsonl.gz and questions.jsonl.gz.
"""

import argparse
import gzip
import json
import shutil
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.archive.archive import Archive
from index.building.pipeline import build
from index.interpretation import Form, Standing
from index.language.figures import figures_in
from index.records import Answer, Article, Quote, Span
from tests.bench.conflicts import Conflict, Told, conflicts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a set."""

    shown: int
    wanted: int
    strangers: int
    form: bool
    copies: bool
    superseded: bool
    order: bool

    @property
    def right(self) -> bool:
        return (
            self.shown == self.wanted
            and not self.strangers
            and self.form
            and self.copies
            and self.superseded
            and self.order
        )


def judge(conflict: Conflict, answer: Answer, by_url: Callable[[Quote], str]) -> Verdict:
    """Compare an answer with what a set wants."""
    wanted = {told.article.id: told for told in conflict.told if told.copy_of is None}
    copies = {told.article.id: told.copy_of for told in conflict.told if told.copy_of is not None}
    found: dict[str, list[Quote]] = {}
    for quote in answer.quotes:
        name = by_url(quote)
        found.setdefault(copies.get(name) or name, []).append(quote)
    agree = conflict.kind == "all agree"
    right = {name for name, told in wanted.items() if any(_marks(quote, told) for quote in found.get(name, []))}
    strangers = [
        quote
        for name, quotes in found.items()
        for quote in quotes
        if name not in wanted or not _marks(quote, wanted[name])
    ]
    dates = [quote.article.published or "" for quote in answer.quotes]
    old = {name for name, quotes in found.items() for quote in quotes if quote.standing is Standing.SUPERSEDED}
    return Verdict(
        shown=min(1, len(right)) if agree else len(right),
        wanted=1 if agree else len(wanted),
        strangers=len(strangers),
        form=answer.form is (Form.QUOTES if agree else Form.FIGURES),
        copies=all(len(quotes) == 1 for quotes in found.values())
        and (not copies or (answer.tally is not None and answer.tally.independent == len(wanted))),
        superseded=old == {name for name, told in wanted.items() if told.superseded},
        order=agree or dates == sorted(dates, reverse=True),
    )


def _marks(quote: Quote, told: Told) -> bool:
    """Whether the marked words are those of the report's figure, with the things counted or without."""
    if quote.highlight is None:
        return False
    words = quote.article.cut(quote.highlight).casefold()
    wanted = list(figures_in(told.figure, Span(0, len(told.figure))))
    found = list(figures_in(words, Span(0, len(words))))
    return len(found) == 1 and found[0].named == wanted[0].named


def line(article: Article) -> str:
    """An article as a line of JSON."""
    body = "\n\n".join(article.cut(paragraph.span) for paragraph in article.paragraphs[1:])
    return json.dumps(
        {"title": article.title, "url": article.url, "date": article.published, "source": article.source, "text": body, "language": article.language},
        ensure_ascii=False,
    )  # fmt: skip


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only sets with an even, or an odd number")
    parser.add_argument("--wrong", action="store_true", help="print each set that went wrong")
    parser.add_argument("--index", type=Path, help="keep the index here, for another run")
    parser.add_argument(
        "--muc4", type=Path, metavar="FOLDER", help="measure its questions on differing figures instead"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if options.muc4 is not None:
            measure_muc4(options.muc4, options.index or Path(scratch), options.wrong)
        else:
            measure(options.index or Path(scratch), options.half, options.wrong)


def measure(directory: Path, half: int | None, wrong: bool) -> None:
    """The sets of `conflicts`, in one index."""
    sets = conflicts()
    places = directory / "articles"
    if not (directory / "current").exists():
        places.mkdir(parents=True)
        lines = [line(article) for conflict in sets for article in conflict.articles]
        (places / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
        build([places], directory)
        shutil.rmtree(places)
    archive = Archive.open(directory)
    rows: dict[str, list[Verdict]] = {}
    took = []
    for number, conflict in enumerate(sets):
        if half is not None and number % 2 != half:
            continue
        answer = archive.ask(conflict.question)
        took.append(answer.took_ms)
        verdict = judge(
            conflict, answer, lambda quote: (quote.article.url or "").removeprefix("https://").split(".")[0]
        )
        rows.setdefault(conflict.kind, []).append(verdict)
        if wrong and not verdict.right:
            _tell(conflict, answer, verdict)
    print(
        "| sets | of them right | figures shown | strangers shown | form | copies once | superseded | order |\n|---|---|---|---|---|---|---|---|"
    )
    for kind, verdicts in [*rows.items(), ("all", [v for listed in rows.values() for v in listed])]:
        n = len(verdicts)
        counts = [sum(getattr(v, name) for v in verdicts) for name in ("form", "copies", "superseded", "order")]
        shown, wanted = sum(v.shown for v in verdicts), sum(v.wanted for v in verdicts)
        print(f"| {kind} ({n}) | {sum(v.right for v in verdicts)} | {shown} of {wanted} | {sum(v.strangers for v in verdicts)} | "
              + " | ".join(map(str, counts)) + " |")  # fmt: skip
    print(f"median {statistics.median(took):.0f} ms")
    archive.close()


def _tell(conflict: Conflict, answer: Answer, verdict: Verdict) -> None:
    print(f"{conflict.kind}: {conflict.question} {answer.form} {answer.tally} {verdict}")
    for told in conflict.told:
        print(f"    wanted {told.figure!r} {told.article.published} {told.article.source}: {told.article.text[:150]!r}")
    for quote in answer.quotes or answer.nearest:
        marked = quote.highlight and quote.article.cut(quote.highlight)
        print(
            f"    {quote.confidence:.2f} {marked!r} {quote.article.published} {quote.standing} {quote.occurred}: {quote.text[:150]!r}"
        )


def measure_muc4(folder: Path, directory: Path, wrong: bool) -> None:
    """The questions of a set whose types end in `_conflict`: how many of their figures are shown."""
    if not (directory / "current").exists():
        build([folder / "articles.jsonl.gz"], directory)
    archive = Archive.open(directory)
    counts: Counter[str] = Counter()
    with gzip.open(folder / "questions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for question in map(json.loads, lines):
            if not question["type"].endswith("_conflict"):
                continue
            answer = archive.ask(question["question"])
            wanted = {f.named for words in question["answers"] for f in figures_in(words, Span(0, len(words)))}
            marked = [q.article.cut(q.highlight) for q in answer.quotes if q.highlight is not None]
            shown = {f.named for words in marked for f in figures_in(words, Span(0, len(words)))}
            counts.update(questions=1, wanted=len(wanted), shown=len(wanted & shown), strangers=len(shown - wanted))
            if wrong:
                print(question["question"], sorted(wanted), answer.form, answer.tally)
                for quote in answer.quotes or answer.nearest:
                    print(
                        f"    {quote.confidence:.2f} {quote.highlight and quote.article.cut(quote.highlight)!r} {quote.text[:150]!r}"
                    )
    print(dict(counts))
    archive.close()


if __name__ == "__main__":
    main()
