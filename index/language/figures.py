"""Figures in a sentence, as bounds with the words that say them: "at least 15", "two dozen", "عشرات"; pure."""

from collections.abc import Iterator
from dataclasses import replace

from index.language.figures_ar import arabic_figures
from index.language.figures_en import english_figures
from index.language.quantities import Figure
from index.language.text import script_language
from index.records import Span


def figures_in(text: str, within: Span) -> Iterator[Figure]:
    """The figures inside `within` that count things, in order; offsets are into `text`.

    Ordinals, years, dates, times, ages, measures and sums of money are none.
    """
    stretch = text[within.start : within.end]
    for figure in arabic_figures(stretch) if script_language(stretch) == "ar" else english_figures(stretch):
        span = Span(figure.span.start + within.start, figure.span.end + within.start)
        yield replace(figure, span=span)
