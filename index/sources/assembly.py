"""The last step of every reader: text and metadata become an Article."""

from collections.abc import Iterable
from dataclasses import replace

from index.errors import SourceError
from index.records import Article, Paragraph
from index.sources.articles import Block, article_id, compose, readable_paragraphs
from index.sources.formats.language import language_of
from index.sources.formats.metadata import Metadata
from index.sources.formats.paragraphs import paragraph_spans

_NOTHING = "nothing readable in it: no text, or site furniture only; remove it, or save its text again"


def plain_article(
    text: str, metadata: Metadata, path: str, key: str, start: int = 0, line: int | None = None
) -> Article:
    """An article whose text is `text` exactly, read from character `start`.

    Raises:
        SourceError: there is nothing readable in it.
    """
    title, paragraphs = readable_paragraphs(text, paragraph_spans(text, start), metadata.title)
    return _assemble(text, paragraphs, Metadata(title).over(metadata), path, key, line)


def composed_article(
    blocks: Iterable[Block],
    metadata: Metadata,
    path: str,
    key: str,
    line: int | None = None,
    declared_language: str | None = None,
) -> Article:
    """An article whose text is the blocks that are no furniture, a blank line between them.

    `declared_language` is what a whole site or feed says of itself. Templates say "en" on pages in any language, so it
    counts only where the text is too short to tell.

    Raises:
        SourceError: there is nothing readable in it.
    """
    text, paragraphs = compose(blocks)
    article = _assemble(text, paragraphs, metadata, path, key, line)
    return article if article.language else replace(article, language=declared_language)


def _assemble(
    text: str, paragraphs: tuple[Paragraph, ...], metadata: Metadata, path: str, key: str, line: int | None
) -> Article:
    if not paragraphs:
        raise SourceError(path, _NOTHING, line)
    language = metadata.language
    if language is None:
        language = language_of("\n".join(text[p.span.start : p.span.end] for p in paragraphs[:20]))
    return Article(
        id=article_id(metadata.url or key),
        text=text,
        paragraphs=paragraphs,
        title=metadata.title,
        url=metadata.url,
        published=metadata.published,
        source=metadata.source,
        author=metadata.author,
        language=language,
        path=path if line is None else f"{path}:{line}",
        modified=metadata.modified,
    )
