"""A cluster's answers beside the local ones, over real HTTP and the real core of Qdrant in one process.

    python -m tests.bench.bench_cluster [PASSAGES ...] [--questions N] [--work DIR] [--recall INDEX]

A table for each number of passages (3,000 and 30,000 without any): how many questions, half of them with filters, have the
same twelve passages in the same order; milliseconds a question; passages written a second; and of the hundred nearest
vectors how many an approximate search finds, once the core has built its graph. With --recall that last figure alone, for
the vectors of a local index; what is asked for are its own passages.
"""

import argparse
import os
import random
import statistics
import time
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from qdrant_client import models

from index.archive.serving_generation import serving
from index.building.cluster.build import build_in_cluster
from index.cluster import connection, searching
from index.cluster.schema import DENSE, as_list
from index.language.text import terms
from index.models.embedder import Vectors
from index.records import Filters
from index.retrieval.article_conditions import passing
from index.retrieval.hybrid import search
from index.retrieval.store import Store
from index.retrieval.vector_index import VectorIndex
from index.storage.address import ClusterAddress
from index.storage.generations import current_generation
from tests.index.cluster.corpus import made_articles, made_questions
from tests.index.cluster.edge_client import EdgeClient
from tests.index.cluster.qdrant_server import Backend, QdrantServer
from tests.index.fakes import HashEmbedder, build_with, given

EMBEDDER = HashEmbedder(dimensions=384)
FILTERS = (Filters(after="2018-03", before="2018-09"), Filters(sources=("Post",)), Filters(places=("Idlib", "Sarmin")))
NEAREST = 100


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=int, nargs="*", default=[3_000, 30_000])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--work", type=Path, help="folder for what is built (a temporary one)")
    parser.add_argument("--recall", type=Path, metavar="INDEX", help="recall of the vectors of this index")
    options = parser.parse_args()
    if options.recall is not None:
        print(recall_of(options.recall))
        return
    connection.TIMEOUT_S = 600
    print("| passages | written a second | same twelve in order | local ms | cluster ms | recall@100, HNSW |")
    print("|---|---|---|---|---|---|")
    for size in options.passages:
        with TemporaryDirectory(dir=options.work) as folder, ExitStack() as stack:
            print(_row(Path(folder), size, options.questions, stack), flush=True)


def recall_of(index: Path) -> str:
    """Of the hundred nearest to 50 passages of a local index, how many the core's graph over all of them finds."""
    vectors = VectorIndex.load(current_generation(index))
    with TemporaryDirectory() as folder:
        core = EdgeClient(Path(folder))
        core.create_collection(
            "passages", {DENSE: models.VectorParams(size=vectors.dimensions, distance=models.Distance.DOT)}, {}
        )
        for start in range(0, len(vectors), 500):
            rows = np.arange(start, min(start + 500, len(vectors)))
            points = [
                models.PointStruct(id=int(row), vector={DENSE: as_list(one)}, payload={})
                for row, one in zip(rows, vectors.at(rows), strict=True)
            ]
            core.upsert("passages", points)
        core.optimize()
        asked = vectors.at(np.random.default_rng(1).choice(len(vectors), 50, replace=False))
        found = [_recall(core, one) for one in asked]
        core.close()
    return f"{len(vectors):,} vectors: recall@{NEAREST} {statistics.mean(found):.4f}, the worst {min(found):.2f}"


def _row(folder: Path, size: int, number: int, stack: ExitStack) -> str:
    articles = made_articles(round(size / 2.7))
    build_with(EMBEDDER, folder / "local", *articles)
    core = EdgeClient(folder / "core")
    stack.callback(core.close)
    server = stack.enter_context(QdrantServer(Backend(core)))
    address = ClusterAddress(server.url, folder / "working", parts=3)
    build_with(EMBEDDER, folder / "working", *articles)  # so that only the writing is timed
    begun = time.perf_counter()
    build_in_cluster(lambda _: given(*articles), address, lambda: EMBEDDER, EMBEDDER.name, lambda *_: None)
    took = time.perf_counter() - begun
    local, there = (
        stack.enter_context(closing(serving(one))).open_store(True)[0] for one in (folder / "local", address)
    )
    same = 0
    times: tuple[list[float], list[float]] = ([], [])
    draw = random.Random(5)
    for turn, question in enumerate(made_questions(number)):
        filters = Filters() if turn % 2 else draw.choice(FILTERS)
        found = [_timed(store, question, filters, spent) for store, spent in zip((local, there), times, strict=True)]
        same += found[0] == found[1]
    core.optimize()
    recall = statistics.mean(_recall(core, EMBEDDER.embed_question(one)) for one in made_questions(50, seed=3))
    passages = there.manifest.passages
    ms = [f"{statistics.median(spent):.1f}" for spent in times]
    return f"| {passages:,} | {passages / took:,.0f} | {same}/{number} | {ms[0]} | {ms[1]} | {recall:.3f} |"


def _timed(store: Store, question: str, filters: Filters, spent: list[float]) -> list[tuple[str, int]]:
    vector = EMBEDDER.embed_question(question)
    begun = time.perf_counter()
    ranking = search(store, terms(question), vector, 12, passing(filters))
    passages = store.passages(ranking.rows.tolist())
    spent.append(1000 * (time.perf_counter() - begun))
    return [(article.id, span.start) for article, span in passages]


def _recall(core: EdgeClient, vector: Vectors) -> float:
    """Of the nearest by exact search, how many the approximate one finds."""
    (name,) = (one for one in core.shards if one.endswith("passages"))
    query = as_list(np.asarray(vector))
    found = []
    for params in (models.SearchParams(exact=True), models.SearchParams(hnsw_ef=searching.EF)):
        one = models.QueryRequest(query=query, using=DENSE, limit=NEAREST, params=params, with_payload=False)
        found.append({point.id for point in core.query_batch_points(name, [one])[0].points})
    return len(found[0] & found[1]) / max(1, len(found[0]))


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
