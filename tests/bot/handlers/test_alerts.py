"""People watch for something, and hear when new articles answer it."""

import asyncio
from pathlib import Path

import pytest

from bot.conversation.alerts import alert_message
from bot.handlers import alerts as watching
from bot.state.subscriptions import MOST
from tests.bot.conftest import AR, EN, FLOOD, IDLIB, RAID, RunBot
from tests.bot.conversation.test_alerts import TOLL, GrowingArchive
from tests.fake_bot_api import FakeBotApi, Fault, Json, parse_html
from tests.fakes import article, quote


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY_S", 0.05)


@pytest.fixture
def growing() -> GrowingArchive:
    return GrowingArchive([RAID, FLOOD])


def _grow(archive: GrowingArchive) -> None:
    archive.articles["toll"] = TOLL
    archive.generation = "2"


async def test_a_new_article_that_answers_is_told_once(
    api: FakeBotApi, run_bot: RunBot, growing: GrowingArchive
) -> None:
    async with run_bot(growing):
        await api.say(f"/watch {IDLIB}")
        assert (await api.answer()).text == EN.say("watched", text=IDLIB)
        await asyncio.sleep(0.2)
        assert len(api.messages()) == 1
        _grow(growing)
        news = await api.answer(count=2)
        await asyncio.sleep(0.2)
        assert len(api.messages()) == 2
    assert news.text.startswith(EN.say("news", text=IDLIB))
    assert news.quotes == ["In Idlib city 20 people died, doctors said later."]
    assert api.refusals == []


async def test_news_found_by_a_process_that_ended_are_sent_by_the_next(
    api: FakeBotApi, run_bot: RunBot, growing: GrowingArchive
) -> None:
    async with run_bot(growing):
        await api.say(f"/watch {IDLIB}")
        await api.answer()
        await asyncio.sleep(0.2)
    _grow(growing)
    async with run_bot(growing):
        await api.answer(count=2)


async def test_who_blocks_the_bot_is_watched_for_no_longer(
    api: FakeBotApi, run_bot: RunBot, growing: GrowingArchive, tmp_path: Path
) -> None:
    async with run_bot(growing):
        for chat in (42, 43):
            await api.say(f"/watch {IDLIB}", chat)
            await api.answer(chat)
        await asyncio.sleep(0.2)
        api.faults.append(Fault("sendMessage", "forbidden", chat=42))
        _grow(growing)
        await api.answer(43, 2)
        await api.say("/watch", 42)
        assert (await api.answer(42, 2)).text == EN.say("no-watches")


@pytest.mark.parametrize("chosen", [None, "ar"])
async def test_news_are_told_in_the_language_of_the_person_not_of_the_watch(
    api: FakeBotApi, run_bot: RunBot, growing: GrowingArchive, chosen: str | None
) -> None:
    api.language = "en" if chosen else "ar"
    async with run_bot(growing):
        await api.say(f"/watch {IDLIB}")
        await api.answer()
        if chosen:
            await api.say("/language")
            await api.press(await api.answer(count=2), AR.say("language-name"))
            await api.edited(api.messages()[1])
        await asyncio.sleep(0.2)
        _grow(growing)
        news = await api.answer(count=3 if chosen else 2)
    assert news.text.startswith(AR.say("news", text=AR.isolated(IDLIB)))


@pytest.mark.usefixtures("bot")
class TestCommands:
    async def test_watches_are_listed_and_ended(self, api: FakeBotApi) -> None:
        for count, (said, heard) in enumerate(
            (
                ("/watch", EN.say("no-watches")),
                ("/watch Saraqeb", EN.say("watched", text="Saraqeb")),
                ("/watch <b>", EN.say("watched", text="<b>")),
                ("/watch", f"{EN.say('watches')}\n• Saraqeb\n• <b>\n\n{EN.say('watch-how')}"),
                ("/unwatch saraqeb", EN.say("unwatched", text="Saraqeb")),
                ("/unwatch nothing", f"{EN.say('watches')}\n• <b>\n\n{EN.say('watch-how')}"),
                ("/watch " + "x" * 300, EN.say("watch-too-long", limit=200)),
                ("/quiet", EN.say("quiet-how")),
                ("/quiet 25-3", EN.say("quiet-how")),
                ("/quiet 22-7 +3", EN.say("quiet-set", start=22, end=7)),
                ("/quiet off", EN.say("quiet-off")),
                (
                    "/latest",
                    f"{EN.say('latest')}\n\n1. {RAID.title}\nExample Post · 5 February 2018\n\n2. flood_report.txt",
                ),
            ),
            1,
        ):
            await api.say(said)
            assert (await api.answer(count=count)).text == heard

    async def test_there_is_an_end_to_what_is_watched_for(self, api: FakeBotApi) -> None:
        for number in range(MOST + 1):
            await api.say(f"/watch town {number}")
            await api.answer(count=number + 1)
        assert api.messages()[-1].text == EN.say("too-many-watches", most=MOST)


