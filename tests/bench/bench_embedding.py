"""How fast texts become vectors, whether they are the model's, and what it takes: the export beside sentence-transformers.

    python -m tests.bench.bench_embedding [ARTICLES ...] [--passages N] [--rounds N] [--models NAME,NAME]

Both embed the same passages in the same process on as many threads as there are cores, in turns, and the median of the
rounds counts, so that a busy machine weighs on both alike. A cold process goes from its first import to the vector of
one question; the export is made in a process of its own, which imports PyTorch. One row of a table for each model.
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

from index.building.passages import split_passages
from index.models import packaged_e5
from index.models.embedder import Embedder, SentenceTransformerEmbedder, Vectors
from index.models.model_files import DEFAULT_MODEL, ENGLISH_MODEL, find_model, packaged_model
from index.models.onnx_embedder import open_embedder
from index.records import Article
from index.retrieval.indexed_text import indexed_text
from index.sources.readers import read_articles

OPENED = (
    "import sys\n"
    "from pathlib import Path\n"
    "from index.models.onnx_embedder import open_embedder\n"
    "embedder = open_embedder({name!r}, Path({models!r}))\n"
)
EXPORT = OPENED + "embedder.load()\n"
ASK = OPENED + "embedder.embed_question('How many died?')\n"
EMBED = OPENED + "embedder.embed(sys.stdin.read().split('\\0'))\n"
BARE = (
    "from sentence_transformers import SentenceTransformer\n"
    "SentenceTransformer({folder!r}, device='cpu').encode(['How many died?'], show_progress_bar=False)\n"
)
REPORT = (
    "import resource\n"
    "from tests.bench.memory import most_memory\n"
    "used = resource.getrusage(resource.RUSAGE_SELF)\n"
    "print(used.ru_utime + used.ru_stime, most_memory())\n"
)
SHUFFLES = 3
COLUMNS = (
    "model", "tokens a passage", "passages a second", "bare `encode`", "ratio (of each round)", "least cosine",
    "same to the bit", "cold question s / MB", "the same in PyTorch", "MB while embedding", "export: s of CPU / MB",
    "package MB", "MB in `MODEL_CACHE`",
)  # fmt: skip


def main() -> None:
    """Measure each model and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=Path, default=[Path("tests/corpus")])
    parser.add_argument("--passages", type=int, default=300, help="passages to embed, spread over the articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--models", default=f"{DEFAULT_MODEL},{ENGLISH_MODEL}", help="comma between")
    options = parser.parse_args()
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
    for name in options.models.split(","):
        with tempfile.TemporaryDirectory() as directory:
            print(row(name, Path(directory), options.articles, options.passages, options.rounds), flush=True)


def row(name: str, models: Path, articles: list[Path], count: int, rounds: int) -> str:
    """One model's row of the table; its export is made in `models`, which is empty."""

    def cold(program: str, texts: list[str] | None = None) -> tuple[float, float, float]:
        return process(
            program.format(name=name, models=str(models), folder=str(find_model(name, models).folder)), texts
        )

    _, exporting, most = cold(EXPORT)
    embedder = open_embedder(name, models)
    texts = passages(articles, embedder, count)
    asked, bare = ([cold(program) for _ in range(rounds)] for program in (ASK, BARE))
    while_embedding = cold(EMBED, texts)[2]
    packaged = packaged_model() if name == ENGLISH_MODEL else packaged_e5.packaged_file()
    kept = sum(path.stat().st_size for path in models.rglob("*") if path.is_file()) / 1e6
    carried = sum(path.stat().st_size for path in (packaged, *packaged.rglob("*")) if path.is_file()) / 1e6
    ours, theirs, ratios, least = compare(name, models, texts, embedder, rounds)
    same = equal_whatever_the_order(texts, embedder, embedder.embed(texts))
    seconds = [(statistics.median(run[0] for run in runs), statistics.median(run[2] for run in runs)) for runs in (asked, bare)]  # fmt: skip
    cells = (
        f"`{name}`",
        f"{statistics.mean(embedder.count_tokens(text) for text in texts):.0f}",
        f"{ours:.1f}",
        f"{theirs:.1f}",
        f"{statistics.median(ratios):.2f} ({', '.join(f'{ratio:.2f}' for ratio in ratios)})",
        f"{least:.6f}",
        "yes" if same else "NO",
        *(f"{first:.1f} / {memory:.0f}" for first, memory in seconds),
        f"{while_embedding:.0f}",
        f"{exporting:.0f} / {most:.0f}",
        f"{carried:.0f}",
        f"{kept:.0f}",
    )
    return "| " + " | ".join(cells) + " |"


def passages(articles: list[Path], embedder: Embedder, count: int) -> list[str]:
    """What a build would embed, `count` of it: every n-th passage of the articles that the first ones are not enough for."""
    read = (found for found in read_articles(articles) if isinstance(found, Article))
    cut = (
        indexed_text(article, passage)
        for article in read
        for passage in split_passages(article, embedder.count_tokens, embedder.max_tokens)
    )
    found = list(islice(cut, 10 * count))
    return found[:: max(1, len(found) // count)][:count]


def compare(
    name: str, models: Path, texts: list[str], embedder: Embedder, rounds: int
) -> tuple[float, float, list[float], float]:
    """Passages a second of the export and of bare `encode`, their ratio in each round, and the least cosine."""
    import torch

    torch.set_num_threads(len(os.sched_getaffinity(0)))
    original = SentenceTransformerEmbedder(files=find_model(name, models))
    prompt = original.prompts[1] or None
    ordered = sorted(texts, key=len, reverse=True)

    def bare() -> Vectors:
        found: Vectors = original.model.encode(
            ordered, prompt=prompt, batch_size=32, normalize_embeddings=True, show_progress_bar=False
        )
        return found

    kinds: dict[str, Callable[[], Vectors]] = {"bare": bare, "ours": lambda: embedder.embed(ordered)}
    rates: dict[str, list[float]] = {kind: [] for kind in kinds}
    vectors = {kind: embed() for kind, embed in kinds.items()}  # buffers are made, the clock of the processor is up
    for _ in range(rounds):
        for kind, embed in kinds.items():
            started = time.perf_counter()
            embed()
            rates[kind].append(len(texts) / (time.perf_counter() - started))
    ratios = [ours / theirs for theirs, ours in zip(*rates.values(), strict=True)]
    least = float(np.sum(vectors["bare"] * vectors["ours"], axis=1).min())
    return statistics.median(rates["ours"]), statistics.median(rates["bare"]), ratios, least


def equal_whatever_the_order(texts: list[str], embedder: Embedder, expected: Vectors) -> bool:
    draw = np.random.default_rng(0)
    orders = [np.arange(len(texts))[::-1], *(draw.permutation(len(texts)) for _ in range(SHUFFLES))]
    together = all(np.array_equal(embedder.embed([texts[i] for i in order]), expected[order]) for order in orders)
    some = range(0, len(texts), 10)
    return together and all(np.array_equal(embedder.embed([texts[i]])[0], expected[i]) for i in some)


def process(source: str, texts: list[str] | None = None) -> tuple[float, float, float]:
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
