"""Notes on how a question was read: names, filters, period; how old the articles are; refusals. Pure."""

import re
from collections.abc import Sequence

import babel

from bot.state.answer_records import StoredInterpretation
from bot.support.i18n import Locale
from bot.views.buttons import Action, Rows, press_button
from bot.views.citation import clean_line, dates_between, format_date
from bot.views.markup import Bold, Italic, Message
from index.answer_metadata import LITERALLY, Form, NameReading, Period, QuestionVerdict, ReportCount, Understood
from index.errors import FilterError, FilterProblem
from index.language.quote_times import resolved_times
from index.language.text import fold
from index.records import Article, AsOf, Filters, Quote, Span

_NAMES = 3
_NAME_UNITS = 60


def name_notes(names: Sequence[NameReading], locale: Locale) -> Message:
    """A line for each name that was read in another spelling ("Kafranbel → Kafr Nubl"); nothing where none was."""
    lines: list[Italic | str] = []
    for name in names[:_NAMES]:
        written = clean_line(name.written, _NAME_UNITS, locale)
        taken = [line for line in (clean_line(one, _NAME_UNITS, locale) for one in name.taken[:_NAMES]) if line]
        if written and taken:
            lines += [Italic(locale.say("name-read-as", written=written, taken=locale.listed(taken))), "\n"]
    return (*lines, "\n") if lines else ()


def literal_rows(understood: Understood, answer_id: str | None, locale: Locale) -> Rows:
    """The button that takes names and times as they are written, where one was not taken so."""
    if understood == LITERALLY or answer_id is None:
        return ()
    label = locale.say("search-as-written" if understood.names else "search-all-dates")
    return ((press_button(label, Action.LITERAL, answer_id),),)


_VALUE_UNITS = 80
_VALUES = 4


def filter_line(filters: Filters, locale: Locale) -> Message:
    """Which articles were looked in, on one line with a blank one behind; nothing where all of them were."""
    kept = []
    if filters.after == filters.before and (date := format_date(filters.after, locale)) is not None:
        kept.append(locale.say("filter-within", date=date))
    elif (date := format_date(filters.after, locale)) is not None:
        kept.append(locale.say("filter-after", date=date))
    if filters.after != filters.before and (date := format_date(filters.before, locale)) is not None:
        kept.append(locale.say("filter-before", date=date))
    if filters.places:
        kept.append(locale.say("filter-place", names=_either(filters.places, locale)))
    if filters.sources:
        kept.append(locale.say("filter-source", names=_either(filters.sources, locale)))
    if filters.languages:
        names = tuple(_language(code, locale) for code in filters.languages)
        kept.append(locale.say("filter-language", names=_either(names, locale)))
    return (Italic(locale.say("filters", which=locale.listed(kept))), "\n\n") if kept else ()


def filter_problem(error: FilterError, locale: Locale) -> str:
    """What is wrong with a filter, and the way out."""
    value = clean_line(error.value, _VALUE_UNITS, locale) or ""
    near = _either(error.near, locale) if error.near else ""
    match error.problem:
        case FilterProblem.NO_DATE:
            return locale.say("filter-no-date", value=value)
        case FilterProblem.NO_OUTLET if near:
            return locale.say("filter-no-outlet", value=value, near=near)
        case FilterProblem.NO_OUTLET:
            return locale.say("filter-no-outlets")
        case FilterProblem.NO_LANGUAGE if near:
            return locale.say("filter-no-language", value=value, near=near)
        case FilterProblem.NO_LANGUAGE:
            return locale.say("filter-no-languages")
        case FilterProblem.BACKWARDS:
            return locale.say("filter-backwards", value=value)
        case FilterProblem.NO_ARTICLE:
            return locale.say("filter-no-article", value=value)


def _language(code: str, locale: Locale) -> str:
    """What a language is called in the bot's; its code where it has no name there."""
    return str(babel.Locale(locale.language).languages.get(code, code))


def _either(names: Sequence[str], locale: Locale, units: int = _VALUE_UNITS) -> str:
    # A name of which nothing can be seen is a filter all the same.
    *others, last = [line for name in names[:_VALUES] if (line := clean_line(name, units, locale))] or ["…"]
    return locale.say("list-or", names=locale.listed(others), name=last) if others else last


_QUESTION_UNITS = 200
_WORDS_UNITS = 60
_TIMES = 3


def period_line(interpretation: StoredInterpretation, locale: Locale) -> Message:
    """The time that a question was asked of, with a blank line behind; nothing where it names none."""
    period = interpretation.understood.period
    if period is None or interpretation.form is Form.REPORTS:  # a digest's own heading says it
        return ()
    dates, written = _dates(period.after, period.before, locale), clean_line(period.words, _WORDS_UNITS, locale)
    if dates is None or written is None:
        return ()
    # Where the words have every year there is no doubt what they mean, only what was done with them.
    years = re.findall(r"\d{4}", fold(period.words))
    if all(date is None or date[:4] in years for date in (period.after, period.before)):
        return (Italic(locale.say("period-only", dates=dates)), "\n\n")
    return (Italic(locale.say("period-read-as", words=written, dates=dates)), "\n\n")


