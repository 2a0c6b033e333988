"""What happened, as one quote an event in order of time; where things happened, as one quote a place."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.answer_metadata import Form
from index.events.event_time import EventTime, best_known, event_time_of
from index.events.figure_reports import is_about, runs_on
from index.events.name_spans import place_spans
from index.events.place_mentions import is_only_a_landmark
from index.language.text import ARABIC, fold
from index.query.query import Listing, Query
from index.reading.article_analysis import tokens_of
from index.reading.decision import ANSWERS_FROM, MAY_ANSWER_FROM
from index.reading.sentence_reader import Copies, Reading, Selection, best_quotes
from index.records import Quote, Span

EVENTS_A_QUOTE = 4
"""How many events are listed where a chat wants so many quotes: the list is paged, and less would hide events."""

_KINDS = {
    "attacks": re.compile(
        r"attack|assault|shell|bomb|strike|raid|rocket|missile|mortar|blast|explo|gunm[ae]n|ambush|kill|shot"
    ),
    "airstrikes": re.compile(r"air ?(?:strike|raid)|strike|raid|warplane|jet|helicopter|bomb"),
    "bombings": re.compile(r"bomb|blast|explo|mine\b"),
    "clashes": re.compile(r"clash|fight|fought|battle|fire"),
    "massacres": re.compile(r"kill|massacr|murder|dead|died|slain|execut"),
    "protests": re.compile(r"protest|demonstrat|march|rall(?:y|ie)|strike"),
}
_SAME_KIND = {"strikes": "airstrikes", "raids": "airstrikes", "explosions": "bombings", "killings": "massacres"}


def timeline_of(query: Query, readings: Sequence[Reading], limit: int, copies: Copies) -> Selection:
    """The events that articles tell of, or the places, one quote each, the earliest first and undated ones last.

    Where all that answers is one event, or one article, the best quotes stay as they are. An entry by itself need only be
    such as may answer: that one of several does is likelier.

    Args:
        readings: most probable first.
    """
    readings = [one for one in readings if _speaks_of_kind(query, one.article.cut(one.sentence))]
    best = best_quotes(readings, limit, copies)
    places = query.listing is Listing.PLACES
    told: list[_Entry] = []
    for reading in readings:
        one = _entry(query, reading, copies, places) if _may_stand(reading, places) else None
        if one is None:
            continue
        at = next((at for at, other in enumerate(told) if _same(one, other, places)), None)
        if at is None:
            told.append(one)
        elif not places:
            told[at] = replace(told[at], when=best_known((told[at].when, one.when)))
    told = told[: limit * EVENTS_A_QUOTE]
    one_at_least = 1 - math.prod(1 - one.quote.confidence for one in told)
    if len({one.quote.article.id for one in told}) < 2 or one_at_least < ANSWERS_FROM:
        return Selection(best)
    return Selection(tuple(map(_quote, sorted(told, key=_time))), Form.EVENTS)


def _may_stand(reading: Reading, places: bool) -> bool:
    """Whether a reading may be one of several: it answers by itself, or it may, and tells of a deed."""
    if reading.probability >= ANSWERS_FROM:
        return True
    if reading.probability < MAY_ANSWER_FROM:
        return False
    return places or any(deed is not None for deed in tokens_of(reading.article, reading.sentence).deeds)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A quote with the day of its event and, where places are asked for, the folded name of its place."""

    quote: Quote
    when: EventTime | None
    place: str | None


def _entry(query: Query, reading: Reading, copies: Copies, places: bool) -> _Entry | None:
    article, sentence = reading.article, reading.sentence
    marked = _place(query, reading) if places else reading.marked
    if (places and marked is None) or runs_on(article, sentence):
        return None
    if not places and not is_about(query, article, sentence):
        return None
    where = None if places else query.place
    if where is not None and is_only_a_landmark(where, article, sentence):
        return None
    when = event_time_of(article, sentence, sentence.start)
    name = None if marked is None or not places else " ".join(word.folded for word in tokens_of(article, marked).words)
    return _Entry(Quote(article, sentence, marked, reading.probability, copies(article.id)), when, name)


def _quote(one: _Entry) -> Quote:
    return replace(one.quote, occurred=None if one.when is None else one.when.iso)


def _place(query: Query, reading: Reading) -> Span | None:
    """The place that a sentence answers with: a name of a place that is marked, and not one the question has."""
    found = [
        span
        for span in place_spans(reading.article, reading.sentence)
        if all(word.folded not in query.name_words for word in tokens_of(reading.article, span).words)
    ]
    marked = reading.highlight
    return next((span for span in found if marked is not None and span.overlaps(marked)), None)


def _same(one: _Entry, other: _Entry, places: bool) -> bool:
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


def _time(one: _Entry) -> tuple[bool, int, float]:
    when = one.when
    return when is None, 0 if when is None else when.earliest.toordinal(), -one.quote.confidence


def _speaks_of_kind(query: Query, sentence: str) -> bool:
    """Whether a sentence may tell of events of the kind that a question asks to list; Arabic ones are taken to."""
    pattern = None if query.listed is None else _KINDS.get(_SAME_KIND.get(query.listed, query.listed))
    return pattern is None or ARABIC.search(sentence) is not None or pattern.search(fold(sentence)) is not None
