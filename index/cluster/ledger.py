"""Notes on an index as a whole in its cluster: which generation serves, what is being built, what is left out.

One collection without vectors, a point a note. The one write that switches readers is that of `CURRENT`.
"""

import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from qdrant_client import models

from index.cluster.connection import Connection
from index.cluster.schema import FORMAT, make_collection, point_id
from index.errors import ArchiveError, ArchiveMismatch, ArchiveMissing
from index.storage.address import ClusterAddress
from index.storage.exclusions import Exclusion

CURRENT, GENERATION, BUILDING, PART, REMOVED, FORGOTTEN, READER = (
    "current", "generation", "building", "part", "removed", "forgotten", "reader",
)  # fmt: skip
"""Kinds of notes."""

READER_LOST_S = 600.0
"""Seconds without a sign of life after which a reader holds its generation no more."""
_PAGE = 256


class Ledger:
    """The notes of one index; every write is on all replicas when it returns.

    Args:
        connection: to the cluster.
    """

    def __init__(self, connection: Connection, address: ClusterAddress) -> None:
        self._connection = connection
        self._address = address

    def make(self) -> None:
        """Make the collection, if it is not there."""
        indexed = {"kind": models.PayloadSchemaType.KEYWORD}
        make_collection(self._connection, self._address, self._address.name, {}, indexed, parts=False)

    def get(self, kind: str, *key: object) -> dict[str, Any] | None:
        """A note, or None.

        Raises:
            ArchiveMissing: there is no index of this name.
        """
        client, name = self._connection.client, self._address.name
        found = self._connection.read(
            lambda _: client.retrieve(name, [point_id(kind, *key)], with_payload=True), lambda parts: parts[0]
        )
        return dict(found[0].payload or {}) if found else None

    def put(
        self, note: Mapping[str, Any], kind: str, *key: object, if_absent: bool = False, patient: bool = True
    ) -> None:
        """Write a note in place of what was there; with `if_absent`, only where nothing was."""
        point = models.PointStruct(id=point_id(kind, *key), vector={}, payload={**note, "kind": kind})
        mode = models.UpdateMode.INSERT_ONLY if if_absent else None
        self._connection.write(
            lambda: self._connection.client.upsert(
                self._address.name, [point], wait=True, ordering=models.WriteOrdering.STRONG, update_mode=mode
            ),
            patient,
        )

    def drop(self, kind: str, *key: object, patient: bool = True) -> None:
        """Take a note away."""
        chosen, client = models.PointIdsList(points=[point_id(kind, *key)]), self._connection.client
        self._connection.write(lambda: client.delete(self._address.name, chosen, wait=True), patient)

    def all(self, kind: str) -> list[dict[str, Any]]:
        """All notes of a kind, in no order."""
        wanted = models.Filter(must=[models.FieldCondition(key="kind", match=models.MatchValue(value=kind))])
        found, offset = list[dict[str, Any]](), None
        while True:
            part, offset = self._connection.write(
                lambda offset=offset: self._connection.client.scroll(  # type: ignore[misc]
                    self._address.name, wanted, limit=_PAGE, offset=offset, with_payload=True
                )
            )
            found += [dict(record.payload or {}) for record in part]
            if offset is None:
                return found

    def current(self) -> dict[str, Any]:
        """Which generation serves, and its revision.

        Raises:
            ArchiveMissing: none does.
            ArchiveMismatch: it is of another format.
        """
        note = self.get(CURRENT)
        if note is None:
            place = self._connection.place
            raise ArchiveMissing(
                place, f"no generation of the index in {place} is published; run: python -m index build"
            )
        if note["format"] != FORMAT:
            raise ArchiveMismatch(
                self._connection.place,
                f"the index in {self._connection.place} is in format {note['format']}, this version reads format "
                f"{FORMAT}; build it anew with this version, under another name: INDEX_STORE={self._address.url}#NAME",
            )
        return note

    def exclusions(self) -> dict[str, Exclusion]:
        """The articles that are left out, by id, in the order of the wishes."""
        notes = sorted(self.all(FORGOTTEN), key=lambda note: (note["article"]["forgotten"], note["article"]["id"]))
        return {note["article"]["id"]: Exclusion(**note["article"]) for note in notes}


class ReaderLease:
    """Says that a generation is read, so that no build drops it; a reader that may not write goes without.

    Args:
        name: of the generation.
    """

    def __init__(self, ledger: Ledger, name: str) -> None:
        self._ledger = ledger
        self._name = name
        self._id = uuid.uuid4().hex
        self._renewed = 0.0
        self.renew()

    def renew(self) -> None:
        """Give a sign of life, a tenth as often as one is needed."""
        now = time.monotonic()
        if self._renewed and now - self._renewed < READER_LOST_S / 10:
            return
        self._renewed = now
        seen = datetime.now(UTC).timestamp()
        with suppress(ArchiveError):
            self._ledger.put({"generation": self._name, "seen": seen, "id": self._id}, READER, self._id, patient=False)

    def close(self) -> None:
        """Let go of the generation."""
        with suppress(ArchiveError):
            self._ledger.drop(READER, self._id, patient=False)


def held_generations(ledger: Ledger) -> frozenset[str]:
    """The generations that somebody reads; the notes of readers that were lost are taken away."""
    now, held = datetime.now(UTC).timestamp(), set[str]()
    for note in ledger.all(READER):
        if now - note["seen"] < READER_LOST_S:
            held.add(note["generation"])
        else:
            ledger.drop(READER, note["id"])
    return frozenset(held)
