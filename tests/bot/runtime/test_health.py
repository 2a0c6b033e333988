"""/healthz and /metrics over real HTTP."""

import asyncio
import json

import aiohttp
import pytest

from bot.runtime.health import HealthState
from bot.support.metrics import Metrics
from bot.support.shutdown import GivenUpError
from tests.bot.conftest import Live, free_port, living
from tests.fake_bot_api import FakeBotApi, Fault


async def _get(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def test_a_running_bot_is_well_and_shows_what_it_counts(api: FakeBotApi, lives: Live) -> None:
    port, vitals = free_port(), HealthState()
    async with living(lives(vitals, HEALTH_PORT=str(port)), vitals):
        status, text = await _get(port, "/healthz")
        assert status == 200
        known = json.loads(text)
        assert (known["ready"], known["stalled"]) == (True, False)
        assert known["seconds_since_telegram"] >= 0
        status, text = await _get(port, "/metrics")
        assert status == 200
        assert "verbatim_answer_seconds_bucket" in text
        assert "process_cpu_seconds_total" in text


async def test_a_bot_that_waits_for_telegram_is_not_ready(api: FakeBotApi, lives: Live) -> None:
    api.faults.append(Fault("getMe", "bad_gateway", times=1000))
    port, vitals = free_port(), HealthState()
    life = asyncio.create_task(lives(vitals, HEALTH_PORT=str(port)))
    await api.until(lambda: api.faults[0].times < 1000)
    status, text = await _get(port, "/healthz")
    assert (status, json.loads(text)["ready"]) == (503, False)
    vitals.ending.ask()
    await life


async def test_a_bot_whose_polls_hang_is_not_well() -> None:
    vitals = HealthState(ready=True, stalled_s=0.0)
    vitals.pulse.polling()
    assert not vitals.healthy()


async def test_a_port_that_is_taken_ends_it(api: FakeBotApi, lives: Live) -> None:
    with pytest.raises(GivenUpError, match="HEALTH_PORT") as caught:
        await lives(HealthState(), HEALTH_PORT=str(api.port))
    assert caught.value.code == 2


def test_gauges_are_asked_at_each_look_and_bots_do_not_share_counts() -> None:
    waiting = [3.0]
    metrics = Metrics()
    metrics.watch_waiting(lambda: waiting[0])
    metrics.watch_index(lambda: 2, lambda: 40)
    metrics.answered(0.3, "answered")
    metrics.answered(9, "failed")
    assert "verbatim_updates_waiting 3.0" in metrics.text().decode()
    waiting[0] = 5
    text = metrics.text().decode()
    assert "verbatim_updates_waiting 5.0" in text
    assert "verbatim_index_articles 2.0" in text
    assert "verbatim_index_passages 40.0" in text
    assert 'verbatim_questions_total{outcome="answered"} 1.0' in text
    assert "verbatim_answer_seconds_count 1.0" in text
    assert 'outcome="answered"' not in Metrics().text().decode()
