"""How many copies of real articles are found, which real articles are linked, and how long it takes.

    python tests/bench/bench_copies.py ARTICLES.jsonl.gz...

Copies are made from the articles by edits that outlets make. An edited copy is found when it is in one group with its
article; it is astray when it is in a group with an article that is no copy of its own. Of the real articles those that
are linked are counted, and the least similar pairs printed to be read. Times are of the processor, one thread.
"""

import platform
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.building.near_duplicates import Sketches, near_duplicate_groups, sketch
from index.building.sketches import PERMUTATIONS, SKETCH_LENGTH
from index.language.sentences import sentences
from index.language.text import words
from index.records import Article, Paragraph, ParagraphKind, Span
from index.sources.readers import read_articles

Draft = list[list[str]]
"""Sentences by paragraph."""
Edit = Callable[[Draft, random.Random], Draft]

_LEAST_WORDS = 60
_SHOWN = 10
_MONTHS = "January February March April May June July August September October November December".split()
_OTHER_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DATE = re.compile(
    rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b|\b(\d{{1,2}}) ({'|'.join(m[:3] for m in _MONTHS)})\w*\b", re.IGNORECASE
)


def draft(article: Article) -> Draft:
    """The readable sentences of an article by paragraph, its title left out."""
    body = [p for p in article.paragraphs if p.kind is not ParagraphKind.TITLE]
    return [[article.cut(s) for s in sentences(article.text, p.span, article.language)] for p in body]


def composed(article_id: str, made: Draft, title: str) -> Article:
    """An article of these sentences, with another title and a line of furniture around them."""
    text, paragraphs = f"{title}\n\nShare this article\n\n", [Paragraph(Span(0, len(title)), ParagraphKind.TITLE)]
    for paragraph in made:
        if paragraph:
            joined = " ".join(paragraph)
            paragraphs.append(Paragraph(Span(len(text), len(text) + len(joined))))
            text += joined + "\n\n"
    return Article(article_id, text, tuple(paragraphs), title)


def kept(made: Draft, keep: Callable[[int, int], bool]) -> Draft:
    """The sentences that `keep` lets through, given their number and how many there are."""
    total, number, left = sum(map(len, made)), 0, []
    for paragraph in made:
        left.append([s for n, s in enumerate(paragraph, number) if keep(n, total)])
        number += len(paragraph)
    return left


def changed(share: float) -> Edit:
    """Put another word of the article in place of this share of its words."""

    def edit(made: Draft, chance: random.Random) -> Draft:
        known = sorted({word for paragraph in made for sentence in paragraph for word in sentence.split()})
        other = [f"{word}{ending}" for word in known for ending in ("ly", "s")]
        return [
            [" ".join(chance.choice(other) if chance.random() < share else w for w in s.split()) for s in paragraph]
            for paragraph in made
        ]

    return edit


def reordered(made: Draft, chance: random.Random) -> Draft:
    """The paragraphs in any order; the sentences where there is one paragraph."""
    if len(made) > 1:
        return chance.sample(made, len(made))
    return [chance.sample(made[0], len(made[0]))]


def with_agency(made: Draft, _: random.Random) -> Draft:
    """A place and an agency before the first sentence, who reported after the last."""
    return [
        [f"BEIRUT (Agency Press) — {made[0][0]}", *made[0][1:]],
        *made[1:],
        ["Reporting by A. Haddad; editing by B. Cole"],
    ]


def with_other_dates(made: Draft, _: random.Random) -> Draft:
    """May 3 and 3 MAY 89 as 3 mai."""

    def other(found: re.Match[str]) -> str:
        day = found[2] or found[3]
        month = (found[1] or found[4])[:3].title()
        return f"{day} {_OTHER_MONTHS[[m[:3] for m in _MONTHS].index(month)]}"

    return [[_DATE.sub(other, sentence) for sentence in paragraph] for paragraph in made]


def shortened_and_edited(made: Draft, chance: random.Random) -> Draft:
    """The agency named, the last third dropped, a word in fifty changed."""
    return changed(0.02)(kept(with_agency(made, chance), lambda n, total: n < total * 2 / 3), chance)


EDITS: dict[str, Edit] = {
    "other headline, furniture": lambda made, _: made,
    "capitals throughout": lambda made, _: [[s.upper() for s in p] for p in made],
    "last third dropped": lambda made, _: kept(made, lambda n, total: n < total * 2 / 3),
    "first half only": lambda made, _: kept(made, lambda n, total: n < total / 2),
    "first sentence dropped": lambda made, _: kept(made, lambda n, _: n > 0),
    "every 3rd sentence dropped": lambda made, _: kept(made, lambda n, _: n % 3 != 2),
    "every 5th sentence dropped": lambda made, _: kept(made, lambda n, _: n % 5 != 4),
    "2 % of words changed": changed(0.02),
    "5 % of words changed": changed(0.05),
    "paragraphs reordered": reordered,
    "agency lines added": with_agency,
    "dates translated": with_other_dates,
    "agency, third dropped, 2 % changed": shortened_and_edited,
    "first sentence written anew": lambda made, chance: [
        [f"{changed(1)(made[:1], chance)[0][0]}", *made[0][1:]],
        *made[1:],
    ],
}


