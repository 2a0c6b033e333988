"""Which articles are meant: a tree of conditions that knows no store. Every store maps it to what it searches with.

`None` stands for all articles, wherever a condition is taken.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import TypeAlias
from urllib.parse import urlsplit

from index.answer_metadata import Period
from index.language.partial_date import PartialDate
from index.language.text import folded_words, terms
from index.query.time_constraint import Certainty, TimeConstraint
from index.records import EVERYTHING, Filters


@dataclass(frozen=True, slots=True)
class Passing:
    """Articles that pass filters, those on places left out; see `Filters`."""

    filters: Filters


@dataclass(frozen=True, slots=True)
class Mentioning:
    """Articles that have all of these search terms in text, title, outlet, author or date; without terms none."""

    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Titled:
    """Articles whose title has all of these folded words, or, with `whole`, is them; without a title the file's name.

    Attributes:
        words: at least one.
    """

    words: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Addressed:
    """Articles at an address, as `address_key` has it."""

    key: str


@dataclass(frozen=True, slots=True)
class All:
    """What all of these let through."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What one of these lets through; none where there are none."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What this does not let through."""

    part: "Condition"


Condition: TypeAlias = Passing | Mentioning | Titled | Addressed | All | Any | Not
Where: TypeAlias = Condition | None

NOTHING = Any(())
"""No article at all."""
_DATED = Passing(Filters(after="0001"))


def both(one: Where, other: Where) -> Where:
    """What both let through."""
    if one is None or other is None:
        return one if other is None else other
    return All((one, other))


def mentioning(name: str) -> Mentioning:
    """The articles that have every word of `name`, in any of its forms, in their text, title or outlet."""
    return Mentioning(frozenset(terms(name)))


def passing(filters: Filters) -> Where:
    """The articles that all filters let through."""
    if filters == EVERYTHING:
        return None
    places = Any(tuple(mentioning(name) for name in filters.places)) if filters.places else None
    others = replace(filters, places=())
    return both(None if others == EVERYTHING else Passing(others), places)


def in_period(period: TimeConstraint, filters: Filters) -> Condition:
    """The articles that all filters let through and that may report what happened at the time asked about.

    Where that has its year, so may one without a date, and one that names the day, the month or the year itself.
    """
    found: Condition = Passing(replace(period.narrowed(filters), places=()))
    if period.surety is Certainty.DATED:
        named = () if period.date is None else map(mentioning, period.date.spellings)
        found = Any((found, Not(_DATED), *named))
    return _within(found, filters)


def after_period(period: TimeConstraint, filters: Filters) -> Condition:
    """The articles that all filters let through and that were written in the half year after the time asked about."""
    narrowed = period.looked_back_on(filters)
    return NOTHING if narrowed is None else _within(Passing(replace(narrowed, places=())), filters)


def of_the_day(period: Period) -> Condition:
    """The articles dated within the time asked about or on the day after."""
    before = period.before
    if before is not None:
        last = PartialDate.parse(before).latest
        before = (last if last == date.max else last + timedelta(days=1)).isoformat()
    return _DATED if period.after is None and before is None else Passing(Filters(after=period.after, before=before))


def _within(found: Condition, filters: Filters) -> Condition:
    allowed = passing(filters)
    return found if allowed is None else All((found, allowed))


def title_words(title: str | None, path: str | None) -> tuple[str, ...]:
    """The folded words by which an article is looked up: of its title, or of its file's name where it has none."""
    return tuple(folded_words(title or (PurePath(path).name if path is not None else "")))


def address_key(url: str) -> str:
    """What of an address says where it leads: neither its scheme nor "www.", a last slash or its fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
