"""A running bot and an index that is built again meanwhile."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.views.static_messages import example_patterns
from index.archive.live import LiveArchive
from tests.bot.conftest import EN, FLOOD, RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import article
from tests.index.fakes import HashEmbedder, build_with, open_with

QUESTION = "how many people were killed in Jebrine on Saturday?"
KILLED = article("killed", "At least 15 people were killed in Jebrine on Saturday.", "A clinic was hit.", title="Raid")
CORRECTED = article(
    "killed", "At least 51 people were killed in Jebrine on Saturday.", "A clinic was hit.", title="Raid"
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build_with(HashEmbedder(), tmp_path / "index", KILLED)
    return tmp_path / "index"


@pytest.fixture
def live(index: Path) -> Iterator[LiveArchive]:
    with closing(LiveArchive(lambda *_: open_with(HashEmbedder(), index, held=True), 0.05)) as archive:
        yield archive


async def serving(generation: str, live: LiveArchive) -> None:
    def wait() -> None:
        end = time.monotonic() + 60
        while live.generation != generation:
            assert time.monotonic() < end, "it did not take over"
            time.sleep(0.01)

    await asyncio.to_thread(wait)


async def test_sources_and_answers_are_the_new_ones_without_a_restart(
    api: FakeBotApi, run_bot: RunBot, index: Path, live: LiveArchive
) -> None:
    async with run_bot(live):
        await api.say("/sources")
        assert "1 article" in (await api.answer(count=1)).text
        build_with(HashEmbedder(), index, CORRECTED, FLOOD)
        await serving("000002", live)
        await api.say("/sources")
        assert "2 articles" in (await api.answer(count=2)).text
        await api.say(QUESTION)
        assert "At least 51 people" in (await api.answer(count=3)).quotes[0]
        await api.say("/start")
        examples = (await api.answer(count=4)).labels
        assert examples
        assert set(examples) == set(live.examples(example_patterns(EN)))


async def test_buttons_work_when_the_new_index_has_the_same_words(
    api: FakeBotApi, run_bot: RunBot, index: Path, live: LiveArchive
) -> None:
    async with run_bot(live):
        await api.say(QUESTION)
        message = await api.answer()
        build_with(HashEmbedder(), index, FLOOD, KILLED)
        await serving("000002", live)
        await api.press(message, EN.say("more-context"))
        await api.edited(message)
        assert "A clinic was hit." in message.text


async def test_buttons_have_expired_when_the_new_index_has_other_words(
    api: FakeBotApi, run_bot: RunBot, index: Path, live: LiveArchive
) -> None:
    async with run_bot(live):
        await api.say(QUESTION)
        message = await api.answer()
        build_with(HashEmbedder(), index, CORRECTED)
        await serving("000002", live)
        await api.press(message, EN.say("more-context"))
        assert await api.toast() == EN.say("expired")
