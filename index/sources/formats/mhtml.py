"""Web archives (MHTML), as Chrome and its kin save pages with their pictures."""

from collections.abc import Iterator
from email.message import EmailMessage

from index.errors import SourceError
from index.records import Article
from index.sources.document import Document
from index.sources.formats.html import page_article, page_text
from index.sources.parsing.mime import location, parse_message, part_bytes, texts


def read(document: Document) -> Iterator[Article]:
    """The page as one article, with the address it was saved from; the day it was saved is not that of the article.

    Raises:
        SourceError: it is damaged, or there is no page in it, or no article on the page.
    """
    message = parse_message(document.content(), document.path)
    page = _page(message)
    if page is None:
        raise SourceError(document.path, "no page in it: save the page again, as HTML or as one file")
    text = page_text(part_bytes(page), document.path)
    address = location(message) or location(page)
    yield page_article(text, document.metadata, document.path, document.key, address)


def _page(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page: the one at the address of the whole, else the first in HTML."""
    wanted = location(message)
    for part in message.walk():
        if part.get_content_type() == "text/html" and wanted is not None and location(part) == wanted:
            return part
    return texts(message)[1]
