"""Commands, questions, edits and failures, as people meet them: real HTTP, a fake Telegram, a few articles."""

import json
import threading

import pytest

from bot.handlers import ALLOWED_UPDATES
from bot.support.i18n import LANGUAGES
from index.errors import ArchiveUnreachable
from tests.bot.conftest import EN, EXAMPLES, IDLIB, RAID, RunBot, photo
from tests.fake_bot_api import GROUP, FakeBotApi, Fault, Json
from tests.fakes import FakeArchive

HERE = int(str(GROUP["id"]))


@pytest.mark.usefixtures("bot")
class TestCommands:
    async def test_start_says_what_it_does_with_size_and_dates(self, api: FakeBotApi) -> None:
        await api.say("/start")
        message = await api.answer()
        assert "word-for-word quotes from 2 articles (5 February 2018)" in message.text
        assert message.labels == list(EXAMPLES)

    async def test_an_example_is_asked_when_tapped(self, api: FakeBotApi) -> None:
        await api.say("/start")
        await api.press(await api.answer(), EXAMPLES[1])
        message = await api.answer(count=2)
        assert message.text.startswith(EXAMPLES[1])
        assert message.quotes == ["In Sylhet the flood destroyed 40 homes and 3 people died."]
        assert await api.toast() is None

    async def test_the_pages_behind_help_are_turned_in_place(self, api: FakeBotApi) -> None:
        await api.say("/help")
        message = await api.answer()
        await api.press(message, EN.say("help-button-commands"))
        assert "/unwatch" in (await api.edited(message)).text
        await api.press(message, EN.say("back"))
        await api.edited(message, 3)
        await api.press(message, EN.say("help-button-privacy"))
        await api.edited(message, 4)
        await api.press(message, EN.say("privacy-button-delete"))
        asked = await api.answer(count=2)
        assert asked.text == EN.say("forget-me-sure")
        await api.press(asked, EN.say("yes"))
        assert (await api.edited(asked)).text == EN.say("forgotten", answers=0, verdicts=0, watches=0)

    async def test_an_unknown_command_names_the_nearest(self, api: FakeBotApi) -> None:
        await api.say("/lates Idlib")
        assert "/latest" in (await api.answer()).text

    async def test_a_link_to_an_indexed_article_opens_it(self, api: FakeBotApi) -> None:
        await api.say(str(RAID.url))
        assert (await api.answer()).text.startswith("Russia ramps up bombing\nExample Post")
        await api.say("https://example.org/other")
        assert (await api.answer(count=2)).text == EN.say("no-article-linked")

    async def test_sources_lists_outlets(self, api: FakeBotApi) -> None:
        await api.say("/sources")
        assert "Example Post: 1 article, 5 February 2018" in (await api.answer()).text

    async def test_privacy_tells_the_retention(self, api: FakeBotApi) -> None:
        await api.say("/privacy")
        assert "30 days" in (await api.answer()).text

    async def test_unknown_command_is_told_in_private(self, api: FakeBotApi) -> None:
        await api.say("/frobnicate")
        assert (await api.answer()).text == EN.say("unknown-command")

    async def test_ask_without_a_question_gets_a_hint(self, api: FakeBotApi) -> None:
        await api.say("/ask")
        assert EXAMPLES[0] in (await api.answer()).text

    async def test_ask_with_a_question_is_answered(self, api: FakeBotApi) -> None:
        await api.say(f"/ask {IDLIB}")
        assert (await api.answer()).bold == ["at least 15 people"]


