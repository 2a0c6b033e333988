"""The bot as people meet it: real HTTP, a fake Telegram, an archive of a few articles."""

import asyncio
import threading
import time

import pytest

from bot import words
from tests.bot.conftest import EXAMPLES, FLOOD, RAID, RunBot
from tests.fake_bot_api import GROUP, FakeBotApi, Fault, Json
from tests.fakes import FakeArchive, article

IDLIB = "how many people died in Idlib city?"
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

    async def test_help_names_the_buttons_as_they_are(self, api: FakeBotApi) -> None:
        await api.say("/help")
        message = await api.answer()
        assert words.MORE_CONTEXT in message.text
        assert words.NEXT in message.text

    async def test_sources_lists_outlets(self, api: FakeBotApi) -> None:
        await api.say("/sources")
        assert "Example Post: 1 article, newest 5 February 2018" in (await api.answer()).text

    async def test_privacy_tells_the_retention(self, api: FakeBotApi) -> None:
        await api.say("/privacy")
        assert "30 days" in (await api.answer()).text

    async def test_unknown_command_is_told_in_private(self, api: FakeBotApi) -> None:
        await api.say("/frobnicate")
        assert (await api.answer()).text == words.UNKNOWN_COMMAND

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
        assert "Russia ramps up bombing\nExample Post · 5 February 2018 · ¶ 3" in message.text
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
        assert message.text.startswith("The articles do not say. No article here mentions Aleppo.")
        assert "does not answer" in message.text
        assert message.bold == ["The articles do not say."]

    async def test_a_caption_is_a_question(self, api: FakeBotApi) -> None:
        await api.say(None, caption=IDLIB, photo=[_photo()])
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
        assert (await api.answer()).text == words.NO_WORDS

    async def test_a_very_long_question_gets_a_hint(self, api: FakeBotApi) -> None:
        await api.say("why " * 1000)
        assert "at most 1,000" in (await api.answer()).text

    @pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "location"])
    async def test_what_is_no_text_gets_one_line(self, api: FakeBotApi, kind: str) -> None:
        content: dict[str, Json] = {
            "sticker": {"sticker": {**_photo(), "type": "regular", "is_animated": False, "is_video": False}},
            "voice": {"voice": {"file_id": "1", "file_unique_id": "1", "duration": 1}},
            "photo": {"photo": [_photo()]},
            "location": {"location": {"latitude": 1.0, "longitude": 1.0}},
        }
        await api.say(None, 42, **content[kind])
        assert (await api.answer()).text == words.NOT_TEXT

    async def test_the_parts_of_an_album_get_no_hint_each(self, api: FakeBotApi) -> None:
        await api.say(None, photo=[_photo()], media_group_id="7")
        await api.say(IDLIB)
        await api.answer()
        assert len(api.messages()) == 1

    async def test_a_pinned_message_is_passed_over(self, api: FakeBotApi) -> None:
        await api.say(None, delete_chat_photo=True)
        await api.say(IDLIB)
        assert (await api.answer()).bold == ["at least 15 people"]


