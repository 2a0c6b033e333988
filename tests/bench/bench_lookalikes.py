"""Whether the reader sees that a passage only seems to answer: it has words of the right form that belong to something else.

    python -m tests.bench.bench_lookalikes [FILE] [--reader READER.onnx]

FILE, tests/bench/data/lookalikes.tsv where none is given: tab-separated lines of a language, 1 (answers) or 0, a question, a
passage, and the words of it that answer, or only seem to: another's age, the injured for the dead, last year's figure. Whoever
wrote it saw nothing of what the reader learned from. Where both stand in one passage, it has an answer.
"""

import argparse
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from index.cli.evaluation import exact_and_f1
from index.models.span_model import PackagedSpanModel, open_span_model
from index.training.factuality_pairs import lines_of, of_passages

FILE = Path(__file__).parent / "data" / "lookalikes.tsv"


def main() -> None:
    """Read the passages and print a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--reader", type=Path, help="another file than the one that comes with the package")
    arguments = parser.parse_args()
    lines = of_passages(lines_of(arguments.file))
    model = open_span_model() if arguments.reader is None else PackagedSpanModel(arguments.reader, None)
    margins, f1 = list[float](), list[float]()
    readings = model.read([(line.question, "", line.passage) for line in lines])
    for line, reading in zip(lines, readings, strict=True):
        span, beats = reading.best() or (None, -np.inf)
        margins.append(beats)
        f1.append(0.0 if span is None else exact_and_f1(line.passage[span.start : span.end], [line.words])[1])
    margin, mark = np.array(margins), np.array(f1)
    answers, languages = np.array([line.answers for line in lines]), np.array([line.language for line in lines])
    print(
        f"{'':4} {'seem':>5} {'do':>5} {'area':>5} | marked though not answered, marked where answered | F1 of the mark"
    )
    for language in [*dict.fromkeys(languages), "all"]:
        mine = (languages == language) | (language == "all")
        seem, do = mine & ~answers, mine & answers
        area = roc_auc_score(answers[mine], margin[mine])
        wrong, right = (margin[seem] > 0).mean(), (margin[do] > 0).mean()
        print(f"{language:4} {seem.sum():5} {do.sum():5} {area:5.2f} | {wrong:.2f} {right:.2f} | {mark[do].mean():.2f}")


if __name__ == "__main__":
    main()