@pytest.mark.usefixtures("bot")
class TestInAGroup:
    async def test_a_watch_is_ended_by_who_asked_for_it_after_a_question(self, api: FakeBotApi) -> None:
        await api.say("/watch Saraqeb", -77)
        await api.answer(-77)
        await api.say("/unwatch saraqeb", -77, **_by(5))
        assert (await api.answer(-77, 2)).text == EN.say("unwatch-not-yours")
        await api.say("/unwatch saraqeb", -77)
        asked = await api.answer(-77, 3)
        assert asked.text == EN.say("unwatch-sure", text="Saraqeb")
        await api.press(asked, EN.say("yes"), person=5)
        assert await api.toast(1) == EN.say("unwatch-not-yours")
        await api.press(asked, EN.say("no"), person=77)
        assert (await api.edited(asked)).text == EN.say("watched", text="Saraqeb")
        await api.say("/unwatch saraqeb", -77)
        await api.press(await api.answer(-77, 4), EN.say("yes"), person=77)
        assert (await api.edited(api.messages(-77)[3])).text == EN.say("unwatched", text="Saraqeb")
        await api.say("/watch", -77)
        assert (await api.answer(-77, 5)).text == EN.say("no-watches")

    async def test_an_administrator_ends_what_others_asked_for(self, api: FakeBotApi) -> None:
        api.administrators.add(5)
        await api.say("/watch Saraqeb", -77)
        await api.answer(-77)
        await api.say("/unwatch Saraqeb", -77, **_by(5))
        asked = await api.answer(-77, 2)
        data = next(button.data for button in asked.buttons if button.label == EN.say("yes"))
        await api.press_data(asked, data, person=5)
        assert (await api.edited(asked)).text == EN.say("unwatched", text="Saraqeb")
        await api.press_data(asked, data, person=5)
        assert await api.toast(2) == EN.say("watch-gone")

    async def test_an_administrator_who_stays_anonymous_is_one(self, api: FakeBotApi) -> None:
        await api.say("/watch Saraqeb", -77)
        await api.answer(-77)
        group = {"id": -77, "type": "supergroup", "title": "Newsroom"}
        await api.say("/unwatch Saraqeb", -77, **_by(1087968824), sender_chat=group)
        assert (await api.answer(-77, 2)).text == EN.say("unwatch-sure", text="Saraqeb")

    async def test_quiet_hours_are_set_by_administrators(self, api: FakeBotApi) -> None:
        api.administrators.add(5)
        for count, (person, said, heard) in enumerate(
            (
                (6, "/quiet 22-7", EN.say("settings-not-yours")),
                (6, "/quiet off", EN.say("settings-not-yours")),
                (6, "/quiet", EN.say("quiet-how")),
                (5, "/quiet 22-7", EN.say("quiet-set", start=22, end=7)),
            ),
            1,
        ):
            await api.say(said, -77, **_by(person))
            assert (await api.answer(-77, count)).text == heard

    async def test_all_is_forgotten_for_an_administrator_after_a_question(self, api: FakeBotApi) -> None:
        api.administrators.add(5)
        await api.say("/watch Saraqeb", -77)
        await api.answer(-77)
        for count, command in enumerate(("/forget_me", "/forget me"), 2):
            await api.say(command, -77)
            assert (await api.answer(-77, count)).text == EN.say("forget-me-not-yours")
        await api.say("/forget_me", -77, **_by(5))
        asked = await api.answer(-77, 4)
        assert asked.text == EN.say("forget-me-sure")
        yes, no = (button.data for button in asked.buttons)
        await api.press_data(asked, yes, person=77)
        assert await api.toast(1) == EN.say("forget-me-not-yours")
        await api.press_data(asked, no, person=5)
        assert (await api.edited(asked)).text == EN.say("forget-me-kept")
        await api.say("/watch", -77)
        assert "Saraqeb" in (await api.answer(-77, 5)).text
        await api.press_data(asked, yes, person=5)
        assert (await api.edited(asked, 3)).text == EN.say("forgotten", answers=0, verdicts=0, watches=1)
        await api.say("/watch", -77)
        assert (await api.answer(-77, 6)).text == EN.say("no-watches")


def _by(person: int) -> Json:
    """Who writes, where it is not the person with the group's number."""
    return {"from": {"id": person, "is_bot": False, "first_name": "Bo"}}


def test_news_fit_one_message() -> None:
    long = article("long", "People died in the city. " * 120, title="Long")
    quotes = [quote(long, long.text.strip()) for _ in range(3)]
    reply, told = alert_message("x" * 200, quotes, EN)
    shown = parse_html(reply.html)
    assert told == 1
    assert shown.utf16_length <= 4096
    assert len(shown.marked("blockquote")) == 1
