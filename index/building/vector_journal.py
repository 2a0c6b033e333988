"""Vectors as they are made, so that a build that is killed is not embedded again.

One file: a header that names the weights, then one record after the other: the passage's digest, its vector, and the
CRC-32 of both. What is cut short or damaged at the end is left out; the whole file goes when the weights differ.
"""

import logging
import zlib
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from index.building.digests import SIZE, Digests, rows_of
from index.models.embedder import Vectors
from index.retrieval.vector_index import Rows

log = logging.getLogger(__name__)

_MAGIC = b"verbatim vectors 1 "


class VectorJournal:
    """The vectors that builds have made since the last one that came to its end.

    Args:
        path: the file; made when the first vector is added.
        weights: hash of the weights of the embedder.
        dimensions: length of a vector.
    """

    def __init__(self, path: Path, weights: str, dimensions: int) -> None:
        self._path = path
        self._header = _MAGIC + f"{weights} {dimensions}\n".encode()
        self._record = np.dtype([("digest", f"V{SIZE}"), ("vector", "<f4", (dimensions,)), ("crc", "<u4")])
        self._file: BinaryIO | None = None
        self._full = False
        self._found = self._read()

    def find(self, digests: Digests) -> tuple[Rows, Vectors]:
        """Those of `digests` that have a vector here: their indices, shape (found,), and their vectors."""
        at = rows_of(digests, self._found["digest"])
        found = np.flatnonzero(at >= 0)
        return found, np.asarray(self._found["vector"][at[found]], dtype=np.float32)

    def add(self, digests: Digests, vectors: Vectors) -> None:
        """Note vectors; a disk that takes no more ends the noting, not the build."""
        if self._full:
            return
        records = np.empty(len(digests), dtype=self._record)
        records["digest"], records["vector"] = digests, vectors
        records["crc"] = [_crc(record) for record in records]
        try:
            if self._file is None:
                self._file = self._opened()
            self._file.write(records.tobytes())
            self._file.flush()
        except OSError as error:
            log.warning("%s cannot be written (%s): a build that is broken off embeds again", self._path, error)
            self._full = True

    def close(self) -> None:
        """Close the file, which stays for the next build."""
        if self._file is not None:
            with suppress(OSError):  # what could not be written is said already
                self._file.close()

    def _read(self) -> npt.NDArray[np.void]:
        """The records up to the first that is damaged."""
        try:
            content = self._path.read_bytes()
        except OSError:
            content = b""
        if not content.startswith(self._header):
            return np.empty(0, dtype=self._record)
        whole = (len(content) - len(self._header)) // self._record.itemsize
        records = np.frombuffer(content, dtype=self._record, count=whole, offset=len(self._header))
        damaged = (index for index, record in enumerate(records) if _crc(record) != record["crc"])
        return records[: next(damaged, whole)]

    def _opened(self) -> BinaryIO:
        """The file, ready for what is added to its whole records."""
        whole = len(self._header) + self._found.nbytes if len(self._found) else 0
        with self._path.open("ab") as file:
            file.truncate(whole)
        file = self._path.open("ab")
        if not whole:
            file.write(self._header)
        return file


def _crc(record: np.void) -> int:
    return zlib.crc32(record.tobytes()[:-4])
