"""What the reader's network adds to retrieval when the passages found are put in another order by it.

    python -m tests.bench.bench_reranker INDEX QUESTIONS.jsonl [--every N] [--depth 12]

INDEX is built from the articles of the questions; questions without evidence are passed over. The passages that fusion
puts first are scored by how sure the network is that each answers ("answers"), by how far its best span beats "no
answer" ("span"), and by both, each between 0 and 1; what is left of the fusion's own score is added. The weight is
chosen on every second question and the others tell what it is worth.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.archive.archive import Archive
from index.cli.evaluation import read_questions
from index.models.span_model import PackagedSpanModel
from index.query.question import understand
from tests.bench.judging import evidence_measures, squeezed, with_interval

WEIGHTS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1e6)
"""Of the network's score, the fusion's counting 1; the last one leaves the order to the network."""
NAMES = ("Hits@4", "Hits@10", "MAP@10", "MRR@10")

Scores = npt.NDArray[np.float64]


def main() -> None:
    """Read the arguments, score every passage once and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take one question of so many")
    parser.add_argument("--depth", type=int, default=12, help="passages put in order; those behind them stay")
    options = parser.parse_args()
    archive = Archive.open(options.index, reader_model=None)
    model = PackagedSpanModel()
    fused: list[Scores] = []
    read: list[tuple[Scores, Scores]] = []
    evidence: list[list[frozenset[int]]] = []
    seconds = 0.0
    for known in list(read_questions(options.questions))[:: options.every]:
        quotes = [squeezed(e.quote) for e in known.evidence if e.quote]
        if not known.answerable or not quotes:
            continue
        hits = archive.hits(understand(known.question, archive.is_name))
        texts = [squeezed(hit.article.cut(hit.span)) for hit in hits]
        evidence.append([frozenset(n for n, text in enumerate(texts) if quote in text) for quote in quotes])
        fused.append(np.array([hit.score for hit in hits]))
        started = time.perf_counter()
        readings = model.read(
            [(known.question, h.article.title or "", h.article.cut(h.span)) for h in hits[: options.depth]]
        )
        seconds += time.perf_counter() - started
        spans = [-20.0 if (best := reading.best()) is None else best[1] for reading in readings]
        read.append((_sure([r.answers for r in readings]), _sure([s / 4 for s in spans])))
    print(
        f"{len(fused)} questions, {options.depth} passages read, {1000 * seconds / max(1, len(fused)):.0f} ms of reading\n"
    )
    print("| order | weight | " + " | ".join(NAMES) + " |\n" + "|---" * 6 + "|")
    _row("fusion", 0.0, [_measured(f, np.zeros(0), 0.0, e) for f, e in zip(fused, evidence, strict=True)][1::2])
    for name, pick in (("answers", lambda a, _: a), ("span", lambda _, s: s), ("both", lambda a, s: (a + s) / 2)):
        tables = {
            weight: [_measured(f, pick(*scores), weight, e) for f, scores, e in zip(fused, read, evidence, strict=True)]
            for weight in WEIGHTS
        }
        chosen = max(WEIGHTS, key=lambda weight: float(np.mean([row[3] for row in tables[weight][::2]])))
        _row(f"fusion + {name}", chosen, tables[chosen][1::2])
        _row(f"{name} alone", WEIGHTS[-1], tables[WEIGHTS[-1]][1::2])


def _sure(logits: Sequence[float]) -> Scores:
    return np.asarray(1 / (1 + np.exp(-np.array(logits))), dtype=np.float64)


def _measured(
    fused: Scores, read: Scores, weight: float, evidence: Sequence[frozenset[int]]
) -> tuple[float, float, float, float]:
    """The measures of one question with its first passages put in order anew, those behind them left behind."""
    order = np.argsort(-(fused[: len(read)] + weight * read), kind="stable").tolist()
    return evidence_measures([*order, *range(len(read), len(fused))], evidence)


def _row(name: str, weight: float, found: Sequence[tuple[float, ...]]) -> None:
    columns = " | ".join(with_interval([row[n] for row in found]) for n in range(len(NAMES)))
    print(f"| {name} | {'-' if weight == WEIGHTS[-1] else f'{weight:g}'} | {columns} |", flush=True)


if __name__ == "__main__":
    main()
