"""What Telegram checks in everything that a bot shows: text, buttons, inline results. All raise RefusedError."""

import json
import re
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from tests.fake_bot_api.entities import EntityError, ParsedText, as_shown, parse_html

Json: TypeAlias = dict[str, object]

_BUTTON_KINDS = ("callback_data", "url", "copy_text", "switch_inline_query")
_HOST = re.compile(r"[\w.!$,~*'();&+=%-]+")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class RefusedError(Exception):
    """A 400 answer."""


class MovedError(RefusedError):
    """A 400 answer that names the number which a chat has now."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        super().__init__("group chat was upgraded to a supergroup chat")


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


def checked_text(raw: str, mode: str | None) -> ParsedText:
    """The text of a message as a person sees it."""
    if len(raw.encode()) > 32_768:
        raise RefusedError("text is too long")
    if mode not in (None, "HTML"):
        raise RefusedError("this server reads HTML only")
    try:
        content = as_shown(parse_html(raw) if mode == "HTML" else ParsedText(raw))
    except EntityError as error:
        raise RefusedError(str(error)) from None
    if not content.text:
        raise RefusedError("message text is empty")
    if len(content.text) > 4096:
        raise RefusedError("message is too long")
    if len(content.entities) > 100:
        raise RefusedError("more than 100 entities: Telegram would ignore the rest")
    for url in content.links:
        check_url(url, "a link in the text: Telegram would drop it")
    return content


def checked_buttons(params: dict[str, str]) -> list[Button]:
    """The buttons under a message, row after row."""
    rows = json.loads(params.get("reply_markup", "{}")).get("inline_keyboard", [])
    if sum(len(row) for row in rows) > 100 or any(not row for row in rows):
        raise RefusedError("BUTTON_INVALID")
    for button in (button for row in rows for button in row):
        kind = next(iter(set(button) - {"text"}), None)
        if len(button) != 2 or kind not in _BUTTON_KINDS or not as_shown(ParsedText(button["text"])).text:
            raise RefusedError("BUTTON_TYPE_INVALID")
        if kind == "callback_data" and not 1 <= len(button[kind].encode()) <= 64:
            raise RefusedError("BUTTON_DATA_INVALID")
        if kind == "copy_text" and not 1 <= len(button[kind]["text"]) <= 256:
            raise RefusedError("BUTTON_COPY_TEXT_INVALID")
        if kind == "url":
            check_url(button[kind], f"inline keyboard button URL '{button[kind]}' is invalid")
        if kind == "switch_inline_query" and len(button[kind]) > 256:
            raise RefusedError("BUTTON_TYPE_INVALID: no query has more than 256 characters")
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


def check_preview(params: dict[str, str]) -> bool:
    """Whether a preview is shown."""
    options = json.loads(params.get("link_preview_options", "{}"))
    if "url" in options:
        check_url(options["url"], "WEBPAGE_URL_INVALID")
    return not options.get("is_disabled", False)


def check_results(results: list[Json], params: dict[str, str]) -> None:
    """The results of an inline query, and what stands beside them."""
    if len(results) > 50 or len({result["id"] for result in results}) < len(results):
        raise RefusedError("RESULT_ID_DUPLICATE")
    for result in results:
        check_result(result)
    if len(params.get("next_offset", "").encode()) > 64:
        raise RefusedError("NEXT_OFFSET_INVALID")
    button = json.loads(params.get("button", "null"))
    if button is not None and not (1 <= len(button["text"]) <= 64 and _PAYLOAD.fullmatch(button["start_parameter"])):
        raise RefusedError("SWITCH_PM_TEXT_EMPTY")


def check_result(result: Json) -> None:
    """One result of an inline query, or the answer to a guest."""
    content = result["input_message_content"]
    shown_title = as_shown(ParsedText(str(result["title"]))).text
    if result["type"] != "article" or not shown_title or not 1 <= len(str(result["id"]).encode()) <= 64:
        raise RefusedError("RESULT_TYPE_INVALID")
    if not isinstance(content, dict):
        raise RefusedError("MESSAGE_TEXT_EMPTY")
    checked_text(content["message_text"], content.get("parse_mode"))


def check_url(url: str, what: str) -> None:
    """An address as a button may open it: the rules of TDLib's `parse_url` and `LinkManager::get_checked_link`."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise RefusedError(f"{what}: Wrong HTTP URL") from None
    named = "." in host.strip(".") and _HOST.fullmatch(host) is not None
    if parts.scheme not in ("http", "https") or not (named or ":" in host) or port == 0 or re.search(r"\s", url):
        raise RefusedError(f"{what}: Wrong HTTP URL")
