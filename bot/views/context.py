"""The paragraphs around a quote, as far as there is room for them; pure."""

from bot.views.markup import utf16_length
from bot.views.truncation import truncate
from index.records import Article, ParagraphKind, Quote, Span

_PARAGRAPHS_AROUND = 2
# Less than this of a neighbouring paragraph is not worth the place.
_NEIGHBOUR_UNITS = 40


def around(article: Article, here: int, room: int) -> dict[int, Span]:
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


def has_surroundings(quote: Quote) -> bool:
    """Whether there is more to show than the quote itself."""
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
