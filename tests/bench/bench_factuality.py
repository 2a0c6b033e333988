"""How well the reader tells what happened from what is planned, denied or feared, on pairs of passages that it never saw.

    python -m tests.bench.bench_factuality [FILE]

FILE, tests/bench/data/factuality.tsv where none is given: tab-separated lines of a language, 1 (told as a fact) or 0, a question,
a passage, and words of it. Whoever wrote it saw nothing of what the reader learned from.
"""

import argparse
import math
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from index.models.span_model import open_span_model
from index.reading.decision import ANSWERS_FROM, MAY_ANSWER_FROM
from index.reading.evidence import log_factual
from index.records import Span
from index.training.factuality_pairs import lines_of

FILE = Path(__file__).parent / "data" / "factuality.tsv"


def main() -> None:
    """Read the pairs and print a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    lines = lines_of(parser.parse_args().file)
    model, told = open_span_model(), []
    for _, _, question, passage, words in lines:
        (reading,) = model.read([(question, "", passage)])
        span = Span(passage.index(words), passage.index(words) + len(words))
        best = reading.best()
        told.append((reading.factual_in(span), best is not None and best[0].overlaps(span)))
    logits, marked = (np.array(side) for side in zip(*told, strict=True))
    probability = np.array([math.exp(log_factual(logit)) for logit in logits])
    fact = np.array([line.answers for line in lines])
    languages = np.array([line.language for line in lines])
    print(f"{'':4} {'pairs':>5} {'area':>5} {'marked':>6} | no facts, facts below {MAY_ANSWER_FROM} and {ANSWERS_FROM}")
    for language in [*dict.fromkeys(languages), "all"]:
        mine = (languages == language) | (language == "all")
        line = f"{language:4} {mine.sum() // 2:5} {roc_auc_score(fact[mine], logits[mine]):5.2f} {marked[mine].mean():6.2f} |"
        for threshold in (MAY_ANSWER_FROM, ANSWERS_FROM):
            below = probability < threshold
            line += f" {below[mine & ~fact].mean():.2f} {below[mine & fact].mean():.2f} "
        print(line)


if __name__ == "__main__":
    main()
