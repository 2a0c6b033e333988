"""E-books (EPUB): the chapters in the order in which they are read."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from index.errors import SourceError
from index.records import Article
from index.sources.article_assembly import Block, check_length, check_size, composed_article, line_count, with_title
from index.sources.document import Document
from index.sources.formats.html import page_text
from index.sources.markup.html_fragment import fragment_blocks
from index.sources.markup.zipped_xml import Attributes, Target, attribute, local, opened_zip, parse_part, part_stream
from index.sources.parsing.metadata import from_mapping

_CONTAINER = "META-INF/container.xml"
_DESCRIBED = {
    "title": "title", "creator": "author", "date": "published", "publisher": "source", "language": "language",
}  # fmt: skip
_MOST_CHAPTERS = 10_000
_LONGEST_PROPERTY = 2000
_LARGEST_CHAPTER = 32 * 2**20
_LARGEST_BOOK = 64 * 2**20


def read(document: Document) -> Iterator[Article]:
    """The book as one article: its chapters, without its table of contents.

    Raises:
        SourceError: it is damaged or encrypted, or expands to too much, or there is no text in it.
    """
    with opened_zip(document, "e-book") as archive:
        names = set(archive.namelist())
        if _CONTAINER not in names:
            raise SourceError(document.path, "named .epub, but no e-book: save it as EPUB again")
        container = _Container()
        parse_part(archive, _CONTAINER, container, document)
        if container.package not in names:
            raise SourceError(document.path, "an e-book without its list of chapters: save it again")
        package = _Package()
        parse_part(archive, container.package, package, document)
        folder = posixpath.dirname(container.package)
        blocks: list[Block] = []
        size = lines = 0
        for address in package.chapters():
            name = posixpath.normpath(posixpath.join(folder, unquote(address)))
            if name not in names:
                continue
            with part_stream(archive, name, document) as stream:
                content = stream.read(_LARGEST_CHAPTER + 1)
            if len(content) > _LARGEST_CHAPTER:
                reason = f"a chapter of more than {_LARGEST_CHAPTER // 2**20} MiB: split the book"
                raise SourceError(document.path, reason)
            if not content.strip():
                continue
            text = page_text(content, document.path)
            size += len(text)
            lines += line_count(text)
            check_length(text, document.path)
            check_size(0, lines, document.path)
            if size > _LARGEST_BOOK:
                raise SourceError(document.path, f"a book of more than {_LARGEST_BOOK // 2**20} MiB: split it")
            blocks += fragment_blocks(text)
    metadata = document.metadata.over(from_mapping(package.values, document.path, strict=False))
    if not blocks:
        raise SourceError(document.path, "no text in the e-book, or it is protected: save it without protection")
    yield composed_article(with_title(blocks, metadata.title), metadata, document.path, document.key)


class _Container(Target):
    """Finds the list of chapters."""

    def __init__(self) -> None:
        self.package = ""

    def start(self, tag: str | bytes, attributes: Attributes) -> None:
        if local(tag) == "rootfile" and not self.package:
            self.package = attribute(attributes, "full-path")


class _Package(Target):
    """Collects what is said of the book, its files, and their order."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self._name = ""
        self._files: dict[str, str] = {}
        self._order: list[str] = []

    def chapters(self) -> list[str]:
        """The files of the chapters in their order, each once."""
        found = [self._files[name] for name in self._order if name in self._files]
        return list(dict.fromkeys(found))[:_MOST_CHAPTERS]

    def start(self, tag: str | bytes, attributes: Attributes) -> None:
        name = local(tag)
        self._name = "" if _DESCRIBED.get(name, "") in self.values else name  # the first title is the book's
        if name == "item" and "html" in attribute(attributes, "media-type"):
            if "nav" not in attribute(attributes, "properties").split():
                self._files[attribute(attributes, "id")] = attribute(attributes, "href")
        elif name == "itemref" and attribute(attributes, "linear") != "no":
            self._order.append(attribute(attributes, "idref"))

    def end(self, _tag: str | bytes) -> None:
        self._name = ""

    def data(self, data: str | bytes) -> None:
        if self._name in _DESCRIBED:
            said = str(self.values.get(_DESCRIBED[self._name], ""))
            if len(said) < _LONGEST_PROPERTY:
                self.values[_DESCRIBED[self._name]] = said + str(data)
