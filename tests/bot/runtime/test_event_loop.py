"""Nothing waits for a disk on the event loop, and what is quick does not wait for what is slow."""

import asyncio
import os
import sqlite3
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.runtime.health import HealthState
from bot.state.update_store import MOST_TRIES, UpdateStore
from tests.bot.conftest import EN, IDLIB, RAID, Live, RunBot, free_port, living
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Where SQLite or a sync of a file was waited for on the thread that runs the test, its event loop."""
    here, found = threading.get_ident(), list[str]()

    def note(what: object) -> None:
        if threading.get_ident() == here:
            places = [frame for frame in traceback.extract_stack() if "/bot/" in frame.filename]
            found.append(f"{what}: {[(Path(frame.filename).name, frame.lineno) for frame in places[-4:]]}")

    connect, fsync = sqlite3.connect, os.fsync

    def watched(*args: Any, **more: Any) -> sqlite3.Connection:
        note("connect")
        opened: sqlite3.Connection = connect(*args, **more)
        opened.set_trace_callback(note)  # called for each statement, on the thread that runs it
        return opened

    def synced(file: Any) -> None:
        note("fsync")
        fsync(file)

    monkeypatch.setattr(sqlite3, "connect", watched)
    monkeypatch.setattr(os, "fsync", synced)
    yield found


async def test_the_event_loop_never_waits_for_a_disk(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, waits: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    left = await asyncio.to_thread(UpdateStore, tmp_path / "state")
    for number, tries in ((500, 0), (501, MOST_TRIES), (502, 0)):
        body = {"update_id": number, "message": api.message(IDLIB)}
        await asyncio.to_thread(left.accept, number, {"update_id": 502, "poll": 7} if number == 502 else body)
        for _ in range(tries):
            await asyncio.to_thread(left.begin, number)
    async with run_bot(archive, ADMIN_IDS="42", CHANNELS="-5", SEEDS_DIR=str(tmp_path / "seeds")):
        waits.clear()  # the stores are opened before anybody is served
        await api.answer(count=2)
        asked = await api.say(IDLIB)
        answer = await api.answer(count=3)
        await api.press(answer, EN.say("more-context"))
        await api.edited(answer)
        await api.edit(asked, "how many homes did the flood destroy in Sylhet?")
        await api.edited(answer, 3)
        commands = ("/start", "/help", "/privacy", "/sources", "/latest", "/article flood", "/digest", "/watch Saraqeb",
                    "/watch", "/quiet 22-7", "/unwatch Saraqeb", "/settings", "/language", "/stats", "/nothing",
                    "/forget_me")  # fmt: skip
        for count, command in enumerate(commands, 4):
            await api.say(command)
            await api.answer(count=count)
        await api.say("/unwatch x", -77)
        await api.answer(-77)
        await api.inline_answer(await api.ask_inline(IDLIB))
        await api.inline_answer(await api.ask_as_guest(f"@verbatim_test_bot {IDLIB}"))
        await api.post("Something happened", -5)
        await api.migrate(-77, -100177)
        for _ in range(25):
            last = await api.say(IDLIB, 43)
        await api.answer(43, 25, timeout_s=60)
        assert last
    assert waits == []


async def test_metrics_are_counted_off_the_event_loop(api: FakeBotApi, lives: Live, waits: list[str]) -> None:
    port, vitals = free_port(), HealthState()
    here, threads = threading.get_ident(), set[int]()

    def counted() -> float:
        threads.add(threading.get_ident())
        return 1

    vitals.metrics.watch_index(counted, counted)
    async with living(lives(vitals, HEALTH_PORT=str(port)), vitals):
        waits.clear()
        async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/metrics") as page:
            assert "verbatim_updates_waiting" in await page.text()
        assert waits == []
    assert threads
    assert here not in threads


async def test_while_every_search_is_busy_the_rest_is_answered_at_once(api: FakeBotApi, run_bot: RunBot) -> None:
    release, busy = threading.Event(), threading.Semaphore(0)

    def slow(question: str) -> None:
        if "slow" in question:
            busy.release()
            release.wait(60)

    took = []
    async with run_bot(FakeArchive([RAID], before_ask=slow), WORKERS="2"):
        await api.say(IDLIB, 45)
        answer = await api.answer(45)
        for chat in (42, 43):
            await api.say("slow people died?", chat)
            await asyncio.to_thread(busy.acquire, timeout=10)
        await api.say("slow people died?", 44)  # which waits for its turn
        for count in range(1, 6):
            begun = time.monotonic()
            await api.say("/help", 46)
            await api.answer(46, count)
            took.append(time.monotonic() - begun)
        await api.say("/language", 47)
        await api.answer(47)
        await api.press(answer, EN.say("more-context"))
        await api.edited(answer)
        assert api.messages(42) == api.messages(43) == api.messages(44) == []
        release.set()
        await api.answer(44)
    assert min(took) < 0.3
