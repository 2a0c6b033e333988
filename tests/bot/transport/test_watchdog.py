"""Signs of life: outages said once, and an end for a bot whose polling stands still."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.runtime.health import HealthState
from bot.transport.watchdog import FatalError, PollingHealth, Watchdog
from tests.bot.conftest import IDLIB, Clock, Live, living
from tests.fake_bot_api import FakeBotApi, Fault


@pytest.fixture
def clock() -> Clock:
    return Clock(now=1000.0)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    return lambda: [record.getMessage() for record in caplog.records if record.name == "bot.transport.watchdog"]


def test_an_outage_is_said_once_and_its_end_with_its_length(clock: Clock, said: Callable[[], list[str]]) -> None:
    polling_health = PollingHealth(clock)
    polling_health.reached()
    for _ in range(5):
        polling_health.missed("no connection")
        clock.now += 10
    polling_health.reached()
    polling_health.reached()
    assert said() == [
        "Telegram cannot be reached (no connection): waiting for it, and trying again and again",
        "Telegram is reached again after 50 s",
    ]


def test_one_torn_connection_is_not_worth_a_word(clock: Clock, said: Callable[[], list[str]]) -> None:
    polling_health = PollingHealth(clock)
    for _ in range(3):
        polling_health.missed("no answer")
        polling_health.reached()
    assert said() == []


def test_a_second_outage_is_said_again(clock: Clock, said: Callable[[], list[str]]) -> None:
    polling_health = PollingHealth(clock)
    for _ in range(2):
        polling_health.missed("no answer")
        polling_health.missed("no answer")
        polling_health.reached()
    assert len(said()) == 4


def test_nothing_is_stalled_before_polling_begins(clock: Clock) -> None:
    polling_health = PollingHealth(clock)
    clock.now += 1000
    assert polling_health.unpolled_s() == 0


def test_a_first_poll_that_never_ends_counts_from_its_beginning(clock: Clock) -> None:
    polling_health = PollingHealth(clock)
    polling_health.polling()
    clock.now += 100
    polling_health.polling()
    assert polling_health.unpolled_s() == 100


def test_a_poll_that_ended_is_a_sign_of_polling_but_none_of_telegram(clock: Clock) -> None:
    polling_health = PollingHealth(clock)
    assert polling_health.polling_s() == 0
    polling_health.polling()
    clock.now += 50
    polling_health.polled()
    clock.now += 10
    assert (polling_health.unpolled_s(), polling_health.polling_s(), polling_health.silent_s()) == (10, 60, None)


def test_the_watchdog_ends_what_stands_still_and_kills_what_does_not_end() -> None:
    events: list[str] = []
    killed = threading.Event()

    def kill() -> None:
        events.append("kill")
        killed.set()

    dog = Watchdog(lambda: 5.0, lambda: events.append("end"), stalled_s=0.1, stopping_s=0.1, kill=kill)
    assert killed.wait(30)
    dog.close()
    assert events == ["end", "kill"]


def test_the_watchdog_leaves_alone_what_ends_in_time() -> None:
    ended, killed = threading.Event(), threading.Event()
    dog = Watchdog(lambda: 5.0, ended.set, stalled_s=0.1, stopping_s=60, kill=killed.set)
    assert ended.wait(30)
    dog.close()
    assert not killed.is_set()


async def test_polls_and_sends_are_counted(api: FakeBotApi, lives: Live) -> None:
    health = HealthState()
    api.faults.append(Fault("sendMessage", "flood"))
    async with living(lives(health), health):
        await api.say(IDLIB)
        await api.answer()
        api.faults.append(Fault("getUpdates", "bad_gateway"))
        await api.say("/help")
        await api.answer(count=2)
        await api.say("/help")
        await api.answer(count=3)
    text = health.metrics.text().decode()
    assert 'verbatim_sends_total{outcome="flood"} 1.0' in text
    assert 'verbatim_sends_total{outcome="sent"} 3.0' in text
    assert "verbatim_flood_waits_total 1.0" in text
    assert "verbatim_flood_wait_seconds_total 1.0" in text
    assert 'verbatim_polling_errors_total{error="502"} 1.0' in text
    assert 'verbatim_questions_total{outcome="answered"} 1.0' in text
    assert "verbatim_answer_seconds_count 1.0" in text


async def test_hanging_polls_end_the_bot_with_a_code_for_a_new_start(api: FakeBotApi, lives: Live) -> None:
    api.faults.append(Fault("getUpdates", "hang", times=1000))
    with pytest.raises(FatalError, match="no call for updates") as caught:
        await lives(HealthState(stalled_s=1.0))
    assert caught.value.code == 1


async def test_a_refused_connection_is_no_stall(api: FakeBotApi, lives: Live, said: Callable[[], list[str]]) -> None:
    health = HealthState(stalled_s=5.0)
    async with living(lives(health), health):
        await api.stop()
        while not said():  # noqa: ASYNC110 - the log tells nobody
            await asyncio.sleep(0.05)
        await api.start(api.port)
        await api.say(IDLIB)
        await api.answer(timeout_s=30)
    assert [line.split(" (")[0].split(" after")[0] for line in said()] == [
        "Telegram cannot be reached",
        "Telegram is reached again",
    ]
