"""Where the words of a PDF page stand: fragments of text to lines, columns and paragraphs, by geometry alone."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.sources.parsing.paragraphs import stands_alone

_MOST_FRAGMENTS = 50_000  # of one page; a dense newspaper page has a tenth
# In ems, that is, font sizes: fragments nearer than this are of one line of one column ...
_SAME_RUN = 1.0
# ... and a gutter between columns is at least this wide, over at least so many lines on both sides.
_GUTTER = 0.8
_FEWEST_LINES = 3
_FEWEST_WORDS = 2.5  # a line of a column of prose has on average, where a cell of a table has fewer
_RISE = 0.4  # fragments whose baselines differ by less stand on one line
_LEADING = 1.35  # a gap of so many usual ones parts paragraphs
_INDENT = 0.9
_FULL = 0.82  # of the width of its column: the next word did not fit into a line that is so long
_LIST_ITEM = re.compile(r"(?:[-*•–—·▪●]\s|\(?\d{1,3}[.)]\s|Eds?:\s)")
_SENTENCE_END = re.compile(r"[.!?:…؟。][\"'”’»)\]]*$")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NUMERAL = re.compile(r"[٠-٩۰-۹](?:[٫٬.,]?[٠-٩۰-۹])+")
_NARROW, _WIDE = frozenset("iljtfI.,;:'!|()[] "), frozenset("mwMW—…%@")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text with the place of its beginning and its end, and its size; x grows rightwards, y upwards."""

    x: float
    end: float
    y: float
    size: float
    text: str


class Line(Fragment):
    """What stands on one line of one column."""


class FragmentCollector:
    """Collects what pypdf tells a text visitor."""

    def __init__(self) -> None:
        self.fragments: list[Fragment] = []
        self.tilted = 0

    def visit(
        self, text: str, user: Sequence[float], matrix: Sequence[float], font: Mapping[str, object] | None, size: float
    ) -> None:
        """Note a piece of text; `user` and `matrix` are the transformations it is drawn under."""
        words = text.strip()
        if not words or len(self.fragments) > _MOST_FRAGMENTS:
            return
        a, b = matrix[0] * user[0] + matrix[1] * user[2], matrix[0] * user[1] + matrix[1] * user[3]
        x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
        y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        scale = (a * a + b * b) ** 0.5
        size = abs(size * scale)
        if abs(b) > abs(a) or not size:
            self.tilted += len(words)
            return
        for number, piece in enumerate(filter(None, (" ".join(line.split()) for line in words.split("\n")))):
            # Lines that come in one piece stand one below the other.
            down = y - number * 1.2 * size
            self.fragments.append(Fragment(x, x + size * _width(piece, font), down, size, piece))

    @property
    def upright(self) -> bool:
        """Whether most of the page is written from left to right."""
        return self.tilted <= sum(len(fragment.text) for fragment in self.fragments)


def leftward_lines(fragments: Sequence[Fragment]) -> Iterator[str]:
    """The lines of a page that is written from right to left, in the order in which they are drawn.

    Fragments of one line stand from the left as they are seen, those of one place in the order in which they came. They
    are read from the right, numbers and words in other letters among themselves from the left.
    """
    lines: list[list[Fragment]] = []
    for fragment in fragments:
        if lines and abs(lines[-1][0].y - fragment.y) < _RISE * max(fragment.size, lines[-1][0].size):
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    for line in lines:
        yield _leftwards([fragment.text for fragment in sorted(line, key=lambda one: one.x)])


def _leftwards(seen: Sequence[str]) -> str:
    read: list[str] = []
    other = 0  # how many of the last are not written from right to left
    for text in reversed(seen):
        word = any(letter.isalnum() for letter in text)
        if word and RIGHT_TO_LEFT.search(text) is None:
            read.insert(len(read) - other, text)
            other += 1
        elif word or not read:
            read.append(_NUMERAL.sub(lambda match: match[0][::-1], text))
            other = 0
        else:  # a mark, which ends what was read
            read[-1] += text
    return " ".join(read)


def _width(text: str, font: Mapping[str, object] | None) -> float:
    """The width of a text in ems: by the table of a font that has one for plain letters, else about what it takes."""
    widths, first = (font or {}).get("/Widths"), (font or {}).get("/FirstChar")
    table: Sequence[object] = widths if isinstance(widths, list) else ()
    start = first if isinstance(first, int) else 0
    total = 0.0
    for letter in text:
        at = ord(letter) - start
        known = table[at] if 0 <= at < len(table) else None
        if isinstance(known, int | float) and known > 0:
            total += float(known) / 1000
        else:
            total += _usual_width(letter)
    return total


