"""Times in a quote that are counted from the day of its article: "yesterday", "on Tuesday", "last December", "next week".

Only words whose meaning hangs on nothing but that day are resolved: not "recently", not a day of the week that may be yet
to come, and nothing between quotation marks, since who is quoted there may have spoken on another day.
"""

import re
from dataclasses import dataclass

from index.language.partial_date import PartialDate
from index.language.time_normalization import (
    CalendarDate,
    CalendarPeriod,
    Days,
    RecentPeriod,
    RelativeDay,
    TimeAgo,
    TimeExpression,
    Weekday,
    resolve_days,
)
from index.language.time_tagging import Lead, TimePhrase, time_phrases
from index.records import Article, Span

_SPOKEN = re.compile(r"[“\"«„][^”\"»]*(?:[”\"»]|$)")  # speech over several paragraphs is closed in the last one alone
# Behind these a day of the week is any such day, or one to come, or a part of the name of an outlet or a feast.
_OTHERWISE = re.compile(
    r"(?:\b(?:next|this|coming|every|each|any|the|to|palm|good|black|bloody|easter|holy|ash|cyber|super)"
    r"|\b(?:today|tomorrow|yesterday),?|(?<!\w)(?:كل|صحيفة|جريدة|عيد|اليوم|أمس|غد|غداً?))\s+$",
    re.IGNORECASE,
)
_RANGES = re.compile(r"\s*(?:[-–—]|(?:to|through|until|till|إلى|حتى)(?!\w))")  # Monday to Friday
_OUTLET = re.compile(r"\b[A-Z]\w+\s{1,9}$")  # USA Today
_YET_TO_COME = re.compile(
    r"\b(?:will|would|shall|expected|scheduled|due(?! to)|planned|plans?|set to|going to|aims?|hopes?|upcoming)\b"
    r"|(?<!\w)س(?:ت|ي|ن)\w+|(?<!\w)سوف(?!\w)|المقرر|المتوقع|(?<!\w)قبل\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:!?؟؛]\s")

_CONTEXT = 400
"""Characters before a time that are looked at."""


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """Words of an article for a time that is counted from its day, and what they mean.

    Attributes:
        span: the words, as offsets into the article.
        first, last: the first and the last of it, in the form of `Article.published`; the same for one day, month, year.
    """

    span: Span
    first: str
    last: str


def resolved_times(article: Article, span: Span) -> list[ResolvedTime]:
    """The times in `span` that are counted from the article's day, in order; none for an article without a date.

    Of an article of which only the month or the year is known, those that mean the same on all its days.
    """
    try:
        published = PartialDate.parse(article.published or "")
    except ValueError:
        return []
    text = article.cut(span)
    found = []
    for phrase in time_phrases(text):
        if is_in_quotation(article, span, phrase) or not is_unambiguous(phrase, text):
            continue
        days, others = resolve_days(phrase.first, published.earliest), resolve_days(phrase.first, published.latest)
        if days is not None and days == others:
            first, last = _written(days, phrase.first)
            found.append(ResolvedTime(Span(span.start + phrase.words, span.start + phrase.end), first, last))
    return found


def is_in_quotation(article: Article, span: Span, phrase: TimePhrase) -> bool:
    """Whether a phrase of `span` stands between quotation marks in its paragraph."""
    number = article.paragraph_at(span.start)
    whole = span if number is None else article.paragraphs[number].span
    shift = whole.start - span.start
    spoken = ((match.start() + shift, match.end() + shift) for match in _SPOKEN.finditer(article.cut(whole)))
    return any(start < phrase.end and phrase.words < end for start, end in spoken)


def mentions_future(text: str) -> bool:
    """Whether a text speaks of what is planned or expected."""
    return _YET_TO_COME.search(text) is not None


def is_unambiguous(phrase: TimePhrase, text: str) -> bool:
    """Whether a phrase means one time only to who reads it on the article's day."""
    before = text[max(0, phrase.words - _CONTEXT) : phrase.words]
    if phrase.last is not None:
        return False
    match phrase.first:
        case CalendarDate(before=True) | Weekday(before=True) | Weekday(after=True) | CalendarPeriod():
            return True
        case TimeAgo():
            return not phrase.first.before
        case RecentPeriod():
            return not phrase.first.vague
        case RelativeDay():
            told_by_capitals = text[phrase.words].isupper() and text.upper() != text
            return not (told_by_capitals and _OUTLET.search(before))
        case Weekday():
            if (
                _OTHERWISE.search(before)
                or _RANGES.match(text, phrase.end)
                or phrase.lead in (Lead.UNTIL, Lead.BEFORE, Lead.AFTER)
            ):
                return False
            return not mentions_future(_CLAUSE.split(before)[-1])
    return False


def _written(days: Days, said: TimeExpression) -> tuple[str, str]:
    """First and last of the days, cut to what was said."""
    match said:
        case CalendarDate() | CalendarPeriod(unit="month") | TimeAgo(unit="month"):
            length = len("2018-02")
        case CalendarPeriod(unit="year") | TimeAgo(unit="year"):
            length = len("2018")
        case _:
            length = len("2018-02-05")
    return days[0].isoformat()[:length], days[1].isoformat()[:length]
