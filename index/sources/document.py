"""One file in hand, wherever it lies: on disk, or inside an archive."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from index.errors import SourceError
from index.sources.budget import Budget
from index.sources.metadata import NOTHING_SAID, Metadata

# Whole documents are held in memory; an article with its page is below 5 MB, a book below 50.
LARGEST_DOCUMENT = 256 * 2**20


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
    """

    path: str
    key: str
    name: str
    open: Callable[[], BinaryIO]
    budget: Budget
    depth: int = 0
    metadata: Metadata = NOTHING_SAID
    fields: Mapping[str, str] = field(default_factory=dict)

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
