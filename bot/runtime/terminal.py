"""The same conversation in a terminal, for a bot without a token: one question a line, until the input ends."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TextIO

from bot.conversation.conversation import Conversation
from bot.support.i18n import Locale, locale_for
from bot.views import static_messages as help_views
from bot.views.markup import Reply, notice, to_terminal
from index.errors import ArchiveUnreachable

_log = logging.getLogger(__name__)

_WORDS = locale_for("en")


def greet(out: TextIO) -> None:
    """Tell in one line how to get a token; to be called before the index is opened, which takes its time."""
    _print(help_views.terminal_greeting(_WORDS), out, styled=False)


def converse(conversation: Conversation, lines: Iterable[str], out: TextIO, styled: bool) -> None:
    """Answer each of `lines` as it comes; blank lines are skipped.

    Args:
        conversation: one that remembers nothing.
        styled: whether the words that answer are bold, by ANSI codes.
    """
    for line in lines:
        text = line.strip()
        if text:
            try:
                reply = _reply(conversation, text)
            except ArchiveUnreachable as error:
                _log.error("%s", error)
                reply = notice(_WORDS.say("unreachable"))
            _print(reply, out, styled)


def typed_lines(stdin: TextIO) -> Iterator[str]:
    """The lines of `stdin`; a person is prompted for each, a pipe is not. Ends at its end, or at Ctrl-C."""
    try:
        if not stdin.isatty():
            yield from stdin
            return
        import readline  # noqa: F401  # gives input() its line editing

        while True:
            yield input(_WORDS.say("terminal-prompt"))
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")


def _reply(conversation: Conversation, text: str) -> Reply:
    commands = {
        "/start": conversation.start,
        "/help": conversation.help,
        "/privacy": conversation.privacy,
    }
    listings = conversation.listings
    browsing: dict[str, Callable[[str, int, Locale], Reply]] = {
        "/sources": listings.sources,
        "/latest": listings.latest,
        "/article": listings.article,
        "/digest": lambda rest, chat, locale: listings.digest(rest, chat, locale, None).reply,
    }
    first, _, rest = text.partition(" ")
    if first in browsing:
        return replace(browsing[first](rest, 0, _WORDS), rows=())
    if first in commands:
        return commands[first](_WORDS)
    if first == "/ask":
        return conversation.ask_for_all(rest, _WORDS)
    if first.startswith("/"):
        return help_views.unknown_command(text, _WORDS)
    return conversation.ask_for_all(text, _WORDS)


def _print(reply: Reply, out: TextIO, styled: bool) -> None:
    text = to_terminal(reply.message, styled)
    # What would be a button is read and typed here.
    labels = "".join(f"\n  • {button.label}" for row in reply.rows for button in row)
    print(text + labels, end="\n\n", file=out, flush=True)
