"""Units of reading (a file, a row, a member of an archive), each with the hash by which a build knows it again."""

import hashlib
import io
import logging
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from index.errors import SourceError
from index.records import Article
from index.sources.document import Document, with_content
from index.sources.parsing.metadata import EMPTY_METADATA
from index.sources.walk import unreadable_reason

_log = logging.getLogger(__name__)

READING_VERSION = 6
"""Raised whenever the same bytes may give another article, a new release of a parser included."""

_SIZE = 16


@dataclass(frozen=True, slots=True)
class UnchangedUnit:
    """Stands for all articles of a unit that is known, and that has not been read again.

    Attributes:
        path: where the article lies now; None where the unit has several, whose paths are what they were.
        retrieved: as in `Article`, now.
    """

    unit: str
    path: str | None
    retrieved: str | None


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One thing that was met in reading.

    Attributes:
        place: what a person gave that led to it, a path or an url, in a form that can be printed.
        unit: hash of all that what was read depends on, 32 hexadecimal digits; one unit can give several articles. A
            unit is a file with its sidecar, a member of an archive, a line of JSON Lines, a row of a table, or a
            fetched document. Empty for an error that belongs to no unit; never to be taken for known.
    """

    place: str
    unit: str
    item: Article | SourceError | UnchangedUnit


@dataclass(frozen=True, slots=True)
class Unit:
    """A document, or a part of it, that is known by the hash `name`."""

    document: Document
    name: str
    content_hash: str

    def read(self, item: Article | SourceError) -> UnitResult:
        """Something read from it, an article with where it came from."""
        if isinstance(item, Article):
            item = replace(item, retrieved=self.document.retrieved, content_hash=self.content_hash)
        return UnitResult(self.document.place, self.name, item)

    def unchanged(self, path: str | None) -> UnitResult:
        """What stands for it when it is known; `path` as in `UnchangedUnit`."""
        return UnitResult(self.document.place, self.name, UnchangedUnit(self.name, path, self.document.retrieved))

    def part(self, name: str) -> "Unit":
        """A part of it that is given or left out by itself."""
        return replace(self, name=_hash(self.name, name).hexdigest())


def unit_of(document: Document, content: bytes | None = None) -> Unit:
    """The unit that a document is as a whole; `content` is all its bytes, where they are at hand.

    Raises:
        SourceError: it lies in a damaged archive, or in one that expands too far.
        OSError: it cannot be read.
    """
    if content is None:
        with document.open() as stream:
            hashed = hashlib.file_digest(cast(io.BufferedIOBase, stream), hashlib.sha256)
    else:
        hashed = hashlib.sha256(content)
    content_hash = hashed.hexdigest()
    return Unit(document, _base_hash(document, content_hash).hexdigest(), document.content_hash or content_hash)


def read_whole(
    document: Document,
    reader: Callable[[Document], Iterator[Article | SourceError]],
    known_units: Container[str],
    several: bool,
    streamed: bool = False,
) -> Iterator[UnitResult]:
    """What `reader` gives of a document that is one unit.

    `several`: it may give more than one article, and each has a path of its own. `streamed`: it is read piece by piece,
    and may be larger than memory.

    Raises:
        SourceError, OSError: its bytes cannot be read; what is wrong with them is yielded.
    """
    content = None if streamed else document.content()
    if several:  # their paths are kept, so that the path they begin with has to be the same
        document = replace(document, context=repr((document.context, document.path)))
    unit = unit_of(document, content)
    if unit.name in known_units:
        yield unit.unchanged(None if several else document.path)
        return
    try:
        for item in reader(document if content is None else with_content(document, content)):
            yield unit.read(item)
    except Exception as error:
        yield unit.read(as_source_error(error, document.path))


class RowReader:
    """The rows of one document, each of them a unit.

    A row is known by its bytes, wherever in the document it stands, and by how many rows with the same bytes stand
    above it. `shared` is what all rows depend on: the header of a table.
    """

    def __init__(self, document: Document, known_units: Container[str], shared: str = "") -> None:
        self._document, self._known_units = document, known_units
        self._base_hash = _base_hash(document, "rows", shared)
        self._occurrences: Counter[bytes] = Counter()

    def read(
        self, row: bytes, line: int, articles: Callable[[str], Iterable[Article | SourceError]]
    ) -> Iterator[UnitResult]:
        """What is in the row that begins in `line` (from 1), as `articles` reads it.

        `articles` is given a name for the row by its bytes, the same in every build, and may raise SourceError. All
        that it gives has the path of the line.
        """
        hashed = hashlib.sha256(row)
        digest = hashed.digest()
        copies = self._occurrences[digest]
        self._occurrences[digest] = copies + 1
        parts = self._base_hash.copy()
        parts.update(digest + copies.to_bytes(8, "little"))
        content_hash = hashed.hexdigest()
        unit = Unit(self._document, parts.hexdigest(), content_hash)
        if unit.name in self._known_units:
            yield unit.unchanged(f"{self._document.path}:{line}")
            return
        try:
            for item in articles(f"{content_hash}+{copies}" if copies else content_hash):
                yield unit.read(item)
        except SourceError as error:
            yield unit.read(error)


def as_source_error(error: Exception, path: str) -> SourceError:
    """What went wrong with the document at `path`, whatever its reader raised: the others must still be read."""
    if isinstance(error, SourceError):
        return error
    if isinstance(error, OSError):
        return SourceError(path, unreadable_reason(error))
    _log.error("a reader failed", exc_info=error)  # parsers of damaged files raise what they like
    return SourceError(path, f"damaged: its reader gave up ({type(error).__name__}); save it again")


def _base_hash(document: Document, *parts: str) -> hashlib.blake2b:
    """Hash of all that articles of a document depend on beside its bytes, and of `parts`."""
    metadata = None if document.metadata == EMPTY_METADATA else document.metadata
    fields = sorted(document.fields.items())
    return _hash(READING_VERSION, document.key, document.name, document.context, metadata, fields, parts)


def _hash(*parts: object) -> hashlib.blake2b:
    return hashlib.blake2b(repr(parts).encode("utf-8"), digest_size=_SIZE)  # which tells all parts from one another
