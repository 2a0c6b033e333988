"""Times of what is found without a question, in an archive of synthetic articles.

    python -m tests.bench.bench_browsing [ARTICLES] [OUTLETS]

Each is done once by an archive that has just been opened, and then 20 times over.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from index.archive.browse import ArticleBrowser
from index.building.passages import article_index_text
from index.language.text import terms
from index.names.name_index import NameIndex
from index.query.name_linking import LinkedNames
from index.records import EVERYTHING, Article, Filters
from index.retrieval.bm25 import KeywordIndex
from index.retrieval.local_store import LocalStore
from index.storage.article_store import ArticleStore
from tests.fakes import article, local_store, stored

_TIMES = 20
_PLACES = [f"Town{n}" for n in range(500)]


def main() -> None:
    """Make the archive and print the table."""
    given = [int(number) for number in sys.argv[1:]]
    articles, outlets = (*given, *(100_000, 5_000)[len(given) :])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles.sqlite"
        made = list(_made(articles, outlets))
        manifest = local_store(stored(path, made), made[:0]).manifest
        by_article = KeywordIndex.build(terms(article_index_text(one)) for one in made)
        del made
        print(f"{articles:,} articles of {outlets:,} outlets, {path.stat().st_size / 1e6:,.0f} MB\n")
        print("| what | first, ms | then, ms |\n|---|---|---|")
        for what, look in _LOOKS.items():
            kept = ArticleStore(path)
            names = NameIndex(path.with_suffix(".names"))
            store = LocalStore(manifest, kept, by_article, by_article, None, names)
            browser = ArticleBrowser(store, lambda text: LinkedNames(text, {}))
            times = [_ms(look, browser) for _ in range(1 + _TIMES)]
            print(f"| {what} | {times[0]:.0f} | {statistics.median(times[1:]):.1f} |")
            store.close()


def _digest(text: str) -> Callable[[ArticleBrowser], object]:
    return lambda browser: browser.digest(browser.wanted(text), 40)


_LOOKS: dict[str, Callable[[ArticleBrowser], object]] = {
    "/latest": lambda browser: browser.newest(EVERYTHING, 8),
    "/latest, page 10,000": lambda browser: browser.newest(EVERYTHING, 8, 80_000),
    "/latest of a language": lambda browser: browser.newest(Filters(languages=("ar",)), 8),
    "/latest of an outlet": lambda browser: browser.newest(Filters(("Outlet 17",)), 8),
    "/latest of a place": lambda browser: browser.newest(Filters(places=("Town7",)), 8),
    "/latest of a month": lambda browser: browser.newest(Filters(after="2020-02", before="2020-02"), 8),
    "words read as filters": lambda browser: browser.wanted("Outlet 17 Town7 February 2020"),
    "/sources": lambda browser: browser.outlets(""),
    "/sources, part of a name": lambda browser: browser.outlets("outl 499"),
    "/sources of a language": lambda browser: browser.outlets("Arabic"),
    "/article, three words": lambda browser: browser.titled("report Town7 word42", 6),
    "/article, a word that many have": lambda browser: browser.titled("report", 6),
    "/digest of a week": _digest("week"),
    "/digest of a place": _digest("Town7"),
}


def _made(count: int, outlets: int) -> Iterator[Article]:
    draw = random.Random(7)
    words = [f"word{n}" for n in range(20_000)]
    for number in range(count):
        sentences = [
            f"On that day {draw.choice(_PLACES)} saw {' '.join(draw.choices(words, k=12))} again." for _ in range(12)
        ]
        made = article(
            f"{number:012x}", " ".join(sentences[:6]), " ".join(sentences[6:]),
            title=f"A report of {draw.choice(_PLACES)} and {' '.join(draw.choices(words, k=4))}",
            published=(date(2015, 1, 1) + timedelta(days=draw.randrange(3650))).isoformat(),
            source=f"Outlet {draw.randrange(outlets)}",
        )  # fmt: skip
        yield made if number % 4 else _in_arabic(made)


def _in_arabic(made: Article) -> Article:
    return Article(made.id, made.text, made.paragraphs, made.title, None, made.published, made.source, None, "ar")


def _ms(look: Callable[[ArticleBrowser], object], browser: ArticleBrowser) -> float:
    begun = time.perf_counter()
    look(browser)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
