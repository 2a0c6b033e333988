"""Readings of a question for a number, as reports of an event: the figure, its day, whether it corrects another.

Strict on purpose: a figure of another place, another deed, a part of the whole or a longer time, set beside the right
ones, would make them seem to differ.
"""

import re
from dataclasses import dataclass

from index.events.event_time import EventTime, days_of_figures, event_time_of, since
from index.events.figure_matching import GENERAL, asked_figures, taken_back
from index.language.event_lexicon import event_type
from index.language.partial_date import PartialDate
from index.language.quantities import Figure
from index.language.sentences import sentences
from index.language.text import stem
from index.query.query import Name, Query
from index.query.time_constraint import REPORTED_WITHIN
from index.reading.article_analysis import context_of, figures_of, once_an_article, stems_of
from index.reading.sentence_reader import Reading
from index.records import Article, Span

# What a question calls the event; an article may call it otherwise.
_EVENT_WORDS = frozenset(
    """attack attacks attacked bombing bombings bombed bomb bombs bombardment airstrike airstrikes strike strikes raid raids
    shelling shelled explosion explosions blast blasts clash clashes fighting incident incidents violence massacre
    shooting assault offensive disaster accident toll number count total reportedly city town village area""".split()
)
_LONG = re.compile(
    r"\bsince\b|\b(?:so far )?this (?:year|month)\b|\b(?:in|over|during|for) the (?:past|last|previous) (?:\w+ )?(?:days?|weeks?|months?|years?)\b"
    r"|\b(?:during|throughout|in \w+ (?:months|years) of) (?:the )?(?:war|conflict|siege|campaign|offensive|fighting)\b"
    r"|منذ (?:بداية|بدء|مطلع|اندلاع|عام)|خلال (?:العام|الشهر|الأشهر|السنوات)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"^\W*correct(?:ion|ed|s|ing)\b|\bcorrect(?:s|ing|ed|ion)\s*(?:(?:to|of|in|the|its|an earlier|a|figure|number|death|casualty|injury)\s+)*(?:toll|figure|number|count|death|story|report|version|:)"
    r"|\b(?:an?\s+)?(?:earlier|previous|original)\s+(?:version|edition)s?\s+of\s+this\b|\bthis\s+(?:article|story|report)\s+(?:has\s+been|was)\s+(?:corrected|amended)\b"
    r"|\bcorrections?\s*:|^\W*clarification\b|(?:^|\s)(?:تصحيح|تصويب)(?:\s|:)|نسخة سابقة من هذا",
    re.IGNORECASE,
)
_OPENING = 400
"""Characters at the beginning of a text, and at its end, in which a correction says that it is one."""


@dataclass(frozen=True, slots=True)
class FigureReport:
    """A reading with the figure it gives for an event.

    Attributes:
        when: the day of the event, None where nothing says it.
        published: the day of the article.
        corrects: whether the article puts an earlier report right.
        withdrawn: the figures that it takes back.
    """

    reading: Reading
    figure: Figure
    when: EventTime | None
    published: PartialDate | None
    corrects: bool
    withdrawn: tuple[Figure, ...]


def report_of(query: Query, reading: Reading) -> FigureReport | None:
    """What a reading reports on the event asked about, or None where that is not sure."""
    article, sentence = reading.article, reading.sentence
    if not is_about(query, article, sentence) or runs_on(article, sentence):
        return None
    figure = _figure(query, reading)
    if figure is None:
        return None
    published = None if article.published is None else PartialDate.parse(article.published)
    when = event_time_of(article, sentence, figure.span.start)
    corrects = is_correction(article)
    return FigureReport(reading, figure, when, published, corrects, _withdrawn(article) if corrects else ())


def is_correction(article: Article) -> bool:
    """Whether an article says that it corrects an earlier one, in its title, its first lines or its last."""
    first, last = article.text[:_OPENING], article.text[-_OPENING:]
    return any(_CORRECTS.search(part) is not None for part in (article.title or "", first, last))


def runs_on(article: Article, sentence: Span) -> bool:
    """Whether a sentence counts over a longer time ("since the war began", "so far this year"), not one event."""
    back = since(article, sentence)
    return _LONG.search(article.cut(sentence)) is not None and (back is None or back > REPORTED_WITHIN)


def is_whole(query: Query, reading: Reading) -> bool:
    """Whether a reading may be the answer to how many there were: neither a running total nor what is taken back."""
    article, sentence, marked = reading.article, reading.sentence, reading.highlight
    if marked is not None and taken_back(article.text, sentence, marked):
        return _figure(query, reading) is not None
    return not runs_on(article, sentence)


def _figure(query: Query, reading: Reading) -> Figure | None:
    found = [one.figure for one in asked_figures(query, reading.article, reading.sentence)]
    marked = reading.highlight
    chosen = [figure for figure in found if marked is not None and figure.span.overlaps(marked)]
    if len(chosen) == 1:
        one = chosen[0]
    elif len(found) == 1:
        one = found[0]
    else:
        return None
    days = dict(zip(found, days_of_figures(reading.article, reading.sentence, found), strict=True))
    rest = [figure for figure in found if figure is not one and (days[figure] == days[one] or None in days.values())]
    # "Five children and two women were killed" gives no number of the dead; "five on Monday and eleven on Tuesday" does.
    return (
        None
        if any(re.fullmatch(r"[^.;]{0,40}\b(?:and|و)\s*", _between(reading.article, one, other)) for other in rest)
        else one
    )


def _between(article: Article, one: Figure, other: Figure) -> str:
    first, second = sorted((one.span, other.span))
    return article.text[first.end : second.start]


@once_an_article
def _withdrawn(article: Article) -> tuple[Figure, ...]:
    """The figures anywhere in an article that its words take back."""
    spans = [
        sentence
        for paragraph in article.paragraphs
        for sentence in sentences(article.text, paragraph.span, article.language)
    ]
    return tuple(
        figure
        for sentence in spans
        for figure in figures_of(article, sentence)
        if taken_back(article.text, sentence, figure.span)
    )


def is_about(query: Query, article: Article, sentence: Span) -> bool:
    """Whether the first name of the question stands close by, and the others and what it is about in the article.

    True where the question names nothing.
    """
    if not query.named:
        return True
    number = article.paragraph_at(sentence.start)
    near = [article.title or "", article.cut(sentence)]
    near += [
        article.cut(article.paragraphs[at].span) for at in {0, 1 if len(article.paragraphs) > 1 else 0, number or 0}
    ]
    first, *others = query.named
    if not _has(stems_of(" ".join(near)), first):
        return False
    whole = context_of(article).stems
    # Of "Soacha, Colombia" a report need not name the country.
    others = [
        name
        for name in others
        if not re.search(rf"{re.escape(first.written)},(?: \w+)? {re.escape(name.written)}", query.text)
    ]
    if not all(_has(whole, name) for name in others):
        return False
    of_names = {word for name in query.named for word in name.folded}
    dated = query.date
    return all(
        stem(word.folded) in whole
        for word in query.content
        if word.folded not in of_names | _EVENT_WORDS | GENERAL | {query.counted}
        and event_type(word.folded) is None
        and not (dated is not None and dated[0].overlaps(Span(word.start, word.end)))
    )


def _has(stems: frozenset[str], name: Name) -> bool:
    return all(stem(word) in stems for word in name.folded)
