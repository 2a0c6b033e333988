"""The date that a question names, and whether an article is of it."""

import calendar
import re
from datetime import timedelta

from index.dates import PartialDate, parse_date
from index.records import Span

REPORTED_WITHIN = timedelta(days=7)
"""What happened on a day is reported then, or at most so much later."""

_MONTH = "|".join([*calendar.month_name[1:], *(f"{name}\\.?" for name in calendar.month_abbr[1:]), "Sept\\.?"])
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\s*(?:\b(?:on|in|of|from|during)\s+)?\b(?:the\s+)?((?:{_DAY}\s+(?:of\s+)?)?(?:{_MONTH}),?\s+\d{{4}}"
    rf"|(?:{_MONTH})\s+{_DAY},?\s+\d{{4}}|\d{{4}}-\d{{2}}(?:-\d{{2}})?|(?<=in )(?:19|20)\d{{2}}(?!\s+[a-z]\w*s\b))\b",
    re.IGNORECASE,
)


def date_in(question: str) -> tuple[Span, PartialDate] | None:
    """The first date in a question with its year, and the characters that name it with their preposition; or None."""
    found = _DATE.search(question)
    if found is None:
        return None
    iso = parse_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b", "", found.group(1)))
    return None if iso is None else (Span(*found.span()), PartialDate.parse(iso))


def is_of(asked: PartialDate, published: str | None) -> bool | None:
    """Whether an article published then may tell of what happened at `asked`; None where that is not known."""
    if published is None:
        return None
    report = PartialDate.parse(published)
    return report.earliest <= asked.latest + REPORTED_WITHIN and asked.earliest <= report.latest
