"""Hashes by which a build knows what it has already, and the rows where that is."""

import hashlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from index.building.passages import PASSAGES_VERSION, indexed_text
from index.records import Article, ParagraphKind, Span

SIZE = 16
"""Bytes of a digest: two of a billion passages share one with a chance of 1 in 10^20."""

Digests = npt.NDArray[np.void]
"""Shape (rows,), `SIZE` bytes each."""


def digest(*parts: str) -> bytes:
    """Hash of texts in their order."""
    hashed = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hashed.update(len(encoded).to_bytes(8, "little") + encoded)
    return hashed.digest()


def fingerprint(article: Article) -> bytes:
    """Hash of all that the passages of an article and their vectors are made from."""
    spans = [(p.span.start, p.span.end, p.kind.value) for p in article.paragraphs]
    return digest(str(PASSAGES_VERSION), article.language or "", article.title or "", repr(spans), article.text)


def body(article: Article) -> bytes:
    """Hash of the readable words of an article, its title and the white space left out."""
    shown = (article.cut(p.span) for p in article.paragraphs if p.kind is not ParagraphKind.TITLE)
    return digest(" ".join(" ".join(shown).split()))


def passage_digests(article: Article, passages: Iterable[Span]) -> bytes:
    """Hash of each passage as retrieval sees it, one after the other."""
    return b"".join(digest(indexed_text(article, span)) for span in passages)


def as_rows(joined: bytes | bytearray) -> Digests:
    """Digests that follow each other in `joined` as an array."""
    return np.frombuffer(joined, dtype=f"V{SIZE}")


def rows_of(wanted: Digests, among: Digests) -> npt.NDArray[np.int64]:
    """For each of `wanted` the first row of `among` that is equal, or -1; shape (wanted,)."""
    found = np.full(len(wanted), -1, dtype=np.int64)
    if not len(among) or not len(wanted):
        return found
    # Void arrays do not sort; two integers each do.
    both = np.concatenate([among, wanted]).view(np.dtype([("high", "<u8"), ("low", "<u8")]))
    _, first, which = np.unique(both, return_index=True, return_inverse=True)
    at = first[which[len(among) :]]
    known = at < len(among)
    found[known] = at[known]
    return found
