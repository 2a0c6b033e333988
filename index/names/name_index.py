"""The names that a corpus writes, each with its articles; found again in any spelling. One SQLite file a generation.

A build copies the file of the generation before, takes out the articles that are gone and adds those that are new.
"""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from index.errors import ArchiveDamaged
from index.language.text import ARABIC, words
from index.names.gazetteer import Gazetteer, gazetteer
from index.names.matching import Why, sameness
from index.names.phonetics import ARTICLES, key, skeletons
from index.names.recognition import mentions
from index.records import Article

_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, published TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mentions (article TEXT, name TEXT, times INTEGER, PRIMARY KEY (article, name)) WITHOUT ROWID;
DROP TABLE IF EXISTS names;
DROP TABLE IF EXISTS sounds;
CREATE TABLE names (name TEXT PRIMARY KEY, times INTEGER, articles INTEGER, earliest TEXT, latest TEXT) WITHOUT ROWID;
CREATE TABLE sounds (sound TEXT, name TEXT, PRIMARY KEY (sound, name)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How the corpus has a name: its spellings, most often written first, and names that only sound like it."""

    name: str
    spellings: tuple["Spelling", ...]
    near: tuple["Spelling", ...] = ()


_MOST_ALIKE = 200
"""Names of the same consonants that are looked at."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as the corpus writes it.

    Attributes:
        times, articles: how often, and in how many articles.
        earliest, latest: dates of the first and the last dated article, as in Article.
        why: by what it is known to be the name that was looked for.
    """

    written: str
    times: int
    articles: int
    earliest: str | None
    latest: str | None
    why: Why = Why.LITERAL


class NameIndexWriter:
    """The names of a generation that is being made.

    Args:
        path: where the file is written.
        before: the file of the generation before, or None.
    """

    def __init__(self, path: Path, before: Path | None) -> None:
        if before is not None:
            shutil.copyfile(before, path)
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_SCHEMA)
        self._is_place = lru_cache(maxsize=1 << 16)(lambda name: bool(gazetteer().places(name)))

    def remove(self, article_id: str) -> None:
        """Take out what `add` noted for an article."""
        self._connection.execute("DELETE FROM mentions WHERE article = ?", (article_id,))
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    def add(self, article: Article) -> None:
        """Note the names that an article mentions."""
        self._connection.execute("INSERT INTO articles VALUES (?, ?)", (article.id, article.published))
        counted = sorted(mentions(article, self._is_place).items())
        self._connection.executemany("INSERT INTO mentions VALUES (?, ?, ?)", [(article.id, *one) for one in counted])

    def close(self, learned: Collection[str], small: Callable[[str], bool]) -> None:
        """Count the names and write the file.

        Args:
            learned: folded words that the corpus writes as proper names.
            small: whether the corpus ever writes a folded word small; a name of several words may have others that it
                never does, as those that only open sentences are.
        """
        counted = self._connection.execute(
            "SELECT m.name, sum(m.times), count(*), min(a.published), max(a.published)"
            " FROM mentions m JOIN articles a ON a.id = m.article GROUP BY m.name"
        ).fetchall()
        kept = [row for row in counted if _is_name(row[0], learned, small)]
        heard = sorted({(sound, row[0]) for row in kept for sound in _sounds_of(row[0])})
        self._connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", kept)
        self._connection.executemany("INSERT INTO sounds VALUES (?, ?)", heard)
        self._connection.commit()
        self._connection.close()


class NameIndex:
    """Reads the names of a generation; safe to use from several threads.

    Raises:
        ArchiveDamaged: it is no such file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._all("SELECT name FROM names LIMIT 1")

    def spellings(self, name: str, known: Gazetteer | None = None) -> list[Spelling]:
        """How the corpus writes a name, most often written first; nothing where it does not."""
        known = gazetteer() if known is None else known
        keys = {f"={one}" for one in ({key(name)} | known.keys(name))} | _sounds_of(name)
        found = [
            replace(one, why=why)
            for one in self._heard(keys)
            if (why := sameness(name, one.written, known)) is not None
        ]
        return sorted(found, key=lambda one: (-one.times, one.written))

    def near(self, name: str) -> list[Spelling]:
        """Names of the corpus with the same consonants that are not taken for this one, most often written first."""
        taken = {one.written for one in self.spellings(name)}
        return [one for one in self._heard(_sounds_of(name)) if one.written not in taken]

    def groups(self, limit: int) -> list[list[Spelling]]:
        """The names that are written most, at most `limit`, each with its other spellings, most often written first."""
        found: list[list[Spelling]] = []
        seen: set[str] = set()
        for row in self._all("SELECT * FROM names ORDER BY times DESC, name LIMIT ?", 4 * limit):
            if row[0] not in seen and len(found) < limit:
                found.append(self.spellings(row[0]) or [Spelling(*row)])
                seen.update(one.written for one in found[-1])
        return found

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def _heard(self, heard: Collection[str]) -> list[Spelling]:
        marks = ", ".join("?" * len(heard))
        rows = self._all(
            f"SELECT * FROM names WHERE name IN (SELECT name FROM sounds WHERE sound IN ({marks}))"  # noqa: S608
            f" ORDER BY times DESC, name LIMIT {_MOST_ALIKE}",
            *sorted(heard),
        )
        return [Spelling(*row) for row in rows]

    def _all(self, statement: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise ArchiveDamaged(
                self._path.parent, f"{self._path} cannot be read ({error}); run: python -m index build"
            ) from error


def _is_name(name: str, learned: Collection[str], small: Callable[[str], bool]) -> bool:
    told = [word.folded for word in words(name) if word.folded not in ARTICLES and not ARABIC.search(word.folded)]
    several = len(told) > 1
    return all(word in learned or (several and not small(word)) for word in told)


def _sounds_of(name: str) -> set[str]:
    return {f"={key(name)}", *skeletons(name)}
