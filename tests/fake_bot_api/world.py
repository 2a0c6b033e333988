"""The people, chats and messages behind the fake Bot API, and the checks on what a bot sends into them."""

import json
import struct
import time
from dataclasses import dataclass, field

from tests.fake_bot_api.checks import Button, Json, RefusedError, check_preview, checked_buttons, checked_text
from tests.fake_bot_api.entities import ParsedText

BOT: Json = {
    "id": 123456789, "is_bot": True, "first_name": "Verbatim", "username": "verbatim_test_bot",
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
}  # fmt: skip
GROUP: Json = {"id": -1001, "type": "supergroup", "title": "Newsroom", "is_forum": True}


_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


@dataclass
class SentMessage:
    """A message of the bot as a person sees it now.

    Attributes:
        versions: how often its content was set: 1 when sent, one more for each edit.
        raw: as the bot sent it.
        photo: the picture of which the content is the caption.
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
    photo: bytes | None = None
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
            ("text" if self.photo is None else "caption"): self.text,
        }  # fmt: skip
        if self.photo is not None:
            message["photo"] = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
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
        content = checked_text(params.get("text", ""), params.get("parse_mode"))
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
            checked_buttons(params),
            reply_to=self._reply_target(chat, params),
            thread=thread,
            preview=check_preview(params),
        )
        self.sent[chat, message.number] = message
        return message

    def send_photo(self, params: dict[str, str], photo: bytes) -> SentMessage:
        """sendPhoto, of a PNG. Raises: RefusedError."""
        chat = int(params["chat_id"])
        if not any(known == chat for known, _ in self.asked):
            raise RefusedError("chat not found")
        if not photo.startswith(b"\x89PNG\r\n") or len(photo) > 10_000_000:
            raise RefusedError("IMAGE_PROCESS_FAILED")
        width, height = struct.unpack(">II", photo[16:24])
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise RefusedError("PHOTO_INVALID_DIMENSIONS")
        content = checked_text(params.get("caption", ""), params.get("parse_mode"))
        if content.utf16_length > 1024:
            raise RefusedError("message caption is too long")
        message = SentMessage(
            chat, self.new_number(), content, params["caption"], checked_buttons(params), photo=photo,
        )  # fmt: skip
        self.sent[chat, message.number] = message
        return message

    def edit(self, params: dict[str, str]) -> SentMessage:
        """editMessageText. Raises: RefusedError."""
        message = self._own(params)
        content, buttons = checked_text(params.get("text", ""), params.get("parse_mode")), checked_buttons(params)
        if (content, buttons) == (message.content, message.buttons):
            raise RefusedError(_NOT_MODIFIED)
        message.content, message.raw, message.buttons = content, params["text"], buttons
        message.preview = check_preview(params)
        message.versions += 1
        return message

    def edit_buttons(self, params: dict[str, str]) -> SentMessage:
        """editMessageReplyMarkup. Raises: RefusedError."""
        message = self._own(params)
        if (buttons := checked_buttons(params)) == message.buttons:
            raise RefusedError(_NOT_MODIFIED)
        message.buttons = buttons
        message.versions += 1
        return message

    def delete(self, params: dict[str, str]) -> bool:
        """deleteMessage, of the bot's own. Raises: RefusedError."""
        try:
            message = self._own(params)
        except RefusedError:
            raise RefusedError("message to delete not found") from None
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
