"""Saved web pages: the article without the page around it, by trafilatura."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from index.errors import SourceError
from index.records import Article, ParagraphKind
from index.sources.article_assembly import Block, check_length, composed_article, with_title
from index.sources.document import Document
from index.sources.markup.html_fragment import MARKUP, PageBlock, fragment_blocks, page_blocks
from index.sources.markup.page_borders import split_at_borders, with_lost_blocks, without_hidden
from index.sources.markup.page_metadata import declared_texts, page_metadata, saved_from
from index.sources.parsing.datelines import dateline
from index.sources.parsing.encoding import decode
from index.sources.parsing.metadata import Metadata
from index.sources.parsing.paragraphs import paragraph_spans

# Blocks below and above a headline in which a day is the article's.
_BELOW, _ABOVE = 5, 2
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,30})", re.IGNORECASE)
# As the web means them (WHATWG encoding standard): pages that say ASCII or Latin-1 are in Windows-1252.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_DECLARED = "articleBody"
_MOST_ATTRIBUTES = 1_000
_ATTRIBUTE_OF_TAG = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES_OF_TAG = re.compile(_ATTRIBUTE_OF_TAG)
_TAG = re.compile(rf"(<[A-Za-z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE_OF_TAG})*+)")


def read(document: Document) -> Iterator[Article]:
    """The page as one article: main text, headings, lists and tables; no comments, no navigation.

    Raises:
        SourceError: it is no text, or there is no article on it (a front page, a page that scripts fill later).
    """
    page = page_text(document.content(), document.path)
    yield page_article(page, document.metadata, document.path, document.key)


def page_article(page: str, metadata: Metadata, path: str, key: str, address: str | None = None) -> Article:
    """The article on a page; `metadata` wins over what the page says of itself, and that over the `address` it was at.

    Raises:
        SourceError: there is no article on it.
    """
    check_length(page, path)
    page = without_hidden(_without_endless_tags(page))
    shown = page_blocks(page)
    blocks = with_lost_blocks(split_at_borders(_as_declared(_main_text(page), page), shown), shown)
    if not blocks:
        raise SourceError(path, "no article found on the page: save the article's own page, as a browser shows it")
    declared = page_metadata(page, address or saved_from(page))
    combined = metadata.over(replace(declared, language=None))
    if combined.published is None:
        combined = replace(combined, published=_shown_date(shown, combined.title))
    blocks = with_title(blocks, combined.title)
    return composed_article(blocks, combined, path, key, declared_language=declared.language)


def _shown_date(page: Sequence[PageBlock], title: str | None) -> str | None:
    """The day that stands right beside the headline on the page."""
    headed = [n for n, block in enumerate(page) if block.kind is ParagraphKind.HEADING or block.text == title]
    if not headed:
        return None
    place = next((n for n in headed if page[n].text == title), headed[0])
    near = [*page[place + 1 : place + 1 + _BELOW], *page[max(0, place - _ABOVE) : place]]
    return dateline(block.text for block in near if not block.linked)


def page_text(content: bytes, path: str) -> str:
    """The page's source as text: UTF-8 when it is, else the encoding it names, else the most likely one.

    Raises:
        SourceError: it is no text.
    """
    match = _CHARSET.search(content[:4096])
    if match is not None and not _is_utf8(content):
        name = match.group(1).decode("ascii", "replace").lower()
        try:
            return content.decode(_MEANT.get(name, name))
        except (LookupError, UnicodeError):
            pass  # it names an encoding that is none, or that it is not in
    return decode(content, path)


def _main_text(page: str) -> list[Block]:
    from trafilatura import extract  # two seconds to import, with its parsers

    # `fast` leaves out the two rival extractors that trafilatura asks when unsure: on news pages they add navigation
    # more often than text. A page that is too short for it is tried again, keeping more.
    for recall in (False, True):
        html = extract(page, output_format="html", fast=not recall, favor_recall=recall, include_comments=False)
        blocks = fragment_blocks(html) if html else []
        if blocks:
            return blocks
    return []


def _as_declared(blocks: list[Block], page: str) -> list[Block]:
    """The blocks; where there are none, or one that glues all, the paragraphs of the text that JSON-LD gives."""
    if len(blocks) > 1 or _DECLARED not in page:
        return blocks
    letters = "".join("".join(block.text.split()) for block in blocks)
    for text in sorted(declared_texts(page), key=len, reverse=True):
        html = text if "<" in text else unescape(text)
        if MARKUP.search(html):
            pieces = fragment_blocks(html, blank_lines=True)
        else:
            pieces = [Block(text[span.start : span.end]) for span in paragraph_spans(text)]
        if not letters or "".join("".join(piece.text.split()) for piece in pieces) == letters:
            return pieces
    return blocks


def _without_endless_tags(html: str) -> str:
    """`html`, any tag of more than 1,000 attributes without them: lxml compares each with all others of its tag."""

    def bounded(tag: re.Match[str]) -> str:
        if len(tag[2]) < 2 * _MOST_ATTRIBUTES:
            return tag[0]
        return tag[0] if sum(1 for _ in _ATTRIBUTES_OF_TAG.finditer(tag[2])) <= _MOST_ATTRIBUTES else tag[1]

    return _TAG.sub(bounded, html) if len(html) > 2 * _MOST_ATTRIBUTES else html


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
