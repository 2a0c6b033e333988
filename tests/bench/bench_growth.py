"""What an index costs as it grows: building, opening, asking, a cold process, and a build after ten new articles.

    python -m tests.bench.bench_growth FOLDER [--sizes 10000,100000,350000] [--work DIR]

FOLDER/<set>/articles.jsonl.gz and FOLDER/<set>/questions.jsonl.gz are the real articles and questions. The corpora are
real articles recombined sentence by sentence; their vectors are real ones perturbed (`tests.bench.growth`), since
embedding 100,000 passages takes half an hour. All else is real: files, tables, the model that reads the questions.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

import faiss
import numpy as np
from rank_bm25 import BM25Okapi

from index.archive.archive import Archive
from index.building.builder import build_generation
from index.building.export import export
from index.language.text import terms
from index.models.embedder import Embedder, Vectors
from index.models.model_files import DEFAULT_MODEL
from index.models.onnx_embedder import open_embedder
from index.query.parser import understand
from index.retrieval.indexed_text import indexed_text
from index.sources.readers import read_places
from index.storage.article_store import ArticleStore
from index.storage.folder import ARTICLES, VECTORS
from index.storage.generations import current_generation
from tests.bench.growth import grown_articles, grown_vectors, real_articles, real_questions
from tests.bench.memory import most_memory

_QUESTIONS = 200
_REAL = 3_000
_NEW = 10


class Grown:
    """Gives real vectors perturbed for the many texts of a build, and the model's own for the few of a rebuild.

    Args:
        model: the real embedder.
        base: vectors of real passages, shape (passages, dimensions).
    """

    def __init__(self, model: Embedder, base: Vectors) -> None:
        self._model = model
        self._base = base
        self._seed = 0
        self.name, self.fingerprint = model.name, model.fingerprint
        self.dimensions, self.max_tokens = model.dimensions, model.max_tokens

    def load(self) -> None:
        """The real one is loaded."""

    def count_tokens(self, text: str) -> int:
        """An estimate: counting is not what is measured."""
        return len(text) // 4 + 2

    def embed(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> Vectors:
        """As many vectors as texts, other ones at each call."""
        self._seed += 1
        if progress is not None:
            progress(len(texts))
        real = len(self._base)  # which come first, and only once
        if self._seed == 1:
            return grown_vectors(self._base, len(texts), self._seed)
        return grown_vectors(self._base, real + len(texts), self._seed)[real:]

    def embed_question(self, text: str) -> Vectors:
        """The real one's vector."""
        return self._model.embed_question(text)


