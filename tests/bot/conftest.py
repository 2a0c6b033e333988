"""A running bot over real HTTP against the fake Bot API, with a small archive of words."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from telegram import Bot

from bot.conversation.conversation import Conversation
from bot.handlers import ALLOWED_UPDATES
from bot.runtime import app as application
from bot.runtime.app import build
from bot.runtime.health import HealthState
from bot.runtime.lifecycle import live
from bot.state.answer_store import AnswerStore
from bot.state.feedback import FeedbackStore
from bot.state.preferences import Preferences
from bot.state.subscriptions import SubscriptionStore
from bot.support.i18n import locale_for
from bot.support.settings import Settings
from index.archive.protocol import ArchiveProtocol
from tests.fake_bot_api import TOKEN, FakeBotApi, Json
from tests.fakes import FakeArchive, article

RunBot = Callable[..., AbstractAsyncContextManager[None]]
Live = Callable[..., Coroutine[object, object, None]]

RAID = article(
    "raid",
    "Warplanes bombed the province over the weekend.",
    "In Idlib city, one witness said a five-storey building was levelled and that at least 15 people died there.",
    "A hospital was hit in Maarat, where at least 5 people died, aid workers said.",
    "The <b>Ministry</b> & its allies denied it.",
    title="Russia ramps up bombing",
    url="https://example.org/raid?a=1&b=2",
    published="2018-02-05",
    source="Example Post",
)
FLOOD = article(
    "flood",
    "The river rose on Monday.",
    "In Sylhet the flood destroyed 40 homes and 3 people died.",
    path="seeds/flood_report.txt",
)
EN, AR = locale_for("en"), locale_for("ar")
IDLIB = "how many people died in Idlib city?"
EXAMPLES = ("How many died in Idlib city?", "How many homes did the flood destroy in Sylhet?")


class Clock:
    """Seconds that pass when told to."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def photo() -> Json:
    """A picture as Telegram tells of it."""
    return {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}


async def _set_no_menu(_: Bot) -> None:
    pass


@pytest.fixture(autouse=True)
def _without_menu(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands and descriptions in all languages are most of a start; tests of them use the fixture `command_menu`."""
    if "command_menu" not in request.fixturenames:
        monkeypatch.setattr(application, "set_command_menu", _set_no_menu)


@pytest.fixture
def command_menu() -> None:
    """For tests of the commands and descriptions that the bot sets as it starts."""


@pytest.fixture
def archive() -> FakeArchive:
    return FakeArchive([RAID, FLOOD], examples=EXAMPLES)


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    server = FakeBotApi()
    await server.start()
    yield server
    await server.stop()


@asynccontextmanager
async def running(api: FakeBotApi, folder: Path, archive: ArchiveProtocol, **more: str) -> AsyncIterator[None]:
    """The bot on `archive`, its state in `folder`, until the block ends; what is begun by then is dealt with."""
    settings = Settings.from_environ(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": api.base_url,
            "TELEGRAM_API_BASE_FILE_URL": api.file_url,
            "STATE_DIR": str(folder),
            "WORKERS": "4",
            **more,
        }
    )
    shown = AnswerStore(settings.state_dir, settings.retention_days)
    feedback, subscriptions = FeedbackStore(settings.state_dir), SubscriptionStore(settings.state_dir)
    preferences = Preferences(settings.state_dir)
    conversation = Conversation(
        archive, shown, settings.quotes_per_answer, settings.retention_days, feedback, subscriptions, preferences
    )
    app = build(settings, conversation)
    assert app.updater is not None
    assert app.post_init is not None
    assert app.post_shutdown is not None
    async with app:
        await app.post_init(app)  # which also takes up what an earlier process left
        await app.updater.start_polling(timeout=30, allowed_updates=ALLOWED_UPDATES)
        await app.start()
        yield
        await app.updater.stop()
        await app.stop()
    await app.post_shutdown(app)
    for store in (shown, feedback, subscriptions, preferences):
        store.close()


@pytest.fixture
def run_bot(api: FakeBotApi, tmp_path: Path) -> RunBot:
    return lambda archive, **more: running(api, tmp_path / "state", archive, **more)


@pytest.fixture
async def bot(run_bot: RunBot, archive: FakeArchive, api: FakeBotApi) -> AsyncIterator[None]:
    """The bot runs; nothing that it sends may be refused."""
    async with run_bot(archive):
        yield
    assert api.refusals == []


@pytest.fixture
def lives(api: FakeBotApi, archive: FakeArchive, tmp_path: Path) -> Live:
    """The bot's whole life, from start to end, with these vitals and more settings."""

    async def run(health: HealthState, **more: str) -> None:
        settings = Settings.from_environ(
            {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api.base_url, "STATE_DIR": str(tmp_path), **more}
        )
        shown = AnswerStore(settings.state_dir, settings.retention_days)
        try:
            await live(settings, Conversation(archive, shown, 5, 30), health)
        finally:
            shown.close()

    return run


@asynccontextmanager
async def living(life: Coroutine[object, object, None], health: HealthState) -> AsyncIterator[None]:
    """A bot that is ready, and ended as by a signal; an error that it ends with is raised."""
    task = asyncio.create_task(life)
    while not health.ready and not task.done():  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.01)
    try:
        if not task.done():
            yield
    finally:
        health.shutdown.request()
        await task


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as listen:
        listen.bind(("127.0.0.1", 0))
        return int(listen.getsockname()[1])
