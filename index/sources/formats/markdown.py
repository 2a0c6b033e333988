"""Markdown, rendered to the words a reader sees."""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.records import Article, ParagraphKind
from index.sources.article_assembly import Block, check_length, composed_article, plain_article
from index.sources.document import Document
from index.sources.markup.html_fragment import fragment_blocks
from index.sources.parsing.encoding import decode
from index.sources.parsing.front_matter import split_front_matter

# Markdown is parsed in time that can grow with the square of a paragraph's length; no writer's paragraph is this long,
# and a text that has one is read as it stands.
_LONGEST_BLOCK = 20_000
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")


def read(document: Document) -> Iterator[Article]:
    """The file as one article: links keep their words, images and fenced code are dropped, list items and table rows
    are paragraphs, and the first heading of the first level is the title when the front matter has none.

    Raises:
        SourceError: it is no text, has none to read, or its front matter cannot be understood.
    """
    text = decode(document.content(), document.path)
    check_length(text, document.path)
    metadata, start = split_front_matter(text, document.path)
    metadata = document.metadata.over(metadata)
    if any(len(block) > _LONGEST_BLOCK for block in _BLANK_LINE.split(text[start:])):
        yield plain_article(text, metadata, document.path, document.key, start)
        return
    html = _html(text[start:])
    blocks = fragment_blocks(html)
    first = next((n for n, block in enumerate(blocks) if block.kind is ParagraphKind.HEADING), None)
    if first is not None and html.find("<h1") == html.find("<h") != -1:
        blocks[first] = Block(blocks[first].text, ParagraphKind.TITLE)
        if metadata.title is None:
            metadata = replace(metadata, title=blocks[first].text)
    yield composed_article(blocks, metadata, document.path, document.key)


def _html(text: str) -> str:
    from markdown_it import MarkdownIt

    # Indented lines are read as prose: articles have paragraphs set in, not code.
    renderer = MarkdownIt("js-default", {"html": True}).disable("code")
    renderer.add_render_rule("fence", _nothing)
    return str(renderer.render(text))


def _nothing(*_: object) -> str:
    return ""
