"""What is said to words that ask nothing of the articles: a greeting, thanks, words about nothing. Pure."""

from collections.abc import Sequence
from difflib import get_close_matches

from bot.support.i18n import Locale
from bot.views.buttons import Button
from bot.views.markup import Reply, notice
from bot.views.static_messages import COMMANDS, example_press
from bot.views.truncation import shorten

_LABEL_UNITS = 120
# Of two names: twice the letters that they share in this order, by the letters of both.
_NEARLY = 0.8


def greeting(examples: Sequence[str], locale: Locale) -> Reply:
    """A greeting in a line, with an example to tap where there is one."""
    rows = tuple((Button(shorten(question, _LABEL_UNITS), example_press(question)),) for question in examples[:1])
    return Reply((locale.say("greeting"),), rows)


def welcome(locale: Locale) -> Reply:
    """To thanks."""
    return notice(locale.say("welcome"))


def nothing_to_answer(locale: Locale) -> Reply:
    """To words that ask nothing which articles could answer."""
    return notice(locale.say("nothing-to-answer"))


def command_in(text: str) -> str | None:
    """The command that a word of `text` is called as, or nearly; None where none is."""
    found = (get_close_matches(word.casefold(), COMMANDS, 1, _NEARLY) for word in text.split())
    return next((near[0] for near in found if near), None)
