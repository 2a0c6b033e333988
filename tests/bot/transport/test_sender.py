"""Sending when Telegram is not reached, or not sure."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from telegram import Bot, CallbackQuery, User
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.transport import rate_limit as retry
from bot.transport import sender as sending
from bot.transport.rate_limit import Retrier
from bot.transport.sender import Sender
from bot.views.buttons import Button
from bot.views.markup import Bold, NewPhoto, Reply
from bot.views.timeline_picture import Mark, draw
from tests.bot.conftest import EN
from tests.fake_bot_api import TOKEN, FakeBotApi, Fault

REPLY = Reply((Bold("hello"),), ((Button("Next", "v1:q:id:1"),),))


@pytest.fixture
def waits() -> list[float]:
    return []


class Time:
    """Seconds that pass only while somebody waits."""

    def __init__(self, waits: list[float]) -> None:
        self._waits = waits

    def __call__(self) -> float:
        return sum(self._waits)


@pytest.fixture
async def sender(api: FakeBotApi, waits: list[float]) -> AsyncIterator[Sender]:
    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3 and not api.listening:
            await api.start(api.port)  # in test_an_unreachable_...: Telegram is back

    async with Bot(TOKEN, api.base_url, request=HTTPXRequest(read_timeout=0.3)) as bot:
        await api.say("hello")
        yield Sender(bot, Retrier(wait, Time(waits)))


async def test_a_flood_wait_is_as_long_as_told(sender: Sender, api: FakeBotApi, waits: list[float]) -> None:
    api.faults += [Fault("sendMessage", "flood", retry_after=7), Fault("sendMessage", "flood", retry_after=300)]
    await sender.send(42, REPLY)
    assert waits == [7, 300]
    assert len(api.messages()) == 1


UNSURE = ["drop", "drop_after", "bad_gateway", "hang", "garbage", "cut"]


@pytest.mark.parametrize("kind", UNSURE)
async def test_a_send_of_unknown_outcome_ends_in_one_message(
    sender: Sender, api: FakeBotApi, waits: list[float], kind: str
) -> None:
    asked = await api.say("what?")
    api.faults.append(Fault("sendMessage", kind, times=3))
    number = await sender.send(42, REPLY, to=asked)
    assert waits == [0.5, 1.0, 2.0]
    assert [message.number for message in api.messages()] == [number]
    assert len(api.world.deleted) == (3 if kind in ("drop_after", "cut") else 0)


async def test_a_doubt_stays_though_later_tries_reach_nobody(waits: list[float]) -> None:
    async def wait(seconds: float) -> None:
        waits.append(seconds)

    failures: list[tuple[TelegramError, Exception]] = [
        (TimedOut(), httpx.ReadTimeout("")), (NetworkError(""), httpx.ConnectError("")),
    ]  # fmt: skip

    async def call() -> str:
        if failures:
            error, cause = failures.pop(0)
            raise error from cause
        return "sent"

    made = await Retrier(wait, Time(waits)).call_with_retries(42, call)
    assert (made.result, made.unsure) == ("sent", True)
    assert not (await Retrier(wait, Time(waits)).call_with_retries(42, call)).unsure


async def test_only_the_copies_of_a_message_are_withdrawn(sender: Sender, api: FakeBotApi) -> None:
    before = await sender.send(42, Reply(("before",), ((Button("Next", "v1:q:other:1"),),)))
    api.faults.append(Fault("sendMessage", "drop_after"))
    asked = await api.say("people write in between", 42)
    await api.say("other people too", 43)
    number = await sender.send(42, REPLY, to=asked)
    assert [message.number for message in api.messages()] == [before, number]
    assert api.messages()[0].versions == 1
    assert len(api.world.deleted) == 1


async def test_what_the_bot_said_before_is_left_alone(sender: Sender, api: FakeBotApi) -> None:
    async with Bot(TOKEN, api.base_url) as other:  # the process before
        for _ in range(3):
            await Sender(other, Retrier()).send(42, Reply(("old",), ((Button("Next", "v1:q:old:1"),),)))
    api.faults.append(Fault("sendMessage", "drop_after"))
    await sender.send(42, REPLY)
    assert api.world.deleted == []
    assert [message.text for message in api.messages()] == ["old"] * 3 + ["hello"] * 2


async def test_what_is_said_meanwhile_is_left_standing(sender: Sender, api: FakeBotApi, waits: list[float]) -> None:
    asked = await api.say("what?")
    async with Bot(TOKEN, api.base_url) as other:
        api.faults += [Fault("sendMessage", "drop_after"), Fault("sendMessage", "drop")]
        sending = asyncio.create_task(sender.send(42, REPLY, to=asked))
        await api.until(lambda: not api.faults[0].times)
        news = await Sender(other, Retrier()).send(42, Reply(("news",), ((Button("Next", "v1:q:news:1"),),)))
        number = await sending
    assert {message.number for message in api.messages()} == {news, number}


async def test_what_a_process_that_ended_had_sent_is_withdrawn(sender: Sender, api: FakeBotApi) -> None:
    asked = await api.say("what?")
    async with Bot(TOKEN, api.base_url) as other:
        await Sender(other, Retrier()).send(42, REPLY, to=asked)
    number = await sender.send(42, REPLY, to=asked, maybe_sent_after=asked)
    assert [message.number for message in api.messages()] == [number]


@pytest.mark.parametrize("kind", UNSURE)
async def test_a_message_without_buttons_ends_in_one_too(sender: Sender, api: FakeBotApi, kind: str) -> None:
    before = await sender.send(42, Reply(("before",)))
    asked = await api.say("what?")
    api.faults.append(Fault("sendMessage", kind, times=2))
    number = await sender.send(42, Reply(("hello",)), after=asked)
    assert [message.number for message in api.messages()] == [before, number]
    assert len(api.world.deleted) == (2 if kind in ("drop_after", "cut") else 0)


async def test_what_is_said_meanwhile_without_buttons_is_no_copy(sender: Sender, api: FakeBotApi) -> None:
    asked = await api.say("what?")
    api.faults += [Fault("sendMessage", "drop_after"), Fault("sendMessage", "hang")]
    sending = asyncio.create_task(sender.send(42, Reply(("hello",)), after=asked))
    await api.until(lambda: not api.faults[1].times)
    news = await sender.send(42, Reply(("news",)))
    number = await sending
    assert [message.number for message in api.messages()] == [news, number]


async def test_without_buttons_what_an_earlier_process_sent_is_left_alone(sender: Sender, api: FakeBotApi) -> None:
    asked = await api.say("what?")
    async with Bot(TOKEN, api.base_url) as other:
        await Sender(other, Retrier()).send(42, Reply(("news",)))
    await sender.send(42, Reply(("hello",)), to=asked, maybe_sent_after=asked)
    assert [message.text for message in api.messages()] == ["news", "hello"]


@pytest.mark.parametrize(("kind", "error"), [("drop", NetworkError), ("bad_gateway", NetworkError)])
async def test_a_failing_send_is_not_repeated_for_ever(
    sender: Sender, api: FakeBotApi, waits: list[float], kind: str, error: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(retry, "PATIENCE_S", 900.0)
    api.faults.append(Fault("sendMessage", kind, times=999))
    with pytest.raises(error):
        await sender.send(42, REPLY)
    assert 900 < sum(waits) < 930


async def test_an_unreachable_telegram_is_tried_longer(sender: Sender, api: FakeBotApi, waits: list[float]) -> None:
    await api.stop()
    await sender.send(42, REPLY)
    assert waits == [0.5, 1.0, 2.0]
    assert len(api.messages()) == 1


async def test_other_refusals_are_not_repeated(sender: Sender, api: FakeBotApi, waits: list[float]) -> None:
    api.faults.append(Fault("sendMessage", "refuse", description="Bad Request: strange"))
    with pytest.raises(NetworkError, match="Strange"):
        await sender.send(42, REPLY)
    assert waits == []


async def test_an_edit_of_a_message_that_is_gone_is_reported(sender: Sender) -> None:
    assert await sender.edit(42, 99, REPLY) is False


async def test_an_edit_that_changes_nothing_is_a_success(sender: Sender) -> None:
    number = await sender.send(42, REPLY)
    assert await sender.edit(42, number, REPLY) is True


async def test_typing_never_arrives_after_the_block(sender: Sender, api: FakeBotApi) -> None:
    async with sender.typing(42):
        await asyncio.sleep(0)  # it is begun
    await sender.send(42, REPLY)
    assert [call.method for call in api.calls if call.method.startswith("send")] == ["sendChatAction", "sendMessage"]


async def test_a_picture_follows_its_group_to_where_that_is_now(sender: Sender, api: FakeBotApi) -> None:
    moved: list[tuple[int, int]] = []

    async def note(old: int, new: int) -> None:
        moved.append((old, new))

    sender.on_migrated(note)
    await api.migrate(-77, -100177)
    picture = NewPhoto(Reply((Bold("reports"),)), draw([Mark("Post", date(2018, 2, 5))], EN))
    number = await sender.send_photo(-77, picture)
    assert [message.number for message in api.messages(-100177)] == [number]
    assert moved == [(-77, -100177)]


async def test_a_press_whose_answer_is_not_taken_holds_up_nothing(
    api: FakeBotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_ACKNOWLEDGED_WITHIN_S", 0.1)
    api.faults.append(Fault("answerCallbackQuery", "hang"))
    query = CallbackQuery("1", User(42, "Ada", is_bot=False), "chat")
    async with Bot(TOKEN, api.base_url, request=HTTPXRequest(read_timeout=600)) as bot, asyncio.timeout(60):
        await Sender(bot, Retrier()).acknowledge(query, "noted")
