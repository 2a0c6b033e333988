"""The HTTP side of the fake Bot API: methods, long polling, faults, and the hands of those who write to the bot."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiohttp import web

from tests.fake_bot_api.checks import Json, MovedError, RefusedError, check_result, check_results
from tests.fake_bot_api.faults import Call, Fault, error, hang_up, spoil
from tests.fake_bot_api.profile import Profile
from tests.fake_bot_api.world import BOT, SentMessage, World, chat_json

TOKEN = "123456789:TEST-TOKEN_of_the_fake_server"
_COMMAND = re.compile(r"/\w+(?:@\w+)?")
_TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
_UNAUTHORIZED = "Unauthorized"
_QUESTIONS = ("message", "edited_message", "callback_query")
_RIGHTS = dict.fromkeys(
    (
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
        "can_edit_stories", "can_delete_stories",
    ),
    False,
)  # fmt: skip


class FakeBotApi:
    """Start it, point a bot at `base_url`, write to the bot, and look at what came back."""

    def __init__(self) -> None:
        self.world = World()
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.profile = Profile()
        self.webhook: dict[str, str] | None = None
        self.toasts: list[str | None] = []
        self.language: str | None = None
        self.administrators: set[int] = set()
        self.files: dict[str, bytes] = {}
        self.offered: dict[str, Json] = {}
        self.revoked = False
        self._moved: dict[int, int] = {}
        self.polling = asyncio.Event()
        self._updates: list[Json] = []
        self._last_put: Json | None = None
        self._last_update = 700
        self._allowed: list[str] = list(_QUESTIONS)
        self._open_presses: set[str] = set()
        self._changed = asyncio.Condition()
        self._poll = 0
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def base_url(self) -> str:
        """What TELEGRAM_API_BASE_URL must be."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._updates)

    @property
    def listening(self) -> bool:
        """Whether it can be reached."""
        return self._runner is not None

    @property
    def file_url(self) -> str:
        """What TELEGRAM_API_BASE_FILE_URL must be."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    async def start(self, port: int = 0) -> None:
        """Listen on a free port of this machine, or on `port`."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{name}", self._serve_file)
        # A poll ends when the bot hangs up.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close every connection; what is known is kept, so that it can be started again."""
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None
        self.polling.clear()

    # -- the people --------------------------------------------------------------------------------------------------

    async def say(self, text: str | None, chat: int = 42, **more: object) -> int:
        """A person writes; `more` goes into the message (caption, sticker ...). Returns the message's number."""
        message = self.message(text, chat, **more)
        await self._put("message", message)
        return int(str(message["message_id"]))

    def message(self, text: str | None, chat: int = 42, **more: object) -> Json:
        """A message of a person, that is in the chat but of which the bot is not told."""
        number = self.world.new_number()
        message: Json = {
            "message_id": number, "date": int(time.time()), "chat": chat_json(chat),
            "from": self._person(abs(chat)), **more,
        }  # fmt: skip
        if text is not None:
            message["text"] = text
            command = _COMMAND.match(text)
            if command is not None:
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        if "message_thread_id" in more:
            message.setdefault("is_topic_message", True)
        self.world.asked[chat, number] = message
        return message

    async def reply(self, text: str, to: SentMessage, **more: object) -> int:
        """A person replies to a message of the bot."""
        return await self.say(text, to.chat, reply_to_message=to.as_json(), **more)

    async def edit(self, number: int, text: str, chat: int = 42) -> None:
        """A person edits a message of theirs."""
        message = {**self.world.asked[chat, number], "text": text, "edit_date": int(time.time())}
        await self._put("edited_message", message)

    async def press(self, message: SentMessage, label: str, chat: int | None = None, person: int = 42) -> None:
        """A person presses the button with `label`; `chat`: the press claims to come from there."""
        data = next(button.data for button in message.buttons if button.label == label)
        await self.press_data(message, data, chat, person)

    async def press_data(
        self, message: SentMessage, data: str, chat: int | None = None, person: int = 42, **more: object
    ) -> None:
        """A press with any data, as an old or a forged button has it; `more` goes into the message under which it is.

        A `date` of 0 stands for a message that is too old for Telegram to hand it to the bot.
        """
        press_id = str(self.world.new_number())
        self._open_presses.add(press_id)
        shown = {**message.as_json(), **({} if chat is None else {"chat": chat_json(chat)}), **more}
        press: Json = {
            "id": press_id,
            "from": self._person(person),
            "message": shown,
            "chat_instance": "1",
            "data": data,
        }
        await self._put("callback_query", press)

    async def ask_inline(self, query: str, person: int = 42, offset: str = "") -> str:
        """A person writes behind the bot's name in any chat. Returns the query's id."""
        query_id = str(self.world.new_number())
        self._open_presses.add(query_id)
        user = self._person(person)
        await self._put("inline_query", {"id": query_id, "from": user, "query": query, "offset": offset})
        return query_id

    async def ask_as_guest(self, text: str) -> str:
        """A person names the bot in a chat in which it is not. Returns the query's id."""
        query_id = str(self.world.new_number())
        self._open_presses.add(query_id)
        message = self.message(text, -77)
        await self._put("guest_message", {**message, "guest_query_id": query_id})
        return query_id

    async def inline_answer(self, query_id: str, timeout_s: float = 10) -> Any:
        """What the bot offers to an inline query, or answers to a guest."""
        await self.until(lambda: query_id in self.offered, timeout_s)
        return self.offered[query_id]

    async def send_file(self, name: str, body: bytes, chat: int = 42, size: int | None = None) -> int:
        """A person sends a document."""
        file_id = f"file{len(self.files)}"
        self.files[file_id] = body
        document = {"file_id": file_id, "file_unique_id": "unique", "file_name": name, "file_size": size or len(body)}
        return await self.say(None, chat, document=document)

    async def migrate(self, old: int, new: int, *, told: bool = True) -> None:
        """The group `old` becomes the supergroup `new`; `told`: the bot hears of it in both chats."""
        self._moved[old] = new
        leaving, arriving = (
            self.message(None, old, migrate_to_chat_id=new),
            self.message(None, new, migrate_from_chat_id=old),
        )
        if told:
            await self._put("message", leaving)
            await self._put("message", arriving)

    async def revoke(self) -> None:
        """The owner of the bot takes its token back."""
        self.revoked = True
        async with self._changed:
            self._changed.notify_all()

    async def post(self, text: str, channel: int, number: int | None = None, username: str | None = None) -> int:
        """A post in a channel, or, with its number, an edit of one."""
        chat: Json = {"id": channel, "type": "channel", "title": "The Wire"}
        post: Json = {
            "message_id": number or self.world.new_number(), "date": 1_517_817_600, "text": text,
            "chat": {**chat, "username": username} if username else chat,
        }  # fmt: skip
        edited: Json = {"edit_date": 1_517_821_200} if number else {}
        await self._put("edited_channel_post" if number else "channel_post", {**post, **edited})
        return int(str(post["message_id"]))

    # -- looking -----------------------------------------------------------------------------------------------------

    def messages(self, chat: int = 42) -> list[SentMessage]:
        """What the bot has sent into this chat, oldest first."""
        return [message for (where, _), message in sorted(self.world.sent.items()) if where == chat]

    def called(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [call for call in self.calls if call.method == method]

    def forget(self) -> None:
        """Forget all messages and calls, as a long run must."""
        self.world.sent.clear()
        self.world.asked.clear()
        self.calls.clear()

    @property
    def refusals(self) -> list[str]:
        """What Telegram would have refused, injected faults not counted."""
        return [f"{call.method}: {call.refused}" for call in self.calls if call.refused is not None]

    def forgive(self, method: str) -> None:
        """Take refusals of `method` for expected."""
        self.calls = [replace(call, refused=None) if call.method == method else call for call in self.calls]

    async def until(self, happened: Callable[[], bool], timeout_s: float = 10) -> None:
        """Wait for something to be true. Raises: TimeoutError."""
        async with asyncio.timeout(timeout_s), self._changed:
            await self._changed.wait_for(happened)

    async def answer(self, chat: int = 42, count: int = 1, timeout_s: float = 10) -> SentMessage:
        """The bot's message number `count` in this chat, once it is there."""
        await self.until(lambda: len(self.messages(chat)) >= count, timeout_s)
        return self.messages(chat)[count - 1]

    async def edited(self, message: SentMessage, versions: int = 2, timeout_s: float = 10) -> SentMessage:
        """`message`, once it has changed so often."""
        await self.until(lambda: message.versions >= versions, timeout_s)
        return message

    async def toast(self, count: int = 1, timeout_s: float = 10) -> str | None:
        """What the person is told to press number `count`; None for a silent answer."""
        await self.until(lambda: len(self.toasts) >= count, timeout_s)
        return self.toasts[count - 1]

    def _person(self, number: int) -> Json:
        person: Json = {"id": number, "is_bot": False, "first_name": "Ada"}
        return person if self.language is None else {**person, "language_code": self.language}

    # -- the wire ----------------------------------------------------------------------------------------------------

    async def deliver_again(self) -> None:
        """Telegram repeats the last update as if it had never been confirmed."""
        assert self._last_put is not None
        self._updates.append(self._last_put)
        async with self._changed:
            self._changed.notify_all()

    async def _put(self, kind: str, content: Json) -> None:
        self._last_update += 1
        self._last_put = {"update_id": self._last_update, kind: content}
        self._updates.append(self._last_put)
        async with self._changed:
            self._changed.notify_all()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN or self.revoked:
            return error(401, _UNAUTHORIZED)
        method = request.match_info["method"]
        form = await request.post()
        params = {key: str(value) for key, value in form.items()}
        upload = next((value.file.read() for value in form.values() if isinstance(value, web.FileField)), b"")
        fault = next((fault for fault in self.faults if fault.applies(method, params)), None)
        if fault is not None:
            fault.times -= 1
            async with self._changed:
                self._changed.notify_all()
            spoiled = await spoil(fault, request)
            if spoiled is not None:
                return spoiled
        refused, result, moved_to = None, None, None
        try:
            result = await self._run(method, params, upload)
        except MovedError as moved:
            refused, moved_to = str(moved), moved.chat
        except RefusedError as wrong:
            refused = str(wrong)
        except (KeyError, ValueError, TypeError) as wrong:
            refused = f"{type(wrong).__name__}: {wrong}"
        self.calls.append(Call(method, params, refused))
        async with self._changed:
            self._changed.notify_all()
        if fault is not None and fault.kind == "drop_after":
            hang_up(request)
        if fault is not None and fault.kind == "cut":
            return web.Response(text='{"ok": true, "resu', content_type="application/json")
        if refused == _UNAUTHORIZED:
            return error(401, refused)
        if moved_to is not None:
            return error(400, f"Bad Request: {refused}", moved_to=moved_to)
        if refused == _TERMINATED:
            return error(409, f"Conflict: {refused}")
        if refused is not None:
            return error(404 if refused == "Not Found" else 400, f"Bad Request: {refused}")
        return web.json_response({"ok": True, "result": result})

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        body = self.files.get(request.match_info["name"])
        return web.Response(status=404) if body is None else web.Response(body=body)

    async def _run(self, method: str, params: dict[str, str], upload: bytes) -> object:
        if (chat := int(params.get("chat_id", "0"))) in self._moved:
            raise MovedError(self._moved[chat])
        match method:
            case "getMe":
                return BOT
            case "setWebhook":
                if not params["url"].startswith("https://"):
                    raise RefusedError("bad webhook: An HTTPS URL must be provided for webhook")
                self.webhook = params
                return True
            case "deleteWebhook":
                self.webhook = None
                return True
            case "getUpdates":
                return await self._get_updates(params)
            case "sendMessage":
                return self.world.send(params).as_json()
            case "sendPhoto":
                return self.world.send_photo(params, upload).as_json()
            case "editMessageText":
                return self.world.edit(params).as_json()
            case "editMessageReplyMarkup":
                return self.world.edit_buttons(params).as_json()
            case "deleteMessage":
                return self.world.delete(params)
            case "sendChatAction":
                return True
            case "getFile":
                return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": params["file_id"]}
            case "answerInlineQuery":
                return self._answer_inline(params)
            case "answerGuestQuery":
                return self._answer_guest(params)
            case "answerCallbackQuery":
                return self._answer_press(params)
            case "getChatMember":
                person = int(params["user_id"])
                if person in self.administrators:
                    return {"user": self._person(person), "status": "administrator", **_RIGHTS}
                return {"user": self._person(person), "status": "member"}
            case "getMyCommands" | "getMyDescription" | "getMyShortDescription":
                return self.profile.get(method.removeprefix("get"), params)
            case "setMyCommands" | "setMyDescription" | "setMyShortDescription":
                return self.profile.set(method.removeprefix("set"), params)
        raise RefusedError("Not Found")

    async def _get_updates(self, params: dict[str, str]) -> list[Json]:
        self._poll += 1
        mine = self._poll
        offset = int(params.get("offset", "0"))
        self._updates = [update for update in self._updates if update["update_id"] >= offset]  # type: ignore[operator]
        async with self._changed:
            self._changed.notify_all()
        if "allowed_updates" in params:
            self._allowed = json.loads(params["allowed_updates"])
        self.polling.set()

        def waiting() -> list[Json]:
            return [update for update in self._updates if set(update) & set(self._allowed)]

        try:
            async with asyncio.timeout(float(params.get("timeout", "0"))), self._changed:
                await self._changed.wait_for(lambda: bool(waiting()) or mine != self._poll or self.revoked)
        except TimeoutError:
            return []
        if self.revoked:
            raise RefusedError(_UNAUTHORIZED)
        if mine != self._poll:
            raise RefusedError(_TERMINATED)
        return waiting()[: int(params.get("limit", "100"))]

    def _answer_inline(self, params: dict[str, str]) -> bool:
        query_id, results = params["inline_query_id"], json.loads(params["results"])
        self._close(query_id)
        check_results(results, params)
        button = json.loads(params.get("button", "null"))
        self.offered[query_id] = {"results": results, "next": params.get("next_offset", ""), "button": button}
        return True

    def _answer_guest(self, params: dict[str, str]) -> Json:
        query_id, result = params["guest_query_id"], json.loads(params["result"])
        self._close(query_id)
        check_result(result)
        self.offered[query_id] = {"results": [result]}
        return {"message_id": self.world.new_number(), "inline_message_id": "1"}

    def _close(self, query_id: str) -> None:
        if query_id not in self._open_presses:
            raise RefusedError("query is too old and response timeout expired or query ID is invalid")
        self._open_presses.discard(query_id)

    def _answer_press(self, params: dict[str, str]) -> bool:
        self._close(params["callback_query_id"])
        if len(params.get("text", "")) > 200:
            raise RefusedError("MESSAGE_TOO_LONG")
        self.toasts.append(params.get("text"))
        return True
