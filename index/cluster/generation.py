"""The generation that a cluster serves: opened, followed, and brought there."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.cluster.connection import Connection, connect
from index.cluster.ledger import BUILDING, CURRENT, GENERATION, REMOVED, Ledger, ReaderLease
from index.cluster.ledger import PART as PART_NOTE
from index.cluster.publishing import drop, next_generation
from index.cluster.schema import create, part_keys
from index.cluster.store import ClusterStore
from index.cluster.upload import Piece, stamp_of, upload
from index.errors import ArchiveDamaged, ArchiveError, BuildFailed
from index.sources.readers import ProgressCallback
from index.storage.address import ClusterAddress
from index.storage.folder import Manifest


class ClusterGeneration:
    """A generation in the cluster, as `index.archive.serving_generation.ServingGeneration` has it.

    Attributes:
        generation: its name without the revision; part of its collections' names.

    Raises:
        ArchiveMissing, ArchiveMismatch, ArchiveUnreachable: there is none that can be read.
    """

    def __init__(self, address: ClusterAddress, connection: Connection) -> None:
        self._address = address
        self.connection = connection
        self.ledger = Ledger(connection, address)
        self._current = self.ledger.current()
        self.generation = str(self._current["generation"])
        note = self.ledger.get(GENERATION, self.generation)
        if note is None:
            raise ArchiveDamaged(str(address), f"{address} names a generation that is not there; publish it again")
        self._note = note
        self.manifest = _manifest(note)
        self.name, self.place = _name(self._current), str(address)
        connection.parts = part_keys(note["parts"])
        self._lease = ReaderLease(self.ledger, self.generation)

    def open_store(self, with_vectors: bool) -> tuple[ClusterStore, list[str]]:  # noqa: ARG002 - they are elsewhere
        """See `ServingGeneration`."""
        return ClusterStore(self.connection, self._address.name, self._note, self.manifest), []

    def is_held(self) -> bool:
        """Whether it still served when it was held, so that nobody drops it; otherwise it is let go of."""
        held = str(self.ledger.current()["generation"]) == self.generation
        if not held:
            self._lease.close()
        return held

    def is_current(self) -> bool:
        """Whether no other generation has come to serve in its place; one whose cluster does not answer serves on."""
        with suppress(ArchiveError):
            self._lease.renew()
            now = self.ledger.current()
            if _name(now) != self.name:
                return False
            self._current = now
        return True

    def current(self) -> str:
        """The name of the generation that serves now."""
        return _name(self.ledger.current())

    def refreshed(self) -> str:
        """When the index was last brought up to date, as of the last look; ISO 8601."""
        return str(self._current["refreshed"])

    def excluded(self) -> Collection[object]:
        """The articles that are left out on the operator's wish."""
        return self.ledger.exclusions()

    def close(self) -> None:
        """Let go of it."""
        self._lease.close()
        self.connection.close()


def open_generation(address: ClusterAddress) -> ClusterGeneration:
    """The generation that serves in the cluster, held; what came to serve while it was opened is opened instead."""
    connection = connect(address)
    try:
        while True:
            opened = ClusterGeneration(address, connection)
            if opened.is_held():
                return opened
    except BaseException:
        connection.close()
        raise


