"""Fit the weights of the readers, and print them as they stand in index/model_reader.py, reader.py and arabic_reader.py.

    python -m tests.bench.fit_reader [--arabic] [FOLDER ...]

Each FOLDER (tests/corpus when none is named, with --arabic tests/corpus_arabic) holds articles and a questions.jsonl with
`question`, `answerable` and `evidence` (quotes). Every sentence that retrieval brings up for a question is an example: it answers when an evidence
quote is in it. The fit is a logistic regression with an L2 penalty; features that can only speak for an answer, or only
against it, keep their sign, so that a small set of questions cannot teach that a missing name is a good thing; and
the retrieval score, which is relative to the corpus at hand, is held down.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from index.archive.archive import Archive
from index.building.pipeline import build
from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder
from index.models.span_model import open_span_model
from index.reading.arabic_features import ARABIC_FEATURES
from index.reading.arabic_reader import ArabicReader
from index.reading.sentence_features import FEATURES
from index.reading.sentence_reader import SentenceReader
from index.reading.span_reader import READ_FEATURES, SpanReader
from tests.bench.bench_answers import same_words

LEAST = dict.fromkeys(("cosine", "met", "least met", "names", "names here", "has form", "close", "topic", "retrieval"), 0.0)  # fmt: skip
LEAST |= {"counted": 2.0, "topic": 4.0}
MOST = {"elsewhere": -1.5, "deed unmet": -1.5, "other deed": -1.5, "rivals": 0.0, "vague": 0.0, "retrieval": 1.5}
LEAST_WITH_READER = (
    LEAST | dict.fromkeys(("span", "answers", "agrees"), 0.0) | {"counted": 1.0, "backed": 1.0, "echoed": 4.0}
)
MOST_WITH_READER = MOST | {"elsewhere": -1.0, "deed unmet": -1.0, "other deed": -1.0, "retrieval": 3.0, "behind": 0.0, "other day": -1.5}  # fmt: skip
"""What the network says leaves less to the plainer evidence. No two articles of tests/corpus report the same, so what
agreement between articles counts cannot be learned there; it was chosen on news that several outlets carry."""

LEAST_IN_ARABIC = dict.fromkeys(("met", "around", "mass", "ahead", "names", "close", "topic", "retrieval"), 0.0) | {"counted": 0.5}  # fmt: skip
MOST_IN_ARABIC = {"deed unmet": -0.5, "other deed": -1.0, "no form": -1.0, "other day": -1.5, "retrieval": 3.0}

KINDS = {"WITH_READER": (*FEATURES, *READ_FEATURES), "WITH_VECTORS": FEATURES, "BY_KEYWORDS": FEATURES}
KINDS_IN_ARABIC = {"IN_ARABIC": ARABIC_FEATURES}
BOUNDS = {"WITH_READER": (LEAST_WITH_READER, MOST_WITH_READER), "IN_ARABIC": (LEAST_IN_ARABIC, MOST_IN_ARABIC)}
PENALTY = 0.5
ANSWERING, OF_UNANSWERABLE = 3.0, 1.3
"""What a sentence that answers, and one of an unanswerable question, count beside any other."""

Matrix = npt.NDArray[np.float64]


def examples(folder: Path, kind: str) -> tuple[Matrix, Matrix, Matrix]:
    """Features, labels (0 or 1) and weights of every sentence that retrieval brings up for the folder's questions."""
    rows, labels, weights = [], [], []
    with tempfile.TemporaryDirectory() as directory:
        build([folder], Path(directory))
        archive = Archive.open(Path(directory))
        reader = reader_of(archive, kind)
        for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            asked = archive.understood(question["question"])
            for sentence, features, _ in reader.features(asked, archive.hits(asked)):
                answers = question["answerable"] and any(
                    same_words(e["quote"], sentence.text) for e in question["evidence"]
                )
                rows.append([features[name] for name in (KINDS | KINDS_IN_ARABIC)[kind]])
                labels.append(float(answers))
                weights.append(ANSWERING if answers else 1.0 if question["answerable"] else OF_UNANSWERABLE)
        archive.close()
    return np.array(rows), np.array(labels), np.array(weights)


def reader_of(archive: Archive, kind: str) -> SentenceReader | SpanReader | ArabicReader:
    """The reader whose weights are called `kind`."""
    if kind == "IN_ARABIC":
        return ArabicReader(archive.rarity)
    if kind == "WITH_READER":
        return SpanReader(open_span_model(), archive.rarity)
    embedder = open_embedder(DEFAULT_MODEL, Path(tempfile.gettempdir()) / "verbatim-bench")
    return SentenceReader(embedder if kind == "WITH_VECTORS" else None, archive.rarity)


def fit(rows: Matrix, labels: Matrix, weights: Matrix, kind: str) -> Matrix:
    """Weights of the features of `kind`, shape (features,)."""
    names = (KINDS | KINDS_IN_ARABIC)[kind]
    least, most = BOUNDS.get(kind, (LEAST, MOST))
    penalties = np.array([0.0 if name == "one" else PENALTY for name in names])

    def loss(beta: Matrix) -> tuple[float, Matrix]:
        scores = rows @ beta
        error = weights * (1 / (1 + np.exp(-scores)) - labels)
        value = np.sum(weights * (np.logaddexp(0, scores) - labels * scores)) + 0.5 * np.sum(penalties * beta**2)
        return float(value), rows.T @ error + penalties * beta

    bounds = [(least.get(name), most.get(name)) for name in names]
    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, bounds=bounds, method="L-BFGS-B").x)


def main() -> None:
    """Fit the sets of weights and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--arabic", action="store_true", help="the weights for Arabic sentences")
    options = parser.parse_args()
    folders = options.folders or [Path("tests/corpus_arabic" if options.arabic else "tests/corpus")]
    for kind, names in (KINDS_IN_ARABIC if options.arabic else KINDS).items():
        parts = [examples(folder, kind) for folder in folders]
        rows, labels, weights = (np.concatenate([part[i] for part in parts]) for i in range(3))
        print(f"# {len(labels):,} sentences, {int(labels.sum())} answer\n{kind} = {{")
        for feature, weight in zip(names, fit(rows, labels, weights, kind), strict=True):
            print(f'    "{feature}": {weight:.2f},')
        print("}")


if __name__ == "__main__":
    main()
