"""Keeping an index up to date: building it again whenever its sources change, until told to stop."""

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR
from types import FrameType
from typing import Protocol, TypeVar

import watchfiles

from index.errors import SourceError

log = logging.getLogger(__name__)

_Built = TypeVar("_Built")

SETTLE_S = 2.0
"""Seconds without a change after which a file counts as copied to its end."""
_LONGEST_SETTLE_S = 60.0
_RETRY_S = 5.0
_TICK_S = 0.25


class Stop(Protocol):
    """Says when to end; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether it is time."""


def watch(
    places: Sequence[Path | str],
    directory: Path,
    build: Callable[[], _Built],
    tell: Callable[[_Built | Exception], object],
    *,
    every: float,
    stop: Stop,
    settle: float = SETTLE_S,
) -> None:
    """Build now, and again whenever files or folders change, but at least every so often, until `stop` is set.

    A build that fails is told and tried again: at the next change, or after a while that doubles up to `every`. Nothing
    is built while a file or a folder of `places` is not there (a disk that is not mounted has not lost its articles).
    A build that has begun is brought to its end.

    Args:
        places: what is built from: files, folders and urls.
        directory: the index folder; what changes there is no change.
        build: builds the index from `places`.
        tell: told what each build gave, or why there was none.
        every: seconds after which all places are looked at again, which is how urls are followed, and disks that do not
            tell of changes.
        settle: seconds without a change on disk after which what has changed is read.
    """
    local = [Path(place) for place in places if isinstance(place, Path) or "://" not in place]
    disk = _Disk([place.absolute() for place in local], directory.absolute(), stop)
    failures = 0
    while not stop.is_set():
        try:
            _all_there(local)
            built = build()
        except Exception as error:  # whatever it is, the next build may do better
            failures += 1
            tell(error)
        else:
            failures = 0
            tell(built)
        disk.wait(min(every, _RETRY_S * 2.0 ** min(failures - 1, 20)) if failures else every, settle)


@contextmanager
def watch_until_stopped(parent: int | None = None) -> Iterator[Stop]:
    """Says to stop at SIGINT or SIGTERM, or when the process is no child of `parent` any more.

    A second signal raises KeyboardInterrupt, which also ends a build that is under way.
    """
    told = _Told(parent)
    before = {number: signal.signal(number, told.note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Told:
    # No threading.Event: its lock is not for signal handlers, which come in the middle of anything.
    def __init__(self, parent: int | None) -> None:
        self._parent = parent
        self._signalled = False

    def is_set(self) -> bool:
        return self._signalled or (self._parent is not None and os.getppid() != self._parent)

    def note(self, _number: int, _frame: FrameType | None) -> None:
        if self._signalled:
            raise KeyboardInterrupt
        self._signalled = True


def _all_there(places: Sequence[Path]) -> None:
    for place in places:
        if not place.exists():
            raise SourceError(place, "is not there, and what serves stays as it is: bring it back, or watch without it")


class _Disk:
    """Files and folders, and whether anything about them has changed since the last look.

    The system tells of changes in folders. Whether a file or folder that was given is still the same one is looked at
    each time, for the system says nothing of what came in its place.
    """

    def __init__(self, places: Sequence[Path], ignored: Path, stop: Stop) -> None:
        self._places = places
        self._ignored = ignored.resolve()
        self._stop = stop
        self._warned = False
        self._identities = self._identified()
        self._changes = self._listen()

    def wait(self, seconds: float, settle: float) -> None:
        """Return when a change has settled, when the time is over, or when it is time to stop."""
        begun = last = time.monotonic()
        first: float | None = None
        if self._changes is None:
            self._changes = self._listen()
            first = None if self._changes is None else begun  # nobody listened so far
        while not self._stop.is_set():
            changed, now = self._changed(), time.monotonic()
            if changed:
                first, last = now if first is None else first, now
            if first is None:
                if now - begun >= seconds:
                    return
            elif now - last >= settle or now - first >= _LONGEST_SETTLE_S:
                return

    def _changed(self) -> bool:
        """Whether something changed; takes up to a tick when nothing did."""
        identities = self._identified()
        if identities != self._identities:
            self._identities = identities
            self._changes = self._listen()
            return True
        if self._changes is None:
            time.sleep(_TICK_S)
            return False
        try:
            return bool(next(self._changes, None))
        except (OSError, RuntimeError) as error:
            self._changes = None
            self._warn(error)
            return False

    def _identified(self) -> list[tuple[int, ...] | None]:
        return [_identity(place) for place in self._places]

    def _listen(self) -> Iterator[object] | None:
        """What changes in the folders from now on, with something empty for every tick; None when that is not told."""
        folders = [place.resolve() for place in self._places if place.is_dir()]
        if not folders:
            return None
        changes = watchfiles.watch(
            *folders,
            watch_filter=lambda _, path: not Path(path).is_relative_to(self._ignored),
            rust_timeout=round(_TICK_S * 1000),
            yield_on_timeout=True,
            stop_event=self._stop,
            ignore_permission_denied=True,
        )
        try:
            return changes if next(changes, None) is not None else None
        except (OSError, RuntimeError) as error:
            self._warn(error)
            return None

    def _warn(self, error: Exception) -> None:
        if not self._warned:
            self._warned = True
            log.warning("changes on disk are not told (%s): they are found when all is looked at again", error)


def _identity(place: Path) -> tuple[int, ...] | None:
    """Tells one file or folder from another in its place, and a file from what it was before."""
    try:
        found = place.stat()
    except OSError:
        return None
    same = (found.st_dev, found.st_ino)
    return same if S_ISDIR(found.st_mode) else (*same, found.st_size, found.st_mtime_ns)
