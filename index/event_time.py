"""When that happened which a sentence of an article tells of: by the date in it, else by the day of the article."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import PartialDate, parse_date
from index.question_dates import REPORTED_WITHIN
from index.question_parts import date_part, year_in
from index.records import Article, Span
from index.text import fold

SAME_WITHIN = timedelta(days=3)
"""Articles so near to each other that name no day tell of one event, if all else is the same."""

_SINCE = re.compile(r"\b(?:since|until|till|before|after|by)\s+$|(?:منذ|حتى|قبل|بعد)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bsince\b|منذ", re.IGNORECASE)
_WEEKDAYS = {
    **{fold(name): number for number, name in enumerate(calendar.day_name)},
    **dict(zip(map(fold, ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")), range(7), strict=True)),
}  # fmt: skip
_ARABIC_WEEKDAY = re.compile(
    r"(?<!\w)(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد)(?!\w)"
)
_DAYS_BACK = {"today": 0, "اليوم": 0, "yesterday": 1, "امس": 1}
_AGO = re.compile(
    r"\b(?P<many>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b"
    r"|\blast\s+(?P<last>week|month|year)\b",
    re.IGNORECASE,
)
_SMALL = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    "a": 1,
    "an": 1,
}
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class When:
    """The days on which an event may have been, both included.

    Attributes:
        told: whether the sentence names them; else they are those of the article.
    """

    earliest: date
    latest: date
    told: bool

    @property
    def iso(self) -> str:
        """The day, month or year, in the form of `Article.published`."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if self.earliest.year == self.latest.year and self.earliest.month == self.latest.month:
            return self.earliest.isoformat()[:7]
        return str(self.earliest.year)

    def near(self, other: "When") -> bool:
        """Whether two reports may be of one day: named days must meet, and an article comes after what it reports."""
        slack = timedelta(days=1) if self.told and other.told else SAME_WITHIN
        if self.earliest - slack <= other.latest and other.earliest - slack <= self.latest:
            return True
        if self.told is other.told:
            return False
        named, reported = (self, other) if self.told else (other, self)
        return named.earliest <= reported.latest and reported.earliest <= named.latest + REPORTED_WITHIN


def when_of(article: Article, sentence: Span, at: int) -> When | None:
    """When that was of which `sentence` tells at the offset `at`; None where neither it nor the article says.

    Of several dates in the sentence the nearest counts; "since 2013" is none of an event.
    """
    published = None if article.published is None else PartialDate.parse(article.published)
    text = article.cut(sentence)
    named = [
        (abs(start + sentence.start - at), when)
        for start, phrase in _dates(text)
        if (when := _resolved(phrase, published))
    ]
    if named:
        return min(named, key=lambda one: one[0])[1]
    return None if published is None else When(published.earliest, published.latest, told=False)


def best_known(days: Iterable[When | None]) -> When | None:
    """When an event was by all its reports: as the one says that names it most narrowly, else when it was first reported."""
    known = [when for when in days if when is not None]
    return min(known, key=lambda when: (not when.told, when.latest - when.earliest, when.earliest), default=None)


def since(article: Article, sentence: Span) -> timedelta | None:
    """How long before the article that was from which a sentence counts ("since Monday"); None where it does not say."""
    if article.published is None:
        return None
    published, text = PartialDate.parse(article.published), article.cut(sentence)
    for match in _FROM.finditer(text):
        part = date_part(text[match.end() :])
        when = (
            None if part is None or part.start > 1 else _resolved(text[match.end() :][part.words : part.end], published)
        )
        if when is not None:
            return published.latest - when.earliest
    return None


def _dates(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    while (part := date_part(text[at:])) is not None:
        if not _SINCE.search(text[: at + part.words]):
            yield at + part.words, text[at + part.words : at + part.end]
        at += part.end
    for match in _AGO.finditer(text):
        yield match.start(), match.group()
    for match in _ARABIC_WEEKDAY.finditer(text):
        yield match.start(), match.group()


def _resolved(phrase: str, published: PartialDate | None) -> When | None:
    if year_in(phrase) is not None:
        iso = parse_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|^the\b|^(?:عام|سنة)\b", "", phrase))
        known = None if iso is None else PartialDate.parse(iso)
        return None if known is None else When(known.earliest, known.latest, told=True)
    if published is None:
        return None
    day = published.latest
    folded = fold(phrase)
    if folded in _DAYS_BACK:
        return _on(day - timedelta(days=_DAYS_BACK[folded]))
    weekday = next((number for name, number in _WEEKDAYS.items() if folded.endswith(name)), None)
    if weekday is not None:
        return _on(day - timedelta(days=(day.weekday() - weekday) % 7))
    ago = _AGO.fullmatch(phrase)
    if ago is not None:
        unit = (ago["unit"] or ago["last"]).lower()
        many = 1 if ago["many"] is None else _SMALL.get(ago["many"].lower()) or int(ago["many"])
        middle = day - timedelta(days=many * _UNIT_DAYS[unit])
        slack = timedelta(days=0 if unit == "day" else _UNIT_DAYS[unit] // 2)
        return When(middle - slack, middle + slack, told=True)
    for year in (day.year, day.year - 1):  # the last such day before the article
        iso = parse_date(f"{re.sub(r'(?<=[0-9])(?:st|nd|rd|th)', '', phrase)} {year}")
        known = None if iso is None else PartialDate.parse(iso)
        if known is not None and known.earliest <= day:
            return When(known.earliest, known.latest, told=True)
    return None


def _on(day: date) -> When:
    return When(day, day, told=True)
