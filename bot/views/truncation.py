"""Truncation: the part of a long passage that fits a message, and of the paragraphs around a quote. Pure."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.views.markup import sendable, utf16_length
from index.language.sentences import sentences
from index.records import Article, ParagraphKind, Quote, Span

# Joiners and variation selectors: a cut before one of them would tear a written sign apart.
_JOINING = frozenset("\u200c\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Truncated:
    """The part of a passage to show.

    Attributes:
        span: the part, as offsets into the article's text.
        at_sentences: whether both ends are ends of sentences.
    """

    span: Span
    at_sentences: bool


def truncate(text: str, span: Span, keep: Span | None, units: int) -> Truncated:
    """The part of `span` that fits in `units`, with as much of `keep` in it as fits.

    Args:
        text: the article's text.
        span: what one would show if there were room.
        keep: characters inside `span` that must stay; None keeps the beginning.
        units: UTF-16 code units at hand, at least 2.
    """
    if utf16_length(text[span.start : span.end]) <= units:
        return Truncated(span, True)
    pieces, first, last = _sentences_with(text, span, keep)
    core = Span(pieces[first].start, pieces[last].end)
    if utf16_length(text[core.start : core.end]) > units:
        return Truncated(_cut_at_words(text, core, keep, units), False)
    while last + 1 < len(pieces) and utf16_length(text[core.start : pieces[last + 1].end]) <= units:
        last += 1
        core = Span(core.start, pieces[last].end)
    while first > 0 and utf16_length(text[pieces[first - 1].start : core.end]) <= units:
        first -= 1
        core = Span(pieces[first].start, core.end)
    return Truncated(core, True)


def whole_sentences(text: str, span: Span, keep: Span | None, units: int) -> Span:
    """As `truncate`, but for one sentence, or those of `keep`, that alone take more: they stay whole."""
    cut = truncate(text, span, keep, units)
    if cut.at_sentences:
        return cut.span
    pieces, first, last = _sentences_with(text, span, keep)
    return Span(pieces[first].start, pieces[last].end)


def _sentences_with(text: str, span: Span, keep: Span | None) -> tuple[list[Span], int, int]:
    """The sentences of `span`, and the numbers of the first and the last one with characters of `keep`."""
    pieces = sentences(sendable(text), span) or [span]
    wanted = keep if keep is not None else Span(span.start, span.start + 1)
    first = next((i for i, piece in enumerate(pieces) if piece.end > wanted.start), len(pieces) - 1)
    last = next((i for i, piece in enumerate(pieces) if piece.end >= wanted.end), len(pieces) - 1)
    return pieces, first, last


def shorten(text: str, units: int) -> str:
    """`text` cut at a word border with an ellipsis to at most `units` UTF-16 units; for labels, never for quotes."""
    if utf16_length(text) <= units:
        return text
    return text[: end_within(text, 0, len(text), units - 1)].rstrip() + "…"


def first_few(names: Sequence[str], most: int) -> list[str]:
    """At most so many of some, and an ellipsis for the others."""
    return [*names[:most], *(["…"] if len(names) > most else [])]


def _cut_at_words(text: str, span: Span, keep: Span | None, units: int) -> Span:
    start = span.start
    # White space after the last sentence is in no sentence, so there is nothing of it to keep.
    if keep is not None and keep.start < span.end and utf16_length(text[start : keep.end]) > units:
        # The words to keep come late: begin with them, after as much of a run-up as half of the room left allows.
        room = max(0, units - utf16_length(text[keep.start : keep.end])) // 2
        start = _start_within(text, span.start, keep.start, room)
    return Span(start, end_within(text, start, span.end, units))


def end_within(text: str, start: int, end: int, units: int) -> int:
    """The last word border at which `text[start:...]` takes at most `units`; inside a word when it is one long word."""
    reach = start
    while reach < end and units > 0:
        units -= 2 if ord(text[reach]) > 0xFFFF else 1
        reach += 1
    if units < 0:
        reach -= 1
    border = reach
    while border > start and not (border == end or text[border].isspace() or text[border - 1].isspace()):
        border -= 1
    border = start + len(text[start:border].rstrip())
    if border > start:
        return border
    while reach - 1 > start and _joins(text, reach):
        reach -= 1
    return reach


def _start_within(text: str, start: int, end: int, units: int) -> int:
    """The first word border from which `text[...:end]` takes at most `units`; `end` when there is none."""
    reach = end
    while reach > start:
        units -= 2 if ord(text[reach - 1]) > 0xFFFF else 1
        if units < 0:
            break
        reach -= 1
    while reach < end and reach > start and not text[reach - 1].isspace():
        reach += 1
    while reach < end and text[reach].isspace():
        reach += 1
    return reach


def _joins(text: str, border: int) -> bool:
    after = text[border]
    return after in _JOINING or text[border - 1] == "\u200d" or unicodedata.combining(after) != 0


_PARAGRAPHS_AROUND = 2

# Less than this of a neighbouring paragraph is not worth the place.
_NEIGHBOUR_UNITS = 40


def context_of(article: Article, here: int, room: int) -> dict[int, Span]:
    """What fits of the paragraphs around number `here`, by distance: whole ones, or their sentences nearest to it.

    Args:
        room: UTF-16 units at hand; each paragraph takes three more than it has, for quotation marks and a line's end.
    """
    found: dict[int, Span] = {}
    # The paragraph after and the one before first, then those further off; a side ends where one does not fit whole.
    open_sides = {1, -1}
    for step in (side * distance for distance in range(1, _PARAGRAPHS_AROUND + 1) for side in (1, -1)):
        side = 1 if step > 0 else -1
        neighbour = _neighbour(article, here, step) if side in open_sides else None
        if neighbour is None:
            open_sides.discard(side)
            continue
        # The later side leaves the earlier one at least half of the room, if it needs so much.
        other = _neighbour(article, here, -step) if side > 0 and -1 in open_sides else None
        wanted = utf16_length(article.cut(other)) + 3 if other is not None else 0
        share = max(room // 2, room - wanted)
        if share < _NEIGHBOUR_UNITS:
            break
        edge = Span(neighbour.start, neighbour.start + 1) if side > 0 else Span(neighbour.end - 1, neighbour.end)
        part = truncate(article.text, neighbour, edge, share - 3)
        if part.span != neighbour:
            open_sides.discard(side)
        if part.at_sentences:
            found[step] = part.span
            room -= utf16_length(article.cut(part.span)) + 3
    return found


OPEN_UNITS = 240
"""A quote of up to six lines on a phone stands open; a longer sentence is folded until it is tapped."""


def shown_span(quote: Quote) -> Span:
    """What an answer shows of a quote: all of a short one, of a long one the sentences around the words that answer."""
    return whole_sentences(quote.article.text, quote.span, quote.highlight, OPEN_UNITS)


def has_context(quote: Quote) -> bool:
    """Whether there is more to show than what is shown of the quote."""
    if shown_span(quote) != quote.span:
        return True
    here = quote.article.paragraph_at(quote.span.start)
    if here is None:
        return False
    near = (_neighbour(quote.article, here, 1), _neighbour(quote.article, here, -1))
    return quote.article.paragraphs[here].span != quote.span or any(span is not None for span in near)


def _neighbour(article: Article, here: int, step: int) -> Span | None:
    place = here + step
    if not 0 <= place < len(article.paragraphs) or article.paragraphs[place].kind is ParagraphKind.TITLE:
        return None  # the title stands in the source line already
    return article.paragraphs[place].span
