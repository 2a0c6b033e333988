"""Live reload: an archive that always answers from the newest generation; a thread opens and warms up each new one."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from index.archive.archive import Archive
from index.errors import ArchiveError, VerbatimError
from index.models.model_files import DEFAULT_MODEL
from index.models.span_model import DEFAULT_READER
from index.storage.address import IndexAddress

log = logging.getLogger(__name__)

POLL_S = 1.0
"""Seconds between two looks at which generation serves."""
_RETRY_S, _LONGEST_RETRY_S = 30.0, 3600.0
_WARM_UP_QUESTION = "What happened?"

P = ParamSpec("P")
T = TypeVar("T")


def _forward(method: Callable[Concatenate[Archive, P], T]) -> Callable[Concatenate["LiveArchive", P], T]:
    """The method of the generation that serves, which stays open until the call has returned."""

    @wraps(method)
    def call(self: "LiveArchive", /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._reloader.in_use() as served:
            result: T = getattr(served.archive, method.__name__)(*args, **kwargs)
            return result

    return call


class LiveArchive:
    """Answers as an `Archive` does, from the newest generation; safe to call from several threads.

    A thread of its own opens each new generation and asks it its examples before it answers the first person. A
    question ends on the generation it began on, which is let go of when no question is left on it. A generation that
    cannot be opened is passed over, and tried again later. While one takes over, both are in memory.

    Args:
        open_archive: opens the generation that serves; given the archive that it takes over from, if any.
        poll_s: seconds between two looks at which one that is.

    Raises:
        ArchiveError: what serves at first cannot be opened.
    """

    def __init__(self, open_archive: Callable[[Archive | None], Archive], poll_s: float = POLL_S) -> None:
        self._reloader = IndexReloader(open_archive, poll_s)

    @classmethod
    def open(
        cls, index: IndexAddress, embedding_model: str = DEFAULT_MODEL, waiting: Callable[[], bool] = lambda: False,
        reader_model: str = DEFAULT_READER, models: Path | None = None,
    ) -> "LiveArchive":  # fmt: skip
        """Open the index at an address and follow it.

        Args:
            waiting: asked each second while nothing there can be opened; as long as it says yes, a build is waited for.
            models: as `Archive.open` has it.

        Raises:
            ArchiveError: as `Archive.open` does.
        """
        warned = False
        while True:
            try:
                return cls(lambda earlier: Archive.open(index, embedding_model, earlier, reader_model, models=models))
            except ArchiveError as error:
                if not waiting():
                    raise
                if not warned:
                    log.warning("waiting for a build: %s", error)
                    warned = True
            time.sleep(POLL_S)

    @property
    def generation(self) -> str:
        """Name of the build that is being served."""
        with self._reloader.in_use() as served:
            return served.archive.generation

    @property
    def degraded(self) -> str | None:
        """One line saying which part of the index cannot be used and what to run, or None."""
        with self._reloader.in_use() as served:
            return served.archive.degraded

    ask = _forward(Archive.ask)
    mentioning = _forward(Archive.mentioning)
    check_filters = _forward(Archive.check_filters)
    command = _forward(Archive.command)
    follow_up = _forward(Archive.follow_up)
    ask_on = _forward(Archive.ask_on)
    small_talk = _forward(Archive.small_talk)
    article = _forward(Archive.article)
    find = _forward(Archive.find)
    copies = _forward(Archive.copies)
    article_ids = _forward(Archive.article_ids)
    browse = _forward(Archive.browse)
    stats = _forward(Archive.stats)

    def examples(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
        """Up to three questions that this corpus answers; found once for each generation and these patterns."""
        with self._reloader.in_use() as served:
            return served.examples(patterns)

    def close(self) -> None:
        """Wait for the questions that are being answered, then release the files; no thread is left."""
        self._reloader.close()


class IndexReloader:
    """Keeps the newest generation open, with a thread of its own.

    Args:
        open_archive: opens the generation that serves, which it holds until it is closed; given the archive that it
            takes over from, if any.
        poll_s: seconds between two looks at which one that is.

    Raises:
        ArchiveError: what serves at first cannot be opened.
    """

    def __init__(self, open_archive: Callable[[Archive | None], Archive], poll_s: float) -> None:
        self._open_archive = open_archive
        self._poll_s = poll_s
        self._condition = threading.Condition()  # guards what follows; told whenever a question has ended
        self._served: ServedArchive | None = ServedArchive(open_archive(None))
        self._retired: list[ServedArchive] = []
        self._failed, self._retry_s, self._retry_at = "", _RETRY_S, 0.0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follow-index", daemon=True)
        self._thread.start()

    @contextmanager
    def in_use(self) -> Iterator["ServedArchive"]:
        """What serves now, kept open meanwhile."""
        with self._condition:
            served = self._served
            if served is None:
                raise ValueError("the archive is closed")
            served.in_use_count += 1
        try:
            yield served
        finally:
            with self._condition:
                served.in_use_count -= 1
                self._condition.notify_all()

    def close(self) -> None:
        """Wait for the questions that are being answered, then release the files; no thread is left."""
        self._closing.set()
        self._thread.join()
        with self._condition:
            if self._served is not None:
                self._retired.append(self._served)
                self._served = None
            self._condition.wait_for(lambda: not any(served.in_use_count for served in self._retired))
        self._close_idle()

    def _run(self) -> None:
        while not self._closing.wait(self._poll_s):
            try:
                self._close_idle()
                self._poll()
            except Exception:
                log.exception("looking for a new index failed")

    def _poll(self) -> None:
        now = self._served
        if now is None or now.archive.is_current():
            return
        name = now.archive.current()
        if name == self._failed and time.monotonic() < self._retry_at:
            return
        try:
            new = self._warmed(now)
        except Exception as error:  # whatever it is, the old one can answer
            self._note_failure(name, now.archive.generation, error)
            return
        with self._condition:
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
        with self._condition:
            idle = [served for served in self._retired if not served.in_use_count]
            self._retired = [served for served in self._retired if served.in_use_count]
        for served in idle:
            served.archive.close()

    def _warmed(self, earlier: "ServedArchive") -> "ServedArchive":
        """What serves, brought into memory, which also shows that it can answer."""
        served = ServedArchive(self._open_archive(earlier.archive))
        try:
            # All are found, so that nobody waits for them who did not before.
            if not [one for patterns in earlier.wanted() for one in served.examples(patterns)]:
                served.archive.ask(_WARM_UP_QUESTION)
        except BaseException:
            served.archive.close()
            raise
        return served


class ServedArchive:
    """An open generation.

    Attributes:
        in_use_count: questions that are being answered from it.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.in_use_count = 0
        self._examples: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._examples_lock = threading.Lock()

    def examples(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
        """Its examples of these patterns; their first call takes as long as several questions."""
        with self._examples_lock:
            if patterns not in self._examples:
                self._examples[patterns] = self.archive.examples(patterns)
            return self._examples[patterns]

    def wanted(self) -> list[tuple[str, ...]]:
        """The patterns of which examples were wanted."""
        return list(self._examples)
