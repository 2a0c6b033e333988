"""Sketches to detect near-duplicates: MinHash of the shingles of an article, bitmaps of its words, opening and figures.

The MinHash is the "affine32" of datasketch 2, bit for bit, so stored sketches stay comparable; the library itself
imports half of SciPy, which every build would wait for.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.language.text import STOPWORDS, fold
from index.records import Article, ParagraphKind

PERMUTATIONS = 128
"""Minima of a MinHash; the Jaccard estimate from them is off by .044 (one sigma) where it is .5."""

BITS = 1024
"""Bits of a bitmap, one of which a word sets by its hash; a story of 700 different words sets half."""

_BITMAP = BITS // 32

# Where in a sketch what stands; the minima come first.
SHINGLE_COUNT = PERMUTATIONS
WORDS = slice(SHINGLE_COUNT + 1, SHINGLE_COUNT + 1 + _BITMAP)
OPENING = slice(WORDS.stop, WORDS.stop + _BITMAP)
FIGURES = slice(OPENING.stop, OPENING.stop + _BITMAP)

SKETCH_LENGTH = FIGURES.stop
"""Numbers in a sketch: minima, how many shingles there are, and bitmaps of the words, the opening and the figures."""

_SHINGLE_WORDS = 5  # words; a word changed touches as many shingles
_FEWEST_SHINGLES = 20  # an article with fewer is a copy of its equal alone; so copies share 15 shingles at least
_OPENING_WORDS = 20  # words that are no stop words
_LONGEST_CACHED = 40  # letters; in scripts without spaces whole sentences would be cached
_CHUNK = 16_384

Sketches = npt.NDArray[np.uint32]


def sketch(article: Article) -> npt.NDArray[np.uint32]:
    """What `near_duplicate_groups` compares of an article: its readable words but the title; shape (SKETCH_LENGTH,).

    Case, accents, punctuation, white space and the ends of paragraphs leave it as it is. It is the same in every
    process and on every machine.
    """
    body = [p for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
    pieces = [
        [_hash_token_cached(t) if len(t) <= _LONGEST_CACHED else _hash_token(t) for t in article.cut(p.span).split()]
        for p in body
    ]
    every = list(chain.from_iterable(pieces))
    hashes = np.array([word for piece in every for word in piece.words], dtype=np.uint64)
    shingles = _shingles(hashes, _SHINGLE_WORDS)
    made = np.zeros(SKETCH_LENGTH, dtype=np.uint32)
    if len(shingles) >= _FEWEST_SHINGLES:
        made[SHINGLE_COUNT] = len(shingles)
    else:
        shingles = _shingles(hashes, len(hashes))
    made[:PERMUTATIONS] = _minhash(shingles)
    made[WORDS] = _bitmap(hashes)
    # A standfirst and headings are the outlet's own as the title is; the report opens with its prose.
    prose = [one for p, one in zip(body, pieces, strict=True) if p.kind is ParagraphKind.BODY]
    first = chain.from_iterable(prose) if prose else iter(every)
    made[OPENING] = _bitmap(islice((word for piece in first for word in piece.content_words), _OPENING_WORDS))
    made[FIGURES] = _bitmap(figure for piece in every if piece.figures for figure in piece.figures)
    return made


class _TokenHashes(NamedTuple):
    """Hashes of the words between two white spaces: all of them, those that are no stop words, the figures."""

    words: tuple[int, ...]
    content_words: tuple[int, ...]
    figures: tuple[int, ...]


# Digits with their separators, or letters with the marks and apostrophes that folding takes away.
_TOKEN = re.compile(
    r"\d+(?:[.,٫٬]\d+)*|(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d'’ʼ`])+"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _hash_token(text: str) -> _TokenHashes:
    found = [(token, word, _hashed(word)) for token in _TOKEN.findall(text) for word in _words_of(token)]
    return _TokenHashes(
        tuple(hashed for _, _, hashed in found),
        tuple(hashed for _, word, hashed in found if word not in STOPWORDS),
        tuple(hashed for token, _, hashed in found if token[0].isdecimal()),
    )


_hash_token_cached = lru_cache(maxsize=100_000)(_hash_token)


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


def _shingles(hashes: npt.NDArray[np.uint64], length: int) -> npt.NDArray[np.uint32]:
    """Hashes of all shingles (runs) of `length` words, each once, ascending."""
    count = len(hashes) - length + 1
    if count < 1 or length < 1:
        return np.empty(0, dtype=np.uint32)
    hashed = rolling_hash(hashes[at : at + count] for at in range(length))
    return np.unique((hashed >> np.uint64(32)).astype(np.uint32))


def rolling_hash(parts: Iterable[npt.NDArray[np.uint64]]) -> npt.NDArray[np.uint64]:
    """One hash of the n-th hashes of all parts, in their order, for each n."""
    made = np.zeros(1, dtype=np.uint64)
    for part in parts:
        made = made * np.uint64(0x9E3779B97F4A7C15) + part
    return made


@cache
def _permutations() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """The factors, which are odd, and the terms of the permutations h -> factor * h + term modulo 2^32."""
    draw = np.random.RandomState(1)  # whose numbers no version of NumPy changes
    factors = draw.randint(0, 2**31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, draw.randint(0, 2**32, PERMUTATIONS, dtype=np.uint32)


def _minhash(shingles: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The least number that each permutation makes of the shingles, mixed by the finalizer of MurmurHash3 before."""
    mixed = (shingles ^ (shingles >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    factors, terms = _permutations()
    minima = np.full(PERMUTATIONS, 2**32 - 1, dtype=np.uint32)
    for start in range(0, len(mixed), _CHUNK):
        permuted = mixed[start : start + _CHUNK, np.newaxis] * factors + terms
        np.minimum(minima, permuted.min(axis=0), out=minima)
    return minima


def _bitmap(words: npt.NDArray[np.uint64] | Iterable[int]) -> npt.NDArray[np.uint32]:
    hashes = words if isinstance(words, np.ndarray) else np.fromiter(words, dtype=np.uint64)
    bits = np.zeros(BITS, dtype=bool)
    bits[hashes >> np.uint64(54)] = True
    return np.packbits(bits, bitorder="little").view("<u4").astype(np.uint32)
