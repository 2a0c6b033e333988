"""Lines of the log, from a process, since logging is configured once in each."""

import json
import subprocess
import sys
from datetime import datetime

import pytest

from tests.fake_bot_api.process import REPOSITORY

pytestmark = pytest.mark.usefixtures("processes")

_SCRIPT = """
import logging, sys
from bot.support.logs import configure_logging
from bot.support.settings import Settings
configure_logging(Settings.from_environ({"TELEGRAM_BOT_TOKEN": "1:secret-token", "LOG_FORMAT": sys.argv[1]}))
log = logging.getLogger("here")
log.info("asked %s\\nwith %s", "ق\\"", "1:secret-token")
try:
    raise ValueError("https://api/bot1:secret-token/x")
except ValueError:
    log.exception("failed")
"""


def _log(form: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", _SCRIPT, form],
        env={"PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        timeout=60,
        check=True,
    )
    return ended.stderr.decode()


def test_json_is_one_object_a_line_with_its_exception_and_without_the_token() -> None:
    first, second = map(json.loads, _log("json").splitlines())
    assert datetime.fromisoformat(first["time"]).utcoffset() is not None
    assert (first["level"], first["logger"]) == ("INFO", "here")
    assert first["message"] == 'asked ق"\nwith [token]'
    assert "exception" not in first
    assert second["exception"].endswith("ValueError: https://api/bot[token]/x")


def test_lines_are_for_people_and_without_the_token() -> None:
    log = _log("lines")
    assert "INFO here: asked" in log
    assert "[token]" in log
    assert "secret" not in log
