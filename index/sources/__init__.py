"""Articles from files of every format, through one door."""

from index.sources.formats.metadata import NAMES
from index.sources.formats.rows import PLAIN
from index.sources.reading import read_articles, read_places
from index.sources.units import Unchanged, UnitResult

FIELDS = ("text", *NAMES)
"""Names of the fields of an article, for mapping the columns of tables to them."""

__all__ = ["FIELDS", "PLAIN", "Unchanged", "UnitResult", "read_articles", "read_places"]
