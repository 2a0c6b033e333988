"""What each rule on words is worth: the benches once more with one rule put out of use at a time.

    python -m tests.bench.bench_rules [FOLDER --indexes DIR] [--every 1] [--only NAME ...]

A rule is put out of use by a function that leaves things as they are in place of its own. Columns: figures of the town
asked about, right and wrong; sets of differing reports and lists of events that are right; of the questions on
tests/corpus_heldout and tests/corpus_arabic_heldout those whose first sentence, said or such as may answer, is right
less those where it is wrong or where there is no answer; with FOLDER, as for bench_questions, the same of airwars_gaza and muc4.
`--every n` asks every n-th question of each.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from inspect import getsource
from pathlib import Path
from types import ModuleType
from typing import Any

from index.archive.archive import Archive
from index.building.pipeline import build
from index.events.figure_attachment import PlacedFigure
from index.events.figure_matching import placed_figures
from index.reading.sentence_reader import Selection, best_quotes
from tests.bench import bench_answers, bench_conflicts, bench_events, bench_questions, bench_towns
from tests.bench.conflicts import conflicts

CORPORA = tuple(Path("tests") / name for name in ("corpus_heldout", "corpus_arabic_heldout"))
SETS = ("airwars_gaza", "muc4")


def _best(query: object, readings: Any, limit: int, copies: Any) -> Selection:
    return Selection(best_quotes(readings, limit, copies))


RULES: dict[str, dict[str, Callable[..., Any]]] = {
    "events.conflicts": {"conflicting_figures": _best},
    "events.timeline": {"timeline_of": _best},
    "events.constraint_filtering, place": {"keep_place": lambda query, readings: list(readings)},
    "events.constraint_filtering, day": {"keep_day": lambda query, readings: list(readings)},
    "events.constraint_filtering, time": {"keep_time": lambda query, readings: list(readings)},
    "events.figure_reports, corrections": {"is_correction": lambda *_: False, "taken_back": lambda *_: False},
    "events.figure_matching": {"asked_figures": placed_figures},
    "events.figure_attachment, places": {"place_figures": lambda _, article, sentence, figures: [PlacedFigure(f) for f in figures]},
    "events.figure_reports, what it is about": {"is_about": lambda *_: True},
    "events.figure_reports, running totals": {"runs_on": lambda *_: False},
    "events.name_spans, whether an article names the place": {"is_named": lambda *_: True},
    "events.place_mentions": {"places_in": lambda *_: [], "is_only_a_landmark": lambda *_: False},
    "events.event_time": {"event_time_of": lambda *_: None, "days_of_figures": lambda _, __, figures: [None] * len(figures)},
    "query.time_constraint": {"time_constraint": lambda *_: None},
    "query.question_parts": {"place_constraint": lambda *_: None},
    "query.name_linking": {"NameLinker.link": lambda self, query: query},
    "query.parser, kinds by wording": {"worded_kind": lambda *_: None},
    "query.question_kind": {"kind_of": lambda *_: None},
    "retrieval.query_variants": {"queries_per_article": lambda query, hits: [query] * len(hits)},
    "events.figure_attachment, deeds": {"governing_deed": lambda *_: None},
    "reading.evidence, form": {"_form": lambda *_: 0.0},
    "language.event_lexicon": {"event_type": lambda *_: None},
}  # fmt: skip
"""Of each rule the functions that are put out of use, and what stands in their place."""


@contextmanager
def without(module: ModuleType, name: str, neutral: Callable[..., Any]) -> Iterator[None]:
    """A function replaced wherever it is used; `Class.method` for a method."""
    owner, _, method = name.partition(".")
    if method:
        held = [(getattr(module, owner), method)]
        own = getattr(getattr(module, owner), method)
    else:
        own = getattr(module, name)
        held = [
            (known, name)
            for label, known in list(sys.modules.items())
            if label.split(".")[0] == "index" and getattr(known, name, None) is own
        ]
    for holder, attribute in held:
        setattr(holder, attribute, neutral)
    try:
        yield
    finally:
        for holder, attribute in held:
            setattr(holder, attribute, own)


class Measured:
    """The indexes, built once, and what is asked of them.

    Args:
        work: a folder for those that are built.
        folder, indexes: as for bench_questions, or None.
        every: ask every n-th question only.
    """

    def __init__(self, work: Path, folder: Path | None, indexes: Path, every: int) -> None:
        self._work, self._folder, self._indexes, self._every = work, folder, indexes, every
        self._sets = conflicts()
        self._index("towns", [json.loads(line) for line in bench_towns.PASSAGES.read_text("utf-8").splitlines()])
        self._index("conflicts", [json.loads(bench_conflicts.line(a)) for one in self._sets for a in one.articles])
        self._index("events", [article for one in bench_events.sets() for article in one.articles])
        for corpus in CORPORA:
            build([corpus], work / corpus.name)

    def _index(self, name: str, articles: list[dict[str, Any]]) -> None:
        place = self._work / f"{name}-articles"
        place.mkdir()
        lines = [json.dumps(article, ensure_ascii=False) for article in articles]
        (place / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
        build([place], self._work / name)
        shutil.rmtree(place)

    @contextmanager
    def _open(self, index: Path) -> Iterator[Archive]:
        archive = Archive.open(index)
        try:
            yield archive
        finally:
            archive.close()

    def row(self) -> list[str]:
        """The figures of all columns."""
        cells = [self._towns(), self._conflicts(), self._events(), *map(self._corpus, CORPORA)]
        return cells + [self._set(name) for name in SETS if self._folder is not None]

    def _towns(self) -> str:
        with self._open(self._work / "towns") as archive:
            asked = list(bench_towns.asked())[:: self._every]
            verdicts = [bench_towns.judge(one, archive.ask(one.question)) for one in asked]
        return f"{verdicts.count('right')}, {verdicts.count('wrong')} wrong of {len(verdicts)}"

    def _conflicts(self) -> str:
        def told_by(quote: Any) -> str:
            return (quote.article.url or "").removeprefix("https://").split(".")[0]

        with self._open(self._work / "conflicts") as archive:
            asked = self._sets[:: self._every]
            right = sum(bench_conflicts.judge(one, archive.ask(one.question), told_by).right for one in asked)
        return f"{right} of {len(asked)}"

    def _events(self) -> str:
        with self._open(self._work / "events") as archive:
            asked = list(bench_events.sets())
            right = sum(bench_events.judge(one, archive.ask(one.question))["right"] for one in asked)
        return f"{right} of {len(asked)}"

    def _corpus(self, corpus: Path) -> str:
        questions = list(map(json.loads, (corpus / "questions.jsonl").read_text("utf-8").splitlines()))[:: self._every]
        with self._open(self._work / corpus.name) as archive:
            verdicts = [bench_answers.judge(one, archive.ask(one["question"])) for one in questions]
        right = sum(verdict.endswith("right") for verdict in verdicts)
        wrong = sum(verdict.endswith(("wrong", "invented")) for verdict in verdicts)
        return f"{right} − {wrong}"

    def _set(self, name: str) -> str:
        folder = (self._folder or Path()) / name
        with self._open(self._indexes / name) as archive:
            judge, tally = bench_questions.Judge(folder, archive), bench_questions.Tally()
            became = [
                tally.add(question, archive.ask(question["question"]), judge)
                for question in list(bench_questions.rows(folder / "questions.jsonl"))[:: self._every]
            ]
        right = sum(one in ("says right", "may say right") for one in became)
        wrong = sum(one in ("says wrong", "may say wrong", "invented") for one in became)
        return f"{right} − {wrong}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--indexes", type=Path, default=Path(".verbatim/bench"))
    parser.add_argument("--every", type=int, default=1, help="ask only every n-th question")
    parser.add_argument("--only", nargs="*", help="only these rules")
    options = parser.parse_args()
    columns = ["towns", "differing", "events", *(corpus.name for corpus in CORPORA), *(SETS if options.folder else ())]
    print(f"| without | lines | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 2)}")
    with tempfile.TemporaryDirectory() as scratch:
        measured = Measured(Path(scratch), options.folder, options.indexes, options.every)
        print(f"| (nothing) | | {' | '.join(measured.row())} |", flush=True)
        for name in options.only or RULES:
            module = import_module(f"index.{name.split(',')[0]}")
            with ExitStack() as put_out:
                for function, neutral in RULES[name].items():
                    put_out.enter_context(without(module, function, neutral))
                row = measured.row()
            print(f"| {name} | {len(getsource(module).splitlines())} | {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
