"""Boilerplate (site furniture): lines that belong to the page and not to the article, by what they look like on any site.

Newsletter boxes, share bars, links to other pieces, notices on cookies, comments and accounts, tags, credits. A line is
furniture when its form says so: nothing but such words, a label with a headline behind it, or a call to the reader that
names a thing of the site (newsletter, inbox, app ...). A sentence about the world has a subject first and fits none of
these forms, whatever words it uses. The forms are in `boilerplate_patterns`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.language.text import fold
from index.sources import boilerplate_patterns as patterns
from index.sources.parsing.paragraphs import WIRE_MARK

_LONGEST = 420  # boxes that a careless copy made into one paragraph; what is longer is prose
_LONGEST_LINK = 140
_LONGEST_CALL = 300
_MOST_LINKS = 12
_FEW_WORDS = 3

_EDGE = r"[\s.:;,!…·•|*»›>→▶►▸▼▾↓+✓✔\-–—_#=~]+"
_EDGES = re.compile(rf"^{_EDGE}|{_EDGE}$")
_OPENING_QUOTE = re.compile(r"[\"'«„‹]")
_FULL_STOP = re.compile(r"(?<![.…])[.。۔][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…。؟۔][\"'”’»)\]]*$")
# Typographic signs have one meaning with their plain ones here; what is ASCII then is folded at once.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "\u00a0": " ", "…": "..."})
# "Unsubscribe: https://...": a label of three words at most and an address alone, or several of them.
_LABELLED_ADDRESS = re.compile(
    r"(?:[^\s:]{1,30}(?: [^\s:]{1,30}){0,2} ?: ?(?:https?://|www\.)\S{1,300} ?){1,9}", re.IGNORECASE
)
_MARK = re.compile(r"\s*[:|»›>→–—-]+\s*")


class _Line(NamedTuple):
    """A paragraph as it is judged: on one line, folded, and folded without bullets and punctuation around it."""

    text: str
    folded: str
    core: str


def boilerplate_spans(paragraphs: Sequence[str]) -> list[bool]:
    """Which of an article's paragraphs, in order, are furniture.

    Besides the lines that are furniture by themselves: the lines of a newsletter box beside a call to subscribe, and
    the headlines below a heading such as "Related articles". The first paragraph may be a title, so labels do not
    count there.
    """
    lines = [_line(paragraph) for paragraph in paragraphs]
    flags = [_is_furniture(line, may_be_title=number == 0) for number, line in enumerate(lines)]
    calls = [flag and (_is_call(line) or "inbox" in line.core) for flag, line in zip(flags, lines, strict=True)]
    for number, line in enumerate(lines):
        beside = any(calls[max(0, number - 1) : number + 2])
        if not flags[number] and beside and _in_box(line):
            flags[number] = True
    for number, line in enumerate(lines):
        if flags[number] and patterns.LIST_HEADING.fullmatch(line.core):
            for below in range(number + 1, min(number + 1 + _MOST_LINKS, len(lines))):
                if not flags[below] and not _is_headline(lines[below]):
                    break
                flags[below] = True
    return flags


def _line(paragraph: str) -> _Line:
    if len(paragraph) > 2 * _LONGEST:  # prose by its length; folding it would cost more than all else
        return _Line(paragraph, "", "")
    text = " ".join(paragraph.translate(_PLAIN).split())
    folded = fold(text)
    return _Line(text, folded, _EDGES.sub("", folded))


def _is_furniture(line: _Line, may_be_title: bool) -> bool:
    if len(line.text) > _LONGEST or _OPENING_QUOTE.match(line.text):
        return False
    if not any(character.isalnum() for character in line.text):
        return True
    if WIRE_MARK.fullmatch(line.text):
        return True
    if _LABELLED_ADDRESS.fullmatch(line.text):
        return True
    if patterns.NOTICE.fullmatch(line.core) or patterns.NOTICE.fullmatch(line.folded):
        return True
    whole_sentence = _FULL_STOP.search(line.text) and len(line.text.split()) > _FEW_WORDS
    if not whole_sentence and (patterns.LABEL.fullmatch(line.core) or patterns.BYLINE.fullmatch(line.text)):
        return True
    return _is_bar(line) or _is_call(line) or (not may_be_title and _is_link(line))


def _is_call(line: _Line) -> bool:
    """An imperative to the reader that names a thing of the site and tells of nothing."""
    if patterns.TELLS.search(line.core):
        return False
    if not _FULL_STOP.search(line.text) and patterns.SIGN_UP.fullmatch(line.core):
        return True
    return patterns.CALL.match(line.core) is not None and patterns.SITE_THING.search(line.core) is not None


def _in_box(line: _Line) -> bool:
    """A line that belongs to a newsletter box when it stands beside a call: another imperative, or the heading."""
    if not line.core or len(line.core) > _LONGEST_CALL or _OPENING_QUOTE.match(line.text):
        return False
    if patterns.CALL.match(line.core) and not patterns.TELLS.search(line.core):
        return True
    return not _FULL_STOP.search(line.text) and patterns.BOX_HEADING.fullmatch(line.core) is not None


def _is_link(line: _Line) -> bool:
    """A label with the headline of another piece behind it: "Previous articleDoctors protest", "READ: Ten killed"."""
    if len(line.text) > _LONGEST_LINK:
        return False
    folded = line.folded.lstrip(" >»›→▶►•*-")
    text = line.text[len(line.folded) - len(folded) :] if len(line.text) == len(line.folded) else folded
    ends = _FULL_STOP.search(text) is not None
    for label, strong in ((patterns.STRONG_LINK, True), (patterns.WEAK_LINK, False)):
        match = label.match(folded)
        rest = text[match.end() :] if match else ""
        mark = _MARK.match(rest)
        headline = rest[mark.end() :] if mark else rest.lstrip()
        if len(headline) < 2:
            continue
        if mark:
            return strong or not ends
        # Without a mark between them, only a headline's capital tells it from a sentence that goes on.
        return strong and not ends and not text.isupper() and not headline[0].islower()
    return False


def _is_headline(line: _Line) -> bool:
    short = len(line.text) <= _LONGEST_LINK
    return short and not _SENTENCE_END.search(line.text) and not _OPENING_QUOTE.match(line.text)


def _is_bar(line: _Line) -> bool:
    words = set(re.split(r"[\s,|/•·:&]+", line.core)) - patterns.BUTTON_FILLERS
    return bool(words) and words <= patterns.BUTTONS
