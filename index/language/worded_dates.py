"""Dates with a month's name in any language that dateparser knows, else CLDR ("Ke, 30 Lok 2013", "15 września 2020"), and
the words that stand beside dates."""

import calendar
import re
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from index.language.text import fold
from index.language.time_words import LEVANTINE, WEEKDAYS

# Trying all 200 takes four seconds for a text that is no date.
_LANGUAGES = (
    "en", "ar", "fr", "es", "pt", "de", "it", "nl", "tr", "fa", "ru", "uk", "pl", "he", "ur", "hi", "id", "zh",
    "ja", "ko", "sv", "ro", "el",
)  # fmt: skip
_SETTINGS = {
    "PREFER_DAY_OF_MONTH": "first",
    "PREFER_MONTH_OF_YEAR": "current",
    "RETURN_TIME_AS_PERIOD": True,
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["year", "month"],
}
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_THREE_LETTERS = re.compile("[A-Za-z]{3}")
_MONTH_AGAIN = re.compile(r"(?<=[a-z]) ?/ ?[^\W\d]+")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(
    r"(?P<clock>(?<!\d)\d{1,2}(?:(?::\d{2}){1,2}(?:[.,]\d{1,9})?(?: ?(?:UTC|GMT)? ?[+-]\d{1,2}(?::?\d{2})?)?"
    r"| ?h(?: ?\d{2})?| ?[ap]\.? ?m)(?!\w))|\d+",
    re.IGNORECASE,
)
_HOUR = re.compile(r"^\d{1,2}(?= ?[:h])", re.IGNORECASE)
_LAST_OF_ANY_MONTH = 28
_AMBIGUOUS = 3
"""Letters of words that are a month in one language and a day of the week in another: two of them have to agree."""
_SHORTEST_WEEKDAY = 5  # "Sam" and "mar" are Saturday and Tuesday in French


class _Read(NamedTuple):
    """What dateparser takes a text for; `period` is "time", "day", "month" or "year", as far as it found it."""

    moment: datetime
    period: str


def worded_date(text: str) -> str | None:
    """5 February 2018, Feb 2018, ٥ فبراير ٢٠١٨: only where the year is written, and each number is the day or the year.

    dateparser takes a day for a month, or a word for none, where that makes a date: `1 set 2018` is January to it. What
    it gives is taken where the day that it gives stands as a number in the text, the month does not, and no number is
    left over. Where its first language fails so, the others are asked, and have to agree.
    """
    if not _YEAR.search(text) or (text.isascii() and not _THREE_LETTERS.search(text)):
        return None  # without a month's name only guesses are left: 2018-13-01, 2018-W05
    for name, month in LEVANTINE.items():  # which dateparser does not know
        text = text.replace(name, calendar.month_name[month])
    text = _MONTH_AGAIN.sub("", text)  # the month named twice, Levantine and Western
    first = _read(text)
    if first is None:
        return None
    lone = len([word for word in _WORD.findall(text) if len(word) == _AMBIGUOUS]) < 2
    if lone and _accounts_for_numbers(text, first, _LANGUAGES):
        return _cut(first)
    agreed = {
        _cut(read)
        for language in _LANGUAGES
        if (read := _read(text, (language,))) is not None and _accounts_for_numbers(text, read, (language,))
    }
    return agreed.pop() if len(agreed) == 1 else None


def clock_beside(day: date, text: str) -> str | None:
    """The moment in a text that holds `day` as ISO 8601, where a clock stands beside it; None elsewhere."""
    read = _read(text) if any(match["clock"] for match in _NUMBERS.finditer(text)) else None
    return _cut(read) if read is not None and read.period == "time" and read.moment.date() == day else None


def numbers_beside_a_clock(text: str) -> list[int]:
    """The numbers in a text that are not those of a clock or its zone, in order."""
    return [int(match.group()) for match in _NUMBERS.finditer(text) if not match["clock"]]


def weekdays(before: str, after: str) -> frozenset[int]:
    """The days of the week, 0 for Monday, that the words right beside a date may name.

    These are the only word before it, and the first behind: The Sun has its name before a date, too.
    """
    words = [_plain(word) for word in (*_only(_WORD.findall(before)), *_WORD.findall(after)[:1])]
    return frozenset().union(*(_weekdays().get(word, frozenset()) for word in words))


def _only(words: Sequence[str]) -> Sequence[str]:
    return words if len(words) == 1 else ()


