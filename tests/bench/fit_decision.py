"""Fit the linear models of index/reading/decision.py on people's questions over sets of real articles.

    python -m tests.bench.fit_decision FOLDER [--sets airwars_gaza,muc4] [--indexes DIR] [--most 300] [--write]

FOLDER as for bench_questions. Each set is judged by models that were fitted on the others, but for those that are kept
for testing, on which nothing is fitted; --write fits on all the others and writes decision_weights.json. Every set counts
alike, whatever its size. A question on one text (`context_article_id`) is asked of that article alone, but every other one on
Wikipedia of all; every third is also asked of all articles but its own, where it has no answer. What happened somewhere
is answered by any sentence of the articles of its evidence. Counts that do not stand beside their verb (`strict` is false)
are left out: which sentence is right is not told.

The evidence of a set is kept in DIR/SET.evidence.json: remove it when the reader, the embedder or the evidence changes.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from index.archive.archive import Archive
from index.building.pipeline import build
from index.query.query import Kind
from index.reading.decision import ANSWERS_FROM, MARKS_FROM, MAY_ANSWER_FROM, MOST_LEAD, WEIGHTS
from index.reading.evidence import FACTUAL, OF_QUESTIONS, OF_SENTENCES
from index.records import EVERYTHING, Filters, Quote
from tests.bench.bench_questions import OURS, SETS, Judge, folder_of, rows

Matrix = npt.NDArray[np.float64]

FOR = ("margin", "answers", "retrieval", "words", "words of article", "nearness", "form", "meaning", "lead")
AGAINST = ("behind", "repeats", "other deed", "missing")
"""Evidence that can only speak for an answer, or only against it: a set cannot teach otherwise."""

MOST = {"missing": -0.6}
"""Weights at most: one question in fifty of the sets has a name that no article has, which is too few to learn from."""

UNREAD = frozenset(("margin", "answers", "behind", "form", "repeats", "meaning"))
"""Evidence that there is not without a network, or only of the sentences that it puts first."""

IN_ORDER = OF_SENTENCES
OF_PROBABILITY = (
    "margin", "answers", "words", "words of article", "nearness", "form", "repeats", "other deed", *OF_QUESTIONS,
)  # fmt: skip
ORDER_PENALTY, PROBABILITY_PENALTY, MOST_SCALES = 0.02, 3.0, 3.0

THRESHOLDS = (0.9, 0.8, ANSWERS_FROM, 0.6, MAY_ANSWER_FROM)

WRITTEN = ("written_news", "written_news_languages")
"""Sets of ours on which models are fitted: what people ask of a newsroom's archive, half of it in other languages than English."""

KEPT = ("written_news_test", "xquad_crossed")
"""Sets on which none is: by another writer, and articles in two languages asked in the other (`mixed_languages`)."""

_OF_ALL = ("squad", "xquad")
"""Sets whose questions on one text can be asked of all."""

