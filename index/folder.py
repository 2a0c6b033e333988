"""The index on disk: generations, each whole with its manifest, and an atomic switch from one to the next.

    DIR/current                     the name of the generation that serves
    DIR/fetched/                    copies of what was fetched from urls, to ask again only for what changed
    DIR/lock                        held by the process that builds
    DIR/generations/NAME/
        manifest.json               written last: format, model, counts, dates, size and hash of every other file
        articles.sqlite             the articles, their paragraphs and the passages as offsets
        vectors.faiss               row i is the vector of passage i
        keywords.npz articles.npz   BM25 over passages and over whole articles
        names.txt                   words that the corpus writes as proper names

A build writes beside what serves and switches by one rename, so that a build killed at any moment changes nothing.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import ArchiveDamaged, ArchiveMismatch, ArchiveMissing, BuildInProgress

FORMAT = 1
"""Raised whenever the files of a generation change their meaning."""

ARTICLES, VECTORS, KEYWORDS, ARTICLE_KEYWORDS, NAMES = (
    "articles.sqlite", "vectors.faiss", "keywords.npz", "articles.npz", "names.txt",
)  # fmt: skip
_MANIFEST, _CURRENT, _GENERATIONS, _BUILDING = "manifest.json", "current", "generations", ".building-"
_REBUILD = "run: python -m index build"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and was made with.

    Attributes:
        embedding_model, fingerprint: name of the embedder and hash of its weights; None when built by keywords alone.
        dimensions: length of a vector, 0 without vectors.
        earliest, latest: dates of the oldest and the newest dated article.
        topics: places the corpus writes of most, most often first, for examples of questions.
        files: name of every other file to its size in bytes and its sha256.
    """

    format: int
    built: str
    embedding_model: str | None
    fingerprint: str | None
    dimensions: int
    articles: int
    passages: int
    earliest: str | None
    latest: str | None
    topics: list[str]
    files: dict[str, tuple[int, str]]


def current_generation(directory: Path) -> Path:
    """Folder of the generation that serves.

    Raises:
        ArchiveMissing: nothing has been built here.
    """
    try:
        name = (directory / _CURRENT).read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise ArchiveDamaged(directory, f"{directory}/{_CURRENT} is no name of a generation; {_REBUILD}") from error
    except OSError as error:
        raise ArchiveMissing(directory, f"there is no index in {directory}; {_REBUILD} --index {directory}") from error
    generation = directory / _GENERATIONS / name
    if not name or not generation.is_dir():
        raise ArchiveDamaged(directory, f"{directory}/{_CURRENT} names {name!r}, which is not there; {_REBUILD}")
    return generation


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        ArchiveDamaged: it is missing or not readable.
        ArchiveMismatch: it is of another format.
    """
    path = generation / _MANIFEST
    try:
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = fields["format"]
        if found != FORMAT:
            raise ArchiveMismatch(
                generation, f"{generation} is in index format {found}, this version reads format {FORMAT}; {_REBUILD}"
            )
        fields["files"] = {name: (int(size), str(sha)) for name, (size, sha) in fields["files"].items()}
        return Manifest(**fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveDamaged(generation, f"{path} cannot be read ({error}); {_REBUILD}") from error


def check_file(generation: Path, manifest: Manifest, name: str) -> Path:
    """The path of a generation's file, after comparing its size and hash with the manifest.

    Raises:
        ArchiveDamaged: the file is missing, or is not what was written.
    """
    path = generation / name
    size, sha = manifest.files.get(name, (0, ""))
    try:
        found = path.stat().st_size
        if found != size:
            raise ArchiveDamaged(generation, f"{path} has {found:,} bytes, not {size:,}; {_REBUILD}")
        if _sha256(path) != sha:
            raise ArchiveDamaged(generation, f"{path} is not what was written: its hash differs; {_REBUILD}")
    except OSError as error:
        raise ArchiveDamaged(generation, f"{path}: {error.strerror}; {_REBUILD}") from error
    return path


@contextmanager
def building(directory: Path) -> Iterator[Path]:
    """A new empty folder to write a generation into, with the build lock held; removed unless `publish` moved it.

    Raises:
        BuildInProgress: another process builds here.
    """
    generations = directory / _GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            raise BuildInProgress(
                f"{directory} is being built by process {lock.read().strip() or 'unknown'}; wait for it to end"
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        for left in generations.glob(f"{_BUILDING}*"):  # of builds that were killed; the lock says nobody is on them
            shutil.rmtree(left, ignore_errors=True)
        beside = generations / f"{_BUILDING}{os.getpid()}"
        beside.mkdir()
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def file_table(beside: Path) -> dict[str, tuple[int, str]]:
    """Size and sha256 of each file of a generation being built, for its manifest; every file is synced to disk."""
    table = {}
    for path in sorted(beside.iterdir()):
        _sync(path)
        table[path.name] = (path.stat().st_size, _sha256(path))
    return table


def publish(directory: Path, beside: Path, manifest: Manifest) -> Path:
    """Write the manifest, give the generation its name and let it serve; all but the last two generations go."""
    path = beside / _MANIFEST
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    _sync(path)
    _sync(beside)
    generations = directory / _GENERATIONS
    number = 1 + max((int(p.name) for p in generations.iterdir() if p.name.isdigit()), default=0)
    final = generations / f"{number:06d}"
    beside.rename(final)
    _sync(generations)
    pointer = directory / f"{_CURRENT}.new"
    pointer.write_text(final.name, encoding="utf-8")
    _sync(pointer)
    pointer.replace(directory / _CURRENT)
    _sync(directory)
    for old in sorted(p for p in generations.iterdir() if p.name.isdigit())[:-2]:
        shutil.rmtree(old, ignore_errors=True)
    return final


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
