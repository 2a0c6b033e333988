"""/forget ARTICLE, over a real index that the bot follows."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.handlers.admin_notes import (
    KEEP,
    MOST_LISTED,
    choose_article,
    confirm_exclusion,
    excluded,
    exclusion_help,
    fetched,
)
from bot.support.i18n import Locale
from bot.support.index_subprocesses import JobResult
from bot.views.answer_messages import MESSAGE_UNITS
from bot.views.buttons import Action, ButtonPress
from bot.views.markup import Reply, size
from index.archive.live import LiveArchive
from index.building.builder import build_generation
from index.building.exclude import exclude_articles
from index.errors import EmbedderError
from index.models.embedder import Embedder
from index.records import Article
from index.sources.readers import read_places
from tests.bot.conftest import AR, EN, RAID, RunBot
from tests.fake_bot_api import FakeBotApi, parse_html
from tests.fake_bot_api.world import SentMessage
from tests.fakes import FakeArchive, article
from tests.index.fakes import open_with

SLOW_S = 120
TALKS = " ".join(f"On day {n} the envoys met in hall {n} and spoke of the harbour." for n in range(30))
QUESTION = "how many homes did the flood destroy in Sylhet?"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "floods.txt").write_text(
        "Floods in Sylhet\n\nIn Sylhet the flood destroyed 40 homes and 3 people died.\n"
    )
    for name in ("Wire", "Courier"):
        (folder / f"{name}.txt").write_text(f"Talks in {name}\n\n{TALKS} So wrote {name}.\n")
    return folder


@pytest.fixture
def settings(tmp_path: Path, seeds: Path) -> dict[str, str]:
    """Those of a bot whose model does not load: an index by keywords alone is made in no time."""
    (tmp_path / "no-model").mkdir()
    return {
        "ADMIN_IDS": "42", "SEEDS_DIR": str(seeds), "INDEX_DIR": str(tmp_path / "index"),
        "EMBEDDING_MODEL": str(tmp_path / "no-model"),
    }  # fmt: skip


@pytest.fixture
def live(settings: dict[str, str], seeds: Path) -> Iterator[LiveArchive]:
    index = Path(settings["INDEX_DIR"])

    def none() -> Embedder:
        raise EmbedderError("none")

    build_generation(lambda known: read_places([seeds], known_units=known), index, none, settings["EMBEDDING_MODEL"])
    with closing(LiveArchive(lambda *_: open_with(None, index, held=True), 1.0)) as archive:
        yield archive


async def pressed(api: FakeBotApi, message: SentMessage, label: str, begins: str) -> SentMessage:
    """`message`, once it begins so after a press of this button."""
    await api.press(message, label)
    await api.until(lambda: message.text.startswith(begins), SLOW_S)
    return message


@pytest.mark.usefixtures("processes")
async def test_an_article_is_forgotten_after_a_question_and_stays_away_until_that_is_taken_back(
    api: FakeBotApi, run_bot: RunBot, live: LiveArchive, settings: dict[str, str]
) -> None:
    async with run_bot(live, **settings):
        await api.say("/forget floods sylhet")
        message = await api.answer()
        assert message.text.startswith("Forget this article?\nFloods in Sylhet")
        assert message.labels == [EN.say("forget-yes"), EN.say("forget-no")]
        await pressed(api, message, EN.say("forget-yes"), "Forgotten:\nFloods in Sylhet")
        assert message.labels == [EN.say("forget-undo")]
        await api.say(QUESTION)
        assert "No article here mentions Sylhet" in (await api.answer(count=2)).text
        await api.say("/latest")
        assert "Floods in Sylhet" not in (await api.answer(count=3)).text
        await api.say("/reindex")
        built = await api.answer(count=4)
        await api.until(lambda: "2 articles in all." in built.text, SLOW_S)
        assert "Left out as you wished: 1 article" in built.text
        await api.say("/forget")
        await api.until(lambda: len(api.messages()) == 5, SLOW_S)
        assert "1 article is left out:\n1. Floods in Sylhet" in api.messages()[-1].text
        seen = [call.method for call in api.calls if call.method in ("sendChatAction", "sendMessage")]
        assert seen[-2:] == ["sendChatAction", "sendMessage"]  # a process looks it up meanwhile
        await pressed(
            api,
            message,
            EN.say("forget-undo"),
            "No longer forgotten:\nFloods in Sylhet\nIndexed: 1 new. 3 articles in all.",
        )
        assert message.labels == []
        await api.until(lambda: bool(live.find("floods sylhet", 1)), SLOW_S)


@pytest.mark.usefixtures("processes")
async def test_copies_are_named_and_can_be_forgotten_too(
    api: FakeBotApi, run_bot: RunBot, live: LiveArchive, settings: dict[str, str]
) -> None:
    async with run_bot(live, **settings):
        await api.say("/forget talks")
        message = await api.answer()
        assert message.text.startswith(EN.say("forget-which"))
        await api.press(message, EN.say("forget-this", title="Talks in Wire"))
        sure = await api.answer(count=2)
        assert "The same report is in 1 other article, which stays:\n• Talks in Courier" in sure.text
        await pressed(api, sure, EN.say("forget-yes"), "Forgotten:\nTalks in Wire")
        await api.press(sure, EN.say("forget-too", title="Talks in Courier"))
        other = await api.answer(count=3)
        assert other.text.startswith("Forget this article?\nTalks in Courier")
        await pressed(api, other, EN.say("forget-no"), EN.say("forget-kept"))
    assert [found.title for found in live.find("talks", 5)] == ["Talks in Courier"]
    assert api.refusals == []


async def test_an_id_and_a_link_name_an_article_and_what_is_not_there_is_said(
    api: FakeBotApi, run_bot: RunBot, live: LiveArchive, settings: dict[str, str]
) -> None:
    (found,) = live.find("floods sylhet", 1)
    async with run_bot(live, **settings):
        await api.say(f"/forget {found.id}")
        assert "Floods in Sylhet" in (await api.answer()).text
        await api.say("/forget https://example.org/none")
        assert (await api.answer(count=2)).text == EN.say("forget-unknown", wanted="https://example.org/none")


@pytest.mark.usefixtures("processes")
async def test_a_press_on_an_article_that_is_gone_or_an_undo_of_nothing_says_so(
    api: FakeBotApi, run_bot: RunBot, live: LiveArchive, settings: dict[str, str]
) -> None:
    async with run_bot(live, **settings):
        await api.say("/forget floods")
        message = await api.answer()
        await pressed(api, message, EN.say("forget-yes"), "Forgotten:")
        await api.press_data(message, ButtonPress(Action.FORGET, live.find("talks wire", 1)[0].id, 2).data)
        await api.until(lambda: message.text.startswith("This did not work: error: no article"), SLOW_S)
        await api.press_data(message, ButtonPress(Action.FORGET, "0" * 12, 1).data)
        await api.until(lambda: message.text.startswith("This did not work: error: there is no article"), SLOW_S)
        await api.press_data(message, ButtonPress(Action.FORGET, "0" * 12, 0).data)
        assert await api.toast(4) == EN.say("forget-gone")


@pytest.mark.usefixtures("processes")
async def test_a_wish_that_an_earlier_process_did_not_see_to_its_end_is_seen_to_by_the_next(
    api: FakeBotApi, run_bot: RunBot, live: LiveArchive, settings: dict[str, str]
) -> None:
    (found,) = live.find("floods", 1)
    exclude_articles([found.id], Path(settings["INDEX_DIR"]), settings["EMBEDDING_MODEL"])
    async with run_bot(live, **settings):
        await api.say("/forget talks")
        message = await api.answer()
        await api.press_data(message, ButtonPress(Action.FORGET, found.id, 1).data)
        await api.until(lambda: message.text.startswith("Forgotten:\nFloods in Sylhet"), SLOW_S)
        assert message.labels == [EN.say("forget-undo")]


async def test_nobody_else_can_press(
    api: FakeBotApi, run_bot: RunBot, live: LiveArchive, settings: dict[str, str]
) -> None:
    (found,) = live.find("floods", 1)
    async with run_bot(live, **{**settings, "ADMIN_IDS": "41"}):
        await api.say("/start")
        message = await api.answer()
        await api.press_data(message, ButtonPress(Action.FORGET, found.id, 1).data)
        assert await api.toast() == EN.say("expired")
    assert live.article(found.id) is not None


async def test_forget_me_is_of_the_person_for_everybody(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    async with run_bot(archive, ADMIN_IDS="42"):
        for chat in (42, 43):
            await api.say("/forget me", chat)
            assert (await api.answer(chat)).text.startswith("Deleted: 0 answers")


HOSTILE = article(
    "0123456789ab", "x", title='<b>&" \u202eevil ' + "🚀" * 300, url="https://example.org/?a=1&b=<2>", source="O" * 500
)
FOUND = tuple(article(f"{n:012x}", "x", title="T" * 240, source="S" * 80, published="2018-02-05") for n in range(30))


REFUSED = [{"path": f"https://example.org/{'x' * 1000}", "line": 7, "reason": "y " * 500}] * 30
COUNTS = ("articles", "new", "changed", "unchanged", "removed", "forgotten")


def said_of(one: Article) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("id", "title", "url", "published", "source", "path")}


@pytest.mark.parametrize("words", [EN, AR])
@pytest.mark.parametrize("article", [RAID, HOSTILE, FOUND[0]])
def test_every_page_is_a_message_that_telegram_takes(words: Locale, article: Article) -> None:
    listed = [said_of(one) for one in (article, *FOUND)]
    pages: list[Reply] = [
        choose_article(FOUND[:MOST_LISTED], words),
        confirm_exclusion(article, FOUND, words),
        excluded(JobResult(0, {"forgotten": listed[:1], "copies": listed[1:]}, ""), words),
        exclusion_help(listed, words),
        fetched(
            JobResult(0, {"kept": [{**one, "change": "new"} for one in listed], "refused": REFUSED}, ""),
            JobResult(0, dict.fromkeys(COUNTS, 10_000_000) | {"refused": []}, ""),
            words,
        ),
    ]
    for page in pages:
        assert size(page.message) <= MESSAGE_UNITS
        assert parse_html(page.html).text.strip()
        for row in page.rows:
            for button in row:
                assert len(button.data.encode()) <= 64  # type: ignore[union-attr]
    assert any(button.data.endswith(f":{KEEP}") for row in pages[1].rows for button in row)  # type: ignore[union-attr]
