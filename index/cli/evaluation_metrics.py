"""Metrics of an evaluation, as text and as JSON: hits and MRR, EM and F1, risk and coverage, calibration.

Hits and reciprocal ranks as trec_eval has them, the area under the risk-coverage curve as in Geifman & El-Yaniv
("Selective Classification for Deep Neural Networks", NeurIPS 2017), the calibration error over ten bins as in Guo et
al. ("On Calibration of Modern Neural Networks", ICML 2017), intervals by bootstrap.
"""

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.cli.evaluation import JudgedAnswer
from index.cli.output import counted

RANKS = (1, 4, 10)
BINS = 10
_RESAMPLES = 1000
_SEED = 20

Values = npt.NDArray[np.float64]


def evaluation_json(judged: Sequence[JudgedAnswer]) -> dict[str, object]:
    """The measures by name, the types of questions, the reliability table and what became of each question."""
    return {
        "questions": len(judged),
        "degraded": sum(j.degraded for j in judged),
        "measures": {
            m.name: {"value": m.value, "interval": m.interval, "questions": m.questions}
            for m in measures(judged)
        },
        "types": {
            name: {"questions": number, "answered": answered, "right": right}
            for name, (number, answered, right) in by_type(judged).items()
        },
        "reliability": [
            {"confidence": sure, "right": right, "questions": number} for sure, right, number in reliability(judged)
        ],
        "asked": [
            {
                "question": j.known.question, "answerable": j.known.answerable, "answered": j.answered,
                "right": j.right, "exact": j.exact, "f1": j.f1, "confidence": j.confidence, "ms": round(j.took_ms, 1),
            }
            for j in judged
        ],
    }  # fmt: skip


def evaluation_text(judged: Sequence[JudgedAnswer]) -> str:
    """The measures with their 95 % intervals, then the types, and what confidence is worth."""
    degraded = sum(j.degraded for j in judged)
    lines = [counted(len(judged), "question") + (f", {degraded:,} of them answered degraded" if degraded else ""), ""]
    for m in measures(judged):
        value = f"{m.value:.0f}" if m.name.startswith("milliseconds") else f"{m.value:.3f}"
        interval = "" if m.interval is None else f"  {m.interval[0]:.3f} to {m.interval[1]:.3f}"
        lines.append(f"{m.name:36} {value:>6}{interval:18}  of {counted(m.questions, 'question')}")
    types = by_type(judged)
    if len(types) > 1:
        lines += ["", f"{'type':36} {'questions':>9} {'answered':>9} {'right':>7}"]
        lines += [
            f"{name[:36]:36} {number:9,} {answered:9.3f} {right:7.3f}"
            for name, (number, answered, right) in types.items()
        ]
    lines += ["", f"{'confidence (mean of each tenth)':36} {'right':>6} {'questions':>10}"]
    lines += [f"{sure:<36.2f} {right:6.2f} {number:10,}" for sure, right, number in reliability(judged)]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """A mean with its 95 % bootstrap interval; None for a measure that is of no single questions."""

    name: str
    value: float
    interval: tuple[float, float] | None
    questions: int


def measures(judged: Sequence[JudgedAnswer]) -> list[MeasureValue]:
    """All that there is to say of these questions; a measure for which there are no questions is left out."""
    answerable = [j for j in judged if j.known.answerable]
    others = [j for j in judged if not j.known.answerable]
    given = [j for j in judged if j.answered]
    found = [*_retrieval_measures([j for j in answerable if any(e.quote for e in j.known.evidence)])]
    spans = [j for j in answerable if j.known.answers]
    for name, questions, value in (
        ("right first quote", answerable, lambda j: j.right),
        ("span EM", spans, lambda j: j.exact),
        ("span F1", spans, lambda j: j.f1),
        ("coverage of the answerable", answerable, lambda j: j.answered),
        ("right among the answered", given, lambda j: j.right),
        ("declined of the unanswerable", others, lambda j: not j.answered),
        ("false answers to the unanswerable", others, lambda j: j.answered),
    ):
        found += _mean(name, [float(value(j)) for j in questions])
    if judged:
        sure, right = _confidences_and_correct(judged)
        found.append(MeasureValue("area under risk and coverage", risk_coverage_area(sure, right), None, len(judged)))
        found.append(MeasureValue("calibration error", calibration_error(sure, right), None, len(judged)))
        found.append(
            MeasureValue("milliseconds, median", statistics.median(j.took_ms for j in judged), None, len(judged))
        )
    return found


def by_type(judged: Sequence[JudgedAnswer]) -> dict[str, tuple[int, float, float]]:
    """For each type of question: how many, the share answered, and the share of right first quotes."""
    groups: dict[str, list[JudgedAnswer]] = {}
    for one in judged:
        groups.setdefault(one.known.type or "-", []).append(one)
    return {
        name: (len(some), _share([j.answered for j in some]), _share([j.right for j in some]))
        for name, some in sorted(groups.items())
    }


def reliability(judged: Sequence[JudgedAnswer]) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and number of questions in each tenth of confidence that has any."""
    sure, right = _confidences_and_correct(judged)
    return [(float(sure[rows].mean()), float(right[rows].mean()), len(rows)) for rows in confidence_bins(sure)]


def _confidences_and_correct(judged: Sequence[JudgedAnswer]) -> tuple[Values, Values]:
    """Confidence, and 1 where the best sentence answers, else 0; shape (questions,) each."""
    return np.array([j.confidence for j in judged]), np.array([j.best_right for j in judged], dtype=np.float64)


def _retrieval_measures(judged: Sequence[JudgedAnswer]) -> Iterator[MeasureValue]:
    """Success at several ranks and the mean reciprocal rank, over questions whose evidence has words.

    Both by the rank of the first passage that holds evidence; a first one past the last of `RANKS` counts as none.
    """
    firsts = [next((rank for rank, hit in enumerate(j.hits, 1) if hit), math.inf) for j in judged]
    for at in RANKS:
        yield from _mean(f"Hits@{at}", [float(first <= at) for first in firsts])
    yield from _mean(f"MRR@{RANKS[-1]}", [1 / first if first <= RANKS[-1] else 0.0 for first in firsts])


def _mean(name: str, values: Sequence[float]) -> Iterator[MeasureValue]:
    if values:
        yield MeasureValue(name, float(np.mean(values)), bootstrap_interval(np.array(values)), len(values))


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)


def risk_coverage_area(confidence: Values, right: Values) -> float:
    """Mean share of wrong answers over all coverages, the surest first, ties in order; shape (n,) each."""
    order = np.argsort(-confidence, kind="stable")
    return float(np.mean(np.cumsum(1 - right[order]) / np.arange(1, len(order) + 1)))


def calibration_error(confidence: Values, right: Values) -> float:
    """Mean distance of confidence and share right over `BINS` equal bins, by their size; shape (n,) each."""
    return float(
        sum(len(b) * abs(confidence[b].mean() - right[b].mean()) for b in confidence_bins(confidence)) / len(right)
    )


def confidence_bins(confidence: Values) -> list[npt.NDArray[np.int64]]:
    """The questions in each tenth of confidence that has any, from the lowest on."""
    number = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    return [rows for b in range(BINS) if len(rows := np.flatnonzero(number == b))]


def bootstrap_interval(values: Values) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of the mean of `values`, shape (n,); the same values give the same one."""
    from scipy.stats import bootstrap

    if len(values) < 2 or (values == values[0]).all():
        return float(values[0]), float(values[0])
    drawn = bootstrap((values,), np.mean, n_resamples=_RESAMPLES, method="percentile", rng=np.random.default_rng(_SEED))
    return float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)