@pytest.mark.usefixtures("bot")
class TestAnswers:
    async def test_quotes_the_sentence_with_the_figure_bold(self, api: FakeBotApi) -> None:
        asked = await api.say(IDLIB)
        message = await api.answer()
        assert message.quotes == [RAID.cut(RAID.paragraphs[2].span)]
        assert message.bold == ["at least 15 people"]
        assert message.reply_to == asked

    async def test_names_the_source_under_the_quote(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        assert "Russia ramps up bombing\nExample Post · 5 February 2018" in message.text
        assert message.content.links == [RAID.url]
        assert not message.preview

    async def test_types_before_it_answers(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        await api.answer()
        methods = [call.method for call in api.calls if call.method in ("sendChatAction", "sendMessage")]
        assert methods == ["sendChatAction", "sendMessage"]

    async def test_declines_and_names_what_no_article_mentions(self, api: FakeBotApi) -> None:
        await api.say("how many people died in Aleppo?")
        message = await api.answer()
        assert message.text == "No article here mentions Aleppo."
        assert message.bold == [message.text]

    async def test_a_caption_is_a_question(self, api: FakeBotApi) -> None:
        await api.say(None, caption=IDLIB, photo=[photo()])
        assert (await api.answer()).bold == ["at least 15 people"]

    async def test_a_deleted_question_is_answered_all_the_same(self, api: FakeBotApi, archive: FakeArchive) -> None:
        await api.say("first")
        await api.answer()
        asked = await api.say(IDLIB)
        del api.world.asked[42, asked]
        assert (await api.answer(count=2)).bold == ["at least 15 people"]

    async def test_searching_runs_off_the_event_loop(self, api: FakeBotApi, archive: FakeArchive) -> None:
        await api.say(IDLIB)
        await api.answer()
        assert archive.threads
        assert threading.current_thread().name not in archive.threads

    @pytest.mark.parametrize("text", ["🤷🏽‍♀️🔥", "???", "..."])
    async def test_a_message_without_words_gets_a_hint(self, api: FakeBotApi, text: str) -> None:
        await api.say(text)
        assert (await api.answer()).text == EN.say("no-words")

    async def test_a_very_long_question_gets_a_hint(self, api: FakeBotApi) -> None:
        await api.say("why " * 1000)
        assert "at most 1,000" in (await api.answer()).text

    @pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "location"])
    async def test_what_is_no_text_gets_one_line(self, api: FakeBotApi, kind: str) -> None:
        content: dict[str, Json] = {
            "sticker": {"sticker": {**photo(), "type": "regular", "is_animated": False, "is_video": False}},
            "voice": {"voice": {"file_id": "1", "file_unique_id": "1", "duration": 1}},
            "photo": {"photo": [photo()]},
            "location": {"location": {"latitude": 1.0, "longitude": 1.0}},
        }
        await api.say(None, 42, **content[kind])
        assert (await api.answer()).text == EN.say("not-text")

    async def test_the_parts_of_an_album_get_no_hint_each(self, api: FakeBotApi) -> None:
        await api.say(None, photo=[photo()], media_group_id="7")
        await api.say(IDLIB)
        await api.answer()
        assert len(api.messages()) == 1

    async def test_a_pinned_message_is_passed_over(self, api: FakeBotApi) -> None:
        await api.say(None, delete_chat_photo=True)
        await api.say(IDLIB)
        assert (await api.answer()).bold == ["at least 15 people"]


@pytest.mark.usefixtures("bot")
class TestEdits:
    async def test_an_edited_question_changes_its_answer(self, api: FakeBotApi) -> None:
        asked = await api.say("how many homes did the flood destroy in Sylhet?")
        message = await api.answer()
        await api.edit(asked, IDLIB)
        await api.edited(message)
        assert message.bold == ["at least 15 people"]
        assert len(api.messages()) == 1

    async def test_buttons_follow_the_edited_question(self, api: FakeBotApi) -> None:
        asked = await api.say("how many homes did the flood destroy in Sylhet?")
        message = await api.answer()
        await api.edit(asked, IDLIB)
        await api.edited(message)
        await api.press(message, EN.say("more-context"))
        await api.edited(message, 3)
        assert RAID.cut(RAID.paragraphs[2].span) in message.quotes

    async def test_an_edit_that_asks_the_same_is_left_alone(self, api: FakeBotApi, archive: FakeArchive) -> None:
        asked = await api.say(IDLIB)
        await api.answer()
        await api.edit(asked, IDLIB + " ")
        await api.say("/help")
        await api.answer(count=2)
        assert archive.asked == [IDLIB]

    async def test_a_mention_that_is_added_by_an_edit_is_answered_once(self, api: FakeBotApi) -> None:
        asked = await api.say("hello", HERE)
        await api.edit(asked, f"@verbatim_test_bot {IDLIB}", HERE)
        message = await api.answer(HERE)
        assert "at least 15 people" in message.bold
        assert message.reply_to == asked
        await api.edit(asked, f"@verbatim_test_bot {IDLIB} ", HERE)
        await api.say("/help")
        await api.answer()
        assert len(api.messages(HERE)) == 1

    async def test_an_edit_of_what_is_no_question_is_ignored(self, api: FakeBotApi, archive: FakeArchive) -> None:
        asked = await api.say("hello", HERE)
        await api.edit(asked, "hello all", HERE)
        old = await api.say("hello", HERE, date=1_700_000_000)
        await api.edit(old, f"@verbatim_test_bot {IDLIB}", HERE)
        await api.say("/help")
        await api.answer()
        assert archive.asked == []

    async def test_a_deleted_answer_is_sent_anew(self, api: FakeBotApi) -> None:
        asked = await api.say("how many homes did the flood destroy in Sylhet?")
        first = await api.answer()
        del api.world.sent[42, first.number]
        await api.edit(asked, IDLIB)
        message = await api.answer()
        assert message.bold == ["at least 15 people"]
        api.forgive("editMessageText")


