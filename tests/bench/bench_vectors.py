"""How fast, how well and in how much memory the rows nearest to a question are found.

    python -m tests.bench.bench_vectors FOLDER [--cache DIR] [--rows N ...] [--million] [--others]

FOLDER holds one folder a set, each with articles.jsonl.gz and questions.jsonl.gz. Rows beyond the real passages are real
ones perturbed (tests/bench/growth.py); the questions are real. Each index is opened from disk and asked by a process of
its own, in one thread, one question after the other, with the file in the page cache. `--others` adds what FAISS has
besides, each at the first setting that finds .985 of the nearest 100.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.models.embedder import Vectors
from index.retrieval import ivf as clusters
from index.retrieval.vector_index import EXACT_ROWS, Mask, Rows, VectorIndex
from tests.bench.growth import grown_vectors, real_vectors

K = 100
ENOUGH = 0.985
FILTERS = ("every 100th row", "every 2nd row", "a fifth, far off")
_FAISS: Any = faiss

Search = Callable[[Vectors], Rows]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a process that opened an index and asked it measured; milliseconds and megabytes."""

    opened: float
    median: float
    p95: float
    cpu: float
    recall: float
    worst: float
    anonymous: int
    mapped: int


def masks(vectors: Vectors, question: Vectors) -> dict[str, Mask]:
    """Rows that a filter lets through; the last those least like the question, but for the farthest."""
    rows = np.arange(len(vectors))
    cosines = vectors @ question
    low, high = np.quantile(cosines, [0.1, 0.3])
    return dict(zip(FILTERS, (rows % 100 == 0, rows % 2 == 0, (cosines > low) & (cosines < high)), strict=True))


def ask(path: Path, vectors: Vectors, questions: Vectors, kind: str, setting: int) -> Asked:
    """Open the index at `path` and ask every question; one more beforehand, which is not counted."""
    fixed = masks(vectors, questions[0])[kind] if kind in FILTERS else None  # reads the rows: not for the others
    start = time.perf_counter()
    search = _ours(path, fixed) if kind in FILTERS or kind == "ours" else _other(path / "vectors.faiss", kind, setting)
    opened = time.perf_counter() - start
    search(questions[0])
    walls, cpus, found = [], [], []
    for question in questions:
        wall, cpu = time.perf_counter(), time.thread_time()
        found.append(search(question))
        cpus.append(time.thread_time() - cpu)
        walls.append(time.perf_counter() - wall)
    anonymous, mapped = _resident()
    recalls = [
        float(np.isin(_nearest(vectors, question, fixed), rows).mean())
        for question, rows in zip(questions, found, strict=True)
    ]
    return Asked(
        opened * 1e3, float(np.median(walls)) * 1e3, float(np.percentile(walls, 95)) * 1e3,
        float(np.median(cpus)) * 1e3, float(np.mean(recalls)), float(np.percentile(recalls, 5)), anonymous, mapped,
    )  # fmt: skip


OTHERS: dict[str, tuple[str, tuple[int, ...]]] = {
    "IVF, float32": ("IVF{n},Flat", (16, 32, 64, 96, 128, 192, 256)),
    "IVF, float16, reranked": ("IVF{n},SQfp16,RFlat", (16, 32, 64, 96, 128, 192, 256)),
    "IVF, 4-bit PQ, 600 reranked": ("IVF{n},PQ192x4fs,RFlat", (16, 32, 64, 96, 128, 192, 256)),
    "IVF, RaBitQ, 600 reranked": ("IVF{n},RaBitQfs,RFlat", (16, 32, 64, 96, 128, 192, 256)),
    "8-bit, no IVF, reranked": ("SQ8,RFlat", (0,)),
    "HNSW 32, float32": ("HNSW32,Flat", (100, 150, 200, 300, 400, 600)),
}
"""Kind to FAISS factory string and settings to try: groups looked into, or the breadth of a graph search."""


def _ours(path: Path, allowed: Mask | None) -> Search:
    index = VectorIndex.load(path)
    return lambda question: index.search(question, K, allowed)[0]


def _other(path: Path, kind: str, setting: int) -> Search:
    index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    params: Any = None
    if kind.startswith("HNSW"):
        params = _FAISS.SearchParametersHNSW(efSearch=setting)
    elif kind == "IVF, float32":
        params = _FAISS.SearchParametersIVF(nprobe=setting)
    else:
        inner = _FAISS.SearchParametersIVF(nprobe=setting) if setting else None
        more = 6.0 if "600" in kind else 1.25
        params = _FAISS.IndexRefineSearchParameters(k_factor=more, base_index_params=inner)
    return lambda question: np.asarray(index.search(question[None], K, params=params)[1][0])