def main() -> None:
    """Measure each size and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000,100000,350000", help="passages, comma between")
    parser.add_argument("--work", type=Path, help="where corpora and indexes are kept for another run")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure is not None:
        print(json.dumps(_measured(options.measure, real_questions(options.folder)[::7][:_QUESTIONS])))
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    print(f"$ python -m tests.bench.bench_growth {options.folder} --sizes {options.sizes}")
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| passages | articles | build s | disk MB | open s | RSS MB | retrieval ms median / p95 | with names in all spellings | of it embedding the question | ask ms median / p95 "
          "| cold ask s | build after 10 new s | plain BM25 + FAISS ms median | plain RSS MB |")  # fmt: skip
    print("|" + "---|" * 14)
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        for size in sizes:
            print(_row(options.folder, work, size), flush=True)


def _row(folder: Path, work: Path, size: int) -> str:
    here = work / str(size)
    index, corpus = here / "index", here / "corpus"
    built = _built(folder, work, size, corpus, index)
    measured = json.loads(_run("-m", "tests.bench.bench_growth", str(folder), "--measure", str(index))[1])
    disk = sum(path.stat().st_size for path in current_generation(index).rglob("*") if path.is_file()) / 1e6
    cold = statistics.median(
        _run("-m", "index", "ask", "how many people were killed in Bogota?", "--index", str(index), codes={0, 1})[0]
        for _ in range(3)
    )
    (corpus / "new.jsonl").unlink(missing_ok=True)
    with (corpus / "new.jsonl").open("w", encoding="utf-8") as file:
        real = sum(1 for _ in real_articles(folder))  # which come first, and are in the index
        seed = time.time_ns() % 10**6
        new = islice(grown_articles(real_articles(folder), 10**9, seed), real, real + _NEW)
        export((replace(article, url=f"https://new.example/{seed}/{article.id}") for article in new), file)
    again, said = _run("-m", "index", "build", str(corpus), "--index", str(index), "--json")
    report = json.loads(said)
    if report["new"] != _NEW:
        sys.exit(f"the build after {_NEW} new articles found {report}")
    plain = json.loads(_run("-c", _PLAIN, str(folder), str(index))[1])
    ours = measured["retrieval"], measured["ask"], measured["names"]
    return (
        f"| {measured['passages']:,} | {measured['articles']:,} | {built:.0f} | {disk:,.0f} | {measured['open']:.2f} "
        f"| {measured['rss']:,.0f} | {ours[0][0]:.1f} / {ours[0][1]:.1f} | {ours[2][0]:.1f} / {ours[2][1]:.1f} | {measured['embedding']:.1f} | {ours[1][0]:.0f} / {ours[1][1]:.0f} "
        f"| {cold:.2f} | {again:.1f} ({report['embedded']} embedded) | {plain['median']:.0f} | {plain['rss']:,.0f} |"
    )


def _built(folder: Path, work: Path, size: int, corpus: Path, index: Path) -> float:
    """Seconds that the first build took; it is kept beside the index for later runs."""
    took = index.parent / "built"
    if took.exists():
        return float(took.read_text())
    corpus.mkdir(parents=True, exist_ok=True)
    with (corpus / "corpus.jsonl").open("w", encoding="utf-8") as file:
        export(grown_articles(real_articles(folder), size, seed=size), file)
    model = open_embedder(DEFAULT_MODEL)
    model.load()
    base = _base(folder, work, model)
    started = time.perf_counter()
    build_generation(
        lambda known: read_places([corpus], known_units=known), index, lambda: Grown(model, base), DEFAULT_MODEL
    )
    seconds = time.perf_counter() - started
    took.write_text(str(seconds))
    return seconds


def _base(folder: Path, work: Path, model: Embedder) -> Vectors:
    """Vectors of real passages, made once."""
    path = work / "base.npy"
    if path.exists():
        return np.asarray(np.load(path), dtype=np.float32)
    texts = []
    for article in real_articles(folder):
        texts += [indexed_text(article, paragraph.span)[:700] for paragraph in article.paragraphs[1:4]]
        if len(texts) >= _REAL:
            break
    vectors = model.embed(texts[:_REAL])
    work.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors)
    return vectors


def _measured(index: Path, questions: Sequence[str]) -> dict[str, object]:
    """What a process of its own sees of an index: seconds to open, milliseconds a question, memory."""
    started = time.perf_counter()
    model = open_embedder(DEFAULT_MODEL)
    model.load()
    loaded = time.perf_counter() - started
    started = time.perf_counter()
    archive = Archive.open(index)
    opened = time.perf_counter() - started - loaded
    if archive.degraded is not None:
        sys.exit(archive.degraded)
    archive.ask(questions[0])

    def retrieve(question: str) -> object:
        return archive.hits(understand(question, archive.is_name))

    def retrieve_by_names(question: str) -> object:
        """As a question is really searched for: names in every spelling, and in the other script."""
        return archive.hits(archive.understood(question))

    retrieval = [_timed(partial(retrieve, q)) for q in questions[1:]]
    by_names = [_timed(partial(retrieve_by_names, q)) for q in questions[1:]]
    asking = [_timed(partial(archive.ask, q)) for q in questions[1:40]]
    embedding = [_timed(partial(model.embed_question, q)) for q in questions[1:]]
    stats = archive.stats()
    return {
        "passages": stats.passages,
        "articles": stats.articles,
        "open": opened,
        "retrieval": [statistics.median(retrieval), float(np.percentile(retrieval, 95))],
        "names": [statistics.median(by_names), float(np.percentile(by_names, 95))],
        "embedding": statistics.median(embedding),
        "ask": [statistics.median(asking), float(np.percentile(asking, 95))],
        "rss": most_memory(),
    }


_PLAIN = """
import json, sys
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from tests.bench.bench_growth import plain
print(json.dumps(plain(Path(sys.argv[1]), Path(sys.argv[2]))))
"""


def plain(folder: Path, index: Path) -> dict[str, float]:
    """The same passages by rank-bm25 and an exact FAISS index in memory, done plainly: one question."""
    store = ArticleStore(current_generation(index) / ARTICLES)
    texts = (indexed_text(article, span) for article, spans in store.each() for span in spans)
    bm25 = BM25Okapi([terms(text) for text in texts])
    model = open_embedder(DEFAULT_MODEL)
    whole = faiss.read_index(str(current_generation(index) / VECTORS))  # which owns its parts
    vectors = faiss.downcast_index(whole.refine_index) if isinstance(whole, faiss.IndexRefine) else whole

    def asked(question: str) -> None:
        np.argsort(-bm25.get_scores(terms(question)))[:100]
        vectors.search(model.embed_question(question)[None], 100)

    times = [_timed(partial(asked, q)) for q in real_questions(folder)[:10]]
    return {
        "median": statistics.median(times[1:]),
        "rss": most_memory(),
    }


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def _run(*arguments: str, codes: frozenset[int] | set[int] = frozenset({0})) -> tuple[float, str]:
    """Seconds and output of a Python process of its own."""
    started = time.perf_counter()
    ran = subprocess.run([sys.executable, *arguments], capture_output=True, text=True)
    if ran.returncode not in codes:
        sys.exit(f"{' '.join(arguments)} failed: {ran.stderr}")
    return time.perf_counter() - started, ran.stdout


if __name__ == "__main__":
    main()
