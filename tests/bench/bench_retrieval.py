"""How well each kind of evidence, and their fusion, finds the passages that answer, over sets of news.

    python -m tests.bench.bench_retrieval FOLDER [--sets muc4,multihop_rag] [--cache DIR] [--passages 700]
                                           [--halves] [--published]

FOLDER holds one folder a set, each with articles.jsonl(.gz) and questions.jsonl(.gz). Vectors are kept
in the cache by a hash of their text, so that a second run embeds nothing. The constants were chosen with it;
--halves prints both halves of the questions, which agree. With --published, multihop_rag has a second table over passages cut as in
published figures: about 1,000 characters of whole sentences, none in two passages, without the title.
"""

import argparse
import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.building import passages
from index.building.passages import article_index_text, split_passages
from index.language.sentences import sentences
from index.language.text import terms
from index.models.embedder import Embedder, Vectors
from index.models.language_directions import without_language
from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder
from index.records import Article, Span
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.hybrid import search
from index.retrieval.indexed_text import indexed_text
from index.retrieval.local_store import LocalStore
from index.retrieval.vector_index import Rows, VectorIndex
from index.sources.readers import read_articles
from tests.bench.bench_questions import rows as lines_of
from tests.bench.judging import Measured, article_measures, evidence_measures, squeezed, with_interval
from tests.fakes import local_store, stored

DEEP = 400
"""Passages of a ranking that are looked at; ten different articles are among them."""

