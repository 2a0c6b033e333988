"""The parts of a question that another one can take over: when, whom, and what it is about; pure functions."""

import re

from index.query.place_constraint import OF_PLACES, Part, name_spans
from index.query.query import Query

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


def bare(question: str) -> str:
    """A question without its mark and the white space around it."""
    return " ".join(question.split()).strip(" ?؟？!.,،")


def year_in(phrase: str) -> str | None:
    """The first year in a phrase."""
    found = _YEAR.search(phrase)
    return None if found is None else found.group()


def name_parts(query: Query) -> list[Part]:
    """The proper names of a question, in order."""
    return [Part(start, start, end) for start, end in name_spans(query)]


def is_place(phrase: Query) -> bool:
    """Whether a phrase is a proper name and nothing else, "city" and the like aside."""
    named = name_spans(phrase)
    return bool(named) and all(
        word.folded in OF_PLACES or any(start <= word.start < end for start, end in named) for word in phrase.words
    )


def tail(question: str) -> str:
    """Where and when of a question as it is written: all from its first preposition on; may be empty."""
    found = _TAIL.search(question)
    return "" if found is None else found.group()


def topic(question: str) -> str:
    """What a question is about: all but the words that ask."""
    return _HAPPENED.sub("", _AUXILIARY.sub("", _ASKED.sub("", question)))
