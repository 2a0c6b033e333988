"""Buttons under a message, and the callback data that a press brings back: `v1:<action>:<id>:<number>`. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.support.i18n import Locale

COPY_LIMIT = 256
"""Longest text that a button can put into a person's clipboard, in characters."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data` comes back when it is pressed."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """Opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CopyButton:
    """Puts at most `COPY_LIMIT` characters of text into the clipboard."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ShareButton:
    """Lets the person choose a chat, with `query` written behind the bot's name there."""

    label: str
    query: str


AnyButton: TypeAlias = Button | LinkButton | CopyButton | ShareButton
Rows: TypeAlias = tuple[tuple[AnyButton, ...], ...]
_DATA = re.compile(r"v1:([a-z]):([A-Za-z0-9_-]{1,32}):([0-9]{1,4})")


class Action(StrEnum):
    """What the press asks for."""

    QUOTE = "q"
    CONTEXT = "c"
    EXAMPLE = "e"
    GOOD = "g"
    BAD = "b"
    WRONG_PASSAGE = "w"
    OUT_OF_DATE = "o"
    NOT_IN_ARTICLE = "n"
    LANGUAGE = "l"
    MOST_QUOTES = "m"
    PREVIEWS = "p"
    LITERAL = "s"
    OPEN = "a"
    READ = "r"
    LATEST = "t"
    SOURCES = "u"
    LATEST_BELOW = "f"
    FORGET = "x"
    UNWATCH = "d"
    FORGET_ME = "y"
    TIMELINE = "i"
    HELP = "h"
    QUIET = "j"
    CLOCK = "k"


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """One press.

    Attributes:
        id: of the answer that is shown, or of the example question; for a language its code, or "auto"; for an article
            its id and `article_view.text_digest`; of the article to exclude, or of the subscription to end.
        number: 0-based place of the quote in the answer, or from `quote_page.LISTING_FROM` on for the listing; 0 for an
            example or for names as they are written; for quotes how many, 0 for as many as the bot is set to; for
            previews 1 or 0; for a language the page that is pressed on, 1 in /settings; for an article its page, or for
            one to exclude as `/forget` lists it; 1 for yes and 0 for no to what was asked before.
    """

    action: Action
    id: str
    number: int = 0

    @property
    def data(self) -> str:
        """Telegram's `callback_data`, ASCII."""
        return f"v1:{self.action}:{self.id}:{self.number}"


def press_button(label: str, action: Action, subject: str, number: int = 0) -> Button:
    """A button whose press is of `action`; see `ButtonPress` for `subject`, its id, and `number`."""
    return Button(label, ButtonPress(action, subject, number).data)


def marked(label: str, chosen: bool, locale: Locale) -> str:
    """The label of a choice, with a mark where it is the one that was made."""
    return locale.say("chosen", label=label) if chosen else label


def action_of(data: str) -> Action | None:
    """The action in callback data, whatever else they hold; None where they are not the bot's."""
    version, _, rest = data.partition(":")
    action = rest.partition(":")[0]
    return Action(action) if version == "v1" and action in set(Action) else None


def parse_press(data: str | None) -> ButtonPress | None:
    """The press behind `data`, or None when it is not one of ours."""
    match = _DATA.fullmatch(data or "")
    if match is None or match[1] not in set(Action):
        return None
    return ButtonPress(Action(match[1]), match[2], int(match[3]))


@dataclass(frozen=True, slots=True)
class BotProfile:
    """What Telegram says of the bot.

    Attributes:
        name: without the @.
        inline: whether it may be asked from any chat.
    """

    name: str
    inline: bool

    def address(self, payload: str) -> str:
        """The address that opens a private chat with the bot and sends it /start with `payload`."""
        return f"https://t.me/{self.name}?start={payload}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """To whom a message is shown.

    Attributes:
        chat: its number, negative for a group.
        profile: of the bot; None in the terminal and before Telegram was asked.
    """

    chat: int
    locale: Locale
    profile: BotProfile | None = None

    @property
    def in_group(self) -> BotProfile | None:
        """In a group the bot's profile, by which a button can lead to a private chat; else None."""
        return self.profile if self.chat < 0 else None
