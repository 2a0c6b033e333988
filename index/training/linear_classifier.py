"""A linear classifier over the vectors of texts, as `index.query.question_kind` reads it: fitted, judged, written."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder


class Labelled(NamedTuple):
    """A text, the name of its class, and its language; "" where that is not told."""

    text: str
    kind: str
    language: str


def fit_and_write(found: Sequence[Labelled], kinds: Sequence[str], kept: npt.NDArray[np.bool_], out: Path) -> None:
    """Fit on all but the texts that are kept apart, print how many of those are right, by language and by class; then
    fit on all, and write the weights of the classes that there are.

    Args:
        kinds: the names of the classes, in the order in which they are written.
        kept: shape (texts,).
    """
    embedder = open_embedder(DEFAULT_MODEL)
    embedder.load()
    vectors = np.stack([embedder.embed_question(one.text) for one in found])
    labels = np.array([kinds.index(one.kind) for one in found])
    model = LogisticRegression(C=20.0, max_iter=2000, class_weight="balanced")
    model.fit(vectors[~kept], labels[~kept])
    _print_share_right(
        model.predict(vectors[kept]), labels[kept], kinds, np.array([one.language for one in found])[kept]
    )
    model.fit(vectors, labels)
    present = [kinds[i] for i in model.classes_]
    np.savez_compressed(
        out, weights=model.coef_.astype(np.float16), bias=model.intercept_.astype(np.float32), kinds=present
    )


def _print_share_right(
    said: npt.NDArray[Any], labels: npt.NDArray[Any], kinds: Sequence[str], languages: npt.NDArray[Any]
) -> None:
    for language in sorted(set(languages)):
        mine = languages == language
        print(f"{language or 'written':8s} {int(mine.sum()):5d}  right {float((said == labels)[mine].mean()):.3f}")
    for i, kind in enumerate(kinds):
        mine = labels == i
        if mine.any():
            right = float((said[mine] == i).mean())
            wrong = Counter(kinds[j] for j in said[mine & (said != labels)]).most_common(3)
            print(f"{kind:14s} {int(mine.sum()):5d}  right {right:.3f}  {dict(wrong)}")
