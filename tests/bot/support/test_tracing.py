"""Every line of the log about an update has its number, whoever writes it, and in whichever thread."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import IDLIB
from tests.bot.runtime.test_process import end, start
from tests.fake_bot_api import FakeBotApi

pytestmark = pytest.mark.usefixtures("processes")

_PEOPLE = (71, 72, 73)


async def _lines(api: FakeBotApi, folder: Path) -> list[dict[str, Any]]:
    """What is logged, as JSON, while people ask at the same time."""
    process = await start(folder, api, LOG_FORMAT="json", LOG_LEVEL="INFO")
    for person in _PEOPLE:
        await api.say(IDLIB, person)
    await asyncio.gather(*(api.answer(person) for person in _PEOPLE))
    process.terminate()
    _, log = await end(process)
    return [json.loads(line) for line in log]


async def test_one_number_follows_each_of_several_questions_from_update_to_answer(
    api: FakeBotApi, tmp_path: Path
) -> None:
    lines = [line for line in await _lines(api, tmp_path) if "update" in line]
    numbers = {line["update"] for line in lines}
    assert len(numbers) == len(_PEOPLE)
    for number in numbers:
        said = [line["message"].split(" ")[0] for line in lines if line["update"] == number]
        assert said == ["taken", "asked:", "answered", "done"]


async def test_lines_that_belong_to_no_update_have_no_number(api: FakeBotApi, tmp_path: Path) -> None:
    (ready,) = [line for line in await _lines(api, tmp_path) if line["message"].startswith("ready as")]
    assert "update" not in ready


async def test_people_s_words_are_not_logged_at_info(api: FakeBotApi, tmp_path: Path) -> None:
    assert not any("Idlib" in json.dumps(line) for line in await _lines(api, tmp_path))
