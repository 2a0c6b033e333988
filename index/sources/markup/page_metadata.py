"""What a web page says of itself: title, address, date, author, outlet, language."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from index.language.dates import parse_date
from index.sources.parsing.addresses import address_date, archived_copy, original_address, web_address
from index.sources.parsing.headlines import headline
from index.sources.parsing.metadata import Metadata, language_code

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
# As browsers write it, and programs that save pages: saved from url=(0024)https://example.org/
_SAVED_FROM = re.compile(r"<!--[^<>]{0,40}?saved from (?:url=\(\d{4}\))?\s?(https?://[^\s<>]{1,2000})", re.IGNORECASE)
_WAYBACK_SCRIPT = re.compile(
    r'__wm\.wombat\("(?P<address>https?://[^"\s]{1,2000})",\s?"(?P<moment>\d{14})",'
    r'\s?"(?P<archive>https?://web\.archive\.org/)",\s?"web"'
)
_HEAD = 20_000
_LONGEST_OUTLET = 60
_MOST_JSON = 2**20


def saved_from(page: str) -> str | None:
    """The address that a browser, or the Wayback Machine, wrote into a page when it saved it."""
    match = _SAVED_FROM.search(page[:_HEAD])
    if match is not None:
        return match[1]
    match = _WAYBACK_SCRIPT.search(page[:_HEAD])
    return None if match is None else f"{match['archive']}web/{match['moment']}/{match['address']}"


def page_metadata(page: str, address: str | None = None) -> Metadata:
    """The metadata in the head of `page`, by trafilatura, and the date only where the page itself names it.

    `address` is where the page was, be it in an archive, where it does not say so itself.

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
    named = [one for one in (_canonical(tree, address), found.url, address) if one and web_address(one)]
    url = web_address(named[0]) if named else None
    title = _without_outlet(_line(found.title), found.sitename)
    published, modified = _dates(tree, url)
    return Metadata(
        title=(headline(title or "") or _heading(tree)),
        url=url,
        published=published,
        source=_outlet(found.sitename, found.url, url) or _outlet_in_title(tree, title),
        author=_line(found.author),
        language=language_code(tree.get("lang") or ""),
        modified=modified,
        archived=next(filter(None, map(archived_copy, (address, *named))), None),
    )


def _canonical(tree: "HtmlElement", address: str | None) -> str | None:
    """The address that the page calls its own, which on an AMP page is that of the article."""
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return urljoin(original_address(address or ""), str(element.get("href") or "").strip())
    return None


def _outlet(name: str | None, found_at: str | None, url: str | None) -> str | None:
    """The outlet's name; of a page in an archive, whose own name it is no more, the host that it was on."""
    if found_at and url and found_at != url and name and name.lower() in found_at.lower():
        return urlsplit(url).hostname
    return _line(name)


def _outlet_in_title(tree: "HtmlElement", title: str | None) -> str | None:
    """The Gazette in a title `Rain in Homs - The Gazette`, where the headline stands on the page without it."""
    heading, whole = _heading(tree), _line(next((one.text for one in tree.iter("title") if one.text), None))
    if whole is None or heading is None or heading != title or not whole.startswith(heading):
        return None
    rest = whole[len(heading) :]
    name = rest.lstrip(f" {_BETWEEN}")
    parted = rest[:1] == " " and rest.lstrip()[:1] in _BETWEEN
    return name if name and parted and len(name) <= _LONGEST_OUTLET else None


def _heading(tree: "HtmlElement") -> str | None:
    """The first heading of the first level."""
    return next((words for one in tree.iter("h1") if (words := _line("".join(map(str, one.itertext()))))), None)


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
    if url and (said := address_date(url)) and len(said) == len("2018-02-05"):
        published.append(said)
    modified = [*_said(described, "dateModified"), *(named[n] for n in _MODIFIED if n in named)]
    return _first_date(published), _first_date(modified)


def declared_texts(page: str) -> Iterator[str]:
    """The whole texts that the page's JSON-LD gives of its articles."""
    from trafilatura.utils import load_html

    tree = load_html(page)
    return iter(()) if tree is None else _said(_described(tree), "articleBody")


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
