"""Telegram's HTML, parsed by its rules; stricter in one thing: quotes in quotes are refused, not dropped."""

import html
import re
from dataclasses import dataclass, replace

_TAG = re.compile(r"<(/?)([A-Za-z0-9-]*)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"]*)\")?")
# TDLib's `clean_input_string`: controls become spaces, carriage returns and the signs that turn lines round are gone.
_SPACED = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile(r"[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANK = " \n\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot);")
_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "a": "text_link", "code": "code",
    "pre": "pre", "tg-spoiler": "spoiler", "blockquote": "blockquote",
}  # fmt: skip


class EntityError(Exception):
    """What Telegram would answer to this text."""


@dataclass(frozen=True)
class Entity:
    """A mark on characters `start` to `end` (code points) of the parsed text."""

    kind: str
    start: int
    end: int
    url: str | None = None
    expandable: bool = False


@dataclass(frozen=True)
class ParsedText:
    """What a person sees: the text, and the marks on it."""

    text: str
    entities: tuple[Entity, ...] = ()

    def marked(self, kind: str) -> list[str]:
        """The words under each mark of this kind, in order."""
        return [self.text[e.start : e.end] for e in self.entities if e.kind == kind]

    @property
    def links(self) -> list[str]:
        """Addresses of the links, in order."""
        return [entity.url for entity in self.entities if entity.url is not None]

    @property
    def utf16_length(self) -> int:
        """Length as Telegram counts offsets."""
        return len(self.text.encode("utf-16-le")) // 2


def parse_html(source: str) -> ParsedText:
    """The text and marks of `source`. Raises: EntityError, in the words of Telegram."""
    source.encode("utf-8")  # what cannot be written does not reach Telegram
    out: list[str] = []
    length = 0
    open_tags: list[tuple[str, int, str | None, bool]] = []
    entities: list[Entity] = []
    place = 0
    while place < len(source):
        if source[place] == "<":
            tag = _TAG.match(source, place)
            if tag is None or tag[2].lower() not in _KINDS:
                offset = len(source[:place].encode())
                raise EntityError(f'can\'t parse entities: Unsupported start tag "{tag[2] if tag else ""}" at {offset}')
            name = tag[2].lower()
            if tag[1]:
                if not open_tags or open_tags[-1][0] != name:
                    raise EntityError(f"can't parse entities: Unmatched end tag </{name}>")
                name, start, url, expandable = open_tags.pop()
                if length > start:
                    entities.append(Entity(_KINDS[name], start, length, url, expandable))
            else:
                if name == "blockquote" and any(other[0] == "blockquote" for other in open_tags):
                    raise EntityError("can't parse entities: a blockquote in a blockquote")
                attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(tag[3])}
                url = attributes.get("href") if name == "a" else None
                open_tags.append((name, length, url, "expandable" in attributes))
            place = tag.end()
            continue
        reference = _REFERENCE.match(source, place)
        piece = html.unescape(reference[0]) if reference else source[place]
        out.append(piece)
        length += len(piece)
        place = reference.end() if reference else place + 1
    if open_tags:
        raise EntityError(f"can't parse entities: Can't find end tag corresponding to start tag {open_tags[-1][0]}")
    return ParsedText("".join(out), tuple(sorted(entities, key=lambda e: (e.start, -e.end))))


def as_shown(parsed: ParsedText) -> ParsedText:
    """What Telegram makes of a text: cleaned of controls, without white space and invisible signs at its ends."""
    kept: list[str] = []
    places: list[int] = []
    for sign in _SPACED.sub(" ", parsed.text):
        places.append(len(kept))
        if not _DROPPED.match(sign):
            kept.append(sign)
    places.append(len(kept))
    text = "".join(kept)
    start = len(text) - len(text.lstrip(_BLANK))
    end = max(start, len(text.rstrip(_BLANK)))
    entities = tuple(
        replace(entity, start=first - start, end=last - start)
        for entity in parsed.entities
        for first, last in ((max(start, places[entity.start]), min(end, places[entity.end])),)
        if first < last
    )
    return ParsedText(text[start:end], entities)
