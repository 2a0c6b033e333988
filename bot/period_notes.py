"""How the dates and filters of a question were taken, as lines above its answer; pure."""

from bot.filter_notes import filter_line
from bot.markup import Message
from bot.readings import Readings
from bot.words import Words


def taken_lines(readings: Readings, words: Words) -> Message:
    """Which articles an answer is from, where that is not all of them; a blank line behind."""
    lines = filter_line(readings.filters, words)
    return (*lines, "\n") if lines else ()
