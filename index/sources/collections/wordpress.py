"""WordPress exports (WXR): the published posts."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import check_length, composed_article
from index.sources.document import Document
from index.sources.markup.html_fragment import fragment_blocks, one_line, without_shortcodes
from index.sources.markup.xml import local_name, xml_elements
from index.sources.parsing.metadata import Metadata, from_mapping, language_code

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Names are compared without their namespace, which differs with the version of the export.
_WANTED = ("item", "title", "language", "author")


def read(document: Document) -> Iterator[Article | SourceError]:
    """Every published post as an article, shortcodes stripped.

    Pages, attachments, menus, drafts, private posts and posts behind a password are left out. A damaged export gives
    the posts that could be read, and an error that names the line.

    Raises:
        SourceError: there is no published post in it.
    """
    damage: list[SourceError] = []
    authors: dict[str, str] = {}
    site: dict[str, str] = {}
    items = posts = 0
    for element in xml_elements(document, _WANTED, damage):
        name = local_name(element)
        if name == "author":
            fields = item_fields(element)
            authors[fields.get("author_login", "")] = fields.get("author_display_name", "")
        elif name == "item":
            items += 1
            fields = item_fields(element)
            if is_published_post(fields):
                posts += 1
                yield _post(fields, site, authors, document, _line(element))
        elif local_name(element.getparent()) == "channel":
            site.setdefault(name, element.text or "")
    yield from damage
    if not posts and not damage:
        raise SourceError(document.path, f"no published post among its {items} items: nothing to index")


def is_published_post(fields: Mapping[str, str]) -> bool:
    """Whether an item is a post that anybody may read."""
    status = fields.get("status", "publish").strip()
    return fields.get("post_type", "").strip() == "post" and status == "publish" and not fields.get("post_password")


def _line(element: "Element") -> int | None:
    return element.sourceline if isinstance(element.sourceline, int) else None


def item_fields(element: "Element") -> dict[str, str]:
    """Text of each child by its local name; of two with one name (`content:encoded`, `excerpt:encoded`), the first."""
    fields: dict[str, str] = {}
    for child in element:
        name = local_name(child)
        if not name:
            continue  # a comment
        if name == "encoded" and "excerpt" in str(child.tag):
            name = "excerpt"
        fields.setdefault(name, "".join(str(text) for text in child.itertext()))
    return fields


def _post(
    fields: Mapping[str, str], site: Mapping[str, str], authors: Mapping[str, str], document: Document, line: int | None
) -> Article | SourceError:
    try:
        check_length(fields.get("encoded", ""), document.path, line)
    except SourceError as error:
        return error
    blocks = fragment_blocks(without_shortcodes(fields.get("encoded", "")), blank_lines=True)
    metadata = document.metadata.over(_metadata(fields, site, authors, document.path))
    key = f"{document.key}:{fields.get('post_id') or fields.get('guid') or line}"
    try:
        return composed_article(blocks, metadata, document.path, key, line, language_code(site.get("language", "")))
    except SourceError as error:
        return error


def _metadata(fields: Mapping[str, str], site: Mapping[str, str], authors: Mapping[str, str], path: str) -> Metadata:
    login = fields.get("creator", "").strip()
    values = {
        "title": one_line(fields.get("title", "")),
        "url": fields.get("link"),
        # Of a post that was never dated some are zeros, or before our era; the next one is taken.
        "published": _universal(fields, "post_date_gmt"),
        "date": fields.get("pubDate"),
        "published_at": fields.get("post_date"),
        "source": one_line(site.get("title", "")),
        "author": one_line(authors.get(login) or login),
        "modified": _universal(fields, "post_modified_gmt") or fields.get("post_modified"),
    }
    return from_mapping(values, path, strict=False)


def _universal(fields: Mapping[str, str], name: str) -> str | None:
    """A date in UTC; drafts that were never published have zeros there."""
    date = fields.get(name, "").strip()
    return f"{date}+00:00" if date and not date.startswith("0000") else None