def _usual_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.28
    if ord(letter) >= 0x2E80:
        return 1.0
    return 0.83 if letter in _WIDE else 0.68 if letter.isupper() else 0.53


def page_lines(fragments: Sequence[Fragment]) -> list[list[Line]]:
    """The lines of a page from top to bottom, each as the runs that stand on it, from left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda one: (-one.y, one.x)):
        if rows and rows[-1][0].y - fragment.y < _RISE * max(fragment.size, rows[-1][0].size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [list(_runs(sorted(row, key=lambda one: one.x))) for row in rows]


def _runs(row: Sequence[Fragment]) -> Iterator[Line]:
    x, end, y, size, text = row[0].x, row[0].end, row[0].y, row[0].size, row[0].text
    for fragment in row[1:]:
        gap = fragment.x - end
        if gap > _SAME_RUN * max(size, fragment.size):
            yield Line(x, end, y, size, text)
            x, end, y, size, text = fragment.x, fragment.end, fragment.y, fragment.size, fragment.text
            continue
        text += fragment.text if gap < 0.12 * size else f" {fragment.text}"
        end, size = max(end, fragment.end), max(size, fragment.size)
    yield Line(x, end, y, size, text)


def columns(rows: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The lines in the order in which they are read, a list for each column or stretch of the page.

    Rows over which one gutter runs are read down one side, then down the other; the cells of any other row are one
    line, ` | ` between them.
    """
    whole: list[Line] = []
    at = 0
    while at < len(rows):
        end, gutter = _columned(rows, at)
        if end == at:
            whole.append(_joined(rows[at]))
            at += 1
            continue
        if whole:
            yield whole
            whole = []
        sides = [[run for run in row if (run.x >= gutter) is right] for right in (False, True) for row in rows[at:end]]
        half = end - at
        yield from columns([row for row in sides[:half] if row])
        yield from columns([row for row in sides[half:] if row])
        at = end
    if whole:
        yield whole


def _joined(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text = " | ".join(run.text for run in row)
    return Line(row[0].x, row[-1].end, row[0].y, max(run.size for run in row), text)


def _columned(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, float]:
    """The row behind the last one that the gutter of the row at `start` parts, and where that is; `start` if none."""
    if len(rows[start]) < 2 and not _beside(rows, start):
        return start, 0.0
    first = next((row for row in rows[start : start + _FEWEST_LINES] if len(row) > 1), None)
    if first is None:
        return start, 0.0
    for left, right in pairwise(first):
        begin, close = left.end, right.x
        end, both = start, 0
        for row in rows[start:]:
            low = max((run.end for run in row if run.x < close - 1), default=begin)
            high = min((run.x for run in row if run.x >= close - row[0].size), default=close)
            low, high = max(begin, low), min(close, high)
            if high - low < _GUTTER * row[0].size:
                break
            begin, close = low, high
            both += any(run.x < high for run in row) and any(run.x >= high for run in row)
            end += 1
        if both >= _FEWEST_LINES and _is_prose([run for row in rows[start:end] for run in row]):
            return end, close
    return start, 0.0


def _beside(rows: Sequence[Sequence[Line]], start: int) -> bool:
    """Whether the row after next has two runs: one side of two columns may begin a little above the other."""
    return any(len(row) > 1 for row in rows[start + 1 : start + _FEWEST_LINES])


def _is_prose(runs: Sequence[Line]) -> bool:
    return sum(len(run.text.split()) for run in runs) >= _FEWEST_WORDS * len(runs)


def paragraphs(lines: Sequence[Line], join: Callable[[str, str], str]) -> Iterator[str]:
    """The paragraphs of one column: lines nearer to one another, of one size, the last one full, are joined."""
    if not lines:
        return
    gaps = sorted(above.y - below.y for above, below in pairwise(lines) if above.y > below.y)
    sizes = sorted(line.size for line in lines)
    usual = max(median(gaps[: bisect_left(gaps, 3 * sizes[len(sizes) // 2]) or 1]), 0.1) if gaps else 0.0
    left, right = min(line.x for line in lines), max(line.end for line in lines)
    text = lines[0].text
    for above, below in pairwise(lines):
        apart = above.y - below.y > _LEADING * usual or above.y <= below.y
        resized = abs(above.size - below.size) > 0.1 * above.size
        indented = below.x - left > _INDENT * below.size > above.x - left
        full = above.end - left >= _FULL * (right - left)
        ended = _SENTENCE_END.search(above.text) is not None
        goes_on = full or (not ended and below.text[:1].islower())
        alone = stands_alone(above.text) or stands_alone(below.text)
        if apart or resized or alone or (indented and ended) or _LIST_ITEM.match(below.text) or not goes_on:
            yield text
            text = below.text
        else:
            text = join(text, below.text)
    yield text
