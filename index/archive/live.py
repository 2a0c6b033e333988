"""The archive of a process that runs for long: what the newest build made answers, with no pause when it changes."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from index.archive.archive import Archive, Found
from index.archive.browse import ArticleBrowser
from index.archive.reload import LOOK_EVERY_S, IndexReloader
from index.errors import ArchiveError
from index.models.model_files import DEFAULT_MODEL
from index.models.span_model import DEFAULT_READER
from index.records import EVERYTHING, Answer, Article, Filters, Quote
from index.stats import Stats

log = logging.getLogger(__name__)


class LiveArchive:
    """Answers as an `Archive` does, from the newest generation; safe to call from several threads.

    A thread of its own opens each new generation and asks it its examples before it answers the first person. A
    question ends on the generation it began on, which is let go of when no question is left on it. A generation that
    cannot be opened is passed over, and tried again later. While one takes over, both are in memory.

    Args:
        directory: the index folder.
        open_archive: opens the generation that serves there; given the archive that it takes over from, if any.
        look_every_s: seconds between two looks at which one that is.

    Raises:
        ArchiveError: what serves at first cannot be opened.
    """

    def __init__(
        self, directory: Path, open_archive: Callable[[Archive | None], Archive], look_every_s: float = LOOK_EVERY_S
    ) -> None:
        self._follower = IndexReloader(directory, open_archive, look_every_s)

    @classmethod
    def open(
        cls, directory: Path, embedding_model: str = DEFAULT_MODEL, waiting: Callable[[], bool] = lambda: False,
        reader_model: str = DEFAULT_READER, models: Path | None = None,
    ) -> "LiveArchive":  # fmt: skip
        """Open the index in `directory` and follow it.

        Args:
            waiting: asked each second while nothing there can be opened; as long as it says yes, a build is waited for.
            models: as `Archive.open` has it.

        Raises:
            ArchiveError: as `Archive.open` does.
        """
        told = False
        while True:
            try:
                return cls(
                    directory,
                    lambda earlier: Archive.open(directory, embedding_model, earlier, reader_model, models=models),
                )
            except ArchiveError as error:
                if not waiting():
                    raise
                if not told:
                    log.warning("waiting for a build: %s", error)
                    told = True
            time.sleep(LOOK_EVERY_S)

    @property
    def generation(self) -> str:
        """Name of the build that is being served."""
        with self._follower.asked() as served:
            return served.archive.generation

    @property
    def degraded(self) -> str | None:
        """One line saying which part of the index cannot be used and what to run, or None."""
        with self._follower.asked() as served:
            return served.archive.degraded

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        """Answer `question`; see `Archive.ask`."""
        with self._follower.asked() as served:
            return served.archive.ask(question, limit, filters, literal=literal)

    def mentioning(self, text: str, limit: int, filters: Filters = EVERYTHING) -> tuple[Quote, ...]:
        """The first mention in each article; see `Archive.mentioning`."""
        with self._follower.asked() as served:
            return served.archive.mentioning(text, limit, filters)

    def check_filters(self, question: str) -> None:
        """See that the filters typed in a question can be used; see `Archive.check_filters`."""
        with self._follower.asked() as served:
            served.archive.check_filters(question)

    def copies(self, article_id: str) -> tuple[Article, ...]:
        """The other articles that carry the same report; see `Archive.copies`."""
        with self._follower.asked() as served:
            return served.archive.copies(article_id)

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        with self._follower.asked() as served:
            return served.archive.article(article_id)

    def find(self, named: str, limit: int) -> tuple[Article, ...]:
        """The articles that `named` names; see `Archive.find`."""
        with self._follower.asked() as served:
            return served.archive.find(named, limit)

    def article_ids(self) -> frozenset[str]:
        """The ids of all articles; see `Archive.article_ids`."""
        with self._follower.asked() as served:
            return served.archive.article_ids()

    def browse(self, look: Callable[[ArticleBrowser], Found]) -> Found:
        """What `look` finds without a question; one look, however long, is at one generation."""
        with self._follower.asked() as served:
            return served.archive.browse(look)

    def completed(self, last: str, text: str) -> str | None:
        """`text` as a question of its own where it leans on the question `last`; see `Archive.completed`."""
        with self._follower.asked() as served:
            return served.archive.completed(last, text)

    def examples(self) -> tuple[str, ...]:
        """Up to three questions that this corpus answers; found once for each generation."""
        with self._follower.asked() as served:
            return served.examples()

    def stats(self) -> Stats:
        """Counts, dates and outlets of the corpus."""
        with self._follower.asked() as served:
            return served.archive.stats()

    def close(self) -> None:
        """Wait for the questions that are being answered, then release the files; no thread is left."""
        self._follower.close()


AnyArchive: TypeAlias = Archive | LiveArchive
"""What can be asked."""
