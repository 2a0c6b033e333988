"""The people, chats and messages behind the fake Bot API, and the checks on what a bot sends into them."""

import json
import time
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.fake_bot_api.entities import EntityError, ParsedText, parse_html

Json: TypeAlias = dict[str, object]

BOT: Json = {
    "id": 123456789, "is_bot": True, "first_name": "Verbatim", "username": "verbatim_test_bot",
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
}  # fmt: skip
GROUP: Json = {"id": -1001, "type": "supergroup", "title": "Newsroom", "is_forum": True}


_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


_BUTTON_KINDS = ("callback_data", "url", "copy_text", "switch_inline_query")


class RefusedError(Exception):
    """A 400 answer."""


@dataclass(frozen=True)
class Button:
    """An inline button as a person sees it: what it carries back, opens, copies or takes to another chat."""

    label: str
    data: str
    url: str | None = None
    copies: str | None = None
    shares: str | None = None

    def as_json(self) -> Json:
        """As Telegram hands it to the bot."""
        given = {"callback_data": self.data or None, "url": self.url, "switch_inline_query": self.shares}
        copied: Json = {"copy_text": {"text": self.copies}} if self.copies is not None else {}
        return {"text": self.label, **{name: value for name, value in given.items() if value is not None}, **copied}


@dataclass
class SentMessage:
    """A message of the bot as a person sees it now.

    Attributes:
        versions: how often its content was set: 1 when sent, one more for each edit.
        raw: as the bot sent it.
    """

    chat: int
    number: int
    content: ParsedText
    raw: str
    buttons: list[Button]
    reply_to: int | None = None
    thread: int | None = None
    preview: bool = True
    versions: int = 1
    at: float = field(default_factory=time.monotonic)

    @property
    def text(self) -> str:
        """Its words."""
        return self.content.text

    @property
    def quotes(self) -> list[str]:
        """The words in its block quotations."""
        return self.content.marked("blockquote")

    @property
    def bold(self) -> list[str]:
        """Its bold words."""
        return self.content.marked("bold")

    @property
    def labels(self) -> list[str]:
        """What its buttons say."""
        return [button.label for button in self.buttons]

    def as_json(self) -> Json:
        """As Telegram hands it to the bot."""
        message: Json = {
            "message_id": self.number, "date": int(time.time()), "chat": chat_json(self.chat), "from": BOT,
            "text": self.text,
        }  # fmt: skip
        if self.thread is not None:
            message |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.buttons:
            rows = [[button.as_json() for button in self.buttons]]
            message["reply_markup"] = {"inline_keyboard": rows}
        return message


def chat_json(chat: int) -> Json:
    """A private chat for a positive number, else the group."""
    return {"id": chat, "type": "private", "first_name": "Ada"} if chat > 0 else {**GROUP, "id": chat}


