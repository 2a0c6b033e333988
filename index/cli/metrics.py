"""Measures of answers: EM and F1, the risk-coverage curve, calibration, and how sure a mean is.

EM and F1 as SQuAD defines them (Rajpurkar et al., "SQuAD", EMNLP 2016), the area under the risk-coverage curve as in
Geifman & El-Yaniv ("Selective Classification for Deep Neural Networks", NeurIPS 2017), the calibration error over ten
bins as in Guo et al. ("On Calibration of Modern Neural Networks", ICML 2017).
"""

import re
import string
from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

BINS = 10
_RESAMPLES = 1000
_SEED = 20

Numbers = npt.NDArray[np.float64]


def risk_coverage_area(confidence: Numbers, right: Numbers) -> float:
    """Mean share of wrong answers over all coverages, the surest first, ties in order; shape (n,) each."""
    order = np.argsort(-confidence, kind="stable")
    return float(np.mean(np.cumsum(1 - right[order]) / np.arange(1, len(order) + 1)))


def calibration_error(confidence: Numbers, right: Numbers) -> float:
    """Mean distance of confidence and share right over `BINS` equal bins, by their size; shape (n,) each."""
    return float(sum(len(b) * abs(confidence[b].mean() - right[b].mean()) for b in bins(confidence)) / len(right))


def exact_and_f1(marked: str, accepted: Iterable[str]) -> tuple[float, float]:
    """EM and F1 of marked words against the accepted wording that suits them best; 0 against none."""
    said = _normalised(marked)
    best = (0.0, 0.0)
    for wording in accepted:
        right = _normalised(wording)
        common = sum((Counter(said) & Counter(right)).values())
        f1 = 2 * common / (len(said) + len(right)) if common else 0.0
        best = max(best, (float(said == right), f1), key=lambda pair: (pair[1], pair[0]))
    return best


def _normalised(text: str) -> list[str]:
    """Words as SQuAD compares them: lower case, without punctuation and articles."""
    bare = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", bare).split()


def interval(values: Numbers) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of the mean of `values`, shape (n,); the same values give the same one."""
    from scipy.stats import bootstrap

    if len(values) < 2 or (values == values[0]).all():
        return float(values[0]), float(values[0])
    drawn = bootstrap((values,), np.mean, n_resamples=_RESAMPLES, method="percentile", rng=np.random.default_rng(_SEED))
    return float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)


def bins(confidence: Numbers) -> list[npt.NDArray[np.int64]]:
    """The questions in each tenth of confidence that has any, from the lowest on."""
    number = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    return [rows for b in range(BINS) if len(rows := np.flatnonzero(number == b))]