def reading_notes(interpretation: StoredInterpretation, locale: Locale) -> Message:
    """Which articles were asked, where not all, of which time, and in which spelling names were searched for."""
    which = (*filter_line(interpretation.filters, locale), *period_line(interpretation, locale))
    return (*which, *name_notes(interpretation.understood.names, locale))


def question_heading(question: QuestionVerdict | None, locale: Locale) -> Message:
    """The question that a quote is for, where the message asks several."""
    asked = None if question is None else clean_line(question.question, _QUESTION_UNITS, locale)
    return (Bold(asked), "\n") if asked else ()


def unanswered_lines(interpretation: StoredInterpretation, locale: Locale) -> Message:
    """Each question of several that the articles do not answer, and that they do not."""
    refusal = refusal_text(interpretation.understood.period, locale)
    asked = (one for one in interpretation.questions if not one.sentences)
    return tuple(piece for one in asked for piece in ("\n\n", *question_heading(one, locale), refusal))


def period_dates(interpretation: StoredInterpretation, locale: Locale) -> str | None:
    """The dates of the time that a question was asked of; None where it names none."""
    period = interpretation.understood.period
    return None if period is None else _dates(period.after, period.before, locale)


def parts_line(interpretation: StoredInterpretation, locale: Locale) -> str | None:
    """That those parts of the archive that answered do not say; None where all of them did."""
    if interpretation.parts is None:
        return None
    answered, parts = interpretation.parts
    return locale.say("parts-do-not-say", answered=answered, parts=parts)


def refusal_text(period: Period | None, locale: Locale) -> str:
    """That the articles do not say: all of them, or those of the time asked about."""
    if period is None:
        return locale.say("not-said")
    return locale.say("no-article-then" if period.empty else "not-said-then")


def times_line(article: Article, span: Span, locale: Locale) -> Message:
    """What the words of a quote mean that are counted from its article's day ("last December → December 2017")."""
    found = []
    for time in resolved_times(article, span):
        written, dates = clean_line(article.cut(time.span), _WORDS_UNITS, locale), _dates(time.first, time.last, locale)
        if written is not None and dates is not None:
            found.append(locale.say("time-in-quote", words=written, dates=dates))
    shown = list(dict.fromkeys(found))[:_TIMES]
    return ("\n", Italic(locale.listed(shown))) if shown else ()


def as_of_line(as_of: AsOf | None, stale: bool, locale: Locale) -> Message:
    """Up to when the articles tell, and that nobody has looked for new ones for long."""
    if as_of is None:
        return ()
    newest, refreshed = format_date(as_of.newest, locale), format_date(as_of.refreshed, locale)
    if stale and refreshed is not None:
        if newest is None:
            return ("\n", Italic(locale.say("not-refreshed", refreshed=refreshed)))
        return ("\n", Italic(locale.say("as-of-stale", date=newest, refreshed=refreshed)))
    if newest is not None:
        return ("\n", Italic(locale.say("as-of", date=newest)))
    return ("\n", Italic(locale.say("as-of-undated", refreshed=refreshed))) if refreshed is not None else ()


def _dates(first: str | None, last: str | None, locale: Locale) -> str | None:
    if (both := dates_between(first, last, locale)) is not None:
        return both
    if (after := format_date(first, locale)) is not None:
        return locale.say("filter-after", date=after)
    before = format_date(last, locale)
    return locale.say("filter-before", date=before) if before is not None else None


def agreement_line(interpretation: StoredInterpretation, locale: Locale) -> Message:
    """That several reports say the same, under the best of them; nothing where that is not known."""
    tally = interpretation.tally
    if tally is None or interpretation.form is not Form.QUOTES:
        return ()
    return ("\n", Italic(locale.say("reports-agree", counted=counted(tally, locale))))


def standing_line(quote: Quote, locale: Locale) -> Message:
    """What has become of the report that the quote is from."""
    standing = quote.standing
    return () if standing is None else ("\n", Italic(locale.say(f"standing-{standing.value}")))


def counted(tally: ReportCount, locale: Locale) -> str:
    """How many reports there are, and how many of them are no copies."""
    return locale.say(
        "reports-counted",
        reports=locale.say("reports", count=tally.reports),
        independent=locale.say("independent", count=tally.independent),
    )


def missing_names(missing: Sequence[str], locale: Locale) -> str:
    """That no article mentions these names; empty where there are none."""
    seen = [name for name in missing[:_VALUES] if clean_line(name, _NAME_UNITS, locale)]
    return locale.say("missing", names=_either(seen, locale, _NAME_UNITS)) if seen else ""
