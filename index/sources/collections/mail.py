"""E-mails (.eml) and mailboxes (.mbox): a message is an article."""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import check_length, composed_article, plain_article
from index.sources.document import Document
from index.sources.markup.html_fragment import fragment_blocks
from index.sources.parsing.addresses import archived_copy, web_address
from index.sources.parsing.metadata import Metadata
from index.sources.parsing.mime import (
    LONGEST_MESSAGE,
    header,
    location,
    parse_message,
    part_text,
    sender,
    sent,
    texts,
)

_QUOTED = re.compile(r"^>.*(?:\n|\Z)", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(document: Document) -> Iterator[Article]:
    """The message as one article: its subject is the title, who sent it the outlet, when it was sent the date.

    What is quoted of other messages, a signature and attachments are left out.

    Raises:
        SourceError: it is damaged, or there is no text in it.
    """
    yield _message(document.content(), document, document.path, document.key)


def read_mailbox(document: Document) -> Iterator[Article | SourceError]:
    """Every message of a mailbox as an article, one in memory at a time.

    Raises:
        SourceError: a message is too large; the rest of the mailbox is not read.
    """
    for number, content in enumerate(_messages(document), 1):
        path = f"{document.path}:{number}"
        try:
            yield _message(content, document, path, f"{document.key}:{number}")
        except SourceError as error:
            yield SourceError(path, error.reason)


def _messages(document: Document) -> Iterator[bytes]:
    """The messages of a mailbox: each begins with a line `From ...` below a blank one."""
    lines: list[bytes] = []
    size, blank = 0, True
    with document.open() as stream:
        while line := stream.readline(LONGEST_MESSAGE):
            if blank and line.startswith(b"From "):
                if size:
                    yield _ESCAPED.sub(rb"\1", b"".join(lines))
                lines, size, blank = [], 0, False
                continue
            size += len(line)
            if size > LONGEST_MESSAGE:
                reason = f"a message of more than {LONGEST_MESSAGE // 2**20} MiB: the rest of the mailbox is not read"
                raise SourceError(document.path, reason)
            lines.append(line)
            blank = not line.strip()
    if size:
        yield _ESCAPED.sub(rb"\1", b"".join(lines))


def _message(content: bytes, document: Document, path: str, key: str) -> Article:
    message = parse_message(content, path)
    address = location(message)
    metadata = document.metadata.over(
        Metadata(
            title=header(message, "Subject"),
            source=sender(message),
            published=sent(message),
            url=address and web_address(address),
            archived=archived_copy(address),
        )
    )
    if document.path != path:  # what stands beside a mailbox is said of all its messages
        metadata = replace(metadata, url=address and web_address(address), title=header(message, "Subject"))
    plain, html = texts(message)
    rendered = None if html is None else part_text(html, path)
    words = None if plain is None else part_text(plain, path)
    for text in (rendered, words):
        check_length(text or "", path)
    # The plain text of a newsletter is the better one, but where it is a stub: "open this in a browser".
    blocks = fragment_blocks(rendered) if rendered else []
    if words is not None and words.strip() and 2 * len(words) >= sum(len(block.text) for block in blocks):
        words = words.replace("\r\n", "\n")
        signature = _SIGNATURE.search(words)
        words = _QUOTED.sub("", words[: signature.start()] if signature is not None else words).strip()
        return plain_article(words, metadata, path, key)
    return composed_article(blocks, metadata, path, key)
