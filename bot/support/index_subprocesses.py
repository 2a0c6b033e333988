"""`python -m index` in processes beside the bot: builds for operators, a watcher that keeps it up to date."""

import asyncio
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.support.settings import Settings

_log = logging.getLogger(__name__)

PROGRESS_EVERY_S = 5.0
"""Seconds between two signs that a command is still at work."""

Progress = Callable[[], Awaitable[object]]
"""Called every `PROGRESS_EVERY_S` while a command runs."""


@dataclass(frozen=True, slots=True)
class JobResult:
    """A command that has ended.

    Attributes:
        code: its exit code; 0 when all went well.
        output: the JSON that it printed; None when it printed none.
        error: the last line of its log, which says what went wrong, or its exit code.
    """

    code: int | None
    output: Any
    error: str


class IndexJobs:
    """Runs commands on the index of the bot with these settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._changing = asyncio.Lock()

    async def build(self, progress: Progress | None = None) -> JobResult:
        """Bring the index up to date from the folder of articles."""
        async with self._changing:
            return await self._run(("build", str(self._settings.seeds_dir)), progress)

    async def build_succeeds(self) -> bool:
        """Bring the index up to date; whether that went well."""
        return (await self.build()).code == 0

    async def fetch(self, urls: Sequence[str], progress: Progress | None = None) -> JobResult:
        """Keep what is at `urls` in the folder of articles, for the next build."""
        private = ("--allow-private",) if self._settings.allow_private else ()
        return await self._run(("fetch", "--into", str(self._settings.seeds_dir), *private, "--", *urls), progress)

    async def exclude(self, article_id: str, progress: Progress | None = None) -> JobResult:
        """Leave an article out of the index, now and from now on."""
        async with self._changing:
            return await self._run(("forget", "--", article_id), progress)

    async def restore(self, article_id: str) -> JobResult:
        """Leave an article out no longer, from the next build on."""
        async with self._changing:
            return await self._run(("forget", "--undo", "--", article_id))

    async def excluded(self) -> JobResult:
        """What is left out."""
        return await self._run(("forget", "--list"))

    async def _run(self, command: Sequence[str], progress: Progress | None = None) -> JobResult:
        verb, *rest = command
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "index", verb, "--index", str(self._settings.index_dir), "--json", *rest,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env=index_environ(self._settings, os.environ),
        )  # fmt: skip
        ending = asyncio.create_task(process.communicate())
        try:
            while not (await asyncio.wait({ending}, timeout=PROGRESS_EVERY_S))[0]:
                if progress is not None:
                    await progress()
        finally:
            if not ending.done():
                process.terminate()
        out, errors = ending.result()
        _log.info("index %s ended with %s", verb, process.returncode)
        lines = [line for line in errors.decode(errors="replace").splitlines() if line.strip()]
        return JobResult(
            process.returncode, json.loads(out) if out.strip() else None, (lines or [str(process.returncode)])[-1]
        )


_NICENESS = 10
_GRACE_S = 5.0
_LASTING_S = 3600.0

PAUSES_S = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds before each new start of a process that ended by itself; after the last one it is given up."""


def index_environ(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that builds the index: the bot's, without its token."""
    # An empty token also keeps the one in .env out.
    others = {**environ, "TELEGRAM_BOT_TOKEN": "", "EMBEDDING_MODEL": settings.embedding_model}
    return {**others, **settings.index_environ}


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
        self._supervisor = threading.Thread(target=self._supervise, name="index-watcher", daemon=True)
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

    def is_running(self) -> bool:
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
