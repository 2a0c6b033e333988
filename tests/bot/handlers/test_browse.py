"""/latest, /sources, /article and /digest, as a person has them in Telegram."""

from dataclasses import replace
from typing import Any

import pytest

from bot.support.i18n import LANGUAGES
from bot.views.buttons import Action, ListRequest
from index.records import Filters
from tests.bot.conftest import AR, EN, FLOOD, IDLIB, RAID, RunBot
from tests.fake_bot_api import GROUP, FakeBotApi
from tests.fakes import FakeArchive, article

HERE = int(str(GROUP["id"]))
ME = "https://t.me/verbatim_test_bot?start="
LONG = article(
    "long", *(f"Paragraph {n} of the siege says this. " + "And that. " * 40 for n in range(20)),
    title="The siege of Marhad", published="2018-01-31", source="Example Post", url="https://example.org/siege",
)  # fmt: skip
MANY = [
    article(f"m{n}", f"Report {n} says that raids hit Saraqeb.", title=f"Raid {n}", published=f"2018-02-{n:02}", source="Wire")
    for n in range(1, 21)
]  # fmt: skip
ARABIC = replace(
    article("ar", "قتل خمسة في غارة على سراقب.", title="غارة على سراقب", published="2018-02-03", source="الجزيرة"), language="ar"
)  # fmt: skip


@pytest.fixture
def archive() -> FakeArchive:
    return FakeArchive([RAID, FLOOD, LONG, ARABIC, *MANY])


@pytest.mark.usefixtures("bot")
class TestLatest:
    async def test_the_newest_come_first_a_page_at_a_time_in_place(self, api: FakeBotApi) -> None:
        await api.say("/latest")
        first = await api.answer()
        assert first.text.startswith(
            "Newest articles · 1–8 of 24\n\n1. Raid 20\nWire · 20 February 2018\n\n2. Raid 19\n"
        )
        assert first.labels == [*"12345678", "Next ›"]
        await api.press(first, "Next ›")
        second = await api.edited(first)
        assert second.text.startswith("Newest articles · 9–16 of 24\n\n9. Raid 12\n")
        await api.press(second, "‹ Back")
        assert (await api.edited(first, 3)).text == first.text

    @pytest.mark.parametrize(
        ("given", "said", "total"),
        [
            ("Wire", "Only articles from Wire", 20),
            ("siege", "Only articles that mention siege", 1),
            ("January 2018", "Only articles dated January 2018", 1),
            ("Arabic", "Only articles in Arabic", 1),
            ("lang:ar", "Only articles in Arabic", 1),
            ("Wire after:2018-02-19", "Only articles from 19 February 2018 on, from Wire", 2),
        ],
    )
    async def test_words_and_filters_are_read_and_that_is_said(
        self, api: FakeBotApi, given: str, said: str, total: int
    ) -> None:
        await api.say(f"/latest {given}")
        message = await api.answer()
        assert message.text.startswith(("Newest articles\n\n", "Newest articles · 1–8 of 20\n\n"))
        assert message.text.split("\n\n")[1] == said
        assert len([label for label in message.labels if label.isdigit()]) == min(8, total)

    async def test_the_next_page_keeps_to_the_filters(self, api: FakeBotApi) -> None:
        await api.say("/latest Saraqeb")
        message = await api.answer()
        await api.press(message, "Next ›")
        shown = await api.edited(message)
        assert "Only articles that mention Saraqeb" in shown.text
        assert "of 20" in shown.text

    async def test_a_week_is_the_last_of_the_archive_and_that_is_said(self, api: FakeBotApi) -> None:
        await api.say("/latest week")
        message = await api.answer()
        assert (
            "Only articles from 14 February 2018 on, until 20 February 2018\n\nThe last date in the archive is"
            in message.text
        )
        assert len(message.labels) == 7

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ("Atlantis", "Only articles that mention Atlantis\n\nNo article matches. No article here mentions Atlantis."),
            ("2031", "Only articles dated 2031\n\nNo article matches. The articles here are from 31 January 2018 to 20 February 2018."),
            ("lang:xx", "No article is in language “xx”. There are: ar or en."),
            ("after:never", EN.say("filter-no-date", value="never")),
        ],
    )  # fmt: skip
    async def test_that_nothing_fits_is_said_and_why(self, api: FakeBotApi, given: str, said: str) -> None:
        await api.say(f"/latest {given}")
        message = await api.answer()
        assert message.text == said
        assert message.labels == []

    async def test_a_number_opens_its_article_below(self, api: FakeBotApi) -> None:
        await api.say("/latest Wire")
        listed = await api.answer()
        await api.press(listed, "2")
        opened = await api.answer(count=2)
        assert opened.text.startswith("Raid 19\nWire · 19 February 2018\n\nReport 19 says")
        assert opened.quotes == ["Report 19 says that raids hit Saraqeb."]

    async def test_a_page_that_is_no_more_is_the_last(self, api: FakeBotApi) -> None:
        await api.say("/latest")
        message = await api.answer()
        await api.press_data(message, ListRequest(Action.LATEST, skip=900).data or "")
        assert "17–24 of 24" in (await api.edited(message)).text


