"""Folders and files on disk, as documents in a fixed order."""

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError
from index.sources.budget import Budget
from index.sources.document import Document
from index.sources.sidecar import Opener, read_sidecar

# Line ends, terminal commands, and the marks that turn the direction of text.
_CURSOR = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def documents(paths: Iterable[Path], fields: Mapping[str, str]) -> Iterator[Document | SourceError]:
    """Every file at or below `paths`, folders walked in sorted order, each file once; errors for what is none.

    A file's key is its path relative to the folder that was given, or its name when it was given itself; a second file
    with a key that is taken goes by its whole path.
    """
    visited: set[tuple[int, int]] = set()
    taken: set[str] = set()
    for root in paths:
        for path in _walk(root, visited):
            if isinstance(path, SourceError):
                yield path
                continue
            key = path.relative_to(root).as_posix() if path != root else root.name
            key = shown(key) if shown(key) not in taken else shown(path)
            taken.add(key)
            yield from _document(path, key, fields)


def unreadable(error: OSError) -> str:
    """Why a file cannot be read, as the system says it."""
    return f"cannot be read ({error.strerror or error}): check that it exists and its permissions, or remove it"


def shown(path: Path | str) -> str:
    """A path that can be printed and stored: bytes that are no UTF-8, and what moves the cursor, as escapes."""
    text = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return _CURSOR.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _walk(root: Path, visited: set[tuple[int, int]]) -> Iterator[Path | SourceError]:
    """Files below `root`, sorted by name level by level; links are followed, but no file or folder is read twice."""
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            seen = (status.st_dev, status.st_ino) in visited
            visited.add((status.st_dev, status.st_ino))
            if seen:
                continue
            if stat.S_ISDIR(status.st_mode):
                waiting += sorted(path.iterdir(), reverse=True)
            elif stat.S_ISREG(status.st_mode):
                yield path
            else:  # reading a pipe or a device may never end
                yield SourceError(shown(path), "not a regular file: give a file or a folder")
        except OSError as error:
            yield SourceError(shown(path), unreadable(error))
        except ValueError:  # a zero byte in the name
            yield SourceError(shown(path), "cannot be the name of a file")


def _document(path: Path, key: str, fields: Mapping[str, str]) -> Iterator[Document | SourceError]:
    def sibling(name: str) -> Opener | None:
        beside = path.with_name(name)
        return _opener(beside) if beside.is_file() else None

    try:
        metadata = read_sidecar(path.name, shown(path), sibling)
        if metadata is not None:
            budget = Budget.for_file(path.stat().st_size)
            yield Document(shown(path), key, path.name, _opener(path), budget, metadata=metadata, fields=fields)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(shown(path), unreadable(error))


def _opener(path: Path) -> Opener:
    def open_file() -> BinaryIO:
        return path.open("rb")

    return open_file
