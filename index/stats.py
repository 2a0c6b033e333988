"""What an index holds, in numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One outlet (None: not given) with the number of its articles, their newest and their oldest date."""

    source: str | None
    articles: int
    newest: str | None
    oldest: str | None = None


@dataclass(frozen=True, slots=True)
class Stats:
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
