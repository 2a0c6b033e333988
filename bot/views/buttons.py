"""Buttons under a message, and the callback data that a press brings back: `v1:<action>:<id>:<number>`. Pure.

Nothing is remembered of a list of articles or outlets: its buttons hold all that it was asked for, outlets by a digest
of their names. What does not fit into a button has none.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import TypeAlias

from bot.support.i18n import Locale
from index.language.partial_date import PartialDate
from index.records import EVERYTHING, Filters

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
        id: of the answer that is shown, or of the example question and its language; for a language its code, or
            "auto"; for an article its id and `article_view.text_digest`; of the article to exclude, or of the
            subscription to end.
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


def in_rows(buttons: Sequence[AnyButton], most: int) -> Rows:
    """The buttons in rows of at most so many."""
    return tuple(tuple(buttons[at : at + most]) for at in range(0, len(buttons), most))


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


LISTS = frozenset({Action.LATEST, Action.SOURCES, Action.LATEST_BELOW})
"""What presses with a request ask for."""

LIST_PAYLOAD = "t_"
"""What the payload of /start begins with that opens a list."""

_DATA_BYTES = 64
_PAYLOAD_SIGNS = 64
_SKIP_DIGITS = 10
_KEY_BYTES = 6
_SOURCE, _LANGUAGE, _AFTER, _BEFORE, _PLACE, _NAME = _KINDS = "slabpn"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A page of a list.

    Attributes:
        action: one of `LISTS`.
        filters: the articles that are listed, or those whose outlets are.
        name: words that outlets must have in their names.
        skip: how many come before the page.
    """

    action: Action
    filters: Filters = EVERYTHING
    name: str = ""
    skip: int = 0

    @property
    def data(self) -> str | None:
        """Telegram's `callback_data`; None where it does not fit."""
        written = f"v1:{self._encoded}"
        return written if len(written.encode("utf-8", "replace")) <= _DATA_BYTES else None

    @property
    def payload(self) -> str | None:
        """What an address carries that opens the list in a private chat; None where it does not fit."""
        written = urlsafe_b64encode(self._encoded.encode("utf-8", "replace")).decode().rstrip("=")
        return LIST_PAYLOAD + written if len(LIST_PAYLOAD) + len(written) <= _PAYLOAD_SIGNS else None

    @property
    def _encoded(self) -> str:
        filters = self.filters
        fields = [
            *(_SOURCE + _key(name) for name in filters.sources),
            *(_LANGUAGE + code for code in filters.languages),
            *(_AFTER + date for date in (filters.after,) if date is not None),
            *(_BEFORE + date for date in (filters.before,) if date is not None),
            *(_PLACE + _plain(name) for name in filters.places),
            *(_NAME + _plain(name) for name in (self.name,) if name),
        ]
        return f"{self.action}:{self.skip}:{';'.join(fields)}"


def parse_request(data: str | None, outlets: Iterable[str]) -> ListRequest | None:
    """The request behind `data`, or None where it is none of ours, or of an outlet that there is not any more.

    Args:
        outlets: the names of all of them.
    """
    version, _, written = (data or "").partition(":")
    return _parsed(written, outlets) if version == "v1" else None


def parse_payload(payload: str, outlets: Iterable[str]) -> ListRequest | None:
    """The request behind an address, or None; see `parse_request`."""
    try:
        encoded = payload.removeprefix(LIST_PAYLOAD).encode()
        return _parsed(urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4)).decode(), outlets)
    except (Base64Error, UnicodeError, ValueError):
        return None


def _parsed(written: str, outlets: Iterable[str]) -> ListRequest | None:
    action, skip, fields = (*written.split(":", 2), "", "")[:3]
    if action not in LISTS or not (skip.isascii() and skip.isdigit() and len(skip) <= _SKIP_DIGITS):
        return None
    values: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for field in filter(None, fields.split(";")):
        if field[0] not in values:
            return None
        values[field[0]].append(field[1:])
    by_key = {_key(name): name for name in outlets} if values[_SOURCE] else {}
    try:
        sources = tuple(by_key[key] for key in values[_SOURCE])
        for date in (*values[_AFTER], *values[_BEFORE]):
            PartialDate.parse(date)
    except (KeyError, ValueError):
        return None
    after, before, name = (next(reversed(values[kind]), None) for kind in (_AFTER, _BEFORE, _NAME))
    filters = Filters(sources, tuple(values[_LANGUAGE]), after, before, places=tuple(values[_PLACE]))
    return ListRequest(Action(action), filters, name or "", int(skip))


def _key(name: str) -> str:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
    return urlsafe_b64encode(digest).decode()


def _plain(name: str) -> str:
    return " ".join(name.replace(";", " ").split())
