"""Plain text, front matter allowed."""

from collections.abc import Iterator

from index.records import Article
from index.sources.assembly import plain_article
from index.sources.document import Document
from index.sources.formats.encoding import decode
from index.sources.formats.front_matter import split_front_matter


def read(document: Document) -> Iterator[Article]:
    """The file as one article, whose text is the decoded file exactly.

    Raises:
        SourceError: it is no text, has none to read, or its front matter cannot be understood.
    """
    text = decode(document.content(), document.path)
    metadata, start = split_front_matter(text, document.path)
    yield plain_article(text, document.metadata.over(metadata), document.path, document.key, start)
