"""Boilerplate known by repetition: blocks that stand on many pages of one outlet and have nothing to do with them.

Cookie notices, paywall boxes, menus, in any language: no list of words is needed. A block is boilerplate when it stands
on a good share of an outlet's pages (the more, the surer) and has few words in common with what else these pages say.
So a wire's background ("The war has killed 350,000 people since 2011") and a refrain ("The ministry did not comment")
stay, although they repeat: they share their words with the reports around them. Of some 150 different blocks that were
left out so of 6,479 articles of 1,082 outlets, none told of anything; of 939 incident reports by one form, none was.

Related: document frequency of blocks (Bar-Yossef & Rajagopalan, "Template Detection via Data Mining", WWW 2002), with
the words around in place of the links.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import PurePath
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from index.records import Article, ParagraphKind

FEWEST_PAGES = 4
"""Pages on which a block stands before anything is concluded; an outlet of fewer teaches nothing."""

_LEAST_SHARE = 0.1
_IN_THE_MIDST = 0.75  # share from which a whole sentence between sentences of the article may be boilerplate
_AT_THE_EDGE = 0.8
_MOST_REPEATED = 0.6  # of a page's letters; a page with more may be an update of another, and is no evidence
_MOST_SHARED = 0.35  # of the words of a block that stands on every page
_SAMPLE = 16  # pages of which the words are looked at
_COUNTERS = 1 << 21  # of 4 bytes: all memory that is needed beside the keys and what is repeated

# A key has, from the lowest: one bit for a label (no whole sentence), 16 for the length, the others of the hash.
_LABEL, _LENGTH_BITS = 1, 16
_LONGEST = (1 << _LENGTH_BITS) - 1
_SPREAD = 0x9E3779B97F4A7C15
_WHOLE = (1 << 64) - 1

_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।॥።።։។༎᠃᠉][\"'”’»)\]›」』\s]*$")
_TOKEN = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of an article here: its id, where it lies, and `block_keys` of it."""

    id: str
    path: str | None
    keys: bytes

    @property
    def outlet(self) -> int:
        """A number for the outlet; the folder stands for it where neither outlet nor address is known."""
        return int(np.frombuffer(self.keys, "<u8", 1)[0]) or _hashed(str(PurePath(self.path or "").parent))

    @property
    def blocks(self) -> Keys:
        """The key of each paragraph, 0 for a title."""
        return np.frombuffer(self.keys, dtype="<u8")[1:]


def block_keys(article: Article) -> bytes:
    """Hashes of an article's outlet (0 where it is not known) and of each of its paragraphs, 8 bytes each."""
    outlet = article.source or (urlsplit(article.url).hostname if article.url else None)
    keys = [_hashed(" ".join(outlet.split()).casefold()) if outlet else 0]
    keys += [0 if p.kind is ParagraphKind.TITLE else _key(article.cut(p.span)) for p in article.paragraphs]
    return np.array(keys, dtype="<u8").tobytes()


def repeated_boilerplate(pages: Sequence[Page], article_at: Callable[[int], Article]) -> dict[int, tuple[int, ...]]:
    """Which paragraphs of which pages are boilerplate: place of the page to places of its paragraphs.

    The same pages in another order give the same. Pages that are equal in all their words should be given once.

    Args:
        article_at: the article at a place, with all the paragraphs that its keys are of; few are asked for.
    """
    outlets = Counter(page.outlet for page in pages)
    repeated = _repeated(pages, outlets)
    found: dict[int, tuple[int, ...]] = {}
    if not repeated:
        return found
    seen = _evidence(pages, repeated)
    learned = {
        (outlet, key)
        for outlet, blocks in seen.items()
        for key in _boilerplate(blocks, outlets[outlet], repeated[outlet], pages, article_at)
    }
    for place, page in enumerate(pages):
        outlet = page.outlet
        if outlet in seen:
            dropped = tuple(at for at, key in enumerate(page.blocks.tolist()) if (outlet, key) in learned)
            if dropped:
                found[place] = dropped
    return found


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little") or 1


def _key(text: str) -> int:
    words = " ".join(text.split()).casefold()
    label = 0 if _SENTENCE_END.search(words[-20:]) else _LABEL
    shift = _LENGTH_BITS + 1
    return (_hashed(words) >> shift << shift | min(len(words), _LONGEST) << 1 | label) or 2


def _length(key: int) -> int:
    return key >> 1 & _LONGEST


