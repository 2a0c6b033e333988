"""The names that a corpus writes, each with its articles; found again in any spelling. One SQLite file a generation.

A build copies the file of the generation before, takes out the articles that are gone and adds those that are new.
"""

import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Collection, Container
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from index.errors import ArchiveDamaged
from index.language.text import ARABIC, words
from index.names.gazetteer import Gazetteer, gazetteer
from index.names.phonetics import ARTICLES, bare_name, consonant_skeletons, sounds_alike, spelling_key
from index.names.proper_names import name_mentions
from index.records import Article


class MatchReason(StrEnum):
    """By what two names are known to be one."""

    LITERAL = "literal"
    SPELLING = "spelling"
    GAZETTEER = "gazetteer"
    SCRIPT = "script"


_LONG_VOWELS = re.compile("[اويه]")
_SHORTEST = 5
"""Letters of an Arabic name that may be written in another way."""

_MAPPED_AND_NOT = 0.5
"""Of how far spellings may be apart, for two names of which the gazetteer has one."""

_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")


def match_reason(name: str, other: str, places: Gazetteer) -> MatchReason | None:
    """By what two names are known to be spellings of one, or None where they are not.

    What the gazetteer has as two places is never one, however near the names sound.
    """
    (plain, kind), (others, other_kind) = bare_name(name), bare_name(other)
    if not plain or not others or (kind and other_kind and kind != other_kind):
        return None
    if plain == others:
        return MatchReason.LITERAL
    if spelling_key(name) == spelling_key(other):
        return MatchReason.SPELLING
    one, two = places.places(" ".join(plain)), places.places(" ".join(others))
    if one and two:
        return MatchReason.GAZETTEER if one & two else None
    latin = _NOT_LATIN.search(name + other) is None
    # A town of the map that the corpus has not is none of its persons who sound like it (Provo, Prof).
    share = _MAPPED_AND_NOT if latin and bool(one) != bool(two) else 1.0
    if not sounds_alike(" ".join(plain), " ".join(others), share):
        return None
    if ARABIC.search(name) and ARABIC.search(other) and not _differ_in_vowels("".join(plain), "".join(others)):
        return None
    one_script = bool(_NOT_LATIN.search(name)) == bool(_NOT_LATIN.search(other))
    return MatchReason.SPELLING if one_script else MatchReason.SCRIPT


def _differ_in_vowels(name: str, other: str) -> bool:
    """Whether two Arabic names have the same consonants: with others they are two words of near sounds.

    Short ones are taken for two even so, since no capital tells a name from a verb of the same root (تصنع, التصنيع).
    """
    return min(len(name), len(other)) >= _SHORTEST and _LONG_VOWELS.sub("", name) == _LONG_VOWELS.sub("", other)


_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, published TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mentions (article TEXT, name TEXT, times INTEGER, PRIMARY KEY (article, name)) WITHOUT ROWID;
DROP TABLE IF EXISTS names;
DROP TABLE IF EXISTS sounds;
CREATE TABLE names (name TEXT PRIMARY KEY, times INTEGER, articles INTEGER, earliest TEXT, latest TEXT) WITHOUT ROWID;
CREATE TABLE sounds (sound TEXT, name TEXT, PRIMARY KEY (sound, name)) WITHOUT ROWID;
"""

MOST_CANDIDATES = 200
"""Names of the same consonants that are looked at."""

_COUNTED = (
    "SELECT m.name, sum(m.times), count(*), min(a.published), max(a.published)"
    " FROM mentions m JOIN articles a ON a.id = m.article GROUP BY m.name"
)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How the corpus has a name: its spellings, most often written first, and names that only sound like it."""

    name: str
    spellings: tuple["Spelling", ...]
    near: tuple["Spelling", ...] = ()


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
    why: MatchReason = MatchReason.LITERAL


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
        counted = sorted(name_mentions(article, self._is_place).items())
        self._connection.executemany("INSERT INTO mentions VALUES (?, ?, ?)", [(article.id, *one) for one in counted])

    def close(self, learned: Collection[str], small: Callable[[str], bool]) -> None:
        """Count the names and write the file.

        Args:
            learned: folded words that the corpus writes as proper names.
            small: whether the corpus ever writes a folded word small; a name of several words may have others that it
                never does, as those that only open sentences are.
        """
        counted = self._connection.execute(_COUNTED).fetchall()
        names = [row for row in counted if is_name(row[0], learned, small)]
        sounds = sorted({(sound, row[0]) for row in names for sound in sounds_of(row[0])})
        self._connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", names)
        self._connection.executemany("INSERT INTO sounds VALUES (?, ?)", sounds)
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

    def spellings(self, name: str) -> list[Spelling]:
        """How the corpus writes a name, most often written first; nothing where it does not."""
        places = gazetteer()
        keys = {f"={one}" for one in ({spelling_key(name)} | places.keys(name))} | sounds_of(name)
        found = [
            replace(one, why=why)
            for one in self._with_sounds(keys)
            if (why := match_reason(name, one.written, places)) is not None
        ]
        return sorted(found, key=lambda one: (-one.times, one.written))

    def near(self, name: str) -> list[Spelling]:
        """Names of the corpus with the same consonants that are not taken for this one, most often written first."""
        matched = {one.written for one in self.spellings(name)}
        return [one for one in self._with_sounds(sounds_of(name)) if one.written not in matched]

    def groups(self, limit: int) -> list[list[Spelling]]:
        """The names that are written most, at most `limit`, each with its other spellings, most often written first."""
        found: list[list[Spelling]] = []
        seen: set[str] = set()
        for name in self._most_written(4 * limit):
            if name.written not in seen and len(found) < limit:
                found.append(self.spellings(name.written) or [name])
                seen.update(one.written for one in found[-1])
        return found

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def _most_written(self, limit: int) -> list[Spelling]:
        return [Spelling(*r) for r in self._all("SELECT * FROM names ORDER BY times DESC, name LIMIT ?", limit)]

    def _with_sounds(self, sounds: Collection[str]) -> list[Spelling]:
        marks = ", ".join("?" * len(sounds))
        rows = self._all(
            f"SELECT * FROM names WHERE name IN (SELECT name FROM sounds WHERE sound IN ({marks}))"  # noqa: S608
            f" ORDER BY times DESC, name LIMIT {MOST_CANDIDATES}",
            *sorted(sounds),
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


def counted_names(path: Path) -> list[tuple[str, int, int, str | None, str | None]]:
    """All that the articles of a generation may name: each with its times, articles, and first and last date."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute(_COUNTED).fetchall()
    finally:
        connection.close()


def is_name(name: str, learned: Container[str], small: Callable[[str], bool]) -> bool:
    """Whether what may be a name is one, as `NameIndexWriter.close` has it."""
    folded = [word.folded for word in words(name) if word.folded not in ARTICLES and not ARABIC.search(word.folded)]
    return all(word in learned or (len(folded) > 1 and not small(word)) for word in folded)


def sounds_of(name: str) -> set[str]:
    """What a name is looked up by: its spelling, with a mark before it, and how it sounds."""
    return {f"={spelling_key(name)}", *consonant_skeletons(name)}
