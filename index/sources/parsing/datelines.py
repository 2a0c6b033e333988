"""The day in a line that stands beside a headline: "By Ann Dole | 5 March 2019", "Published: 2019-03-05 10:00"."""

import re
from collections.abc import Iterable

from index.language.dates import ASCII_DIGITS, parse_date

_LONGEST = 120
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NUMBER = re.compile(r"\d+")
_PARTS = re.compile(r"\s{0,9}[|•·–—\n]\s{0,9}|\s-\s|: ")
_SENTENCE_END = re.compile(r"[^\W\d]{3}[.!?…。؟۔]$")
# A clock that is told in words: "às 10h30", "um 10.30 Uhr".
_CLOCK_BEHIND = re.compile(
    r"(?<=\d{4}),?\s{1,3}(?:[^\W\d_]{1,4}\s){1,2}\d{1,2}\s?[h:.]\s?\d{2}\s?(?:h|hs|hrs|uhr|ч)?\.?\s{0,9}$",
    re.IGNORECASE,
)
_MOST_WORDS = 8  # of a date with its day of the week and its clock
_TO_A_DAY = len("2019-03-05")


def dateline(lines: Iterable[str]) -> str | None:
    """The date, to a day at least, in the first of these lines that is no sentence and has one; None where none has."""
    for line in (_CLOCK_BEHIND.sub("", one.translate(ASCII_DIGITS)) for one in lines):
        text = " ".join(line.split())
        if len(text) > _LONGEST or not _YEAR.search(text) or _SENTENCE_END.search(text):
            continue
        for part in (text, *_PARTS.split(line)):
            if found := _date_at_end(part):
                return found
    return None


def _date_at_end(text: str) -> str | None:
    """The date that a text is, or ends with behind a comma or a word: "By Ann Dole, 5 March 2019"."""
    if not _YEAR.search(text):
        return None
    words = text.split()
    for start in range(max(0, len(words) - _MOST_WORDS), len(words)):
        # A date begins with a figure, or with one word before it; reading what is none takes long.
        beside = words[start : start + 2] if start else words
        if not any(letter.isdigit() for word in beside for letter in word):
            continue
        if len(_NUMBER.findall(" ".join(words[start:]))) < 2:
            break
        found = parse_date(" ".join(words[start:]))
        if found is not None and len(found) >= _TO_A_DAY:
            return found
    return None
