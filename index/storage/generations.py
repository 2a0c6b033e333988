"""The generations of an index: which one serves, who reads which, and the removal of what nobody reads.

Who reads a generation holds a shared lock on its manifest. The lock is the system's (flock), so that it goes with the
process that held it, however that ended.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Self, TypeVar

from index.errors import ArchiveDamaged, ArchiveMissing

MANIFEST, CURRENT, GENERATIONS = "manifest.json", "current", "generations"
"""A manifest makes a folder a generation: it is written last, and removed first."""
REBUILD = "run: python -m index build"

_Taken = TypeVar("_Taken")


class GenerationLease:
    """A generation that stays on disk until it is closed, though another one may come to serve.

    Attributes:
        generation: its folder.
    """

    def __init__(self, directory: Path, generation: Path, manifest: BinaryIO) -> None:
        self._directory = directory
        self._manifest = manifest
        self.generation = generation

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def serves(self) -> bool:
        """Whether no other generation has come to serve in its place; one that is gone serves on."""
        try:
            if pointed_at(self._directory) != self.generation.name:
                return False
            # The same name may be of an index that was built anew.
            return os.path.samestat(os.fstat(self._manifest.fileno()), (self.generation / MANIFEST).stat())
        except (ArchiveDamaged, ArchiveMissing, OSError):
            return True

    def close(self) -> None:
        """Let go of the generation; it is removed now if it serves no more and nobody else reads it."""
        self._manifest.close()
        clean(self._directory)


def lease_generation(directory: Path) -> GenerationLease:
    """The generation that serves, held for as long as it is read.

    Raises:
        ArchiveMissing: nothing has been built here.
        ArchiveDamaged: what should serve is not there.
    """
    return GenerationLease(directory, *_serving(directory, _held_manifest))


def current_generation(directory: Path) -> Path:
    """Folder of the generation that serves; while it is read another build may remove it, see `lease_generation`.

    Raises:
        ArchiveMissing: nothing has been built here.
        ArchiveDamaged: what should serve is not there.
    """
    return _serving(directory, lambda generation: True if generation.is_dir() else None)[0]


def clean(directory: Path) -> None:
    """Remove the generations that served before and that nobody reads; safe at any time, also while others build.

    What cannot be removed, such as in a folder that may only be read, stays.
    """
    with suppress(ArchiveDamaged, ArchiveMissing, OSError, ValueError):
        serving = int(current_generation(directory).name)
        # A build gives its generation a higher number before it lets it serve.
        remove_unread(old for old in numbered(directory) if int(old.name) < serving)


def numbered(directory: Path) -> list[Path]:
    """Folders of the generations of an index, in no order."""
    return [path for path in (directory / GENERATIONS).iterdir() if path.name.isdecimal()]


def pointed_at(directory: Path) -> str:
    """What the name of the generation that serves should be."""
    try:
        return (directory / CURRENT).read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise ArchiveDamaged(directory, f"{directory}/{CURRENT} is no name of a generation; {REBUILD}") from error
    except OSError as error:
        raise ArchiveMissing(directory, f"there is no index in {directory}; {REBUILD} --index {directory}") from error


def remove_unread(generations: Iterable[Path]) -> None:
    """Remove the generations that nobody holds.

    Where the file system has no locks, the newest (last by name) of them stays: it is what may still be read.
    """
    unknown = [generation for generation in sorted(generations) if not _removed_or_held(generation)]
    for generation in unknown[:-1]:
        _remove(generation)


def _removed_or_held(generation: Path) -> bool:
    """Remove a generation unless somebody holds it; False when that cannot be told."""
    try:
        manifest = (generation / MANIFEST).open("r+b")
    except FileNotFoundError:
        _remove(generation)  # half removed, or never finished: nobody can hold it
        return True
    except OSError:
        return True  # not ours to remove
    with manifest:
        try:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        _remove(generation)  # while the lock keeps others out
        return True


def _remove(generation: Path) -> None:
    # First what a reader looks for, so that nobody finds a part of it; what cannot be removed now is later.
    try:
        (generation / MANIFEST).unlink(missing_ok=True)
    except OSError:
        return
    shutil.rmtree(generation, ignore_errors=True)


def _serving(directory: Path, take: Callable[[Path], _Taken | None]) -> tuple[Path, _Taken]:
    """The generation that serves, with what `take` gives for it."""
    name = pointed_at(directory)
    while True:
        generation = directory / GENERATIONS / name
        taken = take(generation) if name else None
        if taken is not None:
            return generation, taken
        missed, name = name, pointed_at(directory)
        if name == missed:  # else another one was published, and the one before removed, in between
            raise ArchiveDamaged(
                directory, f"{directory}/{CURRENT} names {name!r}, which is not there or not whole; {REBUILD}"
            )


def _held_manifest(generation: Path) -> BinaryIO | None:
    """The manifest of a generation with a shared lock, or None when there is none, or it is just being removed."""
    path = generation / MANIFEST
    try:
        manifest = path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ArchiveDamaged(generation, f"{path}: {error.strerror}; check its permissions") from error
    try:
        fcntl.flock(manifest, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        manifest.close()
        return None
    except OSError:
        pass  # this file system has no locks: it is read without one, and `remove_unread` takes care
    # It may have been removed between the opening and the lock; what is locked then is a file without a name.
    try:
        there = os.path.samestat(os.fstat(manifest.fileno()), path.stat())
    except OSError:
        there = False
    if not there:
        manifest.close()
        return None
    return manifest
