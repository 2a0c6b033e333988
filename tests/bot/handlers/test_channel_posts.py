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
from index.building.build_report import BuildReport
from index.building.builder import build_generation
from index.records import Article
from index.sources.readers import read_places
from index.storage.article_store import ArticleStore
from index.storage.folder import ARTICLES
from index.storage.generations import current_generation
from tests.bot.conftest import RunBot
from tests.fake_bot_api import FakeBotApi
from tests.fakes import FakeArchive
from tests.index.fakes import HashEmbedder

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


def test_what_looks_like_markup_in_a_post_is_words_of_it(tmp_path: Path) -> None:
    words = (
        "Prices fell: wheat <p 300 a ton, rice <div> 200. The <table> of all prices follows on Monday, the mayor said."
    )
    post = Message(7, datetime.now(UTC), Chat(WIRE, "channel", title="The Wire"), text=words)
    path = tmp_path / "7.json"
    path.write_text(json.dumps(channels.article_of(post)))
    (read,) = read_places([path])
    assert isinstance(read.item, Article)
    assert read.item.text == words


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


def _exported(folder: Path, address: str | None) -> None:
    """A channel's past as Telegram Desktop writes it: posts 1 to 3, with its address beside it where it is public."""
    folder.mkdir(parents=True)
    posts = [
        {"id": n, "type": "message", "date": "2018-02-05T10:00:00", "date_unixtime": "1517824800",
         "text": [{"type": "bold", "text": f"Report {n}"}, f"\n\n{n} houses burnt in Tarmin, the mayor said."]}
        for n in (1, 2, 3)
    ]  # fmt: skip
    chat = {"name": "The Wire", "type": "public_channel", "id": 1234567, "messages": posts}
    (folder / "result.json").write_text(json.dumps(chat), encoding="utf-8")
    if address is not None:
        (folder / "result.json.meta.yaml").write_text(f"url: {address}\n", encoding="utf-8")


@pytest.mark.parametrize(("username", "address"), [("the_wire", "https://t.me/the_wire"), (None, None)])
async def test_posts_go_on_where_the_export_of_a_channel_ends(
    tmp_path: Path, username: str | None, address: str | None
) -> None:
    seeds, index = tmp_path / "seeds", tmp_path / "index"
    _exported(seeds / "past", address)
    assert _indexed(seeds, index).total.new == 3

    async def build() -> bool:
        return bool(_indexed(seeds, index).articles)

    handler = ChannelHandlers(seeds, tmp_path, build)
    chat = Chat(-1001234567, "channel", "The Wire", username)
    told = datetime(2018, 2, 5, 10, tzinfo=UTC)
    edited = datetime(2018, 2, 6, 10, tzinfo=UTC)
    written = {n: f"Report {n}\n\n{n} houses burnt in Tarmin, the mayor said." for n in (2, 3, 4, 5)}
    written[3] = written[3].replace("3 houses", "13 houses")
    for n, text in written.items():
        message = Message(n, told, chat, text=text, edit_date=edited if n == 3 else None)
        await handler.post(Update(n, edited_channel_post=message) if n == 3 else Update(n, channel_post=message))
    assert await build()

    store = ArticleStore(current_generation(index) / ARTICLES)
    found = {article.url or "": article.text for article, _ in store.each()}
    assert len(store) == len(found) == 5
    store.close()
    place = address or "https://t.me/c/1234567"
    assert found.keys() == {f"{place}/{n}" for n in (1, 2, 3, 4, 5)}
    assert "13 houses" in found[f"{place}/3"]  # the edit took the place of what the export has


def _indexed(seeds: Path, index: Path) -> BuildReport:
    return build_generation(
        lambda known: read_places([seeds], known_units=known), index, HashEmbedder, "hash", places=[seeds]
    )
