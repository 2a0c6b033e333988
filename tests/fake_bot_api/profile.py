"""How the bot presents itself: commands by scope, and descriptions."""

import json
import re

from tests.fake_bot_api.checks import RefusedError


class Profile:
    """What was set, checked as Telegram does."""

    def __init__(self) -> None:
        self._set: dict[str, object] = {}

    def get(self, what: str, params: dict[str, str]) -> object:
        """getMyCommands, getMyDescription or getMyShortDescription."""
        empty: dict[str, object] = {
            "MyCommands": [], "MyDescription": {"description": ""}, "MyShortDescription": {"short_description": ""},
        }  # fmt: skip
        return self._set.get(what + _place(params), empty[what])

    def set(self, what: str, params: dict[str, str]) -> bool:
        """setMy... Raises: RefusedError."""
        if what == "MyCommands":
            commands = json.loads(params["commands"])
            for command in commands:
                if (
                    not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"])
                    or not 1 <= len(command["description"]) <= 256
                ):
                    raise RefusedError("BOT_COMMAND_INVALID")
            self._set[what + _place(params)] = commands
            return True
        key, limit = ("description", 512) if what == "MyDescription" else ("short_description", 120)
        if len(params.get(key, "")) > limit:
            raise RefusedError("description is too long")
        self._set[what + _place(params)] = {key: params.get(key, "")}
        return True


def _place(params: dict[str, str]) -> str:
    """The scope and the language that a call is about."""
    language = params.get("language_code", "")
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise RefusedError("LANG_CODE_INVALID")
    scope = str(json.loads(params["scope"])["type"]) if "scope" in params else ""
    return f"{scope} {language}"
