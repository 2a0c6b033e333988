"""JSON, JSON Lines and CSV: a row or an object is an article, its fields told by their obvious names."""

import re
from collections.abc import Mapping

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import check_length, composed_article, plain_article
from index.sources.document import Document
from index.sources.parsing.html_fragment import fragment_blocks
from index.sources.parsing.metadata import NAMES, folded_name, from_mapping

PLAIN = "text/plain"
"""What a row says in `content_type` whose text is to be read as it stands, tags and all."""

# The longest line of a table or of JSON Lines; a whole newspaper issue is below a tenth of it.
LONGEST_LINE = 64 * 2**20
_TEXT_NAMES = ("text", "body", "content", "article", "article_text", "articlebody", "full_text", "fulltext", "story",
               "maintext", "main_text", "document", "content_text", "article_body")  # fmt: skip
_HTML_NAMES = ("html", "content_html", "body_html", "content:encoded", "raw_html")
_DESCRIBING = ("description", "summary", "abstract")
_ID_NAMES = ("id", "article_id", "guid", "uuid", "_id", "doc_id")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|table|blockquote|article)\b[^<>]{0,200}/?>", re.IGNORECASE)


def row_article(row: Mapping[str, object], document: Document, line: int, name: str) -> Article:
    """The article in one row; its text exactly as it stands there, unless that is HTML and not said to be plain.

    Its id comes from its url, else from the file and the row's own id, else from the file and `name`.

    Raises:
        SourceError: it has no text.
    """
    values = dict(row)
    for ours, theirs in document.fields.items():
        if theirs in row:
            values[ours] = row[theirs]
    by_name = {folded_name(str(name)): value for name, value in values.items()}
    for ours in document.fields:
        for other in NAMES.get(ours, ()):  # what was mapped goes before what only looks obvious
            if other != ours:
                by_name.pop(other, None)
    metadata = document.metadata.over(from_mapping(by_name, document.path, strict=False))
    key = f"{document.key}:{_own_id(by_name) or name}"
    html = _first_text(by_name, _HTML_NAMES)
    text = _first_text(by_name, _TEXT_NAMES)
    if text is None and html is None:
        text = _first_text(by_name, _DESCRIBING)
    plain = by_name.get("content_type") == PLAIN
    for one in (text, html):
        check_length(one or "", document.path, line)
    if text is not None and html is None and not plain and _MARKUP.search(text):
        text, html = None, text
    if text is not None:
        return plain_article(text, metadata, document.path, key, line=line)
    if html is not None:
        return composed_article(fragment_blocks(html), metadata, document.path, key, line)
    found = ", ".join(str(name)[:30] for name in list(row)[:8]) or "none"
    reason = f"no text: none of its fields ({found}) is called text, body or content; map one with --field text=FIELD"
    raise SourceError(document.path, reason, line)


def _first_text(by_name: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = by_name.get(name)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = "\n\n".join(value)  # a list of paragraphs
        if isinstance(value, dict):
            value = value.get("rendered")  # as the WordPress REST interface gives it
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", "replace").decode("utf-8")  # JSON can hold half a surrogate pair
    return None


def _own_id(by_name: Mapping[str, object]) -> str | None:
    for name in _ID_NAMES:
        value = by_name.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value)[:500].strip():
            return str(value)[:500].strip()
    return None
