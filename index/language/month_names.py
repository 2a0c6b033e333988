"""Dates whose month is named in any language that CLDR knows: "Ke, 30 Lok 2013", "15 września 2020"."""

import calendar
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from index.language.text import fold

_LOCALES = (
    "en", "ar", "fr", "es", "pt", "de", "it", "nl", "tr", "fa", "ru", "uk", "pl", "he", "ur", "hi", "id", "ms", "sv",
    "ro", "el", "fi", "da", "nb", "is", "cs", "sk", "hu", "hr", "sl", "sr", "bg", "mk", "be", "lt", "lv", "et", "ca",
    "gl", "eu", "ga", "sq", "az", "kk", "uz", "ka", "hy", "bn", "ta", "sw", "fil", "am",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[ap]\.?m\b\.?))?(?![\d:])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_SHORTEST = 3
_MOST_WORDS = 8


def named_month_date(text: str) -> str | None:
    """ISO 8601 of a date with one year of four figures, one day at most, and one word that names a month.

    A word names the month whose name it is, or whose name alone it begins, in three letters or more.
    """
    clock = _CLOCK.search(text)
    without = text if clock is None else text[: clock.start()] + " " + text[clock.end() :]
    numbers = [int(number) for number in _NUMBER.findall(without)]
    years = [number for number in numbers if 1000 <= number < 3000]
    days = [number for number in numbers if 1 <= number <= 31]
    words = [fold(word) for word in _WORD.findall(without)]
    if len(years) != 1 or len(days) + 1 != len(numbers) or len(days) > 1 or len(words) > _MOST_WORDS:
        return None
    months = {month for word in words if (month := _month(word)) is not None}
    if len(months) != 1:
        return None
    year, month = years[0], months.pop()
    if not days:
        return f"{year:04}-{month:02}"
    if days[0] > calendar.monthrange(year, month)[1]:
        return None
    day = date(year, month, days[0]).isoformat()
    return day if clock is None else _with_clock(day, clock)


def _with_clock(day: str, clock: re.Match[str]) -> str:
    hour, minute, second, zone = clock.groups()
    if zone is not None and zone[0] in "aApP":
        return day  # what half of the day is called differs from language to language
    zone = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get((zone or "").upper(), zone or "")
    try:
        moment = datetime.fromisoformat(f"{day}T{int(hour):02}:{minute}:{second or '00'}{zone}")
    except ValueError:
        return day
    return moment.isoformat(timespec="seconds")


def _month(word: str) -> int | None:
    names = _names()
    exact = names.get(word)
    if exact is None and len(word) >= _SHORTEST:
        exact = frozenset().union(*(months for name, months in names.items() if name.startswith(word)))
    return next(iter(exact)) if exact is not None and len(exact) == 1 else None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, frozenset[int]]:
    """Every name of a month, folded, with the months that it is the name of in some language."""
    from babel import Locale
    from babel.dates import get_month_names

    found: dict[str, set[int]] = defaultdict(set)
    for code in _LOCALES:
        locale = Locale.parse(code)
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context, locale).items():
                if len(word := fold(name).strip(". ")) >= _SHORTEST and _WORD.fullmatch(word):
                    found[word].add(number)
    return {name: frozenset(months) for name, months in found.items()}
