"""How fast texts become vectors, and whether they are the model's: the export beside bare sentence-transformers.

    python -m tests.bench.bench_embedding [ARTICLES ...] [--passages N] [--rounds N]

Both embed the same passages in the same process on as many threads as there are cores, in turns, and the median of the
rounds counts, so that a busy machine weighs on both alike. A cold start is a new process, from its first import to the
vector of one question.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np

from index.building.passages import indexed_text, split_passages
from index.models.embedder import DEFAULT_MODEL, Embedder, Vectors
from index.models.model_files import find_model
from index.models.onnx_embedder import open_embedder
from index.records import Article
from index.sources.readers import read_articles
from tests.bench.memory import most_memory

COLD = {
    "sentence-transformers": (
        "from sentence_transformers import SentenceTransformer\n"
        "SentenceTransformer({folder!r}, device='cpu').encode(['word'], show_progress_bar=False)\n"
    ),
    "export": (
        "from pathlib import Path\n"
        "from index.models.onnx_embedder import open_embedder\n"
        "open_embedder({name!r}, Path({models!r})).embed(['word'])\n"
    ),
}
REPORT = (
    "import resource\n"
    "from tests.bench.memory import most_memory\n"
    "used = resource.getrusage(resource.RUSAGE_SELF)\n"
    "print(used.ru_utime + used.ru_stime, most_memory())\n"
)
SHUFFLES = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=Path, default=[Path("tests/corpus")])
    parser.add_argument("--passages", type=int, default=300, help="passages to embed, spread over the articles")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        models = Path(directory)
        started = time.perf_counter()
        embedder = open_embedder(DEFAULT_MODEL, models)
        embedder.load()
        print(f"exported in {time.perf_counter() - started:.1f} s, the import of PyTorch included")
        texts = passages(options.articles, embedder, options.passages)
        compare(texts, embedder, options.rounds)
        print(f"{'cold start':24} {'seconds':>8} {'of CPU':>8} {'peak MB':>9}")
        for kind, program in COLD.items():
            source = program.format(folder=str(find_model().folder), name=DEFAULT_MODEL, models=str(models))
            runs = [cold(source) for _ in range(options.rounds)]
            seconds, cpu, peak = (statistics.median(column) for column in zip(*runs, strict=True))
            print(f"{kind:24} {seconds:8.2f} {cpu:8.2f} {peak:9.0f}")
        many = f"embedder = open_embedder({DEFAULT_MODEL!r}, Path({str(models)!r}))\nembedder.embed(sys.stdin.read().split('\\0'))\n"
        source = "import sys\nfrom pathlib import Path\nfrom index.models.onnx_embedder import open_embedder\n" + many
        print(f"{f'export, {len(texts)} passages':24} {'':8} {'':8} {cold(source, texts)[2]:9.0f}")


def passages(articles: list[Path], embedder: Embedder, count: int) -> list[str]:
    """What a build would embed, `count` of it: every n-th passage of the articles that the first ones are not enough for."""
    read = (found for found in read_articles(articles) if isinstance(found, Article))
    cut = (
        indexed_text(article, passage.span)
        for article in read
        for passage in split_passages(article, embedder.count_tokens, embedder.max_tokens)
    )
    found = list(islice(cut, 10 * count))
    return found[:: max(1, len(found) // count)][:count]


def compare(texts: list[str], embedder: Embedder, rounds: int) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    cores = len(os.sched_getaffinity(0))
    torch.set_num_threads(cores)
    model = SentenceTransformer(str(find_model().folder), device="cpu")
    by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
    ordered = [texts[i] for i in by_length]

    def bare() -> Vectors:
        found: Vectors = model.encode(ordered, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        return found

    kinds: dict[str, Callable[[], Vectors]] = {"sentence-transformers": bare, "export": lambda: embedder.embed(ordered)}
    for embed in kinds.values():
        embed()  # buffers are made, and the clock of the processor is up
    rates: dict[str, list[float]] = {kind: [] for kind in kinds}
    work: dict[str, list[float]] = {kind: [] for kind in kinds}
    vectors: dict[str, Vectors] = {}
    for _ in range(rounds):
        for kind, embed in kinds.items():
            started, worked = time.perf_counter(), time.process_time()
            vectors[kind] = embed()
            rates[kind].append(len(texts) / (time.perf_counter() - started))
            work[kind].append((time.process_time() - worked) / len(texts) * 1000)
    ratios = [ours / theirs for theirs, ours in zip(*rates.values(), strict=True)]
    counts = [embedder.count_tokens(text) for text in texts]
    cosines = np.sum(vectors["sentence-transformers"] * vectors["export"], axis=1)
    print(f"{len(texts)} passages of {statistics.mean(counts):.0f} tokens on average, {cores} threads, {rounds} rounds")
    for kind, found in rates.items():
        print(f"{kind:24} {statistics.median(found):8.1f} passages/s, "
              f"{statistics.median(work[kind]):.1f} ms of CPU each")  # fmt: skip
    print(f"{'ratio':24} {statistics.median(ratios):8.2f} (goal: at least 0.9; of each round: "
          f"{', '.join(f'{ratio:.2f}' for ratio in ratios)})")  # fmt: skip
    print(f"{'least cosine':24} {cosines.min():8.6f} (goal: at least 0.999)")
    same = equal_whatever_the_order(ordered, embedder, vectors["export"])
    print(f"{'same to the bit':24} {'yes' if same else 'NO':>8} (reversed, shuffled {SHUFFLES} times, some alone)")
    print(f"{'peak memory':24} {most_memory():8.0f} MB, both models and PyTorch in it")


def equal_whatever_the_order(texts: list[str], embedder: Embedder, expected: Vectors) -> bool:
    draw = np.random.default_rng(0)
    orders = [np.arange(len(texts))[::-1], *(draw.permutation(len(texts)) for _ in range(SHUFFLES))]
    together = all(np.array_equal(embedder.embed([texts[i] for i in order]), expected[order]) for order in orders)
    some = range(0, len(texts), 10)
    return together and all(np.array_equal(embedder.embed([texts[i]])[0], expected[i]) for i in some)


def cold(source: str, texts: list[str] | None = None) -> tuple[float, float, float]:
    """Seconds, seconds of the processor and peak MB of a new process that runs `source`, given the texts to read."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", source + REPORT],
        input="\0".join(texts or []),
        capture_output=True,
        text=True,
        check=True,
    )
    cpu, peak = done.stdout.split()[-2:]
    return time.perf_counter() - started, float(cpu), float(peak)


if __name__ == "__main__":
    main()
