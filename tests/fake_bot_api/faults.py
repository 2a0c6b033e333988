"""What can go wrong between a bot and Telegram, and the record of what went."""

import asyncio
import time
from dataclasses import dataclass, field

from aiohttp import web

from tests.fake_bot_api.checks import Json


@dataclass(frozen=True)
class Call:
    """One call of the bot, and what it was answered; `refused` is the description of an error, else None."""

    method: str
    params: dict[str, str]
    refused: str | None
    at: float = field(default_factory=time.monotonic)


@dataclass
class Fault:
    """What goes wrong with the next `times` calls of `method` ("*": any but getUpdates).

    Attributes:
        kind: flood (429), markup (400 for markup only), refuse (400), forbidden (403), drop (not executed, connection
            closed), drop_after (executed, connection closed), bad_gateway (502 page), hang (not executed, no answer),
            garbage (not executed, no JSON), cut (executed, half an answer), conflict (409, as when another process polls).
        chat: only calls into this chat.
    """

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    description: str = "Bad Request: something"
    chat: int | None = None

    def applies(self, method: str, params: dict[str, str]) -> bool:
        """Whether this call meets the fault."""
        named = self.method == method or (self.method == "*" and method != "getUpdates")
        here = self.chat is None or params.get("chat_id") == str(self.chat)
        return named and here and self.times > 0 and (self.kind != "markup" or params.get("parse_mode") == "HTML")


async def spoil(fault: Fault, request: web.Request) -> web.StreamResponse | None:
    """What goes over the wire instead of the answer; None lets the call run."""
    match fault.kind:
        case "flood":
            return error(429, f"Too Many Requests: retry after {fault.retry_after}", fault.retry_after)
        case "markup":
            return error(400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 1')
        case "refuse":
            return error(400, fault.description)
        case "forbidden":
            return error(403, "Forbidden: bot was blocked by the user")
        case "conflict":
            return error(409, "Conflict: terminated by other getUpdates request")
        case "bad_gateway":
            return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")
        case "garbage":
            return web.Response(text="\x00\xff nothing", content_type="application/json")
        case "drop":
            hang_up(request)
            return web.Response(status=500)
        case "hang":
            await asyncio.sleep(3600)
    return None


def error(code: int, description: str, retry_after: int | None = None, moved_to: int | None = None) -> web.Response:
    """An answer that is not ok."""
    body: Json = {"ok": False, "error_code": code, "description": description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    if moved_to is not None:
        body["parameters"] = {"migrate_to_chat_id": moved_to}
    return web.json_response(body, status=code)


def hang_up(request: web.Request) -> None:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.close()
