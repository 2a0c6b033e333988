"""Filters typed in a question: after:2018-02 before:2018-03-15 place:Saraqeb source:"Example Post" language:ar.

A value follows its colon at once, in quotation marks where it has a space. Several of one key let through what any of
them does. Whether there is such an outlet or language, `checked` says.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from index.errors import FilterError, FilterProblem
from index.language.dates import parse_limit
from index.language.partial_date import PartialDate
from index.language.text import ARABIC, fold
from index.records import EVERYTHING, Filters


class FilterKey(StrEnum):
    """What a filter looks at."""

    AFTER = "after"
    BEFORE = "before"
    PLACE = "place"
    SOURCE = "source"
    LANGUAGE = "language"


_KEYS = {
    "after": FilterKey.AFTER, "since": FilterKey.AFTER, "بعد": FilterKey.AFTER, "منذ": FilterKey.AFTER,
    "before": FilterKey.BEFORE, "until": FilterKey.BEFORE, "قبل": FilterKey.BEFORE, "حتى": FilterKey.BEFORE,
    "place": FilterKey.PLACE, "مكان": FilterKey.PLACE, "المكان": FilterKey.PLACE,
    "source": FilterKey.SOURCE, "outlet": FilterKey.SOURCE, "مصدر": FilterKey.SOURCE, "المصدر": FilterKey.SOURCE,
    "language": FilterKey.LANGUAGE, "lang": FilterKey.LANGUAGE, "لغة": FilterKey.LANGUAGE, "اللغة": FilterKey.LANGUAGE,
}  # fmt: skip
_TYPED = re.compile(
    rf"(?<![\w/.:=&?#@-])(?P<key>{'|'.join(_KEYS)})[:：]"
    r"(?:\"(?P<straight>[^\"]+)\"|[“”](?P<curly>[^“”]+)[“”]|«(?P<angled>[^«»]+)»"
    r"|(?P<bare>[^\s\"“”«?؟!,،;؛.](?:[^\s\"“”«?؟!,،;؛.]|[?؟!,،;؛.]++(?!\s|$))*+)(?=[?؟!,،;؛.]*+(?:\s|$)))",
    re.IGNORECASE,
)
_NEAR = 3
_LIKE = 0.5


class TypedFilters(NamedTuple):
    """A question without its filters, and the filters; `words` asks what happened where nothing else was asked."""

    words: str
    filters: Filters


def typed_filters(question: str) -> TypedFilters:
    """The filters typed in `question`, anywhere in it, and the question without them.

    Raises:
        FilterError: a date is none.
    """
    given: dict[FilterKey, list[str]] = {}
    for match in _TYPED.finditer(question):
        value = match["straight"] or match["curly"] or match["angled"] or match["bare"]
        given.setdefault(_KEYS[match["key"].lower()], []).append(" ".join(value.split()))
    if not given:
        return TypedFilters(question, EVERYTHING)
    words = " ".join(_TYPED.sub(" ", question).split())
    places = tuple(given.get(FilterKey.PLACE, ()))
    filters = Filters(
        tuple(given.get(FilterKey.SOURCE, ())),
        tuple(value.lower() for value in given.get(FilterKey.LANGUAGE, ())),
        _widest((date_of(value) for value in given.get(FilterKey.AFTER, ())), least=True),
        _widest((date_of(value) for value in given.get(FilterKey.BEFORE, ())), least=False),
        places=places,
    )
    if not any(sign.isalnum() for sign in words) or _WHAT_HAPPENED.fullmatch(words):
        words = what_happened(places, arabic=ARABIC.search(question) is not None)
    return TypedFilters(words, filters)


_WHAT_HAPPENED = re.compile(
    r"what(?:'s| is| has)? (?:happen(?:ed|ing)|new|going on)\W*|ماذا (?:حدث|حصل|جرى)\W*", re.IGNORECASE
)


def parted(question: str) -> tuple[str, str]:
    """The words of a question, and the filters typed in it as they are written; either may be empty."""
    typed = [match.group() for match in _TYPED.finditer(question)]
    return (" ".join(_TYPED.sub(" ", question).split()), " ".join(typed)) if typed else (question, "")


def date_of(value: str) -> str:
    """A date as in Filters, of any precision up to the day.

    Raises:
        FilterError: it is none.
    """
    found = parse_limit(value)
    if found is None:
        raise FilterError(FilterProblem.NO_DATE, value)
    return found[:10]


def both(typed: Filters, given: Filters) -> Filters:
    """What two filters let through, as if all of it had been typed; but only `given` names single articles."""
    return Filters(
        _once(typed.sources, given.sources),
        _once(typed.languages, given.languages),
        _widest((date for date in (typed.after, given.after) if date is not None), least=True),
        _widest((date for date in (typed.before, given.before) if date is not None), least=False),
        given.articles,
        _once(typed.places, given.places),
    )


def checked(filters: Filters, outlets: Callable[[], Sequence[str]], languages: Callable[[], Sequence[str]]) -> Filters:
    """`filters` with outlets and languages as the articles have them.

    Args:
        outlets, languages: what the articles have, best known first; asked for where it is needed.

    Raises:
        FilterError: there is no such outlet or language, or the dates are the wrong way round.
        ValueError: a date is none.
    """
    if filters.after is not None and filters.before is not None:
        first, last = PartialDate.parse(filters.after), PartialDate.parse(filters.before)
        if first.earliest > last.latest:
            raise FilterError(FilterProblem.BACKWARDS, f"after:{filters.after} before:{filters.before}")
    if filters.sources:
        known = outlets()
        sources = tuple(_known(name, known, FilterProblem.NO_OUTLET) for name in filters.sources)
        filters = replace(filters, sources=sources)
    if filters.languages:
        known = languages()
        spoken = tuple(_known(code, known, FilterProblem.NO_LANGUAGE) for code in filters.languages)
        filters = replace(filters, languages=spoken)
    return filters


def as_typed(filters: Filters) -> str:
    """Filters as they are typed; single articles, which nobody types, are left out."""
    given = [
        *((FilterKey.AFTER, date) for date in (filters.after,) if date is not None),
        *((FilterKey.BEFORE, date) for date in (filters.before,) if date is not None),
        *((FilterKey.PLACE, name) for name in filters.places),
        *((FilterKey.SOURCE, name) for name in filters.sources),
        *((FilterKey.LANGUAGE, code) for code in filters.languages),
    ]
    return " ".join(f'{key}:"{value}"' if " " in value else f"{key}:{value}" for key, value in given)


def _known(value: str, known: Sequence[str], problem: FilterProblem) -> str:
    """The one of `known` that is `value` but for case, accents and Arabic letter forms."""
    by_fold = {fold(" ".join(name.split())): name for name in reversed(known)}
    wanted = fold(" ".join(value.split()))
    if wanted in by_fold:
        return by_fold[wanted]
    near = [name for name in known if wanted in fold(name)]
    near += [by_fold[like] for like in get_close_matches(wanted, by_fold, _NEAR, _LIKE)]
    raise FilterError(problem, value, tuple(dict.fromkeys(near or known))[:_NEAR])


def _widest(dates: Iterable[str], *, least: bool) -> str | None:
    """The date that lets most through, None for none."""
    if least:
        return min(dates, key=lambda date: PartialDate.parse(date).earliest, default=None)
    return max(dates, key=lambda date: PartialDate.parse(date).latest, default=None)


def _once(some: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))


def what_happened(places: Sequence[str], *, arabic: bool) -> str:
    """The question that is meant where nothing is asked but where, or when."""
    where = (" أو " if arabic else " or ").join(places)
    if arabic:
        return f"ماذا حدث في {where}؟" if where else "ماذا حدث؟"
    return f"what happened in {where}?" if where else "what happened?"