def stacked(articles: Sequence[Article]) -> Sketches:
    """The signatures of articles, shape (articles, SIGNATURE)."""
    rows = [sketch(article) for article in articles]
    return np.array(rows, dtype=np.uint32).reshape(-1, SKETCH_LENGTH)


def grown(signatures: Sketches, size: int, kept_minima: Sequence[float], chance: np.random.Generator) -> Sketches:
    """`size` signatures, each a real one that keeps one of these shares of its minima, the rest drawn anew."""
    rows = signatures[chance.integers(len(signatures), size=size)].copy()
    share = chance.choice(np.array(kept_minima), size=(size, 1))
    fresh = chance.integers(2**32, size=(size, PERMUTATIONS), dtype=np.uint32)
    rows[:, :PERMUTATIONS] = np.where(chance.random(fresh.shape) < share, rows[:, :PERMUTATIONS], fresh)
    return rows


def runs(article: Article) -> set[tuple[str, ...]]:
    """Every five words in a row."""
    folded = [w.folded for paragraph in draft(article) for s in paragraph for w in words(s)]
    return {tuple(folded[n : n + 5]) for n in range(len(folded) - 4)}


def main() -> None:
    """Print a table of edits, a table of times, and the least similar of the linked pairs."""
    paths = [Path(name) for name in sys.argv[1:]]
    articles = [found for found in read_articles(paths) if isinstance(found, Article)]
    drafts = [draft(article) for article in articles]
    stacked(articles[:1])  # loads the library
    before = time.process_time()
    real = stacked(articles)
    each = (time.process_time() - before) / len(articles) * 1e3
    letters = sum(len(s) for d in drafts for p in d for s in p) / len(articles)
    groups = near_duplicate_groups(real)

    print(f"python tests/bench/bench_copies.py {' '.join(path.parent.name for path in paths)}")
    print(
        f"{len(articles)} articles, {letters:.0f} letters each; {platform.machine()}, Python {platform.python_version()}\n"
    )
    print("| edit | edited copies | found | astray |\n|---|---|---|---|")
    chance = random.Random(7)
    for name, edit in EDITS.items():
        pairs = []
        for number, made in enumerate(drafts):
            edited = edit(made, chance) if sum(len(s.split()) for p in made for s in p) >= _LEAST_WORDS else made
            if edited != made or (name == "other headline, furniture" and made):
                pairs.append((number, composed("copy", edited, f"Another headline {number}")))
        if not pairs:
            continue
        both = near_duplicate_groups(np.concatenate([real, stacked([copy for _, copy in pairs])]))
        of = np.array([number for number, _ in pairs])
        found = both[of] == both[len(real) :]
        astray = (~found) & (both[len(real) :] < len(real)) & (groups[both[len(real) :] % len(real)] != groups[of])
        print(f"| {name} | {len(pairs)} | {found.mean():.3f} | {astray.sum()} |")

    print("\n| work | CPU time |\n|---|---|")
    print(f"| signature, {letters:.0f} letters | {each:.2f} ms |")
    long = [a for a in articles if len(a.text) >= 5000]
    cut = [replace(a, text=a.text[:5000], paragraphs=(Paragraph(Span(0, 5000)),)) for a in long]
    before = time.process_time()
    stacked(cut)
    print(
        f"| signature, 5000 letters ({len(cut)}) | {(time.process_time() - before) / max(1, len(cut)) * 1e3:.2f} ms |"
    )
    draw = np.random.default_rng(7)
    for size in (10_000, 20_000, 100_000):
        for what, shares in (("one in five a copy", (0, 0, 0, 0, 0.9)), ("all like others", (0.3, 0.5, 0.7, 0.9))):
            rows = grown(real, size, shares, draw)
            before = time.process_time()
            linked = (near_duplicate_groups(rows) != np.arange(size)).mean()
            print(f"| {size} grouped, {what} ({linked:.2f} linked) | {time.process_time() - before:.1f} s |")

    linked_pairs = []
    for number in np.flatnonzero(groups != np.arange(len(groups))).tolist():
        one, other = runs(articles[groups[number]]), runs(articles[number])
        contained = len(one & other) / max(1, min(len(one), len(other)))
        linked_pairs.append((contained, len(one), len(other), articles[groups[number]], articles[number]))
    print(f"\n{len(linked_pairs)} of {len(articles)} real articles are copies of another; the least similar:\n")
    for contained, size, other_size, one_article, other_article in sorted(linked_pairs, key=lambda p: p[:3])[:_SHOWN]:
        print(f"{contained:.2f} of the shorter's runs shared; {size} and {other_size} runs")
        for article in (one_article, other_article):
            print(f"   {article.source}, {article.published}: {' '.join(article.text.split())[:160]}")


if __name__ == "__main__":
    main()
