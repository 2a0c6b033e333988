"""The index kept up to date beside the bot by `python -m index watch`, in a process of its own, which gives way."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

from bot.support.settings import Settings

_log = logging.getLogger(__name__)

_NICENESS = 10
_GRACE_S = 5.0
_LASTING_S = 3600.0
PAUSES_S = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds before each new start of a process that ended by itself; after the last one it is given up."""


def index_environ(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that builds the index: the bot's, without its token."""
    # An empty token also keeps the one in .env out.
    return {**environ, "TELEGRAM_BOT_TOKEN": "", "EMBEDDING_MODEL": settings.embedding_model}


class IndexWatcher:
    """Keeps a process running until it is closed; one that ends by itself is started again, so many times in a row.

    Args:
        command: the process, which gives way to all others.
        environ: its environment.
        pauses_s: seconds before each new start; the count begins anew when it has run for an hour.
    """

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], pauses_s: Sequence[float] = PAUSES_S
    ) -> None:
        self._command = command
        self._environ = environ
        self._pauses_s = pauses_s
        self._closing = threading.Event()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._supervisor = threading.Thread(target=self._supervise, name="upkeep", daemon=True)
        self._supervisor.start()

    @classmethod
    def of(cls, settings: Settings, environ: Mapping[str, str]) -> "IndexWatcher":
        """What keeps the index of the bot with these settings up to date from its folder of articles.

        Args:
            environ: the bot's; its token is not handed on.
        """
        command = [
            sys.executable, "-m", "index", "watch", "--index", str(settings.index_dir), "--every", str(settings.watch),
            "--parent", str(os.getpid()), "--", str(settings.seeds_dir),
        ]  # fmt: skip
        in_terminal = settings.telegram_bot_token is None  # which is for the conversation
        level = "WARNING" if in_terminal and settings.log_level in ("DEBUG", "INFO") else settings.log_level
        return cls(command, {**index_environ(settings, environ), "LOG_LEVEL": level})

    def goes_on(self) -> bool:
        """Whether the process runs, or will be started again."""
        return self._supervisor.is_alive()

    def close(self) -> None:
        """End the process: at once when it waits, after some seconds when it builds, which does the index no harm."""
        self._closing.set()
        with self._starting:
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                process.kill()
        self._supervisor.join()

    def _supervise(self) -> None:
        ended = 0
        while not self._closing.is_set():
            begun = time.monotonic()
            code = self._run()
            if self._closing.is_set():
                return
            ended = 1 if time.monotonic() - begun > _LASTING_S else ended + 1
            if ended > len(self._pauses_s):
                break
            pause = self._pauses_s[ended - 1]
            _log.warning("the process that keeps the index up to date ended (%s); again in %.0f s", code, pause)
            self._closing.wait(pause)
        if not self._closing.is_set():
            _log.error(
                "the process that keeps the index up to date ended %d times and is given up; the index stays as it is. "
                "See why it ends with: python -m index watch",
                ended,
            )

    def _run(self) -> int | str:
        """Start the process and wait for its end; returns its exit code, or why it did not start."""
        with self._starting:
            if self._closing.is_set():
                return 0
            try:
                # Away from the terminal's Ctrl-C, which is for the conversation; its reports would be in the way there.
                self._process = process = subprocess.Popen(  # noqa: S603 - our own command
                    self._command,
                    env=self._environ,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    process_group=0,
                )
            except OSError as error:
                return str(error)
        with suppress(OSError):  # it may have ended
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
        return process.wait()
