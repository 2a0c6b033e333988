"""Real processes of the project, away from any .env, and a bot's process against the fake server."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.fake_bot_api.server import TOKEN, FakeBotApi

REPOSITORY = Path(__file__).parents[2]
# Two busy cores load the model and answer a first question in half a minute at worst.
SLOW_S = 120


def _environment(**settings: str) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("TELEGRAM_")}
    return {**known, "PYTHONPATH": str(REPOSITORY), **settings}


async def run_module(folder: Path, *arguments: str, stdin: str = "", **settings: str) -> tuple[int, str, str]:
    """`python -m ...` in `folder`, away from any .env: exit code, output, errors."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *arguments,
        cwd=folder,
        env=_environment(**settings),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await asyncio.wait_for(process.communicate(stdin.encode()), SLOW_S)
    assert process.returncode is not None
    return process.returncode, out.decode(), errors.decode()


class BotProcess:
    """`python -m bot` against the fake Bot API; its log is kept over restarts."""

    def __init__(self, folder: Path, index: Path, api: FakeBotApi, **settings: str) -> None:
        self.index = index
        self._settings = settings
        self._folder = folder
        self._api = api
        self._log = folder / "bot.log"
        self._process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> str:
        return self._log.read_text()

    async def start(self) -> None:
        self._api.polling.clear()
        with self._log.open("a") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                cwd=self._folder,
                env=_environment(
                    TELEGRAM_BOT_TOKEN=TOKEN,
                    TELEGRAM_API_BASE_URL=self._api.base_url,
                    INDEX_DIR=str(self.index),
                    STATE_DIR=str(self._folder / "state"),
                    PYTHONWARNINGS="default",
                    **{"LOG_LEVEL": "DEBUG", **self._settings},
                ),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        await asyncio.wait_for(self._api.polling.wait(), SLOW_S)

    @property
    def memory_mb(self) -> float:
        """What it holds in memory now, files mapped into it included."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def terminate(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    async def exit_code(self) -> int:
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), SLOW_S)

    async def restart(self) -> None:
        self.terminate()
        assert await self.exit_code() == 0
        await self.start()

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
