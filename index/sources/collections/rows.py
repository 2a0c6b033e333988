"""JSON, JSON Lines and CSV: a row or an object is an article, its fields told by their obvious names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import check_length, composed_article, plain_article
from index.sources.document import Document
from index.sources.markup.html_fragment import MARKUP, fragment_blocks, one_line
from index.sources.parsing.metadata import NAMES, folded_name, from_mapping

PLAIN = "text/plain"
"""What a row says in `content_type` whose text is to be read as it stands, tags and all."""

# The longest line of a table or of JSON Lines; a whole newspaper issue is below a tenth of it.
LONGEST_LINE = 64 * 2**20
_TEXT_NAMES = ("text", "body", "content", "article", "article_text", "article_body", "articlebody", "body_text",
               "full_text", "fulltext", "story", "maintext", "main_text", "document", "content_text",
               "content_elements", "lead_paragraph", "texte", "texto", "testo", "tekst", "текст", "النص")  # fmt: skip
_HTML_NAMES = ("html", "content_html", "body_html", "content:encoded", "raw_html")
TEXT_FIELDS = (*_TEXT_NAMES, *_HTML_NAMES)
"""Names of fields that hold an article's text, as `folded_name` gives them."""
_DESCRIBING = ("description", "summary", "abstract", "excerpt", "snippet")
_ID_NAMES = ("id", "article_id", "guid", "uuid", "_id", "doc_id")
# Names of the text in a run or a paragraph, where a text is a list of them.
_RUN_NAMES = ("text", "content", "value")
_SHOWN_NAMES = ("rendered", "processed", "value")
_CUT_OFF = re.compile(r"(?<=\S)\s*\[\+?\d{1,9} chars?\]\s*$")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}")
_MOST_NAMED = 8
_UNPUBLISHED = frozenset({"draft", "auto-draft", "trash"})


def row_article(row: Mapping[str, object], document: Document, line: int, name: str) -> Article:
    """The article in one row; its text exactly as it stands there, unless that is HTML and not said to be plain.

    Its id comes from its url, else from the file and the row's own id, else from the file and `name`.

    Raises:
        SourceError: it has no text.
    """
    by_name = _by_name(row, document.fields)
    metadata = document.metadata.over(from_mapping(by_name, document.path, strict=False))
    key = f"{document.key}:{_own_id(by_name) or name}"
    if (status := by_name.get("status")) in _UNPUBLISHED:
        raise SourceError(document.path, f"not published (its status is {status}): publish it first", line)
    html = _first_text(by_name, _HTML_NAMES)
    text = _first_text(by_name, _TEXT_NAMES)
    described = _first_text(by_name, _DESCRIBING)
    if text is None and html is None:
        text = described
    elif text is not None and (cut := _CUT_OFF.search(text)):  # some services give the beginning of a text alone
        text = text[: cut.start()]
        text = text if described is None or text.startswith(described[:50]) else f"{described}\n\n{text}"
    plain = by_name.get("content_type") == PLAIN
    for one in (text, html):
        check_length(one or "", document.path, line)
    if text is not None and html is None and not plain and MARKUP.search(text):
        text, html = None, text
    if text is not None:
        return plain_article(text, metadata, document.path, key, line=line)
    if html is not None:
        return composed_article(fragment_blocks(html), metadata, document.path, key, line)
    found = ", ".join(list(_named(row))[:_MOST_NAMED]) or "none"
    reason = f"no text: none of its fields ({found}) is called text, body or content; map one with --field text=FIELD"
    raise SourceError(document.path, reason, line)


def has_text(row: Mapping[str, object], fields: Mapping[str, str]) -> bool:
    """Whether a row has a text of its own, in full."""
    return _first_text(_by_name(row, fields), TEXT_FIELDS) is not None


def is_described(row: Mapping[str, object], fields: Mapping[str, str]) -> bool:
    """Whether a row has at least a summary, or a title with an address."""
    by_name = _by_name(row, fields)
    metadata = from_mapping(by_name, "", strict=False)
    return _first_text(by_name, _DESCRIBING) is not None or (metadata.title is not None and metadata.url is not None)


def _by_name(row: Mapping[str, object], fields: Mapping[str, str]) -> dict[str, object]:
    """The values of a row by their names as names are compared, those that a person has mapped under ours."""
    values = dict(row)
    for ours, theirs in fields.items():
        found = row[theirs] if theirs in row else _at(row, theirs)
        if found is not None:
            values[ours] = found
    by_name = {folded_name(str(name)): value for name, value in values.items()}
    for ours in fields:
        for other in NAMES.get(ours, ()):  # what was mapped goes before what only looks obvious
            if other != ours:
                by_name.pop(other, None)
    for name in ("title", "headline"):
        value = by_name.get(name)
        if isinstance(value, Mapping) and isinstance(value.get("rendered"), str):
            by_name[name] = one_line(value["rendered"])
    for name in ("date", "modified"):  # in UTC, without saying so, as WordPress gives it
        universal = by_name.get(f"{name}_gmt")
        if isinstance(universal, str) and _CLOCK.fullmatch(universal):
            by_name[name] = f"{universal}+00:00"
    return by_name


def _at(row: Mapping[str, object], path: str) -> object:
    """The value at a path such as `body.value`; None where there is none."""
    value: object = row
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _named(row: Mapping[str, object]) -> Iterator[str]:
    """The fields of a row that hold words, those inside its objects as paths."""
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from (f"{str(name)[:30]}.{str(one)[:30]}" for one, inner in value.items() if isinstance(inner, str))
        else:
            yield str(name)[:30]


def _first_text(by_name: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = by_name.get(name)
        if isinstance(value, list):
            value = joined_runs(value)
        if isinstance(value, Mapping):  # as the interfaces of WordPress and Drupal give it
            value = next((value[one] for one in _SHOWN_NAMES if isinstance(value.get(one), str)), None)
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", "replace").decode("utf-8")  # JSON can hold half a surrogate pair
    return None


def joined_runs(pieces: Sequence[object]) -> str | None:
    """A text that is given as a list: of paragraphs, or of runs, which carry the white space between them."""
    texts = [text for piece in pieces if (text := _run(piece)) is not None]
    if not any(text.strip() for text in texts):
        return None
    mixed = len({isinstance(piece, str) for piece in pieces}) > 1
    spaced = any(text != text.strip() for text in texts) and not all(isinstance(piece, str) for piece in pieces)
    return "".join(texts) if mixed or spaced else "\n\n".join(texts)


def _run(piece: object) -> str | None:
    if isinstance(piece, Mapping):
        piece = next((piece[name] for name in _RUN_NAMES if isinstance(piece.get(name), str)), None)
    return piece if isinstance(piece, str) else None


def _own_id(by_name: Mapping[str, object]) -> str | None:
    for name in _ID_NAMES:
        value = by_name.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value)[:500].strip():
            return str(value)[:500].strip()
    return None
