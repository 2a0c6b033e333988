"""Large JSON files, an article at a time: memory does not grow with the file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from index.errors import SourceError
from index.sources.article_assembly import check_size
from index.sources.collections.rows import TEXT_FIELDS
from index.sources.document import Document
from index.sources.parsing.metadata import folded_name

_ITEM = "item"
_MOST_PLACES = 10_000
_PIECE = 2**22  # the parser begins a text anew with each piece of it
_LONGEST_CODE = 6  # bytes of a character, as \u0041
_QUOTE, _ESCAPE_MARK, _ESCAPE = b'"', b"\\", ord("\\")


class _Bounded:
    """A stream of JSON whose reading ends where a text in it is longer than an article may be."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream, self._path = stream, path
        self._escaped = False
        self._length = 0  # bytes since the last quotation mark that is not escaped

    def read(self, size: int = -1) -> bytes:
        """As any stream.

        Raises:
            SourceError: a text is too long.
        """
        piece = self._stream.read(size)
        at = piece.rfind(_QUOTE)
        while at >= 0 and (piece[at - 1] == _ESCAPE if at else self._escaped):
            at = piece.rfind(_QUOTE, 0, at)
        self._escaped = piece[-1:] == _ESCAPE_MARK
        self._length = self._length + len(piece) if at < 0 else len(piece) - at
        check_size(self._length // _LONGEST_CODE, 0, self._path)
        return piece


def stream_rows(document: Document) -> Iterator[object]:
    """The objects of the list nearest to the top of a JSON file whose objects have texts, themselves or in an object.

    The file is gone through twice: once for where that list is, once for what is in it.

    Raises:
        SourceError: it is no JSON, or no list in it has objects with texts.
    """
    wanted = {*TEXT_FIELDS, folded_name(document.fields.get("text", "text").rpartition(".")[2])}
    places: Counter[str] = Counter()
    for prefix, event, value in _events(document):
        if event == "map_key" and folded_name(str(value)) in wanted:
            parts = prefix.split(".")
            if _ITEM in parts and len(places) < _MOST_PLACES:
                places[".".join(parts[: len(parts) - parts[::-1].index(_ITEM)])] += 1
    if not places:
        reason = "no list of objects with a text: name the field that holds it with --field text=FIELD"
        raise SourceError(document.path, reason)
    place = min(places, key=lambda one: (one.count("."), -places[one]))
    yield from stream_items(document, place)


def stream_items(document: Document, place: str) -> Iterator[object]:
    """The values at a place such as `messages.item`, one after the other.

    Raises:
        SourceError: it is no JSON from some place on; what stands before is given.
    """
    import ijson

    with document.open() as stream:
        try:
            yield from ijson.items(_Bounded(stream, document.path), place, use_float=True, buf_size=_PIECE)
        except (ijson.JSONError, ValueError, RecursionError) as error:
            raise _damaged(document, error) from error


def top_values(document: Document, before: str) -> Mapping[str, object]:
    """The plain values at the top of an object, as far as they stand before the name `before`.

    Raises:
        SourceError: it is no JSON.
    """
    found: dict[str, object] = {}
    for prefix, event, value in _events(document):
        if event == "map_key" and not prefix and value == before:
            break
        if event in {"string", "number", "boolean"} and "." not in prefix:
            found[prefix] = value
    return found


def _events(document: Document) -> Iterator[tuple[str, str, object]]:
    import ijson

    with document.open() as stream:
        try:
            yield from ijson.parse(_Bounded(stream, document.path), use_float=True, buf_size=_PIECE)
        except (ijson.JSONError, ValueError, RecursionError) as error:
            raise _damaged(document, error) from error


def _damaged(document: Document, error: Exception) -> SourceError:
    reason = " ".join(str(error).split())[:100] or type(error).__name__
    return SourceError(document.path, f"not JSON ({reason}): what stands before that was read; mend the file")
