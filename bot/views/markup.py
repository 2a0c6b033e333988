"""Messages: pieces of text with marks, rendered as Telegram's HTML, plain text or for a terminal; to whom. Pure.

A mark holds words, never tags, so that no rendering leaves a tag open, and every rendering has the same words.
"""

import html
import re
from dataclasses import dataclass
from typing import TypeAlias

from bot.support.i18n import Locale
from bot.support.metrics import Outcome
from bot.views.buttons import Action, Rows, press_button


@dataclass(frozen=True, slots=True)
class Bold:
    """Words to stress."""

    text: str


@dataclass(frozen=True, slots=True)
class Italic:
    """Words set apart: labels and notes, never quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `url`, which is http or https."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Blockquote:
    """Words of an article; `expandable` ones are folded by Telegram until tapped."""

    parts: tuple["str | Bold", ...]
    expandable: bool = False


Piece: TypeAlias = str | Bold | Italic | Link | Blockquote
Message: TypeAlias = tuple[Piece, ...]
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def to_html(message: Message) -> str:
    """Telegram's HTML of `message`: every word escaped, only the tags b, i, a and blockquote."""
    return "".join(_html(piece) for piece in message)


def to_plain(message: Message) -> str:
    """The same words without marks: quotes in quotation marks, addresses of links in brackets."""
    return "".join(_plain(piece) for piece in message)


def to_terminal(message: Message, styled: bool) -> str:
    """The same words for a terminal: quotes behind a bar; bold by ANSI codes when `styled`.

    Control characters of the corpus are dropped: they could drive the terminal.
    """
    return "".join(_terminal(piece, styled) for piece in message)


def sendable(text: str) -> str:
    """`text`, as long as it was, without lone surrogates: not one of them can be written as UTF-8."""
    return _SURROGATES.sub("\ufffd", text)


def utf16_length(text: str) -> int:
    """Length of `text` as Telegram counts offsets: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def size(message: Message) -> int:
    """UTF-16 units that `message` takes at most, in whichever rendering is sent to Telegram."""
    return utf16_length(to_plain(message))


def _escaped(text: str) -> str:
    return html.escape(sendable(text), quote=False)


def _html(piece: Piece) -> str:
    match piece:
        case Bold(text) | Italic(text):
            tag = "b" if isinstance(piece, Bold) else "i"
            return f"<{tag}>{_escaped(text)}</{tag}>" if text else ""
        case Link(text, url):
            return f'<a href="{html.escape(sendable(url), quote=True)}">{_escaped(text)}</a>'
        case Blockquote(parts, expandable):
            words = "".join(_html(part) for part in parts)
            return f"<blockquote{' expandable' if expandable else ''}>{words}</blockquote>"
        case _:
            return _escaped(piece)


def _plain(piece: Piece) -> str:
    match piece:
        case Bold(text) | Italic(text):
            return sendable(text)
        case Link(text, url):
            return f"{sendable(text)} ({sendable(url)})"
        case Blockquote(parts):
            return f"“{''.join(_plain(part) for part in parts)}”"
        case _:
            return sendable(piece)


def _terminal(piece: Piece, styled: bool) -> str:
    match piece:
        case Bold(text):
            words = _CONTROLS.sub("", sendable(text))
            return f"\033[1m{words}\033[0m" if styled and words else words
        case Blockquote(parts):
            return "  │ " + "".join(_terminal(part, styled) for part in parts).replace("\n", "\n  │ ")
        case _:
            return _CONTROLS.sub("", _plain(piece))


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person: its words and the rows of buttons under it.

    Attributes:
        preview: the address that Telegram shows a preview of; None for no preview.
    """

    message: Message
    rows: Rows = ()
    preview: str | None = None

    @property
    def html(self) -> str:
        """The message in Telegram's HTML."""
        return to_html(self.message)

    @property
    def plain(self) -> str:
        """The same words without marks, for when Telegram refuses the marks."""
        return to_plain(self.message)


@dataclass(frozen=True, slots=True)
class AnswerReply:
    """A reply to a question.

    Attributes:
        answer_id: None where nothing was remembered about it.
        outcome: what is counted of it; "replied" stands for a text that was no question.
        silent: nothing is to be sent, as to thanks in a group.
    """

    reply: Reply
    answer_id: str | None = None
    outcome: Outcome = "replied"
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A press that cannot be obeyed, and why, in words of at most 200 characters."""

    text: str


@dataclass(frozen=True, slots=True)
class EditWithNotice:
    """A press that was noted: what the person is told, and what the message is now."""

    text: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A press that is answered with a message of its own."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A press that is answered with a picture.

    Attributes:
        caption: what it shows, in words, at most 1,024 UTF-16 units; without buttons.
        png: the picture.
    """

    caption: Reply
    png: bytes


PressResult: TypeAlias = Reply | NewMessage | NewPhoto | EditWithNotice | Refusal
"""What a press leads to; a reply takes the place of the message with the button."""


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


def notice(text: str) -> Reply:
    """One of the bot's own lines as a message."""
    return Reply((text,))


def confirmation(question: str, action: Action, subject: str, locale: Locale) -> Reply:
    """A question before something is done, with a button for yes and one for no."""
    labels = ((locale.say("yes"), 1), (locale.say("no"), 0))
    row = tuple(press_button(label, action, subject, number) for label, number in labels)
    return Reply((question,), (row,))
