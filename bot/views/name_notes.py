"""How the names of a question were read, and the button that has it taken as it is written; pure."""

from collections.abc import Sequence

from bot.support.i18n import Translations
from bot.views.buttons import Button, Rows
from bot.views.callback_data import Action, ButtonPress
from bot.views.citation import tidy
from bot.views.markup import Italic, Message
from index.interpretation import LITERALLY, NameReading, Understood

_NAMES = 3
_NAME_UNITS = 60


def name_notes(names: Sequence[NameReading], words: Translations) -> Message:
    """A line for each name that was read in another spelling ("Kafranbel → Kafr Nubl"); nothing where none was."""
    lines: list[Italic | str] = []
    for name in names[:_NAMES]:
        written = tidy(name.written, _NAME_UNITS, words)
        taken = [line for line in (tidy(one, _NAME_UNITS, words) for one in name.taken[:_NAMES]) if line]
        if written and taken:
            lines += [Italic(words.say("name-read-as", written=written, taken=words.listed(taken))), "\n"]
    return (*lines, "\n") if lines else ()


def language_note(code: str | None, words: Translations) -> Message:
    """That the quote is in a language that the question is not in, and how the question was read then."""
    return ("\n\n", Italic(words.say("quote-in", code=code))) if code is not None else ()


def literal_rows(understood: Understood, answer_id: str | None, words: Translations) -> Rows:
    """The button that takes names and times as they are written, where one was not taken so."""
    if understood == LITERALLY or answer_id is None:
        return ()
    label = words.say("search-as-written" if understood.names else "search-all-dates")
    return ((Button(label, ButtonPress(Action.LITERAL, answer_id).data),),)