@lru_cache(maxsize=1)
def _weekdays() -> Mapping[str, frozenset[int]]:
    from dateparser.languages.loader import default_loader

    found: dict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(calendar.day_abbr):
        found[_plain(name)].add(number)
    for name, number in WEEKDAYS.items():
        found[_plain(name)].add(number)
    for locale in default_loader.get_locale_map(languages=list(_LANGUAGES)).values():
        for number, day in enumerate(calendar.day_name):
            for name in locale.info.get(day.lower(), ()):
                if len(name) >= _SHORTEST_WEEKDAY:
                    found[_plain(name)].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _plain(word: str) -> str:
    return fold("".join(one for one in word if unicodedata.category(one) != "Cf"))


def _read(text: str, languages: tuple[str, ...] = _LANGUAGES) -> _Read | None:
    from dateparser.date import DateDataParser  # half a second to import, for dates that are not ISO

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's own, on dates without a year, from inside the library
        try:
            data = DateDataParser(languages=list(languages), settings=_SETTINGS).get_date_data(text)
        except (ValueError, OverflowError, TypeError, RecursionError):
            return None
    return None if data.date_obj is None else _Read(data.date_obj, data.period or "day")


def _accounts_for_numbers(text: str, read: _Read, languages: tuple[str, ...]) -> bool:
    """Whether the numbers in the text are the year and the day that were read, and the month was a word."""
    day = read.moment.day
    with_day = read.period in {"time", "day"}
    if sorted(numbers_beside_a_clock(text)) != sorted([read.moment.year, *([day] if with_day else [])]):
        return False

    def no_month(match: re.Match[str]) -> str:
        if match["clock"]:
            return _HOUR.sub("23", match.group())
        return str(_LAST_OF_ANY_MONTH) if int(match.group()) == day else match.group()

    again = _read(_NUMBERS.sub(no_month, text), languages)  # its month is the same, where a word names it
    if again is None or again.moment.month != read.moment.month:
        return False
    return not with_day or again.moment.day == _LAST_OF_ANY_MONTH


def _cut(read: _Read) -> str:
    if read.period == "time":
        return read.moment.isoformat(timespec="seconds")
    return read.moment.strftime("%Y-%m-%d")[: {"month": 7, "year": 4}.get(read.period, 10)]


_LOCALES = (
    "en", "ar", "fr", "es", "pt", "de", "it", "nl", "tr", "fa", "ru", "uk", "pl", "he", "ur", "hi", "id", "ms", "sv",
    "ro", "el", "fi", "da", "nb", "is", "cs", "sk", "hu", "hr", "sl", "sr", "bg", "mk", "be", "lt", "lv", "et", "ca",
    "gl", "eu", "ga", "sq", "az", "kk", "uz", "ka", "hy", "bn", "ta", "sw", "fil", "am",
)  # fmt: skip
_CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[ap]\.?m\b\.?))?(?![\d:])",
    re.IGNORECASE,
)
_SHORTEST = 3
_MOST_WORDS = 8


def named_month_date(text: str) -> str | None:
    """ISO 8601 of a date with one year of four figures, one day at most, and one word that names a month.

    A word names the month whose name it is, or, where no word is a name, whose name alone it begins, in three letters or
    more; then no other word may begin one: of "Sam 01 Mar" either is a day of the week.
    """
    clock = _CLOCK.search(text)
    without = text if clock is None else text[: clock.start()] + " " + text[clock.end() :]
    numbers = [int(number) for number in re.findall(r"\d+", without)]
    years = [number for number in numbers if 1000 <= number < 3000]
    days = [number for number in numbers if 1 <= number <= 31]
    words = [fold(word) for word in _WORD.findall(without)]
    if len(years) != 1 or len(days) + 1 != len(numbers) or len(days) > 1 or len(words) > _MOST_WORDS:
        return None
    names = _month_names()
    named = [names[word] for word in words if word in names] or [months for word in words if (months := _begun(word))]
    if len(set(named)) != 1 or len(named[0]) != 1:
        return None
    year, month = years[0], next(iter(named[0]))
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


def _begun(word: str) -> frozenset[int]:
    """The months whose names a word begins."""
    if len(word) < _SHORTEST:
        return frozenset()
    return frozenset().union(*(months for name, months in _month_names().items() if name.startswith(word)))


@lru_cache(maxsize=1)
def _month_names() -> Mapping[str, frozenset[int]]:
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
