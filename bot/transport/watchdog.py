"""Whether Telegram can be reached and whether polling goes on, known by the calls themselves."""

import json
import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.support.metrics import Metrics
from bot.transport.update_parsing import only_readable

_log = logging.getLogger(__name__)

STALLED_S = 90.0
"""More than a poll of 30 s, what is waited for its answer, and the longest pause of 30 s between polls."""
_STOPPING_S = 20.0
_LOOKS = 10
_SENDS = ("sendMessage", "editMessageText")
_FLOOD, _SERVER_ERROR, _OK, _UNAUTHORIZED = 429, 500, 200, 401


class PollingHealth:
    """When Telegram gave its last sign of life, and since when it cannot be reached.

    Args:
        clock: seconds, never going back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._reached_at: float | None = None
        self._polled_at: float | None = None
        self._polling_since: float | None = None
        self._lost_at: float | None = None
        self._said = False

    def reached(self) -> None:
        """Telegram answered a call, or called."""
        self._reached_at = self._clock()
        if self._said and self._lost_at is not None:
            _log.warning("Telegram is reached again after %.0f s", self._reached_at - self._lost_at)
        self._lost_at, self._said = None, False

    def missed(self, why: str) -> None:
        """A call got no answer; said once an outage, and not of a single torn connection."""
        if self._lost_at is None:
            self._lost_at = self._clock()
        elif not self._said:
            _log.warning("Telegram cannot be reached (%s): waiting for it, and trying again and again", why)
            self._said = True

    def polling(self) -> None:
        """A poll begins; only the first one is a sign."""
        if self._polled_at is None:
            self._polled_at = self._polling_since = self._clock()

    def polled(self) -> None:
        """A poll ended; one that failed is a sign, too, that polling goes on."""
        self._polled_at = self._clock()

    def silent_s(self) -> float | None:
        """Seconds since Telegram's last sign of life; None before the first."""
        return None if self._reached_at is None else self._clock() - self._reached_at

    def unpolled_s(self) -> float:
        """Seconds since a poll ended; 0 before polling has begun."""
        return 0.0 if self._polled_at is None else self._clock() - self._polled_at

    def polling_s(self) -> float:
        """Seconds since the first poll began; 0 before it."""
        return 0.0 if self._polling_since is None else self._clock() - self._polling_since


class WatchedRequest(HTTPXRequest):
    """Calls Telegram as usual, and tells `pulse` and `metrics` how each call ended.

    Args:
        refused: called when Telegram does not know the token, or not any more.
    """

    def __init__(self, pulse: PollingHealth, metrics: Metrics, refused: Callable[[], object], **timeouts: Any) -> None:
        super().__init__(**timeouts)
        self._refused = refused
        self._pulse = pulse
        self._metrics = metrics

    async def do_request(self, url: str, *args: Any, **more: Any) -> tuple[int, bytes]:
        """As the library does it, but for updates that it could not read."""
        method = url.rpartition("/")[2]
        polls = method == "getUpdates"
        if polls:
            self._pulse.polling()
        well = False
        try:
            code, body = await super().do_request(url, *args, **more)
            well = code == _OK
        except TelegramError as error:
            # A poll that nobody answered in time is an ordinary end of a connection; Telegram may still be there.
            self._pulse.missed("no answer" if isinstance(error, TimedOut) else "no connection")
            self._count(method, None, b"")
            raise
        finally:
            if polls:
                self._pulse.polled()
        if code == _UNAUTHORIZED:
            self._refused()
        if code >= _SERVER_ERROR:
            self._pulse.missed(f"it answers {code}")
        else:
            self._pulse.reached()
        self._count(method, code, body)
        return code, only_readable(body) if polls and well else body

    def _count(self, method: str, code: int | None, body: bytes) -> None:
        if code == _FLOOD:
            self._metrics.flood_wait(_retry_after(body))
        if method in _SENDS:
            if code is None or code >= _SERVER_ERROR:
                self._metrics.sent("unreached")
            else:
                self._metrics.sent("sent" if code == _OK else "flood" if code == _FLOOD else "refused")
        elif method == "getUpdates" and code != _OK:
            self._metrics.polling_error("unreached" if code is None else str(code))


def _retry_after(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 0.0


class Watchdog:
    """A thread that ends a bot whose polling stands still, even if its event loop does.

    Args:
        unpolled_s: seconds since the last poll ended.
        end: asks the bot to end cleanly; called on the watchdog's thread.
        stalled_s: so long may pass before that.
        stopping_s: so long the clean end may take; then `kill` is called.
    """

    def __init__(
        self,
        unpolled_s: Callable[[], float],
        end: Callable[[], object],
        stalled_s: float = STALLED_S,
        stopping_s: float = _STOPPING_S,
        kill: Callable[[], object] = lambda: os._exit(1),
    ) -> None:
        self._unpolled_s = unpolled_s
        self._end = end
        self._stalled_s = stalled_s
        self._stopping_s = stopping_s
        self._kill = kill
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """The bot has ended."""
        self._closing.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._closing.wait(self._stalled_s / _LOOKS):
            if self._unpolled_s() >= self._stalled_s:
                _log.critical("no call for updates has ended for %.0f s: the bot ends", self._unpolled_s())
                self._end()
                if not self._closing.wait(self._stopping_s):
                    _log.critical("the bot does not end by itself: it is ended")
                    self._kill()
                return
