"""What was reported, as a picture: each report a mark at its day, the figures that differ as bars. Pure.

matplotlib is imported when the first picture is drawn: it takes a second and some 40 MB, which a bot that draws none
does not pay.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, isinf
from threading import Lock
from typing import TYPE_CHECKING

from bot.support.i18n import Locale
from bot.views.citation import clean_line, day_of, format_date, title_of
from bot.views.markup import Blockquote, Bold, Message, Piece, sendable, size
from bot.views.quote_lists import figure_of, item_head, listing_title
from bot.views.quote_page import Page
from index.answer_metadata import Form, Standing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CAPTION_UNITS = 1024
"""Longest caption of a photo, in UTF-16 units."""

_ROWS = 12
_LABEL_UNITS = 28
_WIDTH, _DOTS = 7.2, 150
_ROW_HEIGHT, _FRAME_HEIGHT = 0.42, 1.1
# Dark on an opaque light ground: read alike in a light and in a dark chat; two hues that all eyes tell apart.
_GROUND, _INK, _GREY, _GRID, _BLUE, _ORANGE = "#fbfaf7", "#1b1b1b", "#6b6b6b", "#d9d6cf", "#1f6fb2", "#c05a00"
# matplotlib's caches of fonts are not made for threads.
_drawing = Lock()


@dataclass(frozen=True, slots=True)
class Mark:
    """A report in the picture.

    Attributes:
        label: of its row.
        low, high: what its figure means; `high` may be infinite; None where it has none.
        superseded: a later report corrects it.
    """

    label: str
    day: date
    low: float | None = None
    high: float | None = None
    superseded: bool = False


def marks_of(pages: Sequence[Page]) -> list[Mark]:
    """The dated reports of a listing: figures each on a row of its own, by its number; others a row an outlet."""
    numbered = pages[0].view.interpretation.form is Form.FIGURES
    marks = []
    for page in pages:
        quote, locale = page.quote, page.view.locale
        day, figure = day_of(quote), figure_of(quote) if numbered else None
        if day is None:
            continue
        named = clean_line(quote.article.source, _LABEL_UNITS, locale) or title_of(quote.article, locale, _LABEL_UNITS)
        named = named.strip("\u2068\u2069")  # which no font draws
        marks.append(
            Mark(
                f"{page.number + 1}. {named}" if numbered else named, day,
                figure.low if figure is not None else None, figure.high if figure is not None else None,
                quote.standing is Standing.SUPERSEDED,
            )
        )  # fmt: skip
    return marks


def caption(pages: Sequence[Page]) -> Message:
    """What the picture shows, in words: every report with its quote, as far as a caption has room, else without."""
    locale = pages[0].view.locale
    title = listing_title(pages) or (Bold(locale.say("timeline")), "\n")
    heads = [item_head(page) for page in pages]
    quoted: list[Piece] = [*title]
    for page, head in zip(pages, heads, strict=True):
        quoted += ["\n", *head, "\n", Blockquote((page.quote.text,))]
    if size(tuple(quoted)) <= CAPTION_UNITS:
        return tuple(quoted)
    listed: list[Piece] = [*title]
    for head in heads:
        if size((*listed, "\n", *head, "\n…")) > CAPTION_UNITS:
            return (*listed, "\n…")
        listed += ["\n", *head]
    return tuple(listed)


def draw(marks: Sequence[Mark], locale: Locale) -> bytes:
    """A PNG of at most 1,080 dots across; its words run as the locale's do.

    Args:
        marks: at least one.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rows = list(dict.fromkeys(mark.label for mark in marks))[:_ROWS]
    shown = [mark for mark in marks if mark.label in rows]
    with _drawing:
        height = _FRAME_HEIGHT + _ROW_HEIGHT * max(2, len(rows))
        picture = Figure(figsize=(_WIDTH, height), dpi=_DOTS, facecolor=_GROUND, layout="constrained")
        FigureCanvasAgg(picture)
        if any(mark.low is not None for mark in shown):
            days, figures = picture.subplots(1, 2, sharey=True, width_ratios=(3, 2))
            _draw_figures(figures, shown, rows)
        else:
            days = picture.subplots()
        _draw_days(days, shown, rows, locale)
        out = io.BytesIO()
        picture.savefig(out, format="png")
    return out.getvalue()


