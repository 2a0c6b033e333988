"""What can stand under a message, whatever shows it."""

from dataclasses import dataclass
from typing import TypeAlias

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
