"""The index on disk: generations, each whole with its manifest, and an atomic switch from one to the next.

    DIR/current                     the name of the generation that serves
    DIR/refreshed                   when a build last found that nothing had changed
    DIR/fetched/                    copies of what was fetched from urls, to ask again only for what changed
    DIR/embedded                    vectors made since the last build that came to its end
    DIR/forgotten.json              articles that every build leaves out, see `index.storage.exclusions`
    DIR/lock                        held by the process that builds; its number is written there
    DIR/generations/NAME/
        manifest.json               written last: format, model, counts, dates, size and hash of every other file;
                                    held by those who read the generation
        articles.sqlite             the articles, their paragraphs and the passages as offsets
        vectors.faiss               row i is the vector of passage i
        keywords/ articles/         BM25 over passages and over whole articles
        names.json                  words that the corpus writes as proper names
        places.sqlite               names as the corpus writes them, with their articles

A build writes beside what serves and switches by one rename, so that a build killed at any moment changes nothing.
Generations that do not serve any more go when the last who reads them lets go of them.
"""

import fcntl
import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import ArchiveDamaged, ArchiveMismatch, ArchiveMissing, BuildInProgress
from index.storage.files import sha256_of, sync
from index.storage.generations import (
    CURRENT,
    GENERATIONS,
    MANIFEST,
    REBUILD,
    current_generation,
    current_name,
    generation_folders,
    remove_unleased,
)

log = logging.getLogger(__name__)

FORMAT = 6
"""Raised whenever the files of a generation change their meaning."""

ARTICLES, VECTORS, KEYWORDS, ARTICLE_KEYWORDS, NAMES, PLACES = (
    "articles.sqlite", "vectors.faiss", "keywords", "articles", "names.json", "places.sqlite",
)  # fmt: skip
JOURNAL = "embedded"
_LOCK, _BUILDING = "lock", ".building-"
_HASHED = 32 * 1024 * 1024
"""Bytes of the largest file whose hash is compared whenever it is opened."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and was made with.

    Attributes:
        embedding_model, fingerprint: name of the embedder and hash of its weights; None when built by keywords alone.
        dimensions: length of a vector, 0 without vectors.
        passages_version: how articles were cut; see `index.building.passages.PASSAGES_VERSION`.
        earliest, latest: dates of the oldest and the newest dated article.
        topics: places the corpus writes of most, most often first, for examples of questions.
        files: name of every other file to its size in bytes and its sha256.
        mean_lengths: terms of a passage and of an article in the mean, which their BM25 is made with; None in indexes
            that were built before it was noted.
    """

    format: int
    built: str
    embedding_model: str | None
    fingerprint: str | None
    dimensions: int
    articles: int
    passages: int
    passages_version: int
    earliest: str | None
    latest: str | None
    topics: list[str]
    files: dict[str, tuple[int, str]]
    mean_lengths: tuple[float, float] | None = None


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        ArchiveDamaged: it is missing or not readable.
        ArchiveMismatch: it is of another format.
    """
    path = generation / MANIFEST
    try:
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = fields["format"]
        if found != FORMAT:
            raise ArchiveMismatch(
                generation, f"{generation} is in index format {found}, this version reads format {FORMAT}; {REBUILD}"
            )
        fields["files"] = {name: (int(size), str(sha)) for name, (size, sha) in fields["files"].items()}
        if fields.get("mean_lengths") is not None:
            fields["mean_lengths"] = tuple(map(float, fields["mean_lengths"]))
        return Manifest(**fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveDamaged(generation, f"{path} cannot be read ({error}); {REBUILD}") from error


def check_file(generation: Path, manifest: Manifest, name: str, whole: bool = False) -> Path:
    """The path of a generation's file, after comparing its size and hash with the manifest.

    Args:
        name: path below the generation, as the manifest has it.
        whole: compare the hash of a file of more than 32 MiB as well, which takes its time.

    Raises:
        ArchiveDamaged: the file is missing, or is not what was written.
    """
    path = generation / name
    if name not in manifest.files:
        raise ArchiveDamaged(generation, f"{path} is not in the manifest; {REBUILD}")
    size, sha = manifest.files[name]
    try:
        found = path.stat().st_size
        if found != size:
            raise ArchiveDamaged(generation, f"{path} has {found:,} bytes, not {size:,}; {REBUILD}")
        if (whole or size <= _HASHED) and sha256_of(path) != sha:
            raise ArchiveDamaged(generation, f"{path} is not what was written: its hash differs; {REBUILD}")
    except OSError as error:
        raise ArchiveDamaged(generation, f"{path}: {error.strerror}; {REBUILD}") from error
    return path


@contextmanager
def staging_folder(directory: Path) -> Iterator[Path]:
    """A new empty folder to write a generation into, with the build lock held; removed unless `publish` moved it.

    Raises:
        BuildInProgress: another process builds here.
        OSError: the disk does not take it; what serves is as it was.
    """
    generations = directory / GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    with _build_lock(directory):
        for left in generations.glob(f"{_BUILDING}*"):  # of builds that were killed; the lock says nobody is on them
            shutil.rmtree(left, ignore_errors=True)
        _remove_old(directory)
        staging = generations / f"{_BUILDING}{os.getpid()}"
        staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def file_table(staging: Path) -> dict[str, tuple[int, str]]:
    """Size and sha256 of each file below a generation being built, for its manifest; all of it is synced to disk.

    A file's name is its path below `staging`, with slashes.
    """
    table = {}
    for path in sorted(staging.rglob("*")):
        sync(path)
        if path.is_file():
            table[path.relative_to(staging).as_posix()] = (path.stat().st_size, sha256_of(path))
    return table


def publish(directory: Path, staging: Path, manifest: Manifest) -> Path:
    """Write the manifest, give the generation its name and let it serve; others go unless somebody reads them.

    Raises:
        OSError: the disk does not take it; what served before serves on.
    """
    path = staging / MANIFEST
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    sync(path)
    sync(staging)
    number = 1 + max((int(old.name) for old in generation_folders(directory)), default=0)
    final = directory / GENERATIONS / f"{number:06d}"
    staging.rename(final)
    try:
        sync(final.parent)
        _switch_current(directory, final.name)
    except BaseException:
        if not _is_current(final, directory):
            shutil.rmtree(final, ignore_errors=True)
        raise
    sync(directory)
    _remove_old(directory)
    return final


@contextmanager
def _build_lock(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip() or "unknown"
            raise BuildInProgress(f"{directory} is being built by process {holder}; wait for it to end") from error
        except OSError as error:
            log.warning("no lock for %s (%s): see that no other process builds it now", directory, error.strerror)
        with suppress(OSError):  # the number is for people to read; a full disk does not take it
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _switch_current(directory: Path, name: str) -> None:
    pointer = directory / f"{CURRENT}.new"
    try:
        pointer.write_text(name, encoding="utf-8")
        sync(pointer)
        pointer.replace(directory / CURRENT)
    except OSError:
        with suppress(OSError):
            pointer.unlink(missing_ok=True)
        raise


def _is_current(generation: Path, directory: Path) -> bool:
    try:
        return current_name(directory) == generation.name
    except (ArchiveDamaged, ArchiveMissing):
        return False


def _remove_old(directory: Path) -> None:
    """Remove all generations but the one that serves and those that are read; only with the build lock held."""
    with suppress(ArchiveDamaged, ArchiveMissing):
        serving = current_generation(directory)
        remove_unleased(other for other in generation_folders(directory) if other != serving)