def _draw_days(axes: "Axes", marks: Sequence[Mark], rows: Sequence[str], locale: Locale) -> None:
    days = sorted({mark.day.toordinal() for mark in marks})
    for mark in marks:
        colour = _ORANGE if mark.superseded else _BLUE
        filled = "none" if mark.superseded else colour
        axes.plot(
            mark.day.toordinal(), rows.index(mark.label), "o", markersize=10, markeredgewidth=2, color=colour,
            markerfacecolor=filled,
        )  # fmt: skip
    spread = max(1, days[-1] - days[0])
    axes.set_xlim(days[0] - 0.08 * spread - 0.3, days[-1] + 0.08 * spread + 0.3)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    ticks = _spread_out(days, max(1.0, spread * 0.22))
    written = [format_date(date.fromordinal(day).isoformat(), locale) or "" for day in ticks]
    axes.set_xticks(ticks, [_broken(text) for text in written], fontsize=9, color=_GREY)
    labels = [sendable(row) for row in rows]
    axes.set_yticks(range(len(rows)), labels, fontsize=11, color=_INK, parse_math=False)  # a "$" is no formula
    axes.tick_params(axis="both", length=0)
    if locale.rtl:
        axes.invert_xaxis()
        axes.yaxis.tick_right()
    _plain(axes)


def _draw_figures(axes: "Axes", marks: Sequence[Mark], rows: Sequence[str]) -> None:
    bounded = [mark for mark in marks if mark.low is not None and mark.high is not None]
    ends = [end for mark in bounded for end in (mark.low or 0.0, mark.high or 0.0) if not isinf(end)]
    least, most = min(ends), max(ends)
    room = max(1.0, (most - least) * 0.25)
    for mark in bounded:
        low, high = mark.low or 0.0, mark.high if mark.high is not None else inf
        colour, row = _ORANGE if mark.superseded else _BLUE, rows.index(mark.label)
        if low == high:
            axes.plot(low, row, "D", markersize=8, color=colour)
        elif isinf(high):  # "at least": it goes on
            axes.annotate(
                "", (most + room, row), (low, row), arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 4}
            )
            axes.plot(low, row, "|", markersize=14, markeredgewidth=3, color=colour)
        else:
            axes.barh(row, high - low, left=low, height=0.34, color=colour)
        axes.annotate(
            _bounds(low, high), (low, row), (0, 9), textcoords="offset points", fontsize=9, color=_INK, ha="center"
        )
    axes.set_xlim(least - room, most + room)
    axes.tick_params(axis="both", length=0)
    axes.tick_params(axis="y", labelleft=False)
    axes.locator_params(axis="x", nbins=4, integer=True)
    axes.tick_params(axis="x", labelsize=9, labelcolor=_GREY)
    _plain(axes)


def _bounds(low: float, high: float) -> str:
    if low == high:
        return f"{low:,.0f}"
    return f"≥ {low:,.0f}" if isinf(high) else f"{low:,.0f}–{high:,.0f}"


def _plain(axes: "Axes") -> None:
    axes.set_facecolor(_GROUND)
    axes.grid(visible=True, color=_GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _spread_out(days: Sequence[int], apart: float) -> list[int]:
    """The days to write: the first, the last, and those so far from others that their dates do not meet."""
    kept = [days[0]]
    for day in days[1:]:
        if day - kept[-1] >= apart and (day == days[-1] or days[-1] - day >= apart):
            kept.append(day)
    return kept


def _broken(text: str) -> str:
    """A date on two lines, the year on the second."""
    before, _, year = text.rpartition(" ")
    return f"{before}\n{year}" if before else text