@pytest.mark.usefixtures("bot")
class TestSources:
    async def test_a_source_leads_to_what_is_newest_there(self, api: FakeBotApi) -> None:
        await api.say("/sources")
        message = await api.answer()
        assert "1. Wire: 20 articles, 1 February 2018 to 20 February 2018" in message.text
        await api.press(message, "1")
        assert (await api.answer(count=2)).text.startswith(
            "Newest articles · 1–8 of 20\n\nOnly articles from Wire\n\n1. "
        )

    async def test_part_of_a_name_finds_one(self, api: FakeBotApi) -> None:
        await api.say("/sources wir")
        message = await api.answer()
        assert message.text == "1 outlet\n\n1. Wire: 20 articles, 1 February 2018 to 20 February 2018"

    async def test_a_language_finds_its_outlets(self, api: FakeBotApi) -> None:
        await api.say("/sources Arabic")
        assert "الجزيرة" in (await api.answer()).text
        assert "Wire" not in (await api.answer()).text

    async def test_no_such_name_is_told(self, api: FakeBotApi) -> None:
        await api.say("/sources <b>x")
        assert (await api.answer()).text == EN.say("no-such-outlet", name="<b>x")


async def test_thousands_of_outlets_are_paged(api: FakeBotApi, run_bot: RunBot) -> None:
    outlets = [article(f"o{n}", "Words.", title="T", source=f"Outlet {n:04}") for n in range(2000)]
    async with run_bot(FakeArchive(outlets)):
        await api.say("/sources")
        message = await api.answer(timeout_s=60)
        assert "16. Outlet 0015: 1 article" in message.text
        assert "and 1,984 more with 1,984 articles." in message.text
        await api.press(message, "Next ›")
        assert "17. Outlet 0016: 1 article" in (await api.edited(message, timeout_s=60)).text
    assert api.refusals == []


@pytest.mark.usefixtures("bot")
class TestArticle:
    async def test_alone_it_says_how_to_ask(self, api: FakeBotApi) -> None:
        await api.say("/article")
        assert (await api.answer()).text == EN.say("article-how", example="Raid 20")

    @pytest.mark.parametrize("given", ["siege Marhad", "long"])
    async def test_its_title_or_its_id_opens_it(self, api: FakeBotApi, given: str) -> None:
        await api.say(f"/article {given}")
        message = await api.answer()
        assert message.text.startswith(
            "The siege of Marhad\nExample Post · 31 January 2018\n\nParagraph 0 of the siege"
        )
        assert message.labels == ["Next ›", "Open article"]

    async def test_pages_are_turned_in_place(self, api: FakeBotApi) -> None:
        await api.say("/article siege")
        message = await api.answer()
        await api.press(message, "Next ›")
        shown = await api.edited(message)
        assert "Page 2 of" in shown.text
        assert shown.quotes[0] in LONG.text
        await api.press(shown, "‹ Back")
        assert (await api.edited(message, 3)).text == message.text

    async def test_of_several_there_is_a_list(self, api: FakeBotApi) -> None:
        await api.say("/article Saraqeb raids")
        message = await api.answer()
        assert message.text.startswith("Articles of that name\n\n1. Raid ")
        assert message.text.endswith("14 more have these words. Add a word to find another one.")
        assert message.labels == [*"123456"]

    async def test_where_none_has_all_words_the_nearest_are_given_as_that(self, api: FakeBotApi) -> None:
        await api.say("/article unicorn siege")
        assert (await api.answer()).text.startswith("No article has all of these words. The nearest:\n\n1. The siege")

    async def test_that_there_is_none_is_said(self, api: FakeBotApi) -> None:
        await api.say("/article unicorn zebra")
        assert (await api.answer()).text == EN.say("no-such-article", name="unicorn zebra")

    async def test_the_context_of_a_quote_leads_to_its_whole_article(self, api: FakeBotApi) -> None:
        await api.say("how many people died in Idlib city?")
        message = await api.answer()
        await api.press(message, EN.say("more-context"))
        context = await api.edited(message)
        await api.press(context, EN.say("whole-article"))
        opened = await api.answer(count=2)
        assert opened.text.startswith("Russia ramps up bombing\nExample Post · 5 February 2018\n\nWarplanes bombed")
        assert opened.number != message.number


