"""What a web page says of itself: title, address, date, author, outlet, language."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.dates import parse_date
from index.sources.metadata import Metadata, language_code, web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of <meta> tags (name, property or itemprop) that give the day of publication, the most reliable first.
_PUBLISHED = (
    "article:published_time", "datepublished", "og:article:published_time", "og:published_time", "published_time",
    "article:published", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "article.published", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "date_published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "bt:pubdate", "ptime", "datecreated", "dc.date.created", "date",
)  # fmt: skip
_ARTICLE_TYPES = re.compile(r"article|posting|report|review|story", re.IGNORECASE)
_ADDRESS_DATE = re.compile(r"/(20\d{2}|19\d{2})/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_MOST_JSON = 2**20


def page_metadata(page: str) -> Metadata:
    """The metadata in the head of `page`, by trafilatura, and the date only where the page itself names it.

    Dates guessed from anywhere on the page (an event, a copyright line) would be invented, so trafilatura's date, which
    falls back to those, is not taken.
    """
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        return Metadata()
    # A cheap date search, whose result is not used.
    found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True}, extensive=False)
    url = web_address(found.url or "")
    return Metadata(
        title=_without_outlet(_line(found.title), found.sitename),
        url=url,
        published=_published(tree, url),
        source=_line(found.sitename),
        author=_line(found.author),
        language=language_code(tree.get("lang") or ""),
    )


def _published(tree: "HtmlElement", url: str | None) -> str | None:
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and element.get("content"):
                named.setdefault(name, element.get("content", ""))
    for element in tree.iter("time", "span", "abbr"):
        marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        moment = element.get("datetime") or element.get("content") or element.get("title")
        if marked and moment:
            named.setdefault("datepublished", moment)
    candidates = [*_json_dates(tree), *(named[name] for name in _PUBLISHED if name in named)]
    if url and (match := _ADDRESS_DATE.search(url)):
        candidates.append("-".join(match.groups()))
    return next((date for text in candidates if (date := parse_date(text))), None)


def _json_dates(tree: "HtmlElement") -> Iterator[str]:
    """`datePublished` of the articles in the page's JSON-LD."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            waiting = [json.loads((element.text or "")[:_MOST_JSON], strict=False)]
        except (ValueError, RecursionError):
            continue  # cut or hand-made; the <meta> tags are still there
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                waiting += [value[name] for name in ("@graph", "mainEntity") if name in value]
                date = value.get("datePublished") or value.get("dateCreated")
                if isinstance(date, str) and _ARTICLE_TYPES.search(str(value.get("@type"))):
                    yield date


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """`Rain in Homs - The Gazette` is `Rain in Homs` in The Gazette."""
    if title is None or not outlet:
        return title
    shorter = re.sub(rf"\s+[-–—|:»•·]+\s+{re.escape(outlet.strip())}\s*$", "", title, flags=re.IGNORECASE)
    return shorter or title
