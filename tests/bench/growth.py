"""Large corpora for benchmarks, grown from real ones.

What is grown is not real, and every table made with it says so: vectors beyond the real ones are real ones perturbed,
articles beyond the real ones are real sentences put together anew.

    python -m tests.bench.growth FOLDER [--cache DIR] [--rows N]

prints how alike the neighbours of real and of grown vectors are. FOLDER holds one folder a set, each with
articles.jsonl.gz and questions.jsonl.gz.
"""

import argparse
import gzip
import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np

from index.building.passages import PASSAGES_VERSION, split_passages
from index.language.sentences import sentences
from index.models.embedder import SentenceTransformerEmbedder, Vectors
from index.records import Article, Paragraph, ParagraphKind, Span
from index.retrieval.indexed_text import indexed_text
from index.sources.readers import read_articles

SETS = ("muc4", "multihop_rag")
"""The sets of news; the others are encyclopedia articles."""

NEIGHBOURS = 10
NOISE = 0.5
"""Chosen so that 1,700 real passages grown to 6,797 have the hundredth neighbours of the 6,797 real ones."""

_CHUNK = 8192
_CHARACTERS = 480
"""About what a passage adds to its article, its first sentence being the last of the one before."""


def real_articles(folder: Path, sets: Sequence[str] = SETS) -> Iterator[Article]:
    """The articles of the sets below `folder`."""
    for name in sets:
        for article in read_articles([folder / name / "articles.jsonl.gz"]):
            if isinstance(article, Article):
                yield article


def real_questions(folder: Path, sets: Sequence[str] = SETS) -> list[str]:
    """The questions of the sets below `folder`."""
    found = []
    for name in sets:
        with gzip.open(folder / name / "questions.jsonl.gz", "rt", encoding="utf-8") as lines:
            found += [str(json.loads(line)["question"]) for line in lines]
    return found


def real_vectors(folder: Path, cache: Path | None = None, passages: int = 20_000, questions: int = 400) -> "Real":
    """Vectors of at most so many real passages and questions, drawn at random; embedded once, then kept in `cache`."""
    cache = Path(tempfile.gettempdir()) / "verbatim-bench" if cache is None else cache
    cache.mkdir(parents=True, exist_ok=True)
    embedder = SentenceTransformerEmbedder()
    asked = _sample(real_questions(folder), questions)

    def texts() -> list[str]:
        return _sample(
            [
                indexed_text(article, passage)
                for article in real_articles(folder)
                for passage in split_passages(article, embedder.count_tokens, embedder.max_tokens)
            ],
            passages,
        )

    key = f"{embedder.fingerprint[:8]}-{PASSAGES_VERSION}-{passages}"
    kept = cache / f"passages-{key}.npy"
    if not kept.exists():
        np.save(kept, embedder.embed(texts()))
    questioned = cache / f"questions-{embedder.fingerprint[:8]}-{questions}.npy"
    if not questioned.exists():
        np.save(questioned, embedder.embed(asked))
    return Real(np.load(kept), np.load(questioned))


@dataclass(frozen=True, slots=True)
class Real:
    """Vectors of real passages and of real questions, shape (rows, dimensions) each."""

    passages: Vectors
    questions: Vectors


def grown_vectors(base: Vectors, rows: int, seed: int) -> Vectors:
    """`rows` unit vectors: first those of `base`, then perturbed ones; the same seed gives the same vectors.

    Each new vector lies somewhere between a real vector and one of its ten nearest, moved by half its length into the
    direction from one random real vector to another. So it stays where real ones are, and spreads as they do: noise
    that is alike in all dimensions would not.
    """
    drawn = np.random.default_rng(seed)
    real = len(base)
    grown = np.empty((rows, base.shape[1]), dtype=np.float32)
    grown[:real] = base[:rows]
    near = _neighbours(base, NEIGHBOURS)
    for start in range(real, rows, _CHUNK):
        count = min(_CHUNK, rows - start)
        one = drawn.integers(real, size=count)
        other = near[one, drawn.integers(near.shape[1], size=count)]
        share = drawn.uniform(size=(count, 1)).astype(np.float32)
        between = _unit((1 - share) * base[one] + share * base[other])
        away = base[drawn.integers(real, size=count)] - base[drawn.integers(real, size=count)]
        grown[start : start + count] = _unit(between + NOISE * _unit(away))
    return grown


def hundredth(vectors: Vectors, asked: Vectors, k: int = 100, own: bool = False) -> tuple[float, float, float]:
    """Cosine of the k-th neighbour: tenth, fiftieth and ninetieth percentile over `asked`.

    Args:
        own: `asked` are among `vectors`, and no neighbours of themselves.
    """
    cosines, _ = faiss.knn(asked, vectors, k + own, metric=faiss.METRIC_INNER_PRODUCT)
    low, middle, high = np.percentile(cosines[:, -1], [10, 50, 90])
    return float(low), float(middle), float(high)


