"""Small real implementations of what the index is built with."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from index.archive.archive import Archive
from index.archive.serving_generation import FolderGeneration, serving
from index.building.build_report import BuildReport
from index.building.builder import build_generation
from index.errors import ReaderError, SourceError
from index.language.text import fold, words
from index.models.embedder import Vectors
from index.models.span_model import ReaderInput, SpanModel, SpanScores
from index.records import Article, Paragraph, ParagraphKind, Span
from index.sources.incremental_units import UnitResult
from index.storage.generations import current_generation


class HashEmbedder:
    """Embeds by hashing the letter trigrams of each word; a token is a word.

    Args:
        name: name of the model.
        fingerprint: stands for its weights: another fingerprint gives other vectors.
        max_tokens: words that it reads, two special ones included.
    """

    def __init__(
        self, name: str = "hash", fingerprint: str = "first", dimensions: int = 64, max_tokens: int = 256
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimensions = dimensions
        self.max_tokens = max_tokens
        self.embedded: list[str] = []

    def load(self) -> None:
        pass

    def count_tokens(self, text: str) -> int:
        return 2 + sum(1 for _ in words(text))

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        self.embedded += texts
        if progress is not None:
            progress(len(texts))
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dimensions)

    def embed_question(self, text: str) -> Vectors:
        return self._vector(text)

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        padded = f" {fold(text)} "
        for at in range(len(padded) - 2):
            hashed = zlib.crc32(f"{self.fingerprint}{padded[at : at + 3]}".encode("utf-8", "surrogatepass"))
            vector[hashed % self.dimensions] += 1.0 if hashed & 1 << 20 else -1.0
        length = float(np.linalg.norm(vector))
        if length == 0:
            vector[0] = length = 1.0
        return vector / np.float32(length)


class FirstWordModel:
    """Reads passages without a network: the answer is the first word that follows a word of the question."""

    def __init__(self) -> None:
        self.asked: list[ReaderInput] = []
        self.times = 0

    def read(self, asked: Sequence[ReaderInput]) -> list[SpanScores]:
        self.times += 1
        self.asked += asked
        return [self._read({word.folded for word in words(question)}, text) for question, _, text in asked]

    def _read(self, asked: set[str], text: str) -> SpanScores:
        found = words(text)
        logits = np.full(len(found), -2.0, dtype=np.float32)
        for place in range(1, len(found)):
            if found[place - 1].folded in asked:
                logits[place] = 3.0 - 0.01 * place
        offsets = np.array([(w.start, w.end) for w in found], dtype=np.int64).reshape(-1, 2)
        return SpanScores(offsets, logits, logits, float(2 * logits.max(initial=-2.0)))


class FailingModel:
    """A network that fails on every passage."""

    def read(self, asked: Sequence[ReaderInput]) -> list[SpanScores]:
        raise ReaderError("the reader failed on a passage: no memory")


FURNITURE = "furniture"
"""Kind of a block that is in the text and in no paragraph."""


def laid_out(
    article_id: str,
    blocks: Iterable[tuple[str, str]],
    *,
    between: str = "\n\n",
    title: str | None = None,
    url: str | None = None,
    published: str | None = None,
    source: str | None = None,
    language: str | None = None,
    path: str | None = None,
) -> Article:
    """An article of blocks (kind of paragraph or FURNITURE, text), `between` between them."""
    text, paragraphs = "", []
    for kind, block in blocks:
        if text:
            text += between
        if kind != FURNITURE:
            paragraphs.append(Paragraph(Span(len(text), len(text) + len(block)), ParagraphKind(kind)))
        text += block
    return Article(article_id, text, tuple(paragraphs), title, url, published, source, None, language, path)


_TOWNS = "Marhad Jebrine Sarha Wasit Delba Halim Qasr Tarmin Zafar Nasib Rumel Khirba".split()


def long_article(article_id: str = "long", sections: int = 40) -> Article:
    """Many passages; section n says that n + 100 people fled a town, and has a sentence of its own."""
    blocks = [("title", "A year of war in the province")]
    for n in range(sections):
        town = _TOWNS[n % len(_TOWNS)]
        blocks.append(
            (
                "body",
                f"On day {n}, {n + 100} people fled {town} for the camps along the northern border. "
                f"Dr. Idriss said the road numbered R{n} was closed at 5 p.m. Monday, and “nobody could pass.” "
                f"Aid workers brought tents, flour and blankets to the families who had slept in the open field {n}.",
            )
        )
        if n % 7 == 3:
            blocks.append((FURNITURE, f"Subscribe to our newsletter number {n}"))
    return laid_out(article_id, blocks, title=blocks[0][1], published="2018-02-05", source="Example Post")


def given(*articles: Article | SourceError) -> Iterator[UnitResult]:
    """The articles as if they were read from a place that is never read twice the same."""
    return (UnitResult("here", "", article) for article in articles)


def build_with(
    embedder: HashEmbedder | Exception, directory: Path, *articles: Article | SourceError, model: str | None = None
) -> BuildReport:
    """Build an index of these articles; an exception stands for an embedder that raises it when it is loaded."""

    def load() -> HashEmbedder:
        if isinstance(embedder, Exception):
            raise embedder
        return embedder

    name = embedder.name if isinstance(embedder, HashEmbedder) else "hash"
    return build_generation(lambda _: given(*articles), directory, load, name if model is None else model)


def open_with(
    embedder: HashEmbedder | None, directory: Path, model: SpanModel | None = None, held: bool = False
) -> Archive:
    """The index that serves in `directory`, wired to this embedder and this reader's model; held while it is read."""
    generation = serving(directory) if held else FolderGeneration(current_generation(directory))
    try:
        return Archive(generation, embedder, model, [] if embedder else ["no embedder"])
    except BaseException:
        generation.close()
        raise
