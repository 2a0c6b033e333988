"""Whatever arrives: nothing is refused that the bot sends, nothing fails, and it goes on answering."""

import logging
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.conversation.answer_pages import ANSWER_PAYLOAD
from bot.handlers import inline_queries as elsewhere
from bot.state.update_store import UpdateStore
from bot.transport import rate_limit as retry
from tests.bot.conftest import EXAMPLES, FLOOD, IDLIB, RAID, photo, running
from tests.fake_bot_api import BOT, GROUP, FakeBotApi, Json, ParsedText, SentMessage
from tests.fake_bot_api.entities import as_shown
from tests.fakes import FakeArchive, article
from tests.index.strategies import examples

HERE = int(str(GROUP["id"]))
STRANGER = 43

# Articles that are as hostile as the people: markup, text that runs the other way, nothing but signs, no end.
NASTY = [
    article(
        "nasty",
        'In <b>Idlib</b> & "Maarat" 7 people died </blockquote>\u202e of 🔥\u0000 fire.',
        "\u200f\u200fقُتل 5 people died في إدلب.",
        "🔥" * 3000 + " people died in Idlib city.",
        title='</a><b>"Idlib" & \u202eco',
        url="http://intranet/people?died=<b>&\"in Idlib\"",
        source="<i>",
        published="2018-13-45",
    ),
    article("local", "Many people died in Idlib city, how many was not said.", title="\u200b", url="http://localhost/x"),
    article("port", "How many people died in Idlib city was asked.", title="x" * 500, url="https://[::1/idlib"),
]  # fmt: skip

_SIGNS = st.sampled_from(
    ["<b>", "</b>", "&", "&amp;", '"', "<", "🔥", "👩‍👩‍👧", "e\u0301", "\u202e", "\u200b", "\u200f", "\x00", "\n", " ",
     "Idlib", "people died", "how many", "in", "?", "@verbatim_test_bot", "/ask", "/", "@", "قُتل في إدلب", "and in Maarat?",
     "when was that?", "死者", "𝐈𝐝𝐥𝐢𝐛", "w" * 300, "{ $names }", "%s", "1-2 +99", "22-7", "off", "\ufffd", "\u2028"]
)  # fmt: skip
_TEXTS = (
    st.lists(_SIGNS, min_size=1, max_size=12).map(" ".join)
    | st.lists(_SIGNS, min_size=1, max_size=12).map("".join)
    | st.sampled_from([IDLIB, "🔥" * 4096, "<b>" * 1365, "how many died " * 290, "\u200b", "\u202e" * 50, "a" * 999 + " b?"])
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
)  # fmt: skip
_COMMANDS = st.sampled_from(
    ["start", "help", "sources", "latest", "privacy", "forget_me", "ask", "watch", "unwatch", "quiet", "settings",
     "language", "article", "digest", "latest", "article", "stats", "reindex", "nothing", "ASK", "start@verbatim_test_bot", "ask@another_bot", "a" * 40]
)  # fmt: skip
_ENTITY_TYPES = st.sampled_from(
    ["bot_command", "mention", "text_mention", "bold", "blockquote", "text_link", "custom_emoji", "pre", "of tomorrow"]
)
_OFFSETS = st.integers(-3, 12) | st.sampled_from([4095, 4096, 2**31 - 1])
_ENTITIES = st.lists(
    st.fixed_dictionaries({"type": _ENTITY_TYPES, "offset": _OFFSETS, "length": _OFFSETS, "unknown": st.just([1])}),
    max_size=4,
)
_ORIGINS = st.sampled_from(
    [
        {"type": "user", "date": 1, "sender_user": {"id": 5, "is_bot": False, "first_name": "<b>"}},
        {"type": "hidden_user", "date": 1, "sender_user_name": "</a>"},
        {"type": "chat", "date": 1, "sender_chat": {"id": -5, "type": "group", "title": "&"}, "author_signature": "x"},
        {"type": "channel", "date": 1, "chat": {"id": -5, "type": "channel", "title": "&"}, "message_id": 7},
        {"type": "of tomorrow", "date": 1},
    ]
)
_FILE: Json = {"file_id": "1", "file_unique_id": "1"}
_CONTENTS: st.SearchStrategy[Json] = st.sampled_from(
    [
        {"sticker": {**photo(), "type": "regular", "is_animated": False, "is_video": False}},
        {"voice": {**_FILE, "duration": 1}},
        {"audio": {**_FILE, "duration": 1}},
        {"video_note": {**_FILE, "length": 1, "duration": 1}},
        {"photo": [photo()]},
        {"document": {**_FILE, "file_name": "../../<b>.txt", "file_size": 3}},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"venue": {"location": {"latitude": 1.0, "longitude": 1.0}, "title": "<b>", "address": "&"}},
        {"contact": {"phone_number": "1", "first_name": "<b>"}},
        {"dice": {"emoji": "🎲", "value": 6}},
        {"poll": {"id": "1", "question": "<b>?", "options": [], "total_voter_count": 0, "is_closed": False,
                  "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                  "allows_revoting": True, "members_only": False}},
        {"delete_chat_photo": True},
        {"new_chat_title": "<b>"},
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 42, "type": "private"}}},
        {"hologram": {"of": "tomorrow"}},
        {},
    ]
)  # fmt: skip
_MAX_CONCURRENT: st.SearchStrategy[Json] = st.sampled_from(
    [{}, {"message_thread_id": 5}, {"message_thread_id": 5, "is_topic_message": False}, {"media_group_id": "7"},
     {"via_bot": BOT}, {"edit_date": 1}, {"sender_chat": {"id": -5, "type": "channel", "title": "&"}}, {"date": 0},
     {"quote": {"text": "<b>", "position": 99}}, {"of_tomorrow": {"x": [1]}}]
)  # fmt: skip


