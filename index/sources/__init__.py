"""Articles from files of every format, through one door."""

from index.sources.formats.metadata import NAMES
from index.sources.reading import read_articles, read_places
from index.sources.formats.rows import PLAIN
from index.sources.units import Read, Unchanged

FIELDS = ("text", *NAMES)
"""Names of the fields of an article, for mapping the columns of tables to them."""

__all__ = ["FIELDS", "PLAIN", "Read", "Unchanged", "read_articles", "read_places"]
