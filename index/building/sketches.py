"""What is kept of an article to tell whether another is a near copy of it: hashes of its words, of one size for all.

The MinHash is datasketch's: MIT, pure Python over NumPy, kept since 2015, and its "affine32" hashes are a named scheme
that its releases keep bit for bit, so stored signatures stay comparable. rensa (Rust) is faster, but its 0.5.0
changed all hashes, it has no types, and here the hashing is a small part of the time.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from index.language.text import STOPWORDS, fold
from index.records import Article, ParagraphKind

if TYPE_CHECKING:
    from datasketch import MinHash

PERMUTATIONS = 128
"""Minima of a MinHash; the Jaccard estimate from them is off by .044 (one sigma) where it is .5."""

BITS = 1024
"""Bits of a bitmap, one of which a word sets by its hash; a story of 700 different words sets half."""

_BITMAP = BITS // 32

# Where in a signature what stands; the minima come first.
SIZE = PERMUTATIONS
WORDS = slice(SIZE + 1, SIZE + 1 + _BITMAP)
OPENING = slice(WORDS.stop, WORDS.stop + _BITMAP)
FIGURES = slice(OPENING.stop, OPENING.stop + _BITMAP)

SIGNATURE = FIGURES.stop
"""Numbers in a signature: minima, how many runs there are, and bitmaps of the words, the opening and the figures."""

_RUN = 5  # words; a word changed touches as many runs
_FEWEST_RUNS = 20  # an article with fewer is a copy of its equal alone; so copies share 15 runs at least
_LEAD = 20  # words that are no stop words
_LONGEST_KEPT = 40  # letters between two white spaces; where words have no space between them, sentences would be kept
_CHUNK = 16_384

Signatures = npt.NDArray[np.uint32]


def sketch(article: Article) -> npt.NDArray[np.uint32]:
    """What `copy_groups` compares of an article, made of its readable words but the title's; shape (SIGNATURE,).

    Case, accents, punctuation, white space and the ends of paragraphs leave it as it is. It is the same in every
    process and on every machine.
    """
    body = [p for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
    pieces = [
        [_piece(t) if len(t) <= _LONGEST_KEPT else _new_piece(t) for t in article.cut(p.span).split()] for p in body
    ]
    every = list(chain.from_iterable(pieces))
    hashes = np.array([word for piece in every for word in piece.words], dtype=np.uint64)
    runs = _runs(hashes, _RUN)
    made = np.zeros(SIGNATURE, dtype=np.uint32)
    if len(runs) >= _FEWEST_RUNS:
        made[SIZE] = len(runs)
    else:
        runs = _runs(hashes, len(hashes))
    made[:PERMUTATIONS] = _minima(runs)
    made[WORDS] = _bitmap(hashes)
    # A standfirst and headings are the outlet's own as the title is; the report opens with its prose.
    prose = [one for p, one in zip(body, pieces, strict=True) if p.kind is ParagraphKind.BODY]
    first = chain.from_iterable(prose) if prose else iter(every)
    made[OPENING] = _bitmap(islice((word for piece in first for word in piece.telling), _LEAD))
    made[FIGURES] = _bitmap(figure for piece in every if piece.figures for figure in piece.figures)
    return made


class _Piece(NamedTuple):
    """Hashes of the words between two white spaces: all of them, those that are no stop words, the figures."""

    words: tuple[int, ...]
    telling: tuple[int, ...]
    figures: tuple[int, ...]


# Digits with their separators, or letters with the marks and apostrophes that folding takes away.
_TOKEN = re.compile(
    r"\d+(?:[.,٫٬]\d+)*|(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d'’ʼ`])+"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _new_piece(text: str) -> _Piece:
    found = [(token, word, _hashed(word)) for token in _TOKEN.findall(text) for word in _words_of(token)]
    return _Piece(
        tuple(hashed for _, _, hashed in found),
        tuple(hashed for _, word, hashed in found if word not in STOPWORDS),
        tuple(hashed for token, _, hashed in found if token[0].isdecimal()),
    )


_piece = lru_cache(maxsize=100_000)(_new_piece)


def _words_of(token: str) -> list[str]:
    """The token folded; each two letters of it in a script that is written without spaces."""
    letters = "".join(c for c in fold(token) if c.isalnum()).replace("ı", "i")  # İ and ı are i and I in capitals
    if token[0].isdecimal():
        return [letters.lstrip("0")]  # 05 is 5
    if len(letters) > 2 and _UNSPACED.search(letters):
        return [letters[n : n + 2] for n in range(len(letters) - 1)]
    return [letters] if letters else []


def _hashed(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _runs(hashes: npt.NDArray[np.uint64], length: int) -> npt.NDArray[np.uint32]:
    """Hashes of all runs of `length` words, each once, ascending."""
    count = len(hashes) - length + 1
    if count < 1 or length < 1:
        return np.empty(0, dtype=np.uint32)
    hashed = rolled(hashes[at : at + count] for at in range(length))
    return np.unique((hashed >> np.uint64(32)).astype(np.uint32))


def rolled(parts: Iterable[npt.NDArray[np.uint64]]) -> npt.NDArray[np.uint64]:
    """One hash of the n-th hashes of all parts, in their order, for each n."""
    made = np.zeros(1, dtype=np.uint64)
    for part in parts:
        made = made * np.uint64(0x9E3779B97F4A7C15) + part
    return made


@cache
def _none_yet() -> "MinHash":
    from datasketch import MinHash  # takes half of SciPy with it, which who only asks does not need

    return MinHash(PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")


def _minima(runs: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    sketch = _none_yet().copy()
    for start in range(0, len(runs), _CHUNK):
        sketch.update_batch(runs[start : start + _CHUNK].tolist())
    return np.asarray(sketch.hashvalues, dtype=np.uint32)


def _bitmap(words: npt.NDArray[np.uint64] | Iterable[int]) -> npt.NDArray[np.uint32]:
    hashes = words if isinstance(words, np.ndarray) else np.fromiter(words, dtype=np.uint64)
    bits = np.zeros(BITS, dtype=bool)
    bits[hashes >> np.uint64(54)] = True
    return np.packbits(bits, bitorder="little").view("<u4").astype(np.uint32)
