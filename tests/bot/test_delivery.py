"""Sending when Telegram is not reached, or not sure."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest

from bot.delivery import Delivery
from bot.markup import Bold
from bot.replies import Button, Reply
from tests.fake_bot_api import TOKEN, FakeBotApi, Fault

REPLY = Reply((Bold("hello"),), ((Button("Next", "v1:q:id:1"),),))


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
async def delivery(api: FakeBotApi, waits: list[float]) -> AsyncIterator[Delivery]:
    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3 and api.port:
            await api.start(api.port)  # in test_an_unreachable_...: Telegram is back

    async with Bot(TOKEN, api.base_url, request=HTTPXRequest(read_timeout=0.3)) as bot:
        await api.say("hello")
        yield Delivery(bot, wait)


async def test_a_flood_wait_is_as_long_as_told(delivery: Delivery, api: FakeBotApi, waits: list[float]) -> None:
    api.faults += [Fault("sendMessage", "flood", retry_after=7), Fault("sendMessage", "flood", retry_after=300)]
    await delivery.send(42, REPLY)
    assert waits == [7, 300]
    assert len(api.messages()) == 1


@pytest.mark.parametrize("kind", ["drop", "bad_gateway", "hang", "drop_after"])
async def test_an_uncertain_send_is_repeated_once(
    delivery: Delivery, api: FakeBotApi, waits: list[float], kind: str
) -> None:
    api.faults.append(Fault("sendMessage", kind))
    await delivery.send(42, REPLY)
    assert len(waits) == 1
    # Where it had arrived the first time the person sees it twice, which is better than never.
    assert len(api.messages()) == (2 if kind == "drop_after" else 1)


@pytest.mark.parametrize(("kind", "error"), [("drop", NetworkError), ("hang", TimedOut)])
async def test_an_uncertain_send_is_not_repeated_for_ever(
    delivery: Delivery, api: FakeBotApi, kind: str, error: type[Exception]
) -> None:
    api.faults.append(Fault("sendMessage", kind, times=9))
    with pytest.raises(error):
        await delivery.send(42, REPLY)
    assert api.faults[0].times == 7


async def test_an_unreachable_telegram_is_tried_longer(delivery: Delivery, api: FakeBotApi, waits: list[float]) -> None:
    await api.stop()
    await delivery.send(42, REPLY)
    assert waits == [0.5, 1.0, 2.0]
    assert len(api.messages()) == 1


async def test_other_refusals_are_not_repeated(delivery: Delivery, api: FakeBotApi, waits: list[float]) -> None:
    api.faults.append(Fault("sendMessage", "refuse", description="Bad Request: strange"))
    with pytest.raises(NetworkError, match="Strange"):
        await delivery.send(42, REPLY)
    assert waits == []


async def test_an_edit_of_a_message_that_is_gone_is_reported(delivery: Delivery) -> None:
    assert await delivery.edit(42, 99, REPLY) is False


async def test_an_edit_that_changes_nothing_is_a_success(delivery: Delivery) -> None:
    number = await delivery.send(42, REPLY)
    assert await delivery.edit(42, number, REPLY) is True


async def test_typing_never_arrives_after_the_block(delivery: Delivery, api: FakeBotApi) -> None:
    async with delivery.typing(42):
        pass
    await delivery.send(42, REPLY)
    assert [call.method for call in api.calls if call.method.startswith("send")] == ["sendChatAction", "sendMessage"]
