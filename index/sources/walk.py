"""Walking folders: the files on disk as documents in a fixed order, hidden and unfinished ones left out."""

import re
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from index.errors import SourceError
from index.sources.decompression_limits import Budget
from index.sources.document import Document, RefusedDocument
from index.sources.parsing.sidecar import Opener, read_sidecar

# Line ends, terminal commands, and the marks that turn the direction of text.
_CURSOR = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


# What other programs have not written to its end, saved of an earlier state, or keep for themselves: by the last
# ending, and by form (`#a.txt#`, `~a.txt`, `a.txt~`, `a.txt.!ut`, `a.txt.sb-1a2b`).
_UNFINISHED = re.compile(
    r"\.(?:part|partial|filepart|crdownload|download|opdownload|aria2|tmp|temp|bak|backup|orig|old|sw[a-p]|lock"
    r"|![A-Za-z0-9]{1,9}|[a-z]{2}!|sb-[A-Za-z0-9-]{1,99})$|~$|^~|^#.*#$",
    re.IGNORECASE | re.DOTALL,
)
# Folders and files that systems and programs keep beside a person's; `__pycache__` and the like by form.
_SYSTEM_FORM = re.compile(r"__[A-Za-z]+__")
_SYSTEM_NAMES = frozenset({
    "thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information", "lost+found", "cvs",
    "node_modules", "@eadir", "#recycle", "@recycle", "#snapshot", "@recently-snapshot", "@tmp",
})  # fmt: skip


def is_ignored(name: str) -> bool:
    """Whether a file or a folder of this name is hidden, half written, a backup, or kept by a program for itself."""
    if name.startswith(".") or name.casefold() in _SYSTEM_NAMES:
        return True
    return _UNFINISHED.search(name) is not None or _SYSTEM_FORM.fullmatch(name) is not None


def documents(places: Iterable[Path | str], fields: Mapping[str, str]) -> Iterator[Document | RefusedDocument]:
    """Every file at or below `places`, folders walked in sorted order, each file once; errors for what is none.

    What is hidden or half written in a folder is left out; what is given itself is read, whatever its name.

    A file's key is its path relative to the folder that was given, or its name when it was given itself; a second file
    with a key that is taken goes by its whole path.
    """
    visited: set[tuple[int, int]] = set()
    used_keys: set[str] = set()
    for given in places:
        root, place = Path(given), printable_path(given)
        for found in _walk(root, visited):
            if isinstance(found, SourceError):
                yield RefusedDocument(place, found)
                continue
            key = found.key if found.key not in used_keys else printable_path(found.path)
            used_keys.add(key)
            try:
                document = _document(found, key, place, fields)
            except SourceError as error:
                yield RefusedDocument(place, error)
            except OSError as error:
                yield RefusedDocument(place, SourceError(printable_path(found.path), unreadable_reason(error)))
            else:
                if document is not None:
                    yield document


def count_files(places: Iterable[Path | str]) -> int:
    """How many files `documents` would give, sidecars included."""
    visited: set[tuple[int, int]] = set()
    return sum(1 for given in places for _ in _walk(Path(given), visited))


def unreadable_reason(error: OSError) -> str:
    """Why a file cannot be read, as the system says it."""
    return f"cannot be read ({error.strerror or error}): check that it exists and its permissions, or remove it"


def printable_path(path: Path | str) -> str:
    """A path that can be printed and stored: bytes that are no UTF-8, and what moves the cursor, as escapes."""
    text = str(path)
    if text.isascii() and text.isprintable():
        return text
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _CURSOR.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


class _File(NamedTuple):
    path: Path
    key: str
    size: int
    written: float
    siblings: Container[str] | None  # names in its folder, None when they were not looked up


def _walk(root: Path, visited: set[tuple[int, int]]) -> Iterator[_File | SourceError]:
    """Files below `root`, sorted by name level by level; links are followed, but no file or folder is read twice."""
    waiting: list[tuple[Path, str, Container[str] | None]] = [(root, printable_path(root.name), None)]
    while waiting:
        path, key, siblings = waiting.pop()
        try:
            status = path.stat()
            seen = (status.st_dev, status.st_ino) in visited
            visited.add((status.st_dev, status.st_ino))
            if seen:
                continue
            if stat.S_ISDIR(status.st_mode):
                inside = sorted(((one.name, one) for one in path.iterdir() if not is_ignored(one.name)), reverse=True)
                names = {name for name, _ in inside}
                above = "" if path is root else f"{key}/"
                waiting += [(one, above + printable_path(name), names) for name, one in inside]
            elif stat.S_ISREG(status.st_mode):
                yield _File(path, key, status.st_size, status.st_mtime, siblings)
            else:  # reading a pipe or a device may never end
                yield SourceError(printable_path(path), "not a regular file: give a file or a folder")
        except OSError as error:
            yield SourceError(printable_path(path), unreadable_reason(error))
        except ValueError:  # a zero byte in the name
            yield SourceError(printable_path(path), "cannot be the name of a file")


def _document(file: _File, key: str, place: str, fields: Mapping[str, str]) -> Document | None:
    """The file with its sidecar, None when it is a sidecar itself."""

    def sibling(name: str) -> Opener | None:
        if file.siblings is not None and name not in file.siblings:
            return None
        siblings = file.path.with_name(name)
        return _opener(siblings) if siblings.is_file() else None

    path = printable_path(file.path)
    metadata = read_sidecar(file.path.name, path, sibling)
    if metadata is None:
        return None
    return Document(
        path,
        key,
        file.path.name,
        _opener(file.path),
        Budget.for_file(file.size),
        metadata=metadata,
        fields=fields,
        place=place,
        retrieved=_moment(file.written),
    )


def _moment(written: float) -> str | None:
    try:
        return datetime.fromtimestamp(written, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):  # disks may say anything
        return None


def _opener(path: Path) -> Opener:
    def open_file() -> BinaryIO:
        return path.open("rb")

    return open_file
