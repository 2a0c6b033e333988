"""What is done with files on disk as a whole: their hash, and that they outlast a loss of power."""

import hashlib
import os
from pathlib import Path


def sha256_of(path: Path) -> str:
    """sha256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk itself.

    Raises:
        OSError: it cannot be opened, or the disk does not take it.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
