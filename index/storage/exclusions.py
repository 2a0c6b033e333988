"""The articles that are left out on the operator's wish: a list in the index folder, which every build honours.

    DIR/forgotten.json      {"articles": [{"id": ..., "title": ..., ...}, ...]}, in the order of the wishes

An article stays away by its id and by its words: the same words under another address are the same article.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from index.errors import ArchiveDamaged, ArchiveMissing
from index.storage.files import sync
from index.storage.generations import REBUILD

EXCLUSIONS_FILE = "forgotten.json"


class Exclusion(BaseModel):
    """One article that is left out.

    Attributes:
        title, source, published, url, path: as the article had them when it was forgotten, for people to know it by.
        body: hash of its words, see `index.building.passages.body_hash`, in hexadecimal.
        forgotten: ISO 8601 time, UTC.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Annotated[str, StringConstraints(min_length=1)]
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    path: str | None
    body: Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{2})+$")]
    forgotten: str


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    articles: list[Exclusion]


@dataclass(frozen=True, slots=True)
class ExclusionFilter:
    """What a build has to leave out: ids of articles, and hashes of their words."""

    ids: frozenset[str] = frozenset()
    bodies: frozenset[bytes] = frozenset()

    def has(self, article_id: str, body: bytes) -> bool:
        """Whether an article is to be left out."""
        return article_id in self.ids or body in self.bodies


def read_exclusions(directory: Path) -> dict[str, Exclusion]:
    """What is left out of the index in `directory`, by id, in the order of the wishes.

    Raises:
        ArchiveDamaged: the list cannot be read; without it, what was forgotten would come back.
    """
    path = directory / EXCLUSIONS_FILE
    try:
        return {one.id: one for one in _List.model_validate_json(path.read_bytes()).articles}
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error.strerror
        way_out = "mend it, or remove it and forget them anew"
        message = f"{path}, the list of forgotten articles, cannot be read ({why}): {way_out}"
        raise ArchiveDamaged(directory, message) from error


def exclusion_filter(directory: Path) -> ExclusionFilter:
    """What a build of the index in `directory` has to leave out.

    Raises:
        ArchiveDamaged: as `read_exclusions`.
    """
    listed = read_exclusions(directory).values()
    return ExclusionFilter(frozenset(one.id for one in listed), frozenset(bytes.fromhex(one.body) for one in listed))


def write_exclusions(directory: Path, listed: dict[str, Exclusion]) -> None:
    """Write the list, all of it or nothing.

    Raises:
        OSError: the disk does not take it; the list stays as it was.
    """
    part = directory / f".{EXCLUSIONS_FILE}.part"
    part.write_text(_List(articles=list(listed.values())).model_dump_json(indent=1), encoding="utf-8")
    sync(part)
    part.replace(directory / EXCLUSIONS_FILE)
    sync(directory)


@contextmanager
def editing_exclusions(directory: Path) -> Iterator[dict[str, Exclusion]]:
    """The list, to be changed in place; written at the end of the block, all of it or nothing.

    Raises:
        ArchiveMissing: there is no index in this folder.
        ArchiveDamaged: as `read_exclusions`.
        OSError: the disk does not take it; the list stays as it was.
    """
    try:
        descriptor = os.open(directory, os.O_RDONLY)
    except FileNotFoundError as error:
        raise ArchiveMissing(directory, f"there is no index in {directory}; {REBUILD}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # two who change it at once would each lose the other's wish
        listed = read_exclusions(directory)
        yield listed
        write_exclusions(directory, listed)
    finally:
        os.close(descriptor)
