"""A conversation as an SVG picture: bubbles, quotes, buttons; text stays text. Pure, the same bytes for the same words.

Widths are estimated from a table, with room to spare: the reader's fonts are not known here.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.fake_bot_api import ParsedText

WIDTH = 560
_BUBBLE, _PAD, _GAP, _LINE, _KEY = 460, 12, 8, 21, 34
_SIZE = 15
_FONT = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans', Arial, sans-serif"
_GROUND, _THEIRS, _OURS, _BAR, _QUOTE, _LINK, _INK, _SOFT = (
    "#d5e3ea", "#e7fbd3", "#ffffff", "#3390ec", "#eaf3fc", "#0f6fbf", "#101820", "#b9ccd8"
)  # fmt: skip
_MARKS = {"bold": "font-weight='700'", "italic": "font-style='italic'", "text_link": f"fill='{_LINK}'"}
_ISOLATED = re.compile("[\u2066-\u2068].*?(?:\u2069|$)")
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] ·‹›"), frozenset("mwMW—")


@dataclass(frozen=True)
class Said:
    """One message: what is seen of it, and the rows of its buttons' labels; `ours` where the bot says it."""

    content: ParsedText
    rows: tuple[tuple[str, ...], ...] = ()
    ours: bool = True


@dataclass(frozen=True)
class _Line:
    runs: tuple[tuple[str, str], ...]  # words and their marks
    quoted: bool
    rtl: bool


def drawn(messages: Sequence[Said]) -> str:
    """The conversation, from top to bottom, as SVG."""
    body: list[str] = []
    y = 16
    for message in messages:
        parts, height = _bubble(message, y)
        body += parts
        y += height + _GAP
    head = f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{y + 8}' viewBox='0 0 {WIDTH} {y + 8}'"
    ground = f"<rect width='{WIDTH}' height='{y + 8}' rx='14' fill='{_GROUND}'/>"
    return "\n".join([f'{head} font-family="{_FONT}" font-size="{_SIZE}">', ground, *body, "</svg>", ""])


def _bubble(message: Said, y: int) -> tuple[list[str], int]:
    lines = list(_lines(message.content, _BUBBLE - 2 * _PAD - 12))
    widest = max(_total(line.runs) for line in lines)
    width = _BUBBLE if message.ours else min(_BUBBLE, round(widest) + 2 * _PAD)
    x = 16 if message.ours else WIDTH - 16 - width
    height = len(lines) * _LINE + 2 * _PAD - 4
    parts = [
        f"<rect x='{x}' y='{y}' width='{width}' height='{height}' rx='12' fill='{_OURS if message.ours else _THEIRS}'/>"
    ]
    for number, line in enumerate(lines):
        top = y + _PAD - 2 + number * _LINE
        if line.quoted:
            bar = x + width - _PAD - 3 if line.rtl else x + _PAD
            parts.append(
                f"<rect x='{x + _PAD}' y='{top}' width='{width - 2 * _PAD}' height='{_LINE}' fill='{_QUOTE}'/>"
            )
            parts.append(f"<rect x='{bar}' y='{top}' width='3' height='{_LINE}' fill='{_BAR}'/>")
        inset = _PAD + (10 if line.quoted else 0)
        parts.append(_text(line, x + width - inset if line.rtl else x + inset, top + 16))
    for row in message.rows:
        height += 5
        each = (width - 5 * (len(row) - 1)) // len(row)
        for place, label in enumerate(row):
            left = x + place * (each + 5)
            parts.append(f"<rect x='{left}' y='{y + height}' width='{each}' height='{_KEY}' rx='8' fill='{_SOFT}'/>")
            rtl = " direction='rtl'" if is_rtl(label) else ""
            middle = f"x='{left + each // 2}' y='{y + height + 22}' text-anchor='middle' font-size='14'"
            parts.append(f"<text {middle}{rtl} fill='{_INK}'>{escape(label)}</text>")
        height += _KEY
    return parts, height


def _text(line: _Line, x: int, y: int) -> str:
    runs = "".join(f"<tspan {marks}>{escape(words)}</tspan>" if marks else escape(words) for words, marks in line.runs)
    rtl = " direction='rtl'" if line.rtl else ""
    # With direction rtl the text starts at its right end.
    return f"<text x='{x}' y='{y}'{rtl} fill='{_INK}' xml:space='preserve'>{runs}</text>"


def _lines(content: ParsedText, room: float) -> Iterator[_Line]:
    """The paragraphs of a message, broken into lines that fit."""
    start = 0
    for paragraph in content.text.split("\n"):
        rtl = is_rtl(paragraph)
        quoted = any(e.kind == "blockquote" and e.start <= start < e.end for e in content.entities)
        line: list[tuple[str, str]] = []
        for word in _words(paragraph):
            marks = _marks(content, start)
            if line and _total(line) + _width(word.rstrip(), marks) > room:
                yield _Line(tuple(_joined(line)), quoted, rtl)
                line = []
            line.append((word, marks))
            start += len(word)
        yield _Line(tuple(_joined(line)), quoted, rtl)
        start += 1


def _words(paragraph: str) -> Iterator[str]:
    """Words with the space after them."""
    parts = paragraph.split(" ")
    yield from (part + " " for part in parts[:-1])
    yield parts[-1]


def _marks(content: ParsedText, place: int) -> str:
    found = (_MARKS[e.kind] for e in content.entities if e.kind in _MARKS and e.start <= place < e.end)
    return " ".join(sorted(found))


def _joined(line: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbouring words with the same marks as one run."""
    run, marks = "", ""
    for word, wanted in line:
        if wanted != marks and run:
            yield run, marks
            run = ""
        run, marks = run + word, wanted
    yield run, marks


def _total(line: Sequence[tuple[str, str]]) -> float:
    return sum(_width(word, marks) for word, marks in line)


def _width(words: str, marks: str) -> float:
    units = sum(
        0.0 if unicodedata.category(sign) in ("Mn", "Cf") else 0.36 if sign in _NARROW else 0.95 if sign in _WIDE
        else 0.72 if sign.isupper() else 0.61
        for sign in words
    )  # fmt: skip
    return units * _SIZE * (1.1 if "700" in marks else 1.0)


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction, outside isolates, runs from right to left (UAX 9, rules P2 and P3)."""
    found = (unicodedata.bidirectional(sign) for sign in _ISOLATED.sub("", text))
    return next((kind in ("R", "AL") for kind in found if kind in ("L", "R", "AL")), False)
