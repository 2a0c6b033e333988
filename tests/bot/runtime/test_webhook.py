"""Updates that Telegram brings, over real HTTP."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.conversation.conversation import Conversation
from bot.runtime import webhook
from bot.runtime.app import ALLOWED_UPDATES, build
from bot.runtime.health import HealthState
from bot.runtime.webhook import Webhook
from bot.support.settings import Settings
from bot.support.shutdown import GivenUpError
from tests.bot.conftest import IDLIB, Live, free_port, living
from tests.fake_bot_api import TOKEN, FakeBotApi, Fault, Json
from tests.fake_bot_api.world import chat_json
from tests.fakes import FakeArchive

SECRET = "a-secret_of_the_hook"


class Door:
    """Telegram's side of the webhook."""

    def __init__(self, api: FakeBotApi, port: int, http: aiohttp.ClientSession) -> None:
        self.port = port
        self._api = api
        self._http = http
        self._update = 100

    def settings(self) -> dict[str, str]:
        return {
            "WEBHOOK_URL": "https://bot.example.org/hook",
            "WEBHOOK_LISTEN": f"127.0.0.1:{self.port}",
            "WEBHOOK_SECRET": SECRET,
        }

    async def post(self, body: str, secret: str | None = SECRET, path: str = "/hook") -> int:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with self._http.post(f"http://127.0.0.1:{self.port}{path}", data=body, headers=headers) as answer:
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with self._http.get(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.status, await answer.text()

    def question(self, chat: int = 42) -> str:
        number = self._api.world.new_number()
        message: Json = {
            "message_id": number, "date": 1, "chat": chat_json(chat), "text": IDLIB,
            "from": {"id": chat, "is_bot": False, "first_name": "Ada"},
        }  # fmt: skip
        self._api.world.asked[chat, number] = message
        self._update += 1
        return json.dumps({"update_id": self._update, "message": message})


@pytest.fixture
async def door(api: FakeBotApi) -> AsyncIterator[Door]:
    async with aiohttp.ClientSession() as http:
        yield Door(api, free_port(), http)


@pytest.fixture
async def bot(lives: Live, door: Door) -> AsyncIterator[HealthState]:
    vitals = HealthState()
    async with living(lives(vitals, **door.settings()), vitals):
        yield vitals


@pytest.mark.usefixtures("bot")
class TestTheDoor:
    async def test_telegram_is_told_where_and_with_which_secret(self, api: FakeBotApi) -> None:
        assert api.webhook is not None
        assert api.webhook["url"] == "https://bot.example.org/hook"
        assert api.webhook["secret_token"] == SECRET
        assert json.loads(api.webhook["allowed_updates"]) == ALLOWED_UPDATES
        assert api.called("getUpdates") == []

    async def test_a_question_is_answered(self, api: FakeBotApi, door: Door) -> None:
        assert await door.post(door.question()) == 200
        assert (await api.answer()).bold == ["at least 15 people"]

    @pytest.mark.parametrize("secret", [None, "", "another", SECRET + "x", "é"])
    async def test_without_the_secret_nobody_is_let_in(self, api: FakeBotApi, door: Door, secret: str | None) -> None:
        assert await door.post(door.question(), secret) == 403
        assert await door.post(door.question(43)) == 200
        await api.answer(43)
        assert api.messages(42) == []

    async def test_another_path_leads_nowhere(self, door: Door) -> None:
        assert await door.post(door.question(), path="/") == 403

    @pytest.mark.parametrize(
        "body", ["", "{", "[]", "null", "{}", '{"update_id": "my words"}', '{"update_id": 1, "message": 5}', "\udc80"]
    )
    async def test_what_is_no_update_is_not_brought_again(
        self, door: Door, body: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert await door.post(body.encode(errors="replace").decode()) == 200
        assert "are no update" in caplog.text or "cannot be read" in caplog.text
        assert "my words" not in caplog.text

    async def test_too_large_a_body_is_not_read(self, door: Door) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000001\r\n\r\n")
        assert b"200" not in await reader.read()  # hung up on before a byte of the body
        writer.close()
        await writer.wait_closed()
        assert await door.post(door.question()) == 200

    async def test_healthz_is_served_and_metrics_are_not(self, door: Door) -> None:
        status, text = await door.get("/healthz")
        assert status == 200
        assert json.loads(text)["ready"] is True
        assert (await door.get("/metrics"))[0] == 405


async def test_an_update_that_cannot_be_put_aside_is_brought_again(api: FakeBotApi, door: Door) -> None:
    class Full(asyncio.Queue[object]):
        async def put(self, item: object) -> None:
            raise OSError("no space left")

    environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api.base_url, **door.settings()}
    settings, vitals = Settings.from_environ(environ), HealthState()
    app = build(settings, Conversation(FakeArchive([]), None, 5, 30), vitals)
    app.update_queue = Full()
    webhook = Webhook(app, settings, vitals, ALLOWED_UPDATES)
    async with app:
        await webhook.start()
        try:
            assert await door.post(door.question()) == 500
        finally:
            await webhook.stop()


async def test_what_was_accepted_is_answered_before_the_end_and_the_webhook_stays(
    api: FakeBotApi, lives: Live, door: Door
) -> None:
    vitals = HealthState()
    async with living(lives(vitals, **door.settings()), vitals):
        assert [await door.post(door.question(chat)) for chat in range(50, 58)] == [200] * 8
    assert [len(api.messages(chat)) for chat in range(50, 58)] == [1] * 8
    assert api.called("deleteWebhook") == []
    with pytest.raises(aiohttp.ClientConnectionError):
        await door.post(door.question())


async def test_telegram_is_waited_for(api: FakeBotApi, lives: Live, door: Door) -> None:
    api.faults.append(Fault("getMe", "bad_gateway"))
    api.faults.append(Fault("setWebhook", "drop"))
    vitals = HealthState()
    async with living(lives(vitals, **door.settings()), vitals):
        assert await door.post(door.question()) == 200
        await api.answer()


async def test_a_refused_webhook_ends_it_with_the_reason(api: FakeBotApi, lives: Live, door: Door) -> None:
    api.faults.append(Fault("setWebhook", "refuse", description="Bad Request: bad webhook: Failed to resolve host"))
    with pytest.raises(GivenUpError, match="resolve host") as caught:
        await lives(HealthState(), **door.settings())
    assert caught.value.code == 2


async def test_an_address_that_is_taken_ends_it_before_telegram_is_asked_for_anything(
    api: FakeBotApi, lives: Live, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    taken = {**door.settings(), "WEBHOOK_LISTEN": f"127.0.0.1:{api.port}"}
    with caplog.at_level(logging.INFO), pytest.raises(GivenUpError, match="WEBHOOK_LISTEN"):
        await lives(HealthState(), **taken)
    assert api.calls == []
    assert not [record for record in caplog.records if "ready" in record.getMessage()]


async def test_it_is_said_to_be_ready_when_updates_can_come(
    api: FakeBotApi, lives: Live, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    vitals = HealthState()

    def ready() -> list[str]:
        return [record.getMessage() for record in caplog.records if "ready" in record.getMessage()]

    with caplog.at_level(logging.INFO):
        api.faults.append(Fault("setWebhook", "flood", retry_after=1))
        life = asyncio.create_task(lives(vitals, **door.settings()))
        await api.until(lambda: not api.faults[0].times)
        assert ready() == []
        await api.until(lambda: api.webhook is not None)
        vitals.ending.ask()
        await life


async def test_a_token_that_is_taken_back_ends_it_though_telegram_brings_nothing_any_more(
    api: FakeBotApi, lives: Live, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "ASK_EVERY_S", 0.1)
    life = asyncio.create_task(lives(HealthState(), **door.settings()))
    await api.until(lambda: len(api.called("getMe")) > 2)
    await api.revoke()
    with pytest.raises(GivenUpError, match="refused TELEGRAM_BOT_TOKEN") as caught:
        await asyncio.wait_for(life, 10)
    assert caught.value.code == 2
