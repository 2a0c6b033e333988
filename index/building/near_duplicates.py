"""Near copies among articles: wire stories, small edits, shortened prints, told by their words alone.

An answer counts independent sources, and one wire story printed by five outlets is one source. An article is a copy of
another when nearly all runs of words of the shorter stand in the longer, and what makes it this report and no other,
the words it opens with and its figures, stands there too. The second condition keeps apart the daily reports that an
outlet writes by one form: much of their text is equal, but not the place, the day and the numbers. A copy whose opening
an outlet wrote anew is not recognised: two reports taken for one would hide a source.
"""

import numpy as np
import numpy.typing as npt

from index.building.sketches import (
    BITS,
    FIGURES,
    OPENING,
    PERMUTATIONS,
    SIGNATURE,
    SIZE,
    WORDS,
    Signatures,
    rolled,
    sketch,
)

__all__ = ["SIGNATURE", "Signatures", "near_duplicate_groups", "sketch"]

Rows = npt.NDArray[np.int64]

_CHUNK = 16_384
_ROWS = 3
"""Minima of a band: 42 bands of 3 propose a pair of Jaccard .5 with 99.6 %, .35 with 84 %, .05 with 0.5 %."""

_LEAST_JACCARD = 0.35  # who prints a third of a story or less is on their own: a live page may hold a whole report
_LEAST_CONTAINED = 0.75
_MOST_STRANGE_WORDS = 0.08
_MOST_STRANGE_FIGURES = 0.25
_WINDOW = 48


def near_duplicate_groups(signatures: Signatures) -> Rows:
    """Which articles carry one report: for each the index of the first article of its group.

    Shape (articles, SIGNATURE) -> (articles,). An article that is no copy has its own index. Groups are stars and not
    chains: the longest article of a group is its centre, each other member is a copy of the centre itself, and of
    several centres an article goes to the one it is most like, the longer one where they are equal. The same articles
    in another order make the same groups.
    """
    groups = np.arange(len(signatures), dtype=np.int64)
    same: dict[bytes, list[int]] = {}
    for index, row in enumerate(signatures):
        if row[SIZE] or row[0] != _NO_WORDS:
            same.setdefault(row.tobytes(), []).append(index)
    # Longest first; signatures themselves decide between equals, so that the order of articles does not.
    distinct = sorted(same, key=lambda row: (-int(np.frombuffer(row, dtype=np.uint32)[SIZE]), row))
    rows = np.frombuffer(b"".join(distinct), dtype=np.uint32).reshape(-1, SIGNATURE)
    centres = _centres(rows[rows[:, SIZE] > 0]).tolist()
    members: dict[int, list[int]] = {}
    for number, row_bytes in enumerate(distinct):
        members.setdefault(centres[number] if number < len(centres) else number, []).extend(same[row_bytes])
    for group in members.values():
        groups[group] = min(group)
    return groups


_NO_WORDS = np.uint32(0xFFFFFFFF)


def _centres(rows: Signatures) -> Rows:
    """For each of these distinct rows, which come longest first, the row that is the centre of its group."""
    centres = np.arange(len(rows), dtype=np.int64)
    longer, shorter, likeness = _linked(rows)
    starts = np.searchsorted(shorter, np.arange(len(rows) + 1))
    for row in np.unique(shorter).tolist():
        here = slice(starts[row], starts[row + 1])
        near, like = longer[here], likeness[here]
        direct = centres[near] == near
        if direct.any():
            near, like = near[direct], like[direct]
        else:  # its centre may have been no neighbour in any bucket
            near = np.unique(centres[near])
            like = _likeness(rows, near, np.full(len(near), row))
        best = int(like.argmax())
        if like[best] > 0:
            centres[row] = near[best]
    return centres


