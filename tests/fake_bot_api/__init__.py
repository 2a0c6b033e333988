"""A small Bot API server for tests: real HTTP, and as strict as Telegram about what it is sent."""

from tests.fake_bot_api.checks import Button, Json
from tests.fake_bot_api.entities import EntityError, ParsedText, parse_html
from tests.fake_bot_api.faults import Call, Fault
from tests.fake_bot_api.server import TOKEN, FakeBotApi
from tests.fake_bot_api.world import BOT, GROUP, SentMessage

__all__ = [
    "BOT",
    "GROUP",
    "TOKEN",
    "Button",
    "Call",
    "EntityError",
    "FakeBotApi",
    "Fault",
    "Json",
    "ParsedText",
    "SentMessage",
    "parse_html",
]