_ELSEWHERE = (*_OF_ALL, "newsqa")
"""Sets of articles that each tell of something else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set.

    Attributes:
        evidence: for its sentences, shape (sentences, evidence).
        right: which of them answer it.
        marked: which of them answer it in the words marked in them.
    """

    answerable: bool
    strict: bool
    evidence: list[dict[str, float]]
    right: list[bool]
    marked: list[bool]

    def matrix(self, names: Sequence[str]) -> Matrix:
        """The evidence of these names, shape (sentences, names)."""
        return np.array([[one[name] for name in names] for one in self.evidence])


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear model of `names`."""

    names: tuple[str, ...]
    weights: Matrix
    mean: Matrix
    scale: Matrix
    bias: float = 0.0
    most: float = np.inf

    def scores(self, matrix: Matrix) -> Matrix:
        """Of each row."""
        scaled: Matrix = np.clip((matrix - self.mean) / self.scale, -self.most, self.most)
        return scaled @ self.weights + self.bias

    def written(self) -> dict[str, Any]:
        """As it stands in decision_weights.json, without evidence that has no weight."""
        weights = {
            name: [round(float(v), 4) for v in (weight, mean, scale)]
            for name, weight, mean, scale in zip(self.names, self.weights, self.mean, self.scale, strict=True)
            if abs(weight) > 5e-4
        }
        most = {} if np.isinf(self.most) else {"most": self.most}
        return {"weights": weights, "bias": round(self.bias, 4), **most}


def asked_of(folder: Path, index: Path, most: int) -> list[Asked]:
    """The first questions of a set with the evidence for them, from a file where they have been asked before."""
    kept = index.with_suffix(".evidence.json")
    if not kept.exists():
        kept.write_text(json.dumps([one.__getstate__() for one in _ask(folder, index, most)]))
    return [Asked(*state) for state in json.loads(kept.read_text())]


def _ask(folder: Path, index: Path, most: int) -> list[Asked]:
    if not (index / "current").exists():
        build([next(folder.glob("articles.jsonl*"))], index)
    archive, found = Archive.open(index), list[Asked]()
    judge, whole = Judge(folder, archive), archive.article_ids()
    questions = [q for q in rows(folder / "questions.jsonl") if q.get("strict") is not False]
    every = 1 if folder.parent == OURS else max(1, len(questions) // most)
    for number, question in enumerate(questions[::every]):
        about = judge.article_id(question.get("context_article_id"))
        alone = about is not None and not (folder.name.startswith(_OF_ALL) and number % 2)
        filters = Filters(articles=frozenset((str(about),))) if alone else EVERYTHING
        found += _with_evidence(archive, judge, question, filters)
        if about is not None and question["answerable"] and number % 3 == 0 and folder.name.startswith(_ELSEWHERE):
            without = Filters(articles=whole - {about})
            found += _with_evidence(archive, judge, {**question, "answerable": False}, without)
    archive.close()
    return found


def _with_evidence(archive: Archive, judge: Judge, question: dict[str, Any], filters: Filters) -> list[Asked]:
    """A question asked of some articles; nothing where none of their sentences is looked at."""
    evidence, right, marked = [], list[bool](), list[bool]()
    for one, of_it in archive.evidence(question["question"], filters):
        quote = Quote(one.view.article, one.view.span, one.answer, 0.0)
        evidence.append(dict(of_it))
        told = of_it[Kind.EVENTS] and judge.is_in_evidence(question, quote)  # any sentence on it answers what happened
        right.append(bool(question["answerable"] and (told or judge.is_right(question, quote))))
        marked.append(bool(right[-1] and (told or judge.is_marked_right(question, quote))))
    return (
        [Asked(bool(question["answerable"]), bool(question.get("strict")), evidence, right, marked)] if evidence else []
    )


def fit_order(sets: Sequence[Sequence[Asked]], names: tuple[str, ...]) -> Fitted:
    """The conditional logit that puts the sentences that answer first; over the questions that have one."""
    mean, scale = _scales(sets, names)
    groups = []
    for questions in sets:
        with_answer = [one for one in questions if any(one.right)]
        for one in with_answer:
            weight = 1.0 / len(with_answer) / len(sets)
            groups.append(((one.matrix(names) - mean) / scale, np.array(one.right, dtype=float), weight))

    def loss(beta: Matrix) -> tuple[float, Matrix]:
        value, gradient = ORDER_PENALTY * float(beta @ beta), 2 * ORDER_PENALTY * beta
        for matrix, right, weight in groups:
            scores = matrix @ beta
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            answering = float(shares @ right) + 1e-9
            value -= weight * float(np.log(answering))
            gradient = gradient - weight * (matrix.T @ (shares * right / answering) - matrix.T @ shares)
        return value, gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, bounds=_bounds(names), method="L-BFGS-B")
    return Fitted(names, np.asarray(found.x), mean, scale)


def fit_probability(sets: Sequence[Sequence[Asked]], order: Fitted, names: tuple[str, ...], marked: bool) -> Fitted:
    """The logistic regression that says how likely the first sentence answers, or the words marked in it."""
    firsts = [[_first(one, order) for one in questions] for questions in sets]
    matrix = np.array([[evidence[name] for name in names] for first in firsts for evidence, _, _ in first])
    right = np.array([float(mark if marked else answers) for first in firsts for _, answers, mark in first])
    weights = np.concatenate([np.full(len(first), 1.0 / len(first)) for first in firsts])
    weights *= len(weights) / weights.sum()
    mean, scale = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    scaled = np.clip((matrix - mean) / scale, -MOST_SCALES, MOST_SCALES)

    def loss(beta: Matrix) -> tuple[float, Matrix]:
        scores = scaled @ beta[1:] + beta[0]
        error = weights * (1 / (1 + np.exp(-scores)) - right)
        value = np.sum(weights * (np.logaddexp(0, scores) - right * scores)) + PROBABILITY_PENALTY * beta[1:] @ beta[1:]
        return float(value), np.concatenate([[error.sum()], scaled.T @ error + 2 * PROBABILITY_PENALTY * beta[1:]])

    bounds = [(None, None), *_bounds(names)]
    found = np.asarray(minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x)
    return Fitted(names, found[1:], mean, scale, float(found[0]), MOST_SCALES)


def fit(
    sets: Sequence[Sequence[Asked]], ordering: tuple[str, ...], deciding: tuple[str, ...]
) -> tuple[Fitted, Fitted, Fitted]:
    """The models of the order and of the two probabilities, each over evidence of these names."""
    order = fit_order(sets, ordering)
    return order, fit_probability(sets, order, deciding, False), fit_probability(sets, order, deciding, True)


def _first(one: Asked, order: Fitted) -> tuple[dict[str, float], bool, bool]:
    """The evidence for the sentence that comes first, its lead among it, and whether it answers, and its mark does."""
    scores = order.scores(one.matrix(order.names)) + one.matrix([FACTUAL])[:, 0]
    best = int(np.argmax(scores))
    lead = float(scores[best] - max(np.delete(scores, best), default=-np.inf))
    return one.evidence[best] | {"lead": min(MOST_LEAD, lead)}, one.right[best], one.marked[best]


def _scales(sets: Sequence[Sequence[Asked]], names: tuple[str, ...]) -> tuple[Matrix, Matrix]:
    matrix = np.concatenate([one.matrix(names) for questions in sets for one in questions])
    return matrix.mean(axis=0), matrix.std(axis=0) + 1e-6


def _bounds(names: Sequence[str]) -> list[tuple[float | None, float | None]]:
    return [(0.0 if name in FOR else None, MOST.get(name, 0.0) if name in AGAINST else None) for name in names]


def judged(questions: Sequence[Asked], order: Fitted, sentence: Fitted, words: Fitted) -> list[Matrix]:
    """Of each question the probabilities of its first sentence and of its mark, whether these answer, whether any does."""
    firsts = [_first(one, order) for one in questions]
    matrix = np.array([[evidence[name] for name in sentence.names] for evidence, _, _ in firsts])
    told = np.array([math.exp(evidence[FACTUAL]) for evidence, _, _ in firsts])
    said, marks = (told / (1 + np.exp(-model.scores(matrix))) for model in (sentence, words))
    right, marked = np.array([(float(answers), float(mark)) for _, answers, mark in firsts]).T
    return [np.maximum(said, marks), marks, right, marked, np.array([float(one.answerable) for one in questions])]


def row(name: str, said: Matrix, marks: Matrix, right: Matrix, marked: Matrix, answerable: Matrix) -> str:
    """A line of the table: the first sentence right, and rightly marked; at each threshold precision, coverage,
    unanswerable answered; of what is said the share that is marked, and of those marks the share that is right."""
    line = f"{name:16} {len(said):6} {_mean(right[answerable > 0]):>6} {_mean(marked[answerable > 0]):>6}"
    for threshold in THRESHOLDS:
        given = said >= threshold
        line += f" | {_mean(right[given]):>5} {_mean(given[answerable > 0]):>5} {_mean(given[answerable == 0]):>5}"
    given = said >= ANSWERS_FROM
    with_mark = given & (marks >= MARKS_FROM)
    return line + f" | {_mean(with_mark[given]):>5} {_mean(marked[with_mark]):>5}"


def _mean(values: npt.NDArray[Any]) -> str:
    return f"{values.mean():.2f}" if len(values) else "–"


def names_of(read: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The evidence of the two models, with a network's reading and without."""
    left_out = frozenset() if read else UNREAD
    return tuple(n for n in IN_ORDER if n not in left_out), tuple(n for n in OF_PROBABILITY if n not in left_out)


