"""How likely each sentence of a question answers it, and its marked words do: one order, two calibrated probabilities.

Three linear models over `index.reading.evidence`: the first puts the sentences of a question in order (a conditional
logit, McFadden, 1974), the others say how likely a sentence answers, and how likely the very words marked in it do, by its
evidence and by its lead over the others (logistic regression). A sentence that tells its answer as planned, denied or feared
answers nothing: what is told as a fact is a probability of its own, by which both are multiplied. Their weights stand in decision_weights.json, which
tests/bench/fit_decision.py writes; the evidence for them, and what the thresholds buy in risk and coverage, in
index/training/README.md.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.reading.evidence import FACTUAL, Evidence

WEIGHTS = Path(__file__).parent / "decision_weights.json"

MOST_LEAD = 5.0
"""Lead beyond which a sentence is alone."""

BESIDE = 2.0
"""How far behind the best sentence, by their order, another stands in one list with it."""

ANSWERS_FROM = 0.72
"""The one place that decides to decline: a sentence less likely than this to answer is never given as an answer.

Its place on the curve of risk and coverage: index/training/README.md."""

MAY_ANSWER_FROM = 0.5
"""From this probability on the best sentence may answer, and is shown as one that may."""

MARKS_FROM = 0.6
"""Words of a sentence that are less likely than this to answer are not marked."""


class Likelihood(NamedTuple):
    """How likely a sentence answers, and how likely the words marked in it do; each `told` times what it would be if it
    surely told a fact."""

    sentence: float
    words: float
    told: float


class DecisionModels(NamedTuple):
    """The models of the order and of the two probabilities."""

    order: "LinearModel"
    sentence: "LinearModel"
    words: "LinearModel"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of evidence, each with the mean and the scale of what it was fitted on."""

    weights: Mapping[str, tuple[float, float, float]]
    bias: float = 0.0
    most: float = math.inf
    """Scales from the mean beyond which evidence counts no more."""

    def score(self, evidence: Evidence) -> float:
        """The weighted sum of the evidence."""
        return self.bias + sum(
            weight * max(-self.most, min(self.most, (evidence[name] - mean) / scale))
            for name, (weight, mean, scale) in self.weights.items()
        )


def decide(found: Sequence[Evidence], read: bool, several: bool = False) -> list[Likelihood]:
    """The likelihood of each sentence of a question, in their order.

    Args:
        found: the evidence for each.
        read: whether a network has read them; without one no words are marked.
        several: whether the question wants a list, so that sentences which come close to the best are no rivals.
    """
    models = decision_models()["read" if read else "unread"]
    scores = order_scores(found, read)
    best, likelihoods = max(scores, default=0.0), list[Likelihood]()
    for number, (one, score) in enumerate(zip(found, scores, strict=True)):
        rivals = (other for at, other in enumerate(scores) if at != number and not (several and other > best - BESIDE))
        rest = max(rivals, default=-math.inf)
        with_lead = {**one, "lead": max(-MOST_LEAD, min(MOST_LEAD, score - rest))}
        sentence, words = (_sigmoid(model.score(with_lead)) for model in (models.sentence, models.words))
        told = math.exp(one[FACTUAL])
        likelihoods.append(Likelihood(told * max(sentence, words), told * words, told))
    return likelihoods


def order_scores(found: Sequence[Evidence], read: bool) -> list[float]:
    """Scores by which the sentences of a question are put in order, the best the largest; `read` as in `decide`."""
    order = decision_models()["read" if read else "unread"].order
    return [order.score(one) + one[FACTUAL] for one in found]


@cache
def decision_models() -> dict[str, DecisionModels]:
    """The models with a network's reading and without."""
    written = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {
        name: DecisionModels(*(_model(models[of]) for of in ("order", "sentence", "words")))
        for name, models in written.items()
    }


def _model(written: Mapping[str, object]) -> LinearModel:
    weights: Mapping[str, Sequence[float]] = written["weights"]  # type: ignore[assignment]
    most = written.get("most")
    return LinearModel(
        {name: (one[0], one[1], one[2]) for name, one in weights.items()},
        float(str(written.get("bias", 0.0))),
        math.inf if most is None else float(str(most)),
    )


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, x))))