class Building:
    """The generation that is being built in the cluster, by one builder or several.

    Args:
        part, parts: this builder's articles are those whose ids fall to `part` (from 1) of so many.

    Raises:
        BuildFailed: it is being built in another number of parts.
    """

    def __init__(self, connection: Connection, address: ClusterAddress, part: int = 1, parts: int = 1) -> None:
        self.ledger = Ledger(connection, address)
        self.ledger.make()
        self.generation = next_generation(self.ledger)
        self._connection, self._address = connection, address
        self._part, self._parts = part, parts
        found = self.ledger.get(BUILDING, self.generation)
        if found is not None and found["parts"] != parts and parts > 1:
            raise BuildFailed(
                f"generation {self.generation} of {address} is being built in {found['parts']} parts, not {parts}: "
                f"give --part i/{found['parts']}, or start anew after: python -m index publish --discard"
            )

    def is_served(self, folder: Path) -> bool:
        """Whether what serves was made from this folder's generation alone; then it is noted that it is up to date."""
        with suppress(ArchiveError):
            current = self.ledger.current()
            if current["stamps"] == [stamp_of(folder)]:
                refreshed = datetime.now(UTC).isoformat(timespec="seconds")
                self.ledger.put({**current, "refreshed": refreshed}, CURRENT)
                return True
        return False

    def add(
        self, folder: Path | None, manifest: Manifest | None, terms: tuple[int, int], progress: ProgressCallback
    ) -> None:
        """Upload a generation's folder as this part, and note that it is whole; None where no article falls to it.

        Args:
            terms: of all passages and of all articles of this part.
        """
        sizes = (0, 0) if manifest is None else (manifest.passages, manifest.articles)
        own = tuple(number / max(1, size) for number, size in zip(terms, sizes, strict=True))
        building = self._noted(own, manifest)
        self._connection.parts = part_keys(building["shards"])
        create(self._connection, self._address, self.generation, building["dimensions"])
        stamp = "empty" if folder is None else stamp_of(folder)
        piece = Piece(
            self._address.name, self.generation, self._part, self._parts, stamp, tuple(building["mean_lengths"])
        )
        upload(self._connection, folder, manifest, piece, progress)
        described = None if manifest is None else {**asdict(manifest), "files": {}}
        self._drop_removed({self._part} if self._parts > 1 else None)
        note = {"stamp": stamp, "passages": sizes[0], "articles": sizes[1], "terms": list(terms), "manifest": described}
        self.ledger.put(note, PART_NOTE, self.generation, self._part)

    def discard(self) -> None:
        """Drop what has been built of it."""
        building = self.ledger.get(BUILDING, self.generation)
        drop(self._connection, self._address, self.generation)
        self.ledger.drop(BUILDING, self.generation)
        for number in range(1, (building or {"parts": 0})["parts"] + 1):
            self.ledger.drop(PART_NOTE, self.generation, number)
        self._drop_removed(None)

    def _drop_removed(self, parts: Collection[int] | None) -> None:
        """Drop the notes of what an attempt to publish took out of some parts, or of all, which were built again."""
        for one in self.ledger.all(REMOVED):
            if one["generation"] == self.generation and (parts is None or one["part"] in parts):
                self.ledger.drop(REMOVED, self.generation, one["id"])

    def _noted(self, own: tuple[float, ...], manifest: Manifest | None) -> dict[str, Any]:
        """What all parts have in common, as the first of them noted it."""
        lengths = list(own)
        if self._parts > 1:
            with suppress(ArchiveError):
                served = self.ledger.get(GENERATION, self.ledger.current()["generation"])
                lengths = lengths if served is None else served["mean_lengths"]
        model = {} if manifest is None else {name: getattr(manifest, name) for name in _MADE_WITH}
        note = {"parts": self._parts, "shards": self._address.parts, "mean_lengths": lengths, **model}
        if manifest is not None:
            self.ledger.put(note, BUILDING, self.generation, if_absent=self._parts > 1)
        found = self.ledger.get(BUILDING, self.generation)
        if found is None:
            raise BuildFailed(
                f"no article falls to part {self._part}/{self._parts}, and no other part is built yet: build that first"
            )
        if differing := [name for name in model if found[name] != model[name]]:
            raise BuildFailed(
                f"part {self._part}/{self._parts} of {self._address} was made with another {differing[0]} "
                f"({model[differing[0]]!r}) than the others ({found[differing[0]]!r}): build all with the same version "
                "and EMBEDDING_MODEL, or start anew after: python -m index publish --discard"
            )
        return found


_MADE_WITH = ("embedding_model", "fingerprint", "dimensions", "passages_version")


def _manifest(note: dict[str, Any]) -> Manifest:
    fields = dict(note["manifest"])
    fields["files"], fields["mean_lengths"] = {}, tuple(note["mean_lengths"])
    return Manifest(**fields)


def _name(current: dict[str, Any]) -> str:
    return f"{current['generation']}.{current['revision']}" if current["revision"] else str(current["generation"])