async def test_an_article_that_changed_is_shown_as_it_is_with_a_word_on_that(api: FakeBotApi, run_bot: RunBot) -> None:
    archive = FakeArchive([LONG])
    async with run_bot(archive):
        await api.say("/article siege")
        message = await api.answer()
        archive.articles["long"] = article("long", "All is quiet now.", title="The siege of Marhad")
        await api.press(message, "Next ›")
        assert "All is quiet now." in (await api.edited(message)).text
        assert await api.toast() == EN.say("article-changed")


async def test_an_article_that_is_gone_is_told(api: FakeBotApi, run_bot: RunBot) -> None:
    archive = FakeArchive([LONG, RAID])
    async with run_bot(archive):
        await api.say("/article siege")
        message = await api.answer()
        del archive.articles["long"]
        await api.press(message, "Next ›")
        assert await api.toast() == EN.say("article-gone")
        assert api.messages()[0].versions == 1


@pytest.mark.usefixtures("bot")
class TestDigest:
    async def test_a_place_gets_a_quote_a_report_the_newest_first(self, api: FakeBotApi) -> None:
        await api.say("/digest Saraqeb")
        message = await api.answer()
        head = "Only articles that mention Saraqeb\n\nDigest · 20 reports\n\n1. 20 February 2018 · Wire\n"
        assert message.text.startswith(head)
        assert message.quotes[0] == "Report 20 says that raids hit Saraqeb."
        assert message.labels[:9] == [*"12345678", "Next ›"]

    async def test_alone_it_is_of_the_last_week_of_the_archive_and_says_so(self, api: FakeBotApi) -> None:
        await api.say("/digest")
        text = (await api.answer()).text
        assert text.startswith("Only articles from 14 February 2018 on, until 20 February 2018\n\nDigest · 7 reports\n")
        assert "The last date in the archive is 20 February 2018." in text

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_alone_it_is_of_the_last_week_in_every_language(self, api: FakeBotApi, language: str) -> None:
        person: dict[str, Any] = {"from": {"id": 42, "is_bot": False, "first_name": "Ada", "language_code": language}}
        await api.say("/digest", **person)
        assert (await api.answer()).quotes[0] == "Report 20 says that raids hit Saraqeb."

    async def test_its_quotes_open_as_those_of_an_answer(self, api: FakeBotApi) -> None:
        await api.say("/digest 2018-01")
        message = await api.answer()
        await api.press(message, "1")
        shown = await api.edited(message)
        assert shown.quotes
        assert EN.say("more-context") in shown.labels

    async def test_it_is_no_question_that_could_be_shared(self, api: FakeBotApi) -> None:
        await api.say(IDLIB)
        answer = await api.answer()
        await api.press(answer, EN.say("more-context"))
        assert EN.say("share") in (await api.edited(answer)).labels
        await api.say("/digest Saraqeb")
        digest = await api.answer(count=2)
        assert EN.say("share") not in digest.labels
        assert EN.say("good") in digest.labels

    async def test_it_is_paged_in_place(self, api: FakeBotApi) -> None:
        await api.say("/digest Saraqeb")
        message = await api.answer()
        await api.press(message, "Next ›")
        assert "9. 12 February 2018 · Wire" in (await api.edited(message)).text

    async def test_a_question_after_it_leans_on_it(self, api: FakeBotApi) -> None:
        await api.say("/digest Saraqeb")
        await api.answer()
        await api.say("and in Maarat?")
        assert (await api.answer(count=2)).text.startswith("I read this as: what happened in Maarat?")

    async def test_that_there_is_nothing_is_said(self, api: FakeBotApi) -> None:
        await api.say("/digest Saraqeb 2019")
        assert (await api.answer()).text == (
            "Only articles dated 2019, that mention Saraqeb\n\n"
            "No article matches. The articles here are from 31 January 2018 to 20 February 2018."
        )


async def test_copies_count_once_and_what_is_left_out_is_said(api: FakeBotApi, run_bot: RunBot) -> None:
    articles = [
        article(f"m{n}", f"Raids hit Saraqeb, report {n}.", title=f"Raid {n}", published=f"2018-{n // 28 + 1:02}-{n % 28 + 1:02}", source="W")
        for n in range(60)
    ]  # fmt: skip
    async with run_bot(FakeArchive(articles, reports=[0, 0, *range(2, 60)])):
        await api.say("/digest Saraqeb")
        text = (await api.answer()).text
    assert "Digest · 60 reports, 59 independent\nOnly the newest 40 are here." in text


