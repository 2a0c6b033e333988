"""Which messages are questions to the bot, and what they ask."""

import re
from typing import Any, TypeAlias

from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.ext import CallbackContext

Context: TypeAlias = CallbackContext[Any, Any, Any, Any]
"""What the library gives to each handler."""

Sender: TypeAlias = tuple[int, int]
"""Numbers of a chat and of the person who writes there, 0 for none."""

_ASK = re.compile(r"/ask(?:@(\w+))?(?!\S)\s*", re.IGNORECASE)
_LONG_STATEMENT = 12
_COMMAND = re.compile(r"/\w+(?:@\w+)?(?!\S)")


def question_in(message: Message, me: User) -> str | None:
    """What `message` asks the bot `me`, without the bot's name; "" when it asks nothing; None when it is not for us.

    In a private chat every text and every caption is a question; in a group only /ask, a mention of the bot, or a reply
    to one of its messages. Commands other than /ask are no questions, and neither is /ask@another_bot.
    """
    text = (message.text or message.caption or "").strip()
    ask = _ASK.match(text)
    if ask is not None:
        if ask[1] is not None and ask[1].casefold() != (me.username or "").casefold():
            return None
        return _without_name(text[ask.end() :], me)
    if is_command(message):
        return None
    if message.chat.type == ChatType.PRIVATE or _is_reply_to(message, me) or _name(me).search(text):
        return _without_name(text, me)
    return None


def sender_of(update: Update) -> Sender | None:
    """Who sent an update, and into which chat; None for one that belongs to no chat."""
    chat, person = update.effective_chat, update.effective_user
    return None if chat is None else (chat.id, person.id if person is not None else 0)


def replied_to(message: Message) -> int | None:
    """The number of the message that `message` replies to."""
    return message.reply_to_message.message_id if message.reply_to_message is not None else None


def is_command(message: Message) -> bool:
    """Whether `message` begins with a command."""
    return message.text is not None and _COMMAND.match(message.text.strip()) is not None


def is_claim(message: Message) -> bool:
    """Whether the words of `message` are somebody else's: forwarded, or a statement that was pasted."""
    text = (message.text or message.caption or "").strip()
    stated = len(text.split()) >= _LONG_STATEMENT and not any(mark in text for mark in "?؟？")
    return message.forward_origin is not None or (stated and text.endswith((".", "!", "”", '"', "»")))


def language_of(person: User | None) -> str | None:
    """The code of the language in which a person uses Telegram, as far as it is known."""
    return person.language_code if person is not None else None


def thread_of(message: Message) -> int | None:
    """The forum topic that `message` stands in; None outside topics, where the number means only a reply chain."""
    return message.message_thread_id if message.is_topic_message else None


def _name(me: User) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/@])@{re.escape(me.username or '')}(?!\w)", re.IGNORECASE)


def _without_name(text: str, me: User) -> str:
    return " ".join(_name(me).sub(" ", text).split()) if _name(me).search(text) else text.strip()


def _is_reply_to(message: Message, me: User) -> bool:
    before = message.reply_to_message
    # In a topic every message is formally a reply to the one that opened the topic.
    if before is None or before.from_user is None or before.forum_topic_created is not None:
        return False
    return before.from_user.id == me.id
