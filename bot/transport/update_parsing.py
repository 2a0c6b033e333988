"""Updates that the library cannot read: cut down to the question in them, or they would keep all others away."""

import json
import logging

from telegram import Update

from bot.state.update_store import Json

_log = logging.getLogger(__name__)

_MESSAGES = ("message", "edited_message")
_NEEDED = (
    "message_id",
    "date",
    "edit_date",
    "chat",
    "from",
    "text",
    "caption",
    "message_thread_id",
    "is_topic_message",
)


def readable(fields: Json) -> Json | None:
    """`fields`, if the library makes an update of them; else what a question in them needs, or None without one.

    What cannot be read is logged, without people's words.
    """
    problem = _problem(fields)
    if problem is None:
        return fields
    names = ", ".join(key for key in fields if key != "update_id")
    for kind in _MESSAGES:
        message = fields.get(kind)
        if isinstance(message, dict) and (message.get("text") or message.get("caption")):
            needed = {name: message[name] for name in _NEEDED if name in message}
            question = {"update_id": fields.get("update_id"), kind: needed}
            if _problem(question) is None:
                _log.error("update %s is cut down to its text (%s): %s", fields.get("update_id"), problem, names)
                return question
    _log.error("an update is passed over that cannot be read (%s): %s, %s", problem, fields.get("update_id"), names)
    return None


def only_readable(body: bytes) -> bytes:
    """What Telegram answers to a call for updates; those that cannot be read are emptied, and so confirmed."""
    try:
        answer = json.loads(body)
        updates = answer["result"]
        found = [readable(update) or {"update_id": update["update_id"]} for update in updates]
    except (ValueError, KeyError, TypeError, AttributeError):
        return body  # no answer at all, of which the library says what is wrong
    return body if found == updates else json.dumps({**answer, "result": found}).encode()


def _problem(fields: Json) -> str | None:
    try:
        Update.de_json(fields, None)
    except Exception as error:  # whatever a field of an older or a newer Telegram leads to
        return type(error).__name__
    return None
