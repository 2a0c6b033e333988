"""A question's vector without what tells its language.

A multilingual model puts passages in the language of the question nearer to it than others that answer as well, so that
a question in one language rarely finds an article in another. The vectors of languages differ along a few directions,
which are taken out of the question's vector; then every passage counts by what it says (Yang et al., "A Simple and
Effective Method To Eliminate the Self Language Bias in Multilingual Representations", EMNLP 2021). Passages keep
theirs: what their language adds along these directions meets nothing.

`python -m index.training.language_directions` makes the file; what it is worth stands in index/training/README.md.
"""

from functools import cache
from pathlib import Path

import numpy as np

from index.models.embedder import Vectors

DIRECTIONS = Path(__file__).parent / "language_directions.npy"
"""Unit vectors at right angles, shape (directions, 384), of the packaged multilingual model alone."""


def without_language(vector: Vectors) -> Vectors:
    """A unit vector as near as may be to a question's, shape (384,), with no part along any direction of a language."""
    directions = _directions()
    left = vector - directions.T @ (directions @ vector)
    return np.asarray(left / np.linalg.norm(left), dtype=np.float32)


@cache
def _directions() -> Vectors:
    return np.asarray(np.load(DIRECTIONS, allow_pickle=False), dtype=np.float32)
