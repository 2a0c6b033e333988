"""Readings of a question for a number somewhere, marked by the figure of that place; others answer nothing."""

from collections.abc import Sequence
from dataclasses import replace

from index.events.figure_matching import asked_figures, placed_figures
from index.events.place_mentions import is_named
from index.events.reports import asks_for_figure
from index.language.figures import figures_in
from index.query.place_constraint import place_constraint
from index.query.question import Kind, Question
from index.reading.candidates import candidates
from index.reading.sentence_reader import Reading
from index.records import Span

ELSEWHERE = 0.5
"""What the figure of another place keeps of its probability: never enough to answer."""


def keep_place(question: Question, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, most probable first, each marked by the figure of the place asked about where it has one."""
    where = place_constraint(question) if asks_for_figure(question) else None
    if where is None or not where.located:
        return list(readings)
    articles = {reading.article.id: reading.article for reading in readings}
    naming = {known for known, article in articles.items() if is_named(where, article)}
    looked_at = [
        _of(question, reading)
        if reading.article.id in naming
        else replace(reading, probability=ELSEWHERE * reading.probability)
        for reading in readings
    ]
    return sorted(looked_at, key=lambda reading: -reading.probability)


def _of(question: Question, reading: Reading) -> Reading:
    article, sentence, marked = reading.article, reading.sentence, reading.highlight
    if marked is None:
        return reading
    in_mark = [one for one in placed_figures(question, article, sentence) if one.figure.span.overlaps(marked)]
    asked = asked_figures(question, article, sentence)
    if len(in_mark) == 1 and in_mark[0] in asked:
        return reading
    if len(asked) == 1 and asked[0].sure:
        return replace(reading, highlight=marked_as(reading, asked[0].figure.span))
    if in_mark and all(one.elsewhere for one in in_mark):
        return replace(reading, probability=ELSEWHERE * reading.probability)
    return reading


def marked_as(reading: Reading, figure: Span) -> Span:
    """A figure with the things that it counts, as sentences are marked elsewhere, but with no other figure."""
    text = reading.article.text
    spans = (span for span in candidates(Kind.COUNT, text, reading.sentence) if figure.within(span))
    return next((span for span in spans if len(list(figures_in(text, span))) == 1), figure)
