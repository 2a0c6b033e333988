"""Questions from chats in which the bot is not."""

import asyncio
from dataclasses import replace

import pytest

from bot.handlers.inline_queries import AT_ONCE, refusal_label
from bot.state.answer_records import StoredInterpretation
from bot.support.i18n import Locale
from index.answer_metadata import Period, Understood
from index.records import EVERYTHING, Answer, Filters
from tests.bot.conftest import AR, EN, IDLIB, RAID, RunBot
from tests.fake_bot_api import BOT, FakeBotApi, parse_html
from tests.fakes import FakeArchive, article

SENTENCE = "In Idlib city, one witness said a five-storey building was levelled and that at least 15 people died there."


@pytest.mark.usefixtures("bot")
class TestInline:
    async def test_each_quote_is_a_result_with_its_source(self, api: FakeBotApi) -> None:
        found = await api.inline_answer(await api.ask_inline(IDLIB))
        result, *_ = found["results"]
        assert result["title"] == RAID.title
        assert result["description"].startswith("Example Post · 5 February 2018 · In Idlib city")
        sent = parse_html(result["input_message_content"]["message_text"])
        assert sent.marked("blockquote") == [SENTENCE]
        assert sent.marked("bold") == ["at least 15 people"]
        assert "Example Post" in sent.text
        assert found["button"] == {"text": EN.say("ask-in-private"), "start_parameter": "ask"}

    async def test_what_the_articles_do_not_say_has_no_result(self, api: FakeBotApi) -> None:
        found = await api.inline_answer(await api.ask_inline("how many people died in Aleppo?"))
        assert found["results"] == []
        assert found["button"]["text"] == EN.say("not-said-ask-in-private")

    async def test_it_speaks_the_language_that_the_person_has_chosen(self, api: FakeBotApi) -> None:
        await api.say("/language")
        await api.press(await api.answer(), AR.say("language-name"))
        await api.edited(api.messages()[0])
        found = await api.inline_answer(await api.ask_inline(IDLIB))
        assert found["button"]["text"] == AR.say("ask-in-private")
        other = await api.inline_answer(await api.ask_inline(IDLIB, 43))
        assert other["button"]["text"] == EN.say("ask-in-private")

    async def test_nothing_asked_is_no_refusal(self, api: FakeBotApi) -> None:
        found = await api.inline_answer(await api.ask_inline(" "))
        assert found == {
            "results": [],
            "next": "",
            "button": {"text": EN.say("ask-in-private"), "start_parameter": "ask"},
        }

    async def test_only_the_last_of_a_persons_keystrokes_is_searched(
        self, api: FakeBotApi, archive: FakeArchive
    ) -> None:
        typed = [await api.ask_inline(IDLIB[:length]) for length in (20, 25, 30, len(IDLIB))]
        other = await api.ask_inline(IDLIB, 43)
        await api.inline_answer(typed[-1])
        await api.inline_answer(other)
        assert [asked for asked in archive.asked if "died" in asked] == [IDLIB, IDLIB]
        assert set(api.offered) == {typed[-1], other}

    @pytest.mark.parametrize("offset", ["x", "-1", "²", "9" * 5000])
    async def test_an_offset_that_is_not_ours_begins_anew(self, api: FakeBotApi, offset: str) -> None:
        assert (await api.inline_answer(await api.ask_inline(IDLIB, offset=offset)))["results"]

    async def test_a_query_that_expired_is_no_failure(self, api: FakeBotApi) -> None:
        await api._put(
            "inline_query",
            {"id": "gone", "from": {"id": 7, "is_bot": False, "first_name": "B"}, "query": IDLIB, "offset": ""},
        )
        await api.until(lambda: bool(api.called("answerInlineQuery")))
        api.forgive("answerInlineQuery")
        await api.inline_answer(await api.ask_inline(IDLIB))

    async def test_a_guest_gets_one_answer(self, api: FakeBotApi) -> None:
        found = await api.inline_answer(await api.ask_as_guest(f"@{BOT['username']} {IDLIB}"))
        (result,) = found["results"]
        assert SENTENCE in result["input_message_content"]["message_text"].replace("<b>", "").replace("</b>", "")

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ("how many died in Aleppo?", "No article here mentions Aleppo."),
            ("who won the football cup?", EN.say("not-said")),
        ],
    )
    async def test_a_guest_is_told_why_there_is_no_answer(self, api: FakeBotApi, question: str, said: str) -> None:
        found = await api.inline_answer(await api.ask_as_guest(f"@{BOT['username']} {question}"))
        assert found["results"][0]["input_message_content"]["message_text"] == said


async def test_more_results_come_when_these_are_seen(api: FakeBotApi, run_bot: RunBot) -> None:
    towns = [article(f"a{n}", f"In Idlib city at least {n} people died.", title=f"Day {n}") for n in range(13)]
    async with run_bot(FakeArchive(towns)):
        first = await api.inline_answer(await api.ask_inline("how many people died in Idlib city?"))
        await asyncio.sleep(0)
        rest = await api.inline_answer(
            await api.ask_inline("how many people died in Idlib city?", offset=first["next"])
        )
    assert len(first["results"]) == AT_ONCE
    assert len(rest["results"]) == 3
    assert rest["next"] == ""
    assert not {result["id"] for result in first["results"]} & {result["id"] for result in rest["results"]}


async def test_who_is_not_let_in_learns_how_to_be(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    async with run_bot(archive, ALLOWED_CHATS="43, -1001"):
        await api.say(IDLIB, 42)
        await api.say("/start", 42)
        await api.say(IDLIB, 43)
        await api.answer(43)
        message = await api.answer(42)
    assert message.text == EN.say("not-open", chat=42)
    assert len(api.messages(42)) == 1


async def test_who_is_blocked_gets_no_word(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    async with run_bot(archive, BLOCKED_USERS="42"):
        await api.say("/start", 42)
        await api.say(IDLIB, 42)
        await api.say(IDLIB, 43)
        await api.answer(43)
    assert api.messages(42) == []


class _Then(FakeArchive):
    """Reads a time out of every question."""

    def ask(self, question: str, limit: int = 3, filters: Filters = EVERYTHING, *, literal: bool = False) -> Answer:
        answer = super().ask(question, limit, filters, literal=literal)
        return replace(answer, understood=Understood(period=Period("last Saturday", "2018-02-03", "2018-02-03")))


async def test_a_refusal_elsewhere_names_the_time_that_was_searched(api: FakeBotApi, run_bot: RunBot) -> None:
    question = "how many died in Aleppo last Saturday?"
    async with run_bot(_Then([RAID])):
        inline = await api.inline_answer(await api.ask_inline(question))
        guest = await api.inline_answer(await api.ask_as_guest(f"@{BOT['username']} {question}"))
    assert inline["button"]["text"] == "Articles do not say: 3 February 2018"
    said = guest["results"][0]["input_message_content"]["message_text"]
    refusal = f"{EN.say('not-said-then')} No article here mentions Aleppo."
    assert said == f"last Saturday → 3 February 2018\n\n{refusal}"


@pytest.mark.parametrize("words", [EN, AR])
def test_a_button_too_small_for_the_dates_speaks_of_that_time(words: Locale) -> None:
    long = StoredInterpretation(understood=Understood(period=Period("then", "2018-09-12", "2018-09-18")))
    assert refusal_label(long, words, 40).startswith(words.say("not-said-then-ask-in-private")[:20])
    assert len(words.say("not-said-then-ask-in-private")) <= 64
