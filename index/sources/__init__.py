"""Articles from files of every format, through one door."""

from index.sources.reading import read_articles

__all__ = ["read_articles"]
