"""The decompression budget against zip bombs: what an archive may expand to."""

import gzip
import io
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from index.errors import SourceError

DEEPEST = 5  # archives in archives, a .tgz counting as two; bombs nest six and more
MOST_MEMBERS = 1_000_000
LARGEST_MEMBER = 4 * 2**30
LARGEST_TOTAL = 32 * 2**30
# Text shrinks to a fifth, tables of short repeated rows to a fiftieth; deflate's limit, which bombs reach, is 1,032.
HIGHEST_RATIO = 200
ALWAYS_ALLOWED = 64 * 2**20
_PIECE = 2**20
# What the standard library raises on damaged or encrypted archives, when they are opened and while they are read.
DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError, NotImplementedError, RuntimeError,
    ValueError,
)  # fmt: skip


@dataclass(slots=True)
class Budget:
    """Bytes that may still be expanded out of one file given by a person, nested archives included."""

    left: int

    @classmethod
    def for_file(cls, size: int) -> "Budget":
        """The budget of a file of `size` bytes."""
        return cls(min(LARGEST_TOTAL, max(ALWAYS_ALLOWED, HIGHEST_RATIO * size)))

    def spend(self, size: int, path: str) -> None:
        """Take `size` bytes off.

        Raises:
            SourceError: there is nothing left; nothing more of the file should be read.
        """
        self.left -= size
        if self.left < 0:
            reason = f"expands to more than {HIGHEST_RATIO} times its size, as an archive bomb does: unpack it yourself"
            raise SourceError(path, f"{reason} and give the folder, if you trust it")


@dataclass(slots=True)
class ByteCounter:
    """How many bytes of one file in an archive have been taken off: read again, they are not taken off again."""

    bytes: int = 0


class BudgetedStream(io.RawIOBase):
    """A stream of expanded bytes that are taken off a budget as they are read."""

    def __init__(self, stream: BinaryIO, budget: Budget, path: str, counted: ByteCounter) -> None:
        super().__init__()
        self._stream, self._budget, self._path, self._counted = stream, budget, path, counted
        self._read = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """As any stream.

        Raises:
            SourceError: the archive is damaged, or the budget or the limit of one member is spent.
        """
        try:
            data = self._stream.read(min(len(buffer), _PIECE))  # charged before more of it is expanded
        except DAMAGED as error:
            raise SourceError(self._path, damaged(error)) from error
        self._read += len(data)
        if self._read > LARGEST_MEMBER:
            raise SourceError(self._path, f"larger than {LARGEST_MEMBER // 2**30} GiB: split it into several files")
        more = max(0, self._read - self._counted.bytes)
        self._counted.bytes += more
        self._budget.spend(more, self._path)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream beneath, too."""
        self._stream.close()
        super().close()


def budgeted(stream: BinaryIO, budget: Budget, path: str, counted: ByteCounter) -> BinaryIO:
    """`stream`, its bytes counted against `budget`; errors of a damaged archive come as they are read."""
    return io.BufferedReader(BudgetedStream(stream, budget, path, counted), 2**16)


def damaged(error: Exception) -> str:
    """Why an archive cannot be read, in one line."""
    return f"a damaged or encrypted archive ({' '.join(str(error).split())[:120]}): pack it again"
