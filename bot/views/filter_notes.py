"""Filters typed in a question: which ones an answer kept to, and what is wrong with one; pure."""

from babel import Locale

from bot.support.i18n import Translations
from bot.views.citation import tidy, written_date
from bot.views.markup import Italic, Message
from index.errors import FilterError, FilterProblem
from index.records import Filters

_VALUE_UNITS = 80
_NAMES = 4


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
    *others, last = [line for name in names[:_NAMES] if (line := tidy(name, _VALUE_UNITS, words))] or ["…"]
    return words.say("list-or", names=words.listed(others), name=last) if others else last