@pytest.mark.usefixtures("bot")
class TestInAGroup:
    async def test_a_list_is_short_and_the_rest_is_in_private(self, api: FakeBotApi) -> None:
        await api.say("/latest Wire", HERE)
        message = await api.answer(HERE)
        assert "3. Raid 18" in message.text
        assert "4. " not in message.text
        assert message.labels == ["1", "2", "3", EN.say("all-in-private")]
        assert message.buttons[0].url == ME + "r_m20"
        payload = str(message.buttons[-1].url).removeprefix(ME)
        await api.say(f"/start {payload}")
        assert (await api.answer()).text.startswith("Newest articles · 1–8 of 20\n\nOnly articles from Wire")

    async def test_an_article_begins_there_and_goes_on_in_private(self, api: FakeBotApi) -> None:
        await api.say("/article siege", HERE)
        message = await api.answer(HERE)
        assert "Paragraph 3" not in message.text
        assert message.labels == [EN.say("read-on"), EN.say("open-article")]
        await api.say(f"/start {str(message.buttons[0].url).removeprefix(ME)}")
        assert "Paragraph 3" in (await api.answer()).text

    async def test_a_digest_is_short(self, api: FakeBotApi) -> None:
        await api.say("/digest Saraqeb", HERE)
        message = await api.answer(HERE)
        assert len(message.quotes) == 1
        assert EN.say("all-quotes", count=20) in message.labels

    @pytest.mark.parametrize("payload", ["r_gone", "r_", "t_", "t_!!!", "t_" + "x" * 62, "r_../../x"])
    async def test_an_address_that_leads_nowhere_is_told(self, api: FakeBotApi, payload: str) -> None:
        await api.say(f"/start {payload}")
        assert (await api.answer()).text in (EN.say("article-gone"), EN.say("list-expired"))


@pytest.mark.usefixtures("bot")
class TestOldButtons:
    @pytest.mark.parametrize(
        "data",
        ["v1:t:0:sAAAAAAAA", "v1:t:x:", "v1:u:0:zz", "v1:f:0:a2018-13", "v1:r:gone:0", "v1:r:long:99999", "v1:a::0", "v1:a:x:0",
         "v1:t:999999999999:"],
    )  # fmt: skip
    async def test_a_button_of_another_time_is_told_and_changes_nothing(self, api: FakeBotApi, data: str) -> None:
        await api.say("/latest")
        message = await api.answer()
        await api.press_data(message, data)
        assert await api.toast() in (EN.say("list-expired"), EN.say("article-gone"))
        assert len(api.messages()) == 1
        assert api.messages()[0].versions == 1

    async def test_a_request_that_fits_no_button_has_none(self, api: FakeBotApi) -> None:
        await api.say(
            "/latest source:Wire source:الجزيرة after:2018-02-01 before:2018-02-28 place:Saraqeb place:سراقب place:Idlib"
        )
        message = await api.answer()
        assert "of 21" in message.text
        assert EN.say("next") not in message.labels


async def test_all_of_it_is_there_in_arabic(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    api.language = "ar"
    async with run_bot(archive):
        for count, (text, begins) in enumerate(
            (
                ("/latest", AR.say("latest")),
                ("/latest بالعربية", AR.say("latest")),
                ("/sources", AR.say("sources-title")),
                ("/article", AR.say("article-how-plain")[:30]),
                ("/article سراقب", "غارة على سراقب"),
                ("/digest سراقب", AR.say("filters", which=AR.say("filter-place", names="سراقب"))),
                ("/digest 2031", AR.say("filters", which=AR.say("filter-within", date="2031"))),
            ),
            1,
        ):
            await api.say(text)
            assert (await api.answer(count=count)).text.startswith(begins)
    assert api.refusals == []


async def test_who_is_not_let_in_browses_nothing(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    async with run_bot(archive, ALLOWED_CHATS="43"):
        for text in ("/latest", "/digest", "/article siege", "/sources"):
            await api.say(text)
        await api.say("/latest", 43)
        await api.answer(43)
    assert api.messages(42) == []


@pytest.mark.usefixtures("command_menu")
async def test_menus_list_them_in_groups_too(api: FakeBotApi, run_bot: RunBot, archive: FakeArchive) -> None:
    async with run_bot(archive):
        pass
    for scope in ("all_private_chats", "all_group_chats"):
        commands = api.profile.get("MyCommands", {"scope": f'{{"type": "{scope}"}}'})
        assert {"latest", "digest", "sources"} <= {one["command"] for one in commands}  # type: ignore[attr-defined]


async def test_the_filters_of_a_button_are_those_that_were_meant() -> None:
    data = ListRequest(Action.LATEST, Filters(("Wire",), places=("Saraqeb",)), skip=8).data
    assert data is not None
    assert "Saraqeb" in data
    assert "Wire" not in data
