"""Real processes of the bot: signals, exit codes and the log."""

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from tests.bot.conftest import IDLIB, free_port
from tests.fake_bot_api import TOKEN, FakeBotApi, Fault
from tests.fake_bot_api.process import REPOSITORY, SLOW_S

pytestmark = pytest.mark.usefixtures("processes")


async def start(folder: Path, api: FakeBotApi, token: str = TOKEN, **more: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.small_bot",
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_BASE_URL": api.base_url,
            "STATE_DIR": str(folder / "state"),
            **more,
        },
        stdin=asyncio.subprocess.DEVNULL,
        stderr=PIPE,
    )


async def end(process: Process) -> tuple[int, list[str]]:
    """Exit code and log, once it has ended."""
    _, errors = await asyncio.wait_for(process.communicate(), SLOW_S)
    assert process.returncode is not None
    return process.returncode, errors.decode().splitlines()


async def test_a_second_process_says_why_it_ends_and_the_first_goes_on(api: FakeBotApi, tmp_path: Path) -> None:
    first = await start(tmp_path, api)
    await asyncio.wait_for(api.polling.wait(), SLOW_S)
    polls = len(api.called("getUpdates"))
    code, log = await end(await start(tmp_path, api))
    assert code == 2
    assert len(log) == 1
    assert "another bot runs here with the same token" in log[0]
    assert len(api.called("getUpdates")) == polls
    await api.say(IDLIB)
    await api.answer()
    first.terminate()
    assert (await end(first))[0] == 0


async def test_it_ends_at_once_while_it_waits_for_telegram(api: FakeBotApi, tmp_path: Path) -> None:
    api.faults.append(Fault("getMe", "drop", times=1000))
    process = await start(tmp_path, api)
    await api.until(lambda: api.faults[0].times < 998, SLOW_S)
    process.terminate()
    code, log = await end(process)
    assert code == 0
    assert sum("Telegram cannot be reached" in line for line in log) == 1
    assert not any("Traceback" in line for line in log)


async def test_a_webhook_is_served_until_sigterm_and_stays_and_the_log_is_json_when_asked_for(
    api: FakeBotApi, tmp_path: Path
) -> None:
    listen = f"127.0.0.1:{free_port()}"
    settings = {"WEBHOOK_URL": "https://bot.example.org/hook", "LOG_FORMAT": "json", "LOG_LEVEL": "DEBUG"}
    process = await start(tmp_path, api, WEBHOOK_LISTEN=listen, **settings)
    await api.until(lambda: api.webhook is not None, SLOW_S)
    assert api.webhook is not None
    assert len(api.webhook["secret_token"]) >= 32
    process.terminate()
    code, log = await end(process)
    assert code == 0
    assert api.called("deleteWebhook") == []
    for line in log:
        assert {"time", "level", "logger", "message"} <= set(json.loads(line))
        assert TOKEN not in line
        assert api.webhook["secret_token"] not in line
    assert len(log) > 5


async def test_a_refused_token_ends_a_webhook_too(api: FakeBotApi, tmp_path: Path) -> None:
    listen = f"127.0.0.1:{free_port()}"
    process = await start(
        tmp_path, api, "1:refused-token", WEBHOOK_URL="https://bot.example.org/", WEBHOOK_LISTEN=listen
    )
    code, log = await end(process)
    assert code == 2
    assert log == ["Telegram refused TELEGRAM_BOT_TOKEN: get a valid one from @BotFather (/token)"]


async def test_a_token_that_is_taken_back_ends_it_within_seconds_with_one_line(api: FakeBotApi, tmp_path: Path) -> None:
    process = await start(tmp_path, api)
    await asyncio.wait_for(api.polling.wait(), SLOW_S)
    await api.say(IDLIB)
    await api.answer()
    await asyncio.sleep(0.5)  # it is noted as answered
    begun = time.monotonic()
    await api.revoke()
    code, log = await end(process)
    assert code == 2
    assert time.monotonic() - begun < 10
    assert [line for line in log if "INFO" not in line] == [
        "Telegram refused TELEGRAM_BOT_TOKEN: get a valid one from @BotFather (/token)"
    ]


async def test_what_was_asked_when_the_token_was_taken_back_is_answered_under_the_next_one(
    api: FakeBotApi, tmp_path: Path
) -> None:
    process = await start(tmp_path, api)
    await asyncio.wait_for(api.polling.wait(), SLOW_S)
    api.faults.append(Fault("sendMessage", "flood", retry_after=1))
    await api.say(IDLIB)
    await api.until(lambda: not api.faults[0].times, SLOW_S)
    await api.revoke()
    assert (await end(process))[0] == 2
    assert api.messages() == []
    api.revoked = False
    second = await start(tmp_path, api)
    await api.answer(timeout_s=SLOW_S)
    second.terminate()
    assert (await end(second))[0] == 0
