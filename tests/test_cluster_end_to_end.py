"""The bot on an index in a cluster: a real process, real HTTP to both, and what a person reads while parts of it fail."""

from pathlib import Path

import pytest

from tests.bot.conftest import EN
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.process import REPOSITORY, SLOW_S, BotProcess, run_module
from tests.index.cluster.edge_client import EdgeClient
from tests.index.cluster.qdrant_server import Backend, QdrantServer

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("model_cache", "processes")]

SECRET = "a-very-secret-key"
IDLIB = "how many died in Idlib city?"
CHAT = 1000


async def test_the_bot_answers_from_a_cluster_and_says_when_it_cannot_be_reached(tmp_path: Path) -> None:
    api = FakeBotApi()
    with QdrantServer(Backend(EdgeClient(tmp_path / "core"))) as server:
        settings = {"INDEX_STORE": f"{server.url}#bot", "INDEX_STORE_API_KEY": SECRET}
        working = tmp_path / "working"
        code, _, errors = await run_module(
            tmp_path, "index", "build", str(REPOSITORY / "seeds"), "--index", str(working), **settings
        )
        assert code == 0, errors
        await api.start()
        bot = BotProcess(tmp_path, working, api, **settings)
        try:
            await bot.start()
            await api.say(IDLIB, CHAT)
            answer = await api.answer(CHAT, 1, SLOW_S)
            assert "five-storey building" in answer.quotes[0]
            server.backend.dead = {"00", "01", "02"}
            await api.say("how many died in Damascus?", CHAT)
            told = await api.answer(CHAT, 2, SLOW_S)
            assert told.text.startswith(EN.say("unreachable"))
            server.backend.dead = set()
            await api.say("how many died in Idlib city, one witness said?", CHAT)
            assert "five-storey building" in (await api.answer(CHAT, 3, SLOW_S)).quotes[0]
            assert SECRET in server.keys_seen
            assert SECRET not in bot.log
            bot.terminate()
            assert await bot.exit_code() == 0
        finally:
            await bot.kill()
            await api.stop()
        code, _, errors = await run_module(
            tmp_path, "bot", INDEX_DIR=str(working), TELEGRAM_BOT_TOKEN="1:" + "a" * 35, STATE_DIR=str(tmp_path / "s"),
            INDEX_STORE="http://127.0.0.1:9",
        )  # fmt: skip
        assert code != 0
        assert "Traceback" not in errors
        assert "cannot be reached" in errors
