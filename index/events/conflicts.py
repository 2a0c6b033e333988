"""Reports of one event side by side: grouped by event, copies counted once, the newest and the corrected marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.answer_metadata import Form, ReportCount, Standing
from index.events.event_time import best_known
from index.events.figure_reports import FigureReport, is_whole, report_of
from index.language.partial_date import PartialDate
from index.language.text import terms
from index.query.query import Query
from index.query.time_constraint import is_of
from index.reading.decision import ANSWERS_FROM
from index.reading.sentence_reader import Copies, Reading, Selection, best_quotes
from index.records import Article, Quote

REPORTS_FROM = 0.3
"""A sentence less likely than this to answer is set beside no answer; lower than for an answer by itself, since its
place, its deed and what it counts have been looked at one by one. See tests/bench/README.md."""

_SAME_WORDS = 0.8
"""Share of their search terms that two sentences of a wire story have in common after an editor has been over them."""

_WORDS_FOR_SAME = 8
"""Search terms below which two sentences may be alike by chance."""


def conflicting_figures(query: Query, readings: Sequence[Reading], limit: int, copies: Copies) -> Selection:
    """The best quotes; for a figure on which reports differ, or of several events, each report with its figure.

    Where figures are set side by side there may be more than `limit` quotes, since none of them may be left out: the
    newest event first, in it the newest report.

    Args:
        readings: most probable first.
        copies: of the article with an id, the others that carry the same report.
    """
    if not query.asks_for_figure:
        return Selection(best_quotes(readings, limit, copies))
    whole = [reading for reading in readings if is_whole(query, reading)]
    best = best_quotes(whole, limit, copies) or best_quotes(readings, limit, copies)
    events = _events(query, readings, copies)
    reports = [report for event in events for report in event]
    tally = ReportCount(sum(1 + len(report.copies) for report in reports), len(reports))
    # Where the surest reading is none of them, the others may not be what is asked for.
    if not whole or tally.independent < 2 or not any(report.of(whole[0].article) for report in reports):
        return Selection(best)
    if len(events) == 1 and _agree(events[0]):
        said = sorted(reports, key=lambda one: -one.report.reading.probability)
        return Selection(tuple(map(_quote, said[:limit])), tally=tally)
    return Selection(tuple(quote for event in events for quote in _quotes(event)), Form.FIGURES, tally)


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with the articles that carry it as well."""

    report: FigureReport
    copies: tuple[Article, ...]

    def of(self, article: Article) -> bool:
        """Whether it is an article's, or one that carries it as well."""
        return any(article.id == known.id for known in (self.report.reading.article, *self.copies))

    @property
    def age(self) -> PartialDate | None:
        return self.report.published


def _events(query: Query, readings: Iterable[Reading], copies: Copies) -> list[list[_Report]]:
    """The reports of each event, one an article and none twice; newest first, undated ones last."""
    dated = query.date
    events: list[list[_Report]] = []
    for reading in sorted(readings, key=lambda one: one.in_list < ANSWERS_FROM):
        report = report_of(query, reading) if reading.in_list >= REPORTS_FROM else None
        if report is None or (dated is not None and not _is_of(dated[1], report)):
            continue
        event = next((event for event in events if any(_of_one_event(report, one.report) for one in event)), None)
        if event is None:
            event = []
            events.append(event)
        _add(event, report, copies(reading.article.id))
    told = [event for event in events if any(one.report.reading.in_list >= ANSWERS_FROM for one in event)]
    return [sorted(event, key=_recency) for event in sorted(told, key=_event_recency)]


def _is_of(asked: PartialDate, report: FigureReport) -> bool:
    """Whether a report may be of the day asked about: by the day it names, else by that of its article."""
    when = report.when
    if when is not None and when.told:
        return when.earliest <= asked.latest and asked.earliest <= when.latest
    return is_of(asked, report.reading.article.published) is not False


def _of_one_event(one: FigureReport, other: FigureReport) -> bool:
    if one.when is None or other.when is None:
        return one.when is other.when
    return one.when.near(other.when)


def _add(event: list[_Report], report: FigureReport, copies: tuple[Article, ...]) -> None:
    """Add a report, or count it as a copy of one that is there; of one article the surest reading stays."""
    article = report.reading.article
    for number, there in enumerate(event):
        first = there.report.reading.article
        if there.of(article):
            return
        if _same_words(report.reading, there.report.reading) and report.figure.agrees(there.report.figure):
            known = {copy.id for copy in there.copies} | {first.id}
            added = tuple(copy for copy in (article, *copies) if copy.id not in known)
            event[number] = replace(there, copies=there.copies + added)
            return
    event.append(_Report(report, copies))


def _same_words(one: Reading, other: Reading) -> bool:
    ours, theirs = (set(terms(reading.article.cut(reading.sentence))) for reading in (one, other))
    return min(len(ours), len(theirs)) >= _WORDS_FOR_SAME and len(ours & theirs) >= _SAME_WORDS * len(ours | theirs)


def _agree(event: Sequence[_Report]) -> bool:
    first, *rest = event
    return all(first.report.figure.agrees(one.report.figure) for one in rest)


def _quotes(event: Sequence[_Report]) -> list[Quote]:
    when = best_known(one.report.when for one in event)
    occurred = None if when is None else when.iso
    newest = None if len(event) < 2 or _agree(event) else _newest(event)
    found = []
    for one in event:
        standing = Standing.NEWEST if one is newest else None
        if any(_supersedes(other.report, one.report) for other in event):
            standing = Standing.SUPERSEDED
        found.append(replace(_quote(one), standing=standing, occurred=occurred))
    return found


def _quote(one: _Report) -> Quote:
    reading = one.report.reading
    return Quote(reading.article, reading.sentence, one.report.figure.span, reading.probability, one.copies)


def _newest(event: Sequence[_Report]) -> _Report | None:
    """The report that is newer than all others, if one is."""
    first, second = event[0], event[1]
    if first.age is None or (second.age is not None and not second.age < first.age):
        return None
    return first


def _supersedes(correction: FigureReport, other: FigureReport) -> bool:
    """Whether a correction takes the place of an earlier report: of its outlet, or with the figure it corrects."""
    if not correction.corrects or correction is other or correction.figure.agrees(other.figure):
        return False
    if correction.published is None or other.published is None or correction.published < other.published:
        return False
    source = correction.reading.article.source
    own = source is not None and source == other.reading.article.source
    return own or any(other.figure.agrees(figure) for figure in correction.withdrawn)


def _recency(one: _Report) -> tuple[bool, int, float]:
    age = one.age
    return age is None, 0 if age is None else -age.ends, -one.report.reading.probability


def _event_recency(event: Sequence[_Report]) -> tuple[bool, int]:
    days = [one.report.when.latest for one in event if one.report.when is not None]
    return not days, -max(days, default=date.min).toordinal()
