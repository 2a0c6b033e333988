"""People watch for something, and hear when new articles answer it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.conversation import Conversation
from bot.handlers import alerts
from bot.state.answer_store import AnswerStore
from bot.state.subscriptions import MOST, Subscription
from bot.views.markup import Reply
from bot.views.quote_page import LISTING_FROM
from tests.bot.conftest import AR, EN, FLOOD, IDLIB, RAID, RunBot
from tests.bot.conversation.test_alert_search import TOLL, GrowingArchive
from tests.fake_bot_api import FakeBotApi, Fault, Json, parse_html
from tests.fakes import article, quote


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "CHECK_EVERY_S", 0.05)


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
    assert news.text.startswith(EN.say("news", texts=EN.say("quoted", text=IDLIB)))
    assert news.labels[:2] == [EN.say("copy"), EN.say("good")] or EN.say("more-context") in news.labels
    assert news.labels[-1] == EN.say("stop-watching")
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
    assert news.text.startswith(AR.say("news", texts=AR.say("quoted", text=AR.isolated(IDLIB))))


async def test_an_article_that_several_watches_find_is_told_in_one_message_with_buttons(
    api: FakeBotApi, run_bot: RunBot, growing: GrowingArchive
) -> None:
    growing.articles["toll"] = TOLL
    async with run_bot(growing):
        for count, text in enumerate((IDLIB, "Idlib", "doctors"), 1):
            await api.say(f"/watch {text}")
            await api.answer(count=count)
        await asyncio.sleep(0.2)
        new = article("new", "In Idlib city 22 people died.", "Doctors said so.", title="New", url="https://a.org/new")
        growing.articles["new"] = new
        growing.generation = "2"
        news = await api.answer(count=4)
        await asyncio.sleep(0.2)
        assert len(api.messages()) == 4
        assert news.quotes == ["In Idlib city 22 people died."]
        assert all(f"“{text}”" in news.text for text in (IDLIB, "Idlib", "doctors"))
        assert {EN.say("more-context"), EN.say("open-article"), EN.say("stop-watching-some")} <= set(news.labels)
        await api.press(news, EN.say("more-context"))
        assert "Doctors said so." in (await api.edited(news)).text
        await api.press(news, EN.say("back-to-quote"))
        await api.edited(news, 3)
        await api.say("/watch")
        listed = await api.answer(count=5)
        assert listed.labels == [f"✕ {text}" for text in (IDLIB, "Idlib", "doctors")]
    assert api.refusals == []


async def test_a_watch_is_ended_by_the_button_under_its_news(
    api: FakeBotApi, run_bot: RunBot, growing: GrowingArchive
) -> None:
    async with run_bot(growing):
        await api.say(f"/watch {IDLIB}")
        await api.answer()
        await asyncio.sleep(0.2)
        _grow(growing)
        news = await api.answer(count=2)
        await api.press(news, EN.say("stop-watching"))
        assert (await api.answer(count=3)).text == EN.say("unwatched", text=IDLIB)
        assert news.versions == 1  # the news stays
        await api.say("/watch")
        assert (await api.answer(count=4)).text == EN.say("no-watches")


@pytest.mark.usefixtures("bot")
class TestCommands:
    async def test_watches_are_listed_and_ended(self, api: FakeBotApi) -> None:
        for count, (said, heard) in enumerate(
            (
                ("/watch", EN.say("no-watches")),
                ("/watch Saraqeb", EN.say("watched", text="Saraqeb")),
                ("/watch <b>", EN.say("watched", text="<b>")),
                ("/watch", EN.say("watches")),
                ("/unwatch saraqeb", EN.say("unwatched", text="Saraqeb")),
                ("/unwatch nothing", EN.say("watches")),
                ("/watch " + "x" * 300, EN.say("watch-too-long", limit=200)),
                (
                    "/latest",
                    f"{EN.say('latest')}\n\n1. {RAID.title}\nExample Post · 5 February 2018\n\n2. flood_report.txt",
                ),
            ),
            1,
        ):
            await api.say(said)
            assert (await api.answer(count=count)).text == heard

    async def test_the_list_of_watches_has_a_button_for_each(self, api: FakeBotApi) -> None:
        for count, text in enumerate(("Saraqeb", "Idlib"), 1):
            await api.say(f"/watch {text}")
            await api.answer(count=count)
        await api.say("/watch")
        listed = await api.answer(count=3)
        assert listed.labels == ["✕ Saraqeb", "✕ Idlib"]
        await api.press(listed, "✕ Saraqeb")
        assert (await api.edited(listed)).labels == ["✕ Idlib"]
        assert await api.toast() == EN.say("unwatched", text="Saraqeb")
        await api.press(listed, "✕ Idlib")
        assert (await api.edited(listed, 3)).text == EN.say("no-watches")

    async def test_quiet_hours_are_set_by_buttons_on_the_chats_own_clock(self, api: FakeBotApi) -> None:
        await api.say("/quiet")
        page = await api.answer()
        assert EN.say("quiet-off") in page.text
        now = datetime.now(UTC)
        assert any(f"{now + timedelta(minutes=m):%H:%M}" in page.text for m in (-1, 0))
        await api.press(page, "22–7")
        assert EN.say("quiet-set", start=22, end=7) in (await api.edited(page)).text
        assert "22–7 ✓" in page.labels
        for versions in (3, 4):
            await api.press(page, "+1 h")
            await api.edited(page, versions)
        await api.press(page, "−30 min")
        now = datetime.now(UTC) + timedelta(minutes=90)
        shown = (await api.edited(page, 5)).text
        assert any(f"{now + timedelta(minutes=m):%H:%M}" in shown for m in (-1, 0))
        await api.say("/quiet 21-8")  # on the clock that was set
        later = await api.answer(count=2)
        assert EN.say("quiet-set", start=21, end=8) in later.text
        assert later.text.splitlines()[-1] == page.text.splitlines()[-1]
        await api.press(later, EN.say("quiet-none"))
        assert EN.say("quiet-off") in (await api.edited(later)).text

    @pytest.mark.parametrize(("typed", "ahead"), [("22-7 +5:30", 330), ("22-7 -0:30", -30)])
    async def test_a_typed_clock_is_kept(self, api: FakeBotApi, typed: str, ahead: int) -> None:
        await api.say(f"/quiet {typed}")
        now = datetime.now(UTC) + timedelta(minutes=ahead)
        shown = (await api.answer()).text
        assert EN.say("quiet-set", start=22, end=7) in shown
        assert any(f"{now + timedelta(minutes=m):%H:%M}" in shown for m in (-1, 0))

    async def test_the_settings_lead_to_quiet_hours_and_languages(self, api: FakeBotApi) -> None:
        await api.say("/settings")
        page = await api.answer()
        await api.press(page, EN.say("quiet-title"))
        assert EN.say("quiet-off") in (await api.answer(count=2)).text
        await api.press(page, EN.say("language-title"))
        assert {"Français", "العربية", "Русский"} <= set((await api.edited(page)).labels)
        await api.press(page, "Français")
        assert (await api.edited(page, 3)).text.startswith("Réglages")

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
                (6, "/quiet", EN.say("quiet-off")),
                (5, "/quiet 22-7", EN.say("quiet-set", start=22, end=7)),
            ),
            1,
        ):
            await api.say(said, -77, **_by(person))
            assert heard in (await api.answer(-77, count)).text
        page = api.messages(-77)[-1]
        await api.press(page, EN.say("quiet-none"), person=6)
        assert await api.toast() == EN.say("settings-not-yours")
        await api.press(page, EN.say("quiet-none"), person=5)
        assert EN.say("quiet-off") in (await api.edited(page)).text

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
        assert "✕ Saraqeb" in (await api.answer(-77, 5)).labels
        await api.press_data(asked, yes, person=5)
        assert (await api.edited(asked, 3)).text == EN.say("forgotten", answers=0, verdicts=0, watches=1)
        await api.say("/watch", -77)
        assert (await api.answer(-77, 6)).text == EN.say("no-watches")


def _by(person: int) -> Json:
    """Who writes, where it is not the person with the group's number."""
    return {"from": {"id": person, "is_bot": False, "first_name": "Bo"}}


def test_news_fit_one_message(tmp_path: Path) -> None:
    long = [
        article(f"long{n}", "People died in the city. " * 120, title="Long", published="2018-02-05") for n in range(9)
    ]
    conversation = Conversation(GrowingArchive(long), AnswerStore(tmp_path, 30), 5, 30)
    watches = [Subscription(n, 42, None, f"town {n} " + "x" * 180) for n in range(9)]
    quotes = [quote(one, one.text.strip()) for one in long]
    told = conversation.news(watches, quotes, 42, EN)
    shown = parse_html(told.reply.html)
    assert shown.utf16_length <= 4096
    assert len(shown.marked("blockquote")) == len(told.reply.rows[0]) == 8
    onward = conversation.presses.press(f"v1:q:{told.answer_id}:{LISTING_FROM + 8}", 42, EN)
    assert isinstance(onward, Reply)
    assert len(parse_html(onward.html).marked("blockquote")) == 1