PUBLISHED_CHARACTERS = 1000
RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke & Buettcher, SIGIR 2009)."""

BY_EVIDENCE = "multihop_rag"
"""The set whose questions are answered by several articles together; passages with their evidence are looked for."""

OF_EVIDENCE = ("Hits@4", "Hits@10", "MAP@10", "MRR@10")
OF_ANSWERS = ("article first", "article in 10", "answer in first passage", "answer in 6", "answer in 12")


class VectorCache:
    """Vectors of texts, embedded once and kept in a folder."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self._path = folder / f"vectors-{embedder.fingerprint[:12]}.npz"
        self._kept: dict[str, Vectors] = {}
        if self._path.exists():
            with np.load(self._path) as arrays:
                self._kept = dict(zip(arrays["keys"].tolist(), arrays["vectors"], strict=True))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`, shape (texts, dimensions); those not known yet are embedded and kept."""
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32] for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
        if missing:
            self._kept.update(zip(missing, self._embedder.embed(list(missing.values())), strict=True))
            np.savez(self._path, keys=list(self._kept), vectors=np.array(list(self._kept.values())))
        return np.array([self._kept[key] for key in keys])


class Corpus:
    """The passages of a set with their real indexes, and which of them answer which question."""

    def __init__(
        self, articles: Sequence[Article], spans: Sequence[Sequence[Span]], cache: VectorCache, titled: bool
    ) -> None:
        cut = [(article, span) for article, own in zip(articles, spans, strict=True) for span in own]
        self.bodies = [article.cut(span) for article, span in cut]
        texts = [indexed_text(article, span) for article, span in cut] if titled else self.bodies
        self.first_row = np.cumsum([0, *map(len, spans)])
        self.article_of = np.repeat(np.arange(len(articles)), np.diff(self.first_row))
        self.keywords = KeywordIndex.build(map(terms, texts))
        self.by_article = KeywordIndex.build(terms(article_index_text(article)) for article in articles)
        self.vectors = VectorIndex.build(cache.embed(texts))
        self.folder = tempfile.TemporaryDirectory()
        store = stored(Path(self.folder.name) / "articles.sqlite", articles, spans=spans)
        empty = local_store(store, articles[:0])
        self.store = LocalStore(empty.manifest, store, self.keywords, self.by_article, self.vectors, empty.names)

    def rankings(self, question: str, vector: Vectors) -> dict[str, Rows]:
        """Rows for a question, best first, by each kind of evidence alone and together."""
        asked = terms(question)
        keywords, _ = self.keywords.search(asked, DEEP)
        vectors, _ = self.vectors.search(vector, DEEP)
        neutral = without_language(vector)
        by_article = [self._inside(article, asked) for article in self.by_article.search(asked, 20)[0].tolist()]
        return {
            "passage BM25": keywords,
            "vectors": vectors,
            "vectors, that of the question without its language": self.vectors.search(neutral, DEEP)[0],
            "article BM25, then passage BM25": np.concatenate([np.empty(0, dtype=np.int64), *by_article])[:DEEP],
            "reciprocal ranks of both": _by_reciprocal_ranks(keywords[:100], vectors[:100]),
            "the project's fusion without vectors": search(self.store, asked, None, DEEP)[0],
            "the project's fusion": search(self.store, asked, neutral, DEEP)[0],
        }

    def _inside(self, article: int, asked: Sequence[str]) -> Rows:
        rows = np.arange(self.first_row[article], self.first_row[article + 1], dtype=np.int64)
        return rows[np.argsort(-self.keywords.scores(asked)[rows], kind="stable")]

    def rows_with(self, article: int, quote: str) -> frozenset[int]:
        """The passages of an article that hold the whole of a quote."""
        rows = range(int(self.first_row[article]), int(self.first_row[article + 1]))
        return frozenset(row for row in rows if squeezed(quote) in squeezed(self.bodies[row]))


def _by_reciprocal_ranks(*rankings: Rows) -> Rows:
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking.tolist(), 1):
            scores[row] = scores.get(row, 0.0) + 1 / (RRF + rank)
    return np.array(sorted(scores, key=lambda row: (-scores[row], row)), dtype=np.int64)


def measured(
    name: str, questions: Sequence[dict[str, Any]], numbers: dict[str, int], corpus: Corpus, cache: VectorCache
) -> dict[str, Measured]:
    """What each ranking reaches on each question, by the measures of the set."""
    values: dict[str, list[tuple[float, ...]]] = {}
    vectors = cache.embed([question["question"] for question in questions])
    for question, vector in zip(questions, vectors, strict=True):
        evidence = [(numbers[e["article_id"]], e["quote"]) for e in question["evidence"]]
        right = frozenset(article for article, _ in evidence)
        holding = [corpus.rows_with(*one) for one in evidence] if name == BY_EVIDENCE else []

        def answers(row: int, accepted: Sequence[str] = question["answers"]) -> bool:
            return any(answer.casefold() in corpus.bodies[row].casefold() for answer in accepted)

        for ranking, rows in corpus.rankings(question["question"], vector).items():
            one = (
                evidence_measures(rows.tolist(), holding)
                if holding
                else article_measures(rows.tolist(), corpus.article_of, right, answers)
            )
            values.setdefault(ranking, []).append(one)
    return {ranking: np.array(rows) for ranking, rows in values.items()}


def table(title: str, measures: Iterable[str], values: dict[str, Measured]) -> None:
    """Print one table, a row for each ranking."""
    print(f"\n{title}\n\n| ranking | {' | '.join(measures)} |\n|---{'|---' * len(next(iter(values.values()))[0])}|")
    for ranking, reached in values.items():
        print(f"| {ranking} | {' | '.join(with_interval(column) for column in reached.T)} |")


def whole_sentences(article: Article, characters: int) -> list[Span]:
    """The article's text in runs of whole sentences of at most so many characters, none in two runs."""
    runs: list[Span] = []
    for paragraph in article.paragraphs:
        for sentence in sentences(article.text, paragraph.span, article.language):
            if runs and sentence.end - runs[-1].start <= characters:
                runs[-1] = Span(runs[-1].start, sentence.end)
            else:
                runs.append(sentence)
    return runs


def main() -> None:
    """Print the tables of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", default="muc4,multihop_rag")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "verbatim-bench")
    parser.add_argument("--passages", type=int, default=passages.TARGET_CHARACTERS, help="characters of a passage")
    parser.add_argument("--halves", action="store_true", help="also print each half of the questions")
    parser.add_argument("--published", action="store_true", help="also cut the articles of multihop_rag that way")
    options = parser.parse_args()
    passages.TARGET_CHARACTERS = options.passages
    embedder = open_embedder(DEFAULT_MODEL, options.cache)
    cache = VectorCache(options.cache, embedder)
    for name in options.sets.split(","):
        lines = [list(lines_of(options.folder / name / f"{kind}.jsonl")) for kind in ("articles", "questions")]
        file = next((options.folder / name).glob("articles.jsonl*"))
        articles = [article for article in read_articles([file]) if isinstance(article, Article)]
        assert [a.text for a in articles] == [line["text"] for line in lines[0]], f"{file} is not read whole"
        measures = OF_EVIDENCE if name == BY_EVIDENCE else OF_ANSWERS
        numbers = {line["id"]: number for number, line in enumerate(lines[0])}
        questions = [question for question in lines[1] if question["evidence"]]

        def own(article: Article) -> list[Span]:
            return list(split_passages(article, embedder.count_tokens, embedder.max_tokens))

        def as_published(article: Article) -> list[Span]:
            return whole_sentences(article, PUBLISHED_CHARACTERS)

        cuts: list[tuple[str, Callable[[Article], list[Span]]]] = [(f"passages of {options.passages} characters", own)]
        if options.published and name == BY_EVIDENCE:
            cuts.append((f"{PUBLISHED_CHARACTERS} characters, none twice, no title", as_published))
        for label, cut in cuts:
            corpus = Corpus(articles, [cut(article) for article in articles], cache, titled=cut is own)
            values = measured(name, questions, numbers, corpus, cache)
            about = f"{name}, {label}: {len(corpus.bodies):,} passages"
            table(f"{about}, {len(questions):,} questions", measures, values)
            if options.halves:
                for half, start in (("even", 0), ("odd", 1)):
                    part = {ranking: reached[start::2] for ranking, reached in values.items()}
                    table(f"{about}, questions with {half} numbers", measures, part)


if __name__ == "__main__":
    main()
