"""Filters as a condition on the table of articles."""

import json

from index.language.dates import PartialDate
from index.records import Filters

ALL = "1"
"""The condition that all articles meet."""


def condition_of(filters: Filters) -> tuple[str, list[str]]:
    """The condition that filters are in SQL and the values in it, those on places left out: the words are elsewhere.

    An undated article passes no filter on dates.

    Raises:
        ValueError: a date of the filters is none.
    """
    wanted, values = list[str](), list[str]()
    if filters.sources:
        wanted.append(f"source COLLATE NOCASE IN ({', '.join('?' * len(filters.sources))})")
        values += filters.sources
    if filters.languages:
        wanted.append(f"language IN ({', '.join('?' * len(filters.languages))})")
        values += filters.languages
    if filters.after is not None:
        wanted.append("latest >= ?")
        values.append(PartialDate.parse(filters.after).earliest.isoformat())
    if filters.before is not None:
        wanted.append("earliest <= ?")
        values.append(PartialDate.parse(filters.before).latest.isoformat())
    if filters.articles is not None:  # as one value: SQLite takes a bounded number of them
        wanted.append("id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(filters.articles)))
    return " AND ".join(wanted) or ALL, values
