"""How many calls one question makes from one module of the project to another, how many modules it enters, and how
often it is parsed.

    python -m tests.bench.bench_calls [QUESTION] [--pairs N]

The question is the second one of an open archive of seeds/, with the models that are shipped: what is found once and
kept is there. A generator that goes on counts as a call, as it does for the interpreter; calls on other threads count.
"""

import argparse
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from index.archive.archive import Archive
from index.building.pipeline import build

ROOT = str(Path(__file__).parents[2])
QUESTION = "how many died in Idlib city?"
FIRST = "how many died in Saraqeb?"
PARSER = ("index.query.parser", "understand")


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls between modules.

    Attributes:
        pairs: how many there were, by calling and called module.
        functions: how many there were, by called module and name of the function, calls inside a module included.
    """

    pairs: Counter[tuple[str, str]]
    functions: Counter[tuple[str, str]]

    @property
    def between(self) -> int:
        return self.pairs.total()

    @property
    def modules(self) -> frozenset[str]:
        """The modules that were entered from another one."""
        return frozenset(called for _, called in self.pairs)

    @property
    def parsed(self) -> int:
        """How often a question was parsed."""
        return self.functions[PARSER]


def calls_of(work: Callable[[], object]) -> Calls:
    """The calls between modules of `index` and `bot` while `work` runs, on every thread that begins meanwhile."""
    pairs: Counter[tuple[str, str]] = Counter()
    functions: Counter[tuple[str, str]] = Counter()
    lock = threading.Lock()

    def note(frame: FrameType, event: str, _: object) -> None:
        called = _module(frame) if event == "call" else None
        if called is None:
            return
        caller, above = None, frame.f_back
        while above is not None and caller is None:
            caller, above = _module(above), above.f_back
        with lock:
            functions[called, frame.f_code.co_qualname] += 1
            if caller not in (None, called):
                pairs[str(caller), called] += 1

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return Calls(pairs, functions)


def _module(frame: FrameType) -> str | None:
    """The module of the project that a frame runs in, or None."""
    name = str(frame.f_globals.get("__name__"))
    ours = name.partition(".")[0] in ("index", "bot") and frame.f_code.co_filename.startswith(ROOT)
    return name if ours else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("question", nargs="?", default=QUESTION)
    parser.add_argument("--pairs", type=int, default=0, metavar="N", help="print the N pairs with most calls")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        build([Path("seeds")], Path(directory))
        archive = Archive.open(Path(directory))
        archive.ask(FIRST)
        found = calls_of(lambda: archive.ask(options.question))
        archive.close()
    print("| question | parsed | calls between modules | modules entered |\n|---|---|---|---|")
    print(f"| {options.question} | {found.parsed} | {found.between:,} | {len(found.modules)} |")
    for (caller, called), times in found.pairs.most_common(options.pairs):
        print(f"{times:6} {caller} > {called}")


if __name__ == "__main__":
    main()