class World:
    """All chats with all their messages."""

    def __init__(self) -> None:
        self.asked: dict[tuple[int, int], Json] = {}
        self.sent: dict[tuple[int, int], SentMessage] = {}
        self.deleted: list[SentMessage] = []
        self._last_number = 100

    def new_number(self) -> int:
        """A number for the next message."""
        self._last_number += 1
        return self._last_number

    def send(self, params: dict[str, str]) -> SentMessage:
        """sendMessage. Raises: RefusedError."""
        chat = int(params["chat_id"])
        if not any(known == chat for known, _ in self.asked):
            raise RefusedError("chat not found")
        content = _content(params)
        thread = int(params["message_thread_id"]) if "message_thread_id" in params else None
        if thread is not None and not any(
            message.get("message_thread_id") == thread for (known, _), message in self.asked.items() if known == chat
        ):
            raise RefusedError("message thread not found")
        message = SentMessage(
            chat,
            self.new_number(),
            content,
            params["text"],
            _buttons(params),
            reply_to=self._reply_target(chat, params),
            thread=thread,
            preview=not json.loads(params.get("link_preview_options", "{}")).get("is_disabled", False),
        )
        self.sent[chat, message.number] = message
        return message

    def edit(self, params: dict[str, str]) -> SentMessage:
        """editMessageText. Raises: RefusedError."""
        message = self._own(params)
        content, buttons = _content(params), _buttons(params)
        if (content, buttons) == (message.content, message.buttons):
            raise RefusedError(_NOT_MODIFIED)
        message.content, message.raw, message.buttons = content, params["text"], buttons
        message.preview = not json.loads(params.get("link_preview_options", "{}")).get("is_disabled", False)
        message.versions += 1
        return message

    def edit_buttons(self, params: dict[str, str]) -> SentMessage:
        """editMessageReplyMarkup. Raises: RefusedError."""
        message = self._own(params)
        if (buttons := _buttons(params)) == message.buttons:
            raise RefusedError(_NOT_MODIFIED)
        message.buttons = buttons
        message.versions += 1
        return message

    def delete(self, params: dict[str, str]) -> bool:
        """deleteMessage, of the bot's own. Raises: RefusedError."""
        message = self._own(params)
        del self.sent[message.chat, message.number]
        self.deleted.append(message)
        return True

    def _own(self, params: dict[str, str]) -> SentMessage:
        place = (int(params["chat_id"]), int(params["message_id"]))
        message = self.sent.get(place)
        if message is None:
            raise RefusedError("message can't be edited" if place in self.asked else "message to edit not found")
        return message

    def _reply_target(self, chat: int, params: dict[str, str]) -> int | None:
        reply = json.loads(params.get("reply_parameters", "null"))
        if reply is None:
            return None
        target = int(reply["message_id"])
        if (chat, target) in self.asked or (chat, target) in self.sent:
            return target
        if not reply.get("allow_sending_without_reply", False):
            raise RefusedError("message to be replied not found")
        return None


def _content(params: dict[str, str]) -> ParsedText:
    raw = params.get("text", "")
    if len(raw.encode()) > 32_768:
        raise RefusedError("text is too long")
    mode = params.get("parse_mode")
    if mode not in (None, "HTML"):
        raise RefusedError("this server reads HTML only")
    try:
        content = parse_html(raw) if mode == "HTML" else ParsedText(raw)
    except EntityError as error:
        raise RefusedError(str(error)) from None
    if not content.text.strip():
        raise RefusedError("message text is empty")
    if len(content.text) > 4096:
        raise RefusedError("message is too long")
    if len(content.entities) > 100:
        raise RefusedError("more than 100 entities: Telegram would ignore the rest")
    return content


def _buttons(params: dict[str, str]) -> list[Button]:
    rows = json.loads(params.get("reply_markup", "{}")).get("inline_keyboard", [])
    if sum(len(row) for row in rows) > 100 or any(not row for row in rows):
        raise RefusedError("BUTTON_INVALID")
    for button in (button for row in rows for button in row):
        kind = next(iter(set(button) - {"text"}), None)
        if len(button) != 2 or kind not in _BUTTON_KINDS or not button["text"].strip():
            raise RefusedError("BUTTON_TYPE_INVALID")
        if kind == "callback_data" and not 1 <= len(button[kind].encode()) <= 64:
            raise RefusedError("BUTTON_DATA_INVALID")
        if kind == "copy_text" and not 1 <= len(button[kind]["text"]) <= 256:
            raise RefusedError("BUTTON_COPY_TEXT_INVALID")
        if kind == "url" and not button[kind].startswith(("http://", "https://", "tg://")):
            raise RefusedError("BUTTON_URL_INVALID")
        if kind == "switch_inline_query" and not BOT["supports_inline_queries"]:
            raise RefusedError("BUTTON_TYPE_INVALID")
    return [
        Button(
            button["text"],
            button.get("callback_data", ""),
            button.get("url"),
            button.get("copy_text", {}).get("text"),
            button.get("switch_inline_query"),
        )
        for row in rows
        for button in row
    ]
