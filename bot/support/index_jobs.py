"""`python -m index` in processes beside the bot, for its operators; those that change the index one at a time."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.support.index_watcher import index_environ
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
        said: the JSON that it printed; None when it printed none.
        why: the last line of its log, which says what went wrong, or its exit code.
    """

    code: int | None
    said: Any
    why: str


class IndexJobs:
    """Runs commands on the index of the bot with these settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._changing = asyncio.Lock()

    async def build(self, progress: Progress | None = None) -> JobResult:
        """Bring the index up to date from the folder of articles."""
        async with self._changing:
            return await self._run(("build", str(self._settings.seeds_dir)), progress)

    async def succeeds(self) -> bool:
        """Bring the index up to date; whether that went well."""
        return (await self.build()).code == 0

    async def fetch(self, urls: Sequence[str], progress: Progress | None = None) -> JobResult:
        """Keep what is at `urls` in the folder of articles, for the next build."""
        private = ("--allow-private",) if self._settings.allow_private else ()
        return await self._run(("fetch", "--into", str(self._settings.seeds_dir), *private, "--", *urls), progress)

    async def forget(self, article_id: str, progress: Progress | None = None) -> JobResult:
        """Leave an article out of the index, now and from now on."""
        async with self._changing:
            return await self._run(("forget", "--", article_id), progress)

    async def recall(self, article_id: str) -> JobResult:
        """Leave an article out no longer, from the next build on."""
        async with self._changing:
            return await self._run(("forget", "--undo", "--", article_id))

    async def forgotten(self) -> JobResult:
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