def grown_articles(articles: Iterable[Article], passages: int, seed: int) -> Iterator[Article]:
    """Articles of about so many passages in all, one by one: first the real ones, then articles put together anew.

    Each new article has the paragraphs of a real one, as long in sentences; the sentences of a paragraph are drawn from
    one of three real articles of its outlet. The date is a real article's, the title is the beginning of one and the end
    of another; id and url are new. Words are as frequent as they were, so that the vocabulary does not grow; the same
    seed gives the same articles.
    """
    drawn = np.random.default_rng(seed)
    alike: dict[tuple[str | None, str | None], list[_Cut]] = {}
    every: list[_Cut] = []
    characters = 0
    for article in articles:
        if characters >= passages * _CHARACTERS:
            return
        yield article
        cut = _cut(article)
        characters += sum(len(sentence) for paragraph in cut.paragraphs for sentence in paragraph)
        if cut.paragraphs:
            every.append(cut)
            alike.setdefault((article.language, article.source), []).append(cut)
    number = 0
    while every and characters < passages * _CHARACTERS:
        shape = every[drawn.integers(len(every))]
        donors = alike[shape.article.language, shape.article.source]
        article = _combined(number, shape, [donors[drawn.integers(len(donors))] for _ in range(3)], drawn)
        characters += len(article.text)
        number += 1
        yield article


@dataclass(frozen=True, slots=True)
class _Cut:
    """An article with the sentences of its paragraphs."""

    article: Article
    paragraphs: list[list[str]]


def _cut(article: Article) -> _Cut:
    found = [
        [article.cut(span) for span in sentences(article.text, paragraph.span, article.language)]
        for paragraph in article.paragraphs
        if paragraph.kind is not ParagraphKind.TITLE
    ]
    return _Cut(article, [paragraph for paragraph in found if paragraph])


def _combined(number: int, shape: _Cut, donors: Sequence[_Cut], drawn: np.random.Generator) -> Article:
    paragraphs = []
    for wanted in shape.paragraphs:
        pool = [sentence for paragraph in donors[int(drawn.integers(len(donors)))].paragraphs for sentence in paragraph]
        paragraphs.append(" ".join(pool[i] for i in drawn.permutation(len(pool))[: len(wanted)]))
    spans, end = [], 0
    for paragraph in paragraphs:
        spans.append(Paragraph(Span(end, end + len(paragraph))))
        end += len(paragraph) + 2
    about = donors[0].article
    identity = hashlib.sha256(f"grown {number}".encode()).hexdigest()[:16]
    return Article(
        id=identity,
        text="\n\n".join(paragraphs),
        paragraphs=tuple(spans),
        title=_title(about.title, donors[1].article.title),
        url=f"https://grown.example/{number}",
        published=about.published,
        source=about.source,
        language=about.language,
    )


def _title(one: str | None, other: str | None) -> str | None:
    beginning, end = ((title or "").split() for title in (one, other))
    return " ".join([*beginning[: (len(beginning) + 1) // 2], *end[len(end) // 2 :]]) or None


def _sample(texts: list[str], count: int) -> list[str]:
    kept = np.random.default_rng(0).permutation(len(texts))[:count]
    return [texts[i] for i in kept]


def _neighbours(base: Vectors, count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """The rows nearest to each, itself left out, shape (rows, at most count); a row alone is its own neighbour."""
    _, near = faiss.knn(base, base, min(count + 1, len(base)), metric=faiss.METRIC_INNER_PRODUCT)
    return np.asarray(near[:, 1:] if near.shape[1] > 1 else near, dtype=np.int64)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="where vectors of the real passages are kept")
    parser.add_argument("--rows", type=int, default=350_000, help="rows to grow to")
    options = parser.parse_args()
    real = real_vectors(options.folder, options.cache)
    base, asked = real.passages, real.questions
    print(f"cosine of a neighbour, 10th / 50th / 90th percentile; {len(asked)} real questions, 500 passages ask")
    print("| vectors | neighbour | questions | passages |\n|---|---|---|---|")

    def line(name: str, vectors: Vectors, passages: Vectors, k: int) -> None:
        by_question, by_passage = hundredth(vectors, asked, k), hundredth(vectors, passages, k, own=True)
        shown = (" / ".join(f"{cosine:.3f}" for cosine in cosines) for cosines in (by_question, by_passage))
        print(f"| {name} | {k} | " + " | ".join(shown) + " |")

    quarter = base[::4]
    again = grown_vectors(quarter, len(base), 1)
    line(f"{len(base):,} real", base, base[:500], 100)
    line(f"{len(quarter):,} real", quarter, quarter[:500], 100)
    line(f"{len(quarter):,} real grown to {len(base):,}", again, again[-500:], 100)
    # In a sample of a corpus, every n-th passage, the k-th neighbour is about the corpus's k*n-th.
    line(f"{len(base):,} real", base, base[:500], max(1, round(100 * len(base) / options.rows)))
    grown = grown_vectors(base, options.rows, 1)
    line(f"{len(base):,} real grown to {options.rows:,}", grown, grown[-500:], 100)


if __name__ == "__main__":
    main()
