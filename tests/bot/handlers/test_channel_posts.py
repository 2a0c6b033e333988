"""Posts of channels become articles."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Chat, Message, Update

from bot.handlers import channel_posts as channels
from bot.handlers.channel_posts import ChannelHandlers
from index.archive.archive import Archive
from tests.bot.conftest import RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive

WIRE = -1001234
FLOOD = "Floods in Sylhet\n\nIn Sylhet the flood destroyed 40 homes and 3 people died, the mayor said on Monday."


@pytest.mark.usefixtures("model_cache")
@pytest.mark.usefixtures("processes")
async def test_a_post_is_an_article_and_an_edit_takes_its_place(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "INDEX_AFTER_S", 0.5)
    folder, index = tmp_path / "seeds" / channels.FOLDER / str(WIRE), tmp_path / "index"
    settings = {"SEEDS_DIR": str(tmp_path / "seeds"), "INDEX_DIR": str(index), "CHANNELS": str(WIRE)}
    async with run_bot(archive, **settings, ALLOWED_CHATS="43"):
        number = await api.post(FLOOD, WIRE)
        await api.post("Elsewhere nothing happened.", -1009999)
        await api.post(FLOOD.replace("3 people", "5 people"), WIRE, number)
        await api.say("who let me in?", 43)
        await api.answer(43)
        kept = json.loads((folder / f"{number}.json").read_text())
        while not (index / "current").exists():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.2)
    assert kept["url"] == f"https://t.me/c/1234/{number}"
    assert kept["source"] == "The Wire"
    names = [path.name for path in tmp_path.glob("seeds/channels/*/*")]  # noqa: ASYNC240
    assert names == [f"{number}.json"]
    opened = Archive.open(index)
    (quote, *_) = opened.ask("how many people died in Sylhet?").quotes
    assert "5 people died" in quote.text
    assert (quote.article.source, quote.article.url) == ("The Wire", kept["url"])
    assert (quote.article.published or "").startswith("2018-02-05")
    opened.close()


async def test_a_post_without_words_is_passed_over(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    async with run_bot(archive, SEEDS_DIR=str(tmp_path / "seeds"), CHANNELS=str(WIRE)):
        await api.post(" ", WIRE)
        await api.say("hello people", 43)
        await api.answer(43)
    assert not (tmp_path / "seeds").exists()


async def test_a_public_channel_is_addressed_by_name(
    api: FakeBotApi, run_bot: RunBot, archive: FakeArchive, tmp_path: Path
) -> None:
    async with run_bot(archive, SEEDS_DIR=str(tmp_path / "seeds"), CHANNELS=str(WIRE)):
        number = await api.post(FLOOD, WIRE, username="the_wire")
        await api.say("hello people", 43)
        await api.answer(43)
        path = tmp_path / "seeds" / channels.FOLDER / str(WIRE) / f"{number}.json"
        assert json.loads(path.read_text())["url"] == f"https://t.me/the_wire/{number}"


class Builds:
    """Counts builds, and lets them fail as long as it is told to."""

    def __init__(self) -> None:
        self.count = 0
        self.works = True

    async def __call__(self) -> bool:
        self.count += 1
        return self.works


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    monkeypatch.setattr(channels, "INDEX_AFTER_S", 0.01)
    return Builds()


async def _run(folder: Path, builds: Builds, text: str | None = None) -> None:
    """A life of the bot, in which one post may come."""
    followed = ChannelHandlers(folder / "seeds", folder, builds)
    if text is not None:
        chat = Chat(WIRE, "channel", title="The Wire")
        post = Message(7, datetime.now(UTC), chat, text=text)
        await followed.post(Update(1, channel_post=post))
    running = asyncio.create_task(followed.run())
    await asyncio.sleep(0.2)
    running.cancel()


async def test_a_start_after_which_nothing_was_posted_builds_nothing(tmp_path: Path, builds: Builds) -> None:
    await _run(tmp_path, builds)
    assert builds.count == 0
    await _run(tmp_path, builds, FLOOD)
    await _run(tmp_path, builds)
    assert builds.count == 1


async def test_a_post_whose_build_failed_is_indexed_at_the_next_start(tmp_path: Path, builds: Builds) -> None:
    builds.works = False
    await _run(tmp_path, builds, FLOOD)
    builds.works = True
    await _run(tmp_path, builds)
    assert builds.count == 2
    await _run(tmp_path, builds)
    assert builds.count == 2
