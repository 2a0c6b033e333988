"""Where the paragraphs of a plain text lie."""

import re
from collections.abc import Iterator, Sequence

from index.records import Span

# What ends a line in files of any system, Unicode's own separators and the form feed between pages included.
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028]|\u2029|\Z)")
_PARAGRAPH_SEPARATORS = ("\u2029", "\x0c")
_STARTS_ANEW = re.compile(r"(?:[-*•–—·▪●]\s|\(?\d{1,3}[.)]\s|\t|\s{3,}|Eds?:\s)")
WIRE_MARK = re.compile(r"\([^\W\d_a-zß-ÿ]{3,12}\)|[-–—#*]{1,3} ?(?:30|[^\W\d_a-zß-ÿ]{3,12}) ?[-–—#*]{1,3}")
"""How wires end a page or a report: (MORE), (END), -30-."""
# Widths at which typewriters, news wires and mail programs break lines; CJK lines are about half as long.
_NARROWEST, _WIDEST = 30, 110
_ENDS = frozenset(".!?…:;؟。！？।۔\"'”’»)]")
_RULE = re.compile(r"[\W_]+")


def paragraph_spans(text: str, start: int = 0) -> list[Span]:
    """The paragraphs of `text` from `start`, in order, white space around them left out.

    Blank lines part paragraphs. Inside a block of lines, a line break is a new paragraph too, unless the text is hard
    wrapped: then a line that is full up to the margin goes on in the next one. Rules (`----`, `***`) are in none.
    """
    blocks = list(_blocks(text, start))
    margin = _margin(blocks)
    spans = []
    for block in blocks:
        for first, last in _joined(text, block, margin):
            if not _RULE.fullmatch(text, first, last):
                spans.append(Span(first, last))
    return spans


def line_groups(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs in lines that are shown one below the other, white space around each left out.

    A line that ends in one is a paragraph, unless the lines are hard wrapped, or a long one breaks off in the middle of
    a sentence, which the next goes on with in a small letter.
    """
    if len(lines) < 2:
        yield from lines
        return
    text = "\n".join(lines)
    waiting = ""
    for span in paragraph_spans(text):
        paragraph = " ".join(text[span.start : span.end].split())
        breaks_off = waiting and waiting[-1] not in _ENDS and paragraph[0].islower()
        if breaks_off and (len(waiting) >= _NARROWEST or paragraph[-1] in _ENDS):
            waiting += f" {paragraph}"
            continue
        if waiting:
            yield waiting
        waiting = paragraph
    if waiting:
        yield waiting


def stands_alone(line: str) -> bool:
    """Whether it is a mark or a rule, which no sentence goes on with."""
    line = line.strip()
    return WIRE_MARK.fullmatch(line) is not None or _RULE.fullmatch(line) is not None


def _blocks(text: str, start: int) -> Iterator[list[Span]]:
    """Runs of lines that are not blank, each line without the white space at its end."""
    block: list[Span] = []
    for match in _LINE.finditer(text, start):
        line = match.group()
        words = line.rstrip()
        if words:
            block.append(Span(match.start(), match.start() + len(words)))
        if block and (not words or line.endswith(_PARAGRAPH_SEPARATORS)):
            yield block
            block = []
    if block:
        yield block


def _margin(blocks: Sequence[Sequence[Span]]) -> int | None:
    """The width at which the text is hard wrapped, None when it is not.

    It is when most lines that another follows end near one column, and hardly any line goes beyond it.
    """
    inner = sorted(line.end - line.start for block in blocks for line in block[:-1])
    lines = [line.end - line.start for block in blocks for line in block]
    if len(inner) < 3:
        return None
    margin = inner[int(0.9 * (len(inner) - 1))]
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    full = sum(0.75 * margin <= length <= 1.15 * margin for length in inner)
    beyond = sum(length > 1.15 * margin for length in lines)
    return margin if full >= 0.6 * len(inner) and beyond <= 0.05 * len(lines) else None


def _joined(text: str, block: Sequence[Span], margin: int | None) -> Iterator[tuple[int, int]]:
    """The paragraphs of a block: start and end, white space at the start left out."""
    first = block[0]
    for line, following in zip(block, [*block[1:], None], strict=True):
        if following is None or not _goes_on(text, line, following, margin):
            opening = text[first.start : line.end]
            yield line.end - len(opening.lstrip()), line.end
            if following is not None:
                first = following


def _goes_on(text: str, line: Span, following: Span, margin: int | None) -> bool:
    """Whether the line was broken only because the next word did not fit before the margin."""
    if margin is None or _STARTS_ANEW.match(text, following.start, following.end):
        return False
    if stands_alone(text[line.start : line.end]) or stands_alone(text[following.start : following.end]):
        return False
    if line.end - line.start >= 0.75 * margin:
        return True
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > margin
