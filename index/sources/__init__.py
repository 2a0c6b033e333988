"""Articles from files of every format, through one door."""

from index.sources.formats.rows import PLAIN
from index.sources.incremental_units import UnchangedUnit, UnitResult
from index.sources.parsing.metadata import NAMES
from index.sources.readers import read_articles, read_places

FIELDS = ("text", *NAMES)
"""Names of the fields of an article, for mapping the columns of tables to them."""

__all__ = ["FIELDS", "PLAIN", "UnchangedUnit", "UnitResult", "read_articles", "read_places"]
