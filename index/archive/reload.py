"""Following the generations of an index: the newest is opened and warmed while the one before goes on answering."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.archive.archive import Archive
from index.errors import VerbatimError
from index.storage.generations import GenerationLease, lease_generation, pointed_at

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
"""Seconds between two looks at which generation serves."""
_RETRY_S, _LONGEST_RETRY_S = 30.0, 3600.0
_WARMING = "What happened?"


class IndexReloader:
    """Keeps the newest generation open, with a thread of its own.

    Args:
        directory: the index folder.
        open_archive: opens the generation that serves there; given the archive that it takes over from, if any.
        look_every_s: seconds between two looks at which one that is.

    Raises:
        ArchiveError: what serves at first cannot be opened.
    """

    def __init__(self, directory: Path, open_archive: Callable[[Archive | None], Archive], look_every_s: float) -> None:
        self._directory = directory
        self._open_archive = open_archive
        self._look_every_s = look_every_s
        self._free = threading.Condition()  # guards what follows; told whenever a question has ended
        self._served: ServedArchive | None = self._opened(None)
        self._retired: list[ServedArchive] = []
        self._failed, self._retry_s, self._retry_at = "", _RETRY_S, 0.0
        self._closing = threading.Event()
        self._follower = threading.Thread(target=self._follow, name="follow-index", daemon=True)
        self._follower.start()

    @contextmanager
    def asked(self) -> Iterator["ServedArchive"]:
        """What serves now, kept open meanwhile."""
        with self._free:
            served = self._served
            if served is None:
                raise ValueError("the archive is closed")
            served.asking += 1
        try:
            yield served
        finally:
            with self._free:
                served.asking -= 1
                self._free.notify_all()

    def close(self) -> None:
        """Wait for the questions that are being answered, then release the files; no thread is left."""
        self._closing.set()
        self._follower.join()
        with self._free:
            if self._served is not None:
                self._retired.append(self._served)
                self._served = None
            self._free.wait_for(lambda: not any(served.asking for served in self._retired))
        self._close_idle()

    def _follow(self) -> None:
        while not self._closing.wait(self._look_every_s):
            try:
                self._close_idle()
                self._look()
            except Exception:
                log.exception("looking for a new index failed")

    def _look(self) -> None:
        now = self._served
        if now is None or now.lease.serves():
            return
        name = pointed_at(self._directory)
        if name == self._failed and time.monotonic() < self._retry_at:
            return
        try:
            new = self._warmed(now.archive)
        except Exception as error:  # whatever it is, the old one can answer
            self._note_failure(name, now.archive.generation, error)
            return
        with self._free:
            self._served = new
            self._retired.append(now)
        log.info("generation %s answers from now on, in place of %s", new.archive.generation, now.archive.generation)

    def _note_failure(self, name: str, instead: str, error: Exception) -> None:
        """Log once for each generation, and try again later, ever more seldom."""
        if name == self._failed:
            self._retry_s = min(2 * self._retry_s, _LONGEST_RETRY_S)
        else:
            self._failed, self._retry_s = name, _RETRY_S
            unforeseen = None if isinstance(error, VerbatimError) else error
            log.error(
                "generation %s cannot be used, and %s goes on answering: %s", name, instead, error, exc_info=unforeseen
            )
        self._retry_at = time.monotonic() + self._retry_s

    def _close_idle(self) -> None:
        with self._free:
            idle = [served for served in self._retired if not served.asking]
            self._retired = [served for served in self._retired if served.asking]
        for served in idle:
            served.close()

    def _warmed(self, earlier: Archive) -> "ServedArchive":
        """What serves, brought into memory, which also shows that it can answer."""
        served = self._opened(earlier)
        try:
            if not served.examples():
                served.archive.ask(_WARMING)
        except BaseException:
            served.close()
            raise
        return served

    def _opened(self, earlier: Archive | None) -> "ServedArchive":
        while True:
            held = lease_generation(self._directory)
            try:
                archive = self._open_archive(earlier)
            except BaseException:
                held.close()
                raise
            if archive.generation == held.generation.name:
                return ServedArchive(archive, held)
            archive.close()  # another was published in between, and what was opened is not what is held
            held.close()


class ServedArchive:
    """An open generation.

    Attributes:
        asking: questions that are being answered from it.
    """

    def __init__(self, archive: Archive, lease: GenerationLease) -> None:
        self.archive = archive
        self.lease = lease
        self.asking = 0
        self._examples: tuple[str, ...] | None = None
        self._finding = threading.Lock()

    def examples(self) -> tuple[str, ...]:
        """Its examples; the first call takes as long as several questions."""
        with self._finding:
            if self._examples is None:
                self._examples = self.archive.examples()
            return self._examples

    def close(self) -> None:
        """Release the files; the generation may be removed."""
        self.archive.close()
        self.lease.close()