class TestFailures:
    async def test_a_failing_search_is_apologised_for_once(
        self, api: FakeBotApi, run_bot: RunBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(question: str) -> None:
            raise RuntimeError("the disk is gone")

        async with run_bot(FakeArchive([RAID], before_ask=fail)):
            asked = await api.say(IDLIB)
            message = await api.answer()
        assert message.text.startswith("Sorry")
        assert message.reply_to == asked
        assert len(api.messages()) == 1
        error_id = message.text.rsplit(" ", 1)[1].strip(")")
        assert error_id in caplog.text
        assert "the disk is gone" in caplog.text
        assert "Idlib" not in caplog.text

    async def test_an_archive_that_cannot_be_reached_is_no_article_that_does_not_say(
        self, api: FakeBotApi, run_bot: RunBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(question: str) -> None:
            raise ArchiveUnreachable("http://qdrant:6333", "shard 1 on peer 7 has no active replica")

        async with run_bot(FakeArchive([RAID], before_ask=fail)):
            await api.say(IDLIB)
            message = await api.answer()
        assert message.text == EN.say("unreachable")
        assert "shard 1 on peer 7" in caplog.text
        assert "Traceback" not in caplog.text

    async def test_a_failing_press_is_apologised_for_at_the_button(self, api: FakeBotApi, run_bot: RunBot) -> None:
        archive = FakeArchive([RAID])
        async with run_bot(archive):
            await api.say(IDLIB)
            message = await api.answer()
            api.faults.append(Fault("editMessageText", "refuse", description="Bad Request: strange"))
            await api.press(message, EN.say("more-context"))
            await api.until(lambda: bool(api.toasts))
        assert len(api.messages()) == 1

    async def test_a_degraded_answer_says_so_in_a_line(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID], degraded="/srv/index has no vectors")):
            await api.say(IDLIB)
            text = (await api.answer()).text
        assert text.endswith(f"\n\n{EN.say('degraded')}")
        assert "/srv" not in text

    async def test_no_word_and_no_token_is_logged(
        self, api: FakeBotApi, run_bot: RunBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO")
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            await api.answer()
        assert f"asked: {len(IDLIB)} characters" in caplog.text
        assert "Idlib" not in caplog.text


@pytest.mark.usefixtures("command_menu")
class TestProfile:
    async def test_commands_and_descriptions_are_set_once(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            pass
        first = len(api.called("setMyCommands")), len(api.called("setMyDescription"))
        async with run_bot(FakeArchive([RAID])):
            pass
        assert first == (2 * len(LANGUAGES), len(LANGUAGES))
        assert (len(api.called("setMyCommands")), len(api.called("setMyDescription"))) == first
        assert len(api.called("setMyShortDescription")) == len(LANGUAGES)
        assert api.refusals == []

    async def test_their_failure_does_not_stop_the_bot(self, api: FakeBotApi, run_bot: RunBot) -> None:
        api.faults += [Fault(method, "refuse") for method in ("getMyCommands", "setMyCommands", "getMyDescription")]
        api.faults.append(Fault("setMyShortDescription", "flood", retry_after=30))
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            await api.answer()

    async def test_asks_telegram_for_what_it_handles_only(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            await api.answer()
        assert api.called("getUpdates")[0].params["allowed_updates"] == json.dumps(ALLOWED_UPDATES)