def build_other(kind: str, vectors: Vectors, path: Path) -> None:
    """Train, fill and write an index of another kind."""
    index: Any = _FAISS.index_factory(
        vectors.shape[1], OTHERS[kind][0].format(n=round(4 * len(vectors) ** 0.5)), faiss.METRIC_INNER_PRODUCT
    )
    if kind.startswith("IVF"):
        trained = _FAISS.downcast_index(_FAISS.extract_index_ivf(index))
        trained.cp.niter, trained.cp.max_points_per_centroid = 4, 40
    if "PQ" in kind:
        trained.pq.cp.niter, trained.pq.cp.max_points_per_centroid = 10, 256
    index.train(vectors)
    index.add(vectors)
    faiss.write_index(index, str(path / "vectors.faiss"))


def asked(path: Path, data: Path, kind: str, setting: int = 0) -> Asked:
    """What `ask` measures, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bench_vectors", str(data), "--ask", str(path), kind, str(setting)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return Asked(**json.loads(done.stdout.splitlines()[-1]))


def measure(vectors: Vectors, questions: Vectors, others: bool, folder: Path) -> None:
    """Print the table of one size."""
    np.save(folder / "rows.npy", vectors)
    np.save(folder / "questions.npy", questions)
    print(f"\n### {len(vectors):,} rows\n")
    print("| kind | build s (CPU) | open ms | median ms | p95 ms | CPU ms | exact is x slower | recall@100 | its 5th "
          "percentile | MB on disk | MB resident: own + mapped |\n|---|---|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    exact_cpu = 0.0

    def line(name: str, built: str, path: Path, found: Asked) -> None:
        size = (path / "vectors.faiss").stat().st_size / 1e6
        print(f"| {name} | {built} | {found.opened:.1f} | {found.median:.2f} | {found.p95:.2f} | {found.cpu:.2f} "
              f"| {exact_cpu / found.cpu:.1f} | {found.recall:.4f} | {found.worst:.2f} | {size:.0f} "
              f"| {found.anonymous} + {found.mapped} |", flush=True)  # fmt: skip

    exact = _folder(folder / "exact")
    with _timed() as took:
        VectorIndex(_flat(vectors)).save(exact)
    found = asked(exact, folder, "ours")
    exact_cpu = found.cpu
    line("exact", took(), exact, found)
    if len(vectors) > EXACT_ROWS:
        ours, again = _folder(folder / "ours"), _folder(folder / "again")
        with _timed() as took:
            VectorIndex.build(vectors).save(ours)
        line(f"groups, {clusters.SCANNED:,} rows looked at", took(), ours, asked(ours, folder, "ours"))
        with _timed() as took:
            old = np.arange(len(vectors))
            old[:: len(vectors) // 100] = -1
            VectorIndex.build(vectors, VectorIndex.load(ours), old).save(again)
        line("the same, built again with 100 rows new", took(), again, asked(again, folder, "ours"))
        for kind in FILTERS:
            line(f"the same, filtered: {kind}", "", ours, asked(ours, folder, kind))
    for kind, (_, settings) in OTHERS.items() if others else ():
        path = _folder(folder / "other")
        with _timed() as took:
            build_other(kind, vectors, path)
        for setting in settings:
            found = asked(path, folder, kind, setting)
            if found.recall >= ENOUGH:
                break
        line(f"{kind}{f' ({setting})' if setting else ''}", took(), path, found)


def _flat(vectors: Vectors) -> faiss.IndexFlatIP:
    flat: Any = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    return flat  # type: ignore[no-any-return]


def _nearest(vectors: Vectors, question: Vectors, allowed: Mask | None) -> Rows:
    cosines = np.asarray(vectors @ question)
    if allowed is not None:
        cosines[~allowed] = -np.inf
    return np.argpartition(-cosines, K)[:K]


def _resident() -> tuple[int, int]:
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    own, mapped = (int(lines[name].split()[0]) // 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped


@contextmanager
def _timed() -> Iterator[Callable[[], str]]:
    wall, cpu = time.perf_counter(), time.process_time()
    took: list[float] = []
    yield lambda: f"{took[0]:.2f} ({took[1]:.2f})"
    took += [time.perf_counter() - wall, time.process_time() - cpu]


def _folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="where vectors of the real passages are kept")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 350_000])
    parser.add_argument("--million", action="store_true", help="a million rows as well")
    parser.add_argument("--others", action="store_true", help="other kinds of index as well, which takes long")
    parser.add_argument("--ask", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        vectors, questions = (
            np.load(options.folder / "rows.npy", mmap_mode="r"),
            np.load(options.folder / "questions.npy"),
        )
        path, kind, setting = options.ask
        print(json.dumps(asdict(ask(Path(path), vectors, questions, kind, int(setting)))))
        return
    real = real_vectors(options.folder, options.cache)
    sizes = [*options.rows, *([1_000_000] if options.million else [])]
    print(f"`{' '.join(['python -m tests.bench.bench_vectors', *sys.argv[1:]])}`: {len(real.passages):,} real passages, "
          f"grown to {', '.join(f'{size:,}' for size in sizes)} by perturbing them, {len(real.questions)} real questions; "
          f"{real.passages.shape[1]} dimensions; FAISS {faiss.__version__}, Python {platform.python_version()}, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.")  # fmt: skip
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(grown_vectors(real.passages, size, 1), real.questions, options.others, Path(folder))


if __name__ == "__main__":
    main()
