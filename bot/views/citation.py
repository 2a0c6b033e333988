"""Where a quote comes from, written for people: title, outlet, date. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from urllib.parse import urlsplit

from bot.support.i18n import Locale
from bot.views.markup import Italic, Link, Message, utf16_length
from bot.views.truncation import shorten
from index.records import Article, Quote

SEPARATOR = " · "

_TITLE_UNITS = 240
_OUTLET_UNITS = 80
_COPIES = 3
# A longer address would crowd the quote out of the plain rendering, which spells it.
_URL_UNITS = 1_000
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|T)")
# Signs that set the direction of writing; one in a title would turn round the words after it.
_DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def cite(article: Article, locale: Locale, place: str | None = None) -> Message:
    """The source lines of a quote: the title (a link if there is a url), then outlet and date.

    Of an archived copy it is said that it is one, with a link to it.

    Args:
        article: what is not given in it is left out.
        place: which quote of how many this is, to stand behind the date.
    """
    details, head = outlet_and_date(article, locale), title_link(article, title_of(article, locale))
    behind = SEPARATOR + place if place else ""
    if article.archived:
        copy, words = web_address(article.archived), locale.say("archived")
        gap = f"\n{SEPARATOR.join(details)}{SEPARATOR}" if details else "\n"
        return (head, gap, Link(words, copy), *filter(None, [behind])) if copy else (head, gap + words + behind)
    line = f"\n{SEPARATOR.join(details)}" if details else ""  # a lone number looks lost on a line of its own
    return (head, line + behind) if line + behind else (head,)


def citation(article: Article, locale: Locale) -> str:
    """Title, outlet and date in one line of plain text, what is not given left out."""
    archived = [locale.say("archived")] if article.archived else []
    return locale.listed([title_of(article, locale), *outlet_and_date(article, locale), *archived])


def copies_line(copies: Sequence[Article], locale: Locale) -> Message:
    """A line that names who else carries the same report, outlets before titles; nothing when nobody does."""
    named = [clean_line(copy.source, _OUTLET_UNITS, locale) or title_of(copy, locale) for copy in copies]
    names = list(dict.fromkeys(named))
    if not names:
        return ()
    shown, more = names[:_COPIES], len(names) - _COPIES
    listed = locale.listed(shown)
    if more > 0:
        return ("\n", Italic(locale.say("also-in-more", names=listed, more=more)))
    return ("\n", Italic(locale.say("also-in", names=listed)))


def title_of(article: Article, locale: Locale, units: int = _TITLE_UNITS) -> str:
    """The article's title on one line of at most `units`, else the name of its file, else that it has none."""
    name = PurePath(article.path).name if article.path else None
    return clean_line(article.title, units, locale) or clean_line(name, units, locale) or locale.say("untitled")


def title_link(article: Article, title: str, url_units: int = _URL_UNITS) -> Link | Italic:
    """`title` as a link to where the article was published, unless there is no address, or it takes more units."""
    url = web_address(article.url)
    return Link(title, url) if url is not None and utf16_length(url) <= url_units else Italic(title)


def outlet_and_date(article: Article, locale: Locale, units: int = _OUTLET_UNITS) -> list[str]:
    """The outlet, in at most `units`, and the date of an article, as far as they are known."""
    known = (clean_line(article.source, units, locale), format_date(article.published, locale))
    return [part for part in known if part]


def web_address(url: str | None) -> str | None:
    """`url` if a person can open it from a message: http or https, not overlong, with a host that Telegram takes.

    Telegram takes no host without a dot ("http://intranet/"), and refuses a message whose button leads there.
    """
    if url is None or utf16_length(url) > _URL_UNITS or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    named = _HOST.fullmatch(host) is not None or ":" in host  # which is an IPv6 address
    return url if parts.scheme.lower() in ("http", "https") and named and port != 0 else None


def format_date(published: str | None, locale: Locale) -> str | None:
    """An ISO 8601 date of any precision as people write it (5 February 2018), or None when it is not one."""
    match = _DATE.match(published or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or month is None:
        return match[1]
    try:
        date(year, month, day if day is not None else 1)
    except ValueError:
        return None
    # The year as a text: numbers get a comma after the thousands.
    if day is None:
        return locale.say("date-month", month=locale.say("month-alone", number=month), year=match[1])
    return locale.say("date", day=day, month=locale.say("month", number=month), year=match[1])


def dates_between(first: str | None, last: str | None, locale: Locale) -> str | None:
    """From the one date to the other, or the date where they are the same; None where one is not known."""
    earliest, latest = format_date(first, locale), format_date(last, locale)
    if earliest is None or latest is None:
        return None
    return earliest if earliest == latest else locale.say("dates", earliest=earliest, latest=latest)


def day_of(quote: Quote) -> date | None:
    """The day on which a quote was published; None where only a month or a year is known."""
    try:
        return date.fromisoformat((quote.article.published or "")[:10])
    except ValueError:
        return None


def clean_line(text: str | None, units: int, locale: Locale) -> str | None:
    """Metadata on one line without controls, at most `units` UTF-16 units; isolated where it runs against the line.

    None where nothing of it can be seen.
    """
    if text is None:
        return None
    line = " ".join(_DIRECTIONS.sub("", _CONTROLS.sub(" ", text)).split())
    # Letters, figures, punctuation, symbols: of the others nothing is seen, and Telegram takes it for nothing.
    seen = any(unicodedata.category(sign)[0] in "LNPS" for sign in line)
    return locale.isolated(shorten(line, units - 2)) if seen else None
