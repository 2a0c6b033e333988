"""The sentences of any text, with their places in it; pure functions."""

import logging
import re
from collections.abc import Iterable

from sentencex import segment

from index.language.text import script_language
from index.records import Span

_log = logging.getLogger(__name__)

_WHITE = re.compile(r"\s*")
_WIDE_SPACE = re.compile(r"[^\S\t\n\r ]")
# An end that the splitter takes for a sentence's though it seldom is one, when more text of the same line follows.
_NOT_AN_END = re.compile(
    r"(?:\b[ap]\.\s?m\.|\b(?:no|nos|vs|approx|est|cllr|supt|insp|prof|messrs|col|gen|lt|sgt|capt|maj|cpl|brig|gov|sen|rep|rev|hon|dept|ft|mt|st|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.|(?:^|[\s(“\"'])(?:(?:\w\.){2,}|[دأم]\.)|\.\.\.|…)[\"'”’)]{0,9}$",
    re.IGNORECASE,
)
_STARTS_LOW = re.compile(r"^[\s\"'“”‘’(\[]*(?:[a-zà-ÿ]|[,;:%)])")
_ENDS_IN_TIME_OR_INITIAL = re.compile(r"(?:\b[ap]\.\s?m\.|\b(?:[A-Z]\.){2}|\.\.\.|…)[\"'”’)]{0,9}$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*+\(")  # before which the splitter ends a sentence of Arabic
_ENDS = frozenset(".!?؟…:;؛。！？\n")
_BEHIND_ENDS = frozenset("\"'”’»)]")
_PRONOUN_START = re.compile(
    r"^[\s\"'“”‘’(\[]*(?:the|a|an|he|she|it|they|we|i|his|her|their|this|that|these|those|but|and|in|on|at|by|for|from|"
    r"after|before|when|while|as|if|there|some|no|not|one|two|three|officials|police|residents|witnesses)\b",
    re.IGNORECASE,
)
_CLOSERS = re.compile(r"^[\s]*[\"'”’»)\]]+\s*")
_BEFORE_A_CUT = 400
"""Characters before a place where the splitter cuts that are looked at."""


def sentences(text: str, span: Span, language: str | None = None) -> list[Span]:
    """Sentences inside `span` of `text`, in order, without the white space around them.

    Args:
        text: the whole text.
        span: the stretch to split; one paragraph, as a rule.
        language: ISO 639-1 code of the text, or None to go by its script.
    """
    stretch = text[span.start : span.end]
    # The splitter takes no lone surrogate, and fails on wide spaces after an initial; both are one character still.
    whole = _WIDE_SPACE.sub(" ", stretch.encode("utf-8", "replace").decode())
    starts, at = [0], 0
    for piece in _split(language if language is not None else script_language(stretch), whole):
        if at and not _belongs_together(whole[max(starts[-1], at - _BEFORE_A_CUT) : at], piece):
            starts.append(at)
        at += len(piece)
    ends = [*starts[1:], len(whole)]
    found = (strip(text, span.start + start, span.start + end) for start, end in zip(starts, ends, strict=True))
    return [inner for inner in found if inner is not None]


def _split(language: str, text: str) -> list[str]:
    """The sentences of `text` with all that is between them; the whole text where the splitter fails on it."""
    try:
        return aligned(segment(language, text), text)
    except BaseException as error:  # a panic of Rust code is no Exception
        if type(error).__name__ != "PanicException":
            raise
        _log.warning("a paragraph of %d characters could not be split into sentences: %s", len(text), error)
        return [text]


def aligned(pieces: Iterable[str], text: str) -> list[str]:
    """`pieces` with all that they leave out of `text`: joined they are that text, and offsets can be counted.

    The splitter reads 10 KiB at a time and loses a blank line where that ends. From a piece on that is not in the text
    at all, the text is one piece.
    """
    ends, at = [], 0
    for piece in filter(str.strip, pieces):
        found = text.find(piece.strip(), at)
        if found < 0 or text[at:found].strip():
            break
        behind = _WHITE.match(text, found + len(piece.strip()))
        at = len(text) if behind is None else behind.end()
        ends.append(at)
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _belongs_together(before: str, after: str) -> bool:
    """Whether the splitter cut inside a sentence: after an abbreviation, an initial, a time, or before a low letter."""
    if not before.strip() or not after.strip():
        return True
    if _STARTS_LOW.match(after) and "\n\n" not in before:
        return True
    if _CLOSERS.fullmatch(after) or (_IN_BRACKETS.match(after) and not _has_ended(before)):
        return True
    before = before.rstrip()
    if _ENDS_IN_TIME_OR_INITIAL.search(before):
        # "at 5 p.m. Monday" goes on; "at 5 p.m. He left" is a new sentence, told by the word that opens it.
        return not _PRONOUN_START.match(after)
    return bool(_NOT_AN_END.search(before))


def _has_ended(before: str) -> bool:
    """Whether a sign that ends something stands last, but for quotation marks, brackets and white space."""
    for sign in reversed(before):
        if sign in _ENDS or not (sign.isspace() or sign in _BEHIND_ENDS):
            return sign in _ENDS
    return False


def strip(text: str, start: int, end: int) -> Span | None:
    """`start` to `end` without white space at either side, or None when nothing else is there."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None
