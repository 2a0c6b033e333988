"""What happened, as one quote an event in order of time; where things happened, as one quote a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.events.event_time import EventTime, best_known, event_time_of
from index.events.place_mentions import is_only_a_landmark
from index.events.reports import is_about, runs_on
from index.interpretation import Form
from index.language.text import words
from index.query.list_questions import asks_for_places, speaks_of_kind
from index.query.place_constraint import place_constraint
from index.query.question import Kind, Question
from index.reading.candidates import candidates
from index.reading.selection import ANSWERS_FROM, Copies, Selection, best_quotes
from index.reading.sentence_reader import Reading
from index.records import Quote, Span

EVENTS_A_QUOTE = 4
"""How many events are listed where a chat wants so many quotes: the list is paged, and less would hide events."""


def timeline_of(
    question: Question,
    readings: Sequence[Reading],
    further: Iterable[Reading],
    limit: int,
    copies: Copies,
) -> Selection:
    """The events that articles tell of, or the places, one quote each, the earliest first and undated ones last.

    Where all that answers is one event, or one article, the best quotes stay as they are.

    Args:
        readings: most probable first; they decide whether there is an answer.
        further: readings of other articles.
    """
    readings = [one for one in readings if speaks_of_kind(question, one.article.cut(one.sentence))]
    further = [one for one in further if speaks_of_kind(question, one.article.cut(one.sentence))]
    best = best_quotes(readings, limit, copies)
    if not best:
        return Selection(best)
    places = asks_for_places(question)
    told: list[_Told] = []
    for reading in sorted([*readings, *further], key=lambda one: -one.probability):
        one = _told(question, reading, copies, places) if reading.probability >= ANSWERS_FROM else None
        if one is None:
            continue
        at = next((at for at, other in enumerate(told) if _same(one, other, places)), None)
        if at is None:
            told.append(one)
        elif not places:
            told[at] = replace(told[at], when=best_known((told[at].when, one.when)))
    told = told[: limit * EVENTS_A_QUOTE]
    if len({one.quote.article.id for one in told}) < 2:
        return Selection(best)
    return Selection(tuple(map(_quote, sorted(told, key=_time))), Form.EVENTS)


@dataclass(frozen=True, slots=True)
class _Told:
    """A quote with the day of its event and, where places are asked for, the folded name of its place."""

    quote: Quote
    when: EventTime | None
    place: str | None


def _told(question: Question, reading: Reading, copies: Copies, places: bool) -> _Told | None:
    article, sentence = reading.article, reading.sentence
    marked = _place(question, reading) if places else reading.highlight
    if (places and marked is None) or runs_on(article, sentence):
        return None
    if not places and not is_about(question, article, sentence):
        return None
    where = None if places else place_constraint(question)
    if where is not None and is_only_a_landmark(where, article, sentence):
        return None
    when = event_time_of(article, sentence, sentence.start)
    name = None if marked is None or not places else " ".join(word.folded for word in words(article.cut(marked)))
    return _Told(Quote(article, sentence, marked, reading.probability, copies(article.id)), when, name)


def _quote(one: _Told) -> Quote:
    return replace(one.quote, occurred=None if one.when is None else one.when.iso)


def _place(question: Question, reading: Reading) -> Span | None:
    """The place that a sentence answers with: a name of a place that is marked, and not one the question has."""
    asked = {word for name in question.names for word in name.folded}
    found = [
        span
        for span in candidates(Kind.PLACE, reading.article.text, reading.sentence)
        if not asked & {word.folded for word in words(reading.article.cut(span))}
    ]
    marked = reading.highlight
    return next((span for span in found if marked is not None and span.overlaps(marked)), None)


def _same(one: _Told, other: _Told, places: bool) -> bool:
    """Whether two quotes are of one place or, where places are not asked for, of one event."""
    first, second = one.quote, other.quote
    if (
        first.article.id == second.article.id and first.span == second.span
    ) or first.text.split() == second.text.split():
        return True
    if places:
        return one.place == other.place
    if one.when is None or other.when is None:
        return one.when is other.when and first.article.id in {second.article.id, *(copy.id for copy in second.copies)}
    return one.when.near(other.when)


def _time(one: _Told) -> tuple[bool, int, float]:
    when = one.when
    return when is None, 0 if when is None else when.earliest.toordinal(), -one.quote.confidence