def _repeated(pages: Sequence[Page], outlets: Counter[int]) -> dict[int, frozenset[int]]:
    """By outlet, the keys that stand on pages enough.

    What may be is found with counters of a fixed number first, which several keys share; it is counted exactly then.
    """
    needed = {outlet: max(FEWEST_PAGES, _LEAST_SHARE * count) for outlet, count in outlets.items()}
    counters = np.zeros(_COUNTERS, dtype=np.uint32)
    for outlet, keys in _distinct(pages, outlets):
        counters[_slots(outlet, keys)] += 1
    counted: Counter[tuple[int, int]] = Counter()
    for outlet, keys in _distinct(pages, outlets):
        often = keys[counters[_slots(outlet, keys)] >= needed[outlet]]
        counted.update((outlet, key) for key in often.tolist())
    by_outlet: dict[int, set[int]] = {}
    for (outlet, key), count in counted.items():
        if count >= needed[outlet]:
            by_outlet.setdefault(outlet, set()).add(key)
    return {outlet: frozenset(keys) for outlet, keys in by_outlet.items()}


def _distinct(pages: Sequence[Page], outlets: Counter[int]) -> Iterator[tuple[int, Keys]]:
    for page in pages:
        outlet = page.outlet
        if outlets[outlet] >= FEWEST_PAGES:
            keys = np.unique(page.blocks)
            yield outlet, keys[keys != 0]


def _slots(outlet: int, keys: Keys) -> npt.NDArray[np.int64]:
    """The counter of each key."""
    mixed = (keys ^ np.uint64(outlet * _SPREAD & _WHOLE)) * np.uint64(_SPREAD)
    return (mixed >> np.uint64(64 - _COUNTERS.bit_length() + 1)).astype(np.int64)


@dataclass(slots=True)
class _Seen:
    """Where a block was seen: on which pages, and on how many of them at the beginning or the end."""

    pages: list[int] = field(default_factory=list)
    at_edge: int = 0


def _evidence(pages: Sequence[Page], repeated: dict[int, frozenset[int]]) -> dict[int, dict[int, _Seen]]:
    found: dict[int, dict[int, _Seen]] = {outlet: {} for outlet in repeated}
    for place, page in enumerate(pages):
        outlet = page.outlet
        among = repeated.get(outlet)
        if among is None:
            continue
        keys = [key for key in page.blocks.tolist() if key]
        letters = sum(map(_length, keys))
        if sum(_length(key) for key in keys if key in among) > _MOST_REPEATED * letters:
            continue
        edges = {*_edge(keys, among), *_edge(keys[::-1], among)}
        for key in among.intersection(keys):
            seen = found[outlet].setdefault(key, _Seen())
            seen.pages.append(place)
            seen.at_edge += key in edges
    return found


def _edge(keys: Sequence[int], among: frozenset[int]) -> Iterator[int]:
    """The repeated blocks before the first sentence of the page's own."""
    for key in keys:
        if key in among:
            yield key
        elif not key & _LABEL:
            return


def _boilerplate(
    blocks: dict[int, _Seen],
    count: int,
    repeated: frozenset[int],
    pages: Sequence[Page],
    article_at: Callable[[int], Article],
) -> Iterator[int]:
    """Those of an outlet's repeated blocks that are boilerplate; it has `count` pages."""
    own: dict[int, frozenset[str]] = {}
    for key, seen in blocks.items():
        share = len(seen.pages) / count
        if len(seen.pages) < FEWEST_PAGES or share < _LEAST_SHARE:
            continue
        if not (key & _LABEL or share >= _IN_THE_MIDST or seen.at_edge >= _AT_THE_EDGE * len(seen.pages)):
            continue
        sample = nsmallest(_SAMPLE, seen.pages, key=lambda place: (pages[place].id, place))
        for place in sample:
            if place not in own:
                own[place] = _own_words(article_at(place), pages[place].blocks.tolist(), repeated)
        words = _words(_text_of(key, pages[sample[0]], article_at(sample[0])))
        if sum(_shared(words, own[place]) for place in sample) / len(sample) < _MOST_SHARED * share:
            yield key


def _text_of(key: int, page: Page, article: Article) -> str:
    return article.cut(article.paragraphs[page.blocks.tolist().index(key)].span)


def _own_words(article: Article, keys: Sequence[int], repeated: frozenset[int]) -> frozenset[str]:
    """The words of an article that stand in its title or in a paragraph that is not repeated."""
    own = [article.cut(p.span) for p, key in zip(article.paragraphs, keys, strict=True) if key not in repeated]
    return _words("\n".join([article.title or "", *own]))


def _words(text: str) -> frozenset[str]:
    """The words of a text, upper and lower case alike; each two letters of what is written without spaces."""
    found: set[str] = set()
    for word in _TOKEN.findall(text.casefold()):
        if _UNSPACED.search(word):
            found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            found.add(word)
    return frozenset(found)


def _shared(words: frozenset[str], own: frozenset[str]) -> float:
    """The part of `words` that is in `own`, 0 to 1; long words count for more, since those that join are short."""
    whole = sum(len(word) ** 2 for word in words)
    return sum(len(word) ** 2 for word in words & own) / whole if whole else 0.0
