"""Live reload: an archive that always answers from the newest generation, with no pause when that changes."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from index.archive.archive import Archive
from index.archive.reload import POLL_S, IndexReloader
from index.errors import ArchiveError
from index.models.model_files import DEFAULT_MODEL
from index.models.span_model import DEFAULT_READER
from index.storage.address import IndexAddress

log = logging.getLogger(__name__)

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

    def examples(self) -> tuple[str, ...]:
        """Up to three questions that this corpus answers; found once for each generation."""
        with self._reloader.in_use() as served:
            return served.examples()

    def close(self) -> None:
        """Wait for the questions that are being answered, then release the files; no thread is left."""
        self._reloader.close()
