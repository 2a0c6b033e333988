"""XML in one pass, element by element, safely: no entities, no network, no document types, damage recorded."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from index.errors import SourceError
from index.sources.document import Document

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_PIECE = 2**16
_MOST_TAGS = 1_000_000


class _CountedTags:
    """A stream that ends with an error where too many tags come without one of the elements that are looked for."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream, self._path = stream, path
        self.tags = 0

    def read(self, size: int = -1) -> bytes:
        """As any stream, at most 64 KiB at once.

        Raises:
            SourceError: there were too many tags.
        """
        piece = self._stream.read(_PIECE if size < 0 else min(size, _PIECE))
        self.tags += piece.count(b"<")
        if self.tags > _MOST_TAGS:
            reason = f"more than {_MOST_TAGS:,} tags in one item, or around them: no article; remove it"
            raise SourceError(self._path, reason)
        return piece


def xml_elements(document: Document, names: Collection[str], damage: list[SourceError]) -> Iterator["Element"]:
    """The elements with one of the local `names`, each whole when it is given; an `item` is forgotten after it.

    Damage is mended as far as it goes; its first place is put into `damage`.

    Raises:
        SourceError: one of them, or what stands between two, has more tags than memory should hold.
    """
    from lxml import etree

    with document.open() as stream:
        # Entities stay unresolved, so none can read a file or grow ("billion laughs").
        options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
        counted = _CountedTags(stream, document.path)
        elements = etree.iterparse(counted, events=("end",), tag=[f"{{*}}{name}" for name in names], **options)
        try:
            for _, element in elements:
                counted.tags = 0
                yield element
                if local_name(element) == "item":
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            damage.append(SourceError(document.path, _reason(error.msg or ""), error.lineno))
            return
        serious = [entry for entry in elements.error_log if entry.level >= etree.ErrorLevels.ERROR]
        if serious:
            damage.append(SourceError(document.path, _reason(serious[0].message), serious[0].line))


def local_name(element: "Element | None") -> str:
    """An element's name without its namespace; empty for comments and the like."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2]


def _reason(message: str) -> str:
    return f"damaged XML ({' '.join(message.split())[:120]}): what could be read was; export it again"
