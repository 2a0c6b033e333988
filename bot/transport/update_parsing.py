"""Parsing updates: whether a message is a question to the bot and what it asks; updates that cannot be read."""

import json
import logging
import re
from typing import Any, TypeAlias

from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.ext import CallbackContext

from bot.state.update_store import Json
from index.query.parser import understand

Context: TypeAlias = CallbackContext[Any, Any, Any, Any]
"""What the library gives to each handler."""

Sender: TypeAlias = tuple[int, int]
"""Numbers of a chat and of the person who writes there, 0 for none."""
_ASK = re.compile(r"/ask(?:@(\w+))?(?!\S)\s*", re.IGNORECASE)
_LONG_STATEMENT = 12
_POINTING = 6
_COMMAND = re.compile(r"/\w+(?:@\w+)?(?!\S)")


def question_in(message: Message, bot: User) -> str | None:
    """What `message` asks `bot`, without the bot's name; "" when it asks nothing; None when it is not for us.

    In a private chat every text and every caption is a question; in a group only /ask, a mention of the bot, or a reply
    to one of its messages. Commands other than /ask are no questions, and neither is /ask@another_bot. What only points
    at somebody else's message, as "@bot" or "/ask is this true?" in reply to it, asks that message, or what is quoted
    of it.
    """
    own = _own_words(message, bot)
    return own if own is None else _pointed_at(message, bot, own) or own


def _own_words(message: Message, bot: User) -> str | None:
    """What the person wrote to the bot, without its name; None when it is not for the bot."""
    text = (message.text or message.caption or "").strip()
    ask = _ASK.match(text)
    if ask is not None:
        if ask[1] is not None and ask[1].casefold() != (bot.username or "").casefold():
            return None
        return _without_name(text[ask.end() :], bot)
    if is_command(message):
        return None
    if message.chat.type == ChatType.PRIVATE or _is_reply_to(message, bot) or _name(bot).search(text):
        return _without_name(text, bot)
    return None


def _pointed_at(message: Message, bot: User, own: str) -> str | None:
    """The words of somebody else's message, or of its quoted part, that a reply of few words asks about; else None.

    A reply with a name or a number in it, or of many words, has a question of its own.
    """
    other = message.reply_to_message
    if _is_reply_to(message, bot) or (other is not None and other.forum_topic_created is not None):
        return None
    said = message.quote.text if message.quote is not None else (other.text or other.caption) if other else None
    if said is None or not any(map(str.isalnum, said)):
        return None
    by_itself = len(own.split()) > _POINTING or any(map(str.isdigit, own)) or understand(own).names
    return None if by_itself else _without_name(said, bot)


def chat_user_of(update: Update) -> Sender | None:
    """Who sent an update, and into which chat; None for one that belongs to no chat."""
    chat, person = update.effective_chat, update.effective_user
    return None if chat is None else (chat.id, person.id if person is not None else 0)


def replied_to(message: Message) -> int | None:
    """The number of the message that `message` replies to."""
    return message.reply_to_message.message_id if message.reply_to_message is not None else None


def is_command(message: Message) -> bool:
    """Whether `message` begins with a command."""
    return message.text is not None and _COMMAND.match(message.text.strip()) is not None


def is_claim(message: Message, bot: User) -> bool:
    """Whether what `message` asks is somebody else's: forwarded, pasted as a statement, or replied to."""
    own = _own_words(message, bot)
    if own is not None and _pointed_at(message, bot, own) is not None:
        return True
    text = (message.text or message.caption or "").strip()
    stated = len(text.split()) >= _LONG_STATEMENT and not any(mark in text for mark in "?؟？")
    return message.forward_origin is not None or (stated and text.endswith((".", "!", "”", '"', "»")))


def language_of(person: User | None) -> str | None:
    """The code of the language in which a person uses Telegram, as far as it is known."""
    return person.language_code if person is not None else None


def thread_of(message: Message) -> int | None:
    """The forum topic that `message` stands in; None outside topics, where the number means only a reply chain."""
    return message.message_thread_id if message.is_topic_message else None


def _name(bot: User) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/@])@{re.escape(bot.username or '')}(?!\w)", re.IGNORECASE)


def _without_name(text: str, bot: User) -> str:
    return " ".join(_name(bot).sub(" ", text).split()) if _name(bot).search(text) else text.strip()


def _is_reply_to(message: Message, bot: User) -> bool:
    before = message.reply_to_message
    # In a topic every message is formally a reply to the one that opened the topic.
    if before is None or before.from_user is None or before.forum_topic_created is not None:
        return False
    return before.from_user.id == bot.id


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
