"""One file in hand, wherever it lies: on disk, or inside an archive."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from index.errors import SourceError
from index.sources.budget import Budget
from index.sources.formats.metadata import NOTHING_SAID, Metadata

# Whole documents are held in memory; an article with its page is below 5 MB, a book below 50.
LARGEST_DOCUMENT = 256 * 2**20
# What is no longer than this is read once, before its format is told; nearly every article is.
_FEW = 2**20
_FIRST = 2**16


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read as articles.

    Attributes:
        path: where it lies, as people write it; inside an archive: the archive's path, a slash, the member's.
        key: its path relative to the folder given, the same on every machine; names an article that has no url.
        name: its file name, without the ending of the compression that is already taken off.
        open: gives its bytes from the start, each time it is called; raises OSError or SourceError.
        budget: what the archive it came from may still expand to.
        depth: how many archives it lies in.
        metadata: from its sidecar.
        fields: our field name -> the file's own, for tables whose columns have other names.
        place: what a person gave that led to it, a path or an url.
        retrieved: as in `Article`.
        content_hash: as in `Article`, where `open` gives other bytes than were received; None elsewhere.
        context: what else its articles depend on.
    """

    path: str
    key: str
    name: str
    open: Callable[[], BinaryIO]
    budget: Budget
    depth: int = 0
    metadata: Metadata = NOTHING_SAID
    fields: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    retrieved: str | None = None
    content_hash: str | None = None
    context: str = ""

    def content(self) -> bytes:
        """All bytes.

        Raises:
            SourceError: it is larger than can be held in memory.
            OSError: it cannot be read.
        """
        with self.open() as stream:
            content = stream.read(LARGEST_DOCUMENT + 1)
        if len(content) > LARGEST_DOCUMENT:
            raise SourceError(self.path, f"larger than {LARGEST_DOCUMENT // 2**20} MiB: split it into several files")
        return content

    def head(self, length: int = 8192) -> bytes:
        """The first bytes, for telling the format."""
        with self.open() as stream:
            return stream.read(length)


@dataclass(frozen=True, slots=True)
class Refused:
    """What stands where a document should, with the place that led to it."""

    place: str
    error: SourceError


def few_bytes(document: Document) -> bytes | None:
    """All bytes of a document when they are few, else None.

    Raises:
        SourceError, OSError: as `Document.open`.
    """
    with document.open() as stream:
        content = stream.read(_FIRST)
        if len(content) == _FIRST:
            content += stream.read(_FEW)
    return content if len(content) <= _FEW else None


def in_memory(document: Document, content: bytes) -> Document:
    """The document with `content` as its bytes."""
    return replace(document, open=partial(io.BytesIO, content))