@st.composite
def _messages(draw: st.DrawFn) -> Json:
    message: Json = {**draw(_CONTENTS), **draw(_MAX_CONCURRENT)}
    if draw(st.booleans()):
        message["forward_origin"] = draw(_ORIGINS)
    key = draw(st.sampled_from(["text", "text", "text", "caption", "nothing"]))
    if key != "nothing":
        words = draw(_TEXTS)
        message[key] = f"/{draw(_COMMANDS)} {words}"[:4096] if draw(st.booleans()) else words[:4096]
        message["entities" if key == "text" else "caption_entities"] = draw(_ENTITIES)
    return message


_DATA = st.one_of(
    # a button that the bot has made, and what is changed in its data
    st.tuples(st.integers(0, 60), st.sampled_from(["", "number", "letter"])),
    st.tuples(st.integers(0, 60), st.sampled_from(["", "cut", "number", "huge", "letter", "bytes", "long"])),
    st.sampled_from(["", "v1", "v1:q::0", "v1:q:x:99999", "v1:z:x:0", "v2:q:x:0", "v1:l:xx:0", "v1:l:../en:0",
                     "v1:m:quotes:9999", "v1:t:0:", "v1:t:99999999:", "v1:t:0:p<b>", "v1:u:0:n&", "v1:f:0:sAAAAAAAA", "v1:t:0:a2018-13",
                     "v1:r:nasty00000000:0", "v1:a:nasty00000000:9999", "v1:r:x:0", "v1:t:0:p\u202e;lxx;b2018", "v1:m:quotes:21", "v1:p:previews:7", "v1:e:0000000000000000:0", "\x00"]),
    st.text(max_size=64),
)  # fmt: skip
_PRESSES = st.fixed_dictionaries(
    {
        "data": _DATA,
        "message": st.none() | st.integers(0, 19),
        "chat": st.none() | st.sampled_from([STRANGER, HERE, 999]),
        "kind": st.sampled_from(["message", "message", "inaccessible", "inline", "game"]),
    }
)
_INLINE = st.fixed_dictionaries(
    {"query": _TEXTS.map(lambda text: text[:256]) | st.just(""),
     "offset": st.sampled_from(["", "10", "-1", "99999999999999999999", "x", "١", "²", "\x00", "9" * 5000])}
)  # fmt: skip
_PAYLOADS = st.sampled_from(
    [
        "",
        ANSWER_PAYLOAD,
        ANSWER_PAYLOAD + "x" * 62,
        "a_../../etc",
        "a_%00",
        "ask",
        "<b>",
        "a_' OR 1=1 --",
        "start start",
        "r_nasty",
        "r_",
        "t_",
        "t_dDowOnA8Yj4",
        "t_%00",
        "🔥",
        "ISSUED",
    ]
)
_UPDATES = st.one_of(
    st.tuples(st.just("message"), _messages()),
    st.tuples(st.just("group"), _messages()),
    st.tuples(st.just("edited"), _messages()),
    st.tuples(st.just("callback_query"), _PRESSES),
    st.tuples(st.just("callback_query"), _PRESSES),
    st.tuples(st.just("inline_query"), _INLINE),
    st.tuples(st.just("guest_message"), _messages()),
    st.tuples(st.just("channel_post"), _messages()),
    st.tuples(st.just("start"), _PAYLOADS),
)


@dataclass(frozen=True)
class Hostile:
    """One update, to be shown in less than a page."""

    kind: str
    content: Any

    def __repr__(self) -> str:
        return f"Hostile({self.kind!r}, {self.content!r:.200})"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "PER_SECOND", 1e6)
    monkeypatch.setattr(elsewhere, "DEBOUNCE_S", 0.0)


_FRIENDLY = (
    IDLIB, "how many died in Aleppo?", "/start", "/settings", "/language", "/latest", "/sources", "/article Idlib",
    "/digest Idlib", "/article nasty",
)  # fmt: skip


