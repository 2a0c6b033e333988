"""How well saved pages are read: shared 4-word shingles against the text a person marked as the article.

    python tests/bench/bench_html.py FOLDER

FOLDER holds `manifest.jsonl` (`id`, `file`, `expected_text`) and the pages, gzipped one by one. The judge is the one of
scrapinghub/article-extraction-benchmark: precision and recall of shingles counted with repetition, averaged over the
pages, and their harmonic mean.
"""

import gzip
import json
import platform
import re
import statistics
import sys
import time
from collections import Counter
from functools import partial
from io import BytesIO
from pathlib import Path

from index.errors import SourceError
from index.sources.budget import Budget
from index.sources.document import Document
from index.sources.formats import html

_TOKEN = re.compile(r"\w+")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of `size` words with how often each comes; of a shorter text, the whole."""
    words = _TOKEN.findall(text)
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)) if words)


def precision_recall(expected: str, read: str) -> tuple[float, float]:
    """Share of the read shingles that are expected, and of the expected that were read."""
    wanted, found = shingles(expected), shingles(read)
    shared = (wanted & found).total()
    return (
        shared / found.total() if found else float(not wanted),
        shared / wanted.total() if wanted else float(not found),
    )


def read_page(content: bytes, name: str) -> str:
    """The paragraphs that our reader finds on a page; nothing when it refuses it."""
    document = Document(name, name, name, partial(BytesIO, content), Budget.for_file(len(content)))
    try:
        return "\n".join(a.cut(p.span) for a in html.read(document) for p in a.paragraphs)
    except SourceError as error:
        print(error)
        return ""


def main() -> None:
    """Print one table; with a second argument, also the pages that score below it."""
    folder = Path(sys.argv[1])
    below = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    scores, started = [], time.perf_counter()
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        page = json.loads(line)
        text = read_page(gzip.decompress((folder / page["file"]).read_bytes()), page["id"] + ".html")
        precision, recall = precision_recall(page["expected_text"], text)
        scores.append((precision, recall))
        if 2 * precision * recall < below * (precision + recall) or precision + recall == 0:
            print(f"{page['id'][:12]}  precision {precision:.3f}  recall {recall:.3f}  {page.get('url', '')[:90]}")
    seconds = time.perf_counter() - started
    precision, recall = (statistics.mean(column) for column in zip(*scores, strict=True))
    print(f"| pages | precision | recall | F1 | pages/s | {platform.machine()}, Python {platform.python_version()} |")
    print("|---|---|---|---|---|---|")
    f1 = 2 * precision * recall / (precision + recall)
    print(f"| {len(scores)} | {precision:.4f} | {recall:.4f} | {f1:.4f} | {len(scores) / seconds:.1f} | |")


if __name__ == "__main__":
    main()
