"""The articles in a JSON value: itself, a list, or a list somewhere in the object that a service wraps around it."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.sources.collections.rows import has_text, is_described
from index.sources.parsing.metadata import Metadata, language_code

_DEEPEST = 6
_MOST_VISITED = 100_000
_JUDGED_BY = 20  # rows of a list that are looked at

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rows:
    """Articles found in a value.

    Attributes:
        metadata: what the object around them says of them all.
    """

    rows: Sequence[object]
    metadata: Metadata = field(default_factory=Metadata)


def find_rows(value: object, fields: Mapping[str, str]) -> Rows:
    """The articles in `value`: the list nearest to its top whose objects have texts, else one with titles.

    An object that holds another one with the text in it (`_source`, `node`, `fields` ...) is given with the names of
    both. Where no text is found, the longest list is given, so that a refusal can name what its objects have.
    """
    if isinstance(value, Mapping) and has_text(value, fields):
        return Rows([value])
    lists = list(_lists(value))
    for enough in (has_text, is_described):
        for found in lists:
            rows = [_merged(row, fields) for row in found]
            if any(isinstance(row, Mapping) and enough(row, fields) for row in rows[:_JUDGED_BY]):
                return Rows(rows, _described(value))
    if isinstance(value, list):
        return Rows(value)
    if isinstance(value, Mapping):
        merged = _merged(value, fields)
        if merged is not value or not lists or is_described(value, fields):
            return Rows([merged])
    return Rows(max(lists, key=len, default=[value]))


def _lists(value: object) -> Iterator[list[object]]:
    """The lists of objects in a value, those nearest to its top first."""
    waiting: deque[tuple[object, int]] = deque([(value, 0)])
    visited = 0
    while waiting and visited < _MOST_VISITED:
        one, depth = waiting.popleft()
        visited += 1
        if isinstance(one, list) and any(isinstance(row, Mapping) for row in one[:_JUDGED_BY]):
            yield one
        if depth < _DEEPEST:
            inner = one[:_JUDGED_BY] if isinstance(one, list) else one.values() if isinstance(one, Mapping) else ()
            waiting += [(each, depth + 1) for each in inner if isinstance(each, list | Mapping)]


def _merged(row: object, fields: Mapping[str, str]) -> object:
    """A row with the names of the object in it that has its text, where it has none itself."""
    if not isinstance(row, Mapping) or has_text(row, fields):
        return row
    inner = next((one for one in row.values() if isinstance(one, Mapping) and has_text(one, fields)), None)
    return row if inner is None else {**row, **inner}


def _described(value: object) -> Metadata:
    """The outlet and the language of a JSON Feed, which calls the outlet its title."""
    if not isinstance(value, Mapping) or "jsonfeed.org" not in str(value.get("version")):
        return Metadata()
    title, language = value.get("title"), value.get("language")
    described = Metadata(source=" ".join(title.split()) or None) if isinstance(title, str) else Metadata()
    return replace(described, language=language_code(language)) if isinstance(language, str) else described
