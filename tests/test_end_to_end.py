"""The whole way: articles, the index that the command line builds, the real model, the real process, real HTTP."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.handlers import ALLOWED_UPDATES
from tests.bot.conftest import EN
from tests.fake_bot_api import GROUP, TOKEN, FakeBotApi, Fault, SentMessage
from tests.fake_bot_api.process import REPOSITORY, SLOW_S, BotProcess, run_module

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("model_cache", "processes")]

IDLIB = "how many died in Idlib city?"
HERE = int(str(GROUP["id"]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("end_to_end")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(folder: Path) -> Path:
    path = folder / "index"
    code, _, errors = await run_module(folder, "index", "build", str(REPOSITORY / "seeds"), "--index", str(path))
    assert code == 0, errors
    return path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api() -> AsyncIterator[FakeBotApi]:
    server = FakeBotApi()
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(folder: Path, index: Path, api: FakeBotApi) -> AsyncIterator[BotProcess]:
    process = BotProcess(folder, index, api)
    await process.start()
    yield process
    await process.kill()


_chats: Iterator[int] = iter(range(1000, 2000))


@pytest.fixture
def chat(bot: BotProcess) -> int:
    """A private chat in which nothing was said before."""
    return next(_chats)


@pytest.fixture(autouse=True)
def nothing_refused(api: FakeBotApi) -> Iterator[None]:
    """Telegram would have accepted all that was sent."""
    yield
    # The last poll of a process that stops ends the one before it, as it does at Telegram.
    api.forgive("getUpdates")
    assert api.refusals == []


async def _ask(api: FakeBotApi, chat: int, text: str) -> SentMessage:
    count = len(api.messages(chat)) + 1
    await api.say(text, chat)
    return await api.answer(chat, count, SLOW_S)


async def test_start_offers_examples_that_are_answered(api: FakeBotApi, chat: int) -> None:
    message = await _ask(api, chat, "/start")
    assert "1 article (undated)" in message.text
    assert message.buttons
    await api.press(message, message.labels[0])
    answer = await api.answer(chat, 2, SLOW_S)
    assert answer.text.startswith(message.labels[0])
    assert EN.say("not-said") not in answer.text


async def test_examples_are_in_the_language_of_the_chat_and_answered(api: FakeBotApi, chat: int) -> None:
    menu = await _ask(api, chat, "/language")
    await api.press(menu, next(label for label in menu.labels if "Türkçe" in label))
    await api.edited(menu, timeout_s=SLOW_S)
    await api.say("/start", chat)
    message = await api.answer(chat, 2, SLOW_S)
    assert message.labels[0] == "Idlib bölgesinde kaç kişi öldü?"
    await api.press(message, message.labels[0])
    assert (await api.answer(chat, 3, SLOW_S)).quotes


async def test_help_is_given(api: FakeBotApi, chat: int) -> None:
    assert (await _ask(api, chat, "/help")).bold == [EN.say("help-title")]


async def test_sources_counts_the_article(api: FakeBotApi, chat: int) -> None:
    assert "1 article" in (await _ask(api, chat, "/sources")).text


async def test_the_figure_for_idlib_city_is_quoted_and_marked(api: FakeBotApi, chat: int) -> None:
    message = await _ask(api, chat, IDLIB)
    assert "five-storey building" in message.quotes[0]
    assert message.bold == ["at least 15"]
    assert message.reply_to is not None
    assert "Russia ramps up bombing campaign" in message.text


async def test_the_quote_stands_so_in_the_article(api: FakeBotApi, chat: int) -> None:
    message = await _ask(api, chat, IDLIB)
    (seed,) = (path for path in (REPOSITORY / "seeds").iterdir() if path.suffix == ".txt")
    assert message.quotes[0] in seed.read_text(encoding="utf-8")


async def test_context_shows_the_paragraphs_around_and_goes_back(api: FakeBotApi, chat: int) -> None:
    message = await _ask(api, chat, IDLIB)
    before = message.raw
    await api.press(message, EN.say("more-context"))
    await api.edited(message, 2, SLOW_S)
    assert any("Hayat Tahrir al-Sham" in part for part in message.quotes)
    assert message.bold == ["at least 15"]
    await api.press(message, EN.say("back-to-quote"))
    await api.edited(message, 3, SLOW_S)
    assert message.raw == before


async def test_context_never_shows_site_furniture(api: FakeBotApi, chat: int) -> None:
    message = await _ask(api, chat, "how many people does the UN say live in the province's most populated areas?")
    await api.press(message, EN.say("more-context"))
    await api.edited(message, 2, SLOW_S)
    assert "Add your comments" not in message.text
    assert "Next article" not in message.text


async def test_an_unanswerable_question_is_declined_by_name(api: FakeBotApi, chat: int) -> None:
    message = await _ask(api, chat, "how many died in Aleppo?")
    assert message.text.startswith("No article here mentions Aleppo.")


@pytest.mark.parametrize("question", ["who won the British Muslim Awards?", "what is the capital of France?"])
async def test_what_only_furniture_or_nobody_says_is_declined(api: FakeBotApi, chat: int, question: str) -> None:
    answer = await _ask(api, chat, question)
    assert answer.text.startswith((EN.say("not-said"), "No article here mentions"))
    assert not answer.quotes


async def test_a_mention_in_a_group_is_answered_in_its_topic(api: FakeBotApi, bot: BotProcess) -> None:
    asked = await api.say(f"@verbatim_test_bot {IDLIB}", HERE, message_thread_id=5)
    message = await api.answer(HERE, 1, SLOW_S)
    assert (message.reply_to, message.thread) == (asked, 5)
    assert message.bold == ["at least 15"]


async def test_twenty_people_at_once_are_all_answered(api: FakeBotApi, bot: BotProcess) -> None:
    people = [next(_chats) for _ in range(20)]
    await asyncio.gather(*(api.say(IDLIB, person) for person in people))
    answers = await asyncio.gather(*(api.answer(person, 1, SLOW_S) for person in people))
    assert {tuple(answer.bold) for answer in answers} == {("at least 15",)}


async def test_buttons_work_after_a_rebuild_of_the_index_and_a_restart(
    api: FakeBotApi, bot: BotProcess, chat: int, folder: Path
) -> None:
    message = await _ask(api, chat, IDLIB)
    more = folder / "more"
    more.mkdir()
    (more / "flood.txt").write_text(
        "Flood in Sylhet\n\nThe river rose on Monday.\n\nIn Sylhet the flood destroyed 40 homes, officials said.\n"
    )
    paths = (str(REPOSITORY / "seeds"), str(more))
    code, _, errors = await run_module(folder, "index", "build", *paths, "--index", str(bot.index))
    assert code == 0, errors
    await bot.restart()
    await api.press(message, EN.say("more-context"))
    await api.edited(message, 2, SLOW_S)
    assert message.bold == ["at least 15"]
    assert "2 articles" in (await _ask(api, chat, "/sources")).text


async def test_what_was_asked_before_the_stop_is_answered(api: FakeBotApi, bot: BotProcess) -> None:
    people = [next(_chats) for _ in range(5)]
    await asyncio.gather(*(api.say(IDLIB, person) for person in people))
    await api.until(lambda: not api.unconfirmed, SLOW_S)
    bot.terminate()
    begun = time.monotonic()
    assert await bot.exit_code() == 0
    assert time.monotonic() - begun < 60
    assert [len(api.messages(person)) for person in people] == [1] * 5
    await bot.start()


async def test_it_asks_telegram_for_what_it_handles_only(api: FakeBotApi, bot: BotProcess) -> None:
    assert api.called("getUpdates")[0].params["allowed_updates"] == json.dumps(ALLOWED_UPDATES)


async def test_nothing_is_warned_of(bot: BotProcess) -> None:
    assert "Warning" not in bot.log
    assert " WARNING " not in bot.log
    assert " ERROR " not in bot.log


async def test_a_question_survives_a_kill(api: FakeBotApi, bot: BotProcess, chat: int) -> None:
    await _ask(api, chat, IDLIB)
    api.faults.append(Fault("sendMessage", "hang", chat=chat))
    asked = await api.say("how many died in Khan al Subl?", chat)
    await api.until(lambda: not api.faults[-1].times, SLOW_S)
    await bot.kill()
    await bot.start()
    message = await api.answer(chat, 2, SLOW_S)
    assert message.reply_to == asked
    assert message.bold == ["at least 10"]
    await _ask(api, chat, IDLIB)
    assert len(api.messages(chat)) == 3
    api.forgive("editMessageReplyMarkup")  # which looked for what the killed process may have sent


async def test_telegram_down_in_the_middle_costs_no_answer(api: FakeBotApi, bot: BotProcess, chat: int) -> None:
    port = api.port
    await api.say(IDLIB, chat)
    await api.until(lambda: not api.unconfirmed, SLOW_S)
    await api.stop()
    await asyncio.sleep(2)
    await api.start(port)
    late = await api.answer(chat, 1, SLOW_S)
    assert late.bold == ["at least 15"], late.text
    await _ask(api, chat, IDLIB)
    assert len(api.messages(chat)) == 2
    api.forgive("editMessageReplyMarkup")


async def test_no_log_line_has_the_token_or_the_words_of_people(bot: BotProcess) -> None:
    assert TOKEN not in bot.log
    assert TOKEN.split(":")[1] not in bot.log
    assert "Idlib city" not in bot.log
    assert "Traceback" not in bot.log


async def test_the_terminal_answers_a_pipe_of_questions(folder: Path, index: Path) -> None:
    lines = f"{IDLIB}\n\nhow many died in Aleppo?\n"
    code, out, _ = await run_module(folder, "bot", stdin=lines, INDEX_DIR=str(index))
    assert code == 0
    assert out.splitlines()[0] == EN.say("terminal-greeting")
    assert "at least 15" in out
    assert "No article here mentions Aleppo." in out
    assert "\033" not in out


async def test_a_token_that_telegram_refuses_ends_it_in_one_line(folder: Path, index: Path, api: FakeBotApi) -> None:
    code, out, errors = await run_module(
        folder,
        "bot",
        TELEGRAM_BOT_TOKEN="123:refused-token",
        TELEGRAM_API_BASE_URL=api.base_url,
        INDEX_DIR=str(index),
        LOG_LEVEL="ERROR",
    )
    assert code == 2
    assert out == ""
    assert errors.splitlines()[-1].startswith("Telegram refused TELEGRAM_BOT_TOKEN")
    assert "refused-token" not in errors
    assert "Traceback" not in errors
