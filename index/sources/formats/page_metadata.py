"""What a web page says of itself: title, address, date, author, outlet, language."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from index.language.dates import parse_date
from index.sources.formats.metadata import Metadata, language_code, web_address

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
# And those that give the day of the last change. `og:updated_time` changes with the page's comments on some sites.
_MODIFIED = (
    "article:modified_time", "datemodified", "og:article:modified_time", "article:modified", "og:modified_time",
    "dcterms.modified", "dc.date.modified", "date_modified", "modified_time", "modified", "lastmod", "last-modified",
    "og:updated_time", "article:updated_time",
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
    published, modified = _dates(tree, url)
    return Metadata(
        title=_without_outlet(_line(found.title), found.sitename),
        url=url,
        published=published,
        source=_line(found.sitename),
        author=_line(found.author),
        language=language_code(tree.get("lang") or ""),
        modified=modified,
    )


def _dates(tree: "HtmlElement", url: str | None) -> tuple[str | None, str | None]:
    """Days of publication and of the last change."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and element.get("content"):
                named.setdefault(name, element.get("content", ""))
    for element in tree.iter("time", "span", "abbr"):
        marked = (element.get("itemprop") or "").lower()
        if element.get("pubdate") is not None:
            marked = "datepublished"
        moment = element.get("datetime") or element.get("content") or element.get("title")
        if marked in ("datepublished", "datemodified") and moment:
            named.setdefault(marked, moment)
    described = list(_described(tree))
    published = [*_said(described, "datePublished", "dateCreated"), *(named[n] for n in _PUBLISHED if n in named)]
    if url and (match := _ADDRESS_DATE.search(url)):
        published.append("-".join(match.groups()))
    modified = [*_said(described, "dateModified"), *(named[n] for n in _MODIFIED if n in named)]
    return _first_date(published), _first_date(modified)


def _first_date(candidates: Iterable[str]) -> str | None:
    return next((date for text in candidates if (date := parse_date(text))), None)


def _said(described: Iterable[Mapping[str, object]], *names: str) -> Iterator[str]:
    """Of each article the first of `names` that it gives, where that is text."""
    for article in described:
        value = next((article[name] for name in names if article.get(name)), None)
        if isinstance(value, str):
            yield value


def _described(tree: "HtmlElement") -> Iterator[Mapping[str, object]]:
    """The articles in the page's JSON-LD."""
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
                if _ARTICLE_TYPES.search(str(value.get("@type"))):
                    yield value


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


_BETWEEN = "-–—|:»•·"


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """`Rain in Homs - The Gazette` is `Rain in Homs` in The Gazette."""
    if title is None or not outlet:
        return title
    title, name = title.rstrip(), outlet.strip()
    if title[-len(name) :].lower() != name.lower():
        return title
    head = title[: -len(name)]
    bare = head.rstrip()
    shorter = bare.rstrip(_BETWEEN)
    parted = len(head) > len(bare) > len(shorter) > len(shorter.rstrip())
    return shorter.rstrip() if parted and shorter.strip() else title
