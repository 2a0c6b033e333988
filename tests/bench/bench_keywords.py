"""BM25 as the passages grow: milliseconds a question, beside rank-bm25 done plainly, and what a rebuild takes.

    python -m tests.bench.bench_keywords FOLDER [--sizes 10000,100000,350000]

FOLDER/<set>/ holds the real articles and questions; the corpora are real articles recombined sentence by sentence
(`tests.bench.growth`). The scores of rank-bm25 and ours are compared over all rows.
"""

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from rank_bm25 import BM25Okapi

from index.building.passages import split_passages
from index.language.text import terms
from index.records import Article
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.indexed_text import indexed_text
from tests.bench.growth import grown_articles, real_articles, real_questions

_Made = TypeVar("_Made")

_TIMES = 3
_PLAIN = 8
_PLAIN_ROWS = 350_000
"""Where rank-bm25 is still measured; beyond, its dictionaries fill the memory."""

_NEW = 60


def main() -> None:
    """Measure each size and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000,100000,350000", help="passages, comma between")
    options = parser.parse_args()
    questions = [terms(question) for question in real_questions(options.folder)[::5]]
    print(f"$ python -m tests.bench.bench_keywords {options.folder} --sizes {options.sizes}")
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {len(questions)} questions\n"
    )
    print("| passages | build s | rebuild with 60 new s | disk MB | open ms | ms median / p95 | rank-bm25 ms median "
          "| largest difference of a score |")  # fmt: skip
    print("|" + "---|" * 8)
    for size in map(int, options.sizes.split(",")):
        print(_row(options.folder, size, questions), flush=True)


def _row(folder: Path, size: int, questions: list[list[str]]) -> str:
    texts = _passages(grown_articles(real_articles(folder), size + _NEW, seed=size))
    documents = [terms(text) for text in islice(texts, size + _NEW)]
    size = len(documents) - _NEW
    built, index = _timed(lambda: KeywordIndex.build(documents[:size]))
    old_rows = np.concatenate([np.arange(size), np.full(_NEW, -1)])
    rebuilt, _ = _timed(lambda: KeywordIndex.build(documents[size:], index, old_rows))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "keywords"
        index.save(path)
        disk = sum(file.stat().st_size for file in path.iterdir()) / 1e6
        opened, index = _timed(lambda: KeywordIndex.load(path))
        for question in questions:
            index.search(question, 100)  # what is mapped comes into memory
        times = [
            min(_timed(partial(index.search, question, 100))[0] for _ in range(_TIMES)) * 1000 for question in questions
        ]
    median = statistics.median(times)
    theirs, difference = _beside(documents[:size], index, questions) if size <= _PLAIN_ROWS else ("", "")
    return (
        f"| {size:,} | {built:.1f} | {rebuilt:.2f} | {disk:,.0f} | {opened * 1000:.0f} "
        f"| {median:.2f} / {np.percentile(times, 95):.2f} | {theirs} | {difference} |"
    )


def _beside(documents: list[list[str]], index: KeywordIndex, questions: list[list[str]]) -> tuple[str, str]:
    """Median milliseconds of rank-bm25, and how far its scores and ours are apart at most."""
    plain = BM25Okapi(documents)
    chosen = questions[:: max(1, len(questions) // _PLAIN)]
    theirs = [_timed(partial(plain.get_scores, question)) for question in chosen]
    difference = max(
        float(np.abs(found - index.scores(question)).max()) for (_, found), question in zip(theirs, chosen, strict=True)
    )
    return f"{statistics.median(seconds for seconds, _ in theirs) * 1000:.0f}", f"{difference:.1e}"


def _passages(articles: Iterator[Article]) -> Iterator[str]:
    for article in articles:
        for passage in split_passages(article, lambda text: len(text) // 4 + 2, 256):
            yield indexed_text(article, passage)


def _timed(call: Callable[[], _Made]) -> tuple[float, _Made]:
    started = time.perf_counter()
    found = call()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    main()