def main() -> None:
    """Read the arguments, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", default=",".join((*SETS, *WRITTEN, *KEPT)))
    parser.add_argument("--indexes", type=Path, default=Path(".verbatim/bench"))
    parser.add_argument("--most", type=int, default=300, help="questions of a set by others")
    parser.add_argument("--write", action="store_true", help="write decision_weights.json")
    options = parser.parse_args()
    names = options.sets.split(",")
    sets = {name: asked_of(folder_of(options.folder, name), options.indexes / name, options.most) for name in names}
    written = {}
    for read in (True, False):
        ordering, deciding = names_of(read)
        print(f"{'read' if read else 'unread':16} {'number':>6} {'first':>6} {'marked':>6}" + "".join(
            f" | {f'from {threshold}':>17}" for threshold in THRESHOLDS) + " | marks: given, right")  # fmt: skip
        pooled = []
        for name in names:
            fitted = fit([sets[other] for other in names if other not in (name, *KEPT)], ordering, deciding)
            pooled.append(judged(sets[name], *fitted))
            print(row(name, *pooled[-1]))
        print(row("all", *(np.concatenate(side) for side in zip(*pooled, strict=True))))
        fitted = fit([sets[name] for name in names if name not in KEPT], ordering, deciding)
        kinds = ("order", "sentence", "words")
        written["read" if read else "unread"] = {kind: one.written() for kind, one in zip(kinds, fitted, strict=True)}
    if options.write:
        WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