def _linked(rows: Signatures) -> tuple[Rows, Rows, npt.NDArray[np.float64]]:
    """Pairs of copies as the rows of the longer and the shorter, and their Jaccard; ordered by the shorter."""
    count = max(1, len(rows))
    bands = range(0, PERMUTATIONS - _ROWS + 1, _ROWS)
    keys = [rolled(rows[:, at + n].astype(np.uint64) for n in range(_ROWS)) for at in bands]
    sketch = rows[:, :PERMUTATIONS].astype(np.uint8)  # a quarter of the memory, and hardly ever equal by accident
    known, likeness = np.empty(0, dtype=np.int64), np.empty(0)
    for key in keys:
        # Inside a large bucket only neighbours are compared; they are next to each other in length.
        order = np.argsort(key, kind="stable")
        in_order = key[order]
        found, found_likeness = [known], [likeness]
        for step in range(1, min(_WINDOW, len(rows) - 1) + 1):
            at = np.flatnonzero(in_order[step:] == in_order[:-step])
            if not len(at):
                break
            one, other = order[at], order[at + step]
            pairs = np.maximum(one, other) * count + np.minimum(one, other)
            pairs = pairs[~_among(pairs, known)]
            longer, shorter = pairs % count, pairs // count
            likely = _alike(sketch, longer, shorter)
            like = _likeness(rows, longer[likely], shorter[likely])
            found.append(pairs[likely[like > 0]])
            found_likeness.append(like[like > 0])
        known, first = np.unique(np.concatenate(found), return_index=True)
        likeness = np.concatenate(found_likeness)[first]
    return known % count, known // count, likeness


def _among(pairs: Rows, known: Rows) -> npt.NDArray[np.bool_]:
    """Which of `pairs` are in `known`, which ascends."""
    at = np.minimum(np.searchsorted(known, pairs), max(0, len(known) - 1))
    return known[at] == pairs if len(known) else np.zeros(len(pairs), dtype=bool)


def _alike(sketch: npt.NDArray[np.uint8], longer: Rows, shorter: Rows) -> Rows:
    """Indexes of the pairs that share minima enough to be looked at closely."""
    least = int(_LEAST_JACCARD * PERMUTATIONS)
    parts = []
    for at in range(0, len(longer), _CHUNK):
        equal = sketch[longer[at : at + _CHUNK]] == sketch[shorter[at : at + _CHUNK]]
        parts.append(np.flatnonzero(np.count_nonzero(equal, axis=1) >= least) + at)
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def _likeness(rows: Signatures, longer: Rows, shorter: Rows) -> npt.NDArray[np.float64]:
    """Estimated Jaccard of each pair of rows, 0 where they are no copies; shape (pairs,).

    Of sets A and B with Jaccard J, |A and B| = J / (1 + J) * (|A| + |B|).
    """
    found = np.zeros(len(longer))
    for at in range(0, len(longer), _CHUNK):
        here = slice(at, at + _CHUNK)
        one, other = rows[longer[here]], rows[shorter[here]]
        jaccard = np.count_nonzero(one[:, :PERMUTATIONS] == other[:, :PERMUTATIONS], axis=1) / PERMUTATIONS
        sizes = one[:, SIZE].astype(np.float64), other[:, SIZE].astype(np.float64)
        shared = jaccard / (1 + jaccard) * (sizes[0] + sizes[1])
        close = (jaccard >= _LEAST_JACCARD) & (shared >= _LEAST_CONTAINED * np.minimum(*sizes))
        # An agency's line may open either of them, so one opening that stands in the other article will do.
        opens = _stands_in(one[:, OPENING], other[:, WORDS], _MOST_STRANGE_WORDS)
        opens |= _stands_in(other[:, OPENING], one[:, WORDS], _MOST_STRANGE_WORDS)
        counts = _stands_in(other[:, FIGURES], one[:, WORDS], _MOST_STRANGE_FIGURES)
        found[here] = np.where(close & opens & counts, jaccard, 0)
    return found


def _stands_in(particular: Signatures, words: Signatures, most_strange: float) -> npt.NDArray[np.bool_]:
    """Whether all of these bitmaps but one word, or but this share, is among the words; shape (pairs,)."""
    strange = _ones(particular & ~words)
    # A strange word goes unseen where its bit is set by another word.
    seen = 1 - _ones(words) / BITS
    return (strange <= 1) | (strange <= most_strange * _ones(particular) * seen)


def _ones(bitmaps: Signatures) -> Rows:
    counted: Rows = np.bitwise_count(bitmaps).sum(axis=1, dtype=np.int64)
    return counted
