"""Publishing a generation: what its parts counted is summed, all is checked against them, one write switches readers.

Every step may be repeated after it was broken off.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from qdrant_client import models

from index.array_types import Rows
from index.cluster.connection import Connection
from index.cluster.ledger import BUILDING, CURRENT, FORGOTTEN, GENERATION, REMOVED, Ledger, held_generations
from index.cluster.ledger import PART as PART_NOTE
from index.cluster.merged_counts import write_terms
from index.cluster.requests import Requests, source_counts
from index.cluster.schema import ARTICLES, FORMAT, PASSAGES, TERMS, WORDS, collection, part_keys, wait_until_indexed
from index.errors import ArchiveMissing, BuildFailed
from index.storage.address import ClusterAddress

log = logging.getLogger(__name__)

_DRIFT = 0.05
"""Share by which the mean length may differ from the one that the weights were made with."""

Grouping = Callable[[npt.NDArray[np.uint32]], Rows]


class Publisher:
    """Publishes the generation that is being built.

    Args:
        groups: which of some sketches are copies; see `index.building.near_duplicates`.

    Raises:
        BuildFailed: nothing is being built, a part is missing, or the cluster has not what the parts wrote.
    """

    def __init__(self, connection: Connection, address: ClusterAddress, groups: Grouping) -> None:
        self._connection = connection
        self._address = address
        self._ledger = Ledger(connection, address)
        self._groups = groups
        self.generation = next_generation(self._ledger)
        building = self._ledger.get(BUILDING, self.generation)
        if building is None:
            raise BuildFailed(f"nothing is being built in {address}; run: python -m index build, on each part")
        self._building = building
        connection.parts = part_keys(building["shards"])
        self._parts = [self._ledger.get(PART_NOTE, self.generation, n) for n in range(1, building["parts"] + 1)]
        if missing := [f"{n}/{len(self._parts)}" for n, note in enumerate(self._parts, 1) if note is None]:
            raise BuildFailed(
                f"of {address} these parts are not built yet: {', '.join(missing)}; run: python -m index build --part "
                f"{missing[0]}"
            )
        self._articles, self._passages = self._requests(ARTICLES), self._requests(PASSAGES)

    def publish(self) -> dict[str, Any]:
        """Check and switch; returns the note of the generation."""
        self._leave_out()
        if len(self._parts) > 1:
            self._remove_same_words()
            self._link_copies()
        removed = self._ledger.all(REMOVED)
        removed = [note for note in removed if note["generation"] == self.generation]
        passages, articles = self._check(removed)
        mean_idfs, topics = write_terms(self._connection, self._name(TERMS), removed, (passages, articles))
        note = self._note(passages, articles, mean_idfs, topics)
        wait_until_indexed(self._connection, self._address, [self._name(kind) for kind in (PASSAGES, ARTICLES, TERMS)])
        self._ledger.put(note, GENERATION, self.generation)
        current = {
            "generation": self.generation, "revision": 0, "format": FORMAT, "refreshed": note["manifest"]["built"],
            "stamps": [part["stamp"] for part in self._parts if part],
        }  # fmt: skip
        self._ledger.put(current, CURRENT)
        self._ledger.drop(BUILDING, self.generation)
        for number in range(1, len(self._parts) + 1):
            self._ledger.drop(PART_NOTE, self.generation, number)
        for one in removed:
            self._ledger.drop(REMOVED, self.generation, one["id"])
        drop_old(self._connection, self._address, self._ledger, self.generation)
        return note

    def _leave_out(self) -> None:
        """Take out what was forgotten after its part was built."""
        listed = self._ledger.all(FORGOTTEN)
        ids = [note["article"]["id"] for note in listed]
        bodies = [note["article"]["body"] for note in listed]
        for field, values in (("id", ids), ("body", bodies)):
            if values:
                match = models.FieldCondition(key=field, match=models.MatchAny(any=values))
                self._remove(one.payload or {} for one in self._articles.every(models.Filter(must=[match])))

    def _remove_same_words(self) -> None:
        """Of articles with the same words in several parts only the first stays."""
        first: dict[str, int] = {}
        for one in self._articles.every(None, ["body", "number"]):
            payload = one.payload or {}
            first[payload["body"]] = min(first.get(payload["body"], payload["number"]), payload["number"])
        kept = set(first.values())
        gone = (one.payload or {} for one in self._articles.every(None, ["number", "id", "has", "part"]))
        self._remove([payload for payload in gone if payload["number"] not in kept])

    def _remove(self, articles: Iterable[dict[str, Any]]) -> None:
        """Take articles out, after noting what the counts of their part have too much for it."""
        for article in list(articles):
            own = models.Filter(must=[models.FieldCondition(key="id", match=models.MatchValue(value=article["id"]))])
            counted: Counter[int] = Counter()
            passages = 0
            for one in self._passages.every(own, ["id"], vectors=True):
                passages += 1
                words = one.vector.get(WORDS) if isinstance(one.vector, dict) else None
                counted.update(words.indices if isinstance(words, models.SparseVector) else ())
            if self._ledger.get(REMOVED, self.generation, article["id"]) is None:
                note = {
                    "generation": self.generation, "id": article["id"], "part": article["part"], "passages": passages,
                    "terms": [list(pair) for pair in counted.items()], "has": article["has"],
                }  # fmt: skip
                self._ledger.put(note, REMOVED, self.generation, article["id"])
            for kind in (PASSAGES, ARTICLES):
                delete(self._connection, self._name(kind), own)

    def _link_copies(self) -> None:
        """Note which articles of all parts carry one report; some 1 KB of memory an article."""
        found = sorted(
            (one.payload["number"], one.payload["id"], one.payload["sketch"])
            for one in self._articles.every(None, ["number", "id", "sketch"])
            if one.payload
        )
        sketches = np.array([np.frombuffer(bytes.fromhex(sketch), dtype=np.uint32) for *_, sketch in found])
        groups = self._groups(sketches) if found else np.empty(0, dtype=np.int64)
        for group in np.flatnonzero(np.bincount(groups, minlength=1) > 1).tolist():
            members = [found[at][1] for at in np.flatnonzero(groups == group).tolist()]
            for copy, ids in ((0, members[:1]), (1, members[1:])):
                self._set({"report": members[0], "copy": copy}, ids)

    def _set(self, fields: dict[str, Any], ids: list[str]) -> None:
        """Set fields of some articles."""
        chosen = models.Filter(must=[models.FieldCondition(key="id", match=models.MatchAny(any=ids))])
        name, keys, client = self._name(ARTICLES), self._connection.parts or None, self._connection.client
        self._connection.write(lambda: client.set_payload(name, fields, chosen, wait=True, shard_key_selector=keys))

    def _check(self, removed: list[dict[str, Any]]) -> tuple[int, int]:
        """Numbers of passages and articles, which have to be what the parts wrote."""
        found = []
        for kind, requests in (("passages", self._passages), ("articles", self._articles)):
            for number, part in enumerate(self._parts, 1):
                own = models.FieldCondition(key="part", match=models.MatchValue(value=number))
                stamp = models.FieldCondition(key="stamp", match=models.MatchValue(value=(part or {})["stamp"]))
                there = requests.count(models.Filter(must=[own, stamp]))
                gone = sum(one["passages"] if kind == "passages" else 1 for one in removed if one["part"] == number)
                if there != (part or {})[kind] - gone:
                    raise BuildFailed(
                        f"{self._address} has {there:,} {kind} of part {number}/{len(self._parts)}, "
                        f"{(part or {})[kind] - gone:,} expected; run: python -m index build --part "
                        f"{number}/{len(self._parts)}, then publish again"
                    )
            found.append(requests.count(None))
            wanted = sum((part or {})[kind] for part in self._parts)
            wanted -= sum(one["passages"] if kind == "passages" else 1 for one in removed)
            if found[-1] != wanted:
                raise BuildFailed(
                    f"{self._address} has {found[-1]:,} {kind} in generation {self.generation}, {wanted:,} expected: "
                    "another build writes into it; start anew after: python -m index publish --discard"
                )
        return found[0], found[1]

    def _note(self, passages: int, articles: int, mean_idfs: tuple[float, float], topics: list[str]) -> dict[str, Any]:
        parts = [part for part in self._parts if part is not None]
        manifests = [part["manifest"] for part in parts if part["manifest"]]
        dated = models.Filter(must=[models.FieldCondition(key="date", range=models.Range(gte=0))])
        ends = [self._articles.sorted(dated, "date", 1, ascending=up, fields=["published"]) for up in (True, False)]
        lengths = [
            sum(part["terms"][column] for part in parts) / max(1, sum(part[kind] for part in parts))
            for column, kind in enumerate(("passages", "articles"))
        ]
        for mean, used in zip(lengths, self._building["mean_lengths"], strict=True):
            if abs(mean - used) > _DRIFT * max(used, 1e-9):
                log.warning("the mean length is %.1f, and %.1f was used: the next build takes the new one", mean, used)
        manifest = {
            **manifests[0], "built": datetime.now(UTC).isoformat(timespec="seconds"), "articles": articles,
            "passages": passages, "earliest": ends[0][0]["published"] if ends[0] else None,
            "latest": ends[1][0]["published"] if ends[1] else None, "topics": topics, "files": {},
        }  # fmt: skip
        sources = [[one.source, one.articles, one.newest, one.oldest] for one in source_counts(self._articles, None)]
        return {
            "generation": self.generation, "format": FORMAT, "parts": self._building["shards"], "manifest": manifest,
            "mean_idf": list(mean_idfs), "mean_lengths": lengths, "sources": sources,
            "languages": sorted(self._articles.values("language", None, articles)),
        }  # fmt: skip

    def _requests(self, kind: str) -> Requests:
        return Requests(self._connection, self._name(kind))

    def _name(self, kind: str) -> str:
        return collection(self._address.name, self.generation, kind)


def next_generation(ledger: Ledger) -> str:
    """The name of the generation that is built next, the same for all builders until it is published."""
    try:
        return f"{int(ledger.current()['generation']) + 1:06d}"
    except ArchiveMissing:
        return f"{1:06d}"


def delete(connection: Connection, name: str, where: models.Filter) -> None:
    """Take away the points of a collection that pass."""
    chosen, keys = models.FilterSelector(filter=where), connection.parts or None
    connection.write(lambda: connection.client.delete(name, chosen, wait=True, shard_key_selector=keys))


def drop_old(connection: Connection, address: ClusterAddress, ledger: Ledger, serving: str) -> None:
    """Drop the generations before the one that serves which nobody reads."""
    held = held_generations(ledger)
    for note in ledger.all(GENERATION):
        generation = note["generation"]
        if generation < serving and generation not in held:
            drop(connection, address, generation)
            ledger.drop(GENERATION, generation)


def drop(connection: Connection, address: ClusterAddress, generation: str) -> None:
    """Drop the collections of a generation."""
    for kind in (PASSAGES, ARTICLES, TERMS):
        name = collection(address.name, generation, kind)
        connection.write(lambda name=name: connection.client.delete_collection(name))  # type: ignore[misc]
