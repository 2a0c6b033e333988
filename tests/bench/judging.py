"""Which passages and articles a ranking should hold, how well it holds them, and how sure one may be of the figure."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

Measured = npt.NDArray[np.float64]
"""Shape (questions, measures)."""

_RESAMPLES = 2000


def squeezed(text: str) -> str:
    """`text` without spaces and line ends, as the published measure of MultiHop-RAG compares texts."""
    return text.replace(" ", "").replace("\n", "")


def evidence_measures(found: Sequence[int], evidence: Sequence[frozenset[int]]) -> tuple[float, float, float, float]:
    """Hits@4, Hits@10, MAP@10 and MRR@10 of one question, as MultiHop-RAG (Tang & Yang, 2024) counts them.

    A row hits when it holds any evidence. MAP there is the mean over the evidence of one over the rank of the first row
    that holds it, 0 for what is not in the first ten; it stays below 1 when several pieces of evidence lie apart.

    Args:
        found: rows, best first.
        evidence: for each quote the rows that hold it.
    """
    first = {number: rank for rank, row in reversed([*enumerate(found[:10], 1)]) for number, rows in enumerate(evidence)
             if row in rows}  # fmt: skip
    best = min(first.values(), default=None)
    return (
        float(best is not None and best <= 4),
        float(best is not None),
        sum(1 / rank for rank in first.values()) / len(evidence),
        0.0 if best is None else 1 / best,
    )


def article_measures(
    found: Sequence[int], article_of: npt.NDArray[np.int64], right: frozenset[int], answers: Callable[[int], bool]
) -> tuple[float, ...]:
    """Of one question: the right article first, in the first ten; the answer in the first row, the first 6, the first 12.

    Args:
        found: rows, best first.
        right: the articles that hold evidence.
        answers: whether a row, which lies in a right article, holds an accepted answer.
    """
    articles = list(dict.fromkeys(article_of[list(found)].tolist()))
    answered = [article_of[row] in right and answers(row) for row in found[:12]]
    return (
        float(bool(articles) and articles[0] in right),
        float(not right.isdisjoint(articles[:10])),
        float(answered[:1] == [True]),
        float(any(answered[:6])),
        float(any(answered)),
    )


def with_interval(values: Iterable[float]) -> str:
    """The mean of the questions' values with its 95 % interval, from percentiles of resampled means."""
    sample = np.fromiter(values, dtype=np.float64)
    drawn = np.random.default_rng(1).integers(len(sample), size=(_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[drawn].mean(axis=1), (2.5, 97.5))
    return f"{sample.mean():.3f} ({low:.3f}-{high:.3f})"
