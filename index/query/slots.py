"""The parts of a question that another one can take over: where, when, and what it is about; pure functions."""

import re
from collections.abc import Callable
from typing import NamedTuple

from index.language.text import ARABIC, Word, fold, words
from index.language.time_phrases import time_phrases
from index.query.question import Name, Question, understand

LOCATING = frozenset("in at near from around inside outside في قرب من".split())
OF_PLACES = frozenset(
    """city town village province district governorate region camp countryside neighbourhood the of
    مدينه محافظه بلده قريه ريف مخيم""".split()
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_TAIL = re.compile(
    r"(?<!\w)(?:in|at|on|near|from|around|inside|outside|during|since|after|before|by|في|قرب|خلال|منذ|يوم|بعد|قبل)(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(
    r"^(?:(?:and|so) )?(?:how (?:many|much|old|long|far|badly|strong|fast)|who|whom|what|which|when|where|why|how"
    r"|(?:و)?كم عدد|كم|متى|أين|اين|لماذا|كيف|ماذا|ما عدد|ما|من)(?!\w)\s*",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"^(?:(?:was|were|did|does|do|is|are|has|have|had|will|people)(?!\w)\s*|(?:كان|كانت|هو|هي|هم|الذين|الذي)(?!\w)\s*)+",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"^(?:happened|happen|حدث|حصل|جرى)(?!\w)\s*", re.IGNORECASE)


class Part(NamedTuple):
    """Characters of a question, `words` to `end`; `start` is at the preposition before them, or equals `words`."""

    start: int
    words: int
    end: int


def bare(question: str) -> str:
    """A question without its mark and the white space around it."""
    return " ".join(question.split()).strip(" ?؟？!.,،")


def date_part(question: str) -> Part | None:
    """The first date of a question, with or without a year."""
    found = next(time_phrases(question), None)
    return None if found is None else Part(found.start, found.words, found.end)


def is_date(phrase: str) -> bool:
    """Whether the phrase is a date and nothing else."""
    part = date_part(phrase)
    return part is not None and (part.start, part.end) == (0, len(phrase))


def year_in(phrase: str) -> str | None:
    """The first year in a phrase."""
    found = _YEAR.search(phrase)
    return None if found is None else found.group()


def place_part(question: str, is_name: Callable[[str], bool]) -> Part | None:
    """The first place of a question: a name after a preposition of place, with its "city" or "town of".

    In Arabic, which writes names as it writes other words, up to three words after the preposition are the place.
    """
    date = date_part(question)
    before_date = len(question) if date is None else date.start
    found = list(words(question))
    named = _named(question, is_name)
    for number, word in enumerate(found):
        if word.folded not in LOCATING or (date is not None and date.start <= word.start < date.end):
            continue
        run: list[Word] = []
        for later in found[number + 1 :]:
            gap = question[(run or [word])[-1].end : later.start]
            is_part = any(start <= later.start < end for start, end in named) or later.folded in OF_PLACES
            if ARABIC.search(later.folded):
                is_part = later.folded not in LOCATING and len(run) < 3 and later.start < before_date
                is_part = is_part and word.folded != "من"
            if gap.strip(" -") or not is_part:
                break
            run.append(later)
        if any(w.folded not in OF_PLACES for w in run):
            return Part(word.start, run[0].start, run[-1].end)
    return None


def names_of(question: Question) -> tuple[Name, ...]:
    """The names in a question; in Arabic, which has no capitals, the words after its "in"."""
    place = None if question.names or not ARABIC.search(question.text) else place_part(question.text, lambda _: False)
    if place is None:
        return question.names
    written = question.text[place.words : place.end]
    return (Name(written, tuple(word.folded for word in words(written))),)


def name_parts(question: str, is_name: Callable[[str], bool]) -> list[Part]:
    """The proper names of a question, in order."""
    return [Part(start, start, end) for start, end in _named(question, is_name)]


def is_place(phrase: str, is_name: Callable[[str], bool]) -> bool:
    """Whether a phrase is a proper name and nothing else, "city" and the like aside."""
    named = _named(phrase, is_name)
    return bool(named) and all(
        word.folded in OF_PLACES or any(start <= word.start < end for start, end in named) for word in words(phrase)
    )


def tail(question: str) -> str:
    """Where and when of a question as it is written: all from its first preposition on; may be empty."""
    found = _TAIL.search(question)
    return "" if found is None else found.group()


def topic(question: str) -> str:
    """What a question is about: all but the words that ask."""
    return _HAPPENED.sub("", _AUXILIARY.sub("", _ASKED.sub("", question)))


def name_spans(question: str, is_name: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Characters of each name that a question is understood to have, dates that are written as names among them."""
    spans, at = [], 0
    for name in understand(question, is_name).names:
        at = question.index(name.written, at)
        spans.append((at, at + len(name.written)))
        at += len(name.written)
    return spans


def _named(question: str, is_name: Callable[[str], bool]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in name_spans(question, is_name) if not is_date(fold(question[start:end]))]
