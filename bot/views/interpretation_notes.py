"""How a question was read: names in other spellings, filters, the time asked of; up to when articles tell. Pure."""

import re
from collections.abc import Sequence

from babel import Locale

from bot.state.answer_records import StoredInterpretation
from bot.support.i18n import Translations
from bot.views.buttons import Action, Button, ButtonPress, Rows
from bot.views.citation import tidy, written_date
from bot.views.markup import Italic, Message
from index.errors import FilterError, FilterProblem
from index.interpretation import LITERALLY, Form, NameReading, Period, Understood
from index.language.quote_times import resolved_times
from index.language.text import fold
from index.records import Article, AsOf, Filters, Span

_NAMES = 3
_NAME_UNITS = 60


def name_notes(names: Sequence[NameReading], words: Translations) -> Message:
    """A line for each name that was read in another spelling ("Kafranbel → Kafr Nubl"); nothing where none was."""
    lines: list[Italic | str] = []
    for name in names[:_NAMES]:
        written = tidy(name.written, _NAME_UNITS, words)
        taken = [line for line in (tidy(one, _NAME_UNITS, words) for one in name.taken[:_NAMES]) if line]
        if written and taken:
            lines += [Italic(words.say("name-read-as", written=written, taken=words.listed(taken))), "\n"]
    return (*lines, "\n") if lines else ()


def language_note(code: str | None, words: Translations) -> Message:
    """That the quote is in a language that the question is not in, and how the question was read then."""
    return ("\n\n", Italic(words.say("quote-in", code=code))) if code is not None else ()


def literal_rows(understood: Understood, answer_id: str | None, words: Translations) -> Rows:
    """The button that takes names and times as they are written, where one was not taken so."""
    if understood == LITERALLY or answer_id is None:
        return ()
    label = words.say("search-as-written" if understood.names else "search-all-dates")
    return ((Button(label, ButtonPress(Action.LITERAL, answer_id).data),),)


_VALUE_UNITS = 80
_VALUES = 4


def filter_line(filters: Filters, words: Translations) -> Message:
    """Which articles were looked in, on one line with a blank one behind; nothing where all of them were."""
    kept = []
    if filters.after == filters.before and (date := written_date(filters.after, words)) is not None:
        kept.append(words.say("filter-within", date=date))
    elif (date := written_date(filters.after, words)) is not None:
        kept.append(words.say("filter-after", date=date))
    if filters.after != filters.before and (date := written_date(filters.before, words)) is not None:
        kept.append(words.say("filter-before", date=date))
    if filters.places:
        kept.append(words.say("filter-place", names=_either(filters.places, words)))
    if filters.sources:
        kept.append(words.say("filter-source", names=_either(filters.sources, words)))
    if filters.languages:
        names = tuple(_language(code, words) for code in filters.languages)
        kept.append(words.say("filter-language", names=_either(names, words)))
    return (Italic(words.say("filters", which=words.listed(kept))), "\n\n") if kept else ()


def filter_problem(error: FilterError, words: Translations) -> str:
    """What is wrong with a filter, and the way out."""
    value = tidy(error.value, _VALUE_UNITS, words) or ""
    near = _either(error.near, words) if error.near else ""
    match error.problem:
        case FilterProblem.NO_DATE:
            return words.say("filter-no-date", value=value)
        case FilterProblem.NO_OUTLET if near:
            return words.say("filter-no-outlet", value=value, near=near)
        case FilterProblem.NO_OUTLET:
            return words.say("filter-no-outlets")
        case FilterProblem.NO_LANGUAGE if near:
            return words.say("filter-no-language", value=value, near=near)
        case FilterProblem.NO_LANGUAGE:
            return words.say("filter-no-languages")
        case FilterProblem.BACKWARDS:
            return words.say("filter-backwards", value=value)
        case FilterProblem.NO_ARTICLE:
            return words.say("filter-no-article", value=value)


def _language(code: str, words: Translations) -> str:
    """What a language is called in the bot's; its code where it has no name there."""
    return str(Locale(words.language).languages.get(code, code))


def _either(names: tuple[str, ...], words: Translations) -> str:
    # A name of which nothing can be seen is a filter all the same.
    *others, last = [line for name in names[:_VALUES] if (line := tidy(name, _VALUE_UNITS, words))] or ["…"]
    return words.say("list-or", names=words.listed(others), name=last) if others else last


_WORDS_UNITS = 60
_TIMES = 3


def period_line(readings: StoredInterpretation, words: Translations) -> Message:
    """The time that a question was asked of, with a blank line behind; nothing where it names none."""
    period = readings.understood.period
    if period is None or readings.form is Form.REPORTS:  # a digest's own heading says it
        return ()
    dates, written = _dates(period.after, period.before, words), tidy(period.words, _WORDS_UNITS, words)
    if dates is None or written is None:
        return ()
    # Where the words have every year there is no doubt what they mean, only what was done with them.
    years = re.findall(r"\d{4}", fold(period.words))
    if all(date is None or date[:4] in years for date in (period.after, period.before)):
        return (Italic(words.say("period-only", dates=dates)), "\n\n")
    return (Italic(words.say("period-read-as", words=written, dates=dates)), "\n\n")


def period_dates(readings: StoredInterpretation, words: Translations) -> str | None:
    """The dates of the time that a question was asked of; None where it names none."""
    period = readings.understood.period
    return None if period is None else _dates(period.after, period.before, words)


def verdict_of(period: Period | None, words: Translations) -> str:
    """That the articles do not say: all of them, or those of the time asked about."""
    if period is None:
        return words.say("not-said")
    return words.say("no-article-then" if period.empty else "not-said-then")


def times_line(article: Article, span: Span, words: Translations) -> Message:
    """What the words of a quote mean that are counted from its article's day ("last December → December 2017")."""
    found = []
    for time in resolved_times(article, span):
        written, dates = tidy(article.cut(time.span), _WORDS_UNITS, words), _dates(time.first, time.last, words)
        if written is not None and dates is not None:
            found.append(words.say("time-in-quote", words=written, dates=dates))
    shown = list(dict.fromkeys(found))[:_TIMES]
    return ("\n", Italic(words.listed(shown))) if shown else ()


def as_of_line(as_of: AsOf | None, stale: bool, words: Translations) -> Message:
    """Up to when the articles tell, and that nobody has looked for new ones for long."""
    if as_of is None:
        return ()
    newest, refreshed = written_date(as_of.newest, words), written_date(as_of.refreshed, words)
    if stale and refreshed is not None:
        if newest is None:
            return ("\n", Italic(words.say("not-refreshed", refreshed=refreshed)))
        return ("\n", Italic(words.say("as-of-stale", date=newest, refreshed=refreshed)))
    if newest is not None:
        return ("\n", Italic(words.say("as-of", date=newest)))
    return ("\n", Italic(words.say("as-of-undated", refreshed=refreshed))) if refreshed is not None else ()


def _dates(first: str | None, last: str | None, words: Translations) -> str | None:
    after, before = written_date(first, words), written_date(last, words)
    if after is not None and before is not None:
        return after if after == before else words.say("dates", earliest=after, latest=before)
    if after is not None:
        return words.say("filter-after", date=after)
    return words.say("filter-before", date=before) if before is not None else None
