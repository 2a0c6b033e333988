"""The numbers of a corpus, from the manifest of its build and its table of articles, and example questions about it."""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from index.errors import ArchiveDamaged
from index.records import SourceCount
from index.retrieval.store import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """What an index holds.

    Attributes:
        earliest, latest: dates of the oldest and newest dated article, None when none is dated.
        copies: articles that carry a report which another one carries as well.
        built: ISO 8601 time of the build, UTC.
        bytes: size of the index on disk.
        forgotten: articles left out on the operator's wish; None where their list cannot be read.
        sources: per outlet, most articles first, then by name.
    """

    articles: int
    passages: int
    embedded: bool
    embedding_model: str | None
    dimensions: int
    earliest: str | None
    latest: str | None
    undated: int
    copies: int
    built: str
    bytes: int
    forgotten: int | None
    sources: tuple[SourceCount, ...]


def corpus_stats(store: Store, excluded: Callable[[], Collection[object]]) -> CorpusStats:
    """Count, going through all articles of an index once.

    Args:
        excluded: the articles that are left out.
    """
    manifest = store.manifest
    return CorpusStats(
        articles=manifest.articles,
        passages=manifest.passages,
        embedded=manifest.embedding_model is not None,
        embedding_model=manifest.embedding_model,
        dimensions=manifest.dimensions,
        earliest=manifest.earliest,
        latest=manifest.latest,
        undated=store.undated(),
        copies=store.copied(),
        built=manifest.built,
        bytes=sum(size for size, _ in manifest.files.values()),
        forgotten=_forgotten(excluded),
        sources=store.sources(),
    )


def _forgotten(excluded: Callable[[], Collection[object]]) -> int | None:
    try:
        return len(excluded())
    except ArchiveDamaged as error:  # the next build says so and stops; what is indexed can be counted all the same
        _log.warning("%s", error)
        return None


_MOST = 3


def example_questions(
    topics: Iterable[str], patterns: Sequence[str], answers: Callable[[str], bool]
) -> tuple[str, ...]:
    """Up to three questions, each about another topic, that `answers` says yes to; their patterns take turns."""
    found: list[str] = []
    for number, topic in enumerate(topics):
        for pattern in patterns if number % 2 == 0 else reversed(patterns):
            example = pattern.format(topic)
            if answers(example):
                found.append(example)
                break
        if len(found) == _MOST:
            break
    return tuple(found)
