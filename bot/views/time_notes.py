"""What is said of times: the one a question names, those in a quote, and up to when the articles tell; pure."""

import re

from bot.state.interpretation import StoredInterpretation
from bot.support.i18n import Translations
from bot.views.citation import tidy, written_date
from bot.views.markup import Italic, Message
from index.interpretation import Form, Period
from index.language.quote_times import resolved_times
from index.language.text import fold
from index.records import Article, AsOf, Span

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