@pytest.mark.usefixtures("bot")
class TestButtons:
    async def test_more_context_shows_the_paragraphs_around_in_place(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        await api.press(message, words.MORE_CONTEXT)
        await api.edited(message)
        assert message.quotes == [RAID.cut(paragraph.span) for paragraph in RAID.paragraphs[1:]]
        assert message.bold == ["at least 15 people"]

    async def test_back_returns_to_the_quote(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        before = (message.raw, message.labels)
        await api.press(message, words.MORE_CONTEXT)
        await api.edited(message)
        await api.press(message, words.BACK_TO_QUOTE)
        await api.edited(message, 3)
        assert (message.raw, message.labels) == before

    async def test_next_and_back_page_through_nearest_passages(self, api: FakeBotApi) -> None:
        await api.say("how many people died in Aleppo?")
        message = await api.answer()
        first = message.quotes
        assert words.BACK not in message.labels
        await api.press(message, words.NEXT)
        await api.edited(message)
        assert "Nearest passage 2 of 3" in message.text
        assert message.text.startswith("The articles do not say.")
        assert message.quotes != first
        await api.press(message, words.BACK)
        await api.edited(message, 3)
        assert message.quotes == first

    async def test_the_last_page_has_no_next(self, api: FakeBotApi) -> None:
        await api.say("how many people died in Aleppo?")
        message = await api.answer()
        for versions in (2, 3):
            await api.press(message, words.NEXT)
            await api.edited(message, versions)
        assert words.NEXT not in message.labels

    async def test_pressing_twice_does_no_harm(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        data = message.buttons[0].data
        await api.press_data(message, data)
        await api.press_data(message, data)
        assert [await api.toast(1), await api.toast(2)] == [None, None]
        await api.until(lambda: len(api.called("editMessageText")) == 2)
        assert message.versions == 2
        assert len(api.messages()) == 1
        assert api.called("editMessageText")[1].refused is not None  # nothing to change
        api.forgive("editMessageText")

    async def test_a_press_from_another_chat_is_refused(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        await api.press(message, words.MORE_CONTEXT, chat=77)
        assert await api.toast() == words.EXPIRED
        assert message.versions == 1

    @pytest.mark.parametrize("data", ["v1:q:unknown:0", "v0:old", "x" * 64, "v1:z:a:1"])
    async def test_a_press_of_no_known_answer_has_expired(self, api: FakeBotApi, data: str) -> None:
        await api.say(IDLIB)
        await api.press_data(await api.answer(), data)
        assert await api.toast() == words.EXPIRED

    async def test_an_example_of_another_index_has_expired(self, api: FakeBotApi) -> None:
        await api.say("/start")
        await api.press_data(await api.answer(), "v1:e:0123456789abcdef:0")
        assert await api.toast() == words.EXAMPLE_EXPIRED


class TestRestart:
    async def test_buttons_work_after_a_restart(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        async with run_bot(FakeArchive([RAID])):
            await api.press(message, words.MORE_CONTEXT)
            await api.edited(message)
        assert message.bold == ["at least 15 people"]

    async def test_buttons_work_after_a_rebuild_that_kept_the_words(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        async with run_bot(FakeArchive([FLOOD, RAID])):
            await api.press(message, words.MORE_CONTEXT)
            await api.edited(message)
        assert RAID.cut(RAID.paragraphs[2].span) in message.quotes

    async def test_buttons_have_expired_when_the_words_have_changed(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        changed = article(
            "raid", *(RAID.cut(p.span).replace("15", "51") for p in RAID.paragraphs[1:]), title=RAID.title
        )
        async with run_bot(FakeArchive([changed])):
            await api.press(message, words.MORE_CONTEXT)
            assert await api.toast() == words.EXPIRED
        assert message.versions == 1

    async def test_buttons_have_expired_when_the_article_is_gone(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            await api.say(IDLIB)
            message = await api.answer()
        async with run_bot(FakeArchive([FLOOD])):
            await api.press(message, words.MORE_CONTEXT)
            assert await api.toast() == words.EXPIRED

    async def test_questions_asked_while_it_was_away_are_answered(self, api: FakeBotApi, run_bot: RunBot) -> None:
        await api.say(IDLIB)
        async with run_bot(FakeArchive([RAID])):
            assert (await api.answer()).bold == ["at least 15 people"]


@pytest.mark.usefixtures("bot")
class TestGroups:
    async def test_talk_among_people_is_left_alone(self, api: FakeBotApi, archive: FakeArchive) -> None:
        await api.say(IDLIB, HERE)
        await api.say(None, HERE, sticker={**_photo(), "type": "regular", "is_animated": False, "is_video": False})
        await api.say(f"/ask@another_bot {IDLIB}", HERE)
        await api.say(f"@verbatim_test_bot2 {IDLIB}", HERE)
        await api.say("/frobnicate", HERE)
        await api.say("/help")
        await api.answer()
        assert api.messages(HERE) == []
        assert archive.asked == []

    @pytest.mark.parametrize(
        "text",
        [
            f"/ask {IDLIB}",
            f"/ask@verbatim_test_bot {IDLIB}",
            f"@Verbatim_Test_Bot {IDLIB}",
            f"{IDLIB} @verbatim_test_bot",
        ],
    )
    async def test_is_asked_by_command_or_mention(self, api: FakeBotApi, archive: FakeArchive, text: str) -> None:
        asked = await api.say(text, HERE)
        message = await api.answer(HERE)
        assert archive.asked == [IDLIB]
        assert message.reply_to == asked

    async def test_is_asked_by_a_reply_to_its_message(self, api: FakeBotApi, archive: FakeArchive) -> None:
        await api.say("/help", HERE)
        await api.reply(IDLIB, await api.answer(HERE))
        await api.answer(HERE, 2)
        assert archive.asked == [IDLIB]

    async def test_answers_in_the_same_topic(self, api: FakeBotApi) -> None:
        await api.say(f"/ask {IDLIB}", HERE, message_thread_id=9)
        message = await api.answer(HERE)
        assert message.thread == 9
        assert api.called("sendChatAction")[0].params["message_thread_id"] == "9"

    async def test_the_number_of_a_reply_chain_is_no_topic(self, api: FakeBotApi) -> None:
        await api.say(f"/ask {IDLIB}", HERE, message_thread_id=9, is_topic_message=False)
        assert (await api.answer(HERE)).thread is None

    async def test_a_bare_mention_gets_a_hint(self, api: FakeBotApi) -> None:
        await api.say("@verbatim_test_bot", HERE)
        assert (await api.answer(HERE)).text.startswith("What would you like to know?")

    async def test_commands_are_answered_as_replies(self, api: FakeBotApi) -> None:
        asked = await api.say("/sources@verbatim_test_bot", HERE)
        assert (await api.answer(HERE)).reply_to == asked


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
        await api.press(message, words.MORE_CONTEXT)
        await api.edited(message, 3)
        assert RAID.cut(RAID.paragraphs[2].span) in message.quotes

    async def test_an_edit_that_asks_the_same_is_left_alone(self, api: FakeBotApi, archive: FakeArchive) -> None:
        asked = await api.say(IDLIB)
        await api.answer()
        await api.edit(asked, IDLIB + " ")
        await api.say("/help")
        await api.answer(count=2)
        assert archive.asked == [IDLIB]

    async def test_an_edit_of_what_was_never_answered_is_ignored(self, api: FakeBotApi, archive: FakeArchive) -> None:
        asked = await api.say("hello", HERE)
        await api.edit(asked, f"@verbatim_test_bot {IDLIB}", HERE)
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


@pytest.mark.usefixtures("bot")
class TestTrouble:
    async def test_a_flood_wait_is_obeyed_and_the_answer_comes(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "flood", retry_after=1))
        begun = time.monotonic()
        await api.say(IDLIB)
        await api.answer()
        assert time.monotonic() - begun >= 1
        assert len(api.messages()) == 1

    async def test_a_flood_wait_holds_only_its_own_chat(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "flood", retry_after=3, chat=42))
        await api.say(IDLIB)
        await api.until(lambda: not api.faults[0].times)
        begun = time.monotonic()
        await api.say(IDLIB, 43)
        await api.answer(43)
        assert time.monotonic() - begun < 2
        await api.answer(42)

    async def test_refused_markup_goes_as_plain_words_with_the_same_buttons(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "markup"))
        await api.say(IDLIB)
        message = await api.answer()
        assert RAID.cut(RAID.paragraphs[2].span) in message.text
        assert "Example Post · 5 February 2018 · ¶ 3" in message.text
        assert words.MORE_CONTEXT in message.labels

    async def test_refused_markup_of_an_edit_goes_as_plain_words(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        api.faults.append(Fault("editMessageText", "markup"))
        await api.press(message, words.MORE_CONTEXT)
        await api.edited(message)
        assert RAID.cut(RAID.paragraphs[2].span) in message.text
        assert message.labels == [words.BACK_TO_QUOTE]

    @pytest.mark.parametrize("kind", ["drop", "bad_gateway"])
    async def test_a_lost_send_is_repeated(self, api: FakeBotApi, kind: str) -> None:
        api.faults.append(Fault("sendMessage", kind))
        await api.say(IDLIB)
        assert (await api.answer()).bold == ["at least 15 people"]

    async def test_a_failing_typing_action_does_not_matter(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendChatAction", "refuse"))
        await api.say(IDLIB)
        assert (await api.answer()).bold == ["at least 15 people"]

    async def test_a_blocked_bot_gets_no_apology_out_and_goes_on(self, api: FakeBotApi) -> None:
        api.faults.append(Fault("sendMessage", "forbidden", chat=42))
        await api.say(IDLIB)
        await api.until(lambda: not api.faults[0].times)
        await api.say(IDLIB, 43)
        await api.answer(43)
        assert api.messages(42) == []

    async def test_a_press_too_old_to_be_answered_still_works(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        message = await api.answer()
        api.faults.append(Fault("answerCallbackQuery", "refuse", description="Bad Request: query is too old"))
        await api.press(message, words.MORE_CONTEXT)
        await api.edited(message)


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

    async def test_a_failing_press_is_apologised_for_at_the_button(self, api: FakeBotApi, run_bot: RunBot) -> None:
        archive = FakeArchive([RAID])
        async with run_bot(archive):
            await api.say(IDLIB)
            message = await api.answer()
            api.faults.append(Fault("editMessageText", "refuse", description="Bad Request: strange"))
            await api.press(message, words.MORE_CONTEXT)
            await api.until(lambda: bool(api.toasts))
        assert len(api.messages()) == 1

    async def test_a_degraded_answer_says_so_in_a_line(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID], degraded="/srv/index has no vectors")):
            await api.say(IDLIB)
            text = (await api.answer()).text
        assert text.endswith(f"\n\n{words.DEGRADED}")
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


class TestOrder:
    async def test_a_burst_is_answered_in_order_inside_a_chat(self, api: FakeBotApi, run_bot: RunBot) -> None:
        def slow_first(question: str) -> None:
            time.sleep(0.4 if "first" in question else 0)

        async with run_bot(FakeArchive([RAID], before_ask=slow_first)):
            asked = [
                await api.say(text) for text in ("first people died?", "second people died?", "third people died?")
            ]
            await api.answer(count=3)
        assert [message.reply_to for message in api.messages()] == asked

    async def test_a_slow_chat_does_not_hold_the_others(self, api: FakeBotApi, run_bot: RunBot) -> None:
        release = threading.Event()

        def wait_for_release(question: str) -> None:
            if "slow" in question:
                release.wait(10)

        async with run_bot(FakeArchive([RAID], before_ask=wait_for_release)):
            for _ in range(10):
                await api.say("slow people died?", 42)
            await api.say(IDLIB, 43)
            await api.answer(43)
            assert api.messages(42) == []
            release.set()
            await api.answer(42, 10)

    async def test_twenty_people_are_searched_for_in_parallel(self, api: FakeBotApi, run_bot: RunBot) -> None:
        together = threading.Barrier(4, timeout=10)

        async with run_bot(FakeArchive([RAID], before_ask=lambda question: _meet(together))):
            await asyncio.gather(*(api.say(IDLIB, 100 + person) for person in range(20)))
            await asyncio.gather(*(api.answer(100 + person) for person in range(20)))
        assert api.refusals == []

    async def test_what_was_asked_is_answered_before_the_stop(self, api: FakeBotApi, run_bot: RunBot) -> None:
        searching = threading.Event()

        def slow(question: str) -> None:
            searching.set()
            time.sleep(0.5)

        async with run_bot(FakeArchive([RAID], before_ask=slow)):
            await api.say(IDLIB)
            await api.say(IDLIB)
            await asyncio.to_thread(searching.wait, 5)
        assert len(api.messages()) == 2


class TestProfile:
    async def test_commands_and_descriptions_are_set_once(self, api: FakeBotApi, run_bot: RunBot) -> None:
        async with run_bot(FakeArchive([RAID])):
            pass
        first = len(api.called("setMyCommands")), len(api.called("setMyDescription"))
        async with run_bot(FakeArchive([RAID])):
            pass
        assert first == (2, 1)
        assert (len(api.called("setMyCommands")), len(api.called("setMyDescription"))) == first
        assert len(api.called("setMyShortDescription")) == 1
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
        assert (
            api.called("getUpdates")[0].params["allowed_updates"] == '["message", "edited_message", "callback_query"]'
        )


def _photo() -> dict[str, object]:
    return {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}


def _meet(together: threading.Barrier) -> None:
    together.wait()