class Crowd:
    """Sends hostile updates, each from a person of its own, after a few friendly ones that make buttons to abuse."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api
        self._person = 10_000
        self._asked = 0

    async def settle(self) -> None:
        """Answers, settings and examples in a private chat, of a stranger and in a group."""
        for chat in (42, STRANGER):
            for number, text in enumerate(_FRIENDLY, 1):
                self._asked = await self._api.say(text, chat)
                await self._api.answer(chat, number)
        await self._api.say("/help", 999)  # whoever presses a button has a chat with the bot
        await self._api.answer(999)
        await self._api.say(f"/ask {IDLIB}", HERE)
        await self._api.answer(HERE)
        self._shown = [*self._api.messages(42), *self._api.messages(STRANGER), *self._api.messages(HERE)]
        self._issued = [(shown, button.data) for shown in self._shown for button in shown.buttons if button.data]
        self._mine = [found[1] for _, data in self._issued if (found := re.match(r"v1:q:([^:]+):", data))]

    async def send(self, kind: str, content: Any) -> None:
        """One update."""
        self._person += 1
        me = self._person
        match kind:
            case "message" | "group":
                await self._api._put("message", self._message(me if kind == "message" else HERE, content))
            case "edited":
                edited = {**self._api.world.asked[STRANGER, self._asked], **content, "edit_date": 1}
                await self._api._put("edited_message", edited)
            case "callback_query":
                await self._press(me, **content)
            case "inline_query":
                await self._api.ask_inline(content["query"], me, content["offset"])
            case "start":
                await self._api.say(f"/start {content.replace('ISSUED', ANSWER_PAYLOAD + self._mine[0])}", me)
            case "guest_message":
                guest = {**self._message(-77, content), "guest_query_id": "no longer open"}
                await self._api._put(kind, guest)
            case _:
                await self._api._put(kind, self._message(HERE, content))

    def _message(self, chat: int, content: Json) -> Json:
        message = self._api.message(None, chat)
        message.update(content)
        return message

    async def _press(self, person: int, data: Any, message: int | None, chat: int | None, kind: str) -> None:
        shown, wanted = (self._shown[0], data) if isinstance(data, str) else self._changed(*data)
        shown = shown if message is None else self._shown[message]
        press_id = str(self._api.world.new_number())
        self._api._open_presses.add(press_id)
        where = chat if chat is not None else shown.chat
        here = {**shown.as_json(), "chat": {**GROUP, "id": where} if where < 0 else {"id": where, "type": "private"}}
        press: Json = {
            "id": press_id, "from": {"id": person, "is_bot": False, "first_name": "<b>"}, "chat_instance": "1",
        }  # fmt: skip
        given: Json = {"game_short_name": "game"} if kind == "game" else {"data": wanted}
        if kind == "inline":
            press["inline_message_id"] = "1"
        else:
            press["message"] = {**here, "date": 0, "text": ""} if kind == "inaccessible" else here
        await self._api._put("callback_query", {**press, **given})

    def _changed(self, number: int, how: str) -> tuple[SentMessage, str]:
        """A message of the bot, and what a button of it carries, or nearly so."""
        shown, data = self._issued[number % len(self._issued)]
        changed = {
            "cut": data[:-3], "number": data[:-1] + "7", "huge": data + "9" * 30, "letter": f"{data[:3]}w{data[4:]}",
            "bytes": data + "\ufffd\udc80", "long": data * 50,
        }  # fmt: skip
        return shown, changed.get(how, data)


@pytest.fixture
def folders() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@settings(examples(0.2), phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
@given(updates=st.lists(_UPDATES.map(lambda drawn: Hostile(*drawn)), min_size=25, max_size=50))
async def test_whatever_arrives_is_survived(
    folders: Path, caplog: pytest.LogCaptureFixture, updates: list[Hostile]
) -> None:
    caplog.clear()
    caplog.set_level(logging.WARNING)
    state = folders / str(time.monotonic_ns())
    api = FakeBotApi()
    await api.start()
    try:
        async with running(api, state, FakeArchive([RAID, FLOOD, *NASTY], examples=EXAMPLES)):
            crowd = Crowd(api)
            await crowd.settle()
            for update in updates:
                await crowd.send(update.kind, update.content)
            asked = await api.say(IDLIB, 99)
            answer = await api.answer(99, timeout_s=60)
        assert answer.reply_to == asked
        update_store = UpdateStore(state)
        assert update_store.waiting() == 0
        update_store.close()
    finally:
        await api.stop()
    _assert_well(api, caplog)


def _assert_well(api: FakeBotApi, caplog: pytest.LogCaptureFixture) -> None:
    # A press on a message of another chat, or a guest who has gone, is Telegram's to refuse.
    theirs = ("message to edit not found", "query is too old", "message can't be edited", "not modified")
    assert [why for why in api.refusals if not any(mine in why for mine in theirs)] == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
    for message in api.world.sent.values():
        assert "something went wrong" not in message.text
        # Nobody wrote these: they would be escapes or marks of ours.
        assert not re.search(r"&(?:lt|gt|quot|#)|<(?:a|blockquote)", message.text)
        # What is quoted is what an article says, markup and all.
        assert all(any(words in written for written in _WRITTEN) for words in message.quotes)


_WRITTEN = [as_shown(ParsedText(entry.text)).text for entry in (RAID, FLOOD, *NASTY)]
