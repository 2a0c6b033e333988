"""Updates that the library cannot read: passed over, or they would come again for ever and keep all others away."""

import json
import logging
from typing import Any

from telegram import Update

_log = logging.getLogger(__name__)


def is_readable(fields: dict[str, Any]) -> bool:
    """Whether the library makes an update of `fields`; if not, that is logged, without people's words."""
    try:
        Update.de_json(fields, None)
    except Exception as error:  # whatever a field of an older or a newer Telegram leads to
        place = (type(error).__name__, fields.get("update_id"), ", ".join(key for key in fields if key != "update_id"))
        _log.error("an update is passed over that cannot be read (%s): %s, %s", *place)
        return False
    return True


def only_readable(body: bytes) -> bytes:
    """What Telegram answers to a call for updates; those that cannot be read are emptied, and so confirmed."""
    try:
        answer = json.loads(body)
        updates = answer["result"]
        found = [update if is_readable(update) else {"update_id": update["update_id"]} for update in updates]
    except (ValueError, KeyError, TypeError, AttributeError):
        return body  # no answer at all, of which the library says what is wrong
    return body if found == updates else json.dumps({**answer, "result": found}).encode()
