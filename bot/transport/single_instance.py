"""Another process with the same token: on this machine known by a lock, elsewhere by Telegram's conflicts."""

import fcntl
import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.state.sqlite import StateError
from bot.support.shutdown import GivenUpError

_log = logging.getLogger(__name__)

NEWCOMERS_PATIENCE_S = 15.0
"""Seconds of conflict after which one that has only just begun to poll gives way."""
# One that has polled before holds out so many times as long as it was left in peace. A newcomer is never left in peace
# for longer than the other needs to poll again, which is a second, and three more until Telegram says so.
_PATIENCE_PER_S = 4.0
_LONGEST_PATIENCE_S = 600.0
# Two that poll meet at least so often: the library waits up to 30 s between tries, and a poll takes 30 s.
_OVER_S = 75.0


@contextmanager
def only_one(directory: Path, token: str) -> Iterator[None]:
    """Hold the place of the one process of this machine that uses `token` and this folder for its state.

    Raises:
        GivenUpError: another process holds it.
        StateError: the folder cannot be used.
    """
    path = directory / f"token-{hashlib.sha256(token.encode()).hexdigest()[:16]}.lock"
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        raise StateError(f"{directory} cannot be used for the bot's state ({error.strerror}): see STATE_DIR") from error
    with file:
        try:
            # Let go of by the system however the process ends.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"another bot runs here with the same token (it holds {path}): stop it first"
            raise GivenUpError(message, 2) from None
        yield


class ConflictWatch:
    """Decides which of two that poll with one token gives way: the one that came last, before the other one would.

    Each poll ends the other's. So who came last has been left in peace for less time before its first conflict, however
    long or short the other has been running.

    Args:
        polling_s: seconds for which this process has polled.
        give_up: called with the reason.
        clock: seconds, never going back.
        newcomers_patience_s: seconds of conflict after which one that came last gives way.
    """

    def __init__(
        self,
        polling_s: Callable[[], float],
        give_up: Callable[[GivenUpError], object],
        clock: Callable[[], float] = time.monotonic,
        newcomers_patience_s: float = NEWCOMERS_PATIENCE_S,
    ) -> None:
        self._polling_s = polling_s
        self._newcomers_patience_s = newcomers_patience_s
        self._give_up = give_up
        self._clock = clock
        self._first = self._last = self._patience_s = 0.0
        self._count = 0

    def met(self) -> None:
        """Telegram has ended a poll of ours because another process polls."""
        now = self._clock()
        if not self._count or now - self._last > _OVER_S:
            in_peace_s = min(self._polling_s(), now - self._last) if self._count else self._polling_s()
            self._first, self._count = now, 0
            self._patience_s = max(self._newcomers_patience_s, min(_LONGEST_PATIENCE_S, _PATIENCE_PER_S * in_peace_s))
            _log.warning(
                "another process uses the same token; unless that ends, this one gives way in about %.0f s",
                self._patience_s,
            )
        self._last = now
        self._count += 1
        lasted = now - self._first
        if lasted >= self._patience_s:
            message = f"another process has used the same token for {lasted:.0f} s: stop one of them"
            self._give_up(GivenUpError(message, 2))
